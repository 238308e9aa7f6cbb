//! The pages of supported versions: `versions`, and `release` for each release.

mod matrix;
mod phase;
pub(in crate::output) mod release;
mod releases;
mod way;

use jiff::civil::Date;
use serde::Serialize;

pub use matrix::{MatrixRow, MatrixView};
pub use phase::PhaseView;
pub use release::{Notice, ReleaseView};
pub use releases::SeriesReleases;
pub use way::{Named, Statement, UpgradeView};

use super::day::{Day, EndView};
use super::link::Link;
use super::shell::{Alternate, Head};
use super::template::HtmlPage;
use crate::model::SitePath;
use crate::output::versions::{Table, calendar, phase_name, rule};
use crate::output::{Claims, Frame, Material};
use crate::support::{CyclePhase, ReleaseCycle, State};
use crate::theme::Language;
use crate::theme::markdown::external;

/// How many open advisories a row names.
const NAMED: usize = 3;

/// How many series without support a table has. Where each release is a series
/// there are hundreds, and their releases have pages that say the same.
const PAST: usize = 60;

/// The page of the supported versions of every package.
pub(super) struct VersionsPage;

pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if !site.tables.is_empty() {
        claims.own(SitePath::versions(), VersionsPage);
    }
}

/// The supported versions of every package.
#[derive(Clone, Debug, Serialize)]
pub struct VersionsView {
    /// One for each package.
    pub tables: Vec<TableView>,
    /// Address of the same as JSON.
    pub data: String,
    /// Address of the ends as a calendar, when any is known.
    pub calendar: Option<String>,
}

/// The supported versions of one package: all that the components
/// `ui.current_series` and `ui.past_series` need, so that any page can show them.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// The day for which all is computed.
    pub as_of: Day,
    /// The package.
    pub name: String,
    /// The registry.
    pub ecosystem: Option<String>,
    /// The rule in a sentence.
    pub rule: String,
    /// What departs from it, a sentence each.
    pub exceptions: Vec<String>,
    /// The branch that always gets fixes.
    pub development: Option<String>,
    /// What the phases are called; empty where support has none.
    pub phases: Vec<String>,
    /// The series to come and those that get fixes, newest first.
    pub current: Vec<SeriesView>,
    /// The newest of the other series, newest first.
    pub past: Vec<SeriesView>,
    /// How many there are beyond these.
    pub more_past: usize,
    /// Releases by advisories; none when no advisory is about any.
    pub matrix: Option<MatrixView>,
    /// The advisories that do not say which versions they affect; none where all do.
    pub unstated: Option<Named>,
    /// Every release by its series, newest first; all together where each is a
    /// series of its own.
    pub releases: Vec<SeriesReleases>,
}

/// A series as a row.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesView {
    /// Its name, and where it is announced.
    pub name: Link,
    /// Whether it has long-term support.
    pub lts: bool,
    /// When it came out, or will.
    pub released: Option<Day>,
    /// Its newest release.
    pub latest: Option<Link>,
    /// When that came out.
    pub latest_released: Option<Day>,
    /// What that contains, by name and version.
    pub bundled: Vec<String>,
    /// The ends of the phases of the table; none of one that it does not have.
    pub phases: Vec<PhaseView>,
    /// The end of support, when one is known.
    pub end: Option<EndView>,
    /// Whether the end depends on releases to come.
    pub end_depends: bool,
    /// For style sheets: `future`, `supported` or `ended`.
    pub state: &'static str,
    /// The phase it is in.
    pub phase: Option<String>,
    /// The minimum safe version; one that is not released where something is open.
    pub safe: Option<Link>,
    /// The first open advisories.
    pub open: Vec<Link>,
    /// How many there are beyond these.
    pub more_open: usize,
    /// What the authors of the open advisories say of this series.
    pub stated: Vec<Statement>,
}

impl HtmlPage for VersionsPage {
    const TEMPLATE: &'static str = "versions.html";
    const SUBJECT: &'static str = "versions";
    type View = VersionsView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        let language = frame.language();
        let mut head = Head::new(frame, language.text("supported_versions").to_owned());
        head.alternates.push(Alternate {
            media_type: "application/json",
            title: language.text("supported_versions_json").to_owned(),
            url: frame.path.relative(&SitePath::supported_versions()),
        });
        head
    }

    fn view(&self, frame: &Frame<'_>) -> VersionsView {
        let address = |path| frame.path.relative(&path);
        VersionsView {
            tables: TableView::all(frame),
            data: address(SitePath::supported_versions()),
            calendar: calendar::has_events(&frame.tables)
                .then(|| address(SitePath::support_calendar())),
        }
    }
}

impl TableView {
    /// One for each table.
    pub(super) fn all(frame: &Frame<'_>) -> Vec<Self> {
        let today = frame.clock.date();
        let new = |table| Self::new(frame, table, today);
        frame.tables.iter().map(new).collect()
    }

    fn new(frame: &Frame<'_>, table: &Table<'_>, today: Date) -> Self {
        let support = table.support;
        let package = &support.package.value;
        let phases = phases_of(table);
        let newest_first = table.schedule().cycles().iter().rev();
        let (mut past, current): (Vec<&ReleaseCycle>, Vec<_>) =
            newest_first.partition(|cycle| cycle.state == State::EndOfLife);
        let more_past = past.len().saturating_sub(PAST);
        past.truncate(PAST);
        let series = |cycles: Vec<&ReleaseCycle>| {
            let new = |cycle| SeriesView::new(frame, table, cycle, &phases, today);
            cycles.into_iter().map(new).collect()
        };
        Self {
            as_of: Day::new(frame.language(), today),
            name: package.name.clone(),
            ecosystem: super::name::registry(&package.ecosystem),
            rule: rule::rule(frame.language(), support),
            exceptions: rule::exceptions(frame.language(), table.schedule()),
            development: support.development.as_ref().map(|d| d.value.clone()),
            current: series(current),
            past: series(past),
            more_past,
            phases: phases
                .iter()
                .map(|phase| phase::label(frame.language(), phase))
                .collect(),
            matrix: MatrixView::new(frame, table),
            unstated: way::unstated(frame, table),
            releases: SeriesReleases::all(frame, table),
        }
    }
}

impl SeriesView {
    /// The view of `cycle`, with the ends of these phases of `table`.
    pub(super) fn new(
        frame: &Frame<'_>,
        table: &Table<'_>,
        cycle: &ReleaseCycle,
        phases: &[&CyclePhase],
        today: Date,
    ) -> Self {
        let (state, phase) = match &cycle.state {
            State::Future => ("future", None),
            State::Supported(phase) => ("supported", phase.clone()),
            State::EndOfLife => ("ended", None),
        };
        let safety = (cycle.state != State::Future)
            .then(|| table.exposure.safety(&cycle.cycle))
            .flatten();
        let (from, open) = safety.map_or((None, Vec::new()), |safety| (safety.from, safety.open));
        let (language, latest) = (frame.language(), cycle.latest.as_ref());
        Self {
            name: Link {
                text: named(language, cycle),
                url: cycle.link.as_deref().and_then(external),
            },
            lts: cycle.lts,
            released: cycle
                .release
                .and_then(|moment| Day::of_moment(language, moment)),
            latest: latest.map(|release| Link::to_release(frame, table, &release.version)),
            latest_released: latest
                .and_then(|release| release.date)
                .map(|day| Day::new(language, day)),
            phases: phases
                .iter()
                .map(|phase| PhaseView::new(language, cycle, phase, today))
                .collect(),
            end: (cycle.eol.as_ref()).map(|end| EndView::new(language, end, today)),
            end_depends: cycle.awaits.is_some(),
            bundled: (latest.iter())
                .flat_map(|release| &release.bundled)
                .map(ToString::to_string)
                .collect(),
            state,
            phase: phase.map(|phase| phase_name(language, &phase)),
            safe: from.map(|version| Link::to_release(frame, table, &version)),
            stated: open
                .iter()
                .filter_map(|advisory| {
                    let newest = &cycle.latest.as_ref()?.version;
                    Statement::new(frame, table, advisory, newest)
                })
                .collect(),
            more_open: open.len().saturating_sub(NAMED),
            open: open
                .iter()
                .take(NAMED)
                .map(|advisory| Link::to_advisory(frame, advisory))
                .collect(),
        }
    }
}

/// A series by its number, and by what the project calls it.
fn named(language: &Language, cycle: &ReleaseCycle) -> String {
    match &cycle.codename {
        None => cycle.cycle.clone(),
        Some(codename) => {
            let values = [
                ("series", cycle.cycle.as_str().into()),
                ("codename", codename.as_str().into()),
            ];
            language.fill("series_named", values)
        }
    }
}

/// The phases that any series has, in the order in which they come.
fn phases_of<'t>(table: &'t Table<'_>) -> Vec<&'t CyclePhase> {
    let mut phases: Vec<&CyclePhase> = Vec::new();
    for phase in table
        .schedule()
        .cycles()
        .iter()
        .flat_map(|cycle| &cycle.phases)
    {
        if !phases.iter().any(|known| known.name == phase.name) {
            phases.push(phase);
        }
    }
    // What is no support comes last.
    phases.sort_by_key(|phase| phase.extended);
    phases
}
