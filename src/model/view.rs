//! Who looks at the site, and when.

use super::Timestamp;

/// A moment, and how much is seen at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The moment.
    pub clock: Timestamp,
    /// Who looks.
    pub audience: Audience,
}

/// Who looks at the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// The world: what a build publishes.
    Public,
    /// The world, once the records of the overlay are in the tree.
    ReleaseDay,
    /// Those who may see drafts and what is embargoed.
    Maintainers,
}

impl View {
    /// What a build at `clock` publishes.
    pub fn public(clock: Timestamp) -> Self {
        Self {
            clock,
            audience: Audience::Public,
        }
    }
}
