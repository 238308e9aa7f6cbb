//! One answer, whichever door one takes: which advisories affect a release is
//! the same in the records, by `forewarn affected`, in `versions/V.json`, on the
//! page of the release and in the matrix of all of them.
//!
//! The records are evaluated here, by OSV's algorithm as its specification has
//! it and by the order of `pep440_rs`, without any of forewarn's own code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use pep440_rs::Version;
use serde_json::{Value, json};

use crate::harness::{Site, assert_text, tree};

const CLOCK: &str = "2026-11-15T12:00:00Z";

/// Release to the ids of what affects it.
type Answers = BTreeMap<String, BTreeSet<String>>;

#[test]
fn the_doors_of_the_example_site_agree() {
    let mut site = Site::bare();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["advisories", "content"] {
        for (path, bytes) in tree(&root.join(folder)) {
            site = site.file_bytes(&format!("{folder}/{path}"), &bytes);
        }
    }
    let config = fs::read(root.join("forewarn.yaml")).expect("the example's configuration");
    let site = site.file_bytes("forewarn.yaml", &config);
    agree(&site, "PyPI", "tinysig");
}

/// Every version that the records of one package name is a release here.
#[test]
fn the_doors_of_a_site_of_real_records_agree() {
    let Some(data) = std::env::var_os("FOREWARN_DATA") else {
        return;
    };
    let mut site = Site::bare().file(
        "forewarn.yaml",
        "project: {name: cryptography, package: PyPI/cryptography}\n",
    );
    for (path, bytes) in tree(&Path::new(&data).join("pypa/vulns/cryptography")) {
        site = site.file_bytes(&format!("advisories/{path}"), &bytes);
    }
    site.build().at(CLOCK).succeeds();
    let releases = named(&records(&site));
    assert!(releases.len() > 50, "only {} releases", releases.len());
    let mut table = "support: {latest: 1, of: release}\nreleases:\n".to_owned();
    for release in releases.values() {
        writeln!(table, "  - {{version: \"{release}\"}}").expect("a string takes it");
    }
    let site = site.file("content/supported-versions.yaml", &table);
    agree(&site, "PyPI", "cryptography");
}

/// The release is missing in the list, or is not out: as far as the project says, the
/// newest that one can have is affected.
#[test]
fn a_fix_that_no_release_has_is_no_all_clear_at_any_door() {
    const UNLISTED: &str = "3.1.2 is not yet among the releases that the project lists.";
    const OPEN: &str =
        "Fixed in 3.1.2, which is not yet among the releases that the project lists.";
    let site = Site::new()
        .file(
            "content/supported-versions.yaml",
            "support: {latest: 2, of: minor}\nreleases:\n  - {version: \"3.1.1\", date: 2026-09-01}\n",
        )
        .file(
            "advisories/a.yaml",
            "id: x_tinysig-2026-0001\npublished: 2026-09-22\nsummary: Summary\nfixed: 3.1.2\n",
        )
        // Of two packages each has a page.
        .file(
            "advisories/b.yaml",
            "id: x_tinysig-2026-0002\npublished: 2026-09-21\nsummary: Summary\n\
             affected: {PyPI/othersig: < 2}\n",
        );
    site.build().at(CLOCK).succeeds();
    let json = |path: &str| -> Value {
        serde_json::from_str(&output(&site, path)).expect("an output is JSON")
    };
    let series = &json("supported-versions.json")["packages"][0]["releases"][0];
    assert_eq!(series["latest"]["name"], "3.1.1");
    assert_eq!(series["openAdvisories"], json!(["x_tinysig-2026-0001"]));
    assert_eq!(series["minimumSafeVersion"], "3.1.2");
    assert_eq!(series["upgrade"]["isReleased"], false);
    let release = json("versions/3.1.1.json");
    assert_eq!(release["upgrade"], series["upgrade"]);
    assert_eq!(release["safeVersions"], json!([]));
    assert_eq!(
        json("advisories/search.json")[0]["unreleased"],
        json!(["3.1.2"])
    );
    for (path, words) in [
        ("versions/index.html", OPEN),
        ("advisories/index.html", OPEN),
        (
            "advisories/index.html",
            "<bdi>3.1.2</bdi> (no release listed yet)",
        ),
        (
            "packages/PyPI/tinysig.html",
            "<bdi>3.1.2</bdi> (no release listed yet)",
        ),
        ("versions/3.1.1.html", UNLISTED),
        (
            "advisories/x_tinysig-2026-0001.html",
            "<strong>Fixed</strong> in 3.1.2 (no release",
        ),
        ("advisories/x_tinysig-2026-0001.html", UNLISTED),
        ("feed.atom", UNLISTED),
        ("feed.json", UNLISTED),
    ] {
        let page = output(&site, path);
        assert!(page.contains(words), "{path}\n{page}");
        assert!(!page.contains("No known vulnerability"), "{path}");
    }
    let asked = site
        .run(["affected", "tinysig", "3.1.1", "--at", CLOCK])
        .exits(1);
    assert!(asked.stdout.contains(UNLISTED), "{}", asked.stdout);
}

/// Builds the site and asks for every release at every door.
fn agree(site: &Site, ecosystem: &str, name: &str) {
    site.build().at(CLOCK).succeeds();
    let records = records(site);
    let releases = releases(site);
    let evaluated: Answers = releases
        .iter()
        .map(|release| {
            (
                release.clone(),
                evaluate(&records, ecosystem, name, release),
            )
        })
        .collect();
    assert!(
        evaluated.values().any(BTreeSet::is_empty) && evaluated.values().any(|ids| ids.len() > 1),
        "the releases are all alike: {evaluated:#?}"
    );
    let asked = command(site, ecosystem, name, &releases, &records);
    assert_same("`forewarn affected`", &asked, &evaluated);
    assert_same("versions/V.json", &data(site, &releases), &evaluated);
    assert_same("versions/V.html", &pages(site, &releases), &evaluated);
    // A long list of releases is too wide for a table: the newest are there.
    let matrix = matrix(site);
    assert!(matrix.len() >= releases.len().min(20));
    let mut shown = evaluated;
    shown.retain(|release, _| matrix.contains_key(release));
    assert_same("versions/index.html", &matrix, &shown);
}

#[track_caller]
fn assert_same(door: &str, answers: &Answers, evaluated: &Answers) {
    let lines = |answers: &Answers| {
        let lines = answers
            .iter()
            .map(|(release, ids)| format!("{release}: {ids:?}\n"));
        format!("{door}\n{}", lines.collect::<String>())
    };
    assert_text(&lines(answers), &lines(evaluated));
}

/// The published records by id.
pub(crate) fn records(site: &Site) -> BTreeMap<String, Value> {
    let files = tree(&site.root().join("public/osv")).into_iter();
    let records = files.filter_map(|(path, bytes)| {
        // Beside them are lists, and the same records by ecosystem.
        let id = path.strip_suffix(".json")?;
        let id = Some(id).filter(|id| *id != "all" && !id.contains('/'))?;
        let record: Value = serde_json::from_slice(&bytes).expect("a record is JSON");
        assert_eq!(record["id"], id);
        Some((id.to_owned(), record))
    });
    records.collect()
}

/// The releases that have a page, which are all that the table has.
fn releases(site: &Site) -> Vec<String> {
    let files = tree(&site.root().join("public/versions")).into_keys();
    let releases = files.filter_map(|path| path.strip_suffix(".json").map(str::to_owned));
    // The whole table, in the form of endoflife.date.
    releases.filter(|release| release != "product").collect()
}

/// The versions that records enumerate, and those in which they are fixed, each
/// once by the equality of PEP 440.
fn named(records: &BTreeMap<String, Value>) -> BTreeMap<Version, String> {
    let mut named = BTreeMap::new();
    for affected in records
        .values()
        .flat_map(|record| list(&record["affected"]))
    {
        let events = list(&affected["ranges"])
            .filter(|range| range["type"] == "ECOSYSTEM")
            .flat_map(|range| list(&range["events"]));
        let fixed = events.filter_map(|event| event["fixed"].as_str());
        let listed = list(&affected["versions"]).filter_map(Value::as_str);
        for text in listed.chain(fixed) {
            named.insert(version(text), text.to_owned());
        }
    }
    named
}

pub(crate) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

pub(crate) fn version(text: &str) -> Version {
    text.parse()
        .unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

/// OSV 1.7.5, "Evaluation", for one package and version.
pub(crate) fn evaluate(
    records: &BTreeMap<String, Value>,
    ecosystem: &str,
    name: &str,
    text: &str,
) -> BTreeSet<String> {
    let asked = version(text);
    let is_listed = |affected: &Value| {
        let mut listed = list(&affected["versions"]).filter_map(Value::as_str);
        listed.any(|listed| version(listed) == asked)
    };
    let is_covered = |affected: &Value| {
        let mut ranges = list(&affected["ranges"]).filter(|range| range["type"] == "ECOSYSTEM");
        ranges.any(|range| covers(range, &asked))
    };
    let applies = |record: &Value| {
        let about = list(&record["affected"]).filter(|affected| {
            let package = &affected["package"];
            package["ecosystem"] == ecosystem && package["name"] == name
        });
        let mut about = about.peekable();
        record["withdrawn"].is_null() && about.any(|entry| is_listed(entry) || is_covered(entry))
    };
    let records = records.iter().filter(|(_, record)| applies(record));
    records.map(|(id, _)| id.clone()).collect()
}

fn covers(range: &Value, asked: &Version) -> bool {
    let mut events: Vec<(Option<Version>, &str)> = list(&range["events"])
        .flat_map(|event| event.as_object().expect("an event is a map"))
        .map(|(key, at)| {
            let at = at.as_str().expect("a version is a text");
            ((at != "0").then(|| version(at)), key.as_str())
        })
        .collect();
    events.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut affected = false;
    for (at, key) in events {
        let relation = at.map_or(std::cmp::Ordering::Greater, |at| asked.cmp(&at));
        match key {
            "introduced" if relation.is_ge() => affected = true,
            "fixed" if relation.is_ge() => affected = false,
            "last_affected" if relation.is_gt() => affected = false,
            "introduced" | "fixed" | "last_affected" => {}
            other => panic!("the records here have no `{other}`"),
        }
    }
    affected
}

/// Asks the program, whose exit code is part of the answer, as is a version to
/// go to that nothing affects.
fn command(
    site: &Site,
    ecosystem: &str,
    name: &str,
    releases: &[String],
    records: &BTreeMap<String, Value>,
) -> Answers {
    let package = format!("{ecosystem}/{name}");
    let ask = |release: &String| {
        let question = [
            "affected", &package, release, "--format", "json", "--at", CLOCK,
        ];
        let ids = evaluate(records, ecosystem, name, release);
        let outcome = site.run(question).exits(i32::from(!ids.is_empty()));
        let answer: Value = serde_json::from_str(&outcome.stdout).expect("an answer is JSON");
        if let Some(target) = answer["upgrade"]["version"].as_str() {
            let there = evaluate(records, ecosystem, name, target);
            let remains = list(&answer["upgrade"]["remains"]);
            let remains = remains.map(|id| id.as_str().expect("an id").to_owned());
            assert_eq!(there, remains.collect(), "{target}");
        }
        (release.clone(), ids_of(&answer["advisories"]))
    };
    releases.iter().map(ask).collect()
}

fn data(site: &Site, releases: &[String]) -> Answers {
    let read = |release: &String| {
        let text = output(site, &format!("versions/{release}.json"));
        let record: Value = serde_json::from_str(&text).expect("an output is JSON");
        (release.clone(), ids_of(&record["affectedBy"]))
    };
    releases.iter().map(read).collect()
}

pub(crate) fn ids_of(advisories: &Value) -> BTreeSet<String> {
    let ids = list(advisories).map(|advisory| advisory["id"].as_str().expect("an id"));
    ids.map(str::to_owned).collect()
}

fn pages(site: &Site, releases: &[String]) -> Answers {
    let read = |release: &String| {
        let page = output(site, &format!("versions/{release}.html"));
        // A release that no advisory affects has no such section.
        let section = page.split_once("<h2 id=\"affected-by\">");
        let rows = section.map_or("", |(_, rest)| between(rest, "<tbody>", "</section>"));
        let ids = rows.split("<tr>").skip(1).map(linked_advisory);
        (release.clone(), ids.collect())
    };
    releases.iter().map(read).collect()
}

/// Rows are advisories, columns releases.
fn matrix(site: &Site) -> Answers {
    let page = output(site, "versions/index.html");
    let (_, table) = page
        .split_once("<table class=\"matrix\">")
        .expect("the page has a matrix");
    let columns = columns(between(table, "<thead>", "</thead>"));
    let mut answers: Answers = columns
        .iter()
        .map(|release| ((*release).to_owned(), BTreeSet::new()))
        .collect();
    for row in between(table, "<tbody>", "</tbody>").split("<tr>").skip(1) {
        let id = linked_advisory(row);
        let cells: Vec<&str> = row.split("<td").skip(1).collect();
        assert_eq!(cells.len(), columns.len(), "{id}");
        for (release, cell) in columns.iter().zip(cells) {
            let ids = answers.get_mut(*release).expect("a column");
            if cell.starts_with(" class=\"affected\"") {
                ids.insert(id.clone());
            }
        }
    }
    answers
}

/// The releases of the columns: a series has its releases in the second row of
/// the head, one of a single release has it in the first.
fn columns(head: &str) -> Vec<&str> {
    let (first, second) = head.split_once("</tr>").expect("a row");
    let mut below = second.split("class=\"release\"").skip(1);
    let mut columns = Vec::new();
    for cell in first.split("<th scope=\"col").skip(2) {
        match cell.split_once("colspan=\"") {
            Some((_, count)) => {
                let (count, _) = count.split_once('"').expect("a number");
                let count = count.parse().expect("a number");
                columns.extend(below.by_ref().take(count));
            }
            None => columns.push(cell),
        }
    }
    let names = columns
        .into_iter()
        .map(|cell| between(cell, ".html\">", "</a>"));
    names.collect()
}

/// The advisory that a row of a table links to first.
fn linked_advisory(row: &str) -> String {
    between(row, "<a href=\"../advisories/", ".html\"").to_owned()
}

pub(crate) fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let (_, rest) = text
        .split_once(open)
        .unwrap_or_else(|| panic!("no `{open}` in {text}"));
    let (inner, _) = rest
        .split_once(close)
        .unwrap_or_else(|| panic!("no `{close}` in {rest}"));
    inner
}

pub(crate) fn output(site: &Site, path: &str) -> String {
    let path = site.root().join("public").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
