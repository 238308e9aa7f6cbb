//! What an output says once its escapes are read.
//!
//! The same words stand in a page, a feed, a record, a web address and a
//! Markdown text each in another way, and often in two at once. Instead of
//! writing a secret in every way there is, the text is read: one step takes
//! away one layer of whatever escapes there are, and each layer is searched.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

/// The longest name of a character reference that is looked up.
const LONGEST_NAME: usize = 32;

/// The longest tag: without a bound, a text of nothing but `<` takes for ever.
const LONGEST_TAG: usize = 4096;

/// A text with one layer of escapes taken away, and where its bytes came from.
pub(super) struct Decoded {
    pub(super) text: Vec<u8>,
    /// Where the two texts stop running side by side: an offset of this one and
    /// the offset it stands for, both rising.
    jumps: Vec<(usize, usize)>,
}

impl Decoded {
    /// The offset in the text that was decoded for one of this text.
    pub(super) fn origin(&self, offset: usize) -> usize {
        let after = self.jumps.partition_point(|&(here, _)| here <= offset);
        match after.checked_sub(1).map(|at| self.jumps[at]) {
            Some((here, there)) => there + (offset - here),
            None => offset,
        }
    }
}

/// Whether `<...>` is markup, which ends words of no reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// Tags stay: what they hold is searched.
    Kept,
    /// Tags go: words that are cut up by them come together.
    Dropped,
}

/// Takes one layer of escapes away and joins white space; `None` when the text
/// has nothing to take away, whatever its white space.
pub(super) fn decode(text: &[u8], markup: Markup) -> Option<Decoded> {
    has_escape(text, markup).then(|| unescape(text, markup))
}

/// The text with its white space joined, as a browser shows it.
pub(super) fn joined(text: &[u8]) -> Vec<u8> {
    unescape(text, Markup::Kept).text
}

fn has_escape(text: &[u8], markup: Markup) -> bool {
    let mut at = 0;
    while let Some(found) = text[at..].iter().position(|&byte| may_open(byte, markup)) {
        at += found;
        if escape(&text[at..], markup).is_some() {
            return true;
        }
        at += 1;
    }
    false
}

fn may_open(byte: u8, markup: Markup) -> bool {
    match byte {
        b'&' | b'\\' | b'%' | b'\r' | 0 | 0xC2 | 0xE2 => true,
        b'<' => markup == Markup::Dropped,
        _ => false,
    }
}

fn unescape(text: &[u8], markup: Markup) -> Decoded {
    let mut decoded = Decoded {
        text: Vec::with_capacity(text.len()),
        jumps: Vec::new(),
    };
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let (length, stands_for) = match byte {
            b' ' | b'\t' | b'\n' => (1, Cow::Borrowed(&b" "[..])),
            _ if may_open(byte, markup) => {
                escape(&text[at..], markup).unwrap_or((1, Cow::Borrowed(&text[at..=at])))
            }
            _ => {
                decoded.text.push(byte);
                at += 1;
                continue;
            }
        };
        at += length;
        for &byte in stands_for.iter() {
            let is_space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
            if !is_space {
                decoded.text.push(byte);
            } else if decoded.text.last() != Some(&b' ') {
                decoded.text.push(b' ');
            }
        }
        decoded.resume(at);
    }
    decoded
}

impl Decoded {
    /// Notes that the next byte comes from `at`.
    fn resume(&mut self, at: usize) {
        let here = self.text.len();
        if self.origin(here) == at {
            return;
        }
        if self.jumps.last().is_some_and(|&(last, _)| last == here) {
            self.jumps.pop();
        }
        self.jumps.push((here, at));
    }
}

/// How long the escape is that the text opens with, and what it stands for.
fn escape(text: &[u8], markup: Markup) -> Option<(usize, Cow<'static, [u8]>)> {
    match text {
        [b'&', ..] => reference(text),
        [b'\\', rest @ ..] => backslash(rest).map(|(length, bytes)| (length + 1, bytes)),
        [b'%', high, low, ..] => {
            let byte = hex(&[*high, *low])?;
            Some((3, Cow::Owned(vec![u8::try_from(byte).ok()?])))
        }
        // A long line of a calendar, folded (RFC 5545, section 3.1).
        [b'\r', b'\n', b' ' | b'\t', ..] => Some((3, Cow::Borrowed(b""))),
        // UTF-16, as far as it is ASCII.
        [0, ..] => Some((1, Cow::Borrowed(b""))),
        [b'<', rest @ ..] if markup == Markup::Dropped => {
            let end = rest.iter().take(LONGEST_TAG).position(|&b| b == b'>')?;
            Some((end + 2, Cow::Borrowed(b"")))
        }
        _ => invisible(text),
    }
}

/// Characters that no reader sees: a soft hyphen, and those of no width; and
/// the space that does not break, which looks like any other.
fn invisible(text: &[u8]) -> Option<(usize, Cow<'static, [u8]>)> {
    match text {
        [0xC2, 0xAD, ..] => Some((2, Cow::Borrowed(b""))),
        [0xC2, 0xA0, ..] => Some((2, Cow::Borrowed(b" "))),
        [0xE2, 0x80, 0x8B..=0x8D, ..] | [0xE2, 0x81, 0xA0, ..] => Some((3, Cow::Borrowed(b""))),
        _ => None,
    }
}

/// A character reference (HTML, section 13.5; XML 1.0, section 4.1).
fn reference(text: &[u8]) -> Option<(usize, Cow<'static, [u8]>)> {
    let end = text.iter().take(LONGEST_NAME).position(|&b| b == b';')?;
    let name = std::str::from_utf8(&text[1..end]).ok()?;
    let stands_for = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            Cow::Owned(utf8(char::from_u32(code)?))
        }
        None => Cow::Borrowed(resolve_html5_entity(name)?.as_bytes()),
    };
    Some((end + 1, stands_for))
}

/// What follows a backslash in JSON, YAML, Markdown and most languages.
fn backslash(rest: &[u8]) -> Option<(usize, Cow<'static, [u8]>)> {
    match rest {
        [b'n' | b'r' | b't' | b' ', ..] => Some((1, Cow::Borrowed(b" "))),
        [b'u', digits @ ..] => code_unit(digits),
        [b'x', high, low, ..] => Some((3, Cow::Owned(utf8(char::from_u32(hex(&[*high, *low])?)?)))),
        // A line that goes on in the next.
        [b'\n', ..] => Some((1, Cow::Borrowed(b""))),
        [mark, ..] if mark.is_ascii_punctuation() => Some((1, Cow::Owned(vec![*mark]))),
        _ => None,
    }
}

/// `XXXX`, or `XXXX\uXXXX` for a character that takes two (RFC 8259, section 7).
fn code_unit(digits: &[u8]) -> Option<(usize, Cow<'static, [u8]>)> {
    let first = hex(digits.get(..4)?)?;
    if let Some(single) = char::from_u32(first) {
        return Some((5, Cow::Owned(utf8(single))));
    }
    let second = hex(digits.get(4..)?.strip_prefix(b"\\u")?.get(..4)?)?;
    let units = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
    let pair = char::decode_utf16(units).next()?.ok()?;
    Some((11, Cow::Owned(utf8(pair))))
}

fn hex(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, &digit| {
        Some(number * 16 + char::from(digit).to_digit(16)?)
    })
}

fn utf8(character: char) -> Vec<u8> {
    character.to_string().into_bytes()
}
