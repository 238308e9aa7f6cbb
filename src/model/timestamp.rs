//! Moments in time, always in UTC.

use std::fmt;

use crate::source::Span;

/// A moment, with the precision it was written with (down to nanoseconds).
/// Prints as OSV wants it: RFC 3339 with `Z` (OSV 1.7.5, `modified`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The moment as jiff has it.
    pub fn to_jiff(self) -> jiff::Timestamp {
        self.0
    }

    /// The day in UTC.
    pub fn date(self) -> jiff::civil::Date {
        self.0.to_zoned(jiff::tz::TimeZone::UTC).date()
    }

    /// Whether it says when something was: databases written in Go hold its zero
    /// time, year 1, for "not known".
    pub fn is_known(self) -> bool {
        self.date().year() >= 1000
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A time as an author writes it, who may know the day alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenTime {
    /// As it is written, which the record repeats.
    pub text: String,
    /// The moment: of a day, that at which the project publishes.
    pub at: Timestamp,
    /// The day, where no more is written.
    pub day: Option<jiff::civil::Date>,
    /// Where it is written.
    pub span: Span,
}

impl WrittenTime {
    /// What times are ordered by: a day counts from its first minute.
    pub fn begin(&self) -> Timestamp {
        let first = self.day.map(|day| day.to_zoned(jiff::tz::TimeZone::UTC));
        first
            .and_then(Result::ok)
            .map_or(self.at, |first| first.timestamp().into())
    }
}
