//! Pages of supported versions, and branches on the page of an advisory.

use proptest::prelude::*;
use snapbox::assert_data_eq;

use super::markup::{elements, is_expected, text_of};
use super::{AdvisoryPage, advisory_page, hostile, sample, shown};
use crate::advice::Advice;
use crate::model::config::SeverityDisplay;
use crate::model::{Advisory, Config, Project, SitePath};
use crate::output::html::versions::VersionsPage;
use crate::output::html::versions::release::ReleasePage;
use crate::output::versions::Table;
use crate::output::versions::tests::{FILES, clock, project, public};

fn index_page(project: &Project) -> String {
    shown(
        project,
        &public(project),
        &SitePath::versions(),
        &VersionsPage,
    )
}

/// The page of a release of the main package.
pub(super) fn release_page(project: &Project, version: &str) -> String {
    let advice = &Advice::new(project, &public(project), clock());
    let table = Table::all(project, advice).swap_remove(0);
    let path = table.page(version).unwrap();
    let mut versions = table.schedule().releases().iter();
    let release = versions.position(|release| release.version == version);
    let page = ReleasePage {
        release: release.unwrap(),
        table,
    };
    shown(project, &public(project), &path, &page)
}

/// The page of an advisory, with the branches of the project's tables.
pub(super) fn branch_page(project: &Project, record: &Advisory) -> String {
    let path = SitePath::advisory(&record.id.value);
    shown(project, &public(project), &path, &AdvisoryPage(record))
}

/// The table of a package with these releases.
fn releases(latest: u8, versions: impl Iterator<Item = String>) -> String {
    let entry = |version| format!("  - {{version: \"{version}\", date: 2020-01-01}}\n");
    let entries: Vec<String> = versions.map(entry).collect();
    format!(
        "package: PyPI/tinysig\nsupport: {{latest: {latest}, of: minor}}\nreleases:\n{}",
        entries.concat()
    )
}

#[test]
fn the_page_of_supported_versions() {
    let page = index_page(&project(FILES));
    assert_data_eq!(page, snapbox::file!["versions.html"]);
}

#[test]
fn the_page_of_a_release() {
    let page = release_page(&project(FILES), "3.3.1");
    assert_data_eq!(page, snapbox::file!["release.html"]);
}

#[test]
fn a_release_says_first_whether_it_is_safe() {
    let project = project(FILES);
    let status = |version: &str| {
        let page = release_page(&project, version);
        let (before, rest) = page.split_once("<div class=\"status").unwrap();
        assert!(before.contains("</h1>"), "{page}");
        text_of(&format!("<div class=\"status{rest}"), "div")
    };
    assert_eq!(
        status("2.4"),
        "Affected by 1 vulnerability As of 1 November 2026, 2.4 gets security fixes until \
         31 March 2027. Upgrade to 3.4.1."
    );
    assert_eq!(
        status("3.3"),
        "No longer supported; 2 known vulnerabilities Support ended on 11 August 2026, \
         when 3.4 came out. 3.3 gets no security fixes any more: what is found in it stays open. \
         Upgrade to 3.4.1."
    );
    assert_eq!(
        status("3.3.1"),
        "No longer supported; 1 known vulnerability Support ended on 11 August 2026, \
         when 3.4 came out. 3.3.1 gets no security fixes any more: what is found in it stays open. \
         Upgrade to 3.4.1."
    );
    assert_eq!(
        status("3.4rc1"),
        "Not supported; 1 known vulnerability This is a pre-release. Upgrade to 3.4.1."
    );
    assert_eq!(
        status("3.4.1"),
        "No known vulnerability As of 1 November 2026, series 3.4 gets security fixes. \
         When that ends depends on later releases. None of the published advisories applies to 3.4.1."
    );
}

#[test]
fn a_promise_that_is_over_is_no_end_while_releases_are_awaited() {
    let table = "series: major.minor\nphases: {support: {for: 2y, until: next-series + 2}}\n\
        releases:\n  - {version: 1.1.0, date: 2020-02-01}\n  - {version: 1.2.0, date: 2026-02-01}\n";
    let project = project(&[FILES[0], ("content/supported-versions.yaml", table)]);
    let sentence = |version| {
        let text = text_of(&release_page(&project, version), "main");
        let (_, text) = text.split_once("As of 1 November 2026, ").unwrap();
        text.split_once(" None of the published")
            .unwrap()
            .0
            .to_owned()
    };
    assert_eq!(
        sentence("1.1.0"),
        "series 1.1 gets security fixes. When that ends depends on later releases."
    );
    assert_eq!(
        sentence("1.2.0"),
        "series 1.2 gets security fixes until 1 February 2028 at least."
    );
    let table = text_of(&index_page(&project), "table");
    assert!(
        table.contains("planned for 1 Feb 2028 in 15 months"),
        "{table}"
    );
    assert!(
        table.contains("depends on later releases 1 Feb 2020"),
        "{table}"
    );
}

#[test]
fn a_project_without_releases_has_a_branch_and_no_table() {
    let files = [
        FILES[0],
        ("content/supported-versions.yaml", "development: main\n"),
    ];
    let page = index_page(&project(&files));
    let text = text_of(&page, "main");
    assert!(
        text.starts_with(
            "Supported versions The main branch always gets fixes. \
             Its newest state has all of them; older states get none. Data:"
        ),
        "{text}"
    );
}

#[test]
fn what_a_release_contains_stands_on_its_page_and_in_the_table() {
    let table = "support: {latest: 1, of: minor}\nreleases:\n  \
        - {version: 44.0.1, date: 2026-09-01, bundled: {OpenSSL: 3.5.4, zlib: 1.3.1}}\n";
    let files = [FILES[0], ("content/supported-versions.yaml", table)];
    let project = project(&files);
    let page = text_of(&release_page(&project, "44.0.1"), "main");
    assert!(
        page.contains("Contains OpenSSL 3.5.4, zlib 1.3.1 · Series 44.0"),
        "{page}"
    );
    let table = text_of(&index_page(&project), "table");
    assert!(
        table.contains("44.0.1 1 Sep 2026 OpenSSL 3.5.4, zlib 1.3.1"),
        "{table}"
    );
}

#[test]
fn only_states_that_may_change_carry_the_day_of_the_build() {
    let project = project(FILES);
    assert!(release_page(&project, "3.4.1").contains("1 November 2026"));
    assert!(!release_page(&project, "3.3.1").contains("1 November 2026"));
    let record = &project.advisories[0];
    assert!(!branch_page(&project, record).contains("1 November 2026"));
}

#[test]
fn people_read_dates_in_words() {
    for language in ["en", "de"] {
        let mut project = project(FILES);
        project.config.languages = vec![sample::spanned(language)];
        let releases = ["2.4", "3.3", "3.4rc1", "3.4.1"].map(|v| release_page(&project, v));
        for page in releases.into_iter().chain([index_page(&project)]) {
            let text = text_of(&page, "main");
            let is_iso = |word: &str| {
                let word = word.trim_matches(|c: char| !c.is_ascii_digit());
                word.parse::<jiff::civil::Date>().is_ok()
            };
            assert!(!text.split_whitespace().any(is_iso), "{text}");
        }
    }
}

#[test]
fn an_advisory_has_a_row_for_each_branch() {
    let project = project(FILES);
    let page = branch_page(&project, &project.advisories[0]);
    let table = text_of(&page, "table");
    assert_eq!(
        table,
        "tinysig PyPI Series Affected from State \
         3.4 supported first release fixed in 3.4.1 22 Sep 2026, cecbb6bd0038 \
         2.4 supported until 31 Mar 2027 2.4 will not be fixed Use 3.4. \
         3.3 ended 11 Aug 2026 first release not fixed in 3.3: upgrade to 3.4.1"
    );
    assert!(page.contains("href=\"../versions/3.4.1.html\""));
    assert!(page.contains(
        "href=\"https://github.com/example/tinysig/commit/cecbb6bd00382102b2d9cac8cc211dfa8c5d06dd\""
    ));
}

#[test]
fn many_branches_that_nobody_cares_for_are_one_line() {
    let table = releases(1, (0..8).map(|n| format!("1.{n}")));
    let files = [
        FILES[0],
        ("content/supported-versions.yaml", table.as_str()),
    ];
    let project = project(&files);
    let mut record = sample::bare("x_tinysig-2026-0009");
    record.affected = Some(vec![sample::affected(
        "tinysig",
        vec![sample::introduced("0")],
    )]);
    let path = SitePath::advisory(&record.id.value);
    let page = shown(&project, &[&record], &path, &AdvisoryPage(&record));
    assert_eq!(
        text_of(&page, "table"),
        "tinysig PyPI Series Affected from State 1.7 supported first release no known fix"
    );
    assert!(page.contains(
        "<p>Also affected, unsupported and not fixed: series 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0.</p>"
    ));
}

#[test]
fn what_is_not_affected_is_said_where_the_record_tells() {
    let sentences = |events: Vec<crate::model::Event>, listed: &[&str]| {
        let mut entry = sample::affected("tinysig", events.clone());
        if events.len() == 1 && events[0].version() == "none" {
            entry.ranges = None;
        }
        entry.versions = Some(listed.iter().map(|v| sample::spanned(*v)).collect());
        let mut record = sample::bare("x_tinysig-2026-0001");
        record.affected = Some(vec![entry]);
        let page = text_of(&advisory_page(&sample::config(), &record), "main");
        let from = page.find("Am I affected?").unwrap() + 15;
        let to = page.find(" tinysig PyPI").unwrap_or(page.len());
        page[from..to].to_owned()
    };
    let (introduced, fixed) = (sample::introduced, sample::fixed);
    let last_affected = sample::last_affected;
    assert_eq!(
        sentences(
            vec![
                introduced("1.2"),
                fixed("1.4"),
                introduced("2.0"),
                fixed("2.1")
            ],
            &["1.3"]
        ),
        "Affected: tinysig 1.2 up to, but not including, 1.4; 2.0 up to, but not including, 2.1. \
         Not affected: tinysig before 1.2; 1.4 up to, but not including, 2.0; 2.1 and later."
    );
    assert_eq!(
        sentences(vec![introduced("0"), last_affected("1.4")], &[]),
        "Affected: tinysig up to and including 1.4. Not affected: tinysig after 1.4."
    );
    assert_eq!(
        sentences(vec![introduced("0"), fixed("1.4")], &["1.6"]),
        "Affected: tinysig before 1.4; 1.6 only. \
         Not affected: tinysig 1.4 up to, but not including, 1.6; after 1.6."
    );
    assert_eq!(
        sentences(vec![introduced("0")], &[]),
        "Affected: tinysig in all versions."
    );
    assert!(
        sentences(vec![introduced("none")], &["1.2", "1.3"]).starts_with(
            "Affected: tinysig 1.2 and 1.3 only. Not affected: every other version of tinysig."
        )
    );
}

#[test]
fn a_matrix_has_its_limits() {
    let table = releases(2, (0..300).map(|n| format!("{}.{}", n / 10, n % 10)));
    let advisory = |n| {
        let (path, fixed) = (format!("advisories/{n}.yaml"), n % 10);
        let id = format!("id: x_tinysig-2026-{n:04}\npublished: 2026-01-01\n");
        (
            path,
            format!("{id}introduced: \"0\"\nfixed: \"29.{fixed}\"\n"),
        )
    };
    let advisories: Vec<_> = (0..200).map(advisory).collect();
    let advisories = advisories
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    let table = ("content/supported-versions.yaml", table.as_str());
    let files: Vec<_> = [FILES[0], table].into_iter().chain(advisories).collect();
    let page = index_page(&project(&files));
    assert!(page.contains("Shown are 30 of 300 releases"));
    assert!(page.contains("the newest 25 of 200 advisories"));
    assert!(page.len() < 60_000, "{}", page.len());
}

#[test]
fn severity_has_no_column_where_the_project_does_not_rank() {
    let mut project = project(FILES);
    assert!(text_of(&release_page(&project, "3.3.1"), "main").contains("Severity"));
    project.config.severity = SeverityDisplay::Off;
    assert!(!text_of(&release_page(&project, "3.3.1"), "main").contains("Severity"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_text_becomes_markup_that_acts(text in hostile()) {
        let mut project = project(FILES);
        project.config = Config { name: Some(text.clone()), ..project.config };
        project.config.packages[0].name = text.clone();
        for support in &mut project.support {
            support.package.value.name = text.clone();
            support.development = Some(sample::spanned(text.clone()));
            let release = &mut support.releases[0];
            release.link = Some(sample::spanned(text.clone()));
            release.name = crate::model::support::ReleaseName::Version(sample::spanned(format!("3.4.{text}")));
        }
        let record = std::sync::Arc::make_mut(&mut project.advisories[0]);
        record.summary = Some(sample::spanned(text.clone()));
        record.affected.as_mut().unwrap()[0].package.as_mut().unwrap().name = text.clone();
        record.branches[0].fix = Some(sample::spanned(text.clone()));
        record.branches[0].why = Some(text.clone());
        let record = record.clone();
        for page in [index_page(&project), release_page(&project, "3.3"), branch_page(&project, &record)] {
            for element in elements(&page) {
                prop_assert!(is_expected(&element), "{element:?}");
            }
        }
    }
}

/// A project whose 1.0 has two advisories, of which 1.0.1 fixes one.
const PARTLY: &[(&str, &str)] = &[
    (
        "forewarn.yaml",
        "project: {name: tinysig, package: PyPI/tinysig}\n",
    ),
    (
        "content/supported-versions.yaml",
        "support: {latest: 2, of: minor}\n\
         releases: [{version: \"2.0\", date: 2026-01-01}, {version: 1.0.1, date: 2025-02-01}, \
         {version: \"1.0\", date: 2025-01-01}]\n",
    ),
    (
        "advisories/1.yaml",
        "id: x_p-1\nsummary: Escape\nseverity: critical\nexploited: true\npublished: 2026-01-05\n\
         fixed: 1.0.1\n",
    ),
    (
        "advisories/2.yaml",
        "id: x_p-2\nsummary: Leak\nseverity: low\npublished: 2026-02-05\nintroduced: \"0\"\n",
    ),
];

#[test]
fn a_release_says_what_an_upgrade_fixes_and_what_remains() {
    let page = text_of(&release_page(&project(PARTLY), "1.0"), "main");
    for words in [
        "Upgrade to 1.0.1: fixes 1 of 2, including the exploited one. x_p-2 has no fix yet.",
        // Worst first, whichever is the newest.
        "Fixed in x_p-1 Critical Exploited Escape 1.0.1 x_p-2 Low Leak no known fix",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = text_of(&release_page(&project(PARTLY), "2.0"), "main");
    assert!(
        page.contains("No version to upgrade to is known."),
        "{page}"
    );
}

#[test]
fn what_the_author_says_of_a_series_is_said_wherever_its_releases_are() {
    let files = [
        PARTLY[0],
        PARTLY[1],
        (
            "advisories/1.yaml",
            "id: x_p-1\nsummary: Escape\npublished: 2026-01-05\nbranches:\n\
             - {branch: \"2.0\", fixed: \"2.0\"}\n\
             - {branch: \"1.0\", status: wont-fix, why: Too large a change.}\n",
        ),
    ];
    let project = project(&files);
    let page = text_of(&release_page(&project, "1.0.1"), "main");
    for words in [
        "Upgrade to 2.0.",
        "Escape Series 1.0: will not be fixed. Too large a change. 2.0",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let index = text_of(&index_page(&project), "main");
    let row = "1.0 1 open: x_p-1 will not be fixed. Too large a change. 1.0.1";
    assert!(index.contains(row), "{index}");
}

#[test]
fn a_record_that_names_no_versions_is_no_all_clear() {
    let files = [
        PARTLY[0],
        PARTLY[1],
        (
            "advisories/1.yaml",
            "id: x_p-1\nsummary: Escape\npublished: 2026-01-05\n",
        ),
    ];
    let project = project(&files);
    let release = text_of(&release_page(&project, "2.0"), "main");
    for words in [
        "May be affected As of",
        "x_p-1 does not say which versions it affects.",
    ] {
        assert!(release.contains(words), "{words}: {release}");
    }
    let index = text_of(&index_page(&project), "main");
    assert!(
        index.contains("x_p-1 does not say which versions it affects."),
        "{index}"
    );
    let page = branch_page(&project, &project.advisories[0]);
    assert!(!page.contains("class=\"lookup\""), "{page}");
}
