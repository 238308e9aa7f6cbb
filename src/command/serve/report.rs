//! What the terminal is told: little, and nothing of the text of a secret file.

use std::collections::BTreeSet;
use std::time::Instant;

use jiff::tz::TimeZone;

use super::generation::ShownMoment;
use super::live::Applied;
use super::reading::Reading;
use crate::command::{Console, tally};
use crate::diagnostic::{Diagnostics, Level};
use crate::emit::{self, Format};
use crate::model::Timestamp;
use crate::preview::{Secrets, WallClock};
use crate::source::Sources;

/// How many changed files, or new findings, are named at once.
const MOST: usize = 8;

/// Tells the terminal.
pub(super) struct Report<'c, 'w> {
    console: &'c mut Console<'w>,
    /// The findings told so far that are still there, a line each.
    known: BTreeSet<String>,
    had_errors: bool,
}

impl<'c, 'w> Report<'c, 'w> {
    pub(super) fn new(console: &'c mut Console<'w>) -> Self {
        Self {
            console,
            known: BTreeSet::new(),
            had_errors: false,
        }
    }

    /// That the site is at `url`, by a program that was `started` then, and what of
    /// it is secret.
    pub(super) fn ready(
        &mut self,
        url: &str,
        started: Instant,
        reading: &Reading,
        moment: ShownMoment,
    ) {
        let clock = WallClock {
            now: moment.clock,
            is_set: moment.is_set,
            zone: None,
        };
        // Nobody can guess the address, so a quiet run tells it too.
        self.console.complain(&format!(
            "forewarn {}, ready in {} ms: {url} (for you only)",
            env!("CARGO_PKG_VERSION"),
            started.elapsed().as_millis(),
        ));
        let secrets = Secrets::of(&reading.project, &reading.sources, moment.clock);
        let summary = summary(reading.project.advisories.len(), &secrets, &clock);
        self.console
            .say(&format!("{summary}; nothing is written to disk"));
    }

    /// What became of files whose change was noticed at a moment.
    pub(super) fn applied(&mut self, at: Timestamp, applied: &Applied, noticed: Instant) {
        let (time, millis) = (time(at), noticed.elapsed().as_millis());
        for (path, fate) in applied.changes.iter().take(MOST) {
            let outcome = if applied.held.contains(path) {
                "has errors and is shown as it last was".to_owned()
            } else {
                format!("shown after {millis} ms")
            };
            let path = path.escape_debug();
            self.console
                .say(&format!("{time} {path} {fate}, {outcome}"));
        }
        let more = applied.changes.len().saturating_sub(MOST);
        if more > 0 {
            self.console.say(&format!("{time} and {more} more files"));
        }
    }

    /// What is found now and was not before.
    pub(super) fn found(&mut self, at: Timestamp, found: &Diagnostics, sources: &Sources) {
        let lines = emit::emit(Format::Short, found, sources, false);
        let lines: BTreeSet<String> = lines.lines().map(str::to_owned).collect();
        let new: Vec<_> = lines.difference(&self.known).collect();
        let time = time(at);
        for line in new.iter().take(MOST) {
            self.console.complain(&format!("{time} {line}"));
        }
        if !new.is_empty() {
            let tally = tally(found);
            self.console.complain(&format!(
                "{time} {tally}; the browser shows them, and `forewarn check` lists them"
            ));
        }
        let has_errors = found.count(Level::Error) > 0;
        if self.had_errors && !has_errors {
            self.console.say(&format!("{time} no errors any more"));
        }
        self.had_errors = has_errors;
        self.known = lines;
    }

    /// What is wrong with the surroundings.
    pub(super) fn trouble(&mut self, at: Timestamp, message: &str) {
        self.console.complain(&format!("{} {message}", time(at)));
    }
}

/// `12 advisories, 1 embargoed until Tue 2026-09-22 14:00 UTC (in 6 d 4 h)`.
fn summary(advisories: usize, secrets: &Secrets, clock: &WallClock<'_>) -> String {
    let mut parts = vec![match advisories {
        1 => "1 advisory".to_owned(),
        number => format!("{number} advisories"),
    }];
    let (embargoed, drafts) = (secrets.embargoed.len(), secrets.drafts.len());
    if embargoed > 0 {
        let end = |until| format!("until {} ({})", moment(until), clock.left_words(until));
        let until = match (secrets.next_end(), embargoed) {
            (Some(until), 1) => format!(" {}", end(until)),
            (Some(until), _) => format!(", the next {}", end(until)),
            (None, _) => String::new(),
        };
        parts.push(format!("{embargoed} embargoed{until}"));
    }
    match drafts {
        0 => {}
        1 => parts.push("1 draft".to_owned()),
        _ => parts.push(format!("{drafts} drafts")),
    }
    parts.join(", ")
}

/// `09:14:02`, in UTC as every time that forewarn tells.
fn time(at: Timestamp) -> String {
    at.to_jiff()
        .to_zoned(TimeZone::UTC)
        .strftime("%H:%M:%SZ")
        .to_string()
}

/// `Tue 2026-09-22 14:00 UTC`.
fn moment(at: Timestamp) -> String {
    let utc = at.to_jiff().to_zoned(TimeZone::UTC);
    utc.strftime("%a %Y-%m-%d %H:%M UTC").to_string()
}
