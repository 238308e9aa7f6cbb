//! Questions and whole answers.

use super::answer::Answer;
use super::query::{Query, QueryFault};
use super::{human, json};
use crate::diagnostic::Diagnostics;
use crate::model::{Project, Timestamp};
use crate::parse;
use crate::source::Sources;

const CONFIG: &str = "\
project: {name: tinysig, package: [PyPI/tinysig, npm/tinysig, generic/tinyd]}
base_url: https://tinysig.example/
";

const SUPPORTED: &str = "\
package: PyPI/tinysig
support: {latest: 2, of: minor}
releases:
  - {version: \"3.4rc1\", date: 2026-01-01}
  - {version: \"3.4\", date: 2026-02-01}
  - {version: \"3.3.1\", date: 2026-01-01}
  - {version: \"3.3\", date: 2025-02-01}
  - {version: \"3.2.2\", date: 2026-01-01}
  - {version: \"3.2.1\", date: 2025-06-01}
  - {version: \"3.2\", date: 2025-01-01}
  - {version: \"3.5\", expected: 2027-01}
";

const FIRST: &str = "\
id: x_tinysig-2025-0001
cve: CVE-2025-40001
summary: \"A colour \\u001b[31m in a text\"
severity: high
published: 2025-06-01
package: PyPI/tinysig
fixed: [\"3.2.1\", \"3.3.1\"]
";

const SECOND: &str = "\
id: x_tinysig-2026-0001
published: 2026-02-01
affected:
  - package: {ecosystem: PyPI, name: TinySig}
    versions: [\"3.2.1\"]
  - package: {ecosystem: PyPI, name: Zope.Interface}
    ranges: [{type: ECOSYSTEM, events: [{introduced: \"0\"}, {fixed: \"5.0\"}, {introduced: \"5.1\"}, {fixed: \"5.1.3\"}]}]
";

const WITHDRAWN: &str = "\
id: x_tinysig-2026-0002
published: 2026-02-01
withdrawn: 2026-03-01
package: [PyPI/tinysig, npm/gone]
introduced: \"0\"
";

const SECRET: &str = "\
id: x_tinysig-2026-0003
published: 2026-12-24
package: [PyPI/tinysig, npm/secret]
introduced: \"0\"
";

fn clock() -> Timestamp {
    let at: jiff::Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
    at.into()
}

fn project() -> Project {
    let mut sources = Sources::new();
    sources.text("advisories/1.yaml", FIRST);
    sources.text("advisories/2.yaml", SECOND);
    sources.text("advisories/3.yaml", WITHDRAWN);
    sources.text("advisories/4.yaml", SECRET);
    sources.text("content/supported-versions.yaml", SUPPORTED);
    sources.text("content/policy.md", "# Security policy\n");
    sources.text("forewarn.yaml", CONFIG);
    let mut found = Diagnostics::new();
    let project = parse::parse(&sources, &mut found);
    assert!(!found.has_errors());
    project
}

fn ask(words: &str) -> Result<Query, QueryFault> {
    let project = project();
    let public = project.public(clock());
    let mut words = words.split(' ');
    Query::new(words.next().unwrap(), words.next(), &project, &public)
}

fn answer(words: &str, print: fn(&Answer<'_>) -> String) -> String {
    let project = project();
    let public = project.public(clock());
    let query = ask(words).unwrap();
    print(&Answer::new(query, &project, &public, clock()))
}

fn human(words: &str) -> String {
    answer(words, human::text)
}

#[test]
fn an_affected_version_is_told_why_and_where_to_go() {
    assert_eq!(
        human("PyPI/tinysig 3.2"),
        "\
PyPI/tinysig 3.2 is affected by 1 of 2 public advisories.

x_tinysig-2025-0001, CVE-2025-40001 (high)
  A colour \\u{1b}[31m in a text
  affected: before 3.2.1
  https://tinysig.example/advisories/x_tinysig-2025-0001.html

Upgrade to 3.3.1, which no advisory affects.
3.2 gets no security fixes.
"
    );
    assert_eq!(
        human("pkg:pypi/tinysig@3.2.1"),
        "\
PyPI/tinysig 3.2.1 is affected by 1 of 2 public advisories.

x_tinysig-2026-0001
  affected: the advisory names this version
  https://tinysig.example/advisories/x_tinysig-2026-0001.html

Upgrade to 3.3.1, which no advisory affects.
The series 3.2 gets no security fixes.
"
    );
}

#[test]
fn a_series_without_a_safe_version_leads_to_the_newest() {
    assert_eq!(
        human("PyPI/tinysig 2.9"),
        "\
PyPI/tinysig 2.9 is affected by 1 of 2 public advisories.

x_tinysig-2025-0001, CVE-2025-40001 (high)
  A colour \\u{1b}[31m in a text
  affected: before 3.2.1
  https://tinysig.example/advisories/x_tinysig-2025-0001.html

Upgrade to 3.4, which no advisory affects.
2.9 is not a known release.
"
    );
}

#[test]
fn without_releases_the_fixed_versions_are_where_to_go() {
    let way_out = |words| human(words).lines().last().unwrap().to_owned();
    assert_eq!(
        way_out("zope-interface 5.1.1"),
        "Upgrade to 5.1.3, which no advisory affects."
    );
    assert_eq!(
        way_out("Zope.Interface 3.0"),
        "Upgrade to 5.1.3, which no advisory affects."
    );
    assert_eq!(
        way_out("Zope.Interface 5.1.4"),
        "PyPI/zope-interface 5.1.4 is not affected by the one public advisory."
    );
}

#[test]
fn a_version_that_is_not_affected_is_told_where_it_stands() {
    for (words, told) in [
        (
            "PyPI/tinysig 3.4",
            "PyPI/tinysig 3.4 is not affected by any of 2 public advisories.\n3.4 gets security fixes.\n",
        ),
        (
            "PyPI/tinysig 3.4rc1",
            "PyPI/tinysig 3.4rc1 is not affected by any of 2 public advisories.\n3.4rc1 is a pre-release, which gets no security fixes.\nUpgrade to 3.4 for security fixes.\n",
        ),
        (
            "PyPI/tinysig 3.4.9",
            "PyPI/tinysig 3.4.9 is not affected by any of 2 public advisories.\n3.4.9 is not a known release. The series 3.4 gets security fixes.\n",
        ),
        (
            "tinyd 1",
            "generic/tinyd 1 is not affected: no public advisory is about the package.\n",
        ),
        (
            "gone 1.0.0",
            "npm/gone 1.0.0 is not affected: no public advisory is about the package.\n",
        ),
    ] {
        assert_eq!(human(words), told);
    }
}

#[test]
fn a_way_out_may_be_an_older_version_or_none() {
    let about = |releases: &str, affected: &str| {
        let mut sources = Sources::new();
        sources.text(
            "advisories/1.yaml",
            format!(
                "id: x_a-1\npublished: 2026-01-01\naffected: {{PyPI/tinysig: \"{affected}\"}}\n"
            ),
        );
        sources.text("content/supported-versions.yaml", releases);
        sources.text("forewarn.yaml", "project: {package: PyPI/tinysig}\n");
        let project = parse::parse(&sources, &mut Diagnostics::new());
        let public = project.public(clock());
        let query = Query::new("tinysig", Some("3.4"), &project, &public).unwrap();
        human::text(&Answer::new(query, &project, &public, clock()))
    };
    let releases = "support: {latest: 1, of: minor}\nreleases: [\"3.4\", \"3.3\"]\n";
    assert_eq!(
        about(releases, ">= 3.4"),
        "\
PyPI/tinysig 3.4 is affected by the one public advisory.

x_a-1
  affected: 3.4 and later

No version to upgrade to is known.
3.4 gets security fixes.
"
    );
    assert_eq!(
        about(releases, ">= 3.0"),
        "\
PyPI/tinysig 3.4 is affected by the one public advisory.

x_a-1
  affected: 3.0 and later

No version to upgrade to is known.
3.4 gets security fixes.
"
    );
}

#[test]
fn programs_get_every_key() {
    assert_eq!(
        answer("PyPI/tinysig 3.2", json::document),
        r#"{
  "package": {
    "ecosystem": "PyPI",
    "name": "tinysig"
  },
  "version": "3.2",
  "at": "2026-11-21T12:00:00Z",
  "affected": true,
  "advisories": [
    {
      "id": "x_tinysig-2025-0001",
      "aliases": [
        "CVE-2025-40001"
      ],
      "summary": "A colour \u001b[31m in a text",
      "severity": "high",
      "listed": false,
      "interval": {
        "introduced": "0",
        "fixed": "3.2.1",
        "before": null,
        "last_affected": null
      },
      "url": "https://tinysig.example/advisories/x_tinysig-2025-0001.html"
    }
  ],
  "unstated": [],
  "upgrade": {
    "version": "3.3.1",
    "supported": true,
    "released": true,
    "fixes": [
      "x_tinysig-2025-0001"
    ],
    "remains": []
  },
  "safe_versions": [
    "3.4",
    "3.3.1"
  ],
  "known_release": true,
  "supported": false
}
"#
    );
    assert_eq!(
        answer("gone 1.0.0", json::document),
        r#"{
  "package": {
    "ecosystem": "npm",
    "name": "gone"
  },
  "version": "1.0.0",
  "at": "2026-11-21T12:00:00Z",
  "affected": false,
  "advisories": [],
  "unstated": [],
  "upgrade": null,
  "safe_versions": [],
  "known_release": null,
  "supported": null
}
"#
    );
}

#[test]
fn a_question_that_has_no_answer_is_told_what_to_write() {
    for (words, message, help) in [
        (
            "tinysig 1.0",
            "several packages are called `tinysig`",
            "write one of `PyPI/tinysig`, `npm/tinysig`",
        ),
        (
            "tinysgi 1.0",
            "no package `tinysgi` is known here",
            "did you mean `PyPI/tinysig`?",
        ),
        (
            "pypi/TinySig 1.0",
            "no package `pypi/TinySig` is known here",
            "did you mean `PyPI/tinysig`?",
        ),
        (
            "npm/secret 1.0.0",
            "no package `npm/secret` is known here",
            "write the ecosystem and the name, as in `PyPI/tinysig`, or a package URL",
        ),
        (
            "pkg:pypi/zzz@1",
            "no package `PyPI/zzz` is known here",
            "write the ecosystem and the name, as in `PyPI/tinysig`, or a package URL",
        ),
        (
            "pkg:x",
            "`pkg:x` is not a package URL",
            "write `pkg:pypi/tinysig`, or the ecosystem and the name: `PyPI/tinysig`",
        ),
        (
            "pkg:pypi/tinysig@3.2 3.2",
            "the package URL names a version already, `3.2`",
            "leave one of the two out",
        ),
        (
            "pkg:pypi/tinysig",
            "no version is given",
            "write it behind the package: `forewarn affected PyPI/tinysig VERSION`",
        ),
        (
            "PyPI/tinysig release-3.2",
            "`release-3.2` is not a version by the rules of PyPI",
            "write it as the others are written: `3.5`",
        ),
        (
            "PyPI/tinysig 3.2x",
            "`3.2x` is not a version by the rules of PyPI",
            "did you mean `3.2`?",
        ),
        (
            "npm/gone latest",
            "`latest` is not a version by the rules of npm",
            "write it as npm does",
        ),
    ] {
        let fault = ask(words).unwrap_err();
        assert_eq!(
            (fault.message.as_str(), fault.help.as_str()),
            (message, help)
        );
    }
}
