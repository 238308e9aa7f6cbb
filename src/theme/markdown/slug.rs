//! Ids of headings.

use std::collections::HashMap;

use crate::document::slug;

/// Gives each heading an id of its own, as GitHub does: the text in lower case
/// without punctuation, and `-1`, `-2` after one that is taken.
///
/// A slug never holds a colon; ids with one are free for other uses.
pub(super) struct Slugs {
    prefix: String,
    /// How many times each slug was asked for.
    seen: HashMap<String, usize>,
}

impl Slugs {
    /// Ids that begin with `prefix`.
    pub(super) fn new(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            seen: HashMap::new(),
        }
    }

    /// The id of the next heading, prefix included.
    pub(super) fn next(&mut self, heading: &str) -> String {
        let base = slug(heading);
        let mut slug = base.clone();
        let mut count = self.seen.get(&base).copied().unwrap_or(0);
        while self.seen.contains_key(&slug) {
            count += 1;
            slug = format!("{base}-{count}");
        }
        // Both are noted, so that the next heading of this text starts where
        // this one ended and a thousand equal headings stay cheap.
        self.seen.insert(base, count);
        self.seen.entry(slug.clone()).or_insert(0);
        format!("{}{slug}", self.prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_github_and_none_is_given_twice() {
        let mut slugs = Slugs::new("");
        let cases = [
            ("What is a vulnerability?", "what-is-a-vulnerability"),
            ("Größe & Maß (v1.2)", "größe--maß-v12"),
            ("snake_case-name", "snake_case-name"),
            ("Fixed", "fixed"),
            ("fixed!", "fixed-1"),
            ("fixed 1", "fixed-1-1"),
            ("Fixed", "fixed-2"),
            ("🎉", "section"),
            ("", "section-1"),
        ];
        for (heading, expected) in cases {
            assert_eq!(slugs.next(heading), expected);
        }
    }

    #[test]
    fn a_prefix_keeps_texts_apart() {
        let mut slugs = Slugs::new("details-");
        assert_eq!(slugs.next("Fixed"), "details-fixed");
        assert_eq!(slugs.next("Other"), "details-other");
    }
}
