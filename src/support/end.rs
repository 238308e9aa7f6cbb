//! The end of support, or of a phase of it.

use jiff::civil::Date;

use super::moment::Moment;
use crate::model::support::Planned;

/// When and why something ends. On which day it is over does not depend on the day
/// that is asked about; what is known of that day does where a plan is overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// When: the last day, unless a release is the cause; then that release takes
    /// over on this day. Of what has no support, when it comes out.
    pub day: Moment,
    /// Why.
    pub cause: Cause,
    /// The end of what waits for a release, when that has not come by then.
    pub(super) at_latest: Option<Box<End>>,
}

/// Why something ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The project gives the day.
    Given,
    /// The promised period is over, or the next series is due that has no name yet.
    Period,
    /// This series or release came out, or will.
    Release(String),
    /// No phase of support applies: it has had none since it came out.
    Unsupported,
}

impl End {
    /// The day that the project gives.
    pub(super) fn given(day: Date) -> Self {
        Self {
            day: Moment::On(day),
            cause: Cause::Given,
            at_latest: None,
        }
    }

    /// What a promise sets.
    pub(super) fn promised(day: Moment) -> Self {
        Self {
            day,
            cause: Cause::Period,
            at_latest: None,
        }
    }

    /// When `release` comes out, which is at `moment`.
    pub(super) fn release(release: &str, moment: Moment) -> Self {
        Self {
            day: moment,
            cause: Cause::Release(release.to_owned()),
            at_latest: None,
        }
    }

    /// Of what has no support, and comes out at `moment`.
    pub(super) fn unsupported(moment: Moment) -> Self {
        Self {
            day: moment,
            cause: Cause::Unsupported,
            at_latest: None,
        }
    }

    /// The same end, but no day before `start`: what comes out after it was
    /// superseded had no day of support.
    pub(super) fn not_before(mut self, start: Option<Moment>) -> Self {
        if let (Moment::On(day), Some(Moment::On(start))) = (self.day, start) {
            self.day = Moment::On(day.max(start));
        }
        self
    }

    /// Whether it is over on `today`.
    pub fn has_passed(&self, today: Date) -> bool {
        self.day == Moment::Undated || self.turn().is_some_and(|turn| turn <= today)
    }

    /// The first day on which it is over, where that is certain.
    pub(super) fn turn(&self) -> Option<Date> {
        match self.day {
            Moment::On(day) if !self.includes_day() => Some(day),
            Moment::On(day) => day.tomorrow().ok(),
            Moment::Planned(_) => self.at_latest.as_ref()?.turn(),
            Moment::Undated => None,
        }
    }

    /// What is known of it on `today`: once a plan is overdue, no more than the end
    /// that comes at the latest, which a release may still come before.
    pub(super) fn known_on(self, today: Date) -> Self {
        let is_overdue = self.is_planned() && self.date() < Some(today);
        let Some(last) = self.at_latest.as_ref().filter(|_| is_overdue) else {
            return self;
        };
        if last.has_passed(today) {
            return End::clone(last);
        }
        Self {
            day: last.day.planned().map_or(last.day, Moment::Planned),
            cause: last.cause.clone(),
            at_latest: self.at_latest,
        }
    }

    /// The end that it comes with at the latest, where that has a day or is over.
    pub(super) fn certain(&self) -> Option<&Self> {
        match self.day {
            Moment::Planned(_) => self.at_latest.as_deref(),
            Moment::On(_) | Moment::Undated => Some(self),
        }
    }

    /// The day, as far as it is known: of a month, its last.
    pub fn date(&self) -> Option<Date> {
        self.day.planned().map(Planned::last_day)
    }

    /// Whether the day depends on a release that is not out.
    pub fn is_planned(&self) -> bool {
        matches!(self.day, Moment::Planned(_))
    }

    /// The order in which ends pass.
    fn key(&self) -> (u8, Option<Date>, bool) {
        let rank = match self.day {
            Moment::Undated => 0,
            Moment::On(_) => 1,
            Moment::Planned(_) => 2,
        };
        (rank, self.date(), self.includes_day())
    }

    /// A last day still counts; the day of a release does not.
    fn includes_day(&self) -> bool {
        !matches!(self.cause, Cause::Release(_) | Cause::Unsupported)
    }
}

/// The end that passes later; `None` never passes.
pub(super) fn later(a: Option<End>, b: Option<End>) -> Option<End> {
    let (a, b) = (a?, b?);
    let certain = |end: &End| end.certain().cloned();
    let both = (certain(&a), certain(&b));
    let last = if b.key() > a.key() { b } else { a };
    if !last.is_planned() {
        return Some(last);
    }
    let at_latest = later(both.0, both.1).map(Box::new);
    Some(End { at_latest, ..last })
}

/// The end that passes earlier. What waits for a release still ends with the other.
pub(super) fn earlier(a: Option<End>, b: Option<End>) -> Option<End> {
    let (Some(a), Some(b)) = (&a, &b) else {
        return a.or(b);
    };
    let (first, last) = if b.key() < a.key() { (b, a) } else { (a, b) };
    Some(match first.day {
        Moment::On(day) if last.is_planned() && last.date() < Some(day) => End {
            at_latest: Some(Box::new(first.clone())),
            ..last.clone()
        },
        _ => first.clone(),
    })
}

/// The end of what lasts until both have passed. While one waits for a release, the
/// other is the day before which it does not end.
pub(super) fn both(a: Option<End>, b: Option<End>) -> Option<End> {
    let (first, last) = match (a, b) {
        (Some(a), Some(b)) if b.key() < a.key() => (b, Some(a)),
        (Some(a), b) => (a, b),
        (None, b) => (b?, None),
    };
    let waits = last.as_ref().is_none_or(End::is_planned);
    let is_later = last.as_ref().is_none_or(|last| first.date() > last.date());
    match first.day.planned() {
        Some(day) if waits && is_later => Some(End {
            day: Moment::Planned(day),
            ..first
        }),
        _ => last,
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
    fn ends_pass_in_an_order() {
        let planned = Moment::Planned(Planned::Day(date(2027, 1, 1)));
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

    #[test]
    fn what_waits_for_a_release_ends_with_the_rest() {
        let waits = End::promised(Moment::Planned(Planned::Day(date(2026, 8, 31))));
        let end = earlier(Some(given(2)), Some(waits.clone())).unwrap();
        assert_eq!(end.date(), waits.date());
        assert!(end.is_planned());
        assert!(!end.has_passed(date(2026, 9, 2)));
        assert!(end.has_passed(date(2026, 9, 3)));
        let end = earlier(Some(release(2)), Some(waits.clone())).unwrap();
        assert!(end.has_passed(date(2026, 9, 2)));
        // What lasts as long as two of them is over with both.
        let capped = |day| earlier(Some(given(day)), Some(waits.clone()));
        let end = later(capped(5), capped(3)).unwrap();
        assert_eq!(
            (end.date(), end.turn()),
            (waits.date(), Some(date(2026, 9, 6)))
        );
        assert_eq!(
            later(capped(3), Some(given(7))).unwrap().turn(),
            Some(date(2026, 9, 8))
        );
        assert_eq!(later(capped(3), Some(waits.clone())).unwrap().turn(), None);
    }

    #[test]
    fn both_have_passed_when_the_later_has() {
        let planned = |day| End::promised(Moment::Planned(Planned::Day(date(2026, 9, day))));
        let both = |a: &End, b: Option<&End>| {
            let one = both(Some(a.clone()), b.cloned());
            assert_eq!(one, super::both(b.cloned(), Some(a.clone())));
            one
        };
        assert_eq!(both(&given(1), Some(&given(2))), Some(given(2)));
        assert_eq!(both(&given(2), Some(&planned(3))), Some(planned(3)));
        // Not before the second, and not before the release is out.
        let waits = End {
            cause: Cause::Given,
            ..planned(2)
        };
        assert_eq!(both(&given(2), Some(&planned(1))), Some(waits.clone()));
        assert_eq!(both(&given(2), None), Some(waits));
        assert_eq!(both(&undated(), Some(&given(1))), Some(given(1)));
        assert_eq!(both(&undated(), None), None);
    }
}
