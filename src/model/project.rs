//! Everything that was read: the input of checks and outputs.

use super::{Advisory, Config, Page, Support, Timestamp};
use crate::source::FileId;

/// A project's security files, parsed.
#[derive(Clone, Debug)]
pub struct Project {
    /// `forewarn.yaml`, or what could be guessed without it.
    pub config: Config,
    /// The policy document, when there is one.
    pub policy: Option<Page>,
    /// Other pages of `content/`.
    pub pages: Vec<Page>,
    /// Files of `content/` that are copied as they are.
    pub assets: Vec<FileId>,
    /// All advisories, secret ones included, in the order of their paths.
    pub advisories: Vec<Advisory>,
    /// The supported versions of each package, in the order of their paths.
    pub support: Vec<Support>,
    /// Files of the site's own theme.
    pub theme: Vec<FileId>,
}

impl Project {
    /// The advisories that the world may see at `clock`, newest first, withdrawn
    /// ones included. Whatever is published or answered begins here.
    pub fn public(&self, clock: Timestamp) -> Vec<&Advisory> {
        let all = self.advisories.iter();
        let mut public: Vec<_> = all.filter(|a| a.state(clock).is_public()).collect();
        public.sort_by(|a, b| {
            (b.first_seen(clock).cmp(&a.first_seen(clock)))
                .then_with(|| b.id.value.cmp(&a.id.value))
        });
        public
    }
}
