//! The site that was published before.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::deliver::{MANIFEST, listed};
use crate::model::{SitePath, Timestamp};
use crate::read::{ReadFault, published, published_paths};
use crate::source::Content;

/// The largest list of files and the largest feed, in bytes.
const LIST_LIMIT: u64 = 64 << 20;

/// The largest record, in bytes: what is parsed takes several times as much.
const RECORD_LIMIT: u64 = 8 << 20;

/// What the index of records tells of one.
#[derive(Deserialize)]
struct Item {
    modified: String,
}

/// A site that was published before, of which nothing is taken on trust.
#[derive(Debug)]
pub struct Last {
    folder: PathBuf,
    paths: BTreeSet<String>,
}

impl Last {
    /// The site in `folder`; `None` when there is none. Its list of files tells what
    /// forewarn wrote there; without one, as hosts serve it, every file counts.
    pub fn open(folder: &Path) -> Result<Option<Self>, ReadFault> {
        let list = published(folder, MANIFEST, LIST_LIMIT)?;
        let paths = match list {
            Some(Content::Bytes(bytes)) => listed(&bytes),
            _ => None,
        };
        let paths = match paths {
            Some(paths) => paths,
            None if published(folder, "osv/all.json", LIST_LIMIT)?.is_none() => return Ok(None),
            None => published_paths(folder)?.into_iter().collect(),
        };
        let folder = folder.to_owned();
        Ok(Some(Self { folder, paths }))
    }

    /// Its paths, in the order of their bytes.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    /// The paths that are those of records, with their ids.
    pub(super) fn records(&self) -> impl Iterator<Item = (SitePath, &str)> {
        self.paths().filter_map(|path| {
            let id = path.strip_prefix("osv/")?.strip_suffix(".json")?;
            let path = SitePath::new(path).ok()?;
            (!id.contains('/')).then_some((path, id))
        })
    }

    pub(super) fn has(&self, path: &SitePath) -> bool {
        self.paths.contains(path.as_str())
    }

    /// The newest `modified` that importers have seen: what is not later than that, they
    /// pass over.
    pub(super) fn newest(&self) -> Option<Timestamp> {
        let bytes = self.bytes("osv/all.json", LIST_LIMIT)?;
        let items: Vec<Item> = serde_json::from_slice(&bytes).ok()?;
        let times = items
            .iter()
            .filter_map(|item| item.modified.parse::<jiff::Timestamp>().ok());
        times.max().map(Timestamp::from)
    }

    /// The bytes of a record, unless they cannot be had.
    pub(super) fn record(&self, path: &str) -> Option<Vec<u8>> {
        self.bytes(path, RECORD_LIMIT)
    }

    /// The bytes of a feed, unless they cannot be had.
    pub(super) fn feed(&self, path: &str) -> Option<Vec<u8>> {
        self.bytes(path, LIST_LIMIT)
    }

    fn bytes(&self, path: &str, limit: u64) -> Option<Vec<u8>> {
        match published(&self.folder, path, limit) {
            Ok(Some(Content::Bytes(bytes))) => Some(bytes),
            _ => None,
        }
    }
}
