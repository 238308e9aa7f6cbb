//! `forewarn explain`: what a code of a finding means.

use clap::Args;

use super::{Console, Exit};
use crate::diagnostic::Code;
use crate::emit::explain;

/// Tell what a code of a finding means.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, as it stands in brackets behind `error` or `warning`
    #[arg(required_unless_present = "all")]
    code: Option<String>,
    /// Print all codes as Markdown
    #[arg(long, conflicts_with = "code")]
    all: bool,
}

impl Explain {
    pub(super) fn run(&self, console: &mut Console<'_>) -> Exit {
        let Some(name) = &self.code else {
            console.print(&explain::checks_page());
            return Exit::Fine;
        };
        if let Some(code) = Code::named(name) {
            console.print(&explain::explain(code));
            return Exit::Fine;
        }
        let known = Code::ALL.iter().map(|code| code.as_str());
        let near = crate::parse::nearest(name, known);
        let hint = near.map_or_else(
            || "`forewarn explain --all` prints every code".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        console.complain(&format!(
            "error: `{}` is no code\n  = help: {hint}",
            name.escape_debug()
        ));
        Exit::Usage
    }
}
