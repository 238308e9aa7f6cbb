//! What became of an announcement.

use std::collections::BTreeSet;

use super::Advice;
use crate::model::{Advisory, Announcement, View};

impl<'a> Advice<'a> {
    /// How an announcement stands in `view`. It is replaced when each of its versions
    /// is one in which an advisory is fixed that came out with it or later.
    pub fn outcome(&self, announcement: &Announcement, view: View) -> Outcome<'a> {
        match self.replacing(announcement, view) {
            Some(advisories) => Outcome::Released(advisories),
            None if announcement.is_due(view.clock) => Outcome::Due,
            None => Outcome::Coming,
        }
    }

    /// The advisories that replace it, by id; none as long as a version waits for one.
    fn replacing(&self, announcement: &Announcement, view: View) -> Option<Vec<&'a Advisory>> {
        let exposure = self.of(&announcement.package)?;
        let since = announcement.since(view.clock);
        let is_later = |advisory: &&Advisory| advisory.as_of(view).first_seen() >= since;
        let mut ids = BTreeSet::new();
        let mut replacing = Vec::new();
        for version in &announcement.versions {
            let fixed = exposure.fixed_in(version.value.as_str()).into_iter();
            let mut fixed = fixed.filter(is_later).peekable();
            fixed.peek()?;
            replacing.extend(fixed.filter(|advisory| ids.insert(&advisory.id.value)));
        }
        replacing.sort_by_key(|advisory| &advisory.id.value);
        Some(replacing)
    }
}

/// How an announcement stands.
#[derive(Clone, Debug)]
pub enum Outcome<'a> {
    /// Its day is to come.
    Coming,
    /// Its day has come, and not all of what it announced.
    Due,
    /// These advisories replace it.
    Released(Vec<&'a Advisory>),
}

impl Outcome<'_> {
    /// `coming`, `due` or `released`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Due => "due",
            Self::Released(_) => "released",
        }
    }
}
