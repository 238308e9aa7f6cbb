//! The folders `go/`, `composer/` and `nuget/`.

use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;

use super::{AT, folder, lantern};
use crate::harness::{Site, tree};

/// What there is of a folder, in one text: each file below its path.
fn shown(site: &Site, part: &str) -> String {
    let files = tree(&site.root().join("public").join(part)).into_iter();
    let files = files.filter(|(path, _)| !is_packed(path));
    let files = files.map(|(path, bytes)| {
        let text = String::from_utf8(bytes).expect("JSON is text");
        format!("-- {path} --\n{text}")
    });
    files.collect()
}

fn is_packed(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == "gz")
}

#[test]
fn each_package_manager_finds_a_folder_of_its_own() {
    let site = lantern();
    site.build().at(AT).succeeds();
    for part in ["go", "composer", "nuget"] {
        let expected = snapbox::Data::read_from(&folder().join(format!("{part}.txt")), None);
        snapbox::assert_data_eq!(shown(&site, part), expected.raw());
    }
}

/// Over HTTP the client of Go asks for these alone.
#[test]
fn what_go_reads_has_a_compressed_twin_without_a_name_and_a_time() {
    let site = lantern();
    site.build().at(AT).succeeds();
    let files = tree(&site.root().join("public/go"));
    let plain = files.iter().filter(|(path, _)| !is_packed(path));
    let mut count = 0;
    for (path, bytes) in plain {
        let packed = &files[&format!("{path}.gz")];
        let mut gzip = GzDecoder::new(packed.as_slice());
        let mut unpacked = Vec::new();
        gzip.read_to_end(&mut unpacked).expect("gzip");
        assert!(unpacked == *bytes, "{path}");
        let header = gzip.header().expect("a header");
        assert_eq!((header.mtime(), header.filename()), (0, None), "{path}");
        count += 1;
    }
    assert_eq!(files.len(), 2 * count);
}

/// Go's files name each other by where they are; the others need an address.
#[test]
fn without_an_address_there_is_go_alone() {
    let yaml = fs::read_to_string(folder().join("site/forewarn.yaml")).expect("the file");
    let yaml = yaml.replace("base_url: https://lantern.example/security/\n", "");
    let site = lantern().file("forewarn.yaml", &yaml);
    site.build().at(AT).succeeds();
    let has = |part: &str| site.root().join("public").join(part).exists();
    assert_eq!(["go", "composer", "nuget"].map(has), [true, false, false]);
}

#[test]
fn a_family_is_switched_off() {
    let yaml = fs::read_to_string(folder().join("site/forewarn.yaml")).expect("the file");
    for part in ["go", "composer", "nuget"] {
        let yaml = format!("{yaml}outputs: {{{part}: false}}\n");
        let site = lantern().file("forewarn.yaml", &yaml);
        site.build().at(AT).succeeds();
        assert!(!site.root().join("public").join(part).exists(), "{part}");
    }
}

/// A project can tell its users where to look before there is anything to see.
#[test]
fn a_package_without_advisories_has_an_empty_database() {
    let site = Site::bare()
        .file(
            "forewarn.yaml",
            "project: {name: lantern, package: [Go/lantern.example/lantern, \
             Packagist/lantern/lantern, NuGet/Lantern.Core]}\n\
             base_url: https://lantern.example/security/\n",
        )
        .file("SECURITY.md", "# Security policy\n");
    site.build().at(AT).succeeds();
    let all = ["go", "composer", "nuget"].map(|part| shown(&site, part));
    let expected = snapbox::Data::read_from(&folder().join("empty.txt"), None);
    snapbox::assert_data_eq!(all.concat(), expected.raw());
}

/// Neither an address nor a range of a secret advisory is in any of them.
#[test]
fn what_is_secret_changes_nothing() {
    let open = lantern();
    open.build().at(AT).succeeds();
    let secret = lantern().file(
        "../overlay/advisories/9.yaml",
        "id: x_lantern-2026-0009\nsummary: Oil drips into the machine of the lighthouse\n\
         published: 2026-09-01T00:00:00Z\naffected: {Go/lantern.example/cellar: \"< 3.0.0\", \
         Packagist/lantern/cellar: \"< 3.0.0\", NuGet/Lantern.Cellar: \"< 3.0.0\"}\n",
    );
    let build = secret.build().at(AT);
    build.env("FOREWARN_PRIVATE", "../overlay").succeeds();
    let tree = |site: &Site| tree(&site.root().join("public"));
    crate::harness::assert_same_tree(&tree(&open), &tree(&secret));
}
