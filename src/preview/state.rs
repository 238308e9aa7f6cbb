//! Whether a page is public.

use super::WallClock;
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
    /// The state of a page. `advisory` is the state of the advisory it is the page
    /// of; `public`, where that does not tell, whether the public has the same page,
    /// or `None` when it has none.
    pub fn of(advisory: Option<State>, public: impl FnOnce() -> Option<bool>) -> Self {
        match advisory {
            Some(State::Draft) => Self::Draft,
            Some(State::Embargoed(until)) => Self::Embargoed(until),
            Some(State::Public | State::Withdrawn) | None => match public() {
                None => Self::Absent,
                Some(false) => Self::Different,
                Some(true) => Self::Public,
            },
        }
    }

    /// The state in words, as HTML.
    pub(super) fn words(self, clock: &WallClock<'_>) -> String {
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
        for (advisory, public, state) in [
            (None, Some(true), PageState::Public),
            (None, Some(false), PageState::Different),
            (None, None, PageState::Absent),
            (Some(State::Public), Some(true), PageState::Public),
            (Some(State::Withdrawn), Some(true), PageState::Public),
            (Some(State::Public), Some(false), PageState::Different),
        ] {
            assert_eq!(PageState::of(advisory, || public), state);
        }
    }

    #[test]
    fn of_a_secret_advisory_nothing_else_is_asked() {
        let until = "2026-09-22T14:00:00Z".parse::<jiff::Timestamp>().unwrap();
        let until = Some(until.into());
        for (advisory, state) in [
            (State::Draft, PageState::Draft),
            (State::Embargoed(until), PageState::Embargoed(until)),
            (State::Embargoed(None), PageState::Embargoed(None)),
        ] {
            assert_eq!(PageState::of(Some(advisory), || unreachable!()), state);
        }
    }
}
