//! Where inputs lie, in a project and in its overlay.

use std::path::{Path, PathBuf};

use super::walk;

/// What is read of a folder: files at fixed places, and folders read whole.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub(super) files: &'static [&'static str],
    /// Folders in which a policy may lie, by whatever name it has.
    pub(super) policies: &'static [&'static str],
    pub(super) folders: &'static [&'static str],
    /// Whether whatever else lies there is a fault.
    pub(super) is_closed: bool,
}

/// A project. The files are the configuration, and what stands in for it and
/// for `content/` in a repository that has neither.
pub const PROJECT: Layout = Layout {
    files: &[
        super::MARK,
        "Cargo.toml",
        "pyproject.toml",
        "package.json",
        "go.mod",
        "composer.json",
        "pom.xml",
    ],
    policies: &["", ".github", "docs"],
    folders: &[
        "content",
        "advisories",
        "announcements",
        "not-a-vulnerability",
        "themes",
    ],
    is_closed: false,
};

/// A private overlay. An advisory that is not read has nothing that the guard
/// could look for, so that nothing may lie here unread.
pub const OVERLAY: Layout = Layout {
    files: &["recipients.yaml"],
    policies: &[],
    folders: &["advisories", "announcements", "patches"],
    is_closed: true,
};

impl Layout {
    /// The folders to watch for new, changed and vanished inputs, and whether
    /// what lies below them counts too. They need not be there.
    pub fn watched(self, top: &Path) -> Vec<(PathBuf, bool)> {
        let mut folders = vec![(top.to_owned(), false)];
        let of_policies = self.policies.iter().filter(|folder| !folder.is_empty());
        folders.extend(of_policies.map(|folder| (top.join(folder), false)));
        folders.extend(self.folders.iter().map(|folder| (top.join(folder), true)));
        folders
    }

    /// Whether a file that was found at `path` is opened.
    pub(super) fn reads(self, path: &str) -> bool {
        let in_folder = path
            .split_once('/')
            .is_some_and(|(top, _)| self.folders.contains(&top));
        if in_folder {
            walk::is_read(path)
        } else {
            !self.is_closed || self.files.contains(&path)
        }
    }

    /// Whether a file or folder at `path`, by its name, can be an input or hold
    /// some.
    pub fn may_hold(self, path: &str) -> bool {
        let (top, below) = path.split_once('/').unwrap_or((path, ""));
        if self.is_closed {
            // A backup there may lie alone, which is a fault.
            let is_hidden = path.split('/').any(|part| part.starts_with('.'));
            return !is_hidden && (below.is_empty() || self.folders.contains(&top));
        }
        if !self.folders.contains(&top) {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            return self.files.contains(&path)
                || self.policies.contains(&path)
                || self.policies.contains(&folder) && walk::is_policy(name)
                || walk::is_gemspec(path);
        }
        let mut parts = below.split('/').filter(|part| !part.is_empty());
        let first = parts.next();
        !first.is_some_and(|name| walk::is_passed_over(top, 1, name.as_bytes()))
            && !parts.any(|name| walk::is_passed_over(top, 2, name.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_reader_passes_over_cannot_be_an_input() {
        for path in [
            "forewarn.yaml",
            "SECURITY.md",
            "security.RST",
            "docs",
            "docs/SECURITY.md",
            "content",
            "content/.well-known/a.txt",
            "advisories/2026",
            "advisories/2026/a.yaml",
        ] {
            assert!(PROJECT.may_hold(path), "{path}");
        }
        for path in [
            "README.md",
            "src",
            "docs/other.md",
            "docs/security/a.md",
            "SECURITY.md~",
            "public/index.html",
            "advisories/.a.yaml.swp",
            "advisories/.git/a.yaml",
            "advisories/.well-known",
            "content/a/.well-known/x",
            "content/a.md~",
            "recipients.yaml",
        ] {
            assert!(!PROJECT.may_hold(path), "{path}");
        }
        assert!(OVERLAY.may_hold("recipients.yaml"));
        assert!(OVERLAY.may_hold("patches/a.patch"));
        assert!(OVERLAY.may_hold("Advisories"));
        assert!(!OVERLAY.may_hold("outbox/a.eml"));
        assert!(!OVERLAY.may_hold(".git"));
    }

    #[test]
    fn every_folder_of_inputs_is_watched() {
        let watched = PROJECT.watched(Path::new("p"));
        let shown: Vec<_> = watched
            .iter()
            .map(|(folder, deep)| format!("{} {deep}", folder.display()))
            .collect();
        assert_eq!(
            shown,
            [
                "p false",
                "p/.github false",
                "p/docs false",
                "p/content true",
                "p/advisories true",
                "p/announcements true",
                "p/not-a-vulnerability true",
                "p/themes true"
            ]
        );
    }
}
