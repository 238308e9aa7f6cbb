//! Where an advisory stands: the first thing its page says.

use serde::Serialize;

use super::Frame;
use super::affected::{PackageView, Remedy};
use super::moment::Moment;
use crate::model::{Advisory, State};
use crate::theme::{Language, markdown};

/// The status of an advisory, in words; style sheets add shape and colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// For style sheets: `fixed`, `partly-fixed`, `no-fix`, `unstated`,
    /// `withdrawn`, `embargoed` or `draft`.
    pub kind: &'static str,
    /// `Fixed`.
    pub word: String,
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
        let language = frame.language();
        let moment = |at| Some(Moment::new(frame, at));
        match advisory.state_in(frame.view()) {
            State::Draft => Self::of(language, "draft", "status_draft"),
            State::Embargoed(until) => Self {
                at: until.and_then(moment),
                ..Self::of(language, "embargoed", "status_embargoed")
            },
            State::Withdrawn => Self {
                at: advisory.withdrawn.as_ref().and_then(|w| moment(w.at.value)),
                reason: advisory.withdrawn_reason().map(markdown::inline),
                ..Self::of(language, "withdrawn", "status_withdrawn")
            },
            State::Public => Self::of_remedy(language, packages),
        }
    }

    fn of_remedy(language: &Language, packages: &[PackageView]) -> Self {
        let detail = |key| Some(language.text(key).to_owned());
        match Remedy::of(packages) {
            Remedy::Full => Self {
                detail: fixed_in(language, packages),
                ..Self::of(language, "fixed", "status_fixed")
            },
            Remedy::Partial => Self {
                detail: detail("status_partly_fixed_detail"),
                ..Self::of(language, "partly-fixed", "status_partly_fixed")
            },
            Remedy::None => Self::of(language, "no-fix", "status_no_fix"),
            Remedy::Unstated => Self {
                detail: detail("status_unstated_detail"),
                ..Self::of(language, "unstated", "status_unstated")
            },
        }
    }

    fn of(language: &Language, kind: &'static str, word: &str) -> Self {
        Self {
            kind,
            word: language.text(word).to_owned(),
            detail: None,
            at: None,
            reason: None,
        }
    }
}

fn fixed_in(language: &Language, packages: &[PackageView]) -> Option<String> {
    let [package] = packages else { return None };
    let fixes: Vec<_> = package.fixes().map(str::to_owned).collect();
    let few = (1..=FIXES).contains(&fixes.len());
    few.then(|| {
        language.fill(
            "status_fixed_in",
            [("versions", language.listed(&fixes).into())],
        )
    })
}
