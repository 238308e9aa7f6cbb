//! What to do about an affected package, in sentences.

use super::PackageView;
use crate::output::html::branch::BranchView;
use crate::theme::{FluentValue, Language};

/// What to upgrade to: where everybody can go, and the fixes of older branches
/// for who cannot leave them. Only versions that are fixed are recommended.
pub(super) fn upgrade(language: &Language, package: &PackageView) -> Option<String> {
    let name: (_, FluentValue<'_>) = ("package", package.name.as_str().into());
    let fixes: Vec<_> = package.fixes().into_iter().map(str::to_owned).collect();
    let last = package.intervals.last();
    if let Some(goal) = &package.goal {
        let older = match fixes.split_last() {
            Some((_, older)) if goal.stands_for_fix => older,
            _ => &fixes,
        };
        let version = ("version", goal.version.as_str().into());
        if older.is_empty() {
            return Some(language.fill("upgrade", [name, version]));
        }
        let newest_first: Vec<_> = older.iter().rev().cloned().collect();
        let older = ("older", language.either(&newest_first).into());
        return Some(language.fill("upgrade_older", [name, version, older]));
    }
    Some(match fixes.as_slice() {
        [] => match &last?.last_affected {
            Some(last) => {
                let last = ("last", last.as_str().into());
                language.fill("upgrade_unknown_after", [name, last])
            }
            None => language.fill("upgrade_unknown", [name]),
        },
        // The branches tell the rest.
        fixes if last.is_none() || package.open().next().is_some() => {
            let fixes = ("versions", language.listed(fixes).into());
            language.fill("upgrade_some", [name, fixes])
        }
        fixes => language.fill(
            "upgrade_partly",
            [
                name,
                ("versions", language.listed(fixes).into()),
                ("phrase", last?.phrase(language).into()),
            ],
        ),
    })
}

/// What is left to those on a branch without a fix: one sentence for all the
/// branches of which the same can be said.
pub(super) fn branches(language: &Language, package: &PackageView) -> Vec<String> {
    let mut said: Vec<Fate<'_>> = Vec::new();
    for branch in package.branches.iter().chain(&package.past) {
        if !branch.is_open() {
            continue;
        }
        let fate = Fate {
            state: match branch.state {
                "affected" if !branch.supported && package.has_support => "unsupported",
                state => state,
            },
            refuge: refuge(package, branch),
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
    /// That of the branches; `unsupported` when nobody says what will come.
    state: &'static str,
    /// Where they can go.
    refuge: Option<&'a str>,
    series: Vec<String>,
}

impl Fate<'_> {
    fn sentence(&self, language: &Language) -> String {
        let (alone, with_refuge) = match self.state {
            "pending" => ("advice_pending", "advice_pending_move"),
            "wont-fix" => ("advice_refused", "advice_refused_move"),
            "not-evaluated" => ("advice_not_evaluated", "advice_not_evaluated_move"),
            "unsupported" => ("advice_unsupported", "advice_unsupported_move"),
            _ => ("advice_open", "advice_open_move"),
        };
        let count = || ("count", self.series.len().into());
        let key = match self.state {
            "unsupported" | "wont-fix" => "the_series",
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

/// The next newer branch that gets fixes and is not affected any more, by the
/// version to go to; else the next that has been fixed at all.
fn refuge<'p>(package: &'p PackageView, from: &BranchView) -> Option<&'p str> {
    let safe = |branch: &&BranchView| !branch.is_open() && branch.place > from.place;
    let supported = package.branches.iter().filter(safe);
    let past = package.past.iter().filter(safe);
    let fixed_past = past.filter(|branch| branch.fixed.is_some());
    let next = supported
        .min_by_key(|branch| branch.place)
        .or_else(|| fixed_past.min_by_key(|branch| branch.place))?;
    let fixed = next.fixed.as_ref().map(|fixed| &fixed.text);
    Some(next.goal.as_ref().or(fixed).unwrap_or(&next.series))
}
