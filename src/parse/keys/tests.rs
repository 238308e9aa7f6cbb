//! What holds of every table of keys.

mod docs;
mod examples;

use super::{advisory, announcement, config, page, recipients, register, support};
use crate::yaml::{Keys, Takes};

/// Each input as the docs name it, with its keys.
static INPUTS: [(&str, &Keys); 7] = [
    ("advisory", &advisory::ADVISORY),
    ("configuration", &config::CONFIG),
    ("announcement", &announcement::ANNOUNCEMENT),
    ("front matter", &page::FRONT_MATTER),
    ("recipients", &recipients::RECIPIENT),
    ("register", &register::ENTRY),
    ("supported versions", &support::SUPPORT),
];

/// The maps that a value may hold.
fn maps(takes: Takes) -> Vec<&'static Keys> {
    match takes {
        Takes::Map(keys) => vec![keys],
        Takes::Named(each) | Takes::List(each) | Takes::Several(each) => maps(*each),
        Takes::Either(kinds) => kinds.iter().copied().flat_map(maps).collect(),
        _ => Vec::new(),
    }
}
