//! The package URLs under which readers look for a package and its versions.
//!
//! Readers compare them after reading, all but the name of the package in the index of
//! a repository, which Trivy compares as text.

use std::collections::BTreeSet;

use crate::model::config::PackageName;
use crate::model::purl;

/// The names of a package in the index of a repository: Trivy writes module paths of
/// Go in lower case.
pub(super) fn index_ids(package: &PackageName, purl: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::from([purl.to_owned()]);
    if package.ecosystem.base() == "Go" {
        ids.insert(purl.to_lowercase());
    }
    ids
}

/// A version as lock files and lists of components have it: modules of Go and tags of
/// Composer's packages with a `v` before it, which records leave out.
pub(super) fn versions(package: &PackageName, purl: &str, version: &str) -> Vec<String> {
    let mut versions = vec![purl::of_version(purl, version)];
    let has_tags = matches!(package.ecosystem.base(), "Go" | "Packagist");
    if has_tags && version.starts_with(|c: char| c.is_ascii_digit()) {
        versions.push(purl::of_version(purl, &format!("v{version}")));
    }
    versions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Ecosystem;

    #[test]
    fn a_package_has_every_name_that_a_reader_may_write() {
        for (ecosystem, name, ids, products) in [
            (
                "PyPI",
                "tinysig",
                &["pkg:pypi/tinysig"][..],
                &["pkg:pypi/tinysig@1%211.0%2Blocal"][..],
            ),
            (
                "Go",
                "github.com/Example/TinySig",
                &[
                    "pkg:golang/github.com/Example/TinySig",
                    "pkg:golang/github.com/example/tinysig",
                ],
                &[
                    "pkg:golang/github.com/Example/TinySig@1%211.0%2Blocal",
                    "pkg:golang/github.com/Example/TinySig@v1%211.0%2Blocal",
                ],
            ),
        ] {
            let package = PackageName {
                ecosystem: Ecosystem::new(ecosystem),
                name: name.to_owned(),
            };
            let purl = purl::of(&package).unwrap();
            assert!(index_ids(&package, &purl).iter().eq(ids.iter()));
            assert_eq!(versions(&package, &purl, "1!1.0+local"), products);
        }
    }
}
