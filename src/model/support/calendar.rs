//! Calendars of scheduled releases.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

/// One day in some months of every year: the second Thursday of February, May,
/// August and November.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// From 1 to 12, at least one.
    months: BTreeSet<i8>,
    /// Without one it is any day of these months; what is computed is the last.
    day: Option<MonthDay>,
}

/// A day of a month, which every month has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthDay {
    /// By its weekday.
    Weekday(Nth, Weekday),
    /// By its number from 1 on; the last day of a shorter month.
    Number(i8),
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
    pub fn new(months: impl IntoIterator<Item = i8>, day: Option<MonthDay>) -> Option<Self> {
        let months: BTreeSet<i8> = months.into_iter().collect();
        let fine = !months.is_empty() && months.iter().all(|month| (1..=12).contains(month));
        fine.then_some(Self { months, day })
    }

    /// The months, from 1 to 12, in order.
    pub fn months(&self) -> impl Iterator<Item = i8> {
        self.months.iter().copied()
    }

    /// The day of the month.
    pub fn day(&self) -> Option<MonthDay> {
        self.day
    }

    /// The first day of the calendar on or after `date`; the last day there is
    /// at the end of the year 9999.
    pub fn next(&self, date: Date) -> Date {
        let mut days = self.days(date.year(), date.year().saturating_add(1));
        days.find(|day| *day >= date).unwrap_or(Date::MAX)
    }

    /// The day of the calendar that is nearest to `date`, of two the earlier.
    pub fn nearest(&self, date: Date) -> Date {
        let years = (date.year().saturating_sub(1), date.year().saturating_add(1));
        let days = self.days(years.0, years.1);
        days.min_by_key(|day| (*day - date).get_days().abs())
            .unwrap_or(date)
    }

    /// The days of these years, in order.
    fn days(&self, first: i16, last: i16) -> impl Iterator<Item = Date> {
        (first..=last)
            .flat_map(|year| self.months().map(move |month| (year, month)))
            .filter_map(|(year, month)| {
                let month = Date::new(year, month, 1).ok()?;
                match self.day {
                    None => Some(month.last_of_month()),
                    Some(day) => day.of(month),
                }
            })
    }
}

impl MonthDay {
    /// The day in the month of `date`.
    fn of(self, date: Date) -> Option<Date> {
        let (nth, weekday) = match self {
            Self::Weekday(nth, weekday) => (nth, weekday),
            Self::Number(number) => {
                let number = number.min(date.days_in_month());
                return Date::new(date.year(), date.month(), number).ok();
            }
        };
        let nth = match nth {
            Nth::First => 1,
            Nth::Second => 2,
            Nth::Third => 3,
            Nth::Fourth => 4,
            Nth::Last => -1,
        };
        date.nth_weekday_of_month(nth, weekday).ok()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_next_day_is_today_or_later() {
        let day = MonthDay::Weekday(Nth::Second, Weekday::Thursday);
        let quarters = Calendar::new([11, 2, 5, 8], Some(day)).unwrap();
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
        let day = MonthDay::Weekday(Nth::Last, Weekday::Friday);
        let january = Calendar::new([1], Some(day)).unwrap();
        assert_eq!(january.next(date(2026, 1, 1)), date(2026, 1, 30));
        assert_eq!(january.next(date(2026, 1, 31)), date(2027, 1, 29));
    }

    #[test]
    fn a_calendar_has_months_that_exist() {
        let day = MonthDay::Weekday(Nth::First, Weekday::Monday);
        assert_eq!(Calendar::new([], Some(day)), None);
        assert_eq!(Calendar::new([0], Some(day)), None);
        assert_eq!(Calendar::new([13], Some(day)), None);
    }

    #[test]
    fn the_nearest_day_may_be_in_another_year() {
        let first = Some(MonthDay::Number(1));
        let halves = Calendar::new([5, 11], first).unwrap();
        for (from, nearest) in [
            (date(2026, 5, 1), date(2026, 5, 1)),
            (date(2026, 6, 9), date(2026, 5, 1)),
            (date(2027, 1, 14), date(2026, 11, 1)),
            (date(2027, 2, 14), date(2027, 5, 1)),
        ] {
            assert_eq!(halves.nearest(from), nearest, "{from}");
        }
        // Every month has a last day.
        let ends = Calendar::new([2, 4], Some(MonthDay::Number(31))).unwrap();
        assert_eq!(ends.next(date(2026, 2, 1)), date(2026, 2, 28));
        assert_eq!(ends.next(date(2026, 3, 1)), date(2026, 4, 30));
        let month = Calendar::new([2], None).unwrap();
        assert_eq!(month.next(date(2028, 2, 1)), date(2028, 2, 29));
    }
}
