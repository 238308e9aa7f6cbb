//! The lines of a text, for the parser and from it.

use std::ops::Range;

use super::super::Fault;
use super::layout::Layout;
use crate::diagnostic::Code;

/// Stands for an escaped blank, which is none (reStructuredText, "Escaping
/// Mechanism"), but which the parser would show. No text holds this character.
pub(super) const NOTHING: char = '\u{fdd0}';

/// Stands for a blank that no line breaks at: the parser takes it for one like any
/// other, and cuts it in two.
const NO_BREAK: char = '\u{fdd2}';

/// A line, without the white space at its end.
pub(super) struct Line {
    pub(super) text: String,
    /// Where its original starts in the text.
    origin: usize,
}

impl Line {
    pub(super) fn new(text: String, origin: usize) -> Self {
        Self { text, origin }
    }

    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The same place with another text.
    pub(super) fn with(&self, text: String) -> Self {
        Self::new(text, self.origin)
    }
}

/// A text for the parser.
pub(super) struct Prepared {
    pub(super) lines: Vec<Line>,
    pub(super) faults: Vec<Fault>,
    /// The end of each original line, by its start.
    ends: std::collections::BTreeMap<usize, usize>,
}

impl Prepared {
    pub(super) fn joined(&self) -> String {
        let lines = self.lines.iter().map(|line| line.text.as_str());
        // The parser wants an empty line behind a table.
        lines.chain(["", ""]).collect::<Vec<_>>().join("\n")
    }

    /// The place of a line, by the number that the parser has for it.
    pub(super) fn place(&self, number: Option<usize>) -> Range<usize> {
        let line = number.and_then(|number| self.lines.get(number.checked_sub(1)?));
        line.map_or(0..0, |line| self.whole(line))
    }

    pub(super) fn whole(&self, line: &Line) -> Range<usize> {
        line.origin..self.ends.get(&line.origin).copied().unwrap_or(line.origin)
    }

    pub(super) fn push(&mut self, line: Line) {
        // Nobody needs more; the parser looks at each for each.
        const MOST_BLANK: usize = 8;
        let before = self.lines.iter().rev().take(MOST_BLANK);
        let is_one_more =
            before.clone().count() == MOST_BLANK && before.clone().all(Line::is_blank);
        if !line.is_blank() || !is_one_more {
            self.lines.push(line);
        }
    }

    pub(super) fn fault(&mut self, line: &Line, message: String, help: &str) {
        let place = self.whole(line);
        self.faults
            .push(Fault::new(Code::RstMarkup, place, message, help));
    }
}

/// Lays a text out for the parser.
pub(super) fn prepare(text: &str) -> Prepared {
    let mut prepared = Prepared {
        lines: Vec::new(),
        faults: Vec::new(),
        ends: std::collections::BTreeMap::new(),
    };
    let mut source = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let end = offset + line.trim_end().len();
        prepared.ends.insert(offset, end);
        source.push(Line::new(plain(line.trim_end()), offset));
        offset += line.len();
    }
    let mut layout = Layout::new(prepared);
    let mut rest = source.as_slice();
    while let [line, after @ ..] = rest {
        rest = &after[layout.line(line, after)..];
    }
    layout.prepared
}

/// A line without tabs, whose indentation is blanks, one for each column: the
/// parser cuts by bytes.
fn plain(line: &str) -> String {
    const TAB: usize = 8;
    let mut text = String::with_capacity(line.len());
    let mut column = 0;
    let mut is_margin = true;
    for c in line.chars() {
        is_margin &= c.is_whitespace();
        let width = if c == '\t' { TAB - column % TAB } else { 1 };
        column += width;
        match c {
            '\t' => text.extend(std::iter::repeat_n(' ', width)),
            _ if is_margin => text.push(' '),
            '\u{a0}' | '\u{202f}' => text.push(NO_BREAK),
            c if c.is_whitespace() => text.push(' '),
            NOTHING | NO_BREAK => text.push('\u{fffd}'),
            c => text.push(c),
        }
    }
    text
}

/// The words of a text that is shown.
pub(super) fn shown(text: &str) -> String {
    text.replace(NOTHING, "").replace(NO_BREAK, "\u{a0}")
}

/// The same of code, where an escape is what it looks like.
pub(super) fn literal(text: &str) -> String {
    text.replace(NOTHING, "\\ ").replace(NO_BREAK, "\u{a0}")
}

/// A text as it stands in the source.
pub(super) fn written(text: &str) -> String {
    literal(text)
}
