//! Fixed versions that nobody released.

use std::collections::BTreeSet;

use super::releases::Releases;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, Event, Range, RangeType, Timestamp};

/// Reports fixed versions that are not in the list of releases, each once. The
/// fix of a secret advisory comes out with it, so that is not asked.
pub(super) fn check(
    advisory: &Advisory,
    releases: &Releases<'_>,
    clock: Timestamp,
    out: &mut Diagnostics,
) {
    let Some(oldest) = releases.oldest() else {
        return;
    };
    if !advisory.state(clock).is_public() {
        return;
    }
    let order = releases.order;
    let entries = advisory.affected().filter(|entry| releases.concern(entry));
    let ranges = entries.flat_map(|entry| entry.ranges.iter().flatten());
    let ranges = ranges.filter(|range| range.kind() != RangeType::Git);
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for event in ranges.flat_map(Range::events).filter(|event| event.mends) {
        let Event::Fixed(version) = &event.event else {
            continue;
        };
        let is_covered = order.accepts(version) && order.compare(version, oldest).is_gt();
        if !is_covered || releases.contain(version) || !told.insert(version) {
            continue;
        }
        out.push(
            Diagnostic::new(
                Code::FixedNotReleased,
                event.span,
                format!("`{version}` is not a known release of {}", releases.package),
            )
            .help(format!(
                "known next to it: {}; add it to `releases`, or correct it",
                releases.beside(version)
            )),
        );
    }
}
