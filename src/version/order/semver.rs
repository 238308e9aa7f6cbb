//! Semantic Versioning 2.0.0, section 11, by the `semver` crate.
//!
//! Two liberties, since `GitHub Actions` and Swift tag that way: a leading `v`
//! is skipped, and missing minor and patch numbers are zero. Numbers above
//! 2^64-1 do not parse, as in Cargo.

use std::borrow::Cow;
use std::cmp::Ordering;

/// A version whose build metadata is ignored.
#[derive(Debug)]
pub(super) struct Precedence(::semver::Version);

/// The key of a version.
pub(super) fn key(text: &str) -> Option<Precedence> {
    version(text).map(Precedence)
}

/// The version, its missing numbers filled with zeros.
pub(in crate::version) fn version(text: &str) -> Option<::semver::Version> {
    let text = text.strip_prefix('v').unwrap_or(text);
    ::semver::Version::parse(&padded(text)).ok()
}

/// The text with zeros for missing numbers.
pub(in crate::version) fn padded(text: &str) -> Cow<'_, str> {
    let (numbers, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    match numbers.matches('.').count() {
        0 => Cow::Owned(format!("{numbers}.0.0{rest}")),
        1 => Cow::Owned(format!("{numbers}.0{rest}")),
        _ => Cow::Borrowed(text),
    }
}

impl Ord for Precedence {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp_precedence(&other.0)
    }
}

impl PartialOrd for Precedence {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Precedence {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Precedence {}
