//! Affected commits: GIT ranges, and where a forge shows their commits.

use std::collections::BTreeSet;

use serde::Serialize;

use super::link::Link;
use crate::model::{Event, Range};
use crate::theme::markdown::external;

/// How many digits of a commit tell it apart.
pub(super) const SHORT: usize = 12;

/// Affected commits of one repository.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitRange {
    /// The repository.
    pub repository: Link,
    /// The commits that brought it in; empty when it was there from the first.
    pub introduced: Vec<Link>,
    /// The commits that fixed it.
    pub fixed: Vec<Link>,
    /// The last affected commits.
    pub last_affected: Vec<Link>,
}

impl CommitRange {
    /// The commits of a GIT range.
    pub(super) fn new(range: &Range) -> Self {
        let repo = range.repo().unwrap_or_default();
        let commits = |of: fn(&Event) -> bool| {
            range
                .events()
                .iter()
                .map(|event| &event.event)
                .filter(|event| of(event) && event.version() != "0")
                .map(|event| commit(repo, event.version()))
                .collect()
        };
        Self {
            repository: Link::of_address(repo),
            introduced: commits(|e| matches!(e, Event::Introduced(_))),
            fixed: commits(|e| matches!(e, Event::Fixed(_))),
            last_affected: commits(|e| matches!(e, Event::LastAffected(_))),
        }
    }

    /// Whether every commit it names is among these addresses.
    pub(super) fn is_among(&self, addresses: &BTreeSet<&str>) -> bool {
        let all = [&self.introduced, &self.fixed, &self.last_affected];
        let mut pages = all
            .into_iter()
            .flatten()
            .map(|commit| commit.url.as_deref());
        pages.all(|page| page.is_some_and(|page| addresses.contains(page)))
    }

    /// Whether these links lead to all the commits that fix it.
    pub(super) fn is_shown_by(&self, links: &[&Link]) -> bool {
        let shown = |commit: &Link| {
            // A branch shows the first digits of its commit.
            let same = |link: &&Link| {
                commit.text.starts_with(&link.text)
                    || (link.url.is_some() && link.url == commit.url)
            };
            links.iter().any(same)
        };
        !self.fixed.is_empty() && self.fixed.iter().all(shown)
    }
}

/// A commit, with its page where the forge is known to have one.
pub(super) fn commit(repo: &str, hash: &str) -> Link {
    let repo = repo.trim_end_matches('/').trim_end_matches(".git");
    Link {
        text: hash.to_owned(),
        url: pages(host(repo)).and_then(|page| external(&format!("{repo}/{page}/{hash}"))),
    }
}

/// The commit whose page is at `url`, on a forge that has it as a patch too: at
/// the same address with `.patch` behind it.
pub(super) fn on_forge(url: &str) -> Option<&str> {
    let folder = pages(host(url)).filter(|folder| *folder != "commits")?;
    let (repo, hash) = url.rsplit_once('/')?;
    let is_page = repo.strip_suffix(folder)?.ends_with('/');
    let is_hash = (7..=64).contains(&hash.len()) && hash.bytes().all(|b| b.is_ascii_hexdigit());
    (is_page && is_hash).then_some(hash)
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split('/').next())
        .unwrap_or_default()
}

/// Where below a repository a forge has the pages of its commits.
fn pages(host: &str) -> Option<&'static str> {
    match host {
        "github.com" | "codeberg.org" => Some("commit"),
        "gitlab.com" => Some("-/commit"),
        "bitbucket.org" => Some("commits"),
        _ if host.starts_with("gitlab.") => Some("-/commit"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{commit, on_forge};

    #[test]
    fn commits_lead_to_forges_that_are_known() {
        let url = |repo| commit(repo, "abc").url;
        for (repo, page) in [
            (
                "https://github.com/a/b.git",
                "https://github.com/a/b/commit/abc",
            ),
            (
                "https://gitlab.gnome.org/a/b/",
                "https://gitlab.gnome.org/a/b/-/commit/abc",
            ),
            (
                "https://bitbucket.org/a/b",
                "https://bitbucket.org/a/b/commits/abc",
            ),
        ] {
            assert_eq!(url(repo).as_deref(), Some(page));
        }
        assert_eq!(url("https://git.example.org/a"), None);
        assert_eq!(url("git@github.com:a/b"), None);
    }

    #[test]
    fn a_commit_is_a_patch_where_the_forge_makes_one() {
        const HASH: &str = "cecbb6bd00382102b2d9cac8cc211dfa8c5d06dd";
        for repo in [
            "https://github.com/a/b/commit",
            "https://gitlab.com/a/b/-/commit",
            "https://codeberg.org/a/b/commit",
        ] {
            assert_eq!(on_forge(&format!("{repo}/{HASH}")), Some(HASH));
        }
        for url in [
            "https://github.com/a/b/pull/481",
            "https://github.com/a/b/commit/main",
            "https://github.com/a/b/commit/cecbb6b?w=1",
            "https://bitbucket.org/a/b/commits/cecbb6b",
            "https://git.example.org/a/b/commit/cecbb6b",
            "cecbb6b",
        ] {
            assert_eq!(on_forge(url), None, "{url}");
        }
    }
}
