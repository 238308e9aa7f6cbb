//! Words that tell nothing: how weaknesses are called, and what is said of any.
//!
//! Whoever publishes a policy lists the kinds of weakness to report. A draft
//! whose summary is one of them is not known by that.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::normal::{
    end_of_character, first_char, is_dense, is_ignored, last_char, normal, pattern,
};
use crate::model::weakness;

/// One name, sentence or word a line; lines that begin with `#` tell what follows.
const WORDS: &str = include_str!("common.txt");

/// What anybody may have written, piece by piece.
pub(super) fn pieces() -> impl Iterator<Item = &'static str> {
    let lines = WORDS.lines().filter(|line| !line.starts_with('#'));
    // MITRE gives other names in brackets: `... ('Cross-site Scripting')`.
    let names = weakness::names().flat_map(|name| {
        let parts = name.split(['(', ')']).filter(|_| name.contains('('));
        parts.chain([name])
    });
    lines.chain(names).filter(|piece| !piece.trim().is_empty())
}

/// Tells whether a text says nothing but a kind of weakness, and in what.
pub(super) struct General {
    pieces: AhoCorasick,
}

impl General {
    /// `names` are those of the project and its packages.
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        static COMMON: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| pieces().map(piece).collect());
        // Thousands of advisories may be about one package.
        let names: BTreeSet<Vec<u8>> = names.map(piece).collect();
        let names = names.into_iter().filter(|name| name.len() > 1);
        let pieces = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(COMMON.iter().cloned().chain(names));
        Self {
            pieces: pieces.expect("a few thousand words fit into an automaton"),
        }
    }

    /// Whether all of a text is said by pieces, but for numbers.
    pub(super) fn covers(&self, text: &str) -> bool {
        self.read(text).covers(text, 0..text.len())
    }

    /// What of a text is said by pieces.
    pub(super) fn read(&self, text: &str) -> Said {
        let traced = normal::<true>(text.as_bytes());
        // A piece opens with the blank before it.
        let written = [b" ", traced.text.as_slice()].concat();
        let mut said = Vec::new();
        for found in self.pieces.find_iter(&written) {
            let next = first_char(&written[found.end()..]);
            let last = last_char(&written[..found.end()]);
            if next.is_none_or(|c| c == ' ' || is_dense(c)) || last.is_some_and(is_dense) {
                let start = traced.origin(found.start().saturating_sub(1));
                let end = traced.origin(found.end() - 2) + 1;
                said.push(start..end_of_character(text.as_bytes(), end));
            }
        }
        Said(said)
    }
}

/// Where pieces stand in a text, in order.
pub(super) struct Said(Vec<Range<usize>>);

impl Said {
    /// Whether each letter at `place` of the text belongs to a piece.
    pub(super) fn covers(&self, text: &str, place: Range<usize>) -> bool {
        let letters = text[place.clone()].char_indices();
        let mut letters = letters.filter(|(_, c)| c.is_alphabetic() && !is_ignored(*c));
        letters.all(|(offset, _)| {
            let at = place.start + offset;
            let after = self.0.partition_point(|piece| piece.start <= at);
            after > 0 && at < self.0[after - 1].end
        })
    }
}

/// A text with a blank before each of its words, unless its script has none.
fn piece(text: &str) -> Vec<u8> {
    let text = pattern(text.as_bytes());
    let blank = first_char(&text).filter(|&c| !is_dense(c)).map(|_| b' ');
    blank.into_iter().chain(text).collect()
}
