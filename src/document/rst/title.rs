//! Titles and transitions: lines of one sign.

use pulldown_cmark::{Event, HeadingLevel, Tag};
use unicode_width::UnicodeWidthStr;

use super::line::{Line, Words};
use super::{Piece, Reader};

/// The sign of the lines that a title has, and whether one is above it.
pub(super) type Style = (char, bool);

/// A line of fewer signs than this may be too short for its title to be one.
const SHORT: usize = 4;

/// The sign of a line that has no other.
fn sign(text: &str) -> Option<char> {
    let first = text.chars().next().filter(char::is_ascii_punctuation)?;
    text.bytes().all(|b| b == first as u8).then_some(first)
}

/// Whether a line is long enough for a title.
fn is_under(line: &str, title: &str) -> bool {
    line.len() >= SHORT || line.len() >= title.width()
}

impl Reader {
    /// A title between two lines, or a line between two paragraphs; how many lines
    /// it takes.
    pub(super) fn overlined(&mut self, lines: &[Line<'_>]) -> Option<usize> {
        let sign_of_first = sign(lines[0].text)?;
        if let [over, title, under, ..] = lines
            && over.text == under.text
            && over.indent == under.indent
            && !title.is_blank()
            && sign(title.text).is_none()
            && is_under(over.text, title.text)
        {
            self.heading((sign_of_first, true), *title);
            return Some(3);
        }
        let is_apart = lines.get(1).is_none_or(Line::is_blank);
        if lines[0].text.len() < SHORT || !is_apart {
            return None;
        }
        self.push(Event::Rule);
        Some(1)
    }

    /// A title over a line.
    pub(super) fn underlined(&mut self, lines: &[Line<'_>]) -> Option<usize> {
        let [title, under, ..] = lines else {
            return None;
        };
        let sign = sign(under.text).filter(|_| under.indent == title.indent)?;
        if !is_under(under.text, title.text) {
            return None;
        }
        self.heading((sign, false), *title);
        Some(2)
    }

    fn heading(&mut self, style: Style, title: Line<'_>) {
        let words = Words::of([title]);
        if self.depth > 1 {
            let message = "a title within another block is no section";
            self.fault(
                title.place(),
                message,
                "write it at the margin, or as `**text**`",
            );
            self.strong_line("", &words);
            return;
        }
        let known = self.styles.iter().position(|known| *known == style);
        let level = known.unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        let start = self.out.len();
        let tag = Tag::Heading {
            level: HEADINGS[level.min(HEADINGS.len() - 1)],
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        };
        self.within(tag, |reader| reader.words(&words));
        let title = shown(&self.out[start..]);
        self.names.section(&title);
    }
}

/// Levels of headings; those below the sixth are as high.
const HEADINGS: [HeadingLevel; 6] = [
    HeadingLevel::H1,
    HeadingLevel::H2,
    HeadingLevel::H3,
    HeadingLevel::H4,
    HeadingLevel::H5,
    HeadingLevel::H6,
];

/// The words of pieces.
fn shown(pieces: &[Piece]) -> String {
    let words = pieces.iter().map(|piece| match piece {
        Piece::Event(Event::Text(text) | Event::Code(text), _) => text,
        Piece::Link { text, .. } => text.as_str(),
        Piece::Substitution { name, .. } => name,
        _ => "",
    });
    words.collect()
}
