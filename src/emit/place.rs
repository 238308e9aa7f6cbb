//! Lines and columns, worked out once a file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::source::{FileId, Sources, Span};

/// A line and a column in characters, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// A span as people and programs outside forewarn name it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Place<'a> {
    pub(super) path: Cow<'a, str>,
    /// The first character.
    pub(super) start: Position,
    /// The character after the last.
    pub(super) end: Position,
}

/// The lines of one file, as far as it is text.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    /// Where each line starts; never empty, since even no text is one line.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let after_line_ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(after_line_ends).collect(),
        }
    }

    /// The nearest offset at or before `offset` that can be sliced at.
    pub(super) fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// Line and column of an offset. One past the end is the end.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        Position {
            line,
            column: self.text[self.starts[line - 1]..offset].chars().count() + 1,
        }
    }

    /// The bytes of the lines `first..=last`, counted from 1, without the last
    /// line feed.
    pub(super) fn bytes(&self, first: usize, last: usize) -> Range<usize> {
        let end = self
            .starts
            .get(last)
            .map_or(self.text.len(), |next| next - 1);
        self.starts[first - 1]..end
    }
}

/// Finds the place of spans.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    /// What stands before the paths of files.
    before: &'a str,
    lines: BTreeMap<FileId, Lines<'a>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a Sources, before: &'a str) -> Self {
        Self {
            sources,
            before,
            lines: BTreeMap::new(),
        }
    }

    pub(super) fn path(&self, file: FileId) -> Cow<'a, str> {
        let source = self.sources.get(file);
        let is_seen_otherwise = source.path.starts_with('/')
            || source.overlay.is_some() && !self.sources.vantage.includes_overlay;
        if self.before.is_empty() || is_seen_otherwise {
            Cow::Borrowed(&source.path)
        } else {
            Cow::Owned(format!("{}{}", self.before, source.path))
        }
    }

    pub(super) fn lines(&mut self, file: FileId) -> &Lines<'a> {
        let sources = self.sources;
        self.lines
            .entry(file)
            .or_insert_with(|| Lines::new(sources.get(file).quotable()))
    }

    pub(super) fn of(&mut self, span: Span) -> Place<'a> {
        let path = self.path(span.file);
        let lines = self.lines(span.file);
        Place {
            path,
            start: lines.position(span.start()),
            end: lines.position(span.end()),
        }
    }
}

/// Whether a span stands for its whole file ([`Span::file`]).
pub(super) fn is_whole_file(span: Span) -> bool {
    span.end() == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_the_source_file(text in "(a|é|中|\n|\r\n){0,20}", offset in 0..80_usize) {
            let mut sources = Sources::new();
            let file = sources.text("a.yaml", text);
            let start = Places::new(&sources, "").of(Span::new(file, offset, offset)).start;
            prop_assert_eq!((start.line, start.column), sources.get(file).line_column(offset));
        }
    }
}
