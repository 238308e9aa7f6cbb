//! What follows from a project's supported versions on a given day.
//!
//! A [`Schedule`] holds one [`ReleaseCycle`] for each series with the day its
//! support ends: by the rule, unless the project gives a date. No end depends on
//! the day that is asked about; a state is only ever that day compared with the
//! ends, so a series that has lost support never has it again.

mod awaited;
mod cycle;
mod end;
mod ends;
mod faults;
mod group;
mod moment;
mod naming;
mod schedule;
mod scheme;
mod successors;
mod turns;

#[cfg(test)]
pub(crate) mod tests;

pub use awaited::Awaited;
pub use cycle::{CyclePhase, KnownRelease, ReleaseCycle, State};
pub use end::{Cause, End};
pub use faults::{Fault, faults};
pub use moment::Moment;
pub use naming::is_prerelease;
pub use schedule::Schedule;
pub use turns::turns;
