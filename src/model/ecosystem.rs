//! Package ecosystems, by OSV's names.

use std::fmt;

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

    /// A package's name as the registry spells it. PyPI: lower case, runs of
    /// `-`, `_` and `.` as one `-` (PEP 503); other registries as written.
    ///
    /// ```
    /// use forewarn::model::Ecosystem;
    ///
    /// let name = "Zope.Interface__x";
    /// assert_eq!(Ecosystem::new("PyPI").canonical_name(name), "zope-interface-x");
    /// assert_eq!(Ecosystem::new("npm").canonical_name(name), name);
    /// ```
    pub fn canonical_name(&self, name: &str) -> String {
        if self.base() != "PyPI" {
            return name.to_owned();
        }
        name.to_ascii_lowercase()
            .split(['-', '_', '.'])
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-")
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
