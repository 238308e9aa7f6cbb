//! Advisories joined with the releases of a package.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::OnceLock;

use super::entry::{Entry, Places};
use super::points::{Points, Statement, names_versions};
use super::risk::{self, Risk, Weight};
use super::upgrade::Ways;
use crate::model::config::{PackageName, SeverityDisplay};
use crate::model::{Advisory, Affected, Config, Timestamp, View};
use crate::support::{KnownRelease, Schedule, State};
use crate::version::affects;

/// Which versions of one package are affected by which advisories.
///
/// It knows only the advisories it was made of: the caller decides which are
/// public. The answers are those of [`affects`](crate::version::affects()) for every
/// version.
pub struct Exposure<'a> {
    pub(super) schedule: Schedule,
    package: PackageName,
    display: SeverityDisplay,
    /// In the order they were given.
    pub(super) entries: Vec<Entry<'a>>,
    by_id: HashMap<&'a str, usize>,
    /// What those that are withdrawn say, by their ids.
    withdrawn: HashMap<&'a str, Vec<&'a Affected>>,
    /// Those that do not say which versions are affected.
    unstated: Vec<&'a Advisory>,
    joined: OnceLock<Joined>,
    pub(super) ways: OnceLock<Ways>,
}

/// The versions of the package in one list, and what holds at each. It is worked out
/// when somebody asks: a preview shows few packages, and most checks ask of none.
pub struct Joined {
    pub(super) points: Points,
    /// Of each series, the places of its versions that are no pre-releases.
    of_cycle: Vec<Vec<usize>>,
    /// Whether there is a release at each place: a known one, or a version in which
    /// an advisory is fixed.
    pub(super) released: Vec<bool>,
    /// The risk at each place.
    pub(super) risks: Vec<Risk>,
}

impl Deref for Exposure<'_> {
    type Target = Joined;

    fn deref(&self) -> &Joined {
        self.joined.get_or_init(|| self.join())
    }
}

/// Whether a series can be used safely.
#[derive(Clone, Debug)]
pub struct Safety<'a> {
    /// From this version on no release of the series is affected by any advisory:
    /// the minimum safe version. Where something is open all the same, it is not
    /// released ([`Exposure::is_unreleased`]).
    pub from: Option<String>,
    /// What affects the newest release of the series, worst first.
    pub open: Vec<&'a Advisory>,
}

impl<'a> Exposure<'a> {
    /// Joins `advisories` with the schedule of `package`. Those that are
    /// withdrawn at `clock` affect nothing and are left out, and so are those
    /// about other packages. One that names no package at all is about this one
    /// if the project calls it its own.
    pub fn new(
        schedule: Schedule,
        package: &PackageName,
        advisories: impl IntoIterator<Item = &'a Advisory>,
        config: &Config,
        clock: Timestamp,
    ) -> Self {
        let about = |advisory: &'a Advisory| {
            let about = advisory.affected().filter(|a| a.is_about(package));
            (advisory, about.collect())
        };
        let all = advisories.into_iter().map(about);
        Self::of_entries(schedule, package, all, config, clock)
    }

    /// The same of advisories with those of their entries that are about the package.
    pub(super) fn of_entries(
        schedule: Schedule,
        package: &PackageName,
        advisories: impl IntoIterator<Item = (&'a Advisory, Vec<&'a Affected>)>,
        config: &Config,
        clock: Timestamp,
    ) -> Self {
        let is_own = config.packages.is_empty()
            || !schedule.cycles().is_empty()
            || config.packages.contains(package);
        let (mut unstated, mut withdrawn) = (Vec::new(), HashMap::new());
        let mut entries: Vec<Entry> = Vec::new();
        for (advisory, about) in advisories {
            let dated = advisory.as_of(View::public(clock));
            if dated.withdrawn().is_some() {
                withdrawn.insert(advisory.id.value.as_str(), about);
                continue;
            }
            let names_none = advisory.affected.is_none() && is_own;
            if !about.is_empty() || names_none {
                if !about.iter().any(|affected| names_versions(affected)) {
                    unstated.push(advisory);
                }
                entries.push(Entry {
                    advisory,
                    about,
                    weight: Weight::new(dated, config.severity),
                    places: OnceLock::new(),
                    extent: OnceLock::new(),
                    targets: OnceLock::new(),
                });
            }
        }
        let by_id = entries.iter().enumerate();
        Self {
            by_id: by_id
                .map(|(at, e)| (e.advisory.id.value.as_str(), at))
                .collect(),
            withdrawn,
            joined: OnceLock::new(),
            ways: OnceLock::new(),
            display: config.severity,
            schedule,
            package: package.clone(),
            entries,
            unstated,
        }
    }

    /// Puts all versions in one list, and the advisories in their places.
    fn join(&self) -> Joined {
        let order = self.schedule.order();
        let entries = self.entries.iter();
        let statements = entries.map(|entry| {
            let statements = entry.about.iter().map(|about| Statement::new(order, about));
            statements.collect()
        });
        let statements: Vec<Vec<Statement>> = statements.collect();
        let points = Points::new(&self.schedule, statements.iter().flatten());
        let mut released: Vec<bool> = points.iter().map(|p| p.release.is_some()).collect();
        let places = self.entries.iter().zip(&statements);
        let places = places.map(|(entry, statements)| {
            let places = entry
                .places
                .get_or_init(|| Places::new(statements, &points));
            if let [only] = statements.as_slice()
                && let Some(extent) = points.extent(only)
            {
                entry.extent.get_or_init(|| extent);
            }
            places.fixes.iter().for_each(|at| released[*at] = true);
            (entry.weight, places.runs.as_slice())
        });
        let risks = risk::at_places(points.len(), places, self.display);
        Joined {
            of_cycle: of_cycle(&self.schedule, &points),
            risks,
            released,
            points,
        }
    }

    /// The series and releases that the advisories were joined with.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// The package.
    pub fn package(&self) -> &PackageName {
        &self.package
    }

    /// The advisories about the package, in the given order; none is withdrawn.
    pub fn advisories(&self) -> impl Iterator<Item = &'a Advisory> {
        self.entries.iter().map(|entry| entry.advisory)
    }

    /// Those about the package that do not say which versions are affected: of no
    /// version anybody can tell that they do not affect it.
    pub fn unstated(&self) -> &[&'a Advisory] {
        &self.unstated
    }

    /// Whether an advisory says of this package which versions are affected; one that is
    /// withdrawn, or about others, says nothing.
    pub fn says_versions(&self, advisory: &Advisory) -> bool {
        let about = self.entry(advisory).map(|entry| &entry.about);
        about.is_some_and(|about| about.iter().any(|affected| names_versions(affected)))
    }

    /// The advisories that affect a version, known or not, worst first.
    pub fn affecting(&self, version: &str) -> Vec<&'a Advisory> {
        worst_first(self.affecting_entries(version))
    }

    /// What is known against a version.
    pub fn risk(&self, version: &str) -> Risk {
        match self.points.find(version) {
            Some(at) => self.risks[at],
            None => {
                let entries = self.affecting_entries(version).into_iter();
                risk::of_all(entries.map(|entry| entry.weight), self.display)
            }
        }
    }

    pub(super) fn affecting_entries(&self, version: &str) -> Vec<&Entry<'a>> {
        let place = self.points.find(version);
        let affected = |entry: &&Entry<'a>| match place {
            Some(at) => entry.covers(at),
            None => entry.about.iter().any(|about| affects(about, version)),
        };
        self.entries.iter().filter(affected).collect()
    }

    /// The advisories that are fixed in exactly this version, worst first.
    pub fn fixed_in(&self, version: &str) -> Vec<&'a Advisory> {
        let Some(at) = self.points.find(version) else {
            return Vec::new();
        };
        let fixed = |entry: &&Entry<'_>| entry.fixes.binary_search(&at).is_ok();
        worst_first(self.entries.iter().filter(fixed).collect())
    }

    /// Whether an advisory affects a version, known or not.
    pub fn affects(&self, advisory: &Advisory, version: &str) -> bool {
        match (self.entry(advisory), self.points.find(version)) {
            (Some(entry), Some(at)) => entry.covers(at),
            (None, _) => false,
            (Some(entry), None) => entry.about.iter().any(|about| affects(about, version)),
        }
    }

    /// The releases that an advisory affects, oldest version first.
    pub fn releases(&self, advisory: &Advisory) -> impl DoubleEndedIterator<Item = &KnownRelease> {
        let runs = self.entry(advisory).map(|entry| entry.runs.as_slice());
        let places = runs.unwrap_or_default().iter().cloned().flatten();
        let releases = self.schedule.releases();
        places.filter_map(|at| Some(&releases[self.points.get(at).release?]))
    }

    /// The versions in which an advisory is fixed, oldest first.
    pub fn fixes(&self, advisory: &Advisory) -> impl Iterator<Item = &str> {
        let places = self.entry(advisory).map(|entry| entry.fixes.as_slice());
        let places = places.unwrap_or_default().iter();
        places.map(|at| &*self.points.get(*at).version)
    }

    /// The minimum safe version of a series: its smallest release that no
    /// advisory affects and after which no release of the series is affected.
    ///
    /// Releases are those that are known and no pre-releases, and the versions in
    /// which advisories are fixed. Of a series without any they are the versions
    /// that advisories name, and the first of the series. Where releases are known,
    /// a fix that is newer than all of them makes nothing safe yet. `None` for a
    /// name that is no series.
    pub fn safety(&self, cycle: &str) -> Option<Safety<'a>> {
        let all = &self.of_cycle[self.schedule.cycle_index(cycle)?];
        let is_known = |at: &usize| self.points.get(*at).release.is_some();
        let released = |at: &&usize| self.released[**at];
        let candidates: Vec<usize> = if all.iter().any(is_known) {
            all.iter().filter(released).copied().collect()
        } else {
            all.clone()
        };
        let safe = candidates
            .iter()
            .rev()
            .take_while(|at| self.risks[**at].count == 0);
        let from = match (safe.last(), candidates.last()) {
            (Some(at), _) => Some(self.version(*at)),
            (None, Some(_)) => None,
            (None, None) => Some(self.schedule.naming().start(cycle)),
        };
        let known = candidates.iter().rfind(|at| is_known(at));
        let open = known.map_or(Vec::new(), |newest| self.covering(*newest));
        let open = match (&from, candidates.last()) {
            (None, Some(newest)) if open.is_empty() => self.covering(*newest),
            _ => open,
        };
        Some(Safety { from, open })
    }

    /// Whether a version is only named: the project lists the releases of its series,
    /// and none is so new; of a series that it does not list, none at all is, and a
    /// planned series has none. Such a version may be on its way, misspelt, or missing
    /// in the list.
    pub fn is_unreleased(&self, version: &str) -> bool {
        let newest = match self.schedule.cycle_of(version) {
            Some(cycle) if cycle.state == State::Future => return true,
            Some(cycle) => cycle.latest.as_ref(),
            None => self.schedule.releases().last(),
        };
        let order = self.schedule.order();
        let is_ahead = newest.is_some_and(|n| order.compare(version, &n.version).is_gt());
        is_ahead && self.schedule.release(version).is_none()
    }

    /// The advisories that cover a place, worst first.
    pub(super) fn covering(&self, at: usize) -> Vec<&'a Advisory> {
        worst_first(self.entries.iter().filter(|e| e.covers(at)).collect())
    }

    /// The places of the versions of a series that are no pre-releases.
    pub(super) fn places(&self, cycle: usize) -> &[usize] {
        &self.of_cycle[cycle]
    }

    /// What an advisory says of the package, withdrawn or not.
    pub(super) fn about(&self, advisory: &Advisory) -> &[&'a Affected] {
        let about = self.entry(advisory).map(|entry| &entry.about);
        let about = about.or_else(|| self.withdrawn.get(advisory.id.value.as_str()));
        about.map_or(&[], Vec::as_slice)
    }

    pub(super) fn entry(&self, advisory: &Advisory) -> Option<&Entry<'a>> {
        let at = self.by_id.get(advisory.id.value.as_str())?;
        // Its places are known from here on.
        self.joined.get_or_init(|| self.join());
        self.entries.get(*at)
    }
}

/// Of advisories that weigh the same, the order stays.
fn worst_first<'a>(mut entries: Vec<&Entry<'a>>) -> Vec<&'a Advisory> {
    entries.sort_by_key(|entry| Reverse(entry.weight));
    entries.into_iter().map(|entry| entry.advisory).collect()
}

fn of_cycle(schedule: &Schedule, points: &Points) -> Vec<Vec<usize>> {
    let cycles = schedule.cycles().iter().enumerate();
    let by_name: HashMap<&str, usize> = cycles.map(|(at, c)| (c.cycle.as_str(), at)).collect();
    let mut of_cycle = vec![Vec::new(); schedule.cycles().len()];
    if by_name.is_empty() {
        return of_cycle;
    }
    for (at, point) in points.iter().enumerate() {
        let version = &*point.version;
        if schedule.is_prerelease(version) {
            continue;
        }
        let cycle = schedule.naming().series(version);
        if let Some(cycle) = cycle.and_then(|name| by_name.get(name.as_ref())) {
            of_cycle[*cycle].push(at);
        }
    }
    of_cycle
}
