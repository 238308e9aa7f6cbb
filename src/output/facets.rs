//! Public advisories by severity and by year.

use crate::model::{Advisory, Config, Facet, Rating};

/// A part of the list.
#[derive(Clone, Debug)]
pub struct Part<'p> {
    /// What its advisories have in common.
    pub facet: Facet,
    /// Newest first.
    pub advisories: Vec<&'p Advisory>,
}

/// The parts of the whole list: the worst severity first, then the newest year.
/// Where all advisories are alike, there is nothing to choose from, and no part.
///
/// Once severity divides the list, every rating has its pages, so that none
/// vanishes when its last advisory is rated anew.
pub(super) fn parts<'p>(config: &Config, public: &[&'p Advisory]) -> Vec<Part<'p>> {
    let mut parts = Vec::new();
    if config.severity.words() {
        let ratings = RATINGS.map(Facet::Rating);
        parts.extend(divided(public, &ratings, |a| Some(Facet::rating_of(a))));
    }
    let mut years: Vec<_> = public.iter().filter_map(|a| Facet::year_of(a)).collect();
    years.sort_unstable();
    years.dedup();
    years.reverse();
    parts.extend(divided(public, &years, Facet::year_of));
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
