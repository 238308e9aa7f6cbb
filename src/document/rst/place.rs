//! Where in a text something stands of which only the words are known.

use std::ops::Range;

use super::lines::written;

/// How many times the length of the text all searches together may read.
const MOST: usize = 64;

/// Looks for one thing after the other, in the order of the text.
pub(super) struct Places<'t> {
    text: &'t str,
    /// The end of what was found last.
    cursor: usize,
    /// How many bytes may still be read.
    left: usize,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            cursor: 0,
            left: MOST * text.len(),
        }
    }

    /// Where `words` stand next, however lines are broken and indented between
    /// them; what cannot be found is where the last thing was.
    pub(super) fn find(&mut self, words: &str) -> Range<usize> {
        let words = written(words);
        match self.search(&words, self.cursor) {
            Some(place) => {
                self.cursor = place.end;
                place
            }
            None => self.find_first(&words),
        }
    }

    /// Where `words` stand first; what is said next is looked for where it was.
    pub(super) fn find_first(&mut self, words: &str) -> Range<usize> {
        let found = self.search(words, 0);
        found.unwrap_or(self.cursor..self.cursor)
    }

    fn search(&mut self, words: &str, from: usize) -> Option<Range<usize>> {
        let mut words = words.split_whitespace();
        let first = words.next()?;
        let mut start = from;
        while self.left > 0 {
            let at = self.text[start..].find(first);
            let read = at.map_or(self.text.len() - start, |at| at + first.len());
            self.left = self.left.saturating_sub(read);
            let at = start + at?;
            let end = words.clone().try_fold(at + first.len(), |end, word| {
                let rest = self.text[end..].trim_start();
                rest.starts_with(word)
                    .then(|| self.text.len() - rest.len() + word.len())
            });
            if let Some(end) = end {
                return Some(at..end);
            }
            start = at + first.len();
        }
        None
    }

    /// The start of the line that a place is in.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_order_across_lines() {
        let text = "see `a b`_ and\n  `a\n  b`_, or `c`_";
        let mut places = Places::new(text);
        let mut found = |words| &text[places.find(words)];
        assert_eq!(found("`a b`_"), "`a b`_");
        assert_eq!(found("`a b`_"), "`a\n  b`_");
        assert_eq!(found("`c`_"), "`c`_");
        assert_eq!(found("`missing`_"), "");
        assert_eq!(found("see"), "see");
    }

    #[test]
    fn searches_end_however_many_there_are() {
        let text = "a".repeat(1_000);
        let mut places = Places::new(&text);
        for _ in 0..10_000 {
            places.find("ab");
        }
        assert_eq!(places.left, 0);
    }
}
