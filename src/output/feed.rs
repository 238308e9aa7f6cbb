//! What a feed has, in whatever format: which entries, their ids and their texts.
//!
//! Ids survive a change of domain, path, title and generator: they are UUIDs of
//! version 5 (RFC 9562, section 5.5) made from the id of the advisory.
//!
//! A feed holds what is new. What is older lies in archives, one for each quarter of a
//! year, so that a reader who was away can fetch all that surfaced meanwhile.

mod archive;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use uuid::Uuid;

pub(super) use archive::Archive;

use archive::Quarter;

use super::announcements::Announced;
use super::html;
use super::plan::Frame;
use crate::model::config::PackageName;
use crate::model::{Advisory, Affected, AsOf, Config, Rating, SitePath, Timestamp, View};
use crate::theme::{Language, escape, markdown};

/// The namespace of forewarn's UUIDs. It must never change: every id in every
/// reader's memory hangs on it.
pub(super) const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_4c0e_97b2_4c58_8f3a_51c7_9d0e_2ab4);

/// How many entries a feed has at least, when there are so many.
const NEWEST: usize = 100;

/// Entries that surfaced within this many days are in the feed however many there are.
const RECENT_DAYS: i64 = 90;

/// The name of the feed of all advisories: the first package, else the
/// repository, else the project's name.
pub(super) fn site_name(config: &Config) -> String {
    let package = config.packages.first().map(PackageName::to_string);
    let name = package
        .or_else(|| config.repository.clone())
        .or_else(|| config.name.clone())
        .unwrap_or_default();
    format!("feed:{name}")
}

/// What readers call the feed of all advisories of the project.
pub(super) fn title_of_all(language: &Language, config: &Config) -> String {
    match config.name.as_deref() {
        Some(name) => language.fill("feed_title", [("name", name.into())]),
        None => language.text("advisories_title").to_owned(),
    }
}

/// What a feed tells of.
pub(super) enum Subject<'f> {
    /// An advisory.
    Advisory(Told<'f>),
    /// A release that was announced.
    Announcement(&'f Announced<'f>),
}

/// An advisory, as of some moment.
pub(super) struct Told<'f> {
    advisory: AsOf<'f>,
    /// What it says of the package that the feed is about; none in that of all.
    about: Option<&'f [&'f Affected]>,
    /// Whether that moment is now.
    is_of_today: bool,
}

/// An entry of a feed, in whatever format.
pub(super) struct Entry {
    /// A permanent address.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) published: Option<Timestamp>,
    /// When readers were to hear of it last.
    pub(super) updated: Timestamp,
    /// The address of the page that it is about; none without a `base_url`.
    pub(super) url: Option<String>,
    /// The same for machines, with its media type.
    pub(super) related: Option<(SitePath, &'static str)>,
    /// What readers may filter by.
    pub(super) terms: Vec<String>,
    /// HTML.
    pub(super) body: String,
}

impl<'f> Subject<'f> {
    pub(super) fn new(
        advisory: &'f Advisory,
        about: Option<&'f [&'f Affected]>,
        view: View,
    ) -> Self {
        Self::Advisory(Told {
            advisory: advisory.as_of(view),
            about,
            is_of_today: true,
        })
    }

    /// All that the feed of a site tells of: its advisories, and the releases that no
    /// advisory has replaced yet.
    pub(super) fn all(frame: &Frame<'f>) -> Vec<Self> {
        let advisories = frame.site.public.iter();
        let advisories = advisories.map(|advisory| Self::new(advisory, None, frame.view()));
        let announced = frame.site.announced.iter();
        let to_come = announced.filter(|one| !one.is_released());
        advisories.chain(to_come.map(Self::Announcement)).collect()
    }

    /// What the entry is ordered by, and the feed dated.
    pub(super) fn updated(&self) -> Timestamp {
        match self {
            Self::Advisory(told) => told.advisory.surfaced(),
            Self::Announcement(announced) => announced.since,
        }
    }

    /// The entry. One is made at a time: its text may be long.
    pub(super) fn entry(&self, frame: &Frame<'_>) -> Entry {
        match self {
            Self::Advisory(told) => told.entry(frame),
            Self::Announcement(announced) => of_announcement(frame, announced),
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::Advisory(told) => told.advisory.id.value.as_str(),
            Self::Announcement(announced) => announced.anchor(),
        }
    }
}

/// The entry of a release that is to come: when, how grave that is which it fixes, and
/// what users should know.
fn of_announcement(frame: &Frame<'_>, announced: &Announced<'_>) -> Entry {
    let said = html::announcement::sentences(frame, announced).into_iter();
    let said = said.map(|said| format!("<p>{}</p>\n", escape(&said)));
    let text = html::announcement::text(frame, announced);
    let versions = announced.versions().into_iter();
    Entry {
        id: urn(&announced.name()),
        title: announced.title(frame.language()),
        published: Some(announced.since),
        updated: announced.since,
        url: announced.address(frame.config),
        related: None,
        terms: versions.map(str::to_owned).collect(),
        body: said.chain(text).collect(),
    }
}

impl Told<'_> {
    fn entry(&self, frame: &Frame<'_>) -> Entry {
        let advisory = &self.advisory;
        let id = &advisory.id.value;
        let mut terms = terms(frame.config, advisory);
        let body = self.body(frame, &mut terms);
        Entry {
            id: urn(id.as_str()),
            title: title(frame.language(), advisory),
            published: advisory.published().filter(|at| at.is_known()),
            updated: advisory.surfaced(),
            url: frame.config.address(&SitePath::advisory(id)),
            related: Some((SitePath::record(id), "application/json")),
            terms,
            body,
        }
    }

    /// The text of the entry: why it was withdrawn, or what changed, whether there are
    /// attacks, what is affected, what to do and how bad it is; then the details. The
    /// versions that fix it become terms.
    fn body(&self, frame: &Frame<'_>, terms: &mut Vec<String>) -> String {
        let (advisory, language) = (&self.advisory, frame.language());
        let mut body = String::new();
        if let Some(withdrawn) = advisory.withdrawn() {
            let reason = withdrawn.reason.as_ref();
            let reason = reason.map_or_else(String::new, |text| {
                format!(" {}", html::line(frame, advisory, &text.value))
            });
            let withdrawn = escape(language.text("feed_was_withdrawn"));
            body = format!("<p><strong>{withdrawn}</strong>{reason}</p>\n");
        } else {
            let changes = revisions(advisory).into_iter().map(|revision| {
                let day = html::day::Day::new(language, revision.at.at.date());
                let day = language.fill("feed_was_revised", [("day", day.text.into())]);
                let note = html::line(frame, advisory, &revision.note);
                format!("<p><strong>{}</strong> {note}</p>\n", escape(&day))
            });
            body.extend(changes);
            let gist = html::gist(frame, advisory, self.about, self.is_of_today);
            let attacks = advisory.exploited();
            let attacks = attacks.and_then(|_| html::attacks(frame, advisory));
            let said = attacks.into_iter().chain(gist.sentences);
            body.extend(said.map(|said| format!("<p>{}</p>\n", escape(&said))));
            terms.extend(gist.fixes);
        }
        body + &html::text(frame, advisory)
    }
}

/// Those that surfaced last: the first hundred, all of the last ninety days, and all
/// that no archive has yet.
pub(super) fn recent(mut subjects: Vec<Subject<'_>>, clock: Timestamp) -> Vec<Subject<'_>> {
    sort(&mut subjects);
    let fresh = subjects.partition_point(|subject| subject.updated() >= horizon(clock));
    subjects.truncate(fresh.max(NEWEST));
    subjects
}

/// What surfaced last comes first.
fn sort(subjects: &mut [Subject<'_>]) {
    subjects.sort_by_cached_key(|subject| {
        let id = subject.id().to_owned();
        (Reverse(subject.updated()), id)
    });
}

/// The moment from which on everything is in the feed.
fn horizon(clock: Timestamp) -> Timestamp {
    let days = jiff::SignedDuration::from_hours(24 * RECENT_DAYS);
    let fresh = clock.to_jiff().checked_sub(days);
    let fresh = fresh.map_or(clock, Timestamp::from);
    fresh.min(Quarter::of(clock).begin())
}

/// The significant changes, the newest first.
fn revisions<'a>(advisory: &AsOf<'a>) -> Vec<&'a crate::model::Revision> {
    let mut revisions: Vec<_> = advisory.significant().collect();
    revisions.reverse();
    revisions.sort_by_key(|revision| Reverse(revision.at.at));
    revisions
}

/// What an entry is called. One that was withdrawn says so, and one that surfaces
/// again says why.
fn title(language: &Language, advisory: &AsOf<'_>) -> String {
    let title = advisory.title();
    if advisory.withdrawn().is_some() {
        return language.fill("feed_withdrawn", [("title", title.into())]);
    }
    match revisions(advisory).first() {
        Some(revision) => {
            let note = markdown::plain(&revision.note);
            let note = note.trim_end_matches('.').to_owned();
            let values = [("title", title.into()), ("note", note.into())];
            language.fill("feed_revised", values)
        }
        None => title.to_owned(),
    }
}

/// The rating, when the project ranks, and every name of the advisory.
fn terms(config: &Config, advisory: &Advisory) -> Vec<String> {
    let rating = advisory.rating().filter(|_| config.severity.words());
    let rating = rating.map(Rating::as_str).into_iter();
    let aliases = advisory.aliases().map(|alias| alias.value.as_str());
    let names = std::iter::once(advisory.id.value.as_str()).chain(aliases);
    rating.chain(names).map(str::to_owned).collect()
}

/// An id made from a name.
pub(super) fn urn(name: &str) -> String {
    Uuid::new_v5(&NAMESPACE, name.as_bytes()).urn().to_string()
}
