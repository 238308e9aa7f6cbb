//! What contradicts itself among the dates that a project gives.

use jiff::civil::Date;

use super::group::{Group, Moment, groups};
use super::naming::Naming;
use super::schedule::{cycle_name, is_lts};
use crate::model::Support;
use crate::model::support::{Phase, Rule};
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
    let mut faults = Vec::new();
    for group in &groups {
        faults.extend(of_ends(group));
        faults.extend(no_release_date(support, group));
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

fn no_release_date(support: &Support, group: &Group<'_>) -> Option<Fault> {
    let Rule::Phases(phases) = &support.rule else {
        return None;
    };
    let has_end = group.entries.iter().any(|entry| entry.end.is_some());
    if has_end || group.out != Some(Moment::Undated) {
        return None;
    }
    let lts = is_lts(support, group);
    let counts = |phase: &&Phase| phase.length.counts_from_release(lts);
    Some(Fault::NoReleaseDate {
        series: group.name.clone(),
        phase: phases.iter().find(counts)?.name.value.clone(),
        span: group.entries.first()?.span,
    })
}
