//! The leak guard: what is not public stays in, whichever way it tries to get
//! out, and the site that is served stays as it was.

use std::io::Write;

use zip::write::SimpleFileOptions;

use crate::harness::{Site, assert_same_tree, tree};

const AT: &str = "2026-10-01T12:00:00Z";

const POLICY: &str = "# Security policy\n\nPlease report to security@tinysig.example.\n";

const SECRET: &str = "\
id: x_tinysig-2026-0007
cve: CVE-2026-40007
summary: The verifier takes a tag of one byte for a whole one
draft: true
details: |
  Comparing stops at the end of the shorter text, which nobody had tried before.
";

/// A site with one secret, and what a build of it without a leak wrote.
fn site() -> Site {
    let site = Site::new()
        .file("content/policy.md", POLICY)
        .file("advisories/secret.yaml", SECRET);
    site.build().at(AT).succeeds();
    site
}

/// Builds, and compares what is said with `stderr`; what was built before must
/// still be there, byte for byte, and nothing beside it.
#[track_caller]
fn leaks(site: &Site, stderr: &str) {
    let before = tree(site.root());
    site.build().at(AT).exits(3).stdout("").stderr(stderr);
    assert_same_tree(&before, &tree(site.root()));
}

#[test]
fn a_template_cannot_publish_a_secret() {
    let template = "{% extends \"base.html\" %}\n{% block main %}\n<p>\nSoon: {{ \"x_tinysig\" ~ \"-2026-0007\" }}, which takes a tag of one byte for a whole one.\n{% endblock main %}\n";
    let site = site().file("themes/default/templates/404.html", template);
    leaks(
        &site,
        "\
error[leak]: `404.html:32` holds the id of an advisory that is not public
 --> advisories/secret.yaml:1:5
  |
1 | ··· ···················
  |     ^^^^^^^^^^^^^^^^^^^ not shown, since the file is not public; `check --show-secrets` shows it
  |
  = help: remove it from the page, template or file that it comes from; nothing is published until then
1 error; nothing was written
",
    );
}

#[test]
fn an_entry_of_the_register_is_a_secret_until_its_day() {
    let template = "{% extends \"base.html\" %}\n{% block main %}\n<p>\nSoon: Numbers that are odd are rounded to even ones.\n{% endblock main %}\n";
    let entry = "id: odd-numbers\ntitle: Numbers that are odd are rounded\nsince: 2027-10-20\n\
                 why: They are meant to be.\n";
    let site = site()
        .file("themes/default/templates/404.html", template)
        .file("not-a-vulnerability/odd.yaml", entry);
    leaks(
        &site,
        "\
error[leak]: `404.html:32` holds the summary of an advisory that is not public
 --> not-a-vulnerability/odd.yaml:2:8
  |
2 | ······ ······· ···· ··· ··· ··· ·······
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not shown, since the file is not public; `check --show-secrets` shows it
  |
  = help: remove it from the page, template or file that it comes from; nothing is published until then
1 error; nothing was written
",
    );
}

#[test]
fn an_archive_cannot_carry_a_secret() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("notes/plan.txt", options).unwrap();
    let plan = "a plan\n".repeat(9) + "CVE-2026-40007 comes first\n";
    archive.write_all(plan.as_bytes()).unwrap();
    let archive = archive.finish().unwrap().into_inner();
    leaks(
        &site().file_bytes("content/plan.docx", &archive),
        "\
error[leak]: `plan.docx!notes/plan.txt:10` holds an alias of an advisory that is not public
 --> advisories/secret.yaml:2:6
  |
2 | ···· ··············
  |      ^^^^^^^^^^^^^^ not shown, since the file is not public; `check --show-secrets` shows it
  |
  = help: remove it from the page, template or file that it comes from; nothing is published until then
1 error; nothing was written
",
    );
}

/// Words that stand in every policy are no secret, though a draft has no others.
#[test]
fn a_draft_that_is_called_by_a_kind_of_weakness_stops_nothing() {
    let kinds = [
        "Denial of service",
        "Denial-of-Service vulnerability in tinysig",
        "Multiple cross-site scripting (XSS) vulnerabilities in PyPI/tinysig before 1.2",
        "Improper Neutralization of Input During Web Page Generation",
        "Unauthenticated remote code execution via SQL injection",
        "Ausführung beliebigen Codes durch Pufferüberlauf möglich",
        "クロスサイトスクリプティングの脆弱性",
        "拒绝服务漏洞",
    ];
    let policy = format!("{POLICY}\n- {}\n", kinds.join("\n- "));
    let site = Site::new()
        .file(
            "forewarn.yaml",
            "project: {name: tinysig, package: PyPI/tinysig}\n",
        )
        .file("content/policy.md", &policy);
    let site = kinds.iter().enumerate().fold(site, |site, (number, kind)| {
        let secret = format!(
            "id: x_tinysig-2026-{number:04}\nsummary: '{kind}'\ndraft: true\nprivate: [{kind:?}]\n"
        );
        site.file(&format!("advisories/{number}.yaml"), &secret)
    });
    site.build().at(AT).succeeds();
    // With one word of its own it is a sentence like any other.
    let told = "Denial of service through the third key in tinysig";
    let secret = format!("id: x_tinysig-2026-0009\nsummary: {told}\ndraft: true\n");
    let site = site
        .file("advisories/9.yaml", &secret)
        .file("content/a.md", &format!("{told}\n"));
    site.build().at(AT).exits(3);
}
