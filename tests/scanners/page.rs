//! `for-scanners.html`: a page that talked somebody into a false all-clear would be worse
//! than none.

use std::fs;

use super::{AT, folder, lantern};
use crate::harness::Site;

fn page(site: &Site) -> String {
    site.build().at(AT).succeeds();
    let path = site.root().join("public/for-scanners.html");
    fs::read_to_string(path).expect("the page")
}

/// What the page says of each program.
fn parts(page: &str) -> Vec<(&str, &str)> {
    let (_, main) = page.split_once("<main").expect("a main part");
    let (main, _) = main.split_once("</main>").expect("its end");
    let parts = main.split("<h2>").skip(1);
    parts
        .map(|part| part.split_once("</h2>").expect("a heading"))
        .collect()
}

/// Programs that read one source in place of their own.
const ALONE: [&str; 3] = ["osv-scanner", "govulncheck", "Dependency-Track"];

const LANGUAGES: [(&str, &str); 2] = [
    (
        "en",
        "This finds advisories of lantern only; keep your usual scan.",
    ),
    (
        "de",
        "Damit finden Sie nur Meldungen von lantern; behalten Sie Ihren üblichen Scan bei.",
    ),
];

#[test]
fn whoever_reads_this_site_alone_is_told_so_first() {
    for (language, caution) in LANGUAGES {
        let yaml = fs::read_to_string(folder().join("site/forewarn.yaml")).expect("the file");
        let site = lantern().file("forewarn.yaml", &format!("{yaml}languages: [{language}]\n"));
        let page = page(&site);
        let parts = parts(&page);
        let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            names[..6],
            [
                "osv-scanner",
                "govulncheck",
                "Composer",
                "NuGet",
                "Trivy",
                "Dependency-Track"
            ]
        );
        for (name, text) in &parts {
            let first = text.trim_start().split("</p>").next().expect("a text");
            let is_told = first == format!("<p><strong>{caution}</strong>");
            assert_eq!(is_told, ALONE.contains(name), "{name}: {first}");
            assert_eq!(text.contains(caution), is_told, "{name}");
        }
    }
}

#[test]
fn no_line_takes_the_place_of_what_was_there() {
    let page = page(&lantern());
    let part = |name: &str| {
        let parts = parts(&page).into_iter();
        let found = parts.filter(|(known, _)| *known == name);
        found.map(|(_, text)| text.to_owned()).collect::<String>()
    };
    // The usual run comes first, and the other beside it.
    let go = part("govulncheck");
    assert!(
        go.contains("govulncheck ./...\ngovulncheck -db https://lantern.example/security/go ./...")
    );
    let nuget = part("NuGet");
    let own = nuget.find("https://lantern.example/security/nuget/index.json");
    let usual = nuget.find("https://api.nuget.org/v3/index.json");
    assert!(usual.is_some() && usual < own, "{nuget}");
    assert!(part("Composer").contains("&quot;canonical&quot;: false"));
    assert!(part("Trivy").contains("https://github.com/aquasecurity/vexhub"));
    let osv = part("osv-scanner");
    for registry in ["PyPI", "crates.io", "Go"] {
        assert!(osv.contains(&format!("project-only/osv-scalibr/{registry}/all.zip")));
        assert!(osv.contains(&format!(
            "https://lantern.example/security/osv/{registry}/all.zip"
        )));
    }
    assert!(osv.contains("--local-db-path project-only"));
    // No other line of it names a folder that another scan may use.
    assert!(!osv.contains("~/"));
    assert!(page.contains("Renovate, pip-audit and npm ask shared databases"));
}

#[test]
fn every_page_leads_there_where_it_is() {
    let site = lantern();
    site.build().at(AT).succeeds();
    let index = fs::read_to_string(site.root().join("public/index.html")).expect("the page");
    assert!(index.contains("<a href=\"for-scanners.html\">For scanners</a>"));
    let yaml = fs::read_to_string(folder().join("site/forewarn.yaml")).expect("the file");
    let without = yaml.replace("base_url: https://lantern.example/security/\n", "");
    let off = "outputs: {bulk: false, go: false, composer: false, nuget: false, vex: false}\n";
    for yaml in [without, format!("{yaml}{off}")] {
        let site = lantern().file("forewarn.yaml", &yaml);
        site.build().at(AT).succeeds();
        assert!(!site.root().join("public/for-scanners.html").exists());
        let index = fs::read_to_string(site.root().join("public/index.html")).expect("the page");
        assert!(!index.contains("for-scanners.html"));
    }
}
