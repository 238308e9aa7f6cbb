//! Addresses that others may have kept, and that lead nowhere now.

use std::collections::BTreeSet;

use super::Comparison;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{AdvisoryId, SitePath};
use crate::site::Site;

/// What to say of addresses that no page of a browser is at.
const OF_PROGRAMS: &str =
    "programs that were pointed there find nothing now; see that this is meant";

impl Comparison<'_> {
    /// Reports pages and feeds that are gone, each with the line that mends it, and
    /// folders for programs of which nothing is left. The pages of advisories that are gone
    /// themselves go with them.
    pub(super) fn report_addresses(&self, site: &Site<'_>, out: &mut Diagnostics) {
        let names = self
            .vanished
            .iter()
            .flat_map(|(id, aliases)| std::iter::once(id).chain(aliases));
        let names = names.filter_map(|name| AdvisoryId::new(name).ok());
        let expected: BTreeSet<_> = names.map(|name| SitePath::advisory(&name)).collect();
        let folders: BTreeSet<_> = site
            .paths()
            .filter_map(|path| folder(path.as_str()))
            .collect();
        let mut lost = BTreeSet::new();
        for path in self.last.paths() {
            let Ok(path) = SitePath::new(path) else {
                continue;
            };
            if site.has(&path) || expected.contains(&path) {
                continue;
            }
            let folder = folder(path.as_str());
            if is_kept_by_others(&path) {
                out.push(self.lost_page(&path));
            } else if let Some(folder) = folder.filter(|folder| !folders.contains(folder)) {
                lost.insert(folder.to_owned());
            }
        }
        for folder in lost {
            let folder = quoted(&format!("{folder}/"));
            let message = format!("nothing is left of {folder}, which the site had");
            let lost = Diagnostic::new(Code::AddressVanished, self.place, message);
            out.push(lost.help(OF_PROGRAMS));
        }
    }

    fn lost_page(&self, path: &SitePath) -> Diagnostic {
        let message = format!("{} was on the site, and is gone", quoted(path.as_str()));
        let lost = Diagnostic::new(Code::AddressVanished, self.place, message);
        if path.extension() != "html" {
            return lost.help(OF_PROGRAMS);
        }
        lost.help(format!(
            "lead its readers on in forewarn.yaml: `redirects: {{{}: NEW}}`, with the path or the whole address that is in its place",
            quoted(path.as_str()).trim_matches('`')
        ))
    }
}

/// The folder at the top of the site in which a path lies.
fn folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(folder, _)| folder)
}

/// Whether others link to a path or follow it. Parts of lists come and go with what
/// is listed.
fn is_kept_by_others(path: &SitePath) -> bool {
    let parts = ["page/", "severity/", "year/"];
    let below = path.as_str().strip_prefix("advisories/");
    let is_part = below.is_some_and(|below| parts.iter().any(|part| below.starts_with(part)));
    matches!(path.extension(), "html" | "atom" | "ics") && !is_part
}
