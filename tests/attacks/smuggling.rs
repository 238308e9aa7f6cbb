//! Requests in requests, and bytes that are none.

use std::io::Write;
use std::net::Shutdown;

use proptest::prelude::*;

use super::client::listen;
use super::{Server, attacked};

/// Heads that two servers could read in two ways, each with a second request
/// behind. `SECOND` asks for the list: it must never be answered.
pub(super) const HEADS: &[(&str, &[u16])] = &[
    ("GET / HTTP/1.1\r\nHost: HOST\r\n\r\nSECOND", &[200]),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nConnection: keep-alive\r\n\r\nSECOND",
        &[200],
    ),
    (
        "GET / HTTP/1.0\r\nHost: HOST\r\nConnection: keep-alive\r\n\r\nSECOND",
        &[200],
    ),
    ("GET / HTTP/1.1\nHost: HOST\n\nSECOND", &[200, 404]),
    (
        "\r\n\r\nGET / HTTP/1.1\r\nHost: HOST\r\n\r\nSECOND",
        &[200, 404],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\nSECOND",
        &[200],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n\r\nSECOND",
        &[413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0, 5\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: +0\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0x5\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 99999999999999999999999\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length : 5\r\n\r\nSECOND",
        &[404],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length:\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nSECOND",
        &[413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nSECOND",
        &[413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: xchunked\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked, identity\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding : chunked\r\n\r\nSECOND",
        &[404],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding:\u{b}chunked\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\n Transfer-Encoding: chunked\r\n\r\nSECOND",
        &[404],
    ),
    (
        "GET / HTTP/1.0\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\nSECOND",
        &[400, 404, 413],
    ),
    (
        "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n\r\nSECOND",
        &[405],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nSECOND",
        &[413],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nX: a\r\n b\r\n\r\nSECOND",
        &[404],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nX: a\rY: b\r\n\r\nSECOND",
        &[404],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nX: \0\r\n\r\nSECOND",
        &[404],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nX\0: a\r\n\r\nSECOND",
        &[404],
    ),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nX y: a\r\n\r\nSECOND",
        &[404],
    ),
    ("GET / HTTP/1.1\r\nHost: HOST\r\n: a\r\n\r\nSECOND", &[404]),
    ("GET / HTTP/1.1\r\nHost: HOST\r\nX\r\n\r\nSECOND", &[404]),
    ("GET / HTTP/1.1\r\n Host: HOST\r\n\r\nSECOND", &[404]),
    (
        "GET / HTTP/1.1\r\nHost: HOST\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n\r\nSECOND",
        &[200],
    ),
    ("GET  / HTTP/1.1\r\nHost: HOST\r\n\r\nSECOND", &[404]),
    ("GET\t/ HTTP/1.1\r\nHost: HOST\r\n\r\nSECOND", &[404]),
    ("GET / a HTTP/1.1\r\nHost: HOST\r\n\r\nSECOND", &[404]),
    ("GET /\r\nHost: HOST\r\n\r\nSECOND", &[404]),
    ("GET / HTTP/0.9\r\nHost: HOST\r\n\r\nSECOND", &[404]),
    ("GET / HTTP/1.2\r\nHost: HOST\r\n\r\nSECOND", &[404]),
    ("GET / HTTP/2.0\r\nHost: HOST\r\n\r\nSECOND", &[404]),
    ("GET / http/1.1\r\nHost: HOST\r\n\r\nSECOND", &[404]),
    ("GET / HTTP/1.1 \r\nHost: HOST\r\n\r\nSECOND", &[404]),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nSECOND", &[404]),
    ("\0GET / HTTP/1.1\r\nHost: HOST\r\n\r\nSECOND", &[404]),
    (
        "\x16\x03\x01\x02\0\x01\0\x01\u{fc}\x03\x03\r\n\r\nSECOND",
        &[404],
    ),
    ("\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n[]{}\r\n\r\nSECOND", &[404]),
];

/// One connection, one answer, to the first request.
#[test]
fn no_request_hides_in_another() {
    attacked(|server| {
        let host = server.host();
        let second = format!("GET /advisories/ HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let second = server.known(&second);
        let second = std::str::from_utf8(&second).expect("ASCII");
        for (head, expected) in HEADS {
            let request = head.replace("HOST", &host).replace("SECOND", second);
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert!(expected.contains(&answer.status), "{request:?}: {answer:?}");
            assert!(
                !answer.text().contains("HTTP/1.1"),
                "{request:?}: {answer:?}"
            );
            assert!(
                !answer.text().contains("The list."),
                "{request:?}: {answer:?}"
            );
        }
    });
}

#[test]
fn a_request_in_pieces_is_one_request() {
    attacked(|server| {
        let request = format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", server.host());
        let request = server.known(&request);
        let mut stream = server.connect();
        for byte in &request {
            stream.write_all(&[*byte]).expect("the server reads");
        }
        assert_eq!(listen(&mut stream).expect("an answer").status, 200);
    });
}

/// A client that has said all it will may be answered or not, and is let go.
#[test]
fn a_connection_that_is_closed_by_half_is_closed() {
    attacked(|server| {
        let request = format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", server.host());
        let request = server.known(&request);
        for length in [0, 1, 10, request.len() - 2, request.len()] {
            let mut stream = server.connect();
            stream
                .write_all(&request[..length])
                .expect("the server reads");
            stream.shutdown(Shutdown::Write).expect("still connected");
            let answer = listen(&mut stream);
            assert!(answer.is_none_or(|answer| answer.status == 200), "{length}");
        }
    });
}

/// The answer to bytes that may be no request, from a client that hangs up.
fn babble(server: &Server, bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut stream = server.connect();
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    if let Some(answer) = listen(&mut stream) {
        prop_assert!(matches!(answer.status, 200 | 400..=499), "{answer:?}");
        prop_assert_eq!(answer.field("cache-control"), Some("no-store"));
        prop_assert!(!answer.text().contains("HTTP/1.1"));
    }
    Ok(())
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        ..ProptestConfig::default()
    }
}

#[test]
fn garbage_is_survived() {
    attacked(|server| {
        proptest!(cases(256), |(bytes in prop::collection::vec(any::<u8>(), 0..2048))| {
            babble(server, &bytes)?;
        });
    });
}

#[test]
fn requests_with_errors_in_them_are_survived() {
    attacked(|server| {
        let request = format!(
            "GET /advisories/ HTTP/1.1\r\nHost: {}\r\nContent-Length: 0\r\nOrigin: http://{}\r\n\r\n",
            server.host(),
            server.host()
        );
        let request = server.known(&request);
        let length = request.len();
        let edit = (
            0..length,
            0..4_usize,
            prop::collection::vec(any::<u8>(), 0..4),
        );
        proptest!(cases(256), |(edits in prop::collection::vec(edit, 1..4))| {
            let mut bytes = request.clone();
            for (start, removed, added) in edits {
                let start = start.min(bytes.len());
                let end = (start + removed).min(bytes.len());
                bytes.splice(start..end, added);
            }
            babble(server, &bytes)?;
        });
    });
}
