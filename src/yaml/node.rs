//! The tree that YAML and JSON are read into.

use super::core_schema::{self, Resolved};
use crate::model::{Map, Value};
use crate::source::{Span, Spanned};

/// A value and where it stands.
///
/// Spans of quoted scalars include the quotes, of flow collections the
/// brackets, of block scalars the `|` or `>`, and of any node its tag and
/// anchor. A value that is not written (`key:`) has the empty span where it
/// would be. A node that came from an alias has the alias's span; what is
/// inside it keeps the places where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A single value.
    Scalar(Scalar),
    /// A sequence or array.
    List(Vec<Node>),
    /// A mapping or object, in the order of the source. Keys are unique.
    Map(Vec<Entry>),
}

/// A single value, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text, with escapes and line folding resolved and nothing else done.
    pub text: String,
    /// Whether `null`, `true` and `1.10` are something other than text: an
    /// unquoted YAML scalar, or a JSON value that is no string.
    pub plain: bool,
}

/// A key of a map with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The text of the key, whatever its type.
    pub key: Spanned<String>,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// Whether it is a null: plain, and empty, `~`, `null`, `Null` or `NULL`.
    pub fn is_null(&self) -> bool {
        matches!(self.resolved(), Some(Resolved::Null))
    }

    /// The text of a scalar that is not null, whatever its type.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(scalar) if !self.is_null() => Some(&scalar.text),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn as_list(&self) -> Option<&[Self]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a map.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.kind {
            Kind::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Its type in the words of messages: `a text`, `a list`, `nothing`.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
            Kind::Scalar(_) => match self.resolved() {
                Some(Resolved::Null) => "nothing",
                Some(Resolved::Bool(_)) => "a boolean",
                Some(Resolved::Integer(_) | Resolved::Float(_)) => "a number",
                None => "a text",
            },
        }
    }

    /// The boolean, when it is one: plain `true` or `false` in the three
    /// spellings of the core schema. `yes` and `"true"` are texts.
    pub fn as_bool(&self) -> Option<bool> {
        match self.resolved() {
            Some(Resolved::Bool(value)) => Some(value),
            _ => None,
        }
    }

    /// The number as JSON writes it, when it is one that JSON has.
    pub fn as_number(&self) -> Option<String> {
        match self.resolved() {
            Some(Resolved::Integer(number) | Resolved::Float(number)) => number,
            _ => None,
        }
    }

    /// The value as JSON, by the YAML 1.2.2 core schema (section 10.3.2).
    ///
    /// Numbers keep their digits and are written as JSON writes numbers: `+1`
    /// and `007` become `1` and `7`, `.5` and `1.` become `0.5` and `1.0`, and
    /// `0x1f` and `0o17` become decimal. What JSON has no number for (`.inf`,
    /// `.nan`, hexadecimal and octal beyond 128 bits) stays text.
    pub fn to_value(&self) -> Value {
        match &self.kind {
            Kind::List(items) => Value::List(items.iter().map(Self::to_value).collect()),
            Kind::Map(entries) => Value::Map(Map::from_unique(
                entries
                    .iter()
                    .map(|entry| (entry.key.value.clone(), entry.value.to_value()))
                    .collect(),
            )),
            Kind::Scalar(scalar) => match self.resolved() {
                Some(Resolved::Null) => Value::Null,
                Some(Resolved::Bool(value)) => Value::Bool(value),
                Some(Resolved::Integer(Some(number)) | Resolved::Float(Some(number))) => {
                    Value::Number(number)
                }
                Some(Resolved::Integer(None) | Resolved::Float(None)) | None => {
                    Value::Text(scalar.text.clone())
                }
            },
        }
    }

    /// What a plain scalar is other than text.
    fn resolved(&self) -> Option<Resolved> {
        match &self.kind {
            Kind::Scalar(scalar) if scalar.plain => core_schema::resolve(&scalar.text),
            _ => None,
        }
    }
}
