//! Rules about versions, by all findings of small projects.

use crate::diagnostic::Diagnostics;
use crate::emit::{Format, emit};
use crate::model::Timestamp;
use crate::parse;
use crate::source::Sources;

const CONFIG: &str = "\
project: {name: tinysig, repository: https://tinysig.example/git, package: PyPI/tinysig}
embargo: in-tree
";

/// Every finding, a line each.
fn findings(files: &[(&str, &str)]) -> String {
    let mut sources = Sources::new();
    for (path, text) in files {
        sources.text(*path, *text);
    }
    sources.text("forewarn.yaml", CONFIG);
    let at: jiff::Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
    let clock = Timestamp::from(at);
    let mut found = Diagnostics::new();
    let project = parse::parse(&sources, clock, &mut found);
    super::check(&project, &sources, clock, &mut found);
    emit(Format::Short, &found, &sources, false)
}

/// Findings about a public advisory that says this.
fn about(advisory: &str) -> String {
    findings(&[(
        "advisories/a.yaml",
        &format!("id: x_a-1\npublished: 2026-01-01\n{advisory}"),
    )])
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
- package: {ecosystem: PyPI, name: tiny-sig}
  ranges:
  - {type: ECOSYSTEM, events: [{introduced: \"3.0\"}, {introduced: \"2.3\"}, {fixed: \"2.3.1\"}]}
"
        ),
        "\
advisories/a.yaml:7:74: warning[git-range-first]: osv-scanner reads no range behind this range of commits
advisories/a.yaml:11:66: warning[overlapping-ranges]: the range from 2.3 to before 2.3.1 overlaps the one before 2.4
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
            "affected:\n- package: {{ecosystem: PyPI, name: x}}\n  ranges:\n  - type: ECOSYSTEM\n    events:\n{events}"
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

