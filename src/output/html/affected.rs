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
use crate::theme::{FluentValue, Language};
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
        let packages = Self::grouped(frame, advisory).into_iter();
        packages
            .map(|(name, entries)| Self::new(name, &entries).told(frame.language(), &entries))
            .collect()
    }

    /// The same without their sentences, for lists.
    pub(super) fn untold(frame: &Frame<'_>, advisory: &Advisory) -> Vec<Self> {
        let packages = Self::grouped(frame, advisory).into_iter();
        packages
            .map(|(name, entries)| Self::new(name, &entries))
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

    /// What these entries say of the one package that they are about, without
    /// sentences.
    pub(super) fn of(frame: &Frame<'_>, entries: &[&Affected]) -> Option<Self> {
        let name = Name::of(frame, entries.first()?);
        Some(Self::new(name, entries))
    }

    fn new(name: Name, entries: &[&Affected]) -> Self {
        let ranges = entries.iter().flat_map(|e| e.ranges.iter().flatten());
        let versions = entries.iter().flat_map(|e| e.versions.iter().flatten());
        Self {
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
        }
    }

    /// The same with its sentences, of the same entries.
    fn told(mut self, language: &Language, entries: &[&Affected]) -> Self {
        self.sentence = self.affected_sentence(language);
        self.unaffected = self
            .are_all(entries)
            .then(|| self.unaffected_sentence(language))
            .flatten();
        self.upgrade = self.upgrade_sentence(language);
        self
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
    pub(super) fn phrases(&self, language: &Language) -> Vec<String> {
        if self.intervals.is_empty() {
            return self.versions.clone();
        }
        let intervals = self.intervals.iter();
        intervals
            .map(|interval| interval.phrase(language))
            .collect()
    }

    /// Its name as a value of a text.
    fn named(&self) -> (&'static str, FluentValue<'_>) {
        ("package", self.name.as_str().into())
    }

    fn affected_sentence(&self, language: &Language) -> Option<String> {
        if self.intervals.is_empty() {
            return is_short(&self.versions).then(|| {
                let versions = ("versions", language.listed(&self.versions).into());
                language.fill("affected_versions_only", [self.named(), versions])
            });
        }
        let phrases = ("phrases", language.listed(&self.phrases(language)).into());
        Some(language.fill("affected_versions", [self.named(), phrases]))
    }

    fn unaffected_sentence(&self, language: &Language) -> Option<String> {
        if self.intervals.is_empty() {
            let named = is_short(&self.versions);
            return named.then(|| language.fill("unaffected_others", [self.named()]));
        }
        let gaps = Gap::all(&self.intervals).into_iter();
        let phrases: Vec<_> = gaps.map(|gap| gap.phrase(language)).collect();
        (!phrases.is_empty()).then(|| {
            let phrases = ("phrases", language.listed(&phrases).into());
            language.fill("unaffected_versions", [self.named(), phrases])
        })
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
    fn upgrade_sentence(&self, language: &Language) -> Option<String> {
        let package = self.named();
        let last = self.intervals.last()?;
        let fixes: Vec<_> = self.fixes().map(str::to_owned).collect();
        Some(match (&last.fixed, fixes.as_slice()) {
            (Some(newest), [_]) => {
                language.fill("upgrade", [package, ("version", newest.as_str().into())])
            }
            (Some(newest), [older @ .., _]) => language.fill(
                "upgrade_older",
                [
                    package,
                    ("version", newest.as_str().into()),
                    ("older", language.listed(older).into()),
                    ("count", older.len().into()),
                ],
            ),
            (_, []) => match &last.last_affected {
                Some(last) => {
                    let last = ("last", last.as_str().into());
                    language.fill("upgrade_unknown_after", [package, last])
                }
                None => language.fill("upgrade_unknown", [package]),
            },
            (None, fixes) => language.fill(
                "upgrade_partly",
                [
                    package,
                    ("versions", language.listed(fixes).into()),
                    ("phrase", last.phrase(language).into()),
                ],
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
    fn phrase(&self, language: &Language) -> String {
        let first = self.introduced.as_deref().map(|v| ("first", v.into()));
        let end = self.fixed.as_deref().map(|v| ("end", v.into()));
        let last = self.last_affected.as_deref().map(|v| ("last", v.into()));
        match (first, end, last) {
            (None, Some(end), _) => language.fill("versions_before", [end]),
            (None, None, Some(last)) => language.fill("versions_through", [last]),
            (None, None, None) => language.text("versions_all").to_owned(),
            (Some(first), Some(end), _) => language.fill("versions_from_before", [first, end]),
            (Some((_, only)), None, Some(_)) if self.introduced == self.last_affected => {
                language.fill("versions_only", [("version", only)])
            }
            (Some(first), None, Some(last)) => {
                language.fill("versions_from_through", [first, last])
            }
            (Some(first), None, None) => language.fill("versions_from", [first]),
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
