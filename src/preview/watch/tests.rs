#![expect(clippy::disallowed_methods, reason = "files have to change")]

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

/// A folder with `content/`, watched as a project is.
fn watched() -> (TempDir, Watch) {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("content")).unwrap();
    let mut watch = Watch::new(places(root.path()));
    let folders = places(root.path()).into_iter().map(|place| place.folder);
    let first = watch.next(Some(Instant::now()));
    assert_eq!(first, Some(FileChange::At(folders.collect())));
    (root, watch)
}

fn places(root: &Path) -> Vec<WatchedFolder> {
    let place = |folder: &Path, deep| WatchedFolder {
        folder: folder.to_owned(),
        deep,
    };
    vec![
        place(root, false),
        place(&root.join("content"), true),
        place(&root.join("advisories"), true),
    ]
}

/// By events, and by looking.
fn by_all_means(check: impl Fn(&Path, &mut Watch)) {
    for doubtful in [false, true] {
        let (root, mut watch) = watched();
        if doubtful {
            watch.give_up_events("a test".to_owned());
            assert_eq!(
                watch.next(None),
                Some(FileChange::Doubt("a test".to_owned()))
            );
        }
        check(root.path(), &mut watch);
    }
}

/// All that is told until `path` is.
#[track_caller]
fn told_until(watch: &mut Watch, path: &Path) -> BTreeSet<PathBuf> {
    let deadline = Instant::now() + Duration::from_secs(20);
    let mut all = BTreeSet::new();
    while !all.contains(path) {
        match watch.next(Some(deadline)) {
            Some(FileChange::At(paths)) => all.extend(paths),
            other => panic!("{other:?} before {}; told: {all:?}", path.display()),
        }
    }
    all
}

#[test]
fn every_way_to_change_a_file_is_told() {
    by_all_means(|root, watch| {
        let file = root.join("content/a.md");
        fs::write(&file, "one").unwrap();
        told_until(watch, &file);
        fs::write(&file, "two").unwrap();
        told_until(watch, &file);
        for text in ["three", "four!", "five!"] {
            let aside = root.join("content/.a.md.swp");
            fs::write(&aside, text).unwrap();
            fs::rename(&aside, &file).unwrap();
            told_until(watch, &file);
        }
        let other = root.join("content/b.md");
        fs::rename(&file, &other).unwrap();
        let told = told_until(watch, &other);
        assert!(told.contains(&file), "{told:?}");
        fs::remove_file(&other).unwrap();
        told_until(watch, &other);
    });
}

#[test]
fn reading_is_not_told() {
    by_all_means(|root, watch| {
        let (read, written) = (root.join("content/a.md"), root.join("content/b.md"));
        fs::write(&read, "one").unwrap();
        told_until(watch, &read);
        // The rest of that change.
        let rest = Instant::now() + Duration::from_millis(400);
        while watch.next(Some(rest)).is_some() {}
        fs::read(&read).unwrap();
        fs::write(&written, "two").unwrap();
        let told = told_until(watch, &written);
        assert!(!told.contains(&read), "{told:?}");
    });
}

#[test]
fn a_folder_that_comes_later_is_watched_and_so_is_what_it_holds() {
    by_all_means(|root, watch| {
        let folder = root.join("advisories");
        fs::create_dir_all(folder.join("2026")).unwrap();
        told_until(watch, &folder);
        let file = folder.join("2026/a.yaml");
        fs::write(&file, "id: A\n").unwrap();
        told_until(watch, &file);
        fs::remove_dir_all(&folder).unwrap();
        told_until(watch, &folder);
        fs::create_dir_all(&folder).unwrap();
        told_until(watch, &folder);
        let file = folder.join("b.yaml");
        fs::write(&file, "id: B\n").unwrap();
        told_until(watch, &file);
    });
}

#[test]
fn what_lies_in_a_folder_that_went_and_came_back_is_watched() {
    by_all_means(|root, watch| {
        let aside = root.with_extension("aside");
        fs::rename(root, &aside).unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        assert!(watch.next(Some(deadline)).is_some());
        fs::rename(&aside, root).unwrap();
        let file = root.join("content/a.md");
        for text in ["one", "two!"] {
            fs::write(&file, text).unwrap();
            // Nobody tells of the return but those who look.
            let deadline = Instant::now() + Duration::from_secs(20);
            loop {
                match watch.next(Some(deadline)) {
                    Some(FileChange::At(paths)) if paths.contains(&file) => break,
                    Some(FileChange::At(_) | FileChange::Doubt(_)) => {}
                    other => panic!("{other:?}"),
                }
            }
        }
    });
}

#[test]
fn other_places_can_be_watched_later() {
    by_all_means(|_, watch| {
        let other = tempfile::tempdir().unwrap();
        // A file that is written into a folder as it comes is told with that alone.
        fs::create_dir(other.path().join("content")).unwrap();
        watch.set_places(places(other.path()));
        let file = other.path().join("content/a.md");
        told_until(watch, &other.path().join("content"));
        fs::write(&file, "one").unwrap();
        told_until(watch, &file);
    });
}

#[test]
fn a_watch_ends_when_it_is_stopped_or_its_time_is_over() {
    by_all_means(|_, watch| {
        assert_eq!(watch.next(Some(Instant::now())), None);
        let stop = watch.stop();
        std::thread::spawn(stop).join().unwrap();
        assert_eq!(watch.next(None), Some(FileChange::Stopped));
    });
}

#[test]
fn doubt_is_told_once() {
    let (_root, mut watch) = watched();
    for why in ["first", "second"] {
        watch.sender.send(Signal::Doubt(why.to_owned())).unwrap();
    }
    assert_eq!(
        watch.next(None),
        Some(FileChange::Doubt("first".to_owned()))
    );
    assert_eq!(watch.next(Some(Instant::now())), None);
}
