//! What is made of an announcement, before its day, after it, and once it is replaced.

use snapbox::assert_data_eq;

use crate::model::{Project, Timestamp};
use crate::output::versions::tests::{made, project};

const CONFIG: &str = "project: {name: tinysig, package: PyPI/tinysig}\n\
    base_url: https://tinysig.example/\n";

const ANNOUNCEMENT: &str = "\
id: release-2026-10
published: 2026-10-01T14:00:00Z
release_at: 2026-10-08
versions: [\"3.4.3\", \"2.4.5\"]
counts: {low: 0, medium: 2, high: 1}
text: Please *plan* an upgrade.
";

fn announced(advisories: &[(&str, &str)]) -> Project {
    let files = [
        ("forewarn.yaml", CONFIG),
        ("announcements/a.yaml", ANNOUNCEMENT),
    ];
    project(&[files.as_slice(), advisories].concat())
}

fn at(project: &Project, clock: &str, path: &str) -> Option<String> {
    let clock: jiff::Timestamp = clock.parse().unwrap();
    made(project, Timestamp::from(clock), path)
}

/// The states of the announcements as of these moments.
fn states(project: &Project, clocks: &[&str]) -> Vec<Option<String>> {
    let state = |clock: &&str| {
        let json = at(project, clock, "announcements.json")?;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        Some(json["announcements"][0]["state"].as_str()?.to_owned())
    };
    clocks.iter().map(state).collect()
}

#[test]
fn the_announcement_as_data() {
    let expected = r#"{
  "schema_version": "1.0.0",
  "announcements": [
    {
      "id": "release-2026-10",
      "url": "https://tinysig.example/announcements.html#release-2026-10",
      "published": "2026-10-01T14:00:00Z",
      "release_at": "2026-10-08",
      "package": {
        "ecosystem": "PyPI",
        "name": "tinysig"
      },
      "versions": [
        "3.4.3",
        "2.4.5"
      ],
      "highest_severity": "high",
      "counts": {
        "high": 1,
        "medium": 2
      },
      "text": "Please *plan* an upgrade.",
      "state": "coming",
      "advisories": []
    }
  ]
}
"#;
    let made = at(
        &announced(&[]),
        "2026-10-02T00:00:00Z",
        "announcements.json",
    );
    assert_data_eq!(made.unwrap(), expected);
}

#[test]
fn a_calendar_has_the_day_though_no_support_ends() {
    let expected = "\
BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//forewarn//supported versions//EN\r
NAME:tinysig: ends of support\r
BEGIN:VEVENT\r
UID:[..]\r
DTSTAMP:20261001T140000Z\r
DTSTART;VALUE=DATE:20261008\r
SUMMARY:Security releases of tinysig 3.4.3 and 2.4.5\r
STATUS:TENTATIVE\r
TRANSP:TRANSPARENT\r
URL:https://tinysig.example/announcements.html#release-2026-10\r
END:VEVENT\r
END:VCALENDAR\r
";
    let made = at(
        &announced(&[]),
        "2026-10-02T00:00:00Z",
        "supported-versions.ics",
    );
    assert_data_eq!(made.unwrap(), expected);
}

#[test]
fn both_feeds_tell_of_it_until_advisories_replace_it() {
    let fixed = [(
        "advisories/a.yaml",
        "{id: x_tinysig-2026-0001, published: 2026-10-08T14:00:00Z, fixed: [3.4.3, 2.4.5]}",
    )];
    let project = announced(&fixed);
    let entry = "  <entry>
    <id>urn:uuid:[..]</id>
    <title>Security releases of tinysig 3.4.3 and 2.4.5</title>
    <published>2026-10-01T14:00:00Z</published>
    <updated>2026-10-01T14:00:00Z</updated>
    <link rel=\"alternate\" type=\"text/html\" href=\"https://tinysig.example/announcements.html#release-2026-10\"/>
    <category term=\"3.4.3\"/>
    <category term=\"2.4.5\"/>
    <content type=\"html\">&lt;p&gt;Announced for Thursday, 8 October 2026.&lt;/p&gt;
&lt;p&gt;What is fixed, by severity: 1 × High and 2 × Medium.&lt;/p&gt;
&lt;p&gt;Please &lt;em&gt;plan&lt;/em&gt; an upgrade.&lt;/p&gt;
</content>
  </entry>
</feed>
";
    let atom = at(&project, "2026-10-02T00:00:00Z", "feed.atom").unwrap();
    let (_, found) = atom.split_once("</generator>\n").unwrap();
    assert_data_eq!(found, entry);
    let is_told = |clock, path| {
        let feed = at(&project, clock, path).unwrap();
        feed.contains("Security releases")
    };
    for path in ["feed.atom", "feed.json"] {
        assert!(!is_told("2026-10-01T13:59:59Z", path));
        assert!(is_told("2026-10-08T13:59:59Z", path));
        assert!(!is_told("2026-10-08T14:00:00Z", path));
    }
}

#[test]
fn it_is_replaced_when_all_of_its_versions_fix_what_came_out_since() {
    let clocks = [
        "2026-10-01T13:59:59Z",
        "2026-10-07T23:59:59Z",
        "2026-10-08T00:00:00Z",
        "2026-10-09T00:00:00Z",
    ];
    let some = |states: [&str; 4]| {
        states
            .map(|state| (!state.is_empty()).then(|| state.to_owned()))
            .to_vec()
    };
    let advisory = |number: u8, published: &str, fixed: &str| {
        format!(
            "{{id: x_tinysig-2026-000{number}, published: {published}, \
             affected: {{PyPI/tinysig: {fixed}}}}}"
        )
    };
    for (first, second, states_then) in [
        // One of the two is out.
        (
            advisory(1, "2026-10-08T14:00:00Z", "\"< 3.4.3\""),
            advisory(2, "2027-01-01", "\"< 2.4.5\""),
            ["", "coming", "due", "due"],
        ),
        // Two advisories fix a version each.
        (
            advisory(1, "2026-10-08T14:00:00Z", "\"< 3.4.3\""),
            advisory(2, "2026-10-08T14:00:00Z", "\"< 2.4.5\""),
            ["", "coming", "due", "released"],
        ),
        // One came out before the announcement: it is about something else.
        (
            advisory(1, "2026-10-08T14:00:00Z", "\"< 3.4.3\""),
            advisory(2, "2026-09-08", "\"< 2.4.5\""),
            ["", "coming", "due", "due"],
        ),
        // Another package, and a version that only lies behind the fix.
        (
            advisory(1, "2026-10-08T14:00:00Z", "\"< 3.4.3\""),
            advisory(2, "2026-10-08T14:00:00Z", "\"< 2.4.4\""),
            ["", "coming", "due", "due"],
        ),
        // Earlier than announced.
        (
            advisory(1, "2026-10-05T14:00:00Z", "\"< 3.4.3\""),
            advisory(2, "2026-10-05T14:00:00Z", "\"< 2.4.5\""),
            ["", "released", "released", "released"],
        ),
    ] {
        let project = announced(&[
            ("advisories/a.yaml", &first),
            ("advisories/b.yaml", &second),
        ]);
        assert_eq!(
            states(&project, &clocks),
            some(states_then),
            "{first} {second}"
        );
    }
}
