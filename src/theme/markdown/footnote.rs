//! Footnotes: numbered where they are first mentioned, listed at the end.

use std::collections::HashMap;
use std::fmt::Write;

use crate::theme::Language;
use crate::theme::escape::escape;

/// The footnotes of one text. Their ids hold a colon, which no heading's does.
pub(super) struct Footnotes<'a> {
    prefix: &'a str,
    words: &'a Language,
    /// By label: the number and how often it is mentioned.
    mentioned: HashMap<String, (usize, usize)>,
    defined: Vec<(String, String)>,
}

impl<'a> Footnotes<'a> {
    /// Footnotes whose ids begin with `prefix`, and whose links say these words.
    pub(super) fn new(prefix: &'a str, words: &'a Language) -> Self {
        Self {
            prefix,
            words,
            mentioned: HashMap::new(),
            defined: Vec::new(),
        }
    }

    /// The mark that leads to the footnote `label`.
    pub(super) fn mention(&mut self, label: &str) -> String {
        let next = self.mentioned.len() + 1;
        let (number, times) = self
            .mentioned
            .entry(label.to_owned())
            .and_modify(|(_, times)| *times += 1)
            .or_insert((next, 1));
        let mark = mark(*number, *times);
        let name = self.words.fill("footnote", [("number", (*number).into())]);
        let name = escape(&name);
        format!(
            "<sup class=\"footnote-ref\"><a href=\"#{0}fn:{number}\" id=\"{0}fnref:{mark}\" aria-label=\"{name}\">{number}</a></sup>",
            self.prefix
        )
    }

    /// Keeps the HTML of a definition for the end.
    pub(super) fn define(&mut self, label: &str, html: String) {
        self.defined.push((label.to_owned(), html));
    }

    /// The list of all footnotes, nothing when there are none. Those that
    /// nothing mentions come last, so that no text is lost.
    pub(super) fn list(mut self) -> String {
        if self.defined.is_empty() {
            return String::new();
        }
        let mut next = self.mentioned.len();
        let mut notes: Vec<_> = self
            .defined
            .into_iter()
            .map(|(label, html)| {
                // A second definition of a label is not the one that is meant.
                self.mentioned.remove(&label).map_or_else(
                    || {
                        next += 1;
                        (next, 0, html.clone())
                    },
                    |(number, times)| (number, times, html.clone()),
                )
            })
            .collect();
        notes.sort_unstable_by_key(|&(number, ..)| number);
        let mut list = String::from("<div class=\"footnotes\">\n<ol>\n");
        for (number, times, html) in notes {
            let back = back_links(self.prefix, self.words, number, times);
            let note = match html.strip_suffix("</p>\n") {
                Some(body) => format!("{body}{back}</p>\n"),
                None => format!("{html}{back}\n"),
            };
            let id = format!("{}fn:{number}", self.prefix);
            let _ = writeln!(list, "<li id=\"{id}\">\n{note}</li>");
        }
        list.push_str("</ol>\n</div>\n");
        list
    }
}

/// The links from a footnote to each of its marks.
fn back_links(prefix: &str, words: &Language, number: usize, times: usize) -> String {
    (1..=times).fold(String::new(), |mut links, time| {
        let mark = mark(number, time);
        let name = words.fill("footnote_back", [("mark", mark.as_str().into())]);
        let name = escape(&name);
        let _ = write!(
            links,
            " <a class=\"footnote-back\" href=\"#{prefix}fnref:{mark}\" aria-label=\"{name}\">↩</a>"
        );
        links
    })
}

/// The name of the mark of footnote `number` that is mentioned for the `time`th time.
fn mark(number: usize, time: usize) -> String {
    if time == 1 {
        number.to_string()
    } else {
        format!("{number}-{time}")
    }
}
