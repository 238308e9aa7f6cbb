//! Public advisories by severity and by year.

use super::Site;
use crate::model::{Advisory, Facet, Rating};
use crate::output::html::FacetTotal;

/// A part of the list, newest first.
pub(super) struct Part<'p> {
    pub(super) facet: Facet,
    pub(super) advisories: Vec<&'p Advisory>,
}

impl Part<'_> {
    /// How many there are.
    pub(super) fn total(&self) -> FacetTotal {
        FacetTotal {
            facet: self.facet,
            total: self.advisories.len(),
        }
    }
}

/// The parts of the whole list: the worst severity first, then the newest year.
/// Where all advisories are alike, there is nothing to choose from, and no part.
///
/// Once severity divides the list, every rating has its pages, so that none
/// vanishes when its last advisory is rated anew.
pub(super) fn parts<'p>(site: &Site<'p>) -> Vec<Part<'p>> {
    let mut parts = Vec::new();
    if site.project.config.severity.words() {
        let ratings = RATINGS.map(Facet::Rating);
        parts.extend(divided(&site.public, &ratings, |a| {
            Some(Facet::rating_of(a))
        }));
    }
    let mut years: Vec<_> = site
        .public
        .iter()
        .filter_map(|a| Facet::year_of(a))
        .collect();
    years.sort_unstable();
    years.dedup();
    years.reverse();
    parts.extend(divided(&site.public, &years, Facet::year_of));
    parts
}

const RATINGS: [Option<Rating>; 6] = [
    Some(Rating::Critical),
    Some(Rating::High),
    Some(Rating::Medium),
    Some(Rating::Low),
    Some(Rating::None),
    None,
];

/// A part for each facet, unless a single one has all advisories.
fn divided<'p>(
    public: &[&'p Advisory],
    facets: &[Facet],
    facet_of: impl Fn(&Advisory) -> Option<Facet>,
) -> Vec<Part<'p>> {
    let mut parts: Vec<_> = facets
        .iter()
        .map(|&facet| Part {
            facet,
            advisories: Vec::new(),
        })
        .collect();
    for advisory in public {
        let facet = facet_of(advisory);
        if let Some(part) = parts.iter_mut().find(|part| Some(part.facet) == facet) {
            part.advisories.push(advisory);
        }
    }
    if parts
        .iter()
        .filter(|part| !part.advisories.is_empty())
        .count()
        < 2
    {
        parts.clear();
    }
    parts
}
