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
    let parts: Vec<_> = text.split('`').collect();
    let paired = parts.len() % 2 == 1;
    let mut html = String::new();
    for (at, part) in parts.iter().enumerate() {
        let is_code = at % 2 == 1;
        // A last backtick without a partner is one of the text.
        let is_lone = !paired && at + 1 == parts.len();
        if is_code && !is_lone && !part.is_empty() {
            html.push_str("<code>");
            html.push_str(&escape(part));
            html.push_str("</code>");
        } else {
            if is_lone {
                html.push('`');
            }
            html.push_str(&escape(part));
        }
    }
    html
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
            ("<b>", "&lt;b&gt;"),
        ] {
            assert_eq!(title(text), html, "{text}");
        }
    }
}
