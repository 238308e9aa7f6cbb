//! Every key is read, takes its example, and is of the kind that its table says.

use std::path::Path;

use super::{INPUTS, maps};
use crate::diagnostic::Diagnostics;
use crate::parse::{parse, time};
use crate::source::{Content, Sources, TAGS};
use crate::yaml::{self, Keys, Node, Takes};

/// A value that no key takes.
const NONSENSE: &str = "[[]]";

/// What a table lists takes its example, and is read: it must not promise what
/// nobody looks at.
#[test]
fn every_key_is_read_and_takes_its_example() {
    let mut faults = Vec::new();
    for Place { input, keys, files } in places() {
        for key in keys.keys {
            let (what, name, example) = (keys.what, key.name, key.example);
            if !fits(&node("a.yaml", example), key.takes) {
                faults.push(format!("{what}: `{name}: {example}` is of another kind"));
            }
            let read = |file: &Template, value| project(input, &file.with(name, value));
            let found: Vec<_> = files.iter().map(|file| read(file, example).1).collect();
            let sound = files
                .iter()
                .zip(&found)
                .filter(|(_, found)| found.is_empty());
            let sound: Vec<_> = sound.map(|(file, _)| file).collect();
            let is_read = sound.iter().any(|file| match key.takes {
                Takes::Anything => read(file, "1").0 != read(file, "2").0,
                _ => !read(file, NONSENSE).1.is_empty(),
            });
            if sound.is_empty() {
                faults.push(format!("{what}: `{name}: {example}` is faulty: {found:?}"));
            } else if !is_read {
                faults.push(format!("{what}: nobody reads `{name}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the files are the project's own")]
fn inputs_are_of_the_kinds_that_the_tables_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = 0;
    let [advisory, announcement, configuration, .., versions] = super::INPUTS.map(|(_, keys)| keys);
    for (keys, path) in [
        (configuration, "forewarn.yaml"),
        (versions, "content/supported-versions.yaml"),
        (advisory, "advisories"),
        (announcement, "announcements"),
        (advisory, "tests/records"),
    ] {
        let entries = walkdir::WalkDir::new(root.join(path)).into_iter();
        for entry in entries
            .map(Result::unwrap)
            .filter(|e| e.file_type().is_file())
        {
            let path = entry.path().to_string_lossy();
            let text = std::fs::read_to_string(entry.path()).unwrap();
            assert!(fits(&node(&path, &text), Takes::Map(keys)), "{path}");
            files += 1;
        }
    }
    assert!(files > 20, "the files are gone");
}

/// A map of an input, with files in which it is.
struct Place {
    input: &'static str,
    keys: &'static Keys,
    files: Vec<Template>,
}

/// Where one more entry can stand.
const HERE: &str = "HERE";

/// A file in flow style with a place for one more entry, at [`HERE`].
#[derive(Clone)]
struct Template(String);

impl Template {
    fn with(&self, key: &str, value: &str) -> String {
        self.0.replace(HERE, &format!("{key}: {value}"))
    }
}

/// Every map of every input.
fn places() -> Vec<Place> {
    let mut places = Vec::new();
    for (input, keys) in INPUTS {
        let list = if input == "recipients" {
            "[{HERE}]"
        } else {
            "{HERE}"
        };
        add_places(input, keys, &[Template(list.to_owned())], &mut places);
    }
    places
}

fn add_places(
    input: &'static str,
    keys: &'static Keys,
    around: &[Template],
    places: &mut Vec<Place>,
) {
    let beside = |Template(file): &Template| {
        let all = company(keys.what).iter().map(|company| match *company {
            "" => Template(file.clone()),
            // What stands in a map of its own before this one.
            before if before.ends_with('{') => {
                Template(file.replace(HERE, &format!("{before}{HERE}")))
            }
            beside => Template(file.replace(HERE, &format!("{beside}, {HERE}"))),
        });
        all.collect::<Vec<_>>()
    };
    let files: Vec<_> = around.iter().flat_map(beside).collect();
    for key in keys.keys {
        for inner in maps(key.takes) {
            let value = around_map(key.takes, inner).expect("the value holds the map");
            let around = files.iter();
            let around = around.map(|file| Template(file.with(key.name, &value)));
            add_places(input, inner, &around.collect::<Vec<_>>(), places);
        }
    }
    places.push(Place { input, keys, files });
}

/// A value that holds a map with `keys`.
fn around_map(takes: Takes, keys: &Keys) -> Option<String> {
    match takes {
        Takes::Map(inner) => std::ptr::eq(inner, keys).then(|| format!("{{{HERE}}}")),
        Takes::Named(each) => Some(format!("{{name: {}}}", around_map(*each, keys)?)),
        Takes::List(each) | Takes::Several(each) => Some(format!("[{}]", around_map(*each, keys)?)),
        Takes::Either(kinds) => kinds.iter().find_map(|kind| around_map(*kind, keys)),
        _ => None,
    }
}

/// What stands beside a key, in one of these ways, so that its map says enough.
fn company(what: &str) -> &'static [&'static str] {
    match what {
        "an advisory" => &["", "id: x_a-1", "id: x_a-1, fixed: 3.4.2"],
        "the supported versions" => &[
            "support: {latest: 2, of: minor}",
            "releases: [3.4.1]",
            "support: {latest: 2, of: minor}, releases: [3.4.1]",
            "releases: [{version: 3.4.1, end: 2027-01-01}]",
            "phases: {security: {for: 2y}}, releases: [3.4.1]",
            "phases: {security: {for: 2y, round: next-minor}}, releases: [3.4.1]",
        ],
        "`support`" => &["latest: 2", "of: minor"],
        "a calendar" => &["every: [feb]", "day: first monday"],
        "`majors`" => &["", "for: 5y"],
        "an earlier rule" => &[
            "before: \"3.0\"",
            "phases: {security: {for: 1y}}",
            "before: \"3.0\", phases: {security: {for: 1y}}",
        ],
        "a phase" => &["", "for: 2y", "for: 2y}, paid: {for: 3y"],
        "a release" => &["", "version: 3.4.1"],
        "a bundled component" => &["", "component: OpenSSL"],
        "an entry of the register" => &[
            "id: a, title: a, why: a, since: 2026-01-01",
            "title: a, why: a, since: 2026-01-01",
            "id: a, why: a, since: 2026-01-01",
            "id: a, title: a, since: 2026-01-01",
            "id: a, title: a, why: a",
            "id: a, title: a, why: a, since: 2026-01-01, justification: component_not_present",
        ],
        "what a scanner reports" => &["", "id: CVE-2026-40090"],
        "an announcement" => &[
            "id: a, release_at: 2026-10-08, versions: [3.4.3]",
            "release_at: 2026-10-08, versions: [3.4.3]",
            "id: a, versions: [3.4.3]",
            "id: a, release_at: 2026-10-08",
        ],
        "a contact" | "a recipient" => &["", "email: security@tinysig.example"],
        "a publisher" => &[
            "name: tinysig",
            "namespace: \"https://tinysig.example\"",
            "name: tinysig, namespace: \"https://tinysig.example\"",
        ],
        "`openpgp`" => &["", "fingerprint: 74F8881C099EEA128BE67A3A98AA0882D35850ED"],
        "`private`" => &["", "path: ../secret"],
        "`withdrawn`" => &["", "at: 2026-01-01"],
        "a revision" => &["at: 2026-01-01", "note: a", "at: 2026-01-01, note: a"],
        "a branch" => &["", "branch: \"3.3\"", "fixed: 3.4.1"],
        "`bundled`" => &["", "component: tinybn"],
        "a credit" => &[
            "",
            "developer: Rui",
            "reporter: Rui",
            "consent: yes",
            "name: Rui",
        ],
        "a package" => &[
            "ecosystem: PyPI",
            "name: tinysig",
            "ecosystem: PyPI, name: tinysig",
        ],
        "a range" => &[
            "type: ECOSYSTEM",
            "events: [{introduced: \"0\"}]",
            "type: ECOSYSTEM, events: [{introduced: \"0\"}]",
        ],
        "an event" => &["", "introduced: \"0\"}, {"],
        "a severity" => &[
            "type: CVSS_V3",
            "score: CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:N/I:H/A:N",
        ],
        "a reference" => &["type: FIX", "url: https://tinysig.example/1"],
        _ => &[""],
    }
}

/// The project of one file, with what that may name, and what is found in the file.
fn project(input: &str, text: &str) -> (String, Vec<String>) {
    let mut sources = Sources::new();
    sources.text("SECURITY.md", "# Security policy\n");
    sources.text(TAGS, "refs/tags/v3.4.1\n");
    sources.text("content/logo.svg", "<svg/>");
    sources.text("content/releases.json", "[\"3.4.1\"]");
    let file = match input {
        "announcement" => sources.text("announcements/a.yaml", text),
        "configuration" => sources.text("forewarn.yaml", text),
        "front matter" => sources.text("content/page.md", format!("---\n{text}\n---\n# A page\n")),
        "recipients" => {
            sources.add_private("../secret", "recipients.yaml", Content::Bytes(text.into()))
        }
        "supported versions" => sources.text("content/supported-versions.yaml", text),
        "register" => sources.text("not-a-vulnerability/a.yaml", text),
        _ => sources.text("advisories/a.yaml", text),
    };
    if input != "configuration" {
        let project =
            "project: {package: PyPI/tinysig, repository: https://github.com/example/tinysig}\n";
        sources.text("forewarn.yaml", project);
    }
    let mut out = Diagnostics::new();
    let read = parse(&sources, &mut out);
    let out = out.unveiled();
    let found = out.sorted(&sources).into_iter().map(|(_, found)| found);
    let found = found.filter(|found| found.primary.file == file);
    let found = found.map(|found| found.message.to_string());
    (format!("{read:?}"), found.collect())
}

fn node(path: &str, text: &str) -> Node {
    let mut sources = Sources::new();
    let file = sources.text(path, text);
    yaml::read(&sources, file, &mut Diagnostics::new()).unwrap()
}

/// Whether a value is of a kind. Keys that a map should not have are kept with a
/// warning where a record of another database may have them.
fn fits(node: &Node, takes: Takes) -> bool {
    let text = || node.as_text();
    let mut entries = node.as_map().into_iter().flatten();
    let mut items = node.as_list().into_iter().flatten();
    node.is_null()
        || match takes {
            Takes::Text => text().is_some(),
            Takes::Time => text().is_some_and(time::is_moment),
            Takes::Day => text().is_some_and(time::is_date),
            Takes::Number => text().is_some_and(|text| text.parse::<i64>().is_ok()),
            Takes::Flag => node.as_bool().is_some(),
            Takes::Words(words) => text().is_some_and(|text| words.contains(&text)),
            Takes::Map(keys) => {
                node.as_map().is_some()
                    && entries.all(|entry| {
                        let mut keys = keys.keys.iter();
                        let key = keys.find(|key| key.name == entry.key.value);
                        key.is_none_or(|key| fits(&entry.value, key.takes))
                    })
            }
            Takes::Named(each) => {
                node.as_map().is_some() && entries.all(|entry| fits(&entry.value, *each))
            }
            Takes::List(each) => node.as_list().is_some() && items.all(|item| fits(item, *each)),
            Takes::Several(each) => match node.as_list() {
                Some(_) => items.all(|item| fits(item, *each)),
                None => fits(node, *each),
            },
            Takes::Either(kinds) => kinds.iter().any(|kind| fits(node, *kind)),
            Takes::Anything => true,
        }
}
