//! The version that the users of an affected package ought to go to.

use serde::Serialize;

use super::PackageView;
use crate::model::{Advisory, SitePath};
use crate::output::html::Frame;
use crate::output::html::branch::BranchView;
use crate::output::html::link::Link;
use crate::output::versions::Table;

/// How many of the other advisories are named.
const NAMED: usize = 3;

/// A version to go to, and what else is wrong with it.
#[derive(Clone, Debug, Serialize)]
pub struct Goal {
    /// The version.
    pub version: String,
    /// The first of the other advisories that affect it, newest first.
    pub affected_by: Vec<Link>,
    /// How many there are beyond these.
    pub more_affected_by: usize,
    /// Whether it is of the series that the last fix is in, and stands for that.
    #[serde(skip)]
    pub(super) stands_for_fix: bool,
}

impl Goal {
    /// Where the last fix of `package` is in a series that gets no fixes any
    /// more, or that has another defect, the goal is in the first newer one that
    /// is better. None where no fix is the last.
    pub(super) fn new(
        frame: &Frame<'_>,
        advisory: &Advisory,
        table: Option<&Table<'_>>,
        package: &PackageView,
    ) -> Option<Self> {
        let fix = package.last_fix()?;
        let supported = table.and_then(|table| Self::supported(table, package, fix));
        let (version, stands_for_fix) = supported.unwrap_or((fix, true));
        let affecting = table.map(|table| table.exposure.affecting(version));
        let mut others = affecting.unwrap_or_default();
        others.retain(|other| other.id.value != advisory.id.value);
        let link = |other: &&Advisory| Link {
            text: other.id.value.as_str().to_owned(),
            url: Some(frame.path.relative(&SitePath::advisory(&other.id.value))),
        };
        Some(Self {
            version: version.to_owned(),
            affected_by: others.iter().take(NAMED).map(link).collect(),
            more_affected_by: others.len().saturating_sub(NAMED),
            stands_for_fix,
        })
    }

    /// The goal of the first supported series from that of `fix` on which no other
    /// advisory affects, else of the first; and whether that is the same series.
    fn supported<'p>(
        table: &Table<'_>,
        package: &'p PackageView,
        fix: &str,
    ) -> Option<(&'p str, bool)> {
        let cycles = table.schedule().cycles();
        let own = &table.schedule().cycle_of(fix)?.cycle;
        let rest = cycles.iter().skip_while(|cycle| cycle.cycle != *own);
        let branches = rest.filter_map(|cycle| {
            let mut free = package.branches.iter().filter(|branch| !branch.is_open());
            free.find(|branch| branch.series == cycle.cycle)
        });
        let branches: Vec<_> = branches.collect();
        let is_safe = |branch: &&&BranchView| {
            let goal = branch.goal.as_deref();
            goal.is_some_and(|goal| table.exposure.affecting(goal).is_empty())
        };
        let branch = branches.iter().find(is_safe).or(branches.first())?;
        Some((branch.goal.as_deref()?, branch.series == *own))
    }
}
