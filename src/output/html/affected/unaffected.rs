//! The versions that are not affected: what lies between the intervals.

use std::ops::Bound;

use super::interval::Interval;
use crate::theme::Language;

/// Versions between two intervals, before the first or after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap<'a> {
    start: Bound<&'a str>,
    end: Option<&'a str>,
}

impl<'a> Gap<'a> {
    /// The gaps of intervals that are sorted and disjoint: a version is in one of
    /// them if and only if it is in no interval.
    pub(super) fn all(intervals: &'a [Interval]) -> Vec<Self> {
        let mut gaps = Vec::new();
        let mut start = Some(Bound::Unbounded);
        for interval in intervals {
            let before = interval.introduced.as_deref();
            if let (Some(start), Some(end)) = (start, before) {
                let end = Some(end);
                gaps.push(Self { start, end });
            }
            start = match (interval.end(), &interval.last_affected) {
                (Some(end), _) => Some(Bound::Included(end)),
                (None, Some(last)) => Some(Bound::Excluded(last)),
                (None, None) => None,
            };
        }
        gaps.extend(start.map(|start| Self { start, end: None }));
        gaps
    }

    /// The gap in words that follow the name of a package.
    pub(super) fn phrase(self, language: &Language) -> String {
        let end = self.end.map(|end| ("end", end.into()));
        match (self.start, end) {
            (Bound::Unbounded, None) => language.text("versions_all").to_owned(),
            (Bound::Unbounded, Some(end)) => language.fill("versions_before", [end]),
            (Bound::Included(first), None) => {
                language.fill("versions_from", [("first", first.into())])
            }
            (Bound::Included(first), Some(end)) => {
                language.fill("versions_from_before", [("first", first.into()), end])
            }
            (Bound::Excluded(last), None) => {
                language.fill("versions_after", [("last", last.into())])
            }
            (Bound::Excluded(last), Some(end)) => {
                language.fill("versions_after_before", [("last", last.into()), end])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::theme::spoken;
    use crate::version::Order;
    use crate::version::interval::{self, End};

    fn gap_has(gap: Gap<'_>, version: &str) -> bool {
        let compare = |other| Order::Pep440.compare(version, other);
        let started = match gap.start {
            Bound::Unbounded => true,
            Bound::Included(start) => compare(start).is_ge(),
            Bound::Excluded(last) => compare(last).is_gt(),
        };
        started && gap.end.is_none_or(|end| compare(end).is_lt())
    }

    proptest! {
        #[test]
        fn a_version_is_in_an_interval_or_in_a_gap(
            runs in prop::collection::vec(("[0-4]\\.[0-3]", "[0-4]\\.[0-3]", 0..3_u8), 0..4),
        ) {
            let run = |(start, end, kind): (String, String, u8)| {
                let end = match kind {
                    0 => End::Open,
                    1 => End::Fixed(end.into()),
                    _ => End::LastAffected(end.into()),
                };
                interval::Interval::new(start, end)
            };
            let order = Order::Pep440;
            let runs = interval::union(order, runs.into_iter().map(run).collect());
            let shown = runs.iter().cloned();
            let shown: Vec<_> = shown
                .map(|run| Interval::new(spoken("en"), order, &[], run))
                .collect();
            let gaps = Gap::all(&shown);
            for version in (0..20).map(|n| format!("{}.{}", n / 4, n % 4)) {
                let affected = runs.iter().any(|run| run.contains(order, &version));
                let free = gaps.iter().filter(|gap| gap_has(**gap, &version)).count();
                prop_assert_eq!(free, usize::from(!affected), "{}", version);
            }
        }
    }
}
