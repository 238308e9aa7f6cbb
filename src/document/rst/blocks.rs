//! Blocks, each told by its first line.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::line::{Line, Words, filled, gap, margin, reach};
use super::list::{self, Marker};
use super::{DEEPEST, Piece, Reader, field, table};

/// What a line opens at the margin of its container.
pub(super) enum Opening {
    /// An item of a list, behind so many bytes.
    Item(Marker, usize),
    /// A field or an option, whose name is here, behind so many bytes.
    Field(Range<usize>, usize),
    Option(Range<usize>, usize),
    /// A line that stays one.
    Bar,
    /// Code, from the prompt on.
    Doctest,
    Table,
    /// Markup that begins with `..`, or a target without a name.
    Explicit,
    Anonymous,
    Text,
}

/// What the first of some lines opens.
pub(super) fn opening(lines: &[Line<'_>]) -> Opening {
    let text = lines[0].text;
    if let Some((marker, width)) = list::marker(text)
        && marker.is_meant(lines)
    {
        return Opening::Item(marker, width);
    }
    if let Some((name, width)) = field::name(text) {
        return Opening::Field(name, width);
    }
    if let Some((name, width)) = field::option(text)
        && (width < text.len() || is_deeper(lines))
    {
        return Opening::Option(name, width);
    }
    match text {
        "|" => Opening::Bar,
        ".." => Opening::Explicit,
        "__" => Opening::Anonymous,
        text if text.starts_with(">>> ") => Opening::Doctest,
        text if text.starts_with("| ") => Opening::Bar,
        text if text.starts_with(".. ") => Opening::Explicit,
        text if text.starts_with("__ ") => Opening::Anonymous,
        text if table::is_border(text) => Opening::Table,
        _ => Opening::Text,
    }
}

/// Whether the second of some lines is further in than the first.
fn is_deeper(lines: &[Line<'_>]) -> bool {
    let second = lines.get(1).filter(|line| !line.is_blank());
    second.is_some_and(|line| line.indent > lines[0].indent)
}

/// What the blocks of a container are, as far as that says how it is shown.
#[derive(Default)]
pub(super) struct Shape {
    /// The pieces around the first block, when that is a paragraph.
    paragraph: Option<Range<usize>>,
    blocks: usize,
    /// How many of the blocks are lists.
    lists: usize,
}

impl Reader {
    /// Reads the blocks of a container whose margin is at a column.
    pub(super) fn blocks(&mut self, lines: &mut [Line<'_>], margin: usize) -> Shape {
        let mut shape = Shape::default();
        if self.depth == DEEPEST {
            self.flat(lines);
            return shape;
        }
        self.depth += 1;
        let mut at = 0;
        while at < lines.len() {
            if lines[at].is_blank() {
                at += 1;
                continue;
            }
            let start = self.out.len();
            at += if lines[at].indent > margin {
                self.names.settle();
                self.quote(&mut lines[at..], margin)
            } else {
                self.block(&mut lines[at..])
            };
            shape.add(&self.out, start);
        }
        self.depth -= 1;
        shape
    }

    /// Blocks of which a paragraph needs no space around it when only lists follow.
    pub(super) fn tight(&mut self, lines: &mut [Line<'_>], margin: usize) {
        let shape = self.blocks(lines, margin);
        if let Some(Range { start, end }) = shape.paragraph
            && shape.lists + 1 == shape.blocks
        {
            for edge in [start, end - 1] {
                self.out[edge] = Piece::Event(Event::Text("".into()), 0..0);
            }
        }
    }

    /// Reads the block that begins with the first line, and says how many it took.
    fn block(&mut self, lines: &mut [Line<'_>]) -> usize {
        let opening = opening(lines);
        if !matches!(
            opening,
            Opening::Explicit | Opening::Anonymous | Opening::Text
        ) {
            self.names.settle();
        }
        match opening {
            Opening::Item(marker, width) => self.list(lines, marker, width),
            Opening::Field(..) | Opening::Option(..) => self.fields(lines),
            Opening::Bar => self.line_block(lines),
            Opening::Doctest => {
                let length = filled(lines);
                self.code("", &lines[..length]);
                length
            }
            Opening::Table => self.table(lines),
            Opening::Explicit => self.explicit(lines),
            Opening::Anonymous => {
                let length = filled_further(lines);
                let address = lines[0].behind(2);
                let rest = lines[1..length].iter().copied();
                self.anonymous(std::iter::once(address).chain(rest), lines[0].place());
                length
            }
            Opening::Text => {
                let title = self.overlined(lines).or_else(|| self.underlined(lines));
                title.unwrap_or_else(|| {
                    self.names.settle();
                    self.prose(lines)
                })
            }
        }
    }

    /// A paragraph, the code below it, or terms with what they mean.
    fn prose(&mut self, lines: &mut [Line<'_>]) -> usize {
        let first = lines[0];
        let is_same = |line: &&Line<'_>| !line.is_blank() && line.indent == first.indent;
        let length = lines.iter().take_while(is_same).count();
        let Some(before) = lines[length - 1].text.strip_suffix("::") else {
            if length == 1 && is_deeper(lines) {
                return self.definitions(lines);
            }
            self.paragraph(&Words::of(lines[..length].iter().copied()));
            return length;
        };
        // The signs of code that follows are a colon when they close a word.
        let last = &mut lines[length - 1];
        let text = last.text;
        last.text = match before {
            "" => "",
            before if before.ends_with(char::is_whitespace) => before.trim_end(),
            before => &text[..=before.len()],
        };
        let words = lines[..length].iter().filter(|line| !line.is_blank());
        let words = Words::of(words.copied());
        if !words.is_empty() {
            self.paragraph(&words);
        }
        length + self.literal(&lines[length..], first.indent)
    }

    /// Lines with what they mean further in below them.
    fn definitions(&mut self, lines: &mut [Line<'_>]) -> usize {
        let indent = lines[0].indent;
        self.within(Tag::DefinitionList, |reader| {
            let mut at = 0;
            loop {
                let term = Words::of([lines[at]]);
                reader.within(Tag::DefinitionListTitle, |reader| reader.words(&term));
                let length = 1 + reach(&lines[at + 1..], indent + 1);
                let body = &mut lines[at + 1..at + length];
                reader.within(Tag::DefinitionListDefinition, |reader| {
                    reader.tight(body, margin(body));
                });
                at += length;
                let next = at + gap(&lines[at..]);
                let rest = &lines[next..];
                let goes_on = rest.len() > 1
                    && rest[0].indent == indent
                    && is_deeper(rest)
                    && !rest[0].text.ends_with("::")
                    && matches!(opening(rest), Opening::Text);
                if !goes_on {
                    return at;
                }
                at = next;
            }
        })
    }

    /// What is further in than its container, and who said it.
    fn quote(&mut self, lines: &mut [Line<'_>], outer: usize) -> usize {
        let length = reach(lines, outer + 1);
        let quoted = &mut lines[..length];
        let margin = margin(quoted);
        let last = quoted.iter().rposition(Line::is_blank);
        let name = last.and_then(|blank| {
            let line = quoted[blank + 1];
            let dashes = dashes(line.text).filter(|_| line.indent == margin)?;
            Some((blank, line.behind(dashes)))
        });
        self.within(Tag::BlockQuote(None), |reader| {
            let Some((blank, name)) = name else {
                reader.blocks(quoted, margin);
                return;
            };
            reader.blocks(&mut quoted[..blank], margin);
            let more = quoted[blank + 2..].iter().copied();
            let words = Words::of(std::iter::once(name).chain(more));
            reader.within(Tag::Paragraph, |reader| {
                reader.text("— ");
                reader.words(&words);
            });
        });
        length
    }

    /// Lines that lie too deep are paragraphs, whatever they open.
    fn flat(&mut self, lines: &[Line<'_>]) {
        let mut rest = &lines[gap(lines)..];
        if let [first, ..] = rest
            && !std::mem::replace(&mut self.is_flat, true)
        {
            let message = format!("blocks lie more than {DEEPEST} deep in one another");
            self.fault(first.place(), message, "nest less; from here on it is text");
        }
        while !rest.is_empty() {
            let (paragraph, after) = rest.split_at(filled(rest));
            self.paragraph(&Words::of(paragraph.iter().copied()));
            rest = &after[gap(after)..];
        }
    }
}

impl Shape {
    /// Counts a block by its pieces; what shows nothing is none.
    fn add(&mut self, out: &[Piece], start: usize) {
        let Some(Piece::Event(first, _)) = out.get(start) else {
            return;
        };
        self.blocks += 1;
        match first {
            Event::Start(Tag::Paragraph) if self.blocks == 1 => {
                let is_end =
                    |piece: &Piece| matches!(piece, Piece::Event(Event::End(TagEnd::Paragraph), _));
                let end = out[start..].iter().position(is_end);
                let end = end.map_or(out.len(), |end| start + end + 1);
                // More may stand behind a picture, or what is shown for a title.
                self.blocks += usize::from(end < out.len());
                self.paragraph = Some(start..end);
            }
            Event::Start(Tag::List(_)) => self.lists += 1,
            _ => {}
        }
    }
}

/// How many lines go on with the first without an empty one, further in.
pub(super) fn filled_further(lines: &[Line<'_>]) -> usize {
    let indent = lines[0].indent;
    let is_more = |line: &&Line<'_>| !line.is_blank() && line.indent > indent;
    1 + lines[1..].iter().take_while(is_more).count()
}

/// The length of the dashes before a name.
fn dashes(text: &str) -> Option<usize> {
    let name = text
        .strip_prefix('—')
        .or_else(|| text.strip_prefix("---"))
        .or_else(|| text.strip_prefix("--"))?;
    let is_name = !name.trim().is_empty() && !name.starts_with('-');
    is_name.then(|| text.len() - name.len())
}
