//! What is affected, package by package: intervals of versions, what became of
//! each branch, and what to do about it.

mod advice;
mod goal;
mod interval;
mod sentence;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use interval::Interval;
pub use sentence::Sentence;

use goal::Goal;

use super::Frame;
use super::branch::BranchView;
use super::commit::CommitRange;
use super::install;
use super::known::KnownVersions;
use super::link::Link;
use super::name::Name;
use crate::model::{Advisory, Affected, RangeType};
use crate::output::versions::Table;
use crate::theme::Language;
use crate::version::Order;
use crate::version::interval as runs;

/// A package, with everything that the record says about it.
#[derive(Clone, Debug, Serialize)]
pub struct PackageView {
    /// Its name; the project's for software without a registry.
    pub name: String,
    /// The registry: `PyPI`.
    pub ecosystem: Option<String>,
    /// Address of its own page.
    pub page: Option<String>,
    /// What became of each branch that gets security fixes, newest first; of each
    /// that the author names, where nobody says which are supported.
    pub branches: Vec<BranchView>,
    /// What became of the branches without support, newest first.
    pub past: Vec<BranchView>,
    /// Affected series without support, fix or a word of the author, when a row
    /// for each would be too long.
    pub left_behind: Vec<String>,
    /// Whether it is known which branches get security fixes.
    pub has_support: bool,
    /// Affected versions, one interval a row.
    pub intervals: Vec<Interval>,
    /// Which versions are affected, in words.
    pub affected: Option<Sentence>,
    /// Which are not; none where the record does not tell.
    pub unaffected: Option<Sentence>,
    /// Where everybody can go.
    pub goal: Option<Goal>,
    /// `Upgrade to tinysig 3.4.1 or later.`
    pub upgrade: Option<String>,
    /// What to type to get that version: `pip install "tinysig>=3.4.1"`.
    pub command: Option<String>,
    /// What to do about branches without a fix: `Series 2.3 will not be fixed;
    /// upgrade to 2.4.4.`
    pub advice: Vec<String>,
    /// Every affected version that the record names.
    pub versions: Vec<String>,
    /// The known versions, and what is said of each.
    pub known: Option<KnownVersions>,
    /// Affected commits that neither branches nor references tell.
    pub commits: Vec<CommitRange>,
}

/// How far a package, or all of them, can be rid of the vulnerability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// There is a fixed version for everybody who gets fixes.
    Full,
    /// There is one for some.
    Partial,
    /// There is none.
    None,
    /// There is none, and no supported branch needs one.
    Needless,
    /// Affected versions are listed, if at all, without saying where they end.
    Unstated,
}

/// Which versions are affected, and what to do, in sentences, for what shows no
/// more of the record than them.
pub fn gist(frame: &Frame<'_>, advisory: &Advisory) -> Vec<String> {
    let packages = PackageView::all(frame, advisory).into_iter();
    let sentences = packages.flat_map(|package| {
        let affected = package.affected.map(|affected| {
            if affected.ranges.is_empty() {
                return affected.text;
            }
            format!("{}: {}.", affected.text, affected.ranges.join("; "))
        });
        affected.into_iter().chain(package.upgrade)
    });
    sentences.collect()
}

impl PackageView {
    /// The packages of an advisory, in the order of the record. Entries of the
    /// same package are one.
    pub(super) fn all(frame: &Frame<'_>, advisory: &Advisory) -> Vec<Self> {
        let packages = Self::grouped(frame, advisory).into_iter();
        packages
            .map(|(name, entries)| {
                Self::new(frame, advisory, name, &entries).told(frame, advisory, &entries)
            })
            .collect()
    }

    /// The same without their sentences, for lists.
    pub(super) fn untold(frame: &Frame<'_>, advisory: &Advisory) -> Vec<Self> {
        let packages = Self::grouped(frame, advisory).into_iter();
        packages
            .map(|(name, entries)| Self::new(frame, advisory, name, &entries))
            .collect()
    }

    fn grouped<'a>(frame: &Frame<'_>, advisory: &'a Advisory) -> Vec<(Name, Vec<&'a Affected>)> {
        let mut packages: Vec<(Name, Vec<&Affected>)> = Vec::new();
        for affected in advisory.affected() {
            let name = Name::of(frame, affected);
            match packages.iter_mut().find(|(known, _)| *known == name) {
                Some((_, entries)) => entries.push(affected),
                None => packages.push((name, vec![affected])),
            }
        }
        packages
    }

    /// What these entries of the advisory say of the one package that they are
    /// about, without sentences.
    pub(super) fn of(
        frame: &Frame<'_>,
        advisory: &Advisory,
        entries: &[&Affected],
    ) -> Option<Self> {
        let name = Name::of(frame, entries.first()?);
        Some(Self::new(frame, advisory, name, entries))
    }

    fn new(frame: &Frame<'_>, advisory: &Advisory, name: Name, entries: &[&Affected]) -> Self {
        let ranges = entries.iter().flat_map(|e| e.ranges.iter().flatten());
        let versions = entries.iter().flat_map(|e| e.versions.iter().flatten());
        let (has_support, branches) = BranchView::all(frame, advisory, entries);
        let (branches, past) = branches.into_iter().partition(|branch| branch.supported);
        Self {
            name: name.text,
            ecosystem: name.ecosystem,
            page: name.page,
            branches,
            past,
            left_behind: Vec::new(),
            has_support,
            intervals: intervals(frame, entries),
            affected: None,
            unaffected: None,
            goal: None,
            upgrade: None,
            command: None,
            advice: Vec::new(),
            known: None,
            versions: versions.map(|version| version.value.clone()).collect(),
            commits: ranges
                .filter(|range| range.kind() == RangeType::Git)
                .map(CommitRange::new)
                .collect(),
        }
    }

    /// The same with its sentences, of the same entries.
    fn told(mut self, frame: &Frame<'_>, advisory: &Advisory, entries: &[&Affected]) -> Self {
        let language = frame.language();
        self.affected = Sentence::affected(language, &self);
        self.unaffected = self
            .are_all(entries)
            .then(|| Sentence::unaffected(language, &self))
            .flatten();
        let table = Table::about(frame.tables, entries);
        self.goal = Goal::new(frame, advisory, table, &self);
        self.upgrade = advice::upgrade(language, &self);
        self.command = self.command(entries);
        self.advice = advice::branches(language, &self);
        self.known = KnownVersions::new(frame, advisory, entries, &self);
        self
    }

    /// Leaves out what a page does not need to say twice, or at all: commits that
    /// its branches show, and rows that say nothing but "affected".
    pub(super) fn shorten(&mut self) {
        self.left_behind = BranchView::take_left_behind(&mut self.past);
        let branches = self.branches.iter().chain(&self.past);
        let shown: Vec<&Link> = branches.filter_map(|branch| branch.fix.as_ref()).collect();
        self.commits.retain(|range| !range.is_shown_by(&shown));
    }

    /// What to type to get where everybody can go.
    fn command(&self, entries: &[&Affected]) -> Option<String> {
        let package = entries.first()?.package.as_ref()?;
        install::command(
            &package.ecosystem,
            &package.name,
            &self.goal.as_ref()?.version,
        )
    }

    /// The versions that are fixed, oldest first. Where the record names none,
    /// the first releases of each branch that it does not affect any more.
    pub(super) fn fixes(&self) -> Vec<&str> {
        let ends = self.intervals.iter();
        let named: Vec<&str> = ends.filter_map(|run| run.fixed.as_deref()).collect();
        if !named.is_empty() {
            return named;
        }
        let branches = self.branches.iter().chain(&self.past);
        let mut fixed: Vec<_> = branches
            .filter(|branch| branch.state == "fixed")
            .filter_map(|branch| Some((branch.place, branch.fixed.as_ref()?.text.as_str())))
            .collect();
        fixed.sort_unstable();
        fixed.into_iter().map(|(_, version)| version).collect()
    }

    /// The fix after which no version is affected.
    fn last_fix(&self) -> Option<&str> {
        match self.intervals.last() {
            Some(Interval {
                fixed: Some(fixed), ..
            }) => Some(fixed),
            // Later series may have begun without the defect, and have it.
            _ if self.open().chain(self.behind()).next().is_some() => None,
            Some(Interval {
                last_affected: None,
                ..
            }) => None,
            _ => self.fixes().last().copied(),
        }
    }

    /// The branches that are affected, which somebody ought to mend: those that
    /// get fixes, or all when none does.
    pub(super) fn open(&self) -> impl Iterator<Item = &BranchView> {
        let judged = match self.branches.as_slice() {
            [] => &self.past,
            supported => supported,
        };
        judged.iter().filter(|branch| branch.is_open())
    }

    /// The affected branches that nobody ought to mend any more.
    pub(super) fn behind(&self) -> impl Iterator<Item = &BranchView> {
        let past = self.past.iter().filter(|_| !self.branches.is_empty());
        past.filter(|branch| branch.is_open())
    }

    /// Whether it has no branches, and not everybody can be rid of the defect.
    pub(super) fn is_open_without_branches(&self) -> bool {
        let has_branches = !(self.branches.is_empty() && self.past.is_empty());
        !has_branches && matches!(self.remedy(), Remedy::None | Remedy::Partial)
    }

    fn remedy(&self) -> Remedy {
        if self.branches.is_empty() && self.past.is_empty() {
            return self.remedy_of_ranges();
        }
        // Without a table nobody knows whether there are series after the last fix.
        let goes_on = !self.has_support && self.last_fix().is_none();
        let is_open = goes_on || self.open().next().is_some();
        match (self.fixes().first(), is_open) {
            (Some(_), false) => Remedy::Full,
            (Some(_), true) => Remedy::Partial,
            (None, true) => Remedy::None,
            (None, false) => Remedy::Needless,
        }
    }

    /// A fix that ends the last interval helps everybody: whoever is in an
    /// earlier one can upgrade past it.
    fn remedy_of_ranges(&self) -> Remedy {
        let ends: Vec<bool> = if self.intervals.is_empty() {
            self.commits.iter().map(|c| !c.fixed.is_empty()).collect()
        } else {
            self.intervals.iter().map(|i| i.fixed.is_some()).collect()
        };
        match ends.last() {
            Some(true) => Remedy::Full,
            Some(false) if ends.contains(&true) => Remedy::Partial,
            Some(false) => Remedy::None,
            None => Remedy::Unstated,
        }
    }

    /// The affected versions in words, one interval each; their names when
    /// the record has no intervals.
    pub(super) fn phrases(&self, language: &Language) -> Vec<String> {
        if self.intervals.is_empty() {
            return self.versions.clone();
        }
        let intervals = self.intervals.iter();
        intervals
            .map(|interval| interval.phrase(language))
            .collect()
    }

    /// Whether the intervals cover everything that is affected: one order is the
    /// order of all entries, and no version is enumerated beside them.
    fn are_all(&self, entries: &[&Affected]) -> bool {
        let mut orders = entries.iter().map(|entry| Order::of_affected(entry));
        let Some(order) = orders.next() else {
            return false;
        };
        let covers: Vec<_> = entries
            .iter()
            .flat_map(|entry| runs::intervals(order, entry))
            .collect();
        let covered = |version: &String| covers.iter().any(|run| run.contains(order, version));
        orders.all(|other| other == order)
            && (self.intervals.is_empty() || self.versions.iter().all(covered))
    }
}

impl Remedy {
    /// Of several packages together; those that state nothing do not count.
    pub(super) fn of(packages: &[PackageView]) -> Self {
        packages
            .iter()
            .map(PackageView::remedy)
            .reduce(|a, b| match (a, b) {
                (Self::Unstated | Self::Needless, other)
                | (other, Self::Unstated | Self::Needless) => other,
                (a, b) if a == b => a,
                _ => Self::Partial,
            })
            .unwrap_or(Self::Unstated)
    }
}

/// What the version ranges of a package cover together.
fn intervals(frame: &Frame<'_>, entries: &[&Affected]) -> Vec<Interval> {
    let Some(first) = entries.first() else {
        return Vec::new();
    };
    let order = Order::of_affected(first);
    let covered = entries
        .iter()
        .flat_map(|entry| runs::intervals(order, entry))
        .collect();
    let table = Table::about(frame.tables, entries);
    let known = table.map_or(&[][..], |table| table.schedule().releases());
    runs::union(order, covered)
        .into_iter()
        .map(|run| Interval::new(run).with_last_release(order, known))
        .collect()
}
