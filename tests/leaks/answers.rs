//! Questions on the command line are answered as if there were no secret.

use std::process::Command;

use super::{AT, SECRET, assert_no_way};
use crate::harness::Site;

/// The way, and the arguments; `AT` is the clock.
const WAYS: &[(&str, &[&str])] = &[
    (
        "whether a version is affected",
        &["affected", "PyPI/tinysig", "3.4.1"],
    ),
    (
        "which version is safe",
        &["affected", "PyPI/tinysig", "2.4.0"],
    ),
    (
        "the same for programs",
        &["affected", "PyPI/tinysig", "3.4.1", "--format", "json"],
    ),
    ("a package URL", &["affected", "pkg:pypi/tinysig@3.4.1"]),
    (
        "a name without its registry",
        &["affected", "tinysig", "3.4.1"],
    ),
    (
        "a package that only the secret names",
        &["affected", "PyPI/quagga", "1.0"],
    ),
    ("the name of it alone", &["affected", "quagga", "1.0"]),
    ("a package that resembles it", &["affected", "quaga", "1.0"]),
    (
        "a version that resembles one of it",
        &["affected", "PyPI/tinysig", "5.0.0-quagg"],
    ),
    (
        "the package of a registry that only the secret names",
        &["affected", "tinysig", "1.0"],
    ),
];

const RECORD: &str = "\
id: x_quagga-2026-0002
cve: CVE-2026-40002
summary: The quagga is let in
affected: {PyPI/tinysig: \"< 3.4.2\", PyPI/quagga: \"< 7.0.0\", npm/tinysig: \"< 9.0.0\"}
";

const PUBLIC: &str = "\
id: x_tinysig-2026-0001
published: 2026-08-01
affected: {PyPI/tinysig: \"< 3.0.0\"}
";

fn project() -> Site {
    let config = "project: {name: tinysig, package: [PyPI/tinysig]}\nprivate: ../overlay\n";
    Site::new()
        .file("forewarn.yaml", config)
        .file("content/policy.md", "# Policy\n")
        .file("advisories/a.yaml", PUBLIC)
}

/// Exit code, data and talk.
pub(super) fn answer(site: &Site, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .env_clear()
        .current_dir(site.root())
        .args(arguments)
        .args(["--at", AT])
        .output()
        .expect("the program starts");
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8(said).expect("UTF-8"),
    )
}

#[test]
fn no_answer_is_another_for_what_is_secret() {
    let names: Vec<_> = WAYS.iter().map(|way| way.0).collect();
    let without = project();
    let published = project().file(
        "advisories/s.yaml",
        &format!("{RECORD}published: 2026-09-01\n"),
    );
    let mut differs = [false; WAYS.len()];
    for (place, dates) in [
        ("advisories/s.yaml", "draft: true\npublished: 2026-09-01\n"),
        ("advisories/s.yaml", "published: 2026-10-01T12:00:01Z\n"),
        ("../overlay/advisories/s.yaml", "published: 2026-09-01\n"),
    ] {
        let secret = project().file(place, &format!("{RECORD}{dates}"));
        let told = (0..WAYS.len()).filter(|&row| {
            let (_, arguments) = WAYS[row];
            let expected = answer(&without, arguments);
            let answered = answer(&secret, arguments);
            differs[row] |= answer(&published, arguments) != expected;
            answered != expected
                || (answered.1.contains(SECRET) && !arguments.concat().contains(SECRET))
        });
        let told: Vec<_> = told.collect();
        assert_no_way(&format!("answered of {place} with {dates}"), &names, told);
    }
    let same = (0..WAYS.len()).filter(|&row| !differs[row]);
    assert_no_way("answered alike, secret or public", &names, same);
}
