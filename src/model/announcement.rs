//! A release with fixes that is announced before it comes.

use super::config::PackageName;
use super::{
    AdvisoryId, Audience, Dates, Rating, State, Timestamp, VersionText, View, WrittenTime,
};
use crate::source::{FileId, Spanned};

/// A public notice ahead. It says when fixes come and how grave they are, and names no
/// advisory, so that what it says follows from nothing secret.
#[derive(Clone, Debug)]
pub struct Announcement {
    /// Its source.
    pub file: FileId,
    /// Whether it lies in the overlay, from which nothing is published.
    pub overlay: bool,
    /// Its name, by the grammar of advisories.
    pub id: Spanned<AdvisoryId>,
    /// `draft` and `published`; nothing else is there.
    pub dates: Dates,
    /// When the releases are to come out: a moment, or a day.
    pub release_at: WrittenTime,
    /// The package that they are of.
    pub package: PackageName,
    /// The releases, in the order of the source; at least one.
    pub versions: Vec<Spanned<VersionText>>,
    /// The worst rating among what they fix.
    pub highest_severity: Option<Rating>,
    /// How many vulnerabilities they fix, by rating, the worst first.
    pub counts: Vec<(Rating, u64)>,
    /// What users should know (Markdown).
    pub text: Option<Spanned<String>>,
}

impl Announcement {
    /// Whether it may be seen, by the rules of advisories.
    pub fn state(&self, view: View) -> State {
        match self.dates.state(view.clock) {
            State::Public if self.overlay && view.audience != Audience::ReleaseDay => {
                State::Embargoed(None)
            }
            state => state,
        }
    }

    /// The moment from which on it stands, once that has come.
    pub fn since(&self, clock: Timestamp) -> Timestamp {
        self.dates.public_from().unwrap_or(clock)
    }

    /// Whether its day has come: from the moment on, or on the day in UTC.
    pub fn is_due(&self, clock: Timestamp) -> bool {
        self.release_at.begin() <= clock
    }
}
