//! Where a project's inputs lie on the disk, and which input a path means.

use std::path::{Path, PathBuf};

use crate::command::overlay::Overlay;
use crate::parse;
use crate::preview::watch::WatchedFolder;
use crate::read::{self, OVERLAY, PROJECT, ReadFault};
use crate::source::{Content, FileId, Sources};

/// The folders of a project, links resolved: the paths of events begin with them.
#[derive(Clone, Debug)]
pub(super) struct Folders {
    root: PathBuf,
    /// The private overlay that is named. It need not be there.
    overlay: Option<PathBuf>,
}

/// What a change at a path means.
pub(super) enum Meaning {
    /// No input is another.
    Nothing,
    /// A file has other content.
    Edit(FileId, Content),
    /// Inputs may have come or gone.
    Anything,
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
    pub(super) fn places(&self) -> Vec<WatchedFolder> {
        let overlay = self.overlay.iter().flat_map(|folder| {
            let above = folder.parent().map(|above| (above.to_owned(), false));
            above.into_iter().chain(OVERLAY.watched(folder))
        });
        let folders = PROJECT.watched(&self.root).into_iter().chain(overlay);
        folders
            .map(|(folder, deep)| WatchedFolder { folder, deep })
            .collect()
    }

    /// What a change at `path` means, when the project was of `sources` before it.
    pub(super) fn meaning(&self, path: &Path, sources: &Sources) -> Result<Meaning, ReadFault> {
        let overlay = self.overlay.iter().map(|folder| (folder, OVERLAY, true));
        let tops = overlay.chain([(&self.root, PROJECT, false)]);
        // One may lie in the other.
        let top = tops
            .filter(|(top, ..)| path.starts_with(top))
            .max_by_key(|(top, ..)| top.components().count());
        let Some((top, layout, is_private)) = top else {
            return Ok(Meaning::Nothing);
        };
        let parts = path.strip_prefix(top).unwrap_or(path).components();
        let parts: Option<Vec<_>> = parts.map(|part| part.as_os_str().to_str()).collect();
        let Some(below) = parts.map(|parts| parts.join("/")) else {
            return Ok(Meaning::Nothing);
        };
        // By their paths below the folder that they lie in.
        let files = || {
            let files = sources.iter();
            let here = files.filter(|(_, file)| file.overlay.is_some() == is_private);
            here.map(|(id, file)| (id, file, file.overlay.as_ref().unwrap_or(&file.path)))
        };
        let Some((file, known, _)) = files().find(|(.., path)| **path == below) else {
            let folder = format!("{below}/");
            let is_there = path.symlink_metadata().is_ok();
            let was_there = || files().any(|(.., path)| path.starts_with(&folder));
            let may_hold = layout.may_hold(&below) && (is_there || was_there());
            return Ok(if below.is_empty() || may_hold {
                Meaning::Anything
            } else {
                Meaning::Nothing
            });
        };
        // The configuration says where else there are files.
        let is_config = !is_private && below == parse::CONFIG;
        Ok(match read::read_again(top, layout, &below)? {
            Some(content) if content == known.content => Meaning::Nothing,
            Some(content) if !is_config => Meaning::Edit(file, content),
            _ => Meaning::Anything,
        })
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
