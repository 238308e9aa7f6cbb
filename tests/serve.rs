//! The preview follows the files: whatever is done to them, the next page shows
//! it, an open page hears of it, and nothing but the project's own editor writes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

use crate::harness::Site;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

const PUBLIC: &str = "\
id: x_tinysig-2026-0001
summary: A truncated tag is accepted
published: 2026-02-17
fixed: 1.2.0
";

const SECRET: &str = "\
id: x_tinysig-2026-0002
summary: Keys are compared too briefly
published: 2026-09-22T14:00:00Z
fixed: 1.3.0
";

/// Where they are seen.
const PUBLIC_PAGE: &str = "advisories/x_tinysig-2026-0001.html";
const SECRET_PAGE: &str = "advisories/x_tinysig-2026-0002.html";

fn site() -> Site {
    Site::new()
        .file("content/policy.md", "# Security policy\n\nWrite to us.\n")
        .file("advisories/public.yaml", PUBLIC)
}

/// A running `forewarn serve`, ended with the test. Its site must outlive it.
struct Preview {
    child: Child,
    port: u16,
    root: PathBuf,
    lines: Receiver<String>,
}

impl Preview {
    fn start(site: &Site, arguments: &[&str]) -> Self {
        Self::with(site, arguments, &[])
    }

    fn with(site: &Site, arguments: &[&str], environment: &[(&str, &Path)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_forewarn"))
            .env_clear()
            .envs(environment.iter().copied())
            .current_dir(site.root())
            .args(["serve", "--port", "0"])
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = BufReader::new(child.stderr.take().expect("a pipe"));
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut preview = Self {
            child,
            port: 0,
            root: site.root().to_owned(),
            lines,
        };
        let ready = preview.line(|line| line.contains("ready in"));
        let (_, port) = ready.split_once("http://127.0.0.1:").expect("an address");
        let (port, _) = port.split_once('/').expect("a path");
        preview.port = port.parse().expect("a port");
        preview
    }

    /// The next line of the terminal that is `wanted`.
    fn line(&self, wanted: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) if wanted(&line) => return line,
                Ok(line) => seen.push(line),
                Err(fault) => panic!("{fault}; the terminal said: {seen:#?}"),
            }
        }
    }

    fn connect(&self, path: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let request = format!(
            "GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.port
        );
        stream
            .write_all(request.as_bytes())
            .expect("a request is taken");
        BufReader::new(stream)
    }

    /// The status and the body at `path`.
    fn get(&self, path: &str) -> (u16, String) {
        let mut answer = Vec::new();
        let read = self.connect(path).read_to_end(&mut answer);
        read.expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a whole answer");
        let status = head.split(' ').nth(1).expect("a status");
        (status.parse().expect("a number"), body.to_owned())
    }

    /// Asks for `path` until the answer is as `wanted`.
    #[track_caller]
    fn until(&self, path: &str, wanted: impl Fn(u16, &str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (status, body) = self.get(path);
            if wanted(status, &body) {
                return body;
            }
            assert!(Instant::now() < deadline, "/{path} stays {status}:\n{body}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    #[track_caller]
    fn shows(&self, path: &str, text: &str) -> String {
        self.until(path, |status, body| status == 200 && body.contains(text))
    }

    #[track_caller]
    fn lacks(&self, path: &str) {
        self.until(path, |status, _| status == 404);
    }

    /// The numbers of the changes that an open page hears of.
    fn events(&self) -> Events {
        let mut stream = self.connect(".forewarn/live");
        let (sender, numbers) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            while stream.read_line(&mut line).is_ok_and(|read| read > 0) {
                if let Some(number) = line.trim_end().strip_prefix("data: ") {
                    let _ = sender.send(number.to_owned());
                }
                line.clear();
            }
        });
        Events { numbers }
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.root.join(path), text).expect("the file can be written");
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What an open page hears.
struct Events {
    numbers: Receiver<String>,
}

impl Events {
    fn next(&self) -> String {
        self.numbers.recv_timeout(PATIENCE).expect("an event")
    }

    /// Waits until the page that is shown is the one that was told last.
    fn settle(&self) {
        loop {
            match self.numbers.recv_timeout(Duration::from_millis(500)) {
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return,
                Err(fault) => panic!("{fault}"),
            }
        }
    }
}

/// Replaces a file as careful editors do.
fn save_atomically(file: &Path, text: &str) {
    let aside = file.with_extension("tmp-4711");
    fs::write(&aside, text).expect("a file beside it");
    fs::rename(&aside, file).expect("takes its place");
}

#[test]
fn an_edit_is_told_and_shown() {
    let site = site();
    let preview = Preview::start(&site, &[]);
    preview.shows(PUBLIC_PAGE, "A truncated tag");
    let events = preview.events();
    let first = events.next();
    assert!(
        preview
            .get("index.html")
            .1
            .contains(&format!("data-site=\"{first}\""))
    );
    events.settle();
    preview.write(
        "advisories/public.yaml",
        &PUBLIC.replace("truncated", "shortened"),
    );
    let second = events.next();
    assert_ne!(first, second);
    let page = preview.shows(PUBLIC_PAGE, "A shortened tag");
    assert!(page.contains(&format!("data-site=\"{second}\"")), "{page}");
    let line = preview.line(|line| line.contains("public.yaml"));
    assert!(
        line.contains("advisories/public.yaml changed, shown after"),
        "{line}"
    );

    // The same content again is no change: the next event is of another file.
    events.settle();
    preview.write(
        "advisories/public.yaml",
        &PUBLIC.replace("truncated", "shortened"),
    );
    preview.write("content/policy.md", "# Our policy\n\nWrite to us.\n");
    events.next();
    preview.shows("index.html", "Our policy");
    let line = preview.line(|line| line.contains("changed"));
    assert!(line.contains("content/policy.md"), "{line}");
}

#[test]
fn atomic_saves_are_followed_one_after_the_other() {
    let site = site();
    let preview = Preview::start(&site, &[]);
    for word in ["first", "second", "third"] {
        let text = PUBLIC.replace("truncated", word);
        save_atomically(&site.root().join("advisories/public.yaml"), &text);
        preview.shows(PUBLIC_PAGE, &format!("A {word} tag"));
    }
}

#[test]
fn files_and_folders_come_move_and_go() {
    let site = site();
    let preview = Preview::start(&site, &[]);
    preview.lacks(SECRET_PAGE);
    let folder = site.root().join("advisories/2026/september");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("new.yaml"), SECRET).unwrap();
    preview.shows(SECRET_PAGE, "Keys are compared");
    // In a folder that the watch has never seen before.
    let text = SECRET.replace("briefly", "rarely");
    fs::write(folder.join("new.yaml"), text).unwrap();
    preview.shows(SECRET_PAGE, "compared too rarely");

    let page = site.root().join("content/page.md");
    fs::write(&page, "# How to report\n").unwrap();
    preview.shows("page.html", "How to report");
    fs::rename(&page, site.root().join("content/reporting.md")).unwrap();
    preview.shows("reporting.html", "How to report");
    preview.lacks("page.html");

    fs::remove_dir_all(site.root().join("advisories/2026")).unwrap();
    preview.lacks(SECRET_PAGE);
    preview.shows(PUBLIC_PAGE, "A truncated tag");
}

#[test]
fn a_folder_that_is_not_there_at_first_is_seen() {
    let site = Site::bare().file("SECURITY.md", "# Security policy\n");
    let preview = Preview::start(&site, &[]);
    preview.shows("index.html", "Security policy");
    fs::create_dir(site.root().join("advisories")).unwrap();
    preview.write("advisories/a.yaml", PUBLIC);
    preview.shows(PUBLIC_PAGE, "A truncated tag");
    fs::create_dir(site.root().join("content")).unwrap();
    preview.write("content/policy.md", "# The new policy\n");
    preview.shows("index.html", "The new policy");
    preview.write("forewarn.yaml", "project: {name: fancysig}\n");
    preview.shows("index.html", "fancysig");
}

#[test]
fn a_broken_file_is_told_while_its_last_good_page_stays() {
    let site = site();
    let preview = Preview::start(&site, &[]);
    preview.shows(PUBLIC_PAGE, "A truncated tag");
    let events = preview.events();
    events.settle();
    preview.write(
        "advisories/public.yaml",
        "id: x_tinysig-2026-0001\nsummary: [\n",
    );
    events.next();
    let page = preview.shows(PUBLIC_PAGE, "forewarn-preview-faults");
    assert!(page.contains("A truncated tag"), "{page}");
    assert!(page.contains("advisories/public.yaml:2:10"), "{page}");
    preview.line(|line| line.contains("has errors and is shown as it last was"));
    preview.line(|line| line.contains("public.yaml:2:10: error["));
    // The rest of the site goes on.
    preview.write("content/policy.md", "# Our policy\n");
    let page = preview.shows("index.html", "Our policy");
    assert!(page.contains("forewarn-preview-faults"), "{page}");
    events.settle();

    preview.write(
        "advisories/public.yaml",
        &PUBLIC.replace("truncated", "mended"),
    );
    events.next();
    preview.until(PUBLIC_PAGE, |_, page| {
        page.contains("A mended tag") && !page.contains("forewarn-preview-faults")
    });
    preview.line(|line| line.contains("no errors any more"));
}

#[test]
fn a_secret_file_is_quoted_in_the_browser_and_never_in_the_terminal() {
    let site = site().file(
        "advisories/secret.yaml",
        &(SECRET.to_owned() + "quagga: true\n"),
    );
    let preview = Preview::start(&site, &["--at", "2026-09-01"]);
    preview.shows("index.html", "unknown key `quagga`");
    let line = preview.line(|line| line.contains("unknown-key"));
    assert!(
        line.contains("advisories/secret.yaml:5:1: error[unknown-key]"),
        "{line}"
    );
    assert!(!line.contains("quagga"), "{line}");
}

#[test]
fn what_the_overlay_holds_is_shown_but_not_to_the_public() {
    let overlay = Site::bare()
        .file("advisories/secret.yaml", SECRET)
        .file("patches/fix.patch", "--- a\n+++ b\n");
    let private = overlay.root().to_str().unwrap();
    let site = site();
    let preview = Preview::start(
        &site,
        &["--private", private, "--at", "2026-09-21T12:00:00Z"],
    );
    let summary = preview.line(|line| line.contains("nothing is written to disk"));
    assert_eq!(
        summary,
        "2 advisories, 1 embargoed until Tue 2026-09-22 14:00 UTC (in 1 d 2 h); \
         nothing is written to disk"
    );
    let page = preview.shows(SECRET_PAGE, "Keys are compared");
    assert!(page.contains("Embargoed until"), "{page}");
    preview.shows("advisories/index.html", "Keys are compared");
    preview.lacks(&format!(".forewarn/public/{SECRET_PAGE}"));
    let list = preview.shows(".forewarn/public/advisories/index.html", "A truncated tag");
    assert!(!list.contains("Keys are compared"), "{list}");
    let release = ".forewarn/release/20260922T140000Z";
    preview.shows(&format!("{release}/{SECRET_PAGE}"), "Keys are compared");
    preview.shows(".forewarn/", "Keys are compared");
    preview.shows(".forewarn/patches/fix.patch", "+++ b");

    fs::write(
        overlay.root().join("advisories/secret.yaml"),
        SECRET.replace("briefly", "rarely"),
    )
    .unwrap();
    preview.shows(SECRET_PAGE, "compared too rarely");
}

#[test]
fn the_moment_that_is_asked_for_is_shown_also_when_it_lies_ahead() {
    let site = site().file(
        "advisories/secret.yaml",
        &SECRET.replace("2026-09", "2096-09"),
    );
    let page = format!(".forewarn/public/{SECRET_PAGE}");
    let before = Preview::start(&site, &["--at", "2096-09-22T13:59:59Z"]);
    before.lacks(&page);
    let after = Preview::start(&site, &["--at", "2096-09-22T14:00:00Z"]);
    after.shows(&page, "Keys are compared");
}

#[test]
fn an_embargo_ends_while_somebody_looks() {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let end = jiff::Timestamp::from_second(now.unwrap().as_secs().cast_signed() + 3).unwrap();
    let text = SECRET.replace("2026-09-22T14:00:00Z", &end.to_string());
    let site = site().file("advisories/secret.yaml", &text);
    let preview = Preview::start(&site, &[]);
    let events = preview.events();
    events.next();
    preview.shows(
        &format!(".forewarn/public/{SECRET_PAGE}"),
        "Keys are compared",
    );
    assert!(jiff::Timestamp::now() >= end, "an embargo ended early");
    let page = preview.shows(SECRET_PAGE, "Keys are compared");
    assert!(!page.contains("Embargoed until"), "{page}");
}

#[test]
fn a_taken_port_leads_to_the_next_one() {
    let site = site();
    let first = Preview::start(&site, &[]);
    let taken = first.port.to_string();
    let second = Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .env_clear()
        .current_dir(site.root())
        .args(["serve", "--port", &taken])
        .stderr(Stdio::piped())
        .spawn();
    let mut second = second.unwrap();
    let mut lines = BufReader::new(second.stderr.take().unwrap()).lines();
    let said: Vec<_> = lines.by_ref().take(2).map(Result::unwrap).collect();
    second.kill().unwrap();
    second.wait().unwrap();
    assert_eq!(said[0], format!("port {taken} is taken"));
    assert!(!said[1].contains(&format!(":{taken}/")), "{}", said[1]);
}

#[test]
fn nothing_is_written_to_disk() {
    let (site, overlay) = (site(), Site::bare().file("advisories/secret.yaml", SECRET));
    let (temporary, home) = (Site::bare(), Site::bare());
    let stamps = || -> BTreeMap<PathBuf, (u64, SystemTime)> {
        let folders = [&site, &overlay, &temporary, &home];
        let entries = folders
            .into_iter()
            .flat_map(|site| WalkDir::new(site.root()));
        let stamp = |entry: walkdir::DirEntry| {
            let data = entry.metadata().unwrap();
            (entry.into_path(), (data.len(), data.modified().unwrap()))
        };
        entries.map(|entry| stamp(entry.unwrap())).collect()
    };
    let environment = [
        ("FOREWARN_PRIVATE", overlay.root()),
        ("TMPDIR", temporary.root()),
        ("HOME", home.root()),
    ];
    let mut preview = Preview::with(&site, &[], &environment);
    let before = stamps();
    let paths = [
        "",
        "advisories/",
        SECRET_PAGE,
        ".forewarn/",
        "feed.atom",
        "no.html",
    ];
    for path in paths.iter().chain(&[".forewarn/public/"]) {
        preview.get(path);
    }
    preview.write(
        "advisories/public.yaml",
        &PUBLIC.replace("truncated", "shortened"),
    );
    preview.shows(PUBLIC_PAGE, "A shortened tag");
    let file = site.root().join("advisories/public.yaml");
    // SIGKILL, which nobody can answer.
    preview.child.kill().unwrap();
    preview.child.wait().unwrap();
    let mut after = stamps();
    after.insert(file.clone(), before[&file]);
    assert_eq!(before, after);
}
