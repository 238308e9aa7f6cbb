//! The `forewarn` binary: parse arguments, run, end with the right number.

use std::io::{stderr, stdout};
use std::process::ExitCode;

use clap::Parser;
use forewarn::command::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let exit = command::run(&arguments, &mut stdout(), &mut stderr());
    ExitCode::from(exit.code())
}
