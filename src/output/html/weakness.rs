//! Kinds of weakness: number, name, and MITRE's page about it.

use serde::Serialize;

use crate::model::weakness;

/// A kind of weakness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Weakness {
    /// `CWE-347`.
    pub id: String,
    /// What MITRE calls it, in English: `Improper Verification of Cryptographic
    /// Signature`; none of a number that is not known here.
    pub name: Option<&'static str>,
    /// MITRE's page about it.
    pub url: String,
}

impl Weakness {
    /// The weakness that an author named.
    pub(super) fn new(number: u32) -> Self {
        Self {
            id: format!("CWE-{number}"),
            name: weakness::name(number),
            url: format!("https://cwe.mitre.org/data/definitions/{number}.html"),
        }
    }
}
