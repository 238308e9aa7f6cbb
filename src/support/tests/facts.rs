//! Ends of support as the projects announced them, from endoflife.date.

use jiff::civil::Date;

use super::{database, day, latest, webframe, with};
use crate::model::support::Unit;
use crate::support::{ReleaseCycle, Schedule, State};

/// Series, first release, last day of support. 12 ended a week late, with a
/// release outside the calendar.
const POSTGRESQL: &[(&str, &str, &str)] = &[
    ("9.2", "2012-09-10", "2017-11-09"),
    ("9.3", "2013-09-09", "2018-11-08"),
    ("9.4", "2014-12-18", "2020-02-13"),
    ("9.5", "2016-01-07", "2021-02-11"),
    ("9.6", "2016-09-29", "2021-11-11"),
    ("10", "2017-10-05", "2022-11-10"),
    ("11", "2018-10-18", "2023-11-09"),
    ("12", "2019-10-03 end 2024-11-21", "2024-11-21"),
    ("13", "2020-09-24", "2025-11-13"),
    ("14", "2021-09-30", "2026-11-12"),
    ("15", "2022-10-13", "2027-11-11"),
    ("16", "2023-09-14", "2028-11-09"),
    ("17", "2024-09-26", "2029-11-08"),
    ("18", "2025-09-25", "2030-11-14"),
];

#[test]
fn postgresql_ends_on_its_real_days() {
    let entry = |(series, date, _): &(&str, &str, &str)| format!("series {series} {date}\n");
    let releases: String = POSTGRESQL.iter().map(entry).collect();
    let schedule = Schedule::new(&with(database(), &releases), day("2026-11-21"));
    let ends: Vec<_> = schedule
        .cycles()
        .iter()
        .map(|cycle| (cycle.cycle.as_str(), end(cycle).to_string()))
        .collect();
    let expected: Vec<_> = POSTGRESQL
        .iter()
        .map(|(series, _, end)| (*series, (*end).to_owned()))
        .collect();
    assert_eq!(ends, expected);
    assert!(!schedule.is_supported("9.6.24"));
    assert!(!schedule.is_supported("14.24"));
    assert!(schedule.is_supported("15.19"));
}

/// Series, first release, end of mainstream support, end of all support.
const DJANGO: &[(&str, &str, &str, &str)] = &[
    ("1.5", "2013-02-26", "2013-11-06", "2014-09-02"),
    ("1.6", "2013-11-06", "2014-09-02", "2015-04-01"),
    ("1.7", "2014-09-03", "2015-04-01", "2015-12-01"),
    ("1.8", "2015-04-01 lts", "2015-12-01", "2018-04-01"),
    ("1.9", "2015-12-01", "2016-08-01", "2017-04-04"),
    ("1.10", "2016-08-01", "2017-04-04", "2017-12-02"),
    ("1.11", "2017-04-04 lts", "2017-12-02", "2020-04-01"),
    ("2.0", "2017-12-02", "2018-08-01", "2019-04-01"),
    ("2.1", "2018-08-01", "2019-04-01", "2019-12-02"),
    ("2.2", "2019-04-01", "2019-12-02", "2022-04-11"),
    ("3.0", "2019-12-02", "2020-08-03", "2021-04-06"),
    ("3.1", "2020-08-04", "2021-04-06", "2021-12-07"),
    ("3.2", "2021-04-06", "2021-12-07", "2024-04-01"),
    ("4.0", "2021-12-07", "2022-08-03", "2023-04-01"),
    ("4.1", "2022-08-03", "2023-04-05", "2023-12-01"),
    ("4.2", "2023-04-03", "2023-12-04", "2026-04-30"),
    ("5.0", "2023-12-04", "2024-08-07", "2025-04-02"),
    ("5.1", "2024-08-07", "2025-04-02", "2025-12-03"),
    ("5.2", "2025-04-02", "2025-12-03", "2028-04-30"),
    ("6.0", "2025-12-03", "2026-08-05", "2027-04-30"),
];

#[test]
fn django_ends_within_three_days_and_long_term_support_within_a_month() {
    let entry =
        |(series, date, _, _): &(&str, &str, &str, &str)| format!("series {series} {date}\n");
    let mut releases: String = DJANGO.iter().map(entry).collect();
    releases.push_str("series 6.1 2026-08-05\nseries 6.2 expected 2027-04\n");
    let schedule = Schedule::new(&with(webframe(), &releases), day("2026-11-21"));
    for (series, _, eoas, eol) in DJANGO {
        let cycle = schedule.cycle(series).unwrap();
        let active = cycle.eoas().and_then(super::super::End::date).unwrap();
        assert!(days(active, day(eoas)) <= 3, "{series}: {active}");
        let allowed = if cycle.lts { 30 } else { 3 };
        assert!(
            days(end(cycle), day(eol)) <= allowed,
            "{series}: {}",
            end(cycle)
        );
    }
    let lts: Vec<_> = schedule.cycles().iter().filter(|cycle| cycle.lts).collect();
    let lts: Vec<_> = lts.iter().map(|cycle| cycle.cycle.as_str()).collect();
    assert_eq!(lts, ["1.8", "1.11", "2.2", "3.2", "4.2", "5.2", "6.2"]);

    let state = |series| schedule.cycle(series).unwrap().state.clone();
    let phase = |name: &str| State::Supported(Some(name.to_owned()));
    assert_eq!(state("4.2"), State::EndOfLife);
    assert_eq!(state("5.1"), State::EndOfLife);
    assert_eq!(state("5.2"), phase("security"));
    assert_eq!(state("6.0"), phase("security"));
    assert_eq!(state("6.1"), phase("mainstream"));
    assert_eq!(state("6.2"), State::Future);
    let planned = schedule.cycle("6.0").unwrap().eol.clone().unwrap();
    assert!(planned.is_planned());
    let long = schedule.cycle("6.2").unwrap().eol.clone().unwrap();
    assert!(long.is_planned());
    assert_eq!(long.date(), Some(day("2030-04-30")));
}

const CRYPTOGRAPHY: &str = "
    43.0.0 2024-07-20
    43.0.1 2024-09-03
    43.0.3 2024-10-18
    44.0.0 2024-11-27
    44.0.1 2025-02-11
    44.0.2 2025-03-02
    45.0.0 2025-05-17
    45.0.1 2025-05-17
    46.0.0rc1 2025-05-18";

#[test]
fn cryptography_supports_its_latest_release_and_once_two() {
    for (count, today, supported) in [
        (1, "2025-02-10", &["44.0.0"][..]),
        (1, "2025-02-11", &["44.0.1"]),
        (1, "2026-01-01", &["45.0.1"]),
        (2, "2024-11-26", &["43.0.1", "43.0.3"]),
        (2, "2024-11-27", &["43.0.3", "44.0.0"]),
        (2, "2026-01-01", &["45.0.0", "45.0.1"]),
    ] {
        let support = with(
            latest("PyPI/cryptography", count, Unit::Release),
            CRYPTOGRAPHY,
        );
        let schedule = Schedule::new(&support, day(today));
        let releases = schedule.releases().iter();
        let found: Vec<_> = releases
            .map(|release| release.version.as_str())
            .filter(|version| schedule.is_supported(version))
            .collect();
        assert_eq!(found, supported, "latest {count} on {today}");
    }
}

/// How far two days are apart.
fn days(a: Date, b: Date) -> i32 {
    (a - b).get_days().abs()
}

fn end(cycle: &ReleaseCycle) -> Date {
    cycle.eol.as_ref().unwrap().date().unwrap()
}
