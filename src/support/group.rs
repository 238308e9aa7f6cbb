//! Releases in groups, and when each group comes out.

use std::collections::BTreeMap;

use super::end::End;
use super::moment::Moment;
use super::naming::Naming;
use crate::model::Support;
use crate::model::support::{LongTerm, Release, ReleaseName, Unit};

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

impl Group<'_> {
    /// The end that the project gives: the latest, when its releases contradict
    /// each other (see [`super::faults()`]).
    pub(super) fn given(&self) -> Option<End> {
        let ends = self.entries.iter().filter_map(|entry| entry.end);
        ends.map(|end| end.value).max().map(End::given)
    }

    /// The end that the project gives a phase.
    pub(super) fn given_of_phase(&self, name: &str) -> Option<End> {
        let ends = self.entries.iter().flat_map(|entry| &entry.phase_ends);
        let of_phase = ends.filter(|(phase, _)| phase.value == name);
        of_phase.map(|(_, end)| end.value).max().map(End::given)
    }
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

/// The earliest of the dates that its releases and the series itself have. A date
/// counts before its absence, and either before a plan.
fn out(naming: &Naming, entries: &[&Release]) -> Option<Moment> {
    let counts = |entry: &&&Release| match &entry.name {
        ReleaseName::Series(_) => true,
        ReleaseName::Version(version) => !naming.is_prerelease(&version.value),
    };
    let moments = entries.iter().filter(counts);
    let moments = moments.map(|entry| Moment::of(&entry.when));
    let dated = moments.clone().filter(|moment| moment.date().is_some());
    dated.min().or_else(|| moments.min())
}

/// Which of `groups`, oldest first, have long-term support.
pub(super) fn long_term(support: &Support, naming: &Naming, groups: &[Group<'_>]) -> Vec<bool> {
    let major = |at: usize| naming.unit(Unit::Major, &groups.get(at)?.name);
    let is_out = |at: &usize| matches!(groups[*at].out, Some(Moment::On(_) | Moment::Undated));
    let mut next_out: Vec<Option<usize>> = Vec::new();
    let mut next = None;
    for at in (0..groups.len()).rev() {
        next_out.push(next);
        next = Some(at).filter(is_out).or(next);
    }
    next_out.reverse();
    let is_last = |at: usize| next_out[at].is_some_and(|next| major(at) != major(next));
    let of_group = |(at, group): (usize, &Group<'_>)| {
        let written = group.entries.iter().find_map(|entry| entry.lts);
        written.unwrap_or_else(|| {
            support.lts.iter().any(|lts| match lts {
                LongTerm::Pattern(pattern) => pattern.matches(&group.name),
                LongTerm::LastOfMajor => is_last(at),
            })
        })
    };
    groups.iter().enumerate().map(of_group).collect()
}
