//! Whole pages, from models built by hand, and what holds for every page.

mod agreement;
mod answer;
mod languages;
mod list;
mod markup;
mod policy;
mod record;
mod sample;
mod versions;

use std::sync::Arc;

use proptest::prelude::*;
use snapbox::assert_data_eq;

use super::alias::AliasPage;
use super::list::ListPage;
use super::missing::Missing;
use super::package::PackagePage;
use super::package_list::{ByName, PackageList};
use super::page::{DocumentPage, PolicyPage};
use super::record::AdvisoryPage;
use super::*;
use crate::diagnostic::Diagnostics;
use crate::model::config::{PackageName, SeverityDisplay};
use crate::model::{
    self, Advisory, Config, Dates, Facet, Project, ReferenceType, Sections, SeverityType, SitePath,
    View,
};
use crate::output::packages::{PackageAdvisory, PackageGroup};
use crate::output::plan::Output;
use crate::output::{Frame, Material, Plan};
use crate::source::Sources;
use crate::theme::Theme;
use markup::{elements, text_of};
use sample::{
    affected, at, bare, config, cvss, filled, fixed, introduced, last_affected, reference, spanned,
};

fn theme_of(config: &Config) -> Theme {
    let mut out = Diagnostics::new();
    let theme = Theme::load(&Sources::new(), &[], config, &mut out);
    theme.expect("the embedded theme has no fault")
}

fn navigation() -> Vec<NavigationItem> {
    [
        ("Policy", SitePath::policy()),
        ("Advisories", SitePath::advisories(1)),
    ]
    .map(|(title, path)| NavigationItem {
        title: title.to_owned(),
        path,
    })
    .to_vec()
}

/// A page at `path` of the site of `project` where these advisories are public.
fn shown(project: &Project, records: &[&Advisory], path: &SitePath, page: &dyn Output) -> String {
    let (sources, theme) = (Sources::new(), theme_of(&project.config));
    let view = View::public(at("2026-11-01T00:00:00Z"));
    let material = Material::of(project, &sources, &theme, view, records.to_vec());
    let material = Material {
        navigation: navigation(),
        ..material
    };
    let frame = Frame {
        site: &material,
        plan: &Plan::new(&material).0,
        path,
    };
    let page = String::from_utf8(page.bytes(&frame).unwrap().into_owned()).unwrap();
    assert!(!lacks_value(&page), "a text lacks a value: {page}");
    page
}

/// The same of a project that has no more than a configuration.
fn made_of(records: &[&Advisory], config: &Config, path: &SitePath, page: &dyn Output) -> String {
    let project = Project {
        config: config.clone(),
        ..Project::default()
    };
    shown(&project, records, path, page)
}

/// The first page of a project with this policy.
fn policy_of(config: &Config, records: &[&Advisory], policy: model::Page) -> String {
    let project = Project {
        config: config.clone(),
        policy: Some(policy),
        ..Project::default()
    };
    shown(&project, records, &SitePath::policy(), &PolicyPage)
}

/// Whether a text was shown without one of its values: `{$count}`.
fn lacks_value(page: &str) -> bool {
    page.split("{$").skip(1).any(|rest| {
        let name = rest.split('}').next().unwrap_or_default();
        rest.len() > name.len()
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    })
}

fn advisory_page(config: &Config, record: &Advisory) -> String {
    let path = SitePath::advisory(&record.id.value);
    made_of(&[record], config, &path, &AdvisoryPage(record))
}

fn list_page(config: &Config, number: usize, records: &[&Advisory]) -> String {
    let page = ListPage {
        part: None,
        advisories: records.to_vec(),
        number,
        pages: 3,
        total: 250,
    };
    made_of(records, config, &SitePath::advisories(number), &page)
}

#[test]
fn the_page_of_an_advisory() {
    let record = Advisory {
        aliases: Some(vec![spanned("CVE-2026-40001")]),
        summary: Some(spanned("Signature check accepts a truncated tag")),
        sections: Sections {
            affected_if: Some(spanned("You call `verify()` with `strict=False`.")),
            ..Sections::default()
        },
        severity: Some(vec![cvss(
            SeverityType::CvssV3,
            "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N",
        )]),
        affected: Some(vec![affected(
            "tinysig",
            vec![introduced("1.10"), fixed("3.4.1")],
        )]),
        references: Some(vec![reference(
            ReferenceType::Report,
            "https://github.com/example/tinysig/issues/481",
        )]),
        ..bare("x_tinysig-2026-0001")
    };
    assert_data_eq!(
        advisory_page(&config(), &record),
        snapbox::file!["tests/advisory.html"]
    );
}

#[test]
fn a_record_that_says_nothing_is_headed_by_its_id() {
    let page = advisory_page(&config(), &bare("PYSEC-2026-1"));
    assert_eq!(text_of(&page, "h1"), "PYSEC-2026-1");
}

#[test]
fn a_withdrawn_advisory_says_so_first_and_why() {
    let page = advisory_page(&config(), &sample::withdrawn());
    assert!(text_of(&page, "main").starts_with(
        "Withdrawn on Tuesday, 29 September 2026, 09:30 UTC (11:30 CEST) \
         No caller reaches the weak path. The original text is kept below. \
         Key import accepts weak parameters"
    ));
    let list = list_page(&config(), 1, &[&sample::withdrawn()]);
    assert!(list.contains(
        "<strong class=\"tag\">Withdrawn</strong> <s><bdi>Key import accepts weak parameters</bdi></s>"
    ));
}

#[test]
fn an_advisory_that_is_not_public_says_so_first_and_until_when() {
    let opening = |record: Advisory| {
        let main = text_of(&advisory_page(&config(), &record), "main");
        main.split(" x_tinysig").next().unwrap().to_owned()
    };
    let record = || bare("x_tinysig-2026-0001");
    let until = |overlay| Advisory {
        overlay,
        dates: Dates {
            embargo_until: Some(spanned(at("2026-12-01T14:00:00Z"))),
            ..record().dates
        },
        ..record()
    };
    let dated = "Embargoed until Tuesday, 1 December 2026, 14:00 UTC (15:00 CET). \
                 Do not share this page.";
    assert_eq!(opening(until(false)), dated);
    assert_eq!(opening(until(true)), dated);
    let overlay = Advisory {
        overlay: true,
        ..record()
    };
    assert_eq!(opening(overlay), "Embargoed. Do not share this page.");
    let mut draft = record();
    draft.dates.draft = true;
    assert_eq!(
        opening(draft),
        "Draft: not published. Do not share this page."
    );
}

#[test]
fn the_status_says_whether_a_fix_is_known() {
    let status = |events: &[&[model::Event]]| {
        let entries = events.iter().enumerate();
        let record = Advisory {
            affected: Some(
                entries
                    .map(|(i, events)| affected(&format!("package-{i}"), events.to_vec()))
                    .collect(),
            ),
            ..bare("x_tinysig-2026-0001")
        };
        let main = text_of(&advisory_page(&config(), &record), "main");
        main.split(" x_tinysig").next().unwrap().to_owned()
    };
    let (opened, closed) = (introduced("0"), fixed("1.2"));
    let ended = last_affected("1.2");
    assert_eq!(status(&[&[opened.clone(), closed.clone()]]), "Fixed in 1.2");
    assert_eq!(
        status(&[
            &[opened.clone(), closed.clone()],
            &[opened.clone(), closed.clone()]
        ]),
        "Fixed"
    );
    assert_eq!(
        status(&[&[opened.clone(), closed], std::slice::from_ref(&opened)]),
        "Partly fixed package-1: no known fix"
    );
    assert_eq!(status(&[&[opened, ended]]), "No known fix");
    assert_eq!(status(&[]), "Published (affected versions not stated)");
}

#[test]
fn severity_is_shown_as_the_project_wants_it() {
    let record = sample::usual();
    let shown = |severity| {
        let config = Config {
            severity,
            ..config()
        };
        let page = text_of(&advisory_page(&config, &record), "main");
        let list = text_of(&list_page(&config, 1, &[&record]), "main");
        [
            page.contains("Medium"),
            page.contains("5.9"),
            page.contains("rarely used"),
            page.contains("CVSS:3.1/"),
            list.contains("Severity"),
        ]
    };
    assert_eq!(shown(SeverityDisplay::Both), [true; 5]);
    assert_eq!(
        shown(SeverityDisplay::Words),
        [true, false, true, false, true]
    );
    assert_eq!(
        shown(SeverityDisplay::Cvss),
        [false, true, false, true, true]
    );
    assert_eq!(shown(SeverityDisplay::Off), [false; 5]);
}

#[test]
fn a_usual_page_is_small() {
    assert!(advisory_page(&config(), &sample::usual()).len() < 20_000);
    let theme = theme_of(&Config::default());
    let mut assets = theme.assets();
    let (_, stylesheet) = assets.find(|(name, _)| *name == "style.css").unwrap();
    assert!(stylesheet.len() < 20_000, "{} bytes", stylesheet.len());
}

/// Text as attackers and clumsy tools write it.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<script>alert(1)</script>".to_owned()),
        Just("</script><script src=//evil.example>".to_owned()),
        Just("\" onmouseover=\"alert(1)".to_owned()),
        Just("' onfocus='alert(1)".to_owned()),
        Just("javascript:alert(1)".to_owned()),
        Just("[x](javascript:alert(1))".to_owned()),
        Just("![x](data:text/html,<script>alert(1)</script>)".to_owned()),
        Just("<javascript:alert(1)>".to_owned()),
        Just("https://evil.example/\"><script>".to_owned()),
        Just("{{ site.name }}{% include \"base.html\" %}".to_owned()),
        Just("-->\n<!-- ]]>".to_owned()),
        Just("\n\n# Heading\n\n```html\n<b>\n```\n".to_owned()),
        Just("&lt;script&gt; &#x3c;script".to_owned()),
        "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_becomes_markup_that_acts(text in hostile()) {
        let config = Config { name: Some(text.clone()), ..config() };
        let record = filled(&text);
        let group = Arc::new(PackageGroup {
            package: PackageName { ecosystem: model::Ecosystem::new(&text), name: text.clone() },
            purl: Some(&text),
            advisories: vec![PackageAdvisory {
                advisory: &record,
                affected: record.affected().collect(),
            }],
        });
        let of = |page: &dyn Output| made_of(&[&record], &config, &SitePath::packages(1), page);
        let pages = [
            advisory_page(&config, &record),
            list_page(&config, 1, &[&record]),
            policy_of(&config, &[&record], sample::document("index.html", &text, &text)),
            of(&AliasPage { name: text.clone(), advisories: vec![&record, &record] }),
            of(&PackagePage {
                group: Arc::clone(&group),
                feed: SitePath::feed(),
                pages: Arc::new([SitePath::packages(1)]),
                number: 1,
            }),
            of(&PackageList { by_name: Arc::new(ByName::new(&[group])), number: 1 }),
        ];
        for page in pages {
            for element in elements(&page) {
                prop_assert!(markup::is_expected(&element), "{element:?}");
            }
        }
    }
}
