//! Moments in words, and how long it is until then.

use jiff::tz::TimeZone;

use super::text::text;
use crate::model::Timestamp;

/// The moment a page is made for.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// The moment.
    pub now: Timestamp,
    /// Whether `--at` chose it: then it does not move on.
    pub is_set: bool,
    /// The project's zone, shown beside UTC.
    pub zone: Option<&'a TimeZone>,
}

impl Clock<'_> {
    /// `at` as an element: `Tue 22 September 2026, 14:00 UTC (16:00 Europe/Berlin)`.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        let (machine, words) = (machine(at), text(&self.words(at)));
        format!("<time datetime=\"{machine}\">{words}</time>")
    }

    /// `at` in words; the project's zone is told where its time differs, with
    /// the weekday where that differs too.
    pub fn words(&self, at: Timestamp) -> String {
        let words = in_utc(at);
        let utc = at.to_jiff().to_zoned(TimeZone::UTC);
        let zone = self.zone.map(|zone| at.to_jiff().to_zoned(zone.clone()));
        match zone.filter(|local| local.offset() != utc.offset()) {
            Some(local) if local.date() == utc.date() => {
                format!("{words} ({})", local.strftime("%H:%M %Q"))
            }
            Some(local) => format!("{words} ({})", local.strftime("%a %H:%M %Q")),
            None => words,
        }
    }

    /// How long it is until `at`, as an element that the script keeps true.
    pub(super) fn left(&self, at: Timestamp) -> String {
        let (machine, words) = (machine(at), self.left_words(at));
        format!("<span class=\"forewarn-preview-left\" data-until=\"{machine}\">{words}</span>")
    }

    /// `in 6 d 4 h`. The script says it in the same words.
    pub fn left_words(&self, at: Timestamp) -> String {
        let seconds = at.to_jiff().as_second() - self.now.to_jiff().as_second();
        let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86400);
        match () {
            () if seconds <= 0 => "now".to_owned(),
            () if minutes == 0 => "in less than a minute".to_owned(),
            () if hours == 0 => format!("in {minutes} min"),
            () if days == 0 => format!("in {hours} h {} min", minutes % 60),
            () => format!("in {days} d {} h", hours % 24),
        }
    }
}

/// `Tue 22 September 2026, 14:00 UTC`.
pub(super) fn in_utc(at: Timestamp) -> String {
    let utc = at.to_jiff().to_zoned(TimeZone::UTC);
    let form = if utc.second() == 0 {
        "%a %-d %B %Y, %H:%M UTC"
    } else {
        "%a %-d %B %Y, %H:%M:%S UTC"
    };
    utc.strftime(form).to_string()
}

/// For `<time datetime>` and the script; HTML knows no more than three digits
/// of a second (section 2.3.5.7), and none is wanted here.
pub(super) fn machine(at: Timestamp) -> String {
    let utc = at.to_jiff().to_zoned(TimeZone::UTC);
    utc.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
