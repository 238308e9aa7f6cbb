//! `forewarn check`: everything a build would find, and nothing written.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;

use super::inputs::{Inputs, Request};
use super::watch::LeakWatch;
use super::{Console, Exit, Global, tally};
use crate::diagnostic::Diagnostics;
use crate::emit::Format;
use crate::parse;

/// Check the input without writing anything.
#[derive(Debug, Args)]
pub struct Check {
    /// How findings are printed: human, short, json, github or sarif
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// The moment to check for, as in an advisory [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The private overlay [default: `FOREWARN_PRIVATE`, else `private` of forewarn.yaml]
    #[arg(long, value_name = "DIR")]
    private: Option<PathBuf>,
    /// Quote what is not public too: on a terminal only, in the human format
    #[arg(long)]
    show_secrets: bool,
}

impl Check {
    pub(super) fn run(&self, global: &Global, console: &mut Console<'_>) -> Exit {
        if self.show_secrets && !(self.format == Format::Human && std::io::stderr().is_terminal()) {
            console.complain("error: `--show-secrets` is for a terminal and the format `human`\n  = help: what is printed elsewhere ends up in logs; leave it out, and findings name places only");
            return Exit::Usage;
        }
        let mut found = Diagnostics::new();
        let request = Request {
            at: self.at.as_deref(),
            private: self.private.as_deref(),
            ..Request::default()
        };
        let inputs = match Inputs::read(global, request, &mut found, console) {
            Ok(inputs) => inputs,
            Err(exit) => return exit,
        };
        let mut leaks = false;
        if let Some(theme) = inputs.check(&mut found) {
            let site = inputs.site(&theme, &mut found);
            if !found.has_errors() {
                let watch = LeakWatch::new(&inputs);
                // The embedded templates alone have no fault that a page could show.
                if !watch.is_idle() || !inputs.project.theme.is_empty() {
                    watch.look_at(&site, &mut found);
                }
                leaks = watch.report(&mut found);
            }
        }
        if self.show_secrets {
            found = found.unveiled();
        }
        console.findings(self.format, &found, &inputs.sources);
        // Those that could not be read count too.
        let files = inputs.sources.tree();
        let advisories = files.filter(|(_, file)| parse::is_advisory(file)).count();
        let plural = if advisories == 1 { "y" } else { "ies" };
        let verdict = match tally(&found) {
            faults if faults.is_empty() => "no findings".to_owned(),
            faults => faults,
        };
        console.say(&format!("{verdict} in {advisories} advisor{plural}"));
        if leaks {
            Exit::Leak
        } else {
            inputs.exit(&found)
        }
    }
}
