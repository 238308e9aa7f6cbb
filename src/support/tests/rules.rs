//! What the words of a rule mean for the ends of series.

use super::{at, day, latest, next, phase, support, with, years};
use crate::model::Support;
use crate::model::support::{
    Cadence, EarlierRule, Length, Lines, LongTerm, Next, Period, PeriodUnit, Phase, Rule,
    Successor, Unit, Until,
};
use crate::support::{End, Schedule, State};

fn months(count: u16) -> Until {
    Until::For(Period::new(count, PeriodUnit::Months).unwrap())
}

fn next_major() -> Until {
    let of = Successor::Major;
    Until::Next(Next { of, skipped: 0 }, None)
}

fn extended(name: &str, all: &[Until]) -> Phase {
    Phase {
        extended: true,
        ..phase(name, all, None)
    }
}

fn rule(series: Unit, phases: &[Phase]) -> Support {
    support("generic/kit", Rule::Phases(phases.to_vec()), series)
}

fn end(end: Option<&End>, today: &str) -> String {
    let Some(end) = end else {
        return "-".to_owned();
    };
    let day_of = end.date().map_or("?".to_owned(), |day| day.to_string());
    let planned = if end.is_planned() { " planned" } else { "" };
    let over = if end.has_passed(day(today)) {
        " over"
    } else {
        ""
    };
    format!("{day_of}{planned}{over}")
}

/// Of each series, newest first: whether it gets fixes, when that ends, and when each
/// of its phases does.
fn told(support: &Support, today: &str) -> Vec<String> {
    let schedule = Schedule::new(support, day(today));
    let cycles = schedule.cycles().iter().rev().map(|cycle| {
        let state = match cycle.state {
            State::Future => "future",
            State::Supported(_) => "supported",
            State::EndOfLife => "ended",
        };
        let lts = if cycle.lts { " lts" } else { "" };
        let phases = cycle.phases.iter();
        let phases =
            phases.map(|phase| format!(", {} {}", phase.name, end(phase.end.as_ref(), today)));
        let phases: String = phases.collect();
        format!(
            "{}{lts} {state}: {}{phases}",
            cycle.cycle,
            end(cycle.eol.as_ref(), today)
        )
    });
    cycles.collect()
}

#[test]
fn support_is_no_longer_for_an_extended_phase_in_front_of_it() {
    let phases = [
        extended("LTS", &[years(5)]),
        phase("support", &[years(1)], None),
    ];
    assert_eq!(
        told(
            &with(rule(Unit::Major, &phases), "series 3 2023-01-10"),
            "2024-06-01"
        ),
        ["3 ended: 2024-01-10 over, LTS 2028-01-10, support 2024-01-10 over"]
    );
    // Nor between two of support.
    let phases = [
        phase("active", &[years(1)], None),
        extended("paid", &[years(5)]),
        phase("security", &[years(2)], None),
    ];
    assert_eq!(
        told(
            &with(rule(Unit::Major, &phases), "series 3 2023-01-10"),
            "2024-06-01"
        ),
        ["3 supported: 2025-01-10, active 2024-01-10 over, paid 2028-01-10, security 2025-01-10"]
    );
}

#[test]
fn an_extended_phase_waits_for_nothing_but_its_own_promise() {
    let phases = [
        phase("support", &[next(0)], None),
        extended("paid", &[years(2)]),
    ];
    let mut kit = rule(Unit::Minor, &phases);
    kit.lines = Some(Lines::Majors);
    kit.majors = Some(phase("majors", &[next_major()], None));
    let kit = with(kit, "2.0 2024-03-10\n1.0 2023-03-10");
    assert_eq!(
        told(&kit, "2026-11-30"),
        [
            "2.0 supported: -, support -, paid 2026-03-10 over",
            "1.0 ended: 2024-03-10 over, support 2024-03-10 over, paid 2025-03-10 over"
        ]
    );
    // It does not end before a support that has a day, and what is announced one day
    // stays open.
    let phases = [
        phase("support", &[years(3)], None),
        extended("paid", &[years(2)]),
        extended("more", &[Until::Announced]),
    ];
    let kit = with(
        rule(Unit::Minor, &phases),
        "2.0 2024-03-10 end 2028-01-01\n1.0 2023-03-10",
    );
    assert_eq!(
        told(&kit, "2026-11-30"),
        [
            "2.0 supported: 2028-01-01, support 2028-01-01, paid 2028-01-01, more -",
            "1.0 ended: 2026-03-10 over, support 2026-03-10 over, paid 2026-03-10 over, more -"
        ]
    );
}

#[test]
fn a_series_that_no_phase_of_support_applies_to_has_none() {
    let lts = Phase {
        length: Length {
            all: Vec::new(),
            lts: Some(months(30)),
        },
        ..phase("long-term support", &[], None)
    };
    let mut kit = rule(Unit::Major, &[lts]);
    kit.lts.push(LongTerm::Pattern("even".parse().unwrap()));
    let kit = with(
        kit,
        "series 7 expected 2025-06\nseries 5 2024-01-10\nseries 4 2023-01-10\nseries 3 2010-01-10
         series 1 2009-01-10 end 2030-01-10",
    );
    assert_eq!(
        told(&kit, "2024-01-10"),
        [
            "7 future: 2025-06-30 planned",
            "5 ended: 2024-01-10 over",
            "4 lts supported: 2025-07-10, long-term support 2025-07-10",
            "3 ended: 2010-01-10 over",
            "1 supported: 2030-01-10",
        ]
    );
    let only = rule(Unit::Major, &[extended("paid", &[years(2)])]);
    assert_eq!(
        told(&with(only, "series 3 2023-01-10\nseries 2"), "2024-01-10"),
        [
            "3 ended: 2023-01-10 over, paid 2025-01-10",
            "2 ended: ? over, paid ? over"
        ]
    );
}

#[test]
fn the_last_minor_version_is_one_that_a_newer_major_is_out_for() {
    let support = Phase {
        length: Length {
            all: vec![next(0)],
            lts: Some(months(18)),
        },
        ..phase("support", &[], None)
    };
    let mut kit = rule(Unit::Minor, &[support]);
    kit.lts.push(LongTerm::LastOfMajor);
    let releases = "7.4.0 2024-01-20\n7.3.0 2023-07-20\n";
    let told = |next: &str| {
        let kit = with(kit.clone(), &format!("{releases}{next}"));
        told(&kit, "2026-11-30").split_off(1)
    };
    let old = "7.3 ended: 2024-01-20 over, support 2024-01-20 over";
    assert_eq!(
        told("8.0.0-beta1 2026-08-01"),
        ["7.4 supported: -, support -", old]
    );
    assert_eq!(
        told("series 8.0 expected 2027-08"),
        [
            "7.4 supported: 2027-08-31 planned, support 2027-08-31 planned",
            old
        ]
    );
    // A minor version that is not out takes nothing from the last that is.
    for next in [
        "8.0.0 2025-02-01",
        "7.5.0-beta1 2024-02-01\n8.0.0 2025-02-01",
    ] {
        let told = told(next);
        let told = &told[told.len() - 2..];
        assert_eq!(
            told,
            [
                "7.4 lts ended: 2025-07-20 over, support 2025-07-20 over",
                old
            ]
        );
    }
}

#[test]
fn patterns_match_series_that_are_written_with_a_v() {
    let support = Phase {
        length: Length {
            all: vec![months(6)],
            lts: Some(years(3)),
        },
        ..phase("support", &[], None)
    };
    let mut kit = rule(Unit::Major, &[support]);
    kit.lts.push(LongTerm::Pattern("even".parse().unwrap()));
    let kit = with(kit, "series v25 2025-10-15\nseries v24 2025-05-06");
    assert_eq!(
        told(&kit, "2026-11-30"),
        [
            "v25 ended: 2026-04-15 over, support 2026-04-15 over",
            "v24 lts supported: 2028-05-06, support 2028-05-06"
        ]
    );
    let mut kit = rule(Unit::Minor, &[phase("support", &[next(0)], None)]);
    let line = |name: &str, line: &str| (name.to_owned(), line.parse().unwrap());
    kit.lines = Some(Lines::Named(vec![line("a", "x.even"), line("b", "x.odd")]));
    let releases = "series v2.2 2026-01-01\nseries v2.1 2025-01-01\nseries v2.0 2024-01-01";
    assert_eq!(
        told(&with(kit, releases), "2026-11-30"),
        [
            "v2.2 supported: -, support -",
            "v2.1 supported: -, support -",
            "v2.0 ended: 2026-01-01 over, support 2026-01-01 over"
        ]
    );
}

#[test]
fn an_earlier_rule_holds_for_the_series_that_start_before_its_own() {
    let olds = |series: Unit, before: &[&str], releases: &str| {
        let mut kit = rule(series, &[phase("support", &[years(30)], None)]);
        let rules = before.iter().zip(1..).map(|(before, length)| EarlierRule {
            before: at((*before).to_owned()),
            phases: vec![phase("support", &[years(length)], None)],
            majors: None,
        });
        kit.earlier = rules.collect();
        let told = told(&with(kit, releases), "2000-01-01");
        let told = told
            .iter()
            .map(|line| line[line.len() - 10..][..4].to_owned());
        told.collect::<Vec<_>>()
    };
    let majors = "series 10 2000-01-01\nseries 9 2000-01-01\nseries 8 2000-01-01";
    for before in ["9", "9.0", "9.0.0", "v9", "v9.0"] {
        assert_eq!(
            olds(Unit::Major, &[before], majors),
            ["2030", "2030", "2001"],
            "{before}"
        );
    }
    let minors = "series 7.2 2000-01-01\n7.1.0 2000-01-01\nseries 7.0 2000-01-01";
    for before in ["7.1", "7.1.0", "v7.1"] {
        assert_eq!(
            olds(Unit::Minor, &[before], minors),
            ["2030", "2030", "2001"],
            "{before}"
        );
    }
    // Of several the oldest that holds, however they are written; of two for the same
    // series the last.
    for before in [["10", "9"], ["v10.0", "9"], ["10", "v9"]] {
        assert_eq!(
            olds(Unit::Major, &before, majors),
            ["2030", "2001", "2002"],
            "{before:?}"
        );
    }
    assert_eq!(
        olds(Unit::Major, &["9", "9.0"], majors),
        ["2030", "2030", "2002"]
    );
}

#[test]
fn a_plan_that_is_overdue_gives_way_to_the_day_that_caps_it() {
    let mut kit = rule(Unit::Major, &[phase("support", &[next(0)], None)]);
    let half = Period::new(6, PeriodUnit::Months).unwrap();
    kit.cadence = Some(Cadence::Every(half));
    kit.majors = Some(phase("majors", &[years(1)], None));
    let kit = with(kit, "1.0 2025-01-10");
    for (today, expected) in [
        ("2025-07-10", "supported: 2025-07-10 planned"),
        // The next may come all the same, and end it before.
        ("2025-07-11", "supported: 2026-01-10 planned"),
        ("2026-01-10", "supported: 2026-01-10 planned"),
        ("2026-01-11", "ended: 2026-01-10 over"),
    ] {
        let phase = expected.split_once(": ").unwrap().1;
        assert_eq!(
            told(&kit, today),
            [format!("1 {expected}, support {phase}")],
            "{today}"
        );
        let schedule = Schedule::new(&kit, day(today));
        let release = schedule.release("1.0").unwrap();
        assert_eq!(end(release.eol.as_ref(), today), phase);
        assert_eq!(release.has_ended, phase.ends_with("over"));
    }
}

#[test]
fn a_release_ends_with_what_is_counted_whatever_is_shown() {
    for series in [Unit::Major, Unit::Minor, Unit::Release] {
        let mut kit = latest("generic/kit", 1, Unit::Major);
        kit.series = series;
        let kit = with(kit, "3.0.0 2023-01-10\n2.9.1 2023-05-10\n2.9.0 2022-06-10");
        let schedule = Schedule::new(&kit, day("2023-03-01"));
        for version in ["2.9.0", "2.9.1"] {
            let cycle = schedule.cycle_of(version).unwrap();
            // A series that came out later has no day of support.
            let late = series == Unit::Release && version == "2.9.1";
            let expected = if late { "2023-05-10" } else { "2023-01-10" };
            let told = end(cycle.eol.as_ref(), "2022-12-31");
            assert_eq!(told, expected, "{series:?} {version}");
        }
        let schedule = Schedule::new(&kit, day("2023-06-01"));
        for version in ["2.9.0", "2.9.1"] {
            let of_series = &schedule.cycle_of(version).unwrap().eol;
            let of_release = &schedule.release(version).unwrap().eol;
            assert_eq!(of_release, of_series, "{series:?} {version}");
        }
    }
}

#[test]
fn a_series_is_out_with_the_first_of_its_releases() {
    let kit = rule(Unit::Minor, &[phase("support", &[years(1)], None)]);
    let releases = "series 2.0 2026-10-15\n2.0.0 2025-11-15\n2.0.1 2026-01-15
         series 1.0 2024-10-15\n1.0.1 2025-09-15\n1.0.0rc1 2024-09-15\n1.0.2";
    assert_eq!(
        told(&with(kit, releases), "2026-08-23"),
        [
            "2.0 supported: 2026-11-15, support 2026-11-15",
            "1.0 ended: 2025-10-15 over, support 2025-10-15 over"
        ]
    );
}
