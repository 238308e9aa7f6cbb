//! States on the days around an end.

use super::{at, database, day, latest, phase, support, webframe, with, years};
use crate::model::Support;
use crate::model::support::{EarlierRule, Next, Period, PeriodUnit, Rule, Successor, Unit, Until};
use crate::support::{Awaited, Cause, Fault, Moment, Schedule, State, faults, is_prerelease};
use crate::version::Order;

/// The series that are supported on a day, with their latest releases.
fn supported(support: &Support, today: &str) -> Vec<String> {
    let schedule = Schedule::new(support, day(today));
    let cycles = schedule
        .cycles()
        .iter()
        .filter(|cycle| cycle.is_maintained());
    let line = |cycle: &super::super::ReleaseCycle| {
        let latest = cycle.latest.as_ref().map(|latest| &latest.version);
        format!("{} {}", cycle.cycle, latest.map_or("-", |latest| latest))
    };
    cycles.map(line).collect()
}

fn tinysig() -> Support {
    with(
        latest("PyPI/tinysig", 2, Unit::Minor),
        "3.4.1 2026-09-22
         3.4 2026-08-11
         3.3.2 2026-09-22
         3.3 2026-05-05
         3.2.1 2026-02-17
         3.10rc1 2026-10-01
         2.4.4 2026-09-29 end 2027-03-31
         2.4 2025-03-11
         1.11 2023-05-16 end 2024-12-31",
    )
}

#[test]
fn of_two_series_on_one_day_the_newer_is_the_second() {
    let releases = "series 11 2025-06-18\nseries 10 2025-06-18\nseries 9 2023-06-18";
    let by = |count| {
        let support = with(latest("PyPI/tinysig", count, Unit::Major), releases);
        let schedule = Schedule::new(&support, day("2026-01-01"));
        let end = schedule.cycle("9").unwrap().eol.as_ref().unwrap();
        end.cause.clone()
    };
    assert_eq!(by(1), Cause::Release("10".to_owned()));
    assert_eq!(by(2), Cause::Release("11".to_owned()));
}

#[test]
fn a_newer_series_takes_the_place_of_the_oldest_on_its_day() {
    let support = tinysig();
    assert_eq!(supported(&support, "2025-03-10"), [""; 0]);
    assert_eq!(
        supported(&support, "2026-05-05"),
        ["2.4 2.4", "3.2 3.2.1", "3.3 3.3"]
    );
    assert_eq!(
        supported(&support, "2026-08-10"),
        ["2.4 2.4", "3.2 3.2.1", "3.3 3.3"]
    );
    assert_eq!(
        supported(&support, "2026-08-11"),
        ["2.4 2.4", "3.3 3.3", "3.4 3.4"]
    );
    assert_eq!(
        supported(&support, "2026-11-21"),
        ["2.4 2.4.4", "3.3 3.3.2", "3.4 3.4.1"]
    );
}

#[test]
fn what_is_out_without_a_date_was_out_before_what_has_one() {
    let rule = latest("PyPI/tinysig", 1, Unit::Minor);
    let support = with(rule, "3.5 2026-09-22\n 3.4\n 3.3.1\n 3.3 2026-05-05");
    let schedule = Schedule::new(&support, day("2026-10-01"));
    let ends = schedule.cycles().iter().map(|cycle| {
        let end = cycle.eol.as_ref().map(|end| (end.day, end.cause.clone()));
        (cycle.cycle.as_str(), end)
    });
    let by = |release: &str| Cause::Release(release.to_owned());
    let on = Moment::On(day("2026-09-22"));
    // 3.4 took the place of 3.3 before 3.5 was there.
    assert_eq!(
        ends.collect::<Vec<_>>(),
        [
            ("3.3", Some((Moment::Undated, by("3.4")))),
            ("3.4", Some((on, by("3.5")))),
            ("3.5", None),
        ]
    );
    // Of the releases of a series the dated one tells when it came out.
    let out = schedule.cycle("3.3").unwrap().release;
    assert_eq!(format!("{out:?}"), "Some(On(2026-05-05))");
}

#[test]
fn a_given_end_is_the_last_day_and_wins_over_the_rule() {
    let support = tinysig();
    assert!(supported(&support, "2027-03-31").contains(&"2.4 2.4.4".to_owned()));
    assert!(!supported(&support, "2027-04-01").contains(&"2.4 2.4.4".to_owned()));
    assert_eq!(supported(&support, "2024-12-31"), ["1.11 1.11"]);
    assert_eq!(supported(&support, "2025-01-01"), [""; 0]);
}

#[test]
fn a_pre_release_starts_no_series_and_is_never_supported() {
    let schedule = Schedule::new(&tinysig(), day("2026-11-21"));
    let next = schedule.cycle("3.10").unwrap();
    assert_eq!((next.state.clone(), next.release), (State::Future, None));
    assert!(schedule.release("3.10rc1").unwrap().is_prerelease);
    assert!(!schedule.is_supported("3.10rc1"));
    // A version that nobody listed belongs to its series all the same.
    assert!(schedule.is_supported("3.4.99"));
    assert!(!schedule.is_supported("3.2.99"));
    assert!(!schedule.is_supported("4.0"));
    assert!(!schedule.is_supported("trunk"));
    assert_eq!(schedule.release("3.4.0").unwrap().version, "3.4");
}

#[test]
fn pre_releases_are_known_by_their_ecosystems_order() {
    for (order, version, expected) in [
        (Order::Pep440, "1.0", false),
        (Order::Pep440, "1.0.dev1", true),
        (Order::Pep440, "1!2.0b1", true),
        (Order::Pep440, "1.0.post1", false),
        (Order::Semver, "1.0.0", false),
        (Order::Semver, "1.0.0-alpha.1", true),
        (Order::Semver, "1.0.0+build", false),
        (Order::RubyGems, "1.0.0.pre", true),
        (Order::Maven, "1.0-alpha-1", true),
        (Order::Maven, "1.0-RELEASE", false),
        (Order::Dpkg, "1:1.0~rc1-1", true),
        (Order::Dpkg, "1:1.0-1", false),
        (Order::Generic, "1.1.1za", false),
        (Order::Generic, "main", false),
        (Order::Generic, "", false),
    ] {
        assert_eq!(
            is_prerelease(order, version),
            expected,
            "{order:?} {version}"
        );
    }
}

#[test]
fn what_is_planned_never_passes_until_it_is_dated() {
    let releases = "series 5.2 2025-04-02\nseries 6.0 2025-12-03\nseries 6.1 ";
    let late = with(webframe(), &format!("{releases}expected 2026-08"));
    let schedule = Schedule::new(&late, day("2026-10-01"));
    let cycle = schedule.cycle("6.0").unwrap();
    assert_eq!(cycle.state, State::Supported(Some("mainstream".to_owned())));
    assert_eq!(
        cycle.eoas().unwrap().cause,
        Cause::Release("6.1".to_owned())
    );
    assert_eq!(cycle.eoas().unwrap().date(), Some(day("2026-08-31")));
    assert!(matches!(cycle.eoas().unwrap().day, Moment::Planned(_)));
    // Nobody has named the series after it.
    assert_eq!(cycle.eol, None);
    let dated = with(webframe(), &format!("{releases}2026-09-30"));
    let schedule = Schedule::new(&dated, day("2026-10-01"));
    let cycle = schedule.cycle("6.0").unwrap();
    assert_eq!(cycle.state, State::Supported(Some("security".to_owned())));
}

#[test]
fn releases_to_come_are_not_known_before_their_day() {
    let support = with(
        latest("PyPI/tinysig", 1, Unit::Minor),
        "1.0 2026-01-01\n1.1 2026-03-01",
    );
    let schedule = Schedule::new(&support, day("2026-02-28"));
    let known: Vec<_> = schedule
        .releases()
        .iter()
        .map(|r| r.version.as_str())
        .collect();
    assert_eq!(known, ["1.0"]);
    assert_eq!(schedule.cycle("1.1").unwrap().state, State::Future);
    assert_eq!(supported(&support, "2026-02-28"), ["1.0 1.0"]);
    assert_eq!(supported(&support, "2026-03-01"), ["1.1 1.1"]);
}

#[test]
fn releases_without_dates_are_out() {
    let support = with(
        latest("PyPI/tinysig", 1, Unit::Minor),
        "1.0\n1.1\n1.1.1\n1.10\n1.9",
    );
    assert_eq!(supported(&support, "2026-01-01"), ["1.10 1.10"]);
    let schedule = Schedule::new(&support, day("2026-01-01"));
    let end = schedule.cycle("1.9").unwrap().eol.clone().unwrap();
    assert_eq!((end.day, end.date()), (Moment::Undated, None));
}

#[test]
fn a_fix_for_an_old_series_takes_nobodys_place() {
    let support = with(
        latest("PyPI/tinysig", 1, Unit::Release),
        "1.0 2026-01-01\n2.0 2026-02-01\n1.0.1 2026-03-01",
    );
    assert_eq!(supported(&support, "2026-03-01"), ["2.0 2.0"]);
    let schedule = Schedule::new(&support, day("2026-03-01"));
    let end = schedule.cycle("1.0.1").unwrap().eol.clone().unwrap();
    assert_eq!(end.date(), Some(day("2026-03-01")));
}

#[test]
fn what_is_counted_may_differ_from_the_series() {
    let mut majors = with(
        latest("PyPI/tinysig", 2, Unit::Major),
        "1.0 2024-01-01\n2.0 2025-01-01\n2.1 2025-06-01\n3.0 2026-01-01",
    );
    majors.series = Unit::Minor;
    assert_eq!(
        supported(&majors, "2026-06-01"),
        ["2.0 2.0", "2.1 2.1", "3.0 3.0"]
    );

    let mut newest = with(
        latest("PyPI/tinysig", 1, Unit::Release),
        "1.0 2024-01-01\n2.0 2025-01-01\n2.1 2025-06-01",
    );
    newest.series = Unit::Major;
    assert_eq!(supported(&newest, "2026-06-01"), ["2 2.1"]);
    let schedule = Schedule::new(&newest, day("2026-06-01"));
    assert!(schedule.is_supported("2.1"));
    assert!(!schedule.is_supported("2.0"));
    assert!(!schedule.is_supported("2.0.5"));
}

#[test]
fn without_a_rule_the_dates_decide() {
    let support = with(
        support("PyPI/tinysig", Rule::Dates, Unit::Minor),
        "1.0 2024-01-01 end 2025-01-01\n1.1 2025-01-01",
    );
    assert_eq!(supported(&support, "2025-01-02"), ["1.1 1.1"]);
}

#[test]
fn versions_of_semver_series_are_ordered_as_versions() {
    let support = with(
        latest("npm/tinysig", 1, Unit::Minor),
        "1.9.0\n1.10.0\n1.2.3",
    );
    let schedule = Schedule::new(&support, day("2026-01-01"));
    let cycles: Vec<_> = schedule.cycles().iter().map(|c| c.cycle.as_str()).collect();
    assert_eq!(cycles, ["1.2", "1.9", "1.10"]);
    assert_eq!(supported(&support, "2026-01-01"), ["1.10 1.10.0"]);
}

#[test]
fn a_series_with_more_numbers_is_named() {
    let support = with(
        support("generic/openssl", Rule::Dates, Unit::Minor),
        "series 1.0.2 2015-01-22 end 2019-12-31
         series 1.1.0 2016-08-25 end 2019-09-11
         series 1.1.1 2018-09-11 end 2023-09-11
         series 3.0 2021-09-07 end 2026-09-07
         1.1.1w 2023-09-11
         1.1.0l 2019-09-10",
    );
    let schedule = Schedule::new(&support, day("2023-09-11"));
    assert_eq!(schedule.cycle_of("1.1.1za").unwrap().cycle, "1.1.1");
    assert_eq!(schedule.cycle_of("3.0.12").unwrap().cycle, "3.0");
    assert_eq!(supported(&support, "2023-09-11"), ["1.1.1 1.1.1w", "3.0 -"]);
    assert_eq!(supported(&support, "2023-09-12"), ["3.0 -"]);
}

#[test]
fn what_lasts_until_two_things_are_over_waits_for_both() {
    let phases = vec![super::phase(
        "support",
        &[super::years(2), super::next(2)],
        None,
    )];
    let arrays = with(
        support("PyPI/arrays", Rule::Phases(phases), Unit::Minor),
        "series 2.2 2024-12-08
         series 2.1 2024-08-18
         series 2.0 2024-06-16
         series 1.26 2023-09-16",
    );
    // The two years of all are over, and three have no successors enough.
    assert_eq!(
        supported(&arrays, "2026-12-20"),
        ["2.0 -", "2.1 -", "2.2 -"]
    );
}

#[test]
fn a_phase_promises_as_much_as_the_one_before_it() {
    let phases = vec![
        super::phase("active", &[super::next(0)], None),
        super::phase("security", &[super::years(1)], None),
    ];
    let rule = support("PyPI/tinysig", Rule::Phases(phases), Unit::Minor);
    let alone = with(rule.clone(), "series 1.0 2024-01-01");
    assert_eq!(supported(&alone, "2025-06-01"), ["1.0 -"]);
    let late = with(rule, "series 1.0 2024-01-01\nseries 1.1 2025-06-01");
    assert_eq!(supported(&late, "2025-05-31"), ["1.0 -"]);
    assert_eq!(supported(&late, "2025-06-01"), ["1.1 -"]);
}

#[test]
fn contradicting_dates_are_found() {
    let support = with(
        database(),
        "series 1 2020-01-01 end 2019-01-01
         2.0 2020-01-01 end 2025-01-01
         2.1 2021-01-01 end 2025-01-02
         series 3",
    );
    assert_eq!(
        faults(&support),
        [
            Fault::EndBeforeRelease {
                series: "1".to_owned(),
                end: at(day("2019-01-01")),
                release: day("2020-01-01"),
            },
            Fault::EndsDiffer {
                series: "2".to_owned(),
                first: at(day("2025-01-01")),
                other: at(day("2025-01-02")),
            },
            Fault::NoReleaseDate {
                series: "3".to_owned(),
                phase: "support".to_owned(),
                span: support.releases[3].span,
            },
        ]
    );
    assert_eq!(supported(&support, "2025-01-02"), ["2 2.1"]);
}

/// What SemVer calls a pre-release is what people run, where there is nothing else.
#[test]
fn where_every_release_is_a_prerelease_they_count() {
    const BETAS: &str = "0.20.1-beta 2026-03-01
         0.19.3-beta 2025-09-01
         0.18.5-beta 2025-01-01";
    let schedule = |others: &str| {
        let support = latest("Go/example.org/tinysig", 2, Unit::Minor);
        let support = with(support, &format!("{BETAS}\n{others}"));
        Schedule::new(&support, day("2026-04-01"))
    };
    let told = |schedule: &Schedule| {
        let cycles = schedule.cycles().iter().rev();
        let told = cycles.map(|cycle| {
            let latest = cycle.latest.as_ref().map_or("", |latest| &latest.version);
            format!("{} {} {latest}", cycle.cycle, cycle.is_maintained())
        });
        told.collect::<Vec<_>>()
    };
    let now = schedule("");
    assert_eq!(
        told(&now),
        [
            "0.20 true 0.20.1-beta",
            "0.19 true 0.19.3-beta",
            "0.18 false 0.18.5-beta"
        ]
    );
    assert!(now.is_supported("0.20.0-beta"));
    assert!(!now.is_prerelease("0.20.2-beta"));
    // Once there is a finished release, what comes after it is a preview, and
    // what came before it is what it was.
    let later = schedule("1.0.0-rc1 2026-03-10\n1.0.0 2026-03-20\n1.1.0-beta 2026-03-25");
    assert_eq!(
        told(&later),
        [
            "1.1 false ",
            "1.0 true 1.0.0",
            "0.20 true 0.20.1-beta",
            "0.19 false 0.19.3-beta",
            "0.18 false 0.18.5-beta"
        ]
    );
    assert!(later.is_prerelease("1.0.0-rc1"));
}

/// What each series and its phases wait for, newest first.
fn awaited(support: &Support) -> Vec<String> {
    let schedule = Schedule::new(support, day("2026-11-01"));
    let told = |awaits: Option<Awaited>| match awaits {
        None => "-".to_owned(),
        Some(Awaited { count, of, later }) => {
            let later = later.map_or_else(String::new, |later| format!(" + {later}"));
            format!("{count} {of}{later}")
        }
    };
    let cycles = schedule.cycles().iter().rev().map(|cycle| {
        let phases = cycle.phases.iter();
        let phases: Vec<_> = phases.map(|phase| told(phase.awaits)).collect();
        format!(
            "{}: {} [{}]",
            cycle.cycle,
            told(cycle.awaits),
            phases.join(", ")
        )
    });
    cycles.collect()
}

#[test]
fn what_has_no_end_tells_which_releases_it_waits_for() {
    // A last day that is given waits for nothing, nor does what has ended.
    assert_eq!(
        awaited(&tinysig()),
        [
            "3.10: 2 minor []",
            "3.4: 2 minor []",
            "3.3: 2 minor []",
            "3.2: - []",
            "2.4: - []",
            "1.11: - []"
        ]
    );
    let series = "series 5.1 2025-01-05\nseries 5.2 2025-04-02\nseries 6.0 2025-12-03";
    assert_eq!(
        awaited(&with(webframe(), series)),
        [
            "6.0: 2 minor [1 minor, 2 minor]",
            "5.2: - [-, -]",
            "5.1: - [-, -]"
        ]
    );
    // Each phase for what it says, by the rule of its age; what will be announced
    // waits for no release.
    let until = |of, later| Until::Next(Next { of, skipped: 0 }, later);
    let half = Period::new(6, PeriodUnit::Months);
    let mut own = support(
        "generic/kit",
        Rule::Phases(vec![
            phase("fixes", &[until(Successor::Major, half)], None),
            phase("security", &[Until::Announced], None),
        ]),
        Unit::Minor,
    );
    own.earlier.push(EarlierRule {
        before: at("2.1".to_owned()),
        phases: vec![
            phase("fixes", &[years(1)], None),
            phase("security", &[until(Successor::LongTerm, None)], None),
        ],
        majors: None,
    });
    assert_eq!(
        awaited(&with(own, "series 2.1 2026-05-05\nseries 2.0 2026-01-05")),
        ["2.1: - [1 major + 6 months, -]", "2.0: 1 lts [-, 1 lts]"]
    );
    // Single releases: the newest of the series waits.
    let mut single = latest("PyPI/tinysig", 1, Unit::Release);
    single.series = Unit::Minor;
    let single = with(single, "3.4.1 2026-09-22\n3.4 2026-08-11\n3.3 2026-05-05");
    assert_eq!(awaited(&single), ["3.4: 1 release []", "3.3: - []"]);
    let schedule = Schedule::new(&single, day("2026-11-01"));
    let releases = schedule.releases().iter();
    let waiting = releases.filter(|release| schedule.awaits(release).is_some());
    let waiting: Vec<_> = waiting.map(|release| release.version.as_str()).collect();
    assert_eq!(waiting, ["3.4.1"]);
}
