//! Parts of the list of advisories that have pages of their own.

use super::{Advisory, Rating};

/// What the advisories of a part have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Their rating; `None` for those without any.
    Rating(Option<Rating>),
    /// The year in which they were published, by UTC.
    Year(i16),
}

impl Facet {
    /// The year of an advisory; none of one without a date.
    pub fn year_of(advisory: &Advisory) -> Option<Self> {
        let published = advisory.published().filter(|at| at.is_known())?;
        Some(Self::Year(published.date().year()))
    }

    /// The rating of an advisory.
    pub fn rating_of(advisory: &Advisory) -> Self {
        Self::Rating(advisory.rating())
    }
}
