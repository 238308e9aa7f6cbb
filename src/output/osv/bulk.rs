//! All records at once, as osv.dev exports them: `osv/` of the site can stand where its
//! bucket does (google.github.io/osv.dev/data, "Data dumps").
//!
//! ```text
//! osv/all.zip      osv/modified_id.csv      osv/ecosystems.txt
//! osv/ECO/all.zip  osv/ECO/modified_id.csv  osv/ECO/ID.json
//! ```
//!
//! Withdrawn records are everywhere: who mirrors them has to learn of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{MEDIA_TYPE, record};
use crate::model::{Advisory, Family, RangeType, SitePath, View};
use crate::output::plan::{DataFile, Frame, file};
use crate::output::{Claims, Material};

/// Where records without a package are whose ranges are all of commits.
const GIT: &str = "GIT";
/// Where other records without a package are.
const NOWHERE: &str = "[EMPTY]";

const ZIP: &str = "application/zip";
const CSV: &str = "text/csv";
const TITLE: &str = "OSV record of an advisory, by its ecosystem";
const ARCHIVE: &str = "All OSV records";
const ARCHIVE_OF: &str = "The OSV records of one ecosystem";
const CHANGES: &str = "When each OSV record was modified, newest first";
const CHANGES_OF: &str = "When each OSV record of one ecosystem was modified, newest first";
const ECOSYSTEMS: &str = "The folders of ecosystems beside this file";

/// The records of one ecosystem, by id.
type Folder<'p> = Arc<Vec<&'p Advisory>>;

/// What mirrors and scanners ask for, as soon as there is a record or a package that one
/// can be about.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let folders = folders(site);
    if !site.config.makes(Family::Bulk) || folders.is_empty() {
        return;
    }
    let mut all: Vec<_> = site.distinct().collect();
    all.sort_by_key(|advisory| &advisory.id.value);
    let zip = move |frame: &Frame<'_>| archive(frame, &all);
    claims.list(DataFile::fixed("osv/all.zip", ZIP, ARCHIVE), file(zip));
    let names: Vec<_> = folders.keys().map(String::as_str).collect();
    let names = names.join("\n") + "\n";
    let names = move |_: &Frame<'_>| names.clone().into_bytes();
    let listed = DataFile::fixed("osv/ecosystems.txt", "text/plain", ECOSYSTEMS);
    claims.list(listed, file(names));
    claims.list_kind(DataFile::fixed("osv/{ecosystem}/all.zip", ZIP, ARCHIVE_OF));
    let changes = "osv/{ecosystem}/modified_id.csv";
    claims.list_kind(DataFile::fixed(changes, CSV, CHANGES_OF));
    if !site.public.is_empty() {
        let records = DataFile::fixed("osv/{ecosystem}/{id}.json", MEDIA_TYPE, TITLE);
        claims.list_kind(records);
    }
    for (name, folder) in &folders {
        claim_folder(name, folder, claims);
    }
    let listed = DataFile::fixed("osv/modified_id.csv", CSV, CHANGES);
    let changes = move |frame: &Frame<'_>| {
        let rows = folders.iter().flat_map(|(name, folder)| {
            let advisories = folder.iter();
            advisories.map(move |advisory| (*advisory, format!("{name}/{}", advisory.id.value)))
        });
        changes_of(rows.collect(), frame.view())
    };
    claims.list(listed, file(changes));
}

fn claim_folder<'p>(name: &str, folder: &Folder<'p>, claims: &mut Claims<'p>) {
    for &advisory in folder.iter() {
        let record = |frame: &Frame<'_>| record(frame, advisory);
        if let Ok(path) = SitePath::new(format!("osv/{name}/{}.json", advisory.id.value)) {
            claims.own_if_free(path, file(record));
        }
    }
    let advisories = Arc::clone(folder);
    let zip = move |frame: &Frame<'_>| archive(frame, &advisories);
    let advisories = Arc::clone(folder);
    let changes = move |frame: &Frame<'_>| {
        let rows = advisories.iter();
        let rows = rows.map(|advisory| (*advisory, advisory.id.value.to_string()));
        changes_of(rows.collect(), frame.view())
    };
    if let Ok(path) = SitePath::new(format!("osv/{name}/all.zip")) {
        claims.own_if_free(path, file(zip));
    }
    if let Ok(path) = SitePath::new(format!("osv/{name}/modified_id.csv")) {
        claims.own_if_free(path, file(changes));
    }
}

/// The records of each base ecosystem; the project's own packages have a folder without a
/// record, too, for scanners take a missing one for a fault. A record about two ecosystems
/// is in both.
fn folders<'p>(site: &Material<'p>) -> BTreeMap<String, Folder<'p>> {
    let mut folders: BTreeMap<String, Vec<&Advisory>> = BTreeMap::new();
    let packages = site.config.packages.iter();
    let own = packages.filter(|package| !package.ecosystem.is_generic());
    for ecosystem in own.map(|package| package.ecosystem.base()) {
        if is_folder(ecosystem) {
            folders.entry(ecosystem.to_owned()).or_default();
        }
    }
    for advisory in site.distinct() {
        let packages = advisory.affected();
        let packages = packages.filter_map(|affected| affected.package.as_ref());
        let mut names: Vec<&str> = packages.map(|package| package.ecosystem.base()).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            names.push(without_package(advisory));
        }
        for name in names.into_iter().filter(|name| is_folder(name)) {
            folders.entry(name.to_owned()).or_default().push(advisory);
        }
    }
    let sorted = |mut folder: Vec<&'p Advisory>| {
        folder.sort_by_key(|advisory| &advisory.id.value);
        Arc::new(folder)
    };
    let folders = folders.into_iter();
    folders
        .map(|(name, folder)| (name, sorted(folder)))
        .collect()
}

/// Whether every system can have a folder of that name: an unknown ecosystem can be
/// called anything.
fn is_folder(name: &str) -> bool {
    let path = SitePath::new(format!("osv/{name}/all.zip"));
    !name.contains('/') && path.is_ok_and(|path| path.hindrance().is_none())
}

fn without_package(advisory: &Advisory) -> &'static str {
    let affected = advisory.affected();
    let mut ranges = affected.flat_map(|affected| affected.ranges.iter().flatten());
    let first = ranges.next();
    let is_git = first.is_some_and(|range| range.kind() == RangeType::Git);
    if is_git && ranges.all(|range| range.kind() == RangeType::Git) {
        GIT
    } else {
        NOWHERE
    }
}

/// `MODIFIED,NAME` a line, newest first: a mirror stops at the first one that it knows.
fn changes_of(rows: Vec<(&Advisory, String)>, view: View) -> Vec<u8> {
    let rows = rows.into_iter();
    let rows = rows.map(|(advisory, name)| (advisory.as_of(view).record_modified(), name));
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|a, b| (Reverse(&a.0), &a.1).cmp(&(Reverse(&b.0), &b.1)));
    let mut csv = String::new();
    for (modified, name) in rows {
        writeln!(csv, "{modified},{name}").expect("a string takes every text");
    }
    csv.into_bytes()
}

/// A zip archive of the records, which are sorted: no folders, one time, the mode of a file.
fn archive(frame: &Frame<'_>, advisories: &[&Advisory]) -> Vec<u8> {
    let member = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for advisory in advisories {
        let name = format!("{}.json", advisory.id.value);
        let written = zip.start_file(name, member).and_then(|()| {
            let bytes = record(frame, advisory);
            Ok(zip.write_all(&bytes)?)
        });
        written.expect("a vector takes every byte, and no two names are alike");
    }
    let written = zip.finish().expect("a vector takes every byte");
    written.into_inner()
}

#[cfg(test)]
mod tests;
