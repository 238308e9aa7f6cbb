//! Files that were never meant to be read, and those that could bring in others.

use std::fs;

use super::{AT, assert_no_way, built, output, rows_in, rows_of, word};
use crate::harness::{Site, assert_same_tree};

/// The way, and a file with a secret in it; `NAME` stands for the name without
/// what hides it.
const LEFT: &[(&str, &str)] = &[
    ("a swap file of Vim", "advisories/.NAME.yaml.swp"),
    ("a second swap file of Vim", "advisories/.NAME.yaml.swo"),
    ("the undo file of Vim", "advisories/.NAME.yaml.un~"),
    ("a backup of Vim or Emacs", "advisories/NAME.yaml~"),
    ("what Emacs saves by itself", "advisories/#NAME.yaml#"),
    ("a swap file that is not hidden", "advisories/NAME.yaml.swp"),
    ("what a merge left", "advisories/NAME.yaml.orig"),
    ("what a patch refused", "advisories/NAME.yaml.rej"),
    ("a backup by another name", "advisories/NAME.yaml.bak"),
    ("an old version", "advisories/NAME.yaml.old"),
    ("a file on its way", "advisories/NAME.yaml.tmp"),
    ("a hidden file", "advisories/.NAME.yaml"),
    ("a hidden folder", "advisories/.drafts/NAME.yaml"),
    (
        "a folder that was put aside",
        "advisories/drafts.bak/NAME.yaml",
    ),
    ("a text", "advisories/NAME.txt"),
    ("a page among the advisories", "advisories/NAME.md"),
    ("a file without an ending", "advisories/NAME"),
    ("a backup of a page", "content/NAME.md~"),
    ("a swap file of a page", "content/.NAME.md.swp"),
    ("what Emacs saves of a page", "content/#NAME.md#"),
    ("what a merge left of a page", "content/NAME.md.orig"),
    ("a patch of a page that was refused", "content/NAME.md.rej"),
    ("a backup of a page by another name", "content/NAME.md.bak"),
    ("what nano saves when it ends", "content/NAME.md.save"),
    ("a hidden page", "content/.NAME.md"),
    ("a hidden folder of pages", "content/.drafts/NAME.md"),
    ("a repository within the pages", "content/.git/NAME"),
    (
        "a hidden file of the theme",
        "themes/default/static/.NAME.css",
    ),
    ("another theme", "themes/other/static/NAME.css"),
    ("a folder that is no input", "notes/NAME.md"),
    ("a page beside the folder of pages", "NAME.md"),
    ("an advisory beside the folder of advisories", "NAME.yaml"),
    ("the environment of a shell", "content/.env"),
];

#[test]
fn what_was_never_meant_to_be_read_is_not() {
    let project = || {
        Site::new().file("content/policy.md", "# Policy\n").file(
            "advisories/a.yaml",
            "id: x_tinysig-2026-0001\npublished: 2026-09-01\nfixed: \"1.2\"\n",
        )
    };
    let names: Vec<_> = LEFT.iter().map(|way| way.0).collect();
    let text = |row: usize| {
        let word = word(row);
        format!(
            "id: x_{word}-2026-{row:04}\npublished: 2026-09-01\nsummary: The {word}\nfixed: \"1.2\"\n"
        )
    };
    let site = LEFT
        .iter()
        .enumerate()
        .fold(project(), |site, (row, (_, path))| {
            site.file(&path.replace("NAME", &word(row)), &text(row))
        });
    let outcome = site.build().at(AT).arg("--verbose").succeeds();
    assert_no_way("published", &names, rows_of(&output(&site)));
    // What might have been meant as an advisory is named, and only named.
    let is_named = |row: &usize| {
        let path = LEFT[*row].1.replace("NAME", &word(*row));
        let told = format!("warning[advisory-unread]: this file is not read\n--> {path}\n");
        outcome.stderr.contains(&told)
    };
    let printed = rows_in(outcome.stderr.as_bytes()).into_iter();
    let (named, printed): (Vec<_>, Vec<_>) = printed.partition(is_named);
    assert_no_way("printed", &names, printed);
    let named: Vec<_> = named.into_iter().map(|row| names[row]).collect();
    let expected = [
        "an old version",
        "a text",
        "a page among the advisories",
        "a file without an ending",
    ];
    assert_eq!(named, expected);
    assert_same_tree(&built(&project()), &output(&site));
    // By its proper name, what was left in a folder of inputs is published.
    let public = LEFT
        .iter()
        .enumerate()
        .fold(project(), |site, (row, (_, path))| {
            let ending = if path.starts_with("advisories") {
                "yaml"
            } else {
                "md"
            };
            match path.split_once('/') {
                Some((folder @ ("advisories" | "content"), _)) => {
                    site.file(&format!("{folder}/{}.{ending}", word(row)), &text(row))
                }
                _ => site,
            }
        });
    let shown = rows_of(&built(&public));
    let hidden = (0..LEFT.len()).filter(|row| {
        let is_input =
            LEFT[*row].1.starts_with("advisories/") || LEFT[*row].1.starts_with("content/");
        is_input && !shown.contains(row)
    });
    assert_no_way("hidden though public", &names, hidden);
}

/// A link could lead to a secret, wherever it lies.
#[cfg(unix)]
#[test]
fn no_link_brings_a_secret_in() {
    use std::os::unix::fs::symlink;

    const LINKS: &[(&str, &str, &str, i32)] = &[
        ("a page", "content/a.md", "secret/quagga.md", 1),
        (
            "a file that is copied",
            "content/a.txt",
            "secret/quagga.md",
            1,
        ),
        ("a folder of pages", "content/a", "secret", 1),
        ("an advisory", "advisories/a.yaml", "secret/quagga.yaml", 1),
        ("a folder of advisories", "advisories/a", "secret", 1),
        (
            "a style sheet",
            "themes/default/static/style.css",
            "secret/quagga.md",
            1,
        ),
        (
            "a template",
            "themes/default/templates/404.html",
            "secret/quagga.md",
            1,
        ),
        (
            "the table of versions",
            "content/supported-versions.yaml",
            "secret/quagga.yaml",
            1,
        ),
        ("the policy", "content/policy.md", "secret/quagga.md", 1),
        ("the folder of pages itself", "content", "secret", 4),
        ("the folder of advisories itself", "advisories", "secret", 4),
        ("the folder of themes itself", "themes", "secret", 4),
        (
            "a link that leads nowhere",
            "content/a.txt",
            "secret/gone",
            1,
        ),
    ];
    for (way, link, target, exit) in LINKS {
        let site = Site::bare()
            .file("forewarn.yaml", crate::harness::FOREWARN_YAML)
            .file("SECURITY.md", "# Policy\n")
            .file("secret/quagga.md", "# quagga\n")
            .file(
                "secret/quagga.yaml",
                "id: x_quagga-1\npublished: 2026-09-01\nsummary: quagga\n",
            );
        let link = site.root().join(link);
        fs::create_dir_all(link.parent().expect("in the folder")).expect("a folder");
        symlink(site.root().join(target), &link).expect("a link");
        let outcome = site.build().at(AT).exits(*exit);
        let said = outcome.stdout + &outcome.stderr;
        assert!(!said.contains("quagga"), "{way} prints:\n{said}");
        assert!(!site.root().join("public").exists(), "{way} is published");
    }
}

/// An overlay where it would be published, whatever path leads there.
#[test]
fn no_overlay_lies_where_it_would_be_published() {
    const PLACES: &[(&str, &str, i32)] = &[
        ("among the pages", "content/private", 2),
        (
            "among the pages, by another path",
            "advisories/../content/private",
            2,
        ),
        ("among the pages, hidden", "content/.private", 2),
        ("among the advisories", "advisories/private", 2),
        ("in the theme", "themes/default/static/private", 2),
        ("in the output", "public/private", 2),
        ("as the output", "public", 2),
        ("beside the inputs", "private", 2),
        ("beside the inputs, hidden", ".private", 2),
        ("beside the site", "../private", 0),
        (
            "beside the site, by a path through the inputs",
            "content/../../private",
            0,
        ),
    ];
    const RECORD: &str = "id: x_quagga-1\npublished: 2026-09-01\nsummary: quagga\n";
    for (way, place, exit) in PLACES {
        let config = format!("project: {{name: tinysig}}\nprivate: {place}\n");
        let site = Site::new()
            .file("forewarn.yaml", &config)
            .file("content/policy.md", "# Policy\n")
            .file("advisories/README", "")
            .file(&format!("{place}/advisories/a.yaml"), RECORD)
            .file(&format!("{place}/patches/fix.patch"), "+ quagga\n");
        let outcome = site.build().at(AT).exits(*exit);
        assert!(
            !outcome.stderr.contains("quagga"),
            "{way}: {}",
            outcome.stderr
        );
        let tree = match exit {
            0 => output(&site),
            _ => continue,
        };
        assert!(rows_of(&tree).is_empty(), "{way} is published");
    }
    // Nor is the output where the overlay is.
    let site = Site::new()
        .file(
            "forewarn.yaml",
            "project: {name: tinysig}\nprivate: ../private\noutput: ../private/public\n",
        )
        .file("content/policy.md", "# Policy\n")
        .file("../private/advisories/a.yaml", RECORD);
    site.build().at(AT).exits(2);
}
