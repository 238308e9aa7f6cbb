//! The server around the gate: one thread that waits, a few that make pages.
//!
//! Each connection is good for one request (RFC 9112, section 9.6). A second one
//! costs a tenth of a millisecond on loopback; in exchange no request can hide
//! behind another, and no idle browser occupies a place.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use http_body_util::{Either, Full};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Request, Response, StatusCode};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use super::connection::{Connections, Progress};
use super::events::Events;
use super::gate::{self, Asked};
use super::invitation::{Invitation, leading_to};
use super::listener::Keys;
use super::refusal::{Refusal, Stranger};
use super::{LIVE, Listener, Page, Pages, Status, headers};
use crate::model::SitePath;

/// How many pages are made at once; more wait their turn.
const RENDERS: usize = 4;

/// How many live-reload streams there are at most: a browser keeps six
/// connections to a host, and has to load pages over what is left.
const STREAMS: usize = 4;

/// What a request is answered with.
pub(super) type Answer = Response<Either<Full<Bytes>, Events>>;

/// Serves `pages` to this machine until `stop` is ready; connections that are
/// open then are closed at once.
///
/// # Errors
///
/// The system grants no runtime or no socket to wait on. A client cannot cause
/// an error.
pub fn serve(
    listener: Listener,
    pages: Arc<dyn Pages>,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(RENDERS)
        .build()?;
    let port = listener.port();
    let server = Arc::new(Server::new(pages, listener.keys, port));
    let outcome = runtime.block_on(async {
        listener.socket.set_nonblocking(true)?;
        let socket = tokio::net::TcpListener::from_std(listener.socket)?;
        tokio::select! {
            () = stop => Ok(()),
            never = accept(&socket, &server) => match never {},
        }
    });
    // A page that is being made is nobody's any more.
    runtime.shutdown_background();
    outcome
}

/// Ready when the program is interrupted (Ctrl-C).
pub async fn interrupt() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Where no handler can be set, the interruption ends the program itself.
        std::future::pending::<()>().await;
    }
}

async fn accept(
    socket: &tokio::net::TcpListener,
    server: &Arc<Server>,
) -> std::convert::Infallible {
    /// What fails to be accepted is gone, or descriptors are short for a while.
    const PAUSE: Duration = Duration::from_millis(50);
    let mut connections = Connections::default();
    loop {
        match socket.accept().await {
            Ok((stream, peer)) => connections.attend(stream, peer.ip(), server),
            Err(_) => sleep(PAUSE).await,
        }
    }
}

/// What all connections share.
pub(super) struct Server {
    pages: Arc<dyn Pages>,
    keys: Keys,
    port: u16,
    renders: Arc<Semaphore>,
    streams: Arc<Semaphore>,
}

impl Server {
    fn new(pages: Arc<dyn Pages>, keys: Keys, port: u16) -> Self {
        Self {
            pages,
            keys,
            port,
            renders: Arc::new(Semaphore::new(RENDERS)),
            streams: Arc::new(Semaphore::new(STREAMS)),
        }
    }

    /// The answer to a request of `peer`, which may be a refusal.
    pub(super) async fn answer<B>(
        &self,
        request: Request<B>,
        peer: IpAddr,
        progress: &Progress,
    ) -> Result<Answer, Stranger> {
        let asked = gate::recognise(&request, peer, &self.keys)?;
        progress.admitted.store(true, Ordering::Relaxed);
        let outcome = match gate::admit(&request, &asked, self.port) {
            Ok(()) => self.asked(asked, progress).await,
            Err(refusal) => Err(refusal),
        };
        let response = outcome.unwrap_or_else(|refusal| {
            let response = refusal.response(self.port);
            response.map(|text| Either::Left(text.into()))
        });
        Ok(headers::dress(response))
    }

    /// What was asked for.
    async fn asked(&self, asked: Asked<'_>, progress: &Progress) -> Result<Answer, Refusal> {
        match asked {
            Asked::Path(path) => match gate::path(path)? {
                path if path.as_str() == LIVE => self.live(progress),
                path => self.page(path).await,
            },
            Asked::Door => Ok(self.door()),
            Asked::Invited(invitation) if Invitation::withdraw(invitation) => Ok(self.door()),
            Asked::Invited(_) => Err(Refusal::NotFound),
        }
    }

    /// What leads to the first page. A redirection would count as one by whoever
    /// led to it; what a page of ours leads to is our own (Fetch Metadata).
    fn door(&self) -> Answer {
        let page = leading_to(&format!("/{}/", self.keys.token.reveal()));
        answer("text/html; charset=utf-8", Either::Left(page.into()))
    }

    /// The page at `path`, made on another thread. The turn is kept until the
    /// page is made, even when nobody waits for it any longer: a client that
    /// comes and goes leaves no queue behind.
    async fn page(&self, path: SitePath) -> Result<Answer, Refusal> {
        let turn = Arc::clone(&self.renders).acquire_owned().await;
        let pages = Arc::clone(&self.pages);
        let made = spawn_blocking(move || {
            let _turn = turn;
            pages.page(&path)
        });
        // A panic was told on the terminal; the next page may well be fine.
        let page = made.await.map_err(|_| Refusal::Broken)?;
        let Page {
            status,
            media_type,
            body,
        } = page.ok_or(Refusal::NotFound)?;
        let mut response = answer(media_type, Either::Left(body.into()));
        *response.status_mut() = match status {
            Status::Found => StatusCode::OK,
            Status::NotFound => StatusCode::NOT_FOUND,
            Status::Faulty => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Ok(response)
    }

    /// The live-reload stream, if there is a place.
    fn live(&self, progress: &Progress) -> Result<Answer, Refusal> {
        let place = Arc::clone(&self.streams).try_acquire_owned();
        let place = place.map_err(|_| Refusal::Busy)?;
        progress.streaming.store(true, Ordering::Relaxed);
        let events = Events::new(self.pages.changes(), self.keys.seal.reveal(), place);
        Ok(answer("text/event-stream", Either::Right(events)))
    }
}

fn answer(media_type: &'static str, body: Either<Full<Bytes>, Events>) -> Answer {
    let mut response = Response::new(body);
    let media_type = HeaderValue::from_static(media_type);
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}
