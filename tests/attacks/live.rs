//! The live-reload stream, which stays open and is guarded like every answer.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::client::PATIENCE;
use super::{Server, attacked};

const STREAMS: usize = 4;

/// A client that listens to changes.
struct Listener(BufReader<TcpStream>);

impl Listener {
    /// The stream after its head; the status, if it is another than 200.
    fn open(server: &Server) -> Result<Self, u16> {
        let mut stream = server.connect();
        let request = format!(
            "GET /.forewarn/live HTTP/1.1\r\nHost: {}\r\n\r\n",
            server.host()
        );
        stream
            .write_all(&server.known(&request))
            .expect("the server reads");
        let mut listener = Self(BufReader::new(stream));
        let status = listener.line();
        let mut head = Vec::new();
        loop {
            match listener.line() {
                line if line.is_empty() => break,
                line => head.push(line.to_ascii_lowercase()),
            }
        }
        if status != "HTTP/1.1 200 OK" {
            return Err(status[9..12].parse().expect("a status"));
        }
        assert!(
            head.contains(&"content-type: text/event-stream".to_owned()),
            "{head:?}"
        );
        assert!(
            head.contains(&"cache-control: no-store".to_owned()),
            "{head:?}"
        );
        assert!(
            !head
                .iter()
                .any(|field| field.starts_with("access-control-")),
            "{head:?}"
        );
        Ok(listener)
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("the server goes on");
        assert!(line.ends_with('\n'), "the stream has ended");
        line.trim_end().to_owned()
    }

    /// The number of the next event, which is not long in coming.
    fn number(&mut self) -> u64 {
        let number = (0..8).find_map(|_| self.line().strip_prefix("data: ")?.parse().ok());
        number.expect("a number")
    }
}

/// Tries until a place is free: that a client has gone is noticed soon, not at
/// once.
fn eventually(server: &Server) -> Listener {
    let start = Instant::now();
    loop {
        match Listener::open(server) {
            Ok(listener) => return listener,
            Err(status) => assert_eq!(status, 503),
        }
        assert!(start.elapsed() < PATIENCE, "no place gets free");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn each_change_is_told() {
    attacked(|server| {
        let mut listener = Listener::open(server).expect("a stream");
        assert_eq!(listener.number(), 41);
        server.change();
        assert_eq!(listener.number(), 42);
        server.change();
        assert_eq!(listener.number(), 43);
        let mut late = Listener::open(server).expect("a stream");
        assert_eq!(late.number(), 43);
    });
}

/// Whoever has the port later can be asked by a page that is still open, but does
/// not know what an event is called.
#[test]
fn an_event_has_a_name_that_is_in_no_address() {
    attacked(|server| {
        let mut listener = Listener::open(server).expect("a stream");
        let lines = (0..8).map(|_| listener.line());
        let lines: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
        let name = lines.iter().find_map(|line| line.strip_prefix("event: "));
        assert_eq!(name, Some(server.seal.as_str()), "{lines:?}");
        assert!(!server.root.contains(&server.seal));
        assert_eq!(server.seal.len(), 32);
    });
}

#[test]
fn streams_are_few_and_their_places_are_given_back() {
    attacked(|server| {
        for _ in 0..3 {
            let mut listeners: Vec<_> = (0..STREAMS).map(|_| eventually(server)).collect();
            assert_eq!(Listener::open(server).err(), Some(503));
            assert_eq!(server.get("/").status, 200);
            for listener in &mut listeners {
                assert_eq!(listener.number(), 41);
            }
        }
    });
}

#[test]
fn a_stream_outlives_silent_connections() {
    attacked(|server| {
        let mut listener = Listener::open(server).expect("a stream");
        let silent: Vec<_> = (0..200).map(|_| server.connect()).collect();
        assert_eq!(server.get("/").status, 200);
        server.change();
        assert_eq!((listener.number(), listener.number()), (41, 42));
        drop(silent);
    });
}

#[test]
fn a_stranger_hears_nothing() {
    attacked(|server| {
        let host = server.host();
        for (fields, status) in [
            ("Host: evil.example\r\n".to_owned(), 421),
            (
                format!("Host: {host}\r\nOrigin: http://evil.example\r\n"),
                403,
            ),
            (
                format!("Host: {host}\r\nSec-Fetch-Site: cross-site\r\n"),
                403,
            ),
            (
                format!("Host: {host}\r\nSec-Fetch-Site: same-site\r\n"),
                403,
            ),
        ] {
            let request = format!("GET /.forewarn/live HTTP/1.1\r\n{fields}\r\n");
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert_eq!(answer.status, status, "{request}");
        }
        let head = format!("HEAD /.forewarn/live HTTP/1.1\r\nHost: {host}\r\n\r\n");
        for _ in 0..STREAMS * 2 {
            let answer = server.send(head.as_bytes()).expect("an answer");
            assert_eq!((answer.status, answer.body.len()), (200, 0));
        }
    });
}
