//! The answer: what applies, why, and the way out, as [`crate::advice`] has them.

use std::sync::Arc;

use super::query::Query;
use crate::advice::{Advice, Exposure, Upgrade};
use crate::model::{Advisory, Affected, Branch, Config, Project, Timestamp};
use crate::support::Schedule;
use crate::version::Order;
use crate::version::interval::{self, Interval};

/// What can be said of one version of a package at one moment.
pub(super) struct Answer<'a> {
    /// What was asked.
    pub(super) query: Query,
    /// The moment.
    pub(super) clock: Timestamp,
    /// The settings of the site.
    pub(super) config: &'a Config,
    /// How many public advisories are about the package.
    pub(super) about: usize,
    /// Those that apply to the version, worst first.
    pub(super) applying: Vec<Applying<'a>>,
    /// Those that do not say which versions they affect.
    pub(super) unstated: Vec<&'a Advisory>,
    /// Where to go: from what is affected, and from what gets no security fixes.
    pub(super) upgrade: Option<Upgrade<'a>>,
    /// The supported versions that nothing affects, when anything applies.
    pub(super) safe: Vec<String>,
    /// Where the version stands, when the project says which are supported.
    pub(super) standing: Option<Standing>,
}

/// An advisory that applies, and why.
pub(super) struct Applying<'a> {
    /// The advisory.
    pub(super) advisory: &'a Advisory,
    /// Whether it names the version.
    pub(super) is_listed: bool,
    /// The interval that covers the version.
    pub(super) interval: Option<Interval>,
    /// What its author says of the version's series.
    pub(super) branch: Option<&'a Branch>,
}

/// Where a version stands by the project's supported versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Its series, when all of that stands as the version does.
    pub(super) series: Option<String>,
    /// Whether it is a known release.
    pub(super) is_known: bool,
    /// Whether it comes before the release that its numbers name.
    pub(super) is_prerelease: bool,
    /// Whether it gets security fixes; `None` when nothing is known of its series.
    pub(super) is_supported: Option<bool>,
}

impl<'a> Answer<'a> {
    /// The answer at `clock`, given the `public` advisories. What is withdrawn
    /// does not count.
    pub(super) fn new(
        query: Query,
        project: &'a Project,
        public: &[&'a Advisory],
        clock: Timestamp,
    ) -> Self {
        let advice = Advice::new(project, public, clock);
        let exposure = advice.of(&query.package);
        let exposure = Arc::clone(exposure.expect("a query is about a package that is known"));
        let version = query.version.as_str();
        let affecting = exposure.affecting(version).into_iter();
        let applying: Vec<Applying<'_>> = affecting
            .map(|advisory| Applying::new(&exposure, advisory, &query))
            .collect();
        let is_affected = !applying.is_empty();
        let mut tables = project.support.iter();
        let has_table = tables.any(|support| support.package.value == query.package);
        Self {
            clock,
            config: &project.config,
            about: exposure.advisories().count(),
            applying,
            unstated: exposure.unstated().to_vec(),
            upgrade: exposure.upgrade(version),
            safe: if is_affected {
                exposure.safe_versions(version)
            } else {
                Vec::new()
            },
            standing: has_table.then(|| Standing::new(exposure.schedule(), version)),
            query,
        }
    }

    /// Whether the version is affected; `None` where nobody can tell.
    pub(super) fn is_affected(&self) -> Option<bool> {
        match (self.applying.is_empty(), self.unstated.is_empty()) {
            (false, _) => Some(true),
            (true, true) => Some(false),
            (true, false) => None,
        }
    }
}

impl<'a> Applying<'a> {
    /// Why `advisory`, which affects the version, does.
    fn new(exposure: &Exposure<'a>, advisory: &'a Advisory, query: &Query) -> Self {
        let version = query.version.as_str();
        let entries = advisory.affected();
        let entries: Vec<&Affected> = entries.filter(|e| e.is_about(&query.package)).collect();
        let of_entry = |entry: &&Affected| {
            let order = Order::of_affected(entry);
            let mut runs = interval::intervals(order, entry).into_iter();
            runs.find(|run| run.contains(order, version))
        };
        let is_listed = |entry: &&Affected| {
            let order = Order::of_affected(entry);
            let mut listed = entry.versions.iter().flatten();
            listed.any(|listed| order.compare(&listed.value, version).is_eq())
        };
        Self {
            advisory,
            is_listed: entries.iter().any(is_listed),
            interval: entries.iter().find_map(of_entry),
            branch: exposure.statement(advisory, version),
        }
    }
}

impl Standing {
    fn new(schedule: &Schedule, version: &str) -> Self {
        let cycle = schedule.cycle_of(version);
        let is_supported = schedule.is_supported(version);
        let series = cycle
            .filter(|cycle| cycle.is_maintained() == is_supported)
            .filter(|cycle| cycle.cycle != version);
        Self {
            series: series.map(|cycle| cycle.cycle.clone()),
            is_known: schedule.release(version).is_some(),
            is_prerelease: schedule.is_prerelease(version),
            is_supported: cycle.map(|_| is_supported),
        }
    }
}
