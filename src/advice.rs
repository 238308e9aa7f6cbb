//! What advisories mean for a package: which versions are affected, and where
//! those who use them can go.
//!
//! An [`Exposure`] joins the releases of one package with its advisories. Every
//! output asks it and only words the answer: which advisories affect a version
//! ([`Exposure::affecting`]), where its users can go ([`Exposure::upgrade`]), how
//! each series stands ([`Exposure::safety`]), and what one advisory means
//! ([`Exposure::outlook`]). [`Advice`] has the exposure of each package of a site.
//!
//! # The way out
//!
//! Among the supported releases that are not older than the version, the one with
//! the least [`Risk`]: first that no advisory which affects it is exploited, then
//! the mildest worst severity. The number of advisories decides within a series
//! only, so that nobody changes majors for one low. Of several the nearest: in the
//! same series, else in the same major version, else the newest. Nobody is sent to
//! a greater risk than the one at hand.
//!
//! Without a table of supported versions, and in series of which no release is
//! known, the versions in which advisories are fixed stand for releases.

mod announced;
mod entry;
mod exposure;
mod extent;
mod known;
mod outlook;
mod packages;
mod points;
mod risk;
mod rows;
mod standing;
mod upgrade;

#[cfg(test)]
mod tests;

pub use announced::Outcome;
pub use exposure::{Exposure, Safety};
pub use known::{Known, Meaning};
pub use outlook::{Outlook, Remedy};
pub use packages::Advice;
pub use risk::Risk;
pub use rows::{BranchRow, BranchState};
pub use standing::Standing;
pub use upgrade::Upgrade;
