use std::net::{Ipv4Addr, Ipv6Addr};

use httparse::Header;
use proptest::prelude::*;

use super::*;
use crate::preview::listen;
use crate::preview::token::AccessToken;

const PORT: u16 = 7420;
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const OWN: [(&str, &str); 1] = [("host", "127.0.0.1:7420")];

/// What becomes of a request.
fn with<T>(
    method: &str,
    target: &str,
    fields: &[(&str, &str)],
    answer: impl FnOnce(&Request<'_, '_>) -> T,
) -> T {
    let fields = fields.iter();
    let mut fields: Vec<_> = fields
        .map(|(name, value)| Header {
            name,
            value: value.as_bytes(),
        })
        .collect();
    let mut request = Request::new(&mut fields);
    request.method = Some(method);
    request.path = Some(target);
    answer(&request)
}

fn is_recognised(target: &str, keys: &Keys, peer: IpAddr) -> bool {
    with("GET", target, &OWN, |request| {
        recognise(request, peer, keys).is_some()
    })
}

/// The path that is asked for by a request from here; `target` is below the token.
fn answer(method: &str, target: &str, fields: &[(&str, &str)]) -> Result<String, Denial> {
    let keys = keys();
    with(method, &below(&keys, target), fields, |request| {
        pass(request, &keys, PORT)
    })
}

fn pass(request: &Request<'_, '_>, keys: &Keys, port: u16) -> Result<String, Denial> {
    let asked = recognise(request, HERE, keys).expect("the token is known");
    admit(request, &asked, port)?;
    match asked {
        Sought::Path(encoded) => Ok(path(encoded)?.as_str().to_owned()),
        other => Ok(format!("{other:?}")),
    }
}

/// `target` with the token before its path.
fn below(keys: &Keys, target: &str) -> String {
    let authority = target.split_once("://").map_or(0, |(scheme, rest)| {
        let end = rest.find('/').unwrap_or(rest.len());
        scheme.len() + 3 + end
    });
    let (authority, path) = target.split_at(authority);
    format!("{authority}/{}{path}", keys.token.reveal())
}

fn keys() -> Keys {
    Keys {
        token: AccessToken::new().unwrap(),
        invitation: None,
        seal: AccessToken::new().unwrap(),
    }
}

#[test]
fn a_target_is_decoded_once_and_stays_in_the_site() {
    for (target, expected) in [
        ("/", Ok("index.html")),
        ("/?query", Ok("index.html")),
        ("/advisories/", Ok("advisories/index.html")),
        ("/advisories", Ok("advisories")),
        ("/a.html?x=../../b", Ok("a.html")),
        ("/a%20b%3F%23.html", Ok("a b?#.html")),
        ("/%C3%BC.html", Ok("ü.html")),
        ("/%2561", Ok("%61")),
        ("/npm/%40scope%2Fname.html", Ok("npm/@scope/name.html")),
        ("/...", Ok("...")),
        ("/C:/windows", Ok("C:/windows")),
        ("/..", Err(Denial::NotFound)),
        ("/a/../b", Err(Denial::NotFound)),
        ("/%2e%2E/b", Err(Denial::NotFound)),
        ("/a/%2e%2e%2fb", Err(Denial::NotFound)),
        ("/./a", Err(Denial::NotFound)),
        ("//a", Err(Denial::NotFound)),
        ("/a//b", Err(Denial::NotFound)),
        ("/%2Fetc", Err(Denial::NotFound)),
        ("/..%5Cb", Err(Denial::NotFound)),
        ("/a%00.html", Err(Denial::NotFound)),
        ("/a%0d%0aX-Y:%20z", Err(Denial::NotFound)),
        ("/%", Err(Denial::Malformed)),
        ("/%4", Err(Denial::Malformed)),
        ("/%4/a", Err(Denial::Malformed)),
        ("/%+1", Err(Denial::Malformed)),
        ("/%c0%ae%c0%ae/a", Err(Denial::Malformed)),
        ("/%ff", Err(Denial::Malformed)),
        ("/%ed%a0%80", Err(Denial::Malformed)),
    ] {
        let expected = expected.map(str::to_owned);
        assert_eq!(answer("GET", target, &OWN), expected, "{target}");
    }
}

#[test]
fn a_host_is_one_of_our_names_with_our_port() {
    for host in [
        "localhost:7420",
        "LOCALHOST:7420",
        "LocalHost:7420",
        "127.0.0.1:7420",
        "[::1]:7420",
    ] {
        let answer = answer("GET", "/a", &[("host", host)]);
        assert_eq!(answer, Ok("a".to_owned()), "{host}");
    }
    for host in [
        "",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "::1",
        "localhost:",
        "localhost:80",
        "localhost:07420",
        "localhost:74200",
        "localhost:7420:7420",
        "localhost:7420/",
        "localhost:7420.evil.example",
        "localhost.:7420",
        "LOCALHOST.:7420",
        "l\u{f6}calhost:7420",
        "localhos:7420",
        "evil.localhost:7420",
        "localhost.evil.example:7420",
        "evil.example",
        "evil.example:7420",
        "user@localhost:7420",
        "localhost:7420, localhost:7420",
        "127.0.0.2:7420",
        "127.1:7420",
        "2130706433:7420",
        "0.0.0.0:7420",
        "[::]:7420",
        "[::ffff:127.0.0.1]:7420",
        "[0:0:0:0:0:0:0:1]:7420",
    ] {
        let answer = answer("GET", "/a", &[("host", host)]);
        assert_eq!(answer, Err(Denial::Host), "{host}");
    }
}

#[test]
fn a_host_is_named_once() {
    let host = OWN[0];
    assert_eq!(answer("GET", "/a", &[]), Err(Denial::Malformed));
    assert_eq!(answer("GET", "/a", &[host, host]), Err(Denial::Malformed));
    let foreign = ("host", "evil.example");
    for fields in [[host, foreign], [foreign, host]] {
        assert_eq!(answer("GET", "/a", &fields), Err(Denial::Malformed));
    }
}

#[test]
fn port_80_goes_without_saying() {
    let keys = keys();
    let target = below(&keys, "/a");
    for host in ["localhost", "localhost:80", "[::1]"] {
        let origin = format!("http://{host}");
        let fields = [("host", host), ("origin", &origin)];
        let passed = with("GET", &target, &fields, |request| pass(request, &keys, 80));
        assert!(passed.is_ok(), "{host}");
    }
    let fields = [("host", "localhost:7420")];
    let passed = with("GET", &target, &fields, |request| pass(request, &keys, 80));
    assert_eq!(passed, Err(Denial::Host));
}

#[test]
fn an_absolute_target_names_the_same_host() {
    for (target, expected) in [
        ("http://127.0.0.1:7420/a", Ok("a")),
        ("http://127.0.0.1:7420", Ok("Door")),
        ("http://127.0.0.1:7420/../a", Err(Denial::NotFound)),
        ("http://localhost:7420/a", Err(Denial::Host)),
        ("http://evil.example/a", Err(Denial::Host)),
        ("http://u@127.0.0.1:7420/a", Err(Denial::Host)),
        ("https://127.0.0.1:7420/a", Err(Denial::Host)),
        ("file://127.0.0.1:7420/a", Err(Denial::Host)),
    ] {
        let expected = expected.map(str::to_owned);
        assert_eq!(answer("GET", target, &OWN), expected, "{target}");
    }
}

#[test]
fn an_origin_is_the_one_of_the_request() {
    let with = |origin| answer("GET", "/a", &[OWN[0], ("origin", origin)]);
    for origin in ["http://127.0.0.1:7420", "HTTP://127.0.0.1:7420"] {
        assert_eq!(with(origin), Ok("a".to_owned()), "{origin}");
    }
    for origin in [
        "",
        "null",
        "http://127.0.0.1:7420/",
        "http://127.0.0.1",
        "http://127.0.0.1:7421",
        "https://127.0.0.1:7420",
        "http://localhost:7420",
        "http://evil.example",
        "http://127.0.0.1:7420.evil.example",
        "http://127.0.0.1:7420 http://evil.example",
        "127.0.0.1:7420",
        "chrome-extension://abcdefgh",
    ] {
        assert_eq!(with(origin), Err(Denial::Origin), "{origin}");
    }
    let origin = ("origin", "http://127.0.0.1:7420");
    let twice = answer("GET", "/a", &[OWN[0], origin, origin]);
    assert_eq!(twice, Err(Denial::Malformed));
}

#[test]
fn a_browser_comes_from_our_pages_or_from_a_person() {
    let with = |site| answer("GET", "/a", &[OWN[0], ("sec-fetch-site", site)]);
    for site in ["same-origin", "none"] {
        assert_eq!(with(site), Ok("a".to_owned()), "{site}");
    }
    for site in ["", "same-site", "cross-site", "NONE", "none, none", "new"] {
        assert_eq!(with(site), Err(Denial::Site), "{site}");
    }
    let none = ("sec-fetch-site", "none");
    let twice = answer("GET", "/a", &[OWN[0], none, none]);
    assert_eq!(twice, Err(Denial::Malformed));
}

#[test]
fn a_request_reads_and_brings_nothing() {
    assert_eq!(answer("HEAD", "/a", &OWN), Ok("a".to_owned()));
    for method in [
        "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "PRI", "X",
    ] {
        let answer = answer(method, "/a", &OWN);
        assert_eq!(answer, Err(Denial::Method), "{method}");
    }
    let empty = [OWN[0], ("content-length", "0")];
    assert_eq!(answer("GET", "/a", &empty), Ok("a".to_owned()));
    for field in [
        ("content-length", "1"),
        ("content-length", "00"),
        ("content-length", "-0"),
        ("transfer-encoding", "chunked"),
        ("transfer-encoding", "identity"),
    ] {
        let answer = answer("GET", "/a", &[OWN[0], field]);
        assert_eq!(answer, Err(Denial::Body), "{field:?}");
    }
}

#[test]
fn only_this_machine_is_answered() {
    let keys = keys();
    let target = below(&keys, "/a");
    for peer in [
        IpAddr::V4(Ipv4Addr::new(127, 1, 2, 3)),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
        IpAddr::V6(Ipv4Addr::LOCALHOST.to_ipv6_mapped()),
    ] {
        assert!(is_recognised(&target, &keys, peer), "{peer}");
    }
    for peer in ["10.0.0.1", "192.0.2.1", "::", "fe80::1", "::ffff:10.0.0.1"] {
        let peer = peer.parse().unwrap();
        assert!(!is_recognised(&target, &keys, peer), "{peer}");
    }
}

#[test]
fn whoever_does_not_know_the_token_is_a_stranger() {
    let keys = keys();
    let token = keys.token.reveal();
    let upper = token.to_uppercase();
    for target in [
        "/",
        "*",
        "127.0.0.1:7420",
        "http://127.0.0.1:7420",
        "//",
        "/a/TOKEN/a",
        "//TOKEN/a",
        "/./TOKEN/a",
        "/TOKE/a",
        "/TOKENa",
        "/TOKEN%2Fa",
        "/%30TOKEN/a",
        "/TOKEN;/a",
        "/?TOKEN/",
        "/a?/TOKEN/a",
        "http://TOKEN/a",
        "http://127.0.0.1:7420/a/TOKEN",
    ] {
        let target = target.replace("TOKEN", token);
        let target = target.replace("TOKE", &token[1..]);
        assert!(!is_recognised(&target, &keys, HERE), "{target}");
    }
    if upper != token {
        assert!(!is_recognised(&format!("/{upper}/a"), &keys, HERE));
    }
}

#[test]
fn an_invitation_leads_in_from_anywhere_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut listener = listen(0).unwrap();
    let invitation = listener.invite(folder.path()).unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "the file is what a browser reads"
    )]
    let file = std::fs::read_to_string(invitation.file().unwrap()).unwrap();
    let (_, target) = file.split_once("url=").unwrap();
    let (target, _) = target.split_once('"').unwrap();
    let keys = &listener.keys;
    let port = listener.port();
    let host = format!("127.0.0.1:{port}");
    for (fields, expected) in [
        (
            [("host", host.as_str()), ("sec-fetch-site", "cross-site")],
            Ok(()),
        ),
        (
            [("host", "evil.example"), ("sec-fetch-site", "cross-site")],
            Err(Denial::Host),
        ),
    ] {
        with("GET", target, &fields, |request| {
            assert_eq!(super::target(request).0, Some(("http", host.as_str())));
            let asked = recognise(request, HERE, keys).unwrap();
            assert!(matches!(asked, Sought::Invited(_)));
            assert_eq!(admit(request, &asked, port), expected);
        });
    }
    assert!(invitation.withdraw());
    assert!(!is_recognised(target, keys, HERE));
}

#[test]
fn another_host_is_told_nothing_about_the_site() {
    let foreign = [("host", "evil.example")];
    for (method, target) in [("GET", "/a"), ("POST", "/a"), ("GET", "/../a")] {
        assert_eq!(answer(method, target, &foreign), Err(Denial::Host));
    }
}

fn segment() -> impl Strategy<Value = String> {
    "[^/\\\\\\pC]{1,8}".prop_filter("no part of a path", |part| part != "." && part != "..")
}

proptest! {
    #[test]
    fn every_path_can_be_asked_for_in_every_encoding(
        parts in prop::collection::vec(segment(), 1..4),
        plain in any::<u64>(),
    ) {
        let path = parts.join("/");
        let encode = |(place, byte): (usize, u8)| {
            let is_plain = byte == b'/' || (byte.is_ascii_alphanumeric() && plain >> (place % 64) & 1 == 1);
            if is_plain { char::from(byte).to_string() } else { format!("%{byte:02x}") }
        };
        let target: String = path.bytes().enumerate().map(encode).collect();
        prop_assert_eq!(answer("GET", &format!("/{target}"), &OWN), Ok(path));
    }

    #[test]
    fn no_other_host_passes(host in "\\PC{0,24}|(localhost|LocalHost|127\\.0\\.0\\.1|\\[::1\\])[:0-9a-z.@/ ]{0,8}") {
        let keys = keys();
        let fields = [("host", host.as_str())];
        let passed = with("GET", &below(&keys, "/a"), &fields, |request| pass(request, &keys, PORT));
        let is_own = ["localhost:7420", "127.0.0.1:7420", "[::1]:7420"]
            .contains(&host.to_ascii_lowercase().as_str());
        prop_assert_eq!(passed.is_ok(), is_own);
    }

    #[test]
    fn every_target_ends_in_a_path_or_a_refusal(target in "/?(\\.|/|%|[0-9a-fA-F]|\\PC){0,32}") {
        let keys = keys();
        let path = with("GET", &below(&keys, &target), &OWN, |request| {
            match recognise(request, HERE, &keys)? {
                Sought::Path(below) => path(below).ok(),
                _ => None,
            }
        });
        if let Some(path) = path {
            prop_assert!(!path.as_str().split('/').any(|part| matches!(part, "" | "." | "..")));
        }
    }
}
