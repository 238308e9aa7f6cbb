//! Distinctive phrases of a secret text.
//!
//! A phrase is a run of plain words on one line, short enough to be found in a
//! description that was cut off, long enough to be nobody else's. Where a script
//! has no blanks between words it is a run of letters. It is taken from the file
//! as it is, comments included, so that nothing depends on how the file is
//! understood.

use std::ops::Range;

use super::normal::is_dense;

/// A phrase has at least so many words, and so many bytes. With fewer, one in
/// ten of the advisories of PyPI would share one with another project's policy
/// (`cargo bench --bench guard`).
const WORDS: usize = 6;
const BYTES: usize = 32;

/// So many words after one phrase the next begins.
const STEP: usize = 3;

/// The same of letters in a script without blanks: a character is a word in one,
/// and a sound in another.
const LETTERS: usize = 12;
const LETTERS_STEP: usize = 4;

/// Where the phrases of a text are, in order. They overlap: whoever repeats two
/// thirds of two phrases repeats one.
pub(super) fn phrases(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        let goes_on = run
            .last()
            .is_some_and(|last| text.get(last.end..word.start) == Some(" "));
        if !goes_on {
            cut(text, &run, &mut found);
            run.clear();
        }
        run.push(word);
    }
    cut(text, &run, &mut found);
    for run in dense_runs(text) {
        cut_letters(text, run, &mut found);
    }
    found
}

/// The runs of letters, of one script or of several, that have some of a script
/// without blanks.
fn dense_runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    let runs = text.split_inclusive(|c: char| !(c.is_alphanumeric() || is_dense(c)));
    let runs = runs.map(move |run| {
        let place = start..start + run.len();
        start += run.len();
        place
    });
    runs.filter(|place| text[place.clone()].contains(is_dense))
}

/// Cuts a run of letters into phrases, the last of which ends with the run.
fn cut_letters(text: &str, run: Range<usize>, found: &mut Vec<Range<usize>>) {
    let letters = text[run.clone()].char_indices();
    let dense: Vec<_> = letters.filter(|(_, letter)| is_dense(*letter)).collect();
    let Some(last) = dense.len().checked_sub(LETTERS) else {
        return;
    };
    let starts = (0..last).step_by(LETTERS_STEP).chain([last]);
    found.extend(starts.map(|first| {
        let (end, letter) = dense[first + LETTERS - 1];
        run.start + dense[first].0..run.start + end + letter.len_utf8()
    }));
}

/// Cuts a run of words into phrases, the last of which ends with the run.
fn cut(text: &str, run: &[Range<usize>], found: &mut Vec<Range<usize>>) {
    let phrase = |first: usize, last: usize| {
        let place = run[first].start..run[last].end;
        (last - first + 1 >= WORDS && place.len() >= BYTES).then(|| {
            let end = text[place.clone()].trim_end_matches(['.', ',', ';']).len();
            place.start..place.start + end
        })
    };
    let last = run.len().saturating_sub(1);
    let from = |first| (first..=last).find_map(|last| phrase(first, last));
    found.extend((0..run.len()).step_by(STEP).map_while(from));
    let at_end = (0..run.len()).rev().find_map(|first| phrase(first, last));
    found.extend(at_end.filter(|place| found.last() != Some(place)));
}

/// The plain words: letters, digits after a letter, hyphens within, a mark of
/// punctuation at the end. Neither a source nor an output writes them in another
/// way than their author did, and no list of versions is made of them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_other = |c: char| !(c.is_alphanumeric() || "-.,;".contains(c));
    let mut start = 0;
    let parts = text.split_inclusive(is_other).map(move |part| {
        let place = start..start + part.trim_end_matches(is_other).len();
        start += part.len();
        place
    });
    parts.filter_map(|place| {
        let word = text[place.clone()].trim_end_matches('-');
        let plain = word.trim_start_matches(['-', '.', ',', ';']);
        let end = place.start + word.len();
        let starts_fine = plain.starts_with(char::is_alphabetic);
        starts_fine.then_some(end - plain.len()..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        phrases(text)
            .into_iter()
            .map(|place| &text[place])
            .collect()
    }

    #[test]
    fn a_run_is_cut_into_phrases_that_overlap_up_to_its_end() {
        assert_eq!(
            found(
                "details: \"A tag of one byte is taken for a whole one, whatever it is made of.\""
            ),
            [
                "A tag of one byte is taken for a",
                "one byte is taken for a whole one",
                "taken for a whole one, whatever it",
                "whole one, whatever it is made of",
            ]
        );
    }

    #[test]
    fn a_phrase_stays_on_its_line_and_is_of_plain_words() {
        for text in [
            // One word less than it takes, one byte less, and both.
            "Deserializing everything immediately surprised administrators",
            "it is not as it was to be then",
            // No plain words, and what interrupts them.
            "versions: [1.10.0, 1.10.1, 1.10.2, 1.10.3, 1.10.4, 1.10.5]",
            "the first half of it `with` the second half of it",
            "the first half of it  and then the second",
            "the first half of it,\nthe second half of it",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(
            found("# 'the first half of it and the second'"),
            ["the first half of it and the second"]
        );
        assert_eq!(
            found("prüft die Länge des Wertes erst danach"),
            [
                "prüft die Länge des Wertes erst",
                "die Länge des Wertes erst danach"
            ]
        );
    }
}
