//! The loop of the preview: wait for a change, take it over, show it, look for
//! faults.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::browser::Browser;
use super::generation::{Generation, ShownMoment};
use super::live::{Applied, Live};
use super::report::Report;
use super::shown::Shown;
use super::turn::next_turn;
use crate::command::inputs;
use crate::model::Timestamp;
use crate::preview::Faults;
use crate::preview::watch::{FileChange, Watch};

/// How long the loop sleeps at most: when a machine was suspended, its timers do
/// not know.
const NAP: Duration = Duration::from_secs(10);

/// How long the checks wait at most, so that the browser is served first.
const GRACE: Duration = Duration::from_millis(200);

/// Waits for changes, and finds faults in the meantime.
pub(super) struct Engine<'c, 'w> {
    watch: Watch,
    live: Live,
    shown: Arc<Shown>,
    moment: ShownMoment,
    report: Report<'c, 'w>,
    /// Why the files could not be read when they were last looked at.
    unread: Option<String>,
    /// The browser that is expected.
    browser: Option<Browser>,
    /// When the clock alone changes what is shown.
    turn: Option<Timestamp>,
    /// When faults are looked for next.
    checks: Option<Instant>,
    /// How long that took last.
    checks_took: Duration,
}

impl<'c, 'w> Engine<'c, 'w> {
    pub(super) fn new(
        watch: Watch,
        live: Live,
        shown: Arc<Shown>,
        moment: ShownMoment,
        report: Report<'c, 'w>,
        browser: Option<Browser>,
    ) -> Self {
        let mut engine = Self {
            watch,
            live,
            shown,
            moment,
            report,
            unread: None,
            browser,
            turn: None,
            checks: None,
            checks_took: GRACE,
        };
        engine.plan_ahead();
        engine
    }

    /// Shows every change until the watch is stopped.
    pub(super) fn run(mut self) {
        loop {
            let nap = self.turn.map_or(NAP, |turn| NAP.min(until(turn)));
            let nap = Instant::now() + nap;
            let deadline = self.checks.map_or(nap, |checks| checks.min(nap));
            let change = self.watch.next(Some(deadline));
            let (noticed, clock) = (Instant::now(), self.clock());
            self.miss_browser(noticed);
            if self.turn.is_some_and(|turn| turn <= clock) {
                let turned = self.live.turn();
                self.show(&turned, clock, noticed);
            }
            match change {
                Some(FileChange::Stopped) => return,
                Some(change) => {
                    if let Some(applied) = self.look(&change) {
                        self.show(&applied, clock, noticed);
                    }
                }
                None if self.checks.take_if(|due| *due <= noticed).is_some() => self.check(),
                None => {}
            }
        }
    }

    /// Tells what is wrong with the surroundings.
    fn trouble(&mut self, message: &str) {
        self.report.trouble(inputs::now(), message);
    }

    /// The moment to show.
    fn clock(&self) -> Timestamp {
        if self.moment.is_set {
            self.moment.clock
        } else {
            inputs::now()
        }
    }

    /// Tells, once, that no browser has come.
    fn miss_browser(&mut self, now: Instant) {
        if let Some(trouble) = self.browser.as_ref().and_then(|it| it.trouble(now)) {
            self.browser = None;
            self.trouble(&format!("{trouble}; open the address above yourself"));
        }
    }

    /// Reads what changed.
    fn look(&mut self, change: &FileChange) -> Option<Applied> {
        if let FileChange::Doubt(why) = change {
            let message = format!("{why}; the files are looked at several times a second instead");
            self.trouble(&message);
        }
        let (applied, unread) = match self.live.look(change) {
            Ok(applied) => (applied, None),
            Err(message) => (None, Some(message)),
        };
        if let Some(message) = &unread {
            self.trouble(&format!("error: {message}"));
        }
        if self.unread != unread {
            self.unread = unread;
            // They tell the pages, too.
            self.checks = Some(Instant::now());
        }
        applied
    }

    /// Shows what became of a change.
    fn show(&mut self, applied: &Applied, clock: Timestamp, noticed: Instant) {
        self.moment.clock = clock;
        if applied.is_shown {
            self.shown.show(self.live.shown(), self.moment);
        }
        self.report.applied(inputs::now(), applied, noticed);
        self.watch.set_places(self.live.places());
        self.plan_ahead();
    }

    /// Says when there is something to do again though no file changes.
    fn plan_ahead(&mut self) {
        let is_moving = !self.moment.is_set;
        self.turn = is_moving.then(|| next_turn(&self.live.disk().project, self.moment.clock));
        let grace = if self.live.holds_back() {
            // There is no other page to show than what they find.
            Duration::ZERO
        } else {
            self.checks_took.min(GRACE)
        };
        self.checks = Some(Instant::now() + grace);
    }

    /// Looks for faults in what is on the disk.
    fn check(&mut self) {
        let started = Instant::now();
        let disk = self.live.disk();
        let of_site = if self.live.holds_back() {
            Generation::of(Arc::clone(disk), self.moment, 0).found()
        } else {
            self.shown.found()
        };
        let found = disk.findings(self.moment.clock, of_site);
        self.report.found(inputs::now(), &found, &disk.sources);
        let faults = Faults::of(&found.unveiled(), &disk.sources).unread(self.unread.as_deref());
        self.shown.tell_found(faults);
        self.checks_took = started.elapsed();
    }
}

/// How long it is until `turn`.
fn until(turn: Timestamp) -> Duration {
    let left = turn.to_jiff().duration_since(inputs::now().to_jiff());
    Duration::try_from(left).unwrap_or_default()
}
