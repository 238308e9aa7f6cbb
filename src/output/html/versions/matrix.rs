//! Releases by advisories.

use std::collections::BTreeSet;

use serde::Serialize;

use super::releases::SeriesReleases;
use crate::model::{Advisory, State};
use crate::output::Frame;
use crate::output::html::link::Link;
use crate::output::versions::Table;
use crate::support::KnownRelease;

/// How many releases and advisories fit: on a sheet of paper, and into a page of
/// 60 KB. A table that is larger is read by nobody.
const RELEASES: usize = 30;
const ADVISORIES: usize = 25;

/// Most cells say so.
const NOT_AFFECTED: &str = "not-affected";

/// Which release is affected by which advisory. It holds the releases of
/// supported series and then the newest others, and the newest advisories about
/// any of them; each release has a page with all of its own.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixView {
    /// The columns by their series, newest first.
    pub series: Vec<SeriesReleases>,
    /// How many columns there are.
    pub columns: usize,
    /// The rows, newest first.
    pub rows: Vec<MatrixRow>,
    /// How many releases there are at all, pre-releases apart.
    pub all_releases: usize,
    /// How many advisories concern the columns.
    pub all_advisories: usize,
}

/// What an advisory means for each release.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// The advisory.
    pub advisory: Link,
    /// That it is a draft or embargoed, in a word; never on a public page.
    pub secret: Option<String>,
    /// `affected`, `fixed` (in exactly this release) or `not-affected`.
    pub cells: Vec<&'static str>,
}

/// A column: a release, with the ids of what affects it and what it fixes.
struct Column<'t> {
    release: &'t KnownRelease,
    affecting: BTreeSet<&'t str>,
    fixed: BTreeSet<&'t str>,
}

impl MatrixView {
    /// The matrix of `table`; none when no advisory is about its releases.
    pub(super) fn new(frame: &Frame<'_>, table: &Table<'_>) -> Option<Self> {
        let releases = table.schedule().releases();
        let columns: Vec<Column> = columns(table)
            .into_iter()
            .map(|release| Column::new(table, release))
            .collect();
        let about = |advisory: &&Advisory| {
            let id = advisory.id.value.as_str();
            columns.iter().any(|column| column.cell(id) != NOT_AFFECTED)
        };
        let advisories: Vec<&Advisory> = table.exposure.advisories().filter(about).collect();
        (!advisories.is_empty()).then(|| Self {
            series: columns
                .chunk_by(|a, b| a.release.cycle == b.release.cycle)
                .map(|columns| SeriesReleases {
                    series: columns[0].release.cycle.clone(),
                    releases: columns
                        .iter()
                        .map(|column| Link::to_release(frame, table, &column.release.version))
                        .collect(),
                })
                .collect(),
            columns: columns.len(),
            rows: advisories
                .iter()
                .take(ADVISORIES)
                .map(|advisory| MatrixRow {
                    advisory: Link::to_advisory(frame, advisory),
                    secret: secret(frame, advisory),
                    cells: columns
                        .iter()
                        .map(|column| column.cell(advisory.id.value.as_str()))
                        .collect(),
                })
                .collect(),
            all_releases: releases.iter().filter(|r| !r.is_prerelease).count(),
            all_advisories: advisories.len(),
        })
    }
}

/// The word for an advisory that is secret, where secrets are shown.
fn secret(frame: &Frame<'_>, advisory: &Advisory) -> Option<String> {
    let key = match advisory.as_of(frame.view()).state() {
        State::Draft => "status_draft",
        State::Embargoed(_) => "status_embargoed",
        State::Public | State::Withdrawn => return None,
    };
    Some(frame.language().text(key).to_owned())
}

impl<'t> Column<'t> {
    fn new(table: &'t Table<'_>, release: &'t KnownRelease) -> Self {
        let ids = |advisories: Vec<&'t Advisory>| {
            let ids = advisories.into_iter().map(|a| a.id.value.as_str());
            ids.collect()
        };
        Self {
            release,
            affecting: ids(table.exposure.affecting(&release.version)),
            fixed: ids(table.exposure.fixed_in(&release.version)),
        }
    }

    fn cell(&self, id: &str) -> &'static str {
        if self.affecting.contains(id) {
            "affected"
        } else if self.fixed.contains(id) {
            "fixed"
        } else {
            NOT_AFFECTED
        }
    }
}

/// The releases to show, newest version first.
fn columns<'t>(table: &'t Table<'_>) -> Vec<&'t KnownRelease> {
    let schedule = table.schedule();
    let releases = schedule.releases().iter().enumerate().rev();
    let (mut chosen, others): (Vec<_>, Vec<_>) = releases
        .filter(|(_, release)| !release.is_prerelease)
        .partition(|(_, release)| schedule.is_supported(&release.version));
    chosen.extend(others);
    chosen.truncate(RELEASES);
    chosen.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    chosen.into_iter().map(|(_, release)| release).collect()
}
