//! What lies in a directory: forewarn's own files, and others.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::fault::{At, DeliverFault, Step};
use super::manifest::{MARKS, Manifest};
use super::mount::is_mount_point;

/// Something that forewarn did not write. A folder stands for all in it.
pub(super) struct Foreign {
    /// Path from the directory.
    pub(super) path: PathBuf,
    /// A regular file, not a folder, link or device.
    pub(super) is_file: bool,
}

/// What was found in a directory.
#[derive(Default)]
pub(super) struct Survey {
    /// Regular files of the manifest that are there.
    pub(super) ours: BTreeSet<String>,
    /// All else, by path.
    pub(super) foreign: Vec<Foreign>,
    /// The folders that were looked into, each after the one it lies in.
    pub(super) folders: Vec<PathBuf>,
}

/// Looks through `tree` without following links. A file is ours when `manifest`
/// lists it and it is still a regular file. Only `folders` are looked into:
/// every other folder is foreign as a whole.
pub(super) fn survey(tree: &Path, manifest: &Manifest, folders: &BTreeSet<String>) -> Step<Survey> {
    let mut survey = Survey::default();
    let mut entries = WalkDir::new(tree)
        .min_depth(1)
        .follow_root_links(false)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|fault| {
            let path = fault.path().unwrap_or(tree).to_owned();
            let source = fault.into_io_error();
            let source = source.expect("without following links there are no loops");
            DeliverFault::Io {
                action: "look into",
                path,
                source,
            }
        })?;
        let below = entry.path().strip_prefix(tree);
        let below = below.expect("the walk began there");
        let name = slashed(below);
        let name = name.as_deref();
        if entry.file_type().is_dir() && name.is_some_and(|name| folders.contains(name)) {
            survey.folders.push(below.to_owned());
            continue;
        }
        let is_file = entry.file_type().is_file();
        match name {
            Some(name) if is_file && MARKS.contains(&name) => {}
            Some(name) if is_file && manifest.contains(name) => {
                survey.ours.insert(name.to_owned());
            }
            _ => {
                survey.foreign.push(Foreign {
                    path: below.to_owned(),
                    is_file,
                });
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
        }
    }
    Ok(survey)
}

impl Survey {
    /// Errs when something in `tree` could not be emptied or moved after the
    /// exchange: better now, while nothing has changed.
    pub(super) fn can_be_replaced(&self, tree: &Path) -> Step<()> {
        let foreign = self.foreign.iter().map(|foreign| &foreign.path);
        let inside = foreign.chain(&self.folders).map(|below| tree.join(below));
        for path in std::iter::once(tree.to_owned()).chain(inside) {
            if is_mount_point(&path) {
                return Err(DeliverFault::mounted(&path));
            }
            if path.symlink_metadata().is_ok_and(|data| data.is_dir()) {
                is_writable(&path).at("replace", &path)?;
            }
        }
        Ok(())
    }
}

/// The path with `/`; `None` when it is not UTF-8.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<_>> = path.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

#[cfg(unix)]
fn is_writable(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, AtFlags, CWD, accessat};

    let access = Access::WRITE_OK | Access::EXEC_OK;
    Ok(accessat(CWD, folder, access, AtFlags::EACCESS)?)
}

#[cfg(not(unix))]
fn is_writable(_: &Path) -> io::Result<()> {
    Ok(())
}
