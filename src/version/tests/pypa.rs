//! The Python Packaging Authority's advisory database: enumerated versions against ranges.

use std::path::{Path, PathBuf};

use serde_yaml::Value;

use super::{entry, in_ranges};
use crate::model::{Event, RangeType};
use crate::version::Order;

/// Enumerated versions that the ranges of their entry do not cover, and why.
const EXCEPTIONS: &[(&str, &[&str])] = &[
    // The ranges open at `3.2` and `4.2`, the lists begin with the pre-releases
    // of these series, which PEP 440 orders before them.
    (
        "PYSEC-2023-61",
        &["3.2a1", "3.2b1", "3.2rc1", "4.2a1", "4.2b1", "4.2rc1"],
    ),
    // The list names the version that the range says is fixed, and its rebuild.
    ("PYSEC-2023-177", &["23.9.0", "23.9.0.post1"]),
];

/// Runs when `FOREWARN_DATA` names the folder that holds `pypa/vulns`.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test over data that is not part of the project"
)]
fn ranges_cover_the_enumerated_versions() {
    let Some(data) = std::env::var_os("FOREWARN_DATA") else {
        return;
    };
    let root = Path::new(&data).join("pypa/vulns");
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    files.sort();
    let (mut entries, mut versions, mut exceptions) = (0, 0, Vec::new());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let record: Value = serde_yaml::from_str(&text).unwrap();
        for affected in list(&record, "affected") {
            let ranges: Vec<Vec<Event>> = list(affected, "ranges")
                .filter(|range| range["type"] == "ECOSYSTEM")
                .map(|range| list(range, "events").map(event).collect())
                .collect();
            let listed: Vec<&str> = list(affected, "versions")
                .filter_map(Value::as_str)
                .collect();
            if ranges.is_empty() || listed.is_empty() {
                continue;
            }
            entries += 1;
            versions += listed.len();
            let model = entry("PyPI", RangeType::Ecosystem, &ranges);
            let missing = |version: &&str| !in_ranges(Order::Pep440, &model, version);
            let missing: Vec<&str> = listed.into_iter().filter(missing).collect();
            if !missing.is_empty() {
                let name = file.file_stem().unwrap().to_str().unwrap();
                exceptions.push((name.to_owned(), owned(&missing)));
            }
        }
    }
    let expected: Vec<_> = EXCEPTIONS
        .iter()
        .map(|(file, versions)| ((*file).to_owned(), owned(versions)))
        .collect();
    assert_eq!(exceptions, expected);
    assert_eq!((entries, versions), (2_492, 136_111));
}

fn owned(versions: &[&str]) -> Vec<String> {
    versions.iter().map(|&version| version.to_owned()).collect()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_sequence().into_iter().flatten()
}

fn event(event: &Value) -> Event {
    let (key, version) = event.as_mapping().unwrap().iter().next().unwrap();
    let version = version.as_str().unwrap().into();
    match key.as_str().unwrap() {
        "introduced" => Event::Introduced(version),
        "fixed" => Event::Fixed(version),
        "last_affected" => Event::LastAffected(version),
        key => panic!("an event that OSV does not have: {key}"),
    }
}
