//! What happened when.

use serde::Serialize;

use super::moment::Moment;
use crate::model::Advisory;
use crate::output::Frame;
use crate::theme::Language;

/// An entry of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Happening {
    /// What happened.
    pub event: String,
    /// When.
    pub at: Moment,
}

impl Happening {
    /// The timeline of an advisory, oldest first.
    pub(super) fn all(frame: &Frame<'_>, advisory: &Advisory) -> Vec<Self> {
        let dated = advisory.as_of(frame.view());
        let mut entries = dated.timeline().unwrap_or_default();
        entries.sort_by_key(|entry| entry.at.begin());
        let entries = entries.into_iter().map(|entry| Self {
            event: words(frame.language(), &entry.event),
            at: Moment::as_written(frame, &entry.at),
        });
        entries.collect()
    }
}

/// An event in the language of the page, when it is one of those that
/// docs/advisories.md names; else as it is written: `Sent to the press` for
/// `sent-to-the-press`.
fn words(language: &Language, event: &str) -> String {
    let key = match event {
        "reported" => "timeline_reported",
        "acknowledged" => "timeline_acknowledged",
        "fix-proposed" => "timeline_fix_proposed",
        "reporter-verified" => "timeline_reporter_verified",
        "cve-requested" => "timeline_cve_requested",
        "distributors-notified" => "timeline_distributors_notified",
        "exploited-in-the-wild" => "timeline_exploited",
        "released" => "timeline_released",
        other => return sentence(other),
    };
    language.text(key).to_owned()
}

fn sentence(event: &str) -> String {
    let words = event.replace(['-', '_'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::spoken;

    #[test]
    fn events_that_the_guide_names_are_told_in_the_language_of_the_page() {
        let told = |event| words(spoken("de"), event);
        assert_eq!(
            told("distributors-notified"),
            "Distributoren benachrichtigt"
        );
        assert_eq!(told("sent-to-the-press"), "Sent to the press");
        assert_eq!(told(""), "");
    }
}
