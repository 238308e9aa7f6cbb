//! Finds secret texts in a text, however it is escaped.

use std::ops::Range;

use super::decode::{Decoded, decode, untag};
use super::needle::Needle;
use super::scan::Scanner;

/// How many layers of escapes are taken away.
const LAYERS: usize = 4;

/// Looks for many secret texts at once.
pub struct Finder {
    needles: Vec<Needle>,
    /// What the needles look like in a folded text, and the same without what
    /// would be taken for escapes in them.
    patterns: Vec<Vec<u8>>,
    /// The needle of each pattern.
    owners: Vec<usize>,
    scanner: Scanner,
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
        let (mut patterns, mut owners) = (Vec::new(), Vec::new());
        for (number, needle) in needles.iter().enumerate() {
            let text = needle.pattern().as_bytes();
            let read = layers(text, decode);
            for text in read.iter().map(|layer| layer.text.as_slice()).chain([text]) {
                if !text.is_empty() {
                    patterns.push(fold(text));
                    owners.push(number);
                }
            }
        }
        Self {
            scanner: Scanner::new(&patterns),
            needles,
            patterns,
            owners,
        }
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
        self.search_layers(&layers(text, decode), &mut hits);
        self.search_layers(&layers(text, untag), &mut hits);
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
        let folded = fold(text);
        self.scanner.scan(&folded, &mut |pattern, start| {
            let (pattern, needle) = (&self.patterns[pattern], self.owners[pattern]);
            let range = start..start + pattern.len();
            let is_there = folded.get(range.clone()) == Some(pattern.as_slice());
            if is_there && self.needles[needle].fits(text, &range) {
                found(Hit { range, needle });
            }
        });
    }
}

/// What `first` takes away from the text, and then one layer of escapes after
/// the other; none when `first` takes nothing away.
fn layers(text: &[u8], first: fn(&[u8]) -> Option<Decoded>) -> Vec<Decoded> {
    let mut layers: Vec<Decoded> = Vec::from_iter(first(text));
    while let Some(innermost) = layers.last()
        && layers.len() < LAYERS
        && let Some(next) = decode(&innermost.text)
    {
        layers.push(next);
    }
    layers
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
