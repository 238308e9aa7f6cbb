//! When an advisory may be seen, and which of its words have their time to come.

use super::{Timestamp, WrittenTime};
use crate::source::Spanned;

/// All that a clock decides about an advisory, what is still to come included.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    /// `draft: true`.
    pub draft: bool,
    /// `embargo.until`.
    pub embargo_until: Option<Spanned<Timestamp>>,
    /// OSV `published`.
    pub published: Option<Spanned<Timestamp>>,
    /// OSV `modified`, where the author gives it.
    pub modified: Option<Spanned<Timestamp>>,
    /// OSV `withdrawn`.
    pub withdrawn: Option<Withdrawn>,
    /// Changes since publication, in the order of the source.
    pub revisions: Option<Vec<Revision>>,
    /// When forewarn began to write the records of the project differently.
    pub records_changed: Option<Timestamp>,
}

/// When a record is taken back, and why.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// OSV `withdrawn`.
    pub at: Spanned<Timestamp>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// The record that is about the same, which is `related` too.
    pub duplicate_of: Option<Spanned<String>>,
}

/// A change since publication.
#[derive(Clone, Debug)]
pub struct Revision {
    /// When.
    pub at: WrittenTime,
    /// What changed (Markdown, one line).
    pub note: String,
    /// Whether readers should hear of the record again, where the author says so.
    pub significant: Option<bool>,
}

/// Whether and when an advisory may be seen (docs/advisories.md, "Dates and states").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not ready.
    Draft,
    /// Ready, and secret until the moment given; without one, until it is
    /// moved out of the overlay.
    Embargoed(Option<Timestamp>),
    /// Out.
    Public,
    /// Out, and taken back.
    Withdrawn,
}

impl State {
    /// Whether the world may see it.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Public | Self::Withdrawn)
    }
}

impl Dates {
    /// The state at `clock`. Decided here and nowhere else.
    pub fn state(&self, clock: Timestamp) -> State {
        match self.public_from() {
            None => State::Draft,
            Some(until) if until > clock => State::Embargoed(Some(until)),
            Some(_) if self.withdrawn_by(clock).is_some() => State::Withdrawn,
            Some(_) => State::Public,
        }
    }

    /// The moment from which on the world may see the record; none of a draft.
    pub fn public_from(&self) -> Option<Timestamp> {
        let first = self.first().filter(|_| !self.draft)?;
        Some(self.embargo_until.map_or(first, |end| first.max(end.value)))
    }

    /// The first day of the record: `published`, else the first date that it has.
    fn first(&self) -> Option<Timestamp> {
        let withdrawn = self.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
        let others = [self.modified, withdrawn].into_iter().flatten();
        let others = others.map(|at| at.value);
        self.published.map(|at| at.value).or_else(|| others.min())
    }

    /// The moment up to which dates have come: the clock or, for a record that is
    /// not out yet, its first day. What is dated later is a plan, and nothing of it
    /// is told.
    pub(super) fn horizon(&self, clock: Timestamp) -> Timestamp {
        let end = self.embargo_until.map(|at| at.value);
        let days = [self.first(), end].into_iter().flatten();
        days.fold(clock, Timestamp::max)
    }

    /// `withdrawn`, once it has come: a record that will be taken back stands
    /// until then.
    pub(super) fn withdrawn_by(&self, clock: Timestamp) -> Option<&Withdrawn> {
        self.withdrawn.as_ref().filter(|it| it.at.value <= clock)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn the_first_date_of_a_record_is_its_first_day() {
        let clock = at("2026-10-01T00:00:00Z");
        let to_come = at("2027-01-01T00:00:00Z");
        let (past, future) = (Some(at("2026-09-01T00:00:00Z")), Some(to_come));
        let embargoed = State::Embargoed(Some(to_come));
        let span = Span::file(FileId::FIRST);
        let placed = |at: Option<Timestamp>| at.map(|at| Spanned::new(at, span));
        for (embargo, published, modified, withdrawn, state) in [
            (None, None, None, None, State::Draft),
            (None, past, None, None, State::Public),
            (None, future, past, None, embargoed),
            (future, past, past, None, embargoed),
            (None, None, past, None, State::Public),
            (None, None, future, None, embargoed),
            (None, None, None, future, embargoed),
            (None, past, None, past, State::Withdrawn),
            (None, past, None, future, State::Public),
        ] {
            let withdrawn = placed(withdrawn).map(|at| Withdrawn {
                at,
                reason: None,
                duplicate_of: None,
            });
            let mut dates = Dates {
                embargo_until: placed(embargo),
                published: placed(published),
                modified: placed(modified),
                withdrawn,
                ..Dates::default()
            };
            assert_eq!(dates.state(clock), state);
            dates.draft = true;
            assert_eq!(dates.state(clock), State::Draft);
        }
    }
}
