//! Blocks of the tree as events.

use docutils_core::nodes::{
    AdmonKind, Block, Container, EnumFormat, Field, Inline, LineRow, LiteralBlock, Table,
    TableCell, inline_text,
};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag};

use super::layout::{DEFINITION, QUOTE};
use super::lines::literal;
use super::names::note_label;
use super::{Events, level};
use crate::diagnostic::Code;

impl Events<'_> {
    /// `above` is how many headings stand over the first level of sections.
    pub(super) fn blocks(&mut self, blocks: &[Block], above: u8) {
        let mut rest = blocks;
        while let [block, after @ ..] = rest {
            rest = after;
            match (block, after) {
                // A line and what is further in below it.
                (Block::Paragraph(term), [Block::Container(body), ..]) if is(body, DEFINITION) => {
                    self.definitions(term, rest, above);
                    let length = definition_length(rest);
                    rest = &rest[length..];
                }
                _ => self.block(block, above),
            }
        }
    }

    fn block(&mut self, block: &Block, above: u8) {
        match block {
            Block::Section(section) => {
                self.heading(section.level.saturating_add(above), &section.title);
                self.blocks(&section.children, above);
            }
            Block::Paragraph(inlines) => self.paragraph(inlines),
            Block::Rubric(inlines) => self.strong_line(inlines),
            Block::BulletList(list) => self.list(None, &list.items, above),
            Block::EnumList(list) => {
                let first = match list.format {
                    EnumFormat::Auto => 1,
                    _ => u64::from(list.start),
                };
                self.list(Some(first), &list.items, above);
            }
            Block::FieldList(fields) => self.fields(fields, above),
            Block::Container(inner) if is(inner, QUOTE) || is(inner, DEFINITION) => {
                self.within(Tag::BlockQuote(None), |events| {
                    events.quoted(&inner.children, above);
                });
            }
            Block::Admonition(inner) => {
                self.within(Tag::BlockQuote(alert(inner.kind)), |events| {
                    if let Some(title) = &inner.title {
                        events.strong_line(title);
                    }
                    events.blocks(&inner.children, above);
                });
            }
            // What `target-notes` would stand for.
            Block::Topic(inner) if inner.title.is_empty() && inner.children.is_empty() => {}
            Block::Topic(inner) => self.within(Tag::BlockQuote(None), |events| {
                if !inner.title.is_empty() {
                    events.strong_line(&inner.title);
                }
                events.blocks(&inner.children, above);
            }),
            Block::Container(inner) => self.blocks(&inner.children, above),
            Block::LiteralBlock(block) => self.code(block),
            Block::ParsedLiteral(lines) => self.lines(lines.iter().map(|line| (0, line))),
            Block::LineBlock(rows) => {
                let mut lines = Vec::new();
                flat(rows, 0, &mut lines);
                self.lines(lines.into_iter());
            }
            Block::Table(table) => self.table(table, above),
            Block::Transition => self.push(Event::Rule),
            Block::Image(image) => self.figure(&image.uri, image.alt.as_deref()),
            Block::Figure(figure) => {
                self.figure(&figure.uri, figure.alt.as_deref());
                self.blocks(&figure.caption, above);
            }
            Block::Footnote(note) => {
                let label = match note.name.as_str() {
                    "#" | "*" => {
                        self.notes_written += 1;
                        note_label(self.notes_written - 1)
                    }
                    name => name.to_owned(),
                };
                self.note(label, &note.children, above);
            }
            Block::Citation(note) => self.note(note.name.clone(), &note.children, above),
            Block::Comment(text) => self.comment(text),
            other => self.left(other, above),
        }
    }

    /// What the layout leaves none of to the parser, in plain form.
    fn left(&mut self, block: &Block, above: u8) {
        match block {
            Block::BlockQuote(quote) => self.blocks(&quote.children, above),
            Block::DefinitionList(items) => {
                for item in items {
                    self.paragraph(&item.term);
                    self.blocks(&item.definition, above);
                }
            }
            Block::OptionList(groups) => {
                for group in groups {
                    self.blocks(&group.body, above);
                }
            }
            // Definitions, what the page makes itself, and what the parser says
            // elsewhere. Lines that are raw never come here.
            _ => {}
        }
    }

    pub(super) fn heading(&mut self, number: u8, title: &[Inline]) {
        let tag = Tag::Heading {
            level: level(number),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        };
        self.within(tag, |events| events.inlines(title));
    }

    fn paragraph(&mut self, inlines: &[Inline]) {
        self.within(Tag::Paragraph, |events| events.inlines(inlines));
    }

    fn strong_line(&mut self, inlines: &[Inline]) {
        self.within(Tag::Paragraph, |events| {
            events.within(Tag::Strong, |events| events.inlines(inlines));
        });
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>], above: u8) {
        self.within(Tag::List(first), |events| {
            for item in items {
                events.within(Tag::Item, |events| events.tight(item, above));
            }
        });
    }

    /// Blocks of which a single paragraph needs no space around it.
    fn tight(&mut self, blocks: &[Block], above: u8) {
        match blocks {
            [Block::Paragraph(inlines), rest @ ..] if rest.iter().all(is_list) => {
                self.inlines(inlines);
                self.blocks(rest, above);
            }
            blocks => self.blocks(blocks, above),
        }
    }

    /// A term and its definition, and the pairs that follow.
    fn definitions(&mut self, term: &[Inline], after: &[Block], above: u8) {
        self.within(Tag::DefinitionList, |events| {
            let (mut term, mut after) = (term, after);
            while let [Block::Container(body), rest @ ..] = after {
                events.within(Tag::DefinitionListTitle, |events| events.inlines(term));
                events.within(Tag::DefinitionListDefinition, |events| {
                    events.tight(&body.children, above);
                });
                let [Block::Paragraph(next), more @ ..] = rest else {
                    break;
                };
                if !matches!(more, [Block::Container(body), ..] if is(body, DEFINITION)) {
                    break;
                }
                (term, after) = (next, more);
            }
        });
    }

    fn fields(&mut self, fields: &[Field], above: u8) {
        self.within(Tag::DefinitionList, |events| {
            for field in fields {
                events.within(Tag::DefinitionListTitle, |events| {
                    events.inlines(&field.name);
                });
                events.within(Tag::DefinitionListDefinition, |events| {
                    events.tight(&field.body, above);
                });
            }
        });
    }

    /// What is quoted, and who said it.
    fn quoted(&mut self, blocks: &[Block], above: u8) {
        let name = |inlines: &[Inline]| {
            let text = inline_text(inlines);
            let dashes = text.trim_start_matches(['-', '—']);
            let is_name = text.starts_with("--") || text.starts_with('—');
            is_name.then(|| dashes.trim().to_owned())
        };
        if let [rest @ .., Block::Paragraph(last)] = blocks
            && !rest.is_empty()
            && let Some(name) = name(last)
        {
            self.blocks(rest, above);
            self.within(Tag::Paragraph, |events| events.text(&format!("— {name}")));
        } else {
            self.blocks(blocks, above);
        }
    }

    fn code(&mut self, block: &LiteralBlock) {
        let language = block.language.clone().unwrap_or_default();
        let kind = CodeBlockKind::Fenced(CowStr::from(language));
        let mut lines = block.lines.as_slice();
        while let [first, rest @ ..] = lines
            && first.is_empty()
        {
            lines = rest;
        }
        while let [rest @ .., last] = lines
            && last.is_empty()
        {
            lines = rest;
        }
        self.within(Tag::CodeBlock(kind), |events| {
            for line in lines {
                events.text(&format!("{}\n", literal(line)));
            }
        });
    }

    /// Lines that stay apart, each further in by so many steps.
    fn lines<'l>(&mut self, lines: impl Iterator<Item = (usize, &'l Vec<Inline>)>) {
        self.within(Tag::Paragraph, |events| {
            for (index, (depth, line)) in lines.enumerate() {
                if index > 0 {
                    events.push(Event::HardBreak);
                }
                if depth > 0 {
                    events.text(&"\u{2003}".repeat(depth));
                }
                events.inlines(line);
            }
        });
    }

    fn table(&mut self, table: &Table, above: u8) {
        if !table.caption.is_empty() {
            self.strong_line(&table.caption);
        }
        if std::mem::replace(&mut self.in_table, true) {
            let rows = table.head.iter().chain(&table.body);
            for cell in rows.flatten() {
                self.blocks(&cell.blocks, above);
            }
            return;
        }
        let rows = table.head.iter().chain(&table.body);
        let columns = rows.map(Vec::len).max().unwrap_or(0);
        self.within(Tag::Table(vec![Alignment::None; columns]), |events| {
            let mut head = table.head.iter();
            if let Some(row) = head.next() {
                events.row(Tag::TableHead, row, above);
            }
            for row in head.chain(&table.body) {
                events.row(Tag::TableRow, row, above);
            }
        });
        self.in_table = false;
    }

    fn row(&mut self, tag: Tag<'static>, cells: &[TableCell], above: u8) {
        let first = cells.first().map(|cell| cell.blocks.as_slice());
        let place = match first {
            Some([Block::Paragraph(words), ..]) => self.places.find(&inline_text(words)),
            _ => 0..0,
        };
        self.within_at(tag, place, |events| {
            for cell in cells {
                events.within(Tag::TableCell, |events| events.tight(&cell.blocks, above));
            }
        });
    }

    fn figure(&mut self, uri: &str, alt: Option<&str>) {
        self.within(Tag::Paragraph, |events| events.image(uri, alt));
    }

    pub(super) fn image(&mut self, uri: &str, alt: Option<&str>) {
        let place = self.places.find(uri);
        let tag = Tag::Image {
            link_type: LinkType::Inline,
            dest_url: CowStr::from(uri.to_owned()),
            title: CowStr::from(""),
            id: CowStr::from(""),
        };
        self.within_at(tag, place, |events| events.text(alt.unwrap_or_default()));
    }

    fn note(&mut self, label: String, blocks: &[Block], above: u8) {
        let tag = Tag::FootnoteDefinition(CowStr::from(label));
        self.within(tag, |events| events.blocks(blocks, above));
    }

    /// A comment shows nothing, but it may ask for a part of the page, as one in
    /// HTML does.
    fn comment(&mut self, text: &str) {
        let text = text.trim();
        let asks = text
            .get(..8)
            .is_some_and(|name| name.eq_ignore_ascii_case("forewarn"));
        if asks {
            let place = self.places.find(text);
            let place = self.places.line_start(place.start)..place.end;
            let html = Event::Html(CowStr::from(format!("<!-- {text} -->\n")));
            self.within_at(Tag::HtmlBlock, place.clone(), |events| {
                events.out.push((html, place));
            });
        }
    }

    /// Reports what is shown as text.
    pub(super) fn as_text(&mut self, place: std::ops::Range<usize>, message: String, help: &str) {
        self.fault(Code::RstMarkup, place, message, help);
    }
}

/// Whether the layout made the container, for this.
fn is(container: &Container, class: &str) -> bool {
    container.classes.iter().any(|known| known == class)
}

/// How many blocks the definitions take that begin with this body.
fn definition_length(blocks: &[Block]) -> usize {
    let mut length = 0;
    loop {
        length += match &blocks[length..] {
            [Block::Container(body), ..] if length == 0 && is(body, DEFINITION) => 1,
            [Block::Paragraph(_), Block::Container(body), ..] if is(body, DEFINITION) => 2,
            _ => return length,
        }
    }
}

fn is_list(block: &Block) -> bool {
    matches!(
        block,
        Block::BulletList(_)
            | Block::EnumList(_)
            | Block::HyperlinkTarget(_)
            | Block::SystemMessage(_)
    )
}

fn flat<'r>(rows: &'r [LineRow], depth: usize, lines: &mut Vec<(usize, &'r Vec<Inline>)>) {
    for row in rows {
        match row {
            LineRow::Line(line) => lines.push((depth, line)),
            LineRow::Nested(rows) => flat(rows, depth + 1, lines),
        }
    }
}

/// An admonition as the alert that GitHub has for it; one with a title of its own
/// is a quote.
fn alert(kind: AdmonKind) -> Option<BlockQuoteKind> {
    match kind {
        AdmonKind::Admonition => None,
        AdmonKind::Note => Some(BlockQuoteKind::Note),
        AdmonKind::Hint | AdmonKind::Tip => Some(BlockQuoteKind::Tip),
        AdmonKind::Attention | AdmonKind::Important => Some(BlockQuoteKind::Important),
        AdmonKind::Warning => Some(BlockQuoteKind::Warning),
        AdmonKind::Caution | AdmonKind::Danger | AdmonKind::Error => Some(BlockQuoteKind::Caution),
    }
}
