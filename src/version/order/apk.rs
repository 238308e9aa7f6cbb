//! apk-tools (`apk-package(5)`, "pkgver"; `src/version.c` of apk-tools 3):
//! `digits{.digits}{letter}{_suffix{digits}}{~hash}{-rdigits}`. The suffixes
//! `alpha`, `beta`, `pre` and `rc` are older than their absence, `cvs`, `svn`,
//! `git`, `hg` and `p` newer. A number with a leading zero, the first one
//! excepted, is compared as text.

use super::sequence::{Number, Sequence, Symbol, split_run};

const BEFORE: [&str; 4] = ["alpha", "beta", "pre", "rc"];
const AFTER: [&str; 5] = ["cvs", "svn", "git", "hg", "p"];

/// A token. Where two versions have different tokens in one place, the token
/// later in this list wins.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Token<'a> {
    /// An index in [`BEFORE`].
    Before(usize),
    /// Nothing more.
    End,
    /// `-r1`.
    Revision(Number<'a>),
    /// `~0a1b`.
    Hash(&'a str),
    /// The number of a suffix.
    SuffixNumber(Number<'a>),
    /// An index in [`AFTER`].
    After(usize),
    /// `a` of `1.0a`.
    Letter(char),
    /// A number with a leading zero is older than one without.
    Padded(&'a str),
    /// Any other number.
    Digits(Number<'a>),
}

impl Symbol for Token<'_> {
    const END: Self = Self::End;
}

/// The key of a version.
pub(super) fn key(text: &str) -> Option<Sequence<Token<'_>>> {
    let mut tokens = Vec::new();
    let (digits, mut rest) = split_run(text, |c| c.is_ascii_digit());
    tokens.push(Token::Digits(Number::parse(digits)?));
    while let Some(after) = rest.strip_prefix('.') {
        let (digits, after) = split_run(after, |c| c.is_ascii_digit());
        let number = Number::parse(digits)?;
        tokens.push(if digits.starts_with('0') {
            Token::Padded(digits)
        } else {
            Token::Digits(number)
        });
        rest = after;
    }
    if let Some(letter @ 'a'..='z') = rest.chars().next() {
        tokens.push(Token::Letter(letter));
        rest = &rest[1..];
    }
    while let Some(after) = rest.strip_prefix('_') {
        let (word, after) = split_run(after, |c| c.is_ascii_lowercase());
        let index = |words: &[&str]| words.iter().position(|w| *w == word);
        let before = index(&BEFORE).map(Token::Before);
        tokens.push(before.or_else(|| index(&AFTER).map(Token::After))?);
        let (digits, after) = split_run(after, |c| c.is_ascii_digit());
        tokens.extend(Number::parse(digits).map(Token::SuffixNumber));
        rest = after;
    }
    if let Some(after) = rest.strip_prefix('~') {
        let (hash, after) = split_run(after, |c| c.is_ascii_hexdigit());
        tokens.push(Token::Hash(Some(hash).filter(|hash| !hash.is_empty())?));
        rest = after;
    }
    if let Some(after) = rest.strip_prefix("-r") {
        tokens.push(Token::Revision(Number::parse(after)?));
        rest = "";
    }
    rest.is_empty().then_some(Sequence(tokens))
}
