//! The answer: what applies, why, and the way out.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::query::Query;
use crate::model::config::PackageName;
use crate::model::{Advisory, Config, Project, State, Timestamp};
use crate::support::{Schedule, is_prerelease};
use crate::version::interval::{self, End, Interval};
use crate::version::{Order, affects, branch};

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
    /// Those that apply to the version, newest first.
    pub(super) applying: Vec<Applying<'a>>,
    /// Where to go, when anything applies and there is such a version.
    pub(super) refuge: Option<Refuge>,
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
}

/// A version that no advisory affects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refuge {
    /// The version.
    pub(super) version: String,
    /// How it relates to the one that was asked about.
    pub(super) kind: RefugeKind,
}

/// How a safe version relates to the one that was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RefugeKind {
    /// The next safe one of the same series.
    SameSeries,
    /// The newest safe one of all, and newer.
    Newest,
    /// The newest safe one of all, and older: what is newer is affected.
    Older,
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
        let about: Vec<&Advisory> = public
            .iter()
            .copied()
            .filter(|advisory| advisory.state(clock) == State::Public)
            .filter(|advisory| advisory.affected().any(|a| a.is_about(&query.package)))
            .collect();
        let applying: Vec<Applying> = about
            .par_iter()
            .filter_map(|advisory| Applying::new(advisory, &query))
            .collect();
        let mut tables = project.support.iter();
        let table = tables.find(|support| support.package.value == query.package);
        let schedule = table.map(|support| Schedule::new(support, clock.date()));
        let refuge = (!applying.is_empty())
            .then(|| Refuge::find(&query, schedule.as_ref(), &about, &project.config))
            .flatten();
        Self {
            clock,
            config: &project.config,
            about: about.len(),
            refuge,
            standing: schedule.map(|schedule| Standing::new(&schedule, &query.version)),
            applying,
            query,
        }
    }
}

impl<'a> Applying<'a> {
    /// Why `advisory` applies; `None` when it does not. The answer is that of
    /// [`affects`] for any of its entries about the package.
    fn new(advisory: &'a Advisory, query: &Query) -> Option<Self> {
        let mut applying = Self {
            advisory,
            is_listed: false,
            interval: None,
        };
        let entries = advisory.affected();
        for entry in entries.filter(|entry| entry.is_about(&query.package)) {
            let order = Order::of_affected(entry);
            let mut listed = entry.versions.iter().flatten();
            applying.is_listed |=
                listed.any(|listed| order.compare(&listed.value, &query.version).is_eq());
            if applying.interval.is_none() {
                let mut intervals = interval::intervals(order, entry).into_iter();
                applying.interval = intervals.find(|run| run.contains(order, &query.version));
            }
        }
        (applying.is_listed || applying.interval.is_some()).then_some(applying)
    }
}

impl Refuge {
    /// The next safe version of the same series, else the newest safe one of all.
    ///
    /// Versions to go to are the known releases that are no pre-releases; of a
    /// package without any, those in which its advisories are fixed.
    fn find(
        query: &Query,
        schedule: Option<&Schedule>,
        about: &[&Advisory],
        config: &Config,
    ) -> Option<Self> {
        let order = Order::of(&query.package.ecosystem);
        let releases = schedule.iter().flat_map(|schedule| schedule.releases());
        let releases = releases.filter(|release| !release.is_prerelease);
        let mut candidates: Vec<String> = releases.map(|r| r.version.clone()).collect();
        if candidates.is_empty() {
            candidates = fixes(order, &query.package, about);
        }
        candidates.sort_by(|a, b| order.compare(a, b));
        let series = |version: &str| match schedule {
            Some(schedule) => schedule.cycle_of(version).map(|cycle| cycle.cycle.clone()),
            None => branch::series(order, config.branches, version),
        };
        let is_safe = |version: &&String| {
            let entries = about.iter().flat_map(|advisory| advisory.affected());
            let mut entries = entries.filter(|entry| entry.is_about(&query.package));
            !entries.any(|entry| affects(entry, version))
        };
        let than_asked = |version: &str| order.compare(version, &query.version);
        let own = series(&query.version);
        let mut same_series = candidates
            .iter()
            .filter(|version| than_asked(version).is_gt())
            .filter(|version| own.is_some() && series(version) == own);
        if let Some(version) = same_series.find(is_safe) {
            return Some(Self {
                version: version.clone(),
                kind: RefugeKind::SameSeries,
            });
        }
        let newest = candidates.iter().rev().find(is_safe)?;
        Some(Self {
            version: newest.clone(),
            kind: match than_asked(newest) {
                Ordering::Less => RefugeKind::Older,
                _ => RefugeKind::Newest,
            },
        })
    }
}

/// The versions in which the advisories of a package are fixed.
fn fixes(order: Order, package: &PackageName, about: &[&Advisory]) -> Vec<String> {
    let entries = about.iter().flat_map(|advisory| advisory.affected());
    let runs = entries
        .filter(|entry| entry.is_about(package))
        .flat_map(|entry| interval::intervals(Order::of_affected(entry), entry));
    let fixed = runs.filter_map(|run| match run.end {
        End::Fixed(version) => Some(version),
        End::Open | End::Before(_) | End::LastAffected(_) => None,
    });
    fixed.filter(|version| order.accepts(version)).collect()
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
            is_prerelease: is_prerelease(schedule.order(), version),
            is_supported: cycle.map(|_| is_supported),
        }
    }
}
