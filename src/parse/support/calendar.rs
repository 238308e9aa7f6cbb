//! Calendars: the days of scheduled minor releases, of ends, and of new series.

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

/// Reads `{every: [feb, may, aug, nov], day: second thursday}`. Without months it is
/// that day of each month; without a day, any of these months.
pub(super) fn calendar(node: &Node, out: &mut Diagnostics) -> Option<Calendar> {
    let mut table = Table::new(node, &CALENDAR, out)?;
    let every = table.take_value("every");
    let day = table.take_value("day");
    if every.or(day).is_none() {
        let fault = Diagnostic::new(Code::MissingKey, node.span, "the calendar has no day");
        out.push(fault.help("write `{every: [feb, may, aug, nov], day: second thursday}`"));
    }
    let months = every.map(|entry| {
        let texts = yaml::texts_of(&entry.value, "every", out)?;
        let months: Vec<i8> = texts.iter().filter_map(|text| month(text, out)).collect();
        if texts.is_empty() {
            let message = "`every` names no month";
            let fault = Diagnostic::new(Code::InvalidValue, entry.value.span, message);
            out.push(fault.help("write `every: [feb, may, aug, nov]`"));
        }
        Some(months)
    });
    let day = day.map(|entry| {
        let text = yaml::text_of(&entry.value, "day", out)?;
        month_day(&text, out)
    });
    table.finish(out);
    let months = match months {
        Some(read) => read?,
        None => (1..=12).collect(),
    };
    match (every, day) {
        (_, Some(day)) => Calendar::new(months, Some(day?)),
        (Some(_), None) => Calendar::new(months, None),
        (None, None) => None,
    }
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

/// `second thursday`, `last friday`, `30`, `last`.
fn month_day(text: &Spanned<String>, out: &mut Diagnostics) -> Option<MonthDay> {
    let lower = text.value.to_ascii_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let day = match words.as_slice() {
        ["last"] => Some(MonthDay::Number(31)),
        [number] => {
            let number = number.parse().ok();
            let number = number.filter(|number| (1..=31).contains(number));
            number.map(MonthDay::Number)
        }
        [nth, weekday] => named(&NTH, nth)
            .zip(named(&WEEKDAYS, weekday))
            .map(|(nth, weekday)| MonthDay::Weekday(nth, weekday)),
        _ => None,
    };
    if day.is_none() {
        let message = format!("{} is no day of a month", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message).help(
                "write its number, `last`, or `first` to `fourth` or `last` and the weekday: \
                 `second thursday`",
            ),
        );
    }
    day
}

fn named<T: Copy>(known: &[(&str, T)], word: &str) -> Option<T> {
    let found = known.iter().find(|(name, _)| *name == word);
    found.map(|(_, value)| *value)
}
