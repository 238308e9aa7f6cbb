//! Versions as the data of their ecosystem spells them.
//!
//! People write `v1.2.3`, `1.2` and `go1.24rc1`. Registries, scanners and OSV's
//! SEMVER ranges have 1.2.3, 1.2.0 and 1.24.0-rc.1, and compare texts in places.

use std::borrow::Cow;

use super::Order;
use super::order;
use crate::model::config::PackageName;

/// A version in the spelling of its ecosystem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled<'t> {
    /// The version.
    pub text: Cow<'t, str>,
    /// Whether numbers were missing: 1.2 is 1.2.0, or every version of 1.2.
    pub is_completed: bool,
}

impl<'t> Spelled<'t> {
    fn whole(text: impl Into<Cow<'t, str>>) -> Self {
        Self {
            text: text.into(),
            is_completed: false,
        }
    }
}

/// The version `text` of a package, spelled as its ecosystem's data has it;
/// `None` when it is no version there. `0`, which OSV has for "before every
/// version", stays.
///
/// * Go, npm, crates.io and the others of Semantic Versioning: three numbers and
///   no `v` (SemVer 2.0.0, sections 2 and FAQ; OSV 1.7.5, SEMVER ranges). Those
///   of `Go/stdlib` and `Go/toolchain` may be written as `go version` prints
///   them (golang.org/x/vuln, `GoTagToSemver`).
/// * NuGet: at least three numbers (`NuGetVersion.ToNormalizedString`), no `v`.
/// * PyPI, RubyGems, Hackage and CRAN: no `v`.
/// * Others as written: `v` is part of versions on Packagist, opam and Maven
///   Central, and of the tags that GitHub Actions are used by.
///
/// ```
/// use forewarn::model::{Ecosystem, config::PackageName};
/// use forewarn::version::spelled;
///
/// let package = PackageName { ecosystem: Ecosystem::new("Go"), name: "stdlib".to_owned() };
/// assert_eq!(spelled(&package, "go1.24rc1").unwrap().text, "1.24.0-rc.1");
/// assert_eq!(spelled(&package, "v1.23.6").unwrap().text, "1.23.6");
/// ```
pub fn spelled<'t>(package: &PackageName, text: &'t str) -> Option<Spelled<'t>> {
    let order = Order::of(&package.ecosystem);
    if text == "0" {
        return Some(Spelled::whole(text));
    }
    if is_go_itself(package)
        && let Some(version) = of_go_tag(text)
    {
        return Some(Spelled::whole(version));
    }
    let base = package.ecosystem.base();
    let written = text.trim_ascii();
    let bare = written.strip_prefix(['v', 'V']);
    let bare = bare.filter(|bare| bare.starts_with(|c: char| c.is_ascii_digit()));
    let bare = bare.unwrap_or(written);
    match order {
        Order::Semver if matches!(base, "GitHub Actions" | "Docker Hardened Images") => {}
        Order::Semver | Order::Pub => {
            let version = order::semver::version(bare)?.to_string();
            let is_completed = version.len() > bare.len();
            return Some(Spelled {
                text: if version == text {
                    text.into()
                } else {
                    version.into()
                },
                is_completed,
            });
        }
        Order::NuGet if order.accepts(bare) => {
            return Some(Spelled::whole(order::semver::padded(bare)));
        }
        Order::Pep440 | Order::RubyGems | Order::Hackage | Order::Cran if order.accepts(bare) => {
            return Some(Spelled::whole(bare));
        }
        _ => {}
    }
    order.accepts(text).then(|| Spelled::whole(text))
}

/// Whether the package is Go, whose releases have names of their own.
fn is_go_itself(package: &PackageName) -> bool {
    package.ecosystem.base() == "Go" && matches!(package.name.as_str(), "stdlib" | "toolchain")
}

/// 1.24.0-rc.1 for `go1.24rc1` or `1.24rc1`; `None` without a word of Go's.
fn of_go_tag(text: &str) -> Option<String> {
    let bare = text.strip_prefix("go");
    let tag = bare.unwrap_or(text);
    let end = tag.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (numbers, stage) = tag.split_at(end.unwrap_or(tag.len()));
    let stage = match stage {
        "" => {
            bare?;
            String::new()
        }
        stage => {
            let digits = stage.find(|c: char| c.is_ascii_digit())?;
            let (word, number) = stage.split_at(digits);
            if !matches!(word, "rc" | "beta") {
                return None;
            }
            format!("-{word}.{number}")
        }
    };
    Some(order::semver::version(&format!("{numbers}{stage}"))?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Ecosystem;

    fn package(name: &str) -> PackageName {
        let (ecosystem, name) = name.split_once('/').unwrap();
        PackageName {
            ecosystem: Ecosystem::new(ecosystem),
            name: name.to_owned(),
        }
    }

    #[test]
    fn versions_are_spelled_as_the_data_of_their_ecosystem() {
        for (name, written, expected) in [
            ("Go/example.org/a", "v1.2.3", Some(("1.2.3", false))),
            ("Go/example.org/a", "v1.2", Some(("1.2.0", true))),
            (
                "Go/example.org/a",
                "v2.0.0+incompatible",
                Some(("2.0.0+incompatible", false)),
            ),
            (
                "Go/example.org/a",
                "v0.0.0-20260101000000-abcdefabcdef",
                Some(("0.0.0-20260101000000-abcdefabcdef", false)),
            ),
            ("Go/example.org/a", "go1.23.6", None),
            ("Go/example.org/a", "1.24rc1", None),
            ("Go/example.org/a", "0", Some(("0", false))),
            ("Go/stdlib", "go1.23.6", Some(("1.23.6", false))),
            ("Go/stdlib", "go1.20", Some(("1.20.0", false))),
            ("Go/stdlib", "1.20", Some(("1.20.0", true))),
            ("Go/toolchain", "go1.24rc1", Some(("1.24.0-rc.1", false))),
            ("Go/stdlib", "go1.9.2beta2", Some(("1.9.2-beta.2", false))),
            ("Go/stdlib", "1.24rc1", Some(("1.24.0-rc.1", false))),
            ("Go/stdlib", "1.24.0-rc.1", Some(("1.24.0-rc.1", false))),
            ("Go/stdlib", "go1.24zz1", None),
            ("Go/stdlib", "go", None),
            ("npm/a", "1.2-rc.1", Some(("1.2.0-rc.1", true))),
            ("npm/a", "V1", Some(("1.0.0", true))),
            ("Pub/a", "v1.2.3+4", Some(("1.2.3+4", false))),
            ("npm/a", "banana", None),
            ("PyPI/a", "v1.10", Some(("1.10", false))),
            ("RubyGems/a", "v1.2", Some(("1.2", false))),
            ("Hackage/a", "v0.1.2.3", Some(("0.1.2.3", false))),
            ("NuGet/a", "v1.2-beta", Some(("1.2.0-beta", false))),
            ("NuGet/a", "1.2.3.4", Some(("1.2.3.4", false))),
            ("Packagist/a/b", "v1.2", Some(("v1.2", false))),
            ("Maven/a:b", "v1.2", Some(("v1.2", false))),
            ("GitHub Actions/a/b", "v4", Some(("v4", false))),
            ("Debian:12/a", "1:2.0-1", Some(("1:2.0-1", false))),
            ("generic/a", "v1.2", Some(("v1.2", false))),
        ] {
            let found = spelled(&package(name), written);
            let found = found
                .as_ref()
                .map(|found| (&*found.text, found.is_completed));
            assert_eq!(found, expected, "{name} {written}");
        }
    }
}
