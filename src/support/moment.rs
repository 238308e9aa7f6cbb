//! When something comes out, or ends.

use jiff::civil::Date;

use crate::model::support::{Period, Planned, Rounding, When};

/// When a release or series comes out, or when support ends. What has happened is
/// before what is only planned, even when the plan is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// It has happened; nobody says since when.
    Undated,
    /// On this day.
    On(Date),
    /// Not before a release that is to come, however late that is.
    Planned(Planned),
}

impl Moment {
    pub(super) fn of(when: &When) -> Self {
        match when {
            When::Undated => Self::Undated,
            When::On(date) => Self::On(date.value),
            When::Expected(planned) => Self::Planned(planned.value),
        }
    }

    /// Whether it has happened on `today`.
    pub fn is_out(self, today: Date) -> bool {
        match self {
            Self::Undated => true,
            Self::On(date) => date <= today,
            Self::Planned(_) => false,
        }
    }

    /// The day, once it is certain.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::Undated | Self::Planned(_) => None,
        }
    }

    /// A period later. Of what is not dated nobody can tell whether the period is
    /// over: what cannot be shown to be supported is not.
    pub(super) fn plus(self, period: Period) -> Self {
        match self {
            Self::Undated => Self::Undated,
            Self::On(date) => Self::On(period.after(date)),
            Self::Planned(planned) => Self::Planned(planned.plus(period)),
        }
    }

    /// Moved to where `rounding` says.
    pub(super) fn rounded(self, rounding: Option<&Rounding>) -> Self {
        match (self, rounding) {
            (Self::On(date), Some(rounding)) => Self::On(rounding.apply(date)),
            (Self::Planned(planned), Some(rounding)) => {
                Self::Planned(Planned::Day(rounding.apply(planned.last_day())))
            }
            _ => self,
        }
    }

    /// The same as a plan, where that has a day.
    pub(super) fn planned(self) -> Option<Planned> {
        match self {
            Self::Undated => None,
            Self::On(date) => Some(Planned::Day(date)),
            Self::Planned(planned) => Some(planned),
        }
    }
}
