use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::model::Project;
use crate::output::versions::tests::{bytes, clock, made, paths, project};

/// A record of each kind: of a distribution's release, of two ecosystems, of none, of
/// commits, withdrawn; and a package of the project that no record is about.
fn odd_project() -> Project {
    project(&[
        (
            "forewarn.yaml",
            "project: {name: tinysig, package: [PyPI/tinysig, npm/tinysig]}\n",
        ),
        (
            "advisories/A.yaml",
            "{id: x_tinysig-2026-0001, summary: A, published: 2026-09-01, \
             affected: {PyPI/tinysig: < 2, crates.io/tinysig: < 3}}",
        ),
        (
            "advisories/B.yaml",
            "{id: x_tinysig-2026-0002, summary: B, published: 2026-09-02, withdrawn: 2026-09-09, \
             affected: {PyPI/tinysig: < 1}}",
        ),
        (
            "advisories/C.json",
            r#"{"schema_version": "1.7.5", "id": "x_tinysig-2026-0003", "summary": "C",
                "modified": "2026-09-03T00:00:00.5Z", "published": "2026-09-03T00:00:00Z",
                "affected": [{"package": {"ecosystem": "Red Hat:9", "name": "tinysig"},
                              "versions": ["1"]}]}"#,
        ),
        (
            "advisories/D.json",
            r#"{"schema_version": "1.7.5", "id": "x_tinysig-2026-0004", "summary": "D",
                "modified": "2026-09-04T00:00:00Z", "published": "2026-09-04T00:00:00Z",
                "affected": [{"ranges": [{"type": "GIT",
                    "repo": "https://github.com/example/tinysig",
                    "events": [{"introduced": "0"}]}]}]}"#,
        ),
        (
            "advisories/E.yaml",
            "{id: x_tinysig-2026-0005, summary: E, published: 2026-09-05, affected: []}",
        ),
        (
            "advisories/F.yaml",
            "{id: x_tinysig-2026-0006, summary: F, draft: true, affected: {Hex/quagga: < 2}}",
        ),
    ])
}

#[test]
fn records_are_laid_out_as_osv_dev_exports_them() {
    let project = odd_project();
    let paths = paths(&project, clock());
    let mut below_osv = paths
        .iter()
        .filter(|path| path.starts_with("osv/"))
        .map(String::as_str)
        .collect::<Vec<_>>();
    below_osv.sort_unstable();
    assert_eq!(
        below_osv,
        [
            "osv/GIT/all.zip",
            "osv/GIT/modified_id.csv",
            "osv/GIT/x_tinysig-2026-0004.json",
            "osv/PyPI/all.zip",
            "osv/PyPI/modified_id.csv",
            "osv/PyPI/x_tinysig-2026-0001.json",
            "osv/PyPI/x_tinysig-2026-0002.json",
            "osv/Red Hat/all.zip",
            "osv/Red Hat/modified_id.csv",
            "osv/Red Hat/x_tinysig-2026-0003.json",
            "osv/[EMPTY]/all.zip",
            "osv/[EMPTY]/modified_id.csv",
            "osv/[EMPTY]/x_tinysig-2026-0005.json",
            "osv/all.json",
            "osv/all.zip",
            "osv/crates.io/all.zip",
            "osv/crates.io/modified_id.csv",
            "osv/crates.io/x_tinysig-2026-0001.json",
            "osv/ecosystems.txt",
            "osv/modified_id.csv",
            "osv/npm/all.zip",
            "osv/npm/modified_id.csv",
            "osv/x_tinysig-2026-0001.json",
            "osv/x_tinysig-2026-0002.json",
            "osv/x_tinysig-2026-0003.json",
            "osv/x_tinysig-2026-0004.json",
            "osv/x_tinysig-2026-0005.json",
        ]
    );
    let made = |path: &str| made(&project, clock(), path).unwrap();
    assert_eq!(
        made("osv/ecosystems.txt"),
        "GIT\nPyPI\nRed Hat\n[EMPTY]\ncrates.io\nnpm\n"
    );
    assert_eq!(
        made("osv/modified_id.csv"),
        "2026-09-09T14:00:00Z,PyPI/x_tinysig-2026-0002\n\
         2026-09-05T14:00:00Z,[EMPTY]/x_tinysig-2026-0005\n\
         2026-09-04T00:00:00Z,GIT/x_tinysig-2026-0004\n\
         2026-09-03T00:00:00.5Z,Red Hat/x_tinysig-2026-0003\n\
         2026-09-01T14:00:00Z,PyPI/x_tinysig-2026-0001\n\
         2026-09-01T14:00:00Z,crates.io/x_tinysig-2026-0001\n"
    );
    assert_eq!(
        made("osv/PyPI/modified_id.csv"),
        "2026-09-09T14:00:00Z,x_tinysig-2026-0002\n\
         2026-09-01T14:00:00Z,x_tinysig-2026-0001\n"
    );
    assert_eq!(made("osv/npm/modified_id.csv"), "");
    assert_eq!(
        made("osv/Red Hat/x_tinysig-2026-0003.json"),
        made("osv/x_tinysig-2026-0003.json")
    );
}

#[test]
fn archives_hold_the_very_records() {
    let project = odd_project();
    for (path, numbers) in [
        ("osv/all.zip", &[1, 2, 3, 4, 5][..]),
        ("osv/PyPI/all.zip", &[1, 2]),
        ("osv/crates.io/all.zip", &[1]),
        ("osv/Red Hat/all.zip", &[3]),
        ("osv/GIT/all.zip", &[4]),
        ("osv/[EMPTY]/all.zip", &[5]),
        ("osv/npm/all.zip", &[]),
    ] {
        let zip = bytes(&project, clock(), path).unwrap();
        let mut zip = ZipArchive::new(Cursor::new(zip)).unwrap();
        let mut members = Vec::new();
        for at in 0..zip.len() {
            let mut member = zip.by_index(at).unwrap();
            let time = member.last_modified().unwrap().to_string();
            assert_eq!(time, "1980-01-01 00:00:00", "{path}");
            assert_eq!(member.unix_mode(), Some(0o100_644), "{path}");
            let mut text = String::new();
            member.read_to_string(&mut text).unwrap();
            members.push((member.name().unwrap().into_owned(), text));
        }
        let records = numbers.iter().map(|number| {
            let name = format!("x_tinysig-2026-{number:04}.json");
            let record = made(&project, clock(), &format!("osv/{name}")).unwrap();
            (name, record)
        });
        assert_eq!(members, records.collect::<Vec<_>>(), "{path}");
    }
}

#[test]
fn without_a_record_and_a_package_there_is_nothing_to_mirror() {
    let project = project(&[("forewarn.yaml", "project: {name: tinysig}\n")]);
    assert!(made(&project, clock(), "osv/all.zip").is_none());
}

#[test]
fn a_project_can_do_without() {
    let project = project(&[(
        "forewarn.yaml",
        "project: {name: tinysig, package: PyPI/tinysig}\noutputs: {bulk: false}\n",
    )]);
    assert!(made(&project, clock(), "osv/all.zip").is_none());
}
