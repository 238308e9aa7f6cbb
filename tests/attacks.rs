//! The preview under attack, over raw sockets: whatever is sent, nothing but the
//! site is answered, every answer carries its fields, and the server lives on.

#[cfg(target_os = "linux")]
mod account;
mod client;
mod exhaustion;
mod live;
mod program;
mod server;
mod smuggling;
mod strangers;
mod traversal;

use forewarn::model::SitePath;

use client::{Answer, get, send};
use server::{CANARY, SITE, Server, attacked};

#[test]
fn the_site_is_answered() {
    attacked(|server| {
        for (path, media_type, body) in SITE {
            let answer = server.get(&format!("/{}", SitePath::new(*path).unwrap().encoded()));
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.field("content-type"), Some(*media_type), "{path}");
            assert_eq!(answer.text(), *body, "{path}");
        }
        assert_eq!(server.get("/").text(), server.get("/index.html").text());
        assert_eq!(server.get("/absent.html").status, 404);
    });
}

#[test]
fn every_answer_is_dressed() {
    let expected = "\
cache-control: no-store
content-security-policy: default-src 'none'; connect-src 'self'; img-src 'self'; \
script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
cross-origin-opener-policy: same-origin
cross-origin-resource-policy: same-origin
referrer-policy: no-referrer
x-content-type-options: nosniff
x-dns-prefetch-control: off
x-frame-options: DENY
x-robots-tag: noindex, nofollow";
    attacked(|server| {
        let host = server.host();
        for (request, status) in [
            (format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"), 200),
            (format!("GET / HTTP/1.0\r\nHost: {host}\r\n\r\n"), 200),
            (format!("HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n"), 200),
            (format!("GET /absent HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
            (format!("POST / HTTP/1.1\r\nHost: {host}\r\n\r\n"), 405),
            ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
            (
                "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(),
                421,
            ),
            ("nonsense\r\n\r\n".to_owned(), 404),
            (
                format!(
                    "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n",
                    "x".repeat(20_000)
                ),
                404,
            ),
        ] {
            let answer = server.send(request.as_bytes()).expect("an answer");
            let unsorted = [
                "connection",
                "content-length",
                "content-type",
                "date",
                "allow",
            ];
            let mut fields: Vec<_> = answer
                .fields
                .iter()
                .filter(|(name, _)| !unsorted.contains(&name.as_str()))
                .map(|(name, value)| format!("{name}: {value}"))
                .collect();
            fields.sort();
            assert_eq!(
                (answer.status, fields.join("\n").as_str()),
                (status, expected),
                "{request}"
            );
        }
    });
}

#[test]
fn head_is_get_without_a_body() {
    attacked(|server| {
        let request = format!("HEAD / HTTP/1.1\r\nHost: {}\r\n\r\n", server.host());
        let head = server.send(request.as_bytes()).expect("an answer");
        let get = server.get("/");
        assert_eq!(head.body, b"");
        assert_eq!(head.field("content-length"), get.field("content-length"));
        assert_eq!(head.field("content-type"), get.field("content-type"));
    });
}

#[test]
fn a_page_that_cannot_be_made_costs_one_answer() {
    attacked(|server| {
        for _ in 0..10 {
            let answer = server.get(server::PANICS);
            assert_eq!(answer.status, 500);
            assert_eq!(
                answer.text(),
                "The page could not be made; the terminal says more.\n"
            );
        }
    });
}

#[test]
fn nothing_that_was_sent_comes_back() {
    const MARK: &str = "<script>alert(1)</script>";
    attacked(|server| {
        let host = server.host();
        let encoded = "/%3Cscript%3Ealert(1)%3C/script%3E";
        for request in [
            format!("GET /{MARK} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            format!("GET {encoded} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            format!("GET /absent?{MARK} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            format!("GET {encoded} HTTP/1.1\r\nHost: {MARK}\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: {MARK}\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: {MARK}\r\n\r\n"),
            format!("GET /absent HTTP/1.1\r\nHost: {host}\r\nReferer: {MARK}\r\n\r\n"),
            format!("alert(1) / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            format!("alert / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            format!("GET / alert(1)\r\nHost: {host}\r\n\r\n"),
        ] {
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert!(answer.status >= 400, "{request}");
            for text in [format!("{:?}", answer.fields), answer.text()] {
                assert!(!text.contains("alert"), "{request}{text}");
            }
        }
    });
}
