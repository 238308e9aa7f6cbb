//! Ranges of commits that hide ranges of versions.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, RangeType};

/// Reports GIT ranges in front of version ranges where nothing is enumerated:
/// osv-scanner (2.5.0) looks no further than the first GIT range of an entry.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    for affected in advisory.affected() {
        let is_listed = affected.versions.iter().flatten().next().is_some();
        let ranges = affected.ranges.as_deref().unwrap_or_default();
        let is_git = |kind: RangeType| kind == RangeType::Git;
        let first = ranges.iter().position(|range| is_git(range.kind()));
        let last = ranges.iter().rposition(|range| !is_git(range.kind()));
        let (Some(git), Some(versions)) = (first, last) else {
            continue;
        };
        if is_listed || versions < git {
            continue;
        }
        let opening = |at: usize| ranges[at].events().first();
        let (Some(git), Some(versions)) = (opening(git), opening(versions)) else {
            continue;
        };
        out.push(
            Diagnostic::new(
                Code::GitRangeFirst,
                git.span,
                "osv-scanner reads no range behind this range of commits",
            )
            .label(versions.span, "these versions would go unnoticed")
            .help("put the GIT range last"),
        );
    }
}
