//! The branch rule: ranges from what authors know, one fix for each maintained
//! branch.
//!
//! # The rule
//!
//! Sort the named branches. The run of a branch goes
//!
//! * **from** its own `introduced`, else from the first series after the
//!   previous named branch (the first branch: from the advisory's `introduced`),
//! * **to** its fix. A branch that is not affected ends the run where the branch
//!   begins. One without a fix to come, whose fix is awaited, or that nobody looked
//!   at, does not end it: the run goes on to the next named branch.
//!
//! A series opens and ends with its pre-releases: in data at the lowest version
//! that it can have, `5.2.dev0` in PEP 440, which pages write as [the plain
//! series](super::plain). They were made before its first release, and nobody said
//! that they are fixed. So where that release is the fix, they are affected.
//!
//! Series that nobody named stay affected until the next named branch: an older
//! fix says nothing of them, and to call a release affected that is not is the
//! lesser fault. After the last fix nothing is affected.
//!
//! # The first series after a branch
//!
//! After branch 1 of 1, 2, 3 it is 2; after 4.2, on the way to 4.5, it is 4.3.
//! After 4.2 on the way to 5.2 it could be 4.3 or 5.0, and which of them exists
//! is not written in the numbers. Nearly always a project has left 4 for good, and
//! `introduced: 4.3` would name a version that never was, so it is **5.0**, the
//! first series of the next major number.
//!
//! That guess would call 4.3.1 unaffected. So the rule takes the releases that
//! are known and looks for one that the guess leaves out: the run opens at the
//! oldest series that has one, or at the release itself where that is older than
//! what its series opens at. With every release known, one whose
//! series nobody named is called unaffected only when it is newer than every
//! named branch.

use std::borrow::Cow;
use std::cmp::Ordering;

pub use super::series::{Series, SeriesNames};

use super::interval::{self, End, Interval, compare_starts};
use super::{Order, series};
use crate::model::config::Branching;

#[cfg(test)]
mod tests;

/// What an author knows of one branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BranchFix<'a> {
    /// The branch: its series in any common writing (`4.2`, `v4.2`, `4.2.x`,
    /// `stable/4.2`, `ruby_4_2`); without it, the one of its fix. A name without a
    /// number (`main`) is after every series, unless its fix tells where it is.
    pub branch: Option<&'a str>,
    /// The first affected version on this branch.
    pub introduced: Option<&'a str>,
    /// Whether, and where, the branch stops being affected.
    pub status: BranchStatus<'a>,
}

/// Whether a branch is affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchStatus<'a> {
    /// Fixed in this version.
    Fixed(&'a str),
    /// Never affected.
    NotAffected,
    /// Affected, and no fix will come.
    WontFix,
    /// Affected, with a fix to come. An interim release that only mitigates
    /// belongs here.
    Pending,
    /// Not looked at, which clears nothing.
    NotEvaluated,
}

impl<'a> BranchFix<'a> {
    /// The branch of a fixed version that stands alone, as in `fixed: [1.1.17, 2.1.3]`.
    pub fn of_version(fixed: &'a str) -> Self {
        Self {
            branch: None,
            introduced: None,
            status: BranchStatus::Fixed(fixed),
        }
    }
}

/// What is affected over all branches: sorted, disjoint. A run that ends only
/// because a branch begins that was never affected, or that has a fix of its
/// own, ends [before](End::Before) it.
///
/// `introduced` is the first affected version of all (`0` when nobody knows
/// better); nothing before it is affected, so the fix of an older branch has no
/// effect. `known` are releases, in any order; those that the order does not
/// accept are ignored. Of several entries for one branch the least favourable
/// counts, and a fix that the order does not accept closes nothing. Without any
/// branch everything from `introduced` on is affected; there are no runs when
/// nothing is.
///
/// # Example
///
/// ```
/// use forewarn::model::config::Branching;
/// use forewarn::version::Order;
/// use forewarn::version::branch::{BranchFix, SeriesNames, runs};
///
/// let fixes = ["1.1.17", "3.0.3"].map(BranchFix::of_version);
/// let names = SeriesNames::new(Order::Semver, Branching::Major, []);
/// let runs = runs(&names, "0", &fixes, &[]);
/// let words: Vec<String> = runs.iter().map(ToString::to_string).collect();
/// assert_eq!(words, ["before 1.1.17", "2.0 up to, but not including, 3.0.3"]);
/// assert_eq!(runs[1].introduced, "2.0.0-0");
/// ```
pub fn runs(
    names: &SeriesNames,
    introduced: &str,
    branches: &[BranchFix],
    known: &[&str],
) -> Vec<Interval> {
    let order = names.order();
    let branches = sorted(names, branches);
    let mut known: Vec<(Series, &str)> = known
        .iter()
        .filter(|release| order.accepts(release))
        .filter_map(|r| Some((names.of_version(r)?, *r)))
        .collect();
    known.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut runs = Vec::new();
    for (at, branch) in branches.iter().enumerate() {
        let last = at
            .checked_sub(1)
            .and_then(|at| branches[at].last_series(branch));
        let opening = match &last {
            Some(last) => branch.opening(order, last, &known),
            None => branch.introduced.unwrap_or("0").to_owned(),
        };
        let end = branch.end(order, branches.get(at + 1));
        runs.extend(end.map(|end| Interval::new(later(order, opening, introduced), end)));
    }
    if branches.is_empty() {
        runs.push(Interval::new(introduced, End::Open));
    }
    interval::union(order, runs)
}

/// The series of a version: `3.4` for `3.4.1` where branches are `major.minor`.
/// `None` when the version does not begin with a number.
pub fn series(order: Order, branching: Branching, version: &str) -> Option<Cow<'_, str>> {
    if let Some(numbers) = series::begin(branching, version) {
        return Some(numbers.into());
    }
    let names = SeriesNames::new(order, branching, []);
    names
        .of_version(version)
        .map(|series| series.to_string().into())
}

/// The numbers that a branch name tells, with dots between them: `3.1` of
/// `ruby_3_1`. `None` for a name without a number.
pub fn numbers(name: &str) -> Option<String> {
    let numbers = series::numbers(name)?.trim_end_matches(|c: char| !c.is_ascii_digit());
    Some(numbers.replace(['-', '_'], "."))
}

/// The first version of a series as its ecosystem writes it: of `2`, `2.0.0` in
/// Semantic Versioning, `2.0` in PEP 440 and `2` for dpkg. A name without a
/// number comes back as it is.
pub fn series_start(order: Order, series: &str) -> String {
    let names = SeriesNames::new(order, Branching::MajorMinor, [series]);
    names
        .of_branch(series)
        .map_or_else(|| series.to_owned(), |series| series.start(order))
}

/// A branch at its place.
struct Placed<'a> {
    /// `None` is after every series.
    series: Option<Series>,
    /// The series of the fix.
    fixed_series: Option<Series>,
    introduced: Option<&'a str>,
    status: BranchStatus<'a>,
}

/// The branches in order, one for each series.
fn sorted<'a>(names: &SeriesNames, branches: &[BranchFix<'a>]) -> Vec<Placed<'a>> {
    let place = |branch: &BranchFix<'a>| Placed::new(names, branch);
    let mut placed: Vec<Placed> = branches.iter().map(place).collect();
    placed.sort_by(|a, b| match (&a.series, &b.series) {
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    placed.dedup_by(|next, kept| {
        let same = next.series == kept.series;
        if same {
            kept.merge(names.order(), next);
        }
        same
    });
    placed
}

impl<'a> Placed<'a> {
    fn new(names: &SeriesNames, branch: &BranchFix<'a>) -> Self {
        let order = names.order();
        let status = match branch.status {
            BranchStatus::Fixed(fixed) if !order.accepts(fixed) => BranchStatus::Pending,
            status => status,
        };
        let fixed_series = match status {
            BranchStatus::Fixed(fixed) => names.of_version(fixed),
            _ => None,
        };
        let named = branch.branch.and_then(|name| names.of_branch(name));
        Self {
            series: named.or_else(|| fixed_series.clone()),
            fixed_series,
            introduced: match status {
                BranchStatus::NotAffected => None,
                _ => branch.introduced,
            },
            status,
        }
    }

    /// Takes the less favourable of two statements about one branch.
    fn merge(&mut self, order: Order, other: &Self) {
        let both = self.introduced.zip(other.introduced);
        self.introduced = both.map(|(a, b)| earlier(order, a, b));
        let worse = match (self.status, other.status) {
            (BranchStatus::NotAffected, _) => true,
            (_, BranchStatus::NotAffected) => false,
            (BranchStatus::Fixed(a), BranchStatus::Fixed(b)) => order.compare(a, b).is_lt(),
            (BranchStatus::Fixed(_), _) => true,
            _ => false,
        };
        if worse {
            self.status = other.status;
            self.fixed_series.clone_from(&other.fixed_series);
        }
    }

    /// The newest series that this branch speaks of: its own, or the one of its
    /// fix when that is before the `next` branch.
    fn last_series(&self, next: &Self) -> Option<Series> {
        let before = |fixed: &&Series| next.series.as_ref().is_none_or(|next| *fixed < next);
        self.series
            .as_ref()
            .max(self.fixed_series.as_ref().filter(before))
            .cloned()
    }

    /// Where the run opens, when `last` is the newest series spoken of before;
    /// `known` is sorted.
    fn opening(&self, order: Order, last: &Series, known: &[(Series, &str)]) -> String {
        let floor = last.next().opening(order);
        if let Some(introduced) = self.introduced {
            return later(order, floor, introduced);
        }
        let guess = match &self.series {
            Some(series) => last.next_towards(series).opening(order),
            None => floor,
        };
        let left_out = &known[known.partition_point(|(series, _)| series <= last)..];
        let left_out = left_out
            .iter()
            .take_while(|(series, _)| self.reaches(series));
        left_out.fold(guess, |opening, (series, release)| {
            let start = series.opening(order);
            let oldest = earlier(order, &start, release);
            earlier(order, &opening, oldest).to_owned()
        })
    }

    /// Whether an older run of this branch may hold releases of `series`.
    fn reaches(&self, series: &Series) -> bool {
        match (&self.series, self.status) {
            (None, _) => true,
            (Some(own), BranchStatus::NotAffected) => series < own,
            (Some(own), _) => series <= own,
        }
    }

    /// Where the run ends, given the `next` branch; `None` when the branch has no
    /// run.
    fn end(&self, order: Order, next: Option<&Self>) -> Option<End> {
        let before = |series: &Series| End::Before(series.opening(order).into());
        match self.status {
            BranchStatus::Fixed(fixed) => Some(End::Fixed(fixed.into())),
            BranchStatus::NotAffected => self.series.as_ref().map(before),
            BranchStatus::WontFix | BranchStatus::Pending | BranchStatus::NotEvaluated => {
                let next = next.and_then(|next| next.series.as_ref());
                Some(next.map_or(End::Open, before))
            }
        }
    }
}

/// The earlier of two versions.
fn earlier<'a>(order: Order, a: &'a str, b: &'a str) -> &'a str {
    match compare_starts(order, a, b) {
        Ordering::Greater => b,
        _ => a,
    }
}

/// The later of two places where a run may open.
fn later(order: Order, a: String, b: &str) -> String {
    match compare_starts(order, &a, b) {
        Ordering::Less => b.to_owned(),
        _ => a,
    }
}
