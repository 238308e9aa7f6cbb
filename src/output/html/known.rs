//! The versions of a package that are known by name, and what an advisory means
//! for each: what the box on its page looks in, and readers without scripts read.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use crate::advice::{Exposure, Known, Meaning, Outlook};
use crate::model::config::Branching;
use crate::model::support::Unit;
use crate::model::{Advisory, VersionText};
use crate::output::Frame;
use crate::theme::Language;
use crate::version::branch;

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
    pub series: Vec<Vec<VersionText>>,
}

impl KnownVersions {
    /// Those of the package that `outlook` is about; none where nobody lists any.
    pub(super) fn new<'a>(
        frame: &Frame<'_>,
        advisory: &'a Advisory,
        exposure: &Exposure<'a>,
        outlook: &Outlook<'_, 'a>,
    ) -> Option<Self> {
        let known = exposure.known(advisory, outlook);
        if known.is_empty() {
            return None;
        }
        let schedule = exposure.schedule();
        let order = schedule.order();
        let language = frame.language();
        let mut verdicts = Verdict::all(language, &known, |version| match schedule.unit() {
            Unit::Release => branch::series(order, frame.config.branches, version),
            _ => schedule.series(version),
        });
        let lines: usize = verdicts.iter().map(|verdict| verdict.series.len()).sum();
        if lines > LINES {
            verdicts = Verdict::all(language, &known, |version| {
                branch::series(order, Branching::Major, version)
            });
        }
        let affected = known.iter().filter(|known| known.meaning.is_affected());
        Some(Self {
            affected: affected.count(),
            count: (known.iter())
                .filter(|known| known.meaning != Meaning::Unreleased)
                .count(),
            verdicts,
        })
    }
}

impl Verdict {
    fn all<'k>(
        language: &Language,
        newest_first: &[Known<'k>],
        series: impl Fn(&'k str) -> Option<Cow<'k, str>>,
    ) -> Vec<Self> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut places: HashMap<Meaning<'_>, usize> = HashMap::new();
        let alike = newest_first.chunk_by(|a, b| a.meaning == b.meaning);
        for alike in alike {
            let meaning = alike[0].meaning;
            let at = *places.entry(meaning).or_insert_with(|| {
                groups.push(Group::new(meaning));
                groups.len() - 1
            });
            for known in alike {
                groups[at].add(known.version, series(known.version));
            }
        }
        groups.sort_by_key(|group| !group.meaning.is_affected());
        let view = |group: Group<'_>| Self {
            kind: if group.meaning.is_affected() {
                "affected"
            } else {
                "not-affected"
            },
            text: text(language, group.meaning),
            series: group.series,
        };
        groups.into_iter().map(view).collect()
    }
}

/// Versions of which the same is said, while they are gathered.
struct Group<'k> {
    meaning: Meaning<'k>,
    series: Vec<Vec<VersionText>>,
    /// The series that the last of them is in.
    last: Option<Cow<'k, str>>,
}

impl<'k> Group<'k> {
    fn new(meaning: Meaning<'k>) -> Self {
        Self {
            meaning,
            series: Vec::new(),
            last: None,
        }
    }

    fn add(&mut self, version: &str, series: Option<Cow<'k, str>>) {
        let version = VersionText::from(version);
        match self.series.last_mut() {
            Some(versions) if self.last == series => versions.push(version),
            _ => self.series.push(vec![version]),
        }
        self.last = series;
    }
}

/// A meaning in words.
fn text(language: &Language, meaning: Meaning<'_>) -> String {
    let to = |key, version: &str| language.fill(key, [("version", version.into())]);
    match meaning {
        Meaning::NotAffected => language.text("not_affected").to_owned(),
        Meaning::Unreleased => {
            let unlisted = language.fill("unlisted", [("count", 1.into())]);
            format!("{} {unlisted}", language.text("not_affected"))
        }
        Meaning::Affected => language.text("affected_word").to_owned(),
        Meaning::NotEvaluated => language.text("not_evaluated").to_owned(),
        Meaning::UpgradeTo(version) => to("affected_upgrade_to", version),
        Meaning::FixedIn(version) => to("affected_fixed_in", version),
    }
}
