//! Clients that want memory, time or places.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use super::attacked;
use super::client::{PATIENCE, listen};
use super::server::{LARGE, LARGE_BYTES};

const MIB: usize = 1024 * 1024;

#[test]
fn a_mebibyte_of_head_is_refused() {
    attacked(|server| {
        let host = server.host();
        let start = format!("GET / HTTP/1.1\r\nHost: {host}\r\n");
        for request in [
            format!("{start}X: {}\r\n\r\n", "x".repeat(MIB)),
            format!("{start}{}: x\r\n\r\n", "x".repeat(MIB)),
            format!("{start}{}\r\n", "X: x\r\n".repeat(MIB / 6)),
            format!("{start}Cookie: {}\r\n\r\n", "a=b; ".repeat(MIB / 5)),
            format!("GET /{} HTTP/1.1\r\nHost: {host}\r\n\r\n", "x".repeat(MIB)),
            format!("GET /?{} HTTP/1.1\r\nHost: {host}\r\n\r\n", "x".repeat(MIB)),
            format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", "x".repeat(MIB)),
            "x".repeat(MIB),
        ] {
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert!(matches!(answer.status, 404 | 414), "{answer:?}");
        }
        let many = format!("{start}{}\r\n", "X: x\r\n".repeat(100));
        let answer = server.send(many.as_bytes()).expect("an answer");
        assert_eq!(answer.status, 404);
    });
}

/// A connection that is closed on bytes unread is reset, and on some systems the
/// answer is lost with it. So a client is heard out, if it comes to an end.
#[test]
fn a_client_that_goes_on_after_the_answer_is_not_reset() {
    attacked(|server| {
        let mut stream = server.connect();
        let more = "x".repeat(32 * 1024);
        stream.write_all(more.as_bytes()).expect("the server reads");
        let mut status = [0; 12];
        stream.read_exact(&mut status).expect("an answer");
        assert_eq!(&status, b"HTTP/1.1 404");
        for _ in 0..10 {
            thread::sleep(Duration::from_millis(10));
            stream
                .write_all(more.as_bytes())
                .expect("the server reads on");
        }
    });
}

/// Whoever never stops is answered early, and cut off.
#[test]
fn an_endless_line_has_an_end() {
    attacked(|server| {
        for start in ["", "GET /", "GET / HTTP/1.1\r\nX: ", "GET / HTTP/1.1\r\nX"] {
            let mut stream = server.connect();
            let mut sent = stream.write(start.as_bytes()).expect("the server reads");
            let more = [b'x'; 16 * 1024];
            while let Ok(length) = stream.write(&more) {
                sent += length;
                assert!(sent < 1024 * MIB, "{start}: still read");
            }
        }
    });
}

#[test]
fn a_slow_client_is_let_go() {
    attacked(|server| {
        let request = format!("GET / HTTP/1.1\r\nHost: {}\r\nX: ", server.host());
        let request = server.known(&request);
        thread::scope(|scope| {
            for start in [&b""[..], b"G", &request] {
                scope.spawn(move || {
                    let mut stream = server.connect();
                    stream
                        .set_read_timeout(Some(Duration::from_millis(200)))
                        .unwrap();
                    let mut sent = start.to_vec();
                    let tries = PATIENCE.as_millis() / 200;
                    let end = (0..tries).find(|_| {
                        // One more byte, and a look whether anybody is there.
                        if stream.write_all(&sent).is_err() {
                            return true;
                        }
                        sent = if start.is_empty() {
                            Vec::new()
                        } else {
                            b"x".to_vec()
                        };
                        match stream.read(&mut [0; 16]) {
                            Ok(length) => length == 0,
                            Err(error) => error.kind() == ErrorKind::ConnectionReset,
                        }
                    });
                    assert!(end.is_some(), "{start:?}: still connected");
                });
            }
            assert_eq!(server.get("/").status, 200);
        });
    });
}

#[test]
fn silent_connections_leave_room() {
    attacked(|server| {
        let silent: Vec<_> = (0..200).map(|_| server.connect()).collect();
        for _ in 0..10 {
            assert_eq!(server.get("/").status, 200);
        }
        let is_closed = |stream: &&TcpStream| {
            stream.set_nonblocking(true).expect("still a socket");
            let mut stream = *stream;
            let read = stream.read(&mut [0; 1]);
            !read.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
        };
        let closed = silent.iter().filter(is_closed).count();
        assert!(closed >= 100, "{closed} made way");
        drop(silent);
    });
}

#[test]
fn strangers_cut_off_no_answer() {
    attacked(|server| {
        let request = format!("GET {LARGE} HTTP/1.1\r\nHost: {}\r\n\r\n", server.host());
        let mut known = server.connect();
        known
            .write_all(&server.known(&request))
            .expect("the server reads");
        // Its answer has begun, and is larger than what fits into the sockets.
        let mut start = [0; 12];
        known.read_exact(&mut start).expect("an answer");
        let strangers: Vec<_> = (0..200)
            .map(|_| {
                let mut stream = server.connect();
                stream
                    .write_all(request.as_bytes())
                    .expect("the server reads");
                stream
            })
            .collect();
        assert_eq!(server.get("/").status, 200);
        let mut rest = Vec::new();
        known.read_to_end(&mut rest).expect("the rest");
        assert!(rest.len() > LARGE_BYTES, "{} bytes", rest.len());
        drop(strangers);
    });
}

#[test]
fn clients_that_do_not_read_leave_room() {
    attacked(|server| {
        let request = format!("GET {LARGE} HTTP/1.1\r\nHost: {}\r\n\r\n", server.host());
        let request = server.known(&request);
        let mut deaf: Vec<_> = (0..100)
            .map(|_| {
                let mut stream = server.connect();
                stream.write_all(&request).expect("the server reads");
                // It is answered before the next one comes: places are taken from
                // those first who have not shown the token.
                let mut start = [0; 12];
                stream.read_exact(&mut start).expect("an answer");
                stream
            })
            .collect();
        assert_eq!(server.get("/").status, 200);
        let mut received = 0;
        while let Ok(length @ 1..) = deaf[0].read(&mut vec![0; MIB]) {
            received += length;
        }
        assert!(received < LARGE_BYTES, "the first made way for none");
    });
}

#[test]
fn clients_that_come_and_go_leave_nothing() {
    attacked(|server| {
        let request = format!("GET {LARGE} HTTP/1.1\r\nHost: {}\r\n\r\n", server.host());
        let request = server.known(&request);
        for length in (0..request.len()).cycle().step_by(7).take(500) {
            let mut stream = server.connect();
            let _ = stream.write_all(&request[..length]);
        }
        for _ in 0..20 {
            let mut stream = server.connect();
            let _ = stream.write_all(&request);
        }
        let mut stream = server.connect();
        stream.write_all(&request).expect("the server reads");
        assert_eq!(
            listen(&mut stream).expect("an answer").body.len(),
            LARGE_BYTES
        );
    });
}

#[test]
fn many_clients_at_once_are_all_answered() {
    attacked(|server| {
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        assert_eq!(server.get("/advisories/").text(), "<p>The list.\n");
                    }
                });
            }
        });
    });
}
