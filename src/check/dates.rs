//! Dates that contradict each other.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, Timestamp};

/// Reports `modified` and `withdrawn` before `published`, and a public record
/// whose `modified` is yet to come.
pub(super) fn check(advisory: &Advisory, clock: Timestamp, out: &mut Diagnostics) {
    let to_come = advisory.dates.modified.filter(|at| at.value > clock);
    if let Some(at) = to_come.filter(|_| advisory.state(clock).is_public()) {
        out.push(
            Diagnostic::new(
                Code::ModifiedInFuture,
                at.span,
                format!(
                    "`modified` {} is yet to come, and the record is public",
                    at.value
                ),
            )
            .help("set it to the moment of the last change, or leave it out"),
        );
    }
    let Some(published) = advisory.dates.published else {
        return;
    };
    let withdrawn = advisory
        .dates
        .withdrawn
        .as_ref()
        .map(|withdrawn| withdrawn.at);
    for (key, at) in [
        ("modified", advisory.dates.modified),
        ("withdrawn", withdrawn),
    ] {
        let Some(at) = at.filter(|at| at.value < published.value) else {
            continue;
        };
        out.push(
            Diagnostic::new(
                Code::ModifiedBeforePublished,
                at.span,
                format!("`{key}` {} is before `published`", at.value),
            )
            .label(published.span, format!("{}", published.value))
            .help("importers skip a record that appears with an old date; set it to the moment of the change"),
        );
    }
}
