//! A site that was published before, read as if a stranger had written it: regular
//! files only, none behind a link, and none without end.

use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::walk::{self, Found, Kind};
use super::{ReadFault, open};
use crate::source::{Content, Refusal};

/// No site has more files. A folder that does is something else.
const MOST: usize = 1_000_000;

/// What lies at `path` below `folder`, up to `limit` bytes; `None` when nothing does,
/// or nothing but behind a link.
pub fn published(folder: &Path, path: &str, limit: u64) -> Result<Option<Content>, ReadFault> {
    match walk::file(folder, path)? {
        None => Ok(None),
        Some(Found {
            kind: Kind::Refused(why),
            ..
        }) => Ok(Some(Content::Refused(why))),
        Some(_) => {
            let path = folder.join(path);
            match open::content(&path, limit) {
                Ok(content) => Ok(content),
                // A folder opens as a file does, and cannot be read as one.
                Err(fault) if fault.kind() == io::ErrorKind::IsADirectory => {
                    Ok(Some(Content::Refused(Refusal::NotAFile)))
                }
                Err(fault) => Err(ReadFault::new(path, fault)),
            }
        }
    }
}

/// The paths of all regular files below `folder`, hidden ones left out but those of
/// RFC 8615, in no order. No link is followed.
pub fn published_paths(folder: &Path) -> Result<Vec<String>, ReadFault> {
    let entries = WalkDir::new(folder).min_depth(1).follow_links(false);
    let is_seen = |entry: &DirEntry| {
        let name = entry.file_name().as_encoded_bytes();
        !name.starts_with(b".") || entry.depth() == 1 && name == b".well-known"
    };
    let mut paths = Vec::new();
    for entry in entries.into_iter().filter_entry(is_seen) {
        let entry = entry.map_err(|fault| {
            let path = fault.path().unwrap_or(folder).to_owned();
            ReadFault::new(path, fault.into())
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        // What is not UTF-8 is no path of a site.
        paths.extend(walk::path(folder, &entry));
        if paths.len() > MOST {
            let fault = io::Error::other("it holds more files than any site");
            return Err(ReadFault::new(folder, fault));
        }
    }
    Ok(paths)
}
