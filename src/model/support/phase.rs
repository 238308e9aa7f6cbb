//! Phases of support: what a series gets, and for how long.

use jiff::civil::Date;

use super::{Calendar, Period};
use crate::source::Spanned;

/// A phase of support. It begins where the one before it ends; the first, with
/// the release of the series.
#[derive(Clone, Debug)]
pub struct Phase {
    /// What the project calls it: `mainstream`.
    pub name: Spanned<String>,
    /// When it ends.
    pub length: PhaseLength,
    /// Where an end that a period sets is moved to. An end that another release
    /// sets is that release's day.
    pub round: Option<Rounding>,
}

/// When a phase ends. Periods count from the release of the series, not from the
/// phase before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseLength {
    /// When the series after the next `skipped` ones is released.
    UntilSeries {
        /// 0 is the next series.
        skipped: usize,
        /// The period of a series with long-term support, when it has its own.
        lts: Option<Period>,
    },
    /// After a period.
    For {
        /// The period.
        period: Period,
        /// The period of a series with long-term support, when it has its own.
        lts: Option<Period>,
    },
    /// After a period; only series with long-term support have the phase.
    OnlyLts(Period),
}

impl PhaseLength {
    /// Whether a period of it counts from the release of a series.
    pub fn counts_from_release(self, lts: bool) -> bool {
        match self {
            Self::UntilSeries { lts: period, .. } => lts && period.is_some(),
            Self::For { .. } => true,
            Self::OnlyLts(_) => lts,
        }
    }
}

/// Where the end of a period is moved to: never to an earlier day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// The last day of the month.
    EndOfMonth,
    /// The next scheduled minor release.
    NextMinor(Calendar),
}

impl Rounding {
    /// The day that `date` is moved to.
    pub fn apply(&self, date: Date) -> Date {
        match self {
            Self::EndOfMonth => date.last_of_month(),
            Self::NextMinor(calendar) => calendar.next(date),
        }
    }
}
