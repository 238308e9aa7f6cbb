//! The list of files that forewarn wrote into a directory.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::fault::{At, DeliverFault, Step};
use crate::model::SitePath;

/// Name of the list in a whole site.
pub const MANIFEST: &str = ".forewarn-manifest";

/// Name of the same list while the site is being made: whatever lies in a
/// directory with this file was put there by forewarn and can go. It becomes
/// [`MANIFEST`] as the last change before the exchange.
pub(super) const STAGING: &str = ".forewarn-staging";

/// Name of the same list while the site, which another has replaced, is being
/// removed. What is not forewarn's has left such a directory, and it must not
/// become the site again: files are missing.
pub(super) const RETIRED: &str = ".forewarn-retired";

/// All three; one that is [`STAGING`] too stays so until its last mark goes.
pub(super) const MARKS: [&str; 3] = [MANIFEST, RETIRED, STAGING];

/// First line of the list; the number is that of the format.
pub(super) const HEAD: &str = "forewarn manifest 1";

/// The paths in the text of a list; `None` when it is none that this forewarn can read.
pub fn listed(bytes: &[u8]) -> Option<BTreeSet<String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    Manifest::parse(text).map(|manifest| manifest.0)
}

/// Paths of a site, in the order of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(BTreeSet<String>);

impl Manifest {
    /// The list of a site to be made.
    pub(super) fn new(paths: &[SitePath]) -> Self {
        Self(paths.iter().map(|path| path.as_str().to_owned()).collect())
    }

    /// The list in `folder` of that name; `None` when there is none.
    pub(super) fn load(folder: &Path, name: &str) -> Step<Option<Self>> {
        let path = folder.join(name);
        match path.symlink_metadata() {
            Ok(data) if data.is_file() => {}
            Ok(_) => return Ok(None),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(fault) => return Err(fault).at("read", &path),
        }
        let bytes = std::fs::read(&path).at("read", &path)?;
        match listed(&bytes) {
            Some(list) => Ok(Some(Self(list))),
            None => Err(DeliverFault::refused(
                format!(
                    "`{}` is no list of files that this forewarn can read",
                    path.display()
                ),
                format!(
                    "see that nothing in `{}` is needed, remove it and build again",
                    folder.display()
                ),
            )),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next() != Some(HEAD) {
            return None;
        }
        // Held to the grammar of paths: no line can name a file elsewhere.
        let path = |line: &str| SitePath::new(line).ok().map(|path| path.to_string());
        lines.map(path).collect::<Option<_>>().map(Self)
    }

    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for path in &self.0 {
            text.push_str(path);
            text.push('\n');
        }
        text
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.0.contains(path)
    }

    /// Every folder above a listed file; each after the one it lies in.
    pub(super) fn folders(&self) -> BTreeSet<String> {
        self.0
            .iter()
            .flat_map(|path| path.match_indices('/').map(|(end, _)| &path[..end]))
            .map(str::to_owned)
            .collect()
    }

    /// The first listed file that cannot stand beside `path`: the same, one
    /// below it, or one above it.
    pub(super) fn rival(&self, path: &str) -> Option<&str> {
        let below = format!("{path}/");
        let above = path.match_indices('/').map(|(end, _)| &path[..end]);
        let first_below = || {
            let next = self.0.range(below.clone()..).next();
            next.filter(|next| next.starts_with(&below))
        };
        std::iter::once(path)
            .chain(above)
            .find_map(|path| self.0.get(path))
            .or_else(first_below)
            .map(String::as_str)
    }
}
