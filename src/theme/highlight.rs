//! Colours for code blocks, as classes that the theme's style sheet knows.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::model::text::without_forbidden;

/// The grammars are loaded when the first block asks for one.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Classes are `hl-` and a word of a `TextMate` scope: `hl-string`.
const CLASSES: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Bytes of a line; on longer ones some grammars get twice as slow.
const MAX_LINE: usize = 2 * 1024;

/// How deep spans may nest. Each unclosed bracket opens one more, and so would
/// the page.
const MAX_DEPTH: usize = 64;

/// Bytes of HTML for a block.
const MAX_HTML: usize = 1024 * 1024;

/// `code` as HTML with spans for its parts; `None` when it has to stay plain,
/// because the language is not known or one of the limits is passed.
///
/// The grammars are interpreted, at 75 microseconds a byte for the worst text
/// found, so the caller limits the bytes.
pub(super) fn highlight(code: &str, language: &str) -> Option<String> {
    if code.lines().any(|line| line.len() > MAX_LINE) {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let code = without_forbidden(code);
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, CLASSES);
    for line in LinesWithEndings::from(&code) {
        generator
            .parse_html_for_line_which_includes_newline(line)
            .ok()?;
    }
    let html = generator.finalize();
    (html.len() <= MAX_HTML && depth(&html) <= MAX_DEPTH).then_some(html)
}

/// How deep the spans of `html` nest.
fn depth(html: &str) -> usize {
    let tags = html.match_indices('<').map(|(at, _)| &html[at..]);
    let depths = tags.scan(0_usize, |open, tag| {
        *open = if tag.starts_with("</") {
            open.saturating_sub(1)
        } else {
            *open + 1
        };
        Some(*open)
    });
    depths.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_language_gets_classes() {
        let expected = concat!(
            "<span class=\"hl-source hl-python\">",
            "<span class=\"hl-comment hl-line hl-number-sign hl-python\">",
            "<span class=\"hl-punctuation hl-definition hl-comment hl-python\">#</span>",
            " &lt;\n</span></span>"
        );
        for language in ["python", "Python", "py"] {
            assert_eq!(highlight("# <\n", language).as_deref(), Some(expected));
        }
    }

    #[test]
    fn an_unknown_language_stays_plain() {
        assert_eq!(highlight("x\n", "tinysig"), None);
    }

    #[test]
    fn long_lines_stay_plain() {
        let line = format!("x = \"{}\"\n", "a".repeat(MAX_LINE));
        assert_eq!(highlight(&line, "python"), None);
    }

    #[test]
    fn nesting_stays_bounded() {
        let line = format!("{}\n", "(".repeat(MAX_DEPTH + 1));
        assert_eq!(highlight(&line, "python"), None);
    }

    #[test]
    fn forbidden_characters_are_replaced() {
        let html = highlight("a\u{0}b\n", "txt").unwrap();
        assert_eq!(html, "<span class=\"hl-text hl-plain\">a\u{FFFD}b\n</span>");
    }
}
