//! The page of a package, and the list of packages: `package` and `packages`.

use serde::Serialize;

use super::Frame;
use super::link::Link;
use super::moment::Moment;
use super::row::Row;
use super::severity::SeverityView;
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
    /// How many packages there are.
    pub total: usize,
    /// The packages by name; a short list is one part.
    pub parts: Vec<PackagePart>,
    /// Whether there is a column for severity.
    pub ranked: bool,
}

/// A part of a long list of packages.
#[derive(Clone, Debug, Serialize)]
pub struct PackagePart {
    /// What all its names begin with: a letter in upper case, or `#`. None when
    /// the list has one part only.
    pub letter: Option<String>,
    /// Its packages.
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
    /// The worst severity of those that were not withdrawn.
    pub worst: Option<SeverityView>,
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

/// A list of more packages has letters to jump to.
const SHORT: usize = 40;

impl PackageListView {
    /// The view of `groups`.
    pub(super) fn new(frame: &Frame<'_>, groups: &[PackageGroup<'_>]) -> Self {
        let mut by_name: Vec<_> = groups.iter().collect();
        by_name.sort_by_cached_key(|group| {
            let PackageName { ecosystem, name } = &group.package;
            let from = name.find(char::is_alphanumeric).unwrap_or_default();
            let name = name[from..].to_lowercase();
            (initial(&name), name, ecosystem.to_string())
        });
        let mut parts: Vec<PackagePart> = Vec::new();
        for group in by_name {
            let letter = (groups.len() > SHORT).then(|| initial(&group.package.name));
            let row = PackageRow::new(frame, group);
            match parts.last_mut() {
                Some(part) if part.letter == letter => part.rows.push(row),
                _ => parts.push(PackagePart {
                    letter,
                    rows: vec![row],
                }),
            }
        }
        Self {
            total: groups.len(),
            parts,
            ranked: frame.config.severity != SeverityDisplay::Off,
        }
    }
}

/// The first letter or digit of a name, `@scope` being one: a letter in upper
/// case, `#` for anything else.
fn initial(name: &str) -> String {
    match name.chars().find(|c| c.is_alphanumeric()) {
        Some(letter) if letter.is_alphabetic() => letter.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

impl PackageRow {
    fn new(frame: &Frame<'_>, group: &PackageGroup<'_>) -> Self {
        let page = frame.packages.get(&group.package);
        let newest = group.advisories.first();
        let worst = (group.advisories.iter())
            .map(|about| about.advisory)
            .filter(|advisory| advisory.withdrawn_by(frame.clock).is_none())
            .max_by_key(|advisory| advisory.rating());
        Self {
            link: Link {
                text: group.package.name.clone(),
                url: page.map(|path| frame.path.relative(path)),
            },
            ecosystem: group.package.ecosystem.to_string(),
            total: group.advisories.len(),
            worst: worst.and_then(|advisory| SeverityView::new(frame, advisory)),
            newest: newest
                .and_then(|about| about.advisory.published.as_ref())
                .map(|at| Moment::new(frame, at.value)),
        }
    }
}
