//! Links of the project's own pages that lead nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::Site;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::SitePath;
use crate::output::html::Outline;
use crate::source::Spanned;

/// Compares every relative link of the policy and the pages with all paths of
/// the site, and its fragment with the headings of the page it leads to.
pub(super) fn check(site: &Site<'_>, pages: &BTreeMap<&SitePath, Outline>, out: &mut Diagnostics) {
    for (path, page) in pages {
        for link in &page.links {
            let (address, fragment) = split(&link.value);
            let Some(target) = resolve(path, address) else {
                out.push(dead(link, "there is no such page"));
                continue;
            };
            if !site.outputs.contains_key(&target) {
                out.push(dead(link, "there is no such page"));
                continue;
            }
            let Some(aim) = pages.get(&target) else {
                continue;
            };
            let ids: BTreeSet<_> = aim.ids.iter().map(String::as_str).collect();
            if !fragment.is_empty() && !ids.contains(fragment) {
                out.push(dead(link, "that page has no such heading"));
            }
        }
    }
}

fn dead(link: &Spanned<String>, why: &str) -> Diagnostic {
    let message = format!("{} leads nowhere: {why}", quoted(&link.value));
    Diagnostic::new(Code::DeadLink, link.span, message)
        .help("link to files of content/ by their names, and elsewhere by whole addresses")
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
