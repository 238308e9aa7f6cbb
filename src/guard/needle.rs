//! One secret text, and what counts as an occurrence of it.

use std::ops::Range;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Not within a longer word, a hyphen ending one: `fix-CVE-2026-40001` names
    /// the secret too. But not where one of these public ids stands, which begin
    /// as it does.
    Id {
        /// In lower case.
        but: Vec<String>,
    },
    /// The same, in the same case: `Mark` is a name and `mark` is not.
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
        match &self.fit {
            Fit::Anywhere => true,
            Fit::Word => is_whole_word(text, place, "-"),
            Fit::Id { but } => {
                let is_longer = |id: &String| {
                    let there = text[place.start..].get(..id.len());
                    there.is_some_and(|there| there.eq_ignore_ascii_case(id.as_bytes()))
                };
                is_whole_word(text, place, "") && !but.iter().any(is_longer)
            }
            Fit::ExactWord => {
                is_whole_word(text, place, "-") && text[place.clone()] == *self.text.as_bytes()
            }
            Fit::Address => {
                let next = text.get(place.end);
                next.is_none_or(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'-' | b'_'))
            }
            Fit::Commit => is_commit(&self.text, text, place.start),
        }
    }
}

/// Whether no letter or digit, and none of `joints`, stands before or after.
fn is_whole_word(text: &[u8], place: &Range<usize>, joints: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || joints.contains(c));
    !is_part(last_char(&text[..place.start])) && !is_part(first_char(&text[place.end..]))
}

fn last_char(text: &[u8]) -> Option<char> {
    let tail = &text[text.len().saturating_sub(4)..];
    tail.utf8_chunks().last()?.valid().chars().next_back()
}

fn first_char(text: &[u8]) -> Option<char> {
    let head = &text[..text.len().min(4)];
    head.utf8_chunks().next()?.valid().chars().next()
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
