//! `database_specific` of a record: what OSV has no place for.

use serde::Serialize;

use super::{Json, Object};
use crate::model::{AsOf, Map, Revision, TimelineEntry};

/// What the author wrote there, and what shorthands add: a key that is there
/// already is the author's.
#[derive(Serialize)]
pub(super) struct Specific<'a> {
    #[serde(flatten)]
    own: Object<'a>,
    #[serde(flatten)]
    told: Told<'a>,
}

#[derive(Default, PartialEq, Serialize)]
struct Told<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity_rationale: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cwe_ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<Vec<WireEntry<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revisions: Option<Vec<WireRevision<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exploited: Option<WireExploited<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Json<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_reason: Option<&'a str>,
}

#[derive(PartialEq, Serialize)]
struct WireEntry<'a> {
    event: &'a str,
    at: &'a str,
}

/// Every value is text, the flag too.
#[derive(PartialEq, Serialize)]
struct WireRevision<'a> {
    at: &'a str,
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    significant: Option<&'static str>,
}

#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum WireExploited<'a> {
    Flag(bool),
    Told {
        #[serde(skip_serializing_if = "Option::is_none")]
        since: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'a str>,
    },
}

impl<'a> Specific<'a> {
    /// None of an advisory that has nothing to say there.
    pub(super) fn new(advisory: &'a AsOf<'a>) -> Option<Self> {
        static NOTHING: Map = Map::new();
        let own = advisory.database_specific.as_ref();
        let told = Told::new(advisory, own.unwrap_or(&NOTHING));
        (own.is_some() || told != Told::default()).then(|| Self {
            own: Object(own.unwrap_or(&NOTHING)),
            told,
        })
    }
}

impl<'a> Told<'a> {
    fn new(advisory: &'a AsOf<'a>, own: &Map) -> Self {
        let is_free = |key: &str| own.get(key).is_none();
        let withdrawn = advisory.withdrawn().filter(|_| is_free("withdrawn_reason"));
        let numbers = advisory.cwe.as_ref().filter(|_| is_free("cwe_ids"));
        let timeline = advisory.timeline.as_ref().filter(|_| is_free("timeline"));
        let revisions = advisory.revisions().filter(|_| is_free("revisions"));
        let word = advisory.severity_word.as_ref();
        let rationale = advisory.severity_rationale.as_deref();
        Self {
            severity: word.map(|it| &*it.word).filter(|_| is_free("severity")),
            severity_rationale: rationale.filter(|_| is_free("severity_rationale")),
            cwe_ids: numbers.map(|ids| ids.iter().map(|id| format!("CWE-{id}")).collect()),
            timeline: timeline.map(|all| all.iter().map(WireEntry::from).collect()),
            revisions: revisions.map(|all| all.into_iter().map(WireRevision::from).collect()),
            exploited: WireExploited::new(advisory).filter(|_| is_free("exploited")),
            kind: advisory.kind.as_ref().map(Json).filter(|_| is_free("kind")),
            withdrawn_reason: withdrawn
                .and_then(|withdrawn| withdrawn.reason.as_ref())
                .map(|reason| reason.value.as_str()),
        }
    }
}

impl<'a> From<&'a TimelineEntry> for WireEntry<'a> {
    fn from(entry: &'a TimelineEntry) -> Self {
        Self {
            event: &entry.event,
            at: &entry.at.text,
        }
    }
}

impl<'a> From<&'a Revision> for WireRevision<'a> {
    fn from(revision: &'a Revision) -> Self {
        Self {
            at: &revision.at.text,
            note: &revision.note,
            significant: revision
                .significant
                .map(|flag| if flag { "true" } else { "false" }),
        }
    }
}

impl<'a> WireExploited<'a> {
    fn new(advisory: &'a AsOf<'a>) -> Option<Self> {
        let Some(attacks) = &advisory.exploited else {
            return advisory.unexploited.then_some(Self::Flag(false));
        };
        let since = attacks.since.as_ref();
        let since = since.map(|it| it.day.map_or(it.at.to_string(), |day| day.to_string()));
        Some(match (since, attacks.note.as_deref()) {
            (None, None) => Self::Flag(true),
            (since, note) => Self::Told { since, note },
        })
    }
}
