//! The names of a repository's tags, read from its files.
//!
//! A build runs no program, so `git tag` is not asked. Tags are one reference
//! each under `refs/tags/`, or lines of `packed-refs` (gitrepository-layout(5)).
//! The folder of a linked work tree names the repository that has them. What
//! cannot be read has no tags: the parser says so where they are asked for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::repository;

/// The largest `packed-refs` that is read, in bytes.
const LIMIT: u64 = 16 << 20;

/// `refs/tags/NAME`, one a line, sorted; `None` when there is no tag.
pub(super) fn tags(root: &Path) -> Option<String> {
    let repository = repository::references(root)?;
    let mut tags = BTreeSet::new();
    packed(&repository, &mut tags);
    loose(&repository, &mut tags);
    let lines: Vec<_> = tags.into_iter().collect();
    (!lines.is_empty()).then(|| lines.join("\n") + "\n")
}

/// Whether the tags are in a form that is not read: a reftable
/// (gitformat-reftable).
pub(super) fn are_in_reftable(root: &Path) -> bool {
    let list = repository::references(root).map(|folder| folder.join("reftable/tables.list"));
    list.is_some_and(|list| list.symlink_metadata().is_ok())
}

/// Lines of `packed-refs` are `HASH NAME`; `#` and `^` open other lines.
fn packed(repository: &Path, tags: &mut BTreeSet<String>) {
    let text = small_text(&repository.join("packed-refs")).unwrap_or_default();
    for line in text.lines().filter(|line| !line.starts_with(['#', '^'])) {
        let name = line.split_once(' ').map(|(_, name)| name.trim());
        tags.extend(
            name.filter(|name| name.starts_with("refs/tags/"))
                .map(str::to_owned),
        );
    }
}

fn loose(repository: &Path, tags: &mut BTreeSet<String>) {
    let folder = repository.join("refs/tags");
    let files = WalkDir::new(&folder)
        .follow_links(false)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    for entry in files {
        let name = entry
            .path()
            .strip_prefix(&folder)
            .ok()
            .and_then(Path::to_str);
        tags.extend(name.map(|name| format!("refs/tags/{}", name.replace('\\', "/"))));
    }
}

/// A regular file of a repository as text, when it is one and not too large.
pub(super) fn small_text(path: &Path) -> Option<String> {
    let data = path.symlink_metadata().ok()?;
    (data.is_file() && data.len() <= LIMIT)
        .then(|| fs::read_to_string(path).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn packed_and_loose_tags_are_one_list() {
        let root = tempfile::tempdir().unwrap();
        let hash = "9f1c2a77d0b1e4c6a8f3b5d7e9012c4a6e8f0b1d";
        let packed = format!(
            "# pack-refs with: peeled fully-peeled sorted\n{hash} refs/heads/main\n{hash} refs/tags/v1.0\n^{hash}\n"
        );
        write(root.path(), ".git/packed-refs", &packed);
        write(root.path(), ".git/refs/tags/v1.1", hash);
        write(root.path(), ".git/refs/tags/lib/2.0", hash);
        write(root.path(), ".git/refs/heads/main", hash);
        let expected = "refs/tags/lib/2.0\nrefs/tags/v1.0\nrefs/tags/v1.1\n";
        assert_eq!(tags(root.path()).as_deref(), Some(expected));
    }

    #[test]
    fn a_linked_work_tree_has_the_tags_of_its_repository() {
        let root = tempfile::tempdir().unwrap();
        write(
            root.path(),
            "tree/.git",
            "gitdir: ../main/.git/worktrees/tree\n",
        );
        write(root.path(), "main/.git/worktrees/tree/commondir", "../..\n");
        write(root.path(), "main/.git/refs/tags/1.0", "x");
        let found = tags(&root.path().join("tree"));
        assert_eq!(found.as_deref(), Some("refs/tags/1.0\n"));
    }

    #[test]
    fn a_site_in_a_folder_has_the_tags_of_the_repository_around_it() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), ".git/refs/tags/1.0", "x");
        write(root.path(), "docs/security/forewarn.yaml", "");
        let found = tags(&root.path().join("docs/security"));
        assert_eq!(found.as_deref(), Some("refs/tags/1.0\n"));
    }

    #[test]
    fn without_a_repository_there_are_no_tags() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(tags(root.path()), None);
        write(root.path(), ".git", "no repository");
        assert_eq!(tags(root.path()), None);
    }
}
