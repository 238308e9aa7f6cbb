//! Who is told of an advisory before the world is.

use crate::source::Spanned;

/// One entry of the overlay's `recipients.yaml`. It never leaves the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// What they are called.
    pub name: Option<Spanned<String>>,
    /// Where they are written to.
    pub email: Spanned<String>,
}
