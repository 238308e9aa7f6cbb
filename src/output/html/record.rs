//! The page of an advisory: `advisory`.

use serde::Serialize;

use super::affected::{Detail, PackageView};
use super::credit::CreditGroup;
use super::link::Link;
use super::moment::Moment;
use super::patch::Patch;
use super::reference::ReferenceGroup;
use super::severity::{Score, SeverityView};
use super::shell::{Alternate, Head};
use super::status::Status;
use super::template::HtmlPage;
use super::timeline::Happening;
use super::weakness::Weakness;
use super::{linked_data, prose, row};
use crate::model::{Advisory, Bundled, SitePath, Timestamp, View};
use crate::output::{Claims, Frame, Material};
use crate::source::Spanned;
use crate::theme::{escape, markdown};

/// How many characters a search engine shows of a description.
const DESCRIPTION: usize = 160;

/// The page of an advisory.
pub(super) struct AdvisoryPage<'p>(pub(super) &'p Advisory);

pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    for advisory in site.distinct() {
        let id = &advisory.id;
        claims.of_input(
            SitePath::advisory(&id.value),
            id.span,
            AdvisoryPage(advisory),
        );
    }
}

/// What the page of an advisory shows, in the order in which it answers.
#[derive(Clone, Debug, Serialize)]
pub struct AdvisoryView {
    /// Where it stands.
    pub status: Status,
    /// The id.
    pub id: String,
    /// The summary, else what the text says first, else the id (HTML).
    pub title: String,
    /// Every id of the vulnerability: those of CVE, which most people know, then
    /// the record's own, then the others.
    pub names: Vec<Link>,
    /// Ids of the vulnerability in what is bundled.
    pub upstream: Vec<Link>,
    /// The record that is about the same, for which it was withdrawn.
    pub duplicate_of: Option<Link>,
    /// Ids of other vulnerabilities that have to do with it.
    pub related: Vec<Link>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed; none when that is not after it was published.
    pub modified: Option<Moment>,
    /// How bad it is, as far as the project wants it shown.
    pub severity: Option<SeverityView>,
    /// Who is affected, in terms of use (HTML).
    pub affected_if: Option<String>,
    /// What is affected.
    pub packages: Vec<PackageView>,
    /// What to do for who cannot upgrade (HTML).
    pub workarounds: Option<String>,
    /// The fixes as patches, newest branch first.
    pub patches: Vec<Patch>,
    /// What an attacker gains (HTML).
    pub impact: Option<String>,
    /// Everything else that the author wrote (HTML).
    pub details: Option<String>,
    /// The component inside the project's artifacts that it is about.
    pub bundled: Option<BundledView>,
    /// How to find out whether it was exploited (HTML).
    pub detection: Option<String>,
    /// CVSS vectors; empty when the project does not want them shown.
    pub scores: Vec<Score>,
    /// Kinds of weakness (CWE).
    pub weaknesses: Vec<Weakness>,
    /// What happened when.
    pub timeline: Vec<Happening>,
    /// Whom to thank.
    pub credits: Vec<CreditGroup>,
    /// Where to read more.
    pub references: Vec<ReferenceGroup>,
    /// Changes since publication.
    pub changes: Vec<Change>,
    /// Address of the OSV record.
    pub record: String,
}

/// A component that is shipped inside the project's artifacts.
#[derive(Clone, Debug, Serialize)]
pub struct BundledView {
    /// Its name.
    pub component: String,
    /// Its package URL.
    pub purl: Option<String>,
    /// The artifacts that contain it.
    pub within: Option<String>,
    /// The artifacts that do not.
    pub not_within: Option<String>,
    /// The version of the component that is fixed.
    pub fixed_component: Option<String>,
}

/// A change since publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// When.
    pub at: Moment,
    /// What changed (HTML).
    pub note: String,
}

impl HtmlPage for AdvisoryPage<'_> {
    const TEMPLATE: &'static str = "advisory.html";
    const SUBJECT: &'static str = "advisory";
    type View = AdvisoryView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        let Self(advisory) = self;
        let (id, heading) = (advisory.id.value.as_str(), Heading::text(frame, advisory));
        let title = match heading.as_str() {
            title if title == id => title.to_owned(),
            title => format!("{title} ({id})"),
        };
        let mut head = Head::new(frame, title);
        head.description = frame.openings.opening(advisory, DESCRIPTION);
        head.linked_data = Some(linked_data::of_advisory(frame, advisory, &heading));
        head.alternates.push(Alternate {
            media_type: "application/json",
            title: frame.language().fill("as_osv", [("id", id.into())]),
            url: frame.path.relative(&SitePath::record(&advisory.id.value)),
        });
        head
    }

    fn view(&self, frame: &Frame<'_>) -> AdvisoryView {
        let advisory = self.0;
        let id = advisory.id.value.as_str();
        let sections = &advisory.sections;
        let section = |name, below, text: &Option<Spanned<String>>| {
            let text = text.as_ref()?;
            Some(prose::section(frame, name, below, &text.value))
        };
        let ids = |list: &Option<Vec<Spanned<String>>>| {
            let ids = list.iter().flatten();
            ids.map(|id| Link::to_vulnerability(frame, &id.value))
                .collect()
        };
        let dated = advisory.as_of(frame.view());
        let mut packages = PackageView::all(frame, advisory, Detail::Versions);
        let status = Status::new(frame, advisory, &packages);
        let branches = packages
            .iter()
            .flat_map(|package| package.branches.iter().chain(&package.past));
        let patches = Patch::all(advisory, &branches.collect::<Vec<_>>());
        packages.iter_mut().for_each(PackageView::shorten);
        let references = ReferenceGroup::all(frame.language(), advisory);
        leave_out_commits(&mut packages, &references);
        let (published_at, modified_at) = (dated.published(), dated.modified());
        AdvisoryView {
            status,
            id: id.to_owned(),
            title: Heading::html(frame, advisory),
            names: names(frame, advisory),
            upstream: ids(&advisory.upstream),
            duplicate_of: (dated.withdrawn())
                .and_then(|withdrawn| withdrawn.duplicate_of.as_ref())
                .map(|id| Link::to_vulnerability(frame, &id.value)),
            related: (dated.related().unwrap_or_default().into_iter())
                .map(|id| Link::to_vulnerability(frame, id))
                .collect(),
            published: published_at.map(|at| Moment::new(frame, at)),
            modified: modified_at
                .filter(|&at| published_at.is_none_or(|published| at > published))
                .map(|at| Moment::new(frame, at)),
            severity: SeverityView::new(frame, advisory),
            patches,
            affected_if: section("affected", 2, &sections.affected_if),
            packages,
            workarounds: section("workarounds", 3, &sections.workarounds),
            impact: section("impact", 2, &sections.impact),
            details: section("details", 2, &sections.details),
            bundled: advisory.bundled.as_ref().map(BundledView::new),
            detection: section("detection", 2, &sections.detection),
            scores: Score::all(frame, advisory),
            weaknesses: advisory
                .weaknesses()
                .iter()
                .copied()
                .map(Weakness::new)
                .collect(),
            timeline: Happening::all(frame, advisory),
            credits: CreditGroup::all(frame.language(), advisory),
            references,
            changes: (dated.revisions().unwrap_or_default().into_iter())
                .map(|revision| Change {
                    at: Moment::as_written(frame, &revision.at),
                    note: markdown::inline(&revision.note),
                })
                .collect(),
            record: frame.path.relative(&SitePath::record(&advisory.id.value)),
        }
    }

    fn modified(&self, clock: Timestamp) -> Option<Timestamp> {
        Some(self.0.as_of(View::public(clock)).last_changed())
    }
}

impl BundledView {
    fn new(bundled: &Bundled) -> Self {
        Self {
            component: bundled.component.clone(),
            purl: bundled.purl.clone(),
            within: bundled.within.clone(),
            not_within: bundled.not_within.clone(),
            fixed_component: bundled.fixed_component.clone(),
        }
    }
}

/// Leaves out commits that the references lead to, where versions tell who is
/// affected.
fn leave_out_commits(packages: &mut [PackageView], references: &[ReferenceGroup]) {
    let links = references.iter().flat_map(|group| &group.links);
    let addresses = links.filter_map(|link| link.url.as_deref()).collect();
    for package in packages
        .iter_mut()
        .filter(|package| package.affected.is_some())
    {
        package.commits.retain(|range| !range.is_among(&addresses));
    }
}

/// What an advisory is called: its summary, else what its text says first, since
/// an id tells a reader nothing.
enum Heading<'a> {
    Words(String),
    Title(&'a str),
}

impl<'a> Heading<'a> {
    fn of(frame: &Frame<'_>, advisory: &'a Advisory) -> Self {
        let title = advisory.title();
        (title == advisory.id.value.as_str())
            .then(|| frame.openings.opening(advisory, row::EXCERPT))
            .flatten()
            .map_or(Self::Title(title), Self::Words)
    }

    fn html(frame: &Frame<'_>, advisory: &Advisory) -> String {
        match Heading::of(frame, advisory) {
            Heading::Words(words) => escape(&words),
            Heading::Title(title) => markdown::title(title),
        }
    }

    fn text(frame: &Frame<'_>, advisory: &Advisory) -> String {
        match Heading::of(frame, advisory) {
            Heading::Words(words) => words,
            Heading::Title(title) => markdown::bare_title(title),
        }
    }
}

/// Every id of an advisory, the best known first. Its own needs no link.
fn names(frame: &Frame<'_>, advisory: &Advisory) -> Vec<Link> {
    let own = Link {
        text: advisory.id.value.as_str().to_owned(),
        url: None,
    };
    let aliases = advisory.aliases();
    let aliases = aliases.map(|id| Link::to_vulnerability(frame, &id.value));
    let (mut names, others): (Vec<_>, Vec<_>) =
        ([own].into_iter().chain(aliases)).partition(|link| link.text.starts_with("CVE-"));
    names.extend(others);
    names
}
