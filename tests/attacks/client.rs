//! A client that sends what it is told to.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::{Duration, Instant};

/// Longer than anything here may take, so that a server that hangs fails a test
/// and a slow machine does not.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// The fields, their names in lower case.
    pub(super) fields: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(known, _)| known == name);
        field.map(|(_, value)| value.as_str())
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The one answer that `bytes` are; `None` when there are no bytes.
    fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.is_empty() {
            return None;
        }
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no head: {}", String::from_utf8_lossy(bytes)));
        let head = std::str::from_utf8(&bytes[..end]).expect("a head is ASCII");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let fields = lines.map(|line| {
            let (name, value) = line.split_once(": ").expect("a name and a value");
            (name.to_ascii_lowercase(), value.to_owned())
        });
        Some(Self {
            status: status
                .and_then(|status| status.parse().ok())
                .expect("a status"),
            fields: fields.collect(),
            body: bytes[end + 4..].to_vec(),
        })
    }
}

pub(super) fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("the server listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream.set_write_timeout(Some(PATIENCE)).expect("a timeout");
    stream
}

/// What the server says to `bytes`, up to the end of the connection; `None` when
/// it hangs up without a word.
pub(super) fn send(port: u16, bytes: &[u8]) -> Option<Answer> {
    let mut stream = connect(port);
    // The server may have heard enough before everything is sent.
    let _ = stream.write_all(bytes);
    listen(&mut stream)
}

/// What the server says until it closes the connection.
pub(super) fn listen(stream: &mut TcpStream) -> Option<Answer> {
    let start = Instant::now();
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(length) => bytes.extend_from_slice(&buffer[..length]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("the server hangs: {error}"),
        }
        assert!(start.elapsed() < PATIENCE, "the server goes on and on");
    }
    Answer::read(&bytes)
}

/// `request` as one that knows the token would send it: with `root`, which is
/// `/TOKEN`, before the path.
pub(super) fn known(root: &str, request: &[u8]) -> Vec<u8> {
    let start = request.iter().position(|byte| !b"\r\n".contains(byte));
    let start = start.unwrap_or(request.len());
    let end = request[start..].iter().position(|byte| *byte == b'\n');
    let line = &request[..end.map_or(request.len(), |end| start + end)];
    let find = |part: &[u8]| line.windows(part.len()).position(|window| window == part);
    let path = match find(b"://") {
        Some(scheme) => line[scheme + 3..]
            .iter()
            .position(|byte| b"/ ".contains(byte))
            .map(|at| scheme + 3 + at),
        None => find(b" /").or_else(|| find(b"\t/")).map(|blank| blank + 1),
    };
    let (before, rest) = request.split_at(path.unwrap_or(0));
    let root = if path.is_some() { root } else { "" };
    [before, root.as_bytes(), rest].concat()
}

/// A plain request of a well-behaved client.
pub(super) fn get(port: u16, target: &str) -> Answer {
    let request = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    send(port, request.as_bytes()).expect("an answer")
}
