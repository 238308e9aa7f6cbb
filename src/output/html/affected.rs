//! What is affected, package by package: a row for each interval, a sentence
//! that says the same, and what to upgrade to.

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::Frame;
use super::branch::BranchView;
use super::commit::CommitRange;
use super::name::Name;
use super::unaffected::Gap;
use crate::model::{Advisory, Affected, RangeType};
use crate::version::Order;
use crate::version::interval::{self, End};

/// How many enumerated versions a sentence holds.
const NAMED: usize = 5;

/// A package, with everything that the record says about it.
#[derive(Clone, Debug, Serialize)]
pub struct PackageView {
    /// Its name; the project's for software without a registry.
    pub name: String,
    /// The registry: `PyPI`.
    pub ecosystem: Option<String>,
    /// What became of each branch, where the project has a table of supported
    /// versions of the package.
    pub branches: Vec<BranchView>,
    /// Affected series without support, fix or a word of the author, when a row
    /// for each would be too long.
    pub left_behind: Vec<String>,
    /// Address of its own page.
    pub page: Option<String>,
    /// Affected versions, one interval a row.
    pub intervals: Vec<Interval>,
    /// `Affected: tinysig from 1.10 to before 3.4.1.`
    pub sentence: Option<String>,
    /// `Not affected: tinysig before 1.10 and from 3.4.1 on.` None where the
    /// record does not tell.
    pub unaffected: Option<String>,
    /// `Upgrade tinysig to 3.4.1 or later.`
    pub upgrade: Option<String>,
    /// Every affected version that the record names.
    pub versions: Vec<String>,
    /// Affected commits.
    pub commits: Vec<CommitRange>,
}

/// An interval of affected versions. With neither `fixed` nor `last_affected`
/// it is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// The first affected version; none when that is the first of all.
    pub introduced: Option<String>,
    /// The first version after it that is no longer affected.
    pub fixed: Option<String>,
    /// The last version known to be affected.
    pub last_affected: Option<String>,
}

/// How far a package, or all of them, can be rid of the vulnerability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// There is a fixed version for everybody.
    Full,
    /// There is one for some.
    Partial,
    /// There is none.
    None,
    /// Affected versions are listed, if at all, without saying where they end.
    Unstated,
}

impl PackageView {
    /// The packages of an advisory, in the order of the record. Entries of the
    /// same package are one.
    pub(super) fn all(frame: &Frame<'_>, advisory: &Advisory) -> Vec<Self> {
        let mut packages: Vec<(Name, Vec<&Affected>)> = Vec::new();
        for affected in advisory.affected() {
            let name = Name::of(frame, affected);
            match packages.iter_mut().find(|(known, _)| *known == name) {
                Some((_, entries)) => entries.push(affected),
                None => packages.push((name, vec![affected])),
            }
        }
        packages
            .into_iter()
            .map(|(name, entries)| Self::new(name, &entries))
            .collect()
    }

    /// What these entries say of the one package that they are about.
    pub(super) fn of(frame: &Frame<'_>, entries: &[&Affected]) -> Option<Self> {
        let name = Name::of(frame, entries.first()?);
        Some(Self::new(name, entries))
    }

    fn new(name: Name, entries: &[&Affected]) -> Self {
        let ranges = entries.iter().flat_map(|e| e.ranges.iter().flatten());
        let versions = entries.iter().flat_map(|e| e.versions.iter().flatten());
        let mut package = Self {
            name: name.text,
            ecosystem: name.ecosystem,
            branches: Vec::new(),
            left_behind: Vec::new(),
            page: name.page,
            intervals: intervals(entries),
            sentence: None,
            unaffected: None,
            upgrade: None,
            versions: versions.map(|version| version.value.clone()).collect(),
            commits: ranges
                .filter(|range| range.kind() == RangeType::Git)
                .map(CommitRange::new)
                .collect(),
        };
        package.sentence = package.affected_sentence();
        package.unaffected = package
            .unaffected_sentence()
            .filter(|_| package.are_all(entries));
        package.upgrade = package.upgrade_sentence();
        package
    }

    /// Whether it goes by this name.
    pub(super) fn is_called(&self, name: &Name) -> bool {
        self.name == name.text && self.ecosystem == name.ecosystem
    }

    /// The versions that are fixed, in the order of the intervals.
    pub(super) fn fixes(&self) -> impl Iterator<Item = &str> {
        self.intervals
            .iter()
            .filter_map(|interval| interval.fixed.as_deref())
    }

    /// A fix that ends the last interval helps everybody: whoever is in an
    /// earlier one can upgrade past it.
    fn remedy(&self) -> Remedy {
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
    pub(super) fn phrases(&self) -> Vec<String> {
        if self.intervals.is_empty() {
            return self.versions.clone();
        }
        self.intervals.iter().map(Interval::phrase).collect()
    }

    fn affected_sentence(&self) -> Option<String> {
        let phrases: Vec<_> = self.intervals.iter().map(Interval::phrase).collect();
        let name = &self.name;
        match (phrases.as_slice(), self.versions.as_slice()) {
            ([], versions) if is_short(versions) => {
                Some(format!("Affected: {name} {} only.", listed(versions)))
            }
            ([], _) => None,
            (phrases, _) => Some(format!("Affected: {name} {}.", listed(phrases))),
        }
    }

    fn unaffected_sentence(&self) -> Option<String> {
        let name = &self.name;
        if self.intervals.is_empty() {
            let named = is_short(&self.versions);
            return named.then(|| format!("Not affected: every other version of {name}."));
        }
        let gaps = Gap::all(&self.intervals);
        let phrases: Vec<_> = gaps.into_iter().map(Gap::phrase).collect();
        (!phrases.is_empty()).then(|| format!("Not affected: {name} {}.", listed(&phrases)))
    }

    /// Whether the intervals cover everything that is affected: one order is the
    /// order of all entries, and no version is enumerated beside them.
    fn are_all(&self, entries: &[&Affected]) -> bool {
        let mut orders = entries.iter().map(|entry| Order::of_affected(entry));
        let Some(order) = orders.next() else {
            return false;
        };
        let runs: Vec<_> = entries
            .iter()
            .flat_map(|entry| interval::intervals(order, entry))
            .collect();
        let covered = |version: &String| runs.iter().any(|run| run.contains(order, version));
        orders.all(|other| other == order)
            && (self.intervals.is_empty() || self.versions.iter().all(covered))
    }

    /// What to upgrade to: the newest fix, and those of older branches for who
    /// cannot leave them.
    fn upgrade_sentence(&self) -> Option<String> {
        let name = &self.name;
        let last = self.intervals.last()?;
        let fixes: Vec<_> = self.fixes().map(str::to_owned).collect();
        Some(match (&last.fixed, fixes.as_slice()) {
            (Some(newest), [_]) => format!("Upgrade {name} to {newest} or later."),
            (Some(newest), [older @ .., _]) => format!(
                "Upgrade {name} to {newest} or later. On an older branch, {} {} it too.",
                listed(older),
                if older.len() == 1 { "fixes" } else { "fix" }
            ),
            (_, []) => match &last.last_affected {
                Some(version) => format!(
                    "No fixed version of {name} is named; {version} is the last known to be affected."
                ),
                None => format!("No fixed version of {name} is known."),
            },
            (None, fixes) => format!(
                "{name} is fixed in {}. No fix is known for versions {}.",
                listed(fixes),
                last.phrase()
            ),
        })
    }
}

impl Remedy {
    /// Of several packages together; those that state nothing do not count.
    pub(super) fn of(packages: &[PackageView]) -> Self {
        packages
            .iter()
            .map(PackageView::remedy)
            .reduce(|a, b| match (a, b) {
                (Self::Unstated, other) | (other, Self::Unstated) => other,
                (a, b) if a == b => a,
                _ => Self::Partial,
            })
            .unwrap_or(Self::Unstated)
    }
}

impl Interval {
    pub(super) fn new(run: interval::Interval) -> Self {
        let (fixed, last_affected) = match run.end {
            End::Open => (None, None),
            End::Fixed(version) => (Some(version), None),
            End::LastAffected(version) => (None, Some(version)),
        };
        Self {
            introduced: (!is_first(&run.introduced)).then_some(run.introduced),
            fixed,
            last_affected,
        }
    }

    /// The interval in words that follow the name of a package.
    fn phrase(&self) -> String {
        match (&self.introduced, &self.fixed, &self.last_affected) {
            (None, Some(fixed), _) => format!("before {fixed}"),
            (None, None, Some(last)) => format!("up to and including {last}"),
            (None, None, None) => "in all versions".to_owned(),
            (Some(first), Some(fixed), _) => format!("from {first} to before {fixed}"),
            (Some(first), None, Some(last)) if first == last => format!("in {first} only"),
            (Some(first), None, Some(last)) => format!("from {first} through {last}"),
            (Some(first), None, None) => format!("from {first} on"),
        }
    }
}

/// Whether there are versions, and few enough for a sentence.
fn is_short(versions: &[String]) -> bool {
    (1..=NAMED).contains(&versions.len())
}

/// What the version ranges of a package cover together.
fn intervals(entries: &[&Affected]) -> Vec<Interval> {
    let Some(first) = entries.first() else {
        return Vec::new();
    };
    let order = Order::of_affected(first);
    let runs = entries
        .iter()
        .flat_map(|entry| interval::intervals(order, entry))
        .collect();
    interval::union(order, runs)
        .into_iter()
        .map(Interval::new)
        .collect()
}

/// `0` is before every version (OSV 1.7.5, `introduced`); RustSec writes the
/// smallest version that SemVer has.
fn is_first(version: &str) -> bool {
    matches!(version, "0" | "0.0.0-0")
}

/// `a, b and c`.
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
