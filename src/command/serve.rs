//! `forewarn serve`: the site from memory, in a browser on this machine, with
//! what is secret; every change is shown at once.

mod browser;
mod engine;
mod folders;
mod generation;
mod live;
mod reading;
mod report;
mod shown;
#[cfg(test)]
mod tests;
mod turn;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::Args;

use super::inputs::{self, Inputs, Request};
use super::{Console, Exit, Global};
use crate::diagnostic::Diagnostics;
use crate::preview::watch::Watch;
use crate::preview::{self, DEFAULT_PORT, Listener};
use browser::Browser;
use engine::Engine;
use generation::ShownMoment;
use live::Live;
use reading::Reading;
use report::Report;
use shown::Shown;

/// Show the site in a browser on this machine, secrets included.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port to listen on, or the next one that is free
    #[arg(long, value_name = "N", default_value_t = DEFAULT_PORT)]
    port: u16,
    /// The private overlay [default: `FOREWARN_PRIVATE`, else `private` of forewarn.yaml]
    #[arg(long, value_name = "DIR")]
    private: Option<PathBuf>,
    /// The moment to show, which may lie ahead [default: now, and moving on]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

impl Serve {
    pub(super) fn run(&self, global: &Global, console: &mut Console<'_>) -> Exit {
        let started = Instant::now();
        let request = Request {
            at: self.at.as_deref(),
            ahead: true,
            private: self.private.as_deref(),
            needs_overlay: true,
        };
        let mut found = Diagnostics::new();
        let inputs = match Inputs::read(global, request, &mut found, console) {
            Ok(inputs) => inputs,
            Err(exit) => return exit,
        };
        let listener = match preview::listen(self.port) {
            Ok(listener) => listener,
            Err(fault) => {
                console.complain(&format!("error: port {}: {fault}", self.port));
                return Exit::InputOutput;
            }
        };
        if listener.port() != self.port && self.port != 0 {
            console.say(&format!("port {} is taken", self.port));
        }
        let moment = ShownMoment {
            clock: inputs.clock,
            is_set: inputs.clock_is_set,
        };
        let parsed = (inputs.project, inputs.known);
        let reading = Reading::new(inputs.sources, parsed, found);
        let live = Live::new(inputs.root, self.private.clone(), reading);
        self.show(listener, live, moment, started, Report::new(console))
    }

    /// Serves `live` until the program is interrupted.
    fn show(
        &self,
        mut listener: Listener,
        live: Live,
        moment: ShownMoment,
        started: Instant,
        mut report: Report<'_, '_>,
    ) -> Exit {
        let watch = Watch::new(live.places());
        // Before there is anything to leave behind. Where no handler can be set, an
        // interruption (Ctrl-C) ends the program itself.
        let _ = ctrlc::set_handler(watch.stop());
        let mut browser = self.open.then(|| Browser::invite(&mut listener));
        // Another number than at any start before, so that pages still open in
        // a browser know that they are of another time.
        let number = u64::try_from(inputs::now().to_jiff().as_millisecond());
        let number = number.unwrap_or_default();
        let shown = Arc::new(Shown::new(live.shown(), moment, number, listener.seal()));
        let url = listener.url();
        let pages = Arc::clone(&shown);
        std::thread::spawn(move || preview::serve(listener, pages));
        if let Some(browser) = &mut browser {
            browser.open();
        }
        report.ready(&url, started, live.disk(), moment);
        Engine::new(watch, live, shown, moment, report, browser).run();
        Exit::Fine
    }
}
