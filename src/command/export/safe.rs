//! The versions that are not affected, for databases that list these.

use crate::version::interval::{End, Interval};

/// What is around intervals.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Safe {
    /// From a fix on, or behind the last affected version, up to the next interval.
    pub(super) patched: Vec<String>,
    /// Before the first interval, and where a branch began without the defect.
    pub(super) unaffected: Vec<String>,
}

impl Safe {
    /// What is around intervals that are sorted and disjoint, each as one requirement:
    /// `>= 1.4.2, < 2.0.0`.
    pub(super) fn around(extent: &[Interval]) -> Self {
        let mut safe = Self::default();
        let first = extent.first().map(|interval| interval.introduced.as_str());
        if let Some(first) = first.filter(|first| *first != "0") {
            safe.unaffected.push(format!("< {first}"));
        }
        for (at, interval) in extent.iter().enumerate() {
            let (list, from) = match &interval.end {
                End::Open => continue,
                End::Fixed(end) => (&mut safe.patched, format!(">= {end}")),
                End::LastAffected(end) => (&mut safe.patched, format!("> {end}")),
                End::Before(end) => (&mut safe.unaffected, format!(">= {end}")),
            };
            list.push(match extent.get(at + 1) {
                Some(next) => format!("{from}, < {}", next.introduced),
                None => from,
            });
        }
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_affected_lies_around_what_is() {
        let safe = |extent: &[Interval]| {
            let Safe {
                patched,
                unaffected,
            } = Safe::around(extent);
            (patched.join(" | "), unaffected.join(" | "))
        };
        let run = |from: &str, end: End| Interval::new(from, end);
        let fixed = |at: &str| End::Fixed(at.into());
        let last = |at: &str| End::LastAffected(at.into());
        for (extent, patched, unaffected) in [
            (vec![run("0", End::Open)], "", ""),
            (vec![run("1.2", End::Open)], "", "< 1.2"),
            (vec![run("0", fixed("1.4"))], ">= 1.4", ""),
            (
                vec![run("1.2", fixed("1.4")), run("2.0", last("2.1"))],
                ">= 1.4, < 2.0 | > 2.1",
                "< 1.2",
            ),
            (
                vec![run("0", End::Before("2.0".into())), run("3.0", End::Open)],
                "",
                ">= 2.0, < 3.0",
            ),
            (vec![run("1.1", last("1.1"))], "> 1.1", "< 1.1"),
        ] {
            assert_eq!(safe(&extent), (patched.to_owned(), unaffected.to_owned()));
        }
    }
}
