//! `versions/V.json`: one release, and the advisories about it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::phase::{After, day};
use super::{SCHEMA_VERSION, Upgrade, bundled, ids};
use crate::model::{Advisory, BranchStatus, SitePath};
use crate::output::versions::Table;
use crate::support::KnownRelease;

/// What is known of a release.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReleaseRecord<'a> {
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
    pub(super) fn new(table: &'a Table<'_>, release: &'a KnownRelease, today: Date) -> Self {
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
