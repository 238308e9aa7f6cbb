//! Refuses keys that are given twice.

use super::node::Entry;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};

/// Reports every key that was given before and keeps the first of each.
pub(super) fn drop_duplicates(entries: &mut Vec<Entry>, out: &mut Diagnostics) {
    let key = |at: &usize| entries[*at].key.value.as_str();
    let mut sorted: Vec<usize> = (0..entries.len()).collect();
    sorted.sort_by(|a, b| key(a).cmp(key(b)));
    let mut repeated = Vec::new();
    for same in sorted.chunk_by(|a, b| key(a) == key(b)) {
        let (first, others) = (same[0], &same[1..]);
        repeated.extend(others);
        for &at in others {
            let entry = &entries[at];
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
    repeated.sort_unstable();
    let mut at = 0;
    entries.retain(|_| {
        at += 1;
        repeated.binary_search(&(at - 1)).is_err()
    });
}
