//! Which files changed, as the system tells it or, where it cannot, by looking.
//!
//! Folders are watched, never files: an editor that saves by renaming another
//! file over the old one would otherwise be lost after its first save. What is
//! told is a path and no more. What became of it is found out by reading, so
//! that no order of events can be misunderstood.

mod events;
mod polling;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use events::SystemEvents;
use polling::Polling;

/// How long nothing more may happen before a change is told: a save is several
/// events, within a millisecond or two.
const QUIET: Duration = Duration::from_millis(15);

/// How long a change is kept back at most, when there is no end of it.
const LONGEST: Duration = Duration::from_millis(100);

/// A folder to watch. It need not be there yet: it is looked for whenever its
/// path is told as changed, so the folder above it should be watched too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchedFolder {
    /// The folder; its path is what told paths begin with.
    pub folder: PathBuf,
    /// Whether all folders below it are watched too. Links are not followed.
    pub deep: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Something happened at these paths: files or folders, there or gone. What
    /// lies in a folder that came or went is not told path by path.
    At(BTreeSet<PathBuf>),
    /// Events may have been lost, or cannot be had, for the reason given:
    /// anything may have changed. From here on the places are looked at several
    /// times a second instead.
    Doubt(String),
    /// The watch was [stopped](Watch::stop).
    Stopped,
}

/// A watch over some places.
pub struct Watch {
    places: Vec<WatchedFolder>,
    means: Means,
    /// What is to be told before anything else.
    pending: VecDeque<FileChange>,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
}

enum Means {
    Events(SystemEvents),
    Polling(Polling),
}

/// What reaches the watch from other threads.
#[derive(Debug)]
enum Signal {
    At(Vec<PathBuf>),
    Doubt(String),
    Stop,
}

impl Watch {
    /// Watches `places`. Their folders are told as changed at first: what
    /// happened before nobody knows.
    pub fn new(places: Vec<WatchedFolder>) -> Self {
        let (sender, signals) = mpsc::channel();
        let mut pending = VecDeque::from([folders(&places)]);
        let means = match SystemEvents::new(sender.clone(), &places) {
            Ok(events) => Means::Events(events),
            Err(why) => {
                pending.push_back(FileChange::Doubt(why));
                Means::Polling(Polling::new(&places))
            }
        };
        Self {
            places,
            means,
            pending,
            signals,
            sender,
        }
    }

    /// Watches other places from now on. The folders of those that were none
    /// before are told as changed.
    pub fn set_places(&mut self, places: Vec<WatchedFolder>) {
        if places == self.places {
            return;
        }
        let before = std::mem::replace(&mut self.places, places);
        let new = self.places.iter().filter(|place| !before.contains(place));
        self.pending.push_back(folders(new));
        match &mut self.means {
            Means::Polling(polling) => *polling = Polling::new(&self.places),
            Means::Events(_) => match SystemEvents::new(self.sender.clone(), &self.places) {
                Ok(events) => self.means = Means::Events(events),
                Err(why) => self.give_up_events(why),
            },
        }
    }

    /// Ends the watch from another thread: its next change is
    /// [`FileChange::Stopped`].
    pub fn stop(&self) -> impl Fn() + Send + 'static {
        let sender = self.sender.clone();
        move || {
            // A watch that is gone has stopped.
            let _ = sender.send(Signal::Stop);
        }
    }

    /// Waits for the next change, no longer than until `deadline`; `None` when
    /// there was none until then.
    pub fn next(&mut self, deadline: Option<Instant>) -> Option<FileChange> {
        loop {
            if let Some(change) = self.pending.pop_front() {
                return Some(change);
            }
            if let Some(signal) = self.receive(earlier(deadline, self.next_look())) {
                match self.gather(signal) {
                    Some(change) => return Some(change),
                    None => continue,
                }
            }
            if let Means::Polling(polling) = &mut self.means
                && let Some(paths) = polling.look(&self.places)
            {
                return Some(FileChange::At(paths));
            }
            if deadline.is_some_and(|deadline| deadline <= Instant::now()) {
                return None;
            }
        }
    }

    fn next_look(&self) -> Option<Instant> {
        match &self.means {
            Means::Events(_) => None,
            Means::Polling(polling) => Some(polling.next_look()),
        }
    }

    /// Collects what belongs to the same change as `first`; `None` when there is
    /// nothing to tell, or nothing but what is pending by now.
    fn gather(&mut self, first: Signal) -> Option<FileChange> {
        let latest = Instant::now() + LONGEST;
        let mut paths = BTreeSet::new();
        let mut next = Some(first);
        while let Some(signal) = next {
            match signal {
                Signal::At(told) => paths.extend(told),
                Signal::Doubt(why) => self.give_up_events(why),
                Signal::Stop => return Some(FileChange::Stopped),
            }
            next = self.receive(Some(latest.min(Instant::now() + QUIET)));
        }
        self.rearm(&paths);
        // A doubt is about these paths too.
        let is_telling = self.pending.is_empty() && !paths.is_empty();
        is_telling.then_some(FileChange::At(paths))
    }

    /// Watches places anew that came, went, or were replaced.
    fn rearm(&mut self, told: &BTreeSet<PathBuf>) {
        let places = self.places.iter();
        for place in places.filter(|place| told.contains(&place.folder)) {
            if let Means::Events(events) = &mut self.means
                && let Err(why) = events.rearm(place)
            {
                return self.give_up_events(why);
            }
        }
    }

    /// Goes over to polling.
    fn give_up_events(&mut self, why: String) {
        if matches!(self.means, Means::Events(_)) {
            self.means = Means::Polling(Polling::new(&self.places));
            self.pending.push_back(FileChange::Doubt(why));
        }
    }

    fn receive(&self, until: Option<Instant>) -> Option<Signal> {
        let signal = match until {
            None => self
                .signals
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
            Some(until) => {
                let pause = until.saturating_duration_since(Instant::now());
                self.signals.recv_timeout(pause)
            }
        };
        match signal {
            Ok(signal) => Some(signal),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => unreachable!("the watch has a sender itself"),
        }
    }
}

fn folders<'p>(places: impl IntoIterator<Item = &'p WatchedFolder>) -> FileChange {
    FileChange::At(
        places
            .into_iter()
            .map(|place| place.folder.clone())
            .collect(),
    )
}

fn earlier(a: Option<Instant>, b: Option<Instant>) -> Option<Instant> {
    a.into_iter().chain(b).min()
}
