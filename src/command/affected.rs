//! `forewarn affected`: which advisories apply to a version of a package, why,
//! and which version to go to.

mod answer;
mod human;
mod json;
mod query;

#[cfg(test)]
mod tests;

use clap::{Args, ValueEnum};

use self::answer::Answer;
use self::query::Query;
use super::inputs::{Inputs, Request};
use super::{Console, Exit, Global};
use crate::diagnostic::Diagnostics;
use crate::emit;

/// Tell which advisories affect a version, and which version is safe.
///
/// Ends with 1 when the version is affected, or when an advisory does not say which
/// versions are, and with 0 when it is not affected.
#[derive(Debug, Args)]
pub struct AffectedBy {
    /// The package: `PyPI/tinysig`, its name alone where that is clear, or a
    /// package URL
    package: String,
    /// The version, unless the package URL has one
    version: Option<String>,
    /// How the answer is printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: AnswerFormat,
    /// The moment to answer for, as in an advisory [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

/// A form in which an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For people
    Human,
    /// For programs: docs/affected.md
    Json,
}

impl AffectedBy {
    pub(super) fn run(&self, global: &Global, console: &mut Console<'_>) -> Exit {
        let mut found = Diagnostics::new();
        let request = Request {
            at: self.at.as_deref(),
            ..Request::default()
        };
        let inputs = match Inputs::read(global, request, &mut found, console) {
            Ok(inputs) => inputs,
            Err(exit) => return exit,
        };
        // A file that cannot be read may be the one that matters.
        if found.has_errors() {
            console.findings(emit::Format::Human, &found, &inputs.sources);
            console.complain("error: no answer while advisories cannot be read");
            return Exit::Usage;
        }
        let public = inputs.project.public(inputs.clock);
        let query = Query::new(
            &self.package,
            self.version.as_deref(),
            &inputs.project,
            &public,
        );
        let query = match query {
            Ok(query) => query,
            Err(fault) => {
                console.complain(&format!(
                    "error: {}\n  = help: {}",
                    fault.message, fault.help
                ));
                return Exit::Usage;
            }
        };
        let answer = Answer::new(query, &inputs.project, &public, inputs.clock);
        console.print(&match self.format {
            AnswerFormat::Human => human::text(&answer),
            AnswerFormat::Json => json::document(&answer),
        });
        match answer.is_affected() {
            Some(false) => Exit::Fine,
            Some(true) | None => Exit::Findings,
        }
    }
}
