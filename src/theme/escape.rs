//! The one way in which text becomes part of HTML or XML.
//!
//! Templates and Markdown share it, so that no text can be escaped by two rules.

use std::io::{self, Write};

use crate::model::text::is_forbidden;

/// What stands in for a character that a page or a feed cannot hold.
const REPLACEMENT: &str = "\u{FFFD}";

/// `text` as content or as a quoted attribute of HTML and XML.
///
/// Characters that XML or HTML [forbids](is_forbidden) become U+FFFD.
///
/// ```
/// use forewarn::theme::escape;
///
/// assert_eq!(escape("a < \"b\"\u{7}"), "a &lt; &quot;b&quot;\u{FFFD}");
/// ```
pub fn escape(text: &str) -> String {
    escaped(text).collect()
}

/// [`escape`] in the shape that Tera asks for.
pub(super) fn escape_for_tera(text: &str, out: &mut dyn Write) -> io::Result<()> {
    escaped(text).try_for_each(|piece| out.write_all(piece.as_bytes()))
}

/// The pieces of the escaped text, in order.
pub(super) fn escaped(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        if let Some(replacement) = replacement(first) {
            rest = &rest[first.len_utf8()..];
            return Some(replacement);
        }
        let end = rest
            .find(|c| replacement(c).is_some())
            .unwrap_or(rest.len());
        let (plain, after) = rest.split_at(end);
        rest = after;
        Some(plain)
    })
}

fn replacement(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        c if is_forbidden(c) => Some(REPLACEMENT),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_characters_become_entities_and_forbidden_ones_are_replaced() {
        let cases = [
            ("", ""),
            ("plain é\t\n", "plain é\t\n"),
            ("<a href='x'>&\"", "&lt;a href=&#39;x&#39;&gt;&amp;&quot;"),
            (
                "\0\u{1b}[1m\u{7f}\u{85}",
                "\u{FFFD}\u{FFFD}[1m\u{FFFD}\u{FFFD}",
            ),
            (
                "\u{FFFE}\u{FFFF}\u{1FFFE}\u{FDD0}",
                "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text), expected);
        }
    }
}
