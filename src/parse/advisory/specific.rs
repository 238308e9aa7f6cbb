//! `database_specific`: the author's own map, and what shorthands add to it.

use super::secrecy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Map, Value};
use crate::source::Span;
use crate::yaml::{Entry, Node};

/// The map in the making. A key that the author wrote and a shorthand makes
/// too is a conflict: one would silently win.
pub(super) struct Specific {
    map: Option<Map>,
    written: Option<Span>,
}

impl Specific {
    /// Starts from what stands under `database_specific`, if anything does.
    pub(super) fn new(entry: Option<&Entry>, out: &mut Diagnostics) -> Self {
        if let Some(entry) = entry {
            super::severity::report_weaknesses(&entry.value, out);
        }
        Self {
            map: entry.and_then(|entry| object(&entry.value, "database_specific", out)),
            written: entry.map(|entry| entry.key.span),
        }
    }

    /// Adds what a shorthand at `span` makes.
    pub(super) fn insert(&mut self, key: &str, value: Value, span: Span, out: &mut Diagnostics) {
        let map = self.map.get_or_insert_default();
        if map.get(key).is_some() {
            let mut fault = Diagnostic::new(
                Code::ConflictingKeys,
                span,
                format!("this becomes `database_specific.{key}`, which is there already"),
            )
            .help("keep one of the two");
            if let Some(written) = self.written {
                fault = fault.label(written, "the other is under this key");
            }
            out.push(fault);
            return;
        }
        map.insert(key, value);
    }

    /// The finished map; `None` when there is neither key nor shorthand.
    pub(super) fn finish(self) -> Option<Map> {
        self.map
    }
}

/// The value of a node with every scalar by its source text.
pub(super) fn texts(node: &Node) -> Value {
    if let Some(items) = node.as_list() {
        return Value::List(items.iter().map(texts).collect());
    }
    if let Some(entries) = node.as_map() {
        let members = entries.iter();
        let members = members.map(|entry| (entry.key.value.clone(), texts(&entry.value)));
        return Value::Map(Map::from_unique(members.collect()));
    }
    Value::Text(node.as_text().unwrap_or_default().to_owned())
}

/// An extensible object of OSV, kept as it came.
pub(super) fn object(node: &Node, key: &str, out: &mut Diagnostics) -> Option<Map> {
    secrecy::published(node, &format!("`{key}`"), out);
    if let Value::Map(map) = node.to_value() {
        return Some(map);
    }
    out.push(
        Diagnostic::new(
            Code::WrongType,
            node.span,
            format!("`{key}` is a map, not {}", node.describe()),
        )
        .help("OSV wants an object here; leave the key out when there is nothing to say"),
    );
    None
}
