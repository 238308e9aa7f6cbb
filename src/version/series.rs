//! Series: the leading numbers that the releases of one branch share.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use super::{Order, opening};
use crate::model::config::Branching;

/// A series, by one number (`4`), two (`4.2`) or more. A branch that is named by
/// fewer numbers than the project's branches have stands for what is left of them:
/// `4` is after `4.2` and before `5.0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    epoch: Option<u64>,
    numbers: Vec<u64>,
    separator: char,
}

/// How the series of a package are told apart.
#[derive(Clone, Debug)]
pub struct SeriesNames {
    order: Order,
    /// How many numbers make a series.
    depth: usize,
    /// How many numbers tell the series that begin with these, where that is more.
    deeper: BTreeMap<(Option<u64>, Vec<u64>), usize>,
}

impl SeriesNames {
    /// By the numbers that branches have. Of the series that somebody `named`,
    /// those with more numbers are series of their own, and so is what stands
    /// beside them: 1.1.0 beside OpenSSL's 1.1.1, where 3.0 is one series.
    pub fn new<'n>(
        order: Order,
        branching: Branching,
        named: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        let depth = match branching {
            Branching::Major => 1,
            Branching::MajorMinor => 2,
        };
        let named = named.into_iter();
        let named = named.filter_map(|name| Series::read(order, numbers(name)?, &IN_NAMES));
        let mut deeper = BTreeMap::new();
        for series in named.filter(|series| series.numbers.len() > depth) {
            let begin = (series.epoch, series.numbers[..depth].to_vec());
            let length = deeper.entry(begin).or_default();
            *length = series.numbers.len().max(*length);
        }
        Self {
            order,
            depth,
            deeper,
        }
    }

    pub(super) fn order(&self) -> Order {
        self.order
    }

    /// The series of a version; missing numbers are zero. `None` when the
    /// version does not begin with a number.
    pub fn of_version(&self, version: &str) -> Option<Series> {
        let version = version.trim_start_matches(['v', 'V']);
        // Elsewhere what follows is a revision or a pre-release.
        let separators: &[char] = match self.order {
            Order::Cran => &['.', '-'],
            Order::Rpm => &['.', '_'],
            Order::Generic => &['.', '-', '_'],
            _ => &['.'],
        };
        let mut series = Series::read(self.order, version, separators)?;
        let length = self.length(&series);
        series.numbers.resize(length, 0);
        Some(series)
    }

    /// The series that a branch name tells: `4.2`, `v4.2`, `4.x`, `stable/4.2`,
    /// `ruby_3_1`, `openssl-3.0`. `None` for a name without a number, as `main`.
    pub fn of_branch(&self, name: &str) -> Option<Series> {
        let mut series = Series::read(self.order, numbers(name)?, &IN_NAMES)?;
        let length = self.length(&series);
        series.numbers.truncate(length);
        Some(series)
    }

    /// The first release of a series; `None` for what is left of several.
    pub fn start(&self, series: &Series) -> Option<String> {
        (series.numbers.len() >= self.depth).then(|| series.start(self.order))
    }

    /// How many numbers make a series of these.
    fn length(&self, series: &Series) -> usize {
        let begin = series.numbers.get(..self.depth);
        let begin = begin.filter(|_| !self.deeper.is_empty());
        let deeper = begin.and_then(|begin| self.deeper.get(&(series.epoch, begin.to_vec())));
        deeper.copied().unwrap_or(self.depth)
    }
}

/// The series of a version, where its text begins with it as every ecosystem
/// writes it: `3.4` of `3.4.1`. Most versions do.
pub(super) fn begin(branching: Branching, version: &str) -> Option<&str> {
    let is_number =
        |part: &str| part == "0" || ((1..=9).contains(&part.len()) && !part.starts_with('0'));
    // What stands before one of these is an epoch.
    let version = Some(version).filter(|version| !version.contains(['!', ':']))?;
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let major = digits(version);
    if !is_number(&version[..major]) {
        return None;
    }
    let end = match branching {
        Branching::Major => major,
        Branching::MajorMinor => {
            let minor = version[major..].strip_prefix('.')?;
            let end = digits(minor);
            is_number(&minor[..end]).then_some(major + 1 + end)?
        }
    };
    Some(&version[..end])
}

/// What stands between the numbers of a branch name.
const IN_NAMES: [char; 3] = ['.', '-', '_'];

/// The numbers that a branch name tells: the first that no letter stands before,
/// except for a `v`, else the first at all. `log4j-2.17` tells 2.17, and `ruby3.1`
/// 3.1. Numbers in a word end with it, so that `-` and `_` only bind others.
pub(super) fn numbers(name: &str) -> Option<&str> {
    let mut in_word = None;
    let mut from = 0;
    while let Some(start) = name[from..].find(|c: char| c.is_ascii_digit()) {
        let start = from + start;
        let before = name[..start]
            .strip_suffix(['v', 'V'])
            .unwrap_or(&name[..start]);
        let stands_alone = !before.ends_with(char::is_alphanumeric);
        let binds = |c: char| c == '.' || matches!(c, '!' | ':' | '-' | '_') && stands_alone;
        let rest = &name[start..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && !binds(c));
        let run = &rest[..end.unwrap_or(rest.len())];
        if stands_alone {
            return Some(run);
        }
        in_word = in_word.or(Some(run));
        from = start + run.len();
    }
    in_word
}

impl Series {
    fn read(order: Order, text: &str, separators: &[char]) -> Option<Self> {
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
        for part in text.split(separators) {
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

    /// Whether it comes before `other` by the numbers that both have.
    pub fn is_before(&self, other: &Self) -> bool {
        let shared = self.numbers.iter().zip(&other.numbers);
        let first = shared.map(|(a, b)| a.cmp(b)).find(|order| order.is_ne());
        let by_numbers = first.unwrap_or(Ordering::Equal);
        self.epoch.cmp(&other.epoch).then(by_numbers).is_lt()
    }

    /// Whether it is one of those that `other`, named by fewer numbers, stands for.
    pub fn is_within(&self, other: &Self) -> bool {
        self.epoch == other.epoch
            && self.numbers.len() > other.numbers.len()
            && self.numbers.starts_with(&other.numbers)
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

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(epoch) = self.epoch {
            write!(f, "{epoch}{}", self.separator)?;
        }
        for (at, number) in self.numbers.iter().enumerate() {
            let dot = if at == 0 { "" } else { "." };
            write!(f, "{dot}{number}")?;
        }
        Ok(())
    }
}
