//! Where a project's inputs lie on the disk, and which input a path means.

use std::path::{Path, PathBuf};

use crate::command::overlay::Overlay;
use crate::parse;
use crate::preview::watch::Place;
use crate::read::{Layout, OVERLAY, PROJECT};
use crate::source::{FileId, Sources};

/// The folders of a project, links resolved: the paths of events begin with them.
#[derive(Clone, Debug)]
pub(super) struct Folders {
    root: PathBuf,
    /// The private overlay that is named. It need not be there.
    overlay: Option<PathBuf>,
}

/// Where a path lies.
pub(super) struct Spot<'f> {
    /// The root, or the overlay.
    pub(super) top: &'f Path,
    /// What is read there.
    pub(super) layout: Layout,
    /// The path from there on, with `/` between its parts.
    pub(super) below: String,
    /// The file that is known there.
    pub(super) file: Option<FileId>,
}

impl Folders {
    /// The folders of the project at `root` that consists of `sources`. `private`
    /// is the overlay, as the command line gives it.
    pub(super) fn new(root: &Path, private: Option<&Path>, sources: &Sources) -> Self {
        let configured = parse::config(sources).private;
        let overlay = Overlay::named(private, root, configured.as_ref());
        Self {
            root: resolved(root),
            overlay: overlay.map(|overlay| resolved(&overlay.folder)),
        }
    }

    /// What is to be watched. The folder above the overlay tells when that comes.
    pub(super) fn places(&self) -> Vec<Place> {
        let overlay = self.overlay.iter().flat_map(|folder| {
            let above = folder.parent().map(|above| (above.to_owned(), false));
            above.into_iter().chain(OVERLAY.watched(folder))
        });
        let folders = PROJECT.watched(&self.root).into_iter().chain(overlay);
        folders
            .map(|(folder, deep)| Place { folder, deep })
            .collect()
    }

    /// Where a path lies; `None` for one that is outside, or that is no UTF-8.
    pub(super) fn find(&self, path: &Path, sources: &Sources) -> Option<Spot<'_>> {
        let overlay = self.overlay.iter().map(|folder| (folder, OVERLAY, true));
        let tops = overlay.chain([(&self.root, PROJECT, false)]);
        // One may lie in the other.
        let (top, layout, is_private) = tops
            .filter(|(top, ..)| path.starts_with(top))
            .max_by_key(|(top, ..)| top.components().count())?;
        let parts = path.strip_prefix(top).ok()?.components();
        let parts = parts.map(|part| part.as_os_str().to_str());
        let below = parts.collect::<Option<Vec<_>>>()?.join("/");
        let file = if is_private {
            let mut files = sources.overlay();
            files.find(|(_, path)| *path == below).map(|(file, _)| file)
        } else {
            sources.find(&below)
        };
        Some(Spot {
            top,
            layout,
            below,
            file,
        })
    }
}

impl Spot<'_> {
    /// Whether inputs may have come or gone with what is, or was, at a `path` where
    /// no file is known.
    pub(super) fn matters(&self, path: &Path, sources: &Sources) -> bool {
        let folder = format!("{}/", self.below);
        let held_files = || {
            let mut paths = sources.iter().map(|(_, file)| match &file.overlay {
                Some(path) => path,
                None => &file.path,
            });
            paths.any(|path| path.starts_with(&folder))
        };
        let is_top = self.below.is_empty();
        is_top
            || self.layout.may_hold(&self.below)
                && (path.symlink_metadata().is_ok() || held_files())
    }
}

/// A folder with the links in its path resolved, as far as it is there.
#[expect(
    clippy::disallowed_methods,
    reason = "events name folders by their real paths"
)]
fn resolved(folder: &Path) -> PathBuf {
    let real = |folder: &Path| std::fs::canonicalize(folder).ok();
    let absent = || Some(real(folder.parent()?)?.join(folder.file_name()?));
    real(folder)
        .or_else(absent)
        .unwrap_or_else(|| folder.to_owned())
}
