//! What a public record keeps to itself: private fields, names without consent,
//! and what is to be told later.

use std::fs;

use super::{AT, assert_no_way, built, output, rows_in, rows_of, word};
use crate::harness::{Site, assert_same_tree};

/// The way, lines of a public record in which `WORD` is secret, and lines in
/// which it is public.
const WAYS: &[(&str, &str, &str)] = &[
    ("a private text", "private: [WORD]", "details: WORD"),
    (
        "a private map",
        "private: {channel: \"#WORD\", people: [WORD]}",
        "database_specific: {channel: \"#WORD\"}",
    ),
    (
        "a private list of maps",
        "private: [{WORD: WORD}]",
        "database_specific: {list: [{WORD: WORD}]}",
    ),
    (
        "a private text of several lines",
        "private:\n  - |\n    One WORD.\n    Two WORD.",
        "details: |\n  One WORD.",
    ),
    (
        "a private key that is no text",
        "private: {WORD: 1, 2: WORD}",
        "database_specific: {WORD: 1}",
    ),
    ("a comment in YAML", "# WORD", "summary: WORD"),
    (
        "a comment behind a value",
        "kind: other # WORD",
        "kind: WORD",
    ),
    (
        "a bare name",
        "credits: [WORD Person]",
        "credits: [{reporter: WORD Person, consent: yes}]",
    ),
    (
        "a lone bare name",
        "credits: WORD Person",
        "credits: {developer: WORD Person}",
    ),
    (
        "a reporter who was not asked",
        "credits: [{reporter: WORD}]",
        "credits: [{reporter: WORD, consent: 2026-09-01}]",
    ),
    (
        "a finder who was not asked",
        "credits: [{finder: WORD}]",
        "credits: [{finder: WORD, consent: yes}]",
    ),
    (
        "a reporter who said no",
        "credits: [{reporter: WORD, consent: no}]",
        "credits: [{reporter: WORD, consent: true}]",
    ),
    (
        "a developer who said no",
        "credits: [{developer: WORD, consent: no}]",
        "credits: [{developer: WORD}]",
    ),
    (
        "a tool whose owner said no",
        "credits: [{tool: WORD, consent: false}]",
        "credits: [{tool: WORD}]",
    ),
    (
        "a no with quotes",
        "credits: [{analyst: WORD, consent: \"no\"}]",
        "credits: [{analyst: WORD, consent: \"yes\"}]",
    ),
    (
        "a credit in OSV's form with a no",
        "credits: [{name: WORD, type: FINDER, consent: no}]",
        "credits: [{name: WORD, type: FINDER}]",
    ),
    (
        "the contact of one who said no",
        "credits: [{developer: Anna, contact: \"mailto:WORD@a.example\", consent: no}]",
        "credits: [{developer: Anna, contact: \"mailto:WORD@a.example\"}]",
    ),
    (
        "the contacts of one who was not asked",
        "credits: [{reporter: Anna, contact: [\"https://WORD.example\"]}]",
        "credits: [{reporter: Anna, contact: [\"https://WORD.example\"], consent: yes}]",
    ),
    (
        "the reason of a withdrawal to come",
        "withdrawn: {at: 2026-12-01, reason: WORD}",
        "withdrawn: {at: 2026-09-02, reason: WORD}",
    ),
    (
        "the duplicate of a withdrawal to come",
        "withdrawn: {at: 2026-12-01, duplicate_of: x_WORD-1}",
        "withdrawn: {at: 2026-09-02, duplicate_of: x_WORD-1}",
    ),
    (
        "a revision to come",
        "revisions: [{at: 2026-12-01, note: WORD}]",
        "revisions: [{at: 2026-09-02, note: WORD}]",
    ),
    (
        "when an embargo ended",
        "embargo: 2026-09-01 # WORD",
        "details: WORD",
    ),
];

fn site(lines: impl Fn(usize) -> String) -> Site {
    (0..WAYS.len()).fold(Site::new(), |site, row| {
        let id = format!("id: x_tinysig-2026-{row:04}\npublished: 2026-09-01\nfixed: \"1.2\"\n");
        let lines = lines(row).replace("WORD", &word(row));
        site.file(
            &format!("advisories/{row:02}.yaml"),
            &format!("{id}{lines}\n"),
        )
    })
}

#[test]
fn what_a_public_record_keeps_to_itself_leaves_no_trace() {
    let names: Vec<_> = WAYS.iter().map(|way| way.0).collect();
    // What stands before a comment is public.
    let kept = |row: usize| match WAYS[row].1.split_once(" # ") {
        Some((public, _)) => public.to_owned(),
        None => String::new(),
    };
    let without = built(&site(kept));
    let secret = site(|row| WAYS[row].1.to_owned());
    let outcome = secret
        .build()
        .at(AT)
        .arg("--format")
        .arg("short")
        .succeeds();
    let secret = output(&secret);
    assert_no_way("published", &names, rows_of(&secret));
    assert_no_way("printed", &names, rows_in(outcome.stderr.as_bytes()));
    assert_same_tree(&without, &secret);
    let public = rows_of(&built(&site(|row| WAYS[row].2.to_owned())));
    let hidden = (0..WAYS.len()).filter(|row| !public.contains(row));
    assert_no_way("hidden though public", &names, hidden);
}

/// Lines that would have kept something back, had they been spelt or placed well.
const MISTAKES: &[(&str, &str)] = &[
    (
        "a consent that nobody can read",
        "credits: [{developer: Anna, consent: maybe}]",
    ),
    (
        "a consent without a value",
        "credits: [{developer: Anna, consent: }]",
    ),
    (
        "a consent that is a list",
        "credits: [{name: Anna, consent: [no]}]",
    ),
    (
        "a consent misspelt",
        "credits: [{developer: Anna, consnet: no}]",
    ),
    (
        "a consent misspelt in OSV's form",
        "credits: [{name: Anna, type: TOOL, consnet: no}]",
    ),
    (
        "a consent beside the credits",
        "credits: [{name: Anna}]\nconsent: no",
    ),
    (
        "a consent given twice",
        "credits: [{name: Anna, consent: yes, consent: no}]",
    ),
    ("a private key misspelt", "privat: secret"),
    ("a private key with a capital", "Private: secret"),
    (
        "a private key of a credit",
        "credits: [{name: Anna, private: secret}]",
    ),
    (
        "a private key of a reference",
        "references: [{type: WEB, url: \"https://a.example\", private: secret}]",
    ),
    (
        "a private key of a package",
        "affected: [{package: {ecosystem: PyPI, name: a, private: secret}, versions: [\"1\"]}]",
    ),
    (
        "a private key of a range",
        "affected: [{package: {ecosystem: PyPI, name: a}, ranges: [{type: ECOSYSTEM, events: [{introduced: \"0\"}], private: secret}]}]",
    ),
    (
        "a private key of an event",
        "affected: [{package: {ecosystem: PyPI, name: a}, ranges: [{type: ECOSYSTEM, events: [{introduced: \"0\", private: secret}]}]}]",
    ),
    (
        "a private key of a severity",
        "severity: [{type: CVSS_V3, score: \"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\", private: secret}]",
    ),
    (
        "a private key of a branch",
        "branches: [{branch: \"1.0\", fixed: 1.0.1, private: secret}]",
    ),
    (
        "a private key of a revision",
        "revisions: [{at: 2026-09-02, note: A, private: secret}]",
    ),
    (
        "a private key of a component",
        "bundled: {component: a, private: secret}",
    ),
    (
        "an embargo of a reference",
        "references: [{type: WEB, url: \"https://a.example\", embargo: 2026-12-01}]",
    ),
    (
        "a draft of a package",
        "affected: [{package: {ecosystem: PyPI, name: a}, versions: [\"1\"], draft: true}]",
    ),
];

#[test]
fn a_record_that_would_keep_something_back_by_mistake_stops_the_build() {
    let names: Vec<_> = MISTAKES.iter().map(|way| way.0).collect();
    let path = |row: usize| format!("advisories/{row:02}.yaml");
    let site = (MISTAKES.iter().enumerate()).fold(Site::new(), |site, (row, (_, lines))| {
        let text = format!("id: x_tinysig-2026-{row:04}\npublished: 2026-09-01\n{lines}\n");
        site.file(&path(row), &text)
    });
    let said = site
        .build()
        .at(AT)
        .arg("--format")
        .arg("short")
        .exits(1)
        .stderr;
    let accepted = (0..MISTAKES.len()).filter(|&row| {
        let mut lines = said.lines();
        !lines.any(|line| line.starts_with(&path(row)) && line.contains(": error["))
    });
    assert_no_way("accepted", &names, accepted);
}

/// Nothing of the overlay is published, whatever it is called; and what is not
/// read is an error, since the guard has nothing of it to look for.
#[test]
fn the_rest_of_an_overlay_leaves_no_trace() {
    const FILES: &[(&str, &str)] = &[
        ("a patch", "patches/fix.patch"),
        ("a patch that is called a page", "patches/policy.md"),
        ("a patch that is called an advisory", "patches/a.yaml"),
        ("a page", "content/policy.md"),
        ("a file to copy", "content/note.txt"),
        ("a table of versions", "content/supported-versions.yaml"),
        ("a theme", "themes/default/templates/base.html"),
        ("a style sheet", "themes/default/static/style.css"),
        ("a configuration", "forewarn.yaml"),
        ("a policy", "SECURITY.md"),
        ("notes", "notes.md"),
        ("a tag", ".git/refs/tags/v1.0"),
    ];
    let names: Vec<_> = FILES.iter().map(|way| way.0).collect();
    let config = "project: {name: tinysig}\nprivate: ../overlay\n";
    let public = || {
        Site::new()
            .file("forewarn.yaml", config)
            .file("content/policy.md", "# Policy\n")
    };
    let site = (FILES.iter().enumerate()).fold(public(), |site, (row, (_, path))| {
        site.file(
            &format!("../overlay/{path}"),
            &format!("+ {} \n", word(row)),
        )
    });
    let site = site.file(
        "../overlay/recipients.yaml",
        "- {name: quagga099, email: quagga099@quagga.example}\n",
    );
    let outcome = site.build().at(AT).arg("--verbose").exits(1);
    assert_no_way("printed", &names, rows_in(outcome.stderr.as_bytes()));
    let unread = [
        "SECURITY.md",
        "content/",
        "forewarn.yaml",
        "notes.md",
        "themes/",
    ];
    for name in unread {
        let told = format!("error[overlay-unread]: this is not read\n--> ../overlay/{name}\n");
        assert!(outcome.stderr.contains(&told), "{name}: {}", outcome.stderr);
        let path = site.root().join("../overlay").join(name);
        let removed = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
        removed.expect("it was laid out");
    }
    let outcome = site.build().at(AT).arg("--verbose").succeeds();
    assert_no_way("published", &names, rows_of(&output(&site)));
    assert_no_way("printed", &names, rows_in(outcome.stderr.as_bytes()));
    assert_same_tree(&built(&public()), &output(&site));
}
