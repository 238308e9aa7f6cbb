//! Sites of several packages, from texts to the bytes of pages and feeds.

use proptest::prelude::*;
use snapbox::assert_data_eq;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::config::PackageName;
use crate::model::{Ecosystem, SitePath, Timestamp, View};
use crate::parse;
use crate::site::Site;
use crate::source::Sources;
use crate::theme::Theme;

const CONFIG: &str = "project: {name: tinysig, package: PyPI/tinysig}
base_url: https://tinysig.example/security/
";

/// A Python library and its binding for Node, with one flaw of the one and one
/// of both. The second record spells the Python package as people do.
const TINYSIG: &[&str] = &[
    r#"id: x_tinysig-2026-0001
published: 2026-09-22T14:00:00Z
modified: 2026-09-22T14:00:00Z
summary: Signature check accepts a truncated tag
affected:
  - package: {ecosystem: PyPI, name: tinysig, purl: "pkg:pypi/tinysig"}
    ranges:
      - {type: ECOSYSTEM, events: [{introduced: "1.10"}, {fixed: 3.4.1}]}
"#,
    r#"id: x_tinysig-2026-0002
published: 2026-10-06T14:00:00Z
modified: 2026-10-07T08:00:00Z
summary: Keys are compared in variable time
details: Use *constant* time.
affected:
  - package: {ecosystem: npm, name: "@tinysig/node"}
    ranges:
      - {type: SEMVER, events: [{introduced: "0"}, {fixed: 2.0.1}]}
  - package: {ecosystem: PyPI, name: TinySig}
    ranges:
      - {type: ECOSYSTEM, events: [{introduced: "0"}, {last_affected: 3.4.2}]}
"#,
];

/// An advisory about packages written `ECOSYSTEM NAME`, each in YAML's quotes.
fn about(number: usize, packages: &[(&str, &str)]) -> String {
    let entries: Vec<_> = packages
        .iter()
        .map(|(ecosystem, name)| {
            let package = format!("{{ecosystem: {ecosystem:?}, name: {name:?}}}");
            format!("  - package: {package}\n    versions: [\"1\"]\n")
        })
        .collect();
    let entries = entries.concat();
    format!(
        "id: x_tinysig-2026-{number:04}\npublished: 2026-09-22T14:00:00Z\nmodified: 2026-09-22T14:00:00Z\naffected:\n{entries}"
    )
}

/// What `look` sees of the site of these advisories, and what was found.
fn site<T>(
    advisories: &[impl AsRef<str>],
    others: &[&str],
    look: impl FnOnce(&Site<'_>) -> T,
) -> (T, Vec<String>) {
    let mut sources = Sources::new();
    sources.text("forewarn.yaml", CONFIG);
    sources.text("SECURITY.md", "# Security policy\n");
    for (index, text) in advisories.iter().enumerate() {
        sources.text(format!("advisories/{index}.yaml"), text.as_ref());
    }
    for &path in others {
        sources.text(path, "");
    }
    let clock = Timestamp::from("2026-11-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap());
    let mut out = Diagnostics::new();
    let project = parse::parse(&sources, &mut out);
    let theme = Theme::load(&sources, &project.theme, &project.config, &mut out).unwrap();
    let mut out = Diagnostics::new();
    let seen = look(&Site::new(
        &project,
        &sources,
        &theme,
        View::public(clock),
        &mut out,
    ));
    assert!(!out.has_errors());
    let found = out.sorted(&sources).into_iter();
    // Versions of Go that are listed one by one end nowhere for its client.
    let found = found.filter(|(_, found)| found.code != Code::GoNeverFixed);
    let found = found.map(|(_, found)| {
        assert_eq!(found.code, Code::NoPackagePage);
        let place = sources.slice(found.primary);
        format!("{place}: {}: {}", found.message, found.help.unwrap())
    });
    (seen, found.collect())
}

fn rendered(site: &Site<'_>, path: &str) -> String {
    let bytes = site.render(&SitePath::new(path).unwrap()).unwrap().unwrap();
    String::from_utf8(bytes.into_owned()).unwrap()
}

/// Paths of what is about packages.
fn paths(site: &Site<'_>) -> Vec<String> {
    site.paths()
        .map(SitePath::to_string)
        .filter(|path| path.starts_with("packages/"))
        .collect()
}

#[test]
fn spellings_that_a_registry_takes_for_one_share_a_page() {
    let records = [
        about(1, &[("NuGet", "acme.tinysig"), ("npm", "tinysig")]),
        about(2, &[("NuGet", "Acme.TinySig"), ("npm", "TinySig2")]),
    ];
    let (found, faults) = site(&records, &[], paths);
    let of_nuget = found
        .iter()
        .filter(|path| path.starts_with("packages/NuGet/"));
    assert_eq!(
        of_nuget.collect::<Vec<_>>(),
        [
            "packages/NuGet/acme.tinysig.atom",
            "packages/NuGet/acme.tinysig.html"
        ]
    );
    assert_eq!(faults, [""; 0]);
}

#[test]
fn each_of_several_packages_has_a_page_and_a_feed() {
    let (found, faults) = site(TINYSIG, &[], |site| {
        assert_data_eq!(
            rendered(site, "packages/PyPI/tinysig.html"),
            snapbox::file!["packages/package.html"]
        );
        assert_data_eq!(
            rendered(site, "packages/PyPI/tinysig.atom"),
            snapbox::file!["packages/package.atom"]
        );
        assert_data_eq!(
            rendered(site, "packages/index.html"),
            snapbox::file!["packages/packages.html"]
        );
        paths(site)
    });
    assert_eq!(
        found,
        [
            "packages/PyPI/tinysig.atom",
            "packages/PyPI/tinysig.html",
            "packages/index.html",
            "packages/npm/@tinysig/node.atom",
            "packages/npm/@tinysig/node.html",
        ]
    );
    assert!(faults.is_empty());
}

#[test]
fn other_pages_lead_to_those_of_packages() {
    site(TINYSIG, &[], |site| {
        let list = rendered(site, "advisories/index.html");
        assert!(list.contains("<a href=\"../packages/index.html\">by package</a>"));
        let advisory = rendered(site, "advisories/x_tinysig-2026-0002.html");
        for (page, name) in [
            ("npm/@tinysig/node", "@tinysig/node"),
            ("PyPI/tinysig", "TinySig"),
        ] {
            let link = format!("<a href=\"../packages/{page}.html\"><bdi>{name}</bdi></a>");
            assert!(advisory.contains(&link), "{advisory}");
        }
        let sitemap = rendered(site, "sitemap.xml");
        for page in ["index", "PyPI/tinysig", "npm/@tinysig/node"] {
            let address =
                format!("<loc>https://tinysig.example/security/packages/{page}.html</loc>");
            assert!(sitemap.contains(&address), "{address}");
        }
    });
}

#[test]
fn one_package_has_no_page_besides_the_list_of_advisories() {
    let spellings = about(2, &[("PyPI", "TinySig"), ("PyPI", "TINYSIG")]);
    let packages_of = |advisories: &[&str]| {
        site(advisories, &[], |site| {
            let list = rendered(site, "advisories/index.html");
            assert!(!list.contains("packages/"));
            paths(site)
        })
    };
    let nothing = (Vec::new(), Vec::new());
    assert_eq!(packages_of(&[]), nothing);
    assert_eq!(packages_of(&TINYSIG[..1]), nothing);
    assert_eq!(packages_of(&[TINYSIG[0], &spellings]), nothing);
}

#[test]
fn the_feed_of_a_package_is_another_than_that_of_all() {
    site(TINYSIG, &[], |site| {
        let id = |path| {
            let feed = rendered(site, path);
            feed.lines().nth(2).unwrap().to_owned()
        };
        let ids = [
            "feed.atom",
            "packages/PyPI/tinysig.atom",
            "packages/npm/@tinysig/node.atom",
        ]
        .map(id);
        assert!(ids.iter().all(|id| id.contains("<id>urn:uuid:")));
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[2] != ids[0]);
    });
}

#[test]
fn a_secret_advisory_makes_no_second_package() {
    let embargoed = about(2, &[("npm", "other")]).replace("2026", "2099");
    let (found, _) = site(&[TINYSIG[0], &embargoed], &[], paths);
    assert!(found.is_empty());
}

#[test]
fn names_that_cannot_be_paths_get_no_page() {
    let (long, deep) = ("a".repeat(251), "a/".repeat(600) + "a");
    let names = [
        ("Go", "example.org/a"),
        ("Go", "../../etc/passwd"),
        ("Go", "example.org//a"),
        ("Go", "/a"),
        ("npm", "a\\b"),
        ("npm", "a\nb"),
        ("npm", ""),
        ("npm", &long),
        ("npm", &deep),
        ("..", "index"),
    ];
    let (found, faults) = site(&[about(1, &names)], &[], |site| {
        let list = rendered(site, "packages/index.html");
        assert!(
            list.contains("<bdi>../../etc/passwd</bdi>"),
            "listed without a link"
        );
        paths(site)
    });
    assert_eq!(
        found,
        [
            "packages/Go/example.org/a.atom",
            "packages/Go/example.org/a.html",
            "packages/index.html",
        ]
    );
    // The first has a page; nobody knows the registry of the last.
    assert_eq!(faults.len(), names.len() - 2);
    assert_eq!(
        faults[0],
        "\"../../etc/passwd\": `Go/../../etc/passwd` gets no page: its name cannot be a path"
    );
}

#[test]
fn names_that_some_disks_take_for_one_get_one_page() {
    let names = [
        ("Go", "example.org/A"),
        ("Go", "example.org/a"),
        ("Go", "example.org/b"),
        ("Go", "example.org/b.html/c"),
        ("Go", "example.org/d.atom/e"),
        ("Go", "example.org/d"),
    ];
    let (found, faults) = site(
        &[about(1, &names)],
        &["content/packages/go/example.org/b.html"],
        paths,
    );
    assert_eq!(
        found,
        [
            "packages/Go/example.org/A.atom",
            "packages/Go/example.org/A.html",
            "packages/Go/example.org/d.atom",
            "packages/Go/example.org/d.html",
            "packages/go/example.org/b.html",
            "packages/index.html",
        ]
    );
    let why = "its path is taken; upper and lower case count as the same";
    assert_eq!(
        faults,
        ["a", "b", "b.html/c", "d.atom/e"].map(|name| format!(
            "\"example.org/{name}\": `Go/example.org/{name}` gets no page: {why}"
        ))
    );
}

#[test]
fn a_page_of_the_projects_own_stands_for_the_list() {
    let (found, faults) = site(TINYSIG, &["content/packages/index.md"], |site| {
        assert!(!rendered(site, "packages/index.html").contains("<table"));
        paths(site)
    });
    assert_eq!(found.len(), 5);
    assert!(faults.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever registries and names there are, a build goes on, and no two
    /// paths are one on a disk that folds case.
    #[test]
    fn no_names_stop_a_build(
        names in prop::collection::vec(("[Aa./:]{1,3}", "[Aa./\\\\<@ -]{0,8}(\\.html|\\.atom)?(/a)?"), 1..12)
    ) {
        let names: Vec<_> = names.iter().map(|(e, n)| (e.as_str(), n.as_str())).collect();
        site(&[about(1, &names)], &[], |site| {
            let all: Vec<_> = site.paths().map(SitePath::folded).collect();
            let unique: std::collections::BTreeSet<_> = all.iter().collect();
            assert_eq!(unique.len(), all.len());
            for path in &all {
                let as_folder = format!("{path}/");
                assert!(!all.iter().any(|other| other.starts_with(&as_folder)), "{path}");
            }
            for path in site.paths() {
                assert!(site.render(path).unwrap().is_ok());
            }
        });
    }
}

#[test]
fn a_long_list_of_packages_has_letters_and_says_how_bad_each_is() {
    let advisory = |n: usize, package: &str, more: &str| {
        format!(
            "{{id: x_tinysig-2026-{n:04}, published: 2026-01-01, package: {package}, introduced: \"0\"{more}}}"
        )
    };
    let mut advisories: Vec<_> = (0..38)
        .map(|n| advisory(n, &format!("PyPI/b{n}"), ""))
        .collect();
    advisories.extend([
        advisory(50, "PyPI/a", ", severity: low"),
        advisory(51, "PyPI/a", ", severity: high"),
        advisory(52, "PyPI/a", ", severity: critical, withdrawn: 2026-02-01"),
        advisory(53, "npm/@Ash/x", ""),
        advisory(54, "npm/7zip", ""),
    ]);
    let ((), _) = site(&advisories, &[], |site| {
        let page = rendered(site, "packages/index.html");
        let letters = page.split("href=\"#part:").skip(1);
        let letters =
            letters.map(|link| link.split_once('>').unwrap().1.split('<').next().unwrap());
        assert_eq!(letters.collect::<Vec<_>>(), ["#", "A", "B"]);
        let (_, first) = page.split_once("<tbody id=\"part:2\">").unwrap();
        let (first, second) = first.split_once("</tr>").unwrap();
        assert!(
            first.contains(">a</a>") && first.contains(">3<") && first.contains(">High<"),
            "{first}"
        );
        assert!(second.contains("@ash/x") || second.contains("@Ash/x"));
    });
    let ((), _) = site(TINYSIG, &[], |site| {
        assert!(!rendered(site, "packages/index.html").contains("#part:"));
    });
}

#[test]
fn a_registry_that_is_named_by_its_address_is_one_folder() {
    let package = PackageName {
        ecosystem: Ecosystem::new("Packagist:https://packages.example.org/8"),
        name: "acme/tinysig".to_owned(),
    };
    let page = SitePath::package(&package).unwrap();
    let expected = "packages/Packagist-https-packages.example.org-8/acme/tinysig.html";
    assert_eq!(page.as_str(), expected);
}

#[test]
fn many_advisories_about_a_package_have_several_pages() {
    let go = |name| ("Go", name);
    let names = ["example.org/a", "example.org/a/2", "example.org/page"];
    let records: Vec<_> = (1..=201).map(|n| about(n, &names.map(go))).collect();
    let (found, faults) = site(&records, &[], |site| {
        let page = |path: &str| rendered(site, path);
        let first = page("packages/Go/example.org/a.html");
        assert!(first.contains(
            "<th scope=\"row\"><a href=\"../../../advisories/x_tinysig-2026-0102.html\">"
        ));
        assert!(!first.contains("x_tinysig-2026-0101.html"));
        assert!(first.contains("201 advisories"), "all are counted");
        assert!(
            first.contains("<a rel=\"next\" href=\"../../page/Go/example.org/a/2.html\">Older</a>")
        );
        let second = page("packages/page/Go/example.org/a/2.html");
        assert!(second.contains("x_tinysig-2026-0101.html"));
        assert!(
            second.contains("<a rel=\"prev\" href=\"../../../../Go/example.org/a.html\">Newer</a>")
        );
        assert!(second.contains("<title>example.org/a (Go), page 2"));
        let canonical = "packages/page/Go/example.org/a/2.html\">";
        assert!(second.contains(&format!(
            "<link rel=\"canonical\" href=\"https://tinysig.example/security/{canonical}"
        )));
        let sitemap = page("sitemap.xml");
        assert!(sitemap.contains("/packages/page/Go/example.org/a/2/3.html</loc>"));
        paths(site)
    });
    let pages = found.iter().filter(|path| path.ends_with("html"));
    assert_eq!(
        pages.collect::<Vec<_>>(),
        [
            "packages/Go/example.org/a.html",
            "packages/Go/example.org/a/2.html",
            "packages/Go/example.org/page.html",
            "packages/index.html",
            "packages/page/Go/example.org/a/2.html",
            "packages/page/Go/example.org/a/2/2.html",
            "packages/page/Go/example.org/a/2/3.html",
            "packages/page/Go/example.org/a/3.html",
            "packages/page/Go/example.org/page/2.html",
            "packages/page/Go/example.org/page/3.html",
        ]
    );
    assert_eq!(faults, [""; 0]);
}

/// An advisory about so many packages, every second of whose names begins with `b`.
fn about_many(number: usize) -> String {
    let names: Vec<_> = (0..number)
        .map(|at| format!("{}-{at:04}", ["a", "b"][at % 2]))
        .collect();
    let packages: Vec<_> = names.iter().map(|name| ("PyPI", name.as_str())).collect();
    about(1, &packages)
}

#[test]
fn a_long_list_of_packages_has_several_pages_and_letters_lead_across_them() {
    site(&[about_many(1_002)], &[], |site| {
        let first = rendered(site, "packages/index.html");
        let rows = |page: &str| page.matches("<tr><th scope=\"row\">").count();
        assert_eq!(rows(&first), 500);
        assert!(first.contains("<a href=\"#part:1\">A</a>"));
        assert!(first.contains("<a href=\"page/2.html#part:2\">B</a>"));
        let second = rendered(site, "packages/page/2.html");
        assert_eq!(rows(&second), 500);
        assert!(second.contains("<a href=\"../index.html#part:1\">A</a>"));
        assert!(second.contains("<a href=\"#part:2\">B</a>"));
        // One package with A is left for it.
        let (_, parts) = second.split_once("<tbody id=\"part:1\">").unwrap();
        let (of_a, of_b) = parts.split_once("<tbody id=\"part:2\">").unwrap();
        assert_eq!((rows(of_a), rows(of_b)), (1, 499));
        assert!(second.contains("<a rel=\"next\" href=\"3.html\">Next</a>"));
        assert_eq!(rows(&rendered(site, "packages/page/3.html")), 2);
        let sitemap = rendered(site, "sitemap.xml");
        assert!(sitemap.contains("/packages/page/3.html</loc>"));
    });
}

#[test]
fn of_many_packages_of_an_advisory_the_most_fold() {
    let page = |number| {
        let records = [about_many(number)];
        let path = "advisories/x_tinysig-2026-0001.html";
        site(&records, &[], |site| rendered(site, path)).0
    };
    assert!(!page(30).contains("more packages</summary>"));
    let many = page(300);
    let (before, folded) = many
        .split_once("<details>\n<summary>280 more packages</summary>")
        .unwrap();
    let (folded, _) = folded.split_once("</section>").unwrap();
    let names = |text: &str| text.matches("/packages/PyPI/").count();
    assert_eq!((names(before), names(folded)), (20, 280));
    assert_eq!(
        many.matches("<details").count(),
        many.matches("</details>").count()
    );
}
