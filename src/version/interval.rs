//! Affected versions as intervals: what ranges mean, once their events are
//! sorted and their union is taken.

use std::cmp::Ordering;
use std::fmt;

use super::Order;
use super::affects::{limit, timeline, version_ranges};
use super::opening::plain;
use crate::model::{Affected, Event, Range};

/// An unbroken run of affected versions, from `introduced` on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The first affected version; `0` is before every version.
    pub introduced: String,
    /// Where it ends.
    pub end: End,
}

/// Where an interval ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Nowhere.
    Open,
    /// Before this version, which is a fix.
    Fixed(String),
    /// Before this version, which mends nothing: the next branch begins there, or
    /// the range reaches no further.
    Before(String),
    /// With this version.
    LastAffected(String),
}

impl Interval {
    /// The run from `introduced` to `end`.
    pub fn new(introduced: impl Into<String>, end: End) -> Self {
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

    /// Whether any version could be inside both.
    pub fn overlaps(&self, order: Order, other: &Self) -> bool {
        let (first, second) = match compare_starts(order, &self.introduced, &other.introduced) {
            Ordering::Greater => (other, self),
            _ => (self, other),
        };
        first.contains(order, &second.introduced)
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

    /// Whether `version` is before the end.
    fn is_after(&self, order: Order, version: &str) -> bool {
        match self {
            Self::Open => true,
            Self::Fixed(end) | Self::Before(end) => order.compare(version, end).is_lt(),
            Self::LastAffected(end) => order.compare(version, end).is_le(),
        }
    }

    /// The order of ends at one version.
    fn rank(&self) -> u8 {
        match self {
            Self::Before(_) => 0,
            Self::Fixed(_) => 1,
            Self::LastAffected(_) => 2,
            Self::Open => 3,
        }
    }

    /// Which of two ends comes first; of two at one version, that which says less.
    fn compare(&self, order: Order, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Open, Self::Open) => Ordering::Equal,
            (Self::Open, _) => Ordering::Greater,
            (_, Self::Open) => Ordering::Less,
            (
                Self::Before(a) | Self::Fixed(a) | Self::LastAffected(a),
                Self::Before(b) | Self::Fixed(b) | Self::LastAffected(b),
            ) => order.compare(a, b).then(self.rank().cmp(&other.rank())),
        }
    }
}

/// What the version ranges of `affected` cover: sorted, disjoint, `limit`
/// honoured. GIT ranges and enumerated versions are not part of it. A version is
/// in one of the intervals if and only if [`affects`](super::affects()) finds it
/// in a range.
pub fn intervals(order: Order, affected: &Affected) -> Vec<Interval> {
    let runs = version_ranges(affected).flat_map(|range| runs(order, range));
    union(order, runs.collect())
}

/// What entries about one package say is affected: what their version ranges cover,
/// and the enumerated versions beside them, each an interval of its own. Empty where
/// no entry has such a range.
pub fn extent(order: Order, entries: &[&Affected]) -> Vec<Interval> {
    let covered = entries.iter().flat_map(|entry| intervals(order, entry));
    let covered = union(order, covered.collect());
    if covered.is_empty() {
        return covered;
    }
    let listed = entries
        .iter()
        .flat_map(|entry| entry.versions.iter().flatten());
    let listed = listed.map(|version| version.value.as_str());
    let beside = listed.filter(|version| !covered.iter().any(|run| run.contains(order, version)));
    let beside =
        beside.map(|version| Interval::new(version, End::LastAffected(version.to_owned())));
    let beside: Vec<Interval> = beside.collect();
    union(order, covered.into_iter().chain(beside).collect())
}

/// What one SEMVER or ECOSYSTEM range covers: sorted and disjoint, as above.
pub fn of_range(order: Order, range: &Range) -> Vec<Interval> {
    union(order, runs(order, range))
}

/// The intervals of one range.
fn runs(order: Order, range: &Range) -> Vec<Interval> {
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
        for run in &mut runs {
            // A fix at the limit is a fix all the same.
            let is_fix = matches!(&run.end, End::Fixed(at) if order.compare(at, limit).is_eq());
            let limit = End::Before(limit.to_owned());
            if !is_fix && limit.compare(order, &run.end).is_lt() {
                run.end = limit;
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
pub fn union(order: Order, mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.retain(|run| run.introduced == "0" || run.end.is_after(order, &run.introduced));
    intervals.sort_by(|a, b| compare_starts(order, &a.introduced, &b.introduced));
    let mut union: Vec<Interval> = Vec::new();
    for next in intervals {
        match union.last_mut() {
            Some(last) if meets(order, &last.end, &next.introduced) => {
                if last.end.compare(order, &next.end).is_lt() {
                    last.end = next.end;
                }
            }
            _ => union.push(next),
        }
    }
    union
}

/// Which of two `introduced` comes first; `0` is before every version.
pub fn compare_starts(order: Order, a: &str, b: &str) -> Ordering {
    match (a == "0", b == "0") {
        (false, false) => order.compare(a, b),
        (a, b) => b.cmp(&a),
    }
}

/// Whether nothing lies between an end and a later start.
fn meets(order: Order, end: &End, introduced: &str) -> bool {
    let reached = |end: &str| introduced == "0" || order.compare(introduced, end).is_le();
    match end {
        End::Open => true,
        End::Fixed(end) | End::Before(end) | End::LastAffected(end) => reached(end),
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
