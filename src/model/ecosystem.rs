//! Package ecosystems, by OSV's names.

use std::borrow::Cow;
use std::fmt;

use crate::work;

/// Ecosystem names of OSV 1.7.5 (`affected[].package.ecosystem`), without suffix.
const KNOWN: &[&str] = &[
    "AlmaLinux",
    "Alpaquita",
    "Alpine",
    "Android",
    "Azure Linux",
    "BellSoft Hardened Containers",
    "Bioconductor",
    "Bitnami",
    "CRAN",
    "Chainguard",
    "CleanStart",
    "ConanCenter",
    "Debian",
    "Docker Hardened Images",
    "Echo",
    "FreeBSD",
    "GHC",
    "GIT",
    "GitHub Actions",
    "Go",
    "Hackage",
    "Hex",
    "Julia",
    "Kubernetes",
    "Linux",
    "Mageia",
    "Maven",
    "MinimOS",
    "NuGet",
    "OSS-Fuzz",
    "Packagist",
    "Photon OS",
    "Pub",
    "PyPI",
    "Red Hat",
    "Rocky Linux",
    "Root",
    "RubyGems",
    "SUSE",
    "SwiftURL",
    "TuxCare",
    "Ubuntu",
    "VSCode",
    "Wolfi",
    "crates.io",
    "npm",
    "openEuler",
    "openSUSE",
    "opam",
];

/// Ecosystems whose ranges osv.dev types as SEMVER; all others are ECOSYSTEM.
const SEMVER: &[&str] = &[
    "Bitnami",
    "Go",
    "Hex",
    "Julia",
    "SwiftURL",
    "crates.io",
    "npm",
];

/// The name of an ecosystem, suffix included: `PyPI`, `Debian:12`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ecosystem(String);

impl Ecosystem {
    /// The ecosystem of that name, known to OSV or not.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without its suffix: `Debian` for `Debian:12`.
    pub fn base(&self) -> &str {
        self.0
            .split_once(':')
            .map_or(self.as_str(), |(base, _)| base)
    }

    /// Whether OSV 1.7.5 lists the name.
    pub fn is_known(&self) -> bool {
        KNOWN.contains(&self.base()) && !self.0.ends_with(':')
    }

    /// forewarn's own word for software without a registry. It never reaches
    /// an output: OSV records of such software have no package.
    pub fn is_generic(&self) -> bool {
        self.0 == "generic"
    }

    /// Whether ranges of this ecosystem are typed SEMVER.
    pub fn is_semver(&self) -> bool {
        SEMVER.contains(&self.base())
    }

    /// A package's name as scanners look it up, which is as text: every record
    /// has to carry this spelling.
    ///
    /// * PyPI: in lower case, runs of `-`, `_` and `.` as one `-` (PEP 503).
    /// * Packagist: in lower case, which is all that it accepts (Composer's
    ///   `composer.json` schema, `name`).
    /// * Others: as published. nuget.org and crates.io find a package by any
    ///   spelling of its name, osv.dev and lock files by the first one only
    ///   (google/osv.dev#5292).
    ///
    /// ```
    /// use forewarn::model::Ecosystem;
    ///
    /// let canonical = |ecosystem, name| Ecosystem::new(ecosystem).canonical_name(name).into_owned();
    /// assert_eq!(canonical("PyPI", "Zope.Interface__x"), "zope-interface-x");
    /// assert_eq!(canonical("Packagist", "Acme/TinySig"), "acme/tinysig");
    /// assert_eq!(canonical("NuGet", "Acme.TinySig"), "Acme.TinySig");
    /// ```
    pub fn canonical_name<'n>(&self, name: &'n str) -> Cow<'n, str> {
        work::done(1);
        match self.base() {
            "PyPI" => hyphenated(name),
            "Packagist" => lower(name),
            _ => Cow::Borrowed(name),
        }
    }

    /// What two names have in common exactly when the registry takes them for
    /// the same package.
    ///
    /// * PyPI and Packagist: the canonical name.
    /// * crates.io: lower case, with `-` as `_` (`canon_crate_name` in its schema).
    /// * NuGet: lower case (`PackageIdentity` compares ids without case).
    /// * GitHub Actions: lower case, as owners and repositories of GitHub.
    /// * `VSCode`: lower case (`ExtensionIdentifier.toKey`).
    /// * Others: the name. Module paths of Go tell letters apart, and so do the
    ///   file names of Maven Central, RubyGems, CRAN and Hackage; npm has old
    ///   packages that differ in case alone (`JSONStream`, `jsonstream`); names
    ///   of Hex and Pub are in lower case.
    ///
    /// ```
    /// use forewarn::model::Ecosystem;
    ///
    /// let key = |ecosystem, name| Ecosystem::new(ecosystem).name_key(name).into_owned();
    /// assert_eq!(key("crates.io", "Tiny-Sig"), key("crates.io", "tiny_sig"));
    /// assert_ne!(key("Go", "example.org/TinySig"), key("Go", "example.org/tinysig"));
    /// ```
    pub fn name_key<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match self.base() {
            "crates.io" if name.contains('-') => name.to_lowercase().replace('-', "_").into(),
            "crates.io" | "GitHub Actions" | "NuGet" | "VSCode" => lower(name),
            _ => self.canonical_name(name),
        }
    }

    /// OSV's names, for suggestions.
    pub fn known() -> &'static [&'static str] {
        KNOWN
    }
}

impl fmt::Display for Ecosystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// In lower case.
fn lower(name: &str) -> Cow<'_, str> {
    if name.chars().any(char::is_uppercase) {
        name.to_lowercase().into()
    } else {
        name.into()
    }
}

/// In lower case, with one hyphen between words.
fn hyphenated(name: &str) -> Cow<'_, str> {
    let is_plain = |b: u8| b == b'-' || !matches!(b, b'A'..=b'Z' | b'_' | b'.');
    let has_edges = name.starts_with('-') || name.ends_with('-') || name.contains("--");
    if !has_edges && name.bytes().all(is_plain) {
        return name.into();
    }
    let lower = name.to_ascii_lowercase();
    let words = lower.split(['-', '_', '.']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").into()
}
