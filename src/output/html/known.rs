//! The versions of a package that are known by name, and what an advisory means
//! for each: what the box on its page looks in, and readers without scripts read.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::Frame;
use super::affected::PackageView;
use crate::model::config::Branching;
use crate::model::support::Unit;
use crate::model::{Advisory, Affected};
use crate::output::versions::Table;
use crate::theme::Language;
use crate::version::interval::{self, End, Interval};
use crate::version::{Order, branch};

/// More lines than these are gathered by major version.
const LINES: usize = 40;

/// The known versions of a package.
#[derive(Clone, Debug, Serialize)]
pub struct KnownVersions {
    /// How many there are.
    pub count: usize,
    /// How many of them are affected.
    pub affected: usize,
    /// The versions by what is said of them: the affected first, the newest first.
    pub verdicts: Vec<Verdict>,
}

/// Versions of which the same is said.
#[derive(Clone, Debug, Serialize)]
pub struct Verdict {
    /// For style sheets: `affected` or `not-affected`.
    pub kind: &'static str,
    /// `affected, fixed in 3.4.1`.
    pub text: String,
    /// The versions of each series, all newest first.
    pub series: Vec<Vec<String>>,
}

/// A version, and the fix of the interval it is in.
#[derive(Clone)]
struct Known {
    version: String,
    is_affected: bool,
    fixed: Option<String>,
}

impl KnownVersions {
    /// Those of the package that these entries are about: its releases, the
    /// versions that the record enumerates, and beside these its fixes. None when
    /// nobody lists any. Of what was withdrawn they are those of the record alone.
    pub(super) fn new(
        frame: &Frame<'_>,
        advisory: &Advisory,
        entries: &[&Affected],
        package: &PackageView,
    ) -> Option<Self> {
        let order = entries.first().map(|entry| Order::of_affected(entry))?;
        let table = Table::about(frame.tables, entries)
            .filter(|_| advisory.withdrawn_by(frame.clock).is_none());
        let known = all(order, table, advisory, entries, package);
        if known.is_empty() {
            return None;
        }
        let table = table.filter(|table| table.support.series != Unit::Release);
        let cycles = table.map(cycles).unwrap_or_default();
        let series = |version: &str, branching| match (table, cycles.get(version)) {
            (Some(_), Some(cycle)) if branching == frame.config.branches => {
                cycle.map(str::to_owned)
            }
            (Some(table), None) if branching == frame.config.branches => {
                (table.schedule().cycle_of(version)).map(|cycle| cycle.cycle.clone())
            }
            _ => branch::series(order, branching, version),
        };
        let fine = |known: &Known| series(&known.version, frame.config.branches);
        let coarse = |known: &Known| series(&known.version, Branching::Major);
        let mut verdicts = Verdict::all(frame.language(), &known, fine);
        if verdicts
            .iter()
            .map(|verdict| verdict.series.len())
            .sum::<usize>()
            > LINES
        {
            verdicts = Verdict::all(frame.language(), &known, coarse);
        }
        Some(Self {
            count: known.len(),
            affected: known.iter().filter(|known| known.is_affected).count(),
            verdicts,
        })
    }
}

impl Verdict {
    fn all(
        language: &Language,
        newest_first: &[Known],
        series: impl Fn(&Known) -> Option<String>,
    ) -> Vec<Self> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for known in newest_first {
            let own = series(known);
            let version = known.version.clone();
            let same = |group: &&mut Group<'_>| group.first.is_alike(known);
            match groups.iter_mut().find(same) {
                Some(group) if group.last == own => {
                    group
                        .series
                        .last_mut()
                        .expect("made with one")
                        .push(version);
                }
                Some(group) => {
                    group.series.push(vec![version]);
                    group.last = own;
                }
                None => groups.push(Group {
                    first: known,
                    series: vec![vec![version]],
                    last: own,
                }),
            }
        }
        groups.sort_by_key(|group| !group.first.is_affected);
        let verdict = |group: Group<'_>| Self {
            kind: if group.first.is_affected {
                "affected"
            } else {
                "not-affected"
            },
            text: group.first.verdict(language),
            series: group.series,
        };
        groups.into_iter().map(verdict).collect()
    }
}

/// Versions of which the same is said, while they are gathered.
struct Group<'k> {
    first: &'k Known,
    series: Vec<Vec<String>>,
    /// The series that the last of them is in.
    last: Option<String>,
}

impl Known {
    /// Whether the same is said of both.
    fn is_alike(&self, other: &Self) -> bool {
        (self.is_affected, &self.fixed) == (other.is_affected, &other.fixed)
    }

    fn verdict(&self, language: &Language) -> String {
        match (self.is_affected, &self.fixed) {
            (false, _) => language.text("not_affected").to_owned(),
            (true, None) => language.text("affected_word").to_owned(),
            (true, Some(fixed)) => {
                language.fill("affected_fixed_in", [("version", fixed.as_str().into())])
            }
        }
    }
}

/// Every known version once, newest first.
fn all(
    order: Order,
    table: Option<&Table<'_>>,
    advisory: &Advisory,
    entries: &[&Affected],
    package: &PackageView,
) -> Vec<Known> {
    let runs = entries
        .iter()
        .flat_map(|entry| interval::intervals(order, entry));
    let runs = interval::union(order, runs.collect());
    let mut names = BTreeSet::new();
    let mut known = Vec::new();
    let mut add = |version: &str, is_affected: bool| {
        if names.insert(version.to_owned()) {
            known.push(Known {
                version: version.to_owned(),
                is_affected,
                fixed: is_affected.then(|| fix(order, &runs, version)).flatten(),
            });
        }
    };
    for version in &package.versions {
        add(version, true);
    }
    if let Some(table) = table {
        let affected = table.exposure.releases(advisory);
        let affected: BTreeSet<&str> = affected.map(|release| release.version.as_str()).collect();
        for release in table.schedule().releases() {
            add(
                &release.version,
                affected.contains(release.version.as_str()),
            );
        }
    }
    if !package.versions.is_empty() || table.is_some() {
        package.fixes().into_iter().for_each(|fix| add(fix, false));
    }
    newest_first(order, known)
}

/// Versions that are equal keep their order.
fn newest_first(order: Order, known: Vec<Known>) -> Vec<Known> {
    let versions: Vec<_> = known.iter().map(|known| known.version.as_str()).collect();
    let ranks = order.ranks(&versions);
    let mut ranked: Vec<_> = ranks.into_iter().zip(known).collect();
    ranked.sort_by_key(|(rank, _)| Reverse(*rank));
    ranked.into_iter().map(|(_, known)| known).collect()
}

/// The series of each known release: to find it by the numbers of a version takes
/// long, and every advisory of the package asks.
fn cycles<'t>(table: &'t Table<'_>) -> HashMap<&'t str, Option<&'t str>> {
    let releases = table.schedule().releases().iter();
    releases
        .map(|release| (release.version.as_str(), release.cycle.as_deref()))
        .collect()
}

/// The fix that ends the interval a version is in.
fn fix(order: Order, runs: &[Interval], version: &str) -> Option<String> {
    let run = runs.iter().find(|run| run.contains(order, version))?;
    match &run.end {
        End::Fixed(fixed) => Some(fixed.clone()),
        End::Open | End::Before(_) | End::LastAffected(_) => None,
    }
}
