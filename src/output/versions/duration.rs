//! How long a phase of support lasts, in the site's language.

use super::phase_name::{extended_name, phase_name};
use crate::model::Support;
use crate::model::support::{
    Cadence, Calendar, Lines, MonthDay, Next, Nth, Period, PeriodUnit, Phase, Rounding, Successor,
    Until,
};
use crate::output::html::day::{MonthName, weekday};
use crate::theme::Language;

/// The words for one package.
pub(super) struct Wording<'a> {
    pub(super) language: &'a Language,
    pub(super) support: &'a Support,
}

impl Wording<'_> {
    /// Phases in their order.
    pub(super) fn phases(&self, phases: &[&Phase]) -> String {
        let then = |first: String, next: String| {
            let values = [("first", first.into()), ("next", next.into())];
            self.language.fill("phase_then", values)
        };
        let phases = phases.iter().map(|phase| self.phase(phase));
        phases.reduce(then).unwrap_or_default()
    }

    fn phase(&self, phase: &Phase) -> String {
        let language = self.language;
        let name = phase.name.value.as_str();
        let fixes = match name {
            "support" | "supported" | "fixes" => language.text("phase_fixes").to_owned(),
            _ if phase.extended => extended_name(language, name),
            _ => phase_name(language, name),
        };
        let rounded = self.rounded(phase.round.as_ref());
        let lts = phase.length.lts.map(|lts| match lts {
            Until::For(period) => self.lasting("for_period", period, &rounded),
            lts => self.until(lts, &rounded),
        });
        let (key, duration) = match (&phase.length.all.is_empty(), lts.clone()) {
            (true, Some(_)) => {
                let lts = phase.length.lts.map(|lts| self.until(lts, &rounded));
                ("phase_if_long_term", lts.unwrap_or_default())
            }
            (_, None) => ("phase_lasts", self.duration(phase)),
            (false, Some(_)) => ("phase_or_long_term", self.duration(phase)),
        };
        let values = [
            ("fixes", fixes.into()),
            ("duration", duration.into()),
            ("lts", lts.unwrap_or_default().into()),
        ];
        language.fill(key, values)
    }

    /// What a series without long-term support waits for.
    pub(super) fn duration(&self, phase: &Phase) -> String {
        let rounded = self.rounded(phase.round.as_ref());
        match phase.length.all.as_slice() {
            [Until::For(period), Until::Announced] => {
                self.lasting("for_at_least", *period, &rounded)
            }
            all => {
                let all = all.iter().map(|until| self.until(*until, &rounded));
                let both = |first: String, last: String| {
                    let values = [("first", first.into()), ("last", last.into())];
                    self.language.fill("whichever_is_later", values)
                };
                all.reduce(both).unwrap_or_default()
            }
        }
    }

    fn lasting(&self, key: &str, period: Period, rounded: &str) -> String {
        let values = [
            ("period", self.period(period).into()),
            ("rounded", rounded.into()),
        ];
        self.language.fill(key, values)
    }

    fn until(&self, until: Until, rounded: &str) -> String {
        match until {
            Until::For(period) => self.lasting("for_period_from_release", period, rounded),
            Until::Announced => self.language.text("until_announced").to_owned(),
            Until::Next(next, then) => self.until_next(next, then, rounded),
        }
    }

    fn until_next(&self, next: Next, then: Option<Period>, rounded: &str) -> String {
        let key = match next.of {
            Successor::Series => "until_series",
            Successor::LongTerm => "until_long_term",
            Successor::Major => "until_major",
        };
        let line = match self.support.lines {
            None => "",
            Some(Lines::Majors) => self.language.text("of_its_major"),
            Some(Lines::Named(_)) => self.language.text("of_its_line"),
        };
        let count = next.skipped.saturating_add(1);
        let values = [
            ("nth", count.into()),
            ("number", count_word(self.language, count).into()),
            ("line", line.into()),
            (
                "later",
                then.map_or("none".into(), |then| self.period(then).into()),
            ),
            ("rounded", if then.is_some() { rounded } else { "" }.into()),
        ];
        self.language.fill(key, values)
    }

    /// Where an end moves to, from its comma on.
    fn rounded(&self, round: Option<&Rounding>) -> String {
        let calendar = match round {
            None => return String::new(),
            Some(Rounding::EndOfMonth) => return self.language.text("rounded_month").to_owned(),
            Some(Rounding::EndOfQuarter) => {
                return self.language.text("rounded_quarter").to_owned();
            }
            Some(Rounding::EndOfYear) => return self.language.text("rounded_year").to_owned(),
            Some(Rounding::NextMinor(_)) => return self.language.text("rounded_minor").to_owned(),
            Some(Rounding::Nearest(calendar)) => calendar,
        };
        let values = [("day", self.days(calendar, "either", "of_any_month").into())];
        self.language.fill("rounded_day", values)
    }

    /// When a next series is expected.
    pub(super) fn cadence(&self) -> Option<String> {
        let (key, value) = match self.support.cadence.as_ref()? {
            Cadence::Every(period) => ("cadence_every", self.period(*period)),
            Cadence::On(calendar) if calendar.day().is_none() => {
                ("cadence_months", self.months(calendar, "as_well"))
            }
            Cadence::On(calendar) => (
                "cadence_days",
                self.days(calendar, "as_well", "of_each_month"),
            ),
        };
        Some(self.language.fill(key, [("when", value.into())]))
    }

    /// `1 May or 1 November`, `second Tuesday of a month`. The keys are those for two of
    /// them, and for all months.
    fn days(&self, calendar: &Calendar, joint: &str, all: &str) -> String {
        let language = self.language;
        let months = match calendar.months().count() {
            12 => language.text(all).to_owned(),
            _ => {
                let months = self.months(calendar, joint);
                language.fill("of_months", [("months", months.into())])
            }
        };
        let months = ("months", months.into());
        match calendar.day() {
            None | Some(MonthDay::Number(31)) => language.fill("last_day", [months]),
            Some(MonthDay::Weekday(nth, day)) => {
                let nth = language.text(match nth {
                    Nth::First => "nth_first",
                    Nth::Second => "nth_second",
                    Nth::Third => "nth_third",
                    Nth::Fourth => "nth_fourth",
                    Nth::Last => "nth_last",
                });
                let day = weekday(language, day);
                language.fill(
                    "nth_weekday",
                    [("nth", nth.into()), ("weekday", day.into()), months],
                )
            }
            Some(MonthDay::Number(number)) => {
                let day = |month| {
                    let values = [("day", number.into()), ("month", self.month(month).into())];
                    language.fill("day_of_month", values)
                };
                self.joined(calendar.months().map(day), joint)
            }
        }
    }

    fn months(&self, calendar: &Calendar, joint: &str) -> String {
        let months = calendar.months().map(|month| self.month(month).to_owned());
        self.joined(months, joint)
    }

    fn month(&self, month: i8) -> &str {
        MonthName::Long.of_number(self.language, month)
    }

    fn joined(&self, all: impl Iterator<Item = String>, joint: &str) -> String {
        let mut all: Vec<String> = all.collect();
        let last = all.pop().unwrap_or_default();
        if all.is_empty() {
            return last;
        }
        let values = [("first", all.join(", ").into()), ("last", last.into())];
        self.language.fill(joint, values)
    }

    fn period(&self, period: Period) -> String {
        let key = match period.unit() {
            PeriodUnit::Years => "period_years",
            PeriodUnit::Months => "period_months",
            PeriodUnit::Weeks => "period_weeks",
            PeriodUnit::Days => "period_days",
        };
        self.language.fill(key, [("count", period.count().into())])
    }
}

/// A count in words while it is small.
pub(super) fn count_word(language: &Language, count: usize) -> String {
    const WORDS: [&str; 10] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    ];
    let word = count.checked_sub(2).and_then(|at| WORDS.get(at));
    word.map_or_else(|| count.to_string(), |word| language.text(word).to_owned())
}
