//! Distinctive phrases of a secret text.
//!
//! A phrase is a run of plain words on one line, short enough to be found in a
//! description that was cut off, long enough to be nobody else's. It is taken
//! from the file as it is, comments included, so that nothing depends on how
//! the file is understood.

use std::ops::Range;

/// A phrase has at least so many words and so many bytes: measured in
/// `guard::tests::corpus`.
const WORDS: usize = 6;
const BYTES: usize = 32;

/// Where the phrases of a text are, in order; each word of a run that is long
/// enough is in one of them.
pub(super) fn phrases(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        let goes_on = run
            .last()
            .is_some_and(|last| text.get(last.end..word.start) == Some(" "));
        if !goes_on {
            cut(&run, &mut found);
            run.clear();
        }
        run.push(word);
    }
    cut(&run, &mut found);
    found
}

/// Cuts a run of words into phrases; what is left over at the end becomes part
/// of one that reaches back.
fn cut(run: &[Range<usize>], found: &mut Vec<Range<usize>>) {
    let is_phrase = |first: usize, last: usize| {
        last + 1 - first >= WORDS && run[last].end - run[first].start >= BYTES
    };
    let mut first = 0;
    for last in 0..run.len() {
        if is_phrase(first, last) {
            found.push(run[first].start..run[last].end);
            first = last + 1;
        }
    }
    if first < run.len() {
        let last = run.len() - 1;
        let reaches_back = (0..first).rev().find(|&first| is_phrase(first, last));
        found.extend(reaches_back.map(|first| run[first].start..run[last].end));
    }
}

/// The plain words: letters, digits after a letter, hyphens and apostrophes
/// within, a mark of punctuation at the end. No output writes them in another
/// way than their author did, and no list of versions is made of them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_other = |c: char| !(c.is_alphanumeric() || "-'.,;".contains(c));
    let mut start = 0;
    let parts = text.split_inclusive(is_other).map(move |part| {
        let place = start..start + part.trim_end_matches(is_other).len();
        start += part.len();
        place
    });
    parts.filter_map(|place| {
        let word = text[place.clone()].trim_end_matches(['-', '\'']);
        let plain = word.trim_start_matches(['-', '\'', '.', ',', ';']);
        let end = place.start + word.len();
        let starts_fine = plain.starts_with(char::is_alphabetic);
        starts_fine.then_some(end - plain.len()..end)
    })
}
