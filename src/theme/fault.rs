//! What is wrong with a template, and where.

use tera::{Error, ErrorKind};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::text::single_spaced;
use crate::source::{FileId, Span};

/// A template does not parse, names something that does not exist, or fails
/// on the values it is given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("template `{template}`{}: {message}", at(*.position))]
pub struct TemplateFault {
    template: String,
    /// Line and column from 1, the column in characters.
    position: Option<(usize, usize)>,
    /// How many characters are wrong, from the position on.
    width: usize,
    message: String,
    /// The place, when the template is one of the site's own.
    place: Option<Span>,
}

fn at(position: Option<(usize, usize)>) -> String {
    position.map_or_else(String::new, |(line, column)| {
        format!(", line {line}, column {column}")
    })
}

impl TemplateFault {
    /// The fault as a finding about the site's own template; `None` when it
    /// lies in a template that is part of forewarn.
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        self.place
            .map(|place| Diagnostic::new(Code::TemplateFault, place, self.message.clone()))
    }

    /// The template, by its name in the theme: `advisory.html`.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The fault with its place in `text`, the content of `file`.
    pub(super) fn placed(mut self, file: FileId, text: &str) -> Self {
        let place = self.position.map_or_else(
            || Span::file(file),
            |(line, column)| {
                let start = offset(text, line, column);
                let wrong = text[start..].chars().take(self.width);
                let width: usize = wrong.map(char::len_utf8).sum();
                Span::new(file, start, start + width)
            },
        );
        self.place = Some(place);
        self
    }

    /// Names `file` as the one that broke an embedded template.
    pub(super) fn blame(&mut self, file: FileId) {
        if self.position.is_some() {
            self.message = format!("breaks the embedded `{}`: {}", self.template, self.message);
        }
        self.place = Some(Span::file(file));
    }

    /// A fault of the template as a whole.
    pub(super) fn whole(template: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            template: template.into(),
            position: None,
            width: 0,
            message: message.into(),
            place: None,
        }
    }

    /// Everything that `error` says; at least one fault. `asked` is the
    /// template to name where the error names none.
    pub(super) fn all(error: &Error, asked: &str) -> Vec<Self> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                vec![Self {
                    position: Some((span.start_line, span.start_col + 1)),
                    width: if span.start_line == span.end_line {
                        span.end_col.saturating_sub(span.start_col)
                    } else {
                        0
                    },
                    ..Self::whole(report.filename(), sentence(report.message()))
                }]
            }
            ErrorKind::MissingParent { current, parent } => vec![Self::whole(
                current,
                format!("extends `{parent}`, which does not exist"),
            )],
            ErrorKind::TemplateNotFound(name) => vec![Self::whole(name, "does not exist")],
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain,
            } => vec![Self::whole(
                tpl,
                format!("extends itself, through {}", names(inheritance_chain)),
            )],
            ErrorKind::CircularInclude { tpl, include_chain } => vec![Self::whole(
                tpl,
                format!("includes itself, through {}", names(include_chain)),
            )],
            ErrorKind::Msg(text) => {
                let faults = printed_faults(text);
                if faults.is_empty() {
                    vec![Self::whole(asked, sentence(text))]
                } else {
                    faults
                }
            }
            _ => vec![Self::whole(asked, sentence(&error.to_string()))],
        }
    }
}

/// The byte at a line and column, both from 1; the end where there is none.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    text[line_start..]
        .char_indices()
        .nth(column - 1)
        .map_or(text.len(), |(at, _)| line_start + at)
}

/// Unknown filters, functions, components and includes come all in one error,
/// whose places stand only in its printed text:
///
/// ```text
/// error: Unknown filter `x`
///  --> page.html:1:8
///   |
/// 1 | {{ a | x }}
///   |        ^
/// ```
fn printed_faults(text: &str) -> Vec<TemplateFault> {
    let lines: Vec<_> = text.lines().collect();
    let fault = |lines: &[&str]| {
        let message = lines[0].strip_prefix("error: ")?;
        let mut place = lines[1].trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let column = place.next()?.parse().ok()?;
        let line = place.next()?.parse().ok()?;
        Some(TemplateFault {
            position: Some((line, column)),
            width: lines[4].matches('^').count(),
            ..TemplateFault::whole(place.next()?, sentence(message))
        })
    };
    lines.windows(5).filter_map(fault).collect()
}

/// Tera's sentences in forewarn's form: one line that starts in lower case and
/// has no full stop. What it would offer instead is left out: it lists all texts
/// of the language.
fn sentence(text: &str) -> String {
    let text = text.split(". Available ").next().unwrap_or(text);
    let line = single_spaced(text);
    let line = line.trim_end_matches('.');
    let mut characters = line.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(characters).collect()
    })
}

fn names(templates: &[String]) -> String {
    let quoted: Vec<_> = templates.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
