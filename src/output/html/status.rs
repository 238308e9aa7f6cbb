//! Where an advisory stands: the first thing its page says.

use serde::Serialize;

use super::Frame;
use super::affected::{PackageView, Remedy, listed};
use super::moment::Moment;
use crate::model::{Advisory, State};
use crate::theme::markdown;

/// The status of an advisory, in words; style sheets add shape and colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// For style sheets: `fixed`, `partly-fixed`, `no-fix`, `unstated`,
    /// `withdrawn`, `embargoed` or `draft`.
    pub kind: &'static str,
    /// `Fixed`.
    pub word: &'static str,
    /// What there is to add: `in 3.4.1`.
    pub detail: Option<String>,
    /// Since when it is withdrawn, or until when secret.
    pub at: Option<Moment>,
    /// Why it was withdrawn (HTML).
    pub reason: Option<String>,
}

/// More versions than these do not make a line shorter to read.
const FIXES: usize = 4;

impl Status {
    /// The status at the moment of the build.
    pub(super) fn new(frame: &Frame<'_>, advisory: &Advisory, packages: &[PackageView]) -> Self {
        let moment = |at| Some(Moment::new(at, frame.config.timezone.as_ref()));
        match advisory.state_in(frame.view()) {
            State::Draft => Self::of("draft", "Draft"),
            State::Embargoed(until) => Self {
                at: until.and_then(moment),
                ..Self::of("embargoed", "Embargoed")
            },
            State::Withdrawn => Self {
                at: advisory.withdrawn.as_ref().and_then(|w| moment(w.at.value)),
                reason: advisory.withdrawn_reason().map(markdown::inline),
                ..Self::of("withdrawn", "Withdrawn")
            },
            State::Public => Self::of_remedy(packages),
        }
    }

    fn of_remedy(packages: &[PackageView]) -> Self {
        match Remedy::of(packages) {
            Remedy::Full => Self {
                detail: fixed_in(packages),
                ..Self::of("fixed", "Fixed")
            },
            Remedy::Partial => Self {
                detail: Some("(some versions have no known fix)".to_owned()),
                ..Self::of("partly-fixed", "Partly fixed")
            },
            Remedy::None => Self::of("no-fix", "No known fix"),
            Remedy::Unstated => Self {
                detail: Some("(no fixed version is named)".to_owned()),
                ..Self::of("unstated", "Published")
            },
        }
    }

    fn of(kind: &'static str, word: &'static str) -> Self {
        Self {
            kind,
            word,
            detail: None,
            at: None,
            reason: None,
        }
    }
}

fn fixed_in(packages: &[PackageView]) -> Option<String> {
    let [package] = packages else { return None };
    let fixes: Vec<_> = package.fixes().map(str::to_owned).collect();
    let few = (1..=FIXES).contains(&fixes.len());
    few.then(|| format!("in {}", listed(&fixes)))
}
