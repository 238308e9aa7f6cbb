//! The page of one release.

use serde::Serialize;

use super::phase::PhaseView;
use super::way::{self, Named, Statement, UpgradeView};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::config::SeverityDisplay;
use crate::model::{Advisory, SitePath};
use crate::output::html::day::{Day, EndView};
use crate::output::html::link::Link;
use crate::output::html::row::Row;
use crate::output::html::shell::{Alternate, Head};
use crate::output::html::template::HtmlPage;
use crate::output::versions::Table;
use crate::output::{Claims, Frame, Material};
use crate::support::KnownRelease;
use crate::theme::markdown::external;

/// The page of a release that is out.
pub(in crate::output::html) struct ReleasePage<'p> {
    pub(in crate::output::html) table: Table<'p>,
    /// Its number among those of the table.
    pub(in crate::output::html) release: usize,
}

pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    for table in &site.tables {
        for (at, release) in table.schedule().releases().iter().enumerate() {
            let Some(path) = table.page(&release.version) else {
                let version = release.version.escape_debug();
                let message = format!("`{version}` cannot be a file name, so it gets no page");
                claims.report(
                    Diagnostic::new(Code::NoVersionPage, release.span, message)
                        .help("nothing to do if that is its name; the tables have it all the same"),
                );
                continue;
            };
            let page = ReleasePage {
                table: table.clone(),
                release: at,
            };
            claims.of_input(path, release.span, page);
        }
    }
}

impl ReleasePage<'_> {
    fn release(&self) -> &KnownRelease {
        &self.table.schedule().releases()[self.release]
    }
}

/// A release that is out.
#[derive(Clone, Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "templates ask a question for each"
)]
pub struct ReleaseView {
    /// The package.
    pub package: String,
    /// The registry.
    pub ecosystem: Option<String>,
    /// Its version, and where it is announced.
    pub version: Link,
    /// Its series.
    pub series: Option<String>,
    /// When it came out.
    pub released: Option<Day>,
    /// Whether it comes before the release that its numbers name.
    pub prerelease: bool,
    /// Whether it gets security fixes.
    pub supported: bool,
    /// The end of its support, when one is known.
    pub end: Option<EndView>,
    /// Whether that depends on releases to come.
    pub end_depends: bool,
    /// What goes on behind the end of support, though it is none.
    pub extended: Option<PhaseView>,
    /// The day for which its support is computed, while that can still change.
    pub as_of: Option<Day>,
    /// What its artifacts contain, by name and version.
    pub bundled: Vec<String>,
    /// The advisories that affect it.
    pub affected_by: Notices,
    /// The advisories that were fixed in it.
    pub fixed: Notices,
    /// Those that do not say which versions they affect; none where all do.
    pub unstated: Option<Named>,
    /// Where its users can go.
    pub upgrade: Option<UpgradeView>,
    /// Older ones to go back to, where no newer version is known to be safe.
    pub safe_older: Vec<Link>,
    /// The release before it.
    pub previous: Option<Link>,
    /// The release after it.
    pub next: Option<Link>,
    /// Whether there is a column for severity.
    pub ranked: bool,
    /// Address of the page of all versions.
    pub versions: String,
    /// Address of the same as JSON.
    pub data: Option<String>,
}

/// Advisories that a release has to do with. The data of the release has all.
#[derive(Clone, Debug, Serialize)]
pub struct Notices {
    /// How many there are.
    pub count: usize,
    /// The first of them, worst first.
    pub rows: Vec<Notice>,
    /// How many there are beyond these.
    pub more: usize,
}

/// An advisory, from the releases' side.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// The advisory as in lists.
    #[serde(flatten)]
    pub row: Row,
    /// The newer versions in which it is fixed, oldest first.
    pub fixes: Vec<Link>,
    /// What its author says of the series of the release.
    pub statement: Option<Statement>,
}

impl HtmlPage for ReleasePage<'_> {
    const TEMPLATE: &'static str = "release.html";
    const SUBJECT: &'static str = "release";
    type View = ReleaseView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        let (table, version) = (&self.table, &self.release().version);
        let title = format!("{} {version}", table.support.package.value.name);
        let mut head = Head::new(frame, title.clone());
        head.alternates
            .extend(table.record(version).map(|path| Alternate {
                media_type: "application/json",
                title: (frame.language()).fill("as_json", [("title", title.as_str().into())]),
                url: frame.path.relative(&path),
            }));
        head
    }

    fn view(&self, frame: &Frame<'_>) -> ReleaseView {
        let (table, release) = (&self.table, self.release());
        let (language, today) = (frame.language(), frame.clock.date());
        let package = &table.support.package.value;
        let version = release.version.as_str();
        let supported = table.schedule().is_supported(version);
        let notices = |advisories| Notices::new(frame, table, advisories, version);
        let (previous, next) = table.neighbours(release);
        let upgrade = table.exposure.upgrade(version);
        let safe = table.exposure.safe_versions(version).into_iter();
        let safe_older = safe.filter(|safe| table.is_older(safe, release));
        ReleaseView {
            package: package.name.clone(),
            ecosystem: crate::output::html::name::registry(&package.ecosystem),
            version: Link {
                text: version.to_owned(),
                url: release.link.as_deref().and_then(external),
            },
            series: release.cycle.clone().filter(|series| series != version),
            released: release.date.map(|day| Day::new(language, day)),
            prerelease: release.is_prerelease,
            supported,
            end: (release.eol.as_ref()).map(|end| EndView::new(language, end, today)),
            end_depends: table.schedule().awaits(release).is_some(),
            extended: (table.schedule().extended(release, today))
                .map(|phase| PhaseView::running(language, phase, today)),
            as_of: supported.then(|| Day::new(language, today)),
            bundled: release.bundled.iter().map(ToString::to_string).collect(),
            affected_by: notices(&table.exposure.affecting(version)),
            fixed: notices(&table.exposure.fixed_in(version)),
            unstated: way::unstated(frame, table),
            safe_older: safe_older
                .filter(|_| upgrade.is_none())
                .map(|version| Link::to_release(frame, table, &version))
                .collect(),
            upgrade: upgrade.map(|upgrade| UpgradeView::new(frame, table, &upgrade)),
            previous: previous.map(|release| Link::to_release(frame, table, &release.version)),
            next: next.map(|release| Link::to_release(frame, table, &release.version)),
            ranked: frame.config.severity != SeverityDisplay::Off,
            versions: frame.path.relative(&SitePath::versions()),
            data: table.record(version).map(|path| frame.path.relative(&path)),
        }
    }
}

impl Notices {
    /// What a page of the list holds: a release that more affect is left by all who
    /// see the first of them.
    const MOST: usize = 100;

    fn new(frame: &Frame<'_>, table: &Table<'_>, worst_first: &[&Advisory], version: &str) -> Self {
        let first = worst_first.iter().take(Self::MOST);
        Self {
            count: worst_first.len(),
            rows: first
                .map(|advisory| Notice::new(frame, table, advisory, version))
                .collect(),
            more: worst_first.len().saturating_sub(Self::MOST),
        }
    }
}

impl Notice {
    fn new(frame: &Frame<'_>, table: &Table<'_>, advisory: &Advisory, version: &str) -> Self {
        let order = table.schedule().order();
        let fixes = table.exposure.fixes(advisory);
        Self {
            row: Row::new(frame, advisory),
            fixes: fixes
                .filter(|fix| order.compare(fix, version).is_gt())
                .map(|fix| Link::to_release(frame, table, fix))
                .collect(),
            statement: Statement::new(frame, table, advisory, version),
        }
    }
}
