//! Ranges that match nobody.

use std::collections::HashMap;

use super::releases::Releases;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, Affected, Range};
use crate::source::Span;
use crate::version::interval::{self, End};
use crate::version::plain;

/// Reports intervals in which no release lies. One that ends at a version which
/// is not in the list either is left to [`super::fixes`].
pub(super) fn check(advisory: &Advisory, releases: &Releases<'_>, out: &mut Diagnostics) {
    let Some(oldest) = releases.oldest() else {
        return;
    };
    let order = releases.order;
    for affected in advisory.affected().filter(|entry| releases.concern(entry)) {
        let openings = openings(affected);
        for interval in interval::intervals(order, affected) {
            // The branch rule makes one where a series came out with its fix.
            if interval.prereleases_of().is_some() {
                continue;
            }
            let is_covered = match &interval.end {
                End::Open => true,
                End::Fixed(end) | End::Before(end) => {
                    order.compare(end, oldest).is_gt() && releases.contain(plain(end))
                }
                End::LastAffected(end) => order.compare(end, oldest).is_ge(),
            };
            if !is_covered || releases.any_in(&interval) {
                continue;
            }
            out.push(
                Diagnostic::new(
                    Code::RangeWithoutRelease,
                    *openings
                        .get(&*interval.introduced)
                        .unwrap_or(&affected.span),
                    format!(
                        "this range holds no known release of {}: {interval}",
                        releases.package
                    ),
                )
                .help(format!(
                    "known next to it: {}; correct the range, or add the release to `releases`",
                    releases.beside(plain(&interval.introduced))
                )),
            );
        }
    }
}

/// Where intervals open in the source.
fn openings(affected: &Affected) -> HashMap<&str, Span> {
    let ranges = affected.ranges.iter().flatten();
    let events = ranges.flat_map(Range::events).rev();
    let openings = events.filter(|event| event.event.key() == "introduced");
    // Of two at one version the first.
    let openings = openings.map(|event| (event.event.version(), event.span));
    openings.collect()
}
