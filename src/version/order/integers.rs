//! Lists of integers in which a prefix is older than what it begins: `1.0` is
//! not `1.0.0`.
//!
//! Haskell: Package Versioning Policy (<https://pvp.haskell.org/>), "Version
//! numbers", numbers between dots, ordered as lists. R: `?package_version`, at
//! least two numbers between single dots or hyphens, "compared by the first
//! differing component".

use super::sequence::Number;

/// The key of a version on Hackage.
pub(super) fn hackage_key(text: &str) -> Option<Vec<Number<'_>>> {
    text.split('.').map(Number::parse).collect()
}

/// The key of a version on CRAN.
pub(super) fn cran_key(text: &str) -> Option<Vec<Number<'_>>> {
    let numbers: Option<Vec<_>> = text.split(['.', '-']).map(Number::parse).collect();
    numbers.filter(|numbers| numbers.len() > 1)
}
