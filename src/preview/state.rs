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
            Self::Embargoed(None) => "Embargoed: in the overlay, without a date".to_owned(),
            Self::Embargoed(Some(until)) => format!(
                "Embargoed until {}, {}",
                clock.moment(until),
                clock.left(until)
            ),
            Self::Absent => "Not part of the public site".to_owned(),
            Self::Different => "Not public in this form".to_owned(),
            Self::Public => "Public".to_owned(),
        }
    }
}
