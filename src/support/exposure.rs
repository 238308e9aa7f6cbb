//! Advisories joined with the releases of a package.

use std::collections::HashMap;
use std::ops::Range;

use super::cycle::{KnownRelease, ReleaseCycle, State};
use super::naming::is_prerelease;
use super::points::{Points, Statement, union};
use super::schedule::Schedule;
use crate::model::config::PackageName;
use crate::model::{Advisory, Branch, BranchStatus, Timestamp};
use crate::version::affects;

/// Which releases of one package are affected by which advisories.
///
/// It knows only the advisories it was made of: the caller decides which are
/// public. The answers are those of [`affects`](crate::version::affects()) for every
/// version.
pub struct Exposure<'a> {
    schedule: Schedule,
    package: &'a PackageName,
    points: Points,
    /// In the order they were given.
    entries: Vec<Entry<'a>>,
    by_id: HashMap<&'a str, usize>,
    /// Of each series, the places of its versions that are no pre-releases.
    of_cycle: Vec<Vec<usize>>,
    /// At each place, how many advisories cover it.
    open: Vec<usize>,
}

struct Entry<'a> {
    advisory: &'a Advisory,
    /// The places that it covers: sorted, disjoint.
    runs: Vec<Range<usize>>,
    /// The places where it is fixed: sorted.
    fixes: Vec<usize>,
}

/// Whether a series can be used safely.
#[derive(Clone, Debug)]
pub enum Safety<'a> {
    /// From this version on no release of the series is affected by any advisory:
    /// the minimum safe version.
    From(String),
    /// Its newest release is affected; these advisories are open.
    Open(Vec<&'a Advisory>),
}

/// What an advisory means for one series.
#[derive(Clone, Debug)]
pub struct BranchRow<'a> {
    /// The series.
    pub cycle: &'a ReleaseCycle,
    /// The first affected version of the series: where the range opens, else the
    /// oldest release that it covers.
    pub introduced: Option<String>,
    /// The first version after the last affected one, once there is one.
    pub fixed: Option<String>,
    /// The fix in a later series, where the whole end of this one is affected.
    pub fixed_later: Option<String>,
    /// Whether it is affected.
    pub state: BranchState,
    /// What the author says of the branch.
    pub branch: Option<&'a Branch>,
}

/// Whether a series is affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchState {
    /// No version of it is.
    NotAffected,
    /// It was, and newer versions are not.
    Fixed,
    /// Its newest version is, and nobody says what will come.
    Affected,
    /// Its newest version is; there will be a fix.
    Pending,
    /// Its newest version is; there will be no fix.
    WontFix,
    /// Nobody looked; its newest version counts as affected.
    NotEvaluated,
}

impl<'a> Exposure<'a> {
    /// Joins `advisories` with the schedule of `package`. Those that are
    /// withdrawn at `clock` affect nothing and are left out, and so are those
    /// about other packages.
    pub fn new(
        schedule: Schedule,
        package: &'a PackageName,
        advisories: impl IntoIterator<Item = &'a Advisory>,
        clock: Timestamp,
    ) -> Self {
        let order = schedule.order();
        let stated: Vec<(&Advisory, Vec<Statement>)> = advisories
            .into_iter()
            .filter(|advisory| advisory.withdrawn_by(clock).is_none())
            .filter_map(|advisory| {
                let about = advisory.affected().filter(|a| a.is_about(package));
                let statements: Vec<_> = about.map(|a| Statement::new(order, a)).collect();
                (!statements.is_empty()).then_some((advisory, statements))
            })
            .collect();
        let points = Points::new(&schedule, stated.iter().flat_map(|(_, all)| all));
        let entries: Vec<Entry> = stated
            .iter()
            .map(|(advisory, statements)| Entry::new(advisory, statements, &points))
            .collect();
        let by_id = entries.iter().enumerate();
        Self {
            by_id: by_id
                .map(|(at, e)| (e.advisory.id.value.as_str(), at))
                .collect(),
            of_cycle: of_cycle(&schedule, &points),
            open: open(&points, &entries),
            schedule,
            package,
            points,
            entries,
        }
    }

    /// The series and releases that the advisories were joined with.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// The package.
    pub fn package(&self) -> &'a PackageName {
        self.package
    }

    /// The advisories about the package, in the given order; none is withdrawn.
    pub fn advisories(&self) -> impl Iterator<Item = &'a Advisory> {
        self.entries.iter().map(|entry| entry.advisory)
    }

    /// The advisories that affect a version, known or not, in the given order.
    pub fn affecting(&self, version: &str) -> Vec<&'a Advisory> {
        let place = self.points.find(version);
        let affected = |entry: &&Entry<'a>| match place {
            Some(at) => entry.covers(at),
            None => entry
                .advisory
                .affected()
                .filter(|affected| affected.is_about(self.package))
                .any(|affected| affects(affected, version)),
        };
        let entries = self.entries.iter().filter(affected);
        entries.map(|entry| entry.advisory).collect()
    }

    /// The advisories that are fixed in exactly this version, in the given order.
    pub fn fixed_in(&self, version: &str) -> Vec<&'a Advisory> {
        let Some(at) = self.points.find(version) else {
            return Vec::new();
        };
        let fixed = |entry: &&Entry<'_>| entry.fixes.binary_search(&at).is_ok();
        let entries = self.entries.iter().filter(fixed);
        entries.map(|entry| entry.advisory).collect()
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
        places.map(|at| self.points.get(*at).version.as_str())
    }

    /// The minimum safe version of a series: its smallest release that no
    /// advisory affects and after which no release of the series is affected.
    ///
    /// Releases are those that are known and no pre-releases. Of a series without
    /// any they are the versions that advisories name, and the first of the
    /// series. `None` for a name that is no series.
    pub fn safety(&self, cycle: &str) -> Option<Safety<'a>> {
        let all = &self.of_cycle[self.schedule.cycle_index(cycle)?];
        let known = |at: &&usize| self.points.get(**at).release.is_some();
        let mut candidates: Vec<usize> = all.iter().filter(known).copied().collect();
        if candidates.is_empty() {
            candidates.clone_from(all);
        }
        let safe = candidates
            .iter()
            .rev()
            .take_while(|at| self.open[**at] == 0);
        match (safe.last(), candidates.last()) {
            (Some(at), _) => Some(Safety::From(self.points.get(*at).version.clone())),
            (None, Some(newest)) => Some(Safety::Open(self.covering(*newest))),
            (None, None) => Some(Safety::From(self.schedule.naming().start(cycle))),
        }
    }

    /// One row for each series that is out and is supported, affected or named by
    /// the author, oldest first. None for an advisory that is withdrawn or about another package.
    pub fn rows(&self, advisory: &Advisory) -> Vec<BranchRow<'_>> {
        let Some(entry) = self.entry(advisory) else {
            return Vec::new();
        };
        let cycles = self.schedule.cycles().iter().zip(&self.of_cycle);
        cycles
            .filter(|(cycle, _)| cycle.state != State::Future)
            .map(|(cycle, places)| self.row(entry, cycle, places))
            .filter(|row| {
                let affected = row.state != BranchState::NotAffected;
                affected || row.cycle.is_maintained() || row.branch.is_some()
            })
            .collect()
    }

    fn row<'s>(
        &'s self,
        entry: &Entry<'a>,
        cycle: &'s ReleaseCycle,
        places: &[usize],
    ) -> BranchRow<'s> {
        let branch = entry.branch(&self.schedule, cycle);
        let mut row = BranchRow {
            cycle,
            introduced: None,
            fixed: None,
            fixed_later: None,
            state: BranchState::NotAffected,
            branch,
        };
        // The runs that hold a place of the series, with those places.
        let mut runs = entry.runs.iter().filter_map(|run| {
            let start = places.partition_point(|at| *at < run.start);
            let end = places.partition_point(|at| *at < run.end);
            (start < end).then_some((run, start..end))
        });
        let Some((first, inside)) = runs.next() else {
            return row;
        };
        let opening = places[inside.start];
        row.introduced = Some(if opening == first.start {
            self.points.get(opening).version.clone()
        } else {
            self.oldest_release(&places[inside.clone()])
        });
        let (run, last) = runs.next_back().unwrap_or((first, inside));
        match places.get(last.end) {
            Some(_) => {
                row.state = BranchState::Fixed;
                let after = &places[last.end..];
                let own = after
                    .iter()
                    .find(|at| entry.fixes.binary_search(at).is_ok());
                row.fixed = Some(match own {
                    Some(at) => self.points.get(*at).version.clone(),
                    None => self.oldest_release(after),
                });
            }
            None => {
                let is_fix = entry.fixes.binary_search(&run.end).is_ok();
                row.fixed_later = is_fix.then(|| self.points.get(run.end).version.clone());
                row.state = match branch.map(|branch| branch.status) {
                    Some(BranchStatus::Pending) => BranchState::Pending,
                    Some(BranchStatus::WontFix) => BranchState::WontFix,
                    Some(BranchStatus::NotEvaluated) => BranchState::NotEvaluated,
                    _ => BranchState::Affected,
                }
            }
        }
        row
    }

    /// The first of these places that is a release, else the first at all.
    fn oldest_release(&self, places: &[usize]) -> String {
        let point = |at: &usize| self.points.get(*at);
        let release = places.iter().map(point).find(|p| p.release.is_some());
        let point = release.or_else(|| places.first().map(point));
        point.map(|point| point.version.clone()).unwrap_or_default()
    }

    fn covering(&self, at: usize) -> Vec<&'a Advisory> {
        let covering = self.entries.iter().filter(|entry| entry.covers(at));
        covering.map(|entry| entry.advisory).collect()
    }

    fn entry(&self, advisory: &Advisory) -> Option<&Entry<'a>> {
        let at = self.by_id.get(advisory.id.value.as_str())?;
        self.entries.get(*at)
    }
}

impl<'a> Entry<'a> {
    fn new(advisory: &'a Advisory, statements: &[Statement<'_>], points: &Points) -> Self {
        let runs = union(statements.iter().flat_map(|s| points.runs(s)).collect());
        let mut entry = Self {
            advisory,
            runs,
            fixes: Vec::new(),
        };
        let mut fixes: Vec<usize> = statements.iter().flat_map(|s| points.fixes(s)).collect();
        fixes.sort_unstable();
        fixes.dedup();
        // What one statement ends, another may cover.
        fixes.retain(|at| !entry.covers(*at));
        entry.fixes = fixes;
        entry
    }

    fn covers(&self, at: usize) -> bool {
        let next = self.runs.partition_point(|run| run.end <= at);
        self.runs.get(next).is_some_and(|run| run.contains(&at))
    }

    /// What the author says of the branch that is this series.
    fn branch(&self, schedule: &Schedule, cycle: &ReleaseCycle) -> Option<&'a Branch> {
        self.advisory.branches.iter().find(|branch| {
            let name = branch.branch.as_ref().or(branch.fixed.as_ref());
            name.is_some_and(|name| schedule.is_branch(cycle, &name.value))
        })
    }
}

fn of_cycle(schedule: &Schedule, points: &Points) -> Vec<Vec<usize>> {
    let cycles = schedule.cycles().iter().enumerate();
    let by_name: HashMap<&str, usize> = cycles.map(|(at, c)| (c.cycle.as_str(), at)).collect();
    let mut of_cycle = vec![Vec::new(); schedule.cycles().len()];
    for (at, point) in points.iter().enumerate() {
        let version = point.version.as_str();
        if is_prerelease(schedule.order(), version) {
            continue;
        }
        let cycle = schedule.naming().series(version);
        if let Some(cycle) = cycle.and_then(|name| by_name.get(name.as_str())) {
            of_cycle[*cycle].push(at);
        }
    }
    of_cycle
}

/// How many entries cover each place.
fn open(points: &Points, entries: &[Entry<'_>]) -> Vec<usize> {
    let mut starts = vec![0_usize; points.len() + 1];
    let mut ends = vec![0_usize; points.len() + 1];
    for run in entries.iter().flat_map(|entry| &entry.runs) {
        starts[run.start] += 1;
        ends[run.end] += 1;
    }
    let mut open = 0;
    let count = |(start, end): (&usize, &usize)| {
        open = open + start - end;
        open
    };
    starts.iter().zip(&ends).map(count).collect()
}
