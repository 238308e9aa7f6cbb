//! Releases in groups, and when each group comes out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use jiff::civil::Date;

use super::end::End;
use super::naming::Naming;
use crate::model::support::{Planned, Release, ReleaseName, When};

/// When a release or series comes out. What is out is before what is only
/// planned, even when the plan is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// It is out; nobody says since when.
    Undated,
    /// On this day.
    On(Date),
    /// Not yet.
    Planned(Planned),
}

impl Moment {
    pub(super) fn of(when: &When) -> Self {
        match when {
            When::Undated => Self::Undated,
            When::On(date) => Self::On(date.value),
            When::Expected(planned) => Self::Planned(planned.value),
        }
    }

    /// Whether it is out on `today`.
    pub fn is_out(self, today: Date) -> bool {
        match self {
            Self::Undated => true,
            Self::On(date) => date <= today,
            Self::Planned(_) => false,
        }
    }

    /// The day, once it is certain.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::Undated | Self::Planned(_) => None,
        }
    }
}

/// Entries of `releases` that share a name.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) name: String,
    /// When the first release that is no pre-release comes out; `None` when
    /// there is none.
    pub(super) out: Option<Moment>,
    /// In the order of the source.
    pub(super) entries: Vec<&'a Release>,
}

/// The groups, oldest first. Entries that `name` has no answer for are left out.
pub(super) fn groups<'a>(
    releases: &'a [Release],
    naming: &Naming,
    name: impl Fn(&ReleaseName) -> Option<String>,
) -> Vec<Group<'a>> {
    let mut by_name: BTreeMap<String, Vec<&Release>> = BTreeMap::new();
    for release in releases {
        if let Some(name) = name(&release.name) {
            by_name.entry(name).or_default().push(release);
        }
    }
    let mut groups: Vec<Group> = by_name
        .into_iter()
        .map(|(name, entries)| Group {
            out: out(naming, &entries),
            name,
            entries,
        })
        .collect();
    groups.sort_by(|a, b| naming.compare(&a.name, &b.name));
    groups
}

/// The date of the series, else the earliest of its releases. A date counts
/// before its absence, and either before a plan.
fn out(naming: &Naming, entries: &[&Release]) -> Option<Moment> {
    let (series, versions): (Vec<&Release>, Vec<&Release>) = entries
        .iter()
        .partition(|entry| matches!(entry.name, ReleaseName::Series(_)));
    let dated = |entries: &[&Release]| {
        let moments = entries.iter().map(|entry| Moment::of(&entry.when));
        moments.filter(|moment| moment.date().is_some()).min()
    };
    let versions: Vec<&Release> = versions
        .into_iter()
        .filter(|entry| !naming.is_prerelease(&entry.name.text().value))
        .collect();
    let all = series.iter().chain(&versions);
    dated(&series)
        .or_else(|| dated(&versions))
        .or_else(|| all.map(|entry| Moment::of(&entry.when)).min())
}

/// For each of `groups` the end that comes when `count` newer groups are out.
/// Newer is by version: a release of an old series takes nobody's place but its
/// own predecessors'.
pub(super) fn superseded(groups: &[Group<'_>], count: usize) -> Vec<Option<End>> {
    let mut ends = Vec::with_capacity(groups.len());
    // The `count` newer groups that are out first; of those on one day the newest.
    let mut first: BinaryHeap<(Moment, Reverse<usize>)> = BinaryHeap::new();
    for (at, group) in groups.iter().enumerate().rev() {
        let end = first.peek().filter(|_| first.len() == count);
        let end = end.map(|(moment, by)| End::release(&groups[by.0].name, *moment));
        ends.push(end.map(|end| end.not_before(group.out)));
        if let Some(moment) = group.out {
            first.push((moment, Reverse(at)));
            if first.len() > count {
                first.pop();
            }
        }
    }
    ends.reverse();
    ends
}
