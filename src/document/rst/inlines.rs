//! What stands within a line as events.

use std::ops::Range;

use docutils_core::nodes::{FootnoteRef, Inline, PendingRef, Problematic, RefTarget, inline_text};
use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::Events;
use super::lines::{literal, shown};
use super::names::{note_label, unbroken};
use crate::diagnostic::Code;

/// How many substitutions are filled in at most, and how many in one another.
const MOST: usize = 1_000;
const DEEPEST: usize = 8;

/// Roles whose text is code or the name of a thing, and loses nothing as code.
const NAMES: [&str; 22] = [
    "abbr",
    "attr",
    "class",
    "command",
    "const",
    "data",
    "envvar",
    "exc",
    "file",
    "func",
    "guilabel",
    "kbd",
    "makevar",
    "menuselection",
    "meth",
    "mod",
    "obj",
    "option",
    "program",
    "samp",
    "token",
    "var",
];

impl Events<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        self.nested(inlines, 0);
    }

    fn nested(&mut self, inlines: &[Inline], depth: usize) {
        for (index, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Text(text) | Inline::InlineTarget(text) => self.words(text),
                Inline::Emphasis(inner) | Inline::Cite(inner) => {
                    self.within(Tag::Emphasis, |events| events.nested(inner, depth));
                }
                Inline::Strong(inner) => {
                    self.within(Tag::Strong, |events| events.nested(inner, depth));
                }
                Inline::Literal(text) | Inline::Code(text) => self.code_span(text),
                Inline::Image { uri, alt } => self.image(uri, alt.as_deref()),
                Inline::Reference(target, inner) => self.reference(target, inner),
                Inline::PendingRef(reference) => self.named(reference),
                Inline::FootnoteRef(note) => self.footnote(note),
                Inline::CitationRef(note) => {
                    let label = note.label.to_lowercase();
                    self.mark(label, &note.raw);
                }
                Inline::SubstitutionRef(asked) => self.substitute(&asked.name, &asked.raw, depth),
                Inline::Problematic(odd) => self.odd(odd, inlines.get(index + 1)),
            }
        }
    }

    /// Text, line by line; it has a place where an address may be found in it.
    fn words(&mut self, text: &str) {
        let text = shown(text);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.push(Event::SoftBreak);
            }
            if line.is_empty() {
                continue;
            }
            let place = if line.contains('@') {
                self.places.find(line)
            } else {
                0..0
            };
            let text = CowStr::from(line.to_owned());
            self.out.push((Event::Text(text), place));
        }
    }

    fn code_span(&mut self, text: &str) {
        let text = literal(text);
        let words: Vec<_> = text.split('\n').map(str::trim).collect();
        self.push(Event::Code(CowStr::from(words.join(" "))));
    }

    fn link(&mut self, address: &str, place: Range<usize>, text: &[Inline]) {
        let tag = Tag::Link {
            link_type: LinkType::Inline,
            dest_url: CowStr::from(address.to_owned()),
            title: CowStr::from(""),
            id: CowStr::from(""),
        };
        self.within_at(tag, place, |events| events.nested(text, DEEPEST));
    }

    /// An address in the text is one that the writer finds, as it does elsewhere.
    fn reference(&mut self, target: &RefTarget, inner: &[Inline]) {
        let (RefTarget::External(address) | RefTarget::Internal(address)) = target;
        let text = inline_text(inner);
        if *address == text || address.strip_prefix("mailto:") == Some(&text) {
            let place = self.places.find(&text);
            self.out.push((Event::Text(CowStr::from(text)), place));
        } else {
            let place = self.places.find(address);
            self.link(address, place, inner);
        }
    }

    /// `name`_, `text <address>`_ and their anonymous forms.
    fn named(&mut self, reference: &PendingRef) {
        let place = self.places.find(&reference.raw);
        let (text, target) = match embedded(&reference.raw) {
            Some((text, target)) => (text, target),
            None => (inline_text(&reference.text), reference.target.as_str()),
        };
        let is_embedded = embedded(&reference.raw).is_some();
        let address = match target.strip_suffix('_') {
            Some(name) if is_embedded => self.names.address(name),
            _ if is_embedded => Some(unbroken(target)),
            _ if reference.anonymous => {
                self.anonymous += 1;
                self.names.anonymous.get(self.anonymous - 1).cloned()
            }
            _ => self.names.address(target),
        };
        let inner = [Inline::Text(text)];
        match address {
            Some(address) => self.link(&address, place, &inner),
            None => {
                self.nested(&inner, DEEPEST);
                let name = inline_text(&inner);
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                let message =
                    format!("`{name}` leads nowhere: the text has no target of that name");
                let help = "add `.. _NAME: https://...`, with the name of the link";
                self.fault(Code::DeadLink, place, message, help);
            }
        }
    }

    fn footnote(&mut self, note: &FootnoteRef) {
        let label = note.label.to_lowercase();
        let label = match note.label.as_str() {
            "#" | "*" => {
                self.auto_notes += 1;
                note_label(self.auto_notes - 1)
            }
            _ => label,
        };
        self.mark(label, &note.raw);
    }

    fn mark(&mut self, label: String, raw: &str) {
        if self.names.has_note(&label) {
            self.push(Event::FootnoteReference(CowStr::from(label)));
            return;
        }
        self.words(raw);
        let place = self.places.find(raw);
        let message = format!("`{raw}` leads nowhere: the text has no such note");
        self.fault(
            Code::DeadLink,
            place,
            message,
            "add `.. [LABEL] Text` with the same label",
        );
    }

    fn substitute(&mut self, name: &str, raw: &str, depth: usize) {
        let inner = raw.trim_matches('|');
        let is_plain =
            inner.starts_with(char::is_whitespace) || inner.ends_with(char::is_whitespace);
        let found = self.names.substitution(name);
        self.substituted += 1;
        match found {
            Some(inlines) if depth < DEEPEST && self.substituted <= MOST => {
                self.nested(&inlines, depth + 1);
            }
            _ => {
                self.words(raw);
                if !is_plain {
                    let place = self.places.find(raw);
                    let message = format!("nothing stands for `{raw}`");
                    let help = "add `.. |NAME| replace:: text`, or write `\\|` for the sign itself";
                    self.as_text(place, message, help);
                }
            }
        }
    }

    /// What the parser could make nothing of: a role that it does not know, or a
    /// sign that opens something without end.
    fn odd(&mut self, odd: &Problematic, next: Option<&Inline>) {
        let Some((role, text)) = role(&odd.text) else {
            let follows =
                next.map_or_else(String::new, |next| inline_text(std::slice::from_ref(next)));
            let follows = follows.split_whitespace().next().unwrap_or_default();
            let place = self.places.find(&format!("{}{follows}", odd.text));
            self.words(&odd.text);
            let message = format!("`{}` opens what is never closed", odd.text);
            let help = format!("close it, or write `\\{}` for the sign itself", odd.text);
            self.as_text(place, message, &help);
            return;
        };
        let (text, _) = labelled(text);
        match role.rsplit(':').next().unwrap_or(role) {
            "sub" | "subscript" => self.within(Tag::Subscript, |events| events.words(text)),
            "sup" | "superscript" => self.within(Tag::Superscript, |events| events.words(text)),
            name if NAMES.contains(&name) => self.code_span(text.trim_start_matches(['~', '!'])),
            _ => {
                let place = self.places.find(&odd.text);
                self.words(text.trim_start_matches(['/', '~', '!']));
                let message =
                    format!("the role `{role}` is not known here, so its text has no link");
                let help = "write a link: `` `text <address>`_ ``";
                self.as_text(place, message, help);
            }
        }
    }
}

/// `text <target>` within the marks of a reference: both parts.
fn embedded(raw: &str) -> Option<(String, &str)> {
    let inner = raw
        .trim_end_matches('_')
        .strip_prefix('`')?
        .strip_suffix('`')?;
    match labelled(inner) {
        (text, Some(target)) => Some((text.to_owned(), target)),
        _ => None,
    }
}

/// A text with a target in angle brackets behind it.
fn labelled(inner: &str) -> (&str, Option<&str>) {
    let parts = inner.trim_end().strip_suffix('>').and_then(|rest| {
        let (text, target) = rest.rsplit_once('<')?;
        let is_apart = text.ends_with(char::is_whitespace) && !text.trim().is_empty();
        is_apart.then(|| (text.trim_end(), target.trim()))
    });
    match parts {
        Some((text, target)) if !target.is_empty() => (text, Some(target)),
        _ => (inner, None),
    }
}

/// ``:role:`text` `` or `` `text`:role: ``: the role and the text.
fn role(raw: &str) -> Option<(&str, &str)> {
    if let Some(rest) = raw.strip_prefix(':') {
        let (role, text) = rest.split_once(":`")?;
        return Some((role, text.strip_suffix('`')?));
    }
    let (text, role) = raw.strip_prefix('`')?.rsplit_once("`:")?;
    Some((role.strip_suffix(':')?, text))
}
