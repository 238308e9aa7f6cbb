//! PEP 440 (<https://packaging.python.org/en/latest/specifications/version-specifiers/>,
//! "Summary of permitted suffixes and relative ordering"), by the `pep440_rs`
//! crate. Numbers above 2^64-1 do not parse.

use pep440_rs::Version;

/// The key of a version.
pub(super) fn key(text: &str) -> Option<Version> {
    text.parse().ok()
}
