//! Findings in print: one file a format.
//!
//! Input may come from strangers and may be secret. Whatever the format, no
//! character of a path, message or quoted line reaches a terminal that could
//! drive it, and no text of a [withheld](Diagnostics::withhold) file is shown.

mod escape;
pub mod explain;
mod github;
mod group;
mod human;
mod json;
mod place;
mod sarif;
mod short;

use std::fmt;
use std::str::FromStr;

use crate::diagnostic::Diagnostics;
use crate::model::Changes;
use crate::source::Sources;

pub(crate) use escape::{visible, visible_json};
use place::Places;

/// A form in which findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the lines of the input and help, for people.
    Human,
    /// One line a finding, for editors and `grep`.
    Short,
    /// One JSON document, for programs.
    Json,
    /// Workflow commands, which GitHub shows as annotations of a change.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

impl Format {
    /// Every format, the default first.
    pub const ALL: [Self; 5] = [
        Self::Human,
        Self::Short,
        Self::Json,
        Self::Github,
        Self::Sarif,
    ];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Github => "github",
            Self::Sarif => "sarif",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is no [`Format`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a format; write human, short, json, github or sarif")]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == name)
            .ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

/// The findings in `format`, by path and place; `human` shows the first of each
/// kind and says how many more there are. People see paths from where they are, a
/// forge from the top of the repository, and programs from the root. Without findings `json` and
/// `sarif` are a whole document still, and the others are empty; what is not
/// empty ends with a line end. `color` matters to `human` only.
///
/// ```
/// use forewarn::diagnostic::{Code, Diagnostic, Diagnostics};
/// use forewarn::emit::{Format, emit};
/// use forewarn::source::{Sources, Span};
///
/// let mut sources = Sources::new();
/// let file = sources.text("advisories/A.yaml", "id: A\nid: B\n");
/// let mut found = Diagnostics::new();
/// found.push(Diagnostic::new(Code::DuplicateKey, Span::new(file, 6, 8), "the key `id` is given twice"));
/// assert_eq!(
///     emit(Format::Short, &found, &sources, false),
///     "advisories/A.yaml:2:1: error[duplicate-key]: the key `id` is given twice\n",
/// );
/// ```
pub fn emit(format: Format, diagnostics: &Diagnostics, sources: &Sources, color: bool) -> String {
    emit_with(format, diagnostics, sources, color, None)
}

/// The same of a run that compared what it made with the last site: JSON tells what
/// changed.
pub fn emit_with(
    format: Format,
    diagnostics: &Diagnostics,
    sources: &Sources,
    color: bool,
    changes: Option<&Changes>,
) -> String {
    let found = diagnostics.sorted(sources);
    let vantage = &sources.vantage;
    let mut places = Places::new(
        sources,
        match format {
            Format::Human | Format::Short => &vantage.here,
            Format::Github | Format::Sarif => &vantage.repository,
            Format::Json => "",
        },
    );
    match format {
        Format::Human => {
            let withheld = |file| diagnostics.is_withheld(file);
            human::print(&group::select(&found), &mut places, &withheld, color)
        }
        Format::Short => short::print(&found, &mut places),
        Format::Json => json::print(&found, &mut places, changes),
        Format::Github => github::print(&found, &mut places),
        Format::Sarif => sarif::print(&found, &mut places),
    }
}

#[cfg(test)]
mod tests;
