//! What a feed has, in whatever format: which entries, their ids and their texts.
//!
//! Ids survive a change of domain, path, title and generator: they are UUIDs of
//! version 5 (RFC 9562, section 5.5) made from the id of the advisory.

use std::cmp::Reverse;

use uuid::Uuid;

use super::html;
use super::plan::Frame;
use crate::model::config::PackageName;
use crate::model::{Advisory, Affected, AsOf, Config, Rating, Timestamp, View};
use crate::theme::{Language, escape, markdown};

/// The namespace of forewarn's UUIDs. It must never change: every id in every
/// reader's memory hangs on it.
pub(super) const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_4c0e_97b2_4c58_8f3a_51c7_9d0e_2ab4);

/// How many entries a feed has at least, when there are so many.
const NEWEST: usize = 100;

/// Entries changed within this many days are in the feed however many there are.
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

/// An advisory in a feed.
pub(super) struct Entry<'f> {
    pub(super) advisory: AsOf<'f>,
    /// What it says of the package that the feed is about; none in that of all.
    about: Option<&'f [&'f Affected]>,
}

impl<'f> Entry<'f> {
    pub(super) fn new(
        advisory: &'f Advisory,
        about: Option<&'f [&'f Affected]>,
        view: View,
    ) -> Self {
        let advisory = advisory.as_of(view);
        Self { advisory, about }
    }
}

/// Newest change first: the first hundred, and all of the last ninety days.
pub(super) fn recent(mut sorted: Vec<Entry<'_>>, clock: Timestamp) -> Vec<Entry<'_>> {
    sorted.sort_by_cached_key(|entry| {
        let advisory = &entry.advisory;
        (Reverse(advisory.last_changed()), advisory.id.value.clone())
    });
    let horizon = clock
        .to_jiff()
        .checked_sub(jiff::SignedDuration::from_hours(24 * RECENT_DAYS))
        .map_or(clock, Timestamp::from);
    let fresh = sorted.partition_point(|entry| entry.advisory.last_changed() >= horizon);
    sorted.truncate(fresh.max(NEWEST));
    sorted
}

/// What an entry is called; one that was withdrawn says so.
pub(super) fn title(language: &Language, advisory: &AsOf<'_>) -> String {
    let title = advisory.title();
    match advisory.withdrawn() {
        Some(_) => language.fill("feed_withdrawn", [("title", title.into())]),
        None => title.to_owned(),
    }
}

/// The rating, when the project ranks, and every other name of the advisory.
pub(super) fn terms<'a>(config: &Config, advisory: &'a Advisory) -> impl Iterator<Item = &'a str> {
    let rating = advisory.rating().filter(|_| config.severity.words());
    let aliases = advisory.aliases().map(|alias| alias.value.as_str());
    rating.map(Rating::as_str).into_iter().chain(aliases)
}

/// The text of an entry as HTML: why it was withdrawn, or whether there are attacks,
/// what is affected, what to do and how bad it is; then the details.
pub(super) fn body(frame: &Frame<'_>, entry: &Entry<'_>) -> String {
    let advisory = &entry.advisory;
    let first = if let Some(withdrawn) = advisory.withdrawn() {
        let reason = withdrawn.reason.as_ref();
        let reason = reason.map_or_else(String::new, |text| markdown::inline(&text.value));
        let withdrawn = escape(frame.theme.language().text("feed_was_withdrawn"));
        format!("<p><strong>{withdrawn}</strong> {reason}</p>\n")
    } else {
        let attacks = html::attacks(frame, advisory).into_iter();
        let said = attacks.chain(html::gist(frame, advisory, entry.about));
        said.map(|said| paragraph(&said)).collect()
    };
    first + &html::text(frame, advisory)
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape(text))
}

/// An id made from a name.
pub(super) fn urn(name: &str) -> String {
    Uuid::new_v5(&NAMESPACE, name.as_bytes()).urn().to_string()
}
