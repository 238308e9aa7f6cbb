//! Lengths of support.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;

/// A length of time in the unit that it was promised in, at least one and at
/// most [`Period::MAX`] of it. Prints as `5 years`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    count: u16,
    unit: PeriodUnit,
}

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodUnit {
    /// Calendar years.
    Years,
    /// Calendar months.
    Months,
    /// Seven days.
    Weeks,
    /// Days.
    Days,
}

impl Period {
    /// The largest count: more days than any support lasts, and years that a
    /// date can be added to.
    pub const MAX: u16 = 19_998;

    /// `count` years, months, weeks or days; `None` for zero or more than the largest.
    pub fn new(count: u16, unit: PeriodUnit) -> Option<Self> {
        (1..=Self::MAX)
            .contains(&count)
            .then_some(Self { count, unit })
    }

    /// How many units it has.
    pub fn count(self) -> u16 {
        self.count
    }

    /// The unit it was promised in.
    pub fn unit(self) -> PeriodUnit {
        self.unit
    }

    /// The period `times` over, unless that is longer than any.
    pub fn times(self, times: u16) -> Option<Self> {
        Self::new(self.count.checked_mul(times)?, self.unit)
    }

    /// The day this long after `start`: the same day of a later month, or that
    /// month's last. Never after the year 9999.
    pub fn after(self, start: Date) -> Date {
        let span = match self.unit {
            PeriodUnit::Years => Span::new().years(self.count),
            PeriodUnit::Months => Span::new().months(self.count),
            PeriodUnit::Weeks => Span::new().weeks(self.count),
            PeriodUnit::Days => Span::new().days(self.count),
        };
        start.saturating_add(span)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            PeriodUnit::Years => "year",
            PeriodUnit::Months => "month",
            PeriodUnit::Weeks => "week",
            PeriodUnit::Days => "day",
        };
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {unit}{plural}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_follow_the_calendar() {
        let after = |count, unit, start| Period::new(count, unit).unwrap().after(start);
        assert_eq!(
            after(1, PeriodUnit::Years, date(2024, 2, 29)),
            date(2025, 2, 28)
        );
        assert_eq!(
            after(18, PeriodUnit::Months, date(2025, 8, 31)),
            date(2027, 2, 28)
        );
        assert_eq!(
            after(4, PeriodUnit::Weeks, date(2026, 4, 28)),
            date(2026, 5, 26)
        );
        assert_eq!(
            after(90, PeriodUnit::Days, date(2026, 1, 1)),
            date(2026, 4, 1)
        );
    }

    #[test]
    fn no_period_is_empty_or_leaves_the_calendar() {
        assert_eq!(Period::new(0, PeriodUnit::Days), None);
        assert_eq!(Period::new(Period::MAX + 1, PeriodUnit::Days), None);
        let longest = Period::new(Period::MAX, PeriodUnit::Years).unwrap();
        assert_eq!(longest.after(date(2026, 1, 1)), Date::MAX);
    }
}
