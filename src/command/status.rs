//! `forewarn status`: what is public, what is not yet, and what comes next.

mod human;
mod json;
mod overview;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::overview::Overview;
use super::inputs::{Inputs, Request};
use super::{Console, Exit, Global, tally};
use crate::diagnostic::Diagnostics;
use crate::emit;

/// Tell what is public, what is not yet, and what comes next.
///
/// What is secret is named by its file only, so that a public log may show it.
#[derive(Debug, Args)]
pub struct Status {
    /// How the answer is printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: StatusFormat,
    /// The moment to answer for, as in an advisory; it may lie ahead [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The private overlay [default: `FOREWARN_PRIVATE`, else `private` of forewarn.yaml]
    #[arg(long, value_name = "DIR")]
    private: Option<PathBuf>,
}

/// A form in which the status is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusFormat {
    /// For people
    Human,
    /// For programs, such as a scheduler of builds: docs/status.md
    Json,
}

impl Status {
    pub(super) fn run(&self, global: &Global, console: &mut Console<'_>) -> Exit {
        let mut found = Diagnostics::new();
        let request = Request {
            at: self.at.as_deref(),
            ahead: true,
            private: self.private.as_deref(),
            needs_overlay: true,
        };
        let inputs = match Inputs::read(global, request, &mut found, console) {
            Ok(inputs) => inputs,
            Err(exit) => return exit,
        };
        // A file that cannot be read may be the one that is waited for.
        if found.has_errors() {
            console.findings(emit::Format::Human, &found, &inputs.sources);
            console.complain(&format!("{}; no status", tally(&found)));
            return inputs.exit(&found);
        }
        let overview = Overview::new(&inputs);
        console.print(&match self.format {
            StatusFormat::Human => human::text(&overview),
            StatusFormat::Json => json::document(&overview),
        });
        Exit::Fine
    }
}
