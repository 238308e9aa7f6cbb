//! One build at a time for a directory.

use std::fs::{File, OpenOptions, TryLockError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::fault::{At, DeliverFault, Step};
use super::place::Place;

/// A build takes seconds: whoever waits longer waits for something else, such
/// as a script that locked the same folder before it called forewarn.
const PATIENCE: Duration = Duration::from_secs(60);

const PAUSE: Duration = Duration::from_millis(20);

/// Held while a site is built and put in place. The system gives it back when
/// the process ends, however it ends.
pub(super) struct Lock {
    _held: File,
    /// Whether somebody else had it first.
    pub(super) was_waited_for: bool,
}

/// Waits for other builds beside this one.
///
/// The folder that holds the output is what is locked (`flock(2)`), so that
/// nothing is left behind. Where a folder cannot be locked (NFS wants a file
/// open for writing, Windows opens no folders) it is an empty file beside the
/// output, and that stays: to remove it would let in two builds at once.
pub(super) fn wait(place: &Place) -> Step<Lock> {
    wait_for(place, PATIENCE)
}

pub(super) fn wait_for(place: &Place, patience: Duration) -> Step<Lock> {
    let folder = File::open(&place.folder).map_err(TryLockError::Error);
    match folder.and_then(|folder| take(folder, patience)) {
        Ok(lock) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(busy(place)),
        Err(TryLockError::Error(_)) => wait_for_file(place, patience),
    }
}

pub(super) fn wait_for_file(place: &Place, patience: Duration) -> Step<Lock> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&place.lock)
        .at("make", &place.lock)?;
    match take(file, patience) {
        Ok(lock) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(busy(place)),
        Err(TryLockError::Error(fault)) => Err(fault).at("lock", &place.lock),
    }
}

/// Tries again and again, so that a lock that is never given back ends in a
/// message and not in silence.
fn take(file: File, patience: Duration) -> Result<Lock, TryLockError> {
    let started = Instant::now();
    let mut was_waited_for = false;
    loop {
        match file.try_lock() {
            Ok(()) => {
                return Ok(Lock {
                    _held: file,
                    was_waited_for,
                });
            }
            Err(TryLockError::WouldBlock) if started.elapsed() < patience => {
                was_waited_for = true;
                sleep(PAUSE);
            }
            Err(fault) => return Err(fault),
        }
    }
}

fn busy(place: &Place) -> DeliverFault {
    DeliverFault::Busy {
        message: format!(
            "`{}` is locked by another program, most likely another build into `{}`",
            place.folder.display(),
            place.target.display()
        ),
        help: "build again when that has ended".to_owned(),
    }
}
