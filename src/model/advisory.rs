//! The advisory: an OSV record, and what OSV has no place for.

use std::collections::BTreeMap;

use super::config::PackageName;
use super::{
    AdvisoryId, Affected, Audience, Branch, Credit, Exploited, Map, Package, Rating, Reference,
    Severity, Timestamp, Value, View,
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
    /// OSV `id`.
    pub id: Spanned<AdvisoryId>,
    /// When the advisory last changed; only a draft may lack it.
    pub modified: Option<Spanned<Timestamp>>,
    /// When its record last did for another reason: a release came out that it
    /// lists, or forewarn writes it differently.
    pub record_changed: Option<Timestamp>,
    /// OSV `published`.
    pub published: Option<Spanned<Timestamp>>,
    /// OSV `withdrawn`.
    pub withdrawn: Option<Withdrawn>,
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
    /// OSV `affected`.
    pub affected: Option<Vec<Affected>>,
    /// OSV `references`.
    pub references: Option<Vec<Reference>>,
    /// OSV `credits`: those who agreed to be named.
    pub credits: Option<Vec<Credit>>,
    /// Attacks that the author knows of.
    pub exploited: Option<Exploited>,
    /// OSV `database_specific`, shorthands included.
    pub database_specific: Option<Map>,
    /// What the author says of each maintained branch, in the order of the source.
    pub branches: Vec<Branch>,
    /// A component inside the project's artifacts that the advisory is about.
    pub bundled: Option<Bundled>,
    /// Names without consent. Never leave the source.
    pub withheld_names: Vec<Spanned<String>>,
    /// Every text under `private`. Never leaves the source.
    pub private: Vec<Spanned<String>>,
    /// `draft: true`.
    pub draft: bool,
    /// `embargo.until`.
    pub embargo_until: Option<Spanned<Timestamp>>,
}

/// Whether and when an advisory may be seen (docs/advisories.md, "Dates and states").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not ready.
    Draft,
    /// Ready, and secret until the moment given; without one, until it is
    /// moved out of the overlay.
    Embargoed(Option<Timestamp>),
    /// Out.
    Public,
    /// Out, and taken back.
    Withdrawn,
}

impl State {
    /// The state at `clock` of a record with these dates. Decided here and
    /// nowhere else.
    pub fn at(
        clock: Timestamp,
        draft: bool,
        embargo_until: Option<Timestamp>,
        published: Option<Timestamp>,
        modified: Option<Timestamp>,
        withdrawn: Option<Timestamp>,
    ) -> Self {
        if draft || (published.is_none() && modified.is_none() && withdrawn.is_none()) {
            return Self::Draft;
        }
        // Without `published`, the first date that the record has is its first day.
        let first = published.or_else(|| [modified, withdrawn].into_iter().flatten().min());
        let secret_until = [first, embargo_until]
            .into_iter()
            .flatten()
            .filter(|&at| at > clock)
            .max();
        match secret_until {
            Some(until) => Self::Embargoed(Some(until)),
            None if withdrawn.is_some_and(|at| at <= clock) => Self::Withdrawn,
            None => Self::Public,
        }
    }

    /// Whether the world may see it.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Public | Self::Withdrawn)
    }
}

impl Advisory {
    /// The state at a moment: what lies in the overlay is never public.
    pub fn state(&self, clock: Timestamp) -> State {
        match self.state_by_dates(clock) {
            State::Public | State::Withdrawn if self.overlay => State::Embargoed(None),
            state => state,
        }
    }

    /// The state as one who looks sees it: as of release day, records of the
    /// overlay count as moved into the tree.
    pub fn state_in(&self, view: View) -> State {
        match view.audience {
            Audience::ReleaseDay => self.state_by_dates(view.clock),
            Audience::Public | Audience::Maintainers => self.state(view.clock),
        }
    }

    fn state_by_dates(&self, clock: Timestamp) -> State {
        let at = |time: &Option<Spanned<Timestamp>>| time.as_ref().map(|at| at.value);
        State::at(
            clock,
            self.draft,
            at(&self.embargo_until),
            at(&self.published),
            at(&self.modified),
            self.withdrawn.as_ref().map(|w| w.at.value),
        )
    }

    /// `modified`; a draft without dates has the clock's.
    pub fn modified_or(&self, clock: Timestamp) -> Timestamp {
        self.modified.map_or(clock, |at| at.value)
    }

    /// OSV `modified`: the moment after which importers know the whole record.
    pub fn record_modified(&self, clock: Timestamp) -> Timestamp {
        let modified = self.modified_or(clock);
        self.record_changed.map_or(modified, |at| at.max(modified))
    }

    /// The moment by which lists are ordered: `published`, else `modified`.
    pub fn first_seen(&self, clock: Timestamp) -> Timestamp {
        self.published
            .map_or_else(|| self.modified_or(clock), |at| at.value)
    }

    /// `withdrawn`, once it has come: a record that will be taken back stands
    /// until then.
    pub fn withdrawn_by(&self, clock: Timestamp) -> Option<Timestamp> {
        let at = self.withdrawn.as_ref()?.at.value;
        (at <= clock).then_some(at)
    }

    /// The title: `summary`, else the id.
    pub fn title(&self) -> &str {
        self.summary
            .as_ref()
            .map(|summary| summary.value.as_str())
            .filter(|text| !text.trim().is_empty())
            .unwrap_or(self.id.value.as_str())
    }

    /// Aliases, none when the key is absent.
    pub fn aliases(&self) -> impl Iterator<Item = &Spanned<String>> {
        self.aliases.iter().flatten()
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

    /// The rating: the word the project chose (`database_specific.severity`),
    /// else the band of the leading vector.
    pub fn rating(&self) -> Option<Rating> {
        self.specific_text("severity")
            .and_then(Rating::from_word)
            .or_else(|| self.leading_severity().and_then(Severity::rating))
    }

    /// Why the rating is what it is.
    pub fn severity_rationale(&self) -> Option<&str> {
        self.specific_text("severity_rationale")
    }

    /// Why the record was withdrawn.
    pub fn withdrawn_reason(&self) -> Option<&str> {
        self.specific_text("withdrawn_reason")
    }

    /// CWE ids: `CWE-347`.
    pub fn cwe_ids(&self) -> impl Iterator<Item = &str> {
        self.specific_list("cwe_ids").filter_map(Value::as_text)
    }

    /// What happened when, as written: event and time.
    pub fn timeline(&self) -> impl Iterator<Item = (&str, &str)> {
        self.specific_list("timeline").filter_map(|entry| {
            let entry = entry.as_map()?;
            Some((entry.get("event")?.as_text()?, entry.get("at")?.as_text()?))
        })
    }

    /// Changes since publication, as written: time and note.
    pub fn revisions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.specific_list("revisions").filter_map(|entry| {
            let entry = entry.as_map()?;
            Some((entry.get("at")?.as_text()?, entry.get("note")?.as_text()?))
        })
    }

    fn specific_text(&self, key: &str) -> Option<&str> {
        self.database_specific.as_ref()?.get(key)?.as_text()
    }

    fn specific_list(&self, key: &str) -> impl Iterator<Item = &Value> {
        self.database_specific
            .as_ref()
            .and_then(|map| map.get(key))
            .and_then(Value::as_list)
            .unwrap_or_default()
            .iter()
    }
}

/// When a record was taken back. The reason is in `database_specific`.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// OSV `withdrawn`.
    pub at: Spanned<Timestamp>,
    /// The record that is about the same, which is `related` too.
    pub duplicate_of: Option<Spanned<String>>,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn the_first_date_of_a_record_is_its_first_day() {
        let clock = at("2026-10-01T00:00:00Z");
        let to_come = at("2027-01-01T00:00:00Z");
        let (past, future) = (Some(at("2026-09-01T00:00:00Z")), Some(to_come));
        let embargoed = State::Embargoed(Some(to_come));
        for (embargo, published, modified, withdrawn, state) in [
            (None, None, None, None, State::Draft),
            (None, past, None, None, State::Public),
            (None, future, past, None, embargoed),
            (future, past, past, None, embargoed),
            (None, None, past, None, State::Public),
            (None, None, future, None, embargoed),
            (None, None, None, future, embargoed),
            (None, past, None, past, State::Withdrawn),
            (None, past, None, future, State::Public),
        ] {
            let found = State::at(clock, false, embargo, published, modified, withdrawn);
            assert_eq!(found, state);
        }
        assert_eq!(State::at(clock, true, None, past, None, None), State::Draft);
    }
}
