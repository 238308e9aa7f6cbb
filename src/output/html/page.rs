//! The project's own pages: `policy` and `document`.

use serde::Serialize;

use super::announcement::AnnouncementView;
use super::contact::ReportView;
use super::link::Link;
use super::part::Part;
use super::promises::PromisesView;
use super::prose::{self, Piece};
use super::register::RegisterEntry;
use super::row::Row;
use super::shell::Head;
use super::template::HtmlPage;
use super::versions::TableView;
use crate::model::config::SeverityDisplay;
use crate::model::{Page, SitePath};
use crate::output::claims::OF_FILE;
use crate::output::versions::Table;
use crate::output::{Claims, Frame, Material};
use crate::source::Span;

/// A table of contents pays on pages with more sections than this.
const FEW_SECTIONS: usize = 4;

/// How many advisories the policy page shows above its text.
const ABOVE_TEXT: usize = 3;

/// How many packages the policy page tells the supported series of.
const FEW_PACKAGES: usize = 3;

/// The first page of the site: how to report, and the policy's own text.
pub(super) struct PolicyPage;

/// Any other page that the project wrote.
pub(super) struct DocumentPage<'p>(pub(super) &'p Page);

pub(in crate::output) fn claim_policy<'p>(_: &Material<'p>, claims: &mut Claims<'p>) {
    claims.own(SitePath::policy(), PolicyPage);
}

pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    for page in &site.project.pages {
        let place = Span::file(page.body.span.file);
        claims.of_name(page.path.clone(), place, OF_FILE, DocumentPage(page));
    }
}

impl HtmlPage for DocumentPage<'_> {
    const TEMPLATE: &'static str = "page.html";
    const SUBJECT: &'static str = "document";
    type View = PageView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        head(frame, self.0)
    }

    fn view(&self, frame: &Frame<'_>) -> PageView {
        PageView::new(frame, &prose::document(frame, self.0))
    }

    fn is_listed(&self) -> bool {
        !self.0.hidden
    }
}

fn head(frame: &Frame<'_>, page: &Page) -> Head {
    Head {
        description: page.description.clone(),
        ..Head::new(frame, page.title.clone())
    }
}

/// What a page that the project wrote shows.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// Its title (HTML).
    pub title: String,
    /// The id of the title, when the text opens with it as a heading.
    pub title_id: Option<String>,
    /// Its sections, when there are more than four.
    pub contents: Vec<Link>,
    /// Its text, with the parts it asks for in their places.
    pub blocks: Vec<Block>,
}

/// The policy page. A part that its text asks for by a directive has its place
/// there, and is none here.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyView {
    /// The page itself.
    #[serde(flatten)]
    pub page: PageView,
    /// What is reported and is no vulnerability.
    pub register: Vec<Link>,
    /// What is to come.
    pub announcements: Vec<AnnouncementView>,
    /// How to report, when the project names a contact.
    pub report: Option<ReportView>,
    /// What is promised.
    pub promises: Option<PromisesView>,
    /// What gets fixes, when it is few packages.
    pub supported: Vec<SupportedView>,
    /// The newest advisories, when there are any.
    pub latest: Option<LatestView>,
}

/// A piece of a page: text, or a part that a directive asks for. One of its
/// fields is there, and `kind` tells which.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Block {
    /// `text`, `contacts`, `promises`, `supported-versions` or `advisories`.
    pub kind: &'static str,
    /// The text of the author (HTML).
    pub html: Option<String>,
    /// How to report.
    pub report: Option<ReportView>,
    /// What is promised.
    pub promises: Option<PromisesView>,
    /// The supported versions of each package.
    pub tables: Vec<TableView>,
    /// The newest advisories; without rows when there are none yet.
    pub latest: Option<LatestView>,
}

/// The newest advisories.
#[derive(Clone, Debug, Serialize)]
pub struct LatestView {
    /// Newest first.
    pub rows: Vec<Row>,
    /// Whether there is a column for severity.
    pub ranked: bool,
}

/// What gets fixes of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SupportedView {
    /// The package, when there are several.
    pub package: Option<String>,
    /// `3.4, 3.3 and main`; none when nothing does.
    pub series: Option<String>,
    /// Address of the supported versions.
    pub url: String,
}

impl PageView {
    fn new(frame: &Frame<'_>, document: &prose::Document) -> Self {
        let sections = &document.sections;
        let contents: &[Link] = if sections.len() > FEW_SECTIONS {
            sections
        } else {
            &[]
        };
        let blocks = document.pieces.iter();
        Self {
            title: document.title.clone(),
            title_id: document.title_id.clone(),
            contents: contents.to_vec(),
            blocks: blocks
                .filter_map(|piece| Block::new(frame, piece))
                .collect(),
        }
    }
}

impl HtmlPage for PolicyPage {
    const TEMPLATE: &'static str = "policy.html";
    const SUBJECT: &'static str = "policy";
    type View = PolicyView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        head(frame, &frame.policy)
    }

    fn view(&self, frame: &Frame<'_>) -> PolicyView {
        let document = prose::document(frame, &frame.policy);
        let asked: Vec<_> = document.parts().map(Part::name).collect();
        let is_free = |part: Part| !asked.contains(&part.name());
        let latest = Part::Advisories { latest: ABOVE_TEXT };
        let versions_are_free = is_free(Part::SupportedVersions);
        PolicyView {
            page: PageView::new(frame, &document),
            register: RegisterEntry::links(frame),
            announcements: AnnouncementView::to_come(frame),
            report: is_free(Part::Contacts)
                .then(|| ReportView::new(frame))
                .flatten(),
            promises: is_free(Part::Promises)
                .then(|| PromisesView::new(frame))
                .flatten(),
            supported: if versions_are_free && frame.tables.len() <= FEW_PACKAGES {
                SupportedView::all(frame)
            } else {
                Vec::new()
            },
            latest: (is_free(latest) && !frame.public.is_empty())
                .then(|| LatestView::new(frame, ABOVE_TEXT)),
        }
    }
}

impl Block {
    /// The piece as a page shows it; none of a part that the project lacks.
    fn new(frame: &Frame<'_>, piece: &Piece) -> Option<Self> {
        let part = match piece {
            Piece::Text(html) => {
                return Some(Self {
                    kind: "text",
                    html: Some(html.clone()),
                    ..Self::default()
                });
            }
            Piece::Part(part) => *part,
        };
        let mut block = Self {
            kind: part.name(),
            ..Self::default()
        };
        match part {
            Part::Contacts => block.report = Some(ReportView::new(frame)?),
            Part::Promises => block.promises = Some(PromisesView::new(frame)?),
            Part::SupportedVersions if frame.tables.is_empty() => return None,
            Part::SupportedVersions => block.tables = TableView::all(frame),
            Part::Advisories { latest } => {
                block.latest = Some(LatestView::new(frame, latest));
            }
        }
        Some(block)
    }
}

impl LatestView {
    fn new(frame: &Frame<'_>, most: usize) -> Self {
        let advisories = &frame.public;
        Self {
            rows: Row::all(frame, &advisories[..advisories.len().min(most)]),
            ranked: frame.config.severity != SeverityDisplay::Off,
        }
    }
}

impl SupportedView {
    fn all(frame: &Frame<'_>) -> Vec<Self> {
        let tables = &frame.tables;
        let url = frame.path.relative(&SitePath::versions());
        let new = |table: &Table<'_>| {
            let cycles = table.schedule().cycles().iter().rev();
            let maintained = cycles.filter(|cycle| cycle.is_maintained());
            let mut series: Vec<_> = maintained.map(|cycle| cycle.cycle.clone()).collect();
            let branch = table.support.development.as_ref();
            series.extend(branch.map(|branch| branch.value.clone()));
            Self {
                package: (tables.len() > 1).then(|| table.support.package.value.name.clone()),
                series: (!series.is_empty()).then(|| frame.language().listed(&series)),
                url: url.clone(),
            }
        };
        tables.iter().map(new).collect()
    }
}
