//! The pages: views of the model, and the theme's templates filled with them.
//!
//! A view is what a template sees, and its fields are the theme's contract: a
//! `String` is text, which the template escapes, unless its documentation says
//! HTML; that was made here from escaped parts and is marked `safe` there.
//! Addresses are relative to the page, so that a site works under any prefix
//! and from a folder.

mod affected;
mod branch;
mod commit;
mod contact;
mod credit;
mod day;
mod entry;
mod excerpt;
mod facet;
mod install;
mod known;
mod link;
mod linked_data;
mod list;
mod metric;
mod missing;
mod moment;
mod name;
mod opening;
mod package;
mod page;
mod part;
mod patch;
mod promises;
mod prose;
mod record;
mod reference;
mod row;
mod severity;
mod shell;
mod standing;
mod status;
mod target;
#[cfg(test)]
mod tests;
mod timeline;
mod unaffected;
mod versions;
mod weakness;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use affected::{Interval, PackageView, Sentence};
pub use branch::BranchView;
pub use commit::CommitRange;
pub use contact::{ContactView, ReportView};
pub use credit::{CreditGroup, Person};
pub use day::{Day, EndView};
pub use entry::{gist, text};
pub use facet::{FacetGroup, FacetLink, FacetTotal};
pub use known::{KnownVersions, Verdict};
pub use link::Link;
pub use list::{AliasView, ListView};
pub use missing::MissingView;
pub use moment::Moment;
pub use opening::Openings;
pub use package::{
    PackageAdvisory, PackageGroup, PackageListView, PackagePageView, PackageRow, Scanner,
};
pub use page::{Block, LatestView, PageView, PolicyView, SupportedView};
pub use part::{Part, PartFault};
pub use patch::Patch;
pub use promises::PromisesView;
pub use prose::{Outline, Request, outline, relative_links};
pub use record::{AdvisoryView, BundledView, Change};
pub use reference::{Reference, ReferenceGroup};
pub use row::{Row, RowPackage};
pub use severity::{Score, SeverityView};
pub use shell::{Alternate, Head, NavigationLink, Search, Site, feed_title};
pub use standing::Standing;
pub use status::{Exploited, Status, attacks};
pub use target::Targets;
pub use timeline::Happening;
pub use versions::{
    MatrixRow, MatrixView, Named, Notice, PhaseView, ReleaseView, SeriesReleases, SeriesView,
    Statement, TableView, UpgradeView, VersionsView,
};
pub use weakness::Weakness;

use self::record::Heading;
use super::versions::Table;
use crate::advice::Advice;
use crate::model::config::PackageName;
use crate::model::{Advisory, Audience, Config, Facet, Page, SitePath, Timestamp, View};
use crate::support::KnownRelease;
use crate::theme::{Language, TemplateFault, Theme};

/// What every page needs to know.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Who publishes.
    pub config: &'a Config,
    /// The templates.
    pub theme: &'a Theme,
    /// The page that is made.
    pub path: &'a SitePath,
    /// The pages every page links to, in order.
    pub navigation: &'a [NavigationItem],
    /// What advisories mean for each package.
    pub advice: &'a Advice<'a>,
    /// The supported versions of each package that has a table of them.
    pub tables: &'a [Table<'a>],
    /// What the texts of the advisories say first.
    pub openings: &'a Openings,
    /// The pages of packages; none when the site is about one package.
    pub packages: &'a BTreeMap<PackageName, SitePath>,
    /// The file of the policy, by its path in the project.
    pub policy: Option<&'a str>,
    /// Whether the site has a path.
    pub has: &'a dyn Fn(&SitePath) -> bool,
    /// The moment of the build: decides what is withdrawn.
    pub clock: Timestamp,
    /// Who looks.
    pub audience: Audience,
}

impl Frame<'_> {
    /// Who looks, and when.
    fn view(&self) -> View {
        View {
            clock: self.clock,
            audience: self.audience,
        }
    }

    /// The words of the page.
    fn language(&self) -> &Language {
        self.theme.language()
    }
}

/// A page of the navigation.
#[derive(Clone, Debug)]
pub struct NavigationItem {
    /// What the link says.
    pub title: String,
    /// Where it leads.
    pub path: SitePath,
}

/// One page of the list of advisories, or of a part of it.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// The part; none when it is the whole list.
    pub part: Option<Facet>,
    /// The parts that there are, in the order in which they are offered.
    pub parts: &'a [FacetTotal],
    /// Those of this page, newest first.
    pub advisories: &'a [&'a Advisory],
    /// The number of this page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub pages: usize,
    /// How many advisories there are on all of them.
    pub total: usize,
    /// The index of all advisories, when there is one.
    pub index: Option<SearchIndex>,
}

/// What a page must know of the index of all advisories to search in it.
#[derive(Clone, Copy, Debug)]
pub struct SearchIndex {
    /// Whether it names a weakness (CWE).
    pub has_weaknesses: bool,
}

/// What the parts are made of that a page may ask for.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// Every advisory of the site, newest first.
    pub advisories: &'a [&'a Advisory],
    /// Whether the site has a security.txt.
    pub has_security_txt: bool,
}

/// What a template is filled with.
#[derive(Serialize)]
struct Context {
    site: Site,
    page: Head,
    #[serde(flatten)]
    subject: Subject,
}

/// What a page is about, under the name by which its template knows it.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Subject {
    /// `policy.html`.
    Policy(PolicyView),
    /// `page.html`.
    Document(PageView),
    /// `advisory.html`.
    Advisory(Box<AdvisoryView>),
    /// `advisories.html`.
    List(ListView),
    /// `redirect.html` for one advisory, `alias.html` for several.
    Alias(AliasView),
    /// `versions.html`.
    Versions(VersionsView),
    /// `release.html`.
    Release(Box<ReleaseView>),
    /// `package.html`.
    Package(PackagePageView),
    /// `packages.html`.
    Packages(PackageListView),
    /// `404.html`.
    Missing(MissingView),
}

fn fill(frame: &Frame<'_>, template: &str, context: &Context) -> Result<Vec<u8>, TemplateFault> {
    let text = frame.theme.render(template, context)?;
    Ok(text.into_bytes())
}

/// The first page: how to report, and the policy's own text.
pub fn policy(
    frame: &Frame<'_>,
    page: &Page,
    material: &Material<'_>,
) -> Result<Vec<u8>, TemplateFault> {
    let context = Context {
        site: Site::new(frame),
        page: Head::of_page(frame, page),
        subject: Subject::Policy(PolicyView::new(frame, page, material)),
    };
    fill(frame, "policy.html", &context)
}

/// Any other page that the project wrote.
pub fn page(
    frame: &Frame<'_>,
    page: &Page,
    material: &Material<'_>,
) -> Result<Vec<u8>, TemplateFault> {
    let context = Context {
        site: Site::new(frame),
        page: Head::of_page(frame, page),
        subject: Subject::Document(PageView::new(frame, page, material)),
    };
    fill(frame, "page.html", &context)
}

/// The page of an advisory. `published` holds the ids of every public
/// advisory: where the record names one of them, the page links to it.
pub fn advisory(
    frame: &Frame<'_>,
    advisory: &Advisory,
    published: &BTreeSet<&str>,
) -> Result<Vec<u8>, TemplateFault> {
    let heading = Heading::new(frame, advisory);
    let view = AdvisoryView::new(frame, advisory, &heading, published);
    let context = Context {
        site: Site::new(frame),
        page: Head::of_advisory(frame, advisory, &heading),
        subject: Subject::Advisory(Box::new(view)),
    };
    fill(frame, "advisory.html", &context)
}

/// One page of the list of advisories.
pub fn advisories(frame: &Frame<'_>, listing: &Listing<'_>) -> Result<Vec<u8>, TemplateFault> {
    let context = Context {
        site: Site::new(frame),
        page: Head::of_list(frame, listing),
        subject: Subject::List(ListView::new(frame, listing)),
    };
    fill(frame, "advisories.html", &context)
}

/// The page under another name of an advisory: it sends the reader on, or lets
/// them choose when the name stands for several (newest first).
pub fn alias(
    frame: &Frame<'_>,
    alias: &str,
    advisories: &[&Advisory],
) -> Result<Vec<u8>, TemplateFault> {
    let context = Context {
        site: Site::new(frame),
        page: Head::of_alias(frame, alias, advisories),
        subject: Subject::Alias(AliasView::new(frame, alias, advisories)),
    };
    let template = match advisories {
        [_] => "redirect.html",
        _ => "alias.html",
    };
    fill(frame, template, &context)
}

/// The supported versions of every package.
pub fn versions(frame: &Frame<'_>, tables: &[Table<'_>]) -> Result<Vec<u8>, TemplateFault> {
    let context = Context {
        site: Site::new(frame),
        page: Head::of_versions(frame),
        subject: Subject::Versions(VersionsView::new(frame, tables)),
    };
    fill(frame, "versions.html", &context)
}

/// The page of a release of `table`.
pub fn release(
    frame: &Frame<'_>,
    table: &Table<'_>,
    release: &KnownRelease,
) -> Result<Vec<u8>, TemplateFault> {
    let view = ReleaseView::new(frame, table, release);
    let context = Context {
        site: Site::new(frame),
        page: Head::of_release(frame, table, release),
        subject: Subject::Release(Box::new(view)),
    };
    fill(frame, "release.html", &context)
}

/// The page of a package, whose feed is at `feed`.
pub fn package(
    frame: &Frame<'_>,
    group: &PackageGroup<'_>,
    feed: &SitePath,
) -> Result<Vec<u8>, TemplateFault> {
    let context = Context {
        site: Site::new(frame),
        page: Head::of_package(frame, group, feed),
        subject: Subject::Package(PackagePageView::new(frame, group, feed)),
    };
    fill(frame, "package.html", &context)
}

/// The list of packages.
pub fn packages(frame: &Frame<'_>, groups: &[PackageGroup<'_>]) -> Result<Vec<u8>, TemplateFault> {
    let context = Context {
        site: Site::new(frame),
        page: Head::of_packages(frame),
        subject: Subject::Packages(PackageListView::new(frame, groups)),
    };
    fill(frame, "packages.html", &context)
}

/// The page for an address that leads nowhere. A server shows it at any depth,
/// so its links are absolute when `base_url` tells where the site lies.
///
/// It points to the policy where that tells how to report, and searches the index
/// of all advisories where there is one.
pub fn not_found(
    frame: &Frame<'_>,
    policy: &Page,
    index: Option<SearchIndex>,
) -> Result<Vec<u8>, TemplateFault> {
    let context = Context {
        site: Site::rooted(frame),
        page: Head::not_found(frame, index),
        subject: Subject::Missing(MissingView::new(frame, policy)),
    };
    fill(frame, "404.html", &context)
}
