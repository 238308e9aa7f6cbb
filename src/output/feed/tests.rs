//! What surfaces in a feed when, and that every entry can be fetched.

use std::collections::BTreeMap;

use super::NEWEST;
use crate::model::Timestamp;
use crate::output::versions::tests::{made, project};

const CONFIG: &str = "project: {name: tinysig, package: PyPI/tinysig}\n\
     disclosure_time: \"00:00Z\"\n\
     base_url: https://tinysig.example/security/\n";

fn at(text: &str) -> Timestamp {
    text.parse::<jiff::Timestamp>().unwrap().into()
}

/// Each text between two marks.
fn between<'t>(text: &'t str, before: &'t str, after: &'t str) -> impl Iterator<Item = &'t str> {
    let parts = text.split(before).skip(1);
    parts.map(move |part| part.split_once(after).unwrap().0)
}

/// The title, `updated` and content of the one entry of a feed.
fn entry(advisory: &str, clock: &str) -> (String, String, String) {
    let advisory = format!("id: x_tinysig-2026-0001\nsummary: A leak\n{advisory}");
    let project = project(&[
        ("forewarn.yaml", CONFIG),
        ("advisories/a.yaml", advisory.as_str()),
    ]);
    let feed = made(&project, at(clock), "feed.atom").unwrap();
    let (_, entry) = feed.split_once("<entry>").unwrap();
    let inside = |name: &str| {
        let (open, close) = (format!("<{name}"), format!("</{name}>"));
        let (_, text) = entry.split_once(&open).unwrap();
        let (_, text) = text.split_once('>').unwrap();
        text.split_once(&close).unwrap().0.to_owned()
    };
    (inside("title"), inside("updated"), inside("content"))
}

#[test]
fn an_entry_surfaces_with_disclosure_significant_changes_and_withdrawal_alone() {
    const CLOCK: &str = "2026-11-01T00:00:00Z";
    for (dates, updated) in [
        ("published: 2026-09-22", "2026-09-22T00:00:00Z"),
        // Edited since, by the author or by a program.
        (
            "published: 2026-09-22\nmodified: 2026-10-01",
            "2026-09-22T00:00:00Z",
        ),
        // Drafted months before it came out.
        (
            "published: 2026-03-01\nmodified: 2026-03-02\nembargo: {until: 2026-09-22}",
            "2026-09-22T00:00:00Z",
        ),
        ("modified: 2026-03-02", "2026-03-02T00:00:00Z"),
        // The zero time of Go.
        (
            "published: 0001-01-01T00:00:00Z\nmodified: 2026-03-02",
            "2026-03-02T00:00:00Z",
        ),
        (
            "published: 2026-09-22\nrevisions:\n- {at: 2026-09-29, note: A word.}",
            "2026-09-22T00:00:00Z",
        ),
        (
            "published: 2026-09-22\nbranches:\n- {branch: \"3.4\", fixed: 3.4.1, date: 2026-10-02}",
            "2026-09-22T00:00:00Z",
        ),
        (
            "published: 2026-09-22\nrevisions:\n\
             - {at: 2026-09-29, note: Worse than thought., significant: true}\n\
             - {at: 2026-10-05, note: A word.}\n\
             - {at: 2027-01-01, note: To come., significant: true}",
            "2026-09-29T00:00:00Z",
        ),
        // Before anybody knew.
        (
            "published: 2026-09-22\nrevisions:\n- {at: 2026-09-01, note: Worse., significant: true}",
            "2026-09-22T00:00:00Z",
        ),
        (
            "published: 2026-09-22\nwithdrawn: 2026-10-06\nrevisions:\n\
             - {at: 2026-09-29, note: Worse., significant: true}",
            "2026-10-06T00:00:00Z",
        ),
    ] {
        assert_eq!(entry(dates, CLOCK).1, updated, "{dates}");
    }
}

#[test]
fn a_significant_change_is_told_in_title_and_content() {
    const REVISED: &str = "published: 2026-09-22\n\
         details: Some text.\n\
         revisions:\n\
         - {at: 2026-09-29, note: \"`3.4.1` is affected, see [there](x_b.html).\", significant: true}\n\
         - {at: 2026-10-02, note: A word.}\n\
         - {at: 2026-10-05, note: \"3.4.2 mends it\", significant: true}\n";
    let told = |advisory: &str, clock| {
        let (title, _, content) = entry(advisory, clock);
        let (first, _) = content.split_once("&lt;p&gt;Some text").unwrap();
        let first = first.split("&lt;p&gt;Affected").next().unwrap();
        (title, first.to_owned())
    };
    assert_eq!(
        told(REVISED, "2026-09-28T00:00:00Z"),
        ("A leak".to_owned(), String::new())
    );
    let of_september = "&lt;p&gt;&lt;strong&gt;Revised on 29 September 2026:&lt;/strong&gt; \
         &lt;code&gt;3.4.1&lt;/code&gt; is affected, see \
         &lt;a href=&quot;https://tinysig.example/security/advisories/x_b.html&quot; \
         rel=&quot;noreferrer&quot;&gt;there&lt;/a&gt;.&lt;/p&gt;\n";
    assert_eq!(
        told(REVISED, "2026-10-03T00:00:00Z"),
        (
            "Revised: A leak (3.4.1 is affected, see there)".to_owned(),
            of_september.to_owned()
        )
    );
    let of_october = "&lt;p&gt;&lt;strong&gt;Revised on 5 October 2026:&lt;/strong&gt; \
         3.4.2 mends it&lt;/p&gt;\n";
    assert_eq!(
        told(REVISED, "2026-11-01T00:00:00Z"),
        (
            "Revised: A leak (3.4.2 mends it)".to_owned(),
            format!("{of_october}{of_september}")
        )
    );
    let withdrawn = format!("{REVISED}withdrawn: {{at: 2026-10-06, reason: No leak.}}\n");
    assert_eq!(
        told(&withdrawn, "2026-11-01T00:00:00Z"),
        (
            "Withdrawn: A leak".to_owned(),
            "&lt;p&gt;&lt;strong&gt;This advisory was withdrawn.&lt;/strong&gt; \
             No leak.&lt;/p&gt;\n"
                .to_owned()
        )
    );
}

#[test]
fn records_of_forewarns_own_surface_again_where_they_are_imported() {
    let record = "published: 2026-09-22T00:00:00Z\ndatabase_specific:\n  revisions:\n\
         \x20 - {at: 2026-09-29T00:00:00Z, note: Worse., significant: \"true\"}\n\
         \x20 - {at: 2026-09-30T00:00:00Z, note: A word., significant: \"false\"}\n";
    let (title, updated, _) = entry(record, "2026-11-01T00:00:00Z");
    assert_eq!(title, "Revised: A leak (Worse)");
    assert_eq!(updated, "2026-09-29T00:00:00Z");
}

/// A site with three advisories a month from 2020 on, and these changes.
fn files(changes: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([("forewarn.yaml".to_owned(), CONFIG.to_owned())]);
    for number in 0..120 {
        let (year, month, day) = (2020 + number / 36, number / 3 % 12 + 1, number % 3 * 10 + 1);
        let text = format!(
            "id: x_tinysig-{year}-{number:04}\nsummary: Number {number}\n\
             published: {year}-{month:02}-{day:02}\nfixed: \"2.0\"\n"
        );
        files.insert(format!("advisories/{number:04}.yaml"), text);
    }
    for (path, text) in changes {
        files.entry((*path).to_owned()).or_default().push_str(text);
    }
    files
}

const CLOCK: &str = "2023-07-01T00:00:00Z";

/// The documents of the feed from `path` on, the newest first, by path.
fn chain(changes: &[(&str, &str)], clock: &str, path: &str, link: &str) -> Vec<(String, String)> {
    let files = files(changes);
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    let project = project(&files);
    let mut documents = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let document = made(&project, at(clock), &path).unwrap();
        let link = format!("{link}https://tinysig.example/security/");
        next = between(&document, &link, "\"").next().map(str::to_owned);
        documents.push((path, document));
    }
    documents
}

fn atom(changes: &[(&str, &str)], clock: &str) -> Vec<(String, String)> {
    let link = "<link rel=\"prev-archive\" type=\"application/atom+xml\" href=\"";
    chain(changes, clock, "feed.atom", link)
}

#[test]
fn what_the_feed_has_no_room_for_is_in_archives() {
    let documents = atom(&[], CLOCK);
    let paths: Vec<_> = documents.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths.len(), 15);
    assert_eq!(
        (paths[..3].join(" "), paths[14]),
        (
            "feed.atom feed/2023-q2.atom feed/2023-q1.atom".to_owned(),
            "feed/2020-q1.atom"
        )
    );
    let numbers = |document: &str| between(document, "<entry>", "</entry>").count();
    assert_eq!(numbers(&documents[0].1), NEWEST);
    // The feed and its archives have one id, and only archives say that they are.
    let mut ids: Vec<_> = (documents.iter())
        .filter_map(|(_, document)| between(document, "<id>", "</id>").next())
        .collect();
    ids.dedup();
    assert_eq!(ids.len(), 1);
    let archive = "<fh:archive xmlns:fh=\"http://purl.org/syndication/history/1.0\"/>";
    assert!(!documents[0].1.contains("fh:"));
    let mut found = 0;
    for (path, document) in &documents[1..] {
        assert!(document.contains(archive), "{path}");
        let current = "rel=\"current\" type=\"application/atom+xml\" \
             href=\"https://tinysig.example/security/feed.atom\"";
        assert!(document.contains(current), "{path}");
        found += numbers(document);
    }
    assert_eq!(found, 120);
}

#[test]
fn archives_stay_as_they_are_whatever_surfaces() {
    let before = atom(&[], CLOCK);
    let changes = [
        (
            "advisories/9999.yaml",
            "id: x_tinysig-2023-9999\nsummary: New\npublished: 2023-07-03\n",
        ),
        (
            "advisories/0001.yaml",
            "revisions:\n- {at: 2023-07-02, note: Worse., significant: true}\n",
        ),
        ("advisories/0002.yaml", "withdrawn: 2023-07-02\n"),
    ];
    let after = atom(&changes, "2023-07-04T00:00:00Z");
    assert!(before[1..] == after[1..]);
    let first: Vec<_> = between(&after[0].1, "<title>", "</title>")
        .skip(1)
        .collect();
    assert_eq!(
        first[..4],
        [
            "New",
            "Revised: Number 1 (Worse)",
            "Withdrawn: Number 2",
            "Number 119"
        ]
    );
    // When that quarter is over, it has an archive of what surfaced in it.
    let later = atom(&changes, "2023-10-01T00:00:00Z");
    assert!(before[1..] == later[2..]);
    assert_eq!(later[1].0, "feed/2023-q3.atom");
    let titles: Vec<_> = between(&later[1].1, "<title>", "</title>")
        .skip(1)
        .collect();
    assert_eq!(titles, first[..3]);
}

#[test]
fn a_feed_with_everything_says_so() {
    let complete = "<fh:complete xmlns:fh=\"http://purl.org/syndication/history/1.0\"/>";
    let mut small = files(&[]);
    while small.len() > 1 + NEWEST {
        small.pop_first();
    }
    let small: Vec<_> = small
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    let project = project(&small);
    let feed = made(&project, at(CLOCK), "feed.atom").unwrap();
    assert!(feed.contains(complete) && !feed.contains("prev-archive"));
    assert_eq!(made(&project, at(CLOCK), "feed/2020-q1.atom"), None);
    // Many, and all of them new.
    let [(_, feed)] = &atom(&[], "2020-01-02T00:00:00Z")[..] else {
        panic!("there are archives");
    };
    assert!(feed.contains(complete));
}

#[test]
fn a_json_feed_has_each_entry_on_one_page_as_it_is_now() {
    let changes = [("advisories/0001.yaml", "withdrawn: 2021-07-02\n")];
    let pages = chain(&changes, CLOCK, "feed.json", "\"next_url\": \"");
    assert_eq!(pages.len(), 15);
    let mut ids = Vec::new();
    let mut titles = Vec::new();
    for (_, page) in &pages[1..] {
        let page: serde_json::Value = serde_json::from_str(page).unwrap();
        assert_eq!(
            page["feed_url"],
            "https://tinysig.example/security/feed.json"
        );
        for item in page["items"].as_array().unwrap() {
            ids.push(item["id"].as_str().unwrap().to_owned());
            titles.push(item["title"].as_str().unwrap().to_owned());
        }
    }
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), titles.len()), (120, 120));
    assert!(titles.contains(&"Withdrawn: Number 1".to_owned()));
}
