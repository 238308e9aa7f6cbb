//! The ways in which a secret could get out, each by its name.
//!
//! A way is a row of a table here, or a test of its own; the failure of a row
//! names it. What is secret has `quagga` in every text, with the number of its
//! row, so that whatever comes out tells by itself which way it took. Each table
//! has teeth: what is public goes the same way and must come out, or the lock is
//! of the kind that stops the build.

mod answers;
mod clock;
mod doubt;
mod files;
mod names;
mod outputs;
mod people;
mod printed;
mod second_lock;
mod stale;
mod surroundings;

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{Site, tree};

/// The clock of every build, unless a table is about the clock.
const AT: &str = "2026-10-01T12:00:00Z";

/// Stands in every text of what is secret, and nowhere else.
const SECRET: &str = "quagga";

/// The forms of findings.
const FORMATS: [&str; 5] = ["human", "short", "json", "github", "sarif"];

/// A site that was built: path to bytes.
type Tree = BTreeMap<String, Vec<u8>>;

/// The secret word of a row: `quagga007`.
fn word(row: usize) -> String {
    format!("{SECRET}{row:03}")
}

/// Builds, and gives all that lies in the output.
#[track_caller]
fn built(site: &Site) -> Tree {
    site.build().at(AT).succeeds();
    output(site)
}

fn output(site: &Site) -> Tree {
    tree(&site.root().join("public"))
}

/// The rows whose word stands in the bytes, whatever its case.
fn rows_in(bytes: &[u8]) -> BTreeSet<usize> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let words = text.match_indices(SECRET).map(|(at, _)| {
        let digits = text[at + SECRET.len()..].get(..3).unwrap_or_default();
        // A secret without a number is of the table as a whole.
        digits.parse().unwrap_or(usize::MAX)
    });
    words.collect()
}

/// The rows whose word stands in the names or the bytes of a tree.
fn rows_of(tree: &Tree) -> BTreeSet<usize> {
    let mut rows = BTreeSet::new();
    for (path, bytes) in tree {
        rows.extend(rows_in(path.as_bytes()));
        rows.extend(rows_in(bytes));
    }
    rows
}

/// Asserts that a set of rows is empty, or names them.
#[track_caller]
fn assert_no_way(what: &str, ways: &[&str], rows: impl IntoIterator<Item = usize>) {
    let name = |row: usize| ways.get(row).copied().unwrap_or("the table as a whole");
    let taken: Vec<_> = rows.into_iter().map(name).collect();
    assert!(taken.is_empty(), "{what}:\n  {}", taken.join("\n  "));
}
