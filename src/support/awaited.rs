//! What an end waits for while nobody can name a day.

use super::ends::counted;
use crate::model::Support;
use crate::model::support::{Next, Period, Successor, Unit};

/// Newer series or releases with which something ends, and of which some are neither
/// out nor planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// How many have to be out, those that are known included.
    pub count: usize,
    /// In the words of the rule: `release`, `minor`, `major`, or `lts`.
    pub of: &'static str,
    /// How long after the last of them the end is.
    pub later: Option<Period>,
}

impl Awaited {
    pub(super) fn new(support: &Support, next: Next, later: Option<Period>) -> Self {
        let of = match next.of {
            Successor::Series => match counted(support) {
                Unit::Release => "release",
                Unit::Minor => "minor",
                Unit::Major => "major",
            },
            Successor::LongTerm => "lts",
            Successor::Major => "major",
        };
        Self {
            count: next.skipped.saturating_add(1),
            of,
            later,
        }
    }
}
