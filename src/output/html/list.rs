//! Lists of advisories: `list` and `alias`, and the newest on the policy page.

use serde::Serialize;

use super::affected::PackageView;
use super::moment::Moment;
use super::prose;
use super::severity::SeverityView;
use super::status::Status;
use super::{Frame, Listing, PackageAdvisory};
use crate::model::config::SeverityDisplay;
use crate::model::{Advisory, SitePath};
use crate::theme::markdown;

/// How many characters of `details` stand for a missing summary.
const EXCERPT: usize = 120;

/// How many packages and versions a row names.
const NAMED: usize = 3;

/// An advisory as a row of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The id.
    pub id: String,
    /// Where its page is.
    pub url: String,
    /// The summary (HTML).
    pub summary: Option<String>,
    /// The first words of the record's text, when it has no summary.
    pub excerpt: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// How bad it is, as far as the project wants it shown.
    pub severity: Option<SeverityView>,
    /// The first affected packages; on the page of a package, the first of its
    /// affected versions.
    pub affected: Vec<String>,
    /// How many there are beyond these.
    pub more_affected: usize,
    /// The first fixed versions.
    pub fixed: Vec<String>,
    /// How many fixed versions there are beyond these.
    pub more_fixed: usize,
    /// When it was published.
    pub published: Option<Moment>,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// One page of the list of all advisories.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// The advisories of this page, newest first.
    pub rows: Vec<Row>,
    /// How many there are on all pages.
    pub total: usize,
    /// The number of this page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Address of the page with newer ones.
    pub newer: Option<String>,
    /// Address of the page with older ones.
    pub older: Option<String>,
    /// Whether there is a column for severity.
    pub ranked: bool,
    /// Address of the list of packages, when there is one.
    pub packages: Option<String>,
}

/// Another name of one or several advisories.
#[derive(Clone, Debug, Serialize)]
pub struct AliasView {
    /// The name.
    pub name: String,
    /// The address to go to, when there is only one.
    pub target: Option<String>,
    /// The advisories that have the name.
    pub rows: Vec<Row>,
}

impl Row {
    /// The row of `advisory`.
    pub(super) fn new(frame: &Frame<'_>, advisory: &Advisory) -> Self {
        let packages = PackageView::untold(frame, advisory);
        let names = packages.iter().map(|package| package.name.clone());
        Self::filled(frame, advisory, &packages, names.collect())
    }

    /// The row of an advisory with what it says of one package alone.
    pub(super) fn of_package(frame: &Frame<'_>, about: &PackageAdvisory<'_>) -> Self {
        let packages = Vec::from_iter(PackageView::of(frame, about.advisory, &about.affected));
        let phrases = |package: &PackageView| package.phrases(frame.language());
        let versions = packages.iter().flat_map(phrases);
        Self::filled(frame, about.advisory, &packages, versions.collect())
    }

    fn filled(
        frame: &Frame<'_>,
        advisory: &Advisory,
        packages: &[PackageView],
        mut affected: Vec<String>,
    ) -> Self {
        let more_affected = affected.len().saturating_sub(NAMED);
        affected.truncate(NAMED);
        let status = Status::new(frame, advisory, packages);
        let fixes: Vec<_> = packages.iter().flat_map(PackageView::fixes).collect();
        let id = advisory.id.value.as_str();
        Self {
            id: id.to_owned(),
            url: frame.path.relative(&SitePath::advisory(&advisory.id.value)),
            summary: (advisory.title() != id).then(|| markdown::title(advisory.title())),
            excerpt: (advisory.title() == id)
                .then(|| opening(advisory, EXCERPT))
                .flatten(),
            withdrawn: status.kind == "withdrawn",
            status,
            severity: SeverityView::new(frame, advisory),
            affected,
            more_affected,
            more_fixed: fixes.len().saturating_sub(NAMED),
            fixed: fixes.iter().take(NAMED).map(|&v| v.to_owned()).collect(),
            published: advisory
                .published
                .as_ref()
                .map(|at| Moment::new(frame, at.value)),
        }
    }

    /// A row for each.
    pub(super) fn all(frame: &Frame<'_>, advisories: &[&Advisory]) -> Vec<Self> {
        advisories.iter().map(|a| Self::new(frame, a)).collect()
    }
}

/// The first words of the record's text: most records of the Python database
/// have no summary.
pub fn opening(advisory: &Advisory, limit: usize) -> Option<String> {
    let text = advisory.sections.iter().next()?;
    prose::opening(&text.value, limit)
}

impl ListView {
    /// The view of one page of the list.
    pub(super) fn new(frame: &Frame<'_>, listing: &Listing<'_>) -> Self {
        let page = |number| frame.path.relative(&SitePath::advisories(number));
        let number = listing.number.max(1);
        Self {
            rows: Row::all(frame, listing.advisories),
            total: listing.total,
            number,
            pages: listing.pages.max(1),
            newer: (number > 1).then(|| page(number - 1)),
            older: (number < listing.pages).then(|| page(number + 1)),
            ranked: frame.config.severity != SeverityDisplay::Off,
            packages: (!frame.packages.is_empty())
                .then(|| frame.path.relative(&SitePath::packages())),
        }
    }
}

impl AliasView {
    /// The view of `name`, the other name of `advisories`.
    pub(super) fn new(frame: &Frame<'_>, name: &str, advisories: &[&Advisory]) -> Self {
        let rows = Row::all(frame, advisories);
        Self {
            name: name.to_owned(),
            target: match rows.as_slice() {
                [only] => Some(only.url.clone()),
                _ => None,
            },
            rows,
        }
    }
}
