//! `Gem::Version` (<https://docs.ruby-lang.org/en/master/Gem/Version.html>):
//! segments of digits and of letters; a segment of letters makes a pre-release
//! and is older than any number; trailing zeros count for nothing. `-` is read
//! as `.pre.`.

use super::sequence::{Number, Sequence, Symbol, split_run};

/// A segment. Its end is a zero, so that `1` equals `1.0` and exceeds `1.a`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Segment<'a> {
    /// Letters, compared as bytes.
    Letters(&'a str),
    /// Digits.
    Digits(Number<'a>),
}

impl Symbol for Segment<'_> {
    const END: Self = Self::Digits(Number::ZERO);
}

/// The key of a version: `Gem::Version::VERSION_PATTERN`, cut into segments,
/// without zeros at the end of the numbers and at the end of the whole
/// (`Gem::Version#canonical_segments`).
pub(super) fn key(text: &str) -> Option<Sequence<Segment<'_>>> {
    let text = text.trim_ascii();
    let (release, prerelease) = match text.split_once('-') {
        Some((release, prerelease)) => (release, Some(prerelease)),
        None => (text, None),
    };
    let mut segments = Vec::new();
    for (at, part) in release.split('.').enumerate() {
        let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if part.is_empty() || !plain || (at == 0 && Number::parse(part).is_none()) {
            return None;
        }
        push(part, &mut segments);
    }
    for (at, part) in prerelease
        .into_iter()
        .flat_map(|p| p.split('.'))
        .enumerate()
    {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if part.is_empty() || !part.bytes().all(plain) {
            return None;
        }
        for (nth, part) in part.split('-').enumerate() {
            if at == 0 || nth > 0 {
                push("pre", &mut segments);
            }
            push(part, &mut segments);
        }
    }
    drop_zeros(&mut segments);
    Some(Sequence(segments))
}

/// Cuts a part where digits and letters meet.
fn push<'a>(mut part: &'a str, segments: &mut Vec<Segment<'a>>) {
    while !part.is_empty() {
        let (digits, rest) = split_run(part, |c| c.is_ascii_digit());
        let (letters, rest) = split_run(rest, |c| c.is_ascii_alphabetic());
        if !digits.is_empty() {
            segments.push(Segment::Digits(Number::of_digits(digits)));
        }
        if !letters.is_empty() {
            if segments.iter().all(|s| matches!(s, Segment::Digits(_))) {
                drop_zeros(segments);
            }
            segments.push(Segment::Letters(letters));
        }
        part = rest;
    }
}

fn drop_zeros(segments: &mut Vec<Segment<'_>>) {
    while segments.last() == Some(&Segment::END) {
        segments.pop();
    }
}
