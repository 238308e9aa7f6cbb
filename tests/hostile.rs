//! Whatever the files hold, every stage ends, none panics, and what is said
//! about them stays short enough to be read.

use std::fs;
use std::path::Path;

use forewarn::diagnostic::{Code, Diagnostics};
use forewarn::emit::{Format, emit};
use forewarn::model::{Timestamp, View};
use forewarn::site::Site;
use forewarn::source::{Content, Sources};
use forewarn::theme::Theme;
use forewarn::{check, parse};
use proptest::prelude::*;
use walkdir::WalkDir;

/// A place for each way that a file is read.
const PATHS: &[&str] = &[
    ".git/tags",
    "Cargo.toml",
    "SECURITY.md",
    "advisories/a.json",
    "advisories/a.yaml",
    "content/page.md",
    "content/policy.md",
    "content/page.rst",
    "docs/security.rst",
    "content/supported-versions.yaml",
    "content/logo.svg",
    "forewarn.yaml",
    "go.mod",
    "package.json",
    "pyproject.toml",
    "themes/default/static/style.css",
    "themes/default/templates/base.html",
];

/// Values for any key; each is one that some key does not expect.
const ODD: &[&str] = &[
    "",
    " ",
    "~",
    "''",
    "0",
    "-1",
    "007",
    "1e400",
    ".nan",
    "99999999999999999999",
    "true",
    "yes",
    "[]",
    "{}",
    "[[]]",
    "[~]",
    "{a: b}",
    "{a: {b: [c]}}",
    "[a, a]",
    "*x",
    "&x y",
    "!!str 1",
    "!x y",
    "|",
    ">",
    "\"",
    "'",
    "- a",
    "? a",
    "\t",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{feff}",
    "\u{2028}",
    "\"\\u0000\"",
    "2026-13-45",
    "9999-12-31T23:59:59Z",
    "9999-12-31 23:59 Pacific/Apia",
    "0000-01-01",
    "-9999-01-01",
    "2026-03-29 02:30 Europe/Berlin",
    "2026-10-01",
    "..",
    "../..",
    "CON",
    "con.x",
    ".",
    "x_",
    "CVSS:3.1/",
    "CVSS:4.0/AV:N",
    "AV:N/AV:N",
    "critical",
    "pkg:",
    "pkg:pypi/",
    "pkg:pypi/a@1",
    "PyPI/",
    "/",
    "generic/x",
    "npm/@a/b",
    "Maven/a:b",
    ">= 1, <",
    "> 1",
    "= 1, = 1",
    "javascript:alert(1)",
    "https://",
    "http://[::1",
    "mailto:a@b",
    "1.0.0-rc.1+b",
    "1!0.dev1",
    "v1",
    "1..2",
    "refs/tags/[",
    "**",
    "major",
    "next-series + 99999999999999999999",
    "99999y",
    "0d",
    "100000000000w",
    "last friday",
    "{{ x }}",
    "<script>",
    "]]>",
    "&amp;",
    "%ff",
    "a\u{301}",
    "\u{10ffff}",
];

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes_are_read_or_reported(
        files in prop::collection::vec((prop::sample::select(PATHS), prop::collection::vec(any::<u8>(), 0..200)), 1..4),
    ) {
        survives(files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes)).collect());
    }

    #[test]
    fn any_text_of_signs_is_read_or_reported(
        files in prop::collection::vec((prop::sample::select(PATHS), r#"([-:?,\[\]{}#&*!|>'"%@` \n\t\\]|a|id|\PC){0,60}"#), 1..4),
    ) {
        survives(files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())).collect());
    }

    #[test]
    fn the_example_site_survives_any_change(changes in prop::collection::vec(change(), 1..6)) {
        let mut files = example_site();
        for change in &changes {
            change.make(&mut files);
        }
        survives(files);
    }
}

/// A slip of a hand or of a tool.
#[derive(Clone, Debug)]
struct Change {
    file: prop::sample::Index,
    line: prop::sample::Index,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Delete,
    Repeat,
    SwapWith(prop::sample::Index),
    CutHere,
    Indent(usize),
    Value(&'static str),
    Key(prop::sample::Index),
    Insert(String),
    Byte(u8),
    Rename(&'static str),
    Remove,
    Copy(String),
}

fn change() -> impl Strategy<Value = Change> {
    let index = any::<prop::sample::Index>;
    let kind = prop_oneof![
        2 => Just(Kind::Delete),
        2 => Just(Kind::Repeat),
        2 => index().prop_map(Kind::SwapWith),
        1 => Just(Kind::CutHere),
        1 => (0..6_usize).prop_map(Kind::Indent),
        8 => prop::sample::select(ODD).prop_map(Kind::Value),
        2 => index().prop_map(Kind::Key),
        1 => r"\PC{0,8}".prop_map(Kind::Insert),
        1 => any::<u8>().prop_map(Kind::Byte),
        1 => prop::sample::select(PATHS).prop_map(Kind::Rename),
        1 => Just(Kind::Remove),
        1 => r"(content|advisories|themes/default)/[a-z ?%#&:\\é]{1,6}(\.md|\.yaml|\.json|\.html|)".prop_map(Kind::Copy),
    ];
    (index(), index(), kind).prop_map(|(file, line, kind)| Change { file, line, kind })
}

impl Change {
    fn make(&self, files: &mut Vec<(String, Vec<u8>)>) {
        if files.is_empty() {
            return;
        }
        let at = self.file.index(files.len());
        match &self.kind {
            Kind::Rename(path) => files[at].0 = (*path).to_owned(),
            Kind::Copy(path) => files.push((path.clone(), files[at].1.clone())),
            Kind::Remove => drop(files.remove(at)),
            _ => self.edit(&mut files[at].1),
        }
    }

    fn edit(&self, bytes: &mut Vec<u8>) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        if lines.is_empty() {
            return;
        }
        let count = lines.len();
        let at = self.line.index(count);
        let colon = lines[at].find(": ");
        match &self.kind {
            Kind::Delete => drop(lines.remove(at)),
            Kind::Repeat => lines.insert(at, lines[at].clone()),
            Kind::SwapWith(other) => lines.swap(at, other.index(count)),
            Kind::CutHere => lines.truncate(at),
            Kind::Indent(by) => lines[at] = " ".repeat(*by) + lines[at].trim_start(),
            Kind::Value(value) => {
                let key = colon.map_or("", |colon| &lines[at][..colon + 2]);
                lines[at] = format!("{key}{value}\n");
            }
            Kind::Key(other) => {
                let donor = lines[other.index(count)].clone();
                let key = donor.split_once(':').map_or("", |(key, _)| key);
                let value = colon.map_or("", |colon| &lines[at][colon..]);
                lines[at] = format!("{key}{value}");
            }
            Kind::Insert(text) => lines[at].insert_str(0, text),
            Kind::Byte(byte) => {
                let before: usize = lines[..at].iter().map(String::len).sum();
                *bytes = text.into_bytes();
                bytes.insert(before, *byte);
                return;
            }
            Kind::Rename(_) | Kind::Remove | Kind::Copy(_) => {}
        }
        *bytes = lines.concat().into_bytes();
    }
}

/// The files that forewarn reads of its own repository.
fn example_site() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inputs = ["forewarn.yaml", "content", "advisories"];
    let entries = inputs
        .iter()
        .flat_map(|input| WalkDir::new(root.join(input)).sort_by_file_name());
    entries
        .map(|entry| entry.expect("a readable folder"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).expect("below it");
            let bytes = fs::read(entry.path()).expect("a readable file");
            (path.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

/// Takes the files through every stage.
fn survives(mut files: Vec<(String, Vec<u8>)>) {
    // As they are read: sorted, and each path once.
    files.sort();
    files.dedup_by(|next, kept| next.0 == kept.0);
    let count = files.len();
    let mut sources = Sources::new();
    for (path, bytes) in files {
        sources.add(path, Content::Bytes(bytes));
    }
    let clock = Timestamp::from(
        "2026-10-01T12:00:00Z"
            .parse::<jiff::Timestamp>()
            .expect("a time"),
    );
    let mut found = Diagnostics::new();
    let project = parse::parse(&sources, &mut found);
    check::check(&project, &sources, clock, &mut found);
    if let Some(theme) = Theme::load(&sources, &project.theme, &project.config, &mut found) {
        let site = Site::new(&project, &sources, &theme, View::public(clock), &mut found);
        for path in site.paths() {
            // A template of the site's own may fail on values; that is an answer.
            let _ = site.render(path).expect("a path of the site");
        }
    }
    assert!(found.sorted(&sources).len() <= 10_001 * count * Code::ALL.len());
    for format in Format::ALL {
        let printed = emit(format, &found, &sources, false);
        assert!(
            printed.len() < 32 << 20,
            "{} prints {} bytes",
            format,
            printed.len()
        );
    }
}
