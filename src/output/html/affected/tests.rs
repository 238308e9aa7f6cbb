//! Sentences about intervals.

use super::{Interval, PackageView, Remedy};
use crate::theme::spoken;

/// A package of intervals, each `introduced`, `fixed` and `last_affected`.
fn package(intervals: &[[&str; 3]]) -> PackageView {
    let version = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    PackageView {
        name: "tinysig".to_owned(),
        ecosystem: None,
        page: None,
        intervals: intervals
            .iter()
            .map(|[introduced, fixed, last_affected]| Interval {
                introduced: version(introduced),
                fixed: version(fixed),
                last_affected: version(last_affected),
            })
            .collect(),
        branches: Vec::new(),
        left_behind: Vec::new(),
        sentence: None,
        unaffected: None,
        upgrade: None,
        versions: Vec::new(),
        commits: Vec::new(),
    }
}

#[test]
fn each_kind_of_interval_has_its_words() {
    let all = package(&[
        ["", "1.2", ""],
        ["1.3", "1.4", ""],
        ["1.5", "", "1.6"],
        ["1.7", "", "1.7"],
        ["2.0", "", ""],
    ]);
    assert_eq!(
        all.affected_sentence(spoken("en")).as_deref(),
        Some(
            "Affected: tinysig before 1.2, from 1.3 to before 1.4, from 1.5 through 1.6, \
             in 1.7 only and from 2.0 on."
        )
    );
    for (interval, words) in [
        (
            ["", "", "1.6"],
            "Affected: tinysig up to and including 1.6.",
        ),
        (["", "", ""], "Affected: tinysig in all versions."),
    ] {
        assert_eq!(
            package(&[interval])
                .affected_sentence(spoken("en"))
                .as_deref(),
            Some(words)
        );
    }
}

#[test]
fn the_upgrade_is_one_that_helps() {
    for (intervals, remedy, words) in [
        (
            &[["", "1.2", ""]][..],
            Remedy::Full,
            "Upgrade tinysig to 1.2 or later.",
        ),
        (
            &[["", "1.2", ""], ["2.0", "2.1", ""], ["3.0", "3.1", ""]],
            Remedy::Full,
            "Upgrade tinysig to 3.1 or later. On an older branch, 1.2 and 2.1 fix it too.",
        ),
        (
            &[["", "", "1.2"], ["2.0", "2.1", ""]],
            Remedy::Full,
            "Upgrade tinysig to 2.1 or later.",
        ),
        (
            &[["", "1.2", ""], ["2.0", "", ""]],
            Remedy::Partial,
            "tinysig is fixed in 1.2. No fix is known for versions from 2.0 on.",
        ),
        (
            &[["", "", "1.2"]],
            Remedy::None,
            "No fixed version of tinysig is named; 1.2 is the last known to be affected.",
        ),
        (
            &[["1.0", "", ""]],
            Remedy::None,
            "No fixed version of tinysig is known.",
        ),
    ] {
        let package = package(intervals);
        assert_eq!(
            package.upgrade_sentence(spoken("en")).as_deref(),
            Some(words)
        );
        assert_eq!(package.remedy(), remedy, "{words}");
    }
    assert_eq!(package(&[]).upgrade_sentence(spoken("en")), None);
    assert_eq!(package(&[]).remedy(), Remedy::Unstated);
}
