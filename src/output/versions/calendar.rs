//! `supported-versions.ics` (iCalendar, RFC 5545): an all-day event for each end
//! of support, or of a phase of it.
//!
//! The ids of events are UUIDs of version 5 (RFC 9562, section 5.5) made from
//! the package, the series and the phase, so an end that is moved stays one
//! event in every calendar. Nothing depends on the day of the build: the same
//! table gives the same bytes.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::Table;
use crate::model::{Config, SitePath, Timestamp};
use crate::output::announcements::Announced;
use crate::output::feed::NAMESPACE;
use crate::output::html::Day;
use crate::output::plan::{DataFile, Frame, file};
use crate::output::{Claims, Material};
use crate::support::{Cause, End, Moment, ReleaseCycle};
use crate::theme::Language;

/// The longest line, without its end, in bytes (RFC 5545, section 3.1).
const LINE: usize = 75;

/// Whether any end is known: a calendar without an event is none (RFC 5545,
/// section 3.6).
pub(in crate::output) fn has_events(tables: &[Table<'_>]) -> bool {
    let mut cycles = tables.iter().flat_map(|table| {
        table
            .schedule()
            .cycles()
            .iter()
            .map(move |cycle| (table, cycle))
    });
    cycles.any(|(table, cycle)| !Event::all(table, cycle).is_empty())
}

/// The page of supported versions leads to it.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if has_events(&site.tables) || !site.announced.is_empty() {
        let calendar = |site: &Frame<'_>| {
            calendar(site.config, site.language(), &site.tables, &site.announced)
        };
        let title = "Ends of support as events";
        let listed = DataFile::new(SitePath::support_calendar(), "text/calendar", title);
        claims.list(listed, file(calendar));
    }
}

/// The ends of support of every table.
fn calendar(
    config: &Config,
    language: &Language,
    tables: &[Table<'_>],
    announced: &[Announced<'_>],
) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    // The last part is the language of the texts (ISO 9070, FPI).
    let tag = language.tag().to_uppercase();
    lines.plain("PRODID", &format!("-//forewarn//supported versions//{tag}"));
    let title = language.fill(
        "calendar_title",
        [("name", language.name_of(config).into())],
    );
    lines.text("NAME", &title);
    for table in tables {
        for cycle in table.schedule().cycles() {
            for event in Event::all(table, cycle) {
                event.write(config, language, &mut lines);
            }
        }
    }
    for one in announced {
        announcement(one, config, language, &mut lines);
    }
    lines.plain("END", "VCALENDAR");
    lines.0.into_bytes()
}

/// An end of support.
struct Event<'a> {
    /// What the id is made from.
    name: String,
    day: Date,
    /// The package and the series.
    series: String,
    /// The phase, when it is not the support as a whole.
    phase: Option<&'a str>,
    end: &'a End,
    /// The day the series came out: the closest to when the end became known
    /// that does not depend on the build.
    known_since: Option<Date>,
}

impl<'a> Event<'a> {
    fn all(table: &Table<'_>, cycle: &'a ReleaseCycle) -> Vec<Self> {
        let package = &table.support.package.value;
        let (ecosystem, name) = (&package.ecosystem, &package.name);
        let new = |phase: Option<&'a str>, end: Option<&'a End>| {
            Some(Self {
                name: format!(
                    "support:{ecosystem}/{name}:{}:{}",
                    cycle.cycle,
                    phase.unwrap_or_default()
                ),
                day: end?.date()?,
                series: format!("{name} {}", cycle.cycle),
                phase,
                end: end?,
                known_since: cycle.release_date(),
            })
        };
        // What has no support has no last day of it.
        let eol = cycle.eol.as_ref();
        let eol = eol.filter(|end| end.cause != Cause::Unsupported);
        // The last phase of support ends with the support as a whole.
        cycle
            .phases_of_their_own()
            .filter_map(|phase| new(Some(&phase.name), phase.end.as_ref()))
            .chain(new(None, eol))
            .collect()
    }

    fn write(&self, config: &Config, language: &Language, lines: &mut Lines) {
        let uid = Uuid::new_v5(&NAMESPACE, self.name.as_bytes());
        let stamp = self.known_since.unwrap_or(Date::constant(1970, 1, 1));
        lines.plain("BEGIN", "VEVENT");
        lines.plain("UID", &uid.to_string());
        lines.plain("DTSTAMP", &format!("{}T000000Z", stamp.strftime("%Y%m%d")));
        lines.plain(
            "DTSTART;VALUE=DATE",
            &self.day.strftime("%Y%m%d").to_string(),
        );
        lines.text("SUMMARY", &self.summary(language));
        lines.text("DESCRIPTION", &self.description(language));
        let planned = self.end.is_planned();
        lines.plain("STATUS", if planned { "TENTATIVE" } else { "CONFIRMED" });
        lines.plain("TRANSP", "TRANSPARENT");
        if let Some(url) = config.address(&SitePath::versions()) {
            lines.plain("URL", &url);
        }
        lines.plain("END", "VEVENT");
    }

    fn summary(&self, language: &Language) -> String {
        let series = ("series", self.series.as_str().into());
        match self.phase {
            Some(phase) => {
                language.fill("calendar_end_of_phase", [series, ("phase", phase.into())])
            }
            None => language.fill("calendar_end", [series]),
        }
    }

    fn description(&self, language: &Language) -> String {
        match (&self.end.cause, self.end.day) {
            (Cause::Release(release), Moment::Planned(planned)) => {
                let release = ("release", release.as_str().into());
                let day = ("day", Day::planned(language, planned).text.into());
                language.fill("calendar_release_planned", [release, day])
            }
            (Cause::Release(release), _) => {
                language.fill("calendar_release", [("release", release.as_str().into())])
            }
            (Cause::Given | Cause::Period | Cause::Unsupported, Moment::Planned(_)) => {
                language.text("calendar_planned").to_owned()
            }
            (Cause::Given | Cause::Period | Cause::Unsupported, _) => {
                language.text("calendar_last_day").to_owned()
            }
        }
    }
}

/// A release that was announced: all of a day, or from a moment on.
fn announcement(one: &Announced<'_>, config: &Config, language: &Language, lines: &mut Lines) {
    let Announced { announcement, .. } = one;
    let utc = |at: Timestamp| {
        at.to_jiff()
            .to_zoned(TimeZone::UTC)
            .strftime("%Y%m%dT%H%M%SZ")
            .to_string()
    };
    let uid = Uuid::new_v5(&NAMESPACE, one.name().as_bytes());
    lines.plain("BEGIN", "VEVENT");
    lines.plain("UID", &uid.to_string());
    lines.plain("DTSTAMP", &utc(one.since));
    match announcement.release_at.day {
        Some(day) => lines.plain("DTSTART;VALUE=DATE", &day.strftime("%Y%m%d").to_string()),
        None => lines.plain("DTSTART", &utc(announcement.release_at.at)),
    }
    lines.text("SUMMARY", &one.title(language));
    lines.plain(
        "STATUS",
        if one.is_released() {
            "CONFIRMED"
        } else {
            "TENTATIVE"
        },
    );
    lines.plain("TRANSP", "TRANSPARENT");
    if let Some(url) = one.address(config) {
        lines.plain("URL", &url);
    }
    lines.plain("END", "VEVENT");
}

/// Content lines, folded (RFC 5545, section 3.1).
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value needs no escapes.
    fn plain(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut room = LINE;
        for c in line.chars().filter(|c| !c.is_control()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property of the type TEXT (RFC 5545, section 3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::new();
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                c => escaped.push(c),
            }
        }
        self.plain(name, &escaped);
    }
}
