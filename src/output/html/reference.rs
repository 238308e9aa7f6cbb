//! Where to read more: what an address leads to, in words, and on which host.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Advisory, AdvisoryId, ReferenceType};
use crate::theme::Language;
use crate::theme::markdown::external;

/// References of one type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferenceGroup {
    /// `Fixes`.
    pub title: String,
    /// Where they lead.
    pub links: Vec<Reference>,
}

/// An address in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// `Commit a206bc2`; else the address without its scheme, and without its
    /// middle when it is long.
    pub text: String,
    /// `github.com`, when `text` does not tell.
    pub host: Option<String>,
    /// Where it leads; none when that is no address that may be a link.
    pub url: Option<String>,
    /// Whether `text` is the whole address, but for its scheme: then a printed
    /// page need not repeat it.
    pub whole: bool,
}

/// The types in the order of a page: what helps to act comes first.
const ORDER: &[(ReferenceType, &str)] = &[
    (ReferenceType::Fix, "references_fix"),
    (ReferenceType::Advisory, "references_advisory"),
    (ReferenceType::Report, "references_report"),
    (ReferenceType::Detection, "references_detection"),
    (ReferenceType::Introduced, "references_introduced"),
    (ReferenceType::Discussion, "references_discussion"),
    (ReferenceType::Article, "references_article"),
    (ReferenceType::Evidence, "references_evidence"),
    (ReferenceType::Package, "references_package"),
    (ReferenceType::Git, "references_git"),
    (ReferenceType::Web, "references_web"),
];

/// How many characters of an address stand on a line of a phone.
const LIMIT: usize = 60;

/// How many digits forges show of a commit.
const COMMIT: usize = 7;

impl ReferenceGroup {
    /// The references of an advisory by type, each address once.
    pub(super) fn all(language: &Language, advisory: &Advisory) -> Vec<Self> {
        let mut seen = BTreeSet::new();
        let mut groups = Vec::new();
        for &(kind, title) in ORDER {
            let all = advisory.references.iter().flatten();
            let links: Vec<_> = all
                .filter(|reference| reference.kind == kind)
                .map(|reference| reference.url.value.as_str())
                .filter(|address| seen.insert(*address))
                .map(|address| Reference::new(language, address))
                .collect();
            if !links.is_empty() {
                let title = language.text(title).to_owned();
                groups.push(Self { title, links });
            }
        }
        groups
    }
}

impl Reference {
    /// What `address` leads to.
    pub(super) fn new(language: &Language, address: &str) -> Self {
        let url = external(address);
        let bare = address.split_once("://").map(|(_, rest)| rest);
        match (url, bare) {
            (Some(url), Some(bare)) => {
                let (host, path) = bare.split_at(bare.find(['/', '?', '#']).unwrap_or(bare.len()));
                let words = subject(language, path);
                let whole = bare.trim_end_matches('/');
                Self {
                    host: words.is_some().then(|| host.to_owned()),
                    whole: words.is_none() && whole.chars().count() <= LIMIT,
                    text: words.unwrap_or_else(|| cut(whole)),
                    url: Some(url),
                }
            }
            (url, _) => Self {
                text: address
                    .strip_prefix("mailto:")
                    .unwrap_or(address)
                    .to_owned(),
                host: None,
                url,
                whole: true,
            },
        }
    }
}

/// What the page of a path is about, where forges and databases agree on how to
/// name it.
fn subject(language: &Language, path: &str) -> Option<String> {
    let parts: Vec<_> = path
        .split(['/', '?', '&', '=', '#'])
        .filter(|part| !part.is_empty())
        .collect();
    let named = |key, name: &str| Some(language.fill(key, [("name", name.into())]));
    let by_kind = parts.windows(2).find_map(|pair| {
        let (kind, name) = (pair[0], pair[1]);
        let is_number = name.bytes().all(|b| b.is_ascii_digit());
        match kind {
            "commit" | "commits" => named("reference_commit", &commit(name)?),
            "pull" | "pulls" | "pull-requests" | "merge_requests" if is_number => {
                named("reference_pull_request", name)
            }
            "issues" if is_number => named("reference_issue", name),
            "tag" | "tags" => named("reference_release", &cut(name)),
            _ => None,
        }
    });
    // Most parts lack even what follows a prefix.
    let may_be_id = |part: &&&str| part.contains('-') || part.starts_with("x_");
    let is_id = |part: &&&str| {
        may_be_id(part) && AdvisoryId::new(part).is_ok_and(|id| id.has_known_prefix())
    };
    by_kind.or_else(|| parts.iter().rev().find(is_id).map(|id| (*id).to_owned()))
}

/// An abbreviated commit, or none when the name is none.
fn commit(name: &str) -> Option<String> {
    let hash = name.split_once('.').map_or(name, |(hash, _)| hash);
    let is_hash = hash.len() >= COMMIT && hash.bytes().all(|b| b.is_ascii_hexdigit());
    is_hash.then(|| hash[..COMMIT].to_owned())
}

/// A text that is too long without its middle: addresses differ at their end.
fn cut(text: &str) -> String {
    let length = text.chars().count();
    if length <= LIMIT {
        return text.to_owned();
    }
    let head: String = text.chars().take(LIMIT / 2).collect();
    let tail: String = text.chars().skip(length - LIMIT / 2 + 1).collect();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::spoken;

    fn told(address: &str) -> String {
        let reference = Reference::new(spoken("en"), address);
        match reference.host {
            Some(host) => format!("{} · {host}", reference.text),
            None => reference.text,
        }
    }

    #[test]
    fn an_address_is_told_by_what_it_leads_to() {
        let commit = "a206bc2f0b1e4c6a8f3b5d7e9012c4a6e8f0b1d9";
        for (address, words) in [
            (
                &*format!("https://github.com/a/b/commit/{commit}"),
                "Commit a206bc2 · github.com",
            ),
            (
                &*format!("https://gitlab.example/a/b/-/commit/{commit}.patch"),
                "Commit a206bc2 · gitlab.example",
            ),
            (
                "https://github.com/a/b/pull/12/files",
                "Pull request 12 · github.com",
            ),
            (
                "https://gitlab.example/a/b/-/merge_requests/3",
                "Pull request 3 · gitlab.example",
            ),
            (
                "https://github.com/a/b/issues/481#c1",
                "Issue 481 · github.com",
            ),
            (
                "https://github.com/a/b/releases/tag/v3.4.1",
                "Release v3.4.1 · github.com",
            ),
            (
                "https://github.com/a/b/security/advisories/GHSA-2c2j-9gv5-cj73",
                "GHSA-2c2j-9gv5-cj73 · github.com",
            ),
            (
                "https://www.cve.org/CVERecord?id=CVE-2026-40001",
                "CVE-2026-40001 · www.cve.org",
            ),
            ("https://example.org/blog/tags/", "example.org/blog/tags"),
            ("https://example.org", "example.org"),
            ("https://github.com/a/b/issues", "github.com/a/b/issues"),
            (
                "https://github.com/a/b/commits/main",
                "github.com/a/b/commits/main",
            ),
            ("mailto:a@example.org", "a@example.org"),
            ("javascript:alert(1)", "javascript:alert(1)"),
            (
                "https://a@example.org/commit/1234567",
                "https://a@example.org/commit/1234567",
            ),
        ] {
            assert_eq!(told(address), words, "{address}");
        }
    }

    #[test]
    fn a_long_address_leaves_out_its_middle_and_says_so() {
        let address = format!("https://example.org/{}/40", "é".repeat(60));
        let reference = Reference::new(spoken("en"), &address);
        let text = format!("example.org/{}…{}/40", "é".repeat(18), "é".repeat(26));
        assert_eq!(reference.text, text);
        assert!(!reference.whole);
        assert!(Reference::new(spoken("en"), "https://example.org/a").whole);
    }
}
