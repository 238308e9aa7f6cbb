//! Projects of one unusual shape, each at any size: what grows faster than its
//! input shows here.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::generated::CONFIG;

/// A shape: what it is called, and the files of one of size `n`.
pub(crate) type Shape = (&'static str, fn(usize) -> Vec<(String, String)>);

pub(crate) const SHAPES: &[Shape] = &[
    ("releases, with 250 advisories", releases),
    ("packages of one advisory", packages),
    ("pages in content/", pages),
    ("directives on one page", directives),
    ("ranges of one package", ranges),
    ("references of one advisory", references),
];

/// Writes the files of a shape below `root`.
pub(crate) fn generate(root: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

fn advisory(number: usize, rest: &str) -> (String, String) {
    let text = format!(
        "id: x_bench-2026-{number:05}\nsummary: Defect {number}\npublished: 2026-01-02\n{rest}\n"
    );
    (format!("advisories/x_bench-2026-{number:05}.yaml"), text)
}

/// `text` for each number below `n`.
fn each(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect()
}

fn config() -> (String, String) {
    ("forewarn.yaml".to_owned(), CONFIG.to_owned())
}

fn releases(n: usize) -> Vec<(String, String)> {
    let release = |i: usize| {
        format!(
            "- {{version: {}.{}.0, date: 2026-01-01}}\n",
            1 + i / 20,
            i % 20
        )
    };
    let table = format!(
        "package: PyPI/bench\nsupport: {{latest: 2, of: major}}\nreleases:\n{}",
        each(n, release)
    );
    let mut files = vec![
        config(),
        ("content/supported-versions.yaml".to_owned(), table),
    ];
    files.extend((0..250).map(|number| {
        let fixed = format!("{}.{}.0", 1 + n * number / 250 / 20, n * number / 250 % 20);
        advisory(number, &format!("affected: {{PyPI/bench: '< {fixed}'}}"))
    }));
    files
}

fn packages(n: usize) -> Vec<(String, String)> {
    let package = each(n, |i| format!("  PyPI/bench-{i}: '< 1.{i}'\n"));
    vec![config(), advisory(1, &format!("affected:\n{package}"))]
}

fn pages(n: usize) -> Vec<(String, String)> {
    let page = |i| {
        (
            format!("content/page-{i}.md"),
            format!("# Page {i}\n\nText.\n"),
        )
    };
    (0..n).map(page).chain([config()]).collect()
}

fn directives(n: usize) -> Vec<(String, String)> {
    let text = each(n, |i| {
        format!("Text {i}.\n\n<!-- forewarn: advisories latest=100 -->\n\n")
    });
    let rest = "affected: {PyPI/bench: '< 2'}";
    let mut files: Vec<_> = (0..100).map(|number| advisory(number, rest)).collect();
    files.push(("content/page.md".to_owned(), format!("# Page\n\n{text}")));
    files.push(config());
    files
}

fn ranges(n: usize) -> Vec<(String, String)> {
    let mut text =
        String::from("affected:\n- package: {ecosystem: PyPI, name: bench}\n  ranges:\n");
    for i in 0..n {
        write!(
            text,
            "  - type: ECOSYSTEM\n    events: [{{introduced: \"{i}.1\"}}, {{fixed: \"{i}.2\"}}]\n"
        )
        .expect("a string takes every text");
    }
    vec![config(), advisory(1, &text)]
}

fn references(n: usize) -> Vec<(String, String)> {
    let link = each(n, |i| format!("- https://bench.example/{i}\n"));
    vec![config(), advisory(1, &format!("references:\n{link}"))]
}
