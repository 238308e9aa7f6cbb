//! The policy of a repository: wherever and however it is written, it is the
//! first page, and nothing of it is lost.

use crate::harness::Site;

const CARGO: &str = "[package]\nname = \"tinysig\"\n";

#[test]
fn forges_find_a_policy_in_any_case_and_so_does_the_site() {
    for (path, text) in [
        (
            ".github/security.md",
            "# Security\n\nMail security@tinysig.example.\n",
        ),
        (
            "Security.markdown",
            "# Security\n\nMail security@tinysig.example.\n",
        ),
        ("security.txt", "Mail security@tinysig.example.\n"),
    ] {
        Site::bare()
            .file(path, text)
            .file("Cargo.toml", CARGO)
            .build()
            .succeeds()
            .stderr("0 advisories, [..] files, [..] ms\n")
            .output(
                "index.html",
                "...\n[..]Mail <a href=\"mailto:security@tinysig.example\" rel=\"noreferrer\">\
                 security@tinysig.example</a>.[..]\n...\n",
            );
    }
}

#[test]
fn a_policy_in_another_format_stops_the_build() {
    Site::bare()
        .file("SECURITY.adoc", "= Security\n")
        .file("Cargo.toml", CARGO)
        .build()
        .exits(1)
        .stderr("error[policy-format]: `SECURITY.adoc` is in a format that is not read\n...\n");
}

#[test]
fn without_a_policy_the_first_page_does_not_call_itself_one() {
    let site = Site::bare().file("Cargo.toml", CARGO);
    site.build().succeeds();
    let page = std::fs::read_to_string(site.root().join("public/index.html")).expect("a page");
    assert!(page.contains("<h1 dir=\"auto\">Security</h1>"), "{page}");
    assert!(!page.contains("Security policy"), "{page}");
}

/// Every format makes the same page of the same policy.
#[test]
fn a_policy_reads_the_same_in_markdown_and_in_restructuredtext() {
    const MARKDOWN: &str = "\
# Security of tinysig

Mail security@tinysig.example about **anything**, or use [the form][form].

## Supported versions

| Version | Fixes |
|---|---|
| 3.4 | yes |

<!-- forewarn: advisories latest=5 -->

- one
- `two`

[form]: https://forge.example/new
";
    const RST: &str = "\
Security of tinysig
===================

Mail security@tinysig.example about **anything**, or use `the form`_.

Supported versions
------------------

======= =====
Version Fixes
======= =====
3.4     yes
======= =====

.. forewarn: advisories latest=5

- one
- ``two``

.. _the form: https://forge.example/new
";
    let page = |path: &str, text: &str| {
        let site = Site::bare().file(path, text).file(
            "advisories/a.yaml",
            "id: x_tinysig-2026-0001\npublished: 2026-01-01\naffected: {PyPI/tinysig: \"< 3.4\"}\n",
        );
        site.build()
            .succeeds()
            .stderr("1 advisory, [..] files, [..] ms\n");
        std::fs::read_to_string(site.root().join("public/index.html")).expect("a page")
    };
    let markdown = page("SECURITY.md", MARKDOWN);
    for path in ["SECURITY.rst", "docs/security.rst", "content/policy.rst"] {
        crate::harness::assert_text(&page(path, RST), &markdown);
    }
    assert!(
        markdown.contains("<title>Security of tinysig"),
        "{markdown}"
    );
}

#[test]
fn links_of_a_lone_policy_lead_to_the_repository_that_its_manifest_names() {
    const POLICY: &str = "\
# Security Policy

See [releasing](./RELEASING.md), [threats](docs/threats.md#scope), [the
form](../../security/advisories/new), [top](#security-policy), <security@tinysig.example>.

![The button](img/report.png)
";
    let manifest =
        "[package]\nname = \"tinysig\"\nrepository = \"https://github.com/example/tinysig\"\n";
    let site = Site::bare()
        .file("SECURITY.md", POLICY)
        .file("Cargo.toml", manifest);
    site.build()
        .succeeds()
        .stderr("0 advisories, [..] files, [..] ms\n");
    let page = std::fs::read_to_string(site.root().join("public/index.html")).expect("a page");
    for address in [
        "https://github.com/example/tinysig/blob/HEAD/RELEASING.md",
        "https://github.com/example/tinysig/blob/HEAD/docs/threats.md#scope",
        "https://github.com/example/tinysig/security/advisories/new",
        "https://github.com/example/tinysig/raw/HEAD/img/report.png",
        "#security-policy",
        "mailto:security@tinysig.example",
    ] {
        assert!(
            page.contains(&format!("<a href=\"{address}\"")),
            "{address}: {page}"
        );
    }
    // Without a repository they are warned about, and stay as they are written.
    let site = Site::bare().file("SECURITY.md", POLICY);
    site.check().succeeds().stderr(
        "warning[dead-link]: `./RELEASING.md` leads nowhere: there is no such page\n...\n\
         4 warnings in 0 advisories\n",
    );
}
