//! What those who come back see of the second of two builds: an importer by osv.dev's
//! rule, a mirror by Dependency-Track's, and readers of the feed. Each step of a table is
//! an edit of one advisory; two others stand beside it, and nobody may hear of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{FOREWARN_YAML, Site, assert_text};

/// The first build: `supported-versions.yaml` has releases of later days.
const BEFORE: &str = "2026-10-01T12:00:00Z";
/// The second.
const AFTER: &str = "2026-10-08T12:00:00Z";

const FIRST: &str = "\
id: x_tinysig-2026-0001
summary: A truncated tag is accepted
details: The verifier takes a tag of one byte for a whole one.
published: 2026-09-22
fixed: 3.4.3
";

const SUPPORT: &str = "\
package: PyPI/tinysig
support: {latest: 2, of: minor}
releases:
  - {version: 3.3.0, date: 2026-05-05}
  - {version: 3.4.2, date: 2026-08-11}
  - {version: 3.4.3, date: 2026-09-22}
  - {version: 3.3.4, date: 2026-09-25}
  - {version: 3.3.5, date: 2026-10-06}
";

/// An edit, and what is to be heard of it.
struct Step {
    name: &'static str,
    /// The advisory at the first build, and at the second.
    before: &'static str,
    after: &'static str,
}

const STEPS: &[Step] = &[
    Step {
        name: "a draft becomes public",
        before: "published: 2026-09-22|draft: true",
        after: "published: 2026-09-22|published: 2026-10-08 10:00Z",
    },
    Step {
        name: "an embargo ends",
        before: "published: 2026-09-22|published: 2026-10-08 10:00Z",
        after: "published: 2026-09-22|published: 2026-10-08 10:00Z",
    },
    Step {
        name: "a draft becomes public behind its date",
        before: "published: 2026-09-22|draft: true",
        after: "",
    },
    Step {
        name: "an edit without a word",
        before: "",
        after: "one byte|two bytes",
    },
    Step {
        name: "an edit with a later `modified`",
        before: "",
        after: "one byte|two bytes+modified: 2026-10-08 10:00Z",
    },
    Step {
        name: "a late backport with its date",
        before: "",
        after: "fixed: 3.4.3|branches: [{branch: \"3.4\", fixed: 3.4.3}, {branch: \"3.3\", fixed: 3.3.5, date: 2026-10-08 10:00Z}]",
    },
    Step {
        name: "a late backport without one",
        before: "",
        after: "fixed: 3.4.3|fixed: [3.3.5, 3.4.3]",
    },
    Step {
        name: "a withdrawal",
        before: "",
        after: "+withdrawn: {at: 2026-10-08 10:00Z, reason: Not a defect.}",
    },
    Step {
        name: "a significant revision",
        before: "",
        after: "one byte|two bytes+revisions: [{at: 2026-10-08 10:00Z, note: Two bytes., significant: true}]",
    },
    Step {
        name: "an insignificant revision",
        before: "",
        after: "one byte|two bytes+revisions: [{at: 2026-10-08 10:00Z, note: Two bytes.}]",
    },
    Step {
        name: "of software whose versions are listed: an affected release comes out",
        before: "",
        after: "",
    },
    Step {
        name: "of software whose versions are listed: a late backport with its date",
        before: "",
        after: "fixed: 3.4.3|branches: [{branch: \"3.4\", fixed: 3.4.3}, {branch: \"3.3\", fixed: 3.3.4, date: 2026-10-08 10:00Z}]",
    },
    Step {
        name: "of software whose versions are listed: a late backport without one",
        before: "",
        after: "fixed: 3.4.3|fixed: [3.3.4, 3.4.3]",
    },
    Step {
        name: "an embargo again",
        before: "",
        after: "published: 2026-09-22|published: 2027-01-01",
    },
    Step {
        name: "nothing",
        before: "",
        after: "",
    },
];

#[test]
fn everybody_hears_of_what_changed_and_of_nothing_else() {
    let mut told = String::new();
    for step in STEPS {
        let site = site(step, &edited(step.before));
        site.build().at(BEFORE).succeeds();
        let output = site.root().join("public");
        let mut importer = Importer::default();
        importer.run(&output);
        let mut mirror = Mirror::default();
        mirror.run(&output);
        let before = entries(&output);

        let site = site.file("advisories/1.yaml", &edited(step.after));
        let built = site.build().arg("--format=json").at(AFTER).succeeds();
        let after = entries(&output);
        writeln!(told, "{}", step.name).expect("what forewarn writes");
        writeln!(told, "  importer: {}", listed(importer.run(&output)))
            .expect("what forewarn writes");
        writeln!(told, "  mirror: {}", listed(mirror.run(&output))).expect("what forewarn writes");
        writeln!(told, "  feed: {}", listed(heard(&before, &after))).expect("what forewarn writes");
        writeln!(told, "  build: {}", said(&built.stdout)).expect("what forewarn writes");
        // Who is told of all changes has what a newcomer has.
        let is_missed = built.stdout.contains("modified-unmoved");
        let (mut newcomer, mut other) = (Importer::default(), Mirror::default());
        newcomer.run(&output);
        other.run(&output);
        let gone = built.stdout.contains("id-vanished");
        if !gone {
            assert_eq!(
                importer.records == newcomer.records,
                !is_missed,
                "{}",
                step.name
            );
            assert_eq!(mirror.records == other.records, !is_missed, "{}", step.name);
        }
    }
    assert_text(&told, EXPECTED);
}

const EXPECTED: &str = "\
a draft becomes public
  importer: x_tinysig-2026-0001
  mirror: PyPI/x_tinysig-2026-0001
  feed: new: A truncated tag is accepted
  build: new x_tinysig-2026-0001
an embargo ends
  importer: x_tinysig-2026-0001
  mirror: PyPI/x_tinysig-2026-0001
  feed: new: A truncated tag is accepted
  build: new x_tinysig-2026-0001
a draft becomes public behind its date
  importer: nothing
  mirror: nothing
  feed: new: A truncated tag is accepted
  build: new x_tinysig-2026-0001, [modified-unmoved]
an edit without a word
  importer: nothing
  mirror: nothing
  feed: nothing
  build: revised x_tinysig-2026-0001, [modified-unmoved]
an edit with a later `modified`
  importer: x_tinysig-2026-0001
  mirror: PyPI/x_tinysig-2026-0001
  feed: nothing
  build: revised x_tinysig-2026-0001
a late backport with its date
  importer: x_tinysig-2026-0001
  mirror: PyPI/x_tinysig-2026-0001
  feed: nothing
  build: revised x_tinysig-2026-0001
a late backport without one
  importer: nothing
  mirror: nothing
  feed: nothing
  build: revised x_tinysig-2026-0001, [modified-unmoved]
a withdrawal
  importer: x_tinysig-2026-0001
  mirror: PyPI/x_tinysig-2026-0001
  feed: again: Withdrawn: A truncated tag is accepted
  build: withdrawn x_tinysig-2026-0001
a significant revision
  importer: x_tinysig-2026-0001
  mirror: PyPI/x_tinysig-2026-0001
  feed: again: Revised: A truncated tag is accepted (Two bytes)
  build: revised x_tinysig-2026-0001
an insignificant revision
  importer: x_tinysig-2026-0001
  mirror: PyPI/x_tinysig-2026-0001
  feed: nothing
  build: revised x_tinysig-2026-0001
of software whose versions are listed: an affected release comes out
  importer: x_tinysig-2026-0001
  mirror: [EMPTY]/x_tinysig-2026-0001
  feed: nothing
  build: revised x_tinysig-2026-0001
of software whose versions are listed: a late backport with its date
  importer: x_tinysig-2026-0001
  mirror: [EMPTY]/x_tinysig-2026-0001
  feed: nothing
  build: revised x_tinysig-2026-0001
of software whose versions are listed: a late backport without one
  importer: nothing
  mirror: nothing
  feed: nothing
  build: revised x_tinysig-2026-0001, [modified-unmoved]
an embargo again
  importer: nothing
  mirror: nothing
  feed: nothing
  build: vanished x_tinysig-2026-0001, [embargo-in-tree], [id-vanished]
nothing
  importer: nothing
  mirror: nothing
  feed: nothing
  build: nothing
";

/// The site with one advisory that changes between two that do not.
fn site(step: &Step, advisory: &str) -> Site {
    let is_listed = step.name.contains("versions are listed");
    let registry = if is_listed { "generic" } else { "PyPI" };
    let of_registry = |text: &str| text.replace("PyPI", registry);
    let config =
        format!("{FOREWARN_YAML}levels: {{supported-unfixed: off, range-without-release: off}}\n");
    let other = |n: usize, day: &str| {
        format!(
            "id: x_tinysig-2026-000{n}\nsummary: Another\npublished: {day}\nintroduced: 3.4.0\nfixed: 3.4.2\n"
        )
    };
    Site::new()
        .file("forewarn.yaml", &of_registry(&config))
        .file("content/supported-versions.yaml", &of_registry(SUPPORT))
        .file("advisories/1.yaml", advisory)
        .file("advisories/2.yaml", &other(2, "2026-08-11"))
        .file("advisories/3.yaml", &other(3, "2026-09-30"))
}

/// The first advisory with an edit: `OLD|NEW`, then `+` and a line to add.
fn edited(edit: &str) -> String {
    let (edit, added) = edit.split_once('+').unwrap_or((edit, ""));
    let text = match edit.split_once('|') {
        Some((old, new)) => {
            assert!(FIRST.contains(old), "{old}");
            FIRST.replace(old, new)
        }
        None => FIRST.to_owned(),
    };
    format!("{text}{added}\n")
}

/// osv.dev's REST importer: it fetches what is newer than its mark, which is the newest
/// that it has seen.
#[derive(Default)]
struct Importer {
    mark: Option<jiff::Timestamp>,
    records: BTreeMap<String, Value>,
}

impl Importer {
    /// The ids that it fetches.
    fn run(&mut self, site: &Path) -> BTreeSet<String> {
        let index = json(&site.join("osv/all.json"));
        let items = index.as_array().expect("what forewarn writes").iter();
        let items: Vec<_> = items
            .map(|item| {
                let at = item["modified"].as_str().expect("what forewarn writes");
                (
                    at.parse().expect("what forewarn writes"),
                    item["id"]
                        .as_str()
                        .expect("what forewarn writes")
                        .to_owned(),
                )
            })
            .collect();
        let newer = items.iter().filter(|(at, _)| Some(*at) > self.mark);
        let fetched: BTreeSet<_> = newer.map(|(_, id)| id.clone()).collect();
        for id in &fetched {
            let record = json(&site.join(format!("osv/{id}.json")));
            self.records.insert(id.clone(), record);
        }
        self.mark = self.mark.max(items.iter().map(|(at, _)| *at).max());
        fetched
    }
}

/// A mirror by Dependency-Track's rule: it reads `modified_id.csv` down to the first row
/// that is not newer than its mark.
#[derive(Default)]
struct Mirror {
    mark: Option<jiff::Timestamp>,
    records: BTreeMap<String, Value>,
}

impl Mirror {
    /// The ids that it fetches.
    fn run(&mut self, site: &Path) -> BTreeSet<String> {
        let rows =
            fs::read_to_string(site.join("osv/modified_id.csv")).expect("what forewarn writes");
        let rows = rows
            .lines()
            .map(|row| row.split_once(',').expect("what forewarn writes"));
        let rows: Vec<(jiff::Timestamp, _)> = rows
            .map(|(at, name)| (at.parse().expect("what forewarn writes"), name))
            .collect();
        let newer = rows.iter().take_while(|(at, _)| Some(*at) > self.mark);
        let mut fetched = BTreeSet::new();
        for (_, name) in newer {
            let record = json(&site.join(format!("osv/{name}.json")));
            fetched.insert((*name).to_owned());
            self.records.insert((*name).to_owned(), record);
        }
        self.mark = self.mark.max(rows.first().map(|(at, _)| *at));
        fetched
    }
}

/// The entries of the feed by their ids: when each was updated, and its title.
fn entries(site: &Path) -> BTreeMap<String, (String, String)> {
    let feed = json(&site.join("feed.json"));
    let items = feed["items"]
        .as_array()
        .expect("what forewarn writes")
        .iter();
    let text =
        |item: &Value, key: &str| item[key].as_str().expect("what forewarn writes").to_owned();
    items
        .map(|item| {
            let told = (text(item, "date_modified"), text(item, "title"));
            (text(item, "id"), told)
        })
        .collect()
}

/// The titles of entries that a reader shows as new, or again.
fn heard(
    before: &BTreeMap<String, (String, String)>,
    after: &BTreeMap<String, (String, String)>,
) -> BTreeSet<String> {
    let changed = after
        .iter()
        .filter(|(id, (updated, _))| match before.get(*id) {
            Some((old, _)) => old != updated,
            None => true,
        });
    changed
        .map(|(id, (_, title))| {
            let again = if before.contains_key(id) {
                "again"
            } else {
                "new"
            };
            format!("{again}: {title}")
        })
        .collect()
}

/// The changes that a build lists, and the codes of what it warns of.
fn said(printed: &str) -> String {
    let printed: Value = serde_json::from_str(printed).expect("what forewarn writes");
    let mut parts = Vec::new();
    for kind in ["new", "revised", "withdrawn", "vanished"] {
        let ids = printed["changes"][kind]
            .as_array()
            .expect("what forewarn writes")
            .iter();
        parts
            .extend(ids.map(|id| format!("{kind} {}", id.as_str().expect("what forewarn writes"))));
    }
    let found = printed["diagnostics"]
        .as_array()
        .expect("what forewarn writes")
        .iter();
    let codes = found.map(|finding| finding["code"].as_str().expect("what forewarn writes"));
    parts.extend(codes.map(|code| format!("[{code}]")));
    listed(parts)
}

fn listed(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = parts.into_iter().collect();
    if parts.is_empty() {
        "nothing".to_owned()
    } else {
        parts.join(", ")
    }
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("what forewarn writes"))
        .expect("what forewarn writes")
}
