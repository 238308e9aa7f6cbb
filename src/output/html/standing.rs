//! How the supported series stand today: what the list of advisories says first.

use serde::Serialize;

use super::versions::SeriesView;
use crate::model::support::Unit;
use crate::output::Frame;
use crate::output::versions::Table;

/// More series than these are not seen at one glance.
const FEW: usize = 6;

/// How the supported series of a package stand.
#[derive(Clone, Debug, Serialize)]
pub struct Standing {
    /// The package; none where nothing else can be meant.
    pub name: Option<String>,
    /// Whether each release is a series of its own.
    pub of_releases: bool,
    /// The series that get fixes, newest first; of many, those with open
    /// advisories come first.
    pub series: Vec<SeriesView>,
    /// How many there are beyond these.
    pub more: usize,
}

impl Standing {
    /// One for each package that has supported series.
    pub(super) fn all(frame: &Frame<'_>) -> Vec<Self> {
        let standings = frame.tables.iter().map(|table| Self::new(frame, table));
        standings
            .filter(|standing| !standing.series.is_empty())
            .collect()
    }

    fn new(frame: &Frame<'_>, table: &Table<'_>) -> Self {
        let today = frame.clock.date();
        let cycles = table.schedule().cycles().iter().rev();
        let mut series: Vec<_> = cycles
            .filter(|cycle| cycle.is_maintained())
            .map(|cycle| SeriesView::new(frame, table, cycle, &[], today))
            .collect();
        if series.len() > FEW {
            series.sort_by_key(|series| series.open.is_empty());
        }
        let more = series.len().saturating_sub(FEW);
        series.truncate(FEW);
        Self {
            name: (frame.tables.len() > 1).then(|| table.support.package.value.name.clone()),
            of_releases: table.support.series == Unit::Release,
            series,
            more,
        }
    }
}
