//! Every fault and what is said about it: each file of `tests/faults` is a
//! site in one text, with all that `forewarn check` prints for it.
//!
//! ```text
//! Words about the fault, which are not part of the site.
//! -- advisories/a.yaml --
//! id: ../a
//! -- stderr --
//! error[id-grammar]: ...
//! ```
//!
//! A head is `-- PATH --`, or `-- PATH -> TARGET --` for a symbolic link, or a
//! path with what is odd about the file: `(latin-1)`, `(latin-1 name)`,
//! `(fifo)`, `(NUMBER bytes)`. With files below `public/`, the site is compared with
//! that one. Without a forewarn.yaml of its own a site has
//! that of the harness; without a policy, it has one unless a path speaks of
//! security. `SNAPSHOTS=overwrite` writes down what is printed now:
//! read the difference before you commit it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use forewarn::diagnostic::Code;
use snapbox::IntoData;

use crate::harness::Site;

const EXPECTED: &str = "-- stderr --\n";

#[test]
fn every_fault_is_reported_as_written_down() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|action| action == "overwrite");
    let (mut found, mut expected) = (String::new(), String::new());
    for Archive {
        path,
        input,
        stderr,
    } in archives()
    {
        if !can_lay_out(&input) {
            continue;
        }
        let (exit, printed) = check(&site(&input));
        let name = path.file_name().expect("a file").display();
        if overwrite {
            fs::write(&path, format!("{input}{EXPECTED}{printed}")).expect("a writable archive");
        } else {
            writeln!(expected, "== {name}: {}\n{stderr}", deserved_exit(&stderr)).unwrap();
            writeln!(found, "== {name}: {exit}\n{printed}").unwrap();
        }
    }
    snapbox::Assert::new().eq(found, expected.raw());
}

#[test]
fn every_code_has_an_archive() {
    let printed: String = archives()
        .into_iter()
        .map(|archive| archive.stderr)
        .collect();
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !printed.contains(&format!("[{}]: ", code.as_str())))
        .collect();
    assert!(missing.is_empty(), "no archive shows {missing:?}");
}

struct Archive {
    path: PathBuf,
    /// The sections of the site, as they stand in the file.
    input: String,
    stderr: String,
}

/// All archives, by name.
fn archives() -> Vec<Archive> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder of the archives")
        .map(|entry| entry.expect("an archive").path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("archives are UTF-8");
            let (input, stderr) = text.split_once(EXPECTED).unwrap_or((&text, ""));
            Archive {
                input: input.to_owned(),
                stderr: stderr.to_owned(),
                path,
            }
        })
        .collect()
}

/// Whether this system has such files: links and pipes are those of Unix, and
/// only Linux takes every byte for a part of a name.
fn can_lay_out(input: &str) -> bool {
    input.lines().filter_map(head).all(|head| {
        let of_unix = head.contains(" -> ") || head.ends_with(" (fifo)");
        let of_linux = head.ends_with(" (latin-1 name)");
        !(of_unix && cfg!(not(unix)) || of_linux && cfg!(not(target_os = "linux")))
    })
}

/// Lays out the sections of an archive.
fn site(input: &str) -> Site {
    let mut site = Site::new();
    let mut heads = input.lines().filter_map(head);
    if heads.any(|path| path.to_lowercase().contains("security")) {
        fs::remove_file(site.root().join("content/policy.md")).expect("the policy");
    }
    let mut lines = input.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let Some(head) = head(line) else {
            continue;
        };
        let mut text = String::new();
        while let Some(line) = lines.next_if(|line| self::head(line).is_none()) {
            text.push_str(line);
        }
        site = add(site, head, &text);
    }
    site
}

fn head(line: &str) -> Option<&str> {
    line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")
}

fn add(site: Site, head: &str, text: &str) -> Site {
    if let Some((path, target)) = head.split_once(" -> ") {
        let link = place(&site, path);
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, link).expect("a symbolic link");
        #[cfg(not(unix))]
        panic!("{} -> {target}", link.display());
        #[cfg(unix)]
        return site;
    }
    let marked = head.strip_suffix(')');
    let Some((path, oddity)) = marked.and_then(|head| head.split_once(" (")) else {
        return site.file(head, text);
    };
    match oddity {
        "latin-1" => site.file_bytes(path, &latin_1(text)),
        #[cfg(target_os = "linux")]
        "latin-1 name" => {
            use std::os::unix::ffi::OsStringExt;
            let path = place(&site, "").join(std::ffi::OsString::from_vec(latin_1(path)));
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file with an odd name");
            site
        }
        "fifo" => {
            let made = Command::new("mkfifo").arg(place(&site, path)).status();
            assert!(made.is_ok_and(|status| status.success()), "mkfifo {path}");
            site
        }
        size => {
            let bytes = size
                .strip_suffix(" bytes")
                .and_then(|size| size.parse().ok());
            let bytes: usize = bytes.unwrap_or_else(|| panic!("`{size}` is no oddity of a file"));
            site.file_bytes(path, &vec![b'#'; bytes])
        }
    }
}

/// Where a path lies, in a folder that is there.
fn place(site: &Site, path: &str) -> PathBuf {
    let place = site.root().join(path);
    fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
    place
}

fn latin_1(text: &str) -> Vec<u8> {
    let byte = |c: char| u8::try_from(u32::from(c)).expect("a character of Latin-1");
    text.chars().map(byte).collect()
}

/// Exit code and talk of a check.
fn check(site: &Site) -> (i32, String) {
    let has_last = site.root().join("public").is_dir();
    let output = Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .args(["check", "--at", "2026-10-01T12:00:00Z", "--color", "never"])
        .args(has_last.then_some("--against=public"))
        .env_clear()
        .current_dir(site.root())
        .output()
        .expect("the program starts");
    let printed = String::from_utf8(output.stderr).expect("the program prints UTF-8");
    (output.status.code().unwrap_or(-1), printed)
}

/// How a run ends that prints this.
fn deserved_exit(printed: &str) -> i32 {
    let mut lines = printed.lines();
    let mut exit = 0;
    while let Some(line) = lines.next() {
        if line.starts_with("error[") {
            let place = lines.next().unwrap_or_default().trim_start();
            let in_configuration = place.starts_with("--> forewarn.yaml");
            exit = exit.max(match (line.starts_with("error[leak]"), in_configuration) {
                (true, _) => 3,
                (false, true) => 2,
                (false, false) => 1,
            });
        }
    }
    exit
}
