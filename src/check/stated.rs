//! What an author says of branches, against the versions that the record covers:
//! pages show both.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::releases::Releases;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::config::Branching;
use crate::model::{Advisory, Affected, Branch, BranchStatus, Range, RangeType, VersionText};
use crate::source::Spanned;
use crate::support::is_prerelease;
use crate::version::branch::{Series, SeriesNames};
use crate::version::interval::{self, Cover};
use crate::version::{Key, Order};

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
    let mut found: Vec<Option<Diagnostic>> = vec![None; advisory.branches.len()];
    for entries in advisory.by_package() {
        let mut by_order: Vec<(Order, Vec<&Affected>)> = Vec::new();
        for order in entries.iter().map(|entry| Order::of_affected(entry)) {
            if by_order.iter().all(|(known, _)| *known != order) {
                let same = entries.iter().filter(|e| Order::of_affected(e) == order);
                by_order.push((order, same.copied().collect()));
            }
        }
        let runs = by_order.iter();
        let runs: Vec<_> = runs
            .map(|(order, all)| interval::intervals_of(*order, all))
            .collect();
        let covers = by_order.iter().zip(&runs);
        let covers = covers.map(|((order, all), runs)| Cover::new(*order, runs).and_listed(all));
        let covers: Vec<Cover> = covers.collect();
        let package = Package::new(advisory, &entries, &covers, branching, releases);
        let mut seen = BTreeSet::new();
        for (branch, found) in advisory.branches.iter().zip(&mut found) {
            // What is said of a branch once more is told as such.
            let name = branch.branch.as_ref().map(|name| name.value.as_str());
            if found.is_none() && (name.is_none() || seen.insert(name)) {
                *found = package.check(branch);
            }
        }
    }
    for found in found.into_iter().flatten() {
        out.push(found);
    }
}

/// What a record says of one package.
struct Package<'a> {
    covers: &'a [Cover<'a>],
    order: Order,
    names: SeriesNames,
    /// The series of the branches.
    stated: BTreeSet<Series>,
    /// By their series, the releases that are out and the versions that the record
    /// names, sorted; none is a pre-release.
    known: BTreeMap<Option<Series>, Vec<Known<'a>>>,
}

/// A version, and whether the record covers it.
struct Known<'a> {
    key: Key<'a>,
    version: &'a str,
    is_covered: bool,
}

impl<'a> Package<'a> {
    fn new(
        advisory: &'a Advisory,
        entries: &[&'a Affected],
        covers: &'a [Cover<'a>],
        branching: Branching,
        releases: &[Releases<'a>],
    ) -> Self {
        let order = Order::of_affected(entries[0]);
        let concerned = || releases.iter().filter(|all| all.concern(entries[0]));
        let listed = concerned().flat_map(|releases| releases.series.iter().copied());
        let named = advisory.branches.iter().filter_map(|b| b.branch.as_ref());
        let named = named.map(|name| name.value.as_str());
        let names = SeriesNames::new(order, branching, listed.chain(named));
        let stated = advisory.branches.iter();
        let stated = stated.filter_map(|branch| match &branch.branch {
            Some(name) => names.of_branch(&name.value),
            None => names.of_version(&branch.fixed.as_ref()?.value),
        });
        let stated = stated.collect();
        let ranges = entries.iter().flat_map(|e| e.ranges.iter().flatten());
        let ranges = ranges.filter(|range| range.kind() != RangeType::Git);
        let ends = ranges.flat_map(Range::events).map(|e| e.event.version());
        let single = entries.iter().flat_map(|e| e.versions.iter().flatten());
        let single = single.map(|version| version.value.as_str());
        let branches = advisory.branches.iter();
        let written = branches.flat_map(|b| b.introduced.iter().chain(&b.fixed));
        let written = written.map(|version| version.value.as_str());
        let all = ends.filter(|end| *end != "0").chain(single).chain(written);
        let all = all.chain(concerned().flat_map(Releases::out));
        let mut keyed: Vec<(Key, &str)> = all
            .map(|version| (order.key(version), version))
            .filter(|(key, version)| key.is_accepted() && !is_prerelease(order, version))
            .collect();
        keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
        keyed.dedup_by(|(a, _), (b, _)| a == b);
        let mut known: BTreeMap<_, Vec<Known>> = BTreeMap::new();
        for (key, version) in keyed {
            known
                .entry(names.of_version(version))
                .or_default()
                .push(Known {
                    is_covered: covers.iter().any(|cover| cover.has(&key)),
                    key,
                    version,
                });
        }
        Self {
            covers,
            order,
            names,
            stated,
            known,
        }
    }

    fn covers(&self, version: &Key<'_>) -> bool {
        self.covers.iter().any(|cover| cover.has(version))
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
    fn fixed(&self, fixed: &Spanned<VersionText>) -> Option<Diagnostic> {
        let fix = fixed.value.as_str();
        let key = self.order.key(fix);
        if !key.is_accepted() {
            return None;
        }
        let series = self.names.of_version(fix);
        let own = self.known.get(&series).into_iter().flatten();
        let mut later = own.filter(|known| known.is_covered && known.key > key);
        let affected = if self.covers(&key) {
            fix
        } else {
            later.next()?.version
        };
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
        let affected = &versions.iter().find(|(_, is_covered)| *is_covered)?.0;
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
        let last = versions.iter().rposition(|(_, is_covered)| *is_covered);
        let introduced = branch.introduced.as_ref();
        let introduced = introduced.map(|version| self.order.key(&version.value));
        let is_meant = |version: &&(Cow<str>, bool)| {
            introduced
                .as_ref()
                .is_none_or(|from| self.order.key(&version.0) >= *from)
        };
        let free = match last {
            Some(last) => versions.get(last + 1),
            None => versions.iter().find(is_meant),
        };
        let free = &free?.0;
        let said = match branch.status {
            BranchStatus::NotEvaluated => "was not evaluated",
            BranchStatus::Pending => "waits for its fix",
            BranchStatus::Fixed => "is said to be fixed and names no version",
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
    /// what other branches leave; each with whether the record covers it.
    fn versions(&self, series: &Series) -> Vec<(Cow<'a, str>, bool)> {
        // Before a series stand those that are told by more numbers.
        let own = Some(series.clone());
        let of_series = self.known.range(..=own).rev().map_while(|(name, known)| {
            let name = name.as_ref()?;
            (name == series || name.is_within(series)).then_some((name, known))
        });
        let of_series =
            of_series.filter(|(name, _)| *name == series || !self.stated.contains(*name));
        let known = of_series.flat_map(|(_, known)| known);
        let known = known.map(|known| (known.version.into(), known.is_covered));
        let mut versions: Vec<(Cow<str>, bool)> = known.collect();
        if let Some(start) = self.names.start(series) {
            let is_covered = self.covers(&self.order.key(&start));
            versions.push((start.into(), is_covered));
        }
        let texts: Vec<&str> = versions.iter().map(|(version, _)| &**version).collect();
        let ranks = self.order.ranks(&texts);
        let mut ranked: Vec<_> = ranks.into_iter().zip(versions).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, version)| version).collect()
    }
}
