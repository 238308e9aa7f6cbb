//! Findings about a secret file tell its path and place, and not a word of it, in
//! every form and by every command.

use super::{AT, FORMATS, assert_no_way, rows_in, word};
use crate::harness::Site;

/// The way, and the lines of an advisory with a fault in it; `WORD` stands where
/// the finding is about. `ID` is its id.
const WAYS: &[(&str, &str)] = &[
    ("a key that is not known", "WORD: 1"),
    ("a key that resembles one", "sumary: WORD"),
    ("a key given twice", "database_specific: {WORD: 1, WORD: 2}"),
    ("a list for a text", "summary: [WORD]"),
    ("a map for a list", "aliases: {WORD: a}"),
    ("a text for a map", "database_specific: WORD"),
    ("an alias that is the id", "aliases: [ID]"),
    (
        "two values for one key",
        "kind: a\ndatabase_specific: {kind: WORD}",
    ),
    ("a severity", "severity: WORD"),
    ("a vector", "severity: CVSS:3.1/WORD"),
    (
        "a vector in OSV's form",
        "severity: [{type: CVSS_V3, score: WORD}]",
    ),
    (
        "a type of severity",
        "severity: [{type: WORD, score: WORD}]",
    ),
    ("a weakness", "cwe: WORD"),
    ("a time", "modified: WORD"),
    ("a zone", "modified: 2026-09-01 12:00 WORD/WORD"),
    ("a time of a withdrawal", "withdrawn: {at: WORD}"),
    (
        "a key of a withdrawal",
        "withdrawn: {at: 2026-09-01, WORD: a}",
    ),
    ("a time of the timeline", "timeline: [{reported: WORD}]"),
    ("a step of the timeline", "timeline: [WORD]"),
    ("a revision", "revisions: [{at: WORD, note: a}]"),
    ("a note of a revision", "revisions: [{WORD: a}]"),
    ("an ecosystem", "affected: {WORD/tinysig: \"< 1.0\"}"),
    ("a package", "package: WORD\nfixed: \"1.0\""),
    ("a package URL", "package: \"pkg:WORD\"\nfixed: \"1.0\""),
    ("a range", "affected: {PyPI/tinysig: \"WORD\"}"),
    (
        "an order of events",
        "affected: [{package: {ecosystem: PyPI, name: WORD}, ranges: [{type: ECOSYSTEM, events: [{introduced: \"2.0\"}, {fixed: \"1.0+WORD\"}]}]}]",
    ),
    (
        "a kind of range",
        "affected: [{package: {ecosystem: PyPI, name: a}, ranges: [{type: WORD, events: []}]}]",
    ),
    (
        "an event",
        "affected: [{package: {ecosystem: PyPI, name: a}, ranges: [{type: ECOSYSTEM, events: [{WORD: \"1\"}]}]}]",
    ),
    (
        "a commit",
        "affected: [{ranges: [{type: GIT, repo: \"https://WORD.example\", events: [{introduced: WORD}]}]}]",
    ),
    ("a fix", "fix: WORD"),
    ("a version", "introduced: WORD\nfixed: \"1.0\""),
    (
        "a status of a branch",
        "branches: [{branch: \"1.0\", status: WORD}]",
    ),
    (
        "a key of a branch",
        "branches: [{branch: \"1.0\", WORD: a}]",
    ),
    (
        "a type of reference",
        "references: [{WORD: \"https://a.example\"}]",
    ),
    ("an address", "references: [\"javascript:WORD\"]"),
    (
        "a foreign key",
        "references: [{type: WEB, url: \"https://a.example\", WORD: 1}]",
    ),
    ("a name without consent", "credits: [WORD]"),
    ("a role of a credit", "credits: [{WORD: Anna}]"),
    ("a consent", "credits: [{reporter: Anna, consent: WORD}]"),
    (
        "two roles of a credit",
        "credits: [{reporter: WORD, developer: WORD}]",
    ),
    (
        "a component without a name",
        "bundled: {purl: \"pkg:WORD\"}",
    ),
    (
        "a long summary",
        "summary: WORD has a summary that is longer than any reader of lists and feeds will ever show to anybody who might want to know about it",
    ),
    ("a control character", "summary: \"WORD \\u0007\""),
    ("an anchor that is not there", "details: *WORD"),
    ("a tag", "details: !WORD a"),
    ("a directive", "---\n%WORD 1"),
    ("a quote that is not closed", "details: \"WORD"),
    ("a bracket that is not closed", "details: [WORD"),
    ("a text in the place of a key", "WORD"),
    (
        "nesting without end",
        "details: WORD\nkind: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    ),
];

fn site(state: &str, place: &str) -> Site {
    let site = Site::new()
        .file("content/policy.md", "# Policy\n")
        .file("content/supported-versions.yaml", "support: {latest: 1, of: minor}\nreleases:\n  - {version: 0.9.0, date: 2026-01-01}\n  - {version: 1.0.0, date: 2026-02-01}\n");
    WAYS.iter()
        .enumerate()
        .fold(site, |site, (row, (_, lines))| {
            let id = format!("x_{}-2026-{row:04}", word(row));
            let lines = lines.replace("WORD", &word(row)).replace("ID", &id);
            site.file(
                &format!("{place}{row:03}.yaml"),
                &format!("id: {id}\n{state}\n{lines}\n"),
            )
        })
}

fn names() -> Vec<&'static str> {
    WAYS.iter().map(|way| way.0).collect()
}

/// The rows of which no finding tells the place.
fn untold<'s>(said: &'s str, place: &'s str) -> impl Iterator<Item = usize> + 's {
    (0..WAYS.len()).filter(move |row| !said.contains(&format!("{place}{row:03}.yaml:")))
}

#[test]
fn no_finding_about_a_secret_file_holds_a_word_of_it() {
    for (state, place) in [
        ("draft: true", "advisories/"),
        ("published: 2026-12-01", "advisories/"),
        ("published: 2026-09-01\nembargo: 2026-12-01", "advisories/"),
        ("published: 2026-09-01", "../overlay/advisories/"),
    ] {
        let site = site(state, place);
        let site = match place.strip_suffix("advisories/") {
            Some("../overlay/") => {
                site.file("../overlay/recipients.yaml", "- {quagga999: quagga999}\n")
            }
            _ => site,
        };
        let look = |command: &str, arguments: &[&str]| {
            let call = site.run([command]).at(AT).env(
                "FOREWARN_PRIVATE",
                match place {
                    "advisories/" => "",
                    _ => "../overlay",
                },
            );
            let call = arguments
                .iter()
                .fold(call, |call, argument| call.arg(argument));
            let outcome = match command {
                "affected" => call.exits(2),
                _ => call.exits(1),
            };
            let said = outcome.stdout + &outcome.stderr;
            let what = format!(
                "`{command} {}` of {place} with `{state}` prints",
                arguments.join(" ")
            );
            assert_no_way(&what, &names(), rows_in(said.as_bytes()));
            said
        };
        let short = look("check", &["--format", "short"]);
        assert_no_way("not found", &names(), untold(&short, place));
        look("build", &["--verbose"]);
        if state == "draft: true" {
            look("affected", &["PyPI/tinysig", "0.9.0"]);
            for format in FORMATS {
                look("check", &["--format", format]);
            }
        }
    }
}

/// The same files, once they are public, are quoted: the table has teeth.
#[test]
fn findings_about_the_same_files_hold_their_words_once_they_are_public() {
    let site = site("published: 2026-09-01", "advisories/");
    let said = site.check().at(AT).exits(1).stderr;
    let told = rows_in(said.as_bytes());
    // Where the parser stops, nobody can tell what is public.
    let is_read = |row: &usize| {
        let text = WAYS[*row].0;
        ![
            "anchor",
            "directive",
            "quote",
            "bracket",
            "place of a key",
            "nesting",
        ]
        .iter()
        .any(|part| text.contains(part))
    };
    let quiet = (0..WAYS.len()).filter(|row| is_read(row) && !told.contains(row));
    assert_no_way("never told, secret or not", &names(), quiet);
}

/// A finding about a public file is not for telling of a secret one.
#[test]
fn a_finding_in_a_public_file_tells_no_word_of_a_secret_one() {
    let public = "id: x_tinysig-2026-0001\npublished: 2026-09-01\nfixed: \"1.2\"\n";
    let secret = |id: &str| format!("# quagga\nid: {id}\ndraft: true\nsummary: The quagga check\n");
    for (place, id) in [
        ("advisories/a.yaml", "X_tinysig-2026-0001"),
        ("advisories/z.yaml", "X_tinysig-2026-0001"),
        ("advisories/a.yaml", "x_tinysig-2026-0001"),
        ("../overlay/advisories/a.yaml", "x_tinysig-2026-0001"),
    ] {
        let site = Site::new()
            .file("advisories/m.yaml", public)
            .file(place, &secret(id));
        for format in FORMATS {
            let build = site.build().at(AT).env(
                "FOREWARN_PRIVATE",
                if place.starts_with('.') {
                    "../overlay"
                } else {
                    ""
                },
            );
            let outcome = build.arg("--format").arg(format).exits(1);
            let said = outcome.stdout + &outcome.stderr;
            assert!(said.contains("duplicate-id"), "{said}");
            assert!(
                !said.contains("quagga") && !said.contains("X_"),
                "{place} as {format}:\n{said}"
            );
        }
    }
}
