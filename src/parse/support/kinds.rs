//! `lines` and `lts`: kinds of series, by patterns of their names.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::support::{Lines, LongTerm, SeriesPattern};
use crate::source::Spanned;
use crate::yaml::{self, Entry, Node};

/// `major`, or a pattern for each line by its name.
pub(super) fn lines(node: &Node, out: &mut Diagnostics) -> Option<Lines> {
    let Some(lines) = node.as_map() else {
        let text = yaml::text_of(node, "lines", out)?;
        if text.value == "major" {
            return Some(Lines::Majors);
        }
        let message = format!("`lines` cannot be {}", quoted(&text.value));
        let fault = Diagnostic::new(Code::InvalidValue, text.span, message);
        out.push(
            fault.help("write `major`, or name the lines: `{stable: x.even, mainline: x.odd}`"),
        );
        return None;
    };
    let line = |entry: &Entry| {
        let text = yaml::text_of(&entry.value, &entry.key.value, out)?;
        Some((entry.key.value.clone(), pattern(&text, out)?))
    };
    let lines: Vec<Option<_>> = lines.iter().map(line).collect();
    lines.into_iter().collect::<Option<_>>().map(Lines::Named)
}

/// `last-minor`, or a pattern.
pub(super) fn long_term(text: &Spanned<String>, out: &mut Diagnostics) -> Option<LongTerm> {
    match text.value.as_str() {
        "last-minor" => Some(LongTerm::LastOfMajor),
        _ => pattern(text, out).map(LongTerm::Pattern),
    }
}

fn pattern(text: &Spanned<String>, out: &mut Diagnostics) -> Option<SeriesPattern> {
    let pattern = text.value.parse();
    if pattern.is_err() {
        let message = format!("{} is no pattern of series", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message).help(
                "write the numbers of the series, with `x`, `even` or `odd` for any: `\"x.2\"`",
            ),
        );
    }
    pattern.ok()
}
