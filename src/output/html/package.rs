//! The pages of a package: `package`.

use std::sync::Arc;

use serde::Serialize;

use super::list::PER_PAGE;
use super::pager::Pager;
use super::row::Row;
use super::shell::{Alternate, Head};
use super::template::HtmlPage;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::config::SeverityDisplay;
use crate::model::{Ecosystem, SitePath};
use crate::output::atom;
use crate::output::packages::PackageGroup;
use crate::output::{Claims, Frame, Material};
use crate::theme::Language;

/// A page of a package, beside its feed.
pub(super) struct PackagePage<'p> {
    pub(super) group: Arc<PackageGroup<'p>>,
    pub(super) feed: SitePath,
    /// All its pages.
    pub(super) pages: Arc<[SitePath]>,
    /// The number of this one, from 1.
    pub(super) number: usize,
}

/// A page and a feed for each package. They give way: a name that some registry
/// allows must not stop a build, nor must the second package of a site that has
/// such a page of its own.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    for group in &site.groups {
        let number = group.advisories.len().div_ceil(PER_PAGE);
        let pages = (1..=number).map(|number| SitePath::package_page(&group.package, number));
        let feed = SitePath::package_feed(&group.package);
        let (Ok(pages), Ok(feed)) = (pages.collect::<Result<Arc<[_]>, _>>(), feed) else {
            claims.report(no_page(group, "its name cannot be a path"));
            continue;
        };
        if !pages.iter().chain([&feed]).all(|path| claims.is_free(path)) {
            let why = "its path is taken; upper and lower case count as the same";
            claims.report(no_page(group, why));
            continue;
        }
        let its_feed = atom::PackageFeed {
            group: Arc::clone(group),
            page: pages[0].clone(),
        };
        claims.settle_package(group.package.clone(), pages[0].clone());
        for (at, path) in pages.iter().enumerate() {
            let page = PackagePage {
                group: Arc::clone(group),
                feed: feed.clone(),
                pages: Arc::clone(&pages),
                number: at + 1,
            };
            claims.own(path.clone(), page);
        }
        claims.own(feed, its_feed);
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
    /// The advisories about it on this page, newest first; what they say of other
    /// packages is left out.
    pub rows: Vec<Row>,
    /// How many there are on all pages.
    pub total: usize,
    /// Where its other pages are.
    #[serde(flatten)]
    pub pager: Pager,
    /// Whether there is a column for severity.
    pub ranked: bool,
    /// Address of its own feed.
    pub feed: String,
    /// Address of the list of packages.
    pub packages: String,
    /// Programs that tell who uses an affected version; empty beyond the first page.
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

impl HtmlPage for PackagePage<'_> {
    const TEMPLATE: &'static str = "package.html";
    const SUBJECT: &'static str = "package";
    type View = PackagePageView;

    /// Its own feed comes before that of all advisories, since feed readers offer
    /// the first.
    fn head(&self, frame: &Frame<'_>) -> Head {
        let package = &self.group.package;
        let title = format!("{} ({})", package.name, package.ecosystem);
        let title = Pager::titled(frame.language(), title, self.number);
        let mut head = Head::new(frame, title);
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
                .skip((self.number - 1) * PER_PAGE)
                .take(PER_PAGE)
                .map(|about| Row::of_package(frame, about))
                .collect(),
            total: self.group.advisories.len(),
            pager: Pager::new(frame.path, self.number, self.pages.len(), |number| {
                self.pages[number - 1].clone()
            }),
            ranked: frame.config.severity != SeverityDisplay::Off,
            feed: frame.path.relative(&self.feed),
            packages: frame.path.relative(&SitePath::packages(1)),
            scanners: if self.number == 1 {
                Scanner::all(frame.language(), &package.ecosystem)
            } else {
                Vec::new()
            },
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
