//! Old addresses that lead nowhere, or in a circle.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Site;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Destination, Redirect, SitePath};

/// Looks where each of `redirects` ends.
pub(super) fn check(site: &Site<'_>, out: &mut Diagnostics) {
    let redirects = &site.material.config.redirects;
    let by_path = redirects
        .iter()
        .map(|redirect| (&redirect.from.value, redirect));
    let by_path: HashMap<_, _> = by_path.collect();
    // The walk that came by each: one that meets its own has closed a circle.
    let mut walks: HashMap<&SitePath, usize> = HashMap::new();
    for (walk, first) in redirects.iter().enumerate() {
        let mut next = Some(first);
        while let Some(redirect) = next {
            match walks.entry(&redirect.from.value) {
                Entry::Vacant(free) => {
                    free.insert(walk);
                    next = target(redirect).and_then(|path| by_path.get(path).copied());
                }
                Entry::Occupied(before) => {
                    if *before.get() == walk {
                        out.push(circle(redirect));
                    }
                    break;
                }
            }
        }
    }
    let dead = redirects.iter().filter(|redirect| {
        let path = target(redirect);
        path.is_some_and(|path| !site.has(path))
    });
    for redirect in dead {
        let to = target(redirect).map_or("", SitePath::as_str);
        let message = format!("{} leads nowhere: there is no such page", quoted(to));
        out.push(Diagnostic::new(Code::DeadLink, redirect.to.span, message).help(
            "name a path that the build writes, such as `advisories/index.html`, or a whole address elsewhere",
        ));
    }
}

fn target(redirect: &Redirect) -> Option<&SitePath> {
    match &redirect.to.value {
        Destination::Path(path) => Some(path),
        Destination::Address(_) => None,
    }
}

fn circle(redirect: &Redirect) -> Diagnostic {
    let from = quoted(redirect.from.value.as_str());
    let message = format!("who is led on from {from} comes back there");
    Diagnostic::new(Code::RedirectLoop, redirect.from.span, message)
        .label(redirect.to.span, "by way of this")
        .help("lead each of them to a page that stays")
}
