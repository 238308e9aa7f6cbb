//! Archives of the feed (RFC 5005, section 4): what surfaced in a quarter of a year
//! that is over.
//!
//! An archive must not change, since readers fetch it once. So its name is a piece of
//! the calendar, and it has everything that surfaced then, as it was told then: an
//! advisory that surfaces again stays where it was, as it was, and is in the archive
//! of a later quarter, too, which `updated` makes the one that counts.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::{NEWEST, Subject, horizon, sort};
use crate::model::{Advisory, SitePath, Timestamp, View};

/// A quarter of a year, by UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i16,
    /// From 1 to 4.
    number: i8,
}

/// What surfaced in a quarter.
pub struct Archive<'p> {
    /// The quarter, which is over.
    pub quarter: Quarter,
    /// What surfaced in it, perhaps not for the last time.
    advisories: Vec<&'p Advisory>,
}

impl Quarter {
    /// The one in which a moment lies.
    pub fn of(at: Timestamp) -> Self {
        let date = at.date();
        Self {
            year: date.year(),
            number: (date.month() + 2) / 3,
        }
    }

    /// Its first moment.
    pub(super) fn begin(self) -> Timestamp {
        moment(date(self.year, self.number * 3 - 2, 1))
    }

    /// Its last moment.
    fn end(self) -> Timestamp {
        let last = date(self.year, self.number * 3, 1).last_of_month();
        let next = moment(last).to_jiff() + jiff::SignedDuration::from_hours(24);
        (next - jiff::SignedDuration::from_nanos(1)).into()
    }
}

fn moment(day: Date) -> Timestamp {
    let start = day.to_zoned(TimeZone::UTC).expect("UTC has every day");
    start.timestamp().into()
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-q{}", self.year, self.number)
    }
}

impl<'p> Archive<'p> {
    /// The archives, the oldest first; none while the feed itself has everything.
    pub(in crate::output) fn all(public: &[&'p Advisory], view: View) -> Vec<Self> {
        let horizon = horizon(view.clock);
        let is_old = |advisory: &&&Advisory| advisory.as_of(view).surfaced() < horizon;
        if public.len() <= NEWEST || public.iter().find(is_old).is_none() {
            return Vec::new();
        }
        let mut archives: BTreeMap<Quarter, Vec<&Advisory>> = BTreeMap::new();
        let current = Quarter::of(view.clock);
        for &advisory in public {
            let mut quarters: Vec<_> = advisory.as_of(view).surfacings().map(Quarter::of).collect();
            quarters.sort();
            quarters.dedup();
            for quarter in quarters.into_iter().filter(|quarter| *quarter < current) {
                archives.entry(quarter).or_default().push(advisory);
            }
        }
        let archives = archives.into_iter();
        archives
            .map(|(quarter, advisories)| Self {
                quarter,
                advisories,
            })
            .collect()
    }

    /// Where it is, in the format with this ending.
    pub(in crate::output) fn path(&self, ending: &str) -> SitePath {
        SitePath::feed_archive(&self.quarter.to_string(), ending)
    }

    /// What readers were told by the end of the quarter, the newest first.
    pub(in crate::output) fn as_told(&self, view: View) -> Vec<Subject<'p>> {
        let clock = self.quarter.end();
        let mut subjects = self.subjects(View { clock, ..view });
        for subject in &mut subjects {
            if let Subject::Advisory(told) = subject {
                told.is_of_today = false;
            }
        }
        subjects
    }

    /// What surfaced in the quarter for the last time, as it is now.
    pub(in crate::output) fn as_it_is(&self, view: View) -> Vec<Subject<'p>> {
        let mut subjects = self.subjects(view);
        subjects.retain(|subject| Quarter::of(subject.updated()) == self.quarter);
        subjects
    }

    fn subjects(&self, view: View) -> Vec<Subject<'p>> {
        let advisories = self.advisories.iter();
        let mut subjects: Vec<_> = advisories
            .map(|advisory| Subject::new(advisory, None, view))
            .collect();
        sort(&mut subjects);
        subjects
    }
}
