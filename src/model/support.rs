//! Which releases get security fixes, as the project says it in
//! `content/supported-versions.yaml` (docs/configuration.md, "Supported versions").
//!
//! These are the statements: rules, and dates that win over them. What follows
//! from them on a given day is computed in [`crate::support`].

mod cadence;
mod calendar;
mod pattern;
mod period;
mod phase;

use std::num::NonZeroUsize;

use jiff::civil::Date;

pub use cadence::Cadence;
pub use calendar::{Calendar, MonthDay, Nth};
pub use pattern::SeriesPattern;
pub use period::{Period, PeriodUnit};
pub use phase::{Length, Next, Phase, Rounding, Successor, Until};

use super::config::{Branching, PackageName};
use crate::source::{FileId, Span, Spanned};

/// The supported versions of one package.
#[derive(Clone, Debug)]
pub struct Support {
    /// The file it was read from.
    pub file: FileId,
    /// Whose versions these are.
    pub package: Spanned<PackageName>,
    /// The branch where development happens, which always gets fixes: `main`.
    pub development: Option<Spanned<String>>,
    /// What ends the support of a release.
    pub rule: Rule,
    /// How long a major version lasts, which none of its series outlives.
    pub majors: Option<Phase>,
    /// The rules of older series, those of the newest first.
    pub earlier: Vec<EarlierRule>,
    /// Which releases make one series, a row of the table.
    pub series: Unit,
    /// Which series follow each other; `None` when all do.
    pub lines: Option<Lines>,
    /// The series with long-term support.
    pub lts: Vec<LongTerm>,
    /// How often a new series comes out.
    pub cadence: Option<Cadence>,
    /// The days of scheduled minor releases.
    pub minor_releases: Option<Calendar>,
    /// What was released and what will be, in the order of the source.
    pub releases: Vec<Release>,
    /// Components inside the project's artifacts.
    pub bundled: Vec<BundledComponent>,
}

/// What ends the support of a release, unless a date is given.
#[derive(Clone, Debug)]
pub enum Rule {
    /// The newest of something are supported.
    Latest(Latest),
    /// Support has phases; at least one.
    Phases(Vec<Phase>),
    /// Nothing but the dates that are given.
    Dates,
}

/// What holds for series that are older than the rule.
#[derive(Clone, Debug)]
pub struct EarlierRule {
    /// The first series that it does not hold for.
    pub before: Spanned<String>,
    /// The phases; at least one.
    pub phases: Vec<Phase>,
    /// How long a major version lasts.
    pub majors: Option<Phase>,
}

/// Series that follow each other where a package has several such lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Each major version is a line.
    Majors,
    /// The series that match the pattern of a name are a line.
    Named(Vec<(String, SeriesPattern)>),
}

/// Which series have long-term support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LongTerm {
    /// Those that match.
    Pattern(SeriesPattern),
    /// The last of each major version that has a successor.
    LastOfMajor,
}

/// `support: {latest: 2, of: minor}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latest {
    /// How many.
    pub count: NonZeroUsize,
    /// Of what.
    pub of: Unit,
}

/// What is counted, or makes one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Each release by itself.
    Release,
    /// Releases that share their first two numbers.
    Minor,
    /// Releases that share their first number.
    Major,
}

impl Unit {
    /// What is left of a version, when the unit is coarser than a release.
    pub fn branching(self) -> Option<Branching> {
        match self {
            Self::Release => None,
            Self::Minor => Some(Branching::MajorMinor),
            Self::Major => Some(Branching::Major),
        }
    }
}

impl From<Branching> for Unit {
    fn from(branching: Branching) -> Self {
        match branching {
            Branching::Major => Self::Major,
            Branching::MajorMinor => Self::Minor,
        }
    }
}

/// An entry of `releases`.
#[derive(Clone, Debug)]
pub struct Release {
    /// The place of the entry.
    pub span: Span,
    /// What came out.
    pub name: ReleaseName,
    /// When.
    pub when: When,
    /// The last day of support for the series it belongs to; wins over the rule.
    pub end: Option<Spanned<Date>>,
    /// The last days of single phases, by their names; they win over the rule too.
    pub phase_ends: Vec<(Spanned<String>, Spanned<Date>)>,
    /// What the series is called: `Bookworm`.
    pub codename: Option<String>,
    /// What its artifacts contain.
    pub bundled: Vec<BundledVersion>,
    /// Whether the series has long-term support; wins over the patterns.
    pub lts: Option<bool>,
    /// Where the release is announced: an http or https address.
    pub link: Option<Spanned<String>>,
    /// Its tag, where the list was read from tags.
    pub tag: Option<String>,
}

impl Release {
    /// A release of which nothing but the version is known.
    pub fn of_version(version: Spanned<String>) -> Self {
        Self {
            span: version.span,
            name: ReleaseName::Version(version),
            when: When::Undated,
            end: None,
            phase_ends: Vec::new(),
            codename: None,
            bundled: Vec::new(),
            lts: None,
            link: None,
            tag: None,
        }
    }

    /// Whether it is out on that day.
    pub fn is_out(&self, today: Date) -> bool {
        match &self.when {
            When::On(date) => date.value <= today,
            When::Undated => true,
            When::Expected(_) => false,
        }
    }
}

/// What an entry of `releases` speaks of.
#[derive(Clone, Debug)]
pub enum ReleaseName {
    /// One release: `3.4.1`.
    Version(Spanned<String>),
    /// A series as a whole: `3.4`. Its date is that of its first release.
    Series(Spanned<String>),
}

impl ReleaseName {
    /// The version or series.
    pub fn text(&self) -> &Spanned<String> {
        match self {
            Self::Version(text) | Self::Series(text) => text,
        }
    }
}

/// When something came out, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// On this day.
    On(Spanned<Date>),
    /// Not yet; it is planned.
    Expected(Spanned<Planned>),
    /// It is out, and nobody says since when.
    Undated,
}

/// A day to come, as exact as the plan is. Prints as `2027-04-01` or `2027-04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Planned {
    /// This day.
    Day(Date),
    /// Some day of the month that ends with this day.
    Month(Date),
}

impl Planned {
    /// The month that `date` lies in.
    pub fn month_of(date: Date) -> Self {
        Self::Month(date.last_of_month())
    }

    /// The same, a period later: of a month, a month.
    #[must_use]
    pub fn plus(self, period: Period) -> Self {
        match self {
            Self::Day(day) => Self::Day(period.after(day)),
            Self::Month(day) => Self::month_of(period.after(day)),
        }
    }

    /// The last day that is meant.
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(day) | Self::Month(day) => day,
        }
    }
}

impl std::fmt::Display for Planned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Month(day) => write!(f, "{:04}-{:02}", day.year(), day.month()),
        }
    }
}

/// A component inside the artifacts of one release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundledVersion {
    /// Its name: `OpenSSL`.
    pub component: String,
    /// Its version.
    pub version: Spanned<String>,
}

impl std::fmt::Display for BundledVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.component, self.version.value)
    }
}

/// A component that the project ships inside its artifacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundledComponent {
    /// Its name: `OpenSSL`.
    pub component: Spanned<String>,
    /// The first version that has it, for each platform.
    pub since: Vec<BundledSince>,
    /// Whether a security release of the component brings one of the project.
    pub release_on_upstream: bool,
}

/// Since when a component is bundled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundledSince {
    /// The platform, when it differs between them: `windows`.
    pub platform: Option<String>,
    /// The first version of the project with the component.
    pub version: Spanned<String>,
}
