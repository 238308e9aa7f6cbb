//! Days in words, and how far off they are.

use jiff::Unit;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::support::Planned;
use crate::support::{Cause, End, EndDay, Moment};

/// A day, or a month in which something is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// For `<time datetime>`: `2027-03-31` or `2027-03`.
    pub datetime: String,
    /// `31 Mar 2027` or `Mar 2027`.
    pub text: String,
}

/// The end of support, or of a phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EndView {
    /// The day; none when it is over and nobody says since when.
    pub day: Option<Day>,
    /// `in 4 months`; none when it is over.
    pub relative: Option<String>,
    /// Whether it is over.
    pub passed: bool,
    /// Whether the day is a plan.
    pub planned: bool,
    /// The series or release that takes over.
    pub successor: Option<String>,
}

impl Day {
    /// A certain day.
    pub(super) fn new(date: Date) -> Self {
        Self {
            datetime: date.to_string(),
            text: date.strftime("%-d %b %Y").to_string(),
        }
    }

    /// A planned one, as exact as the plan.
    pub(super) fn planned(planned: Planned) -> Self {
        Self {
            datetime: planned.to_string(),
            text: match planned {
                Planned::Day(day) => Self::new(day).text,
                Planned::Month(day) => day.strftime("%b %Y").to_string(),
            },
        }
    }

    /// The day of an end; none when nobody says.
    pub(super) fn of_end(end: &End) -> Option<Self> {
        match end.day {
            EndDay::Undated => None,
            EndDay::On(date) => Some(Self::new(date)),
            EndDay::Planned(planned) => Some(Self::planned(planned)),
        }
    }

    /// When something came out or will; none when nobody says.
    pub(super) fn of_moment(moment: Moment) -> Option<Self> {
        match moment {
            Moment::Undated => None,
            Moment::On(date) => Some(Self::new(date)),
            Moment::Planned(planned) => Some(Self::planned(planned)),
        }
    }
}

impl EndView {
    /// The view of `end` on `today`.
    pub(super) fn new(end: &End, today: Date) -> Self {
        let passed = end.has_passed(today);
        Self {
            day: Day::of_end(end),
            relative: end
                .date()
                .filter(|date| !passed && *date >= today)
                .map(|date| relative(today, date)),
            passed,
            planned: end.is_planned(),
            successor: match &end.cause {
                Cause::Release(release) => Some(release.clone()),
                Cause::Given | Cause::Period => None,
            },
        }
    }
}

/// How far off `day` is, which is `today` or later.
fn relative(today: Date, day: Date) -> String {
    let until = |unit| today.until((unit, day)).unwrap_or_default();
    match (until(Unit::Day).get_days(), until(Unit::Month).get_months()) {
        (0, _) => "today".to_owned(),
        (1, _) => "tomorrow".to_owned(),
        (days, months) if months < 2 => format!("in {days} days"),
        (_, months) if months < 24 => format!("in {months} months"),
        (_, months) => format!("in {} years", months / 12),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_near_is_told_exactly() {
        let today = date(2026, 11, 21);
        for (day, words) in [
            (today, "today"),
            (date(2026, 11, 22), "tomorrow"),
            (date(2027, 1, 20), "in 60 days"),
            (date(2027, 1, 21), "in 2 months"),
            (date(2028, 11, 20), "in 23 months"),
            (date(2028, 11, 21), "in 2 years"),
            (date(2031, 11, 20), "in 4 years"),
        ] {
            assert_eq!(relative(today, day), words);
        }
    }
}
