//! The end of support, or of a phase of it.

use jiff::civil::Date;

use super::group::Moment;
use crate::model::support::Planned;

/// When and why something ends. It does not depend on the day that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// When.
    pub day: EndDay,
    /// Why.
    pub cause: Cause,
}

/// When something ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndDay {
    /// It has ended; nobody says since when.
    Undated,
    /// On this day, which is the last one, unless a release is the cause: then
    /// that release takes over on this day.
    On(Date),
    /// On a day that depends on a release to come. It does not end before that
    /// release is out, however late.
    Planned(Planned),
}

/// Why something ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The project gives the day.
    Given,
    /// The promised period is over.
    Period,
    /// This series or release came out, or will.
    Release(String),
}

impl End {
    /// The day that the project gives.
    pub(super) fn given(day: Date) -> Self {
        Self {
            day: EndDay::On(day),
            cause: Cause::Given,
        }
    }

    /// When `release` comes out, which is at `moment`.
    pub(super) fn release(release: &str, moment: Moment) -> Self {
        Self {
            day: match moment {
                Moment::Undated => EndDay::Undated,
                Moment::On(date) => EndDay::On(date),
                Moment::Planned(planned) => EndDay::Planned(planned),
            },
            cause: Cause::Release(release.to_owned()),
        }
    }

    /// The same end, but no day before `start`: what comes out after it was
    /// superseded had no day of support.
    pub(super) fn not_before(mut self, start: Option<Moment>) -> Self {
        if let (EndDay::On(day), Some(Moment::On(start))) = (self.day, start) {
            self.day = EndDay::On(day.max(start));
        }
        self
    }

    /// The same end, unless `before`, the end of what comes first, is later.
    pub(super) fn after(self, before: Option<&Self>) -> Self {
        match before {
            Some(before) if before.date() > self.date() && self.day != EndDay::Undated => {
                before.clone()
            }
            _ => self,
        }
    }

    /// Whether it is over on `today`.
    pub fn has_passed(&self, today: Date) -> bool {
        self.day == EndDay::Undated || self.turn().is_some_and(|turn| turn <= today)
    }

    /// The first day on which it is over, where that is certain.
    pub(super) fn turn(&self) -> Option<Date> {
        match self.day {
            EndDay::On(day) if matches!(self.cause, Cause::Release(_)) => Some(day),
            EndDay::On(day) => day.tomorrow().ok(),
            EndDay::Undated | EndDay::Planned(_) => None,
        }
    }

    /// The day, as far as it is known: of a month, its last.
    pub fn date(&self) -> Option<Date> {
        match self.day {
            EndDay::Undated => None,
            EndDay::On(date) => Some(date),
            EndDay::Planned(planned) => Some(planned.last_day()),
        }
    }

    /// Whether the day depends on a release that is not out.
    pub fn is_planned(&self) -> bool {
        matches!(self.day, EndDay::Planned(_))
    }

    /// The order in which ends pass.
    fn key(&self) -> (u8, Option<Date>, bool) {
        let rank = match self.day {
            EndDay::Undated => 0,
            EndDay::On(_) => 1,
            EndDay::Planned(_) => 2,
        };
        // A last day still counts; the day of a release does not.
        let includes_day = !matches!(self.cause, Cause::Release(_));
        (rank, self.date(), includes_day)
    }
}

/// The end that passes later; `None` never passes.
pub(super) fn later(a: Option<End>, b: Option<End>) -> Option<End> {
    let (a, b) = (a?, b?);
    Some(if b.key() > a.key() { b } else { a })
}

/// The end that passes earlier.
pub(super) fn earlier(a: Option<End>, b: Option<End>) -> Option<End> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.key() < a.key() { b } else { a }),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn given(day: i8) -> End {
        End::given(date(2026, 9, day))
    }

    fn release(day: i8) -> End {
        End::release("3.5", Moment::On(date(2026, 9, day)))
    }

    fn undated() -> End {
        End::release("3.5", Moment::Undated)
    }

    #[test]
    fn what_comes_after_ends_no_earlier() {
        assert_eq!(given(2).after(None), given(2));
        assert_eq!(given(2).after(Some(&given(1))), given(2));
        assert_eq!(given(1).after(Some(&given(2))), given(2));
        // Of two ends on one day the reason is its own.
        assert_eq!(given(2).after(Some(&release(2))), given(2));
        // What has ended already, nobody knows when, has.
        assert_eq!(undated().after(Some(&given(2))), undated());
        assert_eq!(given(2).after(Some(&undated())), given(2));
    }

    #[test]
    fn ends_pass_in_an_order() {
        let planned = Moment::Planned(Planned::Day(date(2026, 1, 1)));
        let planned = End::release("4.0", planned);
        // A release ends its forerunner on the day itself, a last day still counts,
        // and what waits for a release ends after all that has a day.
        let ends = [undated(), release(1), given(1), release(2), planned];
        for (at, one) in ends.iter().enumerate() {
            for (other_at, other) in ends.iter().enumerate() {
                let (first, last) = (at.min(other_at), at.max(other_at));
                let (one, other) = (Some(one.clone()), Some(other.clone()));
                assert_eq!(
                    earlier(one.clone(), other.clone()).as_ref(),
                    ends.get(first)
                );
                assert_eq!(later(one, other).as_ref(), ends.get(last));
            }
            let one = Some(one.clone());
            assert_eq!(earlier(None, one.clone()), one);
            assert_eq!(earlier(one.clone(), None), one);
            assert_eq!(later(one, None), None);
        }
    }
}
