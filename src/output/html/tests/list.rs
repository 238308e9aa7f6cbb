//! Lists of advisories, what they lead to, and the page for what is not there.

use snapbox::assert_data_eq;

use super::markup::{elements, text_of};
use super::sample::{affected, bare, config, fixed, introduced, spanned};
use super::*;

fn alias<'p>(advisories: &[&'p Advisory]) -> AliasPage<'p> {
    AliasPage {
        name: "CVE-2026-40001".to_owned(),
        advisories: advisories.to_vec(),
    }
}

/// The page for what is not there, of a project with this text as its policy.
fn missing(config: &Config, records: &[&Advisory], policy: &str) -> String {
    let project = Project {
        config: config.clone(),
        policy: Some(sample::document("index.html", "Policy", policy)),
        ..Project::default()
    };
    let path = SitePath::new("404.html").unwrap();
    shown(&project, records, &path, &Missing)
}

#[test]
fn the_page_of_another_name_leads_to_the_advisory() {
    let path = SitePath::new("advisories/CVE-2026-40001.html").unwrap();
    let record = sample::usual();
    assert_data_eq!(
        made_of(&[&record], &config(), &path, &alias(&[&record])),
        snapbox::file!["alias.html"]
    );
}

#[test]
fn another_name_of_several_advisories_lets_the_reader_choose() {
    let path = SitePath::new("advisories/CVE-2026-40001.html").unwrap();
    let mut sources = Sources::new();
    let mut of_file = |path: &str, record| Advisory {
        file: sources.text(path, ""),
        ..record
    };
    let first = of_file("advisories/A.yaml", sample::usual());
    let second = of_file("advisories/B.yaml", sample::withdrawn());
    let records = [&first, &second];
    let page = made_of(&records, &config(), &path, &alias(&records));
    assert!(!page.contains("http-equiv=\"refresh\""));
    assert_eq!(
        text_of(&page, "main"),
        "CVE-2026-40001 CVE-2026-40001 stands for 2 advisories: \
         x_tinysig-2026-0001: Signature check accepts a truncated tag in verify() \
         Fixed in 1.9.7 and 3.4.1 \
         x_tinysig-2026-0002: Withdrawn Key import accepts weak parameters"
    );
}

#[test]
fn a_record_without_a_summary_is_told_by_a_sentence_of_its_text() {
    let record = Advisory {
        sections: Sections {
            details: Some(spanned(
                "### Impact\n\nThe *parser* loops for ever on empty input. It was found by fuzzing.",
            )),
            ..Sections::default()
        },
        ..bare("PYSEC-2026-1")
    };
    assert_eq!(
        text_of(&list_page(&config(), 1, &[&record]), "tbody"),
        "PYSEC-2026-1 not rated The parser loops for ever on empty input. versions not stated not stated 22 Sep 2026"
    );
    assert_eq!(
        text_of(&advisory_page(&config(), &record), "h1"),
        "The parser loops for ever on empty input."
    );
}

#[test]
fn pages_of_the_list_lead_to_their_neighbours() {
    let record = sample::usual();
    let page = list_page(&config(), 2, &[&record]);
    let links: Vec<_> = elements(&page)
        .into_iter()
        .filter(|element| {
            element
                .attribute("rel")
                .is_some_and(|rel| rel == "prev" || rel == "next")
        })
        .map(|element| element.attribute("href").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(links, ["../index.html", "3.html"]);
    assert!(page.contains("href=\"../x_tinysig-2026-0001.html\""));
}

#[test]
fn an_empty_list_says_as_of_when() {
    let list = ListPage {
        part: None,
        advisories: Vec::new(),
        number: 1,
        pages: 1,
        total: 0,
    };
    let page = made_of(&[], &config(), &SitePath::advisories(1), &list);
    assert_eq!(
        text_of(&page, "main"),
        "Security advisories No advisory has been published as of 1 November 2026. \
         The first will appear here and in the feed."
    );
}

#[test]
fn a_page_that_is_not_found_works_at_any_depth() {
    let page = missing(&config(), &[&sample::usual()], "");
    let local: Vec<_> = elements(&page)
        .into_iter()
        .filter_map(|element| element.attribute("href").map(str::to_owned))
        .filter(|href| !href.contains(':') && !href.starts_with('#'))
        .collect();
    assert!(!local.is_empty());
    for href in local {
        assert!(href.starts_with("/security/"), "{href}");
    }
}

#[test]
fn the_policy_is_pointed_to_for_a_report_only_where_it_tells_how() {
    let silent = Config {
        contacts: Vec::new(),
        ..config()
    };
    let tells = |config: &Config, body| {
        text_of(&missing(config, &[], body), "main").ends_with(
            "list of all advisories. \
             If you want to report a vulnerability, the security policy says how.",
        )
    };
    assert!(tells(&config(), "") && tells(&silent, "Write to us."));
    assert!(!tells(&silent, "\n"));
}

#[test]
fn an_empty_part_of_the_list_leads_to_the_whole() {
    let facet = Facet::Rating(Some(model::Rating::None));
    let list = ListPage {
        part: Some(facet),
        advisories: Vec::new(),
        number: 1,
        pages: 1,
        total: 0,
    };
    let page = made_of(&[], &config(), &SitePath::facet(facet, 1), &list);
    assert_eq!(
        text_of(&page, "main"),
        "Security advisories rated None No advisory is listed here. All advisories"
    );
}

#[test]
fn a_row_has_the_names_that_people_search_for_and_each_fix_once() {
    let two = |name| {
        affected(
            name,
            vec![introduced("1"), fixed("1.4"), introduced("2"), fixed("2.1")],
        )
    };
    let record = Advisory {
        summary: Some(spanned("It fails")),
        aliases: Some(
            [
                "x_other-1",
                "GHSA-aaaa-bbbb-cccc",
                "CVE-2026-2",
                "CVE-2026-1",
            ]
            .map(spanned)
            .into(),
        ),
        affected: Some(["a", "b", "c", "d"].map(two).into()),
        exploited: Some(model::Exploited::default()),
        ..bare("x_tinysig-2026-0001")
    };
    assert_eq!(
        text_of(&list_page(&config(), 1, &[&record]), "tbody")
            .replace('\u{A0}', " ")
            .replace("&lt;", "<"),
        "x_tinysig-2026-0001 CVE-2026-2, CVE-2026-1, GHSA-aaaa-bbbb-cccc and 1 more \
         not rated Exploited It fails \
         a from 1, before 1.4, …; b from 1, before 1.4, …; c from 1, before 1.4, … and 1 more \
         1.4, 2.1 22 Sep 2026"
    );
}

#[test]
fn a_list_about_one_package_names_versions_alone() {
    let record = |events| Advisory {
        affected: Some(vec![affected("tinysig", events)]),
        ..bare("x_tinysig-2026-0001")
    };
    let row = |record: Advisory| {
        let row = text_of(&list_page(&config(), 1, &[&record]), "tbody")
            .replace('\u{A0}', " ")
            .replace("&lt;", "<");
        row.strip_prefix("x_tinysig-2026-0001 not rated ")
            .unwrap()
            .to_owned()
    };
    let runs = (0..5).flat_map(|n| [introduced(&format!("{n}.1")), fixed(&format!("{n}.2"))]);
    assert_eq!(
        row(record(runs.collect())),
        "from 0.1, before 0.2; from 1.1, before 1.2; from 2.1, before 2.2 and 2 more 0.2, 1.2, 2.2 and 2 more 22 Sep 2026"
    );
    assert_eq!(
        row(record(vec![introduced("0")])),
        "all versions no known fix 22 Sep 2026"
    );
    assert_eq!(
        row(bare("x_tinysig-2026-0001")),
        "versions not stated not stated 22 Sep 2026"
    );
}

#[test]
fn a_part_of_the_list_says_what_it_is_of_and_leads_to_the_others() {
    let high = Facet::Rating(Some(model::Rating::High));
    let (unrated, year) = (Facet::Rating(None), Facet::Year(2026));
    let rated = |vector| Advisory {
        severity: Some(vec![cvss(SeverityType::CvssV3, vector)]),
        ..sample::usual()
    };
    let bad = rated("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N");
    let old = Advisory {
        dates: sample::published("2025-09-22T14:00:00Z"),
        ..sample::usual()
    };
    let records = [&bad, &bad, &old];
    let page = |facet, number| {
        let list = ListPage {
            part: Some(facet),
            advisories: vec![&bad],
            number,
            pages: 5,
            total: 120,
        };
        made_of(&records, &config(), &SitePath::facet(facet, number), &list)
    };
    let second = page(high, 2);
    assert!(
        second.contains("<title>Security advisories rated High, page 2 · tinysig security</title>")
    );
    assert!(second.contains("<meta name=\"robots\" content=\"noindex\">"));
    let navs: Vec<_> = elements(&second)
        .into_iter()
        .filter(|element| element.name == "a")
        .filter_map(|element| element.attribute("href").map(str::to_owned))
        .filter(|href| !href.contains(':') && !href.contains("x_tinysig"))
        .collect();
    assert_eq!(
        navs[3..12],
        [
            "../../index.html",
            "../high.html",
            "../medium.html",
            "../../year/2026.html",
            "../../year/2025.html",
            "../high.html",
            "3.html",
            "5.html",
            "../../index.html"
        ],
        "{navs:?}"
    );
    assert!(
        second.contains("<a href=\"../high.html\" aria-current=\"true\">High <span>2</span></a>")
    );
    assert!(page(year, 1).contains("<h1>Security advisories of 2026</h1>"));
    assert!(page(year, 1).contains("<a href=\"2026.html\" aria-current=\"page\">"));
    assert!(page(unrated, 1).contains("<h1>Security advisories without a rating</h1>"));
}

#[test]
fn only_pages_that_search_may_fetch_and_only_their_own_index() {
    let record = sample::usual();
    let list = list_page(&config(), 2, &[&record]);
    assert!(list.contains("; connect-src 'self'\">"));
    assert!(list.contains("data-index=\"../search.json\""));
    let page = missing(&config(), &[&record], "");
    assert!(page.contains("data-index=\"/security/advisories/search.json\""));
    let label = |record: &Advisory| {
        let page = missing(&config(), &[record], "");
        let (_, rest) = page.split_once("data-label=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(
        [label(&record), label(&bare("x_tinysig-2026-0002"))],
        [
            "Search all advisories by id, title, package or CWE",
            "Search all advisories by id, title or package"
        ]
    );
    // Without an address of its own it does not know where the index is.
    let unplaced = Config {
        base_url: None,
        ..config()
    };
    for page in [
        missing(&config(), &[], ""),
        missing(&unplaced, &[&record], ""),
        advisory_page(&config(), &record),
    ] {
        assert!(!page.contains("connect-src") && !page.contains("filter.js"));
    }
}
