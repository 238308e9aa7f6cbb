//! `forewarn.json` has every file for programs, and nothing else; every page leads to it.

use std::collections::BTreeSet;
use std::path::Path;

use glob::Pattern;
use serde_json::Value;

use crate::harness::{Invocation, Site, tree};

/// What neither people nor programs look for in an index: itself, and files that a server
/// or a crawler asks for by their name.
const UNLISTED: &[&str] = &[".forewarn-manifest", "forewarn.json", "robots.txt"];

#[test]
fn the_index_of_the_example_site_has_every_file_for_programs() {
    let here = tempfile::tempdir().expect("a temporary folder");
    let output = here.path().join("public");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output_argument = output.to_str().expect("a path of text");
    let build = Invocation::new(repository).arg("build").arg("-o");
    build
        .arg(output_argument)
        .at("2026-11-01T12:00:00Z")
        .succeeds();
    let files = tree(&output);
    let index: Value = serde_json::from_slice(&files["forewarn.json"]).expect("an index");
    let listed = index["files"].as_array().expect("a list of files").iter();
    let listed: Vec<_> = listed
        .map(|file| pattern(file["path"].as_str().expect("a path")))
        .collect();
    let is_copied = |path: &str| repository.join("content").join(path).is_file();
    let for_programs: BTreeSet<_> = (files.keys().map(String::as_str))
        .filter(|path| !is_page(path) && !path.starts_with("assets/"))
        .filter(|path| !UNLISTED.contains(path) && !is_copied(path))
        .collect();
    let unlisted = for_programs.iter();
    let unlisted = unlisted.filter(|path| !listed.iter().any(|pattern| pattern.matches(path)));
    assert_eq!(unlisted.collect::<Vec<_>>(), [&""; 0]);
    for pattern in &listed {
        let is_there = files.keys().any(|path| pattern.matches(path));
        assert!(is_there, "nothing is at {pattern}");
    }
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == "html")
}

/// A path of the index, in which a name in braces is any text.
fn pattern(path: &str) -> Pattern {
    let parts = path.split('{').enumerate().map(|(at, part)| match at {
        0 => Pattern::escape(part),
        _ => match part.split_once('}') {
            Some((_, rest)) => format!("*{}", Pattern::escape(rest)),
            None => panic!("`{path}` has half a name"),
        },
    });
    Pattern::new(&parts.collect::<String>()).expect("a pattern")
}

#[test]
fn every_page_leads_to_the_index() {
    let advisory = "{id: x_tinysig-2026-0001, summary: A flaw, package: PyPI/tinysig, \
                    fixed: \"2\", published: 2026-09-22T14:00:00Z}";
    let site = Site::new().file("advisories/A.yaml", advisory);
    site.build().at("2026-10-01T12:00:00Z").succeeds();
    let files = tree(&site.root().join("public"));
    for (path, bytes) in files.iter().filter(|(path, _)| is_page(path)) {
        let page = String::from_utf8_lossy(bytes);
        let link = r#"<link rel="describedby" type="application/json" href=""#;
        let Some((_, address)) = page.split_once(link) else {
            assert!(
                page.contains("http-equiv=\"refresh\""),
                "{path} has no link"
            );
            continue;
        };
        let address = address.split('"').next().expect("a value");
        let up = "../".repeat(path.matches('/').count());
        let from_anywhere = "/security/forewarn.json";
        assert!(
            address == format!("{up}forewarn.json")
                || (path == "404.html" && address == from_anywhere),
            "{path}: {address}"
        );
    }
}
