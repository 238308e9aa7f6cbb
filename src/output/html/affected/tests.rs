//! Sentences about intervals.

use super::{Goal, Interval, PackageView, Remedy, Sentence, advice};
use crate::theme::spoken;

/// A package of intervals, each `introduced`, `fixed` and `last_affected`; an
/// end that no fix is has a `~`.
fn package(intervals: &[[&str; 3]]) -> PackageView {
    let version = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    PackageView {
        name: "tinysig".to_owned(),
        ecosystem: None,
        page: None,
        branches: Vec::new(),
        past: Vec::new(),
        left_behind: Vec::new(),
        has_support: false,
        intervals: intervals
            .iter()
            .map(|[introduced, end, last_affected]| Interval {
                introduced: version(introduced),
                fixed: version(end).filter(|end| !end.starts_with('~')),
                before: end.strip_prefix('~').and_then(version),
                last_affected: version(last_affected),
            })
            .collect(),
        affected: None,
        unaffected: None,
        goal: None,
        upgrade: None,
        command: None,
        advice: Vec::new(),
        known: None,
        versions: Vec::new(),
        commits: Vec::new(),
    }
}

/// The affected versions in words; ranges that are a list are parted by bars.
fn affected(intervals: &[[&str; 3]]) -> String {
    let sentence = Sentence::affected(spoken("en"), &package(intervals)).unwrap();
    let lines = [sentence.text].into_iter().chain(sentence.ranges);
    lines.collect::<Vec<_>>().join(" | ")
}

#[test]
fn each_kind_of_interval_has_its_words() {
    for (intervals, words) in [
        (
            &[["", "1.2", ""], ["1.3", "~1.4", ""], ["1.5", "", "1.6"]][..],
            "Affected: tinysig before 1.2, from 1.3 to before 1.4 and from 1.5 through 1.6.",
        ),
        (
            &[["", "~1.2", ""], ["1.7", "", "1.7"], ["2.0", "", ""]],
            "Affected: tinysig before 1.2, in 1.7 only and from 2.0 on.",
        ),
        (
            &[["", "", "1.6"]],
            "Affected: tinysig up to and including 1.6.",
        ),
        (&[["", "", ""]], "Affected: tinysig in all versions."),
    ] {
        assert_eq!(affected(intervals), words);
    }
}

#[test]
fn many_ranges_are_a_list() {
    let ranges = [
        ["", "1.2", ""],
        ["2", "2.2", ""],
        ["3", "3.2", ""],
        ["4", "4.2", ""],
        ["5", "5.2", ""],
    ];
    assert_eq!(
        affected(&ranges),
        "Affected versions of tinysig | before 1.2 | from 2 to before 2.2 | \
         from 3 to before 3.2 | from 4 to before 4.2 | from 5 to before 5.2"
    );
    let unaffected = Sentence::unaffected(spoken("en"), &package(&ranges)).unwrap();
    assert_eq!(unaffected.text, "Versions of tinysig that are not affected");
    assert_eq!(
        unaffected.ranges,
        [
            "from 1.2 to before 2",
            "from 2.2 to before 3",
            "from 3.2 to before 4",
            "from 4.2 to before 5",
            "from 5.2 on"
        ]
    );
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
            &[["", "1.2", ""], ["2.0", "~3.0", ""], ["3.0.1", "3.1", ""]],
            Remedy::Full,
            "Upgrade tinysig to 3.1 or later. On an older branch, 1.2 fixes it too.",
        ),
        (
            &[["", "~3.0", ""]],
            Remedy::None,
            "No fixed version of tinysig is known.",
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
        let mut package = package(intervals);
        package.goal = package.last_fix().map(|fix| Goal {
            version: fix.to_owned(),
            affected_by: Vec::new(),
            more_affected_by: 0,
            stands_for_fix: true,
        });
        assert_eq!(
            advice::upgrade(spoken("en"), &package).as_deref(),
            Some(words)
        );
        assert_eq!(package.remedy(), remedy, "{words}");
    }
    assert_eq!(advice::upgrade(spoken("en"), &package(&[])), None);
    assert_eq!(package(&[]).remedy(), Remedy::Unstated);
}
