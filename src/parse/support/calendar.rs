//! `minor_releases`: the days of scheduled minor releases.

use jiff::civil::Weekday;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::support::{Calendar, MonthDay, Nth};
use crate::parse::keys::support::CALENDAR;
use crate::source::Spanned;
use crate::yaml::{self, Node, Table};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const NTH: [(&str, Nth); 5] = [
    ("first", Nth::First),
    ("second", Nth::Second),
    ("third", Nth::Third),
    ("fourth", Nth::Fourth),
    ("last", Nth::Last),
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Reads `{every: [feb, may, aug, nov], day: second thursday}`.
pub(super) fn calendar(node: &Node, out: &mut Diagnostics) -> Option<Calendar> {
    let mut table = Table::new(node, &CALENDAR, out)?;
    let every = table.required("every", out);
    let months = every.and_then(|entry| {
        let texts = yaml::texts_of(&entry.value, "every", out)?;
        let months: Vec<i8> = texts.iter().filter_map(|text| month(text, out)).collect();
        if texts.is_empty() {
            let message = "`every` names no month";
            let fault = Diagnostic::new(Code::InvalidValue, entry.value.span, message);
            out.push(fault.help("write `every: [feb, may, aug, nov]`"));
        }
        Some(months)
    });
    let day = table
        .required_text("day", out)
        .and_then(|text| month_day(&text, out));
    table.finish(out);
    Calendar::new(months?, day?)
}

/// A month by its English name or the first three letters of it.
fn month(text: &Spanned<String>, out: &mut Diagnostics) -> Option<i8> {
    let name = text.value.to_ascii_lowercase();
    let number = (1..)
        .zip(MONTHS)
        .find(|(_, month)| *month == name || month[..3] == name)
        .map(|(number, _)| number);
    if number.is_none() {
        let message = format!("{} is no month", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message)
                .help("write the English name or its first three letters: `feb`"),
        );
    }
    number
}

/// `second thursday`, `last friday`.
fn month_day(text: &Spanned<String>, out: &mut Diagnostics) -> Option<MonthDay> {
    let lower = text.value.to_ascii_lowercase();
    let mut words = lower.split_whitespace();
    let nth = words.next().and_then(|word| named(&NTH, word));
    let weekday = words.next().and_then(|word| named(&WEEKDAYS, word));
    let (Some(nth), Some(weekday), None) = (nth, weekday, words.next()) else {
        let message = format!("{} is no day of a month", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message).help(
                "write `first`, `second`, `third`, `fourth` or `last`, and the weekday: \
                 `second thursday`",
            ),
        );
        return None;
    };
    Some(MonthDay { nth, weekday })
}

fn named<T: Copy>(known: &[(&str, T)], word: &str) -> Option<T> {
    let found = known.iter().find(|(name, _)| *name == word);
    found.map(|(_, value)| *value)
}
