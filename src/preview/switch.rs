//! The switch between the ways to see the site.

use super::Viewpoint;
use crate::model::SitePath;

/// How many release days the switch names; the dashboard has them all.
const MOST_RELEASES: usize = 3;

/// Links to `path` as seen from every viewpoint of `all`, the `current` one
/// marked. Where `elsewhere` does not hold a viewpoint, the page is not there
/// and the link leads to the first page and says so.
pub(super) fn switch(
    all: &[Viewpoint],
    current: Option<Viewpoint>,
    path: Option<&SitePath>,
    elsewhere: &[Viewpoint],
) -> String {
    let links = all.iter().map(|&viewpoint| {
        let is_current = current == Some(viewpoint);
        let there = path.filter(|_| is_current || elsewhere.contains(&viewpoint));
        let address = match there {
            Some(path) => viewpoint.address(path),
            None => viewpoint.prefix(),
        };
        let mark = if is_current {
            " aria-current=\"true\""
        } else {
            ""
        };
        let note = if path.is_some() && there.is_none() {
            " (first page: this one is not there)"
        } else {
            ""
        };
        format!(
            "<li><a href=\"{address}\"{mark}>{}</a>{note}</li>\n",
            viewpoint.title()
        )
    });
    let links: String = links.collect();
    format!("<ul class=\"forewarn-preview-views\">\n{links}</ul>\n")
}

/// Those of `all` that the banner has room for: the `current` one, and no more
/// than three release days before it.
pub(super) fn nearest(all: &[Viewpoint], current: Viewpoint) -> Vec<Viewpoint> {
    let is_release = |viewpoint: &Viewpoint| matches!(viewpoint, Viewpoint::Release(_));
    let mut releases = 0;
    let mut nearest = all.to_vec();
    nearest.retain(|viewpoint| {
        releases += usize::from(is_release(viewpoint));
        !is_release(viewpoint) || releases <= MOST_RELEASES || *viewpoint == current
    });
    nearest
}
