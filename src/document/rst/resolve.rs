//! Pieces as events, when all names are known.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{CowStr, Event};

use super::super::Fault;
use super::names::{Addresses, Aim, Names, is_unnumbered, normal, numbered};
use super::{Piece, Placed, Read, Reader, link};
use crate::diagnostic::Code;

/// How many substitutions are filled in in one another at most.
const DEEPEST: usize = 8;

/// How much is filled in at most, in signs: a text of a million names would
/// otherwise make a page of as many addresses, however long they are.
const MOST: usize = 256 * 1024;

/// The events of what was read.
pub(super) fn resolve(reader: Reader) -> Read {
    let Reader {
        out,
        faults,
        mut names,
        ..
    } = reader;
    names.settle();
    let mut resolver = Resolver {
        names: &names,
        addresses: names.addresses(),
        events: Vec::with_capacity(out.len()),
        faults,
        anonymous: 0,
        unnumbered: BTreeMap::new(),
        left: MOST,
    };
    for piece in out {
        resolver.piece(piece, 0);
    }
    resolver.aims();
    let Resolver {
        events, mut faults, ..
    } = resolver;
    faults.sort_by_key(|fault| fault.place.start);
    Read { events, faults }
}

struct Resolver<'n> {
    names: &'n Names,
    addresses: Addresses,
    events: Vec<Placed<'static>>,
    faults: Vec<Fault>,
    /// How many references to targets and to notes there were that have no name.
    anonymous: usize,
    unnumbered: BTreeMap<String, usize>,
    /// How much may still be filled in.
    left: usize,
}

impl Resolver<'_> {
    fn piece(&mut self, piece: Piece, depth: usize) {
        match piece {
            Piece::Event(Event::Text(text), _) if text.is_empty() => {}
            Piece::Event(event, place) => self.events.push((event, place)),
            Piece::Link { aim, text, place } => self.link(&aim, &text, place),
            Piece::Note { label, place } => self.note(&label, place),
            Piece::Substitution { name, aim, place } => {
                let address = aim.and_then(|aim| self.address(&aim));
                let tag = address.map(|address| link(&address));
                let end = tag.as_ref().map(pulldown_cmark::Tag::to_end);
                self.events
                    .extend(tag.map(|tag| (Event::Start(tag), place.clone())));
                self.substitution(&name, place.clone(), depth);
                self.events.extend(end.map(|end| (Event::End(end), place)));
            }
        }
    }

    fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.events.push((Event::SoftBreak, 0..0));
            }
            let text = CowStr::from(line.to_owned());
            self.events.push((Event::Text(text), 0..0));
        }
    }

    /// Where an aim leads, as long as there is room for its address.
    fn address(&mut self, aim: &Aim) -> Option<Rc<str>> {
        let address = match aim {
            Aim::Address(address) => return Some(Rc::clone(address)),
            Aim::Name(name) => self.addresses.of(name).cloned(),
            Aim::Section(_) => None,
            Aim::Anonymous => {
                self.anonymous += 1;
                let known = self.addresses.anonymous.get(self.anonymous - 1);
                known.cloned().flatten()
            }
        }?;
        let left = self.left.checked_sub(address.len());
        self.left = left.unwrap_or(0);
        left.map(|_| address)
    }

    fn link(&mut self, aim: &Aim, text: &str, place: Range<usize>) {
        if let Some(address) = self.address(aim) {
            let tag = link(&address);
            let end = tag.to_end();
            self.events.push((Event::Start(tag), place.clone()));
            self.text(text);
            self.events.push((Event::End(end), place));
            return;
        }
        self.text(text);
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (message, help) = if self.left == 0 {
            let message = format!("`{name}` is one link by a name too many");
            (message, "write its address: `` `text <address>`_ ``")
        } else {
            let message = format!("`{name}` leads nowhere: the text has no target of that name");
            (
                message,
                "add `.. _NAME: https://...`, with the name of the link",
            )
        };
        self.fault(Code::DeadLink, place, message, help);
    }

    fn note(&mut self, label: &str, place: Range<usize>) {
        let known = if is_unnumbered(label) {
            let number = self.unnumbered.entry(label.to_owned()).or_default();
            *number += 1;
            numbered(label, *number)
        } else {
            normal(label)
        };
        if self.names.has_note(&known) {
            let mark = Event::FootnoteReference(CowStr::from(known));
            self.events.push((mark, place));
            return;
        }
        let written = format!("[{label}]_");
        self.text(&written);
        let message = format!("`{written}` leads nowhere: the text has no such note");
        let help = "add `.. [LABEL] Text` with the same label";
        self.fault(Code::DeadLink, place, message, help);
    }

    fn substitution(&mut self, name: &str, place: Range<usize>, depth: usize) {
        let names = self.names;
        let found = names.substitution(name).filter(|_| depth < DEEPEST);
        let left = found.and_then(|(_, cost)| self.left.checked_sub(*cost));
        if let (Some((pieces, _)), Some(left)) = (found, left) {
            self.left = left;
            for piece in pieces {
                self.piece(piece.clone(), depth + 1);
            }
            return;
        }
        let written = format!("|{name}|");
        self.text(&written);
        let message = match names.substitution(name) {
            Some(_) => format!("`{written}` stands for too much, or for itself"),
            None => format!("nothing stands for `{written}`"),
        };
        let help = "add `.. |NAME| replace:: text`, or write `\\|` for the sign itself";
        self.fault(Code::RstMarkup, place, message, help);
    }

    /// Reports targets that lead nowhere.
    fn aims(&mut self) {
        for (name, aim, place) in self.names.dangling(&self.addresses) {
            let message = format!("the target `{name}` leads nowhere: there is no `{aim}`");
            let help = "give it an address, or the name of a section";
            self.faults
                .push(Fault::new(Code::DeadLink, place, message, help));
        }
    }

    fn fault(&mut self, code: Code, place: Range<usize>, message: String, help: &str) {
        self.faults.push(Fault::new(code, place, message, help));
    }
}

impl Piece {
    /// How much it is to write it once more.
    pub(super) fn cost(&self) -> usize {
        const LEAST: usize = 16;
        let more = match self {
            Self::Event(Event::Text(text) | Event::Code(text), _) => text.len(),
            Self::Link { aim, text, .. } => match aim {
                Aim::Address(address) => address.len() + text.len(),
                _ => text.len(),
            },
            _ => 0,
        };
        LEAST + more
    }
}
