//! Finds secret texts in a text, however it is escaped.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::decode::{Decoded, Markup, decode};
use super::needle::Needle;

/// How many layers of escapes are taken away.
const LAYERS: usize = 4;

/// Looks for many secret texts at once.
pub struct Finder {
    needles: Vec<Needle>,
    automaton: AhoCorasick,
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
        let patterns = needles.iter().map(|n| fold(n.pattern().as_bytes()));
        let automaton = AhoCorasick::new(patterns).expect("secrets fit into an automaton");
        Self { needles, automaton }
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
        let hits = self.hits(text, Markup::Kept);
        let mut places: Vec<_> = hits.into_iter().map(|hit| hit.range).collect();
        places.dedup();
        places
    }

    /// Every occurrence in the text as it is and with its escapes read.
    pub(super) fn hits(&self, text: &[u8], markup: Markup) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.search(text, &mut |hit| hits.push(hit));
        let mut layers: Vec<Decoded> = Vec::new();
        while layers.len() < LAYERS {
            let innermost = layers.last().map_or(text, |layer| &layer.text);
            let Some(next) = decode(innermost, markup) else {
                break;
            };
            layers.push(next);
            let origin = |offset| {
                let outward = layers.iter().rev();
                outward.fold(offset, |at, layer| layer.origin(at))
            };
            self.search(&layers[layers.len() - 1].text, &mut |hit| {
                // The end of the last byte, not the beginning of what follows it.
                let range = origin(hit.range.start)..origin(hit.range.end - 1) + 1;
                hits.push(Hit { range, ..hit });
            });
        }
        hits.sort_unstable_by_key(|hit| (hit.range.start, hit.range.end, hit.needle));
        hits.dedup();
        hits
    }

    fn search(&self, text: &[u8], found: &mut dyn FnMut(Hit)) {
        let folded = fold(text);
        for matched in self.automaton.find_overlapping_iter(&folded) {
            let needle = matched.pattern().as_usize();
            let range = matched.range();
            if self.needles[needle].fits(text, &range) {
                found(Hit { range, needle });
            }
        }
    }
}

/// The text in lower case, with every kind of space a space: byte for byte, so
/// that offsets stay.
fn fold(text: &[u8]) -> Vec<u8> {
    let fold = |&byte: &u8| match byte {
        b'\n' | b'\r' | b'\t' => b' ',
        _ => byte.to_ascii_lowercase(),
    };
    text.iter().map(fold).collect()
}
