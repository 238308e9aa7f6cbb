//! The versions of a package that are known by name, and what an advisory means
//! for each: what the box on its page looks in, and readers without scripts read.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::advice::{Exposure, Outlook, Remedy};
use crate::model::config::Branching;
use crate::model::support::Unit;
use crate::model::{Advisory, BranchStatus};
use crate::output::Frame;
use crate::support::KnownRelease;
use crate::theme::Language;
use crate::version::branch;
use crate::version::interval::End;

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
    /// `affected, upgrade to 3.4.1`.
    pub text: String,
    /// The versions of each series, all newest first.
    pub series: Vec<Vec<String>>,
}

/// A version, and what is said of it.
struct Known<'k> {
    version: &'k str,
    said: Said,
}

/// What is said of a version.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Said {
    NotAffected,
    Affected,
    NotEvaluated,
    UpgradeTo(String),
    FixedIn(String),
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
        let releases = match advisory.as_of(frame.view()).withdrawn() {
            None => schedule.releases(),
            Some(_) => &[],
        };
        if outlook.remedy == Remedy::Unstated || (releases.is_empty() && outlook.listed.is_empty())
        {
            return None;
        }
        let teller = Teller {
            advisory,
            exposure,
            outlook,
        };
        let known = teller.all(releases);
        let order = schedule.order();
        let fine = |known: &Known<'_>| match schedule.unit() {
            Unit::Release => branch::series(order, frame.config.branches, known.version),
            _ => schedule.series(known.version),
        };
        let coarse = |known: &Known<'_>| branch::series(order, Branching::Major, known.version);
        let language = frame.language();
        let mut verdicts = Verdict::all(language, &known, fine);
        let lines: usize = verdicts.iter().map(|verdict| verdict.series.len()).sum();
        if lines > LINES {
            verdicts = Verdict::all(language, &known, coarse);
        }
        Some(Self {
            count: known.len(),
            affected: known
                .iter()
                .filter(|known| known.said.is_affected())
                .count(),
            verdicts,
        })
    }
}

impl Verdict {
    fn all(
        language: &Language,
        newest_first: &[Known<'_>],
        series: impl Fn(&Known<'_>) -> Option<String>,
    ) -> Vec<Self> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut places: HashMap<&Said, usize> = HashMap::new();
        for known in newest_first {
            let own = series(known);
            let at = *places.entry(&known.said).or_insert_with(|| {
                groups.push(Group::new(&known.said));
                groups.len() - 1
            });
            groups[at].add(known.version, own);
        }
        groups.sort_by_key(|group| !group.said.is_affected());
        let verdict = |group: Group<'_>| Self {
            kind: group.said.kind(),
            text: group.said.text(language),
            series: group.series,
        };
        groups.into_iter().map(verdict).collect()
    }
}

/// Versions of which the same is said, while they are gathered.
struct Group<'k> {
    said: &'k Said,
    series: Vec<Vec<String>>,
    /// The series that the last of them is in.
    last: Option<String>,
}

impl<'k> Group<'k> {
    fn new(said: &'k Said) -> Self {
        Self {
            said,
            series: Vec::new(),
            last: None,
        }
    }

    fn add(&mut self, version: &str, series: Option<String>) {
        let version = version.to_owned();
        match self.series.last_mut() {
            Some(versions) if self.last == series => versions.push(version),
            _ => self.series.push(vec![version]),
        }
        self.last = series;
    }
}

impl Said {
    fn is_affected(&self) -> bool {
        *self != Self::NotAffected
    }

    fn kind(&self) -> &'static str {
        if self.is_affected() {
            "affected"
        } else {
            "not-affected"
        }
    }

    fn text(&self, language: &Language) -> String {
        let to = |key, version: &String| language.fill(key, [("version", version.into())]);
        match self {
            Self::NotAffected => language.text("not_affected").to_owned(),
            Self::Affected => language.text("affected_word").to_owned(),
            Self::NotEvaluated => language.text("not_evaluated").to_owned(),
            Self::UpgradeTo(version) => to("affected_upgrade_to", version),
            Self::FixedIn(version) => to("affected_fixed_in", version),
        }
    }
}

/// Who knows what is to be said of a version.
struct Teller<'t, 'a> {
    advisory: &'a Advisory,
    exposure: &'t Exposure<'a>,
    outlook: &'t Outlook<'t, 'a>,
}

impl<'t> Teller<'t, '_> {
    /// Every known version once, newest first; equal ones keep their order.
    fn all(&self, releases: &'t [KnownRelease]) -> Vec<Known<'t>> {
        let mut names = HashSet::new();
        let mut known = Vec::new();
        let mut add = |version: &'t str, is_affected: bool| {
            if names.insert(version) {
                let said = if is_affected {
                    self.affected(version)
                } else {
                    Said::NotAffected
                };
                known.push(Known { version, said });
            }
        };
        for version in &self.outlook.listed {
            add(version, true);
        }
        let affected = self.exposure.releases(self.advisory);
        let affected: HashSet<&str> = affected.map(|release| release.version.as_str()).collect();
        for release in releases {
            let version = release.version.as_str();
            add(version, affected.contains(version));
        }
        self.outlook.fixes.iter().for_each(|fix| add(fix, false));
        let versions: Vec<_> = known.iter().map(|known| known.version).collect();
        let ranks = self.exposure.schedule().order().ranks(&versions);
        let mut ranked: Vec<_> = ranks.into_iter().zip(known).collect();
        ranked.sort_by_key(|(rank, _)| Reverse(*rank));
        ranked.into_iter().map(|(_, known)| known).collect()
    }

    /// That a version is affected, and where its users can go.
    fn affected(&self, version: &str) -> Said {
        let stated = self.exposure.statement(self.advisory, version);
        if stated.is_some_and(|branch| branch.status == BranchStatus::NotEvaluated) {
            return Said::NotEvaluated;
        }
        let refuge = self.exposure.refuge_of(self.advisory, version);
        let refuge = refuge.map(Said::UpgradeTo);
        refuge
            .or_else(|| self.fix(version).map(Said::FixedIn))
            .unwrap_or(Said::Affected)
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
