//! Refuses keys that are given twice.

use std::collections::HashMap;

use super::node::Entry;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};

/// Reports every key that was given before and keeps the first of each.
pub(super) fn drop_duplicates(entries: &mut Vec<Entry>, out: &mut Diagnostics) {
    let mut seen = HashMap::with_capacity(entries.len());
    let mut repeated = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let first = *seen.entry(entry.key.value.as_str()).or_insert(at);
        if first != at {
            repeated.push(at);
            out.push(
                Diagnostic::new(
                    Code::DuplicateKey,
                    entry.key.span,
                    format!("the key {} is given twice", quoted(&entry.key.value)),
                )
                .label(entries[first].key.span, "first here")
                .help("keep one of them"),
            );
        }
    }
    if repeated.is_empty() {
        return;
    }
    let mut at = 0;
    entries.retain(|_| {
        at += 1;
        repeated.binary_search(&(at - 1)).is_err()
    });
}
