//! Package URLs of packages (github.com/package-url/purl-spec).

use std::str::FromStr;

use packageurl::PackageUrl;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::config::PackageName;

/// Ecosystems and their purl types, where the name alone makes the purl.
pub const TYPES: &[(&str, &str)] = &[
    ("CRAN", "cran"),
    ("ConanCenter", "conan"),
    ("Go", "golang"),
    ("Hackage", "hackage"),
    ("Hex", "hex"),
    ("Julia", "julia"),
    ("Maven", "maven"),
    ("NuGet", "nuget"),
    ("Packagist", "composer"),
    ("Pub", "pub"),
    ("PyPI", "pypi"),
    ("RubyGems", "gem"),
    ("SwiftURL", "swift"),
    ("crates.io", "cargo"),
    ("npm", "npm"),
    ("opam", "opam"),
];

/// A type whose names are taken as they are. The letters of others are folded by
/// rules that registries do not have: Go and npm tell letters apart, and so do
/// osv.dev and Renovate in the purls that they write.
pub const VERBATIM: &str = "pkg:generic/";

/// The purl of a package, without a version; `None` for ecosystems whose purl
/// needs more than the name.
pub fn of(package: &PackageName) -> Option<String> {
    let base = package.ecosystem.base();
    let (_, kind) = TYPES.iter().find(|(ecosystem, _)| *ecosystem == base)?;
    let (namespace, name) = match base {
        "Maven" => package
            .name
            .split_once(':')
            .map_or((None, package.name.as_str()), |(g, a)| (Some(g), a)),
        "Go" | "npm" | "Packagist" | "SwiftURL" => package
            .name
            .rsplit_once('/')
            .map_or((None, package.name.as_str()), |(namespace, name)| {
                (Some(namespace), name)
            }),
        _ => (None, package.name.as_str()),
    };
    let mut purl = PackageUrl::new("generic", name).ok()?;
    if let Some(namespace) = namespace {
        purl.with_namespace(namespace).ok()?;
    }
    let purl = purl.to_string();
    let purl = format!("pkg:{kind}/{}", purl.strip_prefix(VERBATIM)?);
    PackageUrl::from_str(&purl).is_ok().then_some(purl)
}

/// The purl of one version of a package.
pub fn of_version(purl: &str, version: &str) -> String {
    /// What needs no escape in a version, wherever it stands.
    const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    let (name, rest) = purl.split_at(purl.find(['?', '#']).unwrap_or(purl.len()));
    let last = name.rfind('/').unwrap_or(0);
    let name = name[last..].find('@').map_or(name, |at| &name[..last + at]);
    format!("{name}@{}{rest}", utf8_percent_encode(version, ESCAPED))
}
