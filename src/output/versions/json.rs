//! `supported-versions.json` and `versions/V.json`: the computed tables, in the
//! words of endoflife.date where it has them.
//!
//! Versions and series are strings, days are `YYYY-MM-DD` in UTC. A key without
//! a value is left out. `eol` and `eoas` (end of active support) are a day;
//! `true` when that is over and nobody says since when; `false` when none is
//! known. Compare no days: a planned end has not come until the release that it
//! waits for is out, so only `isEol` and `isEoas` say whether it has.

use jiff::civil::Date;
use serde::Serialize;

use super::Table;
use crate::advice::Safety;
use crate::model::{Advisory, SitePath, Timestamp};
use crate::support::{
    CyclePhase, End, EndDay, KnownRelease, Moment, ReleaseCycle, State, exception, rule,
};

/// The version of both formats. Its first number changes when a key is renamed,
/// removed or means something else.
const SCHEMA_VERSION: &str = "1.0.0";

/// `supported-versions.json`: every table, on the day of `clock`.
pub fn supported_versions(tables: &[Table<'_>], clock: Timestamp) -> Vec<u8> {
    let today = clock.date();
    json(&SupportedVersions {
        schema_version: SCHEMA_VERSION,
        as_of: today.to_string(),
        packages: tables
            .iter()
            .map(|table| Package::new(table, today))
            .collect(),
    })
}

/// `versions/V.json`: what is known of one release of `table`.
pub fn release(table: &Table<'_>, release: &KnownRelease, clock: Timestamp) -> Vec<u8> {
    json(&ReleaseRecord::new(table, release, clock.date()))
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
            rule: rule(support),
            exceptions: (table.schedule().exceptions().into_iter())
                .map(exception)
                .collect(),
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
    cycle: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    release_date: Option<String>,
    /// The day, or month, for which it is planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest_release_date: Option<String>,
    lts: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    phases: Vec<Phase<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eoas: Option<Until>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_eoas: Option<bool>,
    eol: Until,
    is_eol: bool,
    is_eol_planned: bool,
    is_maintained: bool,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_safe_version: Option<String>,
    /// Of a series that gets fixes; every release has its own in its own file.
    #[serde(skip_serializing_if = "Option::is_none")]
    open_advisories: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
}

impl<'a> Series<'a> {
    fn new(table: &'a Table<'_>, cycle: &'a ReleaseCycle, today: Date) -> Self {
        let safety = (cycle.state != State::Future)
            .then(|| table.exposure.safety(&cycle.cycle))
            .flatten();
        let (minimum_safe_version, open) = match safety {
            Some(Safety::From(version)) => (Some(version), Vec::new()),
            Some(Safety::Open(open)) => (None, open),
            None => (None, Vec::new()),
        };
        let latest = cycle.latest.as_ref();
        let (state, phase) = match &cycle.state {
            State::Future => ("future", None),
            State::Supported(phase) => ("supported", phase.as_deref()),
            State::EndOfLife => ("end-of-life", None),
        };
        let several = cycle.phases.len() > 1;
        let passed = |end: &End| end.has_passed(today);
        Self {
            cycle: &cycle.cycle,
            release_date: cycle.release_date().map(|date| date.to_string()),
            expected: match cycle.release {
                Some(Moment::Planned(planned)) => Some(planned.to_string()),
                _ => None,
            },
            latest: latest.map(|release| release.version.as_str()),
            latest_release_date: latest.and_then(|r| r.date).map(|date| date.to_string()),
            lts: cycle.lts,
            phases: cycle.phases.iter().map(Phase::new).collect(),
            eoas: several.then(|| Until::new(cycle.eoas())),
            is_eoas: several.then(|| cycle.eoas().is_some_and(passed)),
            eol: Until::new(cycle.eol.as_ref()),
            is_eol: cycle.state == State::EndOfLife,
            is_eol_planned: cycle.eol.as_ref().is_some_and(End::is_planned),
            is_maintained: cycle.is_maintained(),
            state,
            phase,
            minimum_safe_version,
            open_advisories: cycle.is_maintained().then(|| ids(&open)),
            link: cycle.link.as_deref(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Phase<'a> {
    name: &'a str,
    end: Until,
    is_end_planned: bool,
}

impl<'a> Phase<'a> {
    fn new(phase: &'a CyclePhase) -> Self {
        Self {
            name: &phase.name,
            end: Until::new(phase.end.as_ref()),
            is_end_planned: phase.end.as_ref().is_some_and(End::is_planned),
        }
    }
}

/// `eol` and its like: a day, or whether it is over.
#[derive(Serialize)]
#[serde(untagged)]
enum Until {
    Day(String),
    Is(bool),
}

impl Until {
    fn new(end: Option<&End>) -> Self {
        match end.map(|end| end.day) {
            None => Self::Is(false),
            Some(EndDay::Undated) => Self::Is(true),
            Some(EndDay::On(day)) => Self::Day(day.to_string()),
            Some(EndDay::Planned(planned)) => Self::Day(planned.last_day().to_string()),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the format has a key for each question, as endoflife.date"
)]
struct ReleaseRecord<'a> {
    schema_version: &'static str,
    ecosystem: &'a str,
    name: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    release_date: Option<String>,
    is_prerelease: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    cycle: Option<&'a str>,
    eol: Until,
    is_eol: bool,
    is_maintained: bool,
    /// The day of `isMaintained`, while that can still change.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    is_affected: bool,
    affected_by: Vec<Notice<'a>>,
    fixed: Vec<Notice<'a>>,
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
        let notices = |advisories: Vec<&'a Advisory>| -> Vec<Notice<'a>> {
            advisories
                .into_iter()
                .map(|advisory| Notice::new(table, advisory))
                .collect()
        };
        let is_maintained = table.schedule().is_supported(&release.version);
        let affected_by = notices(table.exposure.affecting(&release.version));
        let (previous, next) = table.neighbours(release);
        Self {
            schema_version: SCHEMA_VERSION,
            ecosystem: package.ecosystem.as_str(),
            name: &package.name,
            version: &release.version,
            release_date: release.date.map(|date| date.to_string()),
            is_prerelease: release.is_prerelease,
            cycle: release.cycle.as_deref(),
            eol: Until::new(release.eol.as_ref()),
            is_eol: release.has_ended,
            is_maintained,
            as_of: is_maintained.then(|| today.to_string()),
            is_affected: !affected_by.is_empty(),
            affected_by,
            fixed: notices(table.exposure.fixed_in(&release.version)),
            safe_versions: table.exposure.safe_versions(&release.version),
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
}

impl<'a> Notice<'a> {
    fn new(table: &'a Table<'_>, advisory: &'a Advisory) -> Self {
        let reach = table.reach(advisory);
        Self {
            id: advisory.id.value.as_str(),
            summary: advisory.summary.as_ref().map(|text| text.value.as_str()),
            record: SitePath::record(&advisory.id.value).encoded(),
            first_affected: reach.first,
            last_affected: reach.last,
            fixed_in: reach.fixed,
        }
    }
}

fn ids<'a>(advisories: &[&'a Advisory]) -> Vec<&'a str> {
    advisories
        .iter()
        .map(|advisory| advisory.id.value.as_str())
        .collect()
}
