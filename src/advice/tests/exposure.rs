//! Advisories against releases.

use proptest::prelude::*;

use crate::advice::{BranchRow, Exposure, Standing};
use crate::model::advisory::Sections;
use crate::model::support::{LongTerm, Rule, Unit};
use crate::model::{
    Advisory, AdvisoryId, Affected, Branch, BranchStatus, Config, Dates, Ecosystem, Event, Package,
    Range, RangeEvent, RangeType, Support, Timestamp, Withdrawn,
};
use crate::source::Span;
use crate::support::Schedule;
use crate::support::tests::{at, day, file, latest, support, with};
use crate::version::{affects, interval};

fn clock() -> Timestamp {
    "2026-11-21T12:00:00Z"
        .parse::<jiff::Timestamp>()
        .unwrap()
        .into()
}

/// `introduced fixed, introduced -last, introduced`: one range; versions after a
/// bar are enumerated.
fn advisory(id: &str, package: &str, text: &str) -> Advisory {
    let span = Span::file(file());
    let (ranges, listed) = text.split_once('|').unwrap_or((text, ""));
    let mut events = Vec::new();
    for run in ranges
        .split(',')
        .map(str::trim)
        .filter(|run| !run.is_empty())
    {
        let mut words = run.split(' ').map(crate::model::VersionText::from);
        events.push(Event::Introduced(words.next().unwrap()));
        events.extend(words.next().map(|end| match end.strip_prefix('-') {
            Some(last) => Event::LastAffected(last.into()),
            None => Event::Fixed(end),
        }));
    }
    let events: Vec<_> = events
        .into_iter()
        .map(|e| RangeEvent::new(e, span))
        .collect();
    let mut affected = Affected::empty(span);
    affected.package = package.split_once('/').map(|(ecosystem, name)| Package {
        span,
        ecosystem: Ecosystem::new(ecosystem),
        name: name.to_owned(),
        purl: None,
        extra: crate::model::Map::new(),
    });
    if !events.is_empty() {
        affected.ranges = Some(vec![
            Range::new(RangeType::Ecosystem, None, events).unwrap(),
        ]);
    }
    if !listed.is_empty() {
        let listed = listed.split_whitespace();
        affected.versions = Some(listed.map(|version| at(version.into())).collect());
    }
    Advisory {
        file: file(),
        overlay: false,
        id: at(AdvisoryId::new(id).unwrap()),
        path_mark: None,
        dates: Dates {
            modified: Some(at(clock())),
            ..Dates::default()
        },
        aliases: None,
        related: None,
        upstream: None,
        summary: None,
        sections: Sections::default(),
        severity: None,
        severity_word: None,
        severity_rationale: None,
        cwe: None,
        kind: None,
        affected: Some(vec![affected]),
        references: None,
        credits: None,
        exploited: None,
        unexploited: false,
        timeline: None,
        database_specific: None,
        branches: Vec::new(),
        bundled: None,
        withheld_names: Vec::new(),
        private: Vec::new(),
    }
}

fn tinysig(id: &str, text: &str) -> Advisory {
    advisory(id, "PyPI/tinysig", text)
}

fn releases() -> Support {
    with(
        latest("PyPI/tinysig", 2, Unit::Minor),
        "3.4.2 2026-11-10
         3.4.1 2026-09-22
         3.4 2026-08-11
         3.4rc1 2026-08-01
         3.3.2 2026-09-22
         3.3.1 2026-05-12
         3.3 2026-05-05
         3.2.1 2026-02-17
         3.2 2025-12-09
         2.4 2025-03-11",
    )
}

fn ids(advisories: &[&Advisory]) -> Vec<String> {
    advisories
        .iter()
        .map(|advisory| advisory.id.value.to_string())
        .collect()
}

/// The minimum safe version of a series, the open advisories, or both.
fn safety(support: &Support, advisories: &[Advisory], cycle: &str) -> String {
    let schedule = Schedule::new(support, day("2026-11-21"));
    let exposure = Exposure::new(
        schedule,
        &support.package.value,
        advisories,
        &Config::default(),
        clock(),
    );
    let Some(safety) = exposure.safety(cycle) else {
        return "no series".to_owned();
    };
    let from = safety.from.map(|version| format!("from {version}"));
    let open = (!safety.open.is_empty()).then(|| format!("open: {}", ids(&safety.open).join(" ")));
    let parts: Vec<String> = from.into_iter().chain(open).collect();
    parts.join(", ")
}

#[test]
fn the_minimum_safe_version_has_no_affected_release_after_it() {
    let support = releases();
    let a = tinysig("A", "0 3.3.1, 3.4 3.4.1");
    let b = tinysig("B", "3.3.1 3.3.2");
    let c = tinysig("C", "3.4.2");
    let all = [a, b, c];
    assert_eq!(safety(&support, &[], "3.4"), "from 3.4");
    assert_eq!(safety(&support, &all[..1], "3.3"), "from 3.3.1");
    assert_eq!(safety(&support, &all[..2], "3.3"), "from 3.3.2");
    // 3.4.1 is affected by nothing, but 3.4.2 is.
    assert_eq!(safety(&support, &all[..2], "3.4"), "from 3.4.1");
    assert_eq!(safety(&support, &all, "3.4"), "open: C");
    assert_eq!(safety(&support, &all, "3.2"), "open: A");
    assert_eq!(safety(&support, &all, "9.9"), "no series");
}

#[test]
fn a_fix_that_is_newer_than_all_releases_makes_nothing_safe_yet() {
    let mut support = releases();
    let a = tinysig("A", "0 3.3.3, 3.4 3.4.3");
    let b = tinysig("B", "3.4 3.4.4");
    let c = tinysig("C", "3.4");
    let all = [a, b, c];
    assert_eq!(safety(&support, &all[..1], "3.4"), "from 3.4.3, open: A");
    assert_eq!(safety(&support, &all[..2], "3.4"), "from 3.4.4, open: A B");
    // What is open names no fix, and the newest release has more than that.
    assert_eq!(safety(&support, &all, "3.4"), "open: A B C");
    // Where no release of a series is listed, nobody can tell.
    support.releases.clear();
    let support = with(support, "series 3.4 2026-08-11\nseries 3.3 2026-05-05");
    assert_eq!(safety(&support, &all[..1], "3.4"), "from 3.4.3");
    // Of a series that is only planned everybody can.
    let support = with(releases(), "series 3.5 2026-12-24");
    let all = [tinysig("A", "0 3.5.0")];
    let schedule = Schedule::new(&support, day("2026-11-21"));
    let package = &support.package.value;
    let exposure = Exposure::new(schedule, package, &all, &Config::default(), clock());
    assert!(exposure.is_unreleased("3.5.0"));
    assert!(!exposure.upgrade("3.4.2").unwrap().is_released);
}

/// Who chose long-term support did not ask for a series that lasts half a year.
#[test]
fn whoever_leaves_long_term_support_is_sent_to_long_term_support() {
    let mut support = with(
        latest("PyPI/tinysig", 4, Unit::Major),
        "25.1 2026-10-15\n24.3 2026-05-01\n23.2 2025-10-15\n22.9 2025-05-01\n20.9 2023-05-01",
    );
    support.lts = vec![LongTerm::Pattern("even".parse().unwrap())];
    let all = [tinysig("A", "0 22.9"), tinysig("B", "24.0 24.4, 25.0 25.1")];
    let schedule = Schedule::new(&support, day("2026-11-21"));
    let package = &support.package.value;
    let exposure = Exposure::new(schedule, package, &all, &Config::default(), clock());
    let way = |version| exposure.upgrade(version).map(|way| way.version);
    // 25.1 is newer and lasts shorter; 24.3 is affected.
    assert_eq!(way("20.9").as_deref(), Some("22.9"));
    // Who moves along with every series moves on.
    assert_eq!(way("21.0").as_deref(), Some("25.1"));
}

#[test]
fn whoever_leaves_a_series_is_sent_to_a_release_that_is_out() {
    let support = with(
        latest("PyPI/tinysig", 2, Unit::Major),
        "11.4 2026-07-01\n10.6.2 2026-02-17\n9.5 2023-06-18",
    );
    let all = [tinysig("A", "9.0 10.6.2, 11.0 11.4.1")];
    let schedule = Schedule::new(&support, day("2026-11-21"));
    let package = &support.package.value;
    let exposure = Exposure::new(schedule, package, &all, &Config::default(), clock());
    let way = |version| exposure.upgrade(version).map(|way| way.version);
    assert_eq!(way("9.5").as_deref(), Some("10.6.2"));
    // In its own series it comes, and elsewhere there is nothing newer.
    assert_eq!(way("11.4").as_deref(), Some("11.4.1"));
}

#[test]
fn withdrawn_advisories_and_other_packages_affect_nothing() {
    let support = releases();
    let mut withdrawn = tinysig("A", "0");
    withdrawn.dates.withdrawn = Some(Withdrawn {
        at: at(clock()),
        reason: None,
        duplicate_of: None,
    });
    let all = [
        withdrawn,
        advisory("B", "npm/tinysig", "0"),
        advisory("C", "PyPI/other", "0"),
        advisory("D", "", "0"),
    ];
    assert_eq!(safety(&support, &all, "3.4"), "from 3.4");
    let schedule = Schedule::new(&support, day("2026-11-21"));
    let exposure = Exposure::new(
        schedule,
        &support.package.value,
        &all,
        &Config::default(),
        clock(),
    );
    assert_eq!(ids(&exposure.affecting("3.4")), [""; 0]);
    assert!(
        all.iter()
            .all(|advisory| exposure.rows(advisory).is_empty())
    );
}

#[test]
fn a_package_is_found_however_the_record_spells_it() {
    let mut support = releases();
    support.package.value.name = "zope-interface".to_owned();
    let all = [
        advisory("A", "PyPI/Zope.Interface", "0 3.4"),
        advisory("B", "npm/Zope.Interface", "0 3.4"),
    ];
    let schedule = Schedule::new(&support, day("2026-11-21"));
    let exposure = Exposure::new(
        schedule,
        &support.package.value,
        &all,
        &Config::default(),
        clock(),
    );
    assert_eq!(ids(&exposure.affecting("3.3")), ["A"]);
    assert_eq!(ids(&exposure.affecting("3.3.99")), ["A"]);
    assert_eq!(ids(&exposure.fixed_in("3.4")), ["A"]);
}

#[test]
fn a_series_without_known_releases_takes_the_versions_that_advisories_name() {
    let support = with(
        support("npm/webframe", Rule::Dates, Unit::Minor),
        "series 5.2 2025-04-02\nseries 6.0 2025-12-03",
    );
    let about = |id, text| advisory(id, "npm/webframe", text);
    let all = [
        about("A", "0 5.2.18, 6.0.0 6.0.9"),
        about("B", "5.2.3 5.2.7, 6.0.10"),
        about("C", "5.2.1 -5.2.2"),
    ];
    assert_eq!(safety(&support, &all, "5.2"), "from 5.2.18");
    assert_eq!(safety(&support, &all, "6.0"), "open: B");
    assert_eq!(safety(&support, &all[..1], "6.0"), "from 6.0.9");
    assert_eq!(safety(&support, &[], "6.0"), "from 6.0.0");
}

#[test]
fn releases_know_what_affects_them_and_what_they_fix() {
    let support = releases();
    let all = [
        tinysig("A", "0 3.3.1"),
        tinysig("B", "3.3 3.3.1, 3.4 3.4.2|2.4.0"),
    ];
    let schedule = Schedule::new(&support, day("2026-11-21"));
    let exposure = Exposure::new(
        schedule,
        &support.package.value,
        &all,
        &Config::default(),
        clock(),
    );
    assert_eq!(ids(&exposure.affecting("3.3")), ["A", "B"]);
    assert_eq!(ids(&exposure.affecting("2.4")), ["A", "B"]);
    assert_eq!(ids(&exposure.affecting("3.3.1")), [""; 0]);
    // Nobody listed it.
    assert_eq!(ids(&exposure.affecting("3.4.0.1")), ["B"]);
    assert_eq!(ids(&exposure.fixed_in("3.3.1")), ["A", "B"]);
    assert_eq!(ids(&exposure.fixed_in("3.4.2")), ["B"]);
    assert_eq!(ids(&exposure.fixed_in("3.3")), [""; 0]);
    let affected: Vec<_> = exposure
        .releases(&all[1])
        .map(|r| r.version.as_str())
        .collect();
    assert_eq!(affected, ["2.4", "3.3", "3.4", "3.4.1"]);
}

/// The rows of an advisory: series, from, fixed, state.
fn rows(support: &Support, advisories: &[Advisory]) -> Vec<String> {
    let schedule = Schedule::new(support, day("2026-11-21"));
    let exposure = Exposure::new(
        schedule,
        &support.package.value,
        advisories,
        &Config::default(),
        clock(),
    );
    let rows = exposure.rows(&advisories[0]);
    let line = |row: &BranchRow| {
        let text = |version: &Option<String>| version.clone().unwrap_or("-".to_owned());
        let (introduced, fixed) = (text(&row.introduced), text(&row.fixed));
        format!("{} {introduced} {fixed} {:?}", row.series, row.state)
    };
    rows.iter().map(line).collect()
}

#[test]
fn an_advisory_has_a_row_for_every_series_that_matters() {
    let support = releases();
    // The second names a version that nobody listed, which must not show here.
    let other = tinysig("B", "3.2.0.5 3.2.0.6");
    assert_eq!(
        rows(&support, &[tinysig("A", "3.2.1 3.3.2"), other.clone()]),
        [
            "3.2 3.2.1 - Affected",
            "3.3 - 3.3.2 Fixed",
            "3.4 - - NotAffected",
        ]
    );
    // Its pre-releases too: from the first release on.
    assert_eq!(
        rows(&support, &[tinysig("A", "3.3.dev0 3.3.2")]),
        ["3.3 - 3.3.2 Fixed", "3.4 - - NotAffected"]
    );
    assert_eq!(
        rows(
            &support,
            &[tinysig("A", "3.2.0.1 3.2.0.9, 3.4 3.4.2"), other]
        ),
        [
            "3.2 3.2.0.1 3.2.0.9 Fixed",
            "3.3 - - NotAffected",
            "3.4 3.4 3.4.2 Fixed",
        ]
    );
}

fn branch(name: &str, status: BranchStatus) -> Branch {
    Branch {
        span: Span::file(file()),
        branch: Some(at(name.into())),
        introduced: None,
        fixed: None,
        interim: None,
        fix: None,
        status,
        why: None,
        date: None,
    }
}

#[test]
fn what_the_author_says_of_an_open_branch_is_kept() {
    let support = releases();
    let mut open = tinysig("A", "3.3");
    open.branches
        .push(branch("stable/3.3", BranchStatus::WontFix));
    open.branches.push(branch("3.4.x", BranchStatus::Pending));
    assert_eq!(
        rows(&support, &[open]),
        ["3.3 3.3 - WontFix", "3.4 - - Pending"]
    );
}

#[test]
fn a_version_past_a_fix_is_fixed_and_one_before_the_defect_is_not_affected() {
    let support = releases();
    let mut advisory = tinysig("A", "3.2 3.2.1,3.4 3.4.1");
    let states = [
        ("3.3", BranchStatus::NotAffected),
        ("3.4", BranchStatus::NotEvaluated),
    ];
    let branches = states.map(|(name, status)| branch(name, status));
    advisory.branches.extend(branches);
    let all = [advisory];
    let schedule = Schedule::new(&support, day("2026-11-21"));
    let (package, config) = (&support.package.value, Config::default());
    let exposure = Exposure::new(schedule, package, &all, &config, clock());
    let outlook = exposure.outlook(&all[0]);
    let standings = exposure.standings(&all[0], &outlook).into_iter();
    let standings = standings.map(|(known, standing)| format!("{} {standing:?}", known.version));
    assert_eq!(
        standings.collect::<Vec<_>>(),
        [
            "3.4.2 Fixed",
            "3.4.1 Fixed",
            "3.4 NotEvaluated",
            "3.4rc1 Fixed",
            "3.3.2 NotAffected",
            "3.3.1 NotAffected",
            "3.3 NotAffected",
            "3.2.1 Fixed",
            "3.2 Affected",
            "2.4 NotAffected"
        ]
    );
}

proptest! {
    /// The list of points answers as OSV's evaluation does.
    #[test]
    fn every_pair_is_as_the_evaluation_has_it(
        texts in prop::collection::vec("([1-4]\\.[0-3](\\.[0-2])? -?[1-4]\\.[0-3](\\.[0-2])?,|0 3\\.[0-3],){0,2}(3\\.[0-9])?(\\|( [2-3]\\.[0-4](\\.0)?){1,3})?", 0..6),
    ) {
        let support = releases();
        let mixed = |text: &String| text.contains('-') && text.replace(" -", "").contains(' ');
        let all: Vec<Advisory> = texts
            .iter()
            .filter(|text| !text.is_empty() && !mixed(text))
            .enumerate()
            .map(|(at, text)| tinysig(&format!("A{at}"), text))
            .collect();
        let schedule = Schedule::new(&support, day("2026-11-21"));
        let exposure = Exposure::new(schedule, &support.package.value, &all, &Config::default(), clock());
        let schedule = exposure.schedule();
        let versions = schedule.releases().iter().map(|r| r.version.clone());
        for version in versions.chain(["3.3.0".to_owned(), "2.9".to_owned()]) {
            let expected: Vec<&Advisory> = all
                .iter()
                .filter(|advisory| advisory.affected().any(|a| affects(a, &version)))
                .collect();
            prop_assert_eq!(ids(&exposure.affecting(&version)), ids(&expected), "{}", version);
        }
        for advisory in &all {
            let found: Vec<_> = exposure.releases(advisory).map(|r| r.version.clone()).collect();
            let expected: Vec<_> = schedule
                .releases()
                .iter()
                .map(|release| release.version.clone())
                .filter(|version| advisory.affected().any(|a| affects(a, version)))
                .collect();
            prop_assert_eq!(found, expected);
            let entries: Vec<&Affected> = advisory.affected().collect();
            let extent = interval::extent(schedule.order(), &entries);
            let outlook = exposure.outlook(advisory);
            for (known, standing) in exposure.standings(advisory, &outlook) {
                let is_affected = advisory.affected().any(|a| affects(a, known.version));
                prop_assert_eq!(standing == Standing::Affected, is_affected, "{}", known.version);
            }
            prop_assert_eq!(outlook.extent, extent);
        }
        for cycle in schedule.cycles() {
            let safety = exposure.safety(&cycle.cycle).expect("a series");
            if let Some(version) = &safety.from {
                prop_assert!(exposure.affecting(version).is_empty());
                prop_assert_eq!(safety.open.is_empty(), !exposure.is_unreleased(version));
            }
            if let Some(latest) = &cycle.latest && !safety.open.is_empty() {
                let affecting = exposure.affecting(&latest.version);
                let is_named = affecting.is_empty() && safety.from.is_none();
                prop_assert!(is_named || ids(&affecting) == ids(&safety.open));
            }
        }
    }
}
