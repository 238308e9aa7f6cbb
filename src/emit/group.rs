//! Which findings of a flood people are shown: a thousand of a kind say no more
//! than ten, and hide the one of another kind.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Level};
use crate::source::FileId;

/// How many findings of a kind are shown.
const SHOWN: usize = 10;

/// How many kinds are told apart among the findings of one code. No check has as many;
/// what quotes a backquote can look like a kind of its own on every line.
const KINDS: usize = 20;

/// A finding to show, and how many of its kind are left out behind it.
pub(super) struct Shown<'a> {
    pub(super) finding: &'a (Level, Diagnostic),
    pub(super) more: Option<More>,
}

/// Findings that are not shown.
pub(super) struct More {
    findings: usize,
    files: usize,
}

impl More {
    /// What is said of them.
    pub(super) fn message(&self) -> String {
        let files = match self.files {
            1 => "1 file".to_owned(),
            files => format!("{} files", grouped(files)),
        };
        format!("and {} more like this in {files}", grouped(self.findings))
    }
}

/// The findings to show: of every file the first of a kind comes before the
/// second of any. All are in their order when none is left out; else the
/// warnings come before the errors, since the end is what a terminal shows.
pub(super) fn select(found: &[(Level, Diagnostic)]) -> Vec<Shown<'_>> {
    let mut kinds: BTreeMap<Code, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    for (index, (_, diagnostic)) in found.iter().enumerate() {
        let kinds = kinds.entry(diagnostic.code).or_default();
        let mut shape = shape(&diagnostic.message);
        if kinds.len() >= KINDS && !kinds.contains_key(&shape) {
            // All others are one kind.
            shape.clear();
        }
        kinds.entry(shape).or_default().push(index);
    }
    let mut shown: BTreeMap<usize, Option<More>> = BTreeMap::new();
    for indexes in kinds.into_values().flat_map(BTreeMap::into_values) {
        let (chosen, left_out) = split(&indexes, |index| found[index].1.primary.file);
        let last = chosen.last().copied();
        shown.extend(chosen.into_iter().map(|index| (index, None)));
        if let Some(last) = last.filter(|_| left_out.findings > 0) {
            shown.insert(last, Some(left_out));
        }
    }
    let is_whole = shown.len() == found.len();
    let shown = shown.into_iter().map(|(index, more)| Shown {
        finding: &found[index],
        more,
    });
    let mut shown: Vec<_> = shown.collect();
    if !is_whole {
        shown.sort_by_key(|shown| std::cmp::Reverse(shown.finding.0));
    }
    shown
}

/// Those of a kind that are shown, in their order, and how many are not.
fn split(indexes: &[usize], file: impl Fn(usize) -> FileId) -> (Vec<usize>, More) {
    let mut files = BTreeSet::new();
    let (mut all, others): (Vec<usize>, Vec<usize>) = indexes
        .iter()
        .partition(|&&index| files.insert(file(index)));
    all.extend(others);
    let left_out = all.split_off(SHOWN.min(all.len()));
    all.sort_unstable();
    let files: BTreeSet<FileId> = left_out.iter().map(|&index| file(index)).collect();
    let more = More {
        findings: left_out.len(),
        files: files.len(),
    };
    (all, more)
}

/// A message without what is its own: quoted text, and words with a digit.
fn shape(message: &str) -> String {
    let unquoted = message.split('`').step_by(2);
    let words = unquoted.flat_map(str::split_whitespace);
    let words = words.filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    words.collect::<Vec<_>>().join(" ")
}

/// A number with commas: `2,485`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::emit::{Format, emit};
    use crate::source::{Sources, Span};

    fn finding(code: Code, file: FileId, at: usize) -> Diagnostic {
        Diagnostic::new(code, Span::new(file, at, at + 1), "wrong")
    }

    #[test]
    fn of_a_flood_each_file_has_its_turn_and_errors_come_last() {
        let mut sources = Sources::new();
        let flooded = sources.text("a.yaml", "x".repeat(2500));
        let other = sources.text("b.yaml", "x");
        let broken = sources.text("0.yaml", "x");
        let mut found = Diagnostics::new();
        found.push(finding(Code::EventShape, broken, 0));
        for at in 0..2_492 {
            found.push(finding(Code::DeadLink, flooded, at));
        }
        found.push(finding(Code::DeadLink, other, 0));
        let printed = emit(Format::Human, &found, &sources, false);
        let heads: Vec<_> = printed
            .lines()
            .filter(|line| line.starts_with(['e', 'w']) || line.contains("-->"))
            .collect();
        assert_eq!(heads.len(), 2 * 10 + 1 + 2, "{printed}");
        assert_eq!(
            heads[16..],
            [
                "warning[dead-link]: wrong",
                " --> a.yaml:1:9",
                "warning[dead-link]: wrong",
                " --> b.yaml:1:1",
                "warning[dead-link]: and 2,483 more like this in 1 file",
                "error[event-shape]: wrong",
                " --> 0.yaml:1:1",
            ]
        );
        assert!(printed.contains("`forewarn check --format json` has all of them"));
        for format in [Format::Json, Format::Short, Format::Sarif] {
            let all = emit(format, &found, &sources, false);
            assert_eq!(
                all.matches("dead-link").count().min(2_493),
                2_493,
                "{format}"
            );
        }
    }

    #[test]
    fn a_flood_in_which_every_message_is_another_ends_too() {
        let mut sources = Sources::new();
        let file = sources.text("a.rst", "x".repeat(900));
        let mut found = Diagnostics::new();
        for at in 0..900 {
            let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
            let own: String = [at, at / 26, at / 676].map(letter).iter().collect();
            let message = format!("nothing stands for `|a`{own}|`");
            found.push(Diagnostic {
                message: message.into(),
                ..finding(Code::RstMarkup, file, at)
            });
        }
        let printed = emit(Format::Human, &found, &sources, false);
        assert_eq!(printed.matches("nothing stands").count(), KINDS + SHOWN);
        assert!(
            printed.contains("and 870 more like this in 1 file"),
            "{printed}"
        );
    }

    #[test]
    fn ten_of_a_kind_are_shown_whole_and_in_their_order() {
        let mut sources = Sources::new();
        let files = ["0.yaml", "a.yaml"].map(|path| sources.text(path, "x".repeat(10)));
        let mut found = Diagnostics::new();
        found.push(finding(Code::EventShape, files[0], 0));
        for at in 0..10 {
            found.push(finding(Code::DeadLink, files[1], at));
        }
        let printed = emit(Format::Human, &found, &sources, false);
        assert!(printed.starts_with("error[event-shape]"), "{printed}");
        assert_eq!(printed.matches("dead-link").count(), 10);
    }

    #[test]
    fn findings_are_alike_that_differ_in_what_they_quote() {
        let alike = ["`a` is not after 1.0", "`b c` is not after 2.x1"];
        assert_eq!(shape(alike[0]), shape(alike[1]));
        assert_ne!(
            shape("unknown key `a` in a range"),
            shape("unknown key `a` in an event")
        );
    }

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [
            (7, "7"),
            (999, "999"),
            (2_485, "2,485"),
            (1_000_000, "1,000,000"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
