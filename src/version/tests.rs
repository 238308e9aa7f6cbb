//! What holds between the parts of this module, and over real data.

use proptest::prelude::*;

use super::affects::in_ranges;
use super::interval::{Cover, End, Interval, events, intervals};
use super::{Order, affects};
use crate::model::{
    Affected, Ecosystem, Event, Map, Package, Range, RangeEvent, RangeType, VersionText,
};
use crate::source::{Sources, Span, Spanned};

mod pypa;

fn nowhere() -> Span {
    Span::file(Sources::new().text("advisory.yaml", ""))
}

/// An entry of that ecosystem, a range for each list of events.
fn entry(ecosystem: &str, kind: RangeType, ranges: &[Vec<Event>]) -> Affected {
    let span = nowhere();
    let repo = (kind == RangeType::Git).then(|| "https://git.example".to_owned());
    let range = |events: &Vec<Event>| {
        let events = events.iter().cloned();
        let events = events.map(|event| RangeEvent::new(event, span)).collect();
        Range::new(kind, repo.clone(), events).unwrap()
    };
    Affected {
        package: Some(Package {
            span,
            ecosystem: Ecosystem::new(ecosystem),
            name: "example".to_owned(),
            purl: None,
            extra: Map::new(),
        }),
        ranges: Some(ranges.iter().map(range).collect()),
        ..Affected::empty(span)
    }
}

/// `introduced 1.0, fixed 2.0` as events.
fn parse(text: &str) -> Vec<Event> {
    let event = |text: &str| {
        let (key, version) = text.trim().split_once(' ').unwrap();
        let version = version.into();
        match key {
            "introduced" => Event::Introduced(version),
            "fixed" => Event::Fixed(version),
            "last_affected" => Event::LastAffected(version),
            "limit" => Event::Limit(version),
            _ => panic!("no event: {key}"),
        }
    };
    text.split(',').map(event).collect()
}

/// Which of these versions of a PyPI package a range covers.
fn covered<'a>(range: &str, versions: &[&'a str]) -> Vec<&'a str> {
    let entry = entry("PyPI", RangeType::Ecosystem, &[parse(range)]);
    let affected = |version: &&&str| affects(&entry, version);
    versions.iter().filter(affected).copied().collect()
}

#[test]
fn a_range_is_half_open_or_closed() {
    let versions = [
        "0.9",
        "1.0rc1",
        "1.0",
        "1.5",
        "2.0rc1",
        "2.0",
        "2.0.post1",
        "3",
    ];
    assert_eq!(
        covered("introduced 1.0, fixed 2.0", &versions),
        ["1.0", "1.5", "2.0rc1"]
    );
    assert_eq!(
        covered("introduced 1.0, last_affected 2.0", &versions),
        ["1.0", "1.5", "2.0rc1", "2.0"]
    );
    assert_eq!(
        covered("introduced 2.0", &versions),
        ["2.0", "2.0.post1", "3"]
    );
}

#[test]
fn zero_is_before_every_version() {
    let versions = ["0.dev0", "0", "0.1"];
    assert_eq!(
        covered("introduced 0, fixed 0.1", &versions),
        ["0.dev0", "0"]
    );
    assert_eq!(covered("introduced 0.0, fixed 0.1", &versions), ["0"]);
}

#[test]
fn limits_end_a_range_at_the_greatest() {
    let versions = ["1.0", "2.0", "3.0", "4.0"];
    assert_eq!(covered("introduced 0, limit 2.0", &versions), ["1.0"]);
    assert_eq!(
        covered("introduced 0, limit 2.0, limit 4.0", &versions),
        ["1.0", "2.0", "3.0"]
    );
    assert_eq!(
        covered("introduced 0, limit 2.0, limit *", &versions),
        versions
    );
}

#[test]
fn events_are_sorted_by_version() {
    let versions = ["1.9", "1.10", "1.11", "2.0"];
    assert_eq!(covered("fixed 1.11, introduced 1.10", &versions), ["1.10"]);
    assert_eq!(
        covered("introduced 2.0, fixed 1.10, introduced 0", &versions),
        ["1.9", "2.0"]
    );
}

#[test]
fn runs_that_touch_are_one_in_whatever_order_they_are_written() {
    let versions = ["0.9", "1.0", "1.5", "2.0"];
    let expected = ["0.9", "1.0", "1.5"];
    for range in [
        "introduced 0, fixed 1.0, introduced 1.0, fixed 2.0",
        "introduced 1.0, fixed 2.0, introduced 0, fixed 1.0",
    ] {
        assert_eq!(covered(range, &versions), expected);
    }
    assert_eq!(covered("introduced 1.0, fixed 1.0", &versions), [""; 0]);
}

#[test]
fn a_close_that_has_no_place_closes_nothing() {
    let versions = ["0.9", "1.0", "soon"];
    assert_eq!(covered("introduced 0, fixed soon", &versions), versions);
    assert_eq!(
        covered("introduced 0, last_affected soon", &versions),
        versions
    );
    assert_eq!(covered("introduced 0, limit soon", &versions), versions);
    assert_eq!(covered("introduced 1.0, fixed 2.0", &versions), ["1.0"]);
}

#[test]
fn enumerated_versions_count_by_the_equality_of_the_ecosystem() {
    let mut entry = entry("PyPI", RangeType::Ecosystem, &[]);
    entry.versions = Some(vec![Spanned::new("1.0".into(), nowhere())]);
    assert!(affects(&entry, "1.0"));
    assert!(affects(&entry, "1.0.0"));
    assert!(!affects(&entry, "1.0.1"));
}

#[test]
fn several_ranges_are_a_union_and_git_is_not_evaluated() {
    let entry_of = |kind| {
        entry(
            "npm",
            kind,
            &[
                parse("introduced 2.0.0, fixed 3.0.0"),
                parse("introduced 0, fixed 1.0.0"),
            ],
        )
    };
    let semver = entry_of(RangeType::Semver);
    let affected = |version| affects(&semver, version);
    assert_eq!(
        ["0.9.0", "1.0.0", "2.0.0", "3.0.0"].map(affected),
        [true, false, true, false]
    );
    assert!(!affects(&entry_of(RangeType::Git), "0.9.0"));
    assert_eq!(intervals(Order::Semver, &entry_of(RangeType::Git)), []);
}

#[test]
fn intervals_are_the_union_of_all_ranges() {
    let ranges = [
        parse("introduced 2.0, fixed 3.0"),
        parse("introduced 0, last_affected 1.4"),
        parse("introduced 1.2, last_affected 1.4.0"),
        parse("introduced 3.0, limit 4.0"),
        parse("introduced 9.0, fixed 8.0"),
        parse("introduced 5.0, fixed 6.0, limit 6.0"),
        parse("introduced 7.0, fixed 8.0, limit 7.5"),
    ];
    let entry = entry("PyPI", RangeType::Ecosystem, &ranges);
    let found = intervals(Order::Pep440, &entry);
    let expected = [
        Interval::new("0", End::LastAffected("1.4".into())),
        Interval::new("2.0", End::Before("4.0".into())),
        Interval::new("5.0", End::Fixed("6.0".into())),
        Interval::new("7.0", End::Before("7.5".into())),
        Interval::new("9.0", End::Open),
    ];
    assert_eq!(found, expected);
    assert_eq!(
        events(&found),
        [
            parse(
                "introduced 2.0, fixed 4.0, introduced 5.0, fixed 6.0, introduced 7.0, fixed 7.5, \
                 introduced 9.0"
            ),
            parse("introduced 0, last_affected 1.4"),
        ]
    );
}

#[test]
fn a_cover_has_what_its_intervals_hold_and_what_is_listed() {
    let runs = [
        Interval::new("1.0", End::Fixed("2.0".into())),
        Interval::new("3.0", End::LastAffected("3.5".into())),
        Interval::new("4.0", End::Open),
    ];
    let order = Order::Pep440;
    let mut entry = entry("PyPI", RangeType::Ecosystem, &[]);
    entry.versions = Some(vec![Spanned::new("0.5".into(), nowhere())]);
    let entries = [&entry];
    let cover = Cover::new(order, &runs).and_listed(&entries);
    let found = |version| cover.find(&order.key(version)).map(|run| &*run.introduced);
    for (version, run) in [
        ("0.5", None),
        ("1.0.dev0", None),
        ("1.0.0", Some("1.0")),
        ("2.0rc1", Some("1.0")),
        ("2.0", None),
        ("3.5", Some("3.0")),
        ("3.5.post1", None),
        ("99", Some("4.0")),
    ] {
        assert_eq!(found(version), run, "{version}");
    }
    assert!(cover.has(&order.key("0.5.0")));
    assert!(!cover.has(&order.key("0.6")));
}

fn event() -> impl Strategy<Value = Event> {
    const VERSIONS: &[&str] = &[
        "0", "0.1", "1", "1.0", "1.0rc1", "1.1", "2.0", "2.1", "3", "soon", "*",
    ];
    let version = prop::sample::select(VERSIONS).prop_map(VersionText::from);
    prop_oneof![
        4 => version.clone().prop_map(Event::Introduced),
        4 => version.clone().prop_map(Event::Fixed),
        1 => version.prop_map(Event::Limit),
    ]
}

fn range() -> impl Strategy<Value = Vec<Event>> {
    (prop::collection::vec(event(), 1..7), any::<bool>()).prop_map(|(mut events, inclusive)| {
        events.insert(0, Event::Introduced("1".into()));
        for event in &mut events {
            if let (Event::Fixed(at), true) = (&event, inclusive) {
                *event = Event::LastAffected(at.clone());
            }
        }
        events
    })
}

proptest! {
    /// One range engine: events, intervals and events made of intervals agree.
    #[test]
    fn ranges_and_intervals_agree(ranges in prop::collection::vec(range(), 0..4)) {
        let order = Order::Pep440;
        let original = entry("PyPI", RangeType::Ecosystem, &ranges);
        let union = intervals(order, &original);
        let rewritten = entry("PyPI", RangeType::Ecosystem, &events(&union));
        // As events, a limit is as good as a fix.
        let closed = |run: &Interval| match &run.end {
            End::Before(at) => Interval::new(&run.introduced, End::Fixed(at.clone())),
            _ => run.clone(),
        };
        let closed: Vec<_> = union.iter().map(closed).collect();
        prop_assert_eq!(&intervals(order, &rewritten), &closed);
        for version in ["0.dev0", "0", "0.0.5", "0.1", "0.5", "1.0a1", "1.0rc1", "1", "1.0.1", "1.1", "1.5", "2", "2.0.1", "2.1", "2.5", "3", "4", "soon"] {
            let expected = in_ranges(order, &original, version);
            prop_assert_eq!(union.iter().any(|run| run.contains(order, version)), expected, "{}", version);
            prop_assert_eq!(in_ranges(order, &rewritten, version), expected, "{} rewritten", version);
        }
        for pair in union.windows(2) {
            let [first, second] = pair else { unreachable!() };
            prop_assert!(!first.contains(order, &second.introduced));
            prop_assert!(order.compare(&first.introduced, &second.introduced).is_lt());
        }
    }
}
