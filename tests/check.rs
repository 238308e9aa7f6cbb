//! `forewarn check`: every fault in one run, each at its place.

use crate::harness::{Invocation, Site};

const FAULTS: &str = "\
id: x_tinysig-2026-0001
summry: Keys are accepted
published: 2026-02-17
modified: 2026-13-01
severity: CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H
affected:
  - package: {ecosystem: PyPI, name: tinysig, purl: \"pkg:pypi/tinysig\"}
    ranges:
      - type: ECOSYSTEM
        events:
          - introduced: 1.5.0
          - fixed: 1.4.0
references:
  - javascript:alert(1)
";

#[test]
fn five_faults_get_five_findings_in_one_run() {
    Site::new()
        .file("advisories/faults.yaml", FAULTS)
        .check()
        .exits(1)
        .stdout("")
        .stderr(
            "\
error[unknown-key]: unknown key `summry` in an advisory
 --> advisories/faults.yaml:2:1
  |
2 | summry: Keys are accepted
  | ^^^^^^
  |
  = help: did you mean `summary`?

error[date-syntax]: `2026-13-01` names a day that does not exist
 --> advisories/faults.yaml:4:11
  |
4 | modified: 2026-13-01
  |           ^^^^^^^^^^
  |
  = help: write `2026-09-22`, `2026-09-22T14:00:00Z` or `2026-09-22 16:00 Europe/Berlin`

error[cvss-syntax]: `AV` cannot be `X`
 --> advisories/faults.yaml:5:11
  |
5 | severity: CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `AV:` with one of N, A, L, P

error[event-order]: `fixed` 1.4.0 is not after `introduced` 1.5.0
  --> advisories/faults.yaml:12:20
   |
11 |           - introduced: 1.5.0
   |                         ----- the range opens here
12 |           - fixed: 1.4.0
   |                    ^^^^^ and would close before it
   |
   = help: order the events, or put the older branch in a range of its own

warning[url-scheme]: `javascript:alert(1)` is shown, but not linked
  --> advisories/faults.yaml:14:5
   |
14 |   - javascript:alert(1)
   |     ^^^^^^^^^^^^^^^^^^^
   |
   = help: write a whole address that opens with `https://`
4 errors, 1 warning in 1 advisory
",
        );
}

#[test]
fn the_short_form_is_a_line_a_finding() {
    Site::new()
        .file("advisories/faults.yaml", FAULTS)
        .check()
        .arg("--format")
        .arg("short")
        .exits(1)
        .stdout("")
        .stderr(
            "\
advisories/faults.yaml:2:1: error[unknown-key]: [..]
advisories/faults.yaml:4:11: error[date-syntax]: [..]
advisories/faults.yaml:5:11: error[cvss-syntax]: [..]
advisories/faults.yaml:12:20: error[event-order]: [..]
advisories/faults.yaml:14:5: warning[url-scheme]: [..]
4 errors, 1 warning in 1 advisory
",
        );
}

#[test]
fn machines_read_findings_from_stdout() {
    for format in ["json", "sarif"] {
        let outcome = Site::new()
            .file("advisories/faults.yaml", FAULTS)
            .check()
            .arg("--format")
            .arg(format)
            .exits(1)
            .stderr("4 errors, 1 warning in 1 advisory\n");
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(&outcome.stdout);
        assert!(parsed.is_ok(), "{format}: {parsed:?}\n{}", outcome.stdout);
    }
}

#[test]
fn a_sound_site_has_no_findings_and_nothing_is_written() {
    let site = Site::new().file("content/policy.md", "# Security policy\n");
    site.check()
        .succeeds()
        .stdout("")
        .stderr("no findings in 0 advisories\n");
    assert!(!site.root().join("public").exists());
}

#[test]
fn a_fault_of_the_configuration_ends_with_2() {
    Site::bare()
        .file("forewarn.yaml", "projct: {name: tinysig}\n")
        .check()
        .exits(2)
        .stdout("");
}

#[test]
fn a_root_that_is_not_there_ends_with_4() {
    let site = Site::new();
    let outcome = site.run(["-C", "nowhere", "check"]).exits(4).stdout("");
    assert!(outcome.stderr.contains("nowhere"), "{}", outcome.stderr);
}

#[test]
fn a_secret_is_named_by_its_path_only() {
    let outcome = Site::new()
        .file("content/policy.md", "# Security policy\n")
        .file(
            "advisories/draft.yaml",
            "draft: true\nid: x_tinysig-2026-0009\nsummary: [quagga]\nquagga: quagga\n",
        )
        .check()
        .exits(1);
    let path = "advisories/draft.yaml";
    assert!(outcome.stderr.contains(path), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("quagga"), "{}", outcome.stderr);
}

/// A forge looks files up from the top of the repository, people from where they
/// are, and programs from the root of the site.
#[test]
fn a_path_is_told_as_those_see_it_who_look_for_it() {
    let advisory = "id: x_tinysig-2026-0001\nsumary: x\n";
    let site = Site::bare()
        .file(".git/HEAD", "ref: refs/heads/main\n")
        .file("docs/security/forewarn.yaml", "private: ../../../overlay\n")
        .file("docs/security/content/policy.md", "# Policy\n")
        .file("docs/security/advisories/a.yaml", advisory)
        .file("../overlay/advisories/b.yaml", advisory);
    let from = |folder: &str, arguments: &[&str], format: &str| {
        let folder = site.root().join(folder);
        let call = Invocation::new(&folder);
        let call = arguments
            .iter()
            .fold(call, |call, argument| call.arg(argument));
        let said = call.arg("check").arg("--format").arg(format).exits(1);
        format!("{}{}", said.stdout, said.stderr)
    };
    for (folder, arguments, path) in [
        ("docs/security", &[][..], ""),
        ("docs/security/content", &[], "../"),
        ("", &["-C", "docs/security"], "docs/security/"),
        ("", &["-C", "./docs/security/"], "docs/security/"),
        ("docs", &["-C", "../docs/security"], "../docs/security/"),
    ] {
        for place in ["advisories/a.yaml", "../../../overlay/advisories/b.yaml"] {
            let line = format!("{path}{place}:2:1: error[unknown-key]");
            let said = from(folder, arguments, "short");
            assert!(said.contains(&line), "{line}\n{said}");
            let line = format!(" --> {path}{place}:2:1\n");
            let said = from(folder, arguments, "human");
            assert!(said.contains(&line), "{line}\n{said}");
        }
        let said = from(folder, arguments, "github");
        let line = "::error file=docs/security/advisories/a.yaml,line=2";
        assert!(said.contains(line), "{said}");
        let said = from(folder, arguments, "sarif");
        assert!(
            said.contains("\"uri\": \"docs/security/advisories/a.yaml\""),
            "{said}"
        );
        let said = from(folder, arguments, "json");
        assert!(said.contains("\"path\": \"advisories/a.yaml\""), "{said}");
    }
    // What was named on the command line is seen from there already.
    let said = from("", &["-C", "docs/security"], "short");
    assert!(said.contains("docs/security/../../../overlay/"), "{said}");
    let call = Invocation::new(site.root()).env("FOREWARN_PRIVATE", "../overlay");
    let call = call.arg("-C").arg("docs/security").arg("check");
    let said = call.arg("--format").arg("short").exits(1).stderr;
    assert!(
        said.contains("\n../overlay/advisories/b.yaml:2:1"),
        "{said}"
    );
}
