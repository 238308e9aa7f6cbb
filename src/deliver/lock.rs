//! One build at a time for a directory.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::fault::{At, DeliverFault, Step};
use super::identity;
use super::place::Place;

/// A build takes seconds: whoever waits longer waits for something else.
const PATIENCE: Duration = Duration::from_secs(60);

const PAUSE: Duration = Duration::from_millis(20);

/// Held while a site is built and put in place. The system gives it back when
/// the process ends, however it ends.
pub(super) struct Lock {
    held: File,
    path: PathBuf,
    /// Whether somebody else had it first.
    pub(super) was_waited_for: bool,
}

/// Waits for other builds into the same directory; those beside it do not matter.
///
/// What is locked (`flock(2)`) is an empty file beside the output. It is removed
/// by whoever holds it, and whoever then gets the lock of a file that is no longer
/// there takes the next one: so no two are let in at once, and only a killed build
/// leaves the file, for the next to remove. It stays where the system cannot tell
/// one file from another (Windows).
pub(super) fn wait(place: &Place) -> Step<Lock> {
    wait_for(place, PATIENCE)
}

/// Tries again and again, so that a lock that is never given back ends in a
/// message and not in silence.
pub(super) fn wait_for(place: &Place, patience: Duration) -> Step<Lock> {
    let path = &place.lock;
    let started = Instant::now();
    let mut was_waited_for = false;
    loop {
        let held = open(path).at("make", path)?;
        match held.try_lock() {
            Ok(()) if is_at(&held, path) => {
                return Ok(Lock {
                    held,
                    path: path.clone(),
                    was_waited_for,
                });
            }
            Ok(()) | Err(TryLockError::WouldBlock) if started.elapsed() < patience => {
                was_waited_for = true;
                sleep(PAUSE);
            }
            Ok(()) | Err(TryLockError::WouldBlock) => return Err(busy(place)),
            Err(TryLockError::Error(fault)) => return Err(fault).at("lock", path),
        }
    }
}

/// A file of another account can be locked all the same.
fn open(path: &Path) -> std::io::Result<File> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path);
    file.or_else(|fault| File::open(path).map_err(|_| fault))
}

/// Whether the file is still the one at `path`.
fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(file), Ok(there)) = (file.metadata(), path.symlink_metadata()) else {
        return false;
    };
    identity(&file) == identity(&there)
}

impl Drop for Lock {
    fn drop(&mut self) {
        let there = self.held.metadata().and_then(|held| {
            let there = self.path.symlink_metadata()?;
            Ok(identity(&held) == identity(&there))
        });
        // Only who deleted it by hand can have made another one possible.
        if cfg!(unix) && there.unwrap_or(true) {
            // One that cannot be removed is taken by the next build.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn busy(place: &Place) -> DeliverFault {
    DeliverFault::Busy {
        message: format!(
            "`{}` is locked by another program, most likely another build into `{}`",
            place.lock.display(),
            place.target.display()
        ),
        help: "build again when that has ended".to_owned(),
    }
}
