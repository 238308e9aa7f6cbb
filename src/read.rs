//! The only module that reads input files, and the site that was published before.
//!
//! Nothing but regular files inside the root is ever opened for its content.
//! Whatever else lies there (links, FIFOs, devices, sockets, odd names, files
//! too large) comes back as [`Content::Refused`], so that the parser can report
//! it at its place. Two runs over the same tree give the same [`Sources`] in
//! the same order, whatever the file system's own order is.
#![expect(
    clippy::disallowed_methods,
    reason = "reading files is this module's job"
)]

mod layout;
mod open;
mod published;
mod repository;
mod tags;
mod walk;

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use layout::{Layout, OVERLAY, PROJECT};
pub use published::{published, published_paths};
pub use repository::{path_in_repository, work_tree};

use crate::source::{Content, Refusal, Sources, TAGS};
use walk::{Found, Kind};

/// The file that marks the root of a site.
const MARK: &str = "forewarn.yaml";

/// A file or folder that is there and could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`: {source}", path.display())]
pub struct ReadFault {
    /// What could not be read.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

impl ReadFault {
    fn new(path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        Self { path, source }
    }
}

/// The nearest folder that holds `forewarn.yaml`, `from` itself first, then
/// upward, with symbolic links in its path resolved. `None` when there is none:
/// the project has no configuration, and `from` is its root.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    let from = std::fs::canonicalize(from).ok()?;
    // A `forewarn.yaml` that is a link marks a root too: it is better refused
    // there than overlooked.
    let is_root = |folder: &&Path| folder.join(MARK).symlink_metadata().is_ok();
    from.ancestors().find(is_root).map(Path::to_owned)
}

/// Reads the inputs of the site at `root`, sorted by the bytes of their paths;
/// [`TAGS`] comes last when there are any.
///
/// Hidden files and what editors leave behind are passed over. A file under
/// `advisories/` that is neither YAML nor JSON is [named](Refusal::NotAnInput) and
/// not opened. A file that vanishes while the run looks at it was not there. Errs when something that is there
/// cannot be read, or when one of the three folders is something else.
pub fn read(root: &Path) -> Result<Sources, ReadFault> {
    let found = inputs(root, PROJECT)?;
    let contents: Vec<_> = found.par_iter().map(|file| content(root, file)).collect();
    let mut sources = Sources::new();
    for (file, content) in found.into_iter().zip(contents) {
        if let Some(content) = content? {
            sources.add(file.path, content);
        }
    }
    if !sources.is_empty()
        && let Some(tags) = tags::tags(root)
    {
        sources.text(TAGS, tags);
    } else if !sources.is_empty() && tags::are_in_reftable(root) {
        sources.add(TAGS, Content::Refused(Refusal::Reftable));
    }
    Ok(sources)
}

/// Adds the private overlay at `folder` to what was read of the project:
/// `advisories/`, `patches/` and `recipients.yaml`, under the same rules, and the
/// names of all else that lies there. `shown` is what its paths open with in
/// messages.
pub fn read_overlay(folder: &Path, shown: &str, sources: &mut Sources) -> Result<(), ReadFault> {
    for file in inputs(folder, OVERLAY)? {
        if let Some(content) = content(folder, &file)? {
            sources.add_private(shown, file.path, content);
        }
    }
    Ok(())
}

/// Reads again what [`read`] or [`read_overlay`] found at `path` below `top`.
/// `None` when there is a folder by now, nothing, or nothing but behind a link:
/// what that means for other files comes to light when everything is read.
pub fn read_again(top: &Path, layout: Layout, path: &str) -> Result<Option<Content>, ReadFault> {
    let is_folder = || {
        let data = top.join(path).symlink_metadata();
        data.is_ok_and(|data| data.is_dir())
    };
    match walk::file(top, path)? {
        // What was named only, and a link or device as what it is.
        Some(Found {
            kind: Kind::File { .. },
            ..
        }) if !layout.reads(path) => Ok(Some(Content::Refused(Refusal::NotAnInput))),
        Some(found) if !is_folder() => content(top, &found),
        _ => Ok(None),
    }
}

/// The inputs of a folder, sorted by the bytes of their paths.
fn inputs(top: &Path, layout: Layout) -> Result<Vec<Found>, ReadFault> {
    let mut found = Vec::new();
    for path in layout.files {
        found.extend(walk::file(top, path)?);
    }
    for folder in layout.policies {
        walk::policies(top, folder, &mut found)?;
    }
    for folder in layout.folders {
        walk::folder(top, folder, layout.is_closed, &mut found)?;
    }
    if layout.is_closed {
        let known = [layout.files, layout.folders].concat();
        walk::strays(top, &known, &mut found)?;
    } else {
        walk::gemspecs(top, &mut found);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// What a file holds; `None` when it has vanished.
fn content(root: &Path, file: &Found) -> Result<Option<Content>, ReadFault> {
    match &file.kind {
        Kind::Refused(why) => Ok(Some(Content::Refused(why.clone()))),
        Kind::File { limit } => {
            let path = root.join(&file.path);
            open::content(&path, *limit).map_err(|fault| ReadFault::new(path, fault))
        }
    }
}

#[cfg(test)]
mod tests;
