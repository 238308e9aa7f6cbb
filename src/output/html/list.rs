//! Lists of advisories: `list` and `alias`, and the newest on the policy page.

use serde::Serialize;

use super::day::Day;
use super::facet::{self, FacetGroup};
use super::link::Link;
use super::row::Row;
use super::standing::Standing;
use super::{Frame, Listing};
use crate::model::config::SeverityDisplay;
use crate::model::{Advisory, SitePath};

/// One page of the list of advisories, or of a part of it.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// What the list is called: `Security advisories rated High`.
    pub title: String,
    /// How the supported series stand; empty beyond the first page of the whole
    /// list.
    pub standings: Vec<Standing>,
    /// Address of the supported versions, where there are any.
    pub versions: Option<String>,
    /// The day of the build, when there is no advisory.
    pub as_of: Option<Day>,
    /// The advisories of this page, newest first.
    pub rows: Vec<Row>,
    /// How many there are on all pages.
    pub total: usize,
    /// Address of the whole list, when this is a part of it.
    pub whole: Option<String>,
    /// The parts of the list; empty where nothing divides it.
    pub facets: Vec<FacetGroup>,
    /// The number of this page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Address of the first page, when it is neither this one nor `newer`.
    pub first: Option<String>,
    /// Address of the page with newer ones.
    pub newer: Option<String>,
    /// Address of the page with older ones.
    pub older: Option<String>,
    /// Address of the last page, when it is neither this one nor `older`.
    pub last: Option<String>,
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
    /// The advisory to go to, when there is only one.
    pub advisory: Option<Link>,
    /// The advisories to choose from, when there are several.
    pub rows: Vec<Row>,
}

impl ListView {
    /// The view of one page of the list.
    pub(super) fn new(frame: &Frame<'_>, listing: &Listing<'_>) -> Self {
        let page = |number| {
            frame.path.relative(&match listing.part {
                Some(facet) => SitePath::facet(facet, number),
                None => SitePath::advisories(number),
            })
        };
        let (number, pages) = (listing.number.max(1), listing.pages.max(1));
        Self {
            title: facet::title(frame.language(), listing.part),
            standings: if listing.part.is_none() && number == 1 {
                Standing::all(frame)
            } else {
                Vec::new()
            },
            versions: (!frame.tables.is_empty())
                .then(|| frame.path.relative(&SitePath::versions())),
            as_of: (listing.total == 0).then(|| Day::new(frame.language(), frame.clock.date())),
            rows: Row::all(frame, listing.advisories),
            total: listing.total,
            whole: (listing.part.is_some()).then(|| frame.path.relative(&SitePath::advisories(1))),
            facets: FacetGroup::all(frame, listing),
            number,
            pages,
            first: (number > 2).then(|| page(1)),
            newer: (number > 1).then(|| page(number - 1)),
            older: (number < pages).then(|| page(number + 1)),
            last: (number + 1 < pages).then(|| page(pages)),
            ranked: frame.config.severity != SeverityDisplay::Off,
            packages: (!frame.packages.is_empty())
                .then(|| frame.path.relative(&SitePath::packages())),
        }
    }
}

impl AliasView {
    /// The view of `name`, the other name of `advisories`.
    pub(super) fn new(frame: &Frame<'_>, name: &str, advisories: &[&Advisory]) -> Self {
        let (advisory, several) = match advisories {
            [only] => (Some(Link::to_advisory(frame, only)), &[][..]),
            several => (None, several),
        };
        Self {
            name: name.to_owned(),
            advisory,
            rows: Row::all(frame, several),
        }
    }
}
