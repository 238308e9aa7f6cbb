//! Finds secret texts in a text, however it is escaped.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::base64::debase;
use super::decode::{Decoded, decode, has_markup, unquote, untag};
use super::needle::Needle;
use super::normal::{end_of_character, normal, pattern};
use super::scan::Scanner;
use crate::work;

/// How many layers of escapes are taken away.
const LAYERS: usize = 4;

/// Looks for many secret texts at once.
pub struct Finder {
    needles: Vec<Needle>,
    /// Sorted, so that all that stand at a place are found by one of them.
    patterns: Vec<Pattern>,
    scanner: Scanner,
}

/// What a needle looks like in the one way of writing, or the same without what
/// would be taken for escapes in it.
struct Pattern {
    text: Vec<u8>,
    /// The number of the needle.
    needle: usize,
    /// The last pattern before it with which it begins, if any.
    within: Option<usize>,
}

/// An occurrence of a secret text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Where, in bytes of the text as it is.
    pub(super) range: Range<usize>,
    /// The number of the needle.
    pub(super) needle: usize,
}

impl Finder {
    pub(super) fn new(needles: Vec<Needle>) -> Self {
        let mut all: Vec<(Vec<u8>, usize)> = Vec::new();
        for (number, needle) in needles.iter().enumerate() {
            let text = needle.pattern().as_bytes();
            let read = layers(decode(text), false);
            let read = read.iter().map(|layer| layer.text.as_slice());
            let written: BTreeSet<_> = read.chain([text]).map(pattern).collect();
            let written = written.into_iter().filter(|pattern| !pattern.is_empty());
            all.extend(written.map(|pattern| (pattern, number)));
        }
        all.sort_unstable();
        let mut patterns: Vec<Pattern> = Vec::with_capacity(all.len());
        for (text, needle) in all {
            let mut within = patterns.len().checked_sub(1);
            while let Some(at) = within
                && !text.starts_with(&patterns[at].text)
            {
                within = patterns[at].within;
            }
            patterns.push(Pattern {
                text,
                needle,
                within,
            });
        }
        Self {
            scanner: Scanner::new(patterns.iter().map(|pattern| pattern.text.as_slice())),
            needles,
            patterns,
        }
    }

    /// The patterns that a text opens with.
    fn at_start(&self, text: &[u8]) -> impl Iterator<Item = &Pattern> {
        let after = self.patterns.partition_point(|pattern| {
            work::done(1);
            pattern.text.as_slice() <= text
        });
        let last = after.checked_sub(1).map(|at| &self.patterns[at]);
        let all =
            std::iter::successors(last, |pattern| pattern.within.map(|at| &self.patterns[at]));
        all.filter(move |pattern| {
            work::done(1);
            text.starts_with(&pattern.text)
        })
    }

    pub(super) fn needles(&self) -> &[Needle] {
        &self.needles
    }

    /// Keeps the needles whose number is `wanted`.
    pub(super) fn retain(self, wanted: impl Fn(usize) -> bool) -> Self {
        let all = self.needles.into_iter().enumerate();
        let kept = all.filter(|(number, _)| wanted(*number));
        Self::new(kept.map(|(_, needle)| needle).collect())
    }

    /// Where the text has one of the secrets, in order, each place once.
    pub fn places(&self, text: &[u8]) -> Vec<Range<usize>> {
        let hits = self.hits(text);
        let mut places: Vec<_> = hits.into_iter().map(|hit| hit.range).collect();
        places.dedup();
        places
    }

    /// Every occurrence in the text as it is, with its escapes read, and without
    /// its tags.
    pub(super) fn hits(&self, text: &[u8]) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.search(text, &mut |hit| hits.push(hit));
        // The tags of a document are taken away first of all; those that come to
        // light within another, of a page in a feed, in their turn.
        self.search_layers(&layers(decode(text), !has_markup(text)), &mut hits);
        for first in [untag(text), unquote(text), debase(text)] {
            self.search_layers(&layers(first, true), &mut hits);
        }
        hits.sort_unstable_by_key(|hit| (hit.range.start, hit.range.end, hit.needle));
        hits.dedup();
        hits
    }

    fn search_layers(&self, layers: &[Decoded], hits: &mut Vec<Hit>) {
        for (depth, layer) in layers.iter().enumerate() {
            let origin = |offset| {
                let outward = layers[..=depth].iter().rev();
                outward.fold(offset, |at, layer| layer.origin(at))
            };
            self.search(&layer.text, &mut |hit| {
                // The end of the last byte, not the beginning of what follows it.
                let range = origin(hit.range.start)..origin(hit.range.end - 1) + 1;
                hits.push(Hit { range, ..hit });
            });
        }
    }

    fn search(&self, text: &[u8], found: &mut dyn FnMut(Hit)) {
        let written = normal::<false>(text).text;
        // Where it comes from is asked for seldom.
        let traced = OnceCell::new();
        self.scanner.scan(&written, &mut |start| {
            for Pattern {
                text: pattern,
                needle,
                ..
            } in self.at_start(&written[start..])
            {
                let traced = traced.get_or_init(|| normal::<true>(text));
                let end = traced.origin(start + pattern.len() - 1) + 1;
                let range = traced.origin(start)..end_of_character(text, end);
                if self.needles[*needle].fits(text, &range) {
                    let needle = *needle;
                    found(Hit { range, needle });
                }
            }
        });
    }
}

/// The text of `first`, and what is left of it when one layer after the other
/// is taken away, tags too where `has_tags`.
fn layers(first: Option<Decoded>, has_tags: bool) -> Vec<Decoded> {
    let mut layers: Vec<Decoded> = Vec::from_iter(first);
    while let Some(innermost) = layers.last()
        && layers.len() < LAYERS
        && let Some(next) =
            (has_tags.then(|| untag(&innermost.text)).flatten()).or_else(|| decode(&innermost.text))
    {
        layers.push(next);
    }
    layers
}
