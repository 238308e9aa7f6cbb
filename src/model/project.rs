//! Everything that was read: the input of checks and outputs.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{
    Advisory, Announcement, Audience, Config, NonVulnerability, Page, Recipient, Support,
    Timestamp, View, WrittenSecurityTxt,
};
use crate::source::FileId;

/// A project's security files, parsed.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// `forewarn.yaml`, or what could be guessed without it.
    pub config: Config,
    /// The policy document, when there is one.
    pub policy: Option<Page>,
    /// Other pages of `content/`.
    pub pages: Vec<Page>,
    /// Files of `content/` that are copied as they are.
    pub assets: Vec<FileId>,
    /// One of them that tells machines how to report.
    pub security_txt: Option<WrittenSecurityTxt>,
    /// All advisories, secret ones included, in the order of their paths. Another
    /// reading of the same files shares them.
    pub advisories: Vec<Arc<Advisory>>,
    /// What is reported and is no vulnerability, in the order of the paths.
    pub register: Vec<NonVulnerability>,
    /// All announcements, secret ones included, in the order of their paths.
    pub announcements: Vec<Announcement>,
    /// The supported versions of each package, in the order of their paths.
    pub support: Vec<Support>,
    /// Files of the site's own theme.
    pub theme: Vec<FileId>,
    /// Who is told first, by the overlay's `recipients.yaml`.
    pub recipients: Vec<Recipient>,
    /// The overlay's `patches/`.
    pub patches: Vec<FileId>,
}

impl Project {
    /// The advisories that the world may see at `clock`, newest first, withdrawn
    /// ones included. Whatever is published or answered begins here.
    pub fn public(&self, clock: Timestamp) -> Vec<&Advisory> {
        self.visible(View::public(clock))
    }

    /// The announcements of a view, newest first.
    pub fn announced(&self, view: View) -> Vec<&Announcement> {
        let sees = |announcement: &&Announcement| {
            view.audience == Audience::Maintainers || announcement.state(view).is_public()
        };
        let mut visible: Vec<_> = self.announcements.iter().filter(sees).collect();
        visible.sort_by_cached_key(|one| Reverse((one.since(view.clock), &one.id.value)));
        visible
    }

    /// The advisories of a view, newest first.
    pub fn visible(&self, view: View) -> Vec<&Advisory> {
        let sees = |advisory: &&Advisory| {
            view.audience == Audience::Maintainers || advisory.as_of(view).state().is_public()
        };
        let visible = self.advisories.iter().map(Arc::as_ref);
        let mut visible: Vec<_> = visible.filter(sees).collect();
        visible.sort_by_cached_key(|advisory| {
            Reverse((advisory.as_of(view).first_seen(), &advisory.id.value))
        });
        visible
    }

    /// The entries of the register that may be seen, the newest first.
    pub fn registered(&self, view: View) -> Vec<&NonVulnerability> {
        let seen = self.register.iter().filter(|entry| entry.is_seen(view));
        let mut seen: Vec<_> = seen.collect();
        seen.sort_by_key(|entry| (Reverse(entry.since.value), &entry.id.value));
        seen
    }
}
