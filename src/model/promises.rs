//! What the policy promises, as data.

use jiff::civil::Date;

/// What is promised from a day on.
#[derive(Clone, Debug)]
pub struct Promises {
    /// In force from this day on; `None` for always.
    pub since: Option<Date>,
    /// A report is acknowledged within this time.
    pub acknowledge_within: Option<Length>,
    /// A fix is released within this time of the report.
    pub fix_within: Option<Length>,
    /// Distributors hear of it this long before.
    pub notify_before: Option<Length>,
    /// Disclosure only from Monday to Friday.
    pub disclose_on_weekdays: bool,
    /// Which affected series get the fix.
    pub backport_to: Option<Backports>,
    /// Credit is given with consent.
    pub credit_with_consent: bool,
}

impl Promises {
    /// Whether it promises nothing.
    pub fn is_empty(&self) -> bool {
        let Self {
            since: _,
            acknowledge_within,
            fix_within,
            notify_before,
            disclose_on_weekdays,
            backport_to,
            credit_with_consent,
        } = self;
        [acknowledge_within, fix_within, notify_before]
            .iter()
            .all(|length| length.is_none())
            && backport_to.is_none()
            && !disclose_on_weekdays
            && !credit_with_consent
    }
}

/// Which affected series get a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backports {
    /// Every one.
    All,
    /// Those that are supported.
    Supported,
}

/// A length of time in the unit that it was promised in: 48 hours are not two
/// days to who has to keep them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many units, at least one.
    pub count: u16,
    /// What is counted.
    pub unit: LengthUnit,
}

/// What a length of time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthUnit {
    /// Hours.
    Hours,
    /// Days of 24 hours.
    Days,
    /// Weeks of seven days.
    Weeks,
}

/// What is in force on `day`: the newest entry of `promises`, oldest first, that
/// has begun; none when it promises nothing.
pub fn in_force(promises: &[Promises], day: Date) -> Option<&Promises> {
    let has_begun = |entry: &&Promises| entry.since.is_none_or(|since| since <= day);
    let newest = promises.iter().rfind(has_begun);
    newest.filter(|entry| !entry.is_empty())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_later_entry_replaces_an_earlier_one_from_its_day_on() {
        let entry = |since, consent| Promises {
            since,
            acknowledge_within: None,
            fix_within: None,
            notify_before: None,
            disclose_on_weekdays: false,
            backport_to: None,
            credit_with_consent: consent,
        };
        let promises = [
            entry(Some(date(2025, 7, 1)), true),
            entry(Some(date(2026, 7, 1)), true),
            entry(Some(date(2027, 7, 1)), false),
        ];
        for (day, since) in [
            (date(2025, 6, 30), None),
            (date(2025, 7, 1), Some(date(2025, 7, 1))),
            (date(2026, 6, 30), Some(date(2025, 7, 1))),
            (date(2026, 7, 1), Some(date(2026, 7, 1))),
            (date(2027, 7, 1), None),
        ] {
            let found = in_force(&promises, day).and_then(|entry| entry.since);
            assert_eq!(found, since, "{day}");
        }
        assert!(in_force(&[entry(None, true)], date(1, 1, 1)).is_some());
    }
}
