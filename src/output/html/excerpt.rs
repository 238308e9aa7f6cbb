//! A few words that stand for a text.

/// The first sentence of plain text, or as many words as fit into `limit`
/// characters, with an ellipsis where something was left out of a sentence.
pub(super) fn excerpt(text: &str, limit: usize) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>();
    let mut taken = String::new();
    for word in &words {
        let length = taken.chars().count() + usize::from(!taken.is_empty()) + word.chars().count();
        if length > limit {
            return cut(taken, word, limit);
        }
        if !taken.is_empty() {
            taken.push(' ');
        }
        taken.push_str(word);
        if ends_sentence(&taken, word) {
            break;
        }
    }
    taken
}

/// Whether the text so far, up to `word`, is a sentence. Short ones go on:
/// they are mostly abbreviations.
fn ends_sentence(taken: &str, word: &str) -> bool {
    const SHORTEST: usize = 24;
    let abbreviation = matches!(word, "e.g." | "i.e." | "etc." | "vs." | "cf.");
    word.ends_with(['.', '!', '?']) && !abbreviation && taken.chars().count() >= SHORTEST
}

/// A single word that is longer than the limit is cut within.
fn cut(taken: String, word: &str, limit: usize) -> String {
    let mut text = if taken.is_empty() {
        word.chars().take(limit).collect()
    } else {
        taken
    };
    let end = text.trim_end_matches([',', ';', ':', '-', '(']).len();
    text.truncate(end);
    text.push('…');
    text
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_sentence_is_whole() {
        assert_eq!(
            excerpt(
                "The parser, e.g. in\n  strict mode, loops. It does so for ever.",
                120
            ),
            "The parser, e.g. in strict mode, loops."
        );
    }

    #[test]
    fn a_long_sentence_is_cut_at_a_word() {
        assert_eq!(excerpt("one two, three four", 9), "one two…");
        assert_eq!(excerpt("abcdefghij", 4), "abcd…");
        assert_eq!(excerpt("", 4), "");
    }
}
