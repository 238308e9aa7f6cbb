//! The versions of a package that are known by name, and what an advisory means
//! for each: what the box on its page looks in, and readers without scripts read.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::Frame;
use crate::advice::{Exposure, Outlook, Remedy};
use crate::model::config::Branching;
use crate::model::support::Unit;
use crate::model::{Advisory, BranchStatus};
use crate::support::KnownRelease;
use crate::theme::Language;
use crate::version::branch;
use crate::version::interval::End;

/// More lines than these are gathered by major version.
const LINES: usize = 40;

const AFFECTED: &str = "affected";

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
    /// `affected, upgrade to 3.4.1`.
    pub text: String,
    /// The versions of each series, all newest first.
    pub series: Vec<Vec<String>>,
}

/// A version, and what is said of it.
#[derive(Clone)]
struct Known {
    version: String,
    kind: &'static str,
    text: String,
}

impl KnownVersions {
    /// Those of the package that `outlook` is about: its releases, the versions
    /// that the record enumerates, and beside these its fixes. None when nobody
    /// lists any, or when the record does not say which are affected. Of what was
    /// withdrawn they are those of the record alone.
    pub(super) fn new(
        frame: &Frame<'_>,
        advisory: &Advisory,
        exposure: &Exposure<'_>,
        outlook: &Outlook<'_, '_>,
    ) -> Option<Self> {
        let schedule = exposure.schedule();
        let releases = match advisory.withdrawn_by(frame.clock) {
            None => schedule.releases(),
            Some(_) => &[],
        };
        if outlook.remedy == Remedy::Unstated || (releases.is_empty() && outlook.listed.is_empty())
        {
            return None;
        }
        let teller = Teller {
            language: frame.language(),
            advisory,
            exposure,
            outlook,
        };
        let known = teller.all(releases);
        let order = schedule.order();
        let fine = |known: &Known| match schedule.unit() {
            Unit::Release => branch::series(order, frame.config.branches, &known.version),
            _ => schedule.series(&known.version),
        };
        let coarse = |known: &Known| branch::series(order, Branching::Major, &known.version);
        let mut verdicts = Verdict::all(&known, fine);
        if verdicts
            .iter()
            .map(|verdict| verdict.series.len())
            .sum::<usize>()
            > LINES
        {
            verdicts = Verdict::all(&known, coarse);
        }
        Some(Self {
            count: known.len(),
            affected: known.iter().filter(|known| known.is_affected()).count(),
            verdicts,
        })
    }
}

impl Verdict {
    fn all(newest_first: &[Known], series: impl Fn(&Known) -> Option<String>) -> Vec<Self> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for known in newest_first {
            let own = series(known);
            let version = known.version.clone();
            let same = |group: &&mut Group<'_>| {
                (group.first.kind, &group.first.text) == (known.kind, &known.text)
            };
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
        groups.sort_by_key(|group| !group.first.is_affected());
        let verdict = |group: Group<'_>| Self {
            kind: group.first.kind,
            text: group.first.text.clone(),
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
    fn is_affected(&self) -> bool {
        self.kind == AFFECTED
    }
}

/// Who knows what is to be said of a version.
struct Teller<'t, 'a> {
    language: &'t Language,
    advisory: &'a Advisory,
    exposure: &'t Exposure<'a>,
    outlook: &'t Outlook<'t, 'a>,
}

impl Teller<'_, '_> {
    /// Every known version once, newest first; equal ones keep their order.
    fn all(&self, releases: &[KnownRelease]) -> Vec<Known> {
        let mut names = BTreeSet::new();
        let mut known = Vec::new();
        let mut add = |version: &str, is_affected: bool| {
            if names.insert(version.to_owned()) {
                known.push(self.told(version, is_affected));
            }
        };
        for version in &self.outlook.listed {
            add(version, true);
        }
        let affected = self.exposure.releases(self.advisory);
        let affected: BTreeSet<&str> = affected.map(|release| release.version.as_str()).collect();
        for release in releases {
            let version = release.version.as_str();
            add(version, affected.contains(version));
        }
        self.outlook.fixes.iter().for_each(|fix| add(fix, false));
        let versions: Vec<_> = known.iter().map(|known| known.version.as_str()).collect();
        let ranks = self.exposure.schedule().order().ranks(&versions);
        let mut ranked: Vec<_> = ranks.into_iter().zip(known).collect();
        ranked.sort_by_key(|(rank, _)| Reverse(*rank));
        ranked.into_iter().map(|(_, known)| known).collect()
    }

    fn told(&self, version: &str, is_affected: bool) -> Known {
        let text = if is_affected {
            self.affected(version)
        } else {
            self.language.text("not_affected").to_owned()
        };
        Known {
            version: version.to_owned(),
            kind: if is_affected {
                AFFECTED
            } else {
                "not-affected"
            },
            text,
        }
    }

    /// That a version is affected, and where its users can go.
    fn affected(&self, version: &str) -> String {
        let stated = self.exposure.statement(self.advisory, version);
        if stated.is_some_and(|branch| branch.status == BranchStatus::NotEvaluated) {
            return self.language.text("not_evaluated").to_owned();
        }
        let (key, to) = match self.exposure.refuge_of(self.advisory, version) {
            Some(refuge) => ("affected_upgrade_to", Some(refuge)),
            None => ("affected_fixed_in", self.fix(version)),
        };
        match to {
            Some(to) => self.language.fill(key, [("version", to.into())]),
            None => self.language.text("affected_word").to_owned(),
        }
    }

    /// The fix that ends the interval a version is in.
    fn fix(&self, version: &str) -> Option<String> {
        let order = self.exposure.schedule().order();
        let mut extent = self.outlook.extent.iter();
        match &extent.find(|run| run.contains(order, version))?.end {
            End::Fixed(fixed) => Some(fixed.clone()),
            End::Open | End::Before(_) | End::LastAffected(_) => None,
        }
    }
}
