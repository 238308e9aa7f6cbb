//! Real texts, when `FOREWARN_DATA` names a directory that has advisories in
//! `pypa/vulns`.
#![expect(
    clippy::disallowed_methods,
    reason = "the corpus is not part of the project"
)]

use super::*;

#[test]
fn real_texts_are_safe() {
    let Some(data) = std::env::var_os("FOREWARN_DATA") else {
        return;
    };
    let mut texts = 0;
    for entry in walkdir::WalkDir::new(std::path::Path::new(&data).join("pypa/vulns")) {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|end| end == "yaml") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let advisory: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
            for key in ["details", "summary"] {
                if let Some(text) = advisory.get(key).and_then(serde_yaml::Value::as_str) {
                    safety::assert_all_safe(text);
                    texts += 1;
                }
            }
        }
    }
    assert!(texts > 0);
}
