//! The switch between the ways to see the site.

use super::Viewpoint;
use crate::model::SitePath;

/// How many release days the switch names; the dashboard has them all.
const MOST_RELEASES: usize = 3;

/// Links to `path` as seen from every viewpoint of `all`, the `current` one
/// marked; `up` is what links of the page begin with. Where `elsewhere` does not hold a viewpoint, the page is not there:
/// the link says so, and leads to the first page.
pub(super) fn switch(
    up: &str,
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
            " (without this page)"
        } else {
            ""
        };
        format!(
            "<li><a href=\"{up}{address}\"{mark}>{}</a>{note}</li>\n",
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

#[cfg(test)]
mod tests {
    use super::*;

    fn release(day: &str) -> Viewpoint {
        let at = format!("2026-09-{day}T14:00:00Z");
        Viewpoint::Release(Some(at.parse::<jiff::Timestamp>().unwrap().into()))
    }

    #[test]
    fn a_link_leads_to_the_same_page_where_there_is_one() {
        let path = SitePath::new("advisories/A.html").unwrap();
        let all = [Viewpoint::Everything, Viewpoint::PublicNow, release("22")];
        assert_eq!(
            switch("../", &all, Some(Viewpoint::Everything), Some(&path), &[release("22")]),
            "\
<ul class=\"forewarn-preview-views\">
<li><a href=\"../advisories/A.html\" aria-current=\"true\">Everything</a></li>
<li><a href=\"../.forewarn/public/\">As the public sees it now</a> (without this page)</li>
<li><a href=\"../.forewarn/release/20260922T140000Z/advisories/A.html\">As of release day, 22 Sep 2026, 14:00 UTC</a></li>
</ul>
"
        );
        assert_eq!(
            switch("./", &all[..1], None, None, &[]),
            "\
<ul class=\"forewarn-preview-views\">
<li><a href=\"./\">Everything</a></li>
</ul>
"
        );
    }

    #[test]
    fn the_banner_has_room_for_the_next_releases_and_for_the_one_looked_at() {
        let releases = ["20", "21", "22", "23", "24"].map(release);
        let fixed = [Viewpoint::Everything, Viewpoint::PublicNow];
        let all = [&fixed[..], &releases].concat();
        assert_eq!(nearest(&all, Viewpoint::PublicNow), all[..5]);
        let last = [&all[..5], &releases[4..]].concat();
        assert_eq!(nearest(&all, releases[4]), last);
    }
}
