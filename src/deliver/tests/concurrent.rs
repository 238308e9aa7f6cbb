//! Others at work while a site is published.

#[cfg(unix)]
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::*;

/// A site of 21 files that all hold its number.
fn numbered(n: usize) -> Vec<String> {
    let file = |i| format!("f{}/{i}={n}", i % 3);
    let mut files: Vec<_> = (0..20).map(file).collect();
    files.push(format!("index.html={n}"));
    files
}

fn publish_numbered(folder: &Folder, n: usize) -> Delivered {
    let files = numbered(n);
    let files: Vec<_> = files.iter().map(String::as_str).collect();
    folder.publish(&files).unwrap()
}

/// Walks the directory through one handle, as whoever serves it would, until
/// told to stop; counts the walks that saw a whole site.
#[cfg(unix)]
fn watch(folder: &Folder, stop: &AtomicBool) -> usize {
    use rustix::fs::{CWD, Mode, OFlags, openat};

    let mut whole = 0;
    while !stop.load(Ordering::Relaxed) {
        let target = folder.path("public");
        // The name is never without a site.
        let site = openat(CWD, target, OFlags::DIRECTORY, Mode::empty()).unwrap();
        let text = |file: &str| {
            let (path, _) = file.split_once('=').unwrap();
            let file = openat(&site, path, OFlags::RDONLY, Mode::empty()).ok()?;
            Some(std::io::read_to_string(fs::File::from(file)).unwrap())
        };
        // A site that was replaced during the walk loses its files one by one,
        // but never shows one of another site.
        let texts: Option<BTreeSet<_>> = numbered(0).iter().map(|file| text(file)).collect();
        if let Some(texts) = texts {
            assert_eq!(texts.len(), 1, "files of several sites: {texts:?}");
            whole += 1;
        }
    }
    whole
}

#[cfg(unix)]
#[test]
fn a_reader_sees_one_site_or_the_next_and_no_mix() {
    let folder = Folder::for_many_files();
    publish_numbered(&folder, 0);
    let stop = AtomicBool::new(false);
    let whole = std::thread::scope(|scope| {
        let reader = scope.spawn(|| watch(&folder, &stop));
        for n in 1..=50 {
            assert_eq!(publish_numbered(&folder, n).written, 21);
        }
        // On a busy machine the reader may have had no turn yet.
        std::thread::sleep(Duration::from_millis(50));
        stop.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(whole > 0, "the reader has seen no whole site");
}

#[test]
fn builds_at_once_come_one_after_the_other() {
    let folder = Folder::for_many_files();
    std::thread::scope(|scope| {
        for builder in 0..4 {
            let folder = &folder;
            scope.spawn(move || {
                for n in 0..5 {
                    publish_numbered(folder, builder * 10 + n);
                }
            });
        }
    });
    let tree = tree(&folder.path("public"));
    let texts: BTreeSet<_> = tree
        .iter()
        .map(|line| line.split_once('=').unwrap().1)
        .collect();
    assert_eq!((tree.len(), texts.len()), (21, 1));
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 1);
}

#[test]
fn a_lock_that_is_never_given_back_ends_in_a_message() {
    let folder = Folder::new();
    let place = Place::new(&folder.path("public"), &[]).unwrap();
    let soon = Duration::from_millis(100);
    let held = lock::wait_for(&place, soon).unwrap();
    let started = Instant::now();
    let fault = lock::wait_for(&place, soon).err().unwrap().to_string();
    assert!(started.elapsed() >= soon);
    assert_eq!(
        folder.shorten(&fault),
        "`.public.forewarn-lock` is locked by another program, most likely another build into `public`\n  = help: build again when that has ended"
    );
    drop(held);
    lock::wait_for(&place, soon).unwrap();
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 0);
}

#[test]
fn builds_into_folders_beside_each_other_do_not_wait() {
    let folder = Folder::new();
    let of = |name| Place::new(&folder.path(name), &[]).unwrap();
    let never = Duration::ZERO;
    let held = ["one", "two"].map(|name| lock::wait_for(&of(name), never).unwrap());
    assert!(held.iter().all(|lock| !lock.was_waited_for));
}

#[cfg(unix)]
#[test]
fn a_lock_whose_file_was_removed_lets_nobody_else_in() {
    let folder = Folder::new();
    let place = Place::new(&folder.path("public"), &[]).unwrap();
    let soon = Duration::from_secs(10);
    let first = lock::wait_for(&place, soon).unwrap();
    let second = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| lock::wait_for(&place, soon).unwrap());
        // It may hold the file open by now, and get a lock that is worth nothing.
        std::thread::sleep(Duration::from_millis(50));
        drop(first);
        waiting.join().unwrap()
    });
    assert!(lock::wait_for(&place, Duration::ZERO).is_err());
    drop(second);
    lock::wait_for(&place, soon).unwrap();
}
