//! Whatever public text names a secret is an error at its place.

use super::{AT, assert_no_way};
use crate::harness::Site;

const SECRET: &str = "\
id: x_tinysig-2026-0002
aliases: [CVE-2026-40002, GHSA-quag-gaqu-agga]
draft: true
";

/// The way, the file, and its text, which names the secret once: `ID`, `CVE`
/// and `GHSA` stand for its names. An advisory without an id is given one, and
/// a date.
const WAYS: &[(&str, &str, &str)] = &[
    (
        "related of a public record",
        "advisories/01.yaml",
        "related: [ID]",
    ),
    (
        "an alias of a public record, which would lead to both",
        "advisories/02.yaml",
        "cve: CVE",
    ),
    (
        "upstream of a public record",
        "advisories/03.yaml",
        "upstream: [GHSA]",
    ),
    (
        "a withdrawal as its duplicate",
        "advisories/04.yaml",
        "withdrawn: {at: 2026-09-02, duplicate_of: ID}",
    ),
    (
        "the reason of a withdrawal",
        "advisories/05.yaml",
        "withdrawn: {at: 2026-09-02, reason: The same as ID}",
    ),
    (
        "a summary",
        "advisories/06.yaml",
        "summary: The fix of ID was incomplete",
    ),
    ("details", "advisories/07.yaml", "details: See (CVE)."),
    (
        "workarounds",
        "advisories/08.yaml",
        "workarounds: |\n  As for **CVE**.",
    ),
    (
        "the address of a reference",
        "advisories/09.yaml",
        "references: [https://tinysig.example/blog/CVE-explained]",
    ),
    (
        "the query of an address",
        "advisories/10.yaml",
        "references: [\"https://tinysig.example/?id=ID&x=1\"]",
    ),
    (
        "a note of a revision",
        "advisories/11.yaml",
        "revisions: [{at: 2026-09-02, note: Split from ID}]",
    ),
    (
        "an event of the timeline",
        "advisories/12.yaml",
        "timeline: [{ID-found: 2026-09-02}]",
    ),
    (
        "why a branch gets no fix",
        "advisories/13.yaml",
        "branches: [{branch: \"1.0\", status: wont-fix, why: superseded by ID}]",
    ),
    (
        "why the severity is what it is",
        "advisories/14.yaml",
        "severity: {rating: low, because: less than CVE}",
    ),
    (
        "a key of `database_specific`",
        "advisories/15.yaml",
        "database_specific: {ID: 1}",
    ),
    (
        "a value of `database_specific`",
        "advisories/16.yaml",
        "database_specific: {split: [ID]}",
    ),
    (
        "the name of a credit",
        "advisories/17.yaml",
        "credits: [{reporter: The finder of CVE, consent: yes}]",
    ),
    (
        "the contact of a credit",
        "advisories/18.yaml",
        "credits: [{reporter: A, contact: \"https://a.example/CVE\", consent: yes}]",
    ),
    (
        "a bundled component",
        "advisories/19.yaml",
        "bundled: {component: tinybn, in: the fix of GHSA}",
    ),
    (
        "a comment in YAML",
        "advisories/20.yaml",
        "# not as bad as ID",
    ),
    (
        "a private field of a public record",
        "advisories/21.yaml",
        "private: {see: a tracker of our own about ID}",
    ),
    (
        "a record in JSON",
        "advisories/22.json",
        "{\"id\": \"x_tinysig-2026-0922\", \"modified\": \"2026-09-01T00:00:00Z\", \"related\": [\"ID\"]}",
    ),
    (
        "a secret record in a comment",
        "advisories/23.yaml",
        "# draft: true\n# id: ID",
    ),
    (
        "an id that only begins as the secret",
        "advisories/24.yaml",
        "details: ID-2 and CVE-poc are not published.",
    ),
    (
        "the policy",
        "content/policy.md",
        "# Policy\n\nWe know of ID.\n",
    ),
    (
        "a page, in lower case",
        "content/01.md",
        "see cve-2026-40002\n",
    ),
    (
        "a page, in upper case",
        "content/02.md",
        "see X_TINYSIG-2026-0002\n",
    ),
    (
        "a link of a page",
        "content/03.md",
        "[this](https://tinysig.example/a#ID)\n",
    ),
    (
        "the text of a link",
        "content/04.md",
        "[CVE](https://tinysig.example/)\n",
    ),
    (
        "an address that ends in another name",
        "content/05.md",
        "<https://tinysig.example/CVE-2026-40002.html>\n",
    ),
    (
        "a part of an address",
        "content/06.md",
        "<https://tinysig.example/fix-CVE-now>\n",
    ),
    (
        "a block of code",
        "content/07.md",
        "    git log --grep=ID\n",
    ),
    ("code within a line", "content/08.md", "`CVE`\n"),
    ("the text of an image", "content/09.md", "![GHSA](a.png)\n"),
    ("emphasis", "content/10.md", "*ID*\n"),
    ("underscores around it", "content/11.md", "_ID_\n"),
    ("a comment in Markdown", "content/12.md", "<!-- ID -->\n"),
    (
        "an attribute in Markdown",
        "content/13.md",
        "<a title=\"CVE\">x</a>\n",
    ),
    ("a footnote", "content/14.md", "a[^1]\n\n[^1]: ID\n"),
    (
        "a table",
        "content/15.md",
        "| a | b |\n|---|---|\n| ID | x |\n",
    ),
    (
        "the title in the front matter",
        "content/16.md",
        "---\ntitle: About CVE\n---\n",
    ),
    (
        "the description in the front matter",
        "content/17.md",
        "---\ndescription: About CVE\n---\n",
    ),
    (
        "a comment in the front matter",
        "content/18.md",
        "---\n# ID\ntitle: A\n---\n",
    ),
    (
        "a page that is not in the menu",
        "content/19.md",
        "---\nhidden: true\n---\nID\n",
    ),
    (
        "escapes of Markdown",
        "content/20.md",
        "x\\_tinysig\\-2026\\-0002\n",
    ),
    (
        "a character reference",
        "content/21.md",
        "x&#95;tinysig-2026-0002\n",
    ),
    (
        "escapes of a web address",
        "content/22.md",
        "<https://tinysig.example/x%5Ftinysig%2D2026-0002>\n",
    ),
    (
        "a character without width",
        "content/23.md",
        "x_tinysig\u{200b}-2026-0002\n",
    ),
    (
        "an escape of YAML",
        "advisories/25.yaml",
        "details: \"x\\u005ftinysig-2026-0002\"",
    ),
    (
        "an id cut up by emphasis",
        "content/24.md",
        "x_tinysig-**2026**-0002\n",
    ),
    (
        "an id with dashes for hyphens",
        "content/25.md",
        "x_tinysig–2026–0002\n",
    ),
    (
        "an id in letters of full width, broken at a hyphen",
        "content/26.md",
        "ｘ_ｔｉｎｙｓｉｇ-２０２６-\n0002\n",
    ),
    (
        "base64",
        "content/27.md",
        "<https://a.example/share/c2VlIHhfdGlueXNpZy0yMDI2LTAwMDIsIHNheXMgQW5uYQ==>\n",
    ),
    ("a file that is copied", "content/note.txt", "ID\n"),
    (
        "a file with other bytes around it",
        "content/image.bin",
        "\u{0}\u{3}CVE\u{0}",
    ),
    (
        "a picture",
        "content/image.svg",
        "<svg><title>ID</title></svg>\n",
    ),
    (
        "a picture that cuts the id up by tags",
        "content/cut.svg",
        "<svg><text>x_tinysig-<tspan>2026</tspan>-0002</text></svg>\n",
    ),
    (
        "security.txt",
        "content/.well-known/security.txt",
        "Contact: mailto:a@b.example\nExpires: 2027-05-01T00:00:00Z\nPolicy: https://tinysig.example/?GHSA\n",
    ),
    (
        "the name of a page",
        "content/x_tinysig-2026-0002.md",
        "A page.\n",
    ),
    (
        "the name of a file",
        "content/fix-for-CVE-2026-40002.patch",
        "+ fix\n",
    ),
    (
        "the name of a folder",
        "content/GHSA-quag-gaqu-agga/a.txt",
        "a\n",
    ),
    (
        "the supported versions",
        "content/supported-versions.yaml",
        "package: PyPI/tinysig\nsupport: {latest: 1, of: minor}\nreleases:\n  - {version: 1.0.0, date: 2026-01-01}  # CVE\n",
    ),
    (
        "a file of the theme",
        "themes/default/static/style.css",
        "/* ID */\n",
    ),
    (
        "a template",
        "themes/default/templates/404.html",
        "{# CVE #}\n",
    ),
];

/// Configurations: one each, since a site has but one.
const CONFIGURATIONS: &[(&str, &str)] = &[
    (
        "the address of a contact",
        "contacts: [{url: \"https://tinysig.example/CVE\"}]\n",
    ),
    (
        "the address of the site",
        "base_url: https://tinysig.example/ID/\n",
    ),
    (
        "the name of the project",
        "project: {name: tinysig and GHSA}\n",
    ),
    ("the output", "output: CVE\n"),
    ("the overlay", "private: ../ID\n"),
    ("a comment of the configuration", "# wait for ID\n"),
];

fn filled(text: &str) -> String {
    // Longest first: `GHSA` and `CVE` stand in the names themselves.
    text.replace("GHSA-quag-gaqu-agga", "\u{1}")
        .replace("CVE-2026-40002", "\u{2}")
        .replace("GHSA", "\u{1}")
        .replace("CVE", "\u{2}")
        .replace("ID", "x_tinysig-2026-0002")
        .replace('\u{1}', "GHSA-quag-gaqu-agga")
        .replace('\u{2}', "CVE-2026-40002")
}

fn public(row: usize, path: &str, text: &str) -> String {
    let text = filled(text);
    if !path.starts_with("advisories/") || text.starts_with('{') {
        return text;
    }
    let number = 100 + row;
    format!("id: x_tinysig-2026-{number:04}\npublished: 2026-09-01\n{text}\n")
}

/// The rows of which no finding says that they name a secret.
fn accepted(said: &str) -> impl Iterator<Item = usize> {
    WAYS.iter()
        .enumerate()
        .filter_map(move |(row, (_, path, _))| {
            let mut lines = said.lines();
            let place = format!("{path}:");
            let is_told =
                lines.any(|l| l.starts_with(&place) && l.contains("error[names-secret-id]"));
            (!is_told).then_some(row)
        })
}

#[test]
fn each_public_text_that_names_a_secret_stops_the_build() {
    let names: Vec<_> = WAYS.iter().map(|way| way.0).collect();
    let site = (WAYS.iter().enumerate()).fold(Site::new(), |site, (row, (_, path, text))| {
        site.file(path, &public(row, path, text))
    });
    let site = site.file("content/a.png", "");
    // Without the secret it is a site like any other, whatever its warnings.
    site.build().at(AT).succeeds();
    let site = site.file("advisories/secret.yaml", SECRET);
    let said = site
        .build()
        .at(AT)
        .arg("--format")
        .arg("short")
        .exits(1)
        .stderr;
    assert_no_way("accepted", &names, accepted(&said));
    // And as an overlay's.
    std::fs::remove_file(site.root().join("advisories/secret.yaml")).expect("it was just written");
    let site = site.file(
        "../overlay/advisories/secret.yaml",
        &SECRET.replace("draft: true", "published: 2026-09-01"),
    );
    let build = site.build().at(AT).env("FOREWARN_PRIVATE", "../overlay");
    let said = build.arg("--format").arg("short").exits(1).stderr;
    assert_no_way("accepted beside an overlay", &names, accepted(&said));
}

#[test]
fn each_configuration_that_names_a_secret_stops_the_build() {
    let names: Vec<_> = CONFIGURATIONS.iter().map(|way| way.0).collect();
    let accepted = CONFIGURATIONS.iter().enumerate().filter(|(_, (_, text))| {
        let site = Site::new()
            .file("forewarn.yaml", &filled(text))
            .file("content/policy.md", "# Policy\n")
            .file("advisories/secret.yaml", SECRET);
        let said = site
            .check()
            .at(AT)
            .arg("--format")
            .arg("short")
            .exits(2)
            .stderr;
        !said.contains("forewarn.yaml:1:") || !said.contains("error[names-secret-id]")
    });
    let rows: Vec<_> = accepted.map(|(row, _)| row).collect();
    assert_no_way("accepted", &names, rows);
}

/// The lock is no nuisance: other names are other names.
#[test]
fn what_only_looks_like_the_name_of_a_secret_is_none() {
    let site = Site::new()
        .file("advisories/secret.yaml", SECRET)
        .file("advisories/a.yaml", "id: x_tinysig-2026-0002-1\npublished: 2026-09-01\nfixed: \"1.2\"\n")
        .file(
            "content/policy.md",
            "# Policy\n\nCVE-2026-400021, CVE-2026-4000, 1CVE-2026-40002, x_tinysig-2026-00020 and\n\
             [x_tinysig-2026-0002-1](advisories/x_tinysig-2026-0002-1.html).\n",
        );
    site.build().at(AT).succeeds();
}
