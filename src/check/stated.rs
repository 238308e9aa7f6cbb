//! What an author says of branches, against the versions that the record covers:
//! pages show both.

use super::releases::Releases;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::config::Branching;
use crate::model::{Advisory, Affected, Branch, BranchStatus, Package, Range, RangeType};
use crate::source::Spanned;
use crate::support::is_prerelease;
use crate::version::branch::{Series, SeriesNames};
use crate::version::{Order, affects};

/// Reports each branch of which the record covers what its author says is not
/// affected, or leaves out what is.
pub(super) fn check(
    advisory: &Advisory,
    branching: Branching,
    releases: &[Releases<'_>],
    out: &mut Diagnostics,
) {
    if advisory.branches.is_empty() {
        return;
    }
    let packages = Covered::all(advisory, branching, releases);
    for branch in &advisory.branches {
        let mut found = packages.iter().filter_map(|package| package.check(branch));
        if let Some(found) = found.next() {
            out.push(found);
        }
    }
}

/// What a record says of one package.
struct Covered<'a> {
    entries: Vec<&'a Affected>,
    order: Order,
    names: SeriesNames,
    /// The series of the branches.
    stated: Vec<Series>,
    /// Releases that are out and versions that the record names, sorted; none is a
    /// pre-release.
    known: Vec<&'a str>,
}

impl<'a> Covered<'a> {
    fn all(advisory: &'a Advisory, branching: Branching, releases: &[Releases<'a>]) -> Vec<Self> {
        let package = |entry: &Affected| entry.package.as_ref().map(Package::canonical);
        let mut groups: Vec<Vec<&Affected>> = Vec::new();
        for entry in advisory.affected() {
            match groups
                .iter_mut()
                .find(|group| package(group[0]) == package(entry))
            {
                Some(group) => group.push(entry),
                None => groups.push(vec![entry]),
            }
        }
        let groups = groups.into_iter();
        groups
            .map(|entries| Self::new(advisory, entries, branching, releases))
            .collect()
    }

    fn new(
        advisory: &'a Advisory,
        entries: Vec<&'a Affected>,
        branching: Branching,
        releases: &[Releases<'a>],
    ) -> Self {
        let order = Order::of_affected(entries[0]);
        let concerned = || {
            releases
                .iter()
                .filter(|releases| releases.concern(entries[0]))
        };
        let listed = concerned().flat_map(|releases| releases.series.iter().copied());
        let named = advisory.branches.iter().filter_map(|b| b.branch.as_ref());
        let named = named.map(|name| name.value.as_str());
        let names = SeriesNames::new(order, branching, listed.chain(named));
        let stated = advisory
            .branches
            .iter()
            .filter_map(|branch| match &branch.branch {
                Some(name) => names.of_branch(&name.value),
                None => names.of_version(&branch.fixed.as_ref()?.value),
            });
        let stated = stated.collect();
        let ranges = entries
            .iter()
            .flat_map(|entry| entry.ranges.iter().flatten());
        let ranges = ranges.filter(|range| range.kind() != RangeType::Git);
        let ends = ranges.flat_map(Range::events).map(|e| e.event.version());
        let single = entries
            .iter()
            .flat_map(|entry| entry.versions.iter().flatten());
        let single = single.map(|version| version.value.as_str());
        let branches = advisory.branches.iter();
        let written = branches.flat_map(|b| b.introduced.iter().chain(&b.fixed));
        let written = written.map(|version| version.value.as_str());
        let all = ends.filter(|end| *end != "0").chain(single).chain(written);
        let all = all.chain(concerned().flat_map(Releases::out));
        let mut known: Vec<&str> = all
            .filter(|version| order.accepts(version) && !is_prerelease(order, version))
            .collect();
        known.sort_by(|a, b| order.compare(a, b));
        known.dedup_by(|a, b| order.compare(a, b).is_eq());
        Self {
            entries,
            order,
            names,
            stated,
            known,
        }
    }

    fn covers(&self, version: &str) -> bool {
        self.entries.iter().any(|entry| affects(entry, version))
    }

    fn check(&self, branch: &Branch) -> Option<Diagnostic> {
        let named = branch.branch.as_ref();
        let told = named.and_then(|name| self.names.of_branch(&name.value));
        let fixed = branch.fixed.as_ref();
        match (branch.status, fixed) {
            (BranchStatus::Fixed, Some(fixed)) => self.fixed(fixed),
            (BranchStatus::NotAffected, _) => self.not_affected(branch, &told?),
            _ => self.open(branch, &told?),
        }
    }

    /// A fix after which releases of its series are covered, or that is so itself.
    fn fixed(&self, fixed: &Spanned<String>) -> Option<Diagnostic> {
        let fix = fixed.value.as_str();
        if !self.order.accepts(fix) {
            return None;
        }
        let series = self.names.of_version(fix);
        let later = self.known.iter().copied().filter(|version| {
            self.order.compare(version, fix).is_gt() && self.names.of_version(version) == series
        });
        let mut from = std::iter::once(fix).chain(later);
        let affected = from.find(|version| self.covers(version))?;
        let message = if affected == fix {
            format!("{fix} is said to be the fix, and the record covers it")
        } else {
            format!("{fix} is said to be the fix, and the record covers {affected} after it")
        };
        Some(Diagnostic::new(Code::BranchContradicts, fixed.span, message).help(format!(
            "correct the ranges or `versions`, or name the version from which no {} is affected",
            series.map_or_else(|| "later one".to_owned(), |series| series.to_string())
        )))
    }

    /// A branch without the defect of which something is covered.
    fn not_affected(&self, branch: &Branch, series: &Series) -> Option<Diagnostic> {
        let versions = self.versions(series);
        let affected = versions.iter().find(|version| self.covers(version))?;
        let message =
            format!("branch {series} is said not to be affected, and the record covers {affected}");
        let place = branch.branch.as_ref()?.span;
        Some(Diagnostic::new(Code::BranchContradicts, place, message).help(
            "correct the ranges or `versions`, or say what became of the branch: `fixed`, or another `status`",
        ))
    }

    /// A branch that stays affected, of which the record leaves out the newest.
    fn open(&self, branch: &Branch, series: &Series) -> Option<Diagnostic> {
        let versions = self.versions(series);
        let last = versions.iter().rposition(|version| self.covers(version));
        let introduced = branch
            .introduced
            .as_ref()
            .map(|version| version.value.as_str());
        let is_meant = |version: &&String| {
            introduced.is_none_or(|from| self.order.compare(version, from).is_ge())
        };
        let free = match last {
            Some(last) => versions.get(last + 1),
            None => versions.iter().find(is_meant),
        }?;
        let said = match branch.status {
            BranchStatus::NotEvaluated => "was not evaluated",
            BranchStatus::Pending => "waits for its fix",
            _ => "is said to stay without a fix",
        };
        let message = format!("branch {series} {said}, and the record leaves out {free}");
        let place = branch.branch.as_ref()?.span;
        Some(
            Diagnostic::new(Code::BranchContradicts, place, message).help(format!(
                "say whether {free} is affected: correct the ranges, or write `fixed: {free}`"
            )),
        )
    }

    /// What is known of a series, its first version included unless it is only
    /// what other branches leave.
    fn versions(&self, series: &Series) -> Vec<String> {
        let is_of = |version: &&&str| {
            let own = self.names.of_version(version);
            own.is_some_and(|own| {
                own == *series || own.is_within(series) && !self.stated.contains(&own)
            })
        };
        let known = self.known.iter().filter(is_of);
        let mut versions: Vec<String> = known.map(|version| (*version).to_owned()).collect();
        if let Some(start) = self.names.start(series) {
            versions.push(start);
            versions.sort_by(|a, b| self.order.compare(a, b));
        }
        versions
    }
}
