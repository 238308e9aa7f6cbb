//! Marks of secrecy where they keep nothing secret.
//!
//! Only `draft`, `embargo` and the dates at the top of a record decide what is
//! public. Whoever writes such a mark elsewhere believes that it holds the
//! record back, while all that stands there is published.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::time;
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Node, Table};

/// What the marks are called, folded.
const MARKS: &[&str] = &[
    "confidential",
    "draft",
    "embargo",
    "embargoed",
    "internal",
    "private",
    "secret",
    "tlp",
    "unpublished",
];

/// Keys whose value may be the mark: `state: draft`.
const STATES: &[&str] = &["classification", "state", "status", "visibility"];

/// What may stand around a mark: `is_draft`, `embargo_until`.
const BEFORE: &[&str] = &["is", "under"];
const AFTER: &[&str] = &["date", "end", "ends", "level", "only", "till", "until"];

/// The labels of the Traffic Light Protocol (TLP 2.0, and 1.0), folded: those
/// that everybody may read, and the others.
const OPEN: &[&str] = &["clear", "white"];
const CLOSED: &[&str] = &["amber", "amber+strict", "green", "red"];

/// The mark that a key is.
pub(super) fn mark_of(key: &str) -> Option<&'static str> {
    let key = folded(key);
    let is_it = |mark: &&str| *mark == key || *mark == bare(&key);
    MARKS.iter().copied().find(is_it)
}

/// A folded key without what may stand around a mark.
fn bare(key: &str) -> &str {
    let inner = BEFORE.iter().find_map(|word| key.strip_prefix(word));
    let inner = inner.unwrap_or(key);
    let inner_most = AFTER.iter().find_map(|word| inner.strip_suffix(word));
    inner_most.unwrap_or(inner)
}

/// The mark that a folder is called by, or a part of the file's own name.
pub(super) fn in_path(path: &str) -> Option<&'static str> {
    let folders = path.rsplit('/').skip(1);
    let parts = path.rsplit('/').take(1).flat_map(|name| name.split('.'));
    folders
        .chain(parts)
        .find_map(|name| mark_of(name.strip_suffix('s').unwrap_or(name)))
}

/// Reports every mark in what is published as it is, at any depth; `what` names
/// that in the message.
pub(super) fn published(node: &Node, what: &str, out: &mut Diagnostics) {
    for item in node.as_list().into_iter().flatten() {
        published(item, what, out);
    }
    for entry in node.as_map().into_iter().flatten() {
        match meant(&entry.key.value, &entry.value) {
            Some(mark) => without_effect(mark, entry.key.span, what, out),
            None => published(&entry.value, what, out),
        }
    }
}

/// Reports a mark that stands in `what`.
pub(super) fn without_effect(mark: &str, place: Span, what: &str, out: &mut Diagnostics) {
    let message = format!("`{mark}` keeps nothing secret in {what}");
    out.push(
        Diagnostic::new(Code::SecrecyWithoutEffect, place, message)
            .free_of_input()
            .help("write `draft: true` or `embargo` at the top of the file; what stands here is published"),
    );
}

/// The mark that an entry holds, unless it says that nothing is secret.
fn meant(key: &str, value: &Node) -> Option<&'static str> {
    if let Some(mark) = mark_of(key) {
        return (!says_open(value)).then_some(mark);
    }
    let key = folded(key);
    let text = value.as_text().map(folded);
    if STATES.contains(&key.as_str()) {
        return MARKS
            .iter()
            .copied()
            .find(|&mark| text.as_deref() == Some(mark));
    }
    if matches!(key.as_str(), "public" | "ispublic" | "published") && value.as_bool() == Some(false)
    {
        return Some("unpublished");
    }
    let is_near = |mark: &&str| mark.len() > 4 && strsim::osa_distance(bare(&key), mark) == 1;
    let near = MARKS.iter().copied().find(is_near);
    near.filter(|_| reads_as_mark(value))
}

/// Takes `private`, a map or a list of notes. Anything else is reported: a flag
/// or a date there was meant for the record as a whole.
pub(super) fn private(table: &mut Table<'_>, out: &mut Diagnostics) -> Vec<Spanned<String>> {
    let mut notes = Vec::new();
    let Some(Entry { key, value }) = table.take("private") else {
        return notes;
    };
    match (value.as_list(), value.as_map()) {
        (Some([]), _) | (_, Some([])) | (None, None) => no_note(value, key.span, out),
        (items, _) => {
            for item in items.into_iter().flatten() {
                let is_text = item.as_text().is_some() && item.describe() == "a text";
                if reads_as_mark(item) || !(is_text || item.as_map().is_some()) {
                    no_note(item, item.span, out);
                }
            }
            notes_under(value, &mut notes, out);
        }
    }
    notes
}

/// Every text in a tree, names of keys aside, but for what marks the record.
fn notes_under(node: &Node, notes: &mut Vec<Spanned<String>>, out: &mut Diagnostics) {
    for item in node.as_list().into_iter().flatten() {
        notes_under(item, notes, out);
    }
    for Entry { key, value } in node.as_map().into_iter().flatten() {
        let is_mark = mark_of(&key.value).is_some() || AFTER.contains(&folded(&key.value).as_str());
        if is_mark && (value.is_null() || reads_as_mark(value)) {
            no_note(value, key.span, out);
        }
        notes_under(value, notes, out);
    }
    if let Some(text) = node.as_text() {
        notes.push(Spanned::new(text.to_owned(), node.span));
    }
}

fn no_note(node: &Node, place: Span, out: &mut Diagnostics) {
    let message = match node.describe() {
        _ if reads_as_mark(node) => "a flag, a label or a date in `private` is no note".to_owned(),
        "a map" | "a list" => "`private` holds no note".to_owned(),
        kind => format!("`private` must be a map or a list of notes, not {kind}"),
    };
    out.push(
        Diagnostic::new(Code::SecrecyWithoutEffect, place, message)
            .free_of_input()
            .help("write `draft: true` to keep the advisory secret, `private: [text]` for a note"),
    );
}

/// Whether a value says that something is secret, or until when, and no more.
fn reads_as_mark(value: &Node) -> bool {
    let Some(text) = value.as_text() else {
        return false;
    };
    value.as_bool() == Some(true)
        || matches!(label(text).as_str(), "1" | "on" | "true" | "y" | "yes")
        || CLOSED.contains(&label(text).as_str())
        || time::is_moment(text.trim())
}

/// Whether the value of a mark says that nothing is secret. CSAF has the label
/// of the Traffic Light Protocol in a map.
fn says_open(value: &Node) -> bool {
    let mut entries = value.as_map().into_iter().flatten();
    value.is_null()
        || value.as_bool() == Some(false)
        || value
            .as_text()
            .is_some_and(|text| OPEN.contains(&label(text).as_str()))
        || entries.any(|entry| folded(&entry.key.value) == "label" && says_open(&entry.value))
}

/// A label as it is compared, without the name of the protocol.
fn label(text: &str) -> String {
    let text = text.trim().to_ascii_lowercase();
    text.strip_prefix("tlp:").unwrap_or(&text).to_owned()
}

fn folded(key: &str) -> String {
    let key = key.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
    key.flat_map(char::to_lowercase).collect()
}
