//! What one advisory says of a package, and where it stands among its versions.

use std::collections::BTreeSet;
use std::ops::{Deref, Range};
use std::sync::OnceLock;

use super::points::{Points, Statement, union};
use super::risk::Weight;
use crate::model::{Advisory, Affected};
use crate::version::interval::Interval;

/// What one advisory says of the package.
pub(super) struct Entry<'a> {
    pub(super) advisory: &'a Advisory,
    /// Its entries about the package.
    pub(super) about: Vec<&'a Affected>,
    pub(super) weight: Weight,
    /// Known when the versions are joined.
    pub(super) places: OnceLock<Places>,
    /// What it says is affected, once somebody asked: many pages name an advisory.
    pub(super) extent: OnceLock<Vec<Interval>>,
    /// The places where its users can go, once somebody asked.
    pub(super) targets: OnceLock<BTreeSet<usize>>,
}

/// Where an advisory stands in the list of versions.
pub(super) struct Places {
    /// The places that it covers: sorted, disjoint.
    pub(super) runs: Vec<Range<usize>>,
    /// Whether it covers whatever is before the first place.
    pub(super) from_start: bool,
    /// The places where it is fixed: sorted.
    pub(super) fixes: Vec<usize>,
}

impl Deref for Entry<'_> {
    type Target = Places;

    fn deref(&self) -> &Places {
        let places = self.places.get();
        places.expect("an entry is given out when the versions are joined")
    }
}

impl Places {
    pub(super) fn new(statements: &[Statement<'_>], points: &Points) -> Self {
        let runs = union(statements.iter().flat_map(|s| points.runs(s)).collect());
        let fixes = statements.iter().flat_map(|s| points.fixes(s)).collect();
        let from_start = statements.iter().any(Statement::covers_start);
        let mut places = Self {
            runs,
            from_start,
            fixes,
        };
        let mut fixes = std::mem::take(&mut places.fixes);
        fixes.sort_unstable();
        fixes.dedup();
        // What one statement ends, another may cover.
        fixes.retain(|at| !places.covers(*at));
        places.fixes = fixes;
        places
    }

    pub(super) fn covers(&self, at: usize) -> bool {
        let next = self.runs.partition_point(|run| run.end <= at);
        self.runs.get(next).is_some_and(|run| run.contains(&at))
    }
}
