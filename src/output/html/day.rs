//! Days in words, and how far off they are.

use jiff::Unit;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

use crate::model::support::Planned;
use crate::support::{Cause, End, Moment};
use crate::theme::Language;

/// A day, or a month in which something is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// For `<time datetime>`: `2027-03-31` or `2027-03`.
    pub datetime: String,
    /// For sentences: `31 March 2027` or `March 2027`.
    pub text: String,
    /// For tables: `31 Mar 2027` or `Mar 2027`.
    pub short: String,
}

/// The end of support, or of a phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EndView {
    /// The day; none when it is over and nobody says since when, and when it was planned
    /// for a day that has passed.
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
    pub(in crate::output) fn new(language: &Language, date: Date) -> Self {
        Self {
            datetime: date.to_string(),
            text: in_words(language, date, MonthName::Long),
            short: in_words(language, date, MonthName::Short),
        }
    }

    /// A planned one, as exact as the plan.
    pub(in crate::output) fn planned(language: &Language, planned: Planned) -> Self {
        let day = match planned {
            Planned::Day(day) => return Self::new(language, day),
            Planned::Month(day) => day,
        };
        let text = |name: MonthName| {
            let month = ("month", name.of(language, day).into());
            language.fill(
                "month_of_year",
                [month, ("year", day.year().to_string().into())],
            )
        };
        Self {
            datetime: planned.to_string(),
            text: text(MonthName::Long),
            short: text(MonthName::Short),
        }
    }

    /// When something came out, ends or will; none when nobody says.
    pub(super) fn of_moment(language: &Language, moment: Moment) -> Option<Self> {
        match moment {
            Moment::Undated => None,
            Moment::On(date) => Some(Self::new(language, date)),
            Moment::Planned(planned) => Some(Self::planned(language, planned)),
        }
    }
}

impl EndView {
    /// The view of `end` on `today`.
    pub(super) fn new(language: &Language, end: &End, today: Date) -> Self {
        let passed = end.has_passed(today);
        let is_overdue = end.is_planned() && end.date().is_some_and(|date| date < today);
        Self {
            day: Day::of_moment(language, end.day).filter(|_| passed || !is_overdue),
            relative: end
                .date()
                .filter(|date| !passed && *date >= today)
                .map(|date| relative(language, today, date)),
            passed,
            planned: end.is_planned(),
            successor: match &end.cause {
                Cause::Release(release) => Some(release.clone()),
                Cause::Given | Cause::Period | Cause::Unsupported => None,
            },
        }
    }
}

/// `22 September 2026`, or with the short name of the month.
pub(super) fn in_words(language: &Language, date: Date, month: MonthName) -> String {
    language.fill(
        "date",
        [
            ("day", date.day().into()),
            ("month", month.of(language, date).into()),
            ("year", date.year().to_string().into()),
        ],
    )
}

/// `Tuesday`.
pub(in crate::output) fn weekday(language: &Language, weekday: Weekday) -> &str {
    const KEYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let day = weekday.to_monday_zero_offset();
    language.text(KEYS[usize::from(day.unsigned_abs())])
}

/// How a month is called.
#[derive(Clone, Copy)]
pub(in crate::output) enum MonthName {
    /// `September`.
    Long,
    /// `Sep`.
    Short,
}

impl MonthName {
    /// The month of `date`.
    pub(super) fn of(self, language: &Language, date: Date) -> &str {
        self.of_number(language, date.month())
    }

    /// The month of that number, from 1 on.
    pub(in crate::output) fn of_number(self, language: &Language, month: i8) -> &str {
        const KEYS: [(&str, &str); 12] = [
            ("january", "january_short"),
            ("february", "february_short"),
            ("march", "march_short"),
            ("april", "april_short"),
            ("may", "may_short"),
            ("june", "june_short"),
            ("july", "july_short"),
            ("august", "august_short"),
            ("september", "september_short"),
            ("october", "october_short"),
            ("november", "november_short"),
            ("december", "december_short"),
        ];
        let (long, short) = KEYS[usize::from(month.unsigned_abs()) - 1];
        language.text(match self {
            Self::Long => long,
            Self::Short => short,
        })
    }
}

/// How far off `day` is, which is `today` or later.
fn relative(language: &Language, today: Date, day: Date) -> String {
    let until = |unit| today.until((unit, day)).unwrap_or_default();
    match (until(Unit::Day).get_days(), until(Unit::Month).get_months()) {
        (0, _) => language.text("today").to_owned(),
        (1, _) => language.text("tomorrow").to_owned(),
        (days, months) if months < 2 => language.fill("in_days", [("count", days.into())]),
        (_, months) if months < 24 => language.fill("in_months", [("count", months.into())]),
        (_, months) => {
            let (years, rest) = (months / 12, months % 12);
            let (key, years) = match rest {
                0..=2 => ("in_years", years),
                3..=8 => ("in_more_than_years", years),
                _ => ("in_almost_years", years + 1),
            };
            language.fill(key, [("count", years.into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::theme::spoken;

    #[test]
    fn sentences_have_the_long_month_and_tables_the_short_one() {
        let day = date(2027, 3, 31);
        let forms = |language, planned| {
            let Day { text, short, .. } = Day::planned(spoken(language), planned);
            [text, short]
        };
        let (exact, month) = (Planned::Day(day), Planned::Month(day));
        assert_eq!(forms("en", exact), ["31 March 2027", "31 Mar 2027"]);
        assert_eq!(forms("en", month), ["March 2027", "Mar 2027"]);
        assert_eq!(forms("de", exact), ["31. März 2027", "31. März 2027"]);
        assert_eq!(
            forms("de", Planned::Day(date(2026, 9, 22))),
            ["22. September 2026", "22. Sept. 2026"]
        );
    }

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
            (date(2029, 2, 20), "in 2 years"),
            (date(2029, 2, 21), "in more than 2 years"),
            (date(2029, 8, 20), "in more than 2 years"),
            (date(2029, 8, 21), "in almost 3 years"),
            (date(2031, 11, 20), "in almost 5 years"),
        ] {
            assert_eq!(relative(spoken("en"), today, day), words);
        }
    }
}
