//! The releases that a project lists, for rules to ask.

use jiff::civil::Date;

use crate::model::config::PackageName;
use crate::model::support::ReleaseName;
use crate::model::{Affected, Support, Timestamp};
use crate::support::Schedule;
use crate::version::Order;
use crate::version::interval::Interval;

/// The versions of a package that its supported-versions file lists, those to
/// come included.
pub(super) struct Releases<'a> {
    pub(super) package: &'a PackageName,
    pub(super) order: Order,
    /// Sorted; those that the ecosystem does not accept are left out.
    versions: Vec<&'a str>,
    /// Those that are out.
    out: Vec<&'a str>,
    /// The series that the file names.
    pub(super) series: Vec<&'a str>,
    /// On whatever day: only names are asked of it.
    schedule: Schedule,
}

impl<'a> Releases<'a> {
    pub(super) fn new(support: &'a Support, clock: Timestamp) -> Self {
        let package = &support.package.value;
        let order = Order::of(&package.ecosystem);
        let (mut versions, mut out, mut series) = (Vec::new(), Vec::new(), Vec::new());
        for release in &support.releases {
            match &release.name {
                ReleaseName::Version(version) if order.accepts(&version.value) => {
                    versions.push(version.value.as_str());
                    if release.is_out(clock.date()) {
                        out.push(version.value.as_str());
                    }
                }
                ReleaseName::Version(_) => {}
                ReleaseName::Series(name) => series.push(name.value.as_str()),
            }
        }
        versions.sort_by(|a, b| order.compare(a, b));
        Self {
            package,
            order,
            versions,
            out,
            series,
            schedule: Schedule::new(support, Date::MAX),
        }
    }

    /// The releases that are out, in no order.
    pub(super) fn out(&self) -> impl Iterator<Item = &'a str> {
        self.out.iter().copied()
    }

    /// Whether an entry is about this package, in the package's own order: OSV
    /// lets it be in SemVer's instead, which cannot be compared.
    pub(super) fn concern(&self, affected: &Affected) -> bool {
        affected.is_about(self.package) && Order::of_affected(affected) == self.order
    }

    /// Whether the list has the version.
    pub(super) fn contain(&self, version: &str) -> bool {
        let by_version = |known: &&str| self.order.compare(known, version);
        self.versions.binary_search_by(by_version).is_ok()
    }

    /// The oldest release. Lists often leave out what came long before.
    pub(super) fn oldest(&self) -> Option<&'a str> {
        self.versions.first().copied()
    }

    /// The releases that are no pre-releases, oldest first.
    pub(super) fn finished(&self) -> impl Iterator<Item = &'a str> {
        let finished = |version: &&str| !self.schedule.is_prerelease(version);
        self.versions.iter().copied().filter(finished)
    }

    /// Whether a release is in an interval.
    pub(super) fn any_in(&self, interval: &Interval) -> bool {
        let start = interval.introduced.as_str();
        let is_before = |known: &&str| start != "0" && self.order.compare(known, start).is_lt();
        let first = self.versions.partition_point(is_before);
        let first = self.versions.get(first);
        first.is_some_and(|first| interval.contains(self.order, first))
    }

    /// The releases next to a version, in words: `3.4.1 and 3.4.2`.
    pub(super) fn beside(&self, version: &str) -> String {
        let is_older = |known: &&str| self.order.compare(known, version).is_lt();
        let at = self.versions.partition_point(is_older);
        let beside = [at.checked_sub(1), Some(at)].into_iter().flatten();
        let beside = beside.filter_map(|at| self.versions.get(at));
        let beside: Vec<String> = beside.map(|version| format!("`{version}`")).collect();
        beside.join(" and ")
    }
}
