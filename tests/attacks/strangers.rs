//! Requests of those who do not know the token, and requests that a browser sends
//! on behalf of somebody else, should the token have got about.

use std::path::Path;

use super::client::{Answer, send};
use super::server::{self, SITE, Server};
use super::smuggling::HEADS;
use super::{attacked, traversal};

/// What whoever does not know the token is told, whatever was asked for.
fn nothing() -> Answer {
    let fields = [
        ("cache-control", "no-store"),
        (
            "content-security-policy",
            "default-src 'none'; connect-src 'self'; img-src 'self'; script-src 'self'; \
             style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("x-dns-prefetch-control", "off"),
        ("x-frame-options", "DENY"),
        ("x-robots-tag", "noindex, nofollow"),
        ("connection", "close"),
        ("content-length", "0"),
    ];
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Answer {
        status: 404,
        fields: fields.iter().map(own).collect(),
        body: Vec::new(),
    }
}

/// Requests that do not know the token, of every kind.
fn requests(server: &Server) -> Vec<String> {
    let (host, port) = (server.host(), server.port);
    let plain = |target: &str| format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let token = server.root.trim_start_matches('/');
    let (start, end) = token.split_at(16);
    let pages = SITE
        .iter()
        .map(|(path, ..)| plain(&format!("/{}", path.replace(' ', "%20"))));
    let near = [
        "/".to_owned(),
        "/absent.html".to_owned(),
        "/.forewarn/".to_owned(),
        "/.forewarn/live".to_owned(),
        "/favicon.ico".to_owned(),
        format!("/{start}/"),
        format!("/{start}{start}/"),
        format!("/{end}{start}/"),
        format!("/{token}0/"),
        format!("/a/{token}/"),
        format!("//{token}/"),
        format!("/./{token}/"),
        format!("/%3{token}/"),
        format!("/{token}%2Findex.html"),
        format!("/?{token}"),
        format!("/#/{token}/"),
        format!("{token}/"),
    ];
    let near = near.iter().map(|target| plain(target));
    let outside = traversal::targets(Path::new("/canary.txt"), port);
    let outside = outside.iter().map(|target| plain(target));
    let odd = HEADS
        .iter()
        .map(|(head, _)| head.replace("HOST", &host).replace("SECOND", ""));
    let heads = [
        "POST / HTTP/1.1\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(),
        format!("HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET / HTTP/1.0\r\nHost: {host}\r\n\r\n"),
        format!("OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nCookie: {token}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nReferer: http://{host}/{token}/\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: cross-site\r\n\r\n"),
        format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n",
            "x".repeat(100_000)
        ),
        format!(
            "GET /{} HTTP/1.1\r\nHost: {host}\r\n\r\n",
            "x".repeat(100_000)
        ),
        format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\nsome text"),
    ];
    let all = pages.chain(near).chain(outside).chain(odd).chain(heads);
    all.collect()
}

#[test]
fn without_the_token_every_request_has_the_same_answer() {
    attacked(|server| {
        for request in requests(server) {
            let answer = send(server.port, request.as_bytes()).expect("an answer");
            assert_eq!(answer, nothing(), "{request}");
        }
    });
}

/// Neither a page that takes long nor one that fails is begun.
#[test]
fn without_the_token_no_page_is_made() {
    attacked(|server| {
        for target in [server::ENDLESS, server::PANICS, server::LARGE] {
            let request = format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", server.host());
            for _ in 0..16 {
                let answer = send(server.port, request.as_bytes()).expect("an answer");
                assert_eq!(answer, nothing(), "{target}");
            }
        }
    });
}

/// Links of a page count from the `/` behind the token.
#[test]
fn the_token_alone_leads_to_the_first_page() {
    attacked(|server| {
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: {}\r\n\r\n",
            server.root,
            server.host()
        );
        let answer = send(server.port, request.as_bytes()).expect("an answer");
        assert_eq!(answer.status, 200);
        let lead = format!(
            "<meta http-equiv=\"refresh\" content=\"0; url={}/\">",
            server.root
        );
        assert!(answer.text().contains(&lead), "{}", answer.text());
    });
}

#[test]
fn a_foreign_host_is_turned_away() {
    attacked(|server| {
        let port = server.port;
        let hosts = [
            "evil.example".to_owned(),
            format!("evil.example:{port}"),
            format!("localhost.evil.example:{port}"),
            format!("127.0.0.1.evil.example:{port}"),
            format!("127.0.0.1.nip.io:{port}"),
            format!("localhost.:{port}"),
            format!("0.0.0.0:{port}"),
            format!("127.0.0.2:{port}"),
            format!("[::]:{port}"),
            format!("[::ffff:127.0.0.1]:{port}"),
            format!("user@127.0.0.1:{port}"),
            format!("127.0.0.1:{port}@evil.example"),
            format!("127.0.0.1:{port}#evil.example"),
            format!("127.0.0.1:{}", port ^ 1),
            "127.0.0.1".to_owned(),
            "localhost".to_owned(),
            String::new(),
            "\u{fc}".to_owned(),
        ];
        for host in hosts {
            for target in ["/", "/absent", "/.forewarn/live"] {
                let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
                let answer = server.send(request.as_bytes()).expect("an answer");
                assert_eq!(answer.status, 421, "{host}{target}");
            }
        }
        for own in ["localhost", "LocalHost", "127.0.0.1", "[::1]"] {
            let request = format!("GET / HTTP/1.1\r\nHost: {own}:{port}\r\n\r\n");
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert_eq!(answer.status, 200, "{own}");
        }
    });
}

#[test]
fn a_host_that_is_missing_or_doubled_is_refused() {
    attacked(|server| {
        let host = server.host();
        for request in [
            "GET / HTTP/1.1\r\n\r\n".to_owned(),
            "GET / HTTP/1.0\r\n\r\n".to_owned(),
            format!("GET http://{host}/ HTTP/1.1\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nhost: evil.example\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nHost: evil.example\r\nHOST: {host}\r\n\r\n"),
        ] {
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert_eq!(answer.status, 400, "{request}");
        }
    });
}

#[test]
fn a_foreign_origin_is_turned_away() {
    attacked(|server| {
        let (host, port) = (server.host(), server.port);
        for (origin, status) in [
            (format!("http://{host}"), 200),
            ("null".to_owned(), 403),
            (String::new(), 403),
            ("http://evil.example".to_owned(), 403),
            (format!("https://{host}"), 403),
            (format!("http://localhost:{port}"), 403),
            ("http://127.0.0.1".to_owned(), 403),
            (format!("http://127.0.0.1:{}", port ^ 1), 403),
            (format!("http://{host}.evil.example"), 403),
            (format!("http://{host}, http://evil.example"), 403),
            ("file://".to_owned(), 403),
            ("vscode-webview://x".to_owned(), 403),
        ] {
            let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n\r\n");
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert_eq!(answer.status, status, "{origin}");
        }
    });
}

#[test]
fn another_site_can_neither_embed_nor_open_a_page() {
    attacked(|server| {
        let host = server.host();
        for (site, status) in [
            ("same-origin", 200),
            ("none", 200),
            ("same-site", 403),
            ("cross-site", 403),
            ("", 403),
            ("none, cross-site", 403),
        ] {
            let request = format!(
                "GET / HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: {site}\r\n\
                 Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n\r\n"
            );
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert_eq!(answer.status, status, "{site}");
        }
        let request =
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: cross-site\r\n\r\n");
        let answer = server.send(request.as_bytes()).expect("an answer");
        let expected = "\
A page of another site led here. This preview may show what is still secret,
so it opens only when you ask for it yourself: put the cursor into the address bar
and press Enter.
";
        assert_eq!(answer.text(), expected);
    });
}

/// The preflight of CORS and of private network access get no permission, a
/// handshake no socket.
#[test]
fn only_get_and_head_are_allowed() {
    attacked(|server| {
        let host = server.host();
        for method in [
            "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "GETS", "X",
        ] {
            let request = format!(
                "{method} / HTTP/1.1\r\nHost: {host}\r\nAccess-Control-Request-Method: GET\r\n\
                 Access-Control-Request-Private-Network: true\r\n\r\n"
            );
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert_eq!(answer.status, 405, "{method}");
            assert_eq!(answer.field("allow"), Some("GET, HEAD"), "{method}");
        }
        for (request, status) in [
            (
                format!("CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                404,
            ),
            (
                format!("CONNECT evil.example:443 HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                404,
            ),
            (format!("OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
            (
                format!("GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                421,
            ),
            (
                format!("GET http://{host}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
                421,
            ),
            (
                format!("GET http://{host}/ HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                200,
            ),
        ] {
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert_eq!(answer.status, status, "{request}");
        }
        let handshake = format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        );
        for (origin, status) in [
            ("http://evil.example".to_owned(), 403),
            (format!("http://{host}"), 200),
        ] {
            let request = format!("{handshake}Origin: {origin}\r\n\r\n");
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert_eq!(answer.status, status, "{origin}");
        }
    });
}
