//! Series: the leading numbers that the releases of one branch share.

use std::cmp::Ordering;
use std::fmt;

use super::{Order, opening};
use crate::model::config::Branching;

/// A series, by one number (`4`) or two (`4.2`). A branch that is named by fewer
/// numbers than the project's branches have stands for what is left of them: `4`
/// is after `4.2` and before `5.0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Series {
    epoch: Option<u64>,
    numbers: Vec<u64>,
    separator: char,
}

impl Series {
    /// The series of a version; missing numbers are zero. `None` when the
    /// version does not begin with a number.
    pub(super) fn of_version(order: Order, branching: Branching, version: &str) -> Option<Self> {
        let version = version.trim_start_matches(['v', 'V']);
        // Elsewhere what follows is a revision or a pre-release.
        let separators: &[char] = match order {
            Order::Cran => &['.', '-'],
            Order::Rpm => &['.', '_'],
            Order::Generic => &['.', '-', '_'],
            _ => &['.'],
        };
        let mut series = Self::read(order, branching, version, separators)?;
        series.numbers.resize(depth(branching), 0);
        Some(series)
    }

    /// The series that a branch name tells: `4.2`, `v4.2`, `4.x`, `stable/4.2`.
    /// `None` for a name without a number, as `main`.
    pub(super) fn of_branch(order: Order, branching: Branching, name: &str) -> Option<Self> {
        let start = name.find(|c: char| c.is_ascii_digit())?;
        Self::read(order, branching, &name[start..], &['.', '-'])
    }

    fn read(order: Order, branching: Branching, text: &str, separators: &[char]) -> Option<Self> {
        let separator = match order {
            Order::Pep440 => '!',
            _ => ':',
        };
        let has_epoch = matches!(order, Order::Pep440 | Order::Dpkg | Order::Rpm);
        let (epoch, text) = match text.split_once(separator) {
            Some((epoch, text)) if has_epoch => (Some(epoch.parse().ok()?), text),
            _ => (None, text),
        };
        let mut numbers = Vec::new();
        for part in text.split(separators).take(depth(branching)) {
            let end = part
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(part.len());
            match part[..end].parse() {
                Ok(number) => numbers.push(number),
                Err(_) => break,
            }
            if end < part.len() {
                break;
            }
        }
        (!numbers.is_empty()).then_some(Self {
            epoch: epoch.filter(|epoch| *epoch > 0),
            numbers,
            separator,
        })
    }

    /// The first release of the series as the ecosystem would write it. Where `4`
    /// is older than `4.0`, no number is added.
    pub(super) fn start(&self, order: Order) -> String {
        let length = match order {
            Order::Semver | Order::Pub | Order::NuGet => 3,
            Order::Dpkg | Order::Opam | Order::Rpm | Order::Apk | Order::Hackage => 1,
            Order::Pep440
            | Order::RubyGems
            | Order::Maven
            | Order::Packagist
            | Order::Cran
            | Order::Generic => 2,
        };
        let mut start = self.clone();
        start.numbers.resize(length.max(start.numbers.len()), 0);
        start.to_string()
    }

    /// The lowest version of the series, pre-releases included.
    pub(super) fn opening(&self, order: Order) -> String {
        opening::of_series(order, &self.start(order))
    }

    /// The next series with the same first numbers: `4.3` after `4.2`, `5` after `4`.
    pub(super) fn next(&self) -> Self {
        let mut next = self.clone();
        if let Some(last) = next.numbers.last_mut() {
            *last = last.saturating_add(1);
        }
        next
    }

    /// The first series after this one on the way to `later`: the next minor
    /// series while the major number stays, else the next major's first.
    pub(super) fn next_towards(&self, later: &Self) -> Self {
        if (self.epoch, self.numbers[0]) == (later.epoch, later.numbers[0]) {
            return self.next();
        }
        let mut next = self.clone();
        next.numbers.truncate(1);
        next = next.next();
        next.numbers.resize(self.numbers.len(), 0);
        next
    }
}

impl Ord for Series {
    fn cmp(&self, other: &Self) -> Ordering {
        let shared = self.numbers.iter().zip(&other.numbers);
        self.epoch
            .cmp(&other.epoch)
            .then_with(|| {
                shared
                    .map(|(a, b)| a.cmp(b))
                    .find(|o| o.is_ne())
                    .unwrap_or(Ordering::Equal)
            })
            .then_with(|| other.numbers.len().cmp(&self.numbers.len()))
    }
}

impl PartialOrd for Series {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How many numbers make a series.
fn depth(branching: Branching) -> usize {
    match branching {
        Branching::Major => 1,
        Branching::MajorMinor => 2,
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(epoch) = self.epoch {
            write!(f, "{epoch}{}", self.separator)?;
        }
        let numbers: Vec<String> = self.numbers.iter().map(u64::to_string).collect();
        f.write_str(&numbers.join("."))
    }
}
