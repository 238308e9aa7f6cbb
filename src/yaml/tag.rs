//! The tags of the YAML core schema, and the refusal of all others.

use saphyr_parser::Tag;

use super::core_schema::{Resolved, resolve};
use super::piece::Piece;
use crate::diagnostic::{Code, Diagnostic, quoted};

/// What `!!` stands for.
const CORE: &str = "tag:yaml.org,2002:";

/// Why a tag is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is not of the core schema.
    Unknown,
    /// The value is not what it says.
    Unfit,
}

/// Whether a scalar with this tag is [plain](super::Scalar::plain).
pub(super) fn of_scalar(tag: &Tag, text: &str) -> Result<bool, Refused> {
    match (core_name(tag)?, resolve(text)) {
        ("str", _) => Ok(false),
        ("null", Some(Resolved::Null))
        | ("bool", Some(Resolved::Bool(_)))
        | ("int", Some(Resolved::Integer(_)))
        | ("float", Some(Resolved::Integer(_) | Resolved::Float(_))) => Ok(true),
        _ => Err(Refused::Unfit),
    }
}

/// Whether a list (else a map) can have this tag.
pub(super) fn of_collection(tag: &Tag, is_list: bool) -> Result<(), Refused> {
    match (core_name(tag)?, is_list) {
        ("seq", true) | ("map", false) => Ok(()),
        _ => Err(Refused::Unfit),
    }
}

fn core_name(tag: &Tag) -> Result<&str, Refused> {
    let name = match tag.handle.as_str() {
        CORE => Some(tag.suffix.as_str()),
        "" => tag.suffix.strip_prefix(CORE),
        _ => None,
    };
    name.filter(|name| {
        matches!(
            *name,
            "str" | "int" | "bool" | "float" | "null" | "seq" | "map"
        )
    })
    .ok_or(Refused::Unknown)
}

impl Refused {
    /// The finding for the tag of the node that starts at `start`.
    pub(super) fn diagnostic(self, piece: &Piece<'_>, start: usize) -> Diagnostic {
        let span = piece.tag(start);
        let tag = quoted(piece.slice(span));
        let (message, help) = match self {
            Self::Unknown => (
                format!("the tag {tag} is not read"),
                "only `!!str`, `!!int`, `!!float`, `!!bool`, `!!null`, `!!seq` and `!!map` are",
            ),
            Self::Unfit => (
                format!("the tag {tag} does not fit its value"),
                "leave the tag out, or correct the value",
            ),
        };
        Diagnostic::new(Code::YamlUnsupported, span, message).help(help)
    }
}
