//! The lines around a place, cut from the file and made safe to print.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Origin, Snippet};

use crate::diagnostic::Diagnostic;
use crate::emit::escape::{is_hidden, visible};
use crate::emit::place::{Lines, Places, Position, is_whole_file};
use crate::source::{FileId, Span};

/// Columns and lines beyond which two places do not share a frame, so that a
/// long line or file is never printed from one end to the other.
const NEAR_COLUMNS: usize = 100;
const NEAR_LINES: usize = 100;

/// Places of one file that are shown together.
pub(super) struct Frame<'a> {
    pub(super) file: FileId,
    marks: Vec<Mark<'a>>,
}

/// A place to underline.
struct Mark<'a> {
    kind: AnnotationKind,
    bytes: Range<usize>,
    start: Position,
    end: Position,
    text: &'a str,
}

/// The frames of a diagnostic, the one of its primary place first.
pub(super) fn frames<'a>(diagnostic: &'a Diagnostic, places: &mut Places<'_>) -> Vec<Frame<'a>> {
    let primary = (!is_whole_file(diagnostic.primary) || !diagnostic.primary_label.is_empty())
        .then_some((
            AnnotationKind::Primary,
            diagnostic.primary,
            diagnostic.primary_label.as_str(),
        ));
    let labels = diagnostic
        .labels
        .iter()
        .map(|label| (AnnotationKind::Context, label.span, label.text.as_str()));
    let mut frames: Vec<Frame<'a>> = Vec::new();
    for (kind, span, text) in primary.into_iter().chain(labels) {
        let mark = Mark::new(kind, span, text, places.lines(span.file));
        let shared = frames
            .iter_mut()
            .find(|frame| frame.file == span.file && is_near(frame.marks[0].start, mark.start));
        match shared {
            Some(frame) => frame.marks.push(mark),
            None => frames.push(Frame {
                file: span.file,
                marks: vec![mark],
            }),
        }
    }
    frames
}

impl<'a> Mark<'a> {
    fn new(kind: AnnotationKind, span: Span, text: &'a str, lines: &Lines<'_>) -> Self {
        let bytes = underlined(span, lines);
        Self {
            kind,
            start: lines.position(bytes.start),
            end: lines.position(bytes.end),
            bytes,
            text,
        }
    }
}

/// What of a span is underlined: without the blank lines at its end, and only
/// the beginning when it is too large to be seen as a whole.
fn underlined(span: Span, lines: &Lines<'_>) -> Range<usize> {
    let (start, end) = (lines.boundary(span.start()), lines.boundary(span.end()));
    let covered = &lines.text[start..end];
    let first_line = |text: &str| text.lines().next().map_or(0, str::len);
    let solid = match covered.trim_end().len() {
        0 => first_line(covered),
        solid => solid,
    };
    let (first, last) = (lines.position(start), lines.position(start + solid));
    let several_lines = first.line != last.line && is_near(first, last);
    let shown = if several_lines {
        solid
    } else {
        covered
            .char_indices()
            .nth(NEAR_COLUMNS)
            .map_or(covered.len(), |(at, _)| at)
            .min(first_line(&covered[..solid]))
    };
    start..start + shown
}

/// Whether two positions are shown in one frame.
fn is_near(one: Position, other: Position) -> bool {
    one.line.abs_diff(other.line) <= NEAR_LINES && one.column.abs_diff(other.column) <= NEAR_COLUMNS
}

impl<'a> Frame<'a> {
    /// How many bytes of the file it shows.
    pub(super) fn size(&self, places: &mut Places<'_>) -> usize {
        self.window(places.lines(self.file)).len()
    }

    /// The lines with their marks. Of a withheld file they show where text is,
    /// not which.
    pub(super) fn snippet(
        &self,
        places: &mut Places<'a>,
        withheld: bool,
    ) -> Snippet<'a, Annotation<'a>> {
        let path = visible(&places.path(self.file)).into_owned();
        let lines = places.lines(self.file);
        let window = self.window(lines);
        let quoted = |bytes: Range<usize>| -> String {
            lines.text[bytes]
                .chars()
                .map(|c| shown(c, withheld))
                .collect()
        };
        let at = |offset: usize| quoted(window.start..offset).len();
        // A line end after the last line, or the renderer has no line there to
        // put a mark at the end of the file.
        Snippet::source(quoted(window.clone()) + "\n")
            .line_start(lines.position(window.start).line)
            .path(path)
            .annotations(self.marks.iter().map(|mark| {
                mark.kind
                    .span(at(mark.bytes.start)..at(mark.bytes.end))
                    .label((!mark.text.is_empty()).then(|| visible(mark.text)))
            }))
    }

    /// The place of the first mark without its line.
    pub(super) fn origin(&self, places: &Places<'a>) -> Origin<'a> {
        let Position { line, column } = self.marks[0].start;
        Origin::path(visible(&places.path(self.file)).into_owned())
            .line(line)
            .char_column(column)
    }

    /// The whole lines from the first mark to the last.
    fn window(&self, lines: &Lines<'_>) -> Range<usize> {
        let first = self.marks.iter().map(|mark| mark.start.line).min();
        let last = self.marks.iter().map(|mark| mark.end.line).max();
        lines.bytes(first.unwrap_or(1), last.unwrap_or(1))
    }
}

/// The character that stands for `c` in a frame: one for one, so that columns
/// stay true. Control characters of ASCII are left to the renderer, which has
/// pictures for them.
fn shown(c: char, withheld: bool) -> char {
    if withheld && !c.is_whitespace() {
        '·'
    } else if is_hidden(c) && !c.is_ascii() {
        char::REPLACEMENT_CHARACTER
    } else {
        c
    }
}
