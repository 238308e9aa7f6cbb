//! RPM: `[epoch:]version[-release]`, each compared by `rpmvercmp`
//! (<https://rpm-software-management.github.io/rpm/man/rpm-version.7>): segments
//! of digits are newer than segments of letters, separators only separate, `~`
//! is older than the end and `^` newer than the end alone.

use super::sequence::{Number, Sequence, Symbol, split_run};

/// A version, in the order of comparison. No release is older than any.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    epoch: Number<'a>,
    version: Sequence<Segment<'a>>,
    release: Option<Sequence<Segment<'a>>>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment<'a> {
    Tilde,
    End,
    Caret,
    Letters(&'a str),
    Digits(Number<'a>),
}

impl Symbol for Segment<'_> {
    const END: Self = Self::End;
}

/// The key of a version. Accepts what `rpmbuild` allows in `Version` and
/// `Release`: letters, digits and `._+~^`.
pub(super) fn key(text: &str) -> Option<Key<'_>> {
    let (epoch, rest) = match text.split_once(':') {
        Some((epoch, rest)) => (Number::parse(epoch)?, rest),
        None => (Number::ZERO, text),
    };
    let (version, release) = match rest.split_once('-') {
        Some((version, release)) => (version, Some(segments(release)?)),
        None => (rest, None),
    };
    Some(Key {
        epoch,
        version: segments(version)?,
        release,
    })
}

/// The segments of a part that holds at least one letter or digit.
fn segments(mut text: &str) -> Option<Sequence<Segment<'_>>> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._+~^".contains(&byte);
    if !text.bytes().all(plain) || !text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let mut segments = Vec::new();
    while let Some(first) = text.chars().next() {
        let (run, rest) = match first {
            '0'..='9' => split_run(text, |c| c.is_ascii_digit()),
            'a'..='z' | 'A'..='Z' => split_run(text, |c| c.is_ascii_alphabetic()),
            _ => text.split_at(first.len_utf8()),
        };
        match first {
            '0'..='9' => segments.push(Segment::Digits(Number::of_digits(run))),
            'a'..='z' | 'A'..='Z' => segments.push(Segment::Letters(run)),
            '~' => segments.push(Segment::Tilde),
            '^' => segments.push(Segment::Caret),
            _ => {}
        }
        text = rest;
    }
    Some(Sequence(segments))
}
