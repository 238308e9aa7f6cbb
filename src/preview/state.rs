//! Whether a page is public.

use super::Clock;
use crate::model::{State, Timestamp};

/// What the public has of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    /// Nothing: it is the page of a draft.
    Draft,
    /// Nothing: it is the page of an advisory under embargo, until the moment
    /// given or, without one, until it is moved out of the overlay.
    Embargoed(Option<Timestamp>),
    /// Nothing, for another reason.
    Absent,
    /// Another version of it: something that is not public shows here.
    Different,
    /// The same.
    Public,
}

impl PageState {
    /// The state of a page that is `here` in the view looked at and `public` in
    /// the view of the public now. `advisory` is the state of the advisory it
    /// is the page of.
    pub fn of(advisory: Option<State>, here: &[u8], public: Option<&[u8]>) -> Self {
        match (advisory, public) {
            (Some(State::Draft), _) => Self::Draft,
            (Some(State::Embargoed(until)), _) => Self::Embargoed(until),
            (_, None) => Self::Absent,
            (_, Some(public)) if public == here => Self::Public,
            (_, Some(_)) => Self::Different,
        }
    }

    /// The state in words, as HTML.
    pub(super) fn words(self, clock: &Clock<'_>) -> String {
        match self {
            Self::Draft => "Draft".to_owned(),
            Self::Embargoed(None) => "Embargoed: in the overlay, without a date to come".to_owned(),
            Self::Embargoed(Some(until)) => format!(
                "Embargoed until {}{}",
                clock.moment(until),
                clock.left(until)
            ),
            Self::Absent => "Not part of the public site".to_owned(),
            Self::Different => "Shows what is not public".to_owned(),
            Self::Public => "Public".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_public_when_the_public_has_the_same() {
        let until = "2026-09-22T14:00:00Z".parse::<jiff::Timestamp>().unwrap();
        let embargoed = State::Embargoed(Some(until.into()));
        for (advisory, public, state) in [
            (None, Some("page"), PageState::Public),
            (None, Some("other"), PageState::Different),
            (None, None, PageState::Absent),
            (Some(State::Draft), None, PageState::Draft),
            (
                Some(embargoed),
                None,
                PageState::Embargoed(Some(until.into())),
            ),
            (
                Some(State::Embargoed(None)),
                None,
                PageState::Embargoed(None),
            ),
            (Some(State::Public), Some("page"), PageState::Public),
            (Some(State::Withdrawn), Some("page"), PageState::Public),
            (Some(State::Public), Some("other"), PageState::Different),
        ] {
            let public = public.map(str::as_bytes);
            assert_eq!(PageState::of(advisory, b"page", public), state);
        }
    }
}
