//! Links of the project's own pages that lead nowhere.

use std::collections::BTreeMap;

use super::Site;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::SitePath;
use crate::output::html::{Outline, relative_links};
use crate::source::{Span, Spanned};

/// Compares every relative link of the policy, the pages and the advisories with
/// all paths of the site, and its fragment with the headings of the page it leads to.
pub(super) fn check(site: &Site<'_>, pages: &BTreeMap<&SitePath, Outline>, out: &mut Diagnostics) {
    for (path, page) in pages {
        for link in &page.links {
            let Some(why) = fault(site, pages, path, &link.value) else {
                continue;
            };
            out.push(dead(link, why).help(
                "link to files of content/ by their names, to files of the repository when \
                 `repository` of forewarn.yaml names a forge that is known, and elsewhere by \
                 whole addresses",
            ));
        }
    }
    for advisory in &site.material.public {
        let path = SitePath::advisory(&advisory.id.value);
        for text in advisory.sections.iter() {
            for (address, written) in relative_links(&path, &text.value) {
                if let Some(why) = fault(site, pages, &path, &address) {
                    let place = place(site, text.span, &written);
                    let link = Spanned::new(written, place);
                    let help = "link to pages of the site from the folder advisories/, and \
                                elsewhere by whole addresses";
                    out.push(dead(&link, why).help(help));
                }
            }
        }
    }
}

/// Why an address on the page `path` leads nowhere, when it does.
fn fault(
    site: &Site<'_>,
    pages: &BTreeMap<&SitePath, Outline>,
    path: &SitePath,
    link: &str,
) -> Option<&'static str> {
    let (address, fragment) = split(link);
    let Some(target) = resolve(path, address).filter(|target| site.has(target)) else {
        return Some("there is no such page");
    };
    let aim = pages.get(&target)?;
    let has_heading = fragment.is_empty() || aim.ids.iter().any(|id| id == fragment);
    (!has_heading).then_some("that page has no such heading")
}

/// Where a text has an address; YAML may have folded it.
fn place(site: &Site<'_>, text: Span, written: &str) -> Span {
    let found = site.material.sources.slice(text).find(written);
    found.map_or(text, |at| {
        let start = text.start() + at;
        Span::new(text.file, start, start + written.len())
    })
}

fn dead(link: &Spanned<String>, why: &str) -> Diagnostic {
    let message = format!("{} leads nowhere: {why}", quoted(&link.value));
    Diagnostic::new(Code::DeadLink, link.span, message)
}

/// An address without its query, and its fragment.
fn split(address: &str) -> (&str, &str) {
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = address.split_once('?').map_or(address, |(path, _)| path);
    (path, fragment)
}

/// The path that a relative address means on a page; `None` when it leads out
/// of the site. A folder means its index.
fn resolve(page: &SitePath, address: &str) -> Option<SitePath> {
    if address.is_empty() {
        return Some(page.clone());
    }
    let decoded = percent_encoding::percent_decode_str(address)
        .decode_utf8()
        .ok()?;
    let mut parts: Vec<_> = page.as_str().split('/').collect();
    parts.pop();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    let is_folder =
        decoded.ends_with('/') || matches!(decoded.rsplit('/').next(), Some("." | ".."));
    if is_folder {
        parts.push("index.html");
    }
    SitePath::new(parts.join("/")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_are_resolved_as_browsers_do() {
        let page = SitePath::new("a/b.html").unwrap();
        for (address, path) in [
            ("", Some("a/b.html")),
            ("c.html", Some("a/c.html")),
            ("./c.html", Some("a/c.html")),
            ("../osv/RHSA-1%3A2.json", Some("osv/RHSA-1:2.json")),
            ("../versions/", Some("versions/index.html")),
            ("..", Some("index.html")),
            ("../../c.html", None),
        ] {
            let resolved = resolve(&page, address);
            assert_eq!(resolved.as_ref().map(SitePath::as_str), path, "{address}");
        }
    }
}
