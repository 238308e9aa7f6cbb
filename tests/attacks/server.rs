//! A preview of a small site, in this process.

use std::net::TcpStream;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};

use forewarn::model::SitePath;
use forewarn::preview::{self, Changes, Pages, Response};

use super::client::{PATIENCE, known};
use super::{Answer, client, get, send};

/// What the site says; nothing else may be said with status 200.
pub(super) const SITE: &[(&str, &str, &str)] = &[
    ("index.html", "text/html; charset=utf-8", "<p>The policy.\n"),
    (
        "advisories/index.html",
        "text/html; charset=utf-8",
        "<p>The list.\n",
    ),
    (
        "advisories/x_a-2026-0001.html",
        "text/html; charset=utf-8",
        "<p>An advisory.\n",
    ),
    (
        "osv/x_a-2026-0001.json",
        "application/json; charset=utf-8",
        "{}\n",
    ),
    (
        "feed.atom",
        "application/atom+xml; charset=utf-8",
        "<feed/>\n",
    ),
    ("assets/style.css", "text/css; charset=utf-8", "p {}\n"),
    ("ü b.txt", "text/plain; charset=utf-8", "An odd name.\n"),
];

/// In a file that no request may reach.
pub(super) const CANARY: &str = "the canary that must not sing";

/// Where the page takes more than a socket's buffers.
pub(super) const LARGE: &str = "/large.zip";
pub(super) const LARGE_BYTES: usize = 16 * 1024 * 1024;

/// Where making the page panics.
pub(super) const PANICS: &str = "/panics.html";

/// Where making the page takes longer than anybody waits.
pub(super) const ENDLESS: &str = "/endless.html";

struct Site {
    changes: Changes,
}

impl Pages for Site {
    fn page(&self, path: &SitePath) -> Option<Response> {
        let target = format!("/{path}");
        if target == PANICS {
            // No message on the terminal of the tests.
            resume_unwind(Box::new(()));
        }
        if target == LARGE {
            return Some(Response::found(path, vec![0; LARGE_BYTES]));
        }
        if target == ENDLESS {
            thread::sleep(PATIENCE);
        }
        let (.., body) = SITE.iter().find(|(known, ..)| *known == path.as_str())?;
        Some(Response::found(path, body.as_bytes().to_vec()))
    }

    fn changes(&self) -> &Changes {
        &self.changes
    }
}

pub(super) struct Server {
    pub(super) port: u16,
    /// What every path begins with: `/TOKEN`.
    pub(super) root: String,
    /// What events are called.
    pub(super) seal: String,
    site: Arc<Site>,
    /// The number of the latest change.
    number: AtomicU64,
    thread: JoinHandle<()>,
}

impl Server {
    pub(super) fn start() -> Self {
        let site = Arc::new(Site {
            changes: Changes::new(41),
        });
        let listener = preview::listen(0).expect("a free port");
        let port = listener.port();
        let seal = listener.seal().to_owned();
        let url = listener.url();
        let (_, root) = url.split_once(&port.to_string()).expect("a port");
        let root = root.strip_suffix('/').expect("a folder").to_owned();
        let pages = Arc::clone(&site);
        let thread = thread::spawn(move || preview::serve(listener, pages));
        Self {
            port,
            root,
            seal,
            site,
            number: AtomicU64::new(41),
            thread,
        }
    }

    pub(super) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(super) fn change(&self) {
        let before = self.number.fetch_add(1, Ordering::Relaxed);
        self.site.changes.tell(before + 1);
    }

    pub(super) fn connect(&self) -> TcpStream {
        client::connect(self.port)
    }

    /// `request` with the token.
    pub(super) fn known(&self, request: &str) -> Vec<u8> {
        known(&self.root, request.as_bytes())
    }

    /// The answer to `request`, with the token; it is of the site if it is one at
    /// all.
    pub(super) fn send(&self, request: &[u8]) -> Option<Answer> {
        let answer = send(self.port, &known(&self.root, request))?;
        answer.assert_harmless();
        Some(answer)
    }

    pub(super) fn get(&self, target: &str) -> Answer {
        let answer = get(self.port, &format!("{}{target}", self.root));
        answer.assert_harmless();
        answer
    }
}

impl Answer {
    /// Whatever was asked, the answer is of the site, and for its own pages only.
    fn assert_harmless(&self) {
        let text = self.text();
        assert!(!text.contains(CANARY), "{self:?}");
        let of_the_site = || SITE.iter().any(|(.., body)| *body == text);
        let is_plain = self.status != 200 || self.body.is_empty();
        assert!(
            is_plain || of_the_site() || self.body.len() == LARGE_BYTES,
            "{self:?}"
        );
        for (name, _) in &self.fields {
            let opens_up = name.starts_with("access-control-")
                || ["server", "set-cookie", "location", "upgrade"].contains(&name.as_str());
            assert!(!opens_up, "{self:?}");
        }
        assert_eq!(self.field("cache-control"), Some("no-store"), "{self:?}");
        assert_eq!(
            self.field("cross-origin-resource-policy"),
            Some("same-origin"),
            "{self:?}"
        );
        assert!(self.field("content-security-policy").is_some(), "{self:?}");
    }
}

/// Runs `attack` on a server of its own, which answers afterwards as before.
pub(super) fn attacked(attack: impl FnOnce(&Server)) {
    let server = Server::start();
    attack(&server);
    let answer = server.get("/");
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (200, "<p>The policy.\n")
    );
    assert!(!server.thread.is_finished(), "the server panicked");
}
