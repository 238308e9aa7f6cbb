//! Changes as the system tells them.

use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Signal, WatchedFolder};

/// The system's watcher.
pub(super) struct SystemEvents {
    watcher: RecommendedWatcher,
}

impl SystemEvents {
    /// Has what happens at `places` sent; errs with the reason why it cannot be
    /// told.
    pub(super) fn new(signals: Sender<Signal>, places: &[WatchedFolder]) -> Result<Self, String> {
        let tell = move |told: notify::Result<Event>| {
            if let Some(signal) = signal(told) {
                // Nobody is left to be told.
                let _ = signals.send(signal);
            }
        };
        let settings = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(tell, settings).map_err(|e| reason(&e))?;
        let mut events = Self { watcher };
        for place in places {
            events.arm(place)?;
        }
        Ok(events)
    }

    /// Watches a place that came, or that took the place of another.
    pub(super) fn rearm(&mut self, place: &WatchedFolder) -> Result<(), String> {
        // One that was not there was not watched.
        let _ = self.watcher.unwatch(&place.folder);
        self.arm(place)
    }

    fn arm(&mut self, place: &WatchedFolder) -> Result<(), String> {
        let is_folder = |place: &WatchedFolder| {
            let data = place.folder.symlink_metadata();
            data.is_ok_and(|data| data.is_dir())
        };
        if !is_folder(place) {
            return Ok(());
        }
        let mode = if place.deep {
            RecursiveMode::Recursive
        } else {
            RecursiveMode::NonRecursive
        };
        match self.watcher.watch(&place.folder, mode) {
            // It went while it was looked at; the folder above tells.
            Err(_) if !is_folder(place) => Ok(()),
            outcome => outcome.map_err(|e| reason(&e)),
        }
    }
}

/// What is to be told of an event. Reading a file is one too, and must not be:
/// every reading would cause the next.
fn signal(told: notify::Result<Event>) -> Option<Signal> {
    match told {
        Err(error) => Some(Signal::Doubt(reason(&error))),
        Ok(event) if event.need_rescan() => {
            Some(Signal::Doubt("the system lost some events".to_owned()))
        }
        Ok(event) => match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(event.paths),
            EventKind::Access(_) => None,
            _ => Some(event.paths),
        }
        .map(Signal::At),
    }
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system grants no more watches".to_owned(),
        notify::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{DataChange, Flag, ModifyKind};

    use super::*;

    fn event(kind: EventKind) -> Event {
        Event::new(kind).add_path("a.yaml".into())
    }

    #[test]
    fn reading_a_file_is_no_change() {
        let told = |kind| signal(Ok(event(kind))).map(|signal| format!("{signal:?}"));
        let at = Some("At([\"a.yaml\"])".to_owned());
        let open = AccessKind::Open(AccessMode::Any);
        let written = AccessKind::Close(AccessMode::Write);
        assert_eq!(told(EventKind::Access(open)), None);
        assert_eq!(told(EventKind::Access(AccessKind::Read)), None);
        assert_eq!(told(EventKind::Access(written)), at);
        let data = ModifyKind::Data(DataChange::Any);
        assert_eq!(told(EventKind::Modify(data)), at);
    }

    #[test]
    fn lost_events_and_exhausted_watches_are_doubts() {
        let lost = event(EventKind::Other).set_flag(Flag::Rescan);
        let full = notify::Error::new(notify::ErrorKind::MaxFilesWatch);
        for (told, why) in [
            (Ok(lost), "the system lost some events"),
            (Err(full), "the system grants no more watches"),
        ] {
            let signal = signal(told).unwrap();
            assert!(
                matches!(&signal, Signal::Doubt(found) if found == why),
                "{signal:?}"
            );
        }
    }
}
