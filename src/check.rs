//! Rules over the model, one a file. Shape is the parser's business; these ask
//! whether what was read makes sense.

mod addresses;
mod announcements;
mod attacks;
mod bundled;
mod credits;
mod dates;
mod enumeration;
mod events;
mod fixes;
mod identity;
mod idle;
mod ids;
mod overlaps;
mod policy;
mod publisher;
mod ranges;
mod register;
mod releases;
mod secrets;
mod security_txt;
mod severity;
mod spelling;
mod stated;
mod support_dates;
#[cfg(test)]
mod tests;
mod text;
mod unfixed;
mod unstated;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::model::{Advisory, Project, Timestamp};
use crate::source::{FileId, Sources};
use releases::Releases;

/// Runs every rule.
pub fn check(project: &Project, sources: &Sources, clock: Timestamp, out: &mut Diagnostics) {
    let each = advisories(project, clock, &OfEach::new());
    check_together(project, sources, clock, &each, out);
}

/// What is found in each advisory by itself, by its file.
pub type OfEach = BTreeMap<FileId, (Arc<Advisory>, Diagnostics)>;

/// Runs the rules about single advisories, on all cores. What is known from `before`
/// holds for an advisory that was read once for both: so was the rest of the project.
pub fn advisories(project: &Project, clock: Timestamp, before: &OfEach) -> OfEach {
    let releases: Vec<Releases> = releases(project, clock);
    let all = project.advisories.par_iter();
    all.map(|advisory| {
        let known = before.get(&advisory.file);
        let known = known.filter(|(known, _)| Arc::ptr_eq(known, advisory));
        let found = match known {
            Some((_, found)) => found.clone(),
            None => of_advisory(project, advisory, &releases, clock),
        };
        (advisory.file, (Arc::clone(advisory), found))
    })
    .collect()
}

/// Runs the rules about the project as a whole, and reports what they find with
/// what was found in `each` advisory by itself.
pub fn check_together(
    project: &Project,
    sources: &Sources,
    clock: Timestamp,
    each: &OfEach,
    out: &mut Diagnostics,
) {
    identity::check(project, clock, out);
    secrets::check(project, sources, clock, out);
    for (_, found) in each.values() {
        out.append(found.clone());
    }
    for support in &project.support {
        support_dates::check(support, clock, out);
        unfixed::check(project, support, clock, out);
        bundled::check(project, support, clock, out);
    }
    policy::check(project, clock, out);
    register::check(project, clock, out);
    publisher::check(&project.config, out);
    security_txt::check(project, clock, out);
    announcements::check(project, clock, out);
}

fn releases(project: &Project, clock: Timestamp) -> Vec<Releases<'_>> {
    let tables = project.support.iter();
    tables.map(|table| Releases::new(table, clock)).collect()
}

/// What is to say of one advisory.
fn of_advisory(
    project: &Project,
    advisory: &Advisory,
    releases: &[Releases],
    clock: Timestamp,
) -> Diagnostics {
    let mut found = Diagnostics::new();
    let out = &mut found;
    addresses::check(advisory, out);
    attacks::check(advisory, out);
    credits::check(advisory, out);
    dates::check(advisory, clock, out);
    text::check(advisory, out);
    events::check(advisory, out);
    ids::check(advisory, out);
    overlaps::check(advisory, out);
    enumeration::check(advisory, releases, out);
    stated::check(advisory, project.config.branches, releases, out);
    severity::check(advisory, out);
    spelling::check(advisory, out);
    unstated::check(advisory, clock, out);
    for releases in releases {
        fixes::check(advisory, releases, clock, out);
        ranges::check(advisory, releases, out);
    }
    found
}
