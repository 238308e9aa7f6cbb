//! reStructuredText as events.
//!
//! Blocks are told apart line by line, and the words in them sign by sign; both
//! go forward only, so that no text takes longer than its length allows. What the
//! names in it stand for is known at its end, and is filled in then. Nothing is
//! included, nothing raw is shown, and what is not understood is shown as text.

mod blocks;
mod code;
mod directive;
mod explicit;
mod field;
mod inline;
mod line;
mod list;
mod listed;
mod names;
mod resolve;
mod role;
mod sign;
mod table;
#[cfg(test)]
mod tests;
mod title;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::{Fault, Placed};
use crate::diagnostic::Code;
use line::Words;
use names::{Aim, Names};

/// How deep blocks lie in one another at most; pages are flat from there on as well.
const DEEPEST: usize = 32;

/// A text that was read.
pub(super) struct Read {
    /// The events, balanced.
    pub(super) events: Vec<Placed<'static>>,
    /// What is not shown as it was meant, in the order of the text.
    pub(super) faults: Vec<Fault>,
}

/// Reads a text of any kind.
pub(super) fn read(text: &str) -> Read {
    let mut reader = Reader::default();
    reader.blocks(&mut line::lines(text), 0);
    resolve::resolve(reader)
}

/// What a text is made of before its names are known.
#[derive(Clone)]
enum Piece {
    Event(Event<'static>, Range<usize>),
    /// Words that lead somewhere.
    Link {
        aim: Aim,
        text: String,
        place: Range<usize>,
    },
    /// The mark of a note.
    Note {
        label: String,
        place: Range<usize>,
    },
    /// What stands for something else, and may lead somewhere.
    Substitution {
        name: String,
        aim: Option<Aim>,
        place: Range<usize>,
    },
}

/// Pieces that grow block by block.
#[derive(Default)]
struct Reader {
    out: Vec<Piece>,
    faults: Vec<Fault>,
    names: Names,
    /// The lines that titles have, in the order in which they appear; the place of
    /// each is its level.
    styles: Vec<title::Style>,
    /// Roles that the text has made up.
    roles: BTreeSet<String>,
    /// How many blocks are open, and whether that were too many somewhere.
    depth: usize,
    is_flat: bool,
    /// Tables do not nest.
    in_table: bool,
}

impl Reader {
    fn push(&mut self, event: Event<'static>) {
        self.push_at(event, 0..0);
    }

    fn push_at(&mut self, event: Event<'static>, place: Range<usize>) {
        self.out.push(Piece::Event(event, place));
    }

    fn text(&mut self, text: impl Into<CowStr<'static>>) {
        self.push(Event::Text(text.into()));
    }

    fn within<T>(&mut self, tag: Tag<'static>, inner: impl FnOnce(&mut Self) -> T) -> T {
        self.within_at(tag, 0..0, inner)
    }

    fn within_at<T>(
        &mut self,
        tag: Tag<'static>,
        place: Range<usize>,
        inner: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let end = tag.to_end();
        self.push_at(Event::Start(tag), place.clone());
        let result = inner(self);
        self.push_at(Event::End(end), place);
        result
    }

    fn paragraph(&mut self, words: &Words) {
        self.within(Tag::Paragraph, |reader| reader.words(words));
    }

    /// A paragraph that stands for a title.
    fn strong_line(&mut self, before: &str, words: &Words) {
        self.within(Tag::Paragraph, |reader| {
            reader.within(Tag::Strong, |reader| {
                if !before.is_empty() {
                    let gap = if words.is_empty() { "" } else { " " };
                    reader.text(format!("{before}{gap}"));
                }
                reader.words(words);
            });
        });
    }

    fn image(&mut self, address: &str, description: &str, place: Range<usize>) {
        let tag = Tag::Image {
            link_type: LinkType::Inline,
            dest_url: CowStr::from(address.to_owned()),
            title: CowStr::from(""),
            id: CowStr::from(""),
        };
        let description = description.to_owned();
        self.within_at(tag, place, |reader| reader.text(description));
    }

    fn fault(&mut self, place: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let fault = Fault::new(Code::RstMarkup, place, message, help);
        self.faults.push(fault);
    }
}

/// A link that is written out.
fn link(address: &str) -> Tag<'static> {
    Tag::Link {
        link_type: LinkType::Inline,
        dest_url: CowStr::from(address.to_owned()),
        title: CowStr::from(""),
        id: CowStr::from(""),
    }
}
