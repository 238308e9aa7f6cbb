//! Where the users of a version can go.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::exposure::Exposure;
use super::risk::Risk;
use crate::model::Advisory;
use crate::model::config::Branching;
use crate::support::ReleaseCycle;
use crate::version::branch;
use crate::work;

/// A version to go to, and what that changes.
#[derive(Clone, Debug)]
pub struct Upgrade<'a> {
    /// The version.
    pub version: String,
    /// Whether it gets security fixes; it does where nobody says which releases do.
    pub is_supported: bool,
    /// Whether it is out, as far as anybody says ([`Exposure::is_unreleased`]).
    pub is_released: bool,
    /// What affects the version at hand and not this one, worst first.
    pub fixes: Vec<&'a Advisory>,
    /// What affects this one, worst first.
    pub remains: Vec<&'a Advisory>,
}

/// The versions to go to, prepared so that the choice for one version takes a look
/// at each series.
pub(super) struct Ways {
    supported: Vec<Candidates>,
    /// Every release: where no supported one helps, an unsupported one may.
    all: Vec<Candidates>,
    /// Where to go from each place, once somebody asked.
    upgrades: Vec<OnceLock<Option<usize>>>,
}

/// The versions of one series that one can go to.
struct Candidates {
    series: Option<String>,
    major: Option<String>,
    /// Whether it has long-term support.
    is_lts: bool,
    /// Sorted.
    places: Vec<usize>,
    /// For each of them, the best of those from it on, by its number.
    best: Vec<usize>,
}

/// Whoever looks for a way.
struct Asked<'v> {
    /// The first place that is not older.
    from: usize,
    series: Option<Cow<'v, str>>,
    major: Option<Cow<'v, str>>,
    /// Whether the series at hand has long-term support.
    is_lts: bool,
}

/// How far one has to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    /// Within the series.
    Series,
    /// To another series of the same major version.
    Major,
    /// Farther.
    Far,
}

impl<'a> Exposure<'a> {
    /// Where the users of a version can go (see the module's head): a version that
    /// is not older and less dangerous, or as dangerous and supported where the one
    /// at hand is not. `None` where there is none, or no reason to go.
    pub fn upgrade(&self, version: &str) -> Option<Upgrade<'a>> {
        let at = match self.points.find(version) {
            Some(place) => self.upgrade_from(place)?,
            None => self.find_upgrade(version, None)?,
        };
        let mut fixes = self.affecting(version);
        fixes.retain(|advisory| !self.entry(advisory).is_some_and(|entry| entry.covers(at)));
        Some(self.upgrade_to(at, fixes))
    }

    /// The way to a place, which is free of `fixes`.
    pub(super) fn upgrade_to(&self, at: usize, fixes: Vec<&'a Advisory>) -> Upgrade<'a> {
        let version = self.version(at);
        let is_released = !self.is_unreleased(&version);
        let is_unknown = !is_released && self.schedule.cycle_of(&version).is_none();
        Upgrade {
            is_supported: self.is_supported(&version) || is_unknown,
            is_released,
            version,
            fixes,
            remains: self.covering(at),
        }
    }

    /// The place to go to from one of the list.
    pub(super) fn upgrade_from(&self, place: usize) -> Option<usize> {
        let find = || self.find_upgrade(&self.points.get(place).version, Some(place));
        *self.ways().upgrades[place].get_or_init(find)
    }

    fn find_upgrade(&self, version: &str, place: Option<usize>) -> Option<usize> {
        let risk = place.map_or_else(|| self.risk(version), |at| self.risks[at]);
        let is_supported = self.is_supported(version);
        if risk.count == 0 && is_supported {
            return None;
        }
        let from = place.unwrap_or_else(|| self.points.from(self.schedule.order(), version));
        let asked = self.asked(version, from);
        // Whatever is less in all, some advisory does not affect.
        let is_better = |distance: Distance, at: usize| {
            let there = self.risks[at];
            let is_milder = match distance {
                Distance::Series | Distance::Major => there < risk,
                Distance::Far => there.class() < risk.class(),
            };
            is_milder && Some(at) != place
        };
        // Whether to go there rids of an advisory those who are affected by any.
        let affecting = OnceCell::new();
        let fixes_any = |at: usize| {
            let affecting = affecting.get_or_init(|| self.affecting_entries(version));
            affecting.is_empty() || affecting.iter().any(|entry| !entry.covers(at))
        };
        let is_refuge = |distance: Distance, at: usize| {
            let is_as_mild = !is_supported && self.risks[at].class() <= risk.class();
            is_better(distance, at) || (is_as_mild && fixes_any(at))
        };
        let ways = self.ways();
        let supported = self.best(&ways.supported, &asked, is_refuge);
        let any = || self.best(&ways.all, &asked, is_better);
        supported.or_else(|| (risk.count > 0).then(any).flatten())
    }

    /// Where those whom an advisory affects can go from a version of the series of
    /// `version` that is not known: to a place from `from` on that it leaves alone.
    pub(super) fn way(&self, advisory: &Advisory, version: &str, from: usize) -> Option<usize> {
        let asked = self.asked(version, from);
        let entry = self.entry(advisory)?;
        let is_free = |_, at: usize| !entry.covers(at);
        let ways = self.ways();
        let supported = self.best(&ways.supported, &asked, is_free);
        supported.or_else(|| self.best(&ways.all, &asked, is_free))
    }

    /// Whether a version gets security fixes, or nobody says which do.
    pub(super) fn is_supported(&self, version: &str) -> bool {
        self.schedule.cycles().is_empty() || self.schedule.is_supported(version)
    }

    /// The versions that no advisory affects and that get security fixes: the
    /// minimum safe version of the version's own series, else of every supported
    /// series that has one, newest first. Older ones are among them only where none
    /// is newer.
    pub fn safe_versions(&self, version: &str) -> Vec<String> {
        let safe = |cycle: &ReleaseCycle| {
            let safety = self.safety(&cycle.cycle)?;
            safety.from.filter(|_| safety.open.is_empty())
        };
        let cycles = self.schedule.cycles().iter().rev();
        let maintained = cycles.filter(|cycle| cycle.is_maintained());
        let own = self.schedule.series(version);
        let is_own = |cycle: &&ReleaseCycle| Some(cycle.cycle.as_str()) == own.as_deref();
        if let Some(version) = maintained.clone().find(is_own).and_then(safe) {
            return vec![version];
        }
        let order = self.schedule.order();
        let is_older = |safe: &String| order.compare(safe, version).is_lt();
        let (older, newer): (Vec<_>, Vec<_>) = maintained.filter_map(safe).partition(is_older);
        if newer.is_empty() { older } else { newer }
    }

    fn asked<'v>(&'v self, version: &'v str, from: usize) -> Asked<'v> {
        Asked {
            from,
            series: self.schedule.series(version),
            major: branch::series(self.schedule.order(), Branching::Major, version),
            is_lts: self.is_lts(version),
        }
    }

    fn is_lts(&self, version: &str) -> bool {
        let cycle = self.schedule.cycle_of(version);
        cycle.is_some_and(|cycle| cycle.lts)
    }

    pub(super) fn series_at(&self, at: usize) -> Option<Cow<'_, str>> {
        self.schedule.series(&self.points.get(at).version)
    }

    fn ways(&self) -> &Ways {
        self.ways.get_or_init(|| {
            let released = (0..self.points.len()).filter(|at| self.released[*at]);
            let all: Vec<usize> = released
                .filter(|at| {
                    let point = self.points.get(*at);
                    point.release.is_none() || !self.schedule.is_prerelease(&point.version)
                })
                .collect();
            let supported = all.iter().copied();
            let supported = supported.filter(|at| self.is_supported(&self.points.get(*at).version));
            Ways {
                supported: self.tier(supported),
                all: self.tier(all.iter().copied()),
                upgrades: vec![OnceLock::new(); self.points.len()],
            }
        })
    }

    fn tier(&self, places: impl Iterator<Item = usize>) -> Vec<Candidates> {
        let mut by_series: BTreeMap<Option<Cow<'_, str>>, Vec<usize>> = BTreeMap::new();
        for at in places {
            by_series.entry(self.series_at(at)).or_default().push(at);
        }
        let order = self.schedule.order();
        let candidates = by_series.into_iter().map(|(series, places)| {
            let first = &self.points.get(places[0]).version;
            Candidates {
                series: series.map(Cow::into_owned),
                is_lts: self.is_lts(first),
                major: branch::series(order, Branching::Major, first).map(Cow::into_owned),
                best: self.best_from_each(&places),
                places,
            }
        });
        candidates.collect()
    }

    /// Of equally good ones the first of the last stretch: what is newer is not
    /// worse.
    fn best_from_each(&self, places: &[usize]) -> Vec<usize> {
        let mut best = vec![0; places.len()];
        let Some(newest) = places.len().checked_sub(1) else {
            return best;
        };
        let mut chosen = newest;
        for number in (0..places.len()).rev() {
            let (here, there) = (self.risks[places[number]], self.risks[places[chosen]]);
            let adjoins = chosen == number + 1;
            if here < there || (here == there && adjoins) {
                chosen = number;
            }
            best[number] = chosen;
        }
        best
    }

    /// The best place of a tier that is good enough: the mildest, and of those the
    /// nearest.
    fn best(
        &self,
        tier: &[Candidates],
        asked: &Asked<'_>,
        is_good: impl Fn(Distance, usize) -> bool,
    ) -> Option<usize> {
        let candidate = |candidates: &Candidates| {
            work::done(1);
            let first = candidates.places.partition_point(|at| *at < asked.from);
            let at = candidates.places[*candidates.best.get(first)?];
            Some((asked.distance(candidates), candidates.is_lts, at))
        };
        // Nothing is better than a place in the same series that nothing affects.
        let own = tier.binary_search_by(|candidates| {
            candidates.series.as_deref().cmp(&asked.series.as_deref())
        });
        if let Some((Distance::Series, _, at)) = own.ok().and_then(|own| candidate(&tier[own]))
            && self.risks[at] == Risk::default()
            && is_good(Distance::Series, at)
        {
            return Some(at);
        }
        let of_series = tier.iter().filter_map(candidate);
        let good = of_series.filter(|(distance, _, at)| is_good(*distance, *at));
        let rank = |(distance, is_lts, at): &(Distance, bool, usize)| {
            let point = self.points.get(*at);
            // Whoever leaves the series does not have to wait for a fix to come.
            let is_awaited = point.release.is_none() && self.is_unreleased(&point.version);
            // Whoever chose long-term support stays with it.
            let is_brief = asked.is_lts && !is_lts;
            let nearness = match distance {
                Distance::Far => (is_awaited, is_brief, usize::MAX - at),
                Distance::Series | Distance::Major => (false, false, *at),
            };
            (self.risks[*at].class(), *distance, nearness)
        };
        good.min_by_key(rank).map(|(_, _, at)| at)
    }
}

impl Asked<'_> {
    fn distance(&self, candidates: &Candidates) -> Distance {
        let is_same = |a: &Option<String>, b: &Option<Cow<'_, str>>| {
            a.is_some() && a.as_deref() == b.as_deref()
        };
        if is_same(&candidates.series, &self.series) {
            Distance::Series
        } else if is_same(&candidates.major, &self.major) {
            Distance::Major
        } else {
            Distance::Far
        }
    }
}
