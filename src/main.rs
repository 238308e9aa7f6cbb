//! The `forewarn` binary: parse arguments, run, end with the right number.

use std::io::{stderr, stdout};
use std::process::ExitCode;

use clap::Parser;
use forewarn::command::{self, Arguments};

fn main() -> ExitCode {
    let code = match Arguments::try_parse() {
        Ok(arguments) => command::run(&arguments, &mut stdout(), &mut stderr()).code(),
        Err(message) => command::answer(&message, &mut stderr()),
    };
    ExitCode::from(code)
}
