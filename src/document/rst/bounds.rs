//! How much the parser is given.
//!
//! It copies the rest of a paragraph at every character, and once more for each
//! sign that opens something without end: a paragraph of 12 KB of `*a *a ...` takes
//! it more than a minute. Nested blocks are copied at every level. So both are
//! counted before, and a text with too much of them is not read.

use super::super::Fault;
use super::lines::{Line, Prepared};
use crate::diagnostic::Code;

/// How deep blocks lie in one another.
pub(super) const DEEPEST: usize = 48;

/// What all paragraphs may cost together: the square of the length, as many times
/// as there are open ends.
pub(super) const MOST: u64 = 1_000_000_000;

/// The first thing that is too much, by its place in the text.
pub(super) fn fault(prepared: &Prepared) -> Option<Fault> {
    let measured = measure(&prepared.lines);
    let (at, message) = match measured {
        Measured { deep: Some(at), .. } => (
            at,
            format!("blocks lie more than {DEEPEST} deep in one another"),
        ),
        Measured { dear: Some(at), .. } => (
            at,
            "the paragraphs up to here are too long to be read".to_owned(),
        ),
        _ => return None,
    };
    let place = prepared.place(Some(at + 1));
    let help = "break long paragraphs with empty lines, close what is opened by `*` or a backtick, \
                and nest less";
    Some(Fault::new(Code::NestingTooDeep, place, message, help))
}

/// What a text would cost.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Measured {
    pub(super) cost: u64,
    /// The line at which it is too much, and the one that lies too deep.
    dear: Option<usize>,
    deep: Option<usize>,
}

/// Counts what the parser will have to do. Paragraphs are lines at one indentation,
/// code included: to know better would be to parse.
pub(super) fn measure(lines: &[Line]) -> Measured {
    let mut measured = Measured::default();
    let mut indents: Vec<usize> = Vec::new();
    let mut paragraph = String::new();
    let mut margin = 0;
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.trim_start();
        let bar = text.strip_prefix('|').unwrap_or_default();
        let indent = line.indent() + (bar.len() - bar.trim_start().len());
        if line.is_blank() || indent != margin {
            measured.add(&paragraph, at);
            paragraph.clear();
        }
        if line.is_blank() {
            continue;
        }
        margin = indent;
        paragraph.push_str(text);
        paragraph.push('\n');
        while indents.last().is_some_and(|&above| above >= indent) {
            indents.pop();
        }
        indents.push(indent);
        if indents.len() + markers(text) > DEEPEST && measured.deep.is_none() {
            measured.deep = Some(at);
        }
    }
    measured.add(&paragraph, lines.len().saturating_sub(1));
    measured
}

impl Measured {
    fn add(&mut self, paragraph: &str, at: usize) {
        let length = paragraph.chars().count() as u64;
        self.cost += length * length * (4 + open_ends(paragraph));
        if self.cost > MOST && self.dear.is_none() {
            self.dear = Some(at);
        }
    }
}

/// How many signs open something that the paragraph does not close.
fn open_ends(paragraph: &str) -> u64 {
    let chars: Vec<char> = paragraph.chars().collect();
    let is_word = |at: usize| {
        let c = chars.get(at);
        c.is_some_and(|c| c.is_alphanumeric() || *c == '_')
    };
    ['*', '`']
        .into_iter()
        .map(|sign| {
            let signs = (0..chars.len()).filter(|&at| chars[at] == sign);
            let closes = |&at: &usize| !is_word(at + 1) && at > 0 && !chars[at - 1].is_whitespace();
            let last = signs.clone().rfind(closes);
            let open = signs.filter(|&at| last.is_none_or(|last| at > last));
            open.count() as u64
        })
        .sum()
}

/// How many blocks a line opens before its text.
fn markers(text: &str) -> usize {
    let is_marker = |word: &&str| {
        let is_number = word.len() <= 10 && word.ends_with(['.', ')']);
        let is_sign = matches!(*word, "-" | "*" | "+" | "|" | "..");
        is_number || is_sign || word.starts_with(['-', '/', ':', '['])
    };
    text.split_whitespace().take_while(is_marker).count()
}

#[cfg(test)]
mod tests {
    use super::super::lines::prepare;
    use super::*;

    fn cost(text: &str) -> u64 {
        measure(&prepare(text).lines).cost
    }

    fn told(text: &str) -> Option<String> {
        let fault = fault(&prepare(text))?;
        Some(format!("{:?}: {}", fault.place, fault.message))
    }

    #[test]
    fn the_cost_of_usual_texts_grows_with_their_length() {
        let paragraph = "We *always* read ``code`` and `links <https://a.example>`_ of text.\n";
        let one = cost(&format!("{}\n", paragraph.repeat(10)));
        let all = cost(&format!("{}\n", paragraph.repeat(10)).repeat(100));
        assert_eq!(all, one * 100);
        assert!(all * 2 < MOST, "{all}");
        assert_eq!(
            told(&format!("{}\n", paragraph.repeat(10)).repeat(100)),
            None
        );
    }

    #[test]
    fn what_would_take_the_parser_a_minute_is_not_given_to_it() {
        let starts = "*a ".repeat(4_000);
        assert!(cost(&starts) > MOST * 100);
        let message = "0..11999: the paragraphs up to here are too long to be read";
        assert_eq!(told(&starts).as_deref(), Some(message));
        assert!(told(&"`a ".repeat(4_000)).is_some());
        assert!(told(&"``a ".repeat(3_000)).is_some());
        assert!(told(&"a ".repeat(20_000)).is_some());
        assert!(told(&"word\n".repeat(10_000)).is_some());
    }

    #[test]
    fn what_lies_too_deep_is_not_given_to_the_parser() {
        let lists = |depths| {
            let mut text = String::new();
            for depth in 0..depths {
                text.extend([
                    "  ".repeat(depth).as_str(),
                    "- a

",
                ]);
            }
            text
        };
        let nested = lists(60);
        let told = told(&nested).expect("a finding");
        assert!(
            told.ends_with("blocks lie more than 48 deep in one another"),
            "{told}"
        );
        assert!(super::fault(&prepare(&"- ".repeat(60))).is_some());
        let mut lines = String::new();
        for depth in 0..60 {
            lines.extend([
                "|",
                " ".repeat(depth + 1).as_str(),
                "a
",
            ]);
        }
        assert!(super::fault(&prepare(&lines)).is_some());
        let usual = lists(20);
        assert!(super::fault(&prepare(&usual)).is_none());
    }
}
