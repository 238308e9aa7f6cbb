//! What a connection may cost: a place among few, little memory, little time.
//!
//! Each is good for one request (RFC 9112, section 9.6). A second one costs a tenth
//! of a millisecond on loopback; in exchange no request can hide behind another, and
//! no idle browser occupies a place.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use httparse::{EMPTY_HEADER, Request, Status};

use super::Response;
use super::server::Server;

/// The head of a request: what browsers send is a tenth of it.
const HEAD_BYTES: usize = 16 * 1024;
const HEAD_FIELDS: usize = 64;

/// How long a client may take to send a head.
const HEAD_TIME: Duration = Duration::from_secs(5);

/// How long an answer may take to be fetched, or what a stream has to tell.
pub(super) const ANSWER_TIME: Duration = Duration::from_secs(120);

/// What is still read after an answer, so that it arrives.
const LINGER_BYTES: usize = 4 * 1024 * 1024;
const LINGER_TIME: Duration = Duration::from_secs(5);

/// A connection, and how far it has come.
pub(super) struct Connection {
    stream: TcpStream,
    pub(super) peer: IpAddr,
    /// A request was read that is to be answered.
    pub(super) is_admitted: AtomicBool,
    /// It is answered with a stream.
    pub(super) is_streaming: AtomicBool,
    is_cut: AtomicBool,
}

impl Connection {
    pub(super) fn new(stream: TcpStream, peer: IpAddr) -> Self {
        Self {
            stream,
            peer,
            is_admitted: AtomicBool::new(false),
            is_streaming: AtomicBool::new(false),
            is_cut: AtomicBool::new(false),
        }
    }

    /// Reads one request and has it answered. Whoever has gone cannot be told, and
    /// need not be.
    pub(super) fn attend(self: &Arc<Self>, server: &Server) -> io::Result<()> {
        // Events are small and must not wait for more; without it they are late only.
        let _ = self.stream.set_nodelay(true);
        let until = Instant::now() + HEAD_TIME;
        let mut bytes = Vec::new();
        loop {
            let mut fields = [EMPTY_HEADER; HEAD_FIELDS];
            let mut request = Request::new(&mut fields);
            match request.parse(&bytes) {
                Ok(Status::Complete(_)) => {
                    server.answer(&request, self)?;
                    break;
                }
                Ok(Status::Partial) if bytes.len() < HEAD_BYTES => {
                    let mut piece = vec![0; HEAD_BYTES - bytes.len()];
                    match self.read(&mut piece, until)? {
                        0 => return Ok(()),
                        length => bytes.extend_from_slice(&piece[..length]),
                    }
                }
                _ => {
                    self.send(Response::to_strangers().as_bytes(), HEAD_TIME)?;
                    break;
                }
            }
        }
        self.linger()
    }

    /// Ends it, from another thread.
    pub(super) fn cut(&self) {
        self.is_cut.store(true, Ordering::Relaxed);
        // It may have ended by itself.
        let _ = self.stream.shutdown(Shutdown::Both);
    }

    pub(super) fn is_cut(&self) -> bool {
        self.is_cut.load(Ordering::Relaxed)
    }

    /// Whether the client is there still, as far as it has not said otherwise.
    pub(super) fn is_heard(&self) -> bool {
        const GLANCE: Duration = Duration::from_millis(1);
        let _ = self.stream.set_read_timeout(Some(GLANCE));
        match self.stream.peek(&mut [0]) {
            Ok(length) => length > 0,
            Err(fault) => is_timeout(&fault),
        }
    }

    /// Sends all of it within that `time`.
    pub(super) fn send(&self, mut bytes: &[u8], time: Duration) -> io::Result<()> {
        let until = Instant::now() + time;
        while !bytes.is_empty() {
            self.stream.set_write_timeout(Some(left(until)?))?;
            match (&self.stream).write(bytes) {
                // Whatever takes no bytes will take none for ever.
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(length) => bytes = &bytes[length..],
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }

    fn read(&self, piece: &mut [u8], until: Instant) -> io::Result<usize> {
        loop {
            self.stream.set_read_timeout(Some(left(until)?))?;
            match (&self.stream).read(piece) {
                Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
                outcome => return outcome,
            }
        }
    }

    /// Ends the connection. Closing a socket with unread bytes in it resets the
    /// connection, and the answer may be lost with it (RFC 9112, section 9.6).
    fn linger(&self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)?;
        let until = Instant::now() + LINGER_TIME;
        let mut piece = [0; 4096];
        let mut rest = LINGER_BYTES;
        while rest > 0 {
            match self.read(&mut piece, until)? {
                0 => break,
                length => rest = rest.saturating_sub(length),
            }
        }
        Ok(())
    }
}

/// How much time is left; an error when there is none.
fn left(until: Instant) -> io::Result<Duration> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(io::ErrorKind::TimedOut.into());
    }
    Ok(left)
}

fn is_timeout(fault: &io::Error) -> bool {
    use io::ErrorKind::{TimedOut, WouldBlock};
    matches!(fault.kind(), TimedOut | WouldBlock)
}
