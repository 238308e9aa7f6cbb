//! What an advisory means for each series of a package, in words and links.

use std::collections::HashSet;

use serde::Serialize;

use super::commit::{SHORT, commit};
use super::day::Day;
use super::link::Link;
use crate::advice::{BranchRow, BranchState};
use crate::model::Branch;
use crate::output::Frame;
use crate::output::versions::Table;
use crate::theme::markdown;
use crate::version::plain;

/// More rows that say nothing but "affected" tell less than a line does.
const LEFT_BEHIND: usize = 6;

/// A series, and what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct BranchView {
    /// The series.
    pub series: String,
    /// Whether it gets security fixes at the clock.
    pub supported: bool,
    /// The day its support ends or ended, when that is known.
    pub support_end: Option<Day>,
    /// `fixed`, `affected`, `pending` (a fix will come), `wont-fix` (none will),
    /// `not-evaluated` (nobody looked) or `not-affected`.
    pub state: &'static str,
    /// The first affected version of the series; none where that is its first
    /// release.
    pub introduced: Option<Link>,
    /// The version that fixes it.
    pub fixed: Option<Link>,
    /// Whether that is not released.
    pub unreleased: bool,
    /// The first release that is not affected any more, where nobody calls it a fix.
    pub unaffected_from: Option<Link>,
    /// Where those who use an affected version of the series can go.
    pub refuge: Option<Link>,
    /// A release that only turns the defect off until the fix is ready.
    pub interim: Option<Link>,
    /// The change that fixed it.
    pub fix: Option<Link>,
    /// When it was fixed.
    pub date: Option<Day>,
    /// Why it is so (HTML).
    pub why: Option<String>,
    /// What `state` says.
    #[serde(skip)]
    pub(super) stands: BranchState,
}

impl BranchView {
    /// The view of a row; `table` has the releases of its package.
    pub(super) fn new(
        frame: &Frame<'_>,
        table: Option<&Table<'_>>,
        row: &BranchRow<'_>,
        unreleased: &HashSet<String>,
    ) -> Self {
        let link = |version: &String| match table {
            Some(table) => Link::to_release(frame, table, version),
            None => Link {
                text: version.clone(),
                url: None,
            },
        };
        let language = frame.language();
        let fixed = row.fixed.as_ref();
        let released = fixed
            .zip(table)
            .and_then(|(version, table)| table.schedule().release(version))
            .and_then(|release| release.date);
        let stated = |branch: &Branch| branch.date.as_ref().map(|at| at.value.date());
        let date = row.branch.and_then(stated).or(released);
        let fix = row.branch.and_then(|branch| branch.fix.as_ref());
        let interim = row.branch.and_then(|branch| branch.interim.as_ref());
        let why = row.branch.and_then(|branch| branch.why.as_deref());
        let end = row.cycle.and_then(|cycle| cycle.eol.as_ref());
        Self {
            series: row.series.clone(),
            supported: row.is_supported(),
            support_end: end.and_then(|end| Day::of_moment(language, end.day)),
            state: match row.state {
                BranchState::NotAffected | BranchState::NoLongerAffected => "not-affected",
                BranchState::Fixed => "fixed",
                BranchState::Affected => "affected",
                BranchState::Pending => "pending",
                BranchState::WontFix => "wont-fix",
                BranchState::NotEvaluated => "not-evaluated",
            },
            introduced: (row.introduced.as_deref()).map(|first| link(&plain(first).to_owned())),
            fixed: fixed.map(link),
            unreleased: fixed.is_some_and(|version| unreleased.contains(version)),
            unaffected_from: row.unaffected_from.as_ref().map(link),
            refuge: row.refuge.as_ref().map(link),
            interim: interim.map(|version| link(&version.value.to_string())),
            fix: fix.map(|fix| change(frame, &fix.value)),
            date: date
                .filter(|_| fixed.is_some())
                .map(|day| Day::new(language, day)),
            why: why.map(markdown::inline),
            stands: row.state,
        }
    }

    /// Takes out the rows that nobody cares for, when there are many: they have
    /// neither support nor a fix nor a remark. What comes back are their series.
    pub(super) fn take_left_behind(past: &mut Vec<Self>) -> Vec<String> {
        let is_left = |branch: &Self| {
            let is_affected = branch.stands == BranchState::Affected;
            is_affected && branch.why.is_none() && branch.interim.is_none()
        };
        let left = past.iter().filter(|branch| is_left(branch));
        let left: Vec<String> = left.map(|branch| branch.series.clone()).collect();
        if left.len() <= LEFT_BEHIND {
            return Vec::new();
        }
        past.retain(|branch| !is_left(branch));
        left
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
