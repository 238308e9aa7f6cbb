//! `--open` leads a browser to the preview, and nobody else.

use std::fs;
use std::io::{BufRead, Read};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::preview::PATIENCE;
use super::{Preview, site};
use crate::harness::Site;

/// A place with a session's folder and with a browser, which notes what it is
/// started with and opens nothing.
pub(crate) struct Desktop {
    place: Site,
    /// The session's folder.
    pub(crate) session: PathBuf,
    programs: PathBuf,
    note: PathBuf,
}

impl Desktop {
    pub(crate) fn new() -> Self {
        let place = Site::bare();
        let root = place.root().canonicalize().expect("a folder");
        let desktop = Self {
            session: root.join("session"),
            programs: root.join("bin"),
            note: root.join("note"),
            place,
        };
        fs::create_dir(&desktop.session).expect("a folder");
        set_mode(&desktop.session, 0o700);
        fs::create_dir(&desktop.programs).expect("a folder");
        let opener = desktop.programs.join("xdg-open");
        let note = desktop.note.display();
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" >'{note}.new'\n/bin/mv '{note}.new' '{note}'\n"
        );
        fs::write(&opener, script).expect("a file");
        set_mode(&opener, 0o755);
        desktop
    }

    /// `forewarn serve --open` at this place.
    pub(crate) fn start(&self, site: &Site) -> Preview {
        let environment = [
            ("PATH", self.programs.as_path()),
            ("XDG_RUNTIME_DIR", &self.session),
            ("TMPDIR", self.place.root()),
        ];
        Preview::with(site, &["--open"], &environment)
    }

    /// The only argument that the browser was started with.
    pub(crate) fn opened(&self) -> PathBuf {
        let deadline = Instant::now() + PATIENCE;
        let arguments = loop {
            match fs::read_to_string(&self.note) {
                Ok(arguments) => break arguments,
                Err(fault) => assert!(Instant::now() < deadline, "no browser: {fault}"),
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        let argument = arguments.strip_suffix('\n').expect("a line");
        assert!(!argument.contains('\n'), "{arguments}");
        PathBuf::from(argument)
    }

    fn files(&self) -> usize {
        fs::read_dir(&self.session).expect("a folder").count()
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

/// Where a page leads to by itself.
fn lead(page: &str) -> &str {
    let (_, lead) = page.split_once("content=\"0; url=").expect("a lead");
    lead.split_once('"').expect("an end").0
}

#[test]
fn a_browser_is_led_by_a_file_that_opens_the_preview_once() {
    let (site, desktop) = (site(), Desktop::new());
    let preview = desktop.start(&site);
    let file = desktop.opened();
    assert_eq!(file.parent(), Some(desktop.session.as_path()));
    let mode = file.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o600);

    let text = fs::read_to_string(&file).unwrap();
    for secret in [&preview.token, "tinysig", "policy"] {
        assert!(!text.contains(secret), "{secret}: {text}");
        assert!(!file.to_string_lossy().contains(secret), "{file:?}");
    }
    let address = format!("http://127.0.0.1:{}/", preview.port);
    let ticket = lead(&text).strip_prefix(&address).expect("an address");
    // A browser calls what a file leads to cross-site.
    let fields = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n";
    let (status, page) = preview.ask(ticket, fields);
    assert_eq!(
        (status, lead(&page)),
        (200, format!("/{}/", preview.token).as_str())
    );
    assert_eq!(desktop.files(), 0);

    let (status, page) = preview.ask(ticket, fields);
    assert_eq!((status, page.as_str()), (404, ""));
    preview.shows("", "Security policy");
}

#[test]
fn a_file_that_no_browser_read_goes_with_the_preview() {
    let (site, desktop) = (site(), Desktop::new());
    let mut preview = desktop.start(&site);
    desktop.opened();
    assert_eq!(desktop.files(), 1);
    let process = preview.child.id().to_string();
    let kill = Command::new("kill").args(["-INT", &process]).status();
    assert!(kill.expect("`kill` runs").success());
    preview.child.wait().expect("the program ends");
    assert_eq!(desktop.files(), 0);
}

/// Open connections do not hold it up: one that says nothing, a stream, and one
/// whose answer nobody reads.
#[test]
fn an_interruption_waits_for_nobody() {
    let large = "x".repeat(16 * 1024 * 1024);
    let site = site().file("content/large.bin", &large);
    let mut preview = Preview::start(&site, &[]);
    let mut silent = TcpStream::connect(("127.0.0.1", preview.port)).expect("a connection");
    let events = preview.events();
    events.next();
    let mut deaf = preview.connect("large.bin");
    deaf.read_line(&mut String::new()).expect("an answer");
    let start = Instant::now();
    let process = preview.child.id().to_string();
    let kill = Command::new("kill").args(["-INT", &process]).status();
    assert!(kill.expect("`kill` runs").success());
    let status = preview.child.wait().expect("the program ends");
    assert_eq!(status.code(), Some(0));
    assert!(start.elapsed() < PATIENCE / 2);
    assert!(matches!(silent.read(&mut [0; 1]), Ok(0) | Err(_)));
    events.end();
}

#[test]
fn where_no_folder_is_ones_own_no_browser_is_sent_for() {
    let (site, desktop) = (site(), Desktop::new());
    set_mode(&desktop.session, 0o755);
    set_mode(desktop.place.root(), 0o1777);
    let preview = desktop.start(&site);
    let line = preview.line(|line| line.contains("no browser"));
    let (_, said) = line.split_once(' ').expect("a time");
    assert_eq!(
        said,
        "no browser could be opened: no folder is yours alone, for the file that leads it here \
         (XDG_RUNTIME_DIR, TMPDIR); open the address above yourself"
    );
    assert_eq!(desktop.files(), 0);
    preview.shows("", "Security policy");
}

#[test]
fn a_browser_that_cannot_be_started_leaves_no_file() {
    let (site, desktop) = (site(), Desktop::new());
    fs::remove_file(desktop.programs.join("xdg-open")).unwrap();
    let preview = desktop.start(&site);
    preview.line(|line| line.contains("no browser could be opened"));
    assert_eq!(desktop.files(), 0);
    preview.shows("", "Security policy");
}
