//! The threads that make pages, and where the server asks them to.
//!
//! A page is made of a project that changes in place, so it cannot be made by
//! whoever asks for it. Requests that come while the project changes wait for
//! the little that takes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

use crate::model::SitePath;
use crate::preview::{Page, Pages, Status};

/// How many pages are made at once: as many as the server asks for.
const THREADS: usize = 4;

/// The server's side.
pub(super) struct Requests {
    sender: Sender<Request>,
    changes: watch::Receiver<u64>,
}

/// The other side.
pub(super) struct Renderers {
    requests: Mutex<Receiver<Request>>,
    sender: Sender<Request>,
}

enum Request {
    Page(SitePath, SyncSender<Option<Page>>),
    /// One thread is to end.
    End,
}

/// Both sides; whoever asks for pages hears of `changes`.
pub(super) fn connect(changes: watch::Receiver<u64>) -> (Requests, Renderers) {
    let (sender, requests) = mpsc::channel();
    let renderers = Renderers {
        requests: Mutex::new(requests),
        sender: sender.clone(),
    };
    (Requests { sender, changes }, renderers)
}

impl Pages for Requests {
    fn page(&self, path: &SitePath) -> Option<Page> {
        let (answer, page) = mpsc::sync_channel(1);
        // Where nobody makes pages any more, the program ends.
        self.sender.send(Request::Page(path.clone(), answer)).ok()?;
        page.recv().ok()?
    }

    fn changes(&self) -> watch::Receiver<u64> {
        self.changes.clone()
    }
}

impl Renderers {
    /// Answers all requests by `page`, on other threads, while `work` is done.
    pub(super) fn answer<T>(
        &self,
        page: impl Fn(&SitePath) -> Option<Page> + Sync,
        work: impl FnOnce() -> T,
    ) -> T {
        std::thread::scope(|scope| {
            // However the work ends, the threads do too.
            let _end = End(self);
            for _ in 0..THREADS {
                scope.spawn(|| self.render(&page));
            }
            work()
        })
    }

    fn render(&self, page: &impl Fn(&SitePath) -> Option<Page>) {
        loop {
            let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
            let request = requests.recv().expect("this side has a sender too");
            drop(requests);
            let Request::Page(path, answer) = request else {
                return;
            };
            let made = catch_unwind(AssertUnwindSafe(|| page(&path)));
            // Whoever asked may have gone.
            let _ = answer.send(made.unwrap_or_else(|_| Some(broken())));
        }
    }
}

/// Ends the threads when it is dropped.
struct End<'r>(&'r Renderers);

impl Drop for End<'_> {
    fn drop(&mut self) {
        for _ in 0..THREADS {
            // The receiver is on this side.
            let _ = self.0.sender.send(Request::End);
        }
    }
}

/// The answer when making a page fails by a fault of ours. The other pages are
/// as good as before.
fn broken() -> Page {
    Page {
        status: Status::Faulty,
        media_type: "text/plain; charset=utf-8",
        body: b"This page could not be made, by a fault of forewarn. The terminal tells more.\n"
            .to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(requests: &Requests, path: &str) -> Option<Page> {
        requests.page(&SitePath::new(path).unwrap())
    }

    fn page(path: &SitePath) -> Option<Page> {
        match path.as_str() {
            "none" => None,
            "broken" => panic!("a fault of ours"),
            _ => Some(Page::found(path, path.as_str().into())),
        }
    }

    #[test]
    fn requests_are_answered_also_after_one_that_fails() {
        let (requests, renderers) = connect(watch::channel(0).1);
        renderers.answer(page, || {
            for _ in 0..2 * THREADS {
                let broken = ask(&requests, "broken").unwrap();
                assert_eq!(broken.status, Status::Faulty);
            }
            assert_eq!(ask(&requests, "a.html").unwrap().body, b"a.html");
            assert_eq!(ask(&requests, "none"), None);
        });
    }

    #[test]
    fn requests_wait_until_somebody_answers() {
        let (requests, renderers) = connect(watch::channel(0).1);
        renderers.answer(page, || {});
        std::thread::scope(|scope| {
            let asking = scope.spawn(|| ask(&requests, "a.html"));
            let other = |path: &SitePath| Some(Page::found(path, b"later".to_vec()));
            let answer = renderers.answer(other, || asking.join().unwrap());
            assert_eq!(answer.unwrap().body, b"later");
        });
    }
}
