//! What an advisory means for each series of a package.

use std::collections::HashMap;

use super::entry::Entry;
use super::exposure::Exposure;
use crate::model::support::Unit;
use crate::model::{Advisory, Branch, BranchStatus, VersionText};
use crate::source::Spanned;
use crate::support::{ReleaseCycle, Schedule, State};
use crate::version::branch;

/// What an advisory means for one series.
#[derive(Clone, Debug)]
pub struct BranchRow<'a> {
    /// The series; the branch as its author names it, where nobody says which
    /// series there are.
    pub series: String,
    /// The series in the table of supported versions, where there is one.
    pub cycle: Option<&'a ReleaseCycle>,
    /// Where the range opens within the series. Without it the series is affected
    /// from its first release on, or not at all.
    pub introduced: Option<String>,
    /// The first version of the series without the defect, which the record calls
    /// a fix.
    pub fixed: Option<String>,
    /// The first release after the last affected one, where the record calls none
    /// a fix.
    pub unaffected_from: Option<String>,
    /// Whether it is affected: what the author says of it, wherever they say it.
    pub state: BranchState,
    /// What the author says of the branch.
    pub branch: Option<&'a Branch>,
    /// Where those who stay in an affected series can go.
    pub refuge: Option<String>,
}

/// Whether a series is affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchState {
    /// No version of it is.
    NotAffected,
    /// It was; newer versions are not, and nobody says that they fix it.
    NoLongerAffected,
    /// It was, and there is a fix.
    Fixed,
    /// Its newest version is, and nobody says what will come.
    Affected,
    /// Its newest version is; there will be a fix.
    Pending,
    /// Its newest version is; there will be no fix.
    WontFix,
    /// Nobody looked: it may be affected.
    NotEvaluated,
}

impl BranchState {
    /// Whether its users wait for a fix, or ought to leave.
    pub fn is_open(self) -> bool {
        match self {
            Self::Affected | Self::Pending | Self::WontFix | Self::NotEvaluated => true,
            Self::NotAffected | Self::NoLongerAffected | Self::Fixed => false,
        }
    }
}

impl BranchRow<'_> {
    /// Whether the series gets security fixes; any does where nobody says which.
    pub fn is_supported(&self) -> bool {
        self.cycle.is_none_or(ReleaseCycle::is_maintained)
    }
}

impl<'a> Exposure<'a> {
    /// What an advisory means for the series that readers think in, oldest first:
    /// those of the table of supported versions, else a row for each branch that
    /// the author names. So it is, too, where every release is a series of its own.
    pub fn rows(&self, advisory: &'a Advisory) -> Vec<BranchRow<'_>> {
        let rows = match self.schedule.unit() {
            Unit::Release => Vec::new(),
            Unit::Minor | Unit::Major => self.series_rows(advisory),
        };
        match (rows.as_slice(), self.entry(advisory)) {
            ([], Some(entry)) => self.named(entry),
            _ => rows,
        }
    }

    /// One row for each series that is out and is supported, affected or named by
    /// the author, oldest first. None for an advisory that is withdrawn or about
    /// another package.
    pub fn series_rows(&self, advisory: &'a Advisory) -> Vec<BranchRow<'_>> {
        let Some(entry) = self.entry(advisory) else {
            return Vec::new();
        };
        let cycles = self.schedule.cycles().iter().enumerate();
        let branches = Branches::new(&self.schedule, &entry.advisory.branches);
        cycles
            .filter(|(_, cycle)| cycle.state != State::Future)
            .map(|(at, cycle)| {
                let branch = branches.of(&cycle.cycle);
                self.row(entry, cycle, branch, self.places(at))
            })
            .filter(|row| {
                let affected = row.state != BranchState::NotAffected;
                affected || row.is_supported() || row.branch.is_some()
            })
            .collect()
    }

    /// What the author says of the series of a version, in an advisory that is
    /// about the package.
    pub fn statement(&self, advisory: &'a Advisory, version: &str) -> Option<&'a Branch> {
        if advisory.branches.is_empty() {
            return None;
        }
        let series = self.schedule.series(version)?;
        let mut branches = advisory.branches.iter();
        branches.find(|branch| self.schedule.is_branch(&series, name(branch)))
    }

    fn row<'s>(
        &'s self,
        entry: &Entry<'a>,
        cycle: &'s ReleaseCycle,
        branch: Option<&'a Branch>,
        places: &[usize],
    ) -> BranchRow<'s> {
        let mut row = BranchRow {
            series: cycle.cycle.clone(),
            cycle: Some(cycle),
            introduced: None,
            fixed: None,
            unaffected_from: None,
            state: BranchState::NotAffected,
            branch,
            refuge: None,
        };
        // The runs that hold a place of the series, with those places.
        let runs = match (places.first(), places.last()) {
            (Some(first), Some(last)) => {
                let start = entry.runs.partition_point(|run| run.end <= *first);
                let end = entry.runs.partition_point(|run| run.start <= *last);
                &entry.runs[start..end]
            }
            _ => &[],
        };
        let mut runs = runs.iter().filter_map(|run| {
            let start = places.partition_point(|at| *at < run.start);
            let end = places.partition_point(|at| *at < run.end);
            (start < end).then_some((run, start..end))
        });
        let refuge = |at: usize| self.refuge(entry, at).map(str::to_owned);
        if let Some((first, inside)) = runs.next() {
            let is_start = first.start == 0 && entry.from_start;
            let opens = first.start >= places[0] && !is_start;
            row.introduced = opens.then(|| self.version(first.start));
            let (run, last) = runs.next_back().unwrap_or((first, inside));
            let after = &places[last.end..];
            let is_fix = |at: &&usize| entry.fixes.binary_search(at).is_ok();
            if after.is_empty() {
                row.state = BranchState::Affected;
                row.refuge = refuge(places[last.end - 1]);
            } else if let Some(own) = after.iter().find(is_fix) {
                row.state = BranchState::Fixed;
                row.fixed = Some(self.version(*own));
            } else if is_fix(&&run.end) {
                // The fix is a pre-release.
                row.state = BranchState::Fixed;
                row.fixed = Some(self.version(run.end));
            } else {
                row.state = BranchState::NoLongerAffected;
                row.unaffected_from = Some(self.oldest_release(after));
            }
        }
        self.as_stated(entry, row, places)
    }

    /// The row with what the author says of the branch, which a range never
    /// overrules: where the two contradict each other, `check` says so.
    fn as_stated<'s>(
        &'s self,
        entry: &Entry<'a>,
        mut row: BranchRow<'s>,
        places: &[usize],
    ) -> BranchRow<'s> {
        let stated = match row.branch.map(|branch| branch.status) {
            Some(BranchStatus::Pending) => BranchState::Pending,
            Some(BranchStatus::WontFix) => BranchState::WontFix,
            Some(BranchStatus::NotEvaluated) => BranchState::NotEvaluated,
            Some(BranchStatus::NotAffected) => BranchState::NotAffected,
            Some(BranchStatus::Fixed) | None => return row,
        };
        row.state = stated;
        row.fixed = None;
        row.unaffected_from = None;
        if row.refuge.is_none() && stated.is_open() {
            let refuge = places.last().and_then(|at| self.refuge(entry, *at));
            row.refuge = refuge.map(str::to_owned);
        }
        row
    }

    /// What the author says of each branch, oldest first.
    fn named(&self, entry: &Entry<'a>) -> Vec<BranchRow<'_>> {
        let order = self.schedule.order();
        let branches: Vec<&'a Branch> = entry.advisory.branches.iter().collect();
        let version = |branch: &&Branch| {
            let name = name(branch);
            branch::numbers(name).unwrap_or_else(|| name.to_owned())
        };
        let versions: Vec<String> = branches.iter().map(version).collect();
        let versions: Vec<&str> = versions.iter().map(String::as_str).collect();
        let ranks = order.ranks(&versions).into_iter();
        let mut branches: Vec<(usize, &'a Branch)> = ranks.zip(branches).collect();
        branches.sort_by_key(|(rank, _)| *rank);
        let row = |(_, branch): &(usize, &'a Branch)| {
            let text = |version: &Option<Spanned<VersionText>>| {
                version.as_ref().map(|version| version.value.to_string())
            };
            let state = match branch.status {
                BranchStatus::Fixed => BranchState::Fixed,
                BranchStatus::NotAffected => BranchState::NotAffected,
                BranchStatus::WontFix => BranchState::WontFix,
                BranchStatus::Pending => BranchState::Pending,
                BranchStatus::NotEvaluated => BranchState::NotEvaluated,
            };
            BranchRow {
                series: name(branch).to_owned(),
                cycle: None,
                introduced: text(&branch.introduced),
                fixed: text(&branch.fixed),
                unaffected_from: None,
                state,
                branch: Some(branch),
                refuge: (state.is_open())
                    .then(|| self.refuge_of_branch(entry.advisory, name(branch)))
                    .flatten(),
            }
        };
        branches.iter().map(row).collect()
    }

    /// The first of these places that is a release, else the first at all.
    fn oldest_release(&self, places: &[usize]) -> String {
        let mut releases = places.iter().filter(|at| self.released[**at]);
        let first = releases.next().or(places.first());
        first.map(|at| self.version(*at)).unwrap_or_default()
    }

    pub(super) fn version(&self, at: usize) -> String {
        self.points.get(at).version.to_string()
    }
}

/// The branches of an advisory, to be found by the series that they are.
struct Branches<'a> {
    all: &'a [Branch],
    /// By their names, and by the series that these tell.
    named: HashMap<String, usize>,
    /// By the numbers with which the names of several series may begin.
    begun: HashMap<String, usize>,
}

impl<'a> Branches<'a> {
    fn new(schedule: &Schedule, all: &'a [Branch]) -> Self {
        let (mut named, mut begun) = (HashMap::new(), HashMap::new());
        for (at, branch) in all.iter().enumerate() {
            let name = name(branch);
            named.entry(name.to_owned()).or_insert(at);
            if let Some(told) = branch::numbers(name) {
                if let Some(series) = schedule.series(&told) {
                    named.entry(series.into_owned()).or_insert(at);
                }
                begun.entry(told).or_insert(at);
            }
        }
        Self { all, named, begun }
    }

    /// The first that is the series, as [`Schedule::is_branch`] has it.
    fn of(&self, series: &str) -> Option<&'a Branch> {
        let begins = series.match_indices('.').map(|(end, _)| &series[..end]);
        let begun = begins.filter_map(|begin| self.begun.get(begin));
        let at = self.named.get(series).into_iter().chain(begun).min()?;
        self.all.get(*at)
    }
}

/// What the author calls a branch.
fn name(branch: &Branch) -> &str {
    let name = branch.branch.as_ref().or(branch.fixed.as_ref());
    name.map_or("", |name| name.value.as_str())
}
