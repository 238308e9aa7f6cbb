//! Sentences that lead up to what is wrong.
//!
//! Many records open with what the product is ("TensorFlow is an end-to-end open
//! source platform") or with the news that something was found; neither tells
//! one record from another. Of the 1,944 texts of the PyPI advisory database, 674 are
//! told by another sentence for it: 652 different ones instead of 303, of which 67 in
//! a sample of 70 say more of what is wrong than the first. Only English is known here: of a text in another
//! language the first sentence stands for the whole.

/// Whether a sentence is a heading of a word or two, says what the product is, or
/// that something was found, and nothing of what is wrong.
pub(super) fn introduces(sentence: &str) -> bool {
    let text = sentence.to_lowercase();
    let text = text.trim_start_matches("** disputed ** ");
    let words: Vec<_> = text.split_whitespace().collect();
    words.len() < 3 || announces(&words) || continues(text) || describes(text, &words)
}

/// `Wagtail is an open source content management system built on Django.`
fn describes(text: &str, words: &[&str]) -> bool {
    /// How many words the name of a product may have.
    const SUBJECT: usize = 9;
    /// Where these begin a sentence, they are not the name of a product.
    const OTHERS: &[&str] = &["there", "it", "this", "if", "when", "in"];
    const KINDS: &[&str] = &[
        "a", "an", "the", "one", "used", "designed", "open", "python", "privacy",
    ];
    const DOES: &[&str] = &["provides", "enables", "offers", "lets", "implements"];
    /// Words that say what is wrong all the same.
    const FLAWS: &[&str] = &[
        "attack",
        "arbitrary",
        "bypass",
        "crash",
        "denial",
        "disclos",
        "does not",
        "exploit",
        "fail",
        "flaw",
        "improper",
        "inject",
        "insecure",
        "leak",
        "malicious",
        "missing",
        "not properly",
        "overflow",
        "traversal",
        "unauth",
        "unsafe",
        "vulnerab",
        "weak",
        "xss",
    ];
    let is_told = |pair: &[&str]| {
        let is_kind = matches!(pair[0], "is" | "are") && KINDS.contains(&pair[1]);
        is_kind || DOES.contains(&pair[0])
    };
    !OTHERS.contains(&words[0])
        && words.windows(2).take(SUBJECT).any(is_told)
        && !FLAWS.iter().any(|flaw| text.contains(flaw))
}

/// `An issue was discovered in Django 5.0 before 5.0.8.`
fn announces(words: &[&str]) -> bool {
    const NEWS: &[&str] = &[
        "issue",
        "flaw",
        "vulnerability",
        "problem",
        "bug",
        "weakness",
    ];
    const VERBS: &[&str] = &["discovered", "found", "identified", "reported"];
    /// What comes with one of these says more.
    const MORE: &[&str] = &[
        "where", "which", "when", "that", "allow", "because", "lead", "due", "caus",
    ];
    let is_news = |word: &&str| NEWS.contains(&word.trim_end_matches(','));
    let opens = matches!(words[0], "a" | "an" | "the") && words[1..3].iter().any(is_news);
    let Some(found) = words.iter().position(|word| VERBS.contains(word)) else {
        return false;
    };
    let says_more = |word: &&str| MORE.iter().any(|more| word.starts_with(more));
    opens && !words[found..].iter().any(says_more)
}

/// How the Vulnerability Database goes on after the news: `It has been rated as
/// critical. Affected is the function ...`
fn continues(text: &str) -> bool {
    const NOTES: &[&str] = &[
        "it has been ",
        "it was rated ",
        "affected is ",
        "affected by this ",
        "this affects ",
        "this issue affects ",
        "this vulnerability affects ",
        "the affected element is ",
        "the impacted element is ",
    ];
    NOTES.iter().any(|note| text.starts_with(note))
}
