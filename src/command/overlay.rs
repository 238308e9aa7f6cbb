//! Where the private overlay is: what is secret, outside the public repository.

use std::path::{Path, PathBuf};

use crate::model::config::Private;
use crate::read;

/// The variable that names the overlay.
const VARIABLE: &str = "FOREWARN_PRIVATE";

/// The overlay of a run.
#[derive(Clone, Debug)]
pub(super) struct Overlay {
    /// The folder.
    pub(super) folder: PathBuf,
    /// The same as it was named, for messages.
    pub(super) shown: String,
    /// Whether whoever started the run named it, and not forewarn.yaml.
    pub(super) is_asked: bool,
}

impl Overlay {
    /// The overlay that was named: by `--private`, else by `FOREWARN_PRIVATE`,
    /// else by `private` as forewarn.yaml has it. Only the last may be absent, since
    /// not everybody who has the repository has the overlay too; where `is_needed`,
    /// only when it is optional.
    pub(super) fn find(
        option: Option<&Path>,
        root: &Path,
        configured: Option<&Private>,
        is_needed: bool,
    ) -> Result<Option<Self>, String> {
        let Some(overlay) = Self::named(option, root, configured) else {
            return Ok(None);
        };
        if overlay.folder.is_dir() {
            overlay.lies_apart(root)?;
            return Ok(Some(overlay));
        }
        if !overlay.is_asked && !overlay.is_there() {
            if !is_needed || configured.is_some_and(|private| private.is_optional) {
                return Ok(None);
            }
            return Err(format!(
                "the overlay `{path}` is not there\n  = help: fetch it, or write `private: {{path: {path}, optional: true}}` where it may be absent",
                path = overlay.shown
            ));
        }
        Err(format!(
            "the overlay `{}` is no folder\n  = help: it holds `advisories/`, `announcements/`, `patches/` and `recipients.yaml`",
            overlay.shown
        ))
    }

    /// The overlay that was named, there or not.
    pub(super) fn named(
        option: Option<&Path>,
        root: &Path,
        configured: Option<&Private>,
    ) -> Option<Self> {
        let asked = option.map(Path::to_owned).or_else(variable);
        let is_asked = asked.is_some();
        let named = match asked {
            Some(path) => path,
            None => PathBuf::from(&configured?.path.value),
        };
        let shown = named.display().to_string();
        let folder = if is_asked { named } else { root.join(named) };
        Some(Self {
            folder,
            shown,
            is_asked,
        })
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "only a command knows where the overlay is"
    )]
    fn is_there(&self) -> bool {
        std::fs::symlink_metadata(&self.folder).is_ok()
    }

    /// What is private lies outside the repository: inside, one `git add` or one
    /// copy of the folder away, it would be published.
    #[expect(
        clippy::disallowed_methods,
        reason = "two paths can only be compared once their links are resolved"
    )]
    fn lies_apart(&self, root: &Path) -> Result<(), String> {
        let resolved = |path: &Path| std::fs::canonicalize(path).ok();
        let repository = read::work_tree(root).unwrap_or_else(|| root.to_owned());
        match (resolved(&self.folder), resolved(&repository)) {
            (Some(folder), Some(repository)) if !folder.starts_with(&repository) => Ok(()),
            _ => Err(format!(
                "the overlay `{}` lies in the repository\n  = help: keep what is private in a folder outside, such as `../{}-embargoed`",
                self.shown,
                repository.file_name().unwrap_or_default().display()
            )),
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read here and nowhere below"
)]
fn variable() -> Option<PathBuf> {
    let value = std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
    value.map(PathBuf::from)
}
