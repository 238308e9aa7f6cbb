//! Moments in words, and how long it is until then.

use jiff::tz::TimeZone;

use super::text::text;
use crate::model::Timestamp;

/// The moment a page is made for.
#[derive(Clone, Copy, Debug)]
pub struct WallClock<'a> {
    /// The moment.
    pub now: Timestamp,
    /// Whether `--at` chose it: then it does not move on.
    pub is_set: bool,
    /// The project's zone, shown beside UTC.
    pub zone: Option<&'a TimeZone>,
}

impl WallClock<'_> {
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

    /// A comma and how long it is until `at`, as an element: the script keeps it
    /// true, and paper goes without.
    pub(super) fn left(&self, at: Timestamp) -> String {
        let (machine, words) = (machine(at), self.left_words(at));
        format!(
            "<span class=\"forewarn-preview-left\">, <span data-until=\"{machine}\">{words}</span></span>"
        )
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

/// `Tue 22 September 2026, 14:00 UTC`; seconds only where there are any.
pub(super) fn in_utc(at: Timestamp) -> String {
    in_words(at, "%a %-d %B %Y")
}

/// `22 Sep 2026, 14:00 UTC`; seconds only where there are any.
pub(super) fn short(at: Timestamp) -> String {
    in_words(at, "%-d %b %Y")
}

/// For `<time datetime>` and the script; HTML knows no more than three digits
/// of a second (section 2.3.5.7), and none is wanted here.
pub(super) fn machine(at: Timestamp) -> String {
    let utc = at.to_jiff().to_zoned(TimeZone::UTC);
    utc.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn in_words(at: Timestamp, day: &str) -> String {
    let utc = at.to_jiff().to_zoned(TimeZone::UTC);
    let time = if utc.second() == 0 { "%H:%M" } else { "%T" };
    utc.strftime(&format!("{day}, {time} UTC")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn a_moment_is_told_in_utc_and_in_the_projects_zone() {
        let words = |zone: &str, text: &str| {
            let zone = TimeZone::get(zone).unwrap();
            let clock = WallClock {
                now: at("2026-09-16T10:00:00Z"),
                is_set: false,
                zone: Some(&zone),
            };
            clock.words(at(text))
        };
        assert_eq!(
            words("Europe/Berlin", "2026-09-22T14:00:00Z"),
            "Tue 22 September 2026, 14:00 UTC (16:00 Europe/Berlin)"
        );
        assert_eq!(
            words("Europe/Berlin", "2026-09-22T23:30:05Z"),
            "Tue 22 September 2026, 23:30:05 UTC (Wed 01:30 Europe/Berlin)"
        );
        assert_eq!(
            words("Europe/London", "2026-12-22T14:00:00Z"),
            "Tue 22 December 2026, 14:00 UTC"
        );
    }

    #[test]
    fn the_time_left_has_its_two_largest_units() {
        let clock = WallClock {
            now: at("2026-09-16T10:00:00Z"),
            is_set: false,
            zone: None,
        };
        for (until, left) in [
            ("2026-09-16T10:00:00Z", "now"),
            ("2026-09-16T10:00:59Z", "in less than a minute"),
            ("2026-09-16T10:01:00Z", "in 1 min"),
            ("2026-09-16T10:59:59Z", "in 59 min"),
            ("2026-09-16T11:00:00Z", "in 1 h 0 min"),
            ("2026-09-17T09:59:00Z", "in 23 h 59 min"),
            ("2026-09-22T14:00:00Z", "in 6 d 4 h"),
        ] {
            assert_eq!(clock.left_words(at(until)), left);
        }
    }
}
