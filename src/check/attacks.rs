//! Attacks of which the record says two things.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Advisory;

/// Reports a timeline that tells of attacks in a record whose `exploited` does not:
/// lists, feeds and the choice of where to go look there alone.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    if advisory.exploited.is_some() {
        return;
    }
    let mut timeline = advisory.timeline.iter().flatten();
    let Some(attack) = timeline.find(|entry| entry.is_attack()) else {
        return;
    };
    let message = if advisory.unexploited {
        "the timeline tells of attacks, and `exploited` is false"
    } else {
        "the timeline tells of attacks, and `exploited` does not"
    };
    out.push(
        Diagnostic::new(Code::ExploitedContradicts, attack.at.span, message)
            .help("write `exploited: true`, or call the step something else"),
    );
}
