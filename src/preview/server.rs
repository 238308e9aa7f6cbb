//! The server around the gate: one thread that waits for connections, and one for
//! each of the few that there may be.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use httparse::Request;

use super::connection::{ANSWER_TIME, Connection};
use super::denial::Denial;
use super::gate::{self, Sought};
use super::invitation::leading_to;
use super::{LIVE, Listener, Pages, Response};
use crate::model::SitePath;

/// Connections at once, streams included. Above it the oldest that has not shown
/// the token makes room, else the oldest that is no stream: however many say
/// nothing or do not listen, the next one is answered, and strangers cut nobody off.
const CONNECTIONS: usize = 32;

/// How many pages are made at once; more wait their turn.
const RENDERS: usize = 4;

/// How many live-reload streams there are at most: a browser keeps six
/// connections to a host, and has to load pages over what is left.
const STREAMS: usize = 4;

/// How long a stream is silent at most: a client that has gone without a word
/// is noticed by what it no longer takes.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How soon a browser comes back after the stream broke, as when the preview
/// was started anew, in milliseconds.
const RETRY: u32 = 1_000;

/// Serves `pages` to this machine as long as the program runs.
pub fn serve(listener: Listener, pages: Arc<dyn Pages>) -> ! {
    /// What fails to be accepted is gone, or descriptors are short for a while.
    const PAUSE: Duration = Duration::from_millis(50);
    let server = Arc::new(Server {
        listener,
        pages,
        turns: Mutex::new(RENDERS),
        turn_given_back: Condvar::new(),
        streams: Mutex::new(Vec::new()),
    });
    let mut open = VecDeque::new();
    loop {
        match server.listener.socket.accept() {
            Ok((stream, peer)) => {
                server.make_room(&mut open);
                let connection = Arc::new(Connection::new(stream, peer.ip()));
                open.push_back(Arc::downgrade(&connection));
                let server = Arc::clone(&server);
                // Where there is no thread to be had, the connection is closed.
                let _ = thread::Builder::new().spawn(move || connection.attend(&server));
            }
            Err(_) => thread::sleep(PAUSE),
        }
    }
}

/// What all connections share.
pub(super) struct Server {
    listener: Listener,
    pages: Arc<dyn Pages>,
    /// How many more pages may be made.
    turns: Mutex<usize>,
    turn_given_back: Condvar,
    streams: Mutex<Vec<Weak<Connection>>>,
}

impl Server {
    /// Forgets what has ended, and ends one connection if there are too many.
    fn make_room(&self, open: &mut VecDeque<Weak<Connection>>) {
        let mut here: Vec<_> = open.iter().filter_map(Weak::upgrade).collect();
        here.retain(|connection| !connection.is_cut());
        *open = here.iter().map(Arc::downgrade).collect();
        if here.len() < CONNECTIONS {
            return;
        }
        let stranger = |it: &&Arc<Connection>| !it.is_admitted.load(Ordering::Relaxed);
        let no_stream = |it: &&Arc<Connection>| !it.is_streaming.load(Ordering::Relaxed);
        let mut here = here.iter();
        let oldest = here.clone().find(stranger).or_else(|| here.find(no_stream));
        if let Some(oldest) = oldest {
            oldest.cut();
            drop(self.turns.lock());
            self.turn_given_back.notify_all();
        }
    }

    /// Answers a request, which may be refused.
    pub(super) fn answer(
        &self,
        request: &Request<'_, '_>,
        connection: &Arc<Connection>,
    ) -> io::Result<()> {
        let (keys, port) = (&self.listener.keys, self.listener.port());
        let Some(asked) = gate::recognise(request, connection.peer, keys) else {
            return connection.send(Response::to_strangers().as_bytes(), ANSWER_TIME);
        };
        connection.is_admitted.store(true, Ordering::Relaxed);
        let response = gate::admit(request, &asked, port)
            .and_then(|()| self.asked(&asked, connection))
            .unwrap_or_else(|denial| denial.response(port));
        connection.send(response.head().as_bytes(), ANSWER_TIME)?;
        match response.body {
            _ if request.method == Some("HEAD") => Ok(()),
            Some(body) => connection.send(&body, ANSWER_TIME),
            None => self.tell(connection),
        }
    }

    /// What was asked for.
    fn asked(&self, asked: &Sought<'_>, connection: &Arc<Connection>) -> Result<Response, Denial> {
        match asked {
            Sought::Path(path) => match gate::path(path)? {
                path if path.as_str() == LIVE => self.live(connection),
                path => self.page(&path, connection),
            },
            Sought::Door => Ok(self.door()),
            Sought::Invited(invitation) if invitation.withdraw() => Ok(self.door()),
            Sought::Invited(_) => Err(Denial::NotFound),
        }
    }

    /// What leads to the first page. A redirection would count as one by whoever
    /// led to it; what a page of ours leads to is our own (Fetch Metadata).
    fn door(&self) -> Response {
        let page = leading_to(&format!("/{}/", self.listener.keys.token.reveal()));
        Response::new("text/html; charset=utf-8", page.into_bytes())
    }

    /// The page at `path`, made when it is its turn: a client that comes and goes
    /// leaves no queue behind.
    fn page(&self, path: &SitePath, connection: &Connection) -> Result<Response, Denial> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        while *turns == 0 && !connection.is_cut() {
            let woken = self.turn_given_back.wait(turns);
            turns = woken.unwrap_or_else(PoisonError::into_inner);
        }
        if connection.is_cut() {
            return Err(Denial::Busy);
        }
        *turns -= 1;
        drop(turns);
        let made = catch_unwind(AssertUnwindSafe(|| self.pages.page(path)));
        *self.turns.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.turn_given_back.notify_all();
        // A panic was told on the terminal; the next page may well be fine.
        made.map_err(|_| Denial::Broken)?.ok_or(Denial::NotFound)
    }

    /// A live-reload stream, if there is a place. Whoever has gone gives back theirs.
    fn live(&self, connection: &Arc<Connection>) -> Result<Response, Denial> {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        let mut here: Vec<_> = streams.iter().filter_map(Weak::upgrade).collect();
        here.retain(|stream| {
            let is_heard = stream.is_heard();
            if !is_heard {
                stream.cut();
            }
            is_heard
        });
        self.pages.changes().wake();
        *streams = here.iter().map(Arc::downgrade).collect();
        if streams.len() >= STREAMS {
            return Err(Denial::Busy);
        }
        streams.push(Arc::downgrade(connection));
        connection.is_streaming.store(true, Ordering::Relaxed);
        Ok(Response {
            body: None,
            ..Response::new("text/event-stream", Vec::new())
        })
    }

    /// Tells the present number at once, and later ones as they come (HTML Living
    /// Standard, section 9.2).
    fn tell(&self, connection: &Connection) -> io::Result<()> {
        let seal = self.listener.seal();
        let mut known = None;
        loop {
            let text = match self.pages.changes().next(known, HEARTBEAT) {
                Some(number) => {
                    known = Some(number);
                    format!("retry: {RETRY}\nevent: {seal}\ndata: {number}\n\n")
                }
                None => ":\n\n".to_owned(),
            };
            connection.send(text.as_bytes(), ANSWER_TIME)?;
        }
    }
}
