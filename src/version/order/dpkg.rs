//! Debian Policy, section 5.6.12: `[epoch:]upstream[-revision]`, compared by
//! turns of non-digits and digits, letters before other characters and `~`
//! before everything, even the end.
//!
//! opam takes the same algorithm for its own alphabet (opam manual, "version
//! ordering"; ocaml/opam#4272): versions may begin with a letter, hold `_`, and
//! have a `-` without an end.

use super::sequence::{Number, Sequence, Symbol, split_run};

/// A version, in the order of comparison.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    epoch: Number<'a>,
    upstream: Sequence<Turn<'a>>,
    revision: Sequence<Turn<'a>>,
}

/// Non-digits, and the digits after them.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Turn<'a> {
    text: Sequence<Weight>,
    number: Number<'a>,
}

impl Symbol for Turn<'_> {
    const END: Self = Self {
        text: Sequence(Vec::new()),
        number: Number::ZERO,
    };
}

/// The place of a character.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Tilde,
    End,
    Letter(char),
    Other(char),
}

impl Symbol for Weight {
    const END: Self = Self::End;
}

/// The key of a Debian version.
pub(super) fn key(text: &str) -> Option<Key<'_>> {
    let text = text.trim_ascii();
    let (epoch, rest) = match text.split_once(':') {
        Some((epoch, rest)) => (Number::parse(epoch)?, rest),
        None => (Number::ZERO, text),
    };
    let (upstream, revision) = match rest.rsplit_once('-') {
        Some((_, "")) => return None,
        Some((upstream, revision)) => (upstream, revision),
        None => (rest, ""),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".+~".contains(&byte);
    let valid = upstream.starts_with(|c: char| c.is_ascii_digit())
        && upstream.bytes().all(|b| plain(b) || b == b'-' || b == b':')
        && revision.bytes().all(plain);
    valid.then(|| Key {
        epoch,
        upstream: turns(upstream),
        revision: turns(revision),
    })
}

/// The key of an opam version.
pub(super) fn opam_key(text: &str) -> Option<Key<'_>> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".+~_-".contains(&byte);
    if text.is_empty() || !text.bytes().all(plain) {
        return None;
    }
    let (upstream, revision) = text.rsplit_once('-').unwrap_or((text, ""));
    Some(Key {
        epoch: Number::ZERO,
        upstream: turns(upstream),
        revision: turns(revision),
    })
}

fn turns(mut text: &str) -> Sequence<Turn<'_>> {
    let mut turns = Vec::new();
    while !text.is_empty() {
        let (characters, rest) = split_run(text, |c| !c.is_ascii_digit());
        let (digits, rest) = split_run(rest, |c| c.is_ascii_digit());
        turns.push(Turn {
            text: Sequence(characters.chars().map(weight).collect()),
            number: Number::of_digits(digits),
        });
        text = rest;
    }
    Sequence(turns)
}

fn weight(c: char) -> Weight {
    match c {
        '~' => Weight::Tilde,
        _ if c.is_ascii_alphabetic() => Weight::Letter(c),
        _ => Weight::Other(c),
    }
}
