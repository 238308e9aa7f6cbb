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

const CONFIG: &str = "project: {name: tinysig, package: PyPI/tinysig}\nprivate: ../overlay\n";

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
        .file("../overlay/advisories/x_tinysig-2026-0099.yaml", SECRET)
        .file("../overlay/patches/fix.patch", "+ return False\n")
        .file(
            "../overlay/recipients.yaml",
            "- security@distribution.example\n",
        );
    with.build()
        .at(AT)
        .succeeds()
        .stderr("0 advisories, 1 not public, [..] files, [..] ms\n");
    let built = |site: &Site| tree(&site.root().join("public"));
    assert_same_tree(&built(&without), &built(&with));
}

#[test]
fn a_finding_in_the_overlay_names_its_file_and_nothing_of_its_text() {
    let site = project()
        .file(
            "../overlay/advisories/A.yaml",
            "id: x_tinysig-2026-0099\nsumary: Truncated\n",
        )
        .file(
            "../overlay/recipients.yaml",
            "distribution: security@example\n",
        );
    site.check().at(AT).exits(1).stderr(
        "\
error[unknown-key]: a key is not known
 --> ../overlay/advisories/A.yaml:2:1
  |
2 | ······· ·········
  | ^^^^^^ not shown, since the file is not public; `check --show-secrets` shows it
  |
  = help: did you mean `summary`?

error[wrong-type]: a value has the wrong shape
 --> ../overlay/recipients.yaml:1:1
  |
1 | ············· ················
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not shown, since the file is not public; `check --show-secrets` shows it
  |
  = help: write one address a line: `- security@distribution.example`
2 errors in 0 advisories
",
    );
}

#[test]
fn a_check_names_the_overlay_and_shows_secrets_on_a_terminal_only() {
    let overlay = Site::bare().file("advisories/A.yaml", "id: x_a-1\nsumary: Truncated\n");
    let site = project().file("forewarn.yaml", "project: {name: tinysig}\n");
    let path = overlay.root().to_str().expect("a path in UTF-8");
    let said = site
        .check()
        .at(AT)
        .arg("--private")
        .arg(path)
        .exits(1)
        .stderr;
    assert!(said.contains("/advisories/A.yaml:2:1"), "{said}");
    assert!(!said.contains("Truncated"), "{said}");
    for format in ["human", "short", "json", "github", "sarif"] {
        let check = site.check().at(AT).arg("--private").arg(path);
        check.arg("--format").arg(format).arg("--show-secrets").exits(2).stdout("").stderr(
            "error: `--show-secrets` is for a terminal and the format `human`\n  = help: what is printed elsewhere ends up in logs; leave it out, and findings name places only\n",
        );
    }
}

#[test]
fn only_the_overlay_of_the_configuration_may_be_absent() {
    const MISSING: &str = "\
warning[overlay-missing]: the overlay `../overlay` is not there
 --> forewarn.yaml:2:10
  |
2 | private: ../overlay
  |          ^^^^^^^^^^
  |
  = help: fetch it, or write `{path: FOLDER, optional: true}` where it may be absent
";
    let site = project();
    let summary = "0 advisories, [..] files, [..] ms\n";
    let built = site.build().at(AT).env("FOREWARN_PRIVATE", "").succeeds();
    built.stderr(&format!("{MISSING}{summary}"));
    let checked = format!("{MISSING}1 warning in 0 advisories\n");
    site.check().at(AT).succeeds().stderr(&checked);
    // Who looks at what is secret must not take its absence for an answer.
    for command in ["status", "serve"] {
        site.run([command]).at(AT).exits(2).stdout("").stderr(
            "error: the overlay `../overlay` is not there\n  = help: fetch it, or write `private: {path: ../overlay, optional: true}` where it may be absent\n",
        );
    }
    let optional = CONFIG.replace("../overlay", "{path: ../overlay, optional: true}");
    let site = project().file("forewarn.yaml", &optional);
    let summary = "0 advisories, [..] files, [..] ms\n";
    site.build().at(AT).succeeds().stderr(summary);
    site.run(["status"]).at(AT).succeeds();
    let site = project();
    site.build()
        .at(AT)
        .env("FOREWARN_PRIVATE", "elsewhere")
        .exits(2)
        .stderr("error: the overlay `elsewhere` is no folder\n  = help: it holds `advisories/`, `announcements/`, `patches/` and `recipients.yaml`\n");
    let site = project().file("../overlay", "a file\n");
    site.build().at(AT).exits(2);
}

#[test]
fn nothing_private_lies_where_things_are_published() {
    for place in [
        ".",
        "secret",
        "content",
        "content/private",
        "advisories",
        "themes/private",
    ] {
        let config = format!("project: {{name: tinysig}}\nprivate: {place}\n");
        let site = project()
            .file("forewarn.yaml", &config)
            .file("secret/advisories/a.yaml", SECRET)
            .file("content/private/note.txt", "")
            .file("advisories/README", "")
            .file("themes/private/README", "");
        let said = format!(
            "error: the overlay `{place}` lies in the repository\n  = help: keep what is private in a folder outside, such as `../site-embargoed`\n"
        );
        site.build().at(AT).exits(2).stdout("").stderr(&said);
    }
    // The repository is that around the site.
    let site = project()
        .file("../.git/HEAD", "ref: refs/heads/main\n")
        .file("../overlay/advisories/a.yaml", SECRET);
    site.build().at(AT).exits(2);
    let site = project().file("../overlay/advisories/A.yaml", SECRET);
    for output in ["../overlay", "../overlay/public"] {
        let around = site.root().parent().expect("a folder around the site");
        let before = tree(around);
        site.build().at(AT).arg("-o").arg(output).exits(2);
        assert_same_tree(&before, &tree(around));
    }
}

/// An advisory that nobody reads has nothing that the guard could look for.
#[test]
fn whatever_is_not_read_in_the_overlay_stops_the_build() {
    let fine = [
        "advisories/a.yaml",
        "advisories/a.yaml~",
        "advisories/2026/#b.json#",
        "advisories/2026/b.json",
        "advisories/README.md",
        "patches/a.patch.orig",
        "recipients.yaml.bak",
        "recipients.yaml",
        "README.txt",
        "LICENSE-MIT",
        ".git/config",
        ".editorconfig",
        "outbox/notice.eml",
    ];
    let kinds = "an advisory is .yaml, .yml or .json";
    let places = "an advisory lies in `advisories/`[..]";
    let unread = [
        (
            "Advisories/a.yaml",
            "Advisories/",
            "did you mean `advisories/`?",
        ),
        ("patch/a.patch", "patch/", "did you mean `patches/`?"),
        (
            "recipient.yaml",
            "recipient.yaml",
            "did you mean `recipients.yaml`?",
        ),
        ("x_tinysig-1.yaml", "x_tinysig-1.yaml", places),
        ("supported-versions.yaml", "supported-versions.yaml", places),
        ("approvals.yaml", "approvals.yaml", places),
        ("d.yaml~", "d.yaml~", places),
        ("advisories/x.md", "advisories/x.md", kinds),
        ("advisories/x.toml", "advisories/x.toml", kinds),
        ("advisories/c.yaml.bak", "advisories/c.yaml.bak", kinds),
        (
            "advisories/old.bak/x.txt",
            "advisories/old.bak/x.txt",
            kinds,
        ),
    ];
    let overlay = |site: Site, path: &str| {
        let id = path.replace(|c: char| !c.is_alphanumeric(), "");
        let text = match path.rsplit_once('.') {
            Some((_, "yaml" | "json")) if path != "recipients.yaml" => {
                format!("{{\"id\": \"x_{id}\", \"draft\": true}}\n")
            }
            _ => String::new(),
        };
        site.file(&format!("../overlay/{path}"), &text)
    };
    let site = || {
        fine.iter()
            .fold(project(), |site, path| overlay(site, path))
    };
    let check = site().check().at(AT).succeeds();
    check.stderr("no findings in 0 advisories\n");
    for (path, shown, help) in unread {
        let is_file = path.starts_with("advisories/");
        let what = if is_file { "this file" } else { "this" };
        overlay(site(), path).build().at(AT).exits(1).stderr(&format!(
            "error[overlay-unread]: {what} is not read\n--> ../overlay/{shown}\n = help: {help}\n1 error; nothing was written\n",
        ));
    }
}

#[test]
fn the_address_of_a_recipient_is_looked_for_however_it_is_written() {
    for mailbox in [
        "security@ubuntu.example",
        "Ubuntu <security@ubuntu.example>",
        "{name: Ubuntu, email: security@ubuntu.example}",
    ] {
        let site = project()
            .file(
                "content/told.md",
                "# Told\n\nWe told security@ubuntu.example.\n",
            )
            .file("../overlay/recipients.yaml", &format!("- {mailbox}\n"));
        site.build().at(AT).exits(3);
    }
}
