//! Same inputs, same clock, same bytes, wherever and however the build runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::harness::{Invocation, assert_same_tree, tree};

/// A moment at which every advisory of the example site is public.
const AT: &str = "2026-11-01T12:00:00Z";
/// The same moment, as the tools of reproducible builds write it.
const AT_EPOCH: &str = "1793534400";

#[test]
fn place_zone_language_and_user_leave_no_trace() {
    let here = tempfile::tempdir().expect("a temporary folder");
    let plain = copy_example(&here.path().join("a"));
    Invocation::new(&plain)
        .env("TZ", "UTC")
        .env("LC_ALL", "C")
        .env("HOME", "/root")
        .arg("build")
        .at(AT)
        .succeeds();

    let odd = copy_example(&here.path().join("anderswo/Größe 2/tief/unten"));
    let output = here.path().join("elsewhere");
    // The shell sets what only a parent can set: the mask of file modes.
    let mut shell = Command::new("/bin/sh");
    shell
        .args(["-c", "umask 077; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_forewarn"))
        .arg("-C")
        .arg(&odd)
        .arg("build")
        .arg("-o")
        .arg(&output)
        .env_clear()
        .current_dir("/");
    let outcome = Invocation::of(&odd, shell)
        .env("TZ", "Pacific/Chatham")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("LANG", "ar_EG.UTF-8")
        .env("HOME", "/nonexistent")
        .env("USER", "nobody")
        .env("RAYON_NUM_THREADS", "1")
        .at(AT)
        .succeeds();
    assert!(
        outcome
            .stderr
            .contains("warning: other accounts cannot read `"),
        "{}",
        outcome.stderr
    );

    assert_same_tree(&tree(&plain.join("public")), &tree(&output));
}

#[test]
fn source_date_epoch_is_the_clock_unless_an_option_sets_it() {
    let here = tempfile::tempdir().expect("a temporary folder");
    let build = |name: &str, at: Option<&str>, epoch: Option<&str>| {
        let root = copy_example(&here.path().join(name));
        let mut call = Invocation::new(&root).arg("build");
        if let Some(at) = at {
            call = call.at(at);
        }
        if let Some(epoch) = epoch {
            call = call.env("SOURCE_DATE_EPOCH", epoch);
        }
        call.succeeds();
        tree(&root.join("public"))
    };
    let by_option = build("option", Some(AT), None);
    assert_same_tree(&by_option, &build("epoch", None, Some(AT_EPOCH)));
    assert_same_tree(&by_option, &build("both", Some(AT), Some("1600000000")));
}

#[test]
fn a_second_build_touches_no_file() {
    let here = tempfile::tempdir().expect("a temporary folder");
    let root = copy_example(&here.path().join("site"));
    let build = || {
        Invocation::new(&root).arg("build").at(AT).succeeds();
        modification_times(&root.join("public"))
    };
    let first = build();
    let second = build();
    assert!(!first.is_empty());
    assert_eq!(first, second);
}

/// Copies the inputs of this repository's own site to `root`.
fn copy_example(root: &Path) -> PathBuf {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for input in ["forewarn.yaml", "content", "advisories"] {
        for entry in WalkDir::new(repository.join(input)) {
            let entry = entry.expect("the example site can be listed");
            let path = entry.path().strip_prefix(repository).expect("below it");
            if entry.file_type().is_dir() {
                fs::create_dir_all(root.join(path)).expect("a folder");
            } else {
                fs::create_dir_all(root).expect("a folder");
                fs::copy(entry.path(), root.join(path)).expect("a copy");
            }
        }
    }
    root.to_owned()
}

fn modification_times(folder: &Path) -> Vec<(PathBuf, SystemTime)> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("the output can be listed"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let modified = entry.metadata().expect("metadata").modified();
            (entry.into_path(), modified.expect("a time"))
        })
        .collect()
}
