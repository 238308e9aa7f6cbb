//! Rules over the model, one a file. Shape is the parser's business; these ask
//! whether what was read makes sense.

mod addresses;
mod dates;
mod events;
mod git_order;
mod identity;
mod idle;
mod overlaps;
mod secrets;
mod severity;
#[cfg(test)]
mod tests;
mod text;

use crate::diagnostic::Diagnostics;
use crate::model::{Project, Timestamp};
use crate::source::Sources;

/// Runs every rule.
pub fn check(project: &Project, sources: &Sources, clock: Timestamp, out: &mut Diagnostics) {
    identity::check(project, clock, out);
    secrets::check(project, sources, clock, out);
    for advisory in &project.advisories {
        addresses::check(advisory, out);
        dates::check(advisory, out);
        text::check(advisory, out);
        events::check(advisory, out);
        git_order::check(advisory, out);
        overlaps::check(advisory, out);
        severity::check(advisory, out);
    }
}
