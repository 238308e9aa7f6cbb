//! The supported versions of a package, as pages and data have them alike.

pub(super) mod calendar;
mod duration;
pub(super) mod json;
mod phase_name;
pub(super) mod product;
pub(super) mod rule;
#[cfg(test)]
pub(super) mod tests;

pub(super) use phase_name::{extended_name, phase_name};

use crate::model::config::PackageName;
use crate::model::{Advisory, Affected, Project, SitePath, Support};
use std::sync::Arc;

use crate::advice::{Advice, Exposure};
use crate::support::{KnownRelease, Schedule};

/// A package's supported versions, joined with its public advisories at the
/// clock.
#[derive(Clone)]
pub struct Table<'a> {
    /// What the project says.
    pub support: &'a Support,
    /// What follows from it on the day of the clock.
    pub exposure: Arc<Exposure<'a>>,
    /// Whether it is about the project's main package, whose releases have the
    /// short addresses.
    pub is_main: bool,
}

/// How far an advisory reaches among the releases of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reach<'a> {
    /// The oldest release that it affects.
    pub(super) first: Option<&'a str>,
    /// The newest release that it affects.
    pub(super) last: Option<&'a str>,
    /// The versions in which it is fixed, oldest first.
    pub(super) fixed: Vec<&'a str>,
}

impl<'a> Table<'a> {
    /// A table for each package of which the project gives the supported
    /// versions: the main package first, then in the order of the files.
    ///
    /// The main package is the first of the project's, else that of the first
    /// file.
    pub fn all(project: &'a Project, advice: &Advice<'a>) -> Vec<Self> {
        let first = project.config.packages.first();
        let is_first = |support: &Support| Some(&support.package.value) == first;
        let main = project.support.iter().position(is_first).unwrap_or(0);
        let new = |(at, support): (usize, &'a Support)| {
            let exposure = advice.of(&support.package.value);
            Self {
                support,
                exposure: Arc::clone(exposure.expect("each table has its package there")),
                is_main: at == main,
            }
        };
        let mut tables: Vec<Self> = project.support.iter().enumerate().map(new).collect();
        tables.sort_by_key(|table| !table.is_main);
        tables
    }

    /// That of the package which these entries are about.
    pub(super) fn about<'t>(tables: &'t [Self], entries: &[&Affected]) -> Option<&'t Self> {
        tables.iter().find(|table| {
            let package = table.exposure.package();
            entries.iter().any(|entry| entry.is_about(package))
        })
    }

    /// The series and releases.
    pub fn schedule(&self) -> &Schedule {
        self.exposure.schedule()
    }

    /// The page of a known release; none when its version cannot be a file name.
    pub fn page(&self, version: &str) -> Option<SitePath> {
        let release = self.schedule().release(version)?;
        SitePath::release(self.folder(), &release.version).ok()
    }

    /// The data of a known release, wherever it has a page.
    pub fn record(&self, version: &str) -> Option<SitePath> {
        let release = self.schedule().release(version)?;
        SitePath::release_record(self.folder(), &release.version).ok()
    }

    /// The package in the paths of its releases; none of the main one.
    fn folder(&self) -> Option<&'a PackageName> {
        (!self.is_main).then_some(&self.support.package.value)
    }

    /// How far an advisory reaches.
    pub(super) fn reach(&self, advisory: &Advisory) -> Reach<'_> {
        let mut releases = self.exposure.releases(advisory);
        let first = releases.next();
        let last = releases.next_back().or(first);
        Reach {
            first: first.map(|release| release.version.as_str()),
            last: last.map(|release| release.version.as_str()),
            fixed: self.exposure.fixes(advisory).collect(),
        }
    }

    /// The releases before and after one, by version.
    pub(super) fn neighbours(
        &self,
        release: &KnownRelease,
    ) -> (Option<&KnownRelease>, Option<&KnownRelease>) {
        let releases = self.schedule().releases();
        let order = self.schedule().order();
        let at = releases.partition_point(|r| order.compare(&r.version, &release.version).is_lt());
        let previous = at.checked_sub(1).and_then(|at| releases.get(at));
        (previous, releases.get(at + 1))
    }

    /// Whether `version` comes before a release.
    pub(super) fn is_older(&self, version: &str, release: &KnownRelease) -> bool {
        let order = self.schedule().order();
        order.compare(version, &release.version).is_lt()
    }
}
