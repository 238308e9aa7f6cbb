//! Text that pages, feeds and lists cannot show as it is.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Advisory;

/// The length of a summary that readers show whole (OSV 1.7.5, `summary`).
const SUMMARY: usize = 120;

/// Reports directives, and summaries that are cut.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    for text in advisory.sections.iter() {
        // Where in the text is hard to say: YAML folds and indents it.
        if has_directive(&text.value) {
            out.push(
                Diagnostic::new(
                    Code::DirectiveMisplaced,
                    text.span,
                    "this asks for a part of a page, and an advisory has none",
                )
                .help("directives are for the policy and the pages of content/"),
            );
        }
    }
    if let Some(summary) = &advisory.summary {
        let text = summary.value.trim();
        let length = text.chars().count();
        if text.contains(['\n', '\r']) {
            out.push(
                Diagnostic::new(
                    Code::TextTooLong,
                    summary.span,
                    "the summary has more than one line; readers show one",
                )
                .help("say the rest in `details`, or fold the lines: `summary: >-`"),
            );
        } else if length > SUMMARY {
            out.push(
                Diagnostic::new(
                    Code::TextTooLong,
                    summary.span,
                    format!("the summary has {length} characters; readers show about {SUMMARY}"),
                )
                .help("say the rest in `details`"),
            );
        }
    }
}

/// Whether a comment begins with `forewarn:`, in the ways that a page takes it.
fn has_directive(text: &str) -> bool {
    let names = text.split("<!--").skip(1);
    let mut names = names.filter_map(|comment| comment.split_once(':'));
    names.any(|(name, _)| name.trim().eq_ignore_ascii_case("forewarn"))
}
