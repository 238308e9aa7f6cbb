//! `forewarn build`: what is written, what is left alone, how it ends.

use crate::harness::{Site, assert_same_tree, tree};

const AT: &str = "2026-10-01T12:00:00Z";

const POLICY: &str = "# Security policy\n\nPlease report to security@tinysig.example.\n";

const ADVISORY: &str = "\
id: x_tinysig-2026-0001
cve: CVE-2026-40001
summary: A truncated tag is accepted
published: 2026-09-22 14:00Z
fixed: 1.2.3
";

/// What every site has. The manifest says what forewarn may remove later; it
/// is no part of the site, and not counted.
const ALWAYS: [&str; 15] = [
    ".forewarn-manifest",
    "404.html",
    "SHA256SUMS",
    "advisories/index.html",
    "assets/copy.js",
    "assets/favicon.svg",
    "assets/filter.js",
    "assets/style.css",
    "assets/versions.js",
    "feed.atom",
    "feed.json",
    "forewarn.json",
    "index.html",
    "osv/all.json",
    "robots.txt",
];

#[test]
fn a_lone_policy_is_a_whole_site() {
    Site::bare()
        .file("SECURITY.md", POLICY)
        .build()
        .at(AT)
        .succeeds()
        .stdout("")
        .stderr("0 advisories, 14 files, [..] ms\n")
        .tree(ALWAYS)
        .output("osv/all.json", "[]\n")
        .output("robots.txt", "User-agent: *\nAllow: /\n");
}

#[test]
fn an_advisory_has_a_page_a_record_and_its_other_names() {
    let mut expected = [
        &ALWAYS[..],
        &[
            "advisories/CVE-2026-40001.html",
            "advisories/search.json",
            "advisories/x_tinysig-2026-0001.html",
            "latest.json",
            "osv/PyPI/all.zip",
            "osv/PyPI/modified_id.csv",
            "osv/PyPI/x_tinysig-2026-0001.json",
            "osv/all.zip",
            "osv/ecosystems.txt",
            "osv/modified_id.csv",
            "osv/x_tinysig-2026-0001.json",
            "sitemap.xml",
            ".well-known/vex-repository.json",
            "for-scanners.html",
            "vex/openvex.json",
            "vex/pkg/pypi/tinysig/vex.json",
            "vex/vex.tar.gz",
        ],
    ]
    .concat();
    expected.sort_unstable();
    Site::new()
        .file("content/policy.md", POLICY)
        .file("advisories/deep/down/any-name.yaml", ADVISORY)
        .build()
        .at(AT)
        .succeeds()
        .stderr("1 advisory, 31 files, [..] ms\n")
        .tree(expected)
        .output(
            "osv/all.json",
            "\
[
  {
    \"id\": \"x_tinysig-2026-0001\",
    \"modified\": \"2026-09-22T14:00:00Z\"
  }
]
",
        );
}

#[test]
fn what_is_not_public_is_counted_and_left_out() {
    let later = ADVISORY.replace("2026-09-22 14:00Z", "2026-10-01 12:00:01Z");
    let site = Site::new()
        .file("content/policy.md", POLICY)
        .file("advisories/later.yaml", &later);
    site.build().at(AT).succeeds().stderr(
        "\
warning[embargo-in-tree]: an embargoed advisory lies in the public tree
[..]--> advisories/later.yaml
...
0 advisories, 1 not public, 20 files, [..] ms
",
    );
    let before = tree(&site.root().join("public"));
    site.build().at("2026-10-01T12:00:01Z").succeeds();
    let after = tree(&site.root().join("public"));
    assert!(!before.contains_key("osv/x_tinysig-2026-0001.json"));
    assert!(after.contains_key("osv/x_tinysig-2026-0001.json"));
}

#[test]
fn a_fault_leaves_the_old_site_as_it_was() {
    let site = Site::new()
        .file("content/policy.md", POLICY)
        .file("advisories/A.yaml", ADVISORY);
    site.build().at(AT).succeeds();
    let before = tree(&site.root().join("public"));
    let site = site
        .file("content/policy.md", "# Another policy\n")
        .file("advisories/B.yaml", "id: [x_tinysig-2026-0002\n");
    let outcome = site.build().at(AT).exits(1).stdout("");
    assert_eq!(
        outcome.stderr.lines().last(),
        Some("1 error; nothing was written")
    );
    assert_same_tree(&before, &tree(&site.root().join("public")));
}

#[test]
fn a_removed_advisory_takes_its_files_along() {
    let with = Site::new()
        .file("content/policy.md", POLICY)
        .file("advisories/A.yaml", ADVISORY);
    with.build().at(AT).succeeds();
    std::fs::remove_file(with.root().join("advisories/A.yaml")).expect("it was just written");
    with.build().at(AT).succeeds();
    let without = Site::new().file("content/policy.md", POLICY);
    without.build().at(AT).succeeds();
    let built = |site: &Site| tree(&site.root().join("public"));
    assert_same_tree(&built(&without), &built(&with));
}

#[test]
fn a_folder_that_forewarn_does_not_know_is_refused() {
    let site = Site::new()
        .file("content/policy.md", POLICY)
        .file("public/thesis.tex", "years of work");
    let before = tree(&site.root().join("public"));
    site.build().at(AT).exits(2).stdout("");
    assert_same_tree(&before, &tree(&site.root().join("public")));
}

#[test]
fn inputs_are_never_inside_the_output_nor_the_reverse() {
    for output in [".", "..", "content", "content/public", "advisories"] {
        let site = Site::new()
            .file("content/policy.md", POLICY)
            .file("advisories/A.yaml", ADVISORY);
        let before = tree(site.root());
        site.build().at(AT).arg("-o").arg(output).exits(2);
        assert_same_tree(&before, &tree(site.root()));
    }
}

#[test]
fn the_command_line_is_held_to_its_grammar() {
    let site = Site::new().file("content/policy.md", POLICY);
    for arguments in [
        &["build", "--nonsense"][..],
        &["build", "--at", "soon"],
        &["build", "--base-url", "tinysig.example"],
        &["build", "--format", "xml"],
        &["construct"],
        &[],
    ] {
        site.run(arguments.iter().copied()).exits(2).stdout("");
    }
    assert!(!site.root().join("public").exists());
}

#[test]
fn no_build_shows_the_future() {
    let site = Site::new().file("content/policy.md", POLICY);
    site.build().at("2999-01-01").exits(2);
    site.build()
        .env("SOURCE_DATE_EPOCH", "32472144000")
        .exits(2);
    assert!(!site.root().join("public").exists());
}

#[test]
fn a_withdrawal_to_come_is_not_in_the_record_yet() {
    let site = Site::new().file(
        "advisories/a.yaml",
        "id: x_tinysig-2026-0001\npublished: 2026-08-01\nwithdrawn: 2026-09-01\nfixed: \"1.2\"\n",
    );
    site.build().at("2026-08-15").succeeds();
    let record = std::fs::read_to_string(site.root().join("public/osv/x_tinysig-2026-0001.json"));
    assert!(!record.unwrap().contains("withdrawn"));
    site.build().at("2026-09-15").succeeds();
    let record = std::fs::read_to_string(site.root().join("public/osv/x_tinysig-2026-0001.json"));
    assert!(
        record
            .unwrap()
            .contains("\"withdrawn\": \"2026-09-01T14:00:00Z\"")
    );
}

#[test]
fn what_is_dated_later_is_told_later() {
    let site = Site::new().file(
        "advisories/a.yaml",
        "\
id: x_tinysig-2026-0001
published: 2026-08-01
fixed: \"1.2\"
withdrawn: {at: 2026-09-01, reason: Not a defect., duplicate_of: x_tinysig-2025-0001}
revisions:
  - {at: 2026-08-05, note: A workaround was added.}
  - {at: 2026-08-20, note: 1.1.1 was released.}
",
    );
    let told = |at: &str| {
        site.build().at(at).succeeds();
        let record = tree(&site.root().join("public")).remove("osv/x_tinysig-2026-0001.json");
        let record = String::from_utf8(record.unwrap()).unwrap();
        let said = [
            "added",
            "released",
            "Not a defect",
            "2025-0001",
            "revisions",
        ];
        said.map(|word| record.contains(word))
    };
    assert_eq!(told("2026-08-02"), [false; 5]);
    assert_eq!(told("2026-08-15"), [true, false, false, false, true]);
    assert_eq!(told("2026-08-25"), [true, true, false, false, true]);
    assert_eq!(told("2026-09-15"), [true; 5]);
}

#[test]
fn a_range_of_a_package_in_a_map_becomes_a_range_and_nothing_else() {
    let advisory = "id: x_tinysig-2026-0001\nsummary: A defect\npublished: 2026-09-22\n\
                    affected: {PyPI/tinysig: \"< 2.0\"}\n";
    Site::new()
        .file("advisories/a.yaml", advisory)
        .build()
        .at("2026-10-01T12:00:00Z")
        .succeeds()
        .output(
            "osv/x_tinysig-2026-0001.json",
            r#"{
  "schema_version": "1.7.5",
  "id": "x_tinysig-2026-0001",
  "modified": "2026-09-22T14:00:00Z",
  "published": "2026-09-22T14:00:00Z",
  "summary": "A defect",
  "affected": [
    {
      "package": {
        "ecosystem": "PyPI",
        "name": "tinysig",
        "purl": "pkg:pypi/tinysig"
      },
      "ranges": [
        {
          "type": "ECOSYSTEM",
          "events": [
            {
              "introduced": "0"
            },
            {
              "fixed": "2.0"
            }
          ]
        }
      ]
    }
  ],
  "references": [
    {
      "type": "ADVISORY",
      "url": "https://tinysig.example/security/advisories/x_tinysig-2026-0001.html"
    }
  ]
}
"#,
        );
}

#[test]
fn the_reason_of_a_withdrawal_is_told_with_it() {
    let advisory = "id: x_tinysig-2026-0001\nsummary: A defect\npublished: 2026-09-22\n\
                    fixed: \"2.0\"\nwithdrawn: 2026-10-10T00:00:00Z\n\
                    database_specific: {withdrawn_reason: No defect., note: Mine}\n";
    let site = Site::new().file("advisories/a.yaml", advisory);
    let specific = |at: &str| {
        site.build().at(at).succeeds();
        let path = site.root().join("public/osv/x_tinysig-2026-0001.json");
        let record = std::fs::read(path).expect("a record");
        let record: serde_json::Value = serde_json::from_slice(&record).expect("JSON");
        record["database_specific"].to_string()
    };
    assert_eq!(specific("2026-10-09T23:59:59Z"), r#"{"note":"Mine"}"#);
    assert_eq!(
        specific("2026-10-10T00:00:00Z"),
        r#"{"withdrawn_reason":"No defect.","note":"Mine"}"#
    );
}
