//! Maven (<https://maven.apache.org/pom.html#version-order-specification>, with
//! the changes of Maven 3.8.7 and 3.9 that `ComparableVersion` documents).
//!
//! A version is cut at dots, hyphens and where digits meet other characters.
//! Zeros and empty qualifiers before a qualifier, a hyphen or the end count for
//! nothing, so that `1.0-rc` and `1-rc` are equal. Everything parses except the
//! empty version and one with blanks.

use super::sequence::{Number, Sequence, Symbol};

/// A token, by the specification's order
/// `qualifier < -number < .number`, the known qualifiers first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Token<'a> {
    Alpha,
    Beta,
    Milestone,
    Candidate,
    Snapshot,
    /// The end, `final`, `ga` and `release`.
    Release,
    ServicePack,
    /// Any other word, in lower case.
    Unknown(String),
    /// A number after a hyphen or after a qualifier.
    Hyphen(Number<'a>),
    /// A number after a dot.
    Dot(Number<'a>),
}

impl Symbol for Token<'_> {
    const END: Self = Self::Release;
}

impl Token<'_> {
    fn is_null(&self) -> bool {
        match self {
            Self::Release => true,
            Self::Hyphen(number) | Self::Dot(number) => *number == Number::ZERO,
            _ => false,
        }
    }
}

/// The key of a version.
pub(super) fn key(text: &str) -> Option<Sequence<Token<'_>>> {
    if text.is_empty() || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let mut tokens = Vec::new();
    for (hyphen, part) in split(text) {
        cut(part, hyphen, &mut tokens);
    }
    trim(&mut tokens);
    Some(Sequence(tokens))
}

/// The parts between dots and hyphens, each with whether a hyphen is before it.
fn split(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = Some((false, text));
    std::iter::from_fn(move || {
        let (hyphen, text) = rest.take()?;
        let end = text.find(['.', '-']).unwrap_or(text.len());
        let (part, after) = text.split_at(end);
        rest = after
            .chars()
            .next()
            .map(|separator| (separator == '-', &after[1..]));
        Some((hyphen, part))
    })
}

/// Cuts a part where digits meet other characters; such a place is a hyphen.
fn cut<'a>(part: &'a str, hyphen: bool, tokens: &mut Vec<Token<'a>>) {
    if part.is_empty() {
        return push(tokens, number("0", hyphen));
    }
    let (mut rest, mut hyphen) = (part, hyphen);
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits);
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        if digits {
            push(tokens, number(run, hyphen));
        } else {
            push(tokens, qualifier(run, !after.is_empty()));
        }
        (rest, hyphen) = (after, true);
    }
}

fn number(digits: &str, hyphen: bool) -> Token<'_> {
    let number = Number::of_digits(digits);
    if hyphen {
        Token::Hyphen(number)
    } else {
        Token::Dot(number)
    }
}

/// A word, and whether a digit follows it at once.
fn qualifier(word: &str, before_digit: bool) -> Token<'static> {
    let word = word.to_lowercase();
    match word.as_str() {
        "a" if before_digit => Token::Alpha,
        "b" if before_digit => Token::Beta,
        "m" if before_digit => Token::Milestone,
        "alpha" => Token::Alpha,
        "beta" => Token::Beta,
        "milestone" => Token::Milestone,
        "rc" | "cr" => Token::Candidate,
        "snapshot" => Token::Snapshot,
        "ga" | "final" | "release" => Token::Release,
        "sp" => Token::ServicePack,
        _ => Token::Unknown(word),
    }
}

/// Adds a token, without the nulls that it makes meaningless.
fn push<'a>(tokens: &mut Vec<Token<'a>>, token: Token<'a>) {
    if !matches!(token, Token::Dot(_)) {
        trim(tokens);
    }
    tokens.push(token);
}

/// The first token stays: it is the version's number even when it is zero.
fn trim(tokens: &mut Vec<Token<'_>>) {
    while tokens.len() > 1 && tokens.last().is_some_and(Token::is_null) {
        tokens.pop();
    }
}
