//! The days on which support changes though nobody says anything new.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{End, ReleaseCycle, Schedule};
use crate::model::Support;

/// Every day on which a release comes out, or a support or a phase of it is over
/// for the first time.
pub fn turns(support: &Support) -> BTreeSet<Date> {
    // No end passes sooner or later for the day that is asked about, and on the last
    // one every release is out.
    let schedule = Schedule::new(support, Date::MAX);
    let cycles = schedule.cycles().iter();
    let ends = cycles.flat_map(|cycle| {
        let phases = cycle.phases.iter().filter_map(|phase| phase.end.as_ref());
        phases.chain(&cycle.eol)
    });
    let releases = schedule.releases().iter();
    let ends = ends.chain(releases.clone().filter_map(|release| release.eol.as_ref()));
    let out = schedule
        .cycles()
        .iter()
        .filter_map(ReleaseCycle::release_date);
    let out = out.chain(releases.filter_map(|release| release.date));
    out.chain(ends.filter_map(End::turn)).collect()
}
