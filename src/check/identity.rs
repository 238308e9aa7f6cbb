//! Ids of advisories: each names one record.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, AdvisoryId, Project, State, Timestamp};
use crate::source::{Span, Spanned};

/// Ids that occur twice or that OSV readers would not know, and embargoed files
/// in the public tree.
pub(super) fn check(project: &Project, clock: Timestamp, out: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &Spanned<AdvisoryId>> = BTreeMap::new();
    for advisory in &project.advisories {
        let id = &advisory.id;
        let folded = id.value.as_str().to_lowercase();
        if let Some(first) = seen.get(&folded) {
            let same = if first.value == id.value {
                "here"
            } else {
                "here; upper and lower case count as the same"
            };
            out.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    id.span,
                    format!("`{}` is the id of another advisory", id.value),
                )
                .label(first.span, same)
                .help("give one of the two an id of its own"),
            );
        } else {
            seen.insert(folded, id);
        }
        prefix(advisory, out);
        let in_tree = !advisory.overlay && !project.config.embargo_in_tree;
        let state = advisory.state(clock);
        if let Some(mark) = advisory.path_mark.filter(|_| state.is_public()) {
            let message = format!("`{mark}` in the name of a folder or file keeps nothing secret");
            let place = Span::file(advisory.file);
            let fault = Diagnostic::new(Code::SecrecyWithoutEffect, place, message);
            out.push(fault.free_of_input().help(
                "write `draft: true` at the top of the file, or give it another place to publish it",
            ));
        }
        if matches!(state, State::Embargoed(_)) && in_tree {
            out.push(
                Diagnostic::new(
                    Code::EmbargoInTree,
                    Span::file(advisory.file),
                    "an embargoed advisory lies in the public tree",
                )
                .help("move it out of the repository, or say `embargo: in-tree` in forewarn.yaml"),
            );
        }
    }
}

fn prefix(advisory: &Advisory, out: &mut Diagnostics) {
    let id = &advisory.id;
    if id.value.has_known_prefix() {
        return;
    }
    out.push(
        Diagnostic::new(
            Code::IdPrefix,
            id.span,
            format!("`{}` has no prefix that OSV knows", id.value),
        )
        .help(format!(
            "private ids open with a small `x_`: `x_{}`",
            id.value.as_str().trim_start_matches("X_")
        )),
    );
}
