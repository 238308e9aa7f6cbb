//! Four times the input takes four times the work, whatever list of an advisory or of
//! the supported versions grows.

use super::*;
use crate::work::assert_linear;

/// A text of so many items.
type Shape = fn(usize) -> String;

/// A list in YAML's flow style.
fn list(items: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..items).map(item).collect();
    format!("[{}]", items.join(", "))
}

fn run(from: &str, to: &str) -> String {
    format!("{{introduced: '{from}'}}, {{fixed: '{to}'}}")
}

/// Reads a project and runs every rule.
fn work((advisory, support): &(String, String)) {
    findings(&[
        (
            "advisories/a.yaml",
            &format!("id: x_a-1\npublished: 2026-01-01\n{advisory}\n"),
        ),
        ("content/supported-versions.yaml", support),
    ]);
}

const NO_RELEASES: &str = "support: {latest: 2, of: minor}\nreleases: []\n";

fn assert_all_linear(shapes: &[(&str, Shape)]) {
    for (name, advisory) in shapes {
        assert_linear(name, |n| (advisory(n), NO_RELEASES.to_owned()), work);
    }
}

#[test]
fn ranges_and_versions_take_work_by_their_number() {
    assert_all_linear(&[
        ("ranges", |n| {
            let range = |i| {
                format!(
                    "{{type: ECOSYSTEM, events: [{}]}}",
                    run(&format!("{i}.0"), &format!("{i}.5"))
                )
            };
            let ranges = list(n, range);
            format!("affected: [{{package: {{ecosystem: PyPI, name: tinysig}}, ranges: {ranges}}}]")
        }),
        ("entries", |n| {
            let entry = |i| {
                let events = run(&format!("{i}.0"), &format!("{i}.5"));
                format!(
                    "{{package: {{ecosystem: PyPI, name: tinysig}}, ranges: [{{type: ECOSYSTEM, events: [{events}]}}]}}"
                )
            };
            format!("affected: {}", list(n, entry))
        }),
        ("two ranges of many intervals", |n| {
            let range = |from: usize| {
                let events = list(n, |i| {
                    run(&format!("{i}.{from}"), &format!("{i}.{}", from + 4))
                });
                format!("{{type: ECOSYSTEM, events: {events}}}")
            };
            let (first, second) = (range(0), range(5));
            format!(
                "affected: [{{package: {{ecosystem: Maven, name: 'g:a'}}, ranges: [{first}, {second}]}}]"
            )
        }),
        ("versions beside intervals", |n| {
            let events = list(n, |i| run(&format!("{i}.0"), &format!("{i}.5")));
            let versions = list(n, |i| format!("'{i}.2'"));
            format!(
                "affected: [{{package: {{ecosystem: PyPI, name: tinysig}}, \
                 ranges: [{{type: ECOSYSTEM, events: {events}}}], versions: {versions}}}]"
            )
        }),
        ("single versions beside ranges", |n| {
            let half = |i: usize| match i % 2 {
                0 => format!("'>= {i}.0, < {i}.5'"),
                _ => format!("'= {i}.0'"),
            };
            format!("affected: {{PyPI/tinysig: {}}}", list(n, half))
        }),
        ("ranges that all overlap", |n| {
            format!(
                "affected: {{PyPI/tinysig: {}}}",
                list(n, |i| format!("'>= {i}.0'"))
            )
        }),
    ]);
}

#[test]
fn packages_and_branches_take_work_by_their_number() {
    assert_all_linear(&[
        ("packages with a range", |n| {
            let packages: Vec<String> = (0..n).map(|i| format!("PyPI/a{i}: '< 1.0'")).collect();
            format!("affected: {{{}}}", packages.join(", "))
        }),
        ("packages", |n| {
            format!(
                "package: {}\nfixed: '1.0'",
                list(n, |i| format!("PyPI/a{i}"))
            )
        }),
        ("fixes", |n| {
            format!(
                "fixed: {}",
                list(n, |i| format!("'{}.{}.1'", i / 50, i % 50))
            )
        }),
        ("branches with fixes", |n| {
            let branch = |i| {
                format!(
                    "{{branch: '{}.{}', fixed: '{}.{}.1'}}",
                    i / 50,
                    i % 50,
                    i / 50,
                    i % 50
                )
            };
            format!("branches: {}", list(n, branch))
        }),
        ("branches that are told by more numbers", |n| {
            let branch = |i| {
                format!(
                    "{{branch: '{}.{}.{}', status: wont-fix}}",
                    i / 900,
                    i / 30 % 30,
                    i % 30
                )
            };
            format!("branches: {}", list(n, branch))
        }),
        ("branches that were never affected", |n| {
            let status = |i: usize| ["wont-fix", "not-affected"][i % 2];
            let branch = |i| format!("{{branch: '{}.{}', status: {}}}", i / 50, i % 50, status(i));
            format!("branches: {}", list(n, branch))
        }),
        ("fixes of many branches in one series", |n| {
            let branch = |i| format!("{{branch: '1.{i}', fixed: '9.0.{i}'}}");
            format!("branches: {}", list(n, branch))
        }),
    ]);
}

#[test]
fn supported_versions_take_work_by_their_length() {
    let release = |i: usize| {
        format!(
            "{{version: '{}.{}', date: 2024-01-{:02}}}",
            i / 10,
            i % 10,
            i % 28 + 1
        )
    };
    let several = "introduced: '1.1'\nfixed: ['2.5', '3.2', '9.1']";
    let shapes: [(&str, &str, Shape); 3] = [
        ("the latest", several, |_| {
            "support: {latest: 2, of: major}".to_owned()
        }),
        ("many latest", several, |n| {
            format!("support: {{latest: {}, of: release}}", n / 2)
        }),
        ("phases", several, |_| {
            "phases: {full: {until: next}, security: {for: 3y}}".to_owned()
        }),
    ];
    for (name, advisory, rule) in shapes {
        let input = |n: usize| {
            let releases = list(n, release);
            (
                advisory.to_owned(),
                format!("{}\nreleases: {releases}\n", rule(n)),
            )
        };
        assert_linear(name, input, work);
    }
    let named = |n: usize| {
        let series = |i| {
            let number = format!("{}.{}.1", i / 30, i % 30);
            format!(
                "{{series: '{number}', date: 2024-01-01}}, {{version: '{number}.1', date: 2024-01-01}}"
            )
        };
        (
            several.to_owned(),
            format!("releases: {}\n", list(n, series)),
        )
    };
    assert_linear("series by name", named, work);
}
