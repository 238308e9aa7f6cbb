//! What holds for every schedule.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{at, database, latest, next, phase, support, webframe, with};
use crate::model::Support;
use crate::model::support::{
    Cadence, EarlierRule, Lines, LongTerm, Next, Period, PeriodUnit, Phase, Rounding, Rule,
    Successor, Unit, Until, When,
};
use crate::support::{End, Moment, ReleaseCycle, Schedule, State, turns};

fn rules() -> impl Strategy<Value = Support> {
    let units = prop_oneof![Just(Unit::Release), Just(Unit::Minor), Just(Unit::Major)];
    let latest = (1usize..4, units.clone(), units).prop_map(|(count, of, series)| {
        let mut support = latest("PyPI/tinysig", count, of);
        support.series = series;
        support
    });
    prop_oneof![
        2 => latest,
        6 => schemes(),
        1 => Just(webframe()),
        1 => Just(database()),
        1 => Just(support("PyPI/tinysig", Rule::Dates, Unit::Minor)),
    ]
}

fn periods() -> impl Strategy<Value = Period> {
    (1u16..30).prop_map(|months| Period::new(months, PeriodUnit::Months).unwrap())
}

fn untils() -> impl Strategy<Value = Until> {
    let of = prop_oneof![
        3 => Just(Successor::Series),
        1 => Just(Successor::LongTerm),
        1 => Just(Successor::Major),
    ];
    prop_oneof![
        4 => periods().prop_map(Until::For),
        4 => (of, 0usize..3, prop::option::of(periods()))
            .prop_map(|(of, skipped, then)| Until::Next(Next { of, skipped }, then)),
        1 => Just(Until::Announced),
    ]
}

fn phases() -> impl Strategy<Value = Vec<Phase>> {
    let round = prop_oneof![
        3 => Just(None),
        1 => Just(Some(Rounding::EndOfQuarter)),
        1 => Just(database().minor_releases.map(Rounding::Nearest)),
    ];
    let one = (prop::collection::vec(untils(), 1..3), round, any::<bool>());
    prop::collection::vec(one, 1..4).prop_map(|phases| {
        let phases = phases.into_iter().enumerate();
        let phase = |(place, (all, round, extended)): (usize, (Vec<Until>, _, bool))| Phase {
            extended,
            ..phase(&format!("phase {place}"), &all, round)
        };
        phases.map(phase).collect()
    })
}

/// Rules with every word of the language.
fn schemes() -> impl Strategy<Value = Support> {
    let lines = prop_oneof![Just(None), Just(Some(Lines::Majors))];
    let majors = prop::option::of(prop_oneof![Just(next(1)), periods().prop_map(Until::For),]);
    let cadence = prop::option::of(periods().prop_map(Cadence::Every));
    (phases(), lines, majors, prop::option::of(phases()), cadence).prop_map(
        |(phases, lines, majors, earlier, cadence)| {
            let mut support = support("PyPI/tinysig", Rule::Phases(phases), Unit::Minor);
            support.lines = lines;
            support.majors = majors.map(|until| phase("majors", &[of_majors(until)], None));
            support.lts.push(LongTerm::Pattern("x.2".parse().unwrap()));
            support.cadence = cadence;
            support.earlier = earlier
                .into_iter()
                .map(|phases| EarlierRule {
                    before: at("2.0".to_owned()),
                    phases,
                    majors: None,
                })
                .collect();
            support
        },
    )
}

/// A major version waits for others.
fn of_majors(until: Until) -> Until {
    match until {
        Until::Next(next, then) => Until::Next(
            Next {
                of: Successor::Major,
                ..next
            },
            then,
        ),
        until => until,
    }
}

/// All that a day can change.
fn signature(support: &Support, today: Date) -> Vec<String> {
    let schedule = Schedule::new(support, today);
    let passed = |end: Option<&End>| end.is_some_and(|end| end.has_passed(today));
    let cycle = |cycle: &ReleaseCycle| {
        let phases = cycle.phases.iter();
        let phases: Vec<bool> = phases.map(|phase| passed(phase.end.as_ref())).collect();
        let is_over = passed(cycle.eol.as_ref());
        format!("{} {:?} {phases:?} {is_over}", cycle.cycle, cycle.state)
    };
    let releases = schedule.releases().iter();
    let releases = releases.map(|release| format!("{} {}", release.version, release.has_ended));
    schedule
        .cycles()
        .iter()
        .map(cycle)
        .chain(releases)
        .collect()
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
            let turn = |cycle: &ReleaseCycle| cycle.eol.as_ref().and_then(End::turn);
            prop_assert_eq!(turn(before), turn(after));
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
            let dated = |end: Option<&End>| match end.map(|end| end.day) {
                Some(Moment::On(day)) => Some(day),
                _ => None,
            };
            let phases = cycle.phases.iter().filter(|phase| !phase.extended);
            let ends = phases.filter_map(|phase| dated(phase.end.as_ref()));
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

    #[test]
    fn a_day_changes_something_when_it_is_a_turn(support in supports(), today in days()) {
        let mut support = support;
        let mut seen = BTreeSet::new();
        // The parser lets nothing be listed twice.
        support.releases.retain(|release| seen.insert(release.name.text().value.clone()));
        let yesterday = today.yesterday().unwrap();
        let changes = signature(&support, yesterday) != signature(&support, today);
        prop_assert_eq!(turns(&support).contains(&today), changes);
        for turn in turns(&support) {
            let before = signature(&support, turn.yesterday().unwrap());
            prop_assert_ne!(before, signature(&support, turn), "{}", turn);
        }
    }

    #[test]
    fn a_newer_series_makes_no_older_one_end_later(support in supports(), days in 0i32..900) {
        let mut support = support;
        // What is only expected may come later than it was.
        support.cadence = None;
        support.releases.retain(|release| !matches!(release.when, When::Expected(_)));
        let before = Schedule::new(&support, Date::MAX);
        let newest = support.releases.iter().filter_map(|release| Moment::of(&release.when).date());
        let newest = newest.max().unwrap_or(date(2020, 1, 1));
        let out = newest.saturating_add(Span::new().days(days));
        let support = with(support, &format!("9.2.0 {out}"));
        let after = Schedule::new(&support, Date::MAX);
        for old in before.cycles() {
            let new = after.cycle(&old.cycle).unwrap();
            let passes = |cycle: &ReleaseCycle| cycle.eol.as_ref().and_then(End::turn);
            if let Some(turn) = passes(old) {
                prop_assert!(passes(new).is_some_and(|now| now <= turn), "{old:?}\n{new:?}");
            }
        }
    }
}
