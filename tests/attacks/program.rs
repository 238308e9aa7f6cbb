//! The same attacks on `forewarn serve`, which shows what is secret.

use std::io::Write;
use std::net::TcpStream;
use std::process::Command;

use super::client::{Answer, connect, get, known, send};
use super::smuggling::HEADS;
use super::{CANARY, traversal};
use crate::harness::Site;
use crate::serve::{Preview, SECRET, site};

/// Where [`SECRET`] is seen, and what it says there.
pub(super) const SECRET_PAGE: &str = "/advisories/x_tinysig-2026-0002.html";
pub(super) const SUMMARY: &str = "Keys are compared too briefly";

/// A site with a secret beside it, and with a file that is not of the site.
pub(super) fn secret_site() -> Site {
    site()
        .file("forewarn.yaml", "private: ../private\n")
        .file("../private/advisories/secret.yaml", SECRET)
        .file("canary.txt", CANARY)
}

/// Runs `attack` on a preview of `site`, which shows its secret before and after.
fn attacked(site: &Site, attack: impl FnOnce(&Preview)) -> Preview {
    let preview = Preview::start(site, &[]);
    assert_shows_secret(&preview);
    attack(&preview);
    assert_shows_secret(&preview);
    preview
}

fn assert_shows_secret(preview: &Preview) {
    let answer = get(preview.port, &format!("/{}{SECRET_PAGE}", preview.token));
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains(SUMMARY), "{}", answer.text());
}

/// The answer to a request that knows the token.
fn ask(preview: &Preview, target: &str, fields: &str) -> Answer {
    let request = format!("GET {target} HTTP/1.1\r\n{fields}\r\n");
    tell(preview, &request)
}

fn tell(preview: &Preview, request: &str) -> Answer {
    let request = known(&format!("/{}", preview.token), request.as_bytes());
    send(preview.port, &request).expect("an answer")
}

#[test]
fn no_target_leads_out_of_the_folder() {
    let site = secret_site();
    let canary = site.root().join("canary.txt");
    attacked(&site, |preview| {
        let host = format!("Host: 127.0.0.1:{}\r\n", preview.port);
        for target in traversal::targets(&canary, preview.port) {
            let answer = ask(preview, &target, &host);
            assert!(
                traversal::refusals(&target).contains(&answer.status),
                "{target}"
            );
            assert!(!answer.text().contains(CANARY), "{target}");
        }
        for target in [
            "/forewarn.yaml",
            "/advisories/public.yaml",
            "/private/advisories/secret.yaml",
            "/content/policy.md",
        ] {
            assert_eq!(ask(preview, target, &host).status, 404, "{target}");
        }
    });
}

#[test]
fn a_stranger_learns_no_secret() {
    let site = secret_site();
    attacked(&site, |preview| {
        let host = format!("127.0.0.1:{}", preview.port);
        for fields in [
            String::new(),
            "Host: evil.example\r\n".to_owned(),
            format!("Host: evil.example:{}\r\n", preview.port),
            format!("Host: {host}\r\nHost: evil.example\r\n"),
            format!("Host: {host}\r\nOrigin: http://evil.example\r\n"),
            format!("Host: {host}\r\nOrigin: null\r\n"),
            format!("Host: {host}\r\nSec-Fetch-Site: cross-site\r\n"),
            format!("Host: {host}\r\nSec-Fetch-Site: same-site\r\n"),
        ] {
            for target in [
                SECRET_PAGE,
                "/",
                "/.forewarn/",
                "/.forewarn/live",
                "/absent",
            ] {
                let answer = ask(preview, target, &fields);
                assert!(matches!(answer.status, 400 | 403 | 421), "{fields}{target}");
                assert!(
                    answer.body.len() < 300,
                    "{fields}{target}: {}",
                    answer.text()
                );
            }
        }
    });
}

/// The pages of the preview say what they are asked for, and none in markup.
#[test]
fn no_page_repeats_the_markup_of_a_request() {
    let site = secret_site();
    attacked(&site, |preview| {
        let host = format!("Host: 127.0.0.1:{}\r\n", preview.port);
        let mark = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
        let mut starts = vec![
            "/",
            "/advisories/",
            "/.forewarn/",
            "/?",
            "/.forewarn/?",
            "/a?b=",
        ];
        starts.extend([
            "/.forewarn/public/",
            "/.forewarn/release-day/",
            "/.forewarn/patches/",
        ]);
        for start in starts {
            for mark in [mark, "\"><script>alert(1)</script>", "javascript:alert(1)"] {
                let answer = ask(preview, &format!("{start}{mark}"), &host);
                let text = answer.text();
                assert!(!text.contains("<script>alert"), "{start}{mark}: {text}");
                assert!(!text.contains("javascript:alert"), "{start}{mark}: {text}");
            }
        }
    });
}

#[test]
fn the_program_survives_all_of_it() {
    let site = secret_site();
    let preview = attacked(&site, |preview| {
        let host = format!("127.0.0.1:{}", preview.port);
        for (head, expected) in HEADS {
            let request = head.replace("HOST", &host).replace("SECOND", "");
            let answer = tell(preview, &request);
            assert!(expected.contains(&answer.status), "{request:?}: {answer:?}");
        }
        let silent: Vec<TcpStream> = (0..200).map(|_| connect(preview.port)).collect();
        for length in [1024 * 1024, 3 * 1024 * 1024] {
            let fields = format!("Host: {host}\r\nX: {}\r\n", "x".repeat(length));
            assert_eq!(ask(preview, "/", &fields).status, 404);
        }
        for byte in 0..=u8::MAX {
            let mut stream = connect(preview.port);
            let _ = stream.write_all(&[byte; 100]);
        }
        drop(silent);
    });
    #[cfg(target_os = "linux")]
    assert!(
        resident(&preview) < 512 * 1024,
        "{} KiB",
        resident(&preview)
    );
    interrupt(preview);
}

/// The memory that the program holds, in KiB.
#[cfg(target_os = "linux")]
fn resident(preview: &Preview) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", preview.child.id()));
    let status = status.expect("a running program");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number
        .and_then(|number| number.parse().ok())
        .expect("a number")
}

/// Ctrl-C is the usual end, and no failure.
#[cfg(unix)]
fn interrupt(mut preview: Preview) {
    let process = preview.child.id().to_string();
    let kill = Command::new("kill").args(["-INT", &process]).status();
    assert!(kill.expect("`kill` runs").success());
    let exit = preview.child.wait().expect("the program ends");
    assert_eq!(exit.code(), Some(0));
}

#[cfg(not(unix))]
fn interrupt(_: Preview) {}
