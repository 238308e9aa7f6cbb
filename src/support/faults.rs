//! What contradicts itself among the dates that a project gives.

use jiff::civil::Date;

use super::end::{Cause, End};
use super::group::{Group, groups};
use super::moment::Moment;
use super::naming::Naming;
use super::schedule::{Schedule, cycle_name};
use crate::model::Support;
use crate::model::support::When;
use crate::source::{Span, Spanned};

/// A contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The releases of one series give different ends; the later one counts.
    EndsDiffer {
        /// The series.
        series: String,
        /// The first that is given.
        first: Spanned<Date>,
        /// One that differs from it.
        other: Spanned<Date>,
    },
    /// A series ends before it came out.
    EndBeforeRelease {
        /// The series.
        series: String,
        /// The end that is given.
        end: Spanned<Date>,
        /// The day it came out.
        release: Date,
    },
    /// A release came out when its series had no support any more. Of several the
    /// newest.
    ReleaseAfterEnd {
        /// The series.
        series: String,
        /// The release.
        version: String,
        /// The day it came out.
        release: Spanned<Date>,
        /// The last day of support.
        end: Date,
    },
    /// A phase counts from the release of a series, and nobody says when that
    /// was: the series counts as not supported.
    NoReleaseDate {
        /// The series.
        series: String,
        /// The phase.
        phase: String,
        /// The first entry of the series.
        span: Span,
    },
}

/// The contradictions, in the order of the series.
pub fn faults(support: &Support) -> Vec<Fault> {
    let naming = Naming::new(support);
    let groups = groups(&support.releases, &naming, |name| cycle_name(&naming, name));
    // On the last day every end is known that has one.
    let schedule = Schedule::new(support, Date::MAX);
    let mut faults = Vec::new();
    for group in &groups {
        faults.extend(of_ends(group));
        faults.extend(no_release_date(group, &schedule));
        faults.extend(release_after_end(group, &schedule));
    }
    faults
}

fn of_ends(group: &Group<'_>) -> Option<Fault> {
    let mut ends = group.entries.iter().filter_map(|entry| entry.end);
    let first = ends.next()?;
    let series = group.name.clone();
    if let Some(other) = ends.find(|end| *end != first) {
        return Some(Fault::EndsDiffer {
            series,
            first,
            other,
        });
    }
    let release = group.out.and_then(Moment::date)?;
    (first.value < release).then_some(Fault::EndBeforeRelease {
        series,
        end: first,
        release,
    })
}

/// A series that newer ones take the place of may have releases still; one that ends
/// on a day, given or promised, contradicts them.
fn release_after_end(group: &Group<'_>, schedule: &Schedule) -> Option<Fault> {
    let end = schedule.cycle(&group.name)?.eol.as_ref()?;
    let (Moment::On(day), Cause::Given | Cause::Period) = (end.day, &end.cause) else {
        return None;
    };
    // A series that ends before it came out is told already.
    if group
        .out
        .and_then(Moment::date)
        .is_some_and(|out| out > day)
    {
        return None;
    }
    let after = group.entries.iter().filter_map(|entry| match entry.when {
        When::On(date) if date.value > day => Some((entry.name.text().value.clone(), date)),
        _ => None,
    });
    let (version, release) = after.max_by_key(|(_, date)| date.value)?;
    Some(Fault::ReleaseAfterEnd {
        series: group.name.clone(),
        version,
        release,
        end: day,
    })
}

fn no_release_date(group: &Group<'_>, schedule: &Schedule) -> Option<Fault> {
    let cycle = schedule.cycle(&group.name)?;
    let unknown = End::promised(Moment::Undated);
    if group.out != Some(Moment::Undated) || cycle.eol.as_ref() != Some(&unknown) {
        return None;
    }
    let mut phases = cycle.phases.iter();
    let phase = phases.find(|phase| phase.end.as_ref() == Some(&unknown))?;
    Some(Fault::NoReleaseDate {
        series: group.name.clone(),
        phase: phase.name.clone(),
        span: group.entries.first()?.span,
    })
}
