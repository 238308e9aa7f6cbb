//! The advisory: an OSV record, and what OSV has no place for.

use std::collections::BTreeMap;

use super::config::PackageName;
use super::{
    AdvisoryId, Affected, Branch, Credit, Dates, Exploited, Map, Package, Rating, RatingWord,
    Reference, Severity, Timestamp, Value, WrittenTime,
};
use crate::source::{FileId, Spanned};

/// The version of the OSV schema that records are read and written by.
pub const OSV_VERSION: &str = "1.7.5";

/// One advisory. Lists are `None` when the source does not have the key: an
/// empty list that it does have is part of the record and is kept.
#[derive(Clone, Debug)]
pub struct Advisory {
    /// The file it was read from.
    pub file: FileId,
    /// Whether that file lies in the private overlay: the record is secret
    /// until it is moved into the tree, whatever its dates say.
    pub overlay: bool,
    /// What says in the path of the file that it is secret, and keeps it from nobody:
    /// the folder `drafts`.
    pub path_mark: Option<&'static str>,
    /// OSV `id`.
    pub id: Spanned<AdvisoryId>,
    /// All that a clock decides about it. Outputs ask [`Advisory::as_of`].
    pub dates: Dates,
    /// OSV `aliases`: other records of the same vulnerability.
    pub aliases: Option<Vec<Spanned<String>>>,
    /// OSV `related`.
    pub related: Option<Vec<Spanned<String>>>,
    /// OSV `upstream`: records of the vulnerability in what is bundled.
    pub upstream: Option<Vec<Spanned<String>>>,
    /// OSV `summary`.
    pub summary: Option<Spanned<String>>,
    /// OSV `details`, in its parts.
    pub sections: Sections,
    /// OSV `severity`.
    pub severity: Option<Vec<Severity>>,
    /// How bad it is in the project's own word.
    pub severity_word: Option<RatingWord>,
    /// Why it is rated so.
    pub severity_rationale: Option<String>,
    /// Kinds of weakness, by their CWE numbers.
    pub cwe: Option<Vec<u32>>,
    /// What kind of record it is, in the project's own words.
    pub kind: Option<Value>,
    /// OSV `affected`.
    pub affected: Option<Vec<Affected>>,
    /// OSV `references`.
    pub references: Option<Vec<Reference>>,
    /// OSV `credits`: those who agreed to be named.
    pub credits: Option<Vec<Credit>>,
    /// Attacks that the author knows of.
    pub exploited: Option<Exploited>,
    /// That the author knows of none.
    pub unexploited: bool,
    /// What happened when, in the order of the source.
    pub timeline: Option<Vec<TimelineEntry>>,
    /// OSV `database_specific` as far as the author wrote it there. It is kept for
    /// the record alone: what is known of its keys has been read.
    pub database_specific: Option<Map>,
    /// What the author says of each maintained branch, in the order of the source.
    pub branches: Vec<Branch>,
    /// A component inside the project's artifacts that the advisory is about.
    pub bundled: Option<Bundled>,
    /// Names without consent. Never leave the source.
    pub withheld_names: Vec<Spanned<String>>,
    /// Every text under `private`. Never leaves the source.
    pub private: Vec<Spanned<String>>,
}

/// A step of a timeline.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// What happened: `reported`, or a word of the author's.
    pub event: String,
    /// When.
    pub at: WrittenTime,
}

impl Advisory {
    /// The title: `summary`, else the id.
    pub fn title(&self) -> &str {
        self.summary
            .as_ref()
            .map(|summary| summary.value.as_str())
            .filter(|text| !text.trim().is_empty())
            .unwrap_or(self.id.value.as_str())
    }

    /// OSV `published`.
    pub fn published(&self) -> Option<Timestamp> {
        self.dates.published.map(|at| at.value)
    }

    /// Aliases, none when the key is absent.
    pub fn aliases(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.aliases.iter().flatten()
    }

    /// Its id, its aliases, and the ids of the vulnerability in what is bundled.
    pub fn every_name(&self) -> impl Iterator<Item = &str> {
        let others = self.aliases().chain(self.upstream.iter().flatten());
        std::iter::once(self.id.value.as_str()).chain(others.map(|id| id.value.as_str()))
    }

    /// Affected packages, none when the key is absent.
    pub fn affected(&self) -> impl Iterator<Item = &Affected> {
        self.affected.iter().flatten()
    }

    /// The entries about each package, in the order of the first of each.
    pub fn by_package(&self) -> Vec<Vec<&Affected>> {
        let mut places: BTreeMap<Option<PackageName>, usize> = BTreeMap::new();
        let mut packages: Vec<Vec<&Affected>> = Vec::new();
        for affected in self.affected() {
            let package = affected.package.as_ref().map(Package::canonical);
            let at = *places.entry(package).or_insert(packages.len());
            if at == packages.len() {
                packages.push(Vec::new());
            }
            packages[at].push(affected);
        }
        packages
    }

    /// All severity entries, of the record and of its packages.
    pub fn severities(&self) -> impl Iterator<Item = &Severity> {
        let of_packages = self.affected().flat_map(|a| a.severity.iter().flatten());
        self.severity.iter().flatten().chain(of_packages)
    }

    /// The entry to show first: of the newest CVSS version, the highest score.
    pub fn leading_severity(&self) -> Option<&Severity> {
        let rank = |s: &Severity| {
            (
                s.kind != super::SeverityType::Ubuntu,
                s.kind,
                s.base_score(),
            )
        };
        self.severities().max_by(|a, b| {
            rank(a)
                .partial_cmp(&rank(b))
                .unwrap_or(std::cmp::Ordering::Equal)
        })
    }

    /// The rating: by the word the project chose, else the band of the leading
    /// vector.
    pub fn rating(&self) -> Option<Rating> {
        let chosen = self.severity_word.as_ref().map(|word| word.rating);
        chosen.or_else(|| self.leading_severity().and_then(Severity::rating))
    }

    /// Kinds of weakness, none when the key is absent.
    pub fn weaknesses(&self) -> &[u32] {
        self.cwe.as_deref().unwrap_or_default()
    }
}

/// The prose, in parts that the page shows as boxes (Markdown).
#[derive(Clone, Debug, Default)]
pub struct Sections {
    /// `details`.
    pub details: Option<Spanned<String>>,
    /// `affected_if`: who is affected, in terms of use.
    pub affected_if: Option<Spanned<String>>,
    /// `impact`.
    pub impact: Option<Spanned<String>>,
    /// `workarounds`.
    pub workarounds: Option<Spanned<String>>,
    /// `detection`.
    pub detection: Option<Spanned<String>>,
}

impl Sections {
    /// OSV `details`: the author's text as it is, then each box under a heading.
    pub fn to_osv(&self) -> Option<String> {
        let boxes = [
            ("Am I affected?", &self.affected_if),
            ("Impact", &self.impact),
            ("Workarounds", &self.workarounds),
            ("Detection", &self.detection),
        ];
        let headed: Vec<_> = boxes
            .into_iter()
            .filter_map(|(heading, text)| {
                let text = &text.as_ref()?.value;
                Some(format!("## {heading}\n\n{}", text.trim_end()))
            })
            .collect();
        match (&self.details, headed.is_empty()) {
            (details, true) => details.as_ref().map(|text| text.value.clone()),
            (None, false) => Some(headed.join("\n\n")),
            (Some(details), false) => Some(format!(
                "{}\n\n{}",
                details.value.trim_end(),
                headed.join("\n\n")
            )),
        }
    }

    /// Every part that is there.
    pub fn iter(&self) -> impl Iterator<Item = &Spanned<String>> {
        [
            &self.details,
            &self.affected_if,
            &self.impact,
            &self.workarounds,
            &self.detection,
        ]
        .into_iter()
        .flatten()
    }
}

/// A component that is shipped inside the project's artifacts.
#[derive(Clone, Debug)]
pub struct Bundled {
    /// Its name.
    pub component: String,
    /// Its package URL.
    pub purl: Option<String>,
    /// The artifacts that contain it.
    pub within: Option<String>,
    /// The artifacts that do not.
    pub not_within: Option<String>,
    /// The version of the component that is fixed.
    pub fixed_component: Option<String>,
}
