//! Entries of the register of what is no vulnerability.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Advisory, NonVulnerability, Project, State, Timestamp};

/// Reports names that two entries have, and ids that a public advisory calls a
/// vulnerability: readers who believe the one would not hear of the other.
pub(super) fn check(project: &Project, clock: Timestamp, out: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &NonVulnerability> = BTreeMap::new();
    let mut known: BTreeMap<String, &Advisory> = BTreeMap::new();
    let all = project.advisories.iter().map(AsRef::as_ref);
    for advisory in all.filter(|it: &&Advisory| it.state(clock) == State::Public) {
        known.extend(
            advisory
                .every_name()
                .map(|name| (name.to_lowercase(), advisory)),
        );
    }
    for entry in &project.register {
        let id = &entry.id;
        if let Some(first) = seen.get(&id.value.to_lowercase()) {
            let message = format!("{} is the name of another entry", quoted(&id.value));
            out.push(
                Diagnostic::new(Code::DuplicateId, id.span, message)
                    .label(
                        first.id.span,
                        "here; upper and lower case count as the same",
                    )
                    .help("give one of the two a name of its own"),
            );
        } else {
            seen.insert(id.value.to_lowercase(), entry);
        }
        for reported in entry.ids() {
            if let Some(advisory) = known.get(&reported.value.to_lowercase()) {
                let message = format!(
                    "{} is a vulnerability by {}",
                    quoted(&reported.value),
                    advisory.id.value
                );
                out.push(
                    Diagnostic::new(Code::RegisterContradicts, reported.span, message)
                        .label(advisory.id.span, "this advisory")
                        .help("remove it here, or withdraw the advisory"),
                );
            }
        }
    }
}
