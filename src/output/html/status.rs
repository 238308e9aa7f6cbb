//! Where an advisory stands: the first answer of its page.

use serde::Serialize;

use super::affected::PackageView;
use super::branch::BranchView;
use super::moment::Moment;
use crate::advice::{BranchState, Remedy};
use crate::model::{Advisory, State};
use crate::output::Frame;
use crate::theme::{Language, markdown};

/// The status of an advisory, in words; style sheets add shape and colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// For style sheets: `fixed`, `unreleased` (fixed, but not every fix is
    /// released), `partly-fixed`, `avoidable`, `no-fix`, `unaffected`, `unstated`,
    /// `withdrawn`, `embargoed` or `draft`.
    pub kind: &'static str,
    /// `Fixed`.
    pub word: String,
    /// What there is to add: `in 3.4.1`.
    pub detail: Option<String>,
    /// What still waits for a fix, and how it stands: `Series 3.2: fix in
    /// progress`.
    pub open: Vec<String>,
    /// The branches without support that stay affected: `Also affected, no longer
    /// supported: series 2.3.`
    pub behind: Option<String>,
    /// Whether there were attacks.
    pub exploited: Option<Exploited>,
    /// Since when it is withdrawn, or until when secret.
    pub at: Option<Moment>,
    /// Why it was withdrawn (HTML).
    pub reason: Option<String>,
}

/// That the vulnerability was used in attacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exploited {
    /// Since when, where that is known.
    pub since: Option<Moment>,
    /// What is known of them.
    pub note: Option<String>,
}

impl Status {
    /// The status at the moment of the build.
    pub(super) fn new(frame: &Frame<'_>, advisory: &Advisory, packages: &[PackageView]) -> Self {
        let language = frame.language();
        let moment = |at| Some(Moment::new(frame, at));
        let dated = advisory.as_of(frame.view());
        let status = match dated.state() {
            State::Draft => Self::of(language, "draft", "status_draft"),
            State::Embargoed(until) => Self {
                at: until.and_then(moment),
                ..Self::of(language, "embargoed", "status_embargoed")
            },
            State::Withdrawn => {
                let reason = dated.withdrawn().and_then(|it| it.reason.as_ref());
                return Self {
                    at: dated.withdrawn().and_then(|it| moment(it.at.value)),
                    reason: reason.map(|text| markdown::inline(&text.value)),
                    ..Self::of(language, "withdrawn", "status_withdrawn")
                };
            }
            State::Public => Self::of_remedy(language, packages),
        };
        Self {
            exploited: Exploited::new(frame, advisory),
            ..status
        }
    }

    fn of_remedy(language: &Language, packages: &[PackageView]) -> Self {
        let text = |key| Some(language.text(key).to_owned());
        let fixed_in = fixed_in(language, packages);
        let remedy = together(packages);
        let status = match remedy {
            Remedy::Full => Self {
                detail: fixed_in,
                ..Self::of(language, full(packages), "status_fixed")
            },
            Remedy::Partial => Self {
                detail: fixed_in,
                ..Self::of(language, "partly-fixed", "status_partly_fixed")
            },
            Remedy::Avoidable => Self {
                word: avoidable(language, packages),
                detail: text("status_avoidable_detail"),
                ..Self::of(language, "avoidable", "status_avoidable")
            },
            Remedy::None => Self::of(language, "no-fix", "status_no_fix"),
            Remedy::Needless => Self::of(language, "unaffected", "status_unaffected"),
            Remedy::Unlimited => {
                return Self {
                    detail: text("status_unlimited_detail"),
                    ..Self::of(language, "unstated", "status_unstated")
                };
            }
            Remedy::Unstated => {
                return Self {
                    detail: text("status_unstated_detail"),
                    ..Self::of(language, "unstated", "status_unstated")
                };
            }
        };
        Self {
            open: open(language, packages, remedy == Remedy::Partial),
            behind: behind(language, packages),
            ..status
        }
    }

    fn of(language: &Language, kind: &'static str, word: &str) -> Self {
        Self {
            kind,
            word: language.text(word).to_owned(),
            detail: None,
            open: Vec::new(),
            behind: None,
            exploited: None,
            at: None,
            reason: None,
        }
    }
}

impl Exploited {
    fn new(frame: &Frame<'_>, advisory: &Advisory) -> Option<Self> {
        let dated = advisory.as_of(frame.view());
        let attacks = dated.exploited()?;
        let since = dated.exploited_since();
        Some(Self {
            since: since.map(|at| Moment::as_written(frame, at)),
            note: attacks.note.clone(),
        })
    }
}

/// That there are attacks, in words, for what shows no more of the record than them.
pub fn attacks(frame: &Frame<'_>, advisory: &Advisory) -> Option<String> {
    let Exploited { since, note } = Exploited::new(frame, advisory)?;
    let language = frame.language();
    let attacks = match since {
        Some(since) => language.fill("exploited_since", [("day", since.text.into())]),
        None => language.text("exploited").to_owned(),
    };
    Some(match note {
        Some(note) => format!("{attacks} {note}"),
        None => attacks,
    })
}

/// How far the users of several packages together can be rid of the defect; those
/// that state nothing do not count.
fn together(packages: &[PackageView]) -> Remedy {
    let remedies = packages.iter().map(|package| package.remedy);
    let both = |a, b| match (a, b) {
        (Remedy::Unstated | Remedy::Unlimited | Remedy::Needless, other)
        | (other, Remedy::Unstated | Remedy::Unlimited | Remedy::Needless) => other,
        (Remedy::None | Remedy::Avoidable, Remedy::None) | (Remedy::None, Remedy::Avoidable) => {
            Remedy::None
        }
        (a, b) if a == b => a,
        _ => Remedy::Partial,
    };
    remedies.reduce(both).unwrap_or(Remedy::Unstated)
}

/// Whether all who get fixes can be rid of it now, or once the fixes are released.
fn full(packages: &[PackageView]) -> &'static str {
    let waits = |package: &PackageView| match package.branches.as_slice() {
        [] => !package.unreleased.is_empty(),
        supported => supported.iter().any(|branch| branch.unreleased),
    };
    if packages.iter().any(waits) {
        "unreleased"
    } else {
        "fixed"
    }
}

/// Where to go though nothing is fixed.
fn avoidable(language: &Language, packages: &[PackageView]) -> String {
    let goals = packages.iter().filter_map(|package| {
        let version = &package.goal.as_ref()?.version;
        Some(match packages {
            [_] => version.clone(),
            _ => format!("{} {version}", package.name),
        })
    });
    let goals: Vec<String> = goals.collect();
    let versions = ("versions", language.listed_briefly(&goals).into());
    language.fill("status_avoidable", [versions])
}

/// The fixed versions: the oldest first, unless they are so many that the newest
/// tell more.
fn fixed_in(language: &Language, packages: &[PackageView]) -> Option<String> {
    let [package] = packages else { return None };
    let mut fixes = package.fixes.clone();
    if fixes.len() > 5 {
        fixes.reverse();
    }
    (!fixes.is_empty()).then(|| {
        let versions = ("versions", language.listed_briefly(&fixes).into());
        let fixed_in = language.fill("status_fixed_in", [versions]);
        match package.fixes_await(language) {
            Some(words) => format!("{fixed_in} {words}"),
            None => fixed_in,
        }
    })
}

/// What waits for a fix: branches by their state, else whole packages among
/// several; ranges where nothing else has a name.
fn open(language: &Language, packages: &[PackageView], is_partly_fixed: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for (state, words) in [
        (BranchState::Pending, "fix_pending"),
        (BranchState::WontFix, "fix_refused"),
        (BranchState::NotEvaluated, "not_evaluated"),
        (BranchState::Affected, "no_known_fix"),
    ] {
        let in_state = |branch: &&BranchView| branch.stands == state;
        let named = packages.iter().flat_map(|package| {
            let open = package.open().filter(in_state);
            open.map(|branch| named(packages, package, branch))
        });
        let mut named: Vec<String> = named.collect();
        if state == BranchState::Affected {
            let whole = packages
                .iter()
                .filter(|_| packages.len() > 1 && is_partly_fixed);
            let whole = whole.filter(|package| package.is_open_without_branches());
            named.extend(whole.map(|package| package.name.clone()));
        }
        if !named.is_empty() {
            let which = listed(language, packages, "the_series", &named);
            let which = ("which", which.into());
            lines.push(language.fill(
                "status_open",
                [which, ("state", language.text(words).into())],
            ));
        }
    }
    if lines.is_empty() && is_partly_fixed {
        lines.push(language.text("status_partly_fixed_detail").to_owned());
    }
    lines
}

fn behind(language: &Language, packages: &[PackageView]) -> Option<String> {
    let of_package = |package| {
        let behind = PackageView::behind(package);
        behind.map(move |branch| named(packages, package, branch))
    };
    let named: Vec<String> = packages.iter().flat_map(of_package).collect();
    (!named.is_empty()).then(|| {
        let series = listed(language, packages, "of_these_series", &named);
        let series = ("series", series.into());
        let key = if packages.iter().any(reaches_supported) {
            "status_behind"
        } else {
            "status_behind_only"
        };
        language.fill(key, [series])
    })
}

/// Whether more than branches without support is or was affected.
fn reaches_supported(package: &PackageView) -> bool {
    let is_affected = |branch: &BranchView| {
        !matches!(
            branch.stands,
            BranchState::NotAffected | BranchState::NoLongerAffected
        )
    };
    package.branches.is_empty() || package.branches.iter().any(is_affected)
}

/// Branches in words: as series by `key`, which packages say of themselves.
fn listed(language: &Language, packages: &[PackageView], key: &str, named: &[String]) -> String {
    let series = language.listed_briefly(named);
    match packages {
        [_] => language.fill(
            key,
            [("series", series.into()), ("count", named.len().into())],
        ),
        _ => series,
    }
}

/// A branch, with its package where there are several.
fn named(packages: &[PackageView], package: &PackageView, branch: &BranchView) -> String {
    match packages {
        [_] => branch.series.clone(),
        _ => format!("{} {}", package.name, branch.series),
    }
}
