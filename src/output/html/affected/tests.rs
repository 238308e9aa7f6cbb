//! Sentences about intervals.

use std::collections::HashSet;

use super::{Interval, PackageView, Remedy, Sentence};
use crate::source::{FileId, Span};
use crate::support::KnownRelease;
use crate::theme::spoken;
use crate::version::interval::End;
use crate::version::{self, Order};

/// An interval of `introduced`, `fixed` and `last_affected`; an end that no fix is
/// has a `~`.
fn interval([introduced, end, last]: [&str; 3], known: &[KnownRelease]) -> Interval {
    let end = match (end.strip_prefix('~'), end, last) {
        (Some(end), _, _) => End::Before(end.into()),
        (None, "", "") => End::Open,
        (None, "", last) => End::LastAffected(last.into()),
        (None, end, _) => End::Fixed(end.into()),
    };
    let introduced = if introduced.is_empty() {
        "0"
    } else {
        introduced
    };
    let run = version::interval::Interval::new(introduced, end);
    Interval::new(spoken("en"), Order::Pep440, known, run)
}

/// A package of such intervals.
fn package(intervals: &[[&str; 3]]) -> PackageView {
    PackageView {
        name: "tinysig".to_owned(),
        ecosystem: None,
        page: None,
        branches: Vec::new(),
        past: Vec::new(),
        left_behind: Vec::new(),
        has_support: false,
        intervals: intervals.iter().map(|run| interval(*run, &[])).collect(),
        affected: None,
        unaffected: None,
        goal: None,
        upgrade: None,
        command: None,
        advice: Vec::new(),
        known: None,
        versions: Vec::new(),
        commits: Vec::new(),
        remedy: Remedy::Unstated,
        fixes: Vec::new(),
        unreleased: HashSet::new(),
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
            "Affected: tinysig before 1.2; 1.3 up to, but not including, 1.4; 1.5 through 1.6.",
        ),
        (
            &[["", "~1.2", ""], ["1.7", "", "1.7"], ["2.0", "", ""]],
            "Affected: tinysig before 1.2; 1.7 only; 2.0 and later.",
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
        "Affected versions of tinysig | before 1.2 | 2 up to, but not including, 2.2 | \
         3 up to, but not including, 3.2 | 4 up to, but not including, 4.2 | \
         5 up to, but not including, 5.2"
    );
    let unaffected = Sentence::unaffected(spoken("en"), &package(&ranges)).unwrap();
    assert_eq!(unaffected.text, "Versions of tinysig that are not affected");
    assert_eq!(
        unaffected.ranges,
        [
            "1.2 up to, but not including, 2",
            "2.2 up to, but not including, 3",
            "3.2 up to, but not including, 4",
            "4.2 up to, but not including, 5",
            "5.2 and later"
        ]
    );
}

#[test]
fn an_interval_is_a_cell_of_few_words() {
    let cell = |run| interval(run, &[]).cell;
    assert_eq!(cell(["", "3.4.1", ""]), "before 3.4.1");
    assert_eq!(cell(["1.10", "3.4.1", ""]), "from 1.10, before 3.4.1");
    assert_eq!(cell(["1", "", "2"]), "1 – 2");
    assert_eq!(cell(["2", "", "2"]), "2");
    assert_eq!(cell(["", "", "2"]), "up to and including 2");
    assert_eq!(cell(["2", "", ""]), "2 and later");
    assert_eq!(cell(["", "", ""]), "all versions");
}

#[test]
fn an_interval_ends_with_a_release_only_where_nothing_known_lies_behind_it() {
    let releases = ["2.2", "2.4", "2.4.3", "2.4.4", "2.5rc1", "2.6"];
    let known = releases.map(|version| KnownRelease {
        bundled: Vec::new(),
        version: version.to_owned(),
        date: None,
        cycle: None,
        is_prerelease: version.contains("rc"),
        eol: None,
        has_ended: false,
        link: None,
        span: Span::file(FileId::FIRST),
    });
    for (run, words) in [
        (["2.3", "2.4.4", ""], "2.3 – 2.4.3"),
        (["2.3", "~2.4.4", ""], "2.3 – 2.4.3"),
        (["2.4.3", "2.4.4", ""], "2.4.3"),
        (["2.3", "2.4.2", ""], "from 2.3, before 2.4.2"),
        (["2.3", "2.4", ""], "from 2.3, before 2.4"),
        (["2.3", "2.6", ""], "from 2.3, before 2.6"),
        (["2.3", "2.2.1", ""], "from 2.3, before 2.2.1"),
        (["", "2.4.4", ""], "before 2.4.4"),
        (["2.3", "", ""], "2.3 and later"),
    ] {
        assert_eq!(interval(run, &known).cell, words);
    }
}
