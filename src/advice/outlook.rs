//! What one advisory means for a package as a whole.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use super::entry::Entry;
use super::exposure::Exposure;
use super::rows::{BranchRow, BranchState};
use super::upgrade::Upgrade;
use crate::model::{Advisory, Affected, Event, RangeType};
use crate::version::interval::{self, End, Interval};
use crate::version::{Order, branch};

/// An advisory, and what to do about it.
#[derive(Clone, Debug)]
pub struct Outlook<'s, 'a> {
    /// The affected versions: what ranges cover and what is enumerated beside
    /// them, sorted and disjoint. Empty where the record has no ranges.
    pub extent: Vec<Interval>,
    /// The versions that the record enumerates, as it has them.
    pub listed: Vec<&'a str>,
    /// What it means for each series, oldest first.
    pub rows: Vec<BranchRow<'s>>,
    /// The versions that fix it, oldest first. None of them is affected.
    pub fixes: Vec<String>,
    /// How far its users can be rid of it.
    pub remedy: Remedy,
    /// The newest version to go to from any that it affects.
    pub upgrade: Option<Upgrade<'a>>,
    /// The other versions to go to, newest first: those of older series, and the
    /// fixes of supported ones, for who wants to stay there.
    pub others: Vec<String>,
    /// Which of all these are not released.
    pub unreleased: HashSet<String>,
}

/// How far those whom an advisory affects can be rid of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// There is a fixed version for everybody who gets fixes.
    Full,
    /// There is one for some.
    Partial,
    /// Nothing fixes it, but there is a version to go to that it does not affect.
    Avoidable,
    /// There is none.
    None,
    /// There is none, and no supported series needs one.
    Needless,
    /// Affected versions are listed, if at all, without saying where they end.
    Unlimited,
    /// It does not say which versions are affected.
    Unstated,
}

impl<'a> Exposure<'a> {
    /// What an advisory means for the package. Of one that is withdrawn, no more
    /// than its record says.
    pub fn outlook(&self, advisory: &'a Advisory) -> Outlook<'_, 'a> {
        let entries = self.about(advisory);
        let listed = entries.iter().flat_map(|e| e.versions.iter().flatten());
        let listed: Vec<&str> = listed.map(|version| version.value.as_str()).collect();
        let order = entries.first().map(|entry| Order::of_affected(entry));
        let extent = || order.map_or_else(Vec::new, |order| interval::extent(order, entries));
        let entry = self.entry(advisory);
        let extent = match entry {
            Some(entry) => entry.extent.get_or_init(extent).clone(),
            None => extent(),
        };
        let rows = self.rows(advisory);
        let mut outlook = Outlook {
            fixes: self.fixed(advisory, &extent, &rows),
            extent,
            listed,
            rows,
            remedy: Remedy::Unstated,
            upgrade: None,
            others: Vec::new(),
            unreleased: HashSet::new(),
        };
        let targets = entry.map(|entry| {
            let targets = || self.targets(entry, &outlook);
            entry.targets.get_or_init(targets).clone()
        });
        let mut targets = targets.unwrap_or_default();
        let newest = targets.pop_last();
        outlook.upgrade = newest.map(|newest| self.upgrade_to(newest, vec![advisory]));
        // A series that nobody is sent to has a way of its own all the same: its fix.
        let sent = targets.iter().copied().chain(newest);
        let sent: BTreeSet<Option<Cow<'_, str>>> = sent.map(|at| self.series_at(at)).collect();
        let rows = outlook.rows.iter().filter(|row| row.is_supported());
        let own = rows.filter_map(|row| self.points.find(row.fixed.as_ref()?));
        let own = own.filter(|at| !sent.contains(&self.series_at(*at)));
        targets.extend(own.collect::<Vec<_>>());
        outlook.others = targets.iter().rev().map(|at| self.version(*at)).collect();
        outlook.remedy = outlook.judge(entries);
        if entry.is_some() {
            outlook.unreleased = self.unreleased(&outlook);
        }
        outlook
    }

    fn unreleased(&self, outlook: &Outlook<'_, '_>) -> HashSet<String> {
        let upgrade = outlook.upgrade.iter().map(|upgrade| &upgrade.version);
        let named = outlook.fixes.iter().chain(&outlook.others).chain(upgrade);
        let unreleased = named.filter(|version| self.is_unreleased(version));
        unreleased.cloned().collect()
    }

    /// The versions that are fixed, oldest first: those that ranges name, else
    /// those of the branches.
    fn fixed(
        &self,
        advisory: &Advisory,
        extent: &[Interval],
        rows: &[BranchRow<'_>],
    ) -> Vec<String> {
        let ends = extent.iter().filter_map(|run| match &run.end {
            End::Fixed(version) => Some(version.to_string()),
            End::Open | End::Before(_) | End::LastAffected(_) => None,
        });
        let named: Vec<String> = ends.collect();
        if !named.is_empty() {
            return named;
        }
        let of_rows = rows.iter().filter_map(|row| row.fixed.clone());
        let is_free = |version: &String| !self.affects(advisory, version);
        of_rows.filter(is_free).collect()
    }

    /// Where the users of the versions that an advisory affects can go: the places.
    fn targets(&self, entry: &Entry<'a>, outlook: &Outlook<'_, 'a>) -> BTreeSet<usize> {
        let mut listed = vec![false; self.points.len()];
        for at in outlook.listed.iter().filter_map(|v| self.points.find(v)) {
            listed[at] = true;
        }
        let knows_releases = !self.schedule.releases().is_empty();
        let is_known = |at: &usize| match self.points.get(*at).release {
            Some(_) => true,
            None => listed[*at] || (!knows_releases && self.released[*at]),
        };
        let mut targets = BTreeSet::new();
        let mut go = |at: Option<usize>| targets.extend(at.filter(|at| !entry.covers(*at)));
        let known = entry.runs.iter().cloned().flatten().filter(is_known);
        let known: Vec<usize> = known.collect();
        for at in &known {
            go(self.upgrade_from(*at));
        }
        let order = self.schedule.order();
        for run in &outlook.extent {
            let places = self.points.places(order, run);
            let first = known.partition_point(|at| *at < places.start);
            if known.get(first).is_some_and(|at| places.contains(at)) {
                continue;
            }
            let (end, skipped) = match &run.end {
                End::Open => continue,
                End::Fixed(end) | End::Before(end) => (end, 0),
                End::LastAffected(end) => (end, 1),
            };
            let series = match &run.end {
                End::Before(_) if run.introduced != "0" => &run.introduced,
                _ => end,
            };
            go(self.way(
                entry.advisory,
                series,
                self.points.from(order, end) + skipped,
            ));
        }
        targets
    }

    /// Where those can go who use the version at a place, which an advisory affects,
    /// when the way out of that version leads out of this advisory too.
    pub(super) fn refuge(&self, entry: &Entry<'a>, at: usize) -> Option<&str> {
        let to = self.upgrade_from(at)?;
        (!entry.covers(to)).then(|| &*self.points.get(to).version)
    }

    /// The same of the users of a branch of which nothing is known but its name.
    pub(super) fn refuge_of_branch(&self, advisory: &Advisory, name: &str) -> Option<String> {
        let order = self.schedule.order();
        let version = branch::numbers(name)?;
        let from = self.points.from(order, &version);
        self.way(advisory, &version, from)
            .map(|at| self.version(at))
    }
}

impl Outlook<'_, '_> {
    /// Whether somebody says which series get security fixes.
    pub fn has_support(&self) -> bool {
        self.rows.iter().any(|row| row.cycle.is_some())
    }

    /// The series that are affected, which somebody ought to mend: those that get
    /// fixes, or all when none does.
    pub fn open(&self) -> impl Iterator<Item = &BranchRow<'_>> {
        let any_supported = self.rows.iter().any(BranchRow::is_supported);
        let judged = self.rows.iter();
        judged.filter(move |row| row.state.is_open() && (row.is_supported() || !any_supported))
    }

    /// Whether a version after which no version is affected is named.
    fn ends_fixed(&self) -> bool {
        match self.extent.last().map(|run| &run.end) {
            Some(End::Fixed(_)) => true,
            // Later series may have begun without the defect, and have it.
            _ if self.rows.iter().any(|row| row.state.is_open()) => false,
            Some(End::Open | End::Before(_)) => false,
            Some(End::LastAffected(_)) | None => !self.fixes.is_empty(),
        }
    }

    fn judge(&self, entries: &[&Affected]) -> Remedy {
        let avoidable = || match &self.upgrade {
            Some(_) => Remedy::Avoidable,
            None => Remedy::None,
        };
        if self.rows.is_empty() {
            return match self.ends(entries).as_slice() {
                [] if self.listed.is_empty() => Remedy::Unstated,
                [] if self.upgrade.is_some() => Remedy::Avoidable,
                [] => Remedy::Unlimited,
                // Whoever is in an earlier interval can upgrade past it.
                [.., true] => Remedy::Full,
                ends if ends.contains(&true) => Remedy::Partial,
                _ => avoidable(),
            };
        }
        // Without a table nobody knows whether there are series after the last fix.
        let goes_on = !self.has_support() && !self.ends_fixed();
        let is_open = goes_on || self.open().next().is_some();
        let was_affected =
            |row: &BranchRow<'_>| row.is_supported() && row.state == BranchState::NoLongerAffected;
        match (self.fixes.is_empty(), is_open) {
            (false, false) => Remedy::Full,
            (false, true) => Remedy::Partial,
            (true, true) => avoidable(),
            (true, false) if self.rows.iter().any(was_affected) => avoidable(),
            (true, false) => Remedy::Needless,
        }
    }

    /// Whether each interval ends with a fix; of a record without version ranges,
    /// each range of commits.
    fn ends(&self, entries: &[&Affected]) -> Vec<bool> {
        if !self.extent.is_empty() {
            let runs = self.extent.iter();
            return runs.map(|run| matches!(run.end, End::Fixed(_))).collect();
        }
        let ranges = entries.iter().flat_map(|e| e.ranges.iter().flatten());
        let commits = ranges.filter(|range| range.kind() == RangeType::Git);
        let is_fixed = |event: &crate::model::RangeEvent| matches!(event.event, Event::Fixed(_));
        commits
            .map(|range| range.events().iter().any(is_fixed))
            .collect()
    }
}
