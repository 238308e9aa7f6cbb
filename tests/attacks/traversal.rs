//! Paths that lead out of other servers' roots.

use std::fs;
use std::path::Path;

use super::{CANARY, attacked};

/// Ways to write a step upward.
const UP: &[&str] = &[
    "..",
    "%2e%2e",
    ".%2E",
    "%2e.",
    "%252e%252e",
    "%25252e%25252e",
    "%c0%ae%c0%ae",
    "%e0%80%ae%e0%80%ae",
    "%uff0e%uff0e",
    "%ef%bc%8e%ef%bc%8e",
    "\u{ff0e}\u{ff0e}",
    "..%00",
    "%00..",
    "..;",
    "....",
    ".%0d.",
    "..%20",
    "%2e%2e%09",
];

/// Ways to write what is between two steps.
const BETWEEN: &[&str] = &[
    "/",
    "//",
    "/./",
    "%2f",
    "%2F",
    "%252f",
    "%c0%af",
    "\\",
    "%5c",
    "%255c",
    "/%5c",
    "%ef%bc%8f",
];

/// Names that servers, their platforms or their plug-ins read as files.
const NAMES: &[&str] = &[
    "/etc/passwd",
    "//etc/passwd",
    "///etc/passwd",
    "/%2fetc/passwd",
    "/%2Fetc%2Fpasswd",
    "/\\etc\\passwd",
    "/./etc/passwd",
    "/Cargo.toml",
    "/./Cargo.toml",
    "/src/lib.rs",
    "/.git/config",
    "/.env",
    "/proc/self/environ",
    "/dev/stdin",
    "/c:/windows/win.ini",
    "/C:%5Cwindows%5Cwin.ini",
    "/c%3a/windows/win.ini",
    "/advisories/c:/windows/win.ini",
    "/%5c%5clocalhost%5cc$%5cwindows%5cwin.ini",
    "/nul",
    "/CON.html",
    "/file:///etc/passwd",
    "/file:%2f%2f%2fetc%2fpasswd",
    "/@fs/etc/passwd",
    "/@fs/etc/passwd?import&raw",
    "/etc/passwd?raw??",
    "/__open-in-editor?file=/etc/passwd",
    "/index.html%00.txt",
    "/index.html/",
    "/index.html/.",
    "/index.html/..",
    "/index.html//",
    "/index.html::$DATA",
    "/index.html%20",
    "/index.html.",
    "/INDEX.HTML",
    "/index%2ehtml/../../canary.txt",
    "/~root/.ssh/id_rsa",
    "/.",
    "/..",
    "/../",
    "/%2e",
    "/%2e/",
    "/%00",
    "/%0a",
    "/%",
    "/%zz",
    "/%u0041",
    "/\u{0}",
];

/// Targets that are no path at all.
const FORMS: &[&str] = &[
    "etc/passwd",
    "../../etc/passwd",
    "..",
    "*",
    "?",
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "http:/etc/passwd",
    "http:///etc/passwd",
    "http://HOST/../../etc/passwd",
    "http://HOST/%2e%2e/%2e%2e/etc/passwd",
    "http://HOST//etc/passwd",
    "HTTP://HOST/etc/passwd",
    "HOST/etc/passwd",
    "data:text/plain,x",
];

#[test]
fn no_target_leads_out_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let canary = folder.path().join("canary.txt");
    fs::write(&canary, CANARY).unwrap();
    attacked(|server| {
        for target in targets(&canary, server.port) {
            let request = format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", server.host());
            let answer = server.send(request.as_bytes()).expect("an answer");
            assert!(
                refusals(&target).contains(&answer.status),
                "{target}: {answer:?}"
            );
        }
    });
}

/// How a target is refused; one of another scheme is meant for another server.
pub(super) fn refusals(target: &str) -> &'static [u16] {
    if target.contains("://") {
        &[400, 404, 421]
    } else {
        &[400, 404]
    }
}

/// More than 300 targets that ask a server on `port` for the canary, or for a
/// file that is on every machine.
pub(super) fn targets(canary: &Path, port: u16) -> Vec<String> {
    let canary = canary.to_string_lossy();
    let mut targets = steps(&canary);
    targets.extend(NAMES.iter().map(|name| (*name).to_owned()));
    targets.extend([
        canary.to_string(),
        format!("/@fs{canary}"),
        format!("/{canary}"),
    ]);
    let host = format!("127.0.0.1:{port}");
    targets.extend(FORMS.iter().map(|form| form.replace("HOST", &host)));
    assert!(targets.len() >= 300, "{}", targets.len());
    targets
}

/// A query is no path, and a fragment is none of the server's business; both
/// led out of Vite's root.
#[test]
fn what_follows_a_path_is_not_looked_at() {
    attacked(|server| {
        for rest in [
            "?",
            "?/../../etc/passwd",
            "?url=file:///etc/passwd",
            "?a?b#c",
            "#/../../etc/passwd",
        ] {
            let answer = server.get(&format!("/{rest}"));
            assert_eq!(
                (answer.status, answer.text().as_str()),
                (200, "<p>The policy.\n"),
                "{rest}"
            );
        }
    });
}

/// Every way up, with every way between, from several places to several files.
fn steps(canary: &str) -> Vec<String> {
    let canary = canary.trim_start_matches('/');
    let mut targets = Vec::new();
    for up in UP {
        for between in BETWEEN {
            let step = format!("{up}{between}");
            targets.push(format!("/{step}canary.txt"));
            targets.push(format!("/advisories/{}{canary}", step.repeat(12)));
            targets.push(format!(
                "/assets{between}{}etc{between}passwd",
                step.repeat(6)
            ));
        }
    }
    targets
}
