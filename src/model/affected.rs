//! What is affected: packages, ranges, events and enumerated versions
//! (OSV 1.7.5, `affected[]`).

use ecow::EcoString;

use super::config::PackageName;
use super::{Ecosystem, Map, Severity, Timestamp};
use crate::source::{Span, Spanned};

/// A version as it is written. There are many, mostly of a few letters: those need no
/// memory of their own, and copies of the others share theirs.
pub type VersionText = EcoString;

/// One entry of `affected[]`. `None` is a key that the source does not have;
/// an empty list that it does have is kept.
#[derive(Clone, Debug)]
pub struct Affected {
    /// The place of the entry, or of the shorthand it was made from.
    pub span: Span,
    /// The package; software without a registry has none.
    pub package: Option<Package>,
    /// `severity` of this package alone.
    pub severity: Option<Vec<Severity>>,
    /// Ranges, in the order of the source.
    pub ranges: Option<Vec<Range>>,
    /// Enumerated versions, as written.
    pub versions: Option<Vec<Spanned<VersionText>>>,
    /// What these are to the ranges.
    pub enumeration: Enumeration,
    /// Releases that the ranges cover, which the record lists besides.
    pub releases: Vec<ListedRelease>,
    /// Kept as it came.
    pub ecosystem_specific: Option<Map>,
    /// Kept as it came.
    pub database_specific: Option<Map>,
    /// Keys that OSV does not have; kept, with a warning.
    pub extra: Map,
}

impl Affected {
    /// An entry without anything.
    pub fn empty(span: Span) -> Self {
        Self {
            span,
            package: None,
            severity: None,
            ranges: None,
            versions: None,
            enumeration: Enumeration::Whole,
            releases: Vec::new(),
            ecosystem_specific: None,
            database_specific: None,
            extra: Map::new(),
        }
    }

    /// Whether the entry says anything of versions or commits.
    pub fn states_versions(&self) -> bool {
        self.ranges.iter().flatten().next().is_some()
            || self.versions.iter().flatten().next().is_some()
    }

    /// Whether the entry speaks of `package`, however it spells the name.
    /// Software without a registry has entries without a package.
    pub fn is_about(&self, package: &PackageName) -> bool {
        let Some(own) = &self.package else {
            return package.ecosystem.is_generic();
        };
        let key = |name| package.ecosystem.name_key(name);
        own.ecosystem == package.ecosystem
            && (own.name == package.name || key(&own.name) == key(&package.name))
    }
}

/// What enumerated versions are to the ranges beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enumeration {
    /// All versions that the ranges cover, as OSV means it.
    Whole,
    /// Further versions: `= 3.0.0` among ranges.
    Further,
    /// Whatever the author took the shorthand `versions` for.
    Unclear,
}

/// A release by the name that scanners know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRelease {
    /// The tag, else the version.
    pub name: String,
    /// When it came out, where that is known.
    pub at: Option<Timestamp>,
}

/// A package (OSV 1.7.5, `affected[].package`).
#[derive(Clone, Debug)]
pub struct Package {
    /// The place of the name, or of the shorthand it was made from.
    pub span: Span,
    /// The registry.
    pub ecosystem: Ecosystem,
    /// The name, in the registry's canonical form when made from a shorthand.
    pub name: String,
    /// A package URL without a version.
    pub purl: Option<String>,
    /// Keys that OSV does not have; kept, with a warning.
    pub extra: Map,
}

impl Package {
    /// The package by its canonical name: entries that are equal here are about
    /// the same package. A release of a distribution is an ecosystem of its own,
    /// as it is for scanners.
    pub fn canonical(&self) -> PackageName {
        PackageName {
            ecosystem: self.ecosystem.clone(),
            name: self.ecosystem.canonical_name(&self.name).into_owned(),
        }
    }
}

/// What the versions of a range are (OSV 1.7.5, `affected[].ranges[].type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeType {
    /// Commits.
    Git,
    /// SemVer 2.0 versions.
    Semver,
    /// Versions ordered as the ecosystem orders them.
    Ecosystem,
}

impl RangeType {
    /// OSV's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Git => "GIT",
            Self::Semver => "SEMVER",
            Self::Ecosystem => "ECOSYSTEM",
        }
    }
}

/// A range: events that open and close it (OSV 1.7.5, `affected[].ranges[]`).
/// Comes only from [`Range::new`], so it has an `introduced` and does not mix
/// `fixed` with `last_affected`.
#[derive(Clone, Debug)]
pub struct Range {
    kind: RangeType,
    repo: Option<String>,
    events: Vec<RangeEvent>,
    /// Kept as it came.
    pub database_specific: Option<Map>,
    /// Keys that OSV does not have; kept, with a warning.
    pub extra: Map,
}

/// Why events are no [`Range`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RangeFault {
    /// No event opens the range.
    #[error("a range needs an `introduced` event")]
    NoIntroduced,
    /// Both ways to close a range.
    #[error("a range closes with `fixed` or with `last_affected`, not with both")]
    FixedAndLastAffected,
    /// A GIT range without `repo`.
    #[error("a GIT range needs `repo`")]
    NoRepo,
}

impl Range {
    /// The range of these events, in their order.
    pub fn new(
        kind: RangeType,
        repo: Option<String>,
        events: Vec<RangeEvent>,
    ) -> Result<Self, RangeFault> {
        let has = |test: fn(&Event) -> bool| events.iter().any(|e| test(&e.event));
        if !has(|e| matches!(e, Event::Introduced(_))) {
            return Err(RangeFault::NoIntroduced);
        }
        if has(|e| matches!(e, Event::Fixed(_))) && has(|e| matches!(e, Event::LastAffected(_))) {
            return Err(RangeFault::FixedAndLastAffected);
        }
        if kind == RangeType::Git && repo.is_none() {
            return Err(RangeFault::NoRepo);
        }
        Ok(Self {
            kind,
            repo,
            events,
            database_specific: None,
            extra: Map::new(),
        })
    }

    /// What its versions are.
    pub fn kind(&self) -> RangeType {
        self.kind
    }

    /// The repository of a GIT range; others may name one too.
    pub fn repo(&self) -> Option<&str> {
        self.repo.as_deref()
    }

    /// The events, in the order of the source.
    pub fn events(&self) -> &[RangeEvent] {
        &self.events
    }
}

/// An event with its place.
#[derive(Clone, Debug)]
pub struct RangeEvent {
    /// The place of the version.
    pub span: Span,
    /// The event.
    pub event: Event,
    /// Whether a `fixed` is a version in which somebody mended something. OSV has
    /// no other word for where a branch without a fix gives way to the next one.
    pub mends: bool,
    /// Keys that OSV does not have; kept, with a warning.
    pub extra: Map,
}

impl RangeEvent {
    /// `event`, as read from `span`.
    pub fn new(event: Event, span: Span) -> Self {
        Self {
            span,
            event,
            mends: true,
            extra: Map::new(),
        }
    }
}

/// What happens at a version (OSV 1.7.5, `affected[].ranges[].events[]`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The first affected version; `0` is before every version.
    Introduced(VersionText),
    /// The first version that is no longer affected.
    Fixed(VersionText),
    /// The last affected version.
    LastAffected(VersionText),
    /// An upper end of the range itself; `*` is none.
    Limit(VersionText),
}

impl Event {
    /// OSV's key.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Introduced(_) => "introduced",
            Self::Fixed(_) => "fixed",
            Self::LastAffected(_) => "last_affected",
            Self::Limit(_) => "limit",
        }
    }

    /// The same event at another version.
    #[must_use]
    pub fn at(&self, version: VersionText) -> Self {
        match self {
            Self::Introduced(_) => Self::Introduced(version),
            Self::Fixed(_) => Self::Fixed(version),
            Self::LastAffected(_) => Self::LastAffected(version),
            Self::Limit(_) => Self::Limit(version),
        }
    }

    /// The version or commit.
    pub fn version(&self) -> &str {
        self.text()
    }

    /// The same, to be kept.
    pub fn text(&self) -> &VersionText {
        match self {
            Self::Introduced(v) | Self::Fixed(v) | Self::LastAffected(v) | Self::Limit(v) => v,
        }
    }
}

/// Whether the text is a full SHA-1 or SHA-256 commit (OSV 1.7.5,
/// `affected[].ranges[]`): 40 or 64 hexadecimal digits in lower case.
pub fn is_commit(text: &str) -> bool {
    let is_digit = |b| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    matches!(text.len(), 40 | 64) && text.bytes().all(is_digit)
}
