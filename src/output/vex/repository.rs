//! The documents of all packages in one archive, with an index, and the manifest by
//! which scanners find it (VEX Repository Specification 0.1).

use std::io::Write;

use flate2::{Compression, GzBuilder};
use serde::Serialize;
use tar::{Builder, EntryType, Header};

use super::document::{Document, json};
use super::package::VexPackage;
use super::product;
use crate::model::{SitePath, Timestamp};
use crate::output::osv::display;
use crate::output::plan::{DataFile, Frame, file};
use crate::output::{Claims, Material};

const ARCHIVE: &str = "vex/vex.tar.gz";

/// Below the address of the site, where Trivy looks for it.
const MANIFEST: &str = ".well-known/vex-repository.json";

/// The archive, and the manifest where the address of the site is known: scanners take
/// none but an absolute one.
pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let title = "OpenVEX of every package, as a repository for scanners";
    claims.list(
        DataFile::fixed(ARCHIVE, "application/gzip", title),
        file(archive),
    );
    if site.config.base_url.is_some() {
        let title = "The manifest of the repository of OpenVEX";
        claims.list(
            DataFile::fixed(MANIFEST, "application/json", title),
            file(manifest),
        );
    }
}

#[derive(Serialize)]
struct Manifest {
    name: String,
    description: String,
    versions: [Version; 1],
}

#[derive(Serialize)]
struct Version {
    #[serde(rename = "spec_version")]
    specification: &'static str,
    locations: [Location; 1],
    update_interval: &'static str,
}

#[derive(Serialize)]
struct Location {
    url: String,
}

#[derive(Serialize)]
struct Index {
    #[serde(serialize_with = "display")]
    updated_at: Timestamp,
    packages: Vec<Package>,
}

#[derive(Serialize)]
struct Package {
    id: String,
    location: String,
}

fn manifest(frame: &Frame<'_>) -> Vec<u8> {
    let name = frame.language().name_of(frame.config);
    let archive = SitePath::new(ARCHIVE).expect("a path of forewarn's own");
    json(&Manifest {
        name: name.to_owned(),
        description: format!("What known vulnerabilities mean for releases of {name}"),
        versions: [Version {
            specification: "0.1",
            locations: [Location {
                url: frame.config.address(&archive).unwrap_or_default(),
            }],
            update_interval: "24h",
        }],
    })
}

/// The same bytes for the same documents, whoever packs them when and where.
fn archive(frame: &Frame<'_>) -> Vec<u8> {
    let (mut index, mut documents) = (Vec::new(), Vec::new());
    let mut updated_at = None;
    for package in VexPackage::all(frame.site) {
        let Some(path) = package.path() else {
            continue;
        };
        let packages = [package];
        let Some(document) = Document::new(frame.site, &path, &packages) else {
            continue;
        };
        let [package] = packages;
        updated_at = updated_at.max(Some(document.timestamp));
        let location = package.location();
        let ids = product::index_ids(package.exposure.package(), &package.purl);
        index.extend(ids.into_iter().map(|id| Package {
            id,
            location: location.clone(),
        }));
        documents.push((location, document.json()));
    }
    let index = json(&Index {
        updated_at: updated_at.unwrap_or(frame.clock),
        packages: index,
    });
    documents.push(("index.json".to_owned(), index));
    documents.sort();
    packed(&documents).expect("a vector takes every byte")
}

fn packed(files: &[(String, Vec<u8>)]) -> std::io::Result<Vec<u8>> {
    let gzip = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    let mut tar = Builder::new(gzip);
    for (name, bytes) in files {
        let mut header = Header::new_ustar();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, name, bytes.as_slice())?;
    }
    let mut gzip = tar.into_inner()?;
    gzip.flush()?;
    gzip.finish()
}
