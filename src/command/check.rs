//! `forewarn check`: everything a build would find, and nothing written.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;

use super::inputs::{Inputs, Request};
use super::watch::LeakWatch;
use super::{Console, Exit, Global, tally};
use crate::against::Last;
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
    /// The site that was published last, as a folder: compare what a build would make
    #[arg(long, value_name = "DIR")]
    against: Option<PathBuf>,
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
        let last = match self.last(console) {
            Ok(last) => last,
            Err(exit) => return exit,
        };
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
        let mut changes = None;
        if let Some(theme) = inputs.check(&mut found) {
            let site = inputs.site(&theme, &mut found);
            if let Some(last) = last.as_ref().filter(|_| !found.has_errors()) {
                let comparison = inputs.against(last);
                comparison.report_paths(&site, &mut found);
                comparison.look_at(&site);
                changes = Some(comparison.report_changed(&mut found));
            }
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
        console.outcome(self.format, &found, &inputs.sources, changes.as_ref());
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

    /// The site to compare with, when one is asked for.
    fn last(&self, console: &mut Console<'_>) -> Result<Option<Last>, Exit> {
        let Some(folder) = &self.against else {
            return Ok(None);
        };
        let (exit, why) = match Last::open(folder) {
            Ok(Some(last)) => return Ok(Some(last)),
            Ok(None) => (
                Exit::Usage,
                format!(
                    "`{}` is no site that forewarn made: it has no `osv/all.json`\n  = help: name the folder of what was published last, as `build` wrote it",
                    folder.display()
                ),
            ),
            Err(fault) => (Exit::InputOutput, fault.to_string()),
        };
        console.complain(&format!("error: `--against`: {why}"));
        Err(exit)
    }
}
