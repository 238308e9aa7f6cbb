//! Each ecosystem's order of versions, and what a range says of a version.
//!
//! [`Order`] compares two versions, [`affects()`] answers whether an advisory's
//! entry covers one (OSV 1.7.5, "Evaluation"), [`interval`] holds the same
//! answer as a set of intervals, and [`branch`] makes ranges of one fix per
//! maintained branch.

mod affects;
pub mod branch;
pub mod interval;
mod opening;
mod order;
mod series;
mod spelling;

#[cfg(test)]
mod tests;

pub use affects::{affects, timeline};
pub use opening::plain;
pub use order::{Key, Order};
pub use spelling::{Spelled, spelled};
