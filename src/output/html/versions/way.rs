//! The way out of a release, and what its author says of those who stay.

use serde::Serialize;

use crate::advice::Upgrade;
use crate::model::{Advisory, Branch, BranchStatus};
use crate::output::Frame;
use crate::output::html::link::Link;
use crate::output::versions::Table;
use crate::theme::markdown;

/// How many advisories a sentence names.
const NAMED: usize = 5;

/// Advisories in a sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// How many there are.
    pub count: usize,
    /// The first of them, worst first.
    pub links: Vec<Link>,
    /// How many there are beyond these.
    pub more: usize,
}

impl Named {
    pub(super) fn new(frame: &Frame<'_>, advisories: &[&Advisory]) -> Self {
        let first = advisories.iter().take(NAMED);
        Self {
            count: advisories.len(),
            links: first.map(|a| Link::to_advisory(frame, a)).collect(),
            more: advisories.len().saturating_sub(NAMED),
        }
    }
}

/// The advisories about a package that do not say which versions they affect.
pub(super) fn unstated(frame: &Frame<'_>, table: &Table<'_>) -> Option<Named> {
    let unstated = table.exposure.unstated();
    (!unstated.is_empty()).then(|| Named::new(frame, unstated))
}

/// Where the users of a release can go, and what remains there.
#[derive(Clone, Debug, Serialize)]
pub struct UpgradeView {
    /// The version.
    pub version: Link,
    /// Whether it gets security fixes.
    pub supported: bool,
    /// Whether it is out, as far as the list of releases goes.
    pub released: bool,
    /// How many of the advisories that affect the release do not affect it.
    pub fixes: usize,
    /// How many of these are exploited.
    pub exploited: usize,
    /// What affects it too, and has a fix elsewhere.
    pub also: Named,
    /// What affects it too, and has no fix.
    pub unfixed: Named,
    /// What affects it too, and will not be fixed there.
    pub refused: Named,
}

impl UpgradeView {
    pub(super) fn new(frame: &Frame<'_>, table: &Table<'_>, upgrade: &Upgrade<'_>) -> Self {
        let version = upgrade.version.as_str();
        let exposure = &table.exposure;
        let order = table.schedule().order();
        let is_refused = |advisory: &&Advisory| {
            let stated = exposure.statement(advisory, version);
            stated.is_some_and(|branch| branch.status == BranchStatus::WontFix)
        };
        let has_fix = |advisory: &&Advisory| {
            let mut fixes = exposure.fixes(advisory);
            fixes.any(|fix| order.compare(fix, version).is_gt())
        };
        let remains = upgrade.remains.iter().copied();
        let (refused, others): (Vec<_>, Vec<_>) = remains.partition(is_refused);
        let (also, unfixed): (Vec<_>, Vec<_>) = others.into_iter().partition(has_fix);
        Self {
            version: Link::to_release(frame, table, version),
            supported: upgrade.is_supported,
            released: upgrade.is_released,
            fixes: upgrade.fixes.len(),
            exploited: (upgrade.fixes.iter())
                .filter(|advisory| advisory.as_of(frame.view()).exploited().is_some())
                .count(),
            also: Named::new(frame, &also),
            unfixed: Named::new(frame, &unfixed),
            refused: Named::new(frame, &refused),
        }
    }
}

/// What an author says of a series that has no fix.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// The advisory.
    pub advisory: Link,
    /// The series, as its author names it.
    pub series: String,
    /// `wont-fix`, `pending` or `not-evaluated`.
    pub state: &'static str,
    /// Why it is so (HTML).
    pub why: Option<String>,
}

impl Statement {
    /// What `advisory` says of the series of a version, where that is more than that
    /// it is fixed or not affected.
    pub(super) fn new(
        frame: &Frame<'_>,
        table: &Table<'_>,
        advisory: &Advisory,
        version: &str,
    ) -> Option<Self> {
        let branch: &Branch = table.exposure.statement(advisory, version)?;
        Some(Self {
            advisory: Link::to_advisory(frame, advisory),
            series: branch.branch.as_ref()?.value.to_string(),
            state: match branch.status {
                BranchStatus::WontFix => "wont-fix",
                BranchStatus::Pending => "pending",
                BranchStatus::NotEvaluated => "not-evaluated",
                BranchStatus::Fixed | BranchStatus::NotAffected => return None,
            },
            why: branch.why.as_deref().map(markdown::inline),
        })
    }
}
