//! The eyes with which the preview can be seen, each below a path of its own.

use jiff::tz::TimeZone;

use super::clock::short;
use crate::model::{Audience, SitePath, Timestamp, View};

/// A way to see the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Viewpoint {
    /// Everything there is, drafts included.
    Everything,
    /// What the public sees now.
    PublicNow,
    /// What the public will see at the moment given, once the records of the
    /// overlay are in the tree; without a moment, as soon as they are.
    Release(Option<Timestamp>),
}

impl Viewpoint {
    /// The folder of its pages, which is the address of the first one: nothing,
    /// `.forewarn/public/`, or `.forewarn/release/20260922T140000Z/`. Addresses
    /// begin below the token.
    pub fn prefix(self) -> String {
        match self {
            Self::Everything => String::new(),
            Self::PublicNow => ".forewarn/public/".to_owned(),
            Self::Release(None) => ".forewarn/release/soon/".to_owned(),
            Self::Release(Some(at)) => {
                let at = at.to_jiff().to_zoned(TimeZone::UTC);
                format!(".forewarn/release/{}/", at.strftime("%Y%m%dT%H%M%S%.fZ"))
            }
        }
    }

    /// Where `path` is seen so. The first page is the prefix itself.
    pub fn address(self, path: &SitePath) -> String {
        let mut address = self.prefix();
        if *path != SitePath::policy() {
            address.push_str(&path.encoded());
        }
        address
    }

    /// The one among `viewpoints` that `path` lies below, and the path in its
    /// site. [`Viewpoint::Everything`] has whatever is no other's.
    ///
    /// ```
    /// use forewarn::model::SitePath;
    /// use forewarn::preview::Viewpoint;
    ///
    /// let viewpoints = [Viewpoint::Everything, Viewpoint::PublicNow];
    /// let path = SitePath::new(".forewarn/public/feed.atom")?;
    /// assert_eq!(
    ///     Viewpoint::find(&viewpoints, &path),
    ///     (Viewpoint::PublicNow, SitePath::feed()),
    /// );
    /// # Ok::<(), forewarn::model::site_path::SitePathFault>(())
    /// ```
    pub fn find(viewpoints: &[Self], path: &SitePath) -> (Self, SitePath) {
        let below = viewpoints.iter().find_map(|&viewpoint| {
            let folder = Some(viewpoint.prefix()).filter(|folder| !folder.is_empty())?;
            let rest = path.as_str().strip_prefix(&folder)?;
            Some((viewpoint, SitePath::new(rest).ok()?))
        });
        below.unwrap_or_else(|| (Self::Everything, path.clone()))
    }

    /// The view that its pages are made of at `now`.
    pub fn view(self, now: Timestamp) -> View {
        let (clock, audience) = match self {
            Self::Everything => (now, Audience::Maintainers),
            Self::PublicNow => (now, Audience::Public),
            Self::Release(at) => (at.unwrap_or(now), Audience::ReleaseDay),
        };
        View { clock, audience }
    }

    /// What the switch calls it.
    pub(super) fn title(self) -> String {
        match self {
            Self::Everything => "Everything".to_owned(),
            Self::PublicNow => "As the public sees it now".to_owned(),
            Self::Release(None) => "Once released".to_owned(),
            Self::Release(Some(at)) => format!("As of release day, {}", short(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn path(text: &str) -> SitePath {
        SitePath::new(text).unwrap()
    }

    #[test]
    fn every_viewpoint_has_addresses_of_its_own_and_is_found_by_them() {
        let release = Viewpoint::Release(Some(at("2026-09-22T14:00:00Z")));
        let fraction = Viewpoint::Release(Some(at("2026-09-22T14:00:00.25Z")));
        let all = [
            (Viewpoint::Everything, ""),
            (Viewpoint::PublicNow, ".forewarn/public/"),
            (Viewpoint::Release(None), ".forewarn/release/soon/"),
            (release, ".forewarn/release/20260922T140000Z/"),
            (fraction, ".forewarn/release/20260922T140000.25Z/"),
        ];
        let viewpoints = all.map(|(viewpoint, _)| viewpoint);
        let odd = path("osv/RHSA-1:2.json");
        for (viewpoint, prefix) in all {
            assert_eq!(viewpoint.address(&SitePath::policy()), prefix);
            assert_eq!(
                viewpoint.address(&odd),
                format!("{prefix}osv/RHSA-1%3A2.json")
            );
            let asked = path(&format!("{prefix}osv/RHSA-1:2.json"));
            assert_eq!(
                Viewpoint::find(&viewpoints, &asked),
                (viewpoint, odd.clone())
            );
        }
    }

    #[test]
    fn what_is_below_no_viewpoint_is_looked_for_among_everything() {
        let viewpoints = [Viewpoint::Everything, Viewpoint::PublicNow];
        for text in [
            ".forewarn/release/soon/a.html",
            ".forewarn/public",
            "a.html",
        ] {
            assert_eq!(
                Viewpoint::find(&viewpoints, &path(text)),
                (Viewpoint::Everything, path(text))
            );
        }
    }

    #[test]
    fn a_viewpoint_is_the_view_that_its_pages_are_made_of() {
        let (now, end) = (at("2026-09-16T10:00:00Z"), at("2026-09-22T14:00:00Z"));
        let view = |clock, audience| View { clock, audience };
        for (viewpoint, expected) in [
            (Viewpoint::Everything, view(now, Audience::Maintainers)),
            (Viewpoint::PublicNow, view(now, Audience::Public)),
            (Viewpoint::Release(None), view(now, Audience::ReleaseDay)),
            (
                Viewpoint::Release(Some(end)),
                view(end, Audience::ReleaseDay),
            ),
        ] {
            assert_eq!(viewpoint.view(now), expected);
        }
    }
}
