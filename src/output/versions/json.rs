//! `supported-versions.json` and `versions/V.json`: the computed tables, a format of
//! forewarn's own with the key names of endoflife.date's API v1 where it has them.
//!
//! Versions and series are strings, days are `YYYY-MM-DD` in UTC. A day and whether
//! it has come are two keys, and a key without a value is left out. Compare no days:
//! a planned end has not come until the release that it waits for is out, so only
//! `isEol` and `isEoas` say whether it has.

mod phase;
mod release;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use phase::{After, Phase};
use release::ReleaseRecord;

pub(super) use phase::day;

use super::Table;
use super::rule::{exceptions, rule};
use crate::advice;
use crate::model::{Advisory, SitePath};
use crate::output::plan::{DataFile, Frame, file};
use crate::output::{Claims, Material};
use crate::support::{End, KnownRelease, Moment, ReleaseCycle, State};
use crate::theme::Language;

/// The version of both formats. Its first number changes when a key is renamed,
/// removed or means something else.
const SCHEMA_VERSION: &str = "2.2.0";

/// Beside the page of supported versions.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if !site.tables.is_empty() {
        let path = SitePath::supported_versions();
        let title = "Supported versions of each package, as of the day of the build";
        let listed = DataFile::new(path, "application/json", title);
        claims.list(listed, file(supported_versions));
    }
}

/// `versions/V.json`: what is known of one release, beside its page.
pub(in crate::output) fn claim_releases<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let kinds = [
        (true, "versions/{version}.json"),
        (false, "versions/{ecosystem}/{name}/{version}.json"),
    ];
    for (is_main, path) in kinds {
        if site.tables.iter().any(|table| table.is_main == is_main) {
            let title = "What is known of a release: support, advisories, fixes";
            claims.list_kind(DataFile::fixed(path, "application/json", title));
        }
    }
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

pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
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
