//! The list of advisories, and its parts: `list`.

use serde::Serialize;

use super::announcement::AnnouncementView;
use super::day::Day;
use super::facet::{self, FacetGroup};
use super::pager::Pager;
use super::row::Row;
use super::shell::{Head, Search};
use super::standing::Standing;
use super::template::HtmlPage;
use crate::model::config::SeverityDisplay;
use crate::model::{Advisory, Facet, SitePath};
use crate::output::{Claims, Frame, Material};

/// How many advisories a page of a list holds.
pub(super) const PER_PAGE: usize = 100;

/// One page of the list of advisories, or of a part of it.
pub(super) struct ListPage<'p> {
    /// The part; none when it is the whole list.
    pub(super) part: Option<Facet>,
    /// Those of this page, newest first.
    pub(super) advisories: Vec<&'p Advisory>,
    /// The number of this page, from 1.
    pub(super) number: usize,
    /// How many pages there are.
    pub(super) pages: usize,
    /// How many advisories there are on all of them.
    pub(super) total: usize,
}

pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let parts = site.parts.iter();
    let parts = parts.map(|part| (Some(part.facet), part.advisories.as_slice()));
    for (part, all) in [(None, site.public.as_slice())].into_iter().chain(parts) {
        // An empty list has one page.
        let pages = all.len().div_ceil(PER_PAGE).max(1);
        for number in 1..=pages {
            let from = (number - 1) * PER_PAGE;
            let page = ListPage {
                part,
                advisories: all[from..all.len().min(from + PER_PAGE)].to_vec(),
                number,
                pages,
                total: all.len(),
            };
            claims.own(page.path(number), page);
        }
    }
}

impl ListPage<'_> {
    fn path(&self, number: usize) -> SitePath {
        match self.part {
            Some(facet) => SitePath::facet(facet, number),
            None => SitePath::advisories(number),
        }
    }
}

/// What a page of the list shows.
#[derive(Clone, Debug, Serialize)]
pub struct ListView {
    /// What the list is called: `Security advisories rated High`.
    pub title: String,
    /// What is to come; none beyond the first page of the whole list.
    pub announcements: Vec<AnnouncementView>,
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
    /// Where its other pages are.
    #[serde(flatten)]
    pub pager: Pager,
    /// Whether there is a column for severity.
    pub ranked: bool,
    /// Address of the list of packages, when there is one.
    pub packages: Option<String>,
}

impl HtmlPage for ListPage<'_> {
    const TEMPLATE: &'static str = "advisories.html";
    const SUBJECT: &'static str = "list";
    type View = ListView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        let language = frame.language();
        let title = facet::title(language, self.part);
        let title = Pager::titled(language, title, self.number);
        Head {
            // Search engines find each advisory in the whole list.
            indexed: self.part.is_none(),
            search: Search::new(frame, frame.path.relative(&SitePath::search())),
            ..Head::new(frame, title)
        }
    }

    fn view(&self, frame: &Frame<'_>) -> ListView {
        let (number, pages) = (self.number.max(1), self.pages.max(1));
        ListView {
            title: facet::title(frame.language(), self.part),
            announcements: if self.part.is_none() && number == 1 {
                AnnouncementView::to_come(frame)
            } else {
                Vec::new()
            },
            standings: if self.part.is_none() && number == 1 {
                Standing::all(frame)
            } else {
                Vec::new()
            },
            versions: (!frame.tables.is_empty())
                .then(|| frame.path.relative(&SitePath::versions())),
            as_of: (self.total == 0).then(|| Day::new(frame.language(), frame.clock.date())),
            rows: Row::all(frame, &self.advisories),
            total: self.total,
            whole: (self.part.is_some()).then(|| frame.path.relative(&SitePath::advisories(1))),
            facets: FacetGroup::all(frame, self.part),
            pager: Pager::new(frame.path, number, pages, |number| self.path(number)),
            ranked: frame.config.severity != SeverityDisplay::Off,
            packages: (!frame.plan.packages.is_empty())
                .then(|| frame.path.relative(&SitePath::packages(1))),
        }
    }

    fn is_listed(&self) -> bool {
        self.part.is_none()
    }
}
