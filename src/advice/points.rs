//! Every version at which something changes for a package, in one sorted list.
//!
//! With it a range of an advisory is a pair of places in the list, and to find
//! who affects a release no version is read again: the work grows with the
//! length of the advisories, not with advisories times releases.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::affected::Range as AffectedRange;
use crate::model::{Affected, RangeType, VersionText};
use crate::support::Schedule;
use crate::version::Order;
use crate::version::interval::{self, Cover, End, Interval};

/// The list: releases that are out, both ends of ranges, enumerated versions and
/// the first version of each series.
#[derive(Debug)]
pub(super) struct Points {
    /// Sorted; of versions that the ecosystem holds equal, one.
    versions: Vec<Point>,
    by_text: HashMap<VersionText, usize>,
}

/// A version of the list.
#[derive(Debug)]
pub(super) struct Point {
    pub(super) version: VersionText,
    /// Its place among the releases of the schedule.
    pub(super) release: Option<usize>,
}

/// What one `affected` entry says of versions.
pub(super) struct Statement<'a> {
    affected: &'a Affected,
    /// The intervals, when they are in the order of the package; OSV lets an
    /// entry be in SemVer's, whatever the ecosystem.
    intervals: Option<Vec<Interval>>,
}

impl<'a> Statement<'a> {
    pub(super) fn new(order: Order, affected: &'a Affected) -> Self {
        let same = Order::of_affected(affected) == order;
        Self {
            affected,
            intervals: same.then(|| interval::intervals(order, affected)),
        }
    }

    /// Whether it covers whatever is before every version of the list.
    pub(super) fn covers_start(&self) -> bool {
        let mut intervals = self.intervals.iter().flatten();
        intervals.any(|interval| interval.introduced == "0")
    }

    /// The versions at which its answer may change.
    fn versions(&self) -> impl Iterator<Item = &'a VersionText> + use<'a> {
        let ranges = self.affected.ranges.iter().flatten();
        let events = ranges.filter(|range| range.kind() != RangeType::Git);
        let events = events.flat_map(AffectedRange::events);
        let listed = self.affected.versions.iter().flatten();
        events
            // `introduced: 0` is before every version, `*` after.
            .filter(
                |event| !matches!(&event.event, crate::model::Event::Introduced(at) if at == "0"),
            )
            .map(|event| event.event.text())
            .filter(|version| *version != "*")
            .chain(listed.map(|listed| &listed.value))
    }
}

/// Whether an entry says of any version that it is affected.
pub(super) fn names_versions(affected: &Affected) -> bool {
    let ranges = affected.ranges.iter().flatten();
    let mut ranges = ranges.filter(|range| range.kind() != RangeType::Git);
    let mut listed = affected.versions.iter().flatten();
    ranges.next().is_some() || listed.next().is_some()
}

impl Points {
    pub(super) fn new<'s>(
        schedule: &Schedule,
        statements: impl Iterator<Item = &'s Statement<'s>>,
    ) -> Self {
        let order = schedule.order();
        let naming = schedule.naming();
        let mut by_text: HashMap<VersionText, usize> = HashMap::new();
        let mut all: Vec<Point> = Vec::new();
        let mut add = |version: VersionText, release: Option<usize>| {
            by_text.entry(version).or_insert_with_key(|version| {
                let version = version.clone();
                all.push(Point { version, release });
                all.len() - 1
            });
        };
        for (at, release) in schedule.releases().iter().enumerate() {
            add(release.version.as_str().into(), Some(at));
        }
        for cycle in schedule.cycles() {
            add(naming.start(&cycle.cycle).into(), None);
        }
        for statement in statements {
            for version in statement.versions() {
                add(version.clone(), None);
            }
        }
        let texts: Vec<&str> = all.iter().map(|point| &*point.version).collect();
        let ranks = order.ranks(&texts);
        let places = by_text.values_mut();
        places.for_each(|place| *place = ranks[*place]);
        // Of equal versions the first stays: a release before all others.
        let mut ranked: Vec<(usize, Point)> = ranks.into_iter().zip(all).collect();
        ranked.sort_by_key(|(at, _)| *at);
        ranked.dedup_by_key(|(at, _)| *at);
        let versions = ranked.into_iter().map(|(_, point)| point).collect();
        Self { versions, by_text }
    }

    pub(super) fn len(&self) -> usize {
        self.versions.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Point> {
        self.versions.iter()
    }

    pub(super) fn get(&self, at: usize) -> &Point {
        &self.versions[at]
    }

    /// The place of a version that is in the list as it is written.
    pub(super) fn find(&self, version: &str) -> Option<usize> {
        self.by_text.get(version).copied()
    }

    /// The place of the first version of the list that is not before `version`.
    pub(super) fn from(&self, order: Order, version: &str) -> usize {
        let before = |point: &Point| order.compare(&point.version, version).is_lt();
        self.find(version)
            .unwrap_or_else(|| self.versions.partition_point(before))
    }

    /// The places of the versions that an interval holds.
    pub(super) fn places(&self, order: Order, run: &Interval) -> Range<usize> {
        let start = match run.introduced.as_str() {
            "0" => 0,
            version => self.from(order, version),
        };
        let end = match &run.end {
            End::Open => self.len(),
            End::Fixed(version) | End::Before(version) => self.from(order, version),
            End::LastAffected(version) => {
                let at = self.from(order, version);
                let point = self.versions.get(at);
                let is_it = point.is_some_and(|p| order.compare(&p.version, version).is_eq());
                at + usize::from(is_it)
            }
        };
        start..end
    }

    /// The places that a statement covers: sorted, disjoint, none empty.
    pub(super) fn runs(&self, statement: &Statement<'_>) -> Vec<Range<usize>> {
        let Some(intervals) = &statement.intervals else {
            let order = Order::of_affected(statement.affected);
            let runs = interval::intervals(order, statement.affected);
            let cover = Cover::new(order, &runs).and_listed(&[statement.affected]);
            let covered = |(_, point): &(usize, &Point)| cover.has(&order.key(&point.version));
            let places = self.iter().enumerate().filter(covered);
            return union(places.map(|(at, _)| at..at + 1).collect());
        };
        let mut runs = self.stretches(intervals);
        let listed = statement.affected.versions.iter().flatten();
        runs.extend(listed.map(|listed| {
            let at = self.place(&listed.value);
            at..at + 1
        }));
        union(runs)
    }

    /// The places that each of these intervals covers, whose ends are in the list.
    fn stretches(&self, intervals: &[Interval]) -> Vec<Range<usize>> {
        let stretch = |interval: &Interval| {
            let start = match interval.introduced.as_str() {
                "0" => 0,
                version => self.place(version),
            };
            let end = match &interval.end {
                End::Open => self.len(),
                End::Fixed(version) | End::Before(version) => self.place(version),
                End::LastAffected(version) => (self.place(version) + 1).min(self.len()),
            };
            start..end
        };
        intervals.iter().map(stretch).collect()
    }

    /// The place of a version of the list, else that behind all.
    fn place(&self, version: &str) -> usize {
        self.find(version).unwrap_or(self.len())
    }

    /// The [extent](interval::extent) of a statement, where its intervals hold every
    /// version that it enumerates, as they mostly do.
    pub(super) fn extent(&self, statement: &Statement<'_>) -> Option<Vec<Interval>> {
        let intervals = statement.intervals.as_ref()?;
        let runs = self.stretches(intervals);
        let is_held = |version: &str| {
            let at = self.place(version);
            let next = runs.partition_point(|run| run.end <= at);
            runs.get(next).is_some_and(|run| run.contains(&at))
        };
        let mut listed = statement.affected.versions.iter().flatten();
        let is_whole = intervals.is_empty() || listed.all(|listed| is_held(&listed.value));
        is_whole.then(|| intervals.clone())
    }

    /// The places of the versions in which a statement is fixed.
    pub(super) fn fixes(&self, statement: &Statement<'_>) -> Vec<usize> {
        let ends = statement.intervals.iter().flatten().map(|run| &run.end);
        let fixed = ends.filter_map(|end| match end {
            End::Fixed(version) => self.find(version),
            End::Open | End::Before(_) | End::LastAffected(_) => None,
        });
        fixed.collect()
    }
}

/// The union of runs: sorted, disjoint, without empty ones.
pub(super) fn union(mut runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
    runs.retain(|run| !run.is_empty());
    runs.sort_by_key(|run| run.start);
    let mut union: Vec<Range<usize>> = Vec::new();
    for run in runs {
        match union.last_mut() {
            Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
            _ => union.push(run),
        }
    }
    union
}
