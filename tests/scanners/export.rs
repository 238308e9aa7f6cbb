//! The command `export`.

use super::{AT, lantern};
use crate::harness::Site;

fn export(site: &Site, format: &str, id: &str) -> crate::harness::Invocation {
    site.run(["export", format, id]).at(AT)
}

#[test]
fn each_database_gets_a_file_of_its_own_form() {
    let site = lantern();
    let rustsec = export(&site, "rustsec", "x_lantern-2026-0001").succeeds();
    snapbox::assert_data_eq!(&rustsec.stdout, snapbox::file!["export/rustsec.md"].raw());
    let rubysec = export(&site, "rubysec", "CVE-2026-41001").succeeds();
    snapbox::assert_data_eq!(&rubysec.stdout, snapbox::file!["export/rubysec.yml"].raw());
    let pypa = export(&site, "pypa", "x_lantern-2026-0001").succeeds();
    snapbox::assert_data_eq!(&pypa.stdout, snapbox::file!["export/pypa.yaml"].raw());
    let friends = export(&site, "friendsofphp", "cve-2026-41001").succeeds();
    snapbox::assert_data_eq!(
        &friends.stdout,
        snapbox::file!["export/friendsofphp.yaml"].raw()
    );
    friends.stderr(
        "its place is `lantern/lantern/CVE-2026-41001.yaml` of \
         github.com/FriendsOfPHP/security-advisories\n",
    );
}

#[test]
fn cve_services_get_a_container_or_a_record() {
    const ORG: &str = "f2a7c4de-3b15-4c2e-9d70-0c1b5a6e8f11";
    let site = lantern();
    let container = export(&site, "cve", "CVE-2026-41001").succeeds();
    snapbox::assert_data_eq!(&container.stdout, snapbox::file!["export/cve.json"].raw());
    container.stderr("its place is `cnaContainer` of `CVE-2026-41001` at CVE Services\n");
    let whole = ["export", "cve", "CVE-2026-41001", "--record", "--org", ORG];
    let record = site.run(whole).at(AT).succeeds();
    snapbox::assert_data_eq!(
        &record.stdout,
        snapbox::file!["export/cve-record.json"].raw()
    );
    let none = export(&site, "cve", "x_lantern-2026-0003").exits(2);
    none.stderr(
        "error: x_lantern-2026-0003 has no CVE id\n  \
         = help: ask for one, and write it down: `cve: CVE-2026-40001`\n",
    );
}

/// The line of the first had no support when it came out; of the second, one still had.
#[test]
fn what_had_no_support_when_it_came_out_says_so() {
    let advisory = |number: u32, fixed: &str| {
        format!(
            "{{id: x_lantern-2026-000{number}, cve: CVE-2026-4100{number}, summary: A flaw, \
             published: 2026-01-01, introduced: \"1.0\", fixed: \"{fixed}\"}}\n"
        )
    };
    let site = Site::bare()
        .file(
            "forewarn.yaml",
            "project: {name: lantern, package: PyPI/lantern}\n\
             base_url: https://lantern.example/\n",
        )
        .file(
            "content/supported-versions.yaml",
            "support: {latest: 1, of: minor}\nreleases: \
             [{version: \"1.0\", date: 2024-01-01}, {version: \"1.1\", date: 2025-01-01}]\n",
        )
        .file("advisories/1.yaml", &advisory(1, "1.1"))
        .file("advisories/2.yaml", &advisory(2, "1.2"));
    for (id, is_unsupported) in [("CVE-2026-41001", true), ("CVE-2026-41002", false)] {
        let printed = export(&site, "cve", id).succeeds().stdout;
        let tag = "\"unsupported-when-assigned\"";
        assert_eq!(printed.contains(tag), is_unsupported, "{printed}");
    }
}

#[test]
fn what_is_taken_back_is_said_where_the_database_has_a_word_for_it() {
    let site = lantern();
    let rustsec = export(&site, "rustsec", "x_lantern-2026-0004").succeeds();
    assert!(rustsec.stdout.contains("\nwithdrawn = \"2026-04-02\"\n"));
    for format in ["rubysec", "friendsofphp"] {
        let refused = export(&site, format, "x_lantern-2026-0004").exits(2);
        assert_eq!(refused.stdout, "");
        refused.stderr(
            "error: x_lantern-2026-0004 is withdrawn, for which the database has no word\n  \
             = help: ask there to have its file removed\n",
        );
    }
}

#[test]
fn what_a_database_has_no_form_for_is_refused() {
    let site = lantern();
    for (format, id, message) in [
        (
            "friendsofphp",
            "x_lantern-2026-0003",
            "error: Packagist/lantern/lantern has no end in `>=2.1.0`\n  \
             = help: the database takes branches that end: export it when there is a fix\n",
        ),
        (
            "rubysec",
            "x_lantern-2026-0003",
            "error: x_lantern-2026-0003 has no id of CVE or GitHub, by which the database names \
             its files\n  = help: ask for one, and write it down as `cve` or in `aliases`\n",
        ),
        (
            "rubysec",
            "x_lantern-2026-9999",
            "error: no public advisory is called `x_lantern-2026-9999`\n  = help: write the id \
             of one that the site shows; what is not public is not exported\n",
        ),
    ] {
        let refused = export(&site, format, id).exits(2);
        assert_eq!(refused.stdout, "");
        refused.stderr(message);
    }
}

/// Whoever asks for a secret advisory learns no more than of one that is not there.
#[test]
fn a_secret_advisory_is_unknown() {
    let secret = |dates: &str| {
        format!(
            "id: x_lantern-2026-0009\nsummary: Oil drips into the machine\n{dates}\n\
             cve: CVE-2026-41009\nfixed: \"3.0\"\npackage: RubyGems/lantern\n"
        )
    };
    let site = lantern();
    let unknown = export(&site, "rubysec", "CVE-2026-41009").exits(2);
    for (path, dates) in [
        ("advisories/9.yaml", "published: 2026-10-02T00:00:00Z"),
        ("advisories/9.yaml", "draft: true"),
        (
            "../overlay/advisories/9.yaml",
            "published: 2026-09-01T00:00:00Z",
        ),
    ] {
        let site = lantern().file(path, &secret(dates));
        let invocation = export(&site, "rubysec", "CVE-2026-41009");
        let invocation = if path.starts_with("..") {
            invocation.env("FOREWARN_PRIVATE", "../overlay")
        } else {
            invocation
        };
        let refused = invocation.exits(2);
        assert_eq!(refused.stdout, "", "{dates}");
        assert_eq!(refused.stderr, unknown.stderr, "{dates}");
    }
    // Nor can a moment ahead be asked for.
    let site = lantern();
    let ahead = site.run(["export", "rubysec", "CVE-2026-41001", "--at", "2999-01-01"]);
    assert_eq!(ahead.exits(2).stdout, "");
}

/// The second lock: a public advisory that quotes a secret one is not printed.
#[test]
fn the_guard_looks_at_what_is_printed() {
    let site = lantern()
        .file(
            "../overlay/advisories/9.yaml",
            "id: x_lantern-2026-0009\nsummary: Oil drips into the machine of the lighthouse\n\
             published: 2026-12-01T00:00:00Z\nfixed: \"3.0\"\npackage: RubyGems/lantern\n",
        )
        .file(
            "advisories/8.yaml",
            "id: x_lantern-2026-0008\nsummary: See x_lantern-2026-0009\ncve: CVE-2026-41008\n\
             published: 2026-09-01T00:00:00Z\nfixed: \"2.9\"\npackage: RubyGems/lantern\n",
        );
    let invocation = export(&site, "rubysec", "x_lantern-2026-0008");
    let leak = invocation.env("FOREWARN_PRIVATE", "../overlay").exits(3);
    assert_eq!(leak.stdout, "");
}
