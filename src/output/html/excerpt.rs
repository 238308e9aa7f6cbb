//! The sentence that stands for a text.

mod introduction;
#[cfg(test)]
mod tests;

use introduction::introduces;

use crate::model::text::single_spaced;

/// What has not been said by then is no longer about the whole.
const PARAGRAPHS: usize = 4;

/// The first sentence of these paragraphs of plain text that says what is wrong,
/// else the first.
pub(super) fn telling(paragraphs: impl IntoIterator<Item = String>) -> Option<String> {
    let mut first = None;
    for paragraph in paragraphs.into_iter().take(PARAGRAPHS) {
        for sentence in sentences(&paragraph) {
            if !introduces(sentence) {
                return Some(sentence.to_owned());
            }
            first.get_or_insert_with(|| sentence.to_owned());
        }
    }
    first
}

/// The sentences of a paragraph.
fn sentences(paragraph: &str) -> impl Iterator<Item = &str> {
    let mut rest = paragraph.trim();
    std::iter::from_fn(move || {
        let (sentence, after) = rest.split_at(sentence_length(rest));
        rest = after.trim_start();
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// Where the first sentence ends. Short ones go on: they are mostly
/// abbreviations.
fn sentence_length(text: &str) -> usize {
    const SHORTEST: usize = 24;
    let ends = |&at: &usize| {
        let taken = &text[..at];
        let word = taken.rsplit(char::is_whitespace).next().unwrap_or(taken);
        let word = word.trim_start_matches('(');
        let abbreviation = matches!(word, "e.g." | "i.e." | "etc." | "vs." | "cf.");
        word.ends_with(['.', '!', '?']) && !abbreviation && taken.chars().count() >= SHORTEST
    };
    let mut gaps = text.match_indices(char::is_whitespace).map(|(at, _)| at);
    gaps.find(ends).unwrap_or(text.len())
}

/// The sentence, or as many of its words as there is room for, with an ellipsis
/// where something was left out. One of more than `limit` characters may leave out
/// where it happens: the list has a column for that.
pub(super) fn fitted(sentence: &str, limit: usize) -> String {
    let whole = single_spaced(sentence);
    if whole.chars().count() <= limit {
        return whole;
    }
    match after_place(sentence) {
        Some(rest) => format!("…{}", cut(&single_spaced(rest), limit.saturating_sub(1))),
        None => cut(&whole, limit),
    }
}

/// What follows `In Tensorflow before versions 1.15.4, 2.0.3 and 2.3.1, `, when
/// that is enough for a sentence.
fn after_place(sentence: &str) -> Option<&str> {
    const ENOUGH: usize = 5;
    if let Some(rest) = sentence.strip_prefix("In affected versions ") {
        return Some(rest);
    }
    let place = ["In ", "in "]
        .iter()
        .find_map(|word| sentence.strip_prefix(word))?;
    let mut commas = place
        .match_indices(", ")
        .map(|(at, comma)| (&place[..at], &place[at + comma.len()..]));
    let (before, rest) = commas.find(|(_, rest)| {
        let next = rest.split_whitespace().next().unwrap_or_default();
        !next.starts_with(|c: char| c.is_ascii_digit())
            && !matches!(
                next,
                "and" | "or" | "before" | "prior" | "versions" | "version"
            )
    })?;
    let has_version = before.contains(|c: char| c.is_ascii_digit());
    (has_version && rest.split_whitespace().nth(ENOUGH).is_some()).then_some(rest)
}

/// As many whole words as fit into `limit` characters with an ellipsis; a word
/// without which little is left is cut within.
fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let (fits, rest) = text.split_at(end);
    let whole = match fits.rsplit_once(' ') {
        Some((whole, _)) if !rest.starts_with(' ') && whole.len() > fits.len() / 2 => whole,
        _ => fits,
    };
    format!(
        "{}…",
        whole.trim_end_matches([' ', ',', ';', ':', '-', '('])
    )
}
