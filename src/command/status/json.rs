//! The status for programs. Every key is always there; docs/status.md tells
//! what each holds.

use std::collections::BTreeSet;

use serde::Serialize;

use super::overview::Overview;
use crate::emit::visible_json;
use crate::model::Timestamp;
use crate::preview::Secret;

/// The document, indented, with a final line end.
pub(super) fn document(overview: &Overview<'_>) -> String {
    let document = Document::from(overview);
    let text = serde_json::to_string_pretty(&document).expect("these structs have string keys");
    visible_json(&text) + "\n"
}

#[derive(Serialize)]
struct Document<'a> {
    /// The moment that the status is for: RFC 3339, in UTC.
    clock: String,
    /// How many advisories are public, withdrawn ones included.
    public: usize,
    /// How many of them are withdrawn.
    withdrawn: usize,
    /// The next to end first, those without an end last.
    embargoed: Vec<Embargoed<'a>>,
    /// In the order of their paths.
    drafts: Vec<Draft<'a>>,
    /// Null when nothing comes by itself.
    next: Option<Next<'a>>,
}

#[derive(Serialize)]
struct Embargoed<'a> {
    file: &'a str,
    /// Whether it lies in the overlay, and is secret until it is moved.
    overlay: bool,
    /// When its embargo ends; null when that has passed, in the overlay.
    until: Option<String>,
    in_seconds: Option<i64>,
}

#[derive(Serialize)]
struct Draft<'a> {
    file: &'a str,
    overlay: bool,
}

#[derive(Serialize)]
struct Next<'a> {
    at: String,
    in_seconds: i64,
    files: &'a BTreeSet<&'a str>,
}

impl<'a> From<&'a Overview<'_>> for Document<'a> {
    fn from(overview: &'a Overview<'_>) -> Self {
        let seconds = |at| seconds_until(at, overview.clock);
        let embargoed = |secret: &'a Secret| Embargoed {
            file: &secret.file,
            overlay: secret.overlay,
            until: secret.until.map(|at| at.to_string()),
            in_seconds: secret.until.map(seconds),
        };
        let draft = |secret: &'a Secret| Draft {
            file: &secret.file,
            overlay: secret.overlay,
        };
        Self {
            clock: overview.clock.to_string(),
            public: overview.public,
            withdrawn: overview.withdrawn,
            embargoed: overview.secrets.embargoed.iter().map(embargoed).collect(),
            drafts: overview.secrets.drafts.iter().map(draft).collect(),
            next: overview.next.as_ref().map(|next| Next {
                at: next.at.to_string(),
                in_seconds: seconds(next.at),
                files: &next.files,
            }),
        }
    }
}

/// Whole seconds, rounded up: whoever waits so long does not come too early.
fn seconds_until(at: Timestamp, clock: Timestamp) -> i64 {
    let left = at.to_jiff().duration_since(clock.to_jiff());
    left.as_secs() + i64::from(left.subsec_nanos() > 0)
}
