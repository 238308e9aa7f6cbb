//! Supported series that an advisory leaves without a fix.

use crate::advice::{BranchRow, BranchState, Exposure};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::support::Unit;
use crate::model::{Advisory, Project, State, Support, Timestamp, VersionText};
use crate::source::Span;
use crate::support::Schedule;
use crate::version::Order;
use crate::version::interval::{self, End};

/// Reports advisories that leave supported series affected and say nothing of
/// what will come. Drafts may yet learn of fixes. One finding an advisory.
pub(super) fn check(project: &Project, support: &Support, clock: Timestamp, out: &mut Diagnostics) {
    let package = &support.package.value;
    let schedule = Schedule::new(support, clock.date());
    let exposure = Exposure::new(
        schedule,
        package,
        project.advisories.iter().map(AsRef::as_ref),
        &project.config,
        clock,
    );
    let ready = |advisory: &&Advisory| advisory.state(clock) != State::Draft;
    for advisory in project.advisories.iter().map(AsRef::as_ref).filter(ready) {
        let rows = exposure.series_rows(advisory).into_iter();
        let open = rows.filter(|row| row.state == BranchState::Affected && row.is_supported());
        let mut open: Vec<BranchRow> = open.collect();
        if !open.is_empty()
            && let Some(fix) = newest_elsewhere(advisory, support, exposure.schedule())
        {
            let order = exposure.schedule().order();
            open.retain(|row| order.compare(&fix, &row.series).is_le());
        }
        let Some(first) = open.first() else {
            continue;
        };
        let names: Vec<&str> = open.iter().map(|row| row.series.as_str()).collect();
        let (is, gets) = match names.as_slice() {
            [_] => ("is", "gets"),
            _ => ("are", "get"),
        };
        let names = names.join(", ");
        let example = &first.series;
        out.push(
            Diagnostic::new(
                Code::SupportedUnfixed,
                place(advisory, support, first),
                format!("{names} {gets} security fixes, {is} affected, and no fix is named"),
            )
            .help(format!(
                "name the fix, or say under `branches`: `{{branch: \"{example}\", status: pending}}`, \
                 or `wont-fix`, or `not-affected`"
            )),
        );
    }
}

/// The newest fix that is not one of a listed series. A newer one is all that can
/// be asked for where single releases are supported: each is a series of its own and
/// its fix is another one. And a fix in a series that nobody lists is told as such,
/// in [`super::fixes`].
fn newest_elsewhere(
    advisory: &Advisory,
    support: &Support,
    schedule: &Schedule,
) -> Option<VersionText> {
    let package = &support.package.value;
    let order = schedule.order();
    let entries = advisory.affected().filter(|entry| entry.is_about(package));
    let runs = entries.flat_map(|entry| interval::intervals(Order::of_affected(entry), entry));
    let fixes = runs.filter_map(|run| match run.end {
        End::Fixed(fixed) => Some(fixed),
        End::Open | End::Before(_) | End::LastAffected(_) => None,
    });
    let is_elsewhere =
        |fixed: &VersionText| support.series == Unit::Release || schedule.cycle_of(fixed).is_none();
    fixes
        .filter(is_elsewhere)
        .max_by(|a, b| order.compare(a, b))
}

/// What the author says of the branch, else of the package.
fn place(advisory: &Advisory, support: &Support, row: &BranchRow<'_>) -> Span {
    let package = &support.package.value;
    let mut entries = advisory.affected().filter(|entry| entry.is_about(package));
    let entry = entries.next().map(|entry| entry.span);
    let branch = row.branch.map(|branch| branch.span);
    branch.or(entry).unwrap_or(Span::file(advisory.file))
}
