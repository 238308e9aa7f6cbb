//! What must not stand in the project's files: notes to self, machine paths
//! and tabs. And the list of dependencies says why each one is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use crate::harness::assert_text;

#[test]
fn no_file_carries_a_note_to_self() {
    // Written apart, because this file is read as well.
    let notes = [
        concat!("to", "do"),
        concat!("fix", "me"),
        concat!("x", "xx"),
    ];
    let debug = concat!("dbg", "!");
    let faults = lines_of(&["src", "tests", "benches", "docs", "content", "advisories"]).filter(
        |(_, line)| {
            let line = line.to_lowercase();
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            line.contains(debug) || words.any(|word| notes.contains(&word))
        },
    );
    assert_none(faults, "do it, or file an issue");
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let places = ["/work/", "/home/", "/tmp/"];
    let faults = lines_of(&[
        "src",
        "docs",
        "content",
        "advisories",
        "themes",
        "README.md",
    ])
    .filter(|(_, line)| places.iter().any(|place| line.contains(place)));
    assert_none(faults, "name a place that every reader has");
}

/// A comment that cites a heading of a document leads somebody there.
#[test]
fn what_is_cited_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let faults = lines_of(&["src", "tests", "benches", "clippy.toml"]).filter(|(_, line)| {
        let Some((before, after)) = line.split_once(concat!(".md", ", \"")) else {
            return line.contains(concat!("design", ", section"));
        };
        let is_path = |c: char| c.is_ascii_alphanumeric() || "/-".contains(c);
        let page = before.rsplit(|c| !is_path(c)).next().unwrap_or_default();
        let heading = after.split('"').next().unwrap_or_default();
        let text = fs::read_to_string(root.join(format!("{page}.md"))).unwrap_or_default();
        let mut headings = text.lines().filter(|line| line.starts_with('#'));
        !headings.any(|line| line.trim_start_matches('#').trim() == heading)
    });
    assert_none(
        faults,
        "cite a document of the repository and one of its headings",
    );
}

#[test]
fn sources_are_indented_with_blanks() {
    let faults = lines_of(&[
        "src",
        "tests",
        "benches",
        "docs",
        "content",
        "advisories",
        "themes",
    ])
    // gofmt writes tabs.
    .filter(|(place, line)| line.contains('\t') && !place.contains(".go:"));
    assert_none(faults, "a tab has another width in every editor");
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read("Cargo.toml");
    let mut in_dependencies = false;
    let mut used = BTreeSet::new();
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            in_dependencies = section.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ")
            && in_dependencies
        {
            used.insert(name.to_owned());
        }
    }
    // A row of a table or an item of a list that begins with the name.
    let explained: BTreeSet<_> = read("docs/dependencies.md")
        .lines()
        .filter_map(|line| {
            let entry = line.strip_prefix("| `").or(line.strip_prefix("- `"))?;
            Some(entry.split_once('`')?.0.to_owned())
        })
        .collect();
    assert!(used.contains("serde_json"), "Cargo.toml was not understood");
    let listed = |names: &BTreeSet<String>| names.iter().cloned().collect::<Vec<_>>().join("\n");
    assert_text(&listed(&explained), &listed(&used));
}

/// Every line of the text files below `roots`, with its place. Bytes that are
/// no UTF-8 are a picture or a key, and a table is made of tabs.
fn lines_of(roots: &[&str]) -> impl Iterator<Item = (String, String)> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<_> = roots
        .iter()
        .flat_map(|root| WalkDir::new(repository.join(root)).sort_by_file_name())
        .map(|entry| entry.expect("the project can be listed"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| !path.components().any(|part| part.as_os_str() == ".tools"))
        .filter(|path| path.extension().is_none_or(|extension| extension != "tsv"))
        // What a fault is about may be a tab.
        .filter(|path| !path.components().any(|part| part.as_os_str() == "faults"))
        .collect();
    files.into_iter().flat_map(move |path| {
        let text = fs::read(&path).expect("the file can be read");
        let text = String::from_utf8(text).unwrap_or_default();
        let path = path.strip_prefix(repository).expect("below it").to_owned();
        let numbered = text.lines().enumerate().map(|(number, line)| {
            let place = format!("{}:{}", path.display(), number + 1);
            (place, line.to_owned())
        });
        numbered.collect::<Vec<_>>()
    })
}

fn assert_none(faults: impl Iterator<Item = (String, String)>, advice: &str) {
    let faults: Vec<_> = faults
        .map(|(place, line)| format!("{place}: {}", line.trim()))
        .collect();
    assert!(faults.is_empty(), "{advice}:\n{}", faults.join("\n"));
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
