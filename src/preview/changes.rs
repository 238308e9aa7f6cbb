//! Changes of what is served, and those who wait for them.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A number that is another one after each change.
#[derive(Debug)]
pub struct Changes {
    number: Mutex<u64>,
    told: Condvar,
}

impl Changes {
    /// No change yet; they are counted from `number` on.
    pub fn new(number: u64) -> Self {
        Self {
            number: Mutex::new(number),
            told: Condvar::new(),
        }
    }

    /// Tells that what is served has that `number` from now on.
    pub fn tell(&self, number: u64) {
        *self.number.lock().unwrap_or_else(PoisonError::into_inner) = number;
        self.told.notify_all();
    }

    /// The number, as soon as it is another than `known`; `None` when it is not for
    /// that `time`, or when all who wait were woken.
    pub(super) fn next(&self, known: Option<u64>, time: Duration) -> Option<u64> {
        let mut number = self.number.lock().unwrap_or_else(PoisonError::into_inner);
        if known == Some(*number) {
            let woken = self.told.wait_timeout(number, time);
            number = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        Some(*number).filter(|number| known != Some(*number))
    }

    /// Wakes all who wait.
    pub(super) fn wake(&self) {
        self.told.notify_all();
    }
}
