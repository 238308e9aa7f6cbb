//! The socket of the preview, on loopback and nowhere else.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use super::invitation::Invitation;
use super::token::AccessToken;

/// The port that is tried first when none is asked for.
pub const DEFAULT_PORT: u16 = 7420;

/// How many ports after the first are tried when it is taken.
const NEXT: u16 = 20;

/// A socket on 127.0.0.1 that waits for connections, and what they have to show.
#[derive(Debug)]
pub struct Listener {
    pub(super) socket: TcpListener,
    pub(super) keys: Keys,
    port: u16,
}

/// What opens the preview.
#[derive(Debug)]
pub(super) struct Keys {
    /// The first part of every address.
    pub(super) token: AccessToken,
    /// What opens it once.
    pub(super) invitation: Option<Arc<Invitation>>,
    /// By what a page knows the preview that it came from.
    pub(super) seal: AccessToken,
}

impl Listener {
    /// The port it listens on; another than the one asked for, if that was taken.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where the preview is, for a person to open: `http://127.0.0.1:7420/TOKEN/`.
    ///
    /// Not `localhost`, which is `[::1]` first on many machines, where another
    /// program may listen on the same port.
    pub fn url(&self) -> String {
        let token = self.keys.token.reveal();
        format!("http://{}:{}/{token}/", Ipv4Addr::LOCALHOST, self.port)
    }

    /// What the live-reload stream calls its events, and what pages are told that
    /// they are called. It never is in an address: when the preview has ended and
    /// another program takes its port, the pages that are still open ask that one,
    /// and do not believe it.
    pub fn seal(&self) -> &str {
        self.keys.seal.reveal()
    }

    /// Writes a file into `folder` that leads a browser here, once.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn invite(&mut self, folder: &Path) -> io::Result<Arc<Invitation>> {
        let invitation = Arc::new(Invitation::new(self.port, folder)?);
        self.keys.invitation = Some(Arc::clone(&invitation));
        Ok(invitation)
    }
}

/// Listens on `port` of 127.0.0.1, or on the next one that is not taken; port 0
/// is one of the system's choice. No option makes it another address: who has
/// to see a preview from elsewhere forwards the port (`ssh -L 7420:127.0.0.1:7420`),
/// and so decides who gets in.
///
/// # Errors
///
/// Twenty ports in a row are taken, or the system refuses for another reason:
/// ports below 1024 often need a privilege. Or it has no randomness to give.
pub fn listen(port: u16) -> io::Result<Listener> {
    let mut candidate = port;
    let socket = loop {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
            Err(error)
                if error.kind() == io::ErrorKind::AddrInUse
                    && candidate - port < NEXT
                    && candidate < u16::MAX =>
            {
                candidate += 1;
            }
            outcome => break outcome?,
        }
    };
    let port = socket.local_addr()?.port();
    let keys = Keys {
        token: AccessToken::new()?,
        invitation: None,
        seal: AccessToken::new()?,
    };
    Ok(Listener { socket, keys, port })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_leads_to_a_later_one() {
        let first = listen(0).unwrap();
        let second = listen(first.port()).unwrap();
        assert!(second.port() > first.port(), "{second:?}");
        assert!(second.socket.local_addr().unwrap().ip().is_loopback());
    }
}
