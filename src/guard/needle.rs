//! One secret text, and what counts as an occurrence of it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::normal::{first_char, is_dense, is_ignored, last_char};
use crate::source::Span;

/// What a secret text is. The order is that of weight: of several in one line
/// the first is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Id,
    Alias,
    Summary,
    Commit,
    Reference,
    Recipient,
    Name,
    Private,
    Patch,
    Phrase,
}

impl Kind {
    /// The kind in words that tell nothing of the text.
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Id => "the id of an advisory that is not public",
            Self::Alias => "an alias of an advisory that is not public",
            Self::Summary => "the summary of an advisory that is not public",
            Self::Commit => "a commit of what is not public",
            Self::Reference => "a reference of an advisory that is not public",
            Self::Recipient => "a recipient",
            Self::Name => "a name without consent",
            Self::Private => "a private field",
            Self::Patch => "a line of a patch that is not public",
            Self::Phrase => "a phrase of a file that is not public",
        }
    }
}

/// Where a text is public already, so that its occurrence tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unless {
    /// Nowhere.
    Never,
    /// In a public advisory, or in the theme that forewarn comes with.
    Advised,
    /// In any public file of the project.
    Published,
}

/// How an occurrence must stand in the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// Anyhow.
    Anywhere,
    /// Not within a longer word, a hyphen counting as a letter.
    Word,
    /// The same, with the same marks between its words: an address.
    Marked,
    /// Not within a longer word, a hyphen ending one: `fix-CVE-2026-40001` names
    /// the secret too. But not where one of these public ids stands, which begin
    /// as it does.
    Id {
        /// In lower case.
        but: Vec<String>,
    },
    /// Not within a longer word, and in the same case: `Mark` is a name and
    /// `mark` is not.
    ExactWord,
    /// Followed by nothing that makes it another address.
    Address,
    /// As much of the commit as is there must agree.
    Commit,
}

/// A secret text that is searched for.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    /// The text, white space joined.
    pub(super) text: String,
    pub(super) kind: Kind,
    pub(super) fit: Fit,
    pub(super) unless: Unless,
    /// Where the secret stands.
    pub(super) place: Span,
}

/// How many digits of a commit are enough to name it.
pub(super) const ABBREVIATED: usize = 7;

impl Needle {
    /// What is searched for: the text, or as much of it as must be there.
    pub(super) fn pattern(&self) -> &str {
        match &self.fit {
            Fit::Commit => &self.text[..ABBREVIATED],
            _ => &self.text,
        }
    }

    /// Whether what was found at `place` is an occurrence.
    pub(super) fn fits(&self, text: &[u8], place: &Range<usize>) -> bool {
        let found = &text[place.clone()];
        match &self.fit {
            Fit::Anywhere => true,
            Fit::Word => is_whole_word(text, place, "-"),
            Fit::Marked => {
                is_whole_word(text, place, "-") && has_marks_of(found, self.text.as_bytes())
            }
            Fit::Id { but } => {
                let is_longer = |id: &String| {
                    let there = text[place.start..].get(..id.len());
                    there.is_some_and(|there| there.eq_ignore_ascii_case(id.as_bytes()))
                };
                is_whole_word(text, place, "") && is_joined(found) && !but.iter().any(is_longer)
            }
            Fit::ExactWord => {
                is_whole_word(text, place, "-") && has_case_of(found, self.text.as_bytes())
            }
            Fit::Address => {
                let next = text.get(place.end);
                let is_other = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
                let before = last_char(&text[..place.start]);
                !next.is_some_and(is_other) && !before.is_some_and(char::is_alphanumeric)
            }
            Fit::Commit => is_commit(&self.text, text, place.start),
        }
    }
}

/// Whether no letter or digit, and none of `joints`, stands before or after. In
/// a script without blanks, any letter may begin a word.
fn is_whole_word(text: &[u8], place: &Range<usize>, joints: &str) -> bool {
    let is_letter = |c: char| (c.is_alphanumeric() && !is_dense(c)) || is_combining_mark(c);
    let is_part = |c: Option<char>| c.is_some_and(|c| is_letter(c) || joints.contains(c));
    !is_part(last_char(&text[..place.start])) && !is_part(first_char(&text[place.end..]))
}

/// What stands between the words of a text, in order.
fn marks(text: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(text).replace(is_ignored, "");
    let marks = text.split(|c: char| c.is_alphanumeric() || is_combining_mark(c));
    let marks = marks.filter(|between| !between.is_empty());
    marks.map(str::to_owned).collect()
}

/// Whether the same words are parted by marks, whichever, and by blanks. A line may
/// end wherever the text has a blank, alone or behind its marks.
fn has_marks_of(found: &[u8], text: &[u8]) -> bool {
    let is_same = |(found, text): (&String, &String)| {
        if found.contains('\n') {
            text.contains(char::is_whitespace)
        } else {
            found.trim().is_empty() == text.trim().is_empty()
        }
    };
    let (found, text) = (marks(found), marks(text));
    found.len() == text.len() && found.iter().zip(&text).all(is_same)
}

/// Whether the parts of an id hang together: `BUG-12` is one, `bug 12` and
/// `Bug: 12` need not be. A line may end after a hyphen.
fn is_joined(found: &[u8]) -> bool {
    marks(found).iter().all(|mark| {
        let is_broken =
            mark.trim_end().chars().all(|c| HYPHENS.contains(c)) && mark.trim_end() == mark.trim();
        !mark.trim().is_empty() && (is_broken || !mark.contains(char::is_whitespace))
    })
}

/// What joins the parts of a word.
const HYPHENS: &str = "-_\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}";

fn has_case_of(found: &[u8], text: &[u8]) -> bool {
    let letters = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        let letters = text
            .nfkd()
            .filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
        letters.collect::<String>()
    };
    letters(found) == letters(text)
}

/// Whether the digits at `start` name `commit`, in full or abbreviated. Those of
/// a plain number do not.
fn is_commit(commit: &str, text: &[u8], start: usize) -> bool {
    let before = start.checked_sub(1).map(|at| text[at]);
    if before.is_some_and(|byte| byte.is_ascii_hexdigit()) {
        return false;
    }
    let digits = text[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_hexdigit());
    let digits: String = digits.map(|b| char::from(b.to_ascii_lowercase())).collect();
    let is_number = digits.bytes().all(|b| b.is_ascii_digit());
    !is_number && (commit.starts_with(&digits) || digits.starts_with(commit))
}
