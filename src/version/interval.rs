//! Affected versions as intervals: what ranges mean, once their events are
//! sorted and their union is taken.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::affects::{limit, timeline, version_ranges};
use super::opening::plain;
use super::{Key, Order};
use crate::model::affected::Range as AffectedRange;
use crate::model::{Affected, Event, VersionText};

/// An unbroken run of affected versions, from `introduced` on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The first affected version; `0` is before every version.
    pub introduced: VersionText,
    /// Where it ends.
    pub end: End,
}

/// Where an interval ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Nowhere.
    Open,
    /// Before this version, which is a fix.
    Fixed(VersionText),
    /// Before this version, which mends nothing: the next branch begins there, or
    /// the range reaches no further.
    Before(VersionText),
    /// With this version.
    LastAffected(VersionText),
}

impl Interval {
    /// The run from `introduced` to `end`.
    pub fn new(introduced: impl Into<VersionText>, end: End) -> Self {
        Self {
            introduced: introduced.into(),
            end,
        }
    }

    /// As package managers write it: `>=1.0,<2.0`, `=1.0`, `>=0` for every version.
    pub fn constraint(&self) -> String {
        let first = &self.introduced;
        let end = match &self.end {
            End::Open => None,
            End::Fixed(end) | End::Before(end) => Some(format!("<{end}")),
            End::LastAffected(last) if last == first => return format!("={last}"),
            End::LastAffected(last) => Some(format!("<={last}")),
        };
        match (first == "0", end) {
            (true, Some(end)) => end,
            (_, None) => format!(">={first}"),
            (false, Some(end)) => format!(">={first},{end}"),
        }
    }

    /// Whether `version` is inside.
    pub fn contains(&self, order: Order, version: &str) -> bool {
        let reached = self.introduced == "0" || order.compare(version, &self.introduced).is_ge();
        reached && self.end.is_after(order, version)
    }

    /// The first release of a series, where nothing but its pre-releases is inside.
    pub fn prereleases_of(&self) -> Option<&str> {
        let first = plain(&self.introduced);
        let (End::Fixed(end) | End::Before(end)) = &self.end else {
            return None;
        };
        let zeros = end.strip_prefix(first)?;
        let is_first = first != self.introduced && zeros.split(".0").all(str::is_empty);
        is_first.then_some(end)
    }
}

/// In words that follow the name of a package: `2.0 up to, but not including,
/// 2.4.3`. The opening of a series is written as the [plain](super::plain())
/// series.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(release) = self.prereleases_of() {
            return write!(f, "pre-releases of {release}");
        }
        let first = plain(&self.introduced);
        match (first == "0", &self.end) {
            (true, End::Open) => write!(f, "in all versions"),
            (true, End::Fixed(end) | End::Before(end)) => write!(f, "before {}", plain(end)),
            (true, End::LastAffected(last)) => write!(f, "up to and including {last}"),
            (false, End::Open) => write!(f, "{first} and later"),
            (false, End::Fixed(end) | End::Before(end)) => {
                write!(f, "{first} up to, but not including, {}", plain(end))
            }
            (false, End::LastAffected(last)) if self.introduced == *last => {
                write!(f, "{first} only")
            }
            (false, End::LastAffected(last)) => write!(f, "{first} through {last}"),
        }
    }
}

impl End {
    /// The end that an event makes; without one the interval is open.
    pub fn of(event: Option<&Event>) -> Self {
        match event {
            Some(Event::Fixed(at)) => Self::Fixed(at.clone()),
            Some(Event::Limit(at)) => Self::Before(at.clone()),
            Some(Event::LastAffected(at)) => Self::LastAffected(at.clone()),
            Some(Event::Introduced(_)) | None => Self::Open,
        }
    }

    /// The version at which it ends.
    fn version(&self) -> Option<&str> {
        match self {
            Self::Open => None,
            Self::Before(end) | Self::Fixed(end) | Self::LastAffected(end) => Some(end),
        }
    }

    /// Whether `version` is before the end.
    fn is_after(&self, order: Order, version: &str) -> bool {
        match self {
            Self::Open => true,
            Self::Fixed(end) | Self::Before(end) => order.compare(version, end).is_lt(),
            Self::LastAffected(end) => order.compare(version, end).is_le(),
        }
    }
}

/// What the version ranges of `affected` cover: sorted, disjoint, `limit`
/// honoured. GIT ranges and enumerated versions are not part of it. A version is
/// in one of the intervals if and only if [`affects`](super::affects()) finds it
/// in a range.
pub fn intervals(order: Order, affected: &Affected) -> Vec<Interval> {
    intervals_of(order, &[affected])
}

/// The same of several entries together.
pub fn intervals_of(order: Order, entries: &[&Affected]) -> Vec<Interval> {
    let ranges = entries.iter().flat_map(|entry| version_ranges(entry));
    union(order, ranges.flat_map(|range| runs(order, range)).collect())
}

/// What entries about one package say is affected: what their version ranges cover,
/// and the enumerated versions beside them, each an interval of its own. Empty where
/// no entry has such a range.
pub fn extent(order: Order, entries: &[&Affected]) -> Vec<Interval> {
    let covered = intervals_of(order, entries);
    if covered.is_empty() {
        return covered;
    }
    with_listed(order, entries, covered)
}

/// All that [`affects`](super::affects()) finds affected of the versions that the
/// ecosystem accepts, also where versions are enumerated alone. What it refuses is no
/// bound for those who compare by its rules: it lies before every version. Empty where
/// the entries name no version.
pub fn stated(order: Order, entries: &[&Affected]) -> Vec<Interval> {
    let mut stated = with_listed(order, entries, intervals_of(order, entries));
    stated.retain(|run| run.end.version().is_none_or(|end| order.accepts(end)));
    for run in &mut stated {
        if !order.accepts(&run.introduced) {
            run.introduced = "0".into();
        }
    }
    stated
}

/// Adds the enumerated versions beside what is covered.
fn with_listed(order: Order, entries: &[&Affected], covered: Vec<Interval>) -> Vec<Interval> {
    let cover = Cover::new(order, &covered);
    let listed = entries.iter().flat_map(|e| e.versions.iter().flatten());
    let beside = listed.filter(|version| cover.find(&order.key(&version.value)).is_none());
    let beside = beside.map(|version| {
        let end = End::LastAffected(version.value.clone());
        Interval::new(&version.value, end)
    });
    let beside: Vec<Interval> = beside.collect();
    union(order, covered.into_iter().chain(beside).collect())
}

/// What one SEMVER or ECOSYSTEM range covers: sorted and disjoint, as above.
pub fn of_range(order: Order, range: &AffectedRange) -> Vec<Interval> {
    union(order, runs(order, range))
}

/// The intervals of one range.
fn runs(order: Order, range: &AffectedRange) -> Vec<Interval> {
    let mut runs: Vec<Interval> = Vec::new();
    let mut open = false;
    for event in timeline(order, range) {
        match &event.event {
            Event::Introduced(at) if !open => {
                runs.push(Interval::new(at, End::Open));
                open = true;
            }
            Event::Fixed(at) if open => {
                let end = if event.mends {
                    End::Fixed(at.clone())
                } else {
                    End::Before(at.clone())
                };
                open = close(&mut runs, end);
            }
            Event::LastAffected(at) if open => {
                open = close(&mut runs, End::LastAffected(at.clone()));
            }
            _ => {}
        }
    }
    if let Some(limit) = limit(order, range) {
        let limit_key = order.key(limit);
        for run in &mut runs {
            // A fix at the limit is a fix all the same.
            let is_beyond = run.end.version().is_none_or(|end| match &run.end {
                End::LastAffected(_) => limit_key <= order.key(end),
                _ => limit_key < order.key(end),
            });
            if is_beyond {
                run.end = End::Before(limit.into());
            }
        }
    }
    runs
}

/// Ends the last run; the answer is that none is open any more.
fn close(runs: &mut [Interval], end: End) -> bool {
    if let Some(run) = runs.last_mut() {
        run.end = end;
    }
    false
}

/// The union of intervals: sorted, disjoint, without empty ones. Intervals that
/// touch become one.
pub fn union(order: Order, intervals: Vec<Interval>) -> Vec<Interval> {
    let stretches = stretches(order, &intervals);
    let mut placed: Vec<_> = stretches.into_iter().zip(intervals).collect();
    placed.retain(|(stretch, _)| !stretch.is_empty());
    placed.sort_by_key(|(stretch, _)| stretch.start);
    let mut union: Vec<(Range<usize>, Interval)> = Vec::new();
    for (next, run) in placed {
        match union.last_mut() {
            Some((last, before)) if next.start <= last.end => {
                // Of two ends at one version a fix says more.
                let is_fix = |run: &Interval| matches!(run.end, End::Fixed(_));
                if (last.end, is_fix(before)) < (next.end, is_fix(&run)) {
                    (last.end, before.end) = (next.end, run.end);
                }
            }
            _ => union.push((next, run)),
        }
    }
    union.into_iter().map(|(_, run)| run).collect()
}

/// Intervals as stretches of one line, along which their versions stand in order:
/// two have a version in common where their stretches have a place in common.
pub fn stretches(order: Order, intervals: &[impl Borrow<Interval>]) -> Vec<Range<usize>> {
    let intervals = intervals.iter().map(Borrow::borrow);
    let versions = intervals.clone().flat_map(|run| {
        let end = run.end.version();
        [run.introduced.as_str(), end.unwrap_or(&run.introduced)]
    });
    let ranks = order.ranks(&versions.collect::<Vec<_>>());
    let ranks = ranks.as_chunks::<2>().0.iter();
    let stretch = |(run, [start, end]): (&Interval, &[usize; 2])| {
        // `0` is before every version.
        let start = if run.introduced == "0" {
            0
        } else {
            2 * start + 2
        };
        let end = match &run.end {
            End::Open => usize::MAX,
            End::Fixed(_) | End::Before(_) => 2 * end + 2,
            End::LastAffected(_) => 2 * end + 3,
        };
        start..end
    };
    intervals.zip(ranks).map(stretch).collect()
}

/// Intervals that were read once, to be asked about many versions.
pub struct Cover<'a> {
    order: Order,
    /// Sorted, each with the keys of its ends; `0` is before every version.
    runs: Vec<(Option<Key<'a>>, Option<Key<'a>>, &'a Interval)>,
    listed: BTreeSet<Key<'a>>,
}

impl<'a> Cover<'a> {
    /// Of intervals that are sorted and disjoint.
    pub fn new(order: Order, runs: &'a [Interval]) -> Self {
        let keyed = |run: &'a Interval| {
            let start = run.introduced.as_str();
            let start = (start != "0").then(|| order.key(start));
            (start, run.end.version().map(|end| order.key(end)), run)
        };
        Self {
            order,
            runs: runs.iter().map(keyed).collect(),
            listed: BTreeSet::new(),
        }
    }

    /// The same, with the versions that `entries` enumerate.
    #[must_use]
    pub fn and_listed(mut self, entries: &[&'a Affected]) -> Self {
        let listed = entries.iter().flat_map(|e| e.versions.iter().flatten());
        let keys = listed.map(|version| self.order.key(&version.value));
        self.listed = keys.collect();
        self
    }

    /// Whether a version is in an interval, or enumerated.
    pub fn has(&self, version: &Key<'_>) -> bool {
        self.find(version).is_some() || self.listed.contains(version)
    }

    /// The last interval that does not begin after a version.
    pub fn last_before(&self, version: &Key<'_>) -> Option<&'a Interval> {
        self.last(version).map(|(_, _, run)| *run)
    }

    fn last(&self, version: &Key<'_>) -> Option<&(Option<Key<'a>>, Option<Key<'a>>, &'a Interval)> {
        let is_reached = |start: &Option<Key<'_>>| start.as_ref().is_none_or(|s| s <= version);
        let after = self.runs.partition_point(|(start, ..)| is_reached(start));
        self.runs.get(after.checked_sub(1)?)
    }

    /// The interval that a version is in.
    pub fn find(&self, version: &Key<'_>) -> Option<&'a Interval> {
        let (_, end, run) = self.last(version)?;
        let is_inside = end.as_ref().is_none_or(|end| match run.end {
            End::LastAffected(_) => version <= end,
            _ => version < end,
        });
        is_inside.then_some(*run)
    }
}

/// Which of two `introduced` comes first; `0` is before every version.
pub fn compare_starts(order: Order, a: &str, b: &str) -> Ordering {
    match (a == "0", b == "0") {
        (false, false) => order.compare(a, b),
        (a, b) => b.cmp(&a),
    }
}

/// The events of intervals, in their order, as one list for each OSV range: a
/// range closes with `fixed` or with `last_affected`, so intervals of both kinds
/// need two.
pub fn events(intervals: &[Interval]) -> Vec<Vec<Event>> {
    let closes = |end: &End| matches!(end, End::Fixed(_) | End::Before(_));
    let any_fixed = intervals.iter().any(|run| closes(&run.end));
    let (fixed, last_affected): (Vec<_>, Vec<_>) =
        intervals.iter().partition(|run| match run.end {
            End::Fixed(_) | End::Before(_) => true,
            End::LastAffected(_) => false,
            End::Open => any_fixed,
        });
    [fixed, last_affected]
        .into_iter()
        .filter(|runs| !runs.is_empty())
        .map(|runs| runs.into_iter().flat_map(pair).collect())
        .collect()
}

/// The events of one interval.
fn pair(run: &Interval) -> impl Iterator<Item = Event> {
    let end = match &run.end {
        End::Open => None,
        End::Fixed(at) | End::Before(at) => Some(Event::Fixed(at.clone())),
        End::LastAffected(at) => Some(Event::LastAffected(at.clone())),
    };
    std::iter::once(Event::Introduced(run.introduced.clone())).chain(end)
}
