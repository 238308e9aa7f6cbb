//! Requests that a browser sends on behalf of somebody else.

use super::attacked;

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
        for own in ["localhost", "127.0.0.1", "[::1]"] {
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
        let expected = format!(
            "A page of another site led here. This preview may show what is still secret,\n\
             so it opens only when you ask for it yourself: type its address into the address \
             bar.\n\nhttp://{host}/\n"
        );
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
                400,
            ),
            (
                format!("CONNECT evil.example:443 HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                400,
            ),
            (format!("OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n"), 405),
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
