//! The versions that each advisory about a package affects, for programs that compare
//! versions themselves.

use std::sync::Arc;

use super::exposure::Exposure;
use super::packages::Advice;
use crate::model::Advisory;
use crate::version::interval::{self, Interval};

impl<'a> Exposure<'a> {
    /// What each advisory says is affected, enumerated versions included: sorted and
    /// disjoint. One that does not say is left out.
    pub fn extents(&self) -> impl Iterator<Item = (&'a Advisory, Vec<Interval>)> {
        let order = self.schedule.order();
        let stated = self.entries.iter().map(move |entry| {
            let extent = interval::stated(order, &entry.about);
            (entry.advisory, extent)
        });
        stated.filter(|(_, extent)| !extent.is_empty())
    }

    /// The first release after a version: one that is known, or in which an advisory
    /// is fixed.
    pub fn release_after(&self, version: &str) -> Option<&str> {
        let order = self.schedule.order();
        let from = self.points.from(order, version);
        let later = (from..self.points.len()).filter(|at| self.released[*at]);
        let mut later = later.map(|at| &*self.points.get(at).version);
        later.find(|release| order.compare(release, version).is_gt())
    }
}

impl<'a> Advice<'a> {
    /// The packages of a registry, by name: the project's own, and those that
    /// advisories are about.
    pub fn of_registry(&self, base: &str) -> Vec<&Arc<Exposure<'a>>> {
        let all = self.packages.values();
        let mut found: Vec<_> = all
            .filter(|exposure| exposure.package().ecosystem.base() == base)
            .collect();
        found.sort_by_key(|exposure| exposure.package());
        found
    }
}
