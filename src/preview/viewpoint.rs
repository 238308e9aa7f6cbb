//! The eyes with which the preview can be seen, each below a path of its own.

use jiff::tz::TimeZone;

use super::clock::in_utc;
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
    /// The folder of its pages, seen from the server's root; none for
    /// [`Viewpoint::Everything`], whose pages are at the root itself.
    fn folder(self) -> Option<String> {
        match self {
            Self::Everything => None,
            Self::PublicNow => Some(".forewarn/public/".to_owned()),
            Self::Release(None) => Some(".forewarn/release/soon/".to_owned()),
            Self::Release(Some(at)) => {
                let at = at.to_jiff().to_zoned(TimeZone::UTC);
                Some(format!(
                    ".forewarn/release/{}/",
                    at.strftime("%Y%m%dT%H%M%S%.fZ")
                ))
            }
        }
    }

    /// The address of its first page: `/`, `/.forewarn/public/`, or
    /// `/.forewarn/release/20260922T140000Z/`.
    pub fn prefix(self) -> String {
        format!("/{}", self.folder().unwrap_or_default())
    }

    /// Where `path` is seen so. The first page is the prefix itself.
    pub fn address(self, path: &SitePath) -> String {
        let mut address = self.prefix();
        if *path != SitePath::policy() {
            address.push_str(&path.encoded());
        }
        address
    }

    /// The one among `viewpoints` that `path` lies below, seen from the server's
    /// root, and the path in its site. [`Viewpoint::Everything`] has whatever is
    /// no other's.
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
            let folder = viewpoint.folder()?;
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
            Self::Release(None) => "As soon as it is released".to_owned(),
            Self::Release(Some(at)) => format!("As of release day, {}", in_utc(at)),
        }
    }
}
