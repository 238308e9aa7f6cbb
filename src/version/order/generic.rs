//! The order for software whose ecosystem has no rules, or none that are
//! implemented here. It follows what version numbers of C libraries and
//! applications mean:
//!
//! * A version is a sequence of numbers and words; everything else separates.
//!   `1.0-1`, `1.0.1` and `1_0_1` are equal. A `v` before the first number is
//!   skipped.
//! * Numbers are compared as numbers and are newer than words; zeros before a
//!   word or the end count for nothing: `1.0` is `1` and `1.0rc1` is `1rc1`.
//! * Words are compared in lower case. `dev`, `snapshot` and `nightly`, `alpha`,
//!   `beta`, `pre` and `preview`, `rc` and `cr` are older than their absence,
//!   in this order. Any other word is newer, so that
//!   1.1.1 < 1.1.1a < 1.1.1z < 1.1.1za < 1.1.2, as OpenSSL counts.
//!
//! What holds no digit does not parse.

use super::sequence::{Number, Sequence, Symbol, split_run};

/// A part of a version.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part<'a> {
    Development,
    Alpha,
    Beta,
    Preview,
    Candidate,
    End,
    Word(String),
    Number(Number<'a>),
}

impl Symbol for Part<'_> {
    const END: Self = Self::End;
}

/// The key of a version.
pub(super) fn key(text: &str) -> Option<Sequence<Part<'_>>> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut rest = match text.strip_prefix(['v', 'V']) {
        Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => after,
        _ => text,
    };
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (_, after) = split_run(rest, |c| !c.is_ascii_digit() && !c.is_alphabetic());
        let (digits, after) = split_run(after, |c| c.is_ascii_digit());
        let (letters, after) = split_run(after, char::is_alphabetic);
        parts.extend(Number::parse(digits).map(Part::Number));
        if !letters.is_empty() {
            drop_zeros(&mut parts);
            parts.push(word(letters));
        }
        rest = after;
    }
    drop_zeros(&mut parts);
    Some(Sequence(parts))
}

fn word(letters: &str) -> Part<'static> {
    let word = letters.to_lowercase();
    match word.as_str() {
        "dev" | "nightly" | "snapshot" => Part::Development,
        "alpha" => Part::Alpha,
        "beta" => Part::Beta,
        "pre" | "preview" => Part::Preview,
        "cr" | "rc" => Part::Candidate,
        _ => Part::Word(word),
    }
}

/// The first part stays: `0` is a version.
fn drop_zeros(parts: &mut Vec<Part<'_>>) {
    while parts.len() > 1 && parts.last() == Some(&Part::Number(Number::ZERO)) {
        parts.pop();
    }
}
