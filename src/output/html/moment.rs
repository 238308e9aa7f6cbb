//! Moments in words: weekday, day and UTC, and the project's own time beside it.

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::day::{MonthName, in_words, weekday};
use crate::model::{Timestamp, WrittenTime};
use crate::output::Frame;
use crate::theme::Language;

/// A moment as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// For `<time datetime>`; none of a year before 1000.
    pub datetime: Option<String>,
    /// `Tuesday, 22 September 2026, 14:00 UTC`; without the time when only the
    /// day is known.
    pub text: String,
    /// `16:00 CEST`: in the project's zone, when it has one that differs; with
    /// the weekday when that differs too.
    pub local: Option<String>,
    /// For tables: `22 Sep 2026`.
    pub date: String,
}

impl Moment {
    /// The moment `at`, told in UTC and in the zone of the project.
    pub(super) fn new(frame: &Frame<'_>, at: Timestamp) -> Self {
        Self::told(frame.language(), at, frame.config.timezone.as_ref())
    }

    fn told(language: &Language, at: Timestamp, zone: Option<&TimeZone>) -> Self {
        let utc = at.to_jiff().to_zoned(TimeZone::UTC);
        Self {
            // HTML, section 2.3.5.7, knows no more than three digits of a second.
            datetime: at
                .is_known()
                .then(|| utc.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
            text: language.fill(
                "moment",
                [
                    ("weekday", weekday(language, utc.date().weekday()).into()),
                    ("day", utc.day().into()),
                    ("month", MonthName::Long.of(language, utc.date()).into()),
                    ("year", utc.year().to_string().into()),
                    ("time", utc.strftime("%H:%M").to_string().into()),
                ],
            ),
            local: zone.and_then(|zone| local(language, &utc, zone)),
            date: in_words(language, utc.date(), MonthName::Short),
        }
    }

    /// A time that an author wrote: a moment, or a day.
    pub(super) fn as_written(frame: &Frame<'_>, time: &WrittenTime) -> Self {
        match time.day {
            Some(day) => Self::of_day(frame.language(), day),
            None => Self::new(frame, time.at),
        }
    }

    fn of_day(language: &Language, day: Date) -> Self {
        Self {
            datetime: Some(day.strftime("%Y-%m-%d").to_string()),
            text: language.fill(
                "day_with_weekday",
                [
                    ("weekday", weekday(language, day.weekday()).into()),
                    ("day", day.day().into()),
                    ("month", MonthName::Long.of(language, day).into()),
                    ("year", day.year().to_string().into()),
                ],
            ),
            local: None,
            date: in_words(language, day, MonthName::Short),
        }
    }
}

/// The time in `zone`, when it is another than that in UTC.
fn local(language: &Language, utc: &Zoned, zone: &TimeZone) -> Option<String> {
    let local = utc.with_time_zone(zone.clone());
    if local.offset() == utc.offset() {
        return None;
    }
    let time = ("time", local.strftime("%H:%M").to_string().into());
    let zone = ("zone", local.strftime("%Z").to_string().into());
    Some(if local.date() == utc.date() {
        language.fill("local_time", [time, zone])
    } else {
        let weekday = ("weekday", weekday(language, local.date().weekday()).into());
        language.fill("local_time_weekday", [weekday, time, zone])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::spoken;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn a_moment_has_its_weekday_and_utc() {
        assert_eq!(
            Moment::told(spoken("en"), at("2026-09-22T14:00:00.123456Z"), None),
            Moment {
                datetime: Some("2026-09-22T14:00:00Z".to_owned()),
                text: "Tuesday, 22 September 2026, 14:00 UTC".to_owned(),
                local: None,
                date: "22 Sep 2026".to_owned(),
            }
        );
        assert_eq!(
            Moment::told(spoken("de"), at("2026-09-22T14:00:00Z"), None),
            Moment {
                datetime: Some("2026-09-22T14:00:00Z".to_owned()),
                text: "Dienstag, 22. September 2026, 14:00 UTC".to_owned(),
                local: None,
                date: "22. Sept. 2026".to_owned(),
            }
        );
    }

    #[test]
    fn the_projects_zone_stands_beside_utc_where_it_differs() {
        let local = |zone: &str, text: &str| {
            let zone = TimeZone::get(zone).unwrap();
            Moment::told(spoken("en"), at(text), Some(&zone)).local
        };
        assert_eq!(
            local("Europe/Berlin", "2026-09-22T14:00:00Z").as_deref(),
            Some("16:00 CEST")
        );
        assert_eq!(
            local("Europe/Berlin", "2026-12-22T23:30:00Z").as_deref(),
            Some("Wednesday, 00:30 CET")
        );
        assert_eq!(local("UTC", "2026-09-22T14:00:00Z"), None);
    }

    #[test]
    fn a_day_has_no_time() {
        let day = Moment::of_day(spoken("en"), jiff::civil::date(2026, 9, 15));
        assert_eq!(day.datetime.as_deref(), Some("2026-09-15"));
        assert_eq!(day.text, "Tuesday, 15 September 2026");
    }
}
