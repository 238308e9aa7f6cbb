//! The loop of the preview: show, wait for a change, take it over, show again.

use std::time::{Duration, Instant};

use super::browser::Browser;
use super::generation::{Generation, Moment};
use super::live::{Live, Update};
use super::news::Latest;
use super::renderers::Renderers;
use super::report::Report;
use super::turn::next_turn;
use crate::command::inputs;
use crate::diagnostic::Diagnostics;
use crate::model::Timestamp;
use crate::preview::Faults;
use crate::preview::watch::{Change, Watch};

/// How long the loop sleeps at most: when a machine was suspended, its timers do
/// not know.
const NAP: Duration = Duration::from_secs(10);

/// How long the checks wait at most, so that the browser is served first.
const GRACE: Duration = Duration::from_millis(200);

/// Waits for changes, and finds faults in the meantime.
pub(super) struct Engine<'c, 'w> {
    watch: Watch,
    moment: Moment,
    report: Report<'c, 'w>,
    /// The browser that is expected.
    browser: Option<Browser>,
    /// How long the last checks took.
    checks_took: Duration,
}

/// What happens next.
enum Next {
    /// This is to be shown, for that moment. It was noticed then.
    Update(Update, Timestamp, Instant),
    Stop,
}

impl<'c, 'w> Engine<'c, 'w> {
    pub(super) fn new(
        watch: Watch,
        moment: Moment,
        report: Report<'c, 'w>,
        browser: Option<Browser>,
    ) -> Self {
        Self {
            watch,
            moment,
            report,
            browser,
            checks_took: GRACE,
        }
    }

    /// Shows `live` until the watch is stopped.
    pub(super) fn run(&mut self, live: &mut Live, latest: &Latest, renderers: &Renderers) {
        let mut number = latest.get().number;
        let mut applied = None;
        loop {
            let mut of_site = Diagnostics::new();
            let generation = Generation::new(live.shown(), self.moment, number, &mut of_site);
            let advisories = live.shown().project.advisories.len();
            self.report
                .ready(advisories, generation.secrets(), self.moment);
            if let Some((applied, noticed)) = applied.take() {
                self.report.applied(inputs::now(), &applied, noticed);
            }
            let page = |path: &_| generation.page(path, &latest.get(), inputs::now());
            let next = renderers.answer(page, || self.next(live, latest, of_site));
            let Next::Update(update, clock, noticed) = next else {
                return;
            };
            self.moment.clock = clock;
            let outcome = live.apply(update, clock);
            self.watch.set_places(live.places());
            if outcome.is_shown {
                // Who asks because of this waits until the sites are planned.
                number = latest.shown();
            }
            applied = Some((outcome, noticed));
        }
    }

    /// Tells what is wrong with the surroundings.
    pub(super) fn trouble(&mut self, message: &str) {
        self.report.trouble(inputs::now(), message);
    }

    /// Waits for the next change.
    fn next(&mut self, live: &Live, latest: &Latest, of_site: Diagnostics) -> Next {
        let is_moving = !self.moment.is_set;
        let mut turn = is_moving.then(|| next_turn(&live.disk().project, self.moment.clock));
        let mut of_site = Some(of_site);
        let grace = if live.holds_back() {
            // There is no other page to show than what they find.
            Duration::ZERO
        } else {
            self.checks_took.min(GRACE)
        };
        let checks = Instant::now() + grace;
        loop {
            let nap = turn.map_or(NAP, |turn| NAP.min(until(turn)));
            let nap = Instant::now() + nap;
            let deadline = of_site.as_ref().map_or(nap, |_| checks.min(nap));
            let change = self.watch.next(Some(deadline));
            let (noticed, clock) = (Instant::now(), self.clock());
            let trouble = self.browser.as_ref().and_then(|it| it.trouble(noticed));
            if let Some(trouble) = trouble {
                self.browser = None;
                self.trouble(&format!("{trouble}; open the address above yourself"));
            }
            let update = match change {
                Some(Change::Stopped) => return Next::Stop,
                Some(change) => self.look(live, &change, clock),
                None if turn.take_if(|turn| *turn <= clock).is_some() => Some(live.at(clock)),
                None => None,
            };
            if let Some(update) = update {
                return Next::Update(update, clock, noticed);
            }
            if checks <= Instant::now()
                && let Some(of_site) = of_site.take()
            {
                self.check(live, latest, of_site);
            }
        }
    }

    /// The moment to show.
    fn clock(&self) -> Timestamp {
        if self.moment.is_set {
            self.moment.clock
        } else {
            inputs::now()
        }
    }

    /// Reads what changed.
    fn look(&mut self, live: &Live, change: &Change, clock: Timestamp) -> Option<Update> {
        if let Change::Doubt(why) = change {
            let message = format!("{why}; the files are looked at several times a second instead");
            self.trouble(&message);
        }
        match live.look(change, clock) {
            Ok(update) => update,
            Err(message) => {
                self.trouble(&format!("error: {message}"));
                None
            }
        }
    }

    /// Looks for faults in what is on the disk.
    fn check(&mut self, live: &Live, latest: &Latest, of_site: Diagnostics) {
        let started = Instant::now();
        let disk = live.disk();
        let mut of_site = of_site;
        if live.holds_back() {
            // Those were found in what is shown.
            of_site = Diagnostics::new();
            Generation::new(disk, self.moment, 0, &mut of_site);
        }
        let found = disk.findings(self.moment.clock, of_site);
        self.report.found(inputs::now(), &found, &disk.sources);
        latest.found(Faults::of(&found.unveiled(), &disk.sources));
        self.checks_took = started.elapsed();
    }
}

/// How long it is until `turn`.
fn until(turn: Timestamp) -> Duration {
    let left = turn.to_jiff().duration_since(inputs::now().to_jiff());
    Duration::try_from(left).unwrap_or_default()
}
