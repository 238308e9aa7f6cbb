//! The page of a package, and the list of packages: `package` and `packages`.

use std::sync::Arc;

use serde::Serialize;

use super::link::Link;
use super::moment::Moment;
use super::row::Row;
use super::severity::SeverityView;
use super::shell::{Alternate, Head};
use super::template::HtmlPage;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::config::{PackageName, SeverityDisplay};
use crate::model::{Ecosystem, SitePath};
use crate::output::atom;
use crate::output::packages::PackageGroup;
use crate::output::plan::DataFile;
use crate::output::{Claims, Frame, Material};
use crate::theme::Language;

/// The page of a package, beside its feed.
pub(super) struct PackagePage<'p> {
    pub(super) group: Arc<PackageGroup<'p>>,
    pub(super) feed: SitePath,
}

/// The list of packages.
pub(super) struct PackageList<'p>(pub(super) Vec<Arc<PackageGroup<'p>>>);

/// A page and a feed for each package. They give way: a name that some registry
/// allows must not stop a build, nor must the second package of a site that has
/// such a page of its own.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    for group in &site.groups {
        let page = SitePath::package(&group.package);
        let feed = SitePath::package_feed(&group.package);
        let (Ok(page), Ok(feed)) = (page, feed) else {
            claims.report(no_page(group, "its name cannot be a path"));
            continue;
        };
        if !(claims.is_free(&page) && claims.is_free(&feed)) {
            let why = "its path is taken; upper and lower case count as the same";
            claims.report(no_page(group, why));
            continue;
        }
        let its_feed = atom::PackageFeed {
            group: Arc::clone(group),
            page: page.clone(),
        };
        let its_page = PackagePage {
            group: Arc::clone(group),
            feed: feed.clone(),
        };
        claims.settle_package(group.package.clone(), page.clone());
        claims.own(page, its_page);
        claims.own(feed, its_feed);
    }
}

/// The list of packages, when one has a page.
pub(in crate::output) fn claim_list<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if claims.has_packages() {
        let feeds = "packages/{ecosystem}/{name}.atom";
        let title = "Advisories about one package";
        claims.list_kind(DataFile::fixed(feeds, atom::MEDIA_TYPE, title));
        claims.own_if_free(SitePath::packages(), PackageList(site.groups.clone()));
    }
}

/// Says so where the newest advisory names the package.
fn no_page(group: &PackageGroup<'_>, why: &'static str) -> Diagnostic {
    let message = format!("{} gets no page", quoted(&group.package.to_string()));
    let named = group.advisories[0].affected[0].package.as_ref();
    let place = named.expect("groups are of entries with a package").span;
    Diagnostic::new(Code::NoPackagePage, place, message).help(why)
}

/// What the page of a package shows.
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

/// What the list of packages shows.
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

impl HtmlPage for PackagePage<'_> {
    const TEMPLATE: &'static str = "package.html";
    const SUBJECT: &'static str = "package";
    type View = PackagePageView;

    /// Its own feed comes before that of all advisories, since feed readers offer
    /// the first.
    fn head(&self, frame: &Frame<'_>) -> Head {
        let package = &self.group.package;
        let mut head = Head::new(frame, format!("{} ({})", package.name, package.ecosystem));
        let feed = Alternate {
            media_type: "application/atom+xml",
            title: self.group.feed_title(frame.language()),
            url: frame.path.relative(&self.feed),
        };
        head.alternates.insert(0, feed);
        head
    }

    fn view(&self, frame: &Frame<'_>) -> PackagePageView {
        let package = &self.group.package;
        PackagePageView {
            name: package.name.clone(),
            ecosystem: package.ecosystem.to_string(),
            purl: self.group.purl.map(str::to_owned),
            rows: (self.group.advisories.iter())
                .map(|about| Row::of_package(frame, about))
                .collect(),
            ranked: frame.config.severity != SeverityDisplay::Off,
            feed: frame.path.relative(&self.feed),
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

impl HtmlPage for PackageList<'_> {
    const TEMPLATE: &'static str = "packages.html";
    const SUBJECT: &'static str = "packages";
    type View = PackageListView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        Head::new(frame, frame.language().text("packages").to_owned())
    }

    fn view(&self, frame: &Frame<'_>) -> PackageListView {
        let mut by_name: Vec<_> = self.0.iter().collect();
        by_name.sort_by_cached_key(|group| {
            let PackageName { ecosystem, name } = &group.package;
            let from = name.find(char::is_alphanumeric).unwrap_or_default();
            let name = name[from..].to_lowercase();
            (initial(&name), name, ecosystem.to_string())
        });
        let mut parts: Vec<PackagePart> = Vec::new();
        for group in by_name {
            let letter = (self.0.len() > SHORT).then(|| initial(&group.package.name));
            let row = PackageRow::new(frame, group);
            match parts.last_mut() {
                Some(part) if part.letter == letter => part.rows.push(row),
                _ => parts.push(PackagePart {
                    letter,
                    rows: vec![row],
                }),
            }
        }
        PackageListView {
            total: self.0.len(),
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
        let page = frame.plan.packages.get(&group.package);
        let newest = group.advisories.first();
        let worst = (group.advisories.iter())
            .map(|about| about.advisory)
            .filter(|advisory| advisory.as_of(frame.view()).withdrawn().is_none())
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
                .and_then(|about| about.advisory.published())
                .map(|at| Moment::new(frame, at)),
        }
    }
}
