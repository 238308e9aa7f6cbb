//! How often something new comes out.

use super::{Calendar, Period, Planned};

/// The rhythm of series, from which a next one is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// A period after the one before.
    Every(Period),
    /// On the days of a calendar.
    On(Calendar),
}

impl Cadence {
    /// How far ahead anything is expected.
    const FORESEEN: u16 = 100;

    /// When the `nth` series after one of `last` is expected, from 1 on. A series
    /// that came out beside the calendar stands for its nearest day.
    pub fn expected(&self, last: Planned, nth: usize) -> Option<Planned> {
        let nth = u16::try_from(nth).ok();
        let nth = nth.filter(|nth| *nth <= Self::FORESEEN)?;
        match self {
            Self::Every(period) => Some(last.plus(period.times(nth)?)),
            Self::On(calendar) => {
                let next = |day: jiff::civil::Date| Some(calendar.next(day.tomorrow().ok()?));
                let nearest = calendar.nearest(last.last_day());
                let day = (0..nth).try_fold(nearest, |day, _| next(day))?;
                Some(match calendar.day() {
                    Some(_) => Planned::Day(day),
                    None => Planned::month_of(day),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;
    use crate::model::support::{MonthDay, Nth, PeriodUnit};

    #[test]
    fn the_next_follow_the_last_by_a_period() {
        let weeks = Cadence::Every(Period::new(8, PeriodUnit::Weeks).unwrap());
        let last = Planned::Day(date(2026, 6, 30));
        let expected = |nth| weeks.expected(last, nth);
        assert_eq!(expected(1), Some(Planned::Day(date(2026, 8, 25))));
        assert_eq!(expected(3), Some(Planned::Day(date(2026, 12, 15))));
        assert_eq!(expected(101), None);
        assert_eq!(
            weeks.expected(Planned::month_of(date(2026, 6, 1)), 1),
            Some(Planned::month_of(date(2026, 8, 1)))
        );
    }

    #[test]
    fn the_next_are_on_the_days_of_a_calendar() {
        let third = Some(MonthDay::Weekday(Nth::Third, Weekday::Thursday));
        let thursdays = Cadence::On(Calendar::new(1..=12, third).unwrap());
        // Two days early, and the day after all the same.
        for last in [date(2026, 8, 18), date(2026, 8, 20), date(2026, 8, 21)] {
            let expected = |nth| thursdays.expected(Planned::Day(last), nth);
            assert_eq!(expected(1), Some(Planned::Day(date(2026, 9, 17))));
            assert_eq!(expected(3), Some(Planned::Day(date(2026, 11, 19))));
        }
        let months = Cadence::On(Calendar::new([4, 8, 12], None).unwrap());
        let last = Planned::Day(date(2026, 8, 5));
        assert_eq!(
            months.expected(last, 2),
            Some(Planned::month_of(date(2027, 4, 1)))
        );
    }
}
