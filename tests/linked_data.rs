//! What a page tells machines is what its OSV record tells them.

use std::fs;

use serde_json::Value;

use crate::harness::Site;

/// The block of data of a page, as a browser would cut it out.
fn linked_data(page: &str) -> Value {
    let opening = "<script type=\"application/ld+json\">";
    let (_, block) = page.split_once(opening).expect("a block of data");
    let (json, _) = block.split_once("</script>").expect("its end");
    serde_json::from_str(json).expect("the block is JSON")
}

#[test]
fn the_page_and_the_record_have_the_same_ids_and_dates() {
    let site = Site::new()
        .file(
            "advisories/usual.yaml",
            "id: x_tinysig-2026-0001\naliases: [CVE-2026-40001, GHSA-aaaa-bbbb-cccc]\n\
             published: 2026-09-22\nmodified: 2026-09-24T10:00+02:00\nsummary: A `tag` is cut\n",
        )
        .file(
            "advisories/withdrawn.yaml",
            "id: x_tinysig-2026-0002\npublished: 2026-09-01\nwithdrawn: 2026-09-02\n",
        )
        .file(
            "advisories/hostile.json",
            r#"{"id": "x_tinysig-2026-0003", "modified": "2026-09-24T10:00:00.5Z",
                "summary": "</script><script>alert(1)</script><!-- \u2028\"&\"",
                "affected": [{"package": {"ecosystem": "npm", "name": "</script>"}}]}"#,
        );
    site.build().at("2026-11-01T12:00:00Z").succeeds();
    let read = |path: String| fs::read_to_string(site.root().join("public").join(path)).unwrap();
    let mut headlines = Vec::new();
    for number in 1..=3 {
        let id = format!("x_tinysig-2026-000{number}");
        let record: Value = serde_json::from_str(&read(format!("osv/{id}.json"))).unwrap();
        let data = linked_data(&read(format!("advisories/{id}.html")));
        assert_eq!(data["@type"], "TechArticle");
        assert_eq!(data["identifier"][0], record["id"]);
        let aliases = data["identifier"].as_array().unwrap()[1..].to_vec();
        let known = record["aliases"].as_array().cloned().unwrap_or_default();
        assert_eq!(aliases, known);
        assert_eq!(data["datePublished"], record["published"]);
        assert_eq!(data["dateModified"], record["modified"]);
        let is_withdrawn = data["creativeWorkStatus"] == "Withdrawn";
        assert_eq!(is_withdrawn, record["withdrawn"].is_string(), "{id}");
        headlines.push(data["headline"].clone());
    }
    assert_eq!(
        headlines,
        [
            "A tag is cut",
            "x_tinysig-2026-0002",
            "</script><script>alert(1)</script><!-- \u{2028}\"&\""
        ]
    );
}
