//! What a site with supported versions holds, through its own door.

mod facets;
mod packages;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::model::{Audience, Timestamp};
use crate::version::affects;

const TABLE: &str = "package: PyPI/tinysig\nsupport: {latest: 1, of: minor}\n";

fn clock() -> Timestamp {
    "2026-11-21T12:00:00Z"
        .parse::<jiff::Timestamp>()
        .unwrap()
        .into()
}

/// Makes the site of these files and looks at it.
fn on_site<T>(files: &[(&str, &str)], look: impl FnOnce(&Site<'_>, &Diagnostics) -> T) -> T {
    seen_by(Audience::Public, files, look)
}

/// The same as others see it.
fn seen_by<T>(
    audience: Audience,
    files: &[(&str, &str)],
    look: impl FnOnce(&Site<'_>, &Diagnostics) -> T,
) -> T {
    let mut sources = Sources::new();
    for (path, text) in files {
        sources.text(*path, *text);
    }
    let mut out = Diagnostics::new();
    let project = crate::parse::parse(&sources, &mut out);
    assert!(!out.has_errors(), "{out:?}");
    let theme = Theme::load(&sources, &[], &project.config, &mut out).unwrap();
    let site = {
        let clock = clock();
        let view = View { clock, audience };
        Site::new(&project, &sources, &theme, view, &mut out)
    };
    look(&site, &out)
}

fn rendered(site: &Site<'_>, path: &str) -> String {
    let path = SitePath::new(path).unwrap();
    let bytes = site.render(&path).unwrap().unwrap();
    String::from_utf8(bytes.into_owned()).unwrap()
}

/// Paths that have to do with versions.
fn version_paths(site: &Site<'_>) -> Vec<String> {
    let paths = site.paths().map(|path| path.as_str().to_owned());
    let paths = paths.filter(|path| !path.starts_with("assets/"));
    paths.filter(|path| path.contains("versions")).collect()
}

fn releases(versions: &[&str]) -> String {
    let entry = |version: &&str| format!("  - {{version: \"{version}\", date: 2026-01-01}}\n");
    versions.iter().map(entry).collect::<Vec<_>>().concat()
}

/// Whoever reads the preview sees of each advisory whether the public has it.
#[test]
fn what_is_secret_says_so_wherever_it_is_listed() {
    let table = format!("{TABLE}releases:\n{}", releases(&["1.0", "1.1"]));
    let record = |id: &str, date: &str| {
        format!(
            "id: x_tinysig-2026-000{id}\nsummary: S{id}\naffected: {{PyPI/tinysig: \"< 1.1\"}}\n{date}\n"
        )
    };
    let records = [
        "draft: true",
        "published: 2026-12-01",
        "published: 2026-11-01",
    ];
    let records: Vec<_> = (1..).map(|n: usize| n.to_string()).zip(records).collect();
    let records: Vec<_> = records.iter().map(|(id, date)| record(id, date)).collect();
    let files = [
        (
            "forewarn.yaml",
            "project: {package: PyPI/tinysig}\nembargo: in-tree\n",
        ),
        ("SECURITY.md", "# Security policy\n"),
        ("content/supported-versions.yaml", table.as_str()),
        ("advisories/1.yaml", records[0].as_str()),
        ("advisories/2.yaml", records[1].as_str()),
        ("advisories/3.yaml", records[2].as_str()),
    ];
    let pages = [
        "advisories/index.html",
        "versions/index.html",
        "versions/1.0.html",
        "versions/1.1.html",
    ];
    let count = |page: &str, word: &str| page.matches(&format!("class=\"tag\">{word}<")).count();
    seen_by(Audience::Maintainers, &files, |site, _| {
        for path in pages {
            let page = rendered(site, path);
            assert_eq!(
                (count(&page, "Draft"), count(&page, "Embargoed")),
                (1, 1),
                "{path}: {page}"
            );
        }
        let list = rendered(site, "advisories/index.html");
        assert!(list.contains("data-embargoed=\"Embargoed\" data-draft=\"Draft\""));
        let found: Value = serde_json::from_str(&rendered(site, "advisories/search.json")).unwrap();
        let of = |id: &str| {
            found
                .as_array()
                .unwrap()
                .iter()
                .find(|e| e["id"] == format!("x_tinysig-2026-000{id}"))
                .unwrap()
        };
        assert_eq!(of("1")["secret"], "draft");
        assert_eq!(of("2")["secret"], "embargoed");
        assert_eq!(of("3").get("secret"), None);
    });
    on_site(&files, |site, _| {
        for path in pages {
            let page = rendered(site, path);
            assert_eq!(
                (count(&page, "Draft"), count(&page, "Embargoed")),
                (0, 0),
                "{path}"
            );
            assert!(!page.contains("data-draft"));
        }
        assert!(!rendered(site, "advisories/search.json").contains("secret"));
    });
}

#[test]
fn without_a_table_there_are_no_pages_of_versions() {
    on_site(&[("content/policy.md", "# Policy\n")], |site, _| {
        assert_eq!(version_paths(site), [""; 0]);
        assert!(!rendered(site, "index.html").contains("Supported versions"));
    });
}

#[test]
fn the_main_package_has_the_short_addresses() {
    let sig = format!("{TABLE}releases:\n{}", releases(&["1.0"]));
    let frame = format!(
        "package: npm/@example/webframe\nsupport: {{latest: 1, of: minor}}\nreleases:\n{}",
        releases(&["2.0.0"])
    );
    let files = [
        (
            "forewarn.yaml",
            "project: {package: PyPI/tinysig}\nbase_url: https://a.example/\n",
        ),
        ("SECURITY.md", "# Security policy\n"),
        ("content/supported-versions/a.yaml", frame.as_str()),
        ("content/supported-versions/b.yaml", sig.as_str()),
    ];
    on_site(&files, |site, out| {
        assert_eq!(out.count(crate::diagnostic::Level::Warning), 0);
        assert_eq!(
            version_paths(site),
            [
                "supported-versions.json",
                "versions/1.0.html",
                "versions/1.0.json",
                "versions/index.html",
                "versions/npm/@example/webframe/2.0.0.html",
                "versions/npm/@example/webframe/2.0.0.json",
                "versions/npm/@example/webframe/product.json",
                "versions/product.json",
            ]
        );
        assert!(rendered(site, "sitemap.xml").contains("/versions/1.0.html"));
        let page = rendered(site, "versions/npm/@example/webframe/2.0.0.html");
        assert!(page.contains("href=\"../../../index.html\""));
    });
}

#[test]
fn a_sitemap_that_is_too_long_is_split() {
    let pages: Vec<String> = (0..50_000).map(|n| format!("content/p{n}.md")).collect();
    let mut files: Vec<_> = pages.iter().map(|path| (path.as_str(), "# A\n")).collect();
    files.push(("forewarn.yaml", "base_url: https://a.example/\n"));
    on_site(&files, |site, _| {
        let addresses = |path: &str| rendered(site, path).matches("<loc>").count();
        assert_eq!(addresses("sitemap-1.xml"), 50_000);
        assert_eq!(
            addresses("sitemap-2.xml"),
            2,
            "the policy and the advisories"
        );
        let index = "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">
  <sitemap>
    <loc>https://a.example/sitemap-1.xml</loc>
  </sitemap>
  <sitemap>
    <loc>https://a.example/sitemap-2.xml</loc>
  </sitemap>
</sitemapindex>
";
        assert_eq!(rendered(site, "sitemap.xml"), index);
    });
    files.push(("content/sitemap-2.xml", "<urlset/>"));
    on_site(&files, |site, out| {
        assert!(out.has_errors(), "the path is taken");
        assert_eq!(rendered(site, "sitemap-2.xml"), "<urlset/>");
    });
}

#[test]
fn a_version_that_is_no_file_name_has_no_page() {
    let long = "1.".repeat(60);
    let table = format!(
        "package: generic/tinysig\nsupport: {{latest: 1, of: minor}}\nreleases:\n{}",
        releases(&["1.0", "1.1/2", &long])
    );
    let files = [("content/supported-versions.yaml", table.as_str())];
    on_site(&files, |site, out| {
        assert_eq!(out.count(crate::diagnostic::Level::Warning), 2, "{out:?}");
        assert_eq!(
            version_paths(site),
            [
                "supported-versions.ics",
                "supported-versions.json",
                "versions/1.0.html",
                "versions/1.0.json",
                "versions/index.html",
            ]
        );
        assert!(rendered(site, "versions/index.html").contains("1.1/2"));
    });
}

#[test]
fn a_file_of_the_project_never_replaces_a_page_of_versions() {
    let table = format!("{TABLE}releases:\n{}", releases(&["1.0rc1"]));
    let files = [
        ("content/supported-versions.yaml", table.as_str()),
        ("content/versions/1.0RC1.html", "<p>Mine</p>"),
    ];
    on_site(&files, |site, out| {
        assert!(out.has_errors());
        assert!(!rendered(site, "versions/1.0rc1.html").contains("Mine"));
    });
}

/// The ids of `key` in a JSON file.
fn ids(json: &str, key: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(json).unwrap();
    let list = value[key].as_array().unwrap().iter();
    list.map(|notice| notice["id"].as_str().unwrap().to_owned())
        .collect()
}

/// The rows of the first table of a page after a heading, by their first link.
fn listed(page: &str, heading: &str) -> Vec<String> {
    let Some((_, rest)) = page.split_once(&format!("<h2 id=\"{heading}\">")) else {
        return Vec::new();
    };
    let section = rest.split("</section>").next().unwrap();
    let rows = section.split("<th scope=\"row\">").skip(1);
    rows.map(|row| {
        let id = row.split_once("\">").unwrap().1;
        id.split('<').next().unwrap().to_owned()
    })
    .collect()
}

/// A range as the shorthand writes it: from, and maybe an end.
fn range() -> impl Strategy<Value = String> {
    let version = || "[1-3]\\.[0-3](\\.[0-2])?";
    (version(), version(), 0..3_u8).prop_map(|(from, to, kind)| {
        let order = crate::version::Order::Pep440;
        let (from, to) = if order.compare(&from, &to).is_lt() {
            (from, to)
        } else {
            (to, from)
        };
        let same = order.compare(&from, &to).is_eq();
        match kind {
            0 => format!("introduced: \"{from}\"\n"),
            1 if !same => format!("introduced: \"{from}\"\nfixed: \"{to}\"\n"),
            _ => format!("introduced: \"{from}\"\nlast_affected: \"{to}\"\n"),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Every door tells the same: the evaluation of the record, the page of the
    /// release, its data, the matrix and the open advisories of the table.
    #[test]
    fn pages_and_data_say_what_the_ranges_say(ranges in prop::collection::vec(range(), 1..6)) {
        let known = ["1.0", "1.1", "1.1.1", "1.3", "2.0", "2.0.1", "2.2", "3.0", "3.0.2", "3.1"];
        let table = format!("{TABLE}releases:\n{}", releases(&known));
        let texts: Vec<(String, String)> = ranges
            .iter()
            .enumerate()
            .map(|(n, range)| (
                format!("advisories/{n}.yaml"),
                format!("id: x_tinysig-2026-000{n}\npublished: 2026-01-0{}\n{range}", 9 - n),
            ))
            .collect();
        let mut files = vec![
            ("forewarn.yaml", "project: {package: PyPI/tinysig}\n"),
            ("content/supported-versions.yaml", table.as_str()),
        ];
        files.extend(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        on_site(&files, |site, _| {
            let index = rendered(site, "versions/index.html");
            for version in known {
                let expected: Vec<String> = site
                    .material.public
                    .iter()
                    .filter(|advisory| advisory.affected().any(|a| affects(a, version)))
                    .map(|advisory| advisory.id.value.to_string())
                    .collect();
                let page = rendered(site, &format!("versions/{version}.html"));
                let data = rendered(site, &format!("versions/{version}.json"));
                prop_assert_eq!(&ids(&data, "affectedBy"), &expected, "{}", version);
                prop_assert_eq!(&listed(&page, "affected-by"), &expected, "{}", version);
                prop_assert_eq!(listed(&page, "fixed"), ids(&data, "fixed"), "{}", version);
                let column = known.iter().rev().position(|v| *v == version).unwrap();
                for advisory in &site.material.public {
                    let id = advisory.id.value.as_str();
                    let affected = expected.iter().any(|other| other == id);
                    prop_assert_eq!(cell(&index, id, column) == Some("affected"), affected);
                }
            }
            Ok(())
        })?;
    }

    /// Of a row on an advisory's page the first version is affected, the fixed one
    /// is not, and where the newest known release is affected the fix is to come.
    #[test]
    fn branches_say_what_the_ranges_say(range in range()) {
        let known = ["1.0", "1.1", "1.1.1", "1.3", "2.0", "2.0.1", "2.2", "3.0", "3.0.2", "3.1"];
        let table = format!("{TABLE}releases:\n{}", releases(&known));
        let text = format!("id: x_tinysig-2026-0001\npublished: 2026-01-01\n{range}");
        let files = [
            ("forewarn.yaml", "project: {package: PyPI/tinysig}\n"),
            ("content/supported-versions.yaml", table.as_str()),
            ("advisories/1.yaml", text.as_str()),
        ];
        on_site(&files, |site, _| {
            let page = rendered(site, "advisories/x_tinysig-2026-0001.html");
            let is_affected = |version: &str| site.material.public[0].affected().any(|a| affects(a, version));
            for row in page.split("<th scope=\"row\">").skip(1) {
                let series = row.split('<').next().unwrap();
                let newest = known.iter().rev().find(|v| {
                    **v == series || v.starts_with(&format!("{series}."))
                });
                let version = |before: &str| {
                    let (_, rest) = row.split("</tr>").next()?.split_once(before)?;
                    let version = rest.strip_prefix('<').map_or(rest, |link| {
                        link.split_once('>').unwrap().1
                    });
                    Some(version.split('<').next().unwrap().to_owned())
                };
                let fixed = version("fixed in ");
                let open = row.split("</tr>").next().unwrap().contains("no known fix");
                if let Some(newest) = newest {
                    let order = crate::version::Order::Pep440;
                    let later = |fixed: &String| order.compare(fixed, newest).is_gt();
                    let to_come = open || fixed.as_ref().is_some_and(later);
                    prop_assert!(!is_affected(newest) || to_come, "{} {}", series, page);
                }
                if let Some(fixed) = fixed {
                    prop_assert!(!is_affected(&fixed), "{} {}", series, fixed);
                }
                let introduced = version("data-label=\"Affected from\">");
                let introduced = introduced.filter(|first| first != "first release");
                prop_assert!(introduced.is_none_or(|introduced| is_affected(&introduced)));
            }
            Ok(())
        })?;
    }
}

/// What the matrix says of an advisory in a column.
fn cell<'p>(page: &'p str, id: &str, column: usize) -> Option<&'p str> {
    let (_, matrix) = page.split_once("<table class=\"matrix\">")?;
    let (_, row) = matrix.split_once(&format!("{id}</a></th>"))?;
    let row = row.split("</tr>").next()?;
    let cell = row.split("<td").nth(column + 1)?;
    cell.strip_prefix(" class=\"")?.split('"').next()
}

/// The title of the first page of a site, and the name of the site in its head.
fn names(policy: &str) -> (String, String) {
    on_site(&[("SECURITY.md", policy)], |site, out| {
        assert!(out.is_empty(), "{out:?}");
        let page = rendered(site, "index.html");
        let between = |start: &str, end: &str| {
            let rest = page.split(start).nth(1).unwrap();
            rest.split(end).next().unwrap().to_owned()
        };
        let name = between("<p class=\"name\"><a href=\"index.html\">", "</a>");
        (between("<title>", "</title>"), name)
    })
}

#[test]
fn a_policy_alone_names_the_site_or_nobody_does() {
    let named = names("# Security policy of `tinysig`\n");
    assert_eq!(
        named,
        (
            "Security policy of tinysig · tinysig security".to_owned(),
            "tinysig <span>security</span>".to_owned()
        )
    );
    let unnamed = names("# Reporting a vulnerability\n");
    let expected = ("Reporting a vulnerability", "Security");
    assert_eq!((unnamed.0.as_str(), unnamed.1.as_str()), expected);
}

#[test]
fn a_policy_alone_is_a_page_without_empty_places() {
    on_site(
        &[("SECURITY.md", "# Security\n\nWrite to a@b.example.\n")],
        |site, _| {
            let page = rendered(site, "index.html");
            let main = page.split("<main id=\"site:main\">").nth(1).unwrap();
            let main = main.split("</main>").next().unwrap();
            assert_eq!(
                main,
                "\n<h1 id=\"security\" dir=\"auto\">Security</h1>\n<div class=\"prose\">\n\n\
             <div dir=\"auto\">\n\
             <p>Write to <a href=\"mailto:a@b.example\" rel=\"noreferrer\">a@b.example</a>.</p>\n\
             </div>\n</div>\n"
            );
        },
    );
}

#[test]
fn the_contact_box_leads_to_the_security_txt() {
    let config = ("forewarn.yaml", "contacts: [{email: a@b.example}]\n");
    let other = (
        "content/.well-known/security.txt",
        "Contact: mailto:a@b.example\nExpires: 2027-05-01T00:00:00Z\n",
    );
    for files in [&[config][..], &[config, other]] {
        on_site(files, |site, _| {
            let page = rendered(site, "index.html");
            assert!(page.contains("href=\".well-known/security.txt\""));
        });
    }
    on_site(&[config, other], |site, _| {
        assert_eq!(rendered(site, ".well-known/security.txt"), other.1);
    });
}

#[test]
fn an_entry_of_the_feed_says_what_counts_without_links_into_its_page() {
    let files = [
        ("forewarn.yaml", "project: {package: PyPI/tinysig}\n"),
        (
            "advisories/1.yaml",
            "{id: x_tinysig-2026-0001, summary: A, package: PyPI/tinysig, fixed: \"2\", \
             exploited: true, published: 2026-09-02}",
        ),
        (
            "advisories/2.yaml",
            "{id: x_tinysig-2026-0002, summary: B, package: PyPI/tinysig, fixed: \"2\", \
             workarounds: Pass `strict`., exploited: {since: 2026-05-01, note: On <two> servers.}, published: 2026-09-01}",
        ),
    ];
    let contents = on_site(&files, |site, _| {
        let feed = rendered(site, "feed.atom")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        let entries = feed.split("<content type=\"html\">").skip(1);
        let text = |entry: &str| entry.split("</content>").next().unwrap().to_owned();
        entries.map(text).collect::<Vec<_>>()
    });
    assert_eq!(
        contents,
        [
            "<p>Exploited in attacks.</p>\n\
             <p>Affected: tinysig before 2.</p>\n\
             <p>Upgrade to tinysig 2 or later.</p>\n",
            "<p>Exploited in attacks since Friday, 1 May 2026. On &amp;lt;two&amp;gt; servers.</p>\n\
             <p>Affected: tinysig before 2.</p>\n\
             <p>Upgrade to tinysig 2 or later.</p>\n\
             <h2>Workarounds</h2>\n<p>Pass <code>strict</code>.</p>\n",
        ]
    );
}

#[test]
fn an_entry_of_the_feed_stands_alone() {
    let files = [
        (
            "forewarn.yaml",
            "{project: {name: tinysig, package: PyPI/tinysig}, \
             base_url: \"https://tinysig.example/security/\"}\n",
        ),
        (
            "advisories/1.yaml",
            "id: x_tinysig-2026-0001\nsummary: A\ncve: CVE-2026-99001\npackage: PyPI/tinysig-core\n\
             introduced: \"2.0\"\nfixed: 2.4.3\nseverity: high\npublished: 2026-01-05\n\
             details: |\n  See [the other](x_tinysig-2026-0002.html), [the list](../versions/) and [below](#b).\n",
        ),
    ];
    let content = on_site(&files, |site, _| {
        let feed = rendered(site, "feed.atom");
        let (_, content) = feed.split_once("<content type=\"html\">").unwrap();
        let content = content.split("</content>").next().unwrap();
        content
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
    });
    assert_eq!(
        content,
        "<p>Affected: tinysig-core 2.0 up to, but not including, 2.4.3.</p>\n\
         <p>Upgrade to tinysig-core 2.4.3 or later.</p>\n\
         <p>CVE-2026-99001. Severity: High.</p>\n\
         <p>See <a href=\"https://tinysig.example/security/advisories/x_tinysig-2026-0002.html\" \
         rel=\"noreferrer\">the other</a>, \
         <a href=\"https://tinysig.example/security/versions/\" rel=\"noreferrer\">the list</a> \
         and <a href=\"https://tinysig.example/security/advisories/x_tinysig-2026-0001.html#b\" \
         rel=\"noreferrer\">below</a>.</p>\n"
    );
}
