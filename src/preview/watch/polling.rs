//! Changes found by looking, where the system does not tell them: inotify's
//! watches are few, and network and container mounts often have no events.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

use super::WatchedFolder;

/// How long it is between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// What was there at the last look.
pub(super) struct Polling {
    seen: BTreeMap<PathBuf, Stamp>,
    next_look: Instant,
}

/// What tells that a file is another one or holds something else. Whoever
/// writes twice in a row may leave length and time as they were; what changes
/// then is the file's number, or the time of its entry.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    is_folder: bool,
    length: u64,
    modified: Option<SystemTime>,
    entry: Entry,
}

impl Polling {
    pub(super) fn new(places: &[WatchedFolder]) -> Self {
        Self {
            seen: look(places),
            next_look: Instant::now() + PAUSE,
        }
    }

    /// When it is time to look again.
    pub(super) fn next_look(&self) -> Instant {
        self.next_look
    }

    /// Looks, if it is time, and tells the paths that changed, if any did.
    pub(super) fn look(&mut self, places: &[WatchedFolder]) -> Option<BTreeSet<PathBuf>> {
        if Instant::now() < self.next_look {
            return None;
        }
        let seen = look(places);
        // From the end of a look that took long, so that others get to work.
        self.next_look = Instant::now() + PAUSE;
        let before = std::mem::replace(&mut self.seen, seen);
        let gone = before.keys().filter(|path| !self.seen.contains_key(*path));
        let new = self.seen.iter();
        let new = new.filter(|(path, stamp)| before.get(*path) != Some(stamp));
        let changed: BTreeSet<_> = gone.chain(new.map(|(path, _)| path)).cloned().collect();
        (!changed.is_empty()).then_some(changed)
    }
}

/// Everything in the places. What cannot be looked at is not there.
fn look(places: &[WatchedFolder]) -> BTreeMap<PathBuf, Stamp> {
    let entries = places.iter().flat_map(|place| {
        let depth = if place.deep { usize::MAX } else { 1 };
        WalkDir::new(&place.folder)
            .follow_root_links(false)
            .max_depth(depth)
            .into_iter()
            .filter_map(Result::ok)
    });
    entries
        .filter_map(|entry| {
            let stamp = Stamp::of(&entry.metadata().ok()?);
            Some((entry.into_path(), stamp))
        })
        .collect()
}

impl Stamp {
    /// Of a folder only that it is there: what changes its time changes an entry
    /// too, and that is told.
    fn of(data: &Metadata) -> Self {
        let is_folder = data.is_dir();
        Self {
            is_folder,
            length: if is_folder { 0 } else { data.len() },
            modified: data.modified().ok().filter(|_| !is_folder),
            entry: if is_folder {
                Entry::default()
            } else {
                entry(data)
            },
        }
    }
}

/// Number and time of an entry, where the system has them.
#[cfg(unix)]
type Entry = (u64, i64, i64);
#[cfg(not(unix))]
type Entry = ();

#[cfg(unix)]
fn entry(data: &Metadata) -> Entry {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn entry(_: &Metadata) -> Entry {}
