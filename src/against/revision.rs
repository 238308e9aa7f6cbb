//! A record that changed, and whether importers hear of it.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::record::Dates;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, Timestamp};
use crate::source::Span;

/// From this many records on that differ at the same place, nobody edited them one by
/// one: forewarn writes them differently.
const MANY: usize = 3;

/// A record that is another one than before.
pub(super) struct Revision<'a> {
    pub(super) advisory: &'a Advisory,
    pub(super) old: Dates,
    pub(super) new: Dates,
    /// Where the two differ.
    pub(super) places: Vec<String>,
    /// The newest `modified` of the last site.
    pub(super) mark: Option<Timestamp>,
}

impl Revision<'_> {
    /// Whether it was taken back since.
    pub(super) fn is_withdrawal(&self) -> bool {
        self.new.is_withdrawn && !self.old.is_withdrawn
    }

    /// Whether importers would pass it over.
    fn is_missed(&self) -> bool {
        self.new.modified < self.old.modified
            || !self.places.is_empty() && self.new.modified <= self.old.modified.max(self.mark)
    }

    fn has_other_birthday(&self) -> bool {
        self.old.published.is_some() && self.new.published != self.old.published
    }

    /// Whether `modified` is worked out from the other dates.
    fn is_derived(&self) -> bool {
        self.advisory.dates.modified.is_none()
    }

    pub(super) fn codes(&self) -> impl Iterator<Item = Code> {
        let missed = self.is_missed().then_some(Code::ModifiedUnmoved);
        let reborn = self.has_other_birthday();
        missed
            .into_iter()
            .chain(reborn.then_some(Code::PublishedChanged))
    }
}

/// Reports those that importers would pass over, and other days of publication.
pub(super) fn report(
    revisions: &[Revision<'_>],
    clock: Timestamp,
    place: Span,
    out: &mut Diagnostics,
) {
    for revision in revisions.iter().filter(|it| it.has_other_birthday()) {
        out.push(reborn(revision));
    }
    let missed: Vec<_> = revisions.iter().filter(|it| it.is_missed()).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for revision in missed.iter().filter(|it| it.is_derived()) {
        for place in &revision.places {
            *counts.entry(place).or_default() += 1;
        }
    }
    let is_common = |place: &&String| counts.get(place.as_str()).is_some_and(|n| *n >= MANY);
    let (rewritten, edited): (Vec<_>, Vec<_>) = missed
        .into_iter()
        .partition(|it| it.is_derived() && it.places.iter().any(|place| is_common(&place)));
    for revision in edited {
        out.push(unmoved(revision, clock));
    }
    if !rewritten.is_empty() {
        let places = rewritten.iter().flat_map(|it| &it.places);
        let mut places: Vec<_> = places.filter(is_common).map(String::as_str).collect();
        places.sort_unstable();
        places.dedup();
        out.push(rewriting(&rewritten, &places, clock, place));
    }
}

/// That a record has another day of publication.
fn reborn(revision: &Revision<'_>) -> Diagnostic {
    let dates = &revision.advisory.dates;
    let place = dates
        .published
        .map_or(revision.advisory.id.span, |at| at.span);
    let [old, new] = [&revision.old, &revision.new].map(|it| it.published);
    let [old, new] = [old, new].map(|at| at.map_or("nothing".to_owned(), |at| at.to_string()));
    let message = format!("`published` was {old}, and is {new} now");
    Diagnostic::new(Code::PublishedChanged, place, message)
        .help("leave it as the world has seen it; a later change is one of `revisions`")
}

/// That one record changed without a later `modified`.
fn unmoved(revision: &Revision<'_>, clock: Timestamp) -> Diagnostic {
    let Revision {
        advisory,
        old,
        new,
        places,
        mark,
    } = revision;
    let given = advisory.dates.modified;
    let place = given.map_or(advisory.id.span, |at| at.span);
    let told = |at: Option<Timestamp>| at.map_or("nothing".to_owned(), |at| at.to_string());
    let (then, now) = (told(old.modified), told(new.modified));
    let message = match new.modified.cmp(&old.modified) {
        Ordering::Less => format!("`modified` was {then}, and is {now} now"),
        Ordering::Equal => {
            format!("the record has changed since {then}, and its `modified` has not")
        }
        Ordering::Greater => format!(
            "`modified` is {now}, not later than {}, the newest of the last site",
            told(*mark)
        ),
    };
    let finding = Diagnostic::new(Code::ModifiedUnmoved, place, message);
    let finding = match listed(places) {
        Some(places) => finding.here(format!("differs at {places}")),
        None => finding,
    };
    finding.help(match given {
        Some(_) => format!("importers pass it over: write when it changed, `modified: {clock}`"),
        None => format!(
            "importers pass it over: say what changed in `revisions: [{{at: {clock}, note: ...}}]`, or, where forewarn writes the record differently, `records_changed: {clock}` in forewarn.yaml"
        ),
    })
}

/// That a new record is dated before what importers have seen.
pub(super) fn passed_over(
    advisory: &Advisory,
    modified: Timestamp,
    mark: Timestamp,
    clock: Timestamp,
) -> Diagnostic {
    let dates = &advisory.dates;
    let written = dates.modified.or(dates.published);
    let place = written.map_or(advisory.id.span, |at| at.span);
    let message = format!(
        "the advisory is new, and its `modified` is {modified}, not later than {mark}, the newest of the last site"
    );
    let key = if dates.modified.is_some() {
        "modified"
    } else {
        "published"
    };
    Diagnostic::new(Code::ModifiedUnmoved, place, message).help(format!(
        "importers pass it over: write when the world sees it first, `{key}: {clock}`"
    ))
}

/// That forewarn writes records differently.
fn rewriting(
    rewritten: &[&Revision<'_>],
    places: &[&str],
    clock: Timestamp,
    place: Span,
) -> Diagnostic {
    let count = rewritten.len();
    let places: Vec<_> = places.iter().map(|place| (*place).to_owned()).collect();
    let places = listed(&places).unwrap_or_default();
    let message = format!("{count} records have changed at {places}, and their `modified` has not");
    let finding = Diagnostic::new(Code::ModifiedUnmoved, place, message);
    let first = rewritten.iter().take(MANY);
    let finding = first.fold(finding, |finding, revision| {
        finding.label(revision.advisory.id.span, "one of them")
    });
    finding.help(format!(
        "after an upgrade or another setting, let importers fetch them again by this line in forewarn.yaml: `records_changed: {clock}`"
    ))
}

/// `affected.versions`, `details` and 2 more.
fn listed(places: &[String]) -> Option<String> {
    let shown: Vec<_> = places
        .iter()
        .take(MANY)
        .map(|place| format!("`{place}`"))
        .collect();
    match (shown.as_slice(), places.len() - shown.len()) {
        ([], _) => None,
        ([only], 0) => Some(only.clone()),
        ([first @ .., last], 0) => Some(format!("{} and {last}", first.join(", "))),
        (some, more) => Some(format!("{} and {more} more", some.join(", "))),
    }
}
