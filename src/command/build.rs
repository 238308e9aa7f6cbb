//! `forewarn build`: the site, written whole or not at all.

use std::ops::ControlFlow::{self, Break, Continue};
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::inputs::{Inputs, Request};
use super::watch::LeakWatch;
use super::{Console, Exit, Global, progress, tally};
use crate::against::{self, Last};
use crate::deliver::{self, DeliverFault, Delivered, Turn};
use crate::diagnostic::{Diagnostics, Level};
use crate::emit::Format;
use crate::model::{Changes, SitePath};
use crate::parse;
use crate::site::Site;
use crate::theme::TemplateFault;

/// Build the site.
#[derive(Debug, Args)]
pub struct Build {
    /// Where to write [default: `output` of forewarn.yaml, else `public`]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will be published [default: `base_url` of forewarn.yaml]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The moment to build for, as in an advisory [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// How findings are printed: human, short, json, github or sarif
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

impl Build {
    pub(super) fn run(&self, global: &Global, console: &mut Console<'_>) -> Exit {
        let started = Instant::now();
        let mut ours = None;
        loop {
            match self.attempt(global, started, ours, console) {
                Break(exit) => return exit,
                Continue(waited_for) => ours = Some(waited_for),
            }
            console.detail("another build came first: reading again");
        }
    }

    /// Reads and builds, unless another build came first and was waited for:
    /// what was read before may be older than what that one has published.
    fn attempt(
        &self,
        global: &Global,
        started: Instant,
        ours: Option<Claim>,
        console: &mut Console<'_>,
    ) -> ControlFlow<Exit, Claim> {
        let mut found = Diagnostics::new();
        let request = Request {
            at: self.at.as_deref(),
            ..Request::default()
        };
        let mut inputs = match Inputs::read(global, request, &mut found, console) {
            Ok(inputs) => inputs,
            Err(exit) => return Break(exit),
        };
        if let Err(exit) = self.overrule(&mut inputs, console) {
            return Break(exit);
        }
        let theme = inputs.check(&mut found);
        let site = theme.as_ref().map(|theme| inputs.site(theme, &mut found));
        let Some(site) = site.filter(|_| !found.has_errors()) else {
            console.findings(self.format, &found, &inputs.sources);
            console.complain(&format!("{}; nothing was written", tally(&found)));
            return Break(inputs.exit(&found));
        };
        let watch = LeakWatch::new(&inputs);
        let wanted = Wanted {
            target: self.target(&inputs),
            inputs: inputs.folders(),
        };
        console.detail(&format!("writing to {}", wanted.target.display()));
        let outcome = match Claim::renew(ours, wanted) {
            Ok(claim) if claim.is_news => return Continue(claim),
            Ok(claim) => publish(&inputs, &site, &watch, &claim, &mut found, console),
            Err(fault) => Err(fault),
        };
        let (exit, last_word, changes) = match outcome {
            Ok((published, changes)) => {
                let millis = started.elapsed().as_millis();
                let summary = summary(&inputs, &site, &published, millis);
                (Exit::Fine, summary, changes)
            }
            Err(fault) => {
                let (exit, why) = refuse(&fault, watch, &mut found);
                (exit, why, None)
            }
        };
        console.outcome(self.format, &found, &inputs.sources, changes.as_ref());
        match exit {
            Exit::Fine => console.say(&last_word),
            _ => console.complain(&last_word),
        }
        // The process ends. To give back first what a site is made of takes a fiftieth of a
        // build, on one core.
        std::mem::forget(site);
        std::mem::forget(theme);
        std::mem::forget(inputs);
        Break(exit)
    }

    /// Options of the command line win over `forewarn.yaml`.
    fn overrule(&self, inputs: &mut Inputs, console: &mut Console<'_>) -> Result<(), Exit> {
        let Some(url) = &self.base_url else {
            return Ok(());
        };
        match parse::base_url(url) {
            Some(url) => {
                inputs.project.config.base_url = Some(url);
                Ok(())
            }
            None => {
                console.complain(&format!(
                    "error: `--base-url`: `{}` is not a web address\n  = help: write the whole address, `https://` included",
                    url.escape_debug()
                ));
                Err(Exit::Usage)
            }
        }
    }

    /// The directory to write: the option is seen from where the run was
    /// started, the setting from the root.
    fn target(&self, inputs: &Inputs) -> PathBuf {
        match &self.output {
            Some(path) => path.clone(),
            None => inputs.root.join(&inputs.project.config.output),
        }
    }
}

/// Where to write, and what must not lie there.
#[derive(PartialEq, Eq)]
struct Wanted {
    target: PathBuf,
    inputs: Vec<PathBuf>,
}

/// The right to write there.
struct Claim {
    wanted: Wanted,
    turn: Turn,
    /// Whether what was read before may be outdated.
    is_news: bool,
}

impl Claim {
    /// The claim that is ours already, when it is the one wanted.
    fn renew(ours: Option<Self>, wanted: Wanted) -> Result<Self, DeliverFault> {
        if let Some(claim) = ours
            && claim.wanted == wanted
        {
            return Ok(Self {
                is_news: false,
                ..claim
            });
        }
        // Any other is given back by now: a build must not wait for itself.
        let inputs: Vec<_> = wanted.inputs.iter().map(PathBuf::as_path).collect();
        let turn = Turn::wait(&wanted.target, &inputs)?;
        Ok(Self {
            is_news: turn.was_waited_for(),
            wanted,
            turn,
        })
    }
}

/// Puts the site in the place of the one that stands there, and tells what changed.
/// What the change breaks is a warning, unless the project makes an error of it: then
/// nothing is written.
fn publish(
    inputs: &Inputs,
    site: &Site<'_>,
    watch: &LeakWatch<'_>,
    claim: &Claim,
    found: &mut Diagnostics,
    console: &Console<'_>,
) -> Result<(Delivered, Option<Changes>), DeliverFault> {
    against::only_warn(found);
    // What cannot be read now cannot be replaced either, which says more.
    let last = Last::open(&claim.wanted.target).ok().flatten();
    let comparison = last.as_ref().map(|last| inputs.against(last));
    if let Some(comparison) = &comparison {
        comparison.report_paths(site, found);
        if found.has_errors() {
            return Err(DeliverFault::Inspection);
        }
    }
    let may_change = |path: &SitePath, bytes: &[u8]| {
        let codes = comparison.as_ref().map(|all| all.look(path, bytes));
        let mut codes = codes.into_iter().flatten();
        codes.all(|code| found.level(code) != Some(Level::Error))
    };
    let written = write(site, watch, &may_change, &claim.turn, console);
    let changes = comparison.map(|all| all.report_changed(found));
    Ok((written?, changes))
}

/// Renders everything into the directory of `turn`, with a bar when it takes long
/// enough for anybody to watch.
fn write(
    site: &Site<'_>,
    watch: &LeakWatch<'_>,
    may_change: &(dyn Fn(&SitePath, &[u8]) -> bool + Sync),
    turn: &Turn,
    console: &Console<'_>,
) -> Result<Delivered, DeliverFault> {
    let paths: Vec<_> = site.paths().cloned().collect();
    let bar = progress::bar(paths.len(), console.quiet);
    let render = |path: &SitePath| {
        let bytes = site.render(path).expect("the paths are the site's own");
        bytes.map_err(Into::into)
    };
    let inspect = |path: &SitePath, bytes: &[u8], is_kept: bool| {
        // Both are asked: each tells of all that it finds.
        watch.passes(path, bytes) & (is_kept || may_change(path, bytes))
    };
    let advance = |done| bar.advance(done);
    let is_last = |path: &SitePath| site.is_of_others(path);
    let outcome = deliver::deliver(turn, &paths, &is_last, &render, &inspect, &advance);
    bar.finish();
    outcome
}

/// `13 advisories (1 withdrawn), 2 not public, 88 files, 63 ms`.
fn summary(inputs: &Inputs, site: &Site<'_>, published: &Delivered, millis: u128) -> String {
    let (public, withdrawn) = site.counts();
    let secret = inputs.project.advisories.len() - public;
    let plural = if public == 1 {
        "advisory"
    } else {
        "advisories"
    };
    let mut parts = vec![match withdrawn {
        0 => format!("{public} {plural}"),
        _ => format!("{public} {plural} ({withdrawn} withdrawn)"),
    }];
    if secret > 0 {
        parts.push(format!("{secret} not public"));
    }
    parts.push(match published.files {
        1 => "1 file".to_owned(),
        files => format!("{files} files"),
    });
    if published.unchanged > 0 {
        parts.push(format!("{} changed", published.written + published.removed));
    }
    parts.push(format!("{millis} ms"));
    let kept = published.foreign.iter();
    let kept = kept.map(|path| format!("kept, not written by forewarn: {}", path.display()));
    let closed = published.closed.iter().map(|path| {
        format!(
            "warning: other accounts cannot read `{}`, and a server may be one of them\n  = help: remove the output and build again with `umask 022`",
            path.display()
        )
    });
    std::iter::once(parts.join(", "))
        .chain(kept)
        .chain(closed)
        .collect::<Vec<_>>()
        .join("\n")
}

/// What stopped the writing: a secret in the site and a template's fault are
/// the input's, the rest is of the file system.
fn refuse(fault: &DeliverFault, watch: LeakWatch<'_>, found: &mut Diagnostics) -> (Exit, String) {
    let mut exit = None;
    if let DeliverFault::Render(fault) = fault
        && let Some(fault) = fault.downcast_ref::<TemplateFault>()
        && let Some(diagnostic) = fault.diagnostic()
    {
        found.push(diagnostic);
        exit = Some(Exit::Findings);
    }
    // Of what the change would break, if it was not a leak.
    if matches!(fault, DeliverFault::Inspection) {
        exit = Some(Exit::Findings);
    }
    if watch.report(found) {
        exit = Some(Exit::Leak);
    }
    if let Some(exit) = exit {
        return (exit, format!("{}; nothing was written", tally(found)));
    }
    let exit = match fault {
        DeliverFault::Refused { .. } => Exit::Usage,
        _ => Exit::InputOutput,
    };
    (exit, format!("error: {fault}"))
}
