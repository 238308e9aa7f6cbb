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
    ("a private that is a flag", "yaml", b"private: true\n"),
    ("a private that is a date", "yaml", b"private: 2026-12-01\n"),
    ("a private that is a text", "yaml", b"private: until the fix is out\n"),
    ("a private without a value", "yaml", b"private:\n"),
    ("a private that is an empty list", "yaml", b"private: []\n"),
    ("a private that is an empty map", "yaml", b"private: {}\n"),
    ("a private flag in a list", "yaml", b"private: [true]\n"),
    ("a private date in a list", "yaml", b"private: [\"2026-12-01 14:00Z\"]\n"),
    ("a private word in a list", "yaml", b"private: [yes]\n"),
    ("a private list in a list", "yaml", b"private: [[A note]]\n"),
    ("a draft within private", "yaml", b"private: {draft: true}\n"),
    ("an embargo within private", "yaml", b"private: {people: [{embargo_until: 2026-12-01}]}\n"),
    ("an end within private", "yaml", b"private: {until: 2026-12-01}\n"),
    ("a label within private", "yaml", b"private: {tlp: RED}\n"),
    ("a draft of the database", "yaml", b"database_specific: {draft: true}\n"),
    ("a draft of the database as a text", "yaml", b"database_specific: {draft: \"yes\"}\n"),
    ("an embargo of the database deep down", "yaml", b"database_specific: {review: [{Embargo-Until: 2026-12-01}]}\n"),
    ("a label of the database", "yaml", b"database_specific: {TLP: \"TLP:AMBER+STRICT\"}\n"),
    ("a label as CSAF has it", "yaml", b"database_specific: {distribution: {tlp: {label: RED}}}\n"),
    ("a state of the database", "yaml", b"database_specific: {state: DRAFT}\n"),
    ("what the database does not call public", "yaml", b"database_specific: {public: false}\n"),
    ("a flag of the database misspelt", "yaml", b"database_specific: {isPrivat: true}\n"),
    ("an internal record of the ecosystem", "yaml", b"affected: [{package: {ecosystem: PyPI, name: a}, versions: [\"1\"], ecosystem_specific: {internal: 1}}]\n"),
    ("a secret package of the database", "yaml", b"affected: [{package: {ecosystem: PyPI, name: a}, versions: [\"1\"], database_specific: {is_secret: true}}]\n"),
    ("a range that is not published", "yaml", b"affected: [{package: {ecosystem: PyPI, name: a}, ranges: [{type: ECOSYSTEM, events: [{introduced: \"0\"}], database_specific: {un-published: true}}]}]\n"),
    ("a confidential kind", "yaml", b"kind: {confidential: true}\n"),
    ("a label of a reference", "yaml", b"references: [{type: WEB, url: \"https://a.example\", tlp: AMBER}]\n"),
    ("a secret within a key of others", "yaml", b"references: [{type: WEB, url: \"https://a.example\", x: {secret: true}}]\n"),
    ("a label that OSV has not", "yaml", b"tlp: RED\n"),
    ("a confidential record", "yaml", b"confidential: true\n"),
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

/// A folder or file that is called secret.
#[test]
fn no_name_of_a_folder_or_file_keeps_a_record_by_itself() {
    const WAYS: &[(&str, &str)] = &[
        ("a folder of drafts", "advisories/drafts/a.yaml"),
        (
            "an embargo around folders",
            "advisories/Embargoed/2026/a.yaml",
        ),
        ("a file that says it is a draft", "advisories/a.draft.yaml"),
    ];
    for (way, path) in WAYS {
        let site = project().file(path, &advisory(0, "published: 2026-09-01"));
        let said = site.build().at(CLOCK).exits(1).stderr;
        assert!(
            said.contains("secrecy-without-effect") && !said.contains(SECRET),
            "{way}: {said}"
        );
        // Of one that is secret by its dates nothing is said.
        let site = project().file(path, &advisory(0, "draft: true"));
        site.build().at(CLOCK).succeeds();
    }
}

/// What is no mark, or says that nothing is secret, is published as it is.
#[test]
fn what_says_that_nothing_is_secret_is_published() {
    const LINES: &[&str] = &[
        "database_specific: {draft: false, embargo: ~, tlp: CLEAR, TLP-level: \"TLP:white\", unpublished: FALSE}",
        "database_specific: {distribution: {tlp: {label: WHITE, url: \"https://www.first.org/tlp/\"}}}",
        "database_specific: {status: reviewed, drafted_by: A, interval: 3, private_key_leaked: true, published: true}",
        "private: {tickets: [1234, 77], day: 2026-08-01, secret: ask in the north room}",
        "private: [A note, {draft: written by Anna}]",
    ];
    let site = (LINES.iter().enumerate()).fold(project(), |site, (row, lines)| {
        let dates = format!("published: 2026-09-01\n{lines}");
        site.file(&format!("advisories/{row}.yaml"), &advisory(row, &dates))
    });
    let shown = rows_of(&built(&site));
    let hidden = (0..LINES.len()).filter(|row| !shown.contains(row));
    assert_no_way("hidden though public", LINES, hidden);
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
            "id: ID\nsummary: WORD\ndetection: &x true\ndraft: *x\npublished: 2026-09-01\n",
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
