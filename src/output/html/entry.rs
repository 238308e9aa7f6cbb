//! What an advisory says to those who read it apart from its page, in a feed: all
//! that counts, with whole addresses.

use super::affected::{Detail, PackageView};
use super::row;
use super::severity::SeverityView;
use super::target::published;
use crate::model::{Advisory, Affected, SitePath};
use crate::output::Frame;
use crate::theme::markdown;

/// How many packages of an advisory are told of.
const MOST: usize = 20;

/// An advisory in a few words.
pub struct Gist {
    /// Which versions are affected and what to do; then the other names of the
    /// advisory and how bad it is.
    pub sentences: Vec<String>,
    /// The versions that fix it, each behind the name of its package.
    pub fixes: Vec<String>,
}

/// The gist of an advisory. `about` are its entries on the one package that the feed
/// is about; what to do is left out of what is read on another day.
pub fn gist(
    frame: &Frame<'_>,
    advisory: &Advisory,
    about: Option<&[&Affected]>,
    is_of_today: bool,
) -> Gist {
    let language = frame.language();
    let all = match about {
        Some(entries) => vec![entries.to_vec()],
        None => advisory.by_package(),
    };
    let left = all.len().saturating_sub(MOST);
    let packages = all.iter().take(MOST);
    let packages: Vec<_> = packages
        .map(|entries| PackageView::of(frame, advisory, entries, Detail::Sentences))
        .collect();
    let fixes = packages.iter().flat_map(|package| {
        let fixes = package.fixes.iter();
        fixes.map(|fix| format!("{} {fix}", package.name))
    });
    let fixes = fixes.collect();
    let packages = packages.into_iter();
    let sentences = packages.flat_map(|package| {
        let affected = match package.affected {
            Some(affected) if affected.ranges.is_empty() => Some(affected.text),
            Some(affected) => Some(format!(
                "{}: {}.",
                affected.text,
                affected.ranges.join("; ")
            )),
            None if package.versions.is_empty() => Some(format!(
                "{}: {}.",
                package.name,
                language.text("versions_not_stated")
            )),
            None => None,
        };
        let ways = package.upgrade.into_iter().chain(package.advice);
        affected.into_iter().chain(ways.filter(|_| is_of_today))
    });
    let mut sentences: Vec<String> = sentences.collect();
    if left > 0 {
        sentences.push(language.fill("feed_more_packages", [("count", left.into())]));
    }
    let names = row::aliases(advisory).join(", ");
    let severity = SeverityView::new(frame, advisory).map(|severity| {
        let severity = [severity.word, severity.score].into_iter().flatten();
        let severity = severity.collect::<Vec<_>>().join(" ");
        language.fill("feed_severity", [("severity", severity.into())])
    });
    let names = (!names.is_empty()).then(|| format!("{names}."));
    let facts: Vec<String> = names.into_iter().chain(severity).collect();
    sentences.extend((!facts.is_empty()).then(|| facts.join(" ")));
    Gist { sentences, fixes }
}

/// The text of an advisory (HTML).
pub fn text(frame: &Frame<'_>, advisory: &Advisory) -> String {
    let details = advisory.sections.to_osv().unwrap_or_default();
    rendered(frame, advisory, |options| {
        markdown::render(&details, options).html
    })
}

/// A text of one line that belongs to an advisory (HTML).
pub fn line(frame: &Frame<'_>, advisory: &Advisory, text: &str) -> String {
    rendered(frame, advisory, |options| markdown::line(text, options))
}

/// What `render` makes of a text of an advisory. Its links lead where those of its
/// page lead; what the site has no address for stays as it was written.
fn rendered(
    frame: &Frame<'_>,
    advisory: &Advisory,
    render: impl Fn(&markdown::Options<'_>) -> String,
) -> String {
    let page = SitePath::advisory(&advisory.id.value);
    let page_address = frame.config.address(&page);
    let whole = |target: &str| {
        let published = published(&page, target);
        let target = published.as_deref().unwrap_or(target);
        join(page_address.as_deref()?, target)
    };
    render(&markdown::Options {
        language: Some(frame.language()),
        apart: true,
        rewrite: Some(&whole),
        ..markdown::Options::default()
    })
}

/// The address that a relative one means on a page (RFC 3986, section 5.2), as
/// browsers have it. `None` when the address of the page has no path.
fn join(page: &str, target: &str) -> Option<String> {
    let authority = page.find("://")? + "://".len();
    let root = authority + page[authority..].find('/')?;
    let (host, path) = page.split_at(root);
    if target.starts_with("//") {
        let (scheme, _) = host.split_at(authority - "//".len());
        return Some(format!("{scheme}{target}"));
    }
    let (way, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
    if way.is_empty() {
        return Some(format!("{page}{rest}"));
    }
    let mut parts: Vec<&str> = path.split('/').skip(1).collect();
    parts.pop();
    if way.starts_with('/') {
        parts.clear();
    }
    let steps = way.trim_start_matches('/').split('/');
    let is_folder = matches!(steps.clone().next_back(), Some("." | ".."));
    for step in steps {
        match step {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    if is_folder {
        parts.push("");
    }
    Some(format!("{host}/{}{rest}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn relative_addresses_become_those_that_browsers_make_of_them() {
        const PAGE: &str = "https://tinysig.example/security/advisories/a.html";
        for (target, address) in [
            (
                "b.html",
                "https://tinysig.example/security/advisories/b.html",
            ),
            (
                "./b.html?x#y",
                "https://tinysig.example/security/advisories/b.html?x#y",
            ),
            ("../versions/", "https://tinysig.example/security/versions/"),
            ("..", "https://tinysig.example/security/"),
            ("../../../../b", "https://tinysig.example/b"),
            ("/b.html", "https://tinysig.example/b.html"),
            ("//other.example/b", "https://other.example/b"),
            (
                "#details",
                "https://tinysig.example/security/advisories/a.html#details",
            ),
            ("?x", "https://tinysig.example/security/advisories/a.html?x"),
        ] {
            assert_eq!(join(PAGE, target).as_deref(), Some(address), "{target}");
        }
    }
}
