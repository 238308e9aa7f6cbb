//! The promises that are in force, a sentence each.

use serde::Serialize;

use super::day::Day;
use crate::model::Promises;
use crate::model::promises::{Backports, Length, LengthUnit, in_force};
use crate::output::Frame;
use crate::theme::Language;

/// What is promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PromisesView {
    /// A sentence for each promise.
    pub sentences: Vec<String>,
    /// Since when it is.
    pub since: Option<Day>,
}

impl PromisesView {
    /// What is in force on the day of the clock; none when nothing is.
    pub(super) fn new(frame: &Frame<'_>) -> Option<Self> {
        let promises = of(frame)?;
        let language = frame.language();
        Some(Self {
            sentences: sentences(language, promises),
            since: promises.since.map(|day| Day::new(language, day)),
        })
    }
}

/// When an answer comes, in a sentence, where that is promised.
pub(super) fn answer(frame: &Frame<'_>) -> Option<String> {
    let language = frame.language();
    let within = within(language, of(frame)?.acknowledge_within?);
    Some(language.fill("report_answer", [("within", within.into())]))
}

fn of<'a>(frame: &Frame<'a>) -> Option<&'a Promises> {
    in_force(&frame.config.promises, frame.clock.date())
}

fn sentences(language: &Language, promises: &Promises) -> Vec<String> {
    let timely = |key: &str, length: Option<Length>| {
        let within = within(language, length?);
        Some(language.fill(key, [("within", within.into())]))
    };
    let notice = promises.notify_before.map(|length| {
        let notice = notice(language, length);
        language.fill("promise_notice", [("notice", notice.into())])
    });
    let plain = |key: &str| language.text(key).to_owned();
    let weekdays = promises.disclose_on_weekdays;
    let consent = promises.credit_with_consent;
    [
        timely("promise_acknowledge", promises.acknowledge_within),
        timely("promise_fix", promises.fix_within),
        promises.backport_to.map(|series| match series {
            Backports::All => plain("promise_backport_all"),
            Backports::Supported => plain("promise_backport_supported"),
        }),
        notice,
        weekdays.then(|| plain("promise_weekdays")),
        consent.then(|| plain("promise_credit")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `within 48 hours`: a phrase, since the noun bends in some languages.
fn within(language: &Language, length: Length) -> String {
    let key = match length.unit {
        LengthUnit::Hours => "within_hours",
        LengthUnit::Days => "within_days",
        LengthUnit::Weeks => "within_weeks",
    };
    language.fill(key, [("count", length.count.into())])
}

/// `at least 7 days`.
fn notice(language: &Language, length: Length) -> String {
    let key = match length.unit {
        LengthUnit::Hours => "notice_hours",
        LengthUnit::Days => "notice_days",
        LengthUnit::Weeks => "notice_weeks",
    };
    language.fill(key, [("count", length.count.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::spoken;

    #[test]
    fn every_promise_is_a_sentence() {
        let length = |count, unit| Some(Length { count, unit });
        let all = Promises {
            since: None,
            acknowledge_within: length(48, LengthUnit::Hours),
            fix_within: length(1, LengthUnit::Days),
            notify_before: length(2, LengthUnit::Weeks),
            disclose_on_weekdays: true,
            backport_to: Some(Backports::All),
            credit_with_consent: true,
        };
        assert_eq!(
            sentences(spoken("en"), &all),
            [
                "We acknowledge a report within 48 hours.",
                "A release with the fix follows within 1 day of the report.",
                "Every affected series gets the fix, supported or not.",
                "Distributors get advance notice of at least 2 weeks.",
                "Advisories are published from Monday to Friday only.",
                "Whoever finds or reports a vulnerability is named only with their consent.",
            ]
        );
        assert_eq!(
            sentences(spoken("de"), &all),
            [
                "Wir bestätigen den Eingang einer Meldung innerhalb von 48 Stunden.",
                "Eine Version mit der Korrektur folgt innerhalb von 1 Tag nach der Meldung.",
                "Jede betroffene Serie erhält die Korrektur, ob unterstützt oder nicht.",
                "Distributoren erfahren davon mindestens 2 Wochen im Voraus.",
                "Sicherheitsmeldungen erscheinen nur von Montag bis Freitag.",
                "Wer eine Schwachstelle findet oder meldet, wird nur mit Einwilligung genannt.",
            ]
        );
        let few = Promises {
            fix_within: length(1, LengthUnit::Weeks),
            notify_before: length(1, LengthUnit::Hours),
            backport_to: Some(Backports::Supported),
            acknowledge_within: None,
            disclose_on_weekdays: false,
            credit_with_consent: false,
            ..all
        };
        assert_eq!(
            sentences(spoken("en"), &few),
            [
                "A release with the fix follows within 1 week of the report.",
                "Every supported series that is affected gets the fix.",
                "Distributors get advance notice of at least 1 hour.",
            ]
        );
    }
}
