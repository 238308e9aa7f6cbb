//! Dates of supported versions that contradict each other.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::support::{Phase, Release, ReleaseName, Rule, When};
use crate::model::{Support, Timestamp};
use crate::support::{Cause, Fault, Moment, ReleaseCycle, Schedule, faults};

/// Reports what [`faults`] finds, plans that are overdue, and what has no effect.
pub(super) fn check(support: &Support, clock: Timestamp, out: &mut Diagnostics) {
    for fault in faults(support) {
        out.push(finding(&fault));
    }
    for release in &support.releases {
        report_overdue(release, clock, out);
    }
    let Rule::Phases(phases) = &support.rule else {
        return;
    };
    let schedule = Schedule::new(support, clock.date());
    for release in &support.releases {
        let cycle = match &release.name {
            ReleaseName::Version(version) => schedule.cycle_of(&version.value),
            ReleaseName::Series(series) => schedule.cycle(&series.value),
        };
        if let Some(cycle) = cycle {
            report_phase_ends(release, cycle, out);
            report_difference(release, cycle, out);
        }
    }
    report_without_phase(support, phases, &schedule, out);
}

/// Reports a plan for a day that has passed.
fn report_overdue(release: &Release, clock: Timestamp, out: &mut Diagnostics) {
    let When::Expected(planned) = &release.when else {
        return;
    };
    if planned.value.last_day() < clock.date() {
        let name = &release.name.text().value;
        let message = format!("{name} was expected by {}, and is not out", planned.value);
        out.push(
            Diagnostic::new(Code::SupportDates, planned.span, message)
                .help("write the `date` it came out, or a later plan"),
        );
    }
}

/// Reports what a release says of its series and an earlier one says otherwise.
fn report_difference(release: &Release, cycle: &ReleaseCycle, out: &mut Diagnostics) {
    let of_lts = release.lts.is_some_and(|lts| lts != cycle.lts);
    let of_name = release.codename.is_some() && release.codename != cycle.codename;
    let differing = [("lts", of_lts), ("codename", of_name)];
    for (key, _) in differing.iter().filter(|(_, differs)| *differs) {
        let message = format!("two releases of {} differ in `{key}`", cycle.cycle);
        out.push(
            Diagnostic::new(Code::SupportDates, release.span, message)
                .help("the first in the list counts; correct the other"),
        );
    }
}

/// Reports ends of phases that move nothing: of a phase that the series does not have,
/// before it came out, or before another end that holds.
fn report_phase_ends(release: &Release, cycle: &ReleaseCycle, out: &mut Diagnostics) {
    let series = &cycle.cycle;
    for (name, end) in &release.phase_ends {
        let phase = cycle.phases.iter().find(|phase| phase.name == name.value);
        let told = phase.map(|phase| phase.end.as_ref().map(|end| end.day));
        let (message, help) = match told {
            None => (
                format!("the series {series} has no phase `{}`", name.value),
                "leave it out, or name a phase that the rule of this series has",
            ),
            Some(_) if cycle.release_date().is_some_and(|out| end.value < out) => (
                format!(
                    "`{}` of {series} ends before the series came out",
                    name.value
                ),
                "correct one of the two dates",
            ),
            Some(Some(Moment::On(day))) if day == end.value => continue,
            Some(_) => (
                format!("`{}` of {series} does not end on {}", name.value, end.value),
                "another end counts: of the phase in front of it, of the major version or of \
                 the series; correct the one that is wrong",
            ),
        };
        out.push(Diagnostic::new(Code::SupportDates, end.span, message).help(help));
    }
}

/// Reports series that no phase is for, since they have no long-term support.
fn report_without_phase(
    support: &Support,
    phases: &[Phase],
    schedule: &Schedule,
    out: &mut Diagnostics,
) {
    let is_given = |cycle: &ReleaseCycle| {
        let end = cycle.eol.as_ref();
        end.is_some_and(|end| end.cause == Cause::Given)
    };
    let without = schedule.cycles().iter().filter(|cycle| {
        cycle.phases.iter().all(|phase| phase.extended) && !cycle.lts && !is_given(cycle)
    });
    let names: Vec<&str> = without.map(|cycle| cycle.cycle.as_str()).collect();
    let older = support.earlier.iter().flat_map(|rule| &rule.phases);
    let mut all = phases.iter().chain(older);
    let of_long_term = all.find(|phase| phase.length.all.is_empty());
    if let (Some(phase), [first, ..]) = (of_long_term, names.as_slice()) {
        let others = match names.len() {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        let message = format!("no phase is for the series {first}{others}");
        out.push(
            Diagnostic::new(Code::SupportDates, phase.name.span, message)
                .here("only for series with long-term support")
                .help("add a phase for all (`for: 1y`), or say under `lts` which series have it"),
        );
    }
}

fn finding(fault: &Fault) -> Diagnostic {
    match fault {
        Fault::EndsDiffer {
            series,
            first,
            other,
        } => Diagnostic::new(
            Code::SupportDates,
            other.span,
            format!(
                "the series {series} ends on {} and on {}",
                first.value, other.value
            ),
        )
        .label(first.span, "the other end")
        .help("the later one counts; give a series one `end`"),
        Fault::EndBeforeRelease {
            series,
            end,
            release,
        } => Diagnostic::new(
            Code::SupportDates,
            end.span,
            format!("the series {series} ends before {release}, when it came out"),
        )
        .help("correct one of the two dates"),
        Fault::ReleaseAfterEnd {
            series,
            version,
            release,
            end,
        } => Diagnostic::new(
            Code::SupportDates,
            release.span,
            format!(
                "{version} came out on {}, after the support of {series} had ended on {end}",
                release.value
            ),
        )
        .help("correct one of the two dates, or give the series an `end` of its own"),
        Fault::NoReleaseDate {
            series,
            phase,
            span,
        } => Diagnostic::new(
            Code::SupportDates,
            *span,
            format!("`{phase}` counts from the release of {series}, and nobody says when that was"),
        )
        .help("add its `date`, or its `end`; until then it counts as not supported"),
    }
}
