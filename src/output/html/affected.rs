//! What is affected, package by package: intervals of versions, what became of
//! each branch, and what to do about it.

mod advice;
mod goal;
mod interval;
mod sentence;
#[cfg(test)]
mod tests;
mod unaffected;

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

pub use interval::Interval;
pub use sentence::Sentence;

use goal::Goal;

use super::branch::BranchView;
use super::commit::CommitRange;
use super::install;
use super::known::KnownVersions;
use super::link::Link;
use super::name::Name;
use crate::advice::{Exposure, Outlook, Remedy};
use crate::model::config::PackageName;
use crate::model::{Advisory, Affected, Package, RangeType, VersionText};
use crate::output::Frame;
use crate::output::versions::Table;
use crate::theme::Language;
use crate::version::Order;

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
    /// Where those whom it affects can go.
    pub goal: Option<Goal>,
    /// `Upgrade to tinysig 3.4.1 or later.`
    pub upgrade: Option<String>,
    /// What to type to get that version: `pip install "tinysig>=3.4.1"`.
    pub command: Option<String>,
    /// What to do about branches without a fix: `Series 2.3 will not be fixed;
    /// upgrade to 2.4.4.`
    pub advice: Vec<String>,
    /// Every affected version that the record names.
    pub versions: Vec<VersionText>,
    /// The known versions, and what is said of each.
    pub known: Option<KnownVersions>,
    /// Affected commits that neither branches nor references tell.
    pub commits: Vec<CommitRange>,
    /// How far its users can be rid of it.
    #[serde(skip)]
    pub(super) remedy: Remedy,
    /// The versions that fix it, oldest first.
    #[serde(skip)]
    pub(super) fixes: Vec<String>,
    /// Which of these, and of the versions to go to, are not released.
    #[serde(skip)]
    pub(super) unreleased: HashSet<String>,
}

/// How much there is room for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// What a row of a list shows.
    Row,
    /// What can be said of it in sentences, too.
    Sentences,
    /// And each known version.
    Versions,
}

impl PackageView {
    /// The packages of an advisory, in the order of the record. Entries of the
    /// same package are one.
    pub(super) fn all(frame: &Frame<'_>, advisory: &Advisory, detail: Detail) -> Vec<Self> {
        let packages = Self::grouped(advisory).into_iter();
        packages
            .map(|entries| Self::of(frame, advisory, &entries, detail))
            .collect()
    }

    fn grouped(advisory: &Advisory) -> Vec<Vec<&Affected>> {
        let mut packages: Vec<Vec<&Affected>> = Vec::new();
        let mut places: BTreeMap<Option<PackageName>, usize> = BTreeMap::new();
        for affected in advisory.affected() {
            let name = affected.package.as_ref().map(Package::canonical);
            let place = *places.entry(name).or_insert(packages.len());
            match packages.get_mut(place) {
                Some(entries) => entries.push(affected),
                None => packages.push(vec![affected]),
            }
        }
        packages
    }

    /// What these entries of the advisory say of the one package that they are
    /// about.
    pub(super) fn of(
        frame: &Frame<'_>,
        advisory: &Advisory,
        entries: &[&Affected],
        detail: Detail,
    ) -> Self {
        let exposure = exposure(frame, entries);
        let outlook = exposure.outlook(advisory);
        let mut view = Self::new(frame, advisory, exposure, &outlook, entries, detail);
        if detail >= Detail::Sentences {
            view.tell(frame.language(), entries);
        }
        if detail >= Detail::Versions {
            view.known = KnownVersions::new(frame, advisory, exposure, &outlook);
        }
        view
    }

    fn new(
        frame: &Frame<'_>,
        advisory: &Advisory,
        exposure: &Exposure<'_>,
        outlook: &Outlook<'_, '_>,
        entries: &[&Affected],
        detail: Detail,
    ) -> Self {
        let name = Name::of(frame, exposure, entries[0]);
        let ranges = entries.iter().flat_map(|e| e.ranges.iter().flatten());
        let table = Table::about(&frame.tables, entries);
        let branches = outlook.rows.iter().rev();
        let branches = branches.map(|row| BranchView::new(frame, table, row, &outlook.unreleased));
        let (branches, past) = branches.partition(|branch| branch.supported);
        let order = Order::of_affected(entries[0]);
        let releases = table.map_or(&[][..], |table| table.schedule().releases());
        let intervals = outlook.extent.iter().cloned();
        Self {
            name: name.text,
            ecosystem: name.ecosystem,
            page: name.page,
            branches,
            past,
            left_behind: Vec::new(),
            has_support: outlook.has_support(),
            intervals: intervals
                .map(|run| Interval::new(frame.language(), order, releases, run))
                .collect(),
            affected: None,
            unaffected: None,
            goal: Goal::new(frame, advisory, exposure, outlook),
            upgrade: None,
            command: None,
            advice: Vec::new(),
            known: None,
            // Where there are intervals, nothing but the page has room for names.
            versions: if detail == Detail::Versions || outlook.extent.is_empty() {
                outlook
                    .listed
                    .iter()
                    .copied()
                    .map(VersionText::from)
                    .collect()
            } else {
                Vec::new()
            },
            commits: ranges
                .filter(|range| range.kind() == RangeType::Git)
                .map(CommitRange::new)
                .collect(),
            remedy: outlook.remedy,
            fixes: outlook.fixes.clone(),
            unreleased: outlook.unreleased.clone(),
        }
    }

    /// Says in sentences what these entries mean.
    fn tell(&mut self, language: &Language, entries: &[&Affected]) {
        let mut orders = entries.iter().map(|entry| Order::of_affected(entry));
        let first = orders.next();
        let has_one_order = orders.all(|order| Some(order) == first);
        self.affected = Sentence::affected(language, self);
        self.unaffected = has_one_order
            .then(|| Sentence::unaffected(language, self))
            .flatten();
        self.upgrade = advice::upgrade(language, self);
        self.command = self.command(entries);
        self.advice = advice::unreleased(language, self).into_iter().collect();
        self.advice.extend(advice::branches(language, self));
    }

    /// Leaves out what a page does not need to say twice, or at all: commits that
    /// its branches show, and rows that say nothing but "affected".
    pub(super) fn shorten(&mut self) {
        self.left_behind = BranchView::take_left_behind(&mut self.past);
        let branches = self.branches.iter().chain(&self.past);
        let shown: Vec<&Link> = branches.filter_map(|branch| branch.fix.as_ref()).collect();
        self.commits.retain(|range| !range.is_shown_by(&shown));
    }

    /// What to type to get where its users can go, unless a newer version is
    /// affected: package managers would bring that.
    fn command(&self, entries: &[&Affected]) -> Option<String> {
        let package = entries.first()?.package.as_ref()?;
        let goal = self
            .goal
            .as_ref()
            .filter(|goal| goal.is_way && goal.is_last)?;
        install::command(&package.ecosystem, &package.name, &goal.version)
    }

    /// The branches that are affected, which somebody ought to mend: those that
    /// get fixes, or all when none does.
    pub(super) fn open(&self) -> impl Iterator<Item = &BranchView> {
        let judged = match self.branches.as_slice() {
            [] => &self.past,
            supported => supported,
        };
        judged.iter().filter(|branch| branch.stands.is_open())
    }

    /// The affected branches that nobody ought to mend any more.
    pub(super) fn behind(&self) -> impl Iterator<Item = &BranchView> {
        let past = self.past.iter().filter(|_| !self.branches.is_empty());
        past.filter(|branch| branch.stands.is_open())
    }

    /// Whether it has no branches, and not everybody can be rid of the defect.
    pub(super) fn is_open_without_branches(&self) -> bool {
        let has_branches = !(self.branches.is_empty() && self.past.is_empty());
        !has_branches && matches!(self.remedy, Remedy::None | Remedy::Partial)
    }

    /// What stands behind the versions that fix it, where not all are released.
    pub(super) fn fixes_await(&self, language: &Language) -> Option<String> {
        let fixes = self.fixes.iter();
        let awaited = fixes.filter(|version| self.unreleased.contains(*version));
        let awaited: Vec<String> = awaited.cloned().collect();
        let count = ("count", awaited.len().into());
        match awaited.len() {
            0 => None,
            all if all == self.fixes.len() => Some(language.fill("unlisted", [count])),
            _ => {
                let versions = ("versions", language.listed_briefly(&awaited).into());
                Some(language.fill("unlisted_some", [versions, count]))
            }
        }
    }

    /// The affected versions in words, one interval each; their names when
    /// the record has no intervals.
    pub(super) fn phrases(&self, language: &Language) -> Vec<String> {
        if self.intervals.is_empty() {
            return self.versions.iter().map(VersionText::to_string).collect();
        }
        let intervals = self.intervals.iter();
        intervals
            .map(|interval| interval.phrase(language))
            .collect()
    }
}

/// What is known of the package that these entries are about.
fn exposure<'f>(frame: &Frame<'f>, entries: &[&Affected]) -> &'f Exposure<'f> {
    let exposure = frame.site.advice.about(entries[0]);
    exposure.expect("the advice of a site is made of the advisories that it shows")
}
