//! What the page of an advisory answers first: where it stands, and what to do.

use super::markup::text_of;
use super::versions::branch_page;
use crate::output::versions::tests::project;

const CONFIG: &str = "project: {name: tinysig, package: PyPI/tinysig}\n";

/// 3.4 and 3.3 are supported, 2.4 for longer than others.
const TABLE: &str = "package: PyPI/tinysig\n\
     support: {latest: 2, of: minor}\n\
     releases:\n\
     \x20 - {version: \"3.4.1\", date: 2026-09-22}\n\
     \x20 - {version: \"3.4\", date: 2026-08-11}\n\
     \x20 - {version: \"3.3.2\", date: 2026-09-22}\n\
     \x20 - {version: \"3.3.1\", date: 2026-05-12}\n\
     \x20 - {version: \"3.3\", date: 2026-05-05}\n\
     \x20 - {version: \"3.2\", date: 2026-02-05}\n\
     \x20 - {version: \"3.1\", date: 2025-12-05}\n\
     \x20 - {version: \"2.4.4\", date: 2026-09-22}\n\
     \x20 - {version: \"2.4\", date: 2025-03-11, end: 2027-03-31}\n\
     \x20 - {version: \"2.3\", date: 2024-03-11}\n";

/// The page of an advisory, of a project with or without the table.
fn page(table: Option<&str>, record: &str) -> String {
    let record =
        format!("id: x_tinysig-2026-0001\nsummary: Summary\npublished: 2026-09-22\n{record}");
    let mut files = vec![("forewarn.yaml", CONFIG), ("advisories/1.yaml", &record)];
    files.extend(table.map(|table| ("content/supported-versions.yaml", table)));
    let project = project(&files);
    branch_page(&project, &project.advisories[0])
}

fn status(table: Option<&str>, record: &str) -> String {
    let main = text_of(&page(table, record), "main");
    main.split(" Summary ").next().unwrap().to_owned()
}

fn what_to_do(table: Option<&str>, record: &str) -> String {
    let main = text_of(&page(table, record), "main");
    let (_, rest) = main.split_once(" What to do ").unwrap();
    rest.split(" Data ").next().unwrap().to_owned()
}

const ALL_FIXED: &str = "introduced: \"2.3\"\nbranches:\n\
     - {branch: \"3.4\", fixed: 3.4.1}\n\
     - {branch: \"3.3\", fixed: 3.3.2}\n\
     - {branch: \"2.4\", fixed: 2.4.4}\n\
     - {branch: \"2.3\", status: pending}\n";

const ONE_REFUSED: &str = "branches:\n\
     - {branch: \"3.4\", fixed: 3.4.1}\n\
     - {branch: \"3.3\", status: pending}\n\
     - {branch: \"2.4\", status: wont-fix}\n\
     - {branch: \"2.3\", fixed: 2.3.9}\n";

const NOT_EVALUATED: &str = "branches:\n\
     - {branch: \"3.4\", fixed: 3.4.1}\n\
     - {branch: \"3.3\", fixed: 3.3.2}\n\
     - {branch: \"2.4\", status: not-evaluated}\n";

const NONE_FIXED: &str = "branches:\n\
     - {branch: \"3.4\", status: not-affected}\n\
     - {branch: \"3.3\", status: pending}\n";

#[test]
fn fixed_is_what_has_no_supported_branch_open() {
    for (record, with_table, without) in [
        (
            ALL_FIXED,
            "Fixed in 2.4.4, 3.3.2 and 3.4.1 Also affected, no longer supported: series 3.2, 3.1 and 2.3.",
            "Partly fixed in 2.4.4, 3.3.2 and 3.4.1 Series 2.3: fix in progress",
        ),
        (
            ONE_REFUSED,
            "Partly fixed in 2.3.9 and 3.4.1 (2.3.9: no release listed yet) \
             Series 3.3: fix in progress Series 2.4: will not be fixed Also affected, no longer supported: series 3.2 and 3.1.",
            "Partly fixed in 2.3.9 and 3.4.1 Series 3.3: fix in progress Series 2.4: will not be fixed",
        ),
        (
            NOT_EVALUATED,
            "Partly fixed in 3.3.2 and 3.4.1 Series 2.4: not evaluated \
             Also affected, no longer supported: series 3.2, 3.1 and 2.3.",
            "Partly fixed in 3.3.2 and 3.4.1 Series 2.4: not evaluated",
        ),
        (
            NONE_FIXED,
            "Upgrade to 3.4 (not affected) Series 3.3: fix in progress Series 2.4: no known fix \
             Also affected, no longer supported: series 3.2, 3.1 and 2.3.",
            "No known fix Series 3.3: fix in progress",
        ),
        // An older fix of a later series is no fix of this one.
        (
            "introduced: \"3.3\"\nfixed: 3.4.1\n",
            "Partly fixed in 3.4.1 Series 3.3: no known fix",
            "Fixed in 3.4.1",
        ),
        (
            "affected: {PyPI/tinysig: \">= 2.3, <= 2.3.2\"}\n",
            "No supported version is affected Affected, no longer supported: series 2.3.",
            "No known fix",
        ),
        // Between the fix and what is not affected there may be a series.
        (
            "branches:\n- {branch: \"4.2\", fixed: 4.2.31}\n- {branch: \"6.0\", status: not-affected}\n",
            "Partly fixed in 4.2.31 (no release listed yet) \
             Series 3.4, 3.3 and 2.4: no known fix \
             Also affected, no longer supported: series 3.2, 3.1 and 2.3.",
            "Partly fixed in 4.2.31 Some versions have no known fix.",
        ),
        // Nobody says so, but the next release of the branch is free of it.
        (
            "versions: [\"3.3\"]\n",
            "Upgrade to 3.3.1 (not affected)",
            "Published (no fixed version listed)",
        ),
        (
            "affected: {PyPI/tinysig: [\"< 2.3.2\", \">= 2.4, < 2.4.1\"]}\n",
            "Fixed in 2.3.2 and 2.4.1 (2.3.2: no release listed yet)",
            "Fixed in 2.3.2 and 2.4.1",
        ),
    ] {
        assert_eq!(status(Some(TABLE), record), with_table);
        assert_eq!(status(None, record), without);
    }
}

#[test]
fn what_to_do_names_only_versions_that_are_fixes() {
    for (record, words) in [
        (
            ALL_FIXED,
            "Upgrade to tinysig 3.4.1 or later. \
             To stay on an older series, use 3.3.2 or 2.4.4. \
             pip install &quot;tinysig&gt;=3.4.1&quot; \
             Series 3.2 and 3.1 are no longer supported; upgrade to 3.3.2. \
             A fix for series 2.3 is in progress. Until then, use 2.4.4.",
        ),
        (
            ONE_REFUSED,
            "Upgrade to tinysig 3.4.1 or later. \
             pip install &quot;tinysig&gt;=3.4.1&quot; \
             2.3.9 is not yet among the releases that the project lists. \
             A fix for series 3.3 is in progress. Until then, use 3.4.1. \
             Series 2.4 will not be fixed. \
             Series 3.2 and 3.1 are no longer supported.",
        ),
        (
            NOT_EVALUATED,
            "Upgrade to tinysig 3.4.1 or later. To stay on an older series, use 3.3.2. \
             pip install &quot;tinysig&gt;=3.4.1&quot; \
             Whether series 2.4 is affected has not been evaluated. \
             Series 3.2 and 3.1 are no longer supported; upgrade to 3.3.2. \
             Series 2.3 is no longer supported.",
        ),
        (
            NONE_FIXED,
            "Upgrade to tinysig 3.4 (not affected). pip install &quot;tinysig&gt;=3.4&quot; \
             A fix for series 3.3 is in progress. Until then, use 3.4. \
             No fix for series 2.4 is known. \
             Series 3.2, 3.1 and 2.3 are no longer supported.",
        ),
        (
            "branches:\n- {branch: \"3.4\", status: pending}\n- {branch: \"3.3\", fixed: 3.3.2}\n",
            "tinysig is fixed in 3.3.2. A fix for series 3.4 is in progress. \
             No fix for series 2.4 is known; upgrade to 3.3.2. \
             Series 3.2, 3.1 and 2.3 are no longer supported; upgrade to 3.3.2.",
        ),
        (
            "versions: [\"3.3\"]\n",
            "Upgrade to tinysig 3.3.1 (not affected). pip install &quot;tinysig&gt;=3.3.1&quot;",
        ),
    ] {
        let text = what_to_do(Some(TABLE), record);
        assert!(text.starts_with(words), "{text}");
    }
}

#[test]
fn attacks_are_said_first() {
    for (record, words) in [
        ("fixed: 3.4.1\nexploited: false\n", "Fixed in 3.4.1"),
        (
            "fixed: 3.4.1\nexploited: true\n",
            "Fixed in 3.4.1 Exploited in attacks.",
        ),
        (
            "fixed: 3.4.1\nexploited: {note: On <two> servers.}\n",
            "Fixed in 3.4.1 Exploited in attacks. On &lt;two&gt; servers.",
        ),
        (
            "fixed: 3.4.1\nexploited: {since: 2026-09-17T10:00+02:00, note: On two.}\n\
             timeline: [{exploited-in-the-wild: 2026-09-16}]\n",
            "Fixed in 3.4.1 Exploited in attacks since \
             Thursday, 17 September 2026, 08:00 UTC. On two.",
        ),
        (
            "fixed: 3.4.1\ndatabase_specific: {exploited: true}\n\
             timeline: [{exploited-in-the-wild: 2026-09-16}]\n",
            "Fixed in 3.4.1",
        ),
        (
            "fixed: 3.4.1\nexploited: true\ntimeline: [{exploited-in-the-wild: 2026-09-18}]\n",
            "Fixed in 3.4.1 Exploited in attacks since Friday, 18 September 2026.",
        ),
        (
            "fixed: 3.4.1\nexploited: true\ntimeline:\n\
             - {exploited-again: 2026-09-20}\n- {exploited-in-the-wild: 2026-09-18}\n",
            "Fixed in 3.4.1 Exploited in attacks since Friday, 18 September 2026.",
        ),
    ] {
        assert_eq!(status(None, record), words);
    }
}

#[test]
fn a_withdrawal_without_a_reason_says_so() {
    let record = "fixed: 3.4.1\nwithdrawn: 2026-09-29\n";
    let words = status(None, record);
    assert!(words.contains("No reason was given."), "{words}");
    assert!(page(None, record).contains("<h1 dir=\"auto\"><s>Summary</s></h1>"));
}

#[test]
fn versions_are_known_by_their_verdicts() {
    let known = |table, record: &str| {
        let page = page(table, record);
        let (_, list) = page.split_once("<form class=\"lookup\"")?;
        Some(text_of(list, "details"))
    };
    assert_eq!(
        known(Some(TABLE), ALL_FIXED).as_deref(),
        Some(
            "10 known releases: 7 affected \
             affected, upgrade to 3.4.1 3.4 \
             affected, upgrade to 3.3.2 3.3.1, 3.3 3.2 3.1 \
             affected, upgrade to 2.4.4 2.4 2.3 \
             not affected 3.4.1 3.3.2 2.4.4"
        )
    );
    assert_eq!(known(None, ALL_FIXED), None);
    assert_eq!(
        known(
            None,
            "fixed: 3.4.1\nversions: [\"3.3\", \"3.4\", \"3.3.1\"]\n"
        )
        .as_deref(),
        Some(
            "4 known releases: 3 affected affected, upgrade to 3.4.1 3.4 3.3.1, 3.3 not affected 3.4.1"
        )
    );
    assert_eq!(
        known(Some(TABLE), "fixed: 3.4.1\nwithdrawn: 2026-09-29\n"),
        None
    );
}

#[test]
fn three_hundred_versions_are_not_a_wall() {
    let versions: Vec<String> = (0..300)
        .map(|n| format!("\"{}.{}.0\"", n / 6, n % 6))
        .collect();
    let page = page(None, &format!("versions: [{}]\n", versions.join(", ")));
    let lines = page.matches("<dd>").count();
    assert!((10..=60).contains(&lines), "{lines}");
    assert!(page.len() < 20_000, "{}", page.len());
}

#[test]
fn fixes_are_patches_by_branch() {
    let page = page(
        None,
        "branches:\n\
         - {branch: \"3.3\", fixed: 3.3.2, fix: \"https://github.com/example/tinysig/commit/db34eda506f450af08b63fb73d74cf34aa0d32bd\"}\n\
         - {branch: \"3.4\", fixed: 3.4.1, fix: \"https://github.com/example/tinysig/commit/cecbb6bd00382102b2d9cac8cc211dfa8c5d06dd\"}\n\
         - {branch: \"2.4\", fixed: 2.4.4, fix: \"https://github.com/example/tinysig/pull/7\"}\n",
    );
    let (_, list) = page.split_once("<h3 id=\"patches\">").unwrap();
    assert_eq!(
        text_of(list, "ul"),
        "3.4: cecbb6bd0038.patch 3.3: db34eda506f4.patch"
    );
    assert!(list.contains(
        "href=\"https://github.com/example/tinysig/commit/cecbb6bd00382102b2d9cac8cc211dfa8c5d06dd.patch\""
    ));
}

#[test]
fn a_record_without_versions_says_so() {
    let record = "affected: [{package: {ecosystem: PyPI, name: tinysig}}]\n";
    let main = text_of(&page(None, record), "main");
    assert!(
        main.contains("Am I affected? No affected versions are listed."),
        "{main}"
    );
}

#[test]
fn commits_are_not_told_twice() {
    let commits = |fix: &str| {
        let record = format!(
            "references: [{{type: FIX, url: \"https://github.com/example/tinysig/commit/{fix}\"}}]\n\
             affected:\n\
             - package: {{ecosystem: PyPI, name: tinysig}}\n\
             \x20 ranges:\n\
             \x20 - {{type: ECOSYSTEM, events: [{{introduced: \"0\"}}, {{fixed: \"3.4.1\"}}]}}\n\
             \x20 - type: GIT\n\
             \x20   repo: https://github.com/example/tinysig\n\
             \x20   events: [{{introduced: \"0\"}}, {{fixed: cecbb6bd00382102b2d9cac8cc211dfa8c5d06dd}}]\n"
        );
        page(None, &record).contains("Commits in")
    };
    assert!(!commits("cecbb6bd00382102b2d9cac8cc211dfa8c5d06dd"));
    assert!(commits("db34eda506f450af08b63fb73d74cf34aa0d32bd"));
}

#[test]
fn the_upgrade_is_one_that_helps() {
    for (affected, words) in [
        (
            "\"< 1.2\"",
            "Upgrade to tinysig 1.2 or later. pip install &quot;tinysig&gt;=1.2&quot;",
        ),
        (
            "[\"< 1.2\", \">= 2.0, < 2.1\", \">= 3.0, < 3.1\"]",
            "Upgrade to tinysig 3.1 or later. To stay on an older series, use 2.1 or 1.2. \
             pip install &quot;tinysig&gt;=3.1&quot;",
        ),
        (
            "[\"<= 1.2\", \">= 2.0, < 2.1\"]",
            "Upgrade to tinysig 2.1 or later. pip install &quot;tinysig&gt;=2.1&quot;",
        ),
        (
            "[\"< 1.2\", \">= 2.0\"]",
            "tinysig is fixed in 1.2. No fix is known for tinysig 2.0 and later.",
        ),
        (
            "\"<= 1.2\"",
            "tinysig 1.2 is the last version known to be affected. No fixed version is listed.",
        ),
        ("\">= 1.0\"", "No fixed version of tinysig is known."),
    ] {
        let text = what_to_do(None, &format!("affected: {{PyPI/tinysig: {affected}}}\n"));
        assert_eq!(text, words);
    }
}

#[test]
fn everything_that_the_record_says_the_page_says() {
    let beside = page(
        None,
        "affected: {PyPI/tinysig: [\">= 1.0, < 2.0\", \"= 3.0.0\"]}\n",
    );
    let main = text_of(&beside, "main");
    assert!(main.starts_with("Partly fixed in 2.0 "), "{main}");
    for words in [
        "Affected: tinysig 1.0 up to, but not including, 2.0; 3.0.0 only. \
         Not affected: tinysig before 1.0; 2.0 up to, but not including, 3.0.0; after 3.0.0.",
        "AffectedFixed in from 1.0, before 2.02.0 3.0.0no known fix",
        "No fix is known for tinysig 3.0.0.",
    ] {
        assert!(main.contains(words), "{words}: {main}");
    }
    // No page tells to install a version that its own list marks as affected.
    let listed = page(
        None,
        "affected:\n- package: {ecosystem: PyPI, name: tinysig}\n\
         \x20 ranges: [{type: ECOSYSTEM, events: [{introduced: \"0.12\"}, {fixed: 1.2.0}]}]\n\
         \x20 versions: [\"0.12\", 1.0.0, 1.2.0, 7.27.0]\n",
    );
    let main = text_of(&listed, "main");
    assert!(main.starts_with("No known fix "), "{main}");
    assert!(!main.contains("Upgrade") && !main.contains("pip"), "{main}");
    assert!(main.contains("4 known releases: 4 affected affected 7.27.0 1.2.0 1.0.0 0.12"));
}

#[test]
fn a_version_that_is_not_affected_is_a_way_out_where_nothing_is_fixed() {
    let record = "branches:\n\
         - {branch: \"3.4\", status: not-affected}\n\
         - {branch: \"3.3\", status: wont-fix, why: By design.}\n\
         - {branch: \"2.4\", status: wont-fix}\n";
    assert_eq!(
        status(Some(TABLE), record),
        "Upgrade to 3.4 (not affected) Series 3.3 and 2.4: will not be fixed \
         Also affected, no longer supported: series 3.2, 3.1 and 2.3."
    );
    assert_eq!(
        what_to_do(Some(TABLE), record),
        "Upgrade to tinysig 3.4 (not affected). pip install &quot;tinysig&gt;=3.4&quot; \
         Series 3.3 and 2.4 will not be fixed. \
         Series 3.2, 3.1 and 2.3 are no longer supported."
    );
    let last = "affected: {PyPI/tinysig: \"<= 3.3.2\"}\n";
    assert_eq!(
        status(Some(TABLE), last),
        "Upgrade to 3.4 (not affected) Series 3.3 and 2.4: no known fix \
         Also affected, no longer supported: series 3.2, 3.1 and 2.3."
    );
}
