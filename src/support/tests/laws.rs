//! What holds for every schedule.

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{database, latest, support, webframe, with};
use crate::model::Support;
use crate::model::support::{Rule, Unit};
use crate::support::{Moment, ReleaseCycle, Schedule, State};

fn rules() -> impl Strategy<Value = Support> {
    let units = prop_oneof![Just(Unit::Release), Just(Unit::Minor), Just(Unit::Major)];
    let latest = (1usize..4, units.clone(), units).prop_map(|(count, of, series)| {
        let mut support = latest("PyPI/tinysig", count, of);
        support.series = series;
        support
    });
    prop_oneof![
        latest,
        Just(webframe()),
        Just(database()),
        Just(support("PyPI/tinysig", Rule::Dates, Unit::Minor)),
    ]
}

fn days() -> impl Strategy<Value = Date> {
    (0i32..2000).prop_map(|days| date(2020, 1, 1).saturating_add(Span::new().days(days)))
}

/// Supported versions with up to 12 releases of few series; no given end is
/// before the release.
fn supports() -> impl Strategy<Value = Support> {
    let when = prop_oneof![
        6 => days().prop_map(|day| format!(" {day}")),
        1 => days().prop_map(|day| format!(" expected {day}")),
        1 => Just(String::new()),
        1 => (days(), days()).prop_map(|(a, b)| format!(" {} end {}", a.min(b), a.max(b))),
    ];
    let version = prop_oneof![
        4 => "[1-3]\\.[0-2]\\.[0-2]",
        1 => "[1-3]\\.[0-2]rc1",
        1 => "series [1-3]\\.[0-2]",
    ];
    let entry = (version, when).prop_map(|(version, when)| format!("{version}{when}\n"));
    (rules(), prop::collection::vec(entry, 0..12))
        .prop_map(|(support, entries)| with(support, &entries.concat()))
}

/// Where a series stands, from 0 on; it never goes back.
fn stage(cycle: &ReleaseCycle) -> usize {
    match &cycle.state {
        State::Future => 0,
        State::Supported(phase) => {
            let at = cycle
                .phases
                .iter()
                .position(|of| Some(&of.name) == phase.as_ref());
            1 + at.unwrap_or_default()
        }
        State::EndOfLife => usize::MAX,
    }
}

proptest! {
    #[test]
    fn a_series_never_comes_back(support in supports(), a in days(), b in days()) {
        let before = Schedule::new(&support, a.min(b));
        let after = Schedule::new(&support, a.max(b));
        prop_assert_eq!(before.cycles().len(), after.cycles().len());
        for (before, after) in before.cycles().iter().zip(after.cycles()) {
            prop_assert_eq!(&before.eol, &after.eol);
            prop_assert!(stage(before) <= stage(after), "{before:?}\n{after:?}");
        }
        for release in before.releases() {
            let version = &release.version;
            let was_out = before.cycle_of(version).is_some_and(|cycle| cycle.state != State::Future);
            let came_back =
                was_out && !before.is_supported(version) && after.is_supported(version);
            prop_assert!(!came_back, "{version}");
        }
    }

    #[test]
    fn phases_end_in_order_and_after_the_release(support in supports(), today in days()) {
        // A series whose releases contradict each other may end before itself.
        prop_assume!(crate::support::faults(&support).is_empty());
        let schedule = Schedule::new(&support, today);
        for cycle in schedule.cycles() {
            let dated = |end: Option<&super::super::End>| match end.map(|end| end.day) {
                Some(Moment::On(day)) => Some(day),
                _ => None,
            };
            let ends = cycle.phases.iter().filter_map(|phase| dated(phase.end.as_ref()));
            let mut start = cycle.release_date().unwrap_or(Date::MIN);
            for end in ends.chain(dated(cycle.eol.as_ref())) {
                prop_assert!(start <= end, "{cycle:?}");
                start = end;
            }
        }
    }

    #[test]
    fn series_and_releases_are_in_the_order_of_versions(support in supports(), today in days()) {
        let schedule = Schedule::new(&support, today);
        let order = schedule.order();
        let releases = schedule.releases();
        let in_order = releases.is_sorted_by(|a, b| order.compare(&a.version, &b.version).is_lt());
        prop_assert!(in_order);
        let in_order = |a: &ReleaseCycle, b: &ReleaseCycle| order.compare(&a.cycle, &b.cycle).is_le();
        let cycles_in_order = schedule.cycles().is_sorted_by(in_order);
        prop_assert!(cycles_in_order);
        for cycle in schedule.cycles() {
            prop_assert_eq!(&schedule.cycle(&cycle.cycle).unwrap().cycle, &cycle.cycle);
            if let Some(latest) = &cycle.latest {
                prop_assert_eq!(&schedule.cycle_of(&latest.version).unwrap().cycle, &cycle.cycle);
                prop_assert!(!latest.is_prerelease);
            }
        }
        for release in schedule.releases() {
            prop_assert_eq!(&schedule.release(&release.version).unwrap().version, &release.version);
        }
    }
}
