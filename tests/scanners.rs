//! What scanners and their databases are given: `forewarn export`, and the folders
//! that package managers read. The site of these tests is `tests/scanners/site`: a
//! project with packages in many registries.

mod agreement;
mod endpoints;
mod export;
mod page;

use std::path::{Path, PathBuf};

use crate::harness::{Site, tree};

pub(crate) const AT: &str = "2026-10-01T12:00:00Z";

/// The site of the folder.
pub(crate) fn lantern() -> Site {
    let files = tree(&folder().join("site")).into_iter();
    files.fold(Site::bare(), |site, (path, bytes)| {
        site.file_bytes(&path, &bytes)
    })
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scanners")
}
