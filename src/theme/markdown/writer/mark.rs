//! Signs that stand for a word: of task lists, and of tables as GitHub's template
//! for policies has them.

use super::Writer;
use crate::theme::escape::escape;

/// Names of signs as forges know them, the signs, and the words for ears.
const MARKS: [(&str, &str, &str); 3] = [
    (":white_check_mark:", "✅", "mark_yes"),
    (":heavy_check_mark:", "✅", "mark_yes"),
    (":x:", "❌", "mark_no"),
];

impl Writer<'_> {
    pub(super) fn task(&mut self, is_done: bool) {
        let (sign, key) = if is_done {
            ("☑", "task_done")
        } else {
            ("☐", "task_open")
        };
        self.sign(" class=\"task\"", sign, key);
        self.push(" ");
    }

    /// Text that is no code, with its signs.
    pub(super) fn push_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((at, name, sign, key)) = first_mark(rest) {
            self.push_escaped(&rest[..at]);
            self.sign("", sign, key);
            rest = &rest[at + name.len()..];
        }
        self.push_escaped(rest);
    }

    fn sign(&mut self, class: &str, sign: &str, key: &'static str) {
        let word = escape(self.options.words().text(key));
        self.push(&format!(
            "<span{class} role=\"img\" aria-label=\"{word}\">{sign}</span>"
        ));
    }
}

/// The first sign by its name, and where; a name within a word is none.
fn first_mark(text: &str) -> Option<(usize, &str, &str, &'static str)> {
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != ':');
    let marks = MARKS.iter().flat_map(|&(name, sign, key)| {
        let places = text.match_indices(name);
        places.map(move |(at, _)| (at, name, sign, key))
    });
    marks
        .filter(|&(at, name, ..)| {
            is_apart(text[..at].chars().next_back())
                && is_apart(text[at + name.len()..].chars().next())
        })
        .min_by_key(|&(at, ..)| at)
}
