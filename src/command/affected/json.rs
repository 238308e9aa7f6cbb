//! The answer for programs. Every key is always there; docs/affected.md tells
//! what each holds.

use serde::Serialize;

use super::answer::{Answer, Applying};
use crate::advice;
use crate::emit::visible_json;
use crate::model::{Rating, SitePath};
use crate::version::interval::{End, Interval};

/// The document, indented, with a final line end.
pub(super) fn document(answer: &Answer<'_>) -> String {
    let document = Document::from(answer);
    let text = serde_json::to_string_pretty(&document).expect("these structs have string keys");
    visible_json(&text) + "\n"
}

#[derive(Serialize)]
struct Document<'a> {
    /// What was asked about.
    package: Package<'a>,
    /// As it was written.
    version: &'a str,
    /// The moment that the answer is for: RFC 3339, in UTC.
    at: String,
    /// Whether any advisory applies; null when none does and one does not say
    /// which versions it affects.
    affected: Option<bool>,
    /// Those that apply, worst first.
    advisories: Vec<Advisory<'a>>,
    /// The ids of those that do not say which versions they affect.
    unstated: Vec<&'a str>,
    /// Where to go, from what is affected or gets no security fixes; null when
    /// nothing is better.
    upgrade: Option<Upgrade<'a>>,
    /// The supported versions that nothing affects.
    safe_versions: &'a [String],
    /// Whether the version is among the known releases; null when the project
    /// does not say which there are.
    known_release: Option<bool>,
    /// Whether it gets security fixes; null when nobody says.
    supported: Option<bool>,
}

#[derive(Serialize)]
struct Package<'a> {
    /// OSV's name of it, or `generic`.
    ecosystem: &'a str,
    /// The name in it, as the registry spells it.
    name: &'a str,
}

#[derive(Serialize)]
struct Advisory<'a> {
    id: &'a str,
    aliases: Vec<&'a str>,
    summary: Option<&'a str>,
    /// `none`, `low`, `medium`, `high` or `critical`; null when it is not rated
    /// or the site shows no words.
    severity: Option<&'static str>,
    /// Whether `versions` of the record has the version.
    listed: bool,
    /// The interval that covers the version; null when none does.
    interval: Option<WireInterval<'a>>,
    /// Its page; null when the site has no address.
    url: Option<String>,
}

#[derive(Serialize)]
struct WireInterval<'a> {
    /// The first affected version; `0` is before all.
    introduced: &'a str,
    /// The fix that ends it, or null.
    fixed: Option<&'a str>,
    /// The first version after it where none is fixed, or null.
    before: Option<&'a str>,
    /// The last that is, or null.
    last_affected: Option<&'a str>,
}

#[derive(Serialize)]
struct Upgrade<'a> {
    version: &'a str,
    /// Whether it gets security fixes, as far as anybody says.
    supported: bool,
    /// Whether it is out, as far as the project lists its releases.
    released: bool,
    /// The ids of what it fixes, worst first.
    fixes: Vec<&'a str>,
    /// The ids of what affects it, worst first.
    remains: Vec<&'a str>,
}

impl<'a> From<&'a advice::Upgrade<'_>> for Upgrade<'a> {
    fn from(upgrade: &'a advice::Upgrade<'_>) -> Self {
        Self {
            version: &upgrade.version,
            supported: upgrade.is_supported,
            released: upgrade.is_released,
            fixes: ids(&upgrade.fixes),
            remains: ids(&upgrade.remains),
        }
    }
}

fn ids<'a>(advisories: &[&'a crate::model::Advisory]) -> Vec<&'a str> {
    let ids = advisories.iter().map(|advisory| advisory.id.value.as_str());
    ids.collect()
}

impl<'a> From<&'a Answer<'_>> for Document<'a> {
    fn from(answer: &'a Answer<'_>) -> Self {
        let package = &answer.query.package;
        let standing = answer.standing.as_ref();
        let of_advisory = |applying| Advisory::new(answer, applying);
        Self {
            package: Package {
                ecosystem: package.ecosystem.as_str(),
                name: &package.name,
            },
            version: &answer.query.version,
            at: answer.clock.to_string(),
            affected: answer.is_affected(),
            advisories: answer.applying.iter().map(of_advisory).collect(),
            unstated: ids(&answer.unstated),
            upgrade: answer.upgrade.as_ref().map(Upgrade::from),
            safe_versions: &answer.safe,
            known_release: standing.map(|standing| standing.is_known),
            supported: standing.and_then(|standing| standing.is_supported),
        }
    }
}

impl<'a> Advisory<'a> {
    fn new(answer: &'a Answer<'_>, applying: &'a Applying<'_>) -> Self {
        let advisory = applying.advisory;
        let rating = advisory.rating().filter(|_| answer.config.severity.words());
        let aliases = advisory.aliases().map(|alias| alias.value.as_str());
        Self {
            id: advisory.id.value.as_str(),
            aliases: aliases.collect(),
            summary: advisory.summary.as_ref().map(|text| text.value.as_str()),
            severity: rating.map(Rating::as_str),
            listed: applying.is_listed,
            interval: applying.interval.as_ref().map(WireInterval::from),
            url: answer
                .config
                .address(&SitePath::advisory(&advisory.id.value)),
        }
    }
}

impl<'a> From<&'a Interval> for WireInterval<'a> {
    fn from(interval: &'a Interval) -> Self {
        let mut wire = Self {
            introduced: &interval.introduced,
            fixed: None,
            before: None,
            last_affected: None,
        };
        match &interval.end {
            End::Open => {}
            End::Fixed(version) => wire.fixed = Some(version),
            End::Before(version) => wire.before = Some(version),
            End::LastAffected(version) => wire.last_affected = Some(version),
        }
        wire
    }
}
