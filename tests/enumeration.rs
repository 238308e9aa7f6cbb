//! Records of software without a registry list the releases that they affect, and
//! move with them.

use serde_json::Value;

use crate::harness::Site;

const CONFIG: &str = "\
project:
  name: tinysig
  package: generic/tinysig
  repository: https://github.com/example/tinysig
base_url: https://tinysig.example/
";

const ADVISORY: &str = "\
id: x_tinysig-2026-0001
summary: Keys are accepted
published: 2026-01-05
introduced: 8.9.0
fixed: 8.9.3
fix: 4fd8b8afe12a6f47ae47daaae94380fe45eedb6f
";

const RELEASES: &str = "\
support: {latest: 1, of: minor}
releases:
  - {version: 8.9.3, expected: 2026-12}
  - {version: 8.9.2, date: 2026-03-01}
  - {version: 8.9.1, date: 2026-02-01}
  - {version: 8.9.0, date: 2026-01-01}
  - {version: 8.9.0-rc1, date: 2025-12-01}
  - {version: 8.8.0, date: 2025-01-01}
";

fn site() -> Site {
    Site::bare()
        .file("forewarn.yaml", CONFIG)
        .file("content/policy.md", "# Security policy\n")
        .file("advisories/a.yaml", ADVISORY)
        .file("content/supported-versions.yaml", RELEASES)
}

/// The versions that the record lists, and its `modified`.
fn record(site: &Site, at: &str) -> (Vec<String>, String) {
    site.build().at(at).succeeds();
    let path = site.root().join("public/osv/x_tinysig-2026-0001.json");
    let record: Value =
        serde_json::from_slice(&std::fs::read(path).expect("a record")).expect("JSON");
    let entry = &record["affected"][0];
    assert_eq!(entry["ranges"][1]["type"], "GIT");
    let versions = entry["versions"].as_array().into_iter().flatten();
    let versions = versions.map(|version| version.as_str().expect("a text").to_owned());
    let modified = record["modified"].as_str().expect("a time").to_owned();
    let all = std::fs::read(site.root().join("public/osv/all.json")).expect("an index");
    let all: Value = serde_json::from_slice(&all).expect("JSON");
    assert_eq!(all[0]["modified"], modified.as_str());
    (versions.collect(), modified)
}

/// The `updated` of the entry in the feed.
fn updated(site: &Site) -> String {
    let feed = std::fs::read_to_string(site.root().join("public/feed.atom")).expect("a feed");
    let (_, entry) = feed.split_once("<entry>").expect("an entry");
    let (_, updated) = entry.split_once("<updated>").expect("a time");
    updated.split_once('<').expect("an end").0.to_owned()
}

#[test]
fn known_releases_are_listed_once_they_are_out() {
    let site = site();
    let published = "2026-01-05T14:00:00Z";
    for (at, versions, modified) in [
        ("2026-02-01T13:59:59Z", &["8.9.0"][..], published),
        (
            "2026-02-01T14:00:00Z",
            &["8.9.0", "8.9.1"],
            "2026-02-01T14:00:00Z",
        ),
        (
            "2026-03-05T12:00:00Z",
            &["8.9.0", "8.9.1", "8.9.2"],
            "2026-03-01T14:00:00Z",
        ),
    ] {
        let (listed, changed) = record(&site, at);
        assert_eq!(listed, versions);
        assert_eq!(changed, modified);
        assert_eq!(updated(&site), published);
    }
}

#[test]
fn tags_are_listed_by_their_names_and_shown_as_versions() {
    let hash = "9f1c2a77d0b1e4c6a8f3b5d7e9012c4a6e8f0b1d";
    let tags = ["v8.8.0", "v8.9.0", "v8.9.1", "v8.9.3"];
    let tags = tags.map(|tag| format!("{hash} refs/tags/{tag}\n")).concat();
    let site = site().file(".git/packed-refs", &tags).file(
        "content/supported-versions.yaml",
        "support: {latest: 1, of: minor}\nreleases: {git: \"refs/tags/v*\"}\n",
    );
    let (listed, modified) = record(&site, "2026-03-05T12:00:00Z");
    assert_eq!(listed, ["v8.9.0", "v8.9.1"]);
    assert_eq!(modified, "2026-01-05T14:00:00Z");
    let page = site
        .root()
        .join("public/advisories/x_tinysig-2026-0001.html");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("8.9.1") && !page.contains("v8.9.1"));
}

#[test]
fn packages_of_registries_list_nothing() {
    let config = CONFIG.replace("generic/tinysig", "PyPI/tinysig");
    let site = site().file("forewarn.yaml", &config);
    assert!(record(&site, "2026-03-05T12:00:00Z").0.is_empty());
}

#[test]
fn an_upgrade_moves_what_was_public_before() {
    let config = format!("{CONFIG}records_changed: 2026-03-10\n");
    let site = site().file("forewarn.yaml", &config);
    let modified = |site: &Site, at| record(site, at).1;
    let newest = "2026-03-01T14:00:00Z";
    assert_eq!(modified(&site, "2026-03-10T13:00:00Z"), newest);
    assert_eq!(
        modified(&site, "2026-03-11T13:00:00Z"),
        "2026-03-10T14:00:00Z"
    );
    assert_eq!(updated(&site), "2026-01-05T14:00:00Z");

    let later = ADVISORY.replace("2026-01-05", "2026-03-10 15:00Z");
    let site = site.file("advisories/a.yaml", &later);
    let published = "2026-03-10T15:00:00Z";
    assert_eq!(modified(&site, "2026-03-11T13:00:00Z"), published);

    let written = format!("{ADVISORY}modified: 2026-01-06\n");
    let site = site.file("advisories/a.yaml", &written);
    assert_eq!(
        modified(&site, "2026-03-11T13:00:00Z"),
        "2026-01-06T14:00:00Z"
    );
}
