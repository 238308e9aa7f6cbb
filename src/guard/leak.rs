//! What is said about a secret in an output: where, and whose; never what.

use super::archive::Closed;
use super::needle::Kind;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A secret in an output, or an output of which nobody can tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// The path of the output, with the member of an archive after it.
    pub(super) output: String,
    /// The line in it, from 1, when it is text.
    pub(super) line: Option<usize>,
    /// Where the secret stands, or where the output that cannot be searched
    /// comes from.
    pub(super) place: Span,
    pub(super) what: What,
}

/// What is wrong with an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Named(Kind),
    Holds(Kind),
    Closed(Closed),
}

impl Leak {
    /// The leak as a finding at the place of the secret.
    pub fn diagnostic(&self) -> Diagnostic {
        let Self { output, line, .. } = self;
        let at = match line {
            Some(line) => format!("`{output}:{line}`"),
            None => format!("`{output}`"),
        };
        let (message, help) = match self.what {
            What::Named(kind) => (
                format!("the name of {at} holds {}", kind.describe()),
                "rename the file that it comes from; nothing is published until then",
            ),
            What::Holds(kind) => (
                format!("{at} holds {}", kind.describe()),
                "remove it from the page, template or file that it comes from; nothing is published until then",
            ),
            What::Closed(why) => (
                format!("{at} cannot be searched for what is not public: {why}"),
                "leave the file out, or pack it as zip or gzip without a password",
            ),
        };
        Diagnostic::new(Code::Leak, self.place, message)
            .free_of_input()
            .help(help)
    }
}
