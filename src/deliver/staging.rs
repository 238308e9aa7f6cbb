//! The next site while it is made.

use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::exchange::exchange;
use super::fault::{At, Step};
use super::manifest::{MANIFEST, MARKS, Manifest, STAGING};
use super::place::Place;

/// A directory beside the target that becomes the site, or goes with this
/// value.
pub(super) struct Staging<'p> {
    place: &'p Place,
    is_site: bool,
}

impl<'p> Staging<'p> {
    /// Makes the directory with its mark and all its folders.
    pub(super) fn new(
        place: &'p Place,
        manifest: &Manifest,
        folders: impl IntoIterator<Item = PathBuf>,
    ) -> Step<Self> {
        fs::create_dir(&place.fresh).at("make", &place.fresh)?;
        let staging = Self {
            place,
            is_site: false,
        };
        staging.write(STAGING, manifest.text().as_bytes())?;
        for folder in folders {
            let folder = place.fresh.join(folder);
            fs::create_dir(&folder).at("make", &folder)?;
        }
        Ok(staging)
    }

    /// Writes a file that is new or has changed.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Step<()> {
        let path = self.place.fresh.join(path);
        // Never through a link into the site that is served.
        let file = OpenOptions::new().write(true).create_new(true).open(&path);
        file.and_then(|mut file| file.write_all(bytes))
            .at("write", &path)
    }

    /// Takes a file over from the site that is there.
    pub(super) fn keep(&self, path: impl AsRef<Path>) -> Step<()> {
        let to = self.place.fresh.join(&path);
        duplicate(&self.place.target.join(path), &to).at("write", &to)
    }

    /// Puts the site in place. `is_standing` says that a directory is there, and
    /// `has_manifest` that its list of files is the same.
    pub(super) fn publish(mut self, is_standing: bool, has_manifest: bool) -> Step<()> {
        let fresh = &self.place.fresh;
        let mark = fresh.join(STAGING);
        if has_manifest {
            self.keep(MANIFEST)?;
            fs::remove_file(&mark).at("remove", &mark)?;
        } else {
            fs::rename(&mark, fresh.join(MANIFEST)).at("rename", &mark)?;
        }
        exchange(self.place, is_standing)?;
        self.is_site = true;
        Ok(())
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if !self.is_site {
            // What cannot be removed now is removed by the next build; the
            // fault that led here is the one to report.
            let _ = discard(&self.place.fresh);
        }
    }
}

/// Removes a directory in which everything is forewarn's or a copy. Its marks
/// go last, so that what a kill leaves of it is still known for what it is.
pub(super) fn discard(tree: &Path) -> Step<()> {
    for entry in fs::read_dir(tree).at("look into", tree)? {
        let entry = entry.at("look into", tree)?;
        if MARKS.iter().any(|&mark| entry.file_name() == mark) {
            continue;
        }
        let path = entry.path();
        let is_folder = entry.file_type().at("look into", &path)?.is_dir();
        let removed = if is_folder {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        removed.at("remove", &path)?;
    }
    for mark in MARKS {
        let path = tree.join(mark);
        match fs::remove_file(&path) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {}
            removed => removed.at("remove", &path)?,
        }
    }
    fs::remove_dir(tree).at("remove", tree)
}

/// Makes `to` the same file as `from`, or a copy with its mode and time where
/// the file system or its owner allows no second name.
fn duplicate(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| copy(from, to))
}

pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = File::open(from)?;
    let mut to = OpenOptions::new().write(true).create_new(true).open(to)?;
    io::copy(&mut from, &mut to)?;
    let data = from.metadata()?;
    to.set_permissions(data.permissions())?;
    to.set_times(FileTimes::new().set_modified(data.modified()?))
}
