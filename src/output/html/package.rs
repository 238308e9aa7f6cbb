//! The page of a package, and the list of packages: `package` and `packages`.

use serde::Serialize;

use super::Frame;
use super::link::Link;
use super::moment::Moment;
use super::row::Row;
use crate::model::config::{PackageName, SeverityDisplay};
use crate::model::{Advisory, Affected, Ecosystem, SitePath};
use crate::theme::Language;

/// A package, and the advisories about it.
#[derive(Clone, Debug)]
pub struct PackageGroup<'a> {
    /// The package.
    pub package: PackageName,
    /// Its package URL, when a record has one.
    pub purl: Option<&'a str>,
    /// The advisories, newest first.
    pub advisories: Vec<PackageAdvisory<'a>>,
}

/// An advisory, and its entries about one package.
#[derive(Clone, Debug)]
pub struct PackageAdvisory<'a> {
    /// The advisory.
    pub advisory: &'a Advisory,
    /// Its entries about the package; at least one.
    pub affected: Vec<&'a Affected>,
}

/// The page of a package.
#[derive(Clone, Debug, Serialize)]
pub struct PackagePageView {
    /// Its name.
    pub name: String,
    /// The registry: `PyPI`.
    pub ecosystem: String,
    /// The package URL.
    pub purl: Option<String>,
    /// The advisories about it, newest first; what they say of other packages
    /// is left out.
    pub rows: Vec<Row>,
    /// Whether there is a column for severity.
    pub ranked: bool,
    /// Address of its own feed.
    pub feed: String,
    /// Address of the list of packages.
    pub packages: String,
    /// Programs that tell who uses an affected version.
    pub scanners: Vec<Scanner>,
}

/// A program that tells who uses an affected version, by the records of osv.dev.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scanner {
    /// What to type.
    pub command: &'static str,
    /// What it looks at: `the lock files of a project`.
    pub looks_at: String,
}

/// The list of packages.
#[derive(Clone, Debug, Serialize)]
pub struct PackageListView {
    /// The packages, by registry and name.
    pub rows: Vec<PackageRow>,
}

/// A package in the list.
#[derive(Clone, Debug, Serialize)]
pub struct PackageRow {
    /// Its name, and its page when it has one.
    pub link: Link,
    /// The registry.
    pub ecosystem: String,
    /// How many advisories are about it.
    pub total: usize,
    /// When the newest was published.
    pub newest: Option<Moment>,
}

impl PackageGroup<'_> {
    /// What readers call the package's feed.
    pub fn feed_title(&self, language: &Language) -> String {
        let PackageName { ecosystem, name } = &self.package;
        let values = [
            ("package", name.as_str().into()),
            ("registry", ecosystem.to_string().into()),
        ];
        language.fill("feed_title_package", values)
    }
}

impl PackagePageView {
    /// The view of `group`, whose feed is at `feed`.
    pub(super) fn new(frame: &Frame<'_>, group: &PackageGroup<'_>, feed: &SitePath) -> Self {
        let package = &group.package;
        Self {
            name: package.name.clone(),
            ecosystem: package.ecosystem.to_string(),
            purl: group.purl.map(str::to_owned),
            rows: (group.advisories.iter())
                .map(|about| Row::of_package(frame, about))
                .collect(),
            ranked: frame.config.severity != SeverityDisplay::Off,
            feed: frame.path.relative(feed),
            packages: frame.path.relative(&SitePath::packages()),
            scanners: Scanner::all(frame.language(), &package.ecosystem),
        }
    }
}

impl Scanner {
    /// Registries whose lock files osv-scanner 2 reads
    /// (google.github.io/osv-scanner/supported-languages-and-lockfiles).
    const LOCK_FILES: &[&str] = &[
        "CRAN",
        "ConanCenter",
        "Go",
        "Hackage",
        "Hex",
        "Maven",
        "NuGet",
        "Packagist",
        "Pub",
        "PyPI",
        "RubyGems",
        "crates.io",
        "npm",
    ];

    /// Those for packages of `ecosystem`.
    fn all(language: &Language, ecosystem: &Ecosystem) -> Vec<Self> {
        let environment = Self {
            command: "pip-audit -s osv",
            looks_at: language.text("scanner_environment").to_owned(),
        };
        let lock_files = Self {
            command: "osv-scanner scan source -r .",
            looks_at: language.text("scanner_lock_files").to_owned(),
        };
        let name = ecosystem.as_str();
        let mut scanners = Vec::new();
        if name == "PyPI" {
            scanners.push(environment);
        }
        if Self::LOCK_FILES.contains(&name) {
            scanners.push(lock_files);
        }
        scanners
    }
}

impl PackageListView {
    /// The view of `groups`.
    pub(super) fn new(frame: &Frame<'_>, groups: &[PackageGroup<'_>]) -> Self {
        Self {
            rows: groups
                .iter()
                .map(|group| PackageRow::new(frame, group))
                .collect(),
        }
    }
}

impl PackageRow {
    fn new(frame: &Frame<'_>, group: &PackageGroup<'_>) -> Self {
        let page = frame.packages.get(&group.package);
        let newest = group.advisories.first();
        Self {
            link: Link {
                text: group.package.name.clone(),
                url: page.map(|path| frame.path.relative(path)),
            },
            ecosystem: group.package.ecosystem.to_string(),
            total: group.advisories.len(),
            newest: newest
                .and_then(|about| about.advisory.published.as_ref())
                .map(|at| Moment::new(frame, at.value)),
        }
    }
}
