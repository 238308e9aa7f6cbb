//! Dates that contradict each other.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Advisory;

/// Reports `modified` and `withdrawn` before `published`.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    let Some(published) = advisory.published else {
        return;
    };
    let withdrawn = advisory.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
    for (key, at) in [("modified", advisory.modified), ("withdrawn", withdrawn)] {
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
