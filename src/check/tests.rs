//! Rules about versions, by all findings of small projects.

mod linear;

use crate::diagnostic::Diagnostics;
use crate::emit::{Format, emit};
use crate::model::Timestamp;
use crate::parse;
use crate::source::Sources;

const CONFIG: &str = "\
project: {name: tinysig, repository: https://tinysig.example/git, package: PyPI/tinysig}
embargo: in-tree
";

const SUPPORTED: &str = "\
support: {latest: 2, of: minor}
releases: [\"3.4.1\", \"3.4\", \"3.4rc1\", \"3.3.1\", \"3.3\", \"3.3rc1\", \"3.2\", \"3.0\"]
";

/// Every finding, a line each.
fn findings(files: &[(&str, &str)]) -> String {
    let mut sources = Sources::new();
    for (path, text) in files {
        sources.text(*path, *text);
    }
    sources.text("forewarn.yaml", CONFIG);
    if sources.find("content/policy.md").is_none() {
        sources.text("content/policy.md", "# Security policy\n");
    }
    let at: jiff::Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
    let clock = Timestamp::from(at);
    let mut found = Diagnostics::new();
    let project = parse::parse(&sources, &mut found);
    super::check(&project, &sources, clock, &mut found);
    found.reveal(at);
    emit(Format::Short, &found, &sources, false)
}

/// Findings about a public advisory that says this.
fn about(advisory: &str) -> String {
    findings(&[(
        "advisories/a.yaml",
        &format!("id: x_a-1\npublished: 2026-01-01\n{advisory}"),
    )])
}

/// The same, where the releases are known.
fn with_releases(advisory: &str) -> String {
    findings(&[
        (
            "advisories/a.yaml",
            &format!("id: x_a-1\npublished: 2026-01-01\n{advisory}"),
        ),
        ("content/supported-versions.yaml", SUPPORTED),
    ])
}

#[test]
fn a_fix_that_nobody_released_is_told_once() {
    assert_eq!(
        with_releases(
            "affected: {PyPI/tinysig: [\"< 3.2.9\", \">= 3.3, < 3.3.1\", \">= 3.4, < 3.4.2\"]}"
        ),
        "\
advisories/a.yaml:3:27: warning[fixed-not-released]: `3.2.9` is not a known release of PyPI/tinysig
advisories/a.yaml:3:57: warning[fixed-not-released]: `3.4.2` is not a known release of PyPI/tinysig
"
    );
}

#[test]
fn fixes_before_the_list_begins_and_those_of_secrets_are_not_asked() {
    assert_eq!(
        with_releases("fixed: [\"2.9.1\", \"3.3.1\", \"3.4.1\"]"),
        ""
    );
    let secret = "id: x_a-1\npublished: 2027-01-01\nfixed: [\"3.4.2\", \"3.3.2\"]\n";
    assert_eq!(
        findings(&[
            ("advisories/a.yaml", secret),
            ("content/supported-versions.yaml", SUPPORTED),
        ]),
        ""
    );
}

#[test]
fn a_range_that_matches_nobody_is_told() {
    assert_eq!(
        with_releases("affected: {PyPI/tinysig: [\">= 3.2.1, < 3.3rc1\", \">= 3.5\", \"< 3.0\"]}"),
        "\
advisories/a.yaml:3:27: warning[range-without-release]: this range holds no known release of PyPI/tinysig: 3.2.1 up to, but not including, 3.3rc1
advisories/a.yaml:3:49: warning[range-without-release]: this range holds no known release of PyPI/tinysig: 3.5 and later
"
    );
    assert_eq!(
        with_releases("introduced: 3.4rc1\nfixed: \"3.4\""),
        "",
        "a pre-release is a release"
    );
}

#[test]
fn a_supported_series_without_a_fix_is_told() {
    assert_eq!(
        with_releases("introduced: \"3.0\"\nfixed: 3.3.1\nlast_affected: 3.4.1\n"),
        "advisories/a.yaml:5:16: error[conflicting-keys]: `last_affected` and `fixed` both say where the range ends\n"
    );
    assert_eq!(
        with_releases("introduced: \"3.0\""),
        "advisories/a.yaml:3:1: warning[supported-unfixed]: 3.3, 3.4 get security fixes, are affected, and no fix is named\n"
    );
    assert_eq!(
        with_releases(
            "branches:\n  - {branch: \"3.4\", status: pending}\n  - {branch: \"3.3\", status: wont-fix}\n"
        ),
        ""
    );
    let draft = "id: x_a-1\ndraft: true\nintroduced: \"3.0\"\n";
    let embargoed = "id: x_a-1\npublished: 2027-01-01\nintroduced: \"3.3\"\nfixed: \"3.4.2\"\n";
    for (secret, findings_of_it) in [
        (draft, ""),
        (
            embargoed,
            "advisories/a.yaml:3:1: warning[supported-unfixed]: a supported series is affected and has no fix\n",
        ),
    ] {
        let files = [
            ("advisories/a.yaml", secret),
            ("content/supported-versions.yaml", SUPPORTED),
        ];
        assert_eq!(findings(&files), findings_of_it);
    }
}

#[test]
fn where_single_releases_are_supported_their_fix_is_another_one() {
    let releases = "support: {latest: 1, of: release}\nreleases: [\"3.1\", \"3.0\"]\n";
    let of = |advisory: &str| {
        findings(&[
            (
                "advisories/a.yaml",
                &format!("id: x_a-1\npublished: 2026-01-01\n{advisory}"),
            ),
            ("content/supported-versions.yaml", releases),
        ])
    };
    assert_eq!(
        of("fixed: \"3.2\""),
        "advisories/a.yaml:3:8: warning[fixed-not-released]: `3.2` is not a known release of PyPI/tinysig\n"
    );
    assert_eq!(
        of("introduced: \"3.0\""),
        "advisories/a.yaml:3:1: warning[supported-unfixed]: 3.1 gets security fixes, is affected, and no fix is named\n"
    );
}

#[test]
fn ranges_of_one_package_that_overlap_are_told() {
    assert_eq!(
        about(
            "affected:
- package: {ecosystem: PyPI, name: Tiny.Sig}
  ranges:
  - {type: ECOSYSTEM, events: [{introduced: \"0\"}, {fixed: \"2.4\"}]}
  - {type: GIT, repo: https://tinysig.example/git, events: [{introduced: \"0\"}]}
  - {type: ECOSYSTEM, events: [{introduced: \"2.4\"}, {fixed: \"2.5\"}]}
- package: {ecosystem: PyPI, name: tiny-sig, purl: \"pkg:pypi/tiny-sig\"}
  ranges:
  - {type: ECOSYSTEM, events: [{introduced: \"3.0\"}, {introduced: \"2.3\"}, {fixed: \"2.3.1\"}]}
"
        ),
        "\
advisories/a.yaml:4:36: warning[name-spelling]: scanners look this package up as `tiny-sig`, not `Tiny.Sig`\n\
advisories/a.yaml:11:66: warning[overlapping-ranges]: two ranges overlap: before 2.4; 2.3 up to, but not including, 2.3.1
"
    );
    assert_eq!(
        about("affected: {PyPI/tinysig: [\"< 2.4\", \">= 2.4, <= 2.5\", \">= 2.6\"]}"),
        "",
        "ranges may touch"
    );
}

#[test]
fn events_that_change_nothing_are_told() {
    let range = |events: &str| {
        about(&format!(
            "affected:\n- package: {{ecosystem: PyPI, name: x, purl: \"pkg:pypi/x\"}}\n  ranges:\n  - type: ECOSYSTEM\n    events:\n{events}"
        ))
    };
    assert_eq!(
        range(
            "    - introduced: \"0\"\n    - fixed: 1.1.17\n    - fixed: 2.1.3\n    - introduced: \"3.0\"\n    - introduced: \"3.1\"\n"
        ),
        "advisories/a.yaml:10:14: warning[event-without-effect]: `fixed` 2.1.3 has no effect, since the range is closed there\n"
    );
    assert_eq!(
        range("    - introduced: \"0\"\n    - introduced: \"1.0\"\n    - fixed: \"1.1\"\n"),
        "advisories/a.yaml:9:19: warning[event-without-effect]: `introduced` 1.0 has no effect, since the range is open there\n"
    );
    assert_eq!(
        range(
            "    - introduced: \"1.1\"\n    - fixed: \"1.2\"\n    - introduced: \"1.0\"\n    - fixed: \"1.1\"\n"
        ),
        "",
        "pairs that touch, newest first"
    );
    assert_eq!(
        range("    - introduced: \"1.5\"\n    - fixed: \"1.4\"\n"),
        "advisories/a.yaml:9:14: error[event-order]: `fixed` 1.4 is not after `introduced` 1.5\n",
        "told once"
    );
}

#[test]
fn lists_and_ranges_that_contradict_each_other_are_told_once_a_package() {
    let entry = |name: &str, versions: &str| {
        format!(
            "affected:\n- package: {{ecosystem: PyPI, name: {name}, purl: \"pkg:pypi/{name}\"}}\n  ranges: [{{type: ECOSYSTEM, events: [{{introduced: \"3.0\"}}, {{fixed: \"3.3.1\"}}]}}]\n  versions: [{versions}]\n"
        )
    };
    assert_eq!(
        about(&entry(
            "x",
            "\"3.0\", 3.0.0, 3.0rc1, \"3.4\", 3.4.1, 3.4.2, nonsense"
        )),
        "advisories/a.yaml:6:28: warning[versions-contradict]: no range covers `3.0rc1`, `3.4`, `3.4.1` and 1 more\n"
    );
    assert_eq!(
        with_releases(&entry("tinysig", "\"3.0\", \"3.2\"")),
        "advisories/a.yaml:6:14: warning[versions-contradict]: `versions` leaves out `3.3`, which a range covers\n"
    );
    assert_eq!(
        with_releases(&entry("TinySig", "\"3.0\", \"3.4\"")),
        "advisories/a.yaml:4:36: warning[name-spelling]: scanners look this package up as `tinysig`, not `TinySig`\n\
         advisories/a.yaml:6:21: warning[versions-contradict]: no range covers `3.4`, and `versions` leaves out `3.2`, `3.3`\n"
    );
    assert_eq!(
        with_releases(&entry("tinysig", "\"3.0\", \"3.2\", \"3.3\"")),
        "",
        "the pre-release may be listed or not"
    );
}

#[test]
fn a_list_beside_a_shorthand_is_judged_by_its_first_version() {
    let versions = |introduced: &str, versions: &str| {
        about(&format!(
            "package: npm/x\nintroduced: {introduced}\nfixed: 3.1.0\nversions: [{versions}]\n"
        ))
    };
    assert_eq!(versions("3.0.0", "3.0.2, 3.0.0"), "");
    assert_eq!(
        versions("3.0.0", "3.0.3, 3.0.1, 3.0.2"),
        "advisories/a.yaml:6:12: warning[versions-contradict]: the range `3.0.0 up to, but not including, 3.1.0` covers more than `3.0.3`, `3.0.1`, `3.0.2`\n"
    );
    assert_eq!(
        about("affected: {PyPI/x: [\"< 3.1\", \"= 3.1.0\", \"= 4.0\"]}\n"),
        "advisories/a.yaml:3:30: warning[versions-contradict]: `3.1.0` is affected, and the fix as well\n"
    );
}

#[test]
fn dates_of_support_that_contradict_each_other_are_told() {
    assert_eq!(
        findings(&[(
            "content/supported-versions.yaml",
            "\
phases: {security: {for: 3y}}
releases:
  - {version: \"3.0\", date: 2025-01-01, end: 2024-01-01}
  - {version: \"2.1\", date: 2020-01-01, end: 2023-01-01}
  - {version: \"2.1.1\", date: 2020-02-01, end: 2023-02-01}
  - {version: \"1.0\"}
"
        )]),
        "\
content/supported-versions.yaml:3:45: warning[support-dates]: the series 3.0 ends before 2025-01-01, when it came out
content/supported-versions.yaml:5:47: warning[support-dates]: the series 2.1 ends on 2023-01-01 and on 2023-02-01
content/supported-versions.yaml:6:5: warning[support-dates]: `security` counts from the release of 1.0, and nobody says when that was
"
    );
}

#[test]
fn an_advisory_that_asks_for_a_part_of_a_page_is_told() {
    for (text, is_told) in [
        ("<!-- forewarn: contacts -->", true),
        ("<!-- what: ever --> <!--Forewarn:contacts", true),
        ("<!-- forewarn is a program: contacts -->", false),
        ("forewarn: contacts", false),
    ] {
        let found = about(&format!("details: |\n  {text}\n"));
        assert_eq!(found.contains("directive-misplaced"), is_told, "{text}");
    }
}

#[test]
fn a_policy_that_names_other_versions_is_told() {
    let policy = |text: &str| {
        findings(&[
            ("content/policy.md", text),
            ("content/supported-versions.yaml", SUPPORTED),
        ])
    };
    assert_eq!(
        policy(
            "---\ntitle: Policy\n---\n\nThe three newest\nminor releases get fixes.\n\n\
             | Version | Supported |\n|---|---|\n| 3.4.x | :white_check_mark: |\n| 3.3.x | :x: |\n| 3.2.x | :x: |\n"
        ),
        "\
content/policy.md:5:5: warning[policy-contradicts]: the policy promises fixes for other versions than the rule
content/policy.md:11:1: warning[policy-contradicts]: the policy calls 3.3 not supported
"
    );
    assert_eq!(
        policy(
            "The two most recent releases get fixes. Only the latest release has the new format. Try it."
        ),
        ""
    );
}
