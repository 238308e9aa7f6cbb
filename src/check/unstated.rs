//! Advisories that do not say which versions are affected.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Advisory, State, Timestamp};

/// Reports advisories, drafts and withdrawn ones aside, and entries of them that
/// name no version at all. To scanners they concern nobody.
pub(super) fn check(advisory: &Advisory, clock: Timestamp, out: &mut Diagnostics) {
    if matches!(advisory.state(clock), State::Draft | State::Withdrawn) {
        return;
    }
    if advisory.affected().next().is_none() {
        out.push(
            Diagnostic::new(
                Code::VersionsUnstated,
                advisory.id.span,
                "this advisory does not say which versions are affected",
            )
            .help("add `introduced` and `fixed`, `versions`, or `affected`"),
        );
    }
    for affected in advisory.affected().filter(|entry| !entry.states_versions()) {
        let message = match &affected.package {
            Some(package) => format!("no affected version of {} is named", quoted(&package.name)),
            None => "no affected version is named".to_owned(),
        };
        out.push(
            Diagnostic::new(Code::VersionsUnstated, affected.span, message)
                .help("add a range, or list `versions`"),
        );
    }
}
