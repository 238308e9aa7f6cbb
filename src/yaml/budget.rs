//! How much is read from one file: hostile input must end soon.

use super::node::{Kind, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How many lists and maps may stand inside one another.
pub(super) const DEPTH: usize = 64;

/// How many nodes one file may hold, keys included and aliases counted as often
/// as they are used.
pub(super) const NODES: usize = 250_000;

/// How many bytes the scalars of one file may have together, aliases counted
/// as often as they are used.
pub(super) const BYTES: usize = 16 << 20;

/// What a subtree costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// Nodes, keys included.
    pub(super) nodes: usize,
    /// Bytes of the scalars, keys included.
    pub(super) bytes: usize,
    /// How many collections stand inside one another.
    pub(super) height: usize,
}

impl Cost {
    /// What an empty list or map costs.
    pub(super) const COLLECTION: Self = Self {
        nodes: 1,
        bytes: 0,
        height: 1,
    };

    /// What a scalar or a key of `text` costs.
    pub(super) fn scalar(text: &str) -> Self {
        Self {
            nodes: 1,
            bytes: text.len(),
            height: 0,
        }
    }

    /// What another copy of `node` costs.
    pub(super) fn of(node: &Node) -> Self {
        let inner = |cost: Self, other: Self| Self {
            nodes: cost.nodes + other.nodes,
            bytes: cost.bytes + other.bytes,
            height: cost.height.max(other.height + 1),
        };
        match &node.kind {
            Kind::Scalar(scalar) => Self::scalar(&scalar.text),
            Kind::List(items) => items.iter().map(Self::of).fold(Self::COLLECTION, inner),
            Kind::Map(entries) => entries
                .iter()
                .flat_map(|entry| [Self::scalar(&entry.key.value), Self::of(&entry.value)])
                .fold(Self::COLLECTION, inner),
        }
    }
}

/// What may still be read from a file.
#[derive(Debug)]
pub(super) struct Budget {
    nodes: usize,
    bytes: usize,
}

impl Budget {
    /// The whole budget of a file.
    pub(super) fn new() -> Self {
        Self {
            nodes: NODES,
            bytes: BYTES,
        }
    }

    /// Takes `cost` for something at `place` that stands inside `depth`
    /// collections; an error when that is too deep or too much.
    pub(super) fn spend(
        &mut self,
        cost: Cost,
        depth: usize,
        place: Span,
    ) -> Result<(), Box<Diagnostic>> {
        let fault = |message: &'static str, help: &'static str| {
            Box::new(Diagnostic::new(Code::NestingTooDeep, place, message).help(help))
        };
        let much = "what an alias `*` stands for counts as often as it is used";
        if depth + cost.height > DEPTH {
            return Err(fault(
                "more than 64 lists and maps inside one another",
                "no advisory needs as much",
            ));
        }
        self.nodes = self
            .nodes
            .checked_sub(cost.nodes)
            .ok_or_else(|| fault("the file holds more than 250,000 keys and values", much))?;
        self.bytes = self
            .bytes
            .checked_sub(cost.bytes)
            .ok_or_else(|| fault("the file holds more than 16 MiB of text", much))?;
        Ok(())
    }
}
