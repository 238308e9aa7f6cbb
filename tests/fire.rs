//! Building while others build, are killed, or leave no room to speak.
//!
//! What needs a mount, a tracer or minutes is in tests/conformance/fire.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Invocation, Site, assert_same_tree, tree};

const AT: &str = "2026-10-01T12:00:00Z";

/// What is locked while a build is at work.
#[cfg(unix)]
const LOCK: &str = ".public.forewarn-lock";

/// The inputs of a site that says `word`, on 20 pages besides the first.
fn saying(word: &str) -> Site {
    let mut site = Site::new().file("content/policy.md", &format!("# Policy\n\n{word}\n"));
    for page in 0..20 {
        site = site.file(
            &format!("content/{page}.md"),
            &format!("# Page\n\n{word}\n"),
        );
    }
    site
}

fn build_into(site: &Site, target: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .env_clear()
        .current_dir(site.root())
        .args(["build", "-q", "--at", AT, "-o"])
        .arg(target)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn ends_well(build: Child) {
    let output = build.wait_with_output().expect("the program ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*said), (Some(0), ""));
}

/// A folder for the output of several projects.
struct Output(tempfile::TempDir);

impl Output {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn target(&self) -> PathBuf {
        self.0.path().join("public")
    }

    /// Holds what a build would lock.
    #[cfg(unix)]
    fn lock(&self) -> File {
        let file = File::create(self.0.path().join(LOCK)).expect("a file beside the output");
        file.lock().expect("a file can be locked");
        file
    }

    fn whole(site: &Site) -> BTreeMap<String, Vec<u8>> {
        let apart = Self::new();
        ends_well(build_into(site, &apart.target()));
        tree(&apart.target())
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("the folder can be listed");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        let names = entries.map(|entry| name(entry).to_string_lossy().into_owned());
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        names
    }
}

#[test]
fn builds_at_once_leave_the_whole_site_of_one_of_them() {
    let sites = ["one", "another"].map(saying);
    let whole = [Output::whole(&sites[0]), Output::whole(&sites[1])];
    for builders in [2, 8] {
        let output = Output::new();
        let builds: Vec<_> = (0..builders)
            .map(|number| build_into(&sites[number % 2], &output.target()))
            .collect();
        builds.into_iter().for_each(ends_well);
        assert!(whole.contains(&tree(&output.target())));
        assert_eq!(output.names(), ["public"]);
    }
}

#[cfg(unix)]
#[test]
fn a_build_waits_for_whoever_holds_the_lock_of_its_folder() {
    let site = saying("one");
    let output = Output::new();
    let held = output.lock();
    let started = Instant::now();
    let mut build = build_into(&site, &output.target());
    while started.elapsed() < Duration::from_millis(500) {
        assert!(build.try_wait().expect("a child").is_none());
        assert_eq!(output.names(), [LOCK]);
        std::thread::sleep(Duration::from_millis(20));
    }
    drop(held);
    ends_well(build);
    assert_same_tree(&Output::whole(&site), &tree(&output.target()));
}

#[cfg(unix)]
#[test]
fn a_build_that_has_waited_publishes_what_is_there_by_then() {
    let site = saying("older");
    let output = Output::new();
    let held = output.lock();
    let build = build_into(&site, &output.target());
    // Long enough to read; who is slower than that reads the newer text at once.
    std::thread::sleep(Duration::from_millis(500));
    let _changed = site.file("content/policy.md", "# Policy\n\nnewer\n");
    drop(held);
    ends_well(build);
    let page = fs::read_to_string(output.target().join("index.html")).expect("a page");
    assert!(page.contains("newer") && !page.contains("older"), "{page}");
}

/// A kill after the exchange leaves the old site beside the new one.
#[test]
fn what_was_taken_back_is_nowhere_after_the_next_build() {
    let word = "withdrawn-in-secret";
    let output = Output::new();
    let fresh = output.0.path().join(".public.forewarn-new");
    ends_well(build_into(&saying(word), &output.target()));
    fs::rename(output.target(), &fresh).expect("a name beside it");
    let after = saying("harmless");
    ends_well(build_into(&after, &output.target()));
    let all = tree(output.0.path());
    assert!(!all.is_empty());
    for (path, bytes) in all {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(word), "`{path}` still has it");
    }
    assert_eq!(output.names(), ["public"]);
    assert_same_tree(&Output::whole(&after), &tree(&output.target()));
}

/// A shell sets what only a parent can: where the output goes.
#[cfg(target_os = "linux")]
fn into_a_full_disk(site: &Site, arguments: &[&str]) -> Invocation {
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", "exec \"$@\" > /dev/full", "sh"])
        .arg(env!("CARGO_BIN_EXE_forewarn"))
        .args(arguments)
        .env_clear()
        .current_dir(site.root());
    Invocation::of(site.root(), shell)
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_fault() {
    let site = saying("one");
    for arguments in [
        &["explain", "--all"][..],
        &["affected", "PyPI/tinysig", "1.0", "--at", AT],
        &["status", "--at", AT],
        &["check", "--format", "json", "--at", AT],
        &["build", "--format", "json", "--at", AT],
        &["--help"],
        &["--version"],
    ] {
        let outcome = into_a_full_disk(&site, arguments).exits(4);
        let fault =
            "error: cannot write to the standard output: No space left on device (os error 28)\n";
        assert!(outcome.stderr.ends_with(fault), "{}", outcome.stderr);
    }
    into_a_full_disk(&site, &["check", "--at", AT]).exits(0);
    into_a_full_disk(&site, &["chekc"]).exits(2);
}

#[cfg(unix)]
#[test]
fn a_reader_that_went_away_is_no_fault() {
    let site = saying("one");
    let mut shell = Command::new("/bin/sh");
    // The reader has ended before anything is written.
    let script = "(sleep 0.2; \"$@\"; echo \"ended with $?\" >&2) | true";
    shell
        .args([
            "-c",
            script,
            "sh",
            env!("CARGO_BIN_EXE_forewarn"),
            "explain",
            "--all",
        ])
        .current_dir(site.root());
    Invocation::of(site.root(), shell)
        .exits(0)
        .stderr("ended with 0\n");
}
