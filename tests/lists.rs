//! The order and the length of what importers and readers fetch again and again.

use std::fs;

use serde_json::Value;

use crate::harness::Site;

/// A site with `number` advisories for each of the days, all published on it.
/// Ids fall as files rise, so that no order of files is that of ids.
fn site(days: &[(&str, usize)]) -> Site {
    let mut site = Site::new();
    let mut id = 1_000;
    for (day, number) in days {
        for _ in 0..*number {
            id -= 1;
            let path = format!("advisories/{:04}.yaml", 1_000 - id);
            let text = format!(
                "id: x_tinysig-2026-{id:04}\nsummary: A defect\npublished: {day}T12:00:00Z\nfixed: \"2.0\"\n"
            );
            site = site.file(&path, &text);
        }
    }
    site
}

/// The ids of the site's feed, in its order.
fn entries(site: &Site) -> Vec<String> {
    site.build().at("2026-10-01T12:00:00Z").succeeds();
    let feed = fs::read_to_string(site.root().join("public/feed.atom"));
    let feed = feed.expect("a feed");
    let links = feed.split("<entry>").skip(1).map(|entry| {
        let link = entry.split("/advisories/").nth(1).expect("a link");
        link.split(".html").next().expect("an id").to_owned()
    });
    links.collect()
}

fn ids(numbers: impl IntoIterator<Item = u32>) -> Vec<String> {
    let numbers = numbers.into_iter();
    numbers
        .map(|number| format!("x_tinysig-2026-{number:04}"))
        .collect()
}

#[test]
fn a_feed_has_a_hundred_entries_newest_first_and_equals_by_id() {
    let site = site(&[("2020-01-01", 101), ("2026-09-30", 2), ("2021-01-01", 1)]);
    // Numbers 899 to 999 are of 2020, 897 and 898 of 2026, 896 is of 2021.
    let expected = ids([897, 898, 896].into_iter().chain(899..996));
    assert_eq!(expected.len(), 100);
    assert_eq!(entries(&site), expected);
}

#[test]
fn a_feed_has_all_of_the_last_ninety_days() {
    // The clock stands at noon: ninety days before is 3 July, 12:00.
    let site = site(&[("2026-07-03", 120), ("2026-07-02", 5)]);
    assert_eq!(entries(&site), ids(880..1_000));
}

#[test]
fn the_index_of_records_is_newest_first_and_equals_by_id() {
    let site = site(&[("2025-01-01", 2), ("2026-01-01", 1), ("2024-01-01", 1)]);
    site.build().at("2026-10-01T12:00:00Z").succeeds();
    let index = fs::read(site.root().join("public/osv/all.json")).expect("an index");
    let index: Vec<Value> = serde_json::from_slice(&index).expect("JSON");
    let found: Vec<_> = index
        .iter()
        .map(|item| item["id"].as_str().expect("a text"))
        .collect();
    assert_eq!(found, ids([997, 998, 999, 996]));
}
