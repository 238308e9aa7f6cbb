use serde_json::{Value, json};

use crate::output::versions::tests::{clock, made, project};

const CONFIG: &str = "project: {name: tinysig}\nbase_url: https://tinysig.example/security/\n";

fn record(advisory: &str) -> Value {
    let project = project(&[("forewarn.yaml", CONFIG), ("advisories/A.yaml", advisory)]);
    let json = made(&project, clock(), "osv/x_tinysig-2026-0001.json").unwrap();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn ranges_of_commits_come_last_in_whatever_form_they_were_written() {
    let record = record(
        r#"{id: x_tinysig-2026-0001, modified: "2026-09-22T14:00:00Z", affected: [{
            package: {ecosystem: PyPI, name: tinysig}, ranges: [
                {type: GIT, repo: "https://tinysig.example/b", events: [{introduced: "0"}]},
                {type: ECOSYSTEM, events: [{introduced: "2"}, {fixed: "2.1"}]},
                {type: GIT, repo: "https://tinysig.example/a", events: [{introduced: "0"}]},
                {type: ECOSYSTEM, events: [{introduced: "0"}, {fixed: "1"}]}]}]}"#,
    );
    assert_eq!(
        record["affected"][0]["ranges"],
        json!([
            {"type": "ECOSYSTEM", "events": [{"introduced": "2"}, {"fixed": "2.1"}]},
            {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1"}]},
            {"type": "GIT", "repo": "https://tinysig.example/b", "events": [{"introduced": "0"}]},
            {"type": "GIT", "repo": "https://tinysig.example/a", "events": [{"introduced": "0"}]},
        ])
    );
}

#[test]
fn the_page_is_a_reference_of_the_records_that_forewarn_makes() {
    let page = "https://tinysig.example/security/advisories/x_tinysig-2026-0001.html";
    let own = json!({"type": "ADVISORY", "url": page});
    let other = json!({"type": "FIX", "url": "https://tinysig.example/commit/1"});
    let made = |references: &str| {
        let dates = "published: \"2026-09-22T14:00:00Z\"";
        record(&format!(
            "{{id: x_tinysig-2026-0001, {dates}, {references}}}"
        ))["references"]
            .clone()
    };
    assert_eq!(made("summary: A"), json!([own]));
    assert_eq!(
        made("references: [{fix: \"https://tinysig.example/commit/1\"}]"),
        json!([own, other])
    );
    let given = format!("references: [{{type: WEB, url: \"{page}\"}}]");
    assert_eq!(made(&given), json!([{"type": "WEB", "url": page}]));
    let came_as_osv =
        record(r#"{id: x_tinysig-2026-0001, modified: "2026-09-22T14:00:00Z", summary: A}"#);
    assert_eq!(came_as_osv.get("references"), None);
}
