//! Paths of outputs.

mod hindrance;

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use hindrance::Hindrance;

use hindrance::{FORBIDDEN, hindrance};

pub(super) use hindrance::is_device;

use super::config::PackageName;
use super::{AdvisoryId, Facet, Rating};

/// The longest version that is part of a file name; file systems take 255 bytes.
const LONGEST_VERSION: usize = 100;

/// A path of the site, relative to its root, with `/` between its parts:
/// `osv/GHSA-xxxx.json`. Never absolute, empty, or with a part that is empty,
/// `.` or `..`; no backslash and no control character. No part is longer than
/// 255 bytes and no path than 1,024: file systems refuse what is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

/// The text is no [`SitePath`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` cannot be a path of the site")]
pub struct SitePathFault(String);

impl SitePath {
    /// The path, when `text` is one.
    ///
    /// ```
    /// use forewarn::model::SitePath;
    ///
    /// assert!(SitePath::new("osv/all.json").is_ok());
    /// assert!(SitePath::new("../all.json").is_err());
    /// ```
    pub fn new(text: impl Into<String>) -> Result<Self, SitePathFault> {
        let text = text.into();
        let part_is_fine = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= 255;
        let is_fine = text.len() <= 1024
            && text.split('/').all(part_is_fine)
            && !text.chars().any(|c| c == '\\' || c.is_control());
        if is_fine {
            Ok(Self(text))
        } else {
            Err(SitePathFault(text))
        }
    }

    /// Why some systems cannot hold a file of that path: Windows, and programs
    /// that keep its rules anywhere, such as GitHub's upload of artifacts.
    pub fn hindrance(&self) -> Option<Hindrance> {
        self.0.split('/').find_map(hindrance)
    }

    /// The policy: the first page of the site.
    pub fn policy() -> Self {
        Self("index.html".to_owned())
    }

    /// The page of an advisory.
    pub fn advisory(id: &AdvisoryId) -> Self {
        Self(format!("advisories/{id}.html"))
    }

    /// Page `number` of the list of advisories, from 1.
    pub fn advisories(number: usize) -> Self {
        Self(match number {
            0 | 1 => "advisories/index.html".to_owned(),
            _ => format!("advisories/page/{number}.html"),
        })
    }

    /// Page `number` of a part of the list, from 1:
    /// `advisories/severity/high.html`, then `advisories/severity/high/2.html`. No
    /// advisory can have such a path, since an id holds no `/`.
    pub fn facet(facet: Facet, number: usize) -> Self {
        let part = match facet {
            Facet::Rating(rating) => {
                let rating = rating.map_or("unrated", Rating::as_str);
                format!("advisories/severity/{rating}")
            }
            Facet::Year(year) => format!("advisories/year/{year}"),
        };
        Self(match number {
            0 | 1 => format!("{part}.html"),
            _ => format!("{part}/{number}.html"),
        })
    }

    /// The list of advisories as one small file to search in.
    pub fn search() -> Self {
        Self("advisories/search.json".to_owned())
    }

    /// The OSV record of an advisory.
    pub fn record(id: &AdvisoryId) -> Self {
        Self(format!("osv/{id}.json"))
    }

    /// The Atom feed.
    pub fn feed() -> Self {
        Self("feed.atom".to_owned())
    }

    /// What surfaced in a quarter of a year, in the format with this ending.
    pub fn feed_archive(quarter: &str, ending: &str) -> Self {
        Self(format!("feed/{quarter}.{ending}"))
    }

    /// How to point scanners at the site.
    pub fn for_scanners() -> Self {
        Self("for-scanners.html".to_owned())
    }

    /// The releases that were announced.
    pub fn announcements() -> Self {
        Self("announcements.html".to_owned())
    }

    /// The supported versions.
    pub fn versions() -> Self {
        Self("versions/index.html".to_owned())
    }

    /// What is reported and is no vulnerability.
    pub fn register() -> Self {
        Self("not-a-vulnerability.html".to_owned())
    }

    /// The supported versions as data.
    pub fn supported_versions() -> Self {
        Self("supported-versions.json".to_owned())
    }

    /// The ends of support as a calendar.
    pub fn support_calendar() -> Self {
        Self("supported-versions.ics".to_owned())
    }

    /// The page of a release: `versions/V.html` of the project's main package,
    /// `versions/ECOSYSTEM/NAME/V.html` of another `package`.
    ///
    /// # Errors
    ///
    /// The version is empty, has more than 100 bytes, or is no part of a path that
    /// every system can hold, even with a hyphen for `:` and the like.
    pub fn release(package: Option<&PackageName>, version: &str) -> Result<Self, SitePathFault> {
        Self::of_release(package, version, "html")
    }

    /// A release as data: beside its page, and by the same rules.
    pub fn release_record(
        package: Option<&PackageName>,
        version: &str,
    ) -> Result<Self, SitePathFault> {
        Self::of_release(package, version, "json")
    }

    /// The supported versions of the main package, or of another, as endoflife.date has
    /// them: beside the pages of their releases.
    pub fn product(package: Option<&PackageName>) -> Result<Self, SitePathFault> {
        Self::of_release(package, "product", "json")
    }

    fn of_release(
        package: Option<&PackageName>,
        version: &str,
        extension: &str,
    ) -> Result<Self, SitePathFault> {
        let file = spelled(&format!("{version}.{extension}"));
        if version.is_empty() || version.len() > LONGEST_VERSION || version.contains('/') {
            return Err(SitePathFault(file));
        }
        Self::anywhere(match package {
            None => format!("versions/{file}"),
            Some(package) => format!("versions/{}/{file}", spelled(&package.to_string())),
        })
    }

    /// The path, when every system can hold it.
    fn anywhere(text: String) -> Result<Self, SitePathFault> {
        let path = Self::new(text)?;
        match path.hindrance() {
            Some(_) => Err(SitePathFault(path.0)),
            None => Ok(path),
        }
    }

    /// Page `number` of the list of packages, from 1. No registry is called `page`.
    pub fn packages(number: usize) -> Self {
        Self(match number {
            0 | 1 => "packages/index.html".to_owned(),
            _ => format!("packages/page/{number}.html"),
        })
    }

    /// The page of a package. A `/` in its name makes folders, as in
    /// `packages/npm/@scope/name.html`, and what some systems cannot hold is a
    /// hyphen, as in `packages/Debian-12/openssl.html`; a name with an empty part,
    /// `..`, a backslash, a control character or the name of a device has no page.
    pub fn package(package: &PackageName) -> Result<Self, SitePathFault> {
        Self::of_package("packages", package, ".html")
    }

    /// Page `number` of that page, from 1: `packages/page/PyPI/tinysig/2.html`, apart
    /// from the pages of other packages, since a name may end with `/2`.
    pub fn package_page(package: &PackageName, number: usize) -> Result<Self, SitePathFault> {
        match number {
            0 | 1 => Self::package(package),
            _ => Self::of_package("packages/page", package, &format!("/{number}.html")),
        }
    }

    /// The Atom feed of a package, beside its page.
    pub fn package_feed(package: &PackageName) -> Result<Self, SitePathFault> {
        Self::of_package("packages", package, ".atom")
    }

    fn of_package(
        folder: &str,
        package: &PackageName,
        ending: &str,
    ) -> Result<Self, SitePathFault> {
        // The name alone must be a path: an extension would hide that it is `..`.
        let PackageName { ecosystem, name } = package;
        // A registry of one's own is named by its address.
        let registry = ecosystem.as_str().replace("://", "-");
        let registry = registry.trim_end_matches('/').replace('/', "-");
        let name = Self::new(spelled(&format!("{folder}/{registry}/{name}")))?;
        Self::anywhere(format!("{name}{ending}"))
    }

    /// A static file of the theme: its path below `static/`.
    pub fn asset(name: &str) -> Result<Self, SitePathFault> {
        Self::new(format!("assets/{name}"))
    }

    /// What tells CSAF's readers where the documents are (CSAF 2.0, section 7.1.7).
    pub fn csaf_provider() -> Self {
        Self(".well-known/csaf/provider-metadata.json".to_owned())
    }

    /// How to report, for machines (RFC 9116, section 3).
    pub fn security_txt() -> Self {
        Self(".well-known/security.txt".to_owned())
    }

    /// Where a file of `content/` is copied to; none for any other file.
    pub fn of_content(path: &str) -> Option<Self> {
        Self::new(path.strip_prefix("content/")?).ok()
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows the last dot of its name: `html`; empty where there is none.
    pub fn extension(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The relative address of `target` seen from this page, percent-encoded
    /// where a browser would read something else (`:` would open a scheme).
    ///
    /// ```
    /// use forewarn::model::SitePath;
    ///
    /// let from = SitePath::new("advisories/A.html")?;
    /// assert_eq!(from.relative(&SitePath::new("osv/RHSA-1:2.json")?), "../osv/RHSA-1%3A2.json");
    /// assert_eq!(from.relative(&SitePath::new("advisories/B.html")?), "B.html");
    /// # Ok::<(), forewarn::model::site_path::SitePathFault>(())
    /// ```
    pub fn relative(&self, target: &Self) -> String {
        let ends = target.0.match_indices('/').map(|(at, _)| at + 1);
        let folders = ends.take_while(|end| self.0.get(..*end) == target.0.get(..*end));
        let shared = folders.last().unwrap_or(0);
        let mut address = "../".repeat(self.0[shared..].matches('/').count());
        address.extend(encode(&target.0[shared..]));
        address
    }

    /// The path as part of an address, percent-encoded.
    pub fn encoded(&self) -> String {
        encode(&self.0).to_string()
    }

    /// The key under which paths collide on a file system that folds case or,
    /// like Apple's, the Unicode forms of a letter.
    pub fn folded(&self) -> String {
        let lower = self.0.to_lowercase();
        if is_nfc(&lower) {
            lower
        } else {
            lower.nfc().collect()
        }
    }
}

/// The name of something as the name of a file: what some systems cannot hold
/// becomes a hyphen.
fn spelled(name: &str) -> String {
    name.replace(FORBIDDEN, "-")
}

fn encode(path: &str) -> PercentEncode<'_> {
    /// RFC 3986 section 3.3 `pchar` without `:`, and the separator.
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b'@')
        .remove(b'+')
        .remove(b'!')
        .remove(b',')
        .remove(b'=');
    utf8_percent_encode(path, KEPT)
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Ecosystem;

    #[test]
    fn pages_of_things_have_names_that_every_system_holds() {
        let package = |ecosystem: &str, name: &str| PackageName {
            ecosystem: Ecosystem::new(ecosystem),
            name: name.to_owned(),
        };
        for (ecosystem, name, page) in [
            (
                "Debian:12",
                "openssl",
                Some("packages/Debian-12/openssl.html"),
            ),
            (
                "Maven",
                "org.example:lib",
                Some("packages/Maven/org.example-lib.html"),
            ),
            ("npm", "@example/con", None),
            ("npm", "a./b", None),
            ("npm", "..", None),
        ] {
            let found = SitePath::package(&package(ecosystem, name)).ok();
            assert_eq!(found.as_ref().map(SitePath::as_str), page, "{name}");
        }
        for (version, page) in [
            ("1:2.3-1", Some("versions/1-2.3-1.html")),
            ("a:b", Some("versions/a-b.html")),
            ("CON", None),
            ("aux.1", None),
            ("..", Some("versions/...html")),
        ] {
            let found = SitePath::release(None, version).ok();
            assert_eq!(found.as_ref().map(SitePath::as_str), page, "{version}");
        }
        let lib = package("Maven", "org.example:lib");
        let page = SitePath::release(Some(&lib), "1.0").unwrap();
        assert_eq!(page.as_str(), "versions/Maven/org.example-lib/1.0.html");
    }

    #[test]
    fn paths_that_some_file_system_takes_for_one_have_one_key() {
        let folded = |path: &str| SitePath::new(path).unwrap().folded();
        assert_eq!(folded("Caf\u{e9}.html"), folded("cafe\u{301}.html"));
        assert_eq!(folded("CAFE\u{301}.html"), folded("caf\u{e9}.html"));
        assert_ne!(folded("cafe.html"), folded("caf\u{e9}.html"));
    }
}
