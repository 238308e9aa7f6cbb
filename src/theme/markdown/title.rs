//! Titles: plain text, in which code is set off.

use crate::theme::escape;

/// A title as HTML. OSV's `summary` is plain text (OSV 1.7.5, `summary`), so
/// `__init__` and `*args` stay as they are; only text between two backticks is
/// code, as every author of a summary means it.
///
/// ```
/// use forewarn::theme::markdown;
///
/// assert_eq!(markdown::title("`a<b>` in __init__"), "<code>a&lt;b&gt;</code> in __init__");
/// ```
pub fn title(text: &str) -> String {
    let mut html = String::new();
    for Piece { text, is_code } in pieces(text) {
        if is_code {
            html.push_str("<code>");
        }
        html.push_str(&escape(text));
        if is_code {
            html.push_str("</code>");
        }
    }
    html
}

/// The same title as text, for where nothing can be set off.
///
/// ```
/// use forewarn::theme::markdown;
///
/// assert_eq!(markdown::bare_title("`a<b>` in __init__"), "a<b> in __init__");
/// ```
pub fn bare_title(text: &str) -> String {
    pieces(text).iter().map(|piece| piece.text).collect()
}

struct Piece<'t> {
    text: &'t str,
    is_code: bool,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut add = |text, is_code| pieces.push(Piece { text, is_code });
    let mut rest = text;
    // A last backtick without a partner is one of the text.
    while let Some((plain, after)) = rest.split_once('`')
        && let Some((code, after)) = after.split_once('`')
    {
        add(plain, false);
        add(code, true);
        rest = after;
    }
    add(rest, false);
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_between_two_backticks_is_set_off() {
        for (text, html) in [
            ("plain *text*", "plain *text*"),
            ("`a` and `b`", "<code>a</code> and <code>b</code>"),
            ("a lone ` tick", "a lone ` tick"),
            ("`a` and `b", "<code>a</code> and `b"),
            ("``", ""),
            ("<b>", "&lt;b&gt;"),
        ] {
            assert_eq!(title(text), html, "{text}");
        }
    }
}
