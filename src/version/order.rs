//! Which of two versions is the older one, by the rules of their ecosystem.

use std::cmp::Ordering;

use self::sequence::{Number, Sequence};
use crate::model::{Affected, Ecosystem, Range, RangeType};
use crate::work;

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
        self.key(a).cmp(&self.key(b))
    }

    /// The version, read once to be compared often.
    pub fn key(self, version: &str) -> Key<'_> {
        work::done(1);
        let read = match self {
            Self::Semver => semver::key(version).map(Read::Semver),
            Self::Pub => pub_dev::key(version).map(Read::Pub),
            Self::Pep440 => pep440::key(version).map(Read::Pep440),
            Self::RubyGems => rubygems::key(version).map(Read::RubyGems),
            Self::Maven => maven::key(version).map(Read::Maven),
            Self::NuGet => nuget::key(version).map(Read::NuGet),
            Self::Packagist => packagist::key(version).map(Read::Packagist),
            Self::Dpkg => dpkg::key(version).map(Read::Dpkg),
            Self::Opam => dpkg::opam_key(version).map(Read::Dpkg),
            Self::Rpm => rpm::key(version).map(Read::Rpm),
            Self::Apk => apk::key(version).map(Read::Apk),
            Self::Hackage => integers::hackage_key(version).map(Read::Integers),
            Self::Cran => integers::cran_key(version).map(Read::Integers),
            Self::Generic => generic::key(version).map(Read::Generic),
        };
        Key(read.unwrap_or(Read::Refused(version)))
    }

    /// The place of each version in the sorted list of all, the first being 0.
    /// Equal versions share theirs, and no place is left out. Each version is
    /// read once, where sorting by [`compare`](Self::compare) reads it at every
    /// step.
    pub fn ranks(self, versions: &[&str]) -> Vec<usize> {
        let keys: Vec<Key> = versions.iter().map(|version| self.key(version)).collect();
        let mut sorted: Vec<usize> = (0..keys.len()).collect();
        sorted.sort_by(|&a, &b| keys[a].cmp(&keys[b]));
        let mut ranks = vec![0; keys.len()];
        for pair in sorted.windows(2) {
            let step = keys[pair[0]] < keys[pair[1]];
            ranks[pair[1]] = ranks[pair[0]] + usize::from(step);
        }
        ranks
    }

    /// Whether the version parses under the ecosystem's rules.
    pub fn accepts(self, version: &str) -> bool {
        self.key(version).is_accepted()
    }
}

/// A version as its ecosystem compares it. Only keys of one [`Order`] say anything
/// of each other.
#[derive(Debug)]
pub struct Key<'a>(Read<'a>);

/// What was read of a version. One that the ecosystem refuses comes first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Read<'a> {
    Refused(&'a str),
    Semver(semver::Precedence),
    Pub(::semver::Version),
    Pep440(pep440::Key),
    RubyGems(Sequence<rubygems::Segment<'a>>),
    Maven(Sequence<maven::Token<'a>>),
    NuGet(nuget::Key<'a>),
    Packagist(Sequence<packagist::Token<'a>>),
    Dpkg(dpkg::Key<'a>),
    Rpm(rpm::Key<'a>),
    Apk(Sequence<apk::Token<'a>>),
    Integers(Vec<Number<'a>>),
    Generic(Sequence<generic::Part<'a>>),
}

impl Key<'_> {
    /// Whether the ecosystem accepts the version.
    pub fn is_accepted(&self) -> bool {
        !matches!(self.0, Read::Refused(_))
    }
}

impl Ord for Key<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        work::done(1);
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for Key<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Key<'_> {}
