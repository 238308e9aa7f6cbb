//! The source of a YAML document, and what the parser's events do not say
//! about places in it.

use saphyr_parser::Marker;

use super::markers::Markers;
use crate::source::{FileId, Span};

/// What YAML calls white space and line breaks (YAML 1.2.2, sections 5.4, 5.5).
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// What ends a tag or an anchor: white space and flow indicators.
const WORD_ENDS: [char; 9] = [' ', '\t', '\n', '\r', ',', '[', ']', '{', '}'];

/// The part of a file that is YAML. Positions in it are bytes from its start.
#[derive(Debug)]
pub(super) struct Piece<'s> {
    file: FileId,
    /// Where the piece starts in its file.
    base: usize,
    text: &'s str,
    markers: Markers<'s>,
}

impl<'s> Piece<'s> {
    /// `text`, which starts at `base` of `file`.
    pub(super) fn new(file: FileId, base: usize, text: &'s str) -> Self {
        Self {
            file,
            base,
            text,
            markers: Markers::new(text),
        }
    }

    /// The text.
    pub(super) fn text(&self) -> &'s str {
        self.text
    }

    /// The place in the file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.base + start, self.base + end)
    }

    /// The end of a span made by [`Self::span`], as a position.
    pub(super) fn end(&self, span: Span) -> usize {
        span.end() - self.base
    }

    /// The position of a marker of the parser.
    pub(super) fn at(&self, marker: &Marker) -> usize {
        self.markers.byte(marker.index())
    }

    /// The character at `at`, or the last one before it that can be seen: a
    /// fault is often noticed at the end of a line.
    pub(super) fn visible(&self, at: usize) -> Span {
        let here = self.text[at..].chars().next();
        if let Some(here) = here.filter(|c| !c.is_whitespace()) {
            return self.span(at, at + here.len_utf8());
        }
        let before = self.text[..at].trim_end();
        let length = before.chars().next_back().map_or(0, char::len_utf8);
        self.span(before.len() - length, before.len())
    }

    /// The tabs that stand first from `from` on, or else what is there.
    pub(super) fn tab(&self, from: usize) -> Span {
        let rest = &self.text[from..];
        let Some(at) = rest.find('\t') else {
            return self.visible(from);
        };
        let tabs = rest[at..].len() - rest[at..].trim_start_matches('\t').len();
        self.span(from + at, from + at + tabs)
    }

    /// The first word from `from` on.
    pub(super) fn next_word(&self, from: usize) -> Span {
        self.next(from, &WORD_ENDS)
    }

    /// The first thing from `from` on, up to the end of its line.
    pub(super) fn next_line(&self, from: usize) -> Span {
        self.next(from, &['\n', '\r'])
    }

    fn next(&self, from: usize, ends: &[char]) -> Span {
        let start = self.skip_space(from);
        let rest = &self.text[start..];
        let length = rest.find(ends).unwrap_or(rest.len());
        match rest[..length].trim_end_matches(SPACE).len() {
            0 => self.visible(start),
            length => self.span(start, start + length),
        }
    }

    /// The tag of a node that has one and starts at `start`.
    pub(super) fn tag(&self, start: usize) -> Span {
        let rest = &self.text[start..];
        let tag = rest.find('!').unwrap_or(0);
        let length = rest[tag..].find(WORD_ENDS).unwrap_or(rest.len() - tag);
        self.span(start + tag, start + tag + length)
    }

    /// The text at a span made by [`Self::span`].
    pub(super) fn slice(&self, span: Span) -> &'s str {
        &self.text[span.start() - self.base..span.end() - self.base]
    }

    /// The end of the quoted scalar that starts, perhaps with its tag or
    /// anchor, at `start`. The parser's end lies behind a comment.
    pub(super) fn quoted_end(&self, start: usize) -> usize {
        let open = self.skip_properties(start);
        let bytes = self.text.as_bytes();
        let single = bytes.get(open) == Some(&b'\'');
        let mut at = open + 1;
        while let Some(&byte) = bytes.get(at) {
            at += match byte {
                b'\\' if !single => 2,
                b'\'' if single && bytes.get(at + 1) == Some(&b'\'') => 2,
                b'\'' if single => return at + 1,
                b'"' if !single => return at + 1,
                _ => 1,
            };
        }
        bytes.len()
    }

    /// The whole of a block scalar: from its `|` or `>`, the first thing after
    /// `from` that is no indicator, comment or property, to the last line of
    /// its content. The parser's span runs from the first line of content to
    /// whatever follows.
    pub(super) fn block_scalar(&self, from: usize, start: usize, end: usize) -> (usize, usize) {
        let mut indicator = self.skip_properties(from);
        while self.text[indicator..].starts_with(['-', '?', ':']) {
            indicator = self.skip_properties(indicator + 1);
        }
        let start = start.min(indicator);
        let content = self.text[start..end.max(start)].trim_end_matches(SPACE);
        (start, start + content.len())
    }

    /// Where the value would be of a key that ends at `key_end` and has none:
    /// after the colon, if there is one on its line. A colon on another line
    /// can belong to another key.
    pub(super) fn after_colon(&self, key_end: usize) -> usize {
        let rest = &self.text[key_end..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        match rest[blank..].strip_prefix(':') {
            Some(after) if after.is_empty() || after.starts_with(WORD_ENDS) => key_end + blank + 1,
            _ => key_end,
        }
    }

    /// Where the value starts of a key that ends at `key_end`, behind its tag
    /// and anchor.
    pub(super) fn value_start(&self, key_end: usize) -> usize {
        let colon = self.skip_space(key_end);
        let after = colon + usize::from(self.text[colon..].starts_with(':'));
        self.skip_properties(after)
    }

    /// The end of what can be seen before `at`.
    pub(super) fn trimmed(&self, at: usize) -> usize {
        self.text[..at].trim_end_matches(SPACE).len()
    }

    /// The first position from `at` on that is not white space or a comment.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        let mut rest = self.text[at..].trim_start_matches(SPACE);
        while rest.starts_with('#') {
            let comment = rest.find(['\n', '\r']).unwrap_or(rest.len());
            rest = rest[comment..].trim_start_matches(SPACE);
        }
        self.text.len() - rest.len()
    }

    /// The first position from `at` on that is not white space, a comment, a
    /// tag or an anchor.
    fn skip_properties(&self, at: usize) -> usize {
        let mut at = self.skip_space(at);
        while self.text[at..].starts_with(['&', '!']) {
            let rest = &self.text[at..];
            at = self.skip_space(at + rest.find(SPACE).unwrap_or(rest.len()));
        }
        at
    }
}
