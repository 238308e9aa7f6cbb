//! Real advisories, when `FOREWARN_DATA` names a directory that has them in
//! `pypa/vulns`: each is read without a finding, and as another reader reads it.
#![expect(
    clippy::disallowed_methods,
    reason = "the corpus is not part of the project"
)]

use super::findings;
use crate::diagnostic::Diagnostics;
use crate::model::{Map, Value};
use crate::source::Sources;
use crate::yaml::read;

fn from_yaml(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => Value::Bool(value),
        serde_yaml::Value::Number(number) => Value::Number(number.to_string()),
        serde_yaml::Value::String(text) => Value::Text(text),
        serde_yaml::Value::Sequence(items) => {
            items.into_iter().map(from_yaml).collect::<Vec<_>>().into()
        }
        serde_yaml::Value::Mapping(map) => {
            let entries = map.into_iter().map(|(key, value)| {
                let key = key.as_str().expect("keys are texts").to_owned();
                (key, from_yaml(value))
            });
            Value::Map(Map::from_unique(entries.collect()))
        }
        serde_yaml::Value::Tagged(_) => panic!("no advisory has a tag"),
    }
}

#[test]
fn real_advisories_read_as_another_reader_reads_them() {
    let Some(data) = std::env::var_os("FOREWARN_DATA") else {
        return;
    };
    let mut sources = Sources::new();
    for entry in walkdir::WalkDir::new(std::path::Path::new(&data).join("pypa/vulns")) {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|end| end == "yaml") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            sources.text(entry.path().to_string_lossy(), text);
        }
    }
    assert!(!sources.is_empty());
    let mut out = Diagnostics::new();
    for (file, source) in sources.iter() {
        let node = read(&sources, file, &mut out).expect("an advisory is read");
        let other = serde_yaml::from_str(source.text().unwrap()).unwrap();
        assert_eq!(node.to_value(), from_yaml(other), "{}", source.path);
    }
    assert_eq!(findings(&sources, &out), [""; 0]);
}
