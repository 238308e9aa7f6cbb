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
    /// How long it lasts.
    pub length: Length,
    /// Where an end that a period sets is moved to. An end that another release
    /// sets is that release's day.
    pub round: Option<Rounding>,
    /// Whether it is for those who pay, or by others: it is shown, and is no support.
    pub extended: bool,
}

/// How long a phase lasts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    /// The phase lasts until all of these have happened; without any, only series
    /// with long-term support have it.
    pub all: Vec<Until>,
    /// What counts in their place for a series with long-term support, when it has
    /// its own.
    pub lts: Option<Until>,
}

impl Length {
    /// What holds for a series; `None` when it does not have the phase.
    pub fn of(&self, lts: bool) -> Option<&[Until]> {
        let own = self.lts.as_ref().filter(|_| lts);
        match own {
            Some(own) => Some(std::slice::from_ref(own)),
            None => (!self.all.is_empty()).then_some(&self.all),
        }
    }
}

/// What a phase waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// A period from the release of the series, not from the phase before.
    For(Period),
    /// Newer series, and a period from then on where one is given.
    Next(Next, Option<Period>),
    /// An end that the project gives one day.
    Announced,
}

/// A newer series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Next {
    /// Of which kind.
    pub of: Successor,
    /// How many of them come before it: 0 is the next.
    pub skipped: usize,
}

/// What takes the place of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Successor {
    /// A newer series of its line.
    Series,
    /// A newer series of its line that has long-term support.
    LongTerm,
    /// The first series of a newer major version.
    Major,
}

/// Where the end of a period is moved to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// The last day of the month.
    EndOfMonth,
    /// The last day of the quarter of the calendar.
    EndOfQuarter,
    /// The last day of the year.
    EndOfYear,
    /// The next scheduled minor release.
    NextMinor(Calendar),
    /// The nearest day of a calendar, before or after.
    Nearest(Calendar),
}

impl Rounding {
    /// The day that `date` is moved to.
    pub fn apply(&self, date: Date) -> Date {
        match self {
            Self::EndOfMonth => date.last_of_month(),
            Self::EndOfQuarter => {
                let month = (date.month() - 1) / 3 * 3 + 3;
                Date::new(date.year(), month, 1).map_or(date, Date::last_of_month)
            }
            Self::EndOfYear => date.last_of_year(),
            Self::NextMinor(calendar) => calendar.next(date),
            Self::Nearest(calendar) => calendar.nearest(date),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_quarter_ends_with_its_third_month() {
        for (day, end) in [
            (date(2026, 1, 1), date(2026, 3, 31)),
            (date(2026, 6, 30), date(2026, 6, 30)),
            (date(2026, 8, 11), date(2026, 9, 30)),
            (date(2026, 12, 1), date(2026, 12, 31)),
        ] {
            assert_eq!(Rounding::EndOfQuarter.apply(day), end, "{day}");
        }
    }
}
