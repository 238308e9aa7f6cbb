//! What must not reach a terminal or hide in a line, made visible.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character is a control character, or one that changes the order
/// of others or shows nothing: what Trojan Source (CVE-2021-42574) is made of.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// `text` on one line, with `\n` or `\u{1b}` in the place of a hidden character.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hidden(c) {
            out.extend(c.escape_debug());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A JSON document that means the same, with every hidden character in its
/// strings as `\u001b`. JSON itself asks for that below U+0020 only (RFC 8259,
/// section 7). Line ends between the values stay.
pub(crate) fn visible_json(document: &str) -> String {
    let mut out = String::with_capacity(document.len());
    for c in document.chars() {
        if c != '\n' && is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a string takes what it is given");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_escapes_and_others_stay() {
        assert_eq!(
            visible("naïve 中文 `a\\b` e\u{301}"),
            "naïve 中文 `a\\b` e\u{301}"
        );
        assert_eq!(
            visible("a\u{1b}[2J\r\n\t\u{7f}\u{9b}\u{202e}\u{feff}\u{e0041}"),
            "a\\u{1b}[2J\\r\\n\\t\\u{7f}\\u{9b}\\u{202e}\\u{feff}\\u{e0041}"
        );
    }

    #[test]
    fn json_means_the_same_afterwards() {
        let text = "\u{7f}\u{85}\u{202e}\u{e0041}\u{1b}é";
        let document = serde_json::to_string_pretty(&[text]).unwrap();
        let safe = visible_json(&document);
        assert_eq!(
            safe,
            "[\n  \"\\u007f\\u0085\\u202e\\udb40\\udc41\\u001bé\"\n]"
        );
        let back: Vec<String> = serde_json::from_str(&safe).unwrap();
        assert_eq!(back, [text]);
    }
}
