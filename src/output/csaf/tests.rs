//! Whole documents of a small site, and what holds for every one.

use std::collections::BTreeMap;

use serde_json::Value;
use snapbox::assert_data_eq;

use crate::model::Project;
use crate::model::support::ReleaseName;
use crate::output::versions::tests::{FILES, clock, made, project};

const CSAF: &str = "csaf: {publisher: {name: The tinysig developers, \
     namespace: \"https://tinysig.example\", category: vendor, \
     contact_details: security@tinysig.example, issuing_authority: We make tinysig.}}\n";

/// The site of the tables, with a publisher and these advisories.
fn site(more: &[(&str, &str)]) -> Project {
    let configuration = format!("{}{CSAF}", FILES[0].1);
    let mut files = vec![(FILES[0].0, configuration.as_str()), FILES[1], FILES[2]];
    files.extend_from_slice(more);
    project(&files)
}

fn get(project: &Project, path: &str) -> String {
    made(project, clock(), &format!(".well-known/csaf/{path}")).unwrap()
}

const ADVISORY: &str = r#"id: x_tinysig-2026-0001
cve: CVE-2026-40001
ghsa: GHSA-xxxx-2222-xxxx
summary: A quorum counts *the same* key twice
severity:
  - {type: CVSS_V3, score: "CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:N/I:H/A:N"}
  - {type: CVSS_V4, score: "CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:N/VC:N/VI:H/VA:N/SC:N/SI:H/SA:N"}
cwe: [694, 532]
published: 2026-09-21T14:00:00Z
introduced: "3.3"
branches:
  - {branch: "3.4", fixed: 3.4.1, fix: cecbb6bd00382102b2d9cac8cc211dfa8c5d06dd}
  - {branch: "3.3", status: wont-fix, why: Use `3.4`.}
  - {branch: "2.4", status: not-affected, why: Quorums are new in 3.3.}
affected_if: You call `verify()` with a quorum.
impact: One signer counts as two.
workarounds: Count the signers.
detection: Read the log.
exploited: {since: 2026-09-18, note: One reached a quorum alone.}
revisions: [{at: 2026-10-01T14:00:00Z, note: The log tells., significant: true}]
credits:
  - {reporter: Hana, contact: "https://hana.example", consent: 2026-09-19}
  - {reporter: Jordan Sample, consent: no}
references: [{article: "https://hana.example/one key"}]
"#;

const WITHDRAWN: &str = "id: x_tinysig-2026-0002\n\
     summary: The wrong key is picked\n\
     published: 2026-05-12T14:00:00Z\n\
     withdrawn: {at: 2026-09-30T14:00:00Z, reason: It is the same defect., \
     duplicate_of: x_tinysig-2026-0001}\n\
     introduced: \"3.3\"\n";

const ENTRY: &str = "id: primes\ntitle: tinybn takes products for primes\n\
     why: tinysig asks for no primes.\nsince: 2026-06-01\n\
     applies_to: [{id: [CVE-2026-40133, GHSA-xxxx-3333-xxxx], package: crates.io/tinybn}]\n\
     justification: vulnerable_code_not_in_execute_path\n";

const UNSEEN: &str = "id: x_tinysig-2026-0003\n\
     summary: Traces show notes\n\
     published: 2026-10-01T14:00:00Z\n\
     introduced: \"3.3\"\n\
     branches: [{branch: \"3.3\", status: not-evaluated}, {branch: \"3.4\", status: pending}]\n";

/// Documents of today stand below `white`; 2.1 asks for another folder.
#[test]
fn whole_files() {
    let project = site(&[
        ("advisories/1.yaml", ADVISORY),
        ("advisories/2.yaml", WITHDRAWN),
        ("advisories/3.yaml", UNSEEN),
        ("not-a-vulnerability/primes.yaml", ENTRY),
    ]);
    for (path, file) in [
        (
            "provider-metadata.json",
            snapbox::file!["tests/provider-metadata.json"],
        ),
        ("white/changes.csv", snapbox::file!["tests/changes.csv"]),
        ("white/index.txt", snapbox::file!["tests/index.txt"]),
        ("white/index.html", snapbox::file!["tests/index.html"]),
        ("white/2026/index.html", snapbox::file!["tests/2026.html"]),
        (
            "csaf-feed-tlp-white.json",
            snapbox::file!["tests/feed.json"],
        ),
        (
            "white/2026/x_tinysig-2026-0001.json",
            snapbox::file!["tests/advisory.json"],
        ),
        (
            "white/2026/x_tinysig-2026-0002.json",
            snapbox::file!["tests/withdrawn.json"],
        ),
        (
            "white/2026/x_tinysig-2026-0003.json",
            snapbox::file!["tests/unseen.json"],
        ),
        (
            "white/2026/vex-primes.json",
            snapbox::file!["tests/entry.json"],
        ),
        (
            "white/2026/x_tinysig-2026-0001.json.sha256",
            snapbox::file!["tests/advisory.sha256"],
        ),
    ] {
        let mut text = get(&project, path);
        if text.starts_with('{') {
            // Documents are written without blanks.
            let value: Value = serde_json::from_str(&text).unwrap();
            text = serde_json::to_string_pretty(&value).unwrap() + "\n";
        }
        assert_data_eq!(text, file.raw());
    }
}

#[test]
fn without_a_publisher_or_a_family_there_is_nothing() {
    let path = ".well-known/csaf/provider-metadata.json";
    assert_eq!(made(&project(FILES), clock(), path), None);
    let off = format!("{}{CSAF}outputs: {{csaf: false}}\n", FILES[0].1);
    assert_eq!(
        made(&project(&[("forewarn.yaml", &off)]), clock(), path),
        None
    );
}

/// Below a path no well-known place is where readers look.
#[test]
fn a_role_is_claimed_where_its_duties_are_kept() {
    for (base, role) in [
        ("https://tinysig.example/security/", "csaf_publisher"),
        ("https://security.tinysig.example", "csaf_provider"),
    ] {
        let configuration = format!("base_url: {base}\n{CSAF}");
        let project = project(&[("forewarn.yaml", &configuration)]);
        let metadata: Value =
            serde_json::from_str(&get(&project, "provider-metadata.json")).unwrap();
        assert_eq!(metadata["role"], role);
    }
}

fn document(advisory: &str) -> Value {
    let project = site(&[("advisories/A.yaml", advisory)]);
    let index = get(&project, "white/index.txt");
    let place = index.lines().next().unwrap();
    serde_json::from_str(&get(&project, &format!("white/{place}"))).unwrap()
}

/// What a document says of each product, by its id.
fn status(document: &Value) -> BTreeMap<String, String> {
    let status = document["vulnerabilities"][0]["product_status"].as_object();
    let status = status.into_iter().flatten();
    let products = status.flat_map(|(status, ids)| {
        let ids = ids.as_array().unwrap().iter();
        ids.map(|id| (id.as_str().unwrap().to_owned(), status.clone()))
    });
    products.collect()
}

#[test]
fn where_no_version_is_known_ranges_are_products_else_the_package() {
    let ranges = document(
        "{id: x_a-2026-1, published: 2026-01-01, affected: {npm/other: [\">= 1.0.0, < 1.2.0\", \
         \"= 1.3.0\"], npm/open: \">= 1.0.0\"}}",
    );
    let expected = [
        ("npm/open@vers:npm/>=1.0.0", "known_affected"),
        ("npm/other@1.2.0", "fixed"),
        ("npm/other@1.3.0", "known_affected"),
        ("npm/other@vers:npm/>=1.0.0|<1.2.0", "known_affected"),
    ];
    let expected = expected.map(|(id, status)| (id.to_owned(), status.to_owned()));
    assert_eq!(status(&ranges), BTreeMap::from(expected));
    let unstated = document("{id: x_a-2026-1, published: 2026-01-01}");
    assert_eq!(unstated["document"]["category"], "csaf_base");
    let expected = [("PyPI/tinysig".to_owned(), "under_investigation".to_owned())];
    assert_eq!(status(&unstated), BTreeMap::from(expected));
}

#[test]
fn a_release_that_is_awaited_is_no_product() {
    let document = document(
        "{id: x_tinysig-2026-1, published: 2026-10-01, introduced: \"3.4\", fixed: 3.4.9}",
    );
    assert!(!status(&document).contains_key("PyPI/tinysig@3.4.9"));
    let remediation = &document["vulnerabilities"][0]["remediations"][0];
    assert_eq!(remediation["category"], "none_available");
    assert_eq!(
        remediation["details"],
        "3.4.9, which is not released, will have the fix."
    );
}

/// Every alias of a CVE is a vulnerability, and its key holds nothing else.
#[test]
fn each_cve_has_an_entry() {
    let document = document(
        "{id: x_tinysig-2026-1, published: 2026-01-01, fixed: \"3.4\", \
         cve: [CVE-2026-40001, CVE-2026-40002], aliases: [PYSEC-2026-1]}",
    );
    let entries = document["vulnerabilities"].as_array().unwrap();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| {
            (
                entry["cve"].as_str().unwrap(),
                entry["ids"][1]["text"].as_str(),
            )
        })
        .collect();
    let other = Some("PYSEC-2026-1");
    assert_eq!(told, [("CVE-2026-40001", other), ("CVE-2026-40002", other)]);
}

/// Trivy ends at a vulnerability without `cve`, and an advisory knows better.
#[test]
fn an_entry_without_a_cve_or_with_an_advisory_has_no_document() {
    let entry = "{id: keys, title: Keys, why: They sign nothing., since: 2026-06-01, \
         applies_to: [{id: GHSA-xxxx-4444-xxxx, package: crates.io/tinybn}], \
         justification: component_not_present}";
    let project = site(&[
        (
            "advisories/1.yaml",
            &ADVISORY.replace("CVE-2026-40001", "CVE-2026-40133"),
        ),
        ("not-a-vulnerability/keys.yaml", entry),
        ("not-a-vulnerability/primes.yaml", ENTRY),
    ]);
    assert_eq!(
        get(&project, "white/index.txt"),
        "2026/x_tinysig-2026-0001.json\n"
    );
}

/// What documents state of a release is what the engine finds.
#[test]
fn every_known_release_stands_as_the_engine_has_it() {
    let project = site(&[
        ("advisories/1.yaml", ADVISORY),
        ("advisories/3.yaml", UNSEEN),
    ]);
    let releases = project.support[1].releases.iter();
    let releases: Vec<&str> = releases
        .filter_map(|release| match &release.name {
            ReleaseName::Version(version) => Some(version.value.as_str()),
            ReleaseName::Series(_) => None,
        })
        .collect();
    for advisory in &project.advisories {
        let path = format!("white/2026/{}.json", advisory.id.value);
        let document: Value = serde_json::from_str(&get(&project, &path)).unwrap();
        let status = status(&document);
        assert_eq!(status.len(), releases.len());
        for version in &releases {
            let mut entries = advisory.affected();
            let is_affected = entries.any(|entry| crate::version::affects(entry, version));
            let stated = &status[&format!("PyPI/tinysig@{version}")];
            assert_eq!(stated == "known_affected", is_affected, "{version}");
        }
    }
}

#[test]
fn a_category_is_no_weakness() {
    let document =
        document("{id: CVE-2026-40009, published: 2026-01-01, fixed: \"3.4\", cwe: [16, 79]}");
    let vulnerability = &document["vulnerabilities"][0];
    assert_eq!(vulnerability["cwe"]["id"], "CWE-79");
    assert_eq!(vulnerability["cve"], "CVE-2026-40009");
    assert_eq!(vulnerability["ids"], Value::Null);
}
