//! The record of an advisory, on the wire (OSV 1.7.5).
//!
//! A record that came as OSV leaves as the same data. What shorthands make is
//! laid out as consumers need it; no key is null, none is outside the schema
//! but in the `*_specific` maps and where the author put it.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::specific::Specific;
use crate::model::advisory::OSV_VERSION;
use crate::model::{
    Affected, AsOf, Credit, Map, Package, Range, RangeEvent, RangeType, Reference, ReferenceType,
    Severity, Timestamp, Value,
};

#[derive(Serialize)]
pub(super) struct Record<'a> {
    schema_version: &'static str,
    id: &'a str,
    #[serde(serialize_with = "display")]
    modified: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aliases: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upstream: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<Vec<WireSeverity<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affected: Option<Vec<WireAffected<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    references: Option<Vec<WireReference<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credits: Option<Vec<WireCredit<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_specific: Option<Specific<'a>>,
}

impl<'a> Record<'a> {
    /// The record, which names the `page` of the advisory before other references.
    pub(super) fn new(advisory: &'a AsOf<'a>, page: Option<&'a str>) -> Self {
        let texts = |list: &'a Option<Vec<crate::source::Spanned<String>>>| {
            list.as_ref()
                .map(|list| list.iter().map(|text| text.value.as_str()).collect())
        };
        Self {
            schema_version: OSV_VERSION,
            id: advisory.id.value.as_str(),
            modified: advisory.record_modified(),
            published: advisory.published().map(|at| at.to_string()),
            withdrawn: advisory.withdrawn().map(|it| it.at.value.to_string()),
            aliases: texts(&advisory.aliases),
            related: advisory.related(),
            upstream: texts(&advisory.upstream),
            summary: advisory.summary.as_ref().map(|text| text.value.as_str()),
            details: advisory.sections.to_osv(),
            severity: list(advisory.severity.as_deref()),
            affected: advisory.affected.as_ref().map(|all| {
                let entry = |affected| WireAffected::new(affected, advisory);
                all.iter().map(entry).collect()
            }),
            references: references(advisory, page),
            credits: list(advisory.credits.as_deref()),
            database_specific: Specific::new(advisory),
        }
    }

    /// The record with these entries about what is affected in place of its own.
    pub(super) fn about(advisory: &'a AsOf<'a>, affected: &'a [Affected]) -> Self {
        let entries = affected.iter();
        let entries = entries.map(|entry| WireAffected::new(entry, advisory));
        Self {
            affected: Some(entries.collect()),
            ..Self::new(advisory, None)
        }
    }
}

fn references<'a>(advisory: &'a AsOf<'a>, page: Option<&'a str>) -> Option<Vec<WireReference<'a>>> {
    static NOTHING: Map = Map::new();
    let page = page.map(|url| WireReference {
        kind: ReferenceType::Advisory.as_str(),
        url,
        extra: Object(&NOTHING),
    });
    let written = list(advisory.references.as_deref());
    match page {
        None => written,
        page => Some(
            page.into_iter()
                .chain(written.into_iter().flatten())
                .collect(),
        ),
    }
}

fn list<'a, T, W: From<&'a T>>(items: Option<&'a [T]>) -> Option<Vec<W>> {
    items.map(|items| items.iter().map(W::from).collect())
}

#[derive(Serialize)]
struct WireSeverity<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    score: &'a str,
    #[serde(flatten)]
    extra: Object<'a>,
}

impl<'a> From<&'a Severity> for WireSeverity<'a> {
    fn from(severity: &'a Severity) -> Self {
        Self {
            kind: severity.kind.as_str(),
            score: &severity.score.value,
            extra: Object(&severity.extra),
        }
    }
}

#[derive(Serialize)]
struct WireAffected<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    package: Option<WirePackage<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<Vec<WireSeverity<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ranges: Option<Vec<WireRange<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    versions: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ecosystem_specific: Option<Object<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_specific: Option<Object<'a>>,
    #[serde(flatten)]
    extra: Object<'a>,
}

impl<'a> WireAffected<'a> {
    fn new(affected: &'a Affected, advisory: &AsOf<'a>) -> Self {
        Self {
            package: affected.package.as_ref().map(WirePackage::from),
            severity: list(affected.severity.as_deref()),
            ranges: affected.ranges.as_deref().map(ranges),
            versions: versions(affected, advisory),
            ecosystem_specific: affected.ecosystem_specific.as_ref().map(Object),
            database_specific: affected.database_specific.as_ref().map(Object),
            extra: Object(&affected.extra),
        }
    }
}

/// Ranges of commits behind all others: osv-scanner gives an entry up at the first of
/// them. Ranges are a set.
fn ranges(ranges: &[Range]) -> Vec<WireRange<'_>> {
    let (git, others): (Vec<_>, Vec<_>) =
        (ranges.iter()).partition(|range| range.kind() == RangeType::Git);
    others.into_iter().chain(git).map(WireRange::from).collect()
}

/// The author's versions, then the releases that stand for the ranges.
fn versions<'a>(affected: &'a Affected, advisory: &AsOf<'a>) -> Option<Vec<&'a str>> {
    let mut releases = advisory.releases(affected).peekable();
    let written = affected.versions.as_ref();
    let written = written.map(|list| list.iter().map(|text| text.value.as_str()).collect());
    let mut versions: Vec<&str> = match written {
        None if releases.peek().is_none() => return None,
        written => written.unwrap_or_default(),
    };
    for release in releases {
        if !versions.contains(&release.name.as_str()) {
            versions.push(&release.name);
        }
    }
    Some(versions)
}

#[derive(Serialize)]
struct WirePackage<'a> {
    ecosystem: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    purl: Option<&'a str>,
    #[serde(flatten)]
    extra: Object<'a>,
}

impl<'a> From<&'a Package> for WirePackage<'a> {
    fn from(package: &'a Package) -> Self {
        Self {
            ecosystem: package.ecosystem.as_str(),
            name: &package.name,
            purl: package.purl.as_deref(),
            extra: Object(&package.extra),
        }
    }
}

#[derive(Serialize)]
struct WireRange<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    repo: Option<&'a str>,
    events: Vec<WireEvent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_specific: Option<Object<'a>>,
    #[serde(flatten)]
    extra: Object<'a>,
}

impl<'a> From<&'a Range> for WireRange<'a> {
    fn from(range: &'a Range) -> Self {
        Self {
            kind: range.kind().as_str(),
            repo: range.repo(),
            events: range.events().iter().map(WireEvent).collect(),
            database_specific: range.database_specific.as_ref().map(Object),
            extra: Object(&range.extra),
        }
    }
}

/// An event is an object with one key, which is its kind.
struct WireEvent<'a>(&'a RangeEvent);

impl Serialize for WireEvent<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.0.event.key(), self.0.event.version())?;
        for (key, value) in self.0.extra.iter() {
            map.serialize_entry(key, &Json(value))?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct WireReference<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    url: &'a str,
    #[serde(flatten)]
    extra: Object<'a>,
}

impl<'a> From<&'a Reference> for WireReference<'a> {
    fn from(reference: &'a Reference) -> Self {
        Self {
            kind: reference.kind.as_str(),
            url: &reference.url.value,
            extra: Object(&reference.extra),
        }
    }
}

#[derive(Serialize)]
struct WireCredit<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<&'a [String]>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(flatten)]
    extra: Object<'a>,
}

impl<'a> From<&'a Credit> for WireCredit<'a> {
    fn from(credit: &'a Credit) -> Self {
        Self {
            name: &credit.name.value,
            contact: credit.contact.as_deref(),
            kind: credit.kind.map(crate::model::CreditType::as_str),
            extra: Object(&credit.extra),
        }
    }
}

/// A map of the author's own, kept as it came.
#[derive(PartialEq)]
pub(super) struct Object<'a>(&'a Map);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in self.0.iter() {
            map.serialize_entry(key, &Json(value))?;
        }
        map.end()
    }
}

#[derive(PartialEq)]
pub(super) struct Json<'a>(pub(super) &'a Value);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(flag) => serializer.serialize_bool(*flag),
            Value::Text(text) => serializer.serialize_str(text),
            // The number keeps its digits: serde_json's `arbitrary_precision`.
            Value::Number(digits) => match digits.parse::<serde_json::Number>() {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_str(digits),
            },
            Value::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Json(item))?;
                }
                list.end()
            }
            Value::Map(map) => Object(map).serialize(serializer),
        }
    }
}

pub(in crate::output) fn display<S: Serializer>(
    at: &Timestamp,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(at)
}

#[cfg(test)]
mod tests;
