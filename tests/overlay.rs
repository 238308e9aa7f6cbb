//! The private overlay: read by every command, published by none.

use crate::harness::{Site, assert_same_tree, tree};

const AT: &str = "2026-10-01T12:00:00Z";

const POLICY: &str = "# Security policy\n\nPlease report to security@tinysig.example.\n";

/// What it says of itself is all over: only where it lies keeps it secret.
const SECRET: &str = "\
id: x_tinysig-2026-0099
summary: A truncated tag is accepted
published: 2026-09-01
fixed: 3.4.1
private: {channel: '#war-room'}
";

const CONFIG: &str = "project: {name: tinysig, package: PyPI/tinysig}\nprivate: overlay\n";

fn project() -> Site {
    Site::bare()
        .file("forewarn.yaml", CONFIG)
        .file("content/policy.md", POLICY)
}

#[test]
fn a_build_is_the_same_with_the_overlay_and_without() {
    let without = project();
    without.build().at(AT).succeeds();
    let with = project()
        .file("overlay/advisories/x_tinysig-2026-0099.yaml", SECRET)
        .file("overlay/patches/fix.patch", "+ return False\n")
        .file(
            "overlay/recipients.yaml",
            "- security@distribution.example\n",
        );
    with.build()
        .at(AT)
        .succeeds()
        .stderr("0 advisories, 1 not public, 11 files, [..] ms\n");
    let built = |site: &Site| tree(&site.root().join("public"));
    assert_same_tree(&built(&without), &built(&with));
}

#[test]
fn a_finding_in_the_overlay_names_its_file_and_nothing_of_its_text() {
    let site = project()
        .file(
            "overlay/advisories/A.yaml",
            "id: x_tinysig-2026-0099\nsumary: Truncated\n",
        )
        .file(
            "overlay/recipients.yaml",
            "distribution: security@example\n",
        );
    site.check().at(AT).exits(1).stderr(
        "\
error[unknown-key]: a key is not known
 --> overlay/advisories/A.yaml:2:1
  |
2 | ······· ·········
  | ^^^^^^ not shown, since the file is not public
  |
  = help: `forewarn explain unknown-key` tells more

error[wrong-type]: a value has the wrong shape
 --> overlay/recipients.yaml:1:1
  |
1 | ············· ················
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not shown, since the file is not public
  |
  = help: write one address a line: `- security@distribution.example`
2 errors in 0 advisories
",
    );
}

#[test]
fn only_the_overlay_of_the_configuration_may_be_absent() {
    let site = project();
    site.build().at(AT).succeeds();
    site.build().at(AT).env("FOREWARN_PRIVATE", "").succeeds();
    site.build()
        .at(AT)
        .env("FOREWARN_PRIVATE", "elsewhere")
        .exits(2)
        .stderr("error: the overlay `elsewhere` is no folder\n  = help: it holds `advisories/`, `patches/` and `recipients.yaml`\n");
    let site = project().file("overlay", "a file\n");
    site.build().at(AT).exits(2);
}

#[test]
fn nothing_private_lies_where_things_are_published() {
    for place in [
        ".",
        "content",
        "content/private",
        "advisories",
        "themes/private",
    ] {
        let config = format!("project: {{name: tinysig}}\nprivate: {place}\n");
        let site = project()
            .file("forewarn.yaml", &config)
            .file("content/private/note.txt", "")
            .file("advisories/README", "")
            .file("themes/private/README", "");
        site.build().at(AT).exits(2).stdout("");
    }
    let site = project().file("overlay/advisories/A.yaml", SECRET);
    for output in ["overlay", "overlay/public"] {
        let before = tree(site.root());
        site.build().at(AT).arg("-o").arg(output).exits(2);
        assert_same_tree(&before, &tree(site.root()));
    }
}
