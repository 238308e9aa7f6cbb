//! One file a command; what they share is here: arguments, clock, exit codes.

pub mod affected;
pub mod build;
pub mod check;
pub mod explain;
pub mod export;
mod inputs;
mod overlay;
mod progress;
pub mod serve;
pub mod status;
pub mod theme;
mod watch;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Diagnostics, Level};
use crate::emit::{self, Format};
use crate::model::Changes;
use crate::source::Sources;

/// Turns a project's security policy, advisories and supported-versions table
/// into its security site.
#[derive(Debug, Parser)]
#[command(name = "forewarn", version, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The folder that holds forewarn.yaml [default: the nearest one upward]
    #[arg(short = 'C', long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Say only what is wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say where the run looks and for which moment
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site
    Build(build::Build),
    /// Check the input without writing anything
    Check(check::Check),
    /// Show the site in a browser on this machine, secrets included
    Serve(serve::Serve),
    /// Tell which advisories affect a version, and which version is safe
    Affected(affected::AffectedBy),
    /// Tell what is public, what is not yet, and what comes next
    Status(status::Status),
    /// Print what is public in the form of somebody else
    Export(export::Export),
    /// Tell what a code of a finding means
    Explain(explain::Explain),
    /// Print the files of the embedded theme
    Theme(theme::Theme),
}

/// How a run ended (README.md, "What it promises").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine,
    /// The input has faults, or the version asked about is affected.
    Findings,
    /// The command line or the configuration has faults.
    Usage,
    /// Something that is not public was found in what would be published.
    Leak,
    /// A file could not be read or written.
    InputOutput,
}

impl Exit {
    /// The number the process ends with.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Leak => 3,
            Self::InputOutput => 4,
        }
    }
}

/// Runs a command, with data on `stdout` and talk on `stderr`. A reader that
/// went away (`forewarn explain --all | head`) is no fault.
pub fn run(arguments: &Arguments, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    let mut console = Console {
        stdout,
        stderr,
        color: color(arguments.global.color),
        quiet: arguments.global.quiet,
        verbose: arguments.global.verbose,
        unwritten: None,
    };
    let exit = match &arguments.command {
        Command::Build(build) => build.run(&arguments.global, &mut console),
        Command::Serve(serve) => serve.run(&arguments.global, &mut console),
        Command::Check(check) => check.run(&arguments.global, &mut console),
        Command::Affected(affected) => affected.run(&arguments.global, &mut console),
        Command::Status(status) => status.run(&arguments.global, &mut console),
        Command::Export(export) => export.run(&arguments.global, &mut console),
        Command::Explain(explain) => explain.run(&mut console),
        Command::Theme(theme) => theme.run(&mut console),
    };
    console.close(exit)
}

/// Where a command speaks.
pub struct Console<'w> {
    stdout: &'w mut dyn Write,
    stderr: &'w mut dyn Write,
    color: bool,
    quiet: bool,
    verbose: bool,
    /// Why data did not reach its reader.
    unwritten: Option<io::Error>,
}

impl Console<'_> {
    /// Data. That it could not be written is told at the end of the run.
    pub fn print(&mut self, text: &str) {
        let written = self.stdout.write_all(text.as_bytes());
        if let Err(fault) = written.and_then(|()| self.stdout.flush())
            && is_loss(&fault)
        {
            self.unwritten.get_or_insert(fault);
        }
    }

    /// How a run ends that would have ended with `exit`: lost data is a fault,
    /// but none that hides a leak.
    fn close(mut self, exit: Exit) -> Exit {
        let Some(fault) = self.unwritten.take() else {
            return exit;
        };
        self.complain(&lost(&fault));
        match exit {
            Exit::Leak => exit,
            _ => Exit::InputOutput,
        }
    }

    /// Talk, unless the run is quiet.
    pub fn say(&mut self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// What a verbose run tells besides.
    pub fn detail(&mut self, text: &str) {
        if self.verbose {
            self.complain(text);
        }
    }

    /// What must be said even in a quiet run.
    pub fn complain(&mut self, text: &str) {
        let _ = writeln!(self.stderr, "{text}");
    }

    /// The findings: for people on stderr, for machines on stdout. A quiet run
    /// keeps errors only when people read.
    pub fn findings(&mut self, format: Format, found: &Diagnostics, sources: &Sources) {
        self.outcome(format, found, sources, None);
    }

    /// The same, with what changed since the last site, which JSON has.
    pub fn outcome(
        &mut self,
        format: Format,
        found: &Diagnostics,
        sources: &Sources,
        changes: Option<&Changes>,
    ) {
        let text = emit::emit_with(format, found, sources, self.color, changes);
        match format {
            Format::Human | Format::Short => {
                let _ = self.stderr.write_all(text.as_bytes());
            }
            Format::Json | Format::Github | Format::Sarif => self.print(&text),
        }
    }
}

/// Prints what clap has to say: help, the version, or a fault of the call.
pub fn answer(message: &clap::Error, stderr: &mut dyn Write) -> u8 {
    match message.print() {
        Err(fault) if is_loss(&fault) && !message.use_stderr() => {
            let _ = writeln!(stderr, "{}", lost(&fault));
            Exit::InputOutput.code()
        }
        _ if message.use_stderr() => Exit::Usage.code(),
        _ => Exit::Fine.code(),
    }
}

/// Whether a fault of stdout matters: a closed pipe is the reader's choice, and
/// there is nobody left to tell.
fn is_loss(fault: &io::Error) -> bool {
    fault.kind() != io::ErrorKind::BrokenPipe
}

fn lost(fault: &io::Error) -> String {
    format!("error: cannot write to the standard output: {fault}")
}

/// `2 errors, 1 warning`.
fn tally(found: &Diagnostics) -> String {
    let count = |level: Level| {
        let number = found.count(level);
        let plural = if number == 1 { "" } else { "s" };
        (number > 0).then(|| format!("{number} {}{plural}", level.as_str()))
    };
    let parts: Vec<_> = [Level::Error, Level::Warning]
        .into_iter()
        .filter_map(count)
        .collect();
    parts.join(", ")
}

#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read here and nowhere below"
)]
fn color(when: Color) -> bool {
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
            !refused && !dumb && std::io::stderr().is_terminal()
        }
    }
}
