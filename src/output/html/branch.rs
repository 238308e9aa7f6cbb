//! What an advisory means for each branch of a package: each series of the table
//! of supported versions, else each branch that the author names.

use serde::Serialize;

use super::Frame;
use super::commit::{SHORT, commit};
use super::day::Day;
use super::link::Link;
use super::versions::release_link;
use crate::advice::{BranchRow, BranchState};
use crate::model::support::Unit;
use crate::model::{Advisory, Affected, Branch, BranchStatus};
use crate::output::versions::Table;
use crate::source::Spanned;
use crate::theme::markdown;
use crate::version::Order;

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
    /// The first affected version of the series.
    pub introduced: Option<Link>,
    /// The first version after the last affected one.
    pub fixed: Option<Link>,
    /// The fix in a later series, where it has none itself.
    pub fixed_later: Option<Link>,
    /// A release that only turns the defect off until the fix is ready.
    pub interim: Option<Link>,
    /// The change that fixed it.
    pub fix: Option<Link>,
    /// When it was fixed.
    pub date: Option<Day>,
    /// Why it is so (HTML).
    pub why: Option<String>,
    /// Its place among all, oldest first.
    #[serde(skip)]
    pub(super) place: usize,
    /// Where the users of other series can go in this one, when it is not affected
    /// any more.
    #[serde(skip)]
    pub(super) goal: Option<String>,
}

impl BranchView {
    /// The branches of the package that these entries of the advisory are about,
    /// newest first, and whether it is known which of them are supported. Without
    /// a table of the package they are those that the author names. Where every
    /// release is a series of its own there are none, and the intervals tell more.
    pub(super) fn all(
        frame: &Frame<'_>,
        advisory: &Advisory,
        entries: &[&Affected],
    ) -> (bool, Vec<Self>) {
        let table = Table::about(frame.tables, entries);
        if let Some(table) = table.filter(|table| table.support.series != Unit::Release) {
            let rows = table.exposure.rows(advisory);
            let rows = rows.iter().filter(|row| row.cycle.is_some()).rev();
            let rows: Vec<_> = rows.map(|row| Self::of_row(frame, table, row)).collect();
            if !rows.is_empty() {
                return (true, Self::placed(rows));
            }
        }
        let named = Self::named(frame, advisory, entries);
        (false, Self::placed(named))
    }

    fn placed(mut newest_first: Vec<Self>) -> Vec<Self> {
        for (place, branch) in newest_first.iter_mut().rev().enumerate() {
            branch.place = place;
        }
        newest_first
    }

    /// What the author says of each branch.
    fn named(frame: &Frame<'_>, advisory: &Advisory, entries: &[&Affected]) -> Vec<Self> {
        let order = entries
            .first()
            .map_or(Order::Generic, |entry| Order::of_affected(entry));
        let name = |branch: &Branch| {
            let name = branch.branch.as_ref().or(branch.fixed.as_ref());
            name.map(|name| name.value.clone()).unwrap_or_default()
        };
        let mut branches: Vec<&Branch> = advisory.branches.iter().collect();
        branches.sort_by(|a, b| order.compare(&name(b), &name(a)));
        let view = |branch: &&Branch| {
            let link = |version: &Spanned<String>| Link {
                text: version.value.clone(),
                url: None,
            };
            Self {
                series: name(branch),
                supported: true,
                state: match branch.status {
                    BranchStatus::Fixed => "fixed",
                    BranchStatus::NotAffected => "not-affected",
                    BranchStatus::WontFix => "wont-fix",
                    BranchStatus::Pending => "pending",
                    BranchStatus::NotEvaluated => "not-evaluated",
                },
                introduced: branch.introduced.as_ref().map(link),
                interim: branch.interim.as_ref().map(link),
                fixed: branch.fixed.as_ref().map(link),
                ..Self::told(frame, Some(branch))
            }
        };
        branches.iter().map(view).collect()
    }

    /// Whether somebody ought to mend it.
    pub(super) fn is_open(&self) -> bool {
        matches!(
            self.state,
            "affected" | "pending" | "wont-fix" | "not-evaluated"
        )
    }

    /// Takes out the rows that nobody cares for, when there are many: they have
    /// neither support nor a fix nor a remark. What comes back are their series.
    pub(super) fn take_left_behind(past: &mut Vec<Self>) -> Vec<String> {
        let is_left = |branch: &Self| {
            branch.state == "affected" && branch.why.is_none() && branch.interim.is_none()
        };
        let left = past.iter().filter(|branch| is_left(branch));
        let left: Vec<String> = left.map(|branch| branch.series.clone()).collect();
        if left.len() <= LEFT_BEHIND {
            return Vec::new();
        }
        past.retain(|branch| !is_left(branch));
        left
    }

    /// The view of a row of `table`.
    fn of_row(frame: &Frame<'_>, table: &Table<'_>, row: &BranchRow<'_>) -> Self {
        let link = |version: &String| release_link(frame, table, version);
        let language = frame.language();
        let fixed = row.fixed.as_ref().or(row.unaffected_from.as_ref());
        let released = fixed
            .and_then(|version| table.schedule().release(version))
            .and_then(|release| release.date)
            .map(|day| Day::new(language, day));
        let told = Self::told(frame, row.branch);
        let interim = row.branch.and_then(|branch| branch.interim.as_ref());
        Self {
            series: row.series.clone(),
            supported: row.is_supported(),
            support_end: row
                .cycle
                .and_then(|cycle| cycle.eol.as_ref())
                .and_then(|end| Day::of_end(language, end)),
            state: match row.state {
                BranchState::NotAffected => "not-affected",
                BranchState::Fixed | BranchState::NoLongerAffected => "fixed",
                BranchState::Affected => "affected",
                BranchState::Pending => "pending",
                BranchState::WontFix => "wont-fix",
                BranchState::NotEvaluated => "not-evaluated",
            },
            introduced: match &row.introduced {
                Some(version) => Some(link(version)),
                None => (row.state != BranchState::NotAffected).then(|| Link {
                    text: language.text("first_version").to_owned(),
                    url: None,
                }),
            },
            fixed_later: row.refuge.as_ref().map(link),
            interim: interim.map(|version| link(&version.value)),
            date: told.date.or(released).filter(|_| fixed.is_some()),
            goal: (row.cycle.filter(|_| !row.state.is_open()))
                .map(|cycle| table.goal(cycle, fixed.map(String::as_str))),
            fixed: fixed.map(link),
            ..told
        }
    }

    /// What only the author can tell.
    fn told(frame: &Frame<'_>, branch: Option<&Branch>) -> Self {
        let date = branch.and_then(|branch| branch.date.as_ref());
        let fix = branch.and_then(|branch| branch.fix.as_ref());
        Self {
            series: String::new(),
            supported: false,
            support_end: None,
            state: "affected",
            introduced: None,
            fixed: None,
            fixed_later: None,
            interim: None,
            fix: fix.map(|fix| change(frame, &fix.value)),
            date: date.map(|at| Day::new(frame.language(), at.value.date())),
            why: branch
                .and_then(|branch| branch.why.as_deref())
                .map(markdown::inline),
            place: 0,
            goal: None,
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
