//! The project on disk, and the last good state of it that is shown.
//!
//! A file in which parsing finds errors, and that had none before, is shown as it
//! last was: half an advisory would look like a finished one. Every other change
//! is shown at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::folders::{Folders, Meaning};
use super::reading::Reading;
use crate::command::inputs;
use crate::preview::watch::{FileChange, WatchedFolder};
use crate::source::{Content, FileId, SourceFile, Sources};

/// A project that changes.
pub(super) struct Live {
    root: PathBuf,
    /// The overlay, as the command line gives it.
    private: Option<PathBuf>,
    folders: Folders,
    /// What is on the disk.
    disk: Arc<Reading>,
    /// What is shown: the same but for what is held back.
    shown: Arc<Reading>,
    /// The files that are shown as they last were: by their paths, what they held.
    held: BTreeMap<String, Content>,
}

impl Live {
    pub(super) fn new(root: PathBuf, private: Option<PathBuf>, disk: Reading) -> Self {
        let disk = Arc::new(disk);
        Self {
            folders: Folders::new(&root, private.as_deref(), &disk.sources),
            root,
            private,
            shown: Arc::clone(&disk),
            disk,
            held: BTreeMap::new(),
        }
    }

    /// What is shown.
    pub(super) fn shown(&self) -> &Arc<Reading> {
        &self.shown
    }

    /// What is on the disk.
    pub(super) fn disk(&self) -> &Arc<Reading> {
        &self.disk
    }

    /// Whether something is shown as it last was.
    pub(super) fn holds_back(&self) -> bool {
        !self.held.is_empty()
    }

    /// What is to be watched.
    pub(super) fn places(&self) -> Vec<WatchedFolder> {
        self.folders.places()
    }

    /// Reads what changed; `None` when nothing did, after all. Errs with what
    /// cannot be read.
    pub(super) fn look(&mut self, change: &FileChange) -> Result<Option<Applied>, String> {
        let sources = match change {
            FileChange::At(paths) => self.look_at(paths)?,
            FileChange::Doubt(_) | FileChange::Stopped => self.look_at_all()?,
        };
        if sources == self.disk.sources {
            return Ok(None);
        }
        let disk = self.disk.again(sources);
        Ok(Some(self.put(disk, false)))
    }

    /// Shows the same files for a moment at which they say something else.
    pub(super) fn turn(&mut self) -> Applied {
        let disk = self.disk.turned();
        self.put(disk, true)
    }

    /// The files, after something happened at some paths.
    fn look_at(&self, paths: &BTreeSet<PathBuf>) -> Result<Sources, String> {
        let mut sources = self.disk.sources.clone();
        for path in paths {
            let meaning = self.folders.meaning(path, &self.disk.sources);
            match meaning.map_err(|fault| fault.to_string())? {
                Meaning::Nothing => {}
                Meaning::Edit(file, content) => sources.replace(file, content),
                Meaning::Anything => return self.look_at_all(),
            }
        }
        Ok(sources)
    }

    fn look_at_all(&self) -> Result<Sources, String> {
        let files = inputs::files(&self.root, self.private.as_deref(), true);
        files
            .map(|(sources, _)| sources)
            .map_err(|(_, message)| message)
    }

    /// Puts another reading of the disk in the place of the present one, and
    /// finds out which of its files are to be shown as they last were.
    fn put(&mut self, disk: Reading, is_turn: bool) -> Applied {
        let mut sources = disk.sources.clone();
        let mut held = BTreeMap::new();
        for (file, good) in self.last_good(&disk) {
            held.insert(sources.get(file).path.clone(), good.clone());
            sources.replace(file, good);
        }
        let applied = Applied {
            is_shown: is_turn || sources != self.shown.sources,
            changes: differences(&self.disk.sources, &disk.sources),
            held: held.keys().cloned().collect(),
        };
        self.folders = Folders::new(&self.root, self.private.as_deref(), &disk.sources);
        self.disk = Arc::new(disk);
        self.held = held;
        if self.held.is_empty() {
            self.shown = Arc::clone(&self.disk);
        } else if applied.is_shown {
            self.shown = Arc::new(self.disk.again(sources));
        }
        applied
    }

    /// The files of `disk` that have errors by now, with the content with which
    /// they were last without.
    fn last_good(&self, disk: &Reading) -> Vec<(FileId, Content)> {
        let unsound = disk.unsound();
        let before = if unsound.is_empty() {
            BTreeMap::new()
        } else {
            by_path(self.disk.sources.iter())
        };
        let unsound_before = self.disk.unsound();
        let good = unsound.into_iter().filter_map(|file| {
            let now = disk.sources.get(file);
            if let Some(good) = self.held.get(&now.path) {
                return Some((file, good.clone()));
            }
            let (before, content) = *before.get(now.path.as_str())?;
            // The same text may have errors by another configuration.
            let is_good = !unsound_before.contains(&before) && *content != now.content;
            is_good.then(|| (file, content.clone()))
        });
        good.collect()
    }
}

/// What became of a change.
pub(super) struct Applied {
    /// Whether what is shown may be another than before.
    pub(super) is_shown: bool,
    /// The files that changed, by their paths, and what became of each.
    pub(super) changes: Vec<(String, &'static str)>,
    /// Those that are shown as they last were.
    pub(super) held: BTreeSet<String>,
}

/// The files in which two readings differ, by their paths.
fn differences(before: &Sources, after: &Sources) -> Vec<(String, &'static str)> {
    let old = by_path(
        before
            .iter()
            .filter(|(file, _)| !before.is_as_in(*file, after)),
    );
    let new = by_path(
        after
            .iter()
            .filter(|(file, _)| !after.is_as_in(*file, before)),
    );
    let removed = old.keys().filter(|path| !new.contains_key(*path));
    let removed = removed.map(|path| ((*path).to_owned(), "removed"));
    let others = new
        .iter()
        .filter_map(|(path, (_, content))| match old.get(path) {
            None => Some(((*path).to_owned(), "added")),
            Some((_, before)) if before == content => None,
            Some(_) => Some(((*path).to_owned(), "changed")),
        });
    removed.chain(others).collect()
}

fn by_path<'s>(
    files: impl Iterator<Item = (FileId, &'s SourceFile)>,
) -> BTreeMap<&'s str, (FileId, &'s Content)> {
    let files = files.map(|(file, source)| (source.path.as_str(), (file, &source.content)));
    files.collect()
}
