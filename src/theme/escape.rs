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
    let mut next = None;
    std::iter::from_fn(move || {
        if let Some(replacement) = next.take() {
            return Some(replacement);
        }
        if rest.is_empty() {
            return None;
        }
        let Some((at, length, replacement)) = first_replaced(rest) else {
            return Some(std::mem::take(&mut rest));
        };
        let (plain, after) = rest.split_at(at);
        rest = &after[length..];
        if plain.is_empty() {
            return Some(replacement);
        }
        next = Some(replacement);
        Some(plain)
    })
}

/// Where the first character stands that is replaced, how long it is, and by what.
fn first_replaced(text: &str) -> Option<(usize, usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let plain = bytes[from..].iter().position(|b| may_be_replaced(*b))?;
        let at = from + plain;
        let c = text[at..].chars().next()?;
        if let Some(replacement) = replacement(c) {
            return Some((at, c.len_utf8(), replacement));
        }
        from = at + c.len_utf8();
    }
}

/// Whether a character that begins with this byte may be one of those that are
/// replaced. Most bytes of a page are told apart by this table alone.
fn may_be_replaced(byte: u8) -> bool {
    const TABLE: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = u8::MAX;
        loop {
            table[byte as usize] = match byte {
                b'\t' | b'\n' | b'\r' => false,
                b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=0x1F | 0x7F | 0xC2 | 0xEF..=0xF4 => true,
                _ => false,
            };
            if byte == 0 {
                break table;
            }
            byte -= 1;
        }
    };
    TABLE[usize::from(byte)]
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
    fn the_table_knows_the_first_byte_of_every_character_that_is_replaced() {
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let first = c.encode_utf8(&mut bytes).as_bytes()[0];
            assert!(replacement(c).is_none() || may_be_replaced(first), "{c:?}");
        }
    }

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
