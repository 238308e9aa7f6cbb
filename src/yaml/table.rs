//! Takes the keys of a map, and reports those that nobody took.

use super::node::{Entry, Kind, Node};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::source::{Span, Spanned};

/// Up to this many keys are listed when an unknown one resembles none of them.
const FEW: usize = 8;

/// A map of which the keys are taken one by one. The keys that were asked for
/// are the keys that are known: there is no second list to keep.
///
/// ```
/// use forewarn::diagnostic::Diagnostics;
/// use forewarn::source::Sources;
/// use forewarn::yaml::{self, Table};
///
/// let mut sources = Sources::new();
/// let file = sources.text("advisories/A.yaml", "id: A\nsumary: Text\n");
/// let mut out = Diagnostics::new();
/// let node = yaml::read(&sources, file, &mut out).unwrap();
///
/// let mut table = Table::new(&node, "an advisory", &mut out).unwrap();
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
    what: &'static str,
    entries: &'n [Entry],
    /// Which of the entries were asked for.
    taken: Vec<bool>,
    asked: Vec<&'static str>,
}

impl<'n> Table<'n> {
    /// The keys of `node`, which must be a map. `what` names it in messages,
    /// with its article: `an advisory`.
    pub fn new(node: &'n Node, what: &'static str, out: &mut Diagnostics) -> Option<Self> {
        let Kind::Map(entries) = &node.kind else {
            let message = format!("{what} is a map, not {}", node.describe());
            out.push(
                Diagnostic::new(Code::WrongType, node.span, message)
                    .free_of_input()
                    .help("write its keys, each with a colon and its value: `key: value`"),
            );
            return None;
        };
        Some(Self {
            span: node.span,
            what,
            entries,
            taken: vec![false; entries.len()],
            asked: Vec::new(),
        })
    }

    /// Where the whole map stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Takes `key`, whatever its value.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Entry> {
        self.asked.push(key);
        let at = self.entries.iter().position(|e| e.key.value == key)?;
        self.taken[at] = true;
        Some(&self.entries[at])
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
                format!("{} needs `{key}`", self.what),
            )
            .here(format!("`{key}` is not among the keys here")),
        };
        out.push(fault.free_of_input());
        None
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

    /// Reports every key that nobody asked for; says whether there was any, so
    /// that a misspelt key need not be missed as well.
    pub fn finish(self, out: &mut Diagnostics) -> bool {
        for entry in self.untaken() {
            let key = &entry.key.value;
            let message = format!("unknown key {} in {}", quoted(key), self.what);
            let fault = Diagnostic::new(Code::UnknownKey, entry.key.span, message);
            out.push(match self.help(key) {
                Some(help) => fault.help_of_ours(help),
                None => fault,
            });
        }
        self.untaken().next().is_some()
    }

    /// The entries that nobody asked for: of a map that takes any key.
    pub fn rest(self) -> Vec<&'n Entry> {
        self.untaken().collect()
    }

    fn untaken(&self) -> impl Iterator<Item = &'n Entry> {
        let untaken = self.entries.iter().zip(&self.taken);
        untaken
            .filter(|(_, taken)| !**taken)
            .map(|(entry, _)| entry)
    }

    /// What to write instead of an unknown `key`.
    fn help(&self, key: &str) -> Option<String> {
        let nearest = self
            .asked
            .iter()
            .filter_map(|known| Some((distance(key, known)?, known)))
            .min_by_key(|(distance, _)| *distance);
        let longer = || self.asked.iter().find(|known| is_longer(key, known));
        if let Some(known) = nearest.map(|(_, known)| known).or_else(longer) {
            return Some(format!("did you mean `{known}`?"));
        }
        let mut known: Vec<_> = self.asked.iter().map(|key| format!("`{key}`")).collect();
        known.sort_unstable();
        known.dedup();
        if (1..=FEW).contains(&known.len()) {
            return Some(format!("known here: {}", known.join(", ")));
        }
        let own = "data of your own goes under `database_specific`";
        self.asked
            .contains(&"database_specific")
            .then(|| own.to_owned())
    }
}

/// How many letters to change to make `known` of `key`, when they are few
/// enough for a slip of the pen: one in a short word, two in a longer one.
/// Case and the sign between words do not count.
fn distance(key: &str, known: &str) -> Option<usize> {
    let allowed = if known.len() < 6 { 1 } else { 2 };
    // Also keeps the comparison of a very long key short.
    if key.len().abs_diff(known.len()) > allowed {
        return None;
    }
    let folded = |text: &str| text.to_ascii_lowercase().replace(['-', ' '], "_");
    let distance = strsim::osa_distance(&folded(key), &folded(known));
    (distance <= allowed).then_some(distance)
}

/// Whether one of the two is the other with a word more: `embargo_until`.
fn is_longer(key: &str, known: &str) -> bool {
    let begins = |long: &str, short: &str| {
        let rest = long.strip_prefix(short);
        !short.is_empty() && rest.is_some_and(|rest| rest.starts_with(['_', '-', ' ']))
    };
    begins(key, known) || begins(known, key)
}

/// The text of a scalar that is not null, whatever its type; anything else is
/// reported as the value of `key`.
pub fn text_of(node: &Node, key: &str, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let text = node.as_text();
    if text.is_none() {
        out.push(wrong_type(key, "a text", node));
    }
    text.map(|text| Spanned::new(text.to_owned(), node.span))
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
