use std::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

use super::*;
use crate::preview::listen;
use crate::preview::token::Token;

const PORT: u16 = 7420;
const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const OWN: [(&str, &str); 1] = [("host", "127.0.0.1:7420")];

fn request(method: &str, target: &str, fields: &[(&str, &str)]) -> Request<()> {
    let request = Request::builder().method(method).uri(target);
    let request = fields.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    request.body(()).unwrap()
}

/// The path that is asked for by a request from here; `target` is below the token.
fn answer(method: &str, target: &str, fields: &[(&str, &str)]) -> Result<String, Refusal> {
    let keys = keys();
    pass(&request(method, &below(&keys, target), fields), &keys, PORT)
}

fn pass(request: &Request<()>, keys: &Keys, port: u16) -> Result<String, Refusal> {
    let asked = recognise(request, HERE, keys).expect("the token is known");
    admit(request, &asked, port)?;
    match asked {
        Asked::Path(encoded) => Ok(path(encoded)?.as_str().to_owned()),
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
        token: Token::new().unwrap(),
        invitation: None,
        seal: Token::new().unwrap(),
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
        ("/..", Err(Refusal::NotFound)),
        ("/a/../b", Err(Refusal::NotFound)),
        ("/%2e%2E/b", Err(Refusal::NotFound)),
        ("/a/%2e%2e%2fb", Err(Refusal::NotFound)),
        ("/./a", Err(Refusal::NotFound)),
        ("//a", Err(Refusal::NotFound)),
        ("/a//b", Err(Refusal::NotFound)),
        ("/%2Fetc", Err(Refusal::NotFound)),
        ("/..%5Cb", Err(Refusal::NotFound)),
        ("/a%00.html", Err(Refusal::NotFound)),
        ("/a%0d%0aX-Y:%20z", Err(Refusal::NotFound)),
        ("/%", Err(Refusal::Malformed)),
        ("/%4", Err(Refusal::Malformed)),
        ("/%4/a", Err(Refusal::Malformed)),
        ("/%+1", Err(Refusal::Malformed)),
        ("/%c0%ae%c0%ae/a", Err(Refusal::Malformed)),
        ("/%ff", Err(Refusal::Malformed)),
        ("/%ed%a0%80", Err(Refusal::Malformed)),
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
        assert_eq!(answer, Err(Refusal::Host), "{host}");
    }
}

#[test]
fn a_host_is_named_once() {
    let host = OWN[0];
    assert_eq!(answer("GET", "/a", &[]), Err(Refusal::Malformed));
    assert_eq!(answer("GET", "/a", &[host, host]), Err(Refusal::Malformed));
    let foreign = ("host", "evil.example");
    for fields in [[host, foreign], [foreign, host]] {
        assert_eq!(answer("GET", "/a", &fields), Err(Refusal::Malformed));
    }
}

#[test]
fn port_80_goes_without_saying() {
    let keys = keys();
    let target = below(&keys, "/a");
    for host in ["localhost", "localhost:80", "[::1]"] {
        let origin = format!("http://{host}");
        let request = request("GET", &target, &[("host", host), ("origin", &origin)]);
        assert!(pass(&request, &keys, 80).is_ok(), "{host}");
    }
    let request = request("GET", &target, &[("host", "localhost:7420")]);
    assert_eq!(pass(&request, &keys, 80), Err(Refusal::Host));
}

#[test]
fn an_absolute_target_names_the_same_host() {
    for (target, expected) in [
        ("http://127.0.0.1:7420/a", Ok("a")),
        ("http://127.0.0.1:7420", Ok("Door")),
        ("http://127.0.0.1:7420/../a", Err(Refusal::NotFound)),
        ("http://localhost:7420/a", Err(Refusal::Host)),
        ("http://evil.example/a", Err(Refusal::Host)),
        ("http://u@127.0.0.1:7420/a", Err(Refusal::Host)),
        ("https://127.0.0.1:7420/a", Err(Refusal::Host)),
        ("file://127.0.0.1:7420/a", Err(Refusal::Host)),
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
        assert_eq!(with(origin), Err(Refusal::Origin), "{origin}");
    }
    let origin = ("origin", "http://127.0.0.1:7420");
    let twice = answer("GET", "/a", &[OWN[0], origin, origin]);
    assert_eq!(twice, Err(Refusal::Malformed));
}

#[test]
fn a_browser_comes_from_our_pages_or_from_a_person() {
    let with = |site| answer("GET", "/a", &[OWN[0], ("sec-fetch-site", site)]);
    for site in ["same-origin", "none"] {
        assert_eq!(with(site), Ok("a".to_owned()), "{site}");
    }
    for site in ["", "same-site", "cross-site", "NONE", "none, none", "new"] {
        assert_eq!(with(site), Err(Refusal::Site), "{site}");
    }
    let none = ("sec-fetch-site", "none");
    let twice = answer("GET", "/a", &[OWN[0], none, none]);
    assert_eq!(twice, Err(Refusal::Malformed));
}

#[test]
fn a_request_reads_and_brings_nothing() {
    assert_eq!(answer("HEAD", "/a", &OWN), Ok("a".to_owned()));
    for method in [
        "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "PRI", "X",
    ] {
        let answer = answer(method, "/a", &OWN);
        assert_eq!(answer, Err(Refusal::Method), "{method}");
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
        assert_eq!(answer, Err(Refusal::Body), "{field:?}");
    }
}

#[test]
fn only_this_machine_is_answered() {
    let keys = keys();
    let request = request("GET", &below(&keys, "/a"), &OWN);
    for peer in [
        IpAddr::V4(Ipv4Addr::new(127, 1, 2, 3)),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
        IpAddr::V6(Ipv4Addr::LOCALHOST.to_ipv6_mapped()),
    ] {
        assert!(recognise(&request, peer, &keys).is_ok(), "{peer}");
    }
    for peer in ["10.0.0.1", "192.0.2.1", "::", "fe80::1", "::ffff:10.0.0.1"] {
        let peer = peer.parse().unwrap();
        assert!(recognise(&request, peer, &keys).is_err(), "{peer}");
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
        let request = request("GET", &target, &OWN);
        assert!(recognise(&request, HERE, &keys).is_err(), "{target}");
    }
    if upper != token {
        let request = request("GET", &format!("/{upper}/a"), &OWN);
        assert!(recognise(&request, HERE, &keys).is_err());
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
            Err(Refusal::Host),
        ),
    ] {
        let request = request("GET", target, &fields);
        let authority = request.uri().authority().unwrap();
        assert_eq!(authority.as_str(), host);
        let asked = recognise(&request, HERE, keys).unwrap();
        assert!(matches!(asked, Asked::Invited(_)));
        assert_eq!(admit(&request, &asked, port), expected);
    }
    assert!(invitation.withdraw());
    let request = request("GET", target, &[("host", &host)]);
    assert!(recognise(&request, HERE, keys).is_err());
}

#[test]
fn another_host_is_told_nothing_about_the_site() {
    let foreign = [("host", "evil.example")];
    for (method, target) in [("GET", "/a"), ("POST", "/a"), ("GET", "/../a")] {
        assert_eq!(answer(method, target, &foreign), Err(Refusal::Host));
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
        let Ok(value) = HeaderValue::from_str(&host) else { return Ok(()) };
        let keys = keys();
        let request = Request::builder().uri(below(&keys, "/a")).header("host", value);
        let is_own = ["localhost:7420", "127.0.0.1:7420", "[::1]:7420"]
            .contains(&host.to_ascii_lowercase().as_str());
        prop_assert_eq!(pass(&request.body(()).unwrap(), &keys, PORT).is_ok(), is_own);
    }

    #[test]
    fn every_target_ends_in_a_path_or_a_refusal(target in "/?(\\.|/|%|[0-9a-fA-F]|\\PC){0,32}") {
        let keys = keys();
        let Ok(target) = below(&keys, &target).parse::<Uri>() else { return Ok(()) };
        let request = Request::builder().uri(target).header("host", OWN[0].1).body(()).unwrap();
        if let Ok(Asked::Path(below)) = recognise(&request, HERE, &keys)
            && let Ok(path) = path(below)
        {
            prop_assert!(!path.as_str().split('/').any(|part| matches!(part, "" | "." | "..")));
        }
    }
}
