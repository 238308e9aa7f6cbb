//! Builds the tree from the events of `saphyr-parser`, with a stack of its own:
//! the depth of the input is never the depth of a recursion.

use std::collections::HashMap;
use std::mem;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::budget::{Budget, Cost};
use super::duplicates::drop_duplicates;
use super::node::{Entry, Kind, Node, Scalar};
use super::piece::Piece;
use super::syntax;
use super::tag;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Span, Spanned};

/// Reads the YAML at `range` of a file's `text`. `None` for an empty document;
/// an error is what stopped the reader.
pub(super) fn read(
    file: FileId,
    text: &str,
    range: Range<usize>,
    out: &mut Diagnostics,
) -> Result<Option<Node>, Box<Diagnostic>> {
    let whole = &text[range.clone()];
    // A byte order mark is no content (YAML 1.2.2, section 5.2).
    let yaml = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let piece = Piece::new(file, range.end - yaml.len(), yaml);
    syntax::refuse_control_characters(&piece)?;
    syntax::refuse_other_versions(&piece)?;

    let mut builder = Builder {
        piece: &piece,
        out,
        budget: Budget::new(),
        open: Vec::new(),
        anchors: HashMap::new(),
        last: 0,
        root: None,
    };
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.map_err(|error| syntax::fault(&piece, builder.last, &error))?;
        let place = (piece.at(&span.start), piece.at(&span.end));
        if builder.root.is_some() && matches!(event, Event::DocumentStart(_)) {
            let message = "a second document begins here";
            let fault = Diagnostic::new(Code::YamlUnsupported, piece.visible(place.0), message);
            builder.out.push(fault.help("a file holds one document"));
            break;
        }
        builder.take(event, place)?;
    }
    // A document without content is one scalar that is not written.
    Ok(builder
        .root
        .filter(|root| !(root.is_null() && root.span.range().is_empty())))
}

/// Where an event stands in the piece: its first byte, and the byte after it.
type Place = (usize, usize);

struct Builder<'s, 'o> {
    piece: &'s Piece<'s>,
    out: &'o mut Diagnostics,
    budget: Budget,
    /// The collections that are not complete, outermost first.
    open: Vec<Open>,
    /// Copies of the complete nodes that have an anchor, with what another copy
    /// costs.
    anchors: HashMap<usize, (Node, Cost)>,
    /// The end of the last thing read.
    last: usize,
    root: Option<Node>,
}

/// A collection of which the end is still to come.
struct Open {
    start: usize,
    /// The end of what is in it so far.
    end: usize,
    /// The number of its anchor; 0 for none.
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map(Vec<Entry>, Key),
}

/// What is known of the entry that is being read.
enum Key {
    /// The next node is a key.
    Awaited,
    /// The next node is its value.
    Read(Spanned<String>),
    /// The next node is its value, and both are left out.
    Refused(Span),
}

impl Builder<'_, '_> {
    fn take(&mut self, event: Event<'_>, place: Place) -> Result<(), Box<Diagnostic>> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let scalar = Scalar {
                    text: text.into_owned(),
                    plain: style == ScalarStyle::Plain,
                };
                self.scalar(scalar, style, anchor, tag.as_deref(), place)
            }
            Event::SequenceStart(anchor, tag) => {
                self.start(Content::List(Vec::new()), anchor, tag.as_deref(), place)
            }
            Event::MappingStart(anchor, tag) => {
                let content = Content::Map(Vec::new(), Key::Awaited);
                self.start(content, anchor, tag.as_deref(), place)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(place),
            Event::Alias(anchor) => self.alias(anchor, place),
            Event::DocumentStart(explicit) => {
                if explicit {
                    self.last = place.1;
                }
                Ok(())
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        }
    }

    fn scalar(
        &mut self,
        mut scalar: Scalar,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        (start, end): Place,
    ) -> Result<(), Box<Diagnostic>> {
        let (start, end) = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                (start, self.piece.quoted_end(start))
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                self.piece.block_scalar(self.last, start, end)
            }
            ScalarStyle::Plain if scalar.text.is_empty() && anchor == 0 && tag.is_none() => {
                let at = self.unwritten(start);
                (at, at)
            }
            ScalarStyle::Plain => (start, end),
        };
        let span = self.piece.span(start, end);
        self.budget
            .spend(Cost::scalar(&scalar.text), self.open.len(), span)?;
        if let Some(tag) = tag {
            match tag::of_scalar(tag, &scalar.text) {
                Ok(plain) => scalar.plain = plain,
                Err(why) => self.out.push(why.diagnostic(self.piece, start)),
            }
        }
        let kind = Kind::Scalar(scalar);
        self.accept(Node { span, kind }, anchor)
    }

    /// Where a node belongs that is not written; the parser names the place of
    /// what comes next.
    fn unwritten(&self, next: usize) -> usize {
        match self.open.last().map(|open| &open.content) {
            Some(Content::Map(_, Key::Read(Spanned { span, .. }) | Key::Refused(span))) => {
                self.piece.after_colon(self.piece.end(*span))
            }
            // Its colon is next, with no `?` before it.
            Some(Content::Map(_, Key::Awaited)) if self.piece.skip_space(self.last) == next => next,
            _ => self.piece.trimmed(next).max(self.last),
        }
    }

    fn start(
        &mut self,
        content: Content,
        anchor: usize,
        tag: Option<&Tag>,
        (start, _): Place,
    ) -> Result<(), Box<Diagnostic>> {
        self.budget
            .spend(Cost::COLLECTION, self.open.len(), self.piece.visible(start))?;
        if let Some(tag) = tag
            && let Err(why) = tag::of_collection(tag, matches!(content, Content::List(_)))
        {
            self.out.push(why.diagnostic(self.piece, start));
        }
        let start = match (&content, self.open.last().map(|open| &open.content)) {
            // A list in the column of its key is said to start behind its `-`.
            (Content::List(_), Some(Content::Map(_, Key::Read(Spanned { span, .. })))) => {
                start.min(self.piece.value_start(self.piece.end(*span)))
            }
            _ => start,
        };
        // Past the bracket of a flow collection; a block collection starts with
        // its first key, item or property, which are looked at again.
        if self.piece.text()[start..].starts_with(['[', '{']) {
            self.last = start + 1;
        } else {
            self.last = start;
        }
        self.open.push(Open {
            start,
            end: start,
            anchor,
            content,
        });
        Ok(())
    }

    fn end(&mut self, (start, end): Place) -> Result<(), Box<Diagnostic>> {
        let open = self.open.pop().expect("an end follows its start");
        // Only the end of a flow collection is written. The parser's span of it
        // runs to the end of the line.
        let written = start < end && self.piece.text()[start..].starts_with([']', '}']);
        let end = if written { start + 1 } else { open.end };
        let kind = match open.content {
            Content::List(items) => Kind::List(items),
            Content::Map(mut entries, _) => {
                drop_duplicates(&mut entries, self.out);
                Kind::Map(entries)
            }
        };
        let span = self.piece.span(open.start, end);
        self.accept(Node { span, kind }, open.anchor)
    }

    fn alias(&mut self, anchor: usize, (start, end): Place) -> Result<(), Box<Diagnostic>> {
        let span = self.piece.span(start, end);
        let Some((node, cost)) = self.anchors.get(&anchor) else {
            let message = "this alias stands inside what it names";
            return Err(Box::new(Diagnostic::new(
                Code::YamlUnsupported,
                span,
                message,
            )));
        };
        self.budget.spend(*cost, self.open.len(), span)?;
        let kind = node.kind.clone();
        self.accept(Node { span, kind }, 0)
    }

    /// Puts a complete node where it belongs.
    fn accept(&mut self, node: Node, anchor: usize) -> Result<(), Box<Diagnostic>> {
        if anchor > 0 {
            // The copy is paid for, or anchors inside anchors would hold each
            // node as often as it is deep.
            let cost = Cost::of(&node);
            self.budget.spend(cost, 0, node.span)?;
            self.anchors.insert(anchor, (node.clone(), cost));
        }
        self.last = self.piece.end(node.span);
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.end = open.end.max(self.last);
        match &mut open.content {
            Content::List(items) => items.push(node),
            Content::Map(entries, key) => match mem::replace(key, Key::Awaited) {
                Key::Awaited => *key = read_key(node, self.out),
                Key::Read(key) => entries.push(Entry { key, value: node }),
                Key::Refused(_) => {}
            },
        }
        Ok(())
    }
}

/// The key that a node is, unless forewarn does not read such keys.
fn read_key(node: Node, out: &mut Diagnostics) -> Key {
    let span = node.span;
    let (message, help) = match node.kind {
        Kind::Scalar(scalar) if scalar.plain && scalar.text == "<<" => (
            "merge keys are not read".to_owned(),
            "write the keys out, or quote `<<` if it is a name",
        ),
        Kind::Scalar(scalar) => return Key::Read(Spanned::new(scalar.text, span)),
        Kind::List(_) | Kind::Map(_) => (
            format!("a key is a text, not {}", node.describe()),
            "quote it if it is meant as a text",
        ),
    };
    out.push(Diagnostic::new(Code::YamlUnsupported, span, message).help(help));
    Key::Refused(span)
}
