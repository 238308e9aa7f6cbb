//! Everything that keeps an advisory secret, to the second.

use super::{assert_no_way, built, output, rows_in, rows_of, word};
use crate::harness::{Site, assert_same_tree};

/// A second before noon.
pub(super) const CLOCK: &str = "2026-10-01T11:59:59Z";

/// What keeps it secret, the lines that do, and lines that do not quite.
const WAYS: &[(&str, &str, &str)] = &[
    (
        "a draft with a date",
        "draft: true\npublished: 2026-09-01",
        "draft: false\npublished: 2026-09-01",
    ),
    (
        "a draft in capitals",
        "draft: TRUE\npublished: 2026-09-01",
        "draft: FALSE\npublished: 2026-09-01",
    ),
    (
        "a draft at the end of the file",
        "published: 2026-09-01\n# the end\ndraft: true",
        "published: 2026-09-01",
    ),
    (
        "a draft with quotes around the key",
        "\"draft\": true\npublished: 2026-09-01",
        "published: 2026-09-01",
    ),
    (
        "a draft that was withdrawn",
        "draft: true\nwithdrawn: 2026-09-01",
        "withdrawn: 2026-09-01",
    ),
    (
        "a draft with an end of embargo",
        "draft: true\nembargo: 2026-09-01\npublished: 2026-09-01",
        "embargo: 2026-09-01\npublished: 2026-09-01",
    ),
    ("no date at all", "kind: none", "published: 2026-09-01"),
    (
        "an end of embargo and no date",
        "embargo: 2026-09-01",
        "embargo: 2026-09-01\nmodified: 2026-09-01",
    ),
    (
        "a second to go",
        "published: 2026-10-01T12:00:00Z",
        "published: 2026-10-01T11:59:59Z",
    ),
    (
        "a part of a second to go",
        "published: 2026-10-01T11:59:59.000000001Z",
        "published: 2026-10-01T11:59:58.999999999Z",
    ),
    (
        "a leap second",
        "published: 2026-10-01T11:59:60Z",
        "published: 2026-10-01T11:58:60Z",
    ),
    (
        "an offset to the east",
        "published: 2026-10-01T13:29:59+01:29",
        "published: 2026-10-01T13:29:59+01:30",
    ),
    (
        "an offset to the west",
        "published: 2026-10-01T05:00:00-07:00",
        "published: 2026-10-01T04:59:59-07:00",
    ),
    (
        "another day by its offset",
        "published: 2026-09-30T23:00:00-14:00",
        "published: 2026-10-02T01:00:00+14:00",
    ),
    (
        "a zone with summer time",
        "published: 2026-10-01 14:00 Europe/Berlin",
        "published: 2026-10-01 13:59 Europe/Berlin",
    ),
    (
        "a zone of half an hour",
        "published: 2026-10-01 17:30 Asia/Kolkata",
        "published: 2026-10-01 17:29 Asia/Kolkata",
    ),
    (
        "a day without a time",
        "published: 2026-10-01",
        "published: 2026-09-30",
    ),
    (
        "quotes around the time",
        "published: \"2026-10-01T12:00:00Z\"",
        "published: \"2026-10-01T11:59:59Z\"",
    ),
    (
        "an embargo on what is dated earlier",
        "published: 2026-09-01\nembargo: 2026-10-01T12:00:00Z",
        "published: 2026-09-01\nembargo: 2026-10-01T11:59:59Z",
    ),
    (
        "an embargo as a map",
        "published: 2026-09-01\nembargo: {until: 2026-10-01 12:00Z}",
        "published: 2026-09-01\nembargo: {until: 2026-10-01 11:59Z}",
    ),
    (
        "an embargo that ends before the date",
        "published: 2026-10-01T12:00:00Z\nembargo: 2026-09-01",
        "published: 2026-10-01T11:59:59Z\nembargo: 2026-09-01",
    ),
    (
        "a date to come on what was modified before",
        "published: 2026-10-02\nmodified: 2026-09-01",
        "published: 2026-09-02\nmodified: 2026-10-02",
    ),
    (
        "a date to come on what was withdrawn before",
        "published: 2026-10-02\nwithdrawn: 2026-09-01",
        "published: 2026-09-02\nwithdrawn: 2026-10-02",
    ),
    (
        "nothing but `modified`, to come",
        "modified: 2026-10-02",
        "modified: 2026-09-02",
    ),
    (
        "nothing but `withdrawn`, to come",
        "withdrawn: 2026-10-02",
        "withdrawn: 2026-09-02",
    ),
];

/// The same of an overlay, whatever the dates say.
const OVERLAY: &[(&str, &str)] = &[
    ("the overlay", "published: 2026-09-01"),
    (
        "the overlay, and a withdrawal",
        "published: 2026-09-01\nwithdrawn: 2026-09-02",
    ),
    (
        "the overlay, and an embargo that is over",
        "published: 2026-09-01\nembargo: 2026-09-02",
    ),
    (
        "the overlay, and an explicit `draft: false`",
        "published: 2026-09-01\ndraft: false",
    ),
];

pub(super) fn advisory(row: usize, dates: &str) -> String {
    let word = word(row);
    format!("id: x_{word}-2026-{row:04}\nsummary: The {word} check\n{dates}\nfixed: \"1.2\"\n")
}

pub(super) fn project() -> Site {
    Site::new().file("content/policy.md", "# Policy\n")
}

#[test]
fn each_state_that_is_not_public_keeps_its_secret() {
    let names: Vec<_> = WAYS.iter().map(|way| way.0).collect();
    let path = |row: usize| format!("advisories/{row}.yaml");
    let (mut secret, mut public) = (project(), project());
    for (row, (_, to_come, come)) in WAYS.iter().enumerate() {
        secret = secret.file(&path(row), &advisory(row, to_come));
        public = public.file(&path(row), &advisory(row, come));
    }
    let without = built(&project());
    let outcome = secret.build().at(CLOCK).succeeds();
    let secret = output(&secret);
    assert_no_way("published", &names, rows_of(&secret));
    assert_no_way("printed", &names, rows_in(outcome.stderr.as_bytes()));
    assert_same_tree(&without, &secret);
    // The same a moment later, or without the word that kept it.
    public.build().at(CLOCK).succeeds();
    let shown = rows_of(&output(&public));
    let hidden = (0..WAYS.len()).filter(|row| !shown.contains(row));
    assert_no_way("hidden though public", &names, hidden);
}

#[test]
fn nothing_of_an_overlay_is_public_by_its_dates() {
    let names: Vec<_> = OVERLAY.iter().map(|way| way.0).collect();
    let (mut overlay, mut tree) = (project(), project());
    for (row, (_, dates)) in OVERLAY.iter().enumerate() {
        let path = format!("advisories/{row}.yaml");
        overlay = overlay.file(&format!("../overlay/{path}"), &advisory(row, dates));
        tree = tree.file(&path, &advisory(row, dates));
    }
    let build = overlay
        .build()
        .at(CLOCK)
        .env("FOREWARN_PRIVATE", "../overlay");
    let outcome = build.succeeds();
    let published = output(&overlay);
    assert_no_way("published", &names, rows_of(&published));
    assert_no_way("printed", &names, rows_in(outcome.stderr.as_bytes()));
    assert_same_tree(&built(&project()), &published);
    tree.build().at(CLOCK).succeeds();
    let shown = rows_of(&output(&tree));
    let hidden = (0..OVERLAY.len()).filter(|row| !shown.contains(row));
    assert_no_way("hidden though public", &names, hidden);
}
