//! No option, variable or setting ends an embargo, shows a draft or opens a lock.

use super::{AT, assert_no_way, built, output, rows_in, rows_of};
use crate::harness::{Site, assert_same_tree};

const SECRET: &str = "id: x_quagga-2026-0002\nsummary: The quagga check\n";

fn project(config: &str) -> Site {
    Site::new()
        .file(
            "forewarn.yaml",
            &format!("project: {{name: tinysig}}\n{config}"),
        )
        .file("content/policy.md", "# Policy\n")
}

/// Variables that move a clock, a zone or a language.
#[test]
fn no_variable_ends_an_embargo() {
    const VARIABLES: &[(&str, &str)] = &[
        ("TZ", "Pacific/Kiritimati"),
        ("TZ", "Pacific/Pago_Pago"),
        ("TZ", "UTC-24"),
        ("TZ", ":/etc/localtime"),
        ("TZDIR", "/nonexistent"),
        ("LANG", "de_DE.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LC_TIME", "fa_IR.UTF-8"),
        ("SOURCE_DATE_EPOCH", "32472144000"),
        ("FAKETIME", "+10y"),
        ("CI", "true"),
        ("FOREWARN_DRAFTS", "true"),
        ("FOREWARN_AT", "2999-01-01"),
        ("FOREWARN_PRIVATE", ""),
        ("FOREWARN_PRIVATE", "../overlay"),
    ];
    let names: Vec<_> = VARIABLES.iter().map(|(name, _)| *name).collect();
    let site = project("")
        .file(
            "advisories/a.yaml",
            &format!("{SECRET}published: 2026-10-01T12:00:01Z\n"),
        )
        .file(
            "advisories/b.yaml",
            "id: x_quagga-2\npublished: 2026-10-01 14:01 Europe/Berlin\n",
        )
        .file(
            "advisories/c.yaml",
            "id: x_quagga-3\npublished: 2026-10-01\n",
        )
        .file(
            "../overlay/advisories/d.yaml",
            "id: x_quagga-4\npublished: 2026-09-01\n",
        );
    let without = built(&project(""));
    for (row, (name, value)) in VARIABLES.iter().enumerate() {
        let outcome = site.build().at(AT).env(name, value).succeeds();
        let rows = rows_of(&output(&site)).len() + rows_in(outcome.stderr.as_bytes()).len();
        assert_no_way("published or printed", &names, (rows > 0).then_some(row));
        assert_same_tree(&without, &output(&site));
    }
}

/// What is asked to be published before its time is refused, or not heard.
#[test]
fn no_option_publishes_what_is_to_come() {
    let site = project("").file(
        "advisories/a.yaml",
        &format!("{SECRET}published: 2998-12-31\n"),
    );
    for command in ["build", "check"] {
        site.run([command]).at("2999-01-01").exits(2);
        site.run([command])
            .env("SOURCE_DATE_EPOCH", "32472144000")
            .exits(2);
        site.run([command])
            .env("SOURCE_DATE_EPOCH", "soon")
            .exits(2);
        site.run([command]).at("soon").exits(2);
        for option in ["--drafts", "--future", "--private=advisories", "--preview"] {
            site.run([command]).arg(option).exits(2);
        }
    }
    site.run(["affected", "PyPI/tinysig", "1.0"])
        .at("2999-01-01")
        .exits(2);
    assert!(!site.root().join("public").exists());
    // The machine's own clock is the last that counts.
    site.build().succeeds();
    assert!(rows_of(&output(&site)).is_empty());
}

/// What may be set in forewarn.yaml opens no lock.
#[test]
fn no_setting_opens_a_lock() {
    const REFUSED: &[(&str, &str)] = &[
        (
            "secret names are let through",
            "levels: {names-secret-id: off}",
        ),
        (
            "secret names are a warning",
            "levels: {names-secret-id: warning}",
        ),
        ("unknown keys are let through", "levels: {unknown-key: off}"),
        (
            "keys given twice are let through",
            "levels: {duplicate-key: warning}",
        ),
        (
            "unreadable dates are let through",
            "levels: {date-syntax: off}",
        ),
        (
            "a draft of another type is let through",
            "levels: {wrong-type: off}",
        ),
        (
            "files that are no YAML are let through",
            "levels: {yaml-syntax: off}",
        ),
        ("links are followed", "levels: {file-refused: off}"),
        ("drafts are shown", "drafts: true"),
        ("the clock is set", "at: 2999-01-01"),
        ("embargoes are published", "embargo: publish"),
        ("the overlay is published", "private: [../overlay]"),
    ];
    let names: Vec<_> = REFUSED.iter().map(|way| way.0).collect();
    let accepted = (0..REFUSED.len()).filter(|&row| {
        let site = project(&format!("{}\n", REFUSED[row].1))
            .file("advisories/a.yaml", &format!("{SECRET}draft: true\n"));
        let said = site.check().at(AT).exits(2).stderr;
        !said.contains("forewarn.yaml:2")
    });
    let accepted: Vec<_> = accepted.collect();
    assert_no_way("accepted", &names, accepted);
    // These are settings, and publish nothing.
    for setting in [
        "embargo: in-tree",
        "levels: {embargo-in-tree: off}",
        "private: ../overlay",
        "private: gone",
        "disclosure_time: 00:00 Pacific/Kiritimati",
    ] {
        let site = project(&format!("{setting}\n"))
            .file(
                "advisories/a.yaml",
                &format!("{SECRET}published: 2026-10-02T12:00:00Z\n"),
            )
            .file(
                "../overlay/advisories/b.yaml",
                "id: x_quagga-4\npublished: 2026-09-01\n",
            );
        let tree = built(&site);
        assert!(rows_of(&tree).is_empty(), "{setting} publishes");
        assert_same_tree(&built(&project("")), &tree);
    }
}

/// A theme sees what is public: not even one that prints all it is given.
#[test]
fn no_template_is_given_a_secret() {
    let theme = |site: Site| {
        [
            "404",
            "advisories",
            "advisory",
            "alias",
            "package",
            "packages",
            "page",
            "policy",
            "release",
            "versions",
        ]
        .into_iter()
        .fold(site, |site, name| {
            site.file(
                &format!("themes/default/templates/{name}.html"),
                "{{ __tera_context }}\n",
            )
        })
    };
    let public = "id: x_tinysig-2026-0001\npublished: 2026-09-01\npackage: PyPI/tinysig\nfixed: \"1.2\"\ncve: CVE-2026-40001\nprivate: [QUAGGA]\ncredits: [QUAGGA]\n";
    let other =
        "id: x_tinysig-2026-0003\npublished: 2026-09-01\npackage: npm/tinysig\nfixed: \"1.2\"\n";
    let versions = "package: PyPI/tinysig\nsupport: {latest: 1, of: minor}\nreleases:\n  - {version: 1.0.0, date: 2026-01-01}\n";
    let site = theme(project("private: ../overlay\n"))
        .file("content/a.md", "# A\n")
        .file("content/supported-versions.yaml", versions)
        .file("advisories/a.yaml", &public.replace("QUAGGA", "quagga"))
        .file("advisories/b.yaml", other)
        .file(
            "advisories/c.yaml",
            &format!("{SECRET}draft: true\npackage: PyPI/tinysig\nfixed: \"1.3\"\n"),
        )
        .file(
            "../overlay/advisories/d.yaml",
            "id: x_quagga-4\npublished: 2026-09-01\nsummary: A quagga\n",
        )
        .file("../overlay/recipients.yaml", "- quagga@quagga.example\n");
    let tree = built(&site);
    let page = String::from_utf8_lossy(&tree["advisories/x_tinysig-2026-0001.html"]).into_owned();
    assert!(
        page.contains("x_tinysig-2026-0001"),
        "the template prints nothing: {page}"
    );
    assert!(rows_of(&tree).is_empty(), "a template is given a secret");
}
