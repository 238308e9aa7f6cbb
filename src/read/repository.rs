//! Where the Git repository around a site is.

use std::fs;
use std::path::{Path, PathBuf};

use super::tags::small_text;

/// The top of the work tree that `root` lies in, links resolved: the nearest
/// folder upward that git takes for one.
pub fn work_tree(root: &Path) -> Option<PathBuf> {
    let root = fs::canonicalize(root).ok()?;
    let mut folders = root.ancestors();
    let found = folders.find(|folder| git_folder(folder).is_some());
    found.map(Path::to_owned)
}

/// The path from the top of the repository to `root`: empty, or with a `/` at its
/// end.
pub fn path_in_repository(root: &Path) -> String {
    let (Some(top), Ok(root)) = (work_tree(root), fs::canonicalize(root)) else {
        return String::new();
    };
    let below = root.strip_prefix(top).unwrap_or(Path::new(""));
    let parts = below.iter().map(|part| part.to_string_lossy() + "/");
    parts.collect()
}

/// The folder that has the references of the repository around `root`: that of a
/// linked work tree names the repository that it is linked to.
pub(super) fn references(root: &Path) -> Option<PathBuf> {
    let folder = git_folder(&work_tree(root)?)?;
    let common = small_text(&folder.join("commondir"));
    Some(common.map_or(folder.clone(), |path| folder.join(path.trim())))
}

/// What `.git` at the top of a work tree is, or leads to.
fn git_folder(top: &Path) -> Option<PathBuf> {
    let git = top.join(".git");
    if git.symlink_metadata().ok()?.is_dir() {
        return Some(git);
    }
    let text = small_text(&git)?;
    Some(top.join(text.strip_prefix("gitdir:")?.trim()))
}
