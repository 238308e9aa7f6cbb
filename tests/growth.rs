//! What a site writes grows as its input does: four times as much input makes about
//! four times as many bytes, whatever there is more of.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::harness::{Site, tree};

const AT: &str = "2026-10-01T12:00:00Z";

/// The bytes of the files whose path begins with one of these.
fn bytes(site: &Site, places: &[&str]) -> usize {
    site.build().at(AT).succeeds();
    let written: BTreeMap<String, Vec<u8>> = tree(&site.root().join("public"));
    let files = written.iter();
    let files = files.filter(|(path, _)| places.iter().any(|place| path.starts_with(place)));
    files.map(|(_, bytes)| bytes.len()).sum()
}

/// Compares the sites of `n` and of four times as much.
fn grows_with_its_input(n: usize, places: &[&str], site: impl Fn(usize) -> Site) {
    let (one, four) = (bytes(&site(n), places), bytes(&site(4 * n), places));
    assert!(one > 0 && four < 5 * one, "{n}: {one}, {}: {four}", 4 * n);
}

/// `text` for each number below `n`.
fn each(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect()
}

fn advisories(n: usize, rest: &str) -> Site {
    (0..n).fold(Site::new(), |site, number| {
        let text = format!(
            "id: x_tinysig-2026-{number:05}\nsummary: Defect\npublished: 2026-09-01\n{rest}"
        );
        site.file(&format!("advisories/{number}.yaml"), &text)
    })
}

#[test]
fn each_package_of_an_advisory_has_a_page_and_a_feed_of_its_own_alone() {
    grows_with_its_input(40, &["packages/"], |n| {
        let packages = each(n, |i| format!("  PyPI/tinysig-{i}: '< 1.{i}'\n"));
        advisories(1, &format!("affected:\n{packages}"))
    });
}

#[test]
fn the_page_of_a_release_names_a_hundred_advisories() {
    let page = |n| {
        let table = "package: PyPI/tinysig\nsupport: {latest: 1, of: major}\n\
                     releases:\n- {version: 1.0.0, date: 2026-01-01}\n";
        let site = advisories(n, "affected: {PyPI/tinysig: '< 2'}\n");
        let site = site.file("content/supported-versions.yaml", table);
        bytes(&site, &["versions/1.0.0.html"])
    };
    let (hundred, more) = (page(100), page(200));
    assert!(more - hundred < 200, "{hundred}, {more}");
}

#[test]
fn the_navigation_of_each_page_is_no_longer_than_a_screen() {
    grows_with_its_input(20, &[""], |n| {
        (0..n).fold(Site::new(), |site, number| {
            let (path, text) = (format!("content/page-{number}.md"), "# Page\n\nText.\n");
            site.file(&path, text)
        })
    });
}

#[test]
fn a_page_answers_ten_directives() {
    let page = |n| {
        let mut text = String::from("# Page\n");
        for number in 0..n {
            write!(
                text,
                "\nText {number}.\n\n<!-- forewarn: advisories latest=100 -->\n"
            )
            .expect("a string takes every text");
        }
        bytes(
            &advisories(20, "").file("content/page.md", &text),
            &["page.html"],
        )
    };
    let (ten, forty) = (page(10), page(40));
    assert!(forty - ten < 1_000, "{ten}, {forty}");
}
