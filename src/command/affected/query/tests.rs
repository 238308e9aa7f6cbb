//! What a question may call a package and a version.

use super::Query;
use crate::diagnostic::Diagnostics;
use crate::model::Timestamp;
use crate::parse;
use crate::source::Sources;

const ADVISORY: &str = "id: x_tinysig-2026-0001
published: 2026-01-05
affected:
  Packagist/acme/tinysig: '< 1.2.3'
  Go/github.com/Example/TinySig: '< 1.2.3'
  NuGet/Acme.TinySig: '< 1.2.3'
  crates.io/tiny-sig: '< 1.2.3'
  npm/tinysig: '< 1.2.3'
  npm/TinySig: '< 1.2.3'
  'npm/@Scope/tinysig': '< 1.2.3'
  VSCode/Acme.sig: '< 1.2.3'
";

/// What is asked of, as the record spells it, or why nothing is.
fn asked(package: &str, version: Option<&str>) -> String {
    let clock: jiff::Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
    let clock = Timestamp::from(clock);
    let mut sources = Sources::new();
    sources.text("advisories/1.yaml", ADVISORY);
    let mut found = Diagnostics::new();
    let project = parse::parse(&sources, &mut found);
    assert_eq!(found.sorted(&sources), []);
    match Query::new(package, version, &project, &project.public(clock)) {
        Ok(query) => format!("{} {}", query.package, query.version),
        Err(fault) => format!("{}; {}", fault.message, fault.help),
    }
}

#[test]
fn a_package_is_known_by_every_name_that_its_registry_takes() {
    for (name, known) in [
        ("Packagist/Acme/TinySig", "Packagist/acme/tinysig"),
        ("pkg:composer/Acme/TinySig", "Packagist/acme/tinysig"),
        ("NuGet/acme.tinysig", "NuGet/Acme.TinySig"),
        ("acme.TINYSIG", "NuGet/Acme.TinySig"),
        ("crates.io/Tiny_Sig", "crates.io/tiny-sig"),
        ("tiny_sig", "crates.io/tiny-sig"),
        ("npm/TinySig", "npm/TinySig"),
        ("npm/tinysig", "npm/tinysig"),
        ("VSCode/acme.SIG", "VSCode/Acme.sig"),
        (
            "Go/github.com/Example/TinySig",
            "Go/github.com/Example/TinySig",
        ),
    ] {
        assert_eq!(
            asked(name, Some("1.0.0")),
            format!("{known} 1.0.0"),
            "{name}"
        );
    }
    assert_eq!(
        asked("Go/github.com/example/tinysig", Some("1.0.0")),
        "no package `Go/github.com/example/tinysig` is known here; \
         did you mean `Go/github.com/Example/TinySig`?"
    );
}

#[test]
fn a_package_url_may_have_its_letters_folded() {
    for (purl, known) in [
        (
            "pkg:golang/github.com/example/tinysig@1.0.0",
            "Go/github.com/Example/TinySig 1.0.0",
        ),
        (
            "pkg:golang/github.com/Example/TinySig@1.0.0",
            "Go/github.com/Example/TinySig 1.0.0",
        ),
        ("pkg:npm/%40scope/tinysig@1.0.0", "npm/@Scope/tinysig 1.0.0"),
        ("pkg:npm/TinySig@1.0.0", "npm/TinySig 1.0.0"),
        (
            "pkg:npm/TINYSIG@1.0.0",
            "several packages are called `npm/TINYSIG`; write one of `npm/TinySig`, `npm/tinysig`",
        ),
    ] {
        assert_eq!(asked(purl, None), known, "{purl}");
    }
}
