//! `database_specific` of a record: what OSV has no place for.

use std::collections::HashSet;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::record::Json;
use crate::model::{AsOf, Map, Revision, TimelineEntry, Value};

/// What the author wrote there, and what shorthands add: a key that is there
/// already is the author's.
#[derive(serde::Serialize)]
pub(super) struct Specific<'a> {
    #[serde(flatten)]
    own: Own<'a>,
    #[serde(flatten)]
    told: Told<'a>,
}

/// What the author wrote, but for what is to come: the reason of a withdrawal, steps
/// of the timeline and revisions.
struct Own<'a> {
    all: &'a Map,
    advisory: &'a AsOf<'a>,
    is_to_stand: bool,
}

impl<'a> Own<'a> {
    fn new(advisory: &'a AsOf<'a>) -> Self {
        static NOTHING: Map = Map::new();
        let is_planned = advisory.dates.withdrawn.is_some();
        Self {
            all: advisory.database_specific.as_ref().unwrap_or(&NOTHING),
            advisory,
            is_to_stand: is_planned && advisory.withdrawn().is_none(),
        }
    }

    fn told(&self) -> impl Iterator<Item = (&'a str, Part<'a>)> {
        let all = self.all.iter();
        all.filter_map(|(key, value)| match (key, value) {
            ("withdrawn_reason", _) if self.is_to_stand => None,
            ("timeline", Value::List(items)) => {
                Some((key, dated(items, &self.advisory.timeline_to_come())?))
            }
            ("revisions", Value::List(items)) => {
                Some((key, dated(items, &self.advisory.revisions_to_come())?))
            }
            _ => Some((key, Part::Whole(Json(value)))),
        })
    }
}

/// Those of the items `{at, ...}` whose time is none of those to come; none where all
/// are to come, as of what shorthands make.
fn dated<'a>(items: &'a [Value], to_come: &HashSet<&str>) -> Option<Part<'a>> {
    let has_come = |item: &&Value| match item {
        Value::Map(item) => match item.get("at") {
            Some(Value::Text(at)) => !to_come.contains(at.as_str()),
            _ => true,
        },
        _ => true,
    };
    let told: Vec<Json<'_>> = items.iter().filter(has_come).map(Json).collect();
    (!told.is_empty() || items.is_empty()).then_some(Part::Items(told))
}

/// A value as the author wrote it, or what may be told of a list.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Part<'a> {
    Whole(Json<'a>),
    Items(Vec<Json<'a>>),
}

impl Serialize for Own<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.told() {
            map.serialize_entry(key, &value)?;
        }
        map.end()
    }
}

#[derive(Default, PartialEq, serde::Serialize)]
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

#[derive(PartialEq, serde::Serialize)]
struct WireEntry<'a> {
    event: &'a str,
    at: &'a str,
}

/// Every value is text, the flag too.
#[derive(PartialEq, serde::Serialize)]
struct WireRevision<'a> {
    at: &'a str,
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    significant: Option<&'static str>,
}

#[derive(PartialEq, serde::Serialize)]
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
        let own = Own::new(advisory);
        let told = Told::new(advisory, own.all);
        let is_there = advisory.database_specific.is_some();
        // One that holds but what is withheld would tell that something is.
        let is_kept = is_there && (own.all.is_empty() || own.told().next().is_some());
        (is_kept || told != Told::default()).then_some(Self { own, told })
    }
}

impl<'a> Told<'a> {
    fn new(advisory: &'a AsOf<'a>, own: &Map) -> Self {
        let is_free = |key: &str| own.get(key).is_none();
        let withdrawn = advisory.withdrawn().filter(|_| is_free("withdrawn_reason"));
        let numbers = advisory.cwe.as_ref().filter(|_| is_free("cwe_ids"));
        let timeline = advisory.timeline().filter(|_| is_free("timeline"));
        let revisions = advisory.revisions().filter(|_| is_free("revisions"));
        let word = advisory.severity_word.as_ref();
        let rationale = advisory.severity_rationale.as_deref();
        Self {
            severity: word.map(|it| &*it.word).filter(|_| is_free("severity")),
            severity_rationale: rationale.filter(|_| is_free("severity_rationale")),
            cwe_ids: numbers.map(|ids| ids.iter().map(|id| format!("CWE-{id}")).collect()),
            timeline: timeline.map(|all| all.into_iter().map(WireEntry::from).collect()),
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
        let Some(attacks) = advisory.exploited() else {
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
