//! The newer series that take the place of older ones.

use std::collections::{BTreeMap, BinaryHeap};

use super::end::End;
use super::group::Group;
use super::moment::Moment;
use crate::model::Support;
use crate::model::support::{Cadence, Lines, Next, Successor};

/// What follows what.
pub(super) struct Successors<'a> {
    pub(super) support: &'a Support,
    /// Oldest first.
    pub(super) groups: &'a [Group<'a>],
    /// Of each group, the place of its major version in `majors`.
    pub(super) place: Vec<Option<usize>>,
    pub(super) majors: &'a [Group<'a>],
    pub(super) lts: Vec<bool>,
}

impl Successors<'_> {
    /// For each group the end that comes when that next one is out.
    pub(super) fn end(&self, next: Next) -> Vec<Option<End>> {
        let count = next.skipped.saturating_add(1);
        let cadence = self.support.cadence.as_ref();
        let lines: Vec<Option<usize>> = (0..self.groups.len()).map(|at| self.line(at)).collect();
        match next.of {
            Successor::Series => superseded(self.groups, count, &lines, |_| true, cadence),
            Successor::LongTerm => superseded(self.groups, count, &lines, |at| self.lts[at], None),
            Successor::Major => {
                let line = vec![None; self.majors.len()];
                let ends = superseded(self.majors, count, &line, |_| true, None);
                let places = self.place.iter();
                places.map(|place| ends[(*place)?].clone()).collect()
            }
        }
    }

    /// The line of the group at `at`; those of none are a line too.
    fn line(&self, at: usize) -> Option<usize> {
        match self.support.lines.as_ref()? {
            Lines::Majors => self.place[at],
            Lines::Named(lines) => {
                let name = &self.groups[at].name;
                lines.iter().position(|(_, line)| line.matches(name))
            }
        }
    }
}

/// For each of `groups` the end that comes when `count` newer groups of its line that
/// contend are out. Newer is by version: a release of an old series takes nobody's
/// place but its own predecessors'. Where too few are known, the rhythm of the line
/// tells when the others are due.
fn superseded(
    groups: &[Group<'_>],
    count: usize,
    lines: &[Option<usize>],
    contends: impl Fn(usize) -> bool,
    cadence: Option<&Cadence>,
) -> Vec<Option<End>> {
    let mut ends = Vec::with_capacity(groups.len());
    // Of each line the `count` newer groups that are out first; of those on one day
    // the older.
    let mut first: BTreeMap<Option<usize>, BinaryHeap<(Moment, usize)>> = BTreeMap::new();
    // What was due before the newest that is out is not expected any more.
    let newest = groups.iter().filter_map(|group| group.out?.date()).max();
    for (at, group) in groups.iter().enumerate().rev() {
        let first = first.entry(lines[at]).or_default();
        let last = first.peek();
        let end = if first.len() == count {
            last.map(|(moment, by)| End::release(&groups[*by].name, *moment))
        } else {
            let last = group.out.max(last.map(|(moment, _)| *moment));
            let due = |cadence: &Cadence| cadence.expected(last?.planned()?, count - first.len());
            let due = cadence
                .and_then(due)
                .filter(|due| Some(due.last_day()) > newest);
            due.map(|due| End::promised(Moment::Planned(due)))
        };
        ends.push(end.map(|end| end.not_before(group.out)));
        if let Some(moment) = group.out.filter(|_| contends(at)) {
            first.push((moment, at));
            if first.len() > count {
                first.pop();
            }
        }
    }
    ends.reverse();
    ends
}
