//! Which of two versions is the older one, by the rules of their ecosystem.

use std::cmp::Ordering;

use crate::model::{Affected, Ecosystem, Range, RangeType};

mod apk;
mod dpkg;
mod generic;
mod integers;
mod maven;
mod nuget;
mod packagist;
mod pep440;
mod pub_dev;
mod rpm;
mod rubygems;
pub(super) mod semver;
mod sequence;

#[cfg(test)]
mod tests;

/// How versions of an ecosystem are ordered.
///
/// Every order is total: [`compare`](Self::compare) never fails. A version that
/// the ecosystem's rules do not accept sorts before every one that they do, as
/// Python's `packaging` placed its legacy versions, and among its like by its
/// text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Semantic Versioning 2.0.0, section 11.
    Semver,
    /// Semantic Versioning in which build metadata counts, as on pub.dev.
    Pub,
    /// Python's PEP 440.
    Pep440,
    /// `Gem::Version` of RubyGems.
    RubyGems,
    /// Maven's "Version Order Specification".
    Maven,
    /// `NuGetVersion`: Semantic Versioning with a fourth number.
    NuGet,
    /// Composer's normal form, compared by PHP's `version_compare`.
    Packagist,
    /// Debian Policy, section 5.6.12.
    Dpkg,
    /// The Debian order over opam's own alphabet.
    Opam,
    /// `rpmvercmp` over epoch, version and release.
    Rpm,
    /// The order of apk-tools.
    Apk,
    /// Lists of integers: Haskell's Package Versioning Policy.
    Hackage,
    /// Lists of integers: R's `package_version`.
    Cran,
    /// For software without rules of its own: numbers, pre-release words, and
    /// letters that follow a release, as in OpenSSL's 1.1.1za.
    Generic,
}

impl Order {
    /// Every order, for tests and tables.
    pub const ALL: [Self; 14] = [
        Self::Semver,
        Self::Pub,
        Self::Pep440,
        Self::RubyGems,
        Self::Maven,
        Self::NuGet,
        Self::Packagist,
        Self::Dpkg,
        Self::Opam,
        Self::Rpm,
        Self::Apk,
        Self::Hackage,
        Self::Cran,
        Self::Generic,
    ];

    /// The order of an ecosystem, by its base name. Rebuilders that publish
    /// packages of other ecosystems name them in the suffix (`Root:PyPI`).
    pub fn of(ecosystem: &Ecosystem) -> Self {
        match ecosystem.base() {
            "Echo" | "Root" => match ecosystem.as_str().split(':').nth(1) {
                Some(inner) => Self::named(inner).unwrap_or(Self::Dpkg),
                None => Self::Dpkg,
            },
            base => Self::named(base).unwrap_or(Self::Generic),
        }
    }

    /// The order of an `affected` entry: the ecosystem's, unless all its version
    /// ranges are SEMVER, which OSV 1.7.5 orders by Semantic Versioning.
    pub fn of_affected(affected: &Affected) -> Self {
        let kinds = || {
            let ranges = affected.ranges.iter().flatten();
            ranges
                .map(Range::kind)
                .filter(|kind| *kind != RangeType::Git)
        };
        if kinds().next().is_some() && kinds().all(|kind| kind == RangeType::Semver) {
            return Self::Semver;
        }
        affected
            .package
            .as_ref()
            .map_or(Self::Generic, |package| Self::of(&package.ecosystem))
    }

    fn named(base: &str) -> Option<Self> {
        Some(match base {
            "Bitnami"
            | "Docker Hardened Images"
            | "GitHub Actions"
            | "Go"
            | "Hex"
            | "Julia"
            | "Kubernetes"
            | "SwiftURL"
            | "VSCode"
            | "crates.io"
            | "npm" => Self::Semver,
            "Pub" => Self::Pub,
            "PyPI" => Self::Pep440,
            "RubyGems" => Self::RubyGems,
            "Maven" => Self::Maven,
            "NuGet" => Self::NuGet,
            "Packagist" => Self::Packagist,
            "Debian" | "Ubuntu" => Self::Dpkg,
            "opam" => Self::Opam,
            "AlmaLinux" | "Azure Linux" | "Mageia" | "Photon OS" | "Red Hat" | "Rocky Linux"
            | "SUSE" | "openEuler" | "openSUSE" => Self::Rpm,
            "Alpaquita"
            | "Alpine"
            | "BellSoft Hardened Containers"
            | "Chainguard"
            | "MinimOS"
            | "Wolfi" => Self::Apk,
            "GHC" | "Hackage" => Self::Hackage,
            "Bioconductor" | "CRAN" => Self::Cran,
            _ => return None,
        })
    }

    /// Compares two versions. Versions that the ecosystem holds equal (`1.0` and
    /// `1.0.0` on PyPI) are equal here, whatever their text. `0` as in OSV's
    /// `introduced` is an ordinary version here.
    ///
    /// # Example
    ///
    /// ```
    /// use forewarn::version::Order;
    ///
    /// assert!(Order::Semver.compare("1.9.0", "1.10.0").is_lt());
    /// assert!(Order::Generic.compare("1.1.1z", "1.1.1za").is_lt());
    /// ```
    pub fn compare(self, a: &str, b: &str) -> Ordering {
        match self {
            Self::Semver => by(semver::key, a, b),
            Self::Pub => by(pub_dev::key, a, b),
            Self::Pep440 => by(pep440::key, a, b),
            Self::RubyGems => by(rubygems::key, a, b),
            Self::Maven => by(maven::key, a, b),
            Self::NuGet => by(nuget::key, a, b),
            Self::Packagist => by(packagist::key, a, b),
            Self::Dpkg => by(dpkg::key, a, b),
            Self::Opam => by(dpkg::opam_key, a, b),
            Self::Rpm => by(rpm::key, a, b),
            Self::Apk => by(apk::key, a, b),
            Self::Hackage => by(integers::hackage_key, a, b),
            Self::Cran => by(integers::cran_key, a, b),
            Self::Generic => by(generic::key, a, b),
        }
    }

    /// The place of each version in the sorted list of all, the first being 0.
    /// Equal versions share theirs, and no place is left out. Each version is
    /// read once, where sorting by [`compare`](Self::compare) reads it at every
    /// step.
    pub fn ranks(self, versions: &[&str]) -> Vec<usize> {
        match self {
            Self::Semver => ranks(semver::key, versions),
            Self::Pub => ranks(pub_dev::key, versions),
            Self::Pep440 => ranks(pep440::key, versions),
            Self::RubyGems => ranks(rubygems::key, versions),
            Self::Maven => ranks(maven::key, versions),
            Self::NuGet => ranks(nuget::key, versions),
            Self::Packagist => ranks(packagist::key, versions),
            Self::Dpkg => ranks(dpkg::key, versions),
            Self::Opam => ranks(dpkg::opam_key, versions),
            Self::Rpm => ranks(rpm::key, versions),
            Self::Apk => ranks(apk::key, versions),
            Self::Hackage => ranks(integers::hackage_key, versions),
            Self::Cran => ranks(integers::cran_key, versions),
            Self::Generic => ranks(generic::key, versions),
        }
    }

    /// Whether the version parses under the ecosystem's rules.
    pub fn accepts(self, version: &str) -> bool {
        match self {
            Self::Semver => semver::key(version).is_some(),
            Self::Pub => pub_dev::key(version).is_some(),
            Self::Pep440 => pep440::key(version).is_some(),
            Self::RubyGems => rubygems::key(version).is_some(),
            Self::Maven => maven::key(version).is_some(),
            Self::NuGet => nuget::key(version).is_some(),
            Self::Packagist => packagist::key(version).is_some(),
            Self::Dpkg => dpkg::key(version).is_some(),
            Self::Opam => dpkg::opam_key(version).is_some(),
            Self::Rpm => rpm::key(version).is_some(),
            Self::Apk => apk::key(version).is_some(),
            Self::Hackage => integers::hackage_key(version).is_some(),
            Self::Cran => integers::cran_key(version).is_some(),
            Self::Generic => generic::key(version).is_some(),
        }
    }
}

/// Compares by keys.
fn by<'a, K: Ord>(key: impl Fn(&'a str) -> Option<K>, a: &'a str, b: &'a str) -> Ordering {
    by_key((&key(a), a), (&key(b), b))
}

/// Compares versions by their keys; one without a key is less than one with it.
fn by_key<K: Ord>((a, a_text): (&Option<K>, &str), (b, b_text): (&Option<K>, &str)) -> Ordering {
    match (a, b) {
        (None, None) => a_text.cmp(b_text),
        (a, b) => a.cmp(b),
    }
}

fn ranks<'a, K: Ord>(key: impl Fn(&'a str) -> Option<K>, versions: &[&'a str]) -> Vec<usize> {
    let keys: Vec<_> = versions.iter().map(|version| key(version)).collect();
    let keyed = |at: usize| (&keys[at], versions[at]);
    let mut sorted: Vec<usize> = (0..versions.len()).collect();
    sorted.sort_by(|&a, &b| by_key(keyed(a), keyed(b)));
    let mut ranks = vec![0; versions.len()];
    for pair in sorted.windows(2) {
        let step = by_key(keyed(pair[0]), keyed(pair[1])).is_lt();
        ranks[pair[1]] = ranks[pair[0]] + usize::from(step);
    }
    ranks
}
