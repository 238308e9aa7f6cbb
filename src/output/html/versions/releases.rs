//! The known releases, by series.

use serde::Serialize;

use crate::output::Frame;
use crate::output::html::link::Link;
use crate::output::versions::Table;

/// The releases of one series.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesReleases {
    /// The series; none for those that belong to none.
    pub series: Option<String>,
    /// The releases, newest first.
    pub releases: Vec<Link>,
}

impl SeriesReleases {
    pub(super) fn all(frame: &Frame<'_>, table: &Table<'_>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let releases = table.schedule().releases();
        for release in releases.iter().rev() {
            let link = Link::to_release(frame, table, &release.version);
            match all.iter_mut().find(|group| group.series == release.cycle) {
                Some(group) => group.releases.push(link),
                None => all.push(Self {
                    series: release.cycle.clone(),
                    releases: vec![link],
                }),
            }
        }
        let is_one_each = all.iter().all(|group| group.releases.len() == 1);
        if is_one_each && all.len() > 1 {
            let releases = all.into_iter().flat_map(|group| group.releases).collect();
            return vec![Self {
                series: None,
                releases,
            }];
        }
        all
    }
}
