//! Whole files from a small project.

use proptest::prelude::*;
use snapbox::assert_data_eq;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::model::{Timestamp, View};
use crate::output::{Frame, Material, Plan};
use crate::source::Sources;
use crate::theme::Theme;

/// A library with a main package and a second one.
pub(in crate::output) const FILES: &[(&str, &str)] = &[
    (
        "forewarn.yaml",
        "project: {name: tinysig, package: PyPI/tinysig, \
         repository: \"https://github.com/example/tinysig\"}\n\
         base_url: https://tinysig.example/security/\n",
    ),
    // First by path, and yet not the main package.
    (
        "content/supported-versions/frame.yaml",
        "package: npm/@example/webframe\n\
         series: major.minor\n\
         phases:\n\
         \x20 mainstream: {until: next-series}\n\
         \x20 security: {until: next-series + 1, lts: 3y, round: end-of-month}\n\
         lts: \"x.2\"\n\
         releases:\n\
         \x20 - {series: \"5.2\", date: 2025-04-02}\n\
         \x20 - {series: \"6.0\", date: 2025-12-03}\n\
         \x20 - {series: \"6.1\", date: 2026-08-05}\n\
         \x20 - {series: \"6.2\", expected: 2027-04}\n\
         \x20 - {version: \"6.1.2\", date: 2026-09-01}\n",
    ),
    (
        "content/supported-versions/sig.yaml",
        "package: PyPI/tinysig\n\
         development: main\n\
         support: {latest: 1, of: minor}\n\
         releases:\n\
         \x20 - {version: \"3.4.1\", date: 2026-09-22, link: \"https://tinysig.example/3.4.1\"}\n\
         \x20 - {version: \"3.4\", date: 2026-08-11}\n\
         \x20 - {version: \"3.4rc1\", date: 2026-08-01}\n\
         \x20 - {version: \"3.3.1\", date: 2026-05-12}\n\
         \x20 - {version: \"3.3\", date: 2026-05-05}\n\
         \x20 - {version: \"2.4\", date: 2025-03-11, end: 2027-03-31}\n",
    ),
    (
        "advisories/1.yaml",
        "id: x_tinysig-2026-0001\n\
         summary: A quorum counts *the same* key twice\n\
         severity: high\n\
         published: 2026-09-22T14:00:00Z\n\
         introduced: \"2.4\"\n\
         branches:\n\
         \x20 - {branch: \"3.4\", fixed: 3.4.1, fix: cecbb6bd00382102b2d9cac8cc211dfa8c5d06dd}\n\
         \x20 - {branch: \"2.4\", status: wont-fix, why: Use `3.4`.}\n",
    ),
    (
        "advisories/2.yaml",
        "id: x_tinysig-2026-0002\n\
         published: 2026-05-12T14:00:00Z\n\
         introduced: \"3.3\"\n\
         fixed: 3.3.1\n",
    ),
    (
        "advisories/3.yaml",
        "id: x_tinysig-2026-0003\n\
         published: 2026-05-01T14:00:00Z\n\
         withdrawn: 2026-05-02T14:00:00Z\n\
         introduced: \"0\"\n",
    ),
    // Still secret on the day of the tests.
    (
        "advisories/4.yaml",
        "id: x_tinysig-2026-0004\n\
         published: 2027-05-01T14:00:00Z\n\
         introduced: \"0\"\n",
    ),
];

pub(in crate::output) fn clock() -> Timestamp {
    "2026-11-01T00:00:00Z"
        .parse::<jiff::Timestamp>()
        .unwrap()
        .into()
}

/// The project of these files, which have no fault.
pub(in crate::output) fn project(files: &[(&str, &str)]) -> Project {
    let mut sources = Sources::new();
    for (path, text) in files {
        sources.text(*path, *text);
    }
    let mut out = Diagnostics::new();
    let project = crate::parse::parse(&sources, &mut out);
    assert!(!out.has_errors(), "{out:?}");
    project
}

/// What the world may see of it, newest first.
pub(in crate::output) fn public(project: &Project) -> Vec<&Advisory> {
    let all = project.advisories.iter().map(AsRef::as_ref);
    all.filter(|advisory| advisory.state(clock()).is_public())
        .collect()
}

/// What the site of `project` has at this path.
pub(in crate::output) fn made(project: &Project, clock: Timestamp, path: &str) -> Option<String> {
    bytes(project, clock, path).map(|bytes| String::from_utf8(bytes).unwrap())
}

/// The same of a file that is no text.
pub(in crate::output) fn bytes(project: &Project, clock: Timestamp, path: &str) -> Option<Vec<u8>> {
    planned(project, clock, |material, plan| {
        let path = &SitePath::new(path).unwrap();
        let frame = Frame {
            site: material,
            plan,
            path,
        };
        let bytes = plan.outputs.get(path)?.bytes(&frame).unwrap();
        Some(bytes.into_owned())
    })
}

/// Every path of the site.
pub(in crate::output) fn paths(project: &Project, clock: Timestamp) -> Vec<String> {
    planned(project, clock, |_, plan| {
        plan.outputs.keys().map(SitePath::to_string).collect()
    })
}

fn planned<T>(
    project: &Project,
    clock: Timestamp,
    of: impl FnOnce(&Material<'_>, &Plan<'_>) -> T,
) -> T {
    let (sources, mut out) = (Sources::new(), Diagnostics::new());
    let theme = Theme::load(&sources, &[], &project.config, &mut out).unwrap();
    let material = Material::new(project, &sources, &theme, View::public(clock));
    let plan = Plan::new(&material).0;
    of(&material, &plan)
}

/// Its calendar.
fn calendar(project: &Project, clock: Timestamp) -> Option<String> {
    made(project, clock, "supported-versions.ics")
}

#[test]
fn the_computed_tables() {
    let project = project(FILES);
    assert_data_eq!(
        made(&project, clock(), "supported-versions.json").unwrap(),
        snapbox::file!["tests/supported-versions.json"].raw()
    );
}

#[test]
fn the_tables_in_the_form_of_endoflife_date() {
    let project = project(FILES);
    let table = |path: &str| made(&project, clock(), path).unwrap();
    assert_data_eq!(
        table("versions/product.json"),
        snapbox::file!["tests/product.json"].raw()
    );
    assert_data_eq!(
        table("versions/npm/@example/webframe/product.json"),
        snapbox::file!["tests/webframe.json"].raw()
    );
    // A build a minute changes nothing, and the next day the day.
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap().into();
    let later = |text| made(&project, at(text), "versions/product.json").unwrap();
    assert_eq!(
        later("2026-11-01T23:59:59Z"),
        table("versions/product.json")
    );
    let moved = table("versions/product.json").replace("2026-11-01T", "2026-11-02T");
    assert_eq!(later("2026-11-02T00:00:00Z"), moved);
}

#[test]
fn the_form_of_endoflife_date_wants_an_address_and_days() {
    const PRODUCT: &str = "versions/product.json";
    let of = |config: &str, releases: &str, path: &str| {
        let versions = format!("support: {{latest: 1, of: minor}}\nreleases: [{releases}]\n");
        let files = [
            ("forewarn.yaml", config),
            ("content/supported-versions.yaml", versions.as_str()),
        ];
        made(&project(&files), clock(), path)
    };
    let dated = "{version: \"3.4\", date: 2026-08-11}";
    let package = "project: {package: PyPI/tinysig}\n";
    assert_eq!(of(package, dated, PRODUCT), None);
    let address = format!("{package}base_url: https://tinysig.example/\n");
    let off = format!("{address}outputs: {{product: false}}\n");
    assert_eq!(of(&off, dated, PRODUCT), None);
    let product = of(
        &address,
        "{version: \"3.4\"}, {version: \"3.3\", date: 2026-08-11}",
        PRODUCT,
    );
    let product: serde_json::Value = serde_json::from_str(&product.unwrap()).unwrap();
    let releases = product["result"]["releases"].as_array().unwrap().iter();
    let names: Vec<_> = releases.map(|release| &release["name"]).collect();
    assert_eq!(names, ["3.3"]);
}

#[test]
fn a_release_as_data() {
    let project = project(FILES);
    let record = |version: &str| {
        let path = format!("versions/{version}.json");
        made(&project, clock(), &path).unwrap()
    };
    assert_data_eq!(record("3.3.1"), snapbox::file!["tests/3.3.1.json"].raw());
    assert_data_eq!(record("3.4.1"), snapbox::file!["tests/3.4.1.json"].raw());
}

#[test]
fn what_a_release_contains_stands_in_both_files() {
    let versions = "support: {latest: 1, of: minor}\n\
         releases: [{version: \"3.4\", date: 2026-08-11, bundled: {tinybn: 1.2, OpenSSL: 3.5.4}}]\n";
    let project = project(&[FILES[0], ("content/supported-versions.yaml", versions)]);
    let data = |path: &str| -> serde_json::Value {
        serde_json::from_str(&made(&project, clock(), path).unwrap()).unwrap()
    };
    let bundled = serde_json::json!({"OpenSSL": "3.5.4", "tinybn": "1.2"});
    let series = &data("supported-versions.json")["packages"][0]["releases"][0];
    assert_eq!(series["latest"]["bundled"], bundled);
    assert_eq!(data("versions/3.4.json")["bundled"], bundled);
}

#[test]
fn who_pays_is_told_of_what_goes_on() {
    let versions = "phases: {security: {for: 1y}, Extended: {for: 4y, extended: true}}\n\
         releases: [{version: \"3.4\", date: 2024-08-11}, {version: \"3.3\", date: 2022-08-11}]\n";
    let project = project(&[FILES[0], ("content/supported-versions.yaml", versions)]);
    let record: serde_json::Value =
        serde_json::from_str(&made(&project, clock(), "versions/3.4.json").unwrap()).unwrap();
    assert_eq!(record["isEoes"], false);
    assert_eq!(record["eoesFrom"], "2028-08-11");
    let page = |version: &str| made(&project, clock(), &format!("versions/{version}.html"));
    assert!(page("3.4").unwrap().contains(
        "3.4 gets no security fixes any more, except under Extended, until \
         <time datetime=\"2028-08-11\">11 August 2028</time>."
    ));
    let over = page("3.3").unwrap();
    assert!(over.contains("But 3.3 gets no security fixes any more: "));
    assert!(!over.contains("Extended"));
}

#[test]
fn the_ends_of_support_as_a_calendar() {
    let project = project(FILES);
    let lines = calendar(&project, clock()).unwrap();
    assert!(lines.lines().count() == lines.matches("\r\n").count());
    assert_data_eq!(
        lines.replace("\r\n", "\n"),
        snapbox::file!["tests/supported-versions.ics"].raw()
    );
}

#[test]
fn the_calendar_does_not_depend_on_the_day() {
    let project = project(FILES);
    let on = |day: &str| {
        let clock = day.parse::<jiff::Timestamp>().unwrap().into();
        calendar(&project, clock).unwrap()
    };
    assert_eq!(on("2026-11-21T12:00:00Z"), on("2026-12-24T00:00:00Z"));
}

#[test]
fn without_an_end_there_is_no_calendar() {
    let files = [(
        "content/supported-versions.yaml",
        "package: PyPI/tinysig\nsupport: {latest: 1, of: minor}\n\
         releases: [{version: \"1.0\", date: 2026-01-01}]\n",
    )];
    assert_eq!(calendar(&project(&files), clock()), None);
}

proptest! {
    /// RFC 5545, sections 3.1 and 3.3.11: no line is longer than 75 bytes, and
    /// unfolding and unescaping gives the text back.
    #[test]
    fn lines_fold_and_escape(name in "[a-zß😀;,\\\\ ]{1,120}") {
        let yaml = format!(
            "package: \"generic/{}\"\nsupport: {{latest: 1, of: minor}}\n\
             releases: [{{version: \"1.0\", date: 2026-01-01, end: 2027-01-01}}]\n",
            name.replace('\\', "\\\\")
        );
        let name = name.trim();
        prop_assume!(!name.is_empty());
        let mut sources = Sources::new();
        sources.text("content/supported-versions.yaml", &yaml);
        let project = crate::parse::parse(&sources, &mut Diagnostics::new());
        prop_assume!(!project.support.is_empty());
        let name = project.support[0].package.value.name.clone();
        let lines = calendar(&project, clock()).unwrap();
        prop_assert!(lines.split("\r\n").all(|line| line.len() <= 75));
        let unfolded = lines.replace("\r\n ", "");
        let summary = unfolded.split("\r\n").find_map(|l| l.strip_prefix("SUMMARY:")).unwrap();
        let mut plain = String::new();
        let mut letters = summary.chars();
        while let Some(c) = letters.next() {
            plain.push(if c == '\\' { letters.next().unwrap() } else { c });
        }
        prop_assert_eq!(plain, format!("{name} 1.0: end of support"));
    }
}
