//! The parts of the list by severity and year.

use super::*;

fn advisory(number: usize, more: &str) -> (String, String) {
    let text = format!("{{id: x_tinysig-2026-{number:04}, {more}}}\n");
    (format!("advisories/{number}.yaml"), text)
}

/// Looks at the site of these advisories, and of `files`.
fn look<T>(
    advisories: &[(String, String)],
    files: &[(&str, &str)],
    look: impl FnOnce(&Site<'_>, &Diagnostics) -> T,
) -> T {
    let advisories = advisories
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    on_site(
        &advisories.chain(files.iter().copied()).collect::<Vec<_>>(),
        look,
    )
}

fn parts(site: &Site<'_>) -> Vec<String> {
    let paths = site
        .paths()
        .filter_map(|path| path.as_str().strip_prefix("advisories/"));
    let is_part = |path: &&str| path.starts_with("severity/") || path.starts_with("year/");
    paths.filter(is_part).map(str::to_owned).collect()
}

const BASE: (&str, &str) = ("forewarn.yaml", "base_url: https://a.example/\n");

#[test]
fn a_list_has_parts_where_advisories_differ() {
    let differing = [
        advisory(1, "published: 2026-01-01, severity: high"),
        advisory(2, "published: 2025-01-01, severity: none"),
        advisory(3, "published: 2025-01-01"),
    ];
    look(&differing, &[BASE], |site, _| {
        assert_eq!(
            parts(site),
            [
                "severity/critical.html",
                "severity/high.html",
                "severity/low.html",
                "severity/medium.html",
                "severity/none.html",
                "severity/unrated.html",
                "year/2025.html",
                "year/2026.html"
            ]
        );
        let list = rendered(site, "advisories/index.html");
        for link in [
            "severity/high.html\">High <span>1<",
            "year/2025.html\">2025 <span>2<",
        ] {
            assert!(list.contains(link), "{link}");
        }
        // A page without advisories stays, but nothing leads to it.
        assert!(!list.contains("severity/low.html"));
        let low = rendered(site, "advisories/severity/low.html");
        assert!(low.contains("<a href=\"../index.html\">All advisories</a>"));
        let high = rendered(site, "advisories/severity/high.html");
        assert!(high.contains("x_tinysig-2026-0001") && !high.contains("x_tinysig-2026-0002"));
        assert!(!rendered(site, "sitemap.xml").contains("/severity/"));
    });
    let alike = [
        advisory(1, "published: 2026-01-01, severity: high"),
        advisory(2, "published: 2026-02-01, severity: high"),
    ];
    look(&alike, &[], |site, _| {
        assert_eq!(parts(site), [""; 0]);
        assert!(!rendered(site, "advisories/index.html").contains("class=\"facets\""));
    });
    let unranked = ("forewarn.yaml", "severity: off\n");
    look(&differing, &[unranked], |site, _| {
        assert_eq!(parts(site), ["year/2025.html", "year/2026.html"]);
    });
}

#[test]
fn parts_have_pages_and_every_advisory_is_on_one_of_them() {
    let advisories: Vec<_> = (1..=230)
        .map(|number| advisory(number, &format!("published: 202{}-01-01", number % 2)))
        .collect();
    look(&advisories, &[], |site, _| {
        assert_eq!(
            parts(site),
            [
                "year/2020.html",
                "year/2020/2.html",
                "year/2021.html",
                "year/2021/2.html"
            ]
        );
        let pages = parts(site);
        let pages = pages
            .iter()
            .map(|path| rendered(site, &format!("advisories/{path}")));
        let rows: usize = pages
            .map(|page| page.matches("<th scope=\"row\">").count())
            .sum();
        assert_eq!(rows, 230);
    });
}

#[test]
fn a_file_of_the_project_never_replaces_a_part_of_the_list() {
    let advisories = [
        advisory(1, "published: 2026-01-01"),
        advisory(2, "published: 2025-01-01"),
    ];
    let own = ("content/advisories/Year/2025.html", "<p>Mine</p>");
    look(&advisories, &[own], |site, out| {
        assert!(out.has_errors());
        assert!(!rendered(site, "advisories/year/2025.html").contains("Mine"));
    });
}

#[test]
fn the_list_opens_with_how_the_supported_series_stand() {
    let open = advisory(
        1,
        "published: 2026-01-01, package: PyPI/tinysig, introduced: \"2.0\"",
    );
    let table = |latest| {
        format!(
            "package: PyPI/tinysig\nsupport: {{latest: {latest}, of: minor}}\nreleases:\n{}",
            releases(&[
                "1.0", "1.1", "1.1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "2.0", "2.1"
            ])
        )
    };
    let standing = |latest| {
        let table = table(latest);
        let files = [BASE, ("content/supported-versions.yaml", table.as_str())];
        look(std::slice::from_ref(&open), &files, |site, _| {
            let list = rendered(site, "advisories/index.html");
            let (_, list) = list.split_once("<ul class=\"standing\"").unwrap();
            let list = list
                .split_once('>')
                .unwrap()
                .1
                .split("</ul>")
                .next()
                .unwrap();
            let lines = list.split("<li>").skip(1).map(|line| {
                let text = line
                    .split('<')
                    .map(|part| part.split_once('>').map_or(part, |(_, text)| text));
                text.collect::<String>().trim().to_owned()
            });
            lines.collect::<Vec<_>>()
        })
    };
    assert_eq!(
        standing(3),
        [
            "Series 2.1: 1 open: x_tinysig-2026-0001",
            "Series 2.0: 1 open: x_tinysig-2026-0001",
            "Series 1.6: No known vulnerability in 1.6"
        ]
    );
    let many = standing(9);
    assert_eq!(many.len(), 7);
    assert_eq!(many[6], "and 3 more");
    look(
        &[open.clone(), advisory(2, "published: 2025-01-01")],
        &[],
        |site, _| {
            assert!(!rendered(site, "advisories/index.html").contains("class=\"standing\""));
        },
    );
}
