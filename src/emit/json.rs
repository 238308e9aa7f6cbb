//! One JSON document (RFC 8259) for programs.
//!
//! Every key is always there. Keys may be added; while `version` is 1 none is
//! removed and none changes its meaning.
//!
//! ```json
//! {
//!   "version": 1,
//!   "diagnostics": [
//!     {
//!       "level": "error",
//!       "code": "duplicate-key",
//!       "message": "the key `id` is given twice",
//!       "place": {
//!         "path": "advisories/A.yaml",
//!         "start": {"line": 2, "column": 1},
//!         "end": {"line": 2, "column": 3}
//!       },
//!       "label": null,
//!       "labels": [{"place": {}, "text": "first here"}],
//!       "help": "keep one of them"
//!     }
//!   ],
//!   "changes": {
//!     "new": ["x_tinysig-2026-0004"],
//!     "revised": [],
//!     "withdrawn": ["x_tinysig-2026-0002"],
//!     "vanished": []
//!   }
//! }
//! ```
//!
//! `level` is `error` or `warning`. Lines and columns count from 1, columns in
//! characters; `end` is the character after the last. A finding about a file
//! as a whole starts and ends at line 1, column 1. `label` says what `place`
//! is, and each of `labels` says it of another place. `changes` has the ids of
//! advisories that changed since the last site, `null` where there was none to compare
//! with, or where nothing was written.

use serde::Serialize;

use super::escape::visible_json;
use super::place::{Place, Places};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::Changes;

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    diagnostics: Vec<Finding<'a>>,
    changes: Option<WireChanges<'a>>,
}

#[derive(Serialize)]
struct WireChanges<'a> {
    new: &'a [String],
    revised: &'a [String],
    withdrawn: &'a [String],
    vanished: &'a [String],
}

#[derive(Serialize)]
struct Finding<'a> {
    level: &'static str,
    code: &'static str,
    message: &'a str,
    place: Place<'a>,
    label: Option<&'a str>,
    labels: Vec<PlaceLabel<'a>>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct PlaceLabel<'a> {
    place: Place<'a>,
    text: &'a str,
}

/// The document, also when nothing was found.
pub(super) fn print<'a>(
    found: &'a [(Level, Diagnostic)],
    places: &mut Places<'a>,
    changes: Option<&'a Changes>,
) -> String {
    let document = Document {
        version: 1,
        diagnostics: found
            .iter()
            .map(|(level, diagnostic)| finding(*level, diagnostic, places))
            .collect(),
        changes: changes.map(|changes| WireChanges {
            new: &changes.new,
            revised: &changes.revised,
            withdrawn: &changes.withdrawn,
            vanished: &changes.vanished,
        }),
    };
    serialised(&document)
}

fn finding<'a>(level: Level, diagnostic: &'a Diagnostic, places: &mut Places<'a>) -> Finding<'a> {
    Finding {
        level: level.as_str(),
        code: diagnostic.code.as_str(),
        message: &diagnostic.message,
        place: places.of(diagnostic.primary),
        label: Some(diagnostic.primary_label.as_str()).filter(|text| !text.is_empty()),
        labels: diagnostic
            .labels
            .iter()
            .map(|label| PlaceLabel {
                place: places.of(label.span),
                text: &label.text,
            })
            .collect(),
        help: diagnostic.help.as_deref(),
    }
}

/// A document as indented JSON that is safe to look at in a terminal.
pub(super) fn serialised(document: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(document).expect("structs of texts and numbers");
    visible_json(&text) + "\n"
}
