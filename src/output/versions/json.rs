//! `supported-versions.json` and `versions/V.json`: the computed tables, a format of
//! forewarn's own with the key names of endoflife.date's API v1 where it has them.
//!
//! Versions and series are strings, days are `YYYY-MM-DD` in UTC. A day and whether
//! it has come are two keys, and a key without a value is left out. Compare no days:
//! a planned end has not come until the release that it waits for is out, so only
//! `isEol` and `isEoas` say whether it has.

mod phase;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use phase::{After, Phase, day};

use super::Table;
use super::rule::{exceptions, rule};
use crate::advice;
use crate::model::{Advisory, BranchStatus, SitePath};
use crate::output::plan::{Frame, file};
use crate::output::{Claims, Material};
use crate::support::{End, KnownRelease, Moment, ReleaseCycle, State};
use crate::theme::Language;

/// The version of both formats. Its first number changes when a key is renamed,
/// removed or means something else.
const SCHEMA_VERSION: &str = "2.2.0";

/// Beside the page of supported versions.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if !site.tables.is_empty() {
        claims.own(SitePath::supported_versions(), file(supported_versions));
    }
}

/// `versions/V.json`: what is known of one release, beside its page.
pub(in crate::output) fn claim_releases<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    for table in &site.tables {
        for (at, release) in table.schedule().releases().iter().enumerate() {
            if let Some(path) = table.record(&release.version) {
                let table = table.clone();
                let record = move |frame: &Frame<'_>| {
                    let release = &table.schedule().releases()[at];
                    json(&ReleaseRecord::new(&table, release, frame.clock.date()))
                };
                claims.of_input(path, release.span, file(record));
            }
        }
    }
}

/// `supported-versions.json`: every table, on the day of the clock.
fn supported_versions(frame: &Frame<'_>) -> Vec<u8> {
    let today = frame.clock.date();
    let packages = frame.tables.iter();
    json(&SupportedVersions {
        schema_version: SCHEMA_VERSION,
        as_of: today.to_string(),
        packages: packages.map(|table| Package::new(table, today)).collect(),
    })
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("these structs have string keys only");
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SupportedVersions<'a> {
    schema_version: &'static str,
    as_of: String,
    packages: Vec<Package<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Package<'a> {
    ecosystem: &'a str,
    name: &'a str,
    rule: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exceptions: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    development: Option<&'a str>,
    releases: Vec<Series<'a>>,
}

impl<'a> Package<'a> {
    fn new(table: &'a Table<'_>, today: Date) -> Self {
        let support = table.support;
        let cycles = table.schedule().cycles().iter().rev();
        Self {
            ecosystem: support.package.value.ecosystem.as_str(),
            name: &support.package.value.name,
            rule: rule(Language::english(), support),
            exceptions: exceptions(Language::english(), table.schedule()),
            development: support.development.as_ref().map(|d| d.value.as_str()),
            releases: cycles
                .map(|cycle| Series::new(table, cycle, today))
                .collect(),
        }
    }
}

/// A series, and where it stands.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the format has a key for each question, as endoflife.date"
)]
struct Series<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    codename: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    release_date: Option<String>,
    /// The day, or month, for which it is planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    is_lts: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<Latest<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phases: Vec<Phase<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_eoas: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eoas_from: Option<String>,
    is_eol: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    eol_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eol_after: Option<After>,
    is_eol_planned: bool,
    /// Of what is no support, where there is any: whether that is over too.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_eoes: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eoes_from: Option<String>,
    is_maintained: bool,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_safe_version: Option<String>,
    /// Of a series that gets fixes, worst first; every release has its own in its
    /// own file.
    #[serde(skip_serializing_if = "Option::is_none")]
    open_advisories: Option<Vec<&'a str>>,
    /// Where the users of its newest release can go.
    #[serde(skip_serializing_if = "Option::is_none")]
    upgrade: Option<Upgrade<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
}

impl<'a> Series<'a> {
    fn new(table: &'a Table<'_>, cycle: &'a ReleaseCycle, today: Date) -> Self {
        let safety = (cycle.state != State::Future)
            .then(|| table.exposure.safety(&cycle.cycle))
            .flatten();
        let (minimum_safe_version, open) =
            safety.map_or((None, Vec::new()), |safety| (safety.from, safety.open));
        let latest = cycle.latest.as_ref();
        let upgrade = latest.and_then(|latest| table.exposure.upgrade(&latest.version));
        let (state, phase) = match &cycle.state {
            State::Future => ("future", None),
            State::Supported(phase) => ("supported", phase.as_deref()),
            State::EndOfLife => ("end-of-life", None),
        };
        let several = cycle.phases.iter().filter(|phase| !phase.extended).count() > 1;
        let extended = cycle.extended();
        let passed = |end: &End| end.has_passed(today);
        Self {
            name: &cycle.cycle,
            codename: cycle.codename.as_deref(),
            release_date: cycle.release_date().map(|date| date.to_string()),
            expected: match cycle.release {
                Some(Moment::Planned(planned)) => Some(planned.to_string()),
                _ => None,
            },
            is_lts: cycle.lts,
            latest: latest.map(Latest::new),
            phases: cycle.phases.iter().map(|p| Phase::new(p, today)).collect(),
            is_eoas: several.then(|| cycle.eoas().is_some_and(passed)),
            eoas_from: cycle.eoas().and_then(day),
            is_eol: cycle.state == State::EndOfLife,
            eol_from: cycle.eol.as_ref().and_then(day),
            eol_after: cycle.awaits.map(After::new),
            is_eol_planned: cycle.eol.as_ref().is_some_and(End::is_planned),
            is_eoes: extended.map(|phase| phase.end.as_ref().is_some_and(passed)),
            eoes_from: extended.and_then(|phase| day(phase.end.as_ref()?)),
            is_maintained: cycle.is_maintained(),
            state,
            phase,
            minimum_safe_version,
            open_advisories: cycle.is_maintained().then(|| ids(&open)),
            upgrade: upgrade.map(Upgrade::new),
            link: cycle.link.as_deref(),
        }
    }
}

/// The newest release of a series.
#[derive(Serialize)]
struct Latest<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    bundled: BTreeMap<&'a str, &'a str>,
}

impl<'a> Latest<'a> {
    fn new(release: &'a KnownRelease) -> Self {
        Self {
            name: &release.version,
            date: release.date.map(|date| date.to_string()),
            link: release.link.as_deref(),
            bundled: bundled(release),
        }
    }
}

/// Where to go ([`crate::advice`]).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Upgrade<'a> {
    version: String,
    /// Whether it gets security fixes.
    is_supported: bool,
    /// Whether it is out, as far as the list of releases goes.
    is_released: bool,
    /// The ids of what it fixes, worst first.
    fixes: Vec<&'a str>,
    /// The ids of what affects it, worst first.
    remains: Vec<&'a str>,
}

impl<'a> Upgrade<'a> {
    fn new(upgrade: advice::Upgrade<'a>) -> Self {
        Self {
            version: upgrade.version,
            is_supported: upgrade.is_supported,
            is_released: upgrade.is_released,
            fixes: ids(&upgrade.fixes),
            remains: ids(&upgrade.remains),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReleaseRecord<'a> {
    schema_version: &'static str,
    ecosystem: &'a str,
    name: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    release_date: Option<String>,
    is_prerelease: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'a str>,
    is_eol: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    eol_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eol_after: Option<After>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_eoes: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eoes_from: Option<String>,
    is_maintained: bool,
    /// What its artifacts contain: the version of each component.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    bundled: BTreeMap<&'a str, &'a str>,
    /// The day of `isMaintained`, while that can still change.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    /// `null` where no advisory applies, and one does not say which versions it
    /// affects.
    is_affected: Option<bool>,
    /// Worst first, as `fixed`.
    affected_by: Vec<Notice<'a>>,
    fixed: Vec<Notice<'a>>,
    /// The ids of those that do not say which versions they affect.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unstated: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upgrade: Option<Upgrade<'a>>,
    safe_versions: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
}

impl<'a> ReleaseRecord<'a> {
    fn new(table: &'a Table<'_>, release: &'a KnownRelease, today: Date) -> Self {
        let package = &table.support.package.value;
        let exposure = &table.exposure;
        let notices = |advisories: Vec<&'a Advisory>| -> Vec<Notice<'a>> {
            let advisories = advisories.into_iter();
            let notice = |advisory| Notice::new(table, advisory, &release.version);
            advisories.map(notice).collect()
        };
        let is_maintained = table.schedule().is_supported(&release.version);
        let affected_by = notices(exposure.affecting(&release.version));
        let (previous, next) = table.neighbours(release);
        let cycle = table.schedule().cycle_of(&release.version);
        let extended = cycle.and_then(|cycle| Some(cycle.extended()?.end.as_ref()));
        Self {
            schema_version: SCHEMA_VERSION,
            ecosystem: package.ecosystem.as_str(),
            name: &package.name,
            version: &release.version,
            release_date: release.date.map(|date| date.to_string()),
            is_prerelease: release.is_prerelease,
            series: release.cycle.as_deref(),
            is_eol: release.has_ended,
            eol_from: release.eol.as_ref().and_then(day),
            eol_after: (table.schedule().awaits(release)).map(After::new),
            is_eoes: extended.map(|end| end.is_some_and(|end| end.has_passed(today))),
            eoes_from: extended.and_then(|end| day(end?)),
            is_maintained,
            bundled: bundled(release),
            as_of: is_maintained.then(|| today.to_string()),
            is_affected: match (affected_by.is_empty(), exposure.unstated()) {
                (false, _) => Some(true),
                (true, []) => Some(false),
                (true, _) => None,
            },
            affected_by,
            fixed: notices(exposure.fixed_in(&release.version)),
            unstated: ids(exposure.unstated()),
            upgrade: exposure.upgrade(&release.version).map(Upgrade::new),
            safe_versions: exposure.safe_versions(&release.version),
            previous: previous.map(|release| release.version.as_str()),
            next: next.map(|release| release.version.as_str()),
            link: release.link.as_deref(),
        }
    }
}

/// An advisory, from the releases' side.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notice<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    /// Its OSV record, relative to the root of the site.
    record: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_affected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_affected: Option<&'a str>,
    fixed_in: Vec<&'a str>,
    /// What its author says of the series of the release, unless that is fixed.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    /// Why, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
}

impl<'a> Notice<'a> {
    fn new(table: &'a Table<'_>, advisory: &'a Advisory, version: &str) -> Self {
        let reach = table.reach(advisory);
        let branch = table.exposure.statement(advisory, version);
        let branch = branch.filter(|branch| branch.status != BranchStatus::Fixed);
        Self {
            id: advisory.id.value.as_str(),
            summary: advisory.summary.as_ref().map(|text| text.value.as_str()),
            record: SitePath::record(&advisory.id.value).encoded(),
            first_affected: reach.first,
            last_affected: reach.last,
            fixed_in: reach.fixed,
            status: branch.map(|branch| branch.status.as_str()),
            why: branch.and_then(|branch| branch.why.as_deref()),
        }
    }
}

/// What the artifacts of a release contain: the version of each component.
fn bundled(release: &KnownRelease) -> BTreeMap<&str, &str> {
    let parts = release.bundled.iter();
    parts
        .map(|part| (part.component.as_str(), part.version.value.as_str()))
        .collect()
}

fn ids<'a>(advisories: &[&'a Advisory]) -> Vec<&'a str> {
    advisories
        .iter()
        .map(|advisory| advisory.id.value.as_str())
        .collect()
}
