//! Who publishes, where and by which rules: `forewarn.yaml`.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::hash::{Hash, Hasher};

use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::{
    Colour, Ecosystem, Family, Promises, Publisher, Redirect, SecurityTxt, SitePath, Timestamp,
};
use crate::source::{FileId, Span, Spanned};

/// The settings of a site, every one with a default.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the project calls itself, as far as that is known.
    pub name: Option<String>,
    /// The project's own site.
    pub url: Option<String>,
    /// The source repository, without a trailing slash or `.git`.
    pub repository: Option<String>,
    /// The project's packages; the first is the default `package` of an advisory.
    pub packages: Vec<PackageName>,
    /// Where the site will be published, with a trailing slash.
    pub base_url: Option<String>,
    /// The directory that is written, relative to the root.
    pub output: String,
    /// The zone shown beside UTC.
    pub timezone: Option<TimeZone>,
    /// What a bare date means.
    pub disclosure_time: DisclosureTime,
    /// The pattern of new ids.
    pub advisory_id: Option<String>,
    /// What a maintained branch is.
    pub branches: Branching,
    /// In order of preference.
    pub contacts: Vec<Contact>,
    /// What security.txt says beyond that.
    pub security_txt: SecurityTxt,
    /// Language tags (RFC 5646), at least one; the first is the site's.
    pub languages: Vec<Spanned<String>>,
    /// How severity is shown.
    pub severity: SeverityDisplay,
    /// What the policy promises, oldest first.
    pub promises: Vec<Promises>,
    /// The overlay of secret files.
    pub private: Option<Private>,
    /// The name of the theme.
    pub theme: String,
    /// The project's mark: a picture below `content/`, relative to the root.
    pub logo: Option<Spanned<String>>,
    /// The colours of links and buttons.
    pub accent: Accent,
    /// Whether embargoed files inside the tree are expected (a private repository).
    pub embargo_in_tree: bool,
    /// When records that shorthands make became others without a change of their
    /// advisories, as by an upgrade of forewarn.
    pub records_changed: Option<Timestamp>,
    /// Old addresses, in the order of the source.
    pub redirects: Vec<Redirect>,
    /// Who answers for CSAF documents.
    pub csaf: Option<Spanned<Publisher>>,
    /// Families of outputs that the project does without.
    pub unwanted: BTreeSet<Family>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            name: None,
            url: None,
            repository: None,
            packages: Vec::new(),
            base_url: None,
            output: "public".to_owned(),
            timezone: None,
            disclosure_time: DisclosureTime::default(),
            advisory_id: None,
            branches: Branching::MajorMinor,
            contacts: Vec::new(),
            security_txt: SecurityTxt::default(),
            languages: vec![Spanned::new("en".to_owned(), Span::file(FileId::FIRST))],
            severity: SeverityDisplay::Both,
            promises: Vec::new(),
            private: None,
            theme: "default".to_owned(),
            logo: None,
            accent: Accent::default(),
            embargo_in_tree: false,
            records_changed: None,
            redirects: Vec::new(),
            csaf: None,
            unwanted: BTreeSet::new(),
        }
    }
}

impl Config {
    /// The language of the site.
    pub fn language(&self) -> &Spanned<String> {
        self.languages.first().expect("a site has a language")
    }

    /// Whether outputs of the family are made, where there is something to make them of.
    pub fn makes(&self, family: Family) -> bool {
        !self.unwanted.contains(&family)
    }

    /// Whether the address of the site is one of https.
    pub fn is_https(&self) -> bool {
        let base = self.base_url.as_deref();
        base.is_some_and(|base| base.starts_with("https://"))
    }

    /// Who publishes CSAF documents; none where the site has no such documents.
    pub fn publisher(&self) -> Option<&Publisher> {
        let is_made = self.is_https() && self.makes(Family::Csaf);
        let csaf = self.csaf.as_ref().filter(|_| is_made);
        csaf.map(|csaf| &csaf.value)
    }

    /// The absolute address of `path` once the site is published; `None`
    /// without a `base_url`. The first page is the base itself.
    pub fn address(&self, path: &SitePath) -> Option<String> {
        let base = self.base_url.as_deref()?;
        let page = match path.as_str() {
            "index.html" => String::new(),
            _ => path.encoded(),
        };
        Some(format!("{base}{page}"))
    }

    /// The same at the root of the host, where some files are looked for whatever the
    /// site's own prefix is.
    pub fn root_address(&self, path: &SitePath) -> Option<String> {
        let base = self.base_url.as_deref()?;
        let host = base.find("://").map_or(0, |at| at + "://".len());
        let root = base[host..].find('/').map_or(base.len(), |at| host + at);
        Some(format!("{}/{}", &base[..root], path.encoded()))
    }
}

/// Where the overlay is said to be.
#[derive(Clone, Debug)]
pub struct Private {
    /// Its folder, from the root on.
    pub path: Spanned<String>,
    /// Whether it may be absent.
    pub is_optional: bool,
}

/// The project's own colours; those of the theme where there is none.
#[derive(Clone, Debug, Default)]
pub struct Accent {
    /// On a light page.
    pub light: Option<Spanned<Colour>>,
    /// On a dark page.
    pub dark: Option<Spanned<Colour>>,
}

/// A package by its short name: `PyPI/tinysig`. Two are equal when their registry
/// takes them for the same, however each is spelled.
#[derive(Clone, Debug)]
pub struct PackageName {
    /// The registry.
    pub ecosystem: Ecosystem,
    /// The name in it.
    pub name: String,
}

impl PackageName {
    fn key(&self) -> (&Ecosystem, Cow<'_, str>) {
        (&self.ecosystem, self.ecosystem.name_key(&self.name))
    }
}

impl Ord for PackageName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for PackageName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for PackageName {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for PackageName {}

impl Hash for PackageName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl fmt::Display for PackageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.ecosystem, self.name)
    }
}

/// What a bare date means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisclosureTime {
    /// The time of day.
    pub time: Time,
    /// Where it is that time.
    pub zone: TimeZone,
}

impl Default for DisclosureTime {
    /// 14:00 UTC: working hours on both sides of the Atlantic.
    fn default() -> Self {
        Self {
            time: Time::constant(14, 0, 0, 0),
            zone: TimeZone::UTC,
        }
    }
}

/// What a maintained branch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branching {
    /// One branch for each first number: `2`.
    Major,
    /// One for each first two: `2.1`.
    MajorMinor,
}

/// How severity is shown. Some projects refuse to rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeverityDisplay {
    /// Words only.
    Words,
    /// CVSS only.
    Cvss,
    /// Words and CVSS.
    Both,
    /// Neither.
    Off,
}

impl SeverityDisplay {
    /// Whether ratings are shown.
    pub fn words(self) -> bool {
        matches!(self, Self::Words | Self::Both)
    }

    /// Whether CVSS is shown.
    pub fn cvss(self) -> bool {
        matches!(self, Self::Cvss | Self::Both)
    }
}

/// A way to reach the project.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The channel.
    pub channel: Channel,
    /// The key to write with.
    pub openpgp: Option<OpenPgp>,
}

/// How a contact is reached.
#[derive(Clone, Debug)]
pub enum Channel {
    /// A page or form: https.
    Url(Spanned<String>),
    /// An address of electronic mail.
    Email(Spanned<String>),
}

impl Channel {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Self::Url(text) | Self::Email(text) => text.span,
        }
    }
}

/// An OpenPGP key.
#[derive(Clone, Debug)]
pub struct OpenPgp {
    /// 40 or 64 hexadecimal digits in upper case, without blanks.
    pub fingerprint: String,
    /// The file of the key, relative to the root.
    pub key: Option<Spanned<String>>,
}
