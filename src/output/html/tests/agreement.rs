//! Pages of one small project that say of a version what the others say of it.

use super::markup::text_of;
use super::sample::spanned;
use super::versions::{branch_page, release_page};
use crate::advice::Advice;
use crate::model::{Advisory, Project};
use crate::output::versions::Table;
use crate::output::versions::tests::{clock, project, public};

/// Series 4 has an open defect, 3 is safe, 2 and 1 get no fixes any more.
const FILES: &[(&str, &str)] = &[
    (
        "forewarn.yaml",
        "project: {name: ferry, package: npm/ferry}\nbranches: major\n",
    ),
    (
        "content/supported-versions.yaml",
        "package: npm/ferry\n\
         support: {latest: 2, of: major}\n\
         releases:\n\
         \x20 - {version: \"4.2.1\", date: 2026-09-10}\n\
         \x20 - {version: \"4.2.0\", date: 2026-08-11}\n\
         \x20 - {version: \"4.0.0\", date: 2026-01-05}\n\
         \x20 - {version: \"3.9.4\", date: 2026-08-01}\n\
         \x20 - {version: \"3.0.0\", date: 2024-05-05}\n\
         \x20 - {version: \"2.8.0\", date: 2024-02-05, end: 2026-06-30}\n\
         \x20 - {version: \"1.0.0\", date: 2021-02-05}\n",
    ),
    (
        "advisories/1.yaml",
        "id: x_ferry-2026-0001\n\
         summary: Escape\n\
         published: 2026-08-01\n\
         introduced: \"2.0.0\"\n\
         branches:\n\
         \x20 - {branch: \"4\", fixed: 4.2.0}\n\
         \x20 - {branch: \"3\", fixed: 3.9.4}\n\
         \x20 - {branch: \"2\", status: wont-fix}\n",
    ),
    (
        "advisories/2.yaml",
        "id: x_ferry-2026-0002\n\
         summary: Leak\n\
         published: 2026-10-10\n\
         introduced: \"4.1.0\"\n\
         exploited: true\n",
    ),
    (
        "advisories/3.yaml",
        "id: x_ferry-2025-0002\n\
         summary: Old only\n\
         published: 2025-09-10\n\
         introduced: \"1.0.0\"\n\
         fixed: 2.8.0\n",
    ),
];

fn ferry() -> Project {
    project(FILES)
}

#[test]
fn an_older_version_is_no_upgrade() {
    let project = ferry();
    let page = text_of(&release_page(&project, "4.2.1"), "main");
    assert!(
        page.contains("No newer version is known to be safe. Older, and not affected: 3.9.4."),
        "{page}"
    );
    let page = text_of(&release_page(&project, "3.0.0"), "main");
    assert!(page.contains("Upgrade to 3.9.4."), "{page}");
    let page = text_of(&release_page(&project, "2.8.0"), "main");
    assert!(page.contains("Upgrade to 3.9.4."), "{page}");
}

#[test]
fn where_a_newer_version_is_safe_no_older_one_is_named() {
    let mut files = FILES.to_vec();
    files.retain(|(path, _)| *path != "advisories/2.yaml");
    files.push((
        "advisories/4.yaml",
        "id: x_ferry-2026-0004\npublished: 2026-10-11\naffected: {npm/ferry: \">= 3.9.4, < 4.0.0\"}\n",
    ));
    let table = files[1].1.replace(", end: 2026-06-30", ", end: 2027-06-30");
    files[1].1 = &table;
    files.push((
        "advisories/5.yaml",
        "id: x_ferry-2026-0005\npublished: 2026-10-11\naffected: {npm/ferry: \">= 2.0.0, < 2.8.0\"}\n",
    ));
    files.retain(|(path, _)| *path != "advisories/1.yaml");
    let project = project(&files);
    let tables = Table::all(&project, &Advice::new(&project, &public(&project), clock()));
    let safe = |version| tables[0].exposure.safe_versions(version);
    // 2 is supported and safe, too.
    assert_eq!(safe("3.9.4"), ["4.0.0"]);
    assert_eq!(safe("1.0.0"), ["4.0.0", "2.8.0"]);
}

#[test]
fn a_release_tells_of_attacks_as_lists_do() {
    let page = release_page(&ferry(), "4.2.1");
    assert!(
        page.contains("<strong class=\"tag exploited\">Exploited</strong> <bdi>Leak</bdi>"),
        "{page}"
    );
}

#[test]
fn what_was_withdrawn_names_its_duplicate() {
    let withdrawn = |more: &str| {
        let record = format!(
            "id: x_ferry-2026-0009\nsummary: Twice\npublished: 2026-08-01\n\
             withdrawn: {{at: 2026-08-02, duplicate_of: CVE-2026-51001{more}}}\n"
        );
        let mut files = FILES.to_vec();
        files.push(("advisories/9.yaml", &record));
        let project = project(&files);
        let own = |record: &&Advisory| record.id.value.as_str() == "x_ferry-2026-0009";
        let page = branch_page(
            &project,
            project
                .advisories
                .iter()
                .map(AsRef::as_ref)
                .find(own)
                .unwrap(),
        );
        assert!(page.contains("href=\"https://www.cve.org/CVERecord?id=CVE-2026-51001\""));
        let main = text_of(&page, "main");
        let (status, _) = main.split_once(" The original text").unwrap();
        status.split_once("UTC ").unwrap().1.to_owned()
    };
    assert_eq!(withdrawn(""), "Duplicate of CVE-2026-51001.");
    assert_eq!(
        withdrawn(", reason: Sent in twice."),
        "Sent in twice. Duplicate of CVE-2026-51001."
    );
}

#[test]
fn the_number_of_a_series_is_no_count() {
    let said = |language: &str, words: [&str; 4]| {
        let mut project = ferry();
        project.config.languages = vec![spanned(language)];
        let release = text_of(&release_page(&project, "4.2.1"), "main");
        let advisory = |at: usize| {
            let page = branch_page(&project, &project.advisories[at]);
            text_of(&page, "main")
        };
        let pages = [release, advisory(1), advisory(1), advisory(0)];
        for (page, words) in pages.iter().zip(words) {
            assert!(page.contains(words), "{words}: {page}");
        }
    };
    said(
        "en",
        [
            "As of 1 November 2026, series 4 gets security fixes.",
            "No known fix Series 4: no known fix",
            "No fix for series 4 is known.",
            "no longer supported: series 2.",
        ],
    );
    said(
        "de",
        [
            "Stand 1. November 2026 erhält Serie 4 Sicherheitskorrekturen.",
            "Keine Korrektur bekannt Serie 4: keine Korrektur bekannt",
            "Für Serie 4 ist keine Korrektur bekannt.",
            "nicht mehr unterstützt: Serie 2.",
        ],
    );
}

/// The page of an advisory, in words.
fn page(at: usize) -> String {
    let project = ferry();
    text_of(&branch_page(&project, &project.advisories[at]), "main")
}

#[test]
fn a_fix_that_exists_is_told_wherever_the_page_speaks_of_it() {
    let old = page(2);
    for words in [
        "Fixed in 2.8.0 Affected, no longer supported: series 1. Old only",
        "not fixed in 1: upgrade to 3.9.4",
        "affected, upgrade to 3.9.4 1.0.0",
    ] {
        assert!(old.contains(words), "{words}: {old}");
    }
    let refused = page(0);
    for words in [
        "Fixed in 3.9.4 and 4.2.0 Also affected, no longer supported: series 2.",
        "2.0.0 will not be fixed",
        "affected, upgrade to 3.9.4 3.0.0 2.8.0",
    ] {
        assert!(refused.contains(words), "{words}: {refused}");
    }
}

#[test]
fn nobody_is_sent_to_a_series_without_support() {
    let old = page(2);
    let (_, advice) = old.split_once(" What to do ").unwrap();
    assert!(
        advice.starts_with(
            "Upgrade to ferry 3.9.4 or later. \
             npm install ferry@3.9.4 Series 1 is no longer supported. "
        ),
        "{advice}"
    );
}

#[test]
fn what_else_is_wrong_with_the_fixed_version_is_told() {
    let project = ferry();
    let page = branch_page(&project, &project.advisories[0]);
    assert!(
        page.contains(
            "<p>Note: <span class=\"id\">\
             <a href=\"x_ferry-2026-0002.html\">x_ferry-2026-0002</a></span> \
             also affects 4.2.0.</p>"
        ),
        "{page}"
    );
}

#[test]
fn a_fixed_version_that_was_mended_later_gives_way_to_its_successor() {
    let mended = FILES[3].1.replace("exploited: true", "fixed: 4.2.1");
    let mut files = FILES.to_vec();
    files[3].1 = &mended;
    let project = project(&files);
    let page = text_of(&branch_page(&project, &project.advisories[0]), "main");
    let (_, advice) = page.split_once(" What to do ").unwrap();
    assert!(
        advice.starts_with(
            "Upgrade to ferry 4.2.1 or later. To stay on an older series, use 3.9.4. \
             npm install ferry@4.2.1 Series 2 will not be fixed. "
        ),
        "{advice}"
    );
}

#[test]
fn a_series_that_is_safe_comes_before_one_that_is_not() {
    let mut files = FILES.to_vec();
    files[3].1 = "id: x_ferry-2026-0002\npublished: 2026-10-10\n\
                  affected: {npm/ferry: \">= 3.0.0, < 4.0.0\"}\n";
    let project = project(&files);
    let page = text_of(&branch_page(&project, &project.advisories[2]), "main");
    assert!(page.contains("npm install ferry@4.2.0"), "{page}");
}
