//! OSV in, the same OSV out.
//!
//! `tests/records` holds records in the style of other databases, written for
//! these tests, each valid by the schema of OSV 1.7.5.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use forewarn::diagnostic::Diagnostics;
use forewarn::emit::{Format, emit};
use forewarn::model::{Timestamp, View};
use forewarn::site::Site;
use forewarn::source::{Content, Sources};
use forewarn::theme::Theme;
use forewarn::{check, parse};
use serde_json::Value;
use walkdir::WalkDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn records_of_other_databases_come_out_as_they_went_in() {
    let samples = files(&Path::new(ROOT).join("tests/records"), "");
    assert!(samples.len() > 10, "the samples are gone");
    for (name, bytes) in samples {
        let before: Value = serde_json::from_slice(&bytes).expect("a sample is JSON");
        let built = records([(format!("advisories/{name}"), bytes)]);
        let after = built
            .values()
            .next()
            .unwrap_or_else(|| panic!("{name} is not public"));
        let after: Value = serde_json::from_str(after).expect("a record is JSON");
        let show = |value| serde_json::to_string_pretty(&as_data(value)).expect("a value");
        snapbox::assert_data_eq!(show(after), snapbox::IntoData::raw(show(before)));
    }
}

#[test]
fn records_of_other_databases_are_found_sound() {
    let mut sources = Sources::new();
    for (path, bytes) in files(&Path::new(ROOT).join("tests/records"), "advisories/") {
        if !path.ends_with("odd-values.json") {
            sources.add(path, Content::Bytes(bytes));
        }
    }
    let mut found = Diagnostics::new();
    let project = parse::parse(&sources, &mut found);
    check::check(&project, &sources, clock(), &mut found);
    found.reveal(clock().to_jiff());
    let known = "\
advisories/cve-git.json:48:14: warning[url-scheme]: `ftp://example.org/old` is shown, but not linked
advisories/every-type.json:98:17: warning[name-spelling]: scanners look this package up as `tiny-sig`, not `Tiny.Sig`
advisories/github.json:25:17: warning[purl-missing]: Renovate does not find `@example/tinysig` without its package URL
advisories/go.json:4:15: warning[modified-before-published]: `modified` 0001-01-01T00:00:00Z is before `published`
advisories/go.json:14:17: warning[purl-missing]: Renovate does not find `stdlib` without its package URL
advisories/malicious.json:12:17: warning[purl-missing]: Renovate does not find `tinysigg` without its package URL
advisories/nulls.json:3:9: warning[versions-unstated]: this advisory does not say which versions are affected
advisories/sparse.json:2:9: warning[versions-unstated]: this advisory does not say which versions are affected
";
    assert_eq!(emit(Format::Short, &found, &sources, false), known);
}

#[test]
fn a_record_that_was_written_is_read_as_itself() {
    let mut inputs = vec![
        files(&Path::new(ROOT).join("tests/records"), "advisories/"),
        [
            site_files("advisories"),
            site_files("content"),
            site_files("forewarn.yaml"),
        ]
        .concat(),
    ];
    if let Some(data) = std::env::var_os("FOREWARN_DATA") {
        let configuration =
            b"project: {repository: https://github.com/example/tinysig, package: PyPI/tinysig}\n";
        let mut examples = files(&Path::new(&data).join("advisory-examples"), "advisories/");
        examples.retain(|(path, _)| !path.contains("supported-") && !path.contains(".osv."));
        examples.push(("forewarn.yaml".to_owned(), configuration.to_vec()));
        inputs.push(examples);
    }
    for input in inputs {
        let written = records(input);
        assert!(written.len() > 3, "{:?}", written.keys());
        let again = written
            .iter()
            .map(|(id, text)| (format!("advisories/{id}.json"), text.clone().into_bytes()));
        let again = records(again);
        for (id, text) in &written {
            snapbox::assert_data_eq!(&again[id], snapbox::IntoData::raw(text.as_str()));
        }
    }
}

/// The OSV records that a build writes, by id; a fault of the input ends the
/// test.
fn records(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> BTreeMap<String, String> {
    let mut sources = Sources::new();
    for (path, bytes) in files {
        sources.add(path, Content::Bytes(bytes));
    }
    let clock = clock();
    let mut found = Diagnostics::new();
    let project = parse::parse(&sources, &mut found);
    check::check(&project, &sources, clock, &mut found);
    found.reveal(clock.to_jiff());
    let theme = Theme::load(&sources, &project.theme, &project.config, &mut found)
        .expect("the embedded theme");
    let site = Site::new(&project, &sources, &theme, View::public(clock), &mut found);
    let printed = emit(Format::Human, &found, &sources, false);
    assert!(!found.has_errors(), "{printed}");
    let mut records = BTreeMap::new();
    for path in site.paths() {
        let bytes = site.render(path).expect("a path of the site");
        let bytes = bytes.unwrap_or_else(|fault| panic!("{}: {fault}", path.as_str()));
        let name = path
            .as_str()
            .strip_prefix("osv/")
            .filter(|name| *name != "all.json" && !name.contains('/'));
        if let Some(id) = name.and_then(|name| name.strip_suffix(".json")) {
            let text = String::from_utf8(bytes.into_owned()).expect("a record is UTF-8");
            records.insert(id.to_owned(), text);
        }
    }
    records
}

fn clock() -> Timestamp {
    let at: jiff::Timestamp = "2026-11-01T12:00:00Z".parse().expect("a time");
    at.into()
}

/// What a record says, without what may differ: the version of the schema, the
/// form of times, a null for what is absent, the order of keys, and that of ranges, which
/// are a set.
fn as_data(mut record: Value) -> Value {
    let map = record.as_object_mut().expect("a record is an object");
    map.remove("schema_version");
    map.retain(|_, value| !value.is_null());
    for key in ["modified", "published", "withdrawn"] {
        if let Some(value) = map.get_mut(key) {
            let time: jiff::Timestamp = value.as_str().expect("a text").parse().expect("a time");
            *value = time.to_string().into();
        }
    }
    let affected = record["affected"].as_array_mut();
    for affected in affected.into_iter().flatten() {
        if let Some(ranges) = affected["ranges"].as_array_mut() {
            ranges.sort_by_cached_key(Value::to_string);
        }
    }
    record.sort_all_objects();
    record
}

/// The files below a folder, by name, with `prefix` before each.
fn files(folder: &Path, prefix: &str) -> Vec<(String, Vec<u8>)> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below it");
            let bytes = fs::read(entry.path()).expect("a readable file");
            (format!("{prefix}{}", path.display()), bytes)
        })
        .collect()
}

/// A file or folder of the example site.
fn site_files(name: &str) -> Vec<(String, Vec<u8>)> {
    let path = Path::new(ROOT).join(name);
    if path.is_file() {
        return vec![(name.to_owned(), fs::read(path).expect("a readable file"))];
    }
    files(&path, &format!("{name}/"))
}
