//! The project on disk, and the last good state of it that is shown.
//!
//! A file in which parsing finds errors, and that had none before, is shown as it
//! last was: half an advisory would look like a finished one. Every other change
//! is shown at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::folders::Folders;
use super::reading::Reading;
use crate::command::inputs;
use crate::model::Timestamp;
use crate::parse;
use crate::preview::watch::{Change, Place};
use crate::read;
use crate::source::{Content, FileId, Sources};

/// A project that changes.
pub(super) struct Live {
    root: PathBuf,
    /// The overlay, as the command line gives it.
    private: Option<PathBuf>,
    folders: Folders,
    /// What is on the disk.
    disk: Reading,
    /// What is shown while that is not what is on the disk.
    good: Option<Reading>,
    /// The files that are shown as they last were, by their paths.
    held: BTreeSet<String>,
}

/// What became of the files, read but not shown yet.
pub(super) enum Update {
    /// These advisories have other content.
    Edits(Vec<(FileId, Content)>),
    /// Everything was parsed.
    Whole(Box<Reading>),
}

impl Live {
    pub(super) fn new(root: PathBuf, private: Option<PathBuf>, disk: Reading) -> Self {
        Self {
            folders: Folders::new(&root, private.as_deref(), &disk.sources),
            root,
            private,
            disk,
            good: None,
            held: BTreeSet::new(),
        }
    }

    /// What is shown.
    pub(super) fn shown(&self) -> &Reading {
        self.good.as_ref().unwrap_or(&self.disk)
    }

    /// What is on the disk.
    pub(super) fn disk(&self) -> &Reading {
        &self.disk
    }

    /// Whether something is shown as it last was.
    pub(super) fn holds_back(&self) -> bool {
        self.good.is_some()
    }

    /// What is to be watched.
    pub(super) fn places(&self) -> Vec<Place> {
        self.folders.places()
    }

    /// Reads what changed; `None` when nothing did, after all. Errs with what
    /// cannot be read.
    pub(super) fn look(&self, change: &Change, clock: Timestamp) -> Result<Option<Update>, String> {
        let Change::At(paths) = change else {
            return self.look_at_all(clock);
        };
        let mut edits = BTreeMap::new();
        for path in paths {
            match self.meaning(path)? {
                Meaning::Nothing => {}
                Meaning::Edit(file, content) => {
                    edits.insert(file, content);
                }
                Meaning::Anything => return self.look_at_all(clock),
            }
        }
        if edits.is_empty() {
            return Ok(None);
        }
        let is_advisory = |file: &FileId| parse::is_advisory(self.disk.sources.get(*file));
        if edits.keys().all(is_advisory) {
            return Ok(Some(Update::Edits(edits.into_iter().collect())));
        }
        let mut sources = self.disk.sources.clone();
        for (file, content) in edits {
            sources.replace(file, content);
        }
        let reading = Reading::new(sources, clock);
        Ok(Some(Update::Whole(Box::new(reading))))
    }

    /// Reads everything; `None` when it is as it was.
    fn look_at_all(&self, clock: Timestamp) -> Result<Option<Update>, String> {
        let files = inputs::files(&self.root, self.private.as_deref(), true);
        let (sources, _) = files.map_err(|(_, message)| message)?;
        let is_same = sources == self.disk.sources;
        Ok((!is_same).then(|| Update::Whole(Box::new(Reading::new(sources, clock)))))
    }

    /// The same files, for another moment.
    pub(super) fn at(&self, clock: Timestamp) -> Update {
        let reading = Reading::new(self.disk.sources.clone(), clock);
        Update::Whole(Box::new(reading))
    }

    /// What a change at `path` means.
    fn meaning(&self, path: &Path) -> Result<Meaning, String> {
        let sources = &self.disk.sources;
        let Some(spot) = self.folders.find(path, sources) else {
            return Ok(Meaning::Nothing);
        };
        let Some(file) = spot.file else {
            let matters = spot.matters(path, sources);
            return Ok(if matters {
                Meaning::Anything
            } else {
                Meaning::Nothing
            });
        };
        let source = sources.get(file);
        // The configuration says where else there are files.
        let is_config = source.overlay.is_none() && source.path == parse::CONFIG;
        let content = read::read_again(spot.top, spot.layout, &spot.below);
        Ok(match content.map_err(|fault| fault.to_string())? {
            Some(content) if content == source.content => Meaning::Nothing,
            Some(content) if !is_config => Meaning::Edit(file, content),
            _ => Meaning::Anything,
        })
    }

    /// Takes an update over.
    pub(super) fn apply(&mut self, update: Update, clock: Timestamp) -> Applied {
        let (is_shown, changes) = match update {
            Update::Edits(edits) => {
                let (mut is_shown, mut changes) = (false, Vec::new());
                for (file, content) in edits {
                    is_shown |= self.edit(file, content, clock);
                    let path = self.disk.sources.get(file).path.clone();
                    changes.push((path, Fate::Changed));
                }
                (is_shown, changes)
            }
            Update::Whole(reading) => {
                let changes = differences(&self.disk.sources, &reading.sources);
                self.replace(*reading, clock);
                (true, changes)
            }
        };
        Applied {
            is_shown,
            changes,
            held: self.held.clone(),
        }
    }

    /// Gives an advisory other content; tells whether it is shown.
    fn edit(&mut self, file: FileId, content: Content, clock: Timestamp) -> bool {
        let path = self.disk.sources.get(file).path.clone();
        let had_good = self.disk.is_sound(file) || self.held.contains(&path);
        let before = self.disk.edit(file, content.clone(), clock);
        if self.disk.is_sound(file) || !had_good {
            if let Some(good) = &mut self.good {
                good.edit(file, content, clock);
            }
            self.held.remove(&path);
            if self.held.is_empty() {
                self.good = None;
            }
            return true;
        }
        // Where there is one, it has the good version still.
        self.good.get_or_insert_with(|| {
            let mut good = self.disk.clone();
            good.restore(file, before);
            good
        });
        self.held.insert(path);
        false
    }

    /// Puts another reading of the disk in the place of the present one, and
    /// finds out which of its files are to be shown as they last were.
    fn replace(&mut self, disk: Reading, clock: Timestamp) {
        let mut held = BTreeMap::new();
        for file in disk.unsound() {
            let source = disk.sources.get(file);
            if let Some(good) = self.last_good(&source.path, &source.content) {
                held.insert(file, good);
            }
        }
        self.held = held
            .keys()
            .map(|file| disk.sources.get(*file).path.clone())
            .collect();
        self.good = (!held.is_empty()).then(|| {
            let mut sources = disk.sources.clone();
            for (file, content) in held {
                sources.replace(file, content);
            }
            Reading::new(sources, clock)
        });
        self.folders = Folders::new(&self.root, self.private.as_deref(), &disk.sources);
        self.disk = disk;
    }

    /// The content with which a file that has errors by now was last without.
    fn last_good(&self, path: &str, now: &Content) -> Option<Content> {
        let before = |reading: &Reading| {
            let mut files = reading.sources.iter();
            files
                .find(|(_, source)| source.path == path)
                .map(|(file, _)| file)
        };
        if self.held.contains(path) {
            let good = self.shown();
            return Some(good.sources.get(before(good)?).content.clone());
        }
        let file = before(&self.disk)?;
        let content = &self.disk.sources.get(file).content;
        // The same text may have errors by another configuration.
        (content != now && self.disk.is_sound(file)).then(|| content.clone())
    }
}

/// What became of an update.
pub(super) struct Applied {
    /// Whether what is shown may be another than before.
    pub(super) is_shown: bool,
    /// The files that changed, by their paths.
    pub(super) changes: Vec<(String, Fate)>,
    /// Those that are shown as they last were.
    pub(super) held: BTreeSet<String>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Added,
    Changed,
    Removed,
}

/// The files in which two readings differ, by their paths.
fn differences(before: &Sources, after: &Sources) -> Vec<(String, Fate)> {
    let by_path = |sources: &'_ Sources| -> BTreeMap<_, _> {
        let files = sources.iter();
        files
            .map(|(file, source)| (source.path.clone(), file))
            .collect()
    };
    let (old, new) = (by_path(before), by_path(after));
    let removed = old.keys().filter(|path| !new.contains_key(*path));
    let removed = removed.map(|path| (path.clone(), Fate::Removed));
    let others = new.iter().filter_map(|(path, file)| match old.get(path) {
        None => Some((path.clone(), Fate::Added)),
        Some(known) if before.get(*known).content == after.get(*file).content => None,
        Some(_) => Some((path.clone(), Fate::Changed)),
    });
    removed.chain(others).collect()
}

/// What a change at a path means.
enum Meaning {
    Nothing,
    Edit(FileId, Content),
    Anything,
}
