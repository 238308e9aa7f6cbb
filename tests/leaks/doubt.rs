//! Whatever leaves in doubt whether a file is public stops the build, and no
//! encoding hides what it says.

use std::fs;

use super::clock::{CLOCK, advisory, project};
use super::{FORMATS, SECRET, assert_no_way, built, output, rows_in, rows_of, word};
use crate::harness::assert_same_tree;

/// What leaves in doubt whether a file is public, and the file.
const DOUBTS: &[(&str, &str, &[u8])] = &[
    ("a draft that is a text", "yaml", b"draft: \"true\"\n"),
    (
        "a draft of another version of YAML",
        "yaml",
        b"draft: yes\n",
    ),
    ("a draft by its tag a text", "yaml", b"draft: !!str true\n"),
    ("a draft without a value", "yaml", b"draft:\n"),
    ("a draft that is a list", "yaml", b"draft: [true]\n"),
    ("a draft that is a number", "yaml", b"draft: 1\n"),
    (
        "a draft given twice",
        "yaml",
        b"draft: false\ndraft: true\n",
    ),
    ("a draft with a capital", "yaml", b"Draft: true\n"),
    ("a draft misspelt", "yaml", b"darft: true\n"),
    ("a draft from a merge key", "yaml", b"<<: {draft: true}\n"),
    (
        "a draft in a second document",
        "yaml",
        b"---\ndraft: true\n",
    ),
    (
        "a draft after the end of the document",
        "yaml",
        b"...\ndraft: true\n",
    ),
    ("an embargo without a value", "yaml", b"embargo:\n"),
    (
        "an embargo in words",
        "yaml",
        b"embargo: until the fix is out\n",
    ),
    (
        "an embargo that is a list",
        "yaml",
        b"embargo: [2026-12-01]\n",
    ),
    (
        "an embargo with another key",
        "yaml",
        b"embargo: {till: 2026-12-01}\n",
    ),
    (
        "an embargo given twice",
        "yaml",
        b"embargo: 2026-09-01\nembargo: 2026-12-01\n",
    ),
    (
        "an embargo misspelt",
        "yaml",
        b"embargo_until: 2026-12-01\n",
    ),
    (
        "an embargo in the past tense",
        "yaml",
        b"embargoed: 2026-12-01\n",
    ),
    (
        "a date without a zone",
        "yaml",
        b"embargo: 2026-12-01 14:00\n",
    ),
    (
        "a date of a zone that nobody knows",
        "yaml",
        b"embargo: 2026-12-01 14:00 Mars/Olympus\n",
    ),
    (
        "a date that the clocks skip",
        "yaml",
        b"embargo: 2027-03-28 02:30 Europe/Berlin\n",
    ),
    (
        "a date that the clocks show twice",
        "yaml",
        b"embargo: 2026-10-25 02:30 Europe/Berlin\n",
    ),
    (
        "a date that does not exist",
        "yaml",
        b"embargo: 2026-11-31\n",
    ),
    (
        "a date of the wrong order",
        "yaml",
        b"embargo: 01.12.2026\n",
    ),
    (
        "a date of seconds since 1970",
        "yaml",
        b"embargo: 1796083200\n",
    ),
    ("a second `published`", "yaml", b"published: 2026-12-01\n"),
    ("a `published` misspelt", "yaml", b"publised: 2026-12-01\n"),
    (
        "a `published` with a capital",
        "yaml",
        b"Published: 2026-12-01\n",
    ),
    ("what is no YAML", "yaml", b"draft: \"true\n"),
    (
        "a tab for an indent",
        "yaml",
        b"embargo:\n\tuntil: 2026-12-01\n",
    ),
    (
        "what is no UTF-8",
        "yaml",
        b"details: caf\xe9\ndraft: true\n",
    ),
    ("a zero byte", "yaml", b"details: \0\ndraft: true\n"),
    (
        "JSON with a comment",
        "json",
        b", // draft\n\"draft\": true}\n",
    ),
    (
        "JSON with a key given twice",
        "json",
        b", \"draft\": false, \"draft\": true}\n",
    ),
    ("JSON that ends too early", "json", b", \"draft\": true\n"),
    ("JSON with a second value", "json", b"} {\"draft\": true}\n"),
];

/// Public by all that comes before the doubt.
fn doubtful(row: usize, kind: &str, doubt: &[u8]) -> Vec<u8> {
    let word = word(row);
    let head = match kind {
        "json" => format!(
            "{{\"id\": \"x_{word}-2026-{row:04}\", \"summary\": \"The {word} check\", \
             \"published\": \"2026-09-01T00:00:00Z\", \"modified\": \"2026-09-01T00:00:00Z\""
        ),
        _ => advisory(row, "published: 2026-09-01"),
    };
    [head.as_bytes(), doubt].concat()
}

#[test]
fn each_doubt_stops_the_build_and_says_nothing() {
    let names: Vec<_> = DOUBTS.iter().map(|way| way.0).collect();
    let path = |row: usize| format!("advisories/{row:03}.{}", DOUBTS[row].1);
    let site = (DOUBTS.iter().enumerate()).fold(project(), |site, (row, (_, kind, doubt))| {
        site.file_bytes(&path(row), &doubtful(row, kind, doubt))
    });
    for format in FORMATS {
        let build = site.build().at(CLOCK).arg("--format").arg(format);
        let outcome = build.exits(1);
        let said = outcome.stdout + &outcome.stderr;
        let what = format!("printed as {format}");
        assert_no_way(&what, &names, rows_in(said.as_bytes()));
    }
    let said = site.check().at(CLOCK).arg("--format").arg("short").exits(1);
    let is_error = |row: &usize| {
        let path = path(*row);
        let mut lines = said.stderr.lines();
        lines.any(|line| line.starts_with(&path) && line.contains(": error["))
    };
    let accepted = (0..DOUBTS.len()).filter(|row| !is_error(row));
    assert_no_way("accepted", &names, accepted);
    assert!(!site.root().join("public").exists());
}

/// Encodings and line ends that are read like any other.
#[test]
fn a_secret_is_secret_in_every_encoding_that_is_read() {
    const WAYS: &[(&str, &str)] = &[
        (
            "a byte order mark",
            "\u{feff}id: ID\nsummary: WORD\ndraft: true\npublished: 2026-09-01\n",
        ),
        (
            "line ends of Windows",
            "id: ID\r\nsummary: WORD\r\ndraft: true\r\npublished: 2026-09-01\r\n",
        ),
        (
            "line ends of old Macs",
            "id: ID\rsummary: WORD\rdraft: true\rpublished: 2026-09-01\r",
        ),
        (
            "one line",
            "{id: ID, summary: WORD, draft: true, published: 2026-09-01}",
        ),
        (
            "an escaped key",
            "id: ID\nsummary: WORD\n\"dr\\u0061ft\": true\npublished: 2026-09-01\n",
        ),
        (
            "an explicit key",
            "? id\n: ID\n? draft\n: true\nsummary: WORD\npublished: 2026-09-01\n",
        ),
        (
            "an alias to a value",
            "id: ID\nsummary: WORD\nprivate: &x true\ndraft: *x\npublished: 2026-09-01\n",
        ),
        (
            "the start of a document",
            "---\nid: ID\nsummary: WORD\ndraft: true\npublished: 2026-09-01\n...\n",
        ),
    ];
    let names: Vec<_> = WAYS.iter().map(|way| way.0).collect();
    let text = |row: usize, text: &str| {
        let word = word(row);
        text.replace("ID", &format!("x_{word}-2026-{row:04}"))
            .replace("WORD", &word)
    };
    let site = (WAYS.iter().enumerate()).fold(project(), |site, (row, (_, written))| {
        site.file(&format!("advisories/{row}.yaml"), &text(row, written))
    });
    site.build().at(CLOCK).succeeds();
    let published = output(&site);
    assert_no_way("published", &names, rows_of(&published));
    assert_same_tree(&built(&project()), &published);
    // The same bytes but for the word are read, and public.
    for entry in fs::read_dir(site.root().join("advisories")).expect("a folder") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path)
            .expect("a text")
            .replace("true", "false");
        fs::write(path, text).expect("a writable file");
    }
    site.build().at(CLOCK).succeeds();
    let shown = rows_of(&output(&site));
    let hidden = (0..WAYS.len()).filter(|row| !shown.contains(row));
    assert_no_way("hidden though public", &names, hidden);
    assert!(!shown.is_empty(), "{SECRET} is nowhere");
}
