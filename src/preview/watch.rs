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
use std::sync::mpsc::{self, Receiver, Sender};
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
    /// Until it is known what can be had.
    None,
    Events(SystemEvents),
    Polling {
        _looks: Polling,
    },
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
        let mut watch = Self {
            places: Vec::new(),
            means: Means::None,
            pending: VecDeque::new(),
            signals,
            sender,
        };
        watch.set_places(places);
        watch
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
        if let Means::Polling { .. } = self.means {
            return self.poll();
        }
        match SystemEvents::new(self.sender.clone(), &self.places) {
            Ok(events) => self.means = Means::Events(events),
            Err(why) => self.give_up_events(why),
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
        while self.pending.is_empty() {
            let signal = self.receive(deadline)?;
            if let Some(change) = self.gather(signal) {
                return Some(change);
            }
        }
        self.pending.pop_front()
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

    /// Watches places anew that came, went, or were replaced, or in which they lie.
    fn rearm(&mut self, told: &BTreeSet<PathBuf>) {
        let is_told = |place: &&WatchedFolder| told.iter().any(|it| place.folder.starts_with(it));
        for place in self.places.iter().filter(is_told) {
            let around = place.folder.parent();
            let is_watched = |it: &WatchedFolder| Some(it.folder.as_path()) == around;
            if !place.folder.is_dir() && !self.places.iter().any(is_watched) {
                // Nothing would tell of its return.
                return self.give_up_events(format!("{} is gone", place.folder.display()));
            }
            if let Means::Events(events) = &mut self.means
                && let Err(why) = events.rearm(place)
            {
                return self.give_up_events(why);
            }
        }
    }

    /// Goes over to polling.
    fn give_up_events(&mut self, why: String) {
        if !matches!(self.means, Means::Polling { .. }) {
            self.poll();
            self.pending.push_back(FileChange::Doubt(why));
        }
    }

    fn poll(&mut self) {
        let looks = Polling::new(self.sender.clone(), self.places.clone());
        self.means = Means::Polling { _looks: looks };
    }

    fn receive(&self, until: Option<Instant>) -> Option<Signal> {
        let pause = until.map_or(Duration::MAX, |until| {
            until.saturating_duration_since(Instant::now())
        });
        // The watch has a sender itself, so that it can only be too late.
        self.signals.recv_timeout(pause).ok()
    }
}

fn folders<'p>(places: impl IntoIterator<Item = &'p WatchedFolder>) -> FileChange {
    let folders = places.into_iter().map(|place| place.folder.clone());
    FileChange::At(folders.collect())
}
