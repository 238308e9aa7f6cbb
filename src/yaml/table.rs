//! Takes the keys of a map, and reports those that it cannot have.

use super::keys::Keys;
use super::node::{Entry, Node};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::source::{Span, Spanned};

/// A map of which the keys are taken one by one, each of them one of its [`Keys`].
///
/// ```
/// use forewarn::diagnostic::Diagnostics;
/// use forewarn::source::Sources;
/// use forewarn::yaml::{self, Keys, Table, Takes, key};
///
/// static ADVISORY: Keys = Keys::new("an advisory", &[
///     key("id", Takes::Text, "A", "its name for ever"),
///     key("summary", Takes::Text, "A text", "what it is about"),
/// ]);
///
/// let mut sources = Sources::new();
/// let file = sources.text("advisories/A.yaml", "id: A\nsumary: Text\n");
/// let mut out = Diagnostics::new();
/// let node = yaml::read(&sources, file, &mut out).unwrap();
///
/// let mut table = Table::new(&node, &ADVISORY, &mut out).unwrap();
/// assert_eq!(table.text("id", &mut out).unwrap().value, "A");
/// assert_eq!(table.text("summary", &mut out), None);
/// table.finish(&mut out);
///
/// let (_, found) = out.sorted(&sources).remove(0);
/// assert_eq!(found.message, "unknown key `sumary` in an advisory");
/// assert_eq!(found.help.as_deref(), Some("did you mean `summary`?"));
/// ```
#[derive(Debug)]
pub struct Table<'n> {
    span: Span,
    keys: &'static Keys,
    entries: &'n [Entry],
}

impl<'n> Table<'n> {
    /// The keys of `node`, which must be a map.
    pub fn new(node: &'n Node, keys: &'static Keys, out: &mut Diagnostics) -> Option<Self> {
        Some(Self {
            span: node.span,
            keys,
            entries: entries_of(node, keys.what, out)?,
        })
    }

    /// Where the whole map stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Takes `key`, whatever its value.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Entry> {
        debug_assert!(
            self.keys.has(key),
            "`{key}` of {} is no key",
            self.keys.what
        );
        self.entries.iter().find(|entry| entry.key.value == key)
    }

    /// Takes `key`; a null is as good as nothing.
    pub fn take_value(&mut self, key: &'static str) -> Option<&'n Entry> {
        self.take(key).filter(|entry| !entry.value.is_null())
    }

    /// Takes `key`, and reports when it is absent or null.
    pub fn required(&mut self, key: &'static str, out: &mut Diagnostics) -> Option<&'n Entry> {
        let taken = self.take(key);
        let place = match taken {
            Some(entry) if !entry.value.is_null() => return taken,
            Some(entry) => entry.key.span,
            // The whole of a map can be the whole of a file.
            None => self.entries.first().map_or(self.span, |e| e.key.span),
        };
        let fault = match taken {
            Some(_) => Diagnostic::new(Code::MissingKey, place, format!("`{key}` has no value")),
            None => Diagnostic::new(
                Code::MissingKey,
                place,
                format!("{} needs `{key}`", self.keys.what),
            )
            .here(format!("`{key}` is not among the keys here")),
        };
        out.push(fault.free_of_input());
        None
    }

    /// Takes the text of `key`, and reports when there is none.
    pub fn required_text(
        &mut self,
        key: &'static str,
        out: &mut Diagnostics,
    ) -> Option<Spanned<String>> {
        text_of(&self.required(key, out)?.value, key, out)
    }

    /// Takes the text of `key`, which must be a scalar when it is there.
    pub fn text(&mut self, key: &'static str, out: &mut Diagnostics) -> Option<Spanned<String>> {
        let value = &self.take(key)?.value;
        // The key is one of forewarn's own words here.
        match value.as_text() {
            Some(text) => Some(Spanned::new(text.to_owned(), value.span)),
            None => {
                out.push(wrong_type(key, "a text", value).free_of_input());
                None
            }
        }
    }

    /// Takes the texts of `key`: one, or a list of them; a null is as good as
    /// nothing. An item that is no text is reported, and the others are kept.
    pub fn texts(
        &mut self,
        key: &'static str,
        out: &mut Diagnostics,
    ) -> Option<Vec<Spanned<String>>> {
        let entry = self.take_value(key)?;
        texts_of(&entry.value, key, out)
    }

    /// Takes the boolean of `key`. Only what every YAML and JSON reader takes
    /// for one is a boolean: `yes` and `"true"` are reported.
    pub fn flag(&mut self, key: &'static str, out: &mut Diagnostics) -> Option<Spanned<bool>> {
        let value = &self.take(key)?.value;
        let flag = value.as_bool();
        if flag.is_none() {
            out.push(
                wrong_type(key, "`true` or `false`", value)
                    .free_of_input()
                    .help("write `true` or `false`, without quotes"),
            );
        }
        flag.map(|flag| Spanned::new(flag, value.span))
    }

    /// Takes the word of `key`, one of those that it chooses among, for what it
    /// stands for.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        known: &[(&'static str, T)],
        out: &mut Diagnostics,
    ) -> Option<T> {
        let text = self.text(key, out)?;
        choice(key, &text, known, out)
    }

    /// Reports every key that such a map does not have; says whether there was any,
    /// so that a misspelt key need not be missed as well.
    pub fn finish(self, out: &mut Diagnostics) -> bool {
        let Self { keys, .. } = self;
        let mut has_unknown = false;
        for entry in self.rest() {
            has_unknown = true;
            let key = &entry.key.value;
            let message = format!("unknown key {} in {}", quoted(key), keys.what);
            let fault = Diagnostic::new(Code::UnknownKey, entry.key.span, message);
            out.push(match keys.hint(key) {
                Some(help) => fault.help_of_ours(help),
                None => fault,
            });
        }
        has_unknown
    }

    /// The entries with keys that such a map does not have.
    pub fn rest(self) -> impl Iterator<Item = &'n Entry> {
        let entries = self.entries.iter();
        entries.filter(move |entry| !self.keys.has(&entry.key.value))
    }
}

/// The entries of a map; anything else is reported. `what` names the map in
/// messages, with its article.
pub fn entries_of<'n>(node: &'n Node, what: &str, out: &mut Diagnostics) -> Option<&'n [Entry]> {
    let entries = node.as_map();
    if entries.is_none() {
        let message = format!("{what} must be a map, not {}", node.describe());
        out.push(
            Diagnostic::new(Code::WrongType, node.span, message)
                .free_of_input()
                .help("write its keys, each with a colon and its value: `key: value`"),
        );
    }
    entries
}

/// The value that one of the fixed words stands for.
pub fn choice<T: Copy>(
    key: &str,
    text: &Spanned<String>,
    known: &[(&'static str, T)],
    out: &mut Diagnostics,
) -> Option<T> {
    let found = known.iter().find(|(word, _)| *word == text.value);
    if found.is_none() {
        let message = format!("{} cannot be {}", quoted(key), quoted(&text.value));
        let mut words = known
            .iter()
            .map(|(word, _)| format!("`{word}`"))
            .collect::<Vec<_>>();
        let last = words.pop().unwrap_or_default();
        let help = match words.as_slice() {
            [] => format!("write {last}"),
            others => format!("write {} or {last}", others.join(", ")),
        };
        out.push(Diagnostic::new(Code::InvalidValue, text.span, message).help_of_ours(help));
    }
    found.map(|(_, value)| *value)
}

/// The text of a scalar that is not null, whatever its type; anything else is
/// reported as the value of `key`.
pub fn text_of(node: &Node, key: &str, out: &mut Diagnostics) -> Option<Spanned<String>> {
    scalar_of(node, key, out).map(|text| text.map(str::to_owned))
}

/// The same, not copied.
pub fn scalar_of<'n>(node: &'n Node, key: &str, out: &mut Diagnostics) -> Option<Spanned<&'n str>> {
    let text = node.as_text();
    if text.is_none() {
        out.push(wrong_type(key, "a text", node));
    }
    text.map(|text| Spanned::new(text, node.span))
}

/// The texts of a scalar or a list of scalars. What is no text is reported as
/// the value of `key`; the other items are kept.
pub fn texts_of(node: &Node, key: &str, out: &mut Diagnostics) -> Option<Vec<Spanned<String>>> {
    if let Some(items) = node.as_list() {
        let texts = items.iter().filter_map(|item| {
            if item.as_text().is_none() {
                out.push(wrong_type(key, "a list of texts", item).here("this item"));
            }
            Some(Spanned::new(item.as_text()?.to_owned(), item.span))
        });
        return Some(texts.collect());
    }
    let Some(text) = node.as_text() else {
        out.push(wrong_type(key, "a text or a list of texts", node));
        return None;
    };
    Some(vec![Spanned::new(text.to_owned(), node.span)])
}

fn wrong_type(key: &str, wanted: &str, found: &Node) -> Diagnostic {
    let message = format!("{} takes {wanted}, not {}", quoted(key), found.describe());
    Diagnostic::new(Code::WrongType, found.span, message)
}
