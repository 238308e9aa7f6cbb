//! reStructuredText as events: the one module that knows the parser.
//!
//! `docutils_core` makes a tree without places, has its own idea of tables, loses
//! what stands in a directive that it does not know, and takes time that grows
//! with the third power of a hostile paragraph. So a text is [prepared](lines)
//! and [measured](bounds) first, and what its tree says is looked for in the text
//! again to give it a place. Nothing is included, and nothing raw is shown.

mod blocks;
mod bounds;
mod directive;
mod inlines;
mod layout;
mod lines;
mod names;
mod opening;
mod place;
mod table;
#[cfg(test)]
mod tests;

use std::ops::Range;

use docutils_core::nodes::{Block, Document, SystemMessage};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::{Fault, Placed};
use crate::diagnostic::Code;
use lines::Prepared;
use names::Names;
use place::Places;

/// A text that was read.
pub(super) struct Read {
    /// The events, balanced.
    pub(super) events: Vec<Placed<'static>>,
    /// What is not shown as it was meant.
    pub(super) faults: Vec<Fault>,
}

/// Reads a text. One that is more than the parser can be given is code as a whole.
pub(super) fn read(text: &str) -> Read {
    let prepared = lines::prepare(text);
    if let Some(fault) = bounds::fault(&prepared) {
        return Read {
            events: whole(text),
            faults: vec![fault],
        };
    }
    let document = docutils_core::parser::parse(&prepared.joined());
    let names = Names::of(&document);
    let mut events = Events {
        places: Places::new(text),
        names: &names,
        out: Vec::new(),
        faults: Vec::new(),
        auto_notes: 0,
        notes_written: 0,
        anonymous: 0,
        substituted: 0,
        in_table: false,
    };
    events.document(&document);
    let Events {
        out, mut faults, ..
    } = events;
    faults.extend(messages(&document.messages, &prepared));
    faults.extend(prepared.faults);
    Read {
        events: out,
        faults,
    }
}

fn whole(text: &str) -> Vec<Placed<'static>> {
    let text = CowStr::from(text.to_owned());
    vec![
        (Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)), 0..0),
        (Event::Text(text), 0..0),
        (Event::End(TagEnd::CodeBlock), 0..0),
    ]
}

/// What the parser found that its tree does not show.
fn messages<'m>(
    messages: &'m [SystemMessage],
    prepared: &'m Prepared,
) -> impl Iterator<Item = Fault> + 'm {
    const ERROR: u8 = 3;
    /// What is shown all the same, or found in the tree.
    const ELSEWHERE: [&str; 3] = [
        "Unknown interpreted text role",
        "Unexpected indentation",
        "title level inconsistent",
    ];
    messages
        .iter()
        .filter(|message| message.level >= ERROR)
        .filter(|message| {
            !ELSEWHERE
                .iter()
                .any(|known| message.text.starts_with(known))
        })
        .map(|message| {
            let text = message.text.lines().next().unwrap_or_default();
            let text = text.trim_end_matches('.');
            Fault::new(
                Code::RstMarkup,
                prepared.place(message.line),
                format!("something here is not shown: {text}"),
                "correct the markup; docutils shows what it would be",
            )
        })
}

/// Events that grow as the tree is walked, in the order of the text.
struct Events<'a> {
    places: Places<'a>,
    names: &'a Names<'a>,
    out: Vec<Placed<'static>>,
    faults: Vec<Fault>,
    /// How many references to notes, notes, and references to targets there were
    /// that have no name.
    auto_notes: usize,
    notes_written: usize,
    anonymous: usize,
    /// How many substitutions were filled in.
    substituted: usize,
    /// Tables do not nest.
    in_table: bool,
}

impl Events<'_> {
    fn document(&mut self, document: &Document) {
        let mut above = 0;
        for title in [&document.title, &document.subtitle].into_iter().flatten() {
            above += 1;
            self.heading(above, title);
        }
        for part in [&document.header, &document.children, &document.footer] {
            self.blocks(part, above);
        }
        self.aims();
    }

    fn push(&mut self, event: Event<'static>) {
        self.out.push((event, 0..0));
    }

    fn text(&mut self, text: &str) {
        self.push(Event::Text(CowStr::from(text.to_owned())));
    }

    fn within(&mut self, tag: Tag<'static>, inner: impl FnOnce(&mut Self)) {
        self.within_at(tag, 0..0, inner);
    }

    fn within_at(&mut self, tag: Tag<'static>, place: Range<usize>, inner: impl FnOnce(&mut Self)) {
        let end = tag.to_end();
        self.out.push((Event::Start(tag), place.clone()));
        inner(self);
        self.out.push((Event::End(end), place));
    }

    fn fault(&mut self, code: Code, place: Range<usize>, message: String, help: &str) {
        self.faults.push(Fault::new(code, place, message, help));
    }

    /// Reports targets that lead nowhere.
    fn aims(&mut self) {
        for (name, uri) in self.names.dangling() {
            let place = self.places.find_first(&format!("_{name}"));
            let message = format!("the target `{name}` leads nowhere: there is no `{uri}`");
            let help = "give it an address, or the name of a section";
            self.fault(Code::DeadLink, place, message, help);
        }
    }
}

/// A level of headings; those below the sixth are as high.
fn level(number: u8) -> HeadingLevel {
    match number {
        0 | 1 => HeadingLevel::H1,
        2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        4 => HeadingLevel::H4,
        5 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// Every block of a tree, those in others included, in the order of the text.
fn walk<'b>(blocks: &'b [Block], look: &mut impl FnMut(&'b Block)) {
    for block in blocks {
        look(block);
        match block {
            Block::Section(inner) => walk(&inner.children, look),
            Block::BulletList(list) => list.items.iter().for_each(|item| walk(item, look)),
            Block::EnumList(list) => list.items.iter().for_each(|item| walk(item, look)),
            Block::DefinitionList(items) => {
                for item in items {
                    walk(&item.definition, look);
                }
            }
            Block::FieldList(fields) => fields.iter().for_each(|field| walk(&field.body, look)),
            Block::OptionList(groups) => groups.iter().for_each(|group| walk(&group.body, look)),
            Block::BlockQuote(quote) => walk(&quote.children, look),
            Block::Admonition(inner) => walk(&inner.children, look),
            Block::Topic(inner) => walk(&inner.children, look),
            Block::Container(inner) => walk(&inner.children, look),
            Block::Footnote(note) => walk(&note.children, look),
            Block::Citation(note) => walk(&note.children, look),
            Block::Figure(figure) => walk(&figure.caption, look),
            Block::Table(table) => {
                let rows = table.head.iter().chain(&table.body);
                rows.flatten().for_each(|cell| walk(&cell.blocks, look));
            }
            _ => {}
        }
    }
}
