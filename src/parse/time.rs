//! Dates and times as people write them, to moments in UTC.
//!
//! Dates decide what is public, so nothing is guessed: a time needs an offset
//! or a zone, a bare date means the project's disclosure time, and local times
//! that a change of clocks skips or repeats are refused. Zones come from the
//! IANA database inside the binary, never from the machine.

use std::borrow::Cow;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::DisclosureTime;
use crate::model::{Timestamp, WrittenTime};
use crate::source::Spanned;

/// Reads a moment: `2026-09-22` (the disclosure time of that day), RFC 3339
/// with `T` or a blank and any offset, seconds optional, or a local time with
/// a zone: `2026-09-22 16:00 Europe/Berlin`. Pushes [`Code::DateSyntax`] and
/// returns `None` when it cannot be read.
pub fn timestamp(
    text: &Spanned<String>,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Option<Spanned<Timestamp>> {
    match moment(text.value.trim(), disclosure) {
        Ok(at) => Some(Spanned::new(at, text.span)),
        Err(fault) => {
            out.push(
                Diagnostic::new(Code::DateSyntax, text.span, fault.message(&text.value))
                    .help(fault.help()),
            );
            None
        }
    }
}

/// Reads a moment or a day, and keeps how it is written.
pub fn written(
    text: &Spanned<String>,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Option<WrittenTime> {
    let at = timestamp(text, disclosure, out)?.value;
    Some(WrittenTime {
        day: calendar_date(text.value.trim()).ok(),
        text: text.value.clone(),
        at,
        span: text.span,
    })
}

/// Reads a bare date, `2026-09-22`; pushes [`Code::DateSyntax`] otherwise.
pub fn date(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<Date>> {
    let read = calendar_date(text.value.trim());
    if read.is_err() {
        out.push(
            Diagnostic::new(
                Code::DateSyntax,
                text.span,
                format!("{} is not a date", quoted(&text.value)),
            )
            .help("write year, month and day: `2026-09-22`"),
        );
    }
    read.ok().map(|day| Spanned::new(day, text.span))
}

/// Whether the text is a bare date.
pub fn is_date(text: &str) -> bool {
    calendar_date(text).is_ok()
}

/// Whether the text is a day or a moment.
pub fn is_moment(text: &str) -> bool {
    moment(text, &DisclosureTime::default()).is_ok()
}

/// Reads a time of day with an offset or zone: `14:00Z`, `16:00 Europe/Berlin`.
/// `None` when it cannot be read.
pub fn time_of_day(text: &str) -> Option<DisclosureTime> {
    let (ClockTime { time, leap: false }, rest) = clock_time(text.trim()).ok()? else {
        return None;
    };
    let zone = zone(rest.trim()).ok()?;
    Some(DisclosureTime { time, zone })
}

/// The zone of that IANA name, from the database inside the binary. One without a
/// place is read for UTC and GMT alone: `CET` is the clocks of Brussels there, with
/// their summer time, and no more than an offset to who writes it.
pub fn named_zone(name: &str) -> Option<TimeZone> {
    let is_clear = name.contains('/') || ["UTC", "GMT"].contains(&name);
    let zone = is_clear.then(|| TimeZoneDatabase::bundled().get(name))?;
    zone.ok()
}

/// Why a text is no moment.
#[derive(Debug, PartialEq, Eq)]
enum TimeFault {
    Shape,
    NoSuchDay,
    NoSuchTime,
    NoZone,
    UnknownZone(String),
    Skipped(DateTime, Offset, Offset),
    Repeated(DateTime, Offset, Offset),
    OutOfRange,
}

impl TimeFault {
    fn message(&self, text: &str) -> String {
        let shown = match self {
            // Whoever wrote the date alone has to learn which time that means.
            Self::Skipped(local, ..) | Self::Repeated(local, ..) if is_date(text) => {
                Cow::Owned(local.strftime("%Y-%m-%d %H:%M").to_string())
            }
            _ => Cow::Borrowed(text),
        };
        let text = quoted(&shown);
        match self {
            Self::Shape => format!("{text} is not a date or time"),
            Self::NoSuchDay => format!("{text} names a day that does not exist"),
            Self::NoSuchTime => format!("{text} names a time of day that does not exist"),
            Self::NoZone => format!("{text} does not say in which time zone"),
            Self::UnknownZone(name) => format!("{} is not the time zone of a place", quoted(name)),
            Self::Skipped(..) => format!("the clocks skip {text}"),
            Self::Repeated(..) => format!("the clocks show {text} twice"),
            Self::OutOfRange => format!("{text} is out of range"),
        }
    }

    fn help(&self) -> Cow<'static, str> {
        match self {
            Self::NoZone => {
                "add `Z` for UTC, an offset such as `+02:00`, or a zone such as `Europe/Berlin`"
                    .into()
            }
            Self::UnknownZone(_) => {
                "name a zone of the IANA database, such as `Europe/Berlin`, or give an offset"
                    .into()
            }
            Self::Skipped(local, before, after) | Self::Repeated(local, before, after) => {
                let local = local.strftime("%Y-%m-%d %H:%M");
                let (before, after) = (in_full(*before), in_full(*after));
                format!("give the offset: `{local} {before}` or `{local} {after}`").into()
            }
            Self::NoSuchTime => "hours run from 00 to 23, minutes and seconds from 00 to 59".into(),
            Self::Shape | Self::NoSuchDay | Self::OutOfRange => {
                "write `2026-09-22`, `2026-09-22T14:00:00Z` or `2026-09-22 16:00 Europe/Berlin`"
                    .into()
            }
        }
    }
}

fn moment(text: &str, disclosure: &DisclosureTime) -> Result<Timestamp, TimeFault> {
    let (day, rest) = text.split_at_checked(10).ok_or(TimeFault::Shape)?;
    let day = calendar_date(day)?;
    if rest.is_empty() {
        return resolve(day.to_datetime(disclosure.time), &disclosure.zone);
    }
    let rest = rest.strip_prefix(['T', 't', ' ']).ok_or(TimeFault::Shape)?;
    let (ClockTime { time, leap }, rest) = clock_time(rest)?;
    let at = resolve(day.to_datetime(time), &zone(rest.trim())?)?;
    let added = SignedDuration::from_secs(leap.into());
    let at = at.to_jiff().checked_add(added);
    at.map(Timestamp::from).map_err(|_| TimeFault::OutOfRange)
}

/// What a clock shows.
struct ClockTime {
    time: Time,
    /// A leap second, which RFC 3339 allows and no clock here knows: it lies a
    /// second after `time`. Read as the second before, it would end an embargo
    /// early.
    leap: bool,
}

/// `YYYY-MM-DD`, nothing else.
fn calendar_date(text: &str) -> Result<Date, TimeFault> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return Err(TimeFault::Shape);
    }
    let number = |part: &str| digits(part).ok_or(TimeFault::Shape);
    let year = number(&text[..4])?;
    let (month, day) = (number(&text[5..7])?, number(&text[8..])?);
    let small = |n: i16| i8::try_from(n).map_err(|_| TimeFault::NoSuchDay);
    Date::new(year, small(month)?, small(day)?).map_err(|_| TimeFault::NoSuchDay)
}

/// `HH:MM[:SS[.fraction]]` and what follows it.
fn clock_time(text: &str) -> Result<(ClockTime, &str), TimeFault> {
    let two = |from: usize| {
        text.get(from..from + 2)
            .and_then(digits)
            .and_then(|n| i8::try_from(n).ok())
            .ok_or(TimeFault::Shape)
    };
    let (hour, minute) = (two(0)?, two(3)?);
    if text.as_bytes()[2] != b':' {
        return Err(TimeFault::Shape);
    }
    let mut end = 5;
    let mut second = 0;
    let mut nanosecond = 0;
    if text.as_bytes().get(5) == Some(&b':') {
        second = two(6)?;
        end = 8;
        if let Some(fraction) = text[8..].strip_prefix('.') {
            let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if length == 0 {
                return Err(TimeFault::Shape);
            }
            let kept = &fraction[..length.min(9)];
            nanosecond = format!("{kept:0<9}")
                .parse()
                .map_err(|_| TimeFault::Shape)?;
            end = 9 + length;
        }
    }
    let leap = second == 60;
    let second = if leap { 59 } else { second };
    let time = Time::new(hour, minute, second, nanosecond).map_err(|_| TimeFault::NoSuchTime)?;
    Ok((ClockTime { time, leap }, &text[end..]))
}

/// `Z`, `±HH:MM` or the name of a zone.
fn zone(text: &str) -> Result<TimeZone, TimeFault> {
    match text {
        "" => Err(TimeFault::NoZone),
        "Z" | "z" => Ok(TimeZone::UTC),
        _ if text.starts_with(['+', '-']) => {
            let (hours, minutes) = text[1..].split_once(':').ok_or(TimeFault::Shape)?;
            let part = |text: &str, limit: i16| {
                (text.len() == 2)
                    .then(|| digits(text))
                    .flatten()
                    .filter(|&n| n < limit)
                    .ok_or(TimeFault::Shape)
            };
            let seconds = i32::from(part(hours, 24)?) * 3600 + i32::from(part(minutes, 60)?) * 60;
            let signed = if text.starts_with('-') {
                -seconds
            } else {
                seconds
            };
            Offset::from_seconds(signed)
                .map(TimeZone::fixed)
                .map_err(|_| TimeFault::Shape)
        }
        name => named_zone(name).ok_or_else(|| TimeFault::UnknownZone(name.to_owned())),
    }
}

fn resolve(local: DateTime, zone: &TimeZone) -> Result<Timestamp, TimeFault> {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => ambiguous
            .compatible()
            .map(Timestamp::from)
            .map_err(|_| TimeFault::OutOfRange),
        AmbiguousOffset::Gap { before, after } => Err(TimeFault::Skipped(local, before, after)),
        AmbiguousOffset::Fold { before, after } => Err(TimeFault::Repeated(local, before, after)),
    }
}

/// An offset as RFC 3339 writes it, with minutes.
fn in_full(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

fn digits(text: &str) -> Option<i16> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, TimeFault> {
        moment(text, &DisclosureTime::default()).map(|at| at.to_string())
    }

    #[test]
    fn every_documented_form_is_read() {
        for (text, expected) in [
            ("2026-09-22", "2026-09-22T14:00:00Z"),
            ("2026-09-22T14:00:00Z", "2026-09-22T14:00:00Z"),
            ("2026-09-22 14:00Z", "2026-09-22T14:00:00Z"),
            ("2026-09-22 16:00 Europe/Berlin", "2026-09-22T14:00:00Z"),
            ("2026-09-22 16:00 +02:00", "2026-09-22T14:00:00Z"),
            ("2026-09-22 14:00 GMT", "2026-09-22T14:00:00Z"),
            ("2026-09-22T09:30:00-04:30", "2026-09-22T14:00:00Z"),
            ("2024-10-08T19:19:01.400873Z", "2024-10-08T19:19:01.400873Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ] {
            assert_eq!(read(text), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_not_clear_is_refused() {
        for (text, fault) in [
            ("", TimeFault::Shape),
            ("soon", TimeFault::Shape),
            ("22.9.2026", TimeFault::Shape),
            ("2026-9-22", TimeFault::Shape),
            ("2026-09-22x", TimeFault::Shape),
            ("2026-09-22T14", TimeFault::Shape),
            ("2026-13-01", TimeFault::NoSuchDay),
            ("2026-02-29", TimeFault::NoSuchDay),
            ("2026-09-22T24:00:00Z", TimeFault::NoSuchTime),
            ("2026-09-22T14:00:61Z", TimeFault::NoSuchTime),
            ("2026-09-22 14:00", TimeFault::NoZone),
            (
                "2026-09-22 14:00 CEST",
                TimeFault::UnknownZone("CEST".to_owned()),
            ),
            (
                "2026-09-22 14:00 CET",
                TimeFault::UnknownZone("CET".to_owned()),
            ),
            (
                "2026-09-22 14:00 Japan",
                TimeFault::UnknownZone("Japan".to_owned()),
            ),
            ("2026-09-22 14:00+2", TimeFault::Shape),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn skipped_and_repeated_local_times_are_refused_with_both_readings() {
        let berlin = time_of_day("02:30 Europe/Berlin").unwrap();
        for (day, said, readings) in [
            (
                "2026-03-29",
                "the clocks skip `2026-03-29 02:30`",
                ["2026-03-29 02:30 +01:00", "2026-03-29 02:30 +02:00"],
            ),
            (
                "2026-10-25",
                "the clocks show `2026-10-25 02:30` twice",
                ["2026-10-25 02:30 +02:00", "2026-10-25 02:30 +01:00"],
            ),
        ] {
            let fault = moment(day, &berlin).unwrap_err();
            assert_eq!(fault.message(day), said);
            let in_full = read(&format!("{day} 02:30 Europe/Berlin"));
            assert_eq!(in_full.as_ref(), Err(&fault));
            let [one, other] = readings;
            assert_eq!(
                fault.help(),
                format!("give the offset: `{one}` or `{other}`")
            );
            assert_ne!(read(one).unwrap(), read(other).unwrap());
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = read(&text);
        }

        #[test]
        fn no_near_miss_panics(text in "[0-9TZ:+. -]{8,30}") {
            let _ = read(&text);
        }

        #[test]
        fn what_was_printed_reads_back(seconds in -60_000_000_000i64..250_000_000_000, nanos in 0i32..1_000_000_000) {
            let at = Timestamp::from(jiff::Timestamp::new(seconds, nanos).unwrap());
            proptest::prop_assume!(at.to_string().len() < 32 && !at.to_string().starts_with('-'));
            proptest::prop_assert_eq!(read(&at.to_string()), Ok(at.to_string()));
        }
    }
}
