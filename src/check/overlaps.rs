//! Ranges of one package that overlap.

use std::collections::BTreeMap;

use super::idle::idle;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, Affected, Range, RangeType};
use crate::version::Order;
use crate::version::interval::{self, Interval};

/// Reports the first two ranges of a package that overlap. A SEMVER range beside
/// an ECOSYSTEM range says the same in another notation and is not compared; of
/// a range with misplaced events nobody knows what it was meant to cover.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    for entries in advisory.by_package() {
        let ranges = entries.iter().flat_map(|entry| ranges(entry)).enumerate();
        let covered = ranges.flat_map(|(number, (order, range))| {
            let intervals = interval::of_range(order, range).into_iter();
            intervals.map(move |interval| Covered {
                number,
                order,
                range,
                interval,
            })
        });
        let is_semver = |covered: &Covered| covered.range.kind() == RangeType::Semver;
        let kinds: (Vec<_>, Vec<_>) = covered.partition(is_semver);
        let found = [first(&kinds.0), first(&kinds.1)].into_iter().flatten();
        let found = found.min_by_key(|(_, later)| later.number);
        if let Some((earlier, later)) = found {
            out.push(finding(earlier, later));
        }
    }
}

/// One interval of a range.
struct Covered<'a> {
    /// Of the range among those of the package.
    number: usize,
    order: Order,
    range: &'a Range,
    interval: Interval,
}

fn ranges(affected: &Affected) -> impl Iterator<Item = (Order, &Range)> {
    let ranges = affected.ranges.iter().flatten();
    let ranges = ranges.filter(|range| range.kind() != RangeType::Git);
    ranges.filter_map(|range| {
        let order = match range.kind() {
            RangeType::Semver => Order::Semver,
            _ => Order::of_affected(affected),
        };
        idle(order, range).is_none().then_some((order, range))
    })
}

/// The first range of one kind that overlaps one before it, and that one.
fn first<'c, 'a>(covered: &'c [Covered<'a>]) -> Option<(&'c Covered<'a>, &'c Covered<'a>)> {
    let intervals: Vec<&Interval> = covered.iter().map(|c| &c.interval).collect();
    let stretches = interval::stretches(covered.first()?.order, &intervals);
    // Of the ranges before, which do not overlap, by their starts.
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut at = 0;
    for range in covered.chunk_by(|a, b| a.number == b.number) {
        let own = at..at + range.len();
        at = own.end;
        let pairs = own.clone().flat_map(|later| {
            let stretch = &stretches[later];
            let earlier = before.range(..stretch.end).rev().map(|(_, at)| *at);
            let earlier = earlier.take_while(|at| stretches[*at].end > stretch.start);
            earlier.map(move |earlier| (covered[earlier].number, earlier, later))
        });
        if let Some((_, earlier, later)) = pairs.min() {
            return Some((&covered[earlier], &covered[later]));
        }
        before.extend(own.map(|at| (stretches[at].start, at)));
    }
    None
}

fn finding(earlier: &Covered<'_>, later: &Covered<'_>) -> Diagnostic {
    let opening = |covered: &Covered<'_>| {
        let mut events = covered.range.events().iter();
        let own = events.find(|event| event.event.version() == covered.interval.introduced);
        own.or(covered.range.events().first())
            .expect("a range has events")
            .span
    };
    let (a, b) = (&earlier.interval, &later.interval);
    Diagnostic::new(
        Code::OverlappingRanges,
        opening(later),
        format!("two ranges overlap: {a}; {b}"),
    )
    .label(opening(earlier), "the other opens here")
    .help("a version is affected when either covers it; write disjoint ranges")
}
