//! Whole documents, and the law that none hides what is affected.

mod law;

use std::io::Read;

use serde_json::Value;

use crate::model::Project;
use crate::output::versions::tests::{bytes, clock, made, project};

const WHOLE: &str = "vex/openvex.json";

/// Two packages; one has a table, a branch of each kind and a component.
const FILES: &[(&str, &str)] = &[
    (
        "forewarn.yaml",
        "project: {name: tinysig, url: \"https://tinysig.example\", \
         package: [PyPI/tinysig, Go/github.com/Example/Sig]}\n\
         base_url: https://tinysig.example/security/\n",
    ),
    (
        "content/supported-versions.yaml",
        "package: PyPI/tinysig\n\
         support: {latest: 2, of: minor}\n\
         bundled: {component: tinybn, since: \"2.0\"}\n\
         releases:\n\
         \x20 - {version: \"3.1\", date: 2026-10-20}\n\
         \x20 - {version: \"3.0\", date: 2026-09-01}\n\
         \x20 - {version: \"2.1.1\", date: 2026-09-22}\n\
         \x20 - {version: \"2.1\", date: 2026-08-01}\n\
         \x20 - {version: \"2.0\", date: 2026-07-01}\n\
         \x20 - {version: \"1.0\", date: 2026-06-01}\n",
    ),
    (
        "advisories/1.yaml",
        "id: x_tinysig-2026-0001\n\
         cve: CVE-2026-40001\n\
         ghsa: GHSA-2222-3333-4444\n\
         summary: A key leaks\n\
         published: 2026-09-22T14:00:00Z\n\
         package: PyPI/tinysig\n\
         workarounds: Keep it.\n\
         branches:\n\
         \x20 - {branch: \"1.0\", status: wont-fix, why: Its line *ended*.}\n\
         \x20 - {branch: \"2.0\", status: not-evaluated}\n\
         \x20 - {branch: \"2.1\", fixed: 2.1.1}\n\
         \x20 - {branch: \"3.0\", status: pending}\n\
         \x20 - {branch: \"3.1\", status: not-affected, why: It has no keys.}\n",
    ),
    (
        "advisories/2.yaml",
        "id: x_tinysig-2026-0002\n\
         published: 2026-08-01T14:00:00Z\n\
         upstream: CVE-2026-50001\n\
         bundled: {component: TinyBN, in: wheels, not_in: the source}\n\
         affected: {PyPI/tinysig: \">= 2.0, < 2.1\"}\n",
    ),
    (
        "advisories/3.yaml",
        "id: x_tinysig-2026-0003\n\
         published: 2026-05-01T14:00:00Z\n\
         affected: {Go/github.com/Example/Sig: \"< 1.2.0\"}\n",
    ),
    (
        "advisories/4.yaml",
        "id: x_tinysig-2026-0004\n\
         cve: CVE-2026-40004\n\
         published: 2026-05-01T14:00:00Z\n\
         withdrawn: 2026-05-02T14:00:00Z\n\
         affected: {PyPI/tinysig: \"< 1.0\"}\n",
    ),
    (
        "advisories/5.yaml",
        "id: x_tinysig-2026-0005\n\
         published: 2027-05-01T14:00:00Z\n\
         affected: {PyPI/tinysig: \"< 3.0\"}\n",
    ),
];

fn with(file: (&str, &str)) -> Project {
    let files = FILES.iter().copied().filter(|(path, _)| *path != file.0);
    project(&files.chain([file]).collect::<Vec<_>>())
}

fn at(project: &Project, path: &str) -> String {
    made(project, clock(), path).unwrap()
}

/// `CVE-1 fixed 1.0, 1.1`, a line for each statement.
fn told(document: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(document).unwrap();
    let statements = document["statements"].as_array().unwrap().iter();
    let told = statements.map(|statement| {
        let products = statement["products"].as_array().unwrap().iter();
        let products = products.map(|product| {
            let iri = product["@id"].as_str().unwrap();
            iri.split_once('@').map_or(iri, |(_, version)| version)
        });
        format!(
            "{} {} {}",
            statement["vulnerability"]["name"].as_str().unwrap(),
            statement["status"].as_str().unwrap(),
            products.collect::<Vec<_>>().join(", ")
        )
    });
    told.collect()
}

#[test]
fn the_document_says_what_is_known_of_each_version() {
    let whole = at(&project(FILES), WHOLE);
    snapbox::assert_data_eq!(whole, snapbox::file!["tests/openvex.json"].raw());
}

#[test]
fn a_package_has_a_document_of_its_own() {
    let project = project(FILES);
    let go = at(&project, "vex/pkg/golang/github.com/Example/Sig/vex.json");
    assert_eq!(told(&go), ["x_tinysig-2026-0003 fixed 1.2.0, v1.2.0"]);
    let python = told(&at(&project, "vex/pkg/pypi/tinysig/vex.json"));
    let whole = told(&at(&project, WHOLE));
    assert_eq!(whole.len(), python.len() + 1);
}

/// A later release is news, though no advisory changed.
#[test]
fn a_release_changes_the_date_and_the_version_of_the_document() {
    let of = |at: &str| {
        let clock = at.parse::<jiff::Timestamp>().unwrap().into();
        let json = made(&project(FILES), clock, WHOLE).unwrap();
        let json: Value = serde_json::from_str(&json).unwrap();
        (json["timestamp"].clone(), json["version"].as_i64().unwrap())
    };
    let (before, at) = (of("2026-10-19T12:00:00Z"), of("2026-10-20T12:00:00Z"));
    assert_eq!(before.0, "2026-09-22T14:00:00Z");
    assert_eq!(at.0, "2026-10-20T00:00:00Z");
    assert!(before.1 < at.1);
}

#[test]
fn ids_that_two_advisories_share_hide_nothing_that_one_of_them_affects() {
    let rival = "id: x_tinysig-2026-0006\ncve: CVE-2026-40001\npublished: 2026-10-01\n\
                 affected: {PyPI/tinysig: \">= 2.1.1, < 3.0\"}\n";
    let told = told(&at(&with(("advisories/6.yaml", rival)), WHOLE));
    let of_cve = told
        .iter()
        .filter(|line| line.starts_with("CVE-2026-40001"));
    let hiding = of_cve.filter(|line| !line.contains(" affected"));
    assert_eq!(
        hiding.collect::<Vec<_>>(),
        [
            "CVE-2026-40001 not_affected 3.1",
            "CVE-2026-40001 fixed 3.1",
        ]
    );
    let unstated = "id: x_tinysig-2026-0006\ncve: CVE-2026-40001\npublished: 2026-10-01\n\
                    affected: [{package: {ecosystem: PyPI, name: tinysig}}]\n";
    let told = self::told(&at(&with(("advisories/6.yaml", unstated)), WHOLE));
    let mut of_cve = told
        .iter()
        .filter(|line| line.starts_with("CVE-2026-40001"));
    assert!(of_cve.all(|line| line.contains(" affected")), "{told:?}");
}

#[test]
fn where_nothing_can_be_said_there_is_no_document() {
    for advisory in [
        "id: x_tinysig-2026-0001\npublished: 2026-09-22\n\
         affected: [{package: {ecosystem: PyPI, name: tinysig}}]\n",
        "id: x_tinysig-2026-0001\npublished: 2026-09-22\naffected: {generic/sig: \"< 2\"}\n",
        "id: x_tinysig-2026-0001\npublished: 2026-09-22\nwithdrawn: 2026-09-23\n\
         affected: {PyPI/tinysig: \"< 2\"}\n",
    ] {
        let project = project(&[FILES[0], ("advisories/1.yaml", advisory)]);
        for path in [WHOLE, "vex/vex.tar.gz", ".well-known/vex-repository.json"] {
            assert_eq!(made(&project, clock(), path), None, "{advisory}");
        }
    }
}

#[test]
fn a_project_can_do_without() {
    let config = format!("{}outputs: {{vex: false}}\n", FILES[0].1);
    let project = with(("forewarn.yaml", &config));
    assert_eq!(made(&project, clock(), WHOLE), None);
}

#[test]
fn the_archive_has_the_documents_and_an_index_that_names_them() {
    let project = project(FILES);
    let packed = bytes(&project, clock(), "vex/vex.tar.gz").unwrap();
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(packed.as_slice()));
    let mut files = Vec::new();
    for entry in tar.entries().unwrap() {
        let mut entry = entry.unwrap();
        let header = entry.header();
        let (mtime, owner) = (header.mtime().unwrap(), header.uid().unwrap());
        assert_eq!((mtime, owner), (0, 0));
        let name = entry.path().unwrap().to_str().unwrap().to_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        files.push((name, text));
    }
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    let go = "pkg/golang/github.com/Example/Sig/vex.json";
    assert_eq!(names, ["index.json", go, "pkg/pypi/tinysig/vex.json"]);
    for (name, text) in &files[1..] {
        assert_eq!(*text, at(&project, &format!("vex/{name}")));
    }
    let index: Value = serde_json::from_str(&files[0].1).unwrap();
    let location = |id: &str, at: &str| serde_json::json!({"id": id, "location": at});
    assert_eq!(
        index,
        serde_json::json!({"updated_at": "2026-10-20T00:00:00Z", "packages": [
            location("pkg:golang/github.com/Example/Sig", go),
            location("pkg:golang/github.com/example/sig", go),
            location("pkg:pypi/tinysig", "pkg/pypi/tinysig/vex.json"),
        ]})
    );
    let manifest = at(&project, ".well-known/vex-repository.json");
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let url = "https://tinysig.example/security/vex/vex.tar.gz";
    assert_eq!(manifest["versions"][0]["locations"][0]["url"], url);
}

#[test]
fn a_manifest_needs_an_address() {
    let project = with(("forewarn.yaml", "project: {package: PyPI/tinysig}\n"));
    assert_eq!(
        made(&project, clock(), ".well-known/vex-repository.json"),
        None
    );
    let whole: Value = serde_json::from_str(&at(&project, WHOLE)).unwrap();
    assert!(whole["@id"].as_str().unwrap().starts_with("urn:uuid:"));
}

const ENTRY: &str = "id: odd-numbers\ntitle: Odd numbers are `rounded`\nsince: 2026-03-01\n\
                     why: \"They are *meant* to be.\"\n\
                     applies_to: [{id: [GHSA-9999-9999-9999, CVE-2026-60001], package: crates.io/tinybn}]\n\
                     justification: vulnerable_code_not_in_execute_path\n";

fn statements(document: &str) -> Vec<Value> {
    let document: Value = serde_json::from_str(document).unwrap();
    document["statements"].as_array().unwrap().clone()
}

#[test]
fn the_register_speaks_of_the_dependency_that_is_reported() {
    let project = with(("not-a-vulnerability/1.yaml", ENTRY));
    let purl = |purl: &str| serde_json::json!({"@id": purl, "identifiers": {"purl": purl}});
    let statement = |package: &str| {
        let mut product = purl(package);
        product["subcomponents"] = serde_json::json!([purl("pkg:cargo/tinybn")]);
        serde_json::json!({
            "vulnerability": {
                "@id": "https://tinysig.example/security/not-a-vulnerability.html#odd-numbers",
                "name": "CVE-2026-60001",
                "description": "Odd numbers are `rounded`",
                "aliases": ["GHSA-9999-9999-9999"],
            },
            "timestamp": "2026-03-01T14:00:00Z",
            "products": [product],
            "status": "not_affected",
            "justification": "vulnerable_code_not_in_execute_path",
            "impact_statement": "They are meant to be.",
        })
    };
    let all = statements(&at(&project, WHOLE));
    let packages = ["pkg:golang/github.com/Example/Sig", "pkg:pypi/tinysig"];
    assert_eq!(all[..2], packages.map(statement));
}

#[test]
fn what_an_advisory_has_is_not_registered_and_what_is_ahead_is_not_told() {
    let before = at(&project(FILES), WHOLE);
    for (from, to) in [
        ("CVE-2026-60001", "cve-2026-40001"),
        ("CVE-2026-60001", "CVE-2026-50001"),
        ("since: 2026-03-01", "since: 2026-11-02"),
    ] {
        let project = with(("not-a-vulnerability/1.yaml", &ENTRY.replace(from, to)));
        assert_eq!(at(&project, WHOLE), before, "{to}");
    }
    // What was withdrawn is none by the project's own word.
    let withdrawn = ENTRY.replace("CVE-2026-60001", "CVE-2026-40004");
    let project = with(("not-a-vulnerability/1.yaml", &withdrawn));
    assert_ne!(at(&project, WHOLE), before);
}

#[test]
fn the_page_of_the_register_has_an_anchor_for_each_entry() {
    let project = with(("not-a-vulnerability/1.yaml", ENTRY));
    let page = at(&project, "not-a-vulnerability.html");
    let (_, main) = page.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    snapbox::assert_data_eq!(main, snapbox::file!["tests/register.html"].raw());
    let policy = at(&project, "index.html");
    let link = "<a href=\"not-a-vulnerability.html#odd-numbers\">Odd numbers are rounded</a>";
    assert!(policy.contains(link), "{policy}");
    let ahead = ENTRY.replace("since: 2026-03-01", "since: 2026-11-02");
    let project = with(("not-a-vulnerability/1.yaml", &ahead));
    assert_eq!(made(&project, clock(), "not-a-vulnerability.html"), None);
    assert!(!at(&project, "index.html").contains("odd-numbers"));
}
