//! The `forewarn` binary: parse arguments, run, end with the right number.

use std::io::{stderr, stdout};
use std::process::ExitCode;

use clap::Parser;
use forewarn::command::{self, Arguments};

/// What is allocated lives for a page, mostly: the system's allocator takes a sixth of
/// a build, and that of musl more.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let code = match Arguments::try_parse() {
        Ok(arguments) => command::run(&arguments, &mut stdout(), &mut stderr()).code(),
        Err(message) => command::answer(&message, &mut stderr()),
    };
    ExitCode::from(code)
}
