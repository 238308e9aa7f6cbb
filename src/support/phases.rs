//! The phases of a series: from periods and newer series to days.

use super::cycle::CyclePhase;
use super::end::{Cause, End, EndDay, earlier};
use super::group::{Group, Moment, superseded};
use crate::model::support::{Period, Phase, PhaseLength, Planned, Rounding};

/// The phases of each of `groups`. `facts` tells of a group whether it has
/// long-term support, and the end that the project gives it.
pub(super) fn phases(
    rule: &[Phase],
    groups: &[Group<'_>],
    facts: impl Fn(&Group<'_>) -> (bool, Option<End>),
) -> Vec<Vec<CyclePhase>> {
    let until: Vec<Vec<Option<End>>> = rule
        .iter()
        .map(|phase| match phase.length {
            PhaseLength::UntilSeries { skipped, .. } => {
                superseded(groups, skipped.saturating_add(1))
            }
            PhaseLength::For { .. } | PhaseLength::OnlyLts(_) => Vec::new(),
        })
        .collect();
    let of_group = |(at, group): (usize, &Group<'_>)| {
        let (lts, given) = facts(group);
        let applicable = rule
            .iter()
            .zip(&until)
            .filter(|(phase, _)| lts || !matches!(phase.length, PhaseLength::OnlyLts(_)));
        let mut phases: Vec<CyclePhase> = Vec::new();
        for (phase, until) in applicable {
            let until = until.get(at).cloned().flatten();
            let end = end(phase, group.out, lts, until);
            let before = phases.last().and_then(|before| before.end.as_ref());
            phases.push(CyclePhase {
                name: phase.name.value.clone(),
                end: end.map(|end| end.after(before)),
            });
        }
        if let Some(given) = given {
            apply(given, &mut phases);
        }
        phases
    };
    groups.iter().enumerate().map(of_group).collect()
}

/// The last phase ends on the given day, and no other after it.
fn apply(given: End, phases: &mut [CyclePhase]) {
    for phase in &mut *phases {
        phase.end = earlier(phase.end.take(), Some(given.clone()));
    }
    if let Some(last) = phases.last_mut() {
        last.end = Some(given);
    }
}

/// The end of a phase by its rule. `until` is the end that newer series set.
fn end(phase: &Phase, out: Option<Moment>, lts: bool, until: Option<End>) -> Option<End> {
    let own = |period: Option<Period>| period.filter(|_| lts);
    let period = match phase.length {
        PhaseLength::UntilSeries { lts, .. } => match own(lts) {
            None => return until,
            Some(period) => period,
        },
        PhaseLength::For { period, lts } => own(lts).unwrap_or(period),
        PhaseLength::OnlyLts(period) => period,
    };
    let round = |day| {
        let rounding = phase.round.as_ref();
        rounding.map_or(day, |rounding| Rounding::apply(rounding, day))
    };
    let day = match out? {
        // Nobody can tell whether the period is over. What cannot be shown to
        // be supported is not.
        Moment::Undated => EndDay::Undated,
        Moment::On(date) => EndDay::On(round(period.after(date))),
        Moment::Planned(Planned::Month(day)) if phase.round.is_none() => {
            EndDay::Planned(Planned::month_of(period.after(day)))
        }
        Moment::Planned(planned) => {
            EndDay::Planned(Planned::Day(round(period.after(planned.last_day()))))
        }
    };
    Some(End {
        day,
        cause: Cause::Period,
    })
}
