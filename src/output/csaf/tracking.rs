//! The revisions of a document (CSAF 2.0, section 3.2.1.12).
//!
//! Every moment at which the document says something else is one: those of the
//! advisory, and the days on which releases of its packages came out, of which it
//! then says how they stand. So a version never names two contents. Of a record that
//! gives `modified` only the last change is known.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::advice::Exposure;
use crate::model::{AsOf, NonVulnerability, Timestamp};
use crate::output::Material;

/// What happened to a document.
pub(super) struct History {
    /// When, oldest first, and what.
    changes: Vec<(Timestamp, String)>,
}

impl History {
    pub(super) fn new(advisory: &AsOf<'_>, site: &Material<'_>) -> Self {
        let initial = initial(advisory);
        let mut changes: BTreeMap<Timestamp, Vec<String>> = BTreeMap::new();
        let given = advisory.dates.modified.map(|at| at.value);
        for at in advisory.turned().chain(given) {
            changes.entry(at).or_default();
        }
        for revision in advisory.revisions().into_iter().flatten() {
            let notes = changes.entry(revision.at.at).or_default();
            notes.push(revision.note.trim().to_owned());
        }
        let withdrawn = advisory.withdrawn();
        let packages = advisory.by_package().into_iter();
        let exposures = packages.filter_map(|entries| site.advice.about(entries[0]));
        for (at, version) in releases(exposures) {
            if withdrawn.is_none_or(|it| at < it.at.value) {
                let notes = changes.entry(at).or_default();
                notes.push(format!("Release of {version}."));
            }
        }
        if let Some(withdrawn) = withdrawn {
            let notes = changes.entry(withdrawn.at.value).or_default();
            notes.push("Withdrawn.".to_owned());
        }
        Self::from(initial, changes)
    }

    /// Of an entry of the register, which is about the project's own packages.
    pub(super) fn of_entry(entry: &NonVulnerability, site: &Material<'_>) -> Self {
        let mut changes: BTreeMap<Timestamp, Vec<String>> = BTreeMap::new();
        let own = site.config.packages.iter();
        for (at, version) in releases(own.filter_map(|package| site.advice.of(package))) {
            let notes = changes.entry(at).or_default();
            notes.push(format!("Release of {version}."));
        }
        Self::from(entry.since.value, changes)
    }

    /// The publication, and what came after it.
    fn from(initial: Timestamp, changes: BTreeMap<Timestamp, Vec<String>>) -> Self {
        let first = (initial, "Publication.".to_owned());
        let later = changes.into_iter().filter(|(at, _)| *at > initial);
        let later = later.map(|(at, mut notes)| {
            notes.retain(|note| !note.is_empty());
            let is_told = !notes.is_empty();
            let summary = if is_told {
                notes.join(" ")
            } else {
                "Update.".to_owned()
            };
            (at, summary)
        });
        Self {
            changes: std::iter::once(first).chain(later).collect(),
        }
    }

    pub(super) fn initial(&self) -> Timestamp {
        self.changes[0].0
    }

    pub(super) fn current(&self) -> Timestamp {
        self.changes[self.changes.len() - 1].0
    }
}

/// When the document came out: some databases write year 1 for what they do not know.
pub(super) fn initial(advisory: &AsOf<'_>) -> Timestamp {
    let published = advisory.published().filter(|at| at.is_known());
    published.unwrap_or_else(|| advisory.last_changed())
}

/// When each release of packages came out, where that is known.
fn releases<'a>(
    exposures: impl Iterator<Item = &'a Arc<Exposure<'a>>>,
) -> impl Iterator<Item = (Timestamp, &'a str)> {
    let releases = exposures.flat_map(|exposure| exposure.schedule().releases());
    releases.filter_map(|release| {
        let day = release.date?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some((day.timestamp().into(), release.version.as_str()))
    })
}

/// `document.tracking`.
#[derive(Serialize)]
pub(super) struct Tracking<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
    current_release_date: String,
    generator: Generator,
    id: &'a str,
    initial_release_date: String,
    revision_history: Vec<Revision<'a>>,
    status: &'static str,
    version: String,
}

#[derive(Serialize)]
struct Generator {
    engine: Engine,
}

/// Without its version, or an upgrade of forewarn would change documents.
#[derive(Serialize)]
struct Engine {
    name: &'static str,
}

#[derive(Serialize)]
struct Revision<'a> {
    date: String,
    number: String,
    summary: &'a str,
}

impl<'a> Tracking<'a> {
    pub(super) fn new(id: &'a str, aliases: Vec<&'a str>, history: &'a History) -> Self {
        let numbered = (1..).zip(&history.changes);
        Self {
            aliases,
            current_release_date: history.current().to_string(),
            generator: Generator {
                engine: Engine { name: "forewarn" },
            },
            id,
            initial_release_date: history.initial().to_string(),
            revision_history: numbered
                .map(|(number, (at, summary))| Revision {
                    date: at.to_string(),
                    number: number.to_string(),
                    summary,
                })
                .collect(),
            status: "final",
            version: history.changes.len().to_string(),
        }
    }
}
