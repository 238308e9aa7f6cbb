//! What an advisory means for each series of a package with a table of supported
//! versions.

use serde::Serialize;

use super::Frame;
use super::affected::PackageView;
use super::commit::commit;
use super::day::Day;
use super::link::Link;
use super::name::Name;
use super::versions::release_link;
use crate::model::Advisory;
use crate::model::support::Unit;
use crate::output::versions::Table;
use crate::support::{BranchRow, BranchState};
use crate::theme::markdown;

/// More rows that say nothing but "affected" tell less than a line does.
const LEFT_BEHIND: usize = 6;

/// How many digits of a commit tell it apart.
const SHORT: usize = 12;

/// A series, and what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct BranchView {
    /// The series.
    pub series: String,
    /// Whether it gets security fixes at the clock.
    pub supported: bool,
    /// The day its support ends or ended, when that is known.
    pub support_end: Option<Day>,
    /// `fixed`, `affected`, `pending` (a fix will come), `wont-fix` (none will)
    /// or `not-affected`.
    pub state: &'static str,
    /// The first affected version of the series.
    pub introduced: Option<Link>,
    /// The first version after the last affected one.
    pub fixed: Option<Link>,
    /// A release that only turns the defect off until the fix is ready.
    pub interim: Option<Link>,
    /// The change that fixed it.
    pub fix: Option<Link>,
    /// When it was fixed.
    pub date: Option<Day>,
    /// Why it is so (HTML).
    pub why: Option<String>,
}

/// Gives the package of `table` its branches, newest first. Where every release
/// is a series of its own there are none, and the intervals tell more.
pub(super) fn add(
    packages: &mut [PackageView],
    frame: &Frame<'_>,
    advisory: &Advisory,
    table: &Table<'_>,
) {
    if table.support.series == Unit::Release {
        return;
    }
    let mut entries = advisory.affected();
    let Some(affected) = entries.find(|affected| affected.is_about(table.exposure.package()))
    else {
        return;
    };
    let name = Name::of(frame, affected);
    let Some(package) = packages.iter_mut().find(|package| package.is_called(&name)) else {
        return;
    };
    let rows = table.exposure.rows(advisory);
    let rows = rows.iter().rev();
    package.branches = rows.map(|row| BranchView::new(frame, table, row)).collect();
    let left = package
        .branches
        .iter()
        .filter(|branch| branch.is_left_behind());
    let left: Vec<String> = left.map(|branch| branch.series.clone()).collect();
    if left.len() > LEFT_BEHIND {
        package.branches.retain(|branch| !branch.is_left_behind());
        package.left_behind = left;
    }
}

impl BranchView {
    /// Whether nobody cares for it: it has no support, no fix and no remark.
    fn is_left_behind(&self) -> bool {
        !self.supported && self.state == "affected" && self.why.is_none() && self.interim.is_none()
    }

    /// The view of a row of `table`.
    fn new(frame: &Frame<'_>, table: &Table<'_>, row: &BranchRow<'_>) -> Self {
        let link = |version: &String| release_link(frame, table, version);
        let (language, branch) = (frame.language(), row.branch);
        let fixed = row.fixed.as_ref();
        let released = fixed
            .and_then(|version| table.schedule().release(version))
            .and_then(|release| release.date);
        let stated = branch.and_then(|branch| branch.date.as_ref());
        let stated = stated.map(|at| at.value.date());
        Self {
            series: row.cycle.cycle.clone(),
            supported: row.cycle.is_maintained(),
            support_end: row
                .cycle
                .eol
                .as_ref()
                .and_then(|end| Day::of_end(language, end)),
            state: match row.state {
                BranchState::NotAffected => "not-affected",
                BranchState::Fixed => "fixed",
                BranchState::Affected => "affected",
                BranchState::Pending => "pending",
                BranchState::WontFix => "wont-fix",
            },
            introduced: row.introduced.as_ref().map(link),
            interim: branch
                .and_then(|branch| branch.interim.as_ref())
                .map(|version| link(&version.value)),
            fix: branch
                .and_then(|branch| branch.fix.as_ref())
                .map(|fix| change(frame, &fix.value)),
            date: stated
                .or(released)
                .filter(|_| fixed.is_some())
                .map(|day| Day::new(language, day)),
            fixed: fixed.map(link),
            why: branch
                .and_then(|branch| branch.why.as_deref())
                .map(markdown::inline),
        }
    }
}

/// A change: an address, or a commit of the project's repository.
fn change(frame: &Frame<'_>, text: &str) -> Link {
    if text.contains("://") {
        return Link::of_address(text);
    }
    let repository = frame.config.repository.as_deref().unwrap_or_default();
    Link {
        text: text.chars().take(SHORT).collect(),
        ..commit(repository, text)
    }
}
