//! What a connection may cost: a place among few, little memory, little time.

use std::collections::VecDeque;
use std::future::{pending, poll_fn};
use std::io::{self, IoSlice};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy, sink};
use tokio::net::TcpStream;
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use super::refusal::Stranger;
use super::server::Server;

/// Connections at once, streams included. Above it the oldest that has not shown
/// the token makes room, else the oldest that is no stream: however many say
/// nothing or do not listen, the next one is answered, and strangers cut nobody off.
const CONNECTIONS: usize = 32;

/// The head of a request: what browsers send is a tenth of it.
const HEAD_BYTES: usize = 16 * 1024;
const HEAD_FIELDS: usize = 64;

/// How long a client may take to send a head.
const HEAD_TIME: Duration = Duration::from_secs(5);

/// How long an answer may take to be made and fetched; not so a stream.
const ANSWER_TIME: Duration = Duration::from_secs(120);

/// What is still read after an answer, so that it arrives.
const LINGER_BYTES: u64 = 4 * 1024 * 1024;
const LINGER_TIME: Duration = Duration::from_secs(5);

/// How far a connection has come.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// A request was read that is to be answered.
    pub(super) admitted: AtomicBool,
    /// It is answered with a stream.
    pub(super) streaming: AtomicBool,
}

/// The connections that are open, oldest first.
#[derive(Default)]
pub(super) struct Connections {
    open: VecDeque<(Arc<Progress>, AbortHandle)>,
}

impl Connections {
    /// Takes one more in, in place of another if there are too many.
    pub(super) fn attend(&mut self, stream: TcpStream, peer: IpAddr, server: &Arc<Server>) {
        self.open.retain(|(_, task)| !task.is_finished());
        if self.open.len() >= CONNECTIONS {
            let oldest_without = |mark: fn(&Progress) -> &AtomicBool| {
                let mut open = self.open.iter();
                open.position(|(progress, _)| !mark(progress).load(Ordering::Relaxed))
            };
            let oldest = oldest_without(|progress| &progress.admitted)
                .or_else(|| oldest_without(|progress| &progress.streaming));
            if let Some((_, task)) = oldest.and_then(|oldest| self.open.remove(oldest)) {
                task.abort();
            }
        }
        let progress = Arc::new(Progress::default());
        let connection = attend(stream, peer, Arc::clone(server), Arc::clone(&progress));
        let task = tokio::spawn(connection);
        self.open.push_back((progress, task.abort_handle()));
    }
}

/// Reads one request and answers it.
async fn attend(stream: TcpStream, peer: IpAddr, server: Arc<Server>, progress: Arc<Progress>) {
    // Events are small and must not wait for more; without it they are late only.
    let _ = stream.set_nodelay(true);
    let socket = Socket {
        stream: TokioIo::new(stream),
        progress: Arc::clone(&progress),
    };
    let service = service_fn(|request| {
        let (server, progress) = (&server, &progress);
        Box::pin(async move { server.answer(request, peer, progress).await })
    });
    let mut connection = http1::Builder::new()
        .keep_alive(false)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEAD_FIELDS)
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .serve_connection(socket, service);
    let outcome = tokio::select! {
        outcome = poll_fn(|context| connection.poll_without_shutdown(context)) => outcome,
        () = overdue(&progress) => return,
    };
    let mut stream = connection.into_parts().io.stream.into_inner();
    if let Err(fault) = outcome {
        let is_strange = fault.is_user() || fault.is_parse() || fault.is_parse_too_large();
        let is_answered = progress.admitted.load(Ordering::Relaxed);
        if is_answered || !is_strange || stream.write_all(&Stranger::answer()).await.is_err() {
            return;
        }
    }
    // Whoever has gone cannot be told, and need not be.
    let _ = timeout(LINGER_TIME, linger(stream)).await;
}

/// Ready when the answer has taken too long.
async fn overdue(progress: &Progress) {
    sleep(HEAD_TIME + ANSWER_TIME).await;
    if progress.streaming.load(Ordering::Relaxed) {
        pending::<()>().await;
    }
}

/// Ends the connection. Closing a socket with unread bytes in it resets the
/// connection, and the answer may be lost with it (RFC 9112, section 9.6).
async fn linger(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    copy(&mut stream.take(LINGER_BYTES), &mut sink()).await?;
    Ok(())
}

/// The socket as hyper sees it.
///
/// To a head that it cannot read hyper replies by itself, which tells what was
/// wrong with it: what it writes before a request is admitted goes nowhere, and the
/// answer to strangers follows when it has given up.
struct Socket {
    stream: TokioIo<TcpStream>,
    progress: Arc<Progress>,
}

impl Read for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl Write for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.progress.admitted.load(Ordering::Relaxed) {
            Pin::new(&mut self.stream).poll_write(context, bytes)
        } else {
            Poll::Ready(Ok(bytes.len()))
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.progress.admitted.load(Ordering::Relaxed) {
            Pin::new(&mut self.stream).poll_write_vectored(context, slices)
        } else {
            Poll::Ready(Ok(slices.iter().map(|slice| slice.len()).sum()))
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
