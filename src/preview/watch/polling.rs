//! Changes found by looking, where the system does not tell them: inotify's
//! watches are few, and network and container mounts often have no events.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::{Signal, WatchedFolder};

/// How long it is between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// A thread that looks at the places. It ends with this.
pub(super) struct Polling {
    _end: Sender<()>,
}

/// What tells that a file is another one or holds something else. Whoever
/// writes twice in a row may leave length and time as they were; what changes
/// then is the file's number, or the time of its entry. Of a folder only that it is
/// there: what changes its time changes an entry too, and that is told.
type Stamp = Option<(u64, Option<SystemTime>, Entry)>;

impl Polling {
    /// Has the paths sent that are found to have changed.
    pub(super) fn new(signals: Sender<Signal>, places: Vec<WatchedFolder>) -> Self {
        let (end, ended) = mpsc::channel();
        let mut seen = look(&places);
        thread::spawn(move || {
            // From the end of a look that took long, so that others get to work.
            while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                let before = std::mem::replace(&mut seen, look(&places));
                let gone = before.keys().filter(|path| !seen.contains_key(*path));
                let new = seen.iter();
                let new = new.filter(|(path, stamp)| before.get(*path) != Some(stamp));
                let changed: BTreeSet<_> = gone.chain(new.map(|(path, _)| path)).collect();
                let changed: Vec<_> = changed.into_iter().cloned().collect();
                if !changed.is_empty() && signals.send(Signal::At(changed)).is_err() {
                    break;
                }
            }
        });
        Self { _end: end }
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
            let stamp = stamp(&entry.metadata().ok()?);
            Some((entry.into_path(), stamp))
        })
        .collect()
}

fn stamp(data: &Metadata) -> Stamp {
    (!data.is_dir()).then(|| (data.len(), data.modified().ok(), entry(data)))
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
