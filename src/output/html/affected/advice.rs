//! What to do about an affected package, in sentences.

use std::collections::HashSet;

use super::PackageView;
use crate::advice::{BranchState, Remedy};
use crate::theme::{FluentValue, Language};

/// What to upgrade to: where everybody can go, and the way within older series for
/// who cannot leave them.
pub(super) fn upgrade(language: &Language, package: &PackageView) -> Option<String> {
    let name: (_, FluentValue<'_>) = ("package", package.name.as_str().into());
    let fixed = || ("versions", language.listed(&package.fixes).into());
    let last = package.intervals.last();
    match &package.goal {
        Some(goal) if goal.is_way => {
            let key = match package.remedy {
                Remedy::Full | Remedy::Partial => "upgrade",
                _ => "upgrade_unaffected",
            };
            let version = ("version", goal.version.as_str().into());
            let mut advice = language.fill(key, [name, version]);
            if !goal.others.is_empty() {
                let older = ("older", language.either(&goal.others).into());
                advice.push(' ');
                advice.push_str(&language.fill("upgrade_older", [older]));
            }
            Some(advice)
        }
        _ if package.fixes.is_empty() => Some(match &last?.last_affected {
            Some(last) => {
                let last = ("last", last.as_str().into());
                language.fill("upgrade_unknown_after", [name, last])
            }
            None => language.fill("upgrade_unknown", [name]),
        }),
        // The branches tell the rest.
        _ if package.remedy == Remedy::Full || package.open().next().is_some() => {
            Some(language.fill("upgrade_some", [name, fixed()]))
        }
        _ => {
            let range = ("range", last?.cell.as_str().into());
            Some(language.fill("upgrade_partly", [name, fixed(), range]))
        }
    }
}

/// That a version to go to is not released.
pub(super) fn unreleased(language: &Language, package: &PackageView) -> Option<String> {
    let goal = package.goal.iter();
    let ways = goal.flat_map(|goal| goal.others.iter().rev().chain([&goal.version]));
    let is_fix: HashSet<&String> = package.fixes.iter().collect();
    let named = package
        .fixes
        .iter()
        .chain(ways.filter(|way| !is_fix.contains(way)));
    let named = named.filter(|version| package.unreleased.contains(*version));
    let named: Vec<String> = named.cloned().collect();
    let versions = ("versions", language.listed_briefly(&named).into());
    let count = ("count", named.len().into());
    (!named.is_empty()).then(|| language.fill("unreleased", [versions, count]))
}

/// What is left to those on a branch without a fix: one sentence for all the
/// branches of which the same can be said.
pub(super) fn branches(language: &Language, package: &PackageView) -> Vec<String> {
    let goal = package.goal.as_ref().filter(|goal| goal.is_way);
    let goal = goal.map(|goal| goal.version.as_str());
    let mut said: Vec<Fate<'_>> = Vec::new();
    for branch in package.branches.iter().chain(&package.past) {
        if !branch.stands.is_open() {
            continue;
        }
        let state = match branch.stands {
            BranchState::Affected if !branch.supported && package.has_support => None,
            state => Some(state),
        };
        let refuge = branch.refuge.as_ref().map(|link| link.text.as_str());
        let fate = Fate {
            state,
            // What everybody is told need not be told again.
            refuge: refuge
                .filter(|refuge| state == Some(BranchState::Pending) || Some(*refuge) != goal),
            series: Vec::new(),
        };
        let same = |known: &&mut Fate<'_>| (known.state, known.refuge) == (fate.state, fate.refuge);
        let series = branch.series.clone();
        match said.iter_mut().find(same) {
            Some(known) => known.series.push(series),
            None => said.push(Fate {
                series: vec![series],
                ..fate
            }),
        }
    }
    said.iter().map(|fate| fate.sentence(language)).collect()
}

/// What awaits the users of some branches.
struct Fate<'a> {
    /// That of the branches; none when they get no fixes any more.
    state: Option<BranchState>,
    /// Where they can go.
    refuge: Option<&'a str>,
    series: Vec<String>,
}

impl Fate<'_> {
    fn sentence(&self, language: &Language) -> String {
        let (alone, with_refuge) = match self.state {
            Some(BranchState::Pending) => ("advice_pending", "advice_pending_move"),
            Some(BranchState::WontFix) => ("advice_refused", "advice_refused_move"),
            Some(BranchState::NotEvaluated) => {
                ("advice_not_evaluated", "advice_not_evaluated_move")
            }
            None => ("advice_unsupported", "advice_unsupported_move"),
            Some(_) => ("advice_open", "advice_open_move"),
        };
        let count = || ("count", self.series.len().into());
        let key = match self.state {
            None | Some(BranchState::WontFix) => "the_series",
            _ => "of_these_series",
        };
        let numbers = language.listed_briefly(&self.series);
        let named = language.fill(key, [("series", numbers.into()), count()]);
        let (series, count) = (("series", named.into()), count());
        match self.refuge {
            Some(refuge) => language.fill(with_refuge, [series, count, ("version", refuge.into())]),
            None => language.fill(alone, [series, count]),
        }
    }
}
