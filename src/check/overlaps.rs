//! Ranges of one package that overlap.

use super::idle::idle;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::config::PackageName;
use crate::model::{Advisory, Affected, Package, Range, RangeType};
use crate::version::Order;
use crate::version::interval::{self, Interval};

/// Reports the first two ranges of a package that overlap. A SEMVER range beside
/// an ECOSYSTEM range says the same in another notation and is not compared; of
/// a range with misplaced events nobody knows what it was meant to cover.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    let mut packages: Vec<(Option<PackageName>, Vec<Covered>)> = Vec::new();
    for affected in advisory.affected() {
        let package = affected.package.as_ref().map(Package::canonical);
        let at = packages.iter().position(|(known, _)| *known == package);
        let at = at.unwrap_or_else(|| {
            packages.push((package, Vec::new()));
            packages.len() - 1
        });
        packages[at].1.extend(covered(affected));
    }
    for (_, ranges) in &packages {
        if let Some(found) = out_of(ranges) {
            out.push(found);
        }
    }
}

/// A range with what it covers.
struct Covered<'a> {
    order: Order,
    range: &'a Range,
    intervals: Vec<Interval>,
}

fn covered(affected: &Affected) -> impl Iterator<Item = Covered<'_>> {
    let ranges = affected.ranges.iter().flatten();
    let ranges = ranges.filter(|range| range.kind() != RangeType::Git);
    ranges.filter_map(|range| {
        let order = match range.kind() {
            RangeType::Semver => Order::Semver,
            _ => Order::of_affected(affected),
        };
        idle(order, range).is_none().then(|| Covered {
            order,
            range,
            intervals: interval::of_range(order, range),
        })
    })
}

fn out_of(ranges: &[Covered<'_>]) -> Option<Diagnostic> {
    for (at, later) in ranges.iter().enumerate() {
        for earlier in &ranges[..at] {
            if earlier.range.kind() != later.range.kind() {
                continue;
            }
            let order = earlier.order;
            let pairs = earlier
                .intervals
                .iter()
                .flat_map(|a| later.intervals.iter().map(move |b| (a, b)));
            let mut pairs = pairs.filter(|(a, b)| a.overlaps(order, b));
            if let Some((a, b)) = pairs.next() {
                return Some(finding(earlier.range, a, later.range, b));
            }
        }
    }
    None
}

fn finding(earlier: &Range, a: &Interval, later: &Range, b: &Interval) -> Diagnostic {
    let opening = |range: &Range, interval: &Interval| {
        let mut events = range.events().iter();
        let own = events.find(|event| event.event.version() == interval.introduced);
        own.or(range.events().first())
            .expect("a range has events")
            .span
    };
    Diagnostic::new(
        Code::OverlappingRanges,
        opening(later, b),
        format!("two ranges overlap: {a}; {b}"),
    )
    .label(opening(earlier, a), "the other opens here")
    .help("a version is affected when either covers it; write disjoint ranges")
}
