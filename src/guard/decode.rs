//! What an output says once its escapes are read.
//!
//! The same words stand in a page, a feed, a record, a web address and a
//! Markdown text each in another way, and often in two at once. Instead of
//! writing a secret in every way there is, the text is read: one step takes
//! away one layer of whatever escapes there are, and each layer is searched.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2_iter, memchr3_iter, memmem};
use quick_xml::escape::resolve_html5_entity;

/// The longest name of a character reference that is looked up.
const LONGEST_NAME: usize = 32;

/// The longest tag: without a bound, a text of nothing but `<` takes for ever.
const LONGEST_TAG: usize = 4096;

/// A text with one layer of escapes taken away, and where its bytes came from.
#[derive(Default)]
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

/// Takes one layer of escapes away; `None` when there is none.
pub(super) fn decode(text: &[u8]) -> Option<Decoded> {
    let mut decoded = Decoded::default();
    let mut done = 0;
    for at in openings(text) {
        if at < done {
            continue;
        }
        if let Some((length, stands_for)) = escape(&text[at..]) {
            decoded.text.extend_from_slice(&text[done..at]);
            decoded.text.extend_from_slice(&stands_for);
            done = at + length;
            decoded.jump(done);
        }
    }
    decoded.finish(&text[done..])
}

/// Takes the tags of a document away, so that words that they cut up come
/// together; `None` when the text has none.
pub(super) fn untag(text: &[u8]) -> Option<Decoded> {
    if !has_markup(text) {
        return None;
    }
    let mut decoded = Decoded::default();
    let mut done = 0;
    while let Some(length) = memchr(b'<', &text[done..]) {
        let open = done + length;
        let tag = &text[open..text.len().min(open + LONGEST_TAG)];
        let length = memchr(b'>', tag).map_or(1, |close| close + 1);
        decoded.text.extend_from_slice(&text[done..open]);
        if parts(&tag[..length]) {
            decoded.text.push(b' ');
        }
        done = open + length;
        decoded.jump(done);
    }
    decoded.finish(&text[done..])
}

/// Whether a text may have tags that end something.
pub(super) fn has_markup(text: &[u8]) -> bool {
    memmem::find(text, b"</").is_some()
}

/// Whether a tag stands between words, as a line end does. The names of office
/// documents are the same behind their prefix.
fn parts(tag: &[u8]) -> bool {
    const NAMES: &[&str] = &[
        "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "option", "p",
        "pre", "td", "th", "title", "tr",
    ];
    let name = tag[1..].strip_prefix(b"/").unwrap_or(&tag[1..]);
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b':';
    let name = &name[..name.iter().take_while(is_part).count()];
    let name = name.rsplit(|&byte| byte == b':').next().unwrap_or_default();
    (NAMES.iter()).any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// Takes away what mails write for bytes that are not ASCII, and for line ends
/// (RFC 2045, section 6.7); `None` when there is nothing of the kind.
pub(super) fn unquote(text: &[u8]) -> Option<Decoded> {
    let mut decoded = Decoded::default();
    let mut done = 0;
    for at in memchr_iter(b'=', text).filter(|&at| at + 1 < text.len()) {
        let (length, byte) = match &text[at + 1..] {
            _ if at < done => continue,
            [b'\n', ..] => (2, None),
            [b'\r', b'\n', ..] => (3, None),
            [high @ (b'2' | b'3' | b'8'..=b'9' | b'A'..=b'F'), low, ..]
                if !low.is_ascii_lowercase() =>
            {
                // Not a digit: `?page=30` is no such text.
                match hex(&[*high, *low]).and_then(|byte| u8::try_from(byte).ok()) {
                    Some(byte) if !byte.is_ascii_digit() => (3, Some(byte)),
                    _ => continue,
                }
            }
            _ => continue,
        };
        decoded.text.extend_from_slice(&text[done..at]);
        decoded.text.extend(byte);
        done = at + length;
        decoded.jump(done);
    }
    decoded.finish(&text[done..])
}

/// Where an escape may be, in order.
fn openings(text: &[u8]) -> impl Iterator<Item = usize> {
    let mut marks = memchr3_iter(b'&', b'\\', b'%', text).peekable();
    let mut controls = memchr2_iter(0, b'\r', text).peekable();
    std::iter::from_fn(move || {
        let heads = [marks.peek(), controls.peek()];
        let first = heads.into_iter().flatten().min().copied()?;
        (marks.next_if_eq(&first)).or_else(|| controls.next())
    })
}

impl Decoded {
    /// Notes that the byte `here`, and those after it, come from `at`.
    pub(super) fn runs_from(&mut self, here: usize, at: usize) {
        // Of escapes that stand for nothing the last tells where to go on.
        while self.jumps.last().is_some_and(|&(last, _)| last >= here) {
            self.jumps.pop();
        }
        if self.jumps.is_empty() || self.origin(here) != at {
            self.jumps.push((here, at));
        }
    }

    /// Notes that the next byte comes from `at`.
    fn jump(&mut self, at: usize) {
        self.runs_from(self.text.len(), at);
    }

    /// Adds what is left of the text; `None` when nothing was taken away.
    fn finish(mut self, rest: &[u8]) -> Option<Self> {
        self.text.extend_from_slice(rest);
        (!self.jumps.is_empty()).then_some(self)
    }
}

/// How long the escape is that the text opens with, and what it stands for.
fn escape(text: &[u8]) -> Option<(usize, Cow<'static, [u8]>)> {
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
        [b'n' | b'r' | b't' | b' ' | b'\n', ..] => Some((1, Cow::Borrowed(b" "))),
        [b'u', digits @ ..] => code_unit(digits),
        [b'x', high, low, ..] => Some((3, Cow::Owned(utf8(char::from_u32(hex(&[*high, *low])?)?)))),
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
