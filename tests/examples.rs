//! The examples of the design: each advisory becomes exactly its record.
//!
//! They are no part of the project; `FOREWARN_DATA` names their folder.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{Site, assert_text};

#[test]
fn every_example_becomes_its_record() {
    let Some(data) = std::env::var_os("FOREWARN_DATA") else {
        return;
    };
    let folder = Path::new(&data).join("advisory-examples");
    let records: Vec<_> = files(&folder)
        .into_iter()
        .filter(|path| path.to_string_lossy().ends_with(".osv.json"))
        .collect();
    assert!(!records.is_empty(), "no example in {}", folder.display());
    for record in records {
        let expected = read(&record);
        let advisory = record.with_extension("").with_extension("yaml");
        let value: Value = serde_json::from_str(&expected).expect("a record is JSON");
        let id = value["id"].as_str().expect("a record has an id");
        let project = if id.contains("webframe") {
            "webframe"
        } else {
            "tinysig"
        };
        let site = Site::bare()
            .file(
                "forewarn.yaml",
                &format!(
                    "project:\n  name: {project}\n  \
                     repository: https://github.com/example/{project}\n  \
                     package: PyPI/{project}\n"
                ),
            )
            .file("advisories/example.yaml", &read(&advisory));
        site.build().at("2026-11-01T12:00:00Z").succeeds();
        let built = read(&site.root().join(format!("public/osv/{id}.json")));
        let built: Value = serde_json::from_str(&built).expect("an output is JSON");
        assert_text(&pretty(&built), &pretty(&value));
    }
}

fn pretty(value: &Value) -> String {
    let mut value = value.clone();
    value.sort_all_objects();
    serde_json::to_string_pretty(&value).expect("a value can be written")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder of examples can be listed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}
