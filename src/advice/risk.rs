//! How dangerous it is to use a version.

use std::ops::Range;

use crate::model::config::SeverityDisplay;
use crate::model::{AsOf, Rating};

/// What is known against a version: less is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Risk {
    /// Whether an advisory that affects it is exploited.
    pub exploited: bool,
    /// The rank of the worst severity, 0 where nothing is known against it. Where
    /// the project does not rank it is the number of the advisories.
    pub worst: usize,
    /// How many advisories affect it.
    pub count: usize,
}

impl Risk {
    /// What decides between series: all but the number.
    pub(super) fn class(self) -> (bool, usize) {
        (self.exploited, self.worst)
    }
}

/// How bad one advisory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight {
    exploited: bool,
    /// From 1 on; the same for all where the project does not rank.
    rank: usize,
}

/// One more than the rank of the worst rating.
const RANKS: usize = 6;

impl Weight {
    /// An advisory without a rating may be anything: it counts as medium.
    pub(super) fn new(advisory: AsOf<'_>, display: SeverityDisplay) -> Self {
        let rank = match advisory.rating() {
            _ if display == SeverityDisplay::Off => 1,
            Some(Rating::None) => 1,
            Some(Rating::Low) => 2,
            None | Some(Rating::Medium) => 3,
            Some(Rating::High) => 4,
            Some(Rating::Critical) => 5,
        };
        Self {
            exploited: advisory.exploited().is_some(),
            rank,
        }
    }
}

/// How many advisories of each weight cover a place.
#[derive(Clone, Default)]
struct Tally {
    exploited: usize,
    ranks: [usize; RANKS],
}

impl Tally {
    fn risk(&self, display: SeverityDisplay) -> Risk {
        let count = self.ranks.iter().sum();
        let worst = self.ranks.iter().rposition(|of_rank| *of_rank > 0);
        Risk {
            exploited: self.exploited > 0,
            worst: match display {
                SeverityDisplay::Off => count,
                _ => worst.unwrap_or(0),
            },
            count,
        }
    }

    fn add(&mut self, weight: Weight) {
        self.exploited += usize::from(weight.exploited);
        self.ranks[weight.rank] += 1;
    }

    fn remove(&mut self, weight: Weight) {
        self.exploited -= usize::from(weight.exploited);
        self.ranks[weight.rank] -= 1;
    }
}

/// The risk of the advisories of these weights together.
pub(super) fn of_all(weights: impl Iterator<Item = Weight>, display: SeverityDisplay) -> Risk {
    let mut tally = Tally::default();
    for weight in weights {
        tally.add(weight);
    }
    tally.risk(display)
}

/// The risk at each of `length` places, of which advisories cover runs.
pub(super) fn at_places<'r>(
    length: usize,
    entries: impl Iterator<Item = (Weight, &'r [Range<usize>])>,
    display: SeverityDisplay,
) -> Vec<Risk> {
    let mut starts: Vec<Vec<Weight>> = vec![Vec::new(); length + 1];
    let mut ends = starts.clone();
    for (weight, runs) in entries {
        for run in runs {
            starts[run.start].push(weight);
            ends[run.end].push(weight);
        }
    }
    let mut tally = Tally::default();
    let places = starts.iter().zip(&ends).take(length);
    let risks = places.map(|(starts, ends)| {
        for weight in ends {
            tally.remove(*weight);
        }
        for weight in starts {
            tally.add(*weight);
        }
        tally.risk(display)
    });
    risks.collect()
}
