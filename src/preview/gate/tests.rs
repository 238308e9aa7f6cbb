use std::net::{Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;

use super::*;

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

fn answer(method: &str, target: &str, fields: &[(&str, &str)]) -> Result<String, Refusal> {
    let path = admit(&request(method, target, fields), HERE, PORT)?;
    Ok(path.as_str().to_owned())
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
        ("*", Err(Refusal::Malformed)),
    ] {
        let expected = expected.map(str::to_owned);
        assert_eq!(answer("GET", target, &OWN), expected, "{target}");
    }
}

#[test]
fn a_host_is_one_of_our_names_with_our_port() {
    for host in ["localhost:7420", "127.0.0.1:7420", "[::1]:7420"] {
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
        "LOCALHOST:7420",
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
    for host in ["localhost", "localhost:80", "[::1]"] {
        let origin = format!("http://{host}");
        let request = request("GET", "/a", &[("host", host), ("origin", &origin)]);
        assert!(admit(&request, HERE, 80).is_ok(), "{host}");
    }
    let request = request("GET", "/a", &[("host", "localhost:7420")]);
    assert_eq!(admit(&request, HERE, 80), Err(Refusal::Host));
}

#[test]
fn an_absolute_target_names_the_same_host() {
    for (target, expected) in [
        ("http://127.0.0.1:7420/a", Ok("a")),
        ("http://127.0.0.1:7420", Ok("index.html")),
        ("http://127.0.0.1:7420/../a", Err(Refusal::NotFound)),
        ("http://localhost:7420/a", Err(Refusal::Host)),
        ("http://evil.example/a", Err(Refusal::Host)),
        ("http://u@127.0.0.1:7420/a", Err(Refusal::Host)),
        ("https://127.0.0.1:7420/a", Err(Refusal::Host)),
        ("file://127.0.0.1:7420/a", Err(Refusal::Host)),
        ("127.0.0.1:7420", Err(Refusal::Malformed)),
    ] {
        let expected = expected.map(str::to_owned);
        assert_eq!(answer("GET", target, &OWN), expected, "{target}");
    }
}

#[test]
fn an_origin_is_the_one_of_the_request() {
    let with = |origin| answer("GET", "/a", &[OWN[0], ("origin", origin)]);
    assert_eq!(with("http://127.0.0.1:7420"), Ok("a".to_owned()));
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
    let request = request("GET", "/a", &OWN);
    for peer in [
        IpAddr::V4(Ipv4Addr::new(127, 1, 2, 3)),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
        IpAddr::V6(Ipv4Addr::LOCALHOST.to_ipv6_mapped()),
    ] {
        assert!(admit(&request, peer, PORT).is_ok(), "{peer}");
    }
    for peer in ["10.0.0.1", "192.0.2.1", "::", "fe80::1", "::ffff:10.0.0.1"] {
        let peer = peer.parse().unwrap();
        assert_eq!(admit(&request, peer, PORT), Err(Refusal::Peer), "{peer}");
    }
}

#[test]
fn whoever_is_turned_away_learns_nothing_about_the_site() {
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
    fn no_other_host_passes(host in "\\PC{0,24}|(localhost|127\\.0\\.0\\.1|\\[::1\\])[:0-9a-z.@/ ]{0,8}") {
        let Ok(value) = HeaderValue::from_str(&host) else { return Ok(()) };
        let request = Request::builder().uri("/a").header("host", value).body(()).unwrap();
        let is_own = ["localhost:7420", "127.0.0.1:7420", "[::1]:7420"].contains(&host.as_str());
        prop_assert_eq!(admit(&request, HERE, PORT).is_ok(), is_own);
    }

    #[test]
    fn every_target_ends_in_a_path_or_a_refusal(target in "/?(\\.|/|%|[0-9a-fA-F]|\\PC){0,32}") {
        let Ok(target) = target.parse::<Uri>() else { return Ok(()) };
        let request = Request::builder().uri(target).header("host", OWN[0].1).body(()).unwrap();
        if let Ok(path) = admit(&request, HERE, PORT) {
            prop_assert!(!path.as_str().split('/').any(|part| matches!(part, "" | "." | "..")));
        }
    }
}
