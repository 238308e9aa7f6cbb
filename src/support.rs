//! What follows from a project's supported versions on a given day, and what its
//! advisories mean for them.
//!
//! A [`Schedule`] holds one [`ReleaseCycle`] for each series with the day its
//! support ends: by the rule, unless the project gives a date. No end depends on
//! the day that is asked about; a state is only ever that day compared with the
//! ends, so a series that has lost support never has it again.
//!
//! An [`Exposure`] joins a schedule with advisories: which release is affected by
//! what, which release was fixed, and the least version of a series that is safe.

mod cycle;
mod end;
mod exposure;
mod faults;
mod group;
mod naming;
mod phases;
mod points;
mod schedule;
mod sentence;

#[cfg(test)]
mod tests;

pub use cycle::{CyclePhase, KnownRelease, ReleaseCycle, State};
pub use end::{Cause, End, EndDay};
pub use exposure::{BranchRow, BranchState, Exposure, Safety};
pub use faults::{Fault, faults};
pub use group::Moment;
pub use naming::is_prerelease;
pub use schedule::Schedule;
pub use sentence::{exception, rule};
