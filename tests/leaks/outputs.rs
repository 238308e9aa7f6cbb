//! Every output that would show a public record shows nothing of a secret one:
//! no file, row, count, date or order is another.

use super::{AT, SECRET, Tree, built};
use crate::harness::{Site, assert_same_tree};

/// The way, the output, and what the lines have that could tell; all lines when
/// that is empty.
const WAYS: &[(&str, &str, &str)] = &[
    (
        "the page of the advisory",
        "advisories/x_quagga-2026-0002.html",
        "",
    ),
    (
        "the page that leads from an alias to it",
        "advisories/CVE-2026-40002.html",
        "",
    ),
    ("the list of advisories", "advisories/index.html", ""),
    ("the order of the list", "advisories/index.html", "x_"),
    ("how the series stand", "advisories/index.html", "3.4"),
    (
        "the counts of the list's parts",
        "advisories/index.html",
        "severity/",
    ),
    (
        "the part of its severity",
        "advisories/severity/critical.html",
        "",
    ),
    ("the index that is searched", "advisories/search.json", ""),
    ("the latest ones on the policy page", "index.html", ""),
    ("the record", "osv/x_quagga-2026-0002.json", ""),
    ("the index of records", "osv/all.json", "\"id\""),
    (
        "the dates of the index of records",
        "osv/all.json",
        "\"modified\"",
    ),
    ("all records at once", "osv/all.zip", ""),
    ("the records of an ecosystem", "osv/PyPI/all.zip", ""),
    (
        "the record beside others of its ecosystem",
        "osv/PyPI/x_quagga-2026-0002.json",
        "",
    ),
    ("what was modified when", "osv/modified_id.csv", ""),
    ("the newest change", "latest.json", ""),
    ("what each file is", "SHA256SUMS", ""),
    ("the entries of the feed", "feed.atom", "<id>"),
    ("when the feed changed", "feed.atom", "<updated>"),
    ("the list of packages", "packages/index.html", ""),
    ("the page of a package", "packages/PyPI/tinysig.html", ""),
    (
        "the feed of a package",
        "packages/PyPI/tinysig.atom",
        "<id>",
    ),
    (
        "when the feed of a package changed",
        "packages/PyPI/tinysig.atom",
        "<updated>",
    ),
    (
        "the page of a package that no other names",
        "packages/PyPI/quagga.html",
        "",
    ),
    (
        "the feed of a package that no other names",
        "packages/PyPI/quagga.atom",
        "",
    ),
    ("the addresses of the sitemap", "sitemap.xml", "<loc>"),
    ("the dates of the sitemap", "sitemap.xml", "<lastmod>"),
    ("the table of supported versions", "versions/index.html", ""),
    (
        "the advisories of the matrix",
        "versions/index.html",
        "advisories/x_",
    ),
    (
        "the minimum safe version",
        "supported-versions.json",
        "minimumSafeVersion",
    ),
    (
        "the open advisories of a series",
        "supported-versions.json",
        "openAdvisories",
    ),
    ("the page of an affected release", "versions/3.4.0.html", ""),
    (
        "whether a release is affected",
        "versions/3.4.1.json",
        "isAffected",
    ),
    ("what affects a release", "versions/3.4.0.json", "\"id\""),
    ("where to go from a release", "versions/2.4.0.json", "\"3."),
    ("what a release fixes", "versions/3.4.2.json", "\"fixed\""),
    (
        "the page of the release that fixes it",
        "versions/3.4.2.html",
        "",
    ),
    (
        "the list of the files that were written",
        ".forewarn-manifest",
        "",
    ),
];

const CONFIG: &str = "\
project:
  name: tinysig
  repository: https://github.com/example/tinysig
  package: [PyPI/tinysig, npm/tinysig]
base_url: https://tinysig.example/security/
";

const VERSIONS: &str = "\
package: PyPI/tinysig
support: {latest: 2, of: minor}
releases:
  - {version: 3.4.2, date: 2026-09-30}
  - {version: 3.4.1, date: 2026-09-22}
  - {version: 3.4.0, date: 2026-08-11}
  - {version: 3.3.1, date: 2026-06-05}
  - {version: 3.3.0, date: 2026-05-05}
  - {version: 2.4.0, date: 2025-03-11, end: 2027-03-31}
";

const BRANCHES: &str = "\
id: x_tinysig-2026-0001
cve: CVE-2026-40001
summary: A truncated tag is accepted
published: 2026-09-22 14:00Z
severity: high
package: PyPI/tinysig
branches:
  - {branch: \"3.4\", fixed: 3.4.1}
  - {branch: \"3.3\", fixed: 3.3.1}
  - {branch: \"2.4\", status: wont-fix}
";

const OTHER_PACKAGE: &str = "\
id: x_tinysig-2026-0003
summary: A key is leaked
published: 2026-09-23 14:00Z
severity: low
affected: {npm/tinysig: \"< 1.2.0\"}
";

/// Of the same package as one and newer than both; it names the first, which
/// names it not.
fn record(published: &str) -> String {
    format!(
        "\
id: x_{SECRET}-2026-0002
cve: CVE-2026-40002
summary: The {SECRET} is let in
published: {published}
severity: critical
affected: {{PyPI/tinysig: \"< 3.4.2\", PyPI/{SECRET}: \"< 7.0.0\"}}
related: x_tinysig-2026-0001
revisions: [{{at: {published}, note: The {SECRET} was added}}]
"
    )
}

fn project() -> Site {
    Site::new()
        .file("forewarn.yaml", CONFIG)
        .file("content/policy.md", "# Security policy\n\nPlease report.\n")
        .file("content/scope.md", "# Scope\n\nAll of it.\n")
        .file("content/supported-versions.yaml", VERSIONS)
        .file("advisories/a.yaml", BRANCHES)
        .file("advisories/b.yaml", OTHER_PACKAGE)
}

/// The lines of an output that have `part`; none when there is no such output.
fn lines(tree: &Tree, path: &str, part: &str) -> Option<String> {
    let text = String::from_utf8_lossy(tree.get(path)?);
    let lines = text.lines().filter(|line| line.contains(part));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// Compares every way in three sites: without the record, with it while it is
/// secret, and with it once it is public.
#[track_caller]
fn compare(ways: &[(&str, &str, &str)], without: &Tree, secret: &Tree, public: &Tree) {
    let mut faults = Vec::new();
    for (way, path, part) in ways {
        let [without, secret, public] =
            [without, secret, public].map(|tree| lines(tree, path, part));
        if secret != without {
            faults.push(format!("{way} ({path}) tells of a secret"));
        }
        if public == without {
            faults.push(format!("{way} ({path}) tells of nothing, public or not"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_output_is_another_for_what_is_secret() {
    let without = built(&project());
    let public = built(&project().file("advisories/s.yaml", &record("2026-09-30 14:00Z")));
    for (place, published) in [
        ("advisories/s.yaml", "2026-10-01T12:00:01Z"),
        ("../overlay/advisories/s.yaml", "2026-09-30 14:00Z"),
    ] {
        let secret = project()
            .file("forewarn.yaml", &format!("{CONFIG}private: ../overlay\n"))
            .file(place, &record(published));
        let secret = built(&secret);
        compare(WAYS, &without, &secret, &public);
        // Whatever outputs there will be.
        assert_same_tree(&without, &secret);
    }
}

/// The list has a page for each hundred.
#[test]
fn the_secret_that_would_open_a_page_opens_none() {
    const WAYS: &[(&str, &str, &str)] = &[
        ("the second page of the list", "advisories/page/2.html", ""),
        (
            "the links of the first page to others",
            "advisories/index.html",
            "page/2.html",
        ),
        ("the second page in the sitemap", "sitemap.xml", "page/2"),
    ];
    let hundred = || {
        (0..100).fold(Site::new(), |site, number| {
            let text = format!(
                "id: x_tinysig-2025-{number:04}\npublished: 2025-01-01T10:{:02}:{:02}Z\n",
                number / 60,
                number % 60
            );
            site.file(&format!("advisories/{number}.yaml"), &text)
        })
    };
    let secret = hundred().file("advisories/s.yaml", &record("2026-10-01T12:00:01Z"));
    let public = hundred().file("advisories/s.yaml", &record("2026-09-30 14:00Z"));
    let (without, secret) = (built(&hundred()), built(&secret));
    compare(WAYS, &without, &secret, &built(&public));
    assert_same_tree(&without, &secret);
}

/// A build after which nothing changed touches no file, whatever secrets came
/// in between: copies that look at times and sizes see no difference either.
#[test]
fn a_secret_that_comes_or_changes_touches_no_file() {
    let times = |site: &Site| {
        let public = site.root().join("public");
        let paths = super::output(site).into_keys();
        let time = |path: String| {
            let data = std::fs::metadata(public.join(&path)).expect("it was just listed");
            (path, data.modified().expect("a time"))
        };
        paths.map(time).collect::<Vec<_>>()
    };
    let site = project();
    site.build().at(AT).succeeds();
    let before = times(&site);
    let site = site.file("advisories/s.yaml", &record("2026-10-01T12:00:01Z"));
    site.build().at(AT).succeeds();
    assert_eq!(before, times(&site));
    let site = site.file("advisories/s.yaml", &record("2026-10-02T12:00:00Z"));
    site.build().at(AT).succeeds();
    assert_eq!(before, times(&site));
    let site = site.file("advisories/s.yaml", &record("2026-09-30T12:00:00Z"));
    site.build().at(AT).succeeds();
    assert_ne!(before, times(&site));
}
