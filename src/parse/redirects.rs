//! `redirects` of forewarn.yaml: old addresses to new ones.

use super::config::is_web_address;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Destination, Redirect, SitePath};
use crate::source::Spanned;
use crate::yaml::{self, Node};

/// `redirects: {OLD: NEW}`. Whether the new ones are there is asked when it is known
/// what the site has.
pub(super) fn redirects(node: &Node, out: &mut Diagnostics) -> Vec<Redirect> {
    let entries = yaml::entries_of(node, "`redirects`", out).unwrap_or_default();
    let mut redirects = Vec::with_capacity(entries.len());
    for entry in entries {
        let to = yaml::text_of(&entry.value, &entry.key.value, out);
        let from = page(&entry.key, out);
        if let (Some(from), Some(to)) = (from, to.and_then(|to| destination(to, out))) {
            redirects.push(Redirect { from, to });
        }
    }
    redirects
}

/// The page at an old address, whatever answered there once.
fn page(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<SitePath>> {
    let page = SitePath::new(file(&text.value))
        .ok()
        .filter(|path| path.extension() == "html");
    if page.is_none() {
        let message = format!("{} cannot be the address of a page", quoted(&text.value));
        out.push(Diagnostic::new(Code::InvalidValue, text.span, message).help(
            "write the path below `base_url`: `reporting.html`, or `reporting/`; what is no page leads nobody on",
        ));
    }
    page.map(|page| Spanned::new(page, text.span))
}

fn destination(text: Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<Destination>> {
    let span = text.span;
    let to = if is_web_address(&text.value) {
        Some(Destination::Address(text.value))
    } else {
        let path = SitePath::new(file(&text.value));
        let path = path.map(Destination::Path).ok();
        if path.is_none() {
            let message = format!("{} is no path of the site", quoted(&text.value));
            out.push(Diagnostic::new(Code::InvalidValue, span, message).help(
                "write a path below `base_url`, such as `advisories/index.html`, or a whole address, `https://` included",
            ));
        }
        path
    };
    to.map(|to| Spanned::new(to, span))
}

/// The file that answers for a path: that of a folder is its index, and what has no
/// ending is a folder.
fn file(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    match path.strip_suffix('/') {
        Some(folder) => format!("{folder}/index.html"),
        None if name.contains('.') => path.to_owned(),
        None => format!("{path}/index.html"),
    }
}
