//! OSV's evaluation: whether an `affected` entry covers a version
//! (OSV 1.7.5, "Evaluation").

use super::{Key, Order};
use crate::model::{Affected, Event, Range, RangeEvent, RangeType};

/// Whether `version` is affected: it is among `versions`, or a SEMVER or
/// ECOSYSTEM range covers it. GIT ranges are about commits and are not
/// evaluated.
///
/// `versions` is searched by the ecosystem's equality, so that `1.0` finds
/// `1.0.0` where these are one version. Where OSV leaves the answer open, the
/// version is affected: a close that the ecosystem does not accept closes
/// nothing, and runs that touch are one.
pub fn affects(affected: &Affected, version: &str) -> bool {
    let order = Order::of_affected(affected);
    let mut versions = affected.versions.iter().flatten();
    let listed = versions.any(|listed| order.compare(&listed.value, version).is_eq());
    listed || in_ranges(order, affected, version)
}

/// Whether a SEMVER or ECOSYSTEM range covers `version`.
pub(super) fn in_ranges(order: Order, affected: &Affected, version: &str) -> bool {
    version_ranges(affected).any(|range| covers(order, range, version))
}

/// The ranges that are evaluated.
pub(super) fn version_ranges(affected: &Affected) -> impl Iterator<Item = &Range> {
    let ranges = affected.ranges.iter().flatten();
    ranges.filter(|range| range.kind() != RangeType::Git)
}

fn covers(order: Order, range: &Range, version: &str) -> bool {
    let mut affected = false;
    for event in timeline(order, range) {
        match &event.event {
            Event::Introduced(at) if reached(order, version, at) => affected = true,
            Event::Fixed(at) if order.compare(version, at).is_ge() => affected = false,
            Event::LastAffected(at) if order.compare(version, at).is_gt() => affected = false,
            _ => {}
        }
    }
    affected && limit(order, range).is_none_or(|limit| order.compare(version, limit).is_lt())
}

/// Whether `version` is `introduced` or later; `0` is before every version.
fn reached(order: Order, version: &str, introduced: &str) -> bool {
    introduced == "0" || order.compare(version, introduced).is_ge()
}

/// The events that open and close a range, sorted by version. Two rules go
/// beyond OSV's text, both towards "affected":
///
/// * A `fixed` or `last_affected` that the ecosystem does not accept has no
///   place, and closes nothing.
/// * OSV does not say how to sort events at one version. They keep the order of
///   the source, unless the range is open there and opens again: it stays open,
///   so that `[0, 1) [1, 2)` is one run in whatever order it was written.
pub fn timeline(order: Order, range: &Range) -> Vec<&RangeEvent> {
    let events = range.events().iter().filter_map(|event| {
        let key = order.key(event.event.version());
        match &event.event {
            // `0` is before every version.
            Event::Introduced(at) => Some(((at != "0").then_some(key), event)),
            Event::Fixed(_) | Event::LastAffected(_) => {
                key.is_accepted().then_some((Some(key), event))
            }
            Event::Limit(_) => None,
        }
    });
    let mut events: Vec<(Option<Key>, &RangeEvent)> = events.collect();
    let opens = |event: &RangeEvent| matches!(event.event, Event::Introduced(_));
    events.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut open = false;
    for tied in events.chunk_by_mut(|(a, _), (b, _)| a == b) {
        if open {
            tied.sort_by_key(|(_, event)| opens(event));
        }
        open = tied.last().is_some_and(|(_, last)| opens(last));
    }
    events.into_iter().map(|(_, event)| event).collect()
}

/// The version that a range does not reach, when it has such a limit: the
/// greatest of its `limit` events, unless one is `*`.
pub(super) fn limit(order: Order, range: &Range) -> Option<&str> {
    let mut limits = Vec::new();
    for event in range.events() {
        match &event.event {
            Event::Limit(at) if at != "*" && order.accepts(at) => limits.push(at.as_str()),
            Event::Limit(_) => return None,
            _ => {}
        }
    }
    limits.into_iter().max_by_key(|limit| order.key(limit))
}
