//! What was published once and is secret now, or gone, leaves no trace in the
//! next build; nor does what a killed build left.

use std::fs;

use super::{AT, SECRET, Tree, assert_no_way, built, output, rows_of};
use crate::harness::{Site, assert_same_tree};

const CONFIG: &str = "\
project: {name: tinysig, package: [PyPI/tinysig, npm/tinysig]}
base_url: https://tinysig.example/security/
private: ../overlay
";

const RECORD: &str = "\
id: x_quagga-2026-0002
cve: CVE-2026-40002
summary: The quagga is let in
severity: critical
affected: {PyPI/tinysig: \"< 3.4.2\", PyPI/quagga: \"< 7.0.0\"}
";

const PATH: &str = "advisories/quagga.yaml";

/// What a maintainer does to a record that is out: the way, and the files with
/// their new texts, or without.
type Change = (
    &'static str,
    &'static [(&'static str, Option<&'static str>)],
);

const CHANGES: &[Change] = &[
    (
        "made a draft",
        &[(PATH, Some("draft: true\npublished: 2026-09-01\n"))],
    ),
    ("its date is taken away", &[(PATH, Some(""))]),
    (
        "its date is moved",
        &[(PATH, Some("published: 2026-12-01\n"))],
    ),
    (
        "put under embargo",
        &[(PATH, Some("published: 2026-09-01\nembargo: 2026-12-01\n"))],
    ),
    (
        "moved to the overlay",
        &[
            (PATH, None),
            (
                "../overlay/advisories/a.yaml",
                Some("published: 2026-09-01\n"),
            ),
        ],
    ),
    (
        "renamed to what is not read",
        &[
            (PATH, None),
            (
                "advisories/quagga.yaml.orig",
                Some("published: 2026-09-01\n"),
            ),
        ],
    ),
    (
        "hidden",
        &[
            (PATH, None),
            ("advisories/.quagga.yaml", Some("published: 2026-09-01\n")),
        ],
    ),
    ("deleted", &[(PATH, None)]),
];

fn project() -> Site {
    Site::new()
        .file("forewarn.yaml", CONFIG)
        .file("content/policy.md", "# Policy\n")
        .file("content/supported-versions.yaml", "package: PyPI/tinysig\nsupport: {latest: 1, of: minor}\nreleases:\n  - {version: 3.4.2, date: 2026-09-01}\n  - {version: 3.4.1, date: 2026-08-01}\n")
        .file("advisories/a.yaml", "id: x_tinysig-2026-0001\npublished: 2026-08-01\naffected: {npm/tinysig: \"< 1.2\"}\n")
}

fn published() -> Site {
    let site = project().file(PATH, &format!("{RECORD}published: 2026-09-01\n"));
    let shown = built(&site);
    assert!(!rows_of(&shown).is_empty(), "the record is not out");
    assert!(shown.contains_key("advisories/CVE-2026-40002.html"));
    site
}

#[test]
fn what_is_taken_back_is_gone_from_everything() {
    let without = built(&project());
    for (way, files) in CHANGES {
        let mut site = published();
        for (path, text) in *files {
            match text {
                Some(dates) => site = site.file(path, &format!("{RECORD}{dates}")),
                None => fs::remove_file(site.root().join(path)).expect("it was just written"),
            }
        }
        let after = built(&site);
        assert_no_way("still published", &[way], rows_of(&after).iter().map(|_| 0));
        assert!(
            !after.contains_key("advisories/CVE-2026-40002.html"),
            "{way}"
        );
        assert_same_tree(&without, &after);
        // And it was not thrown away beside the site either.
        assert_eq!(beside(&site), [""; 0], "{way}");
    }
}

/// What lies beside the inputs and the output.
fn beside(site: &Site) -> Vec<String> {
    let known = ["advisories", "content", "forewarn.yaml", "public"];
    let entries = fs::read_dir(site.root()).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names
        .filter(|name| !known.contains(&name.as_str()))
        .collect()
}

/// Pages and files of the project's own, and names, are outputs as well.
#[test]
fn what_else_is_taken_away_is_gone_too() {
    const FILES: &[(&str, &str)] = &[
        ("a page", "content/quagga.md"),
        ("a page in a folder", "content/quagga/a.md"),
        ("a file that is copied", "content/quagga.txt"),
        (
            "a file of the well-known folder",
            "content/.well-known/quagga.txt",
        ),
    ];
    let without = built(&project());
    for (way, path) in FILES {
        let site = project().file(path, "quagga\n");
        assert!(!rows_of(&built(&site)).is_empty(), "{way} is not out");
        fs::remove_file(site.root().join(path)).expect("it was just written");
        assert_same_tree(&without, &built(&site));
    }
    // An alias, a package and a severity that a record has no longer.
    let site = published();
    let plain =
        "id: x_tinysig-2026-0002\npublished: 2026-09-01\nfixed: \"1.0\"\npackage: PyPI/tinysig\n";
    let after = built(&site.file(PATH, plain));
    assert_same_tree(&built(&project().file("advisories/b.yaml", plain)), &after);
    assert!(
        !String::from_utf8_lossy(&after.into_values().flatten().collect::<Vec<_>>())
            .contains(SECRET)
    );
}

/// A build that was killed while the record was public leaves a site beside the
/// output; the next build is of today.
#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let without = built(&project());
    for (folder, mark) in [
        (".public.forewarn-new", ".forewarn-staging"),
        (".public.forewarn-new", ".forewarn-manifest"),
        (".public.forewarn-old", ".forewarn-manifest"),
    ] {
        for has_site in [false, true] {
            let site = published();
            let left = site.root().join(folder);
            if has_site {
                copy(&output(&site), &left, mark);
            } else {
                fs::rename(site.root().join("public"), &left).expect("beside it");
                fs::rename(left.join(".forewarn-manifest"), left.join(mark)).expect("in there");
            }
            let site = site.file(PATH, &format!("{RECORD}draft: true\n"));
            let after = built(&site);
            assert_same_tree(&without, &after);
            assert_eq!(beside(&site), [""; 0], "{folder} with {mark}");
        }
    }
}

fn copy(site: &Tree, folder: &std::path::Path, mark: &str) {
    for (path, bytes) in site {
        let path = match path.as_str() {
            ".forewarn-manifest" => mark,
            path => path,
        };
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("below a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

/// A build that stops leaves the site of before; the one that mends it does not.
#[test]
fn a_build_that_stopped_in_between_keeps_nothing_for_later() {
    let site = published();
    let before = output(&site);
    let site = site
        .file(PATH, &format!("{RECORD}draft: true\n"))
        .file("content/policy.md", "# Policy\n\nSee x_quagga-2026-0002.\n");
    site.build().at(AT).exits(1);
    assert_same_tree(&before, &output(&site));
    let site = site.file("content/policy.md", "# Policy\n");
    assert_same_tree(&built(&project()), &built(&site));
}

/// Files of the old site are taken over where they are the same: by their bytes,
/// not by their size and age.
#[test]
fn a_word_that_is_struck_is_gone_at_the_same_length() {
    let site = |word: &str| {
        let page = format!("# Policy\n\nWritten by {word}.\n");
        let record = format!("{RECORD}published: 2026-09-01\n");
        project()
            .file("content/policy.md", &page)
            .file("content/by.txt", word)
            .file(PATH, &record.replace(SECRET, word))
    };
    let before = site(SECRET);
    before.build().at(AT).succeeds();
    let after = before
        .file("content/policy.md", "# Policy\n\nWritten by ponies.\n")
        .file("content/by.txt", "ponies")
        .file(
            PATH,
            &format!("{RECORD}published: 2026-09-01\n").replace(SECRET, "ponies"),
        );
    assert_same_tree(&built(&site("ponies")), &built(&after));
}
