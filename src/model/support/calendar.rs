//! Calendars of scheduled releases.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

/// One day in some months of every year: the second Thursday of February, May,
/// August and November.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// From 1 to 12, at least one.
    months: BTreeSet<i8>,
    day: MonthDay,
}

/// A day of a month by its weekday, which every month has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthDay {
    /// Which of them.
    pub nth: Nth,
    /// The weekday.
    pub weekday: Weekday,
}

/// Which of a month's four or five Thursdays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nth {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The fourth or fifth.
    Last,
}

impl Calendar {
    /// The day in these months (1 to 12). `None` without any month, or with one
    /// that does not exist.
    pub fn new(months: impl IntoIterator<Item = i8>, day: MonthDay) -> Option<Self> {
        let months: BTreeSet<i8> = months.into_iter().collect();
        let fine = !months.is_empty() && months.iter().all(|month| (1..=12).contains(month));
        fine.then_some(Self { months, day })
    }

    /// The months, from 1 to 12, in order.
    pub fn months(&self) -> impl Iterator<Item = i8> {
        self.months.iter().copied()
    }

    /// The day of the month.
    pub fn day(&self) -> MonthDay {
        self.day
    }

    /// The first day of the calendar on or after `date`; the last day there is
    /// at the end of the year 9999.
    pub fn next(&self, date: Date) -> Date {
        (date.year()..=date.year().saturating_add(1))
            .flat_map(|year| self.months().map(move |month| (year, month)))
            .filter_map(|(year, month)| self.day.of(Date::new(year, month, 1).ok()?))
            .find(|day| *day >= date)
            .unwrap_or(Date::MAX)
    }
}

impl MonthDay {
    /// The day in the month of `date`.
    fn of(self, date: Date) -> Option<Date> {
        let nth = match self.nth {
            Nth::First => 1,
            Nth::Second => 2,
            Nth::Third => 3,
            Nth::Fourth => 4,
            Nth::Last => -1,
        };
        date.nth_weekday_of_month(nth, self.weekday).ok()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_next_day_is_today_or_later() {
        let day = MonthDay {
            nth: Nth::Second,
            weekday: Weekday::Thursday,
        };
        let quarters = Calendar::new([11, 2, 5, 8], day).unwrap();
        for (from, next) in [
            (date(2026, 2, 11), date(2026, 2, 12)),
            (date(2026, 2, 12), date(2026, 2, 12)),
            (date(2026, 2, 13), date(2026, 5, 14)),
            (date(2026, 11, 13), date(2027, 2, 11)),
            (date(9999, 12, 1), Date::MAX),
        ] {
            assert_eq!(quarters.next(from), next, "{from}");
        }
    }

    #[test]
    fn the_last_weekday_may_be_the_fifth() {
        let day = MonthDay {
            nth: Nth::Last,
            weekday: Weekday::Friday,
        };
        let january = Calendar::new([1], day).unwrap();
        assert_eq!(january.next(date(2026, 1, 1)), date(2026, 1, 30));
        assert_eq!(january.next(date(2026, 1, 31)), date(2027, 1, 29));
    }

    #[test]
    fn a_calendar_has_months_that_exist() {
        let day = MonthDay {
            nth: Nth::First,
            weekday: Weekday::Monday,
        };
        assert_eq!(Calendar::new([], day), None);
        assert_eq!(Calendar::new([0], day), None);
        assert_eq!(Calendar::new([13], day), None);
    }
}
