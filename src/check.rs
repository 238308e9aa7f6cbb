//! Rules over the model, one a file. Shape is the parser's business; these ask
//! whether what was read makes sense.

mod addresses;
mod dates;
mod enumeration;
mod events;
mod fixes;
mod git_order;
mod identity;
mod idle;
mod overlaps;
mod policy;
mod ranges;
mod releases;
mod secrets;
mod severity;
mod support_dates;
#[cfg(test)]
mod tests;
mod text;
mod unfixed;

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::model::{Advisory, Project, Timestamp};
use crate::source::Sources;
use releases::Releases;

/// Runs every rule.
pub fn check(project: &Project, sources: &Sources, clock: Timestamp, out: &mut Diagnostics) {
    identity::check(project, clock, out);
    secrets::check(project, sources, clock, out);
    let releases: Vec<Releases> = project.support.iter().map(Releases::new).collect();
    // Each advisory for itself, on all cores; findings in the order of the files.
    let found: Vec<Diagnostics> = project
        .advisories
        .par_iter()
        .map(|advisory| of_advisory(advisory, &releases, clock))
        .collect();
    for found in found {
        out.append(found);
    }
    for support in &project.support {
        support_dates::check(support, out);
        unfixed::check(project, support, clock, out);
    }
    policy::check(project, clock, out);
}

/// What is to say of one advisory.
fn of_advisory(advisory: &Advisory, releases: &[Releases], clock: Timestamp) -> Diagnostics {
    let mut found = Diagnostics::new();
    let out = &mut found;
    addresses::check(advisory, out);
    dates::check(advisory, out);
    text::check(advisory, out);
    events::check(advisory, out);
    git_order::check(advisory, out);
    overlaps::check(advisory, out);
    enumeration::check(advisory, releases, out);
    severity::check(advisory, out);
    for releases in releases {
        fixes::check(advisory, releases, clock, out);
        ranges::check(advisory, releases, out);
    }
    found
}
