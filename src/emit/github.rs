//! Workflow commands, which GitHub Actions turns into annotations.
//!
//! Form and escapes: GitHub, "Workflow commands for GitHub Actions", and
//! `packages/core/src/command.ts` of actions/toolkit.

use std::fmt::Write;

use super::escape::visible;
use super::place::{Place, Places};
use crate::diagnostic::{Diagnostic, Level};

/// GitHub shows this many annotations of a level for one step and drops the rest.
const SHOWN: usize = 10;

/// The first ten errors and warnings, and a notice of how many more there are.
pub(super) fn print(found: &[(Level, Diagnostic)], places: &mut Places<'_>) -> String {
    let mut out = String::new();
    let mut left_out = Vec::new();
    for wanted in [Level::Error, Level::Warning] {
        let mut of_level = found.iter().filter(|(level, _)| *level == wanted);
        for (level, diagnostic) in of_level.by_ref().take(SHOWN) {
            annotation(&mut out, *level, diagnostic, places);
        }
        match of_level.count() {
            0 => {}
            1 => left_out.push(format!("1 more {}", wanted.as_str())),
            more => left_out.push(format!("{more} more {}s", wanted.as_str())),
        }
    }
    if !left_out.is_empty() {
        let left_out = left_out.join(" and ");
        line(
            &mut out,
            format_args!(
                "::notice title=forewarn::{left_out} not shown, since GitHub shows {SHOWN} of a level; `forewarn check` prints all"
            ),
        );
    }
    out
}

fn annotation(out: &mut String, level: Level, diagnostic: &Diagnostic, places: &mut Places<'_>) {
    let Place { path, start, end } = places.of(diagnostic.primary);
    // Columns are defined for annotations of a single line only.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    line(
        out,
        format_args!(
            "::{} file={},line={},endLine={}{columns},title={}::{}",
            level.as_str(),
            property(&visible(&path)),
            start.line,
            end.line,
            diagnostic.code.as_str(),
            data(&text(diagnostic, places)),
        ),
    );
}

/// The message, and under it what the labels and the help say.
fn text(diagnostic: &Diagnostic, places: &mut Places<'_>) -> String {
    let mut lines = vec![visible(&diagnostic.message).into_owned()];
    if !diagnostic.primary_label.is_empty() {
        lines.push(format!("here: {}", visible(&diagnostic.primary_label)));
    }
    for label in &diagnostic.labels {
        let Place { path, start, .. } = places.of(label.span);
        lines.push(format!(
            "{}:{}:{}: {}",
            visible(&path),
            start.line,
            start.column,
            visible(&label.text)
        ));
    }
    if let Some(help) = &diagnostic.help {
        lines.push(format!("help: {}", visible(help)));
    }
    lines.join("\n")
}

fn line(out: &mut String, content: std::fmt::Arguments<'_>) {
    writeln!(out, "{content}").expect("a string takes what it is given");
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostics};
    use crate::emit::{Format, emit};
    use crate::source::{Sources, Span};

    #[test]
    fn escapes_what_ends_a_property_or_a_line() {
        let mut sources = Sources::new();
        let file = sources.text("content/100%,a:b\n.md", "[a](b)");
        let mut found = Diagnostics::new();
        found.push(
            Diagnostic::new(Code::DeadLink, Span::new(file, 4, 5), "100%\n::error::a, b")
                .help("a: b"),
        );
        assert_eq!(
            emit(Format::Github, &found, &sources, false),
            "::warning file=content/100%25%2Ca%3Ab\\n.md,line=1,endLine=1,col=5,endColumn=6,title=dead-link\
             ::100%25\\n::error::a, b%0Ahelp: a: b\n"
        );
    }

    #[test]
    fn says_how_many_annotations_github_would_drop() {
        let mut sources = Sources::new();
        let file = sources.text("a.yaml", "a");
        let mut found = Diagnostics::new();
        for n in 0..12 {
            found.push(Diagnostic::new(
                Code::UnknownKey,
                Span::file(file),
                format!("{n}"),
            ));
        }
        for n in 0..11 {
            found.push(Diagnostic::new(
                Code::DeadLink,
                Span::file(file),
                format!("{n}"),
            ));
        }
        let printed = emit(Format::Github, &found, &sources, false);
        let starting = |with| {
            printed
                .lines()
                .filter(|line| line.starts_with(with))
                .count()
        };
        assert_eq!(starting("::error "), 10);
        assert_eq!(starting("::warning "), 10);
        assert_eq!(
            printed.lines().last(),
            Some(
                "::notice title=forewarn::2 more errors and 1 more warning not shown, since GitHub shows 10 of a level; `forewarn check` prints all"
            )
        );
    }
}
