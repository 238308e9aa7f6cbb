//! Ids and aliases: each names one record.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, Project, State, Timestamp};
use crate::source::Span;

/// Ids that occur twice or that OSV readers would not know, aliases of oneself,
/// and embargoed files in the public tree.
pub(super) fn check(project: &Project, clock: Timestamp, out: &mut Diagnostics) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for advisory in &project.advisories {
        let id = &advisory.id;
        let folded = id.value.as_str().to_lowercase();
        if let Some(first) = seen.get(&folded) {
            out.push(
                Diagnostic::new(
                    Code::DuplicateId,
                    id.span,
                    format!("`{}` is the id of another advisory", id.value),
                )
                .label(*first, "this one")
                .help("give one of the two an id of its own"),
            );
        } else {
            seen.insert(folded, id.span);
        }
        prefix(advisory, out);
        own_alias(advisory, out);
        if matches!(advisory.state(clock), State::Embargoed(_)) && !project.config.embargo_in_tree {
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
            format!("OSV knows no database of the id `{}`", id.value),
        )
        .help(format!("ids of one's own open with `x_`: `x_{}`", id.value)),
    );
}

fn own_alias(advisory: &Advisory, out: &mut Diagnostics) {
    for alias in advisory.aliases() {
        if alias.value.eq_ignore_ascii_case(advisory.id.value.as_str()) {
            out.push(
                Diagnostic::new(
                    Code::AliasIsSelf,
                    alias.span,
                    format!(
                        "`{}` is the id of this advisory itself",
                        alias.value.escape_debug()
                    ),
                )
                .help("remove it; aliases are other names"),
            );
        }
    }
}
