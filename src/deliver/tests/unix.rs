use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use super::*;

fn inode(path: &Path) -> u64 {
    path.symlink_metadata().unwrap().ino()
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Whether the modes of files mean nothing to whoever runs the tests.
fn is_root(folder: &Folder) -> bool {
    let sealed = folder.path("sealed");
    fs::create_dir(&sealed).unwrap();
    set_mode(&sealed, 0o555);
    let written = fs::write(sealed.join("x"), "").is_ok();
    fs::remove_dir_all(&sealed).unwrap();
    written
}

#[test]
fn unchanged_and_foreign_files_keep_their_inode_and_changed_ones_do_not() {
    let folder = Folder::new();
    folder.publish(&["a=1", "b=1"]).unwrap();
    folder.write("public/CNAME", "own");
    let paths = ["public/a", "public/CNAME", "public/b"].map(|path| folder.path(path));
    let before = paths.clone().map(|path| inode(&path));
    // Whoever has the old file open goes on reading the old text.
    let open = fs::File::open(&paths[2]).unwrap();
    folder.publish(&["a=1", "b=2"]).unwrap();
    let after = paths.map(|path| inode(&path));
    assert_eq!(after[..2], before[..2]);
    assert_ne!(after[2], before[2]);
    assert_eq!(std::io::read_to_string(open).unwrap(), "1");
}

#[test]
fn the_manifest_keeps_its_inode_while_the_list_is_the_same() {
    let folder = Folder::new();
    folder.publish(&["a=1"]).unwrap();
    let manifest = folder.path("public/.forewarn-manifest");
    let before = inode(&manifest);
    folder.publish(&["a=2"]).unwrap();
    assert_eq!(inode(&manifest), before);
}

#[test]
fn foreign_links_stay_and_are_not_followed() {
    let folder = Folder::new();
    folder.publish(&["a/b=1", "c/d=1", "e=1"]).unwrap();
    folder.write("outside/d", "own");
    symlink("../outside", folder.path("public/link")).unwrap();
    symlink("nowhere", folder.path("public/a/dangling")).unwrap();
    // A folder of ours that has become a link: nothing behind it is ours.
    fs::remove_dir_all(folder.path("public/c")).unwrap();
    symlink("../outside", folder.path("public/c")).unwrap();
    // The same for a file.
    fs::remove_file(folder.path("public/e")).unwrap();
    symlink("../outside/d", folder.path("public/e")).unwrap();
    let done = folder.publish(&["a/b=2"]).unwrap();
    let foreign = ["a/dangling", "c", "e", "link"];
    assert_eq!(done.foreign, foreign.map(PathBuf::from));
    assert_eq!(
        folder.tree(),
        [
            "outside/d=own",
            "public/a/b=2",
            "public/a/dangling->nowhere",
            "public/c->../outside",
            "public/e->../outside/d",
            "public/link->../outside",
        ]
    );
    assert_eq!(
        folder.refusal(&["a/b=2", "c/d=2"]),
        "`public/c` was not written by forewarn, and is in the way of the site's `c/d`\n  = help: move it away, or take the other out of the site"
    );
}

#[test]
fn a_target_that_is_a_link_or_a_file_is_refused() {
    let folder = Folder::new();
    folder.write("real/x", "own");
    let help = "choose a directory with `--output`, or `output` in forewarn.yaml";
    for to in ["real", "nowhere"] {
        symlink(to, folder.path("public")).unwrap();
        for target in ["public", "public/"] {
            let fault = publish_to(&folder.path(target), &[], &["a=1"]).unwrap_err();
            assert_eq!(
                folder.shorten(&fault.to_string()),
                format!("`public` is a symbolic link\n  = help: {help}")
            );
        }
        fs::remove_file(folder.path("public")).unwrap();
    }
    folder.write("public", "own");
    assert_eq!(
        folder.refusal(&["a=1"]),
        format!("`public` is not a directory\n  = help: {help}")
    );
    assert_eq!(folder.tree(), ["public=own", "real/x=own"]);
}

#[test]
fn an_overlap_is_seen_through_links() {
    let folder = Folder::new();
    folder.write("root/content/policy.md", "own");
    symlink("root", folder.path("alias")).unwrap();
    symlink("root/content", folder.path("public")).unwrap();
    let content = folder.path("root/content");
    for target in ["alias/content/new", "alias", "public", "public/deep"] {
        let fault = publish_to(&folder.path(target), &[&content], &["a=1"]).unwrap_err();
        let fault = fault.to_string();
        assert!(fault.contains("it overlaps with"), "{target}: {fault}");
    }
    assert_eq!(tree(&content), ["policy.md=own"]);
}

/// Modes are those of anything that is made new, whatever stood there; what
/// others cannot read is told.
#[test]
fn modes_are_left_to_the_mask_and_what_is_closed_is_told() {
    let folder = Folder::new();
    let mode = |path: &str| folder.path(path).metadata().unwrap().mode() & 0o7777;
    fs::create_dir(folder.path("made")).unwrap();
    folder.write("made/file", "");
    let (of_folders, of_files) = (mode("made"), mode("made/file"));
    folder.publish(&["a=1", "b/c=1"]).unwrap();
    set_mode(&folder.path("public"), 0o700);
    set_mode(&folder.path("public/b"), 0o700);
    let done = folder.publish(&["a=2", "b/c=1"]).unwrap();
    let is_open = of_files & of_folders & 0o004 != 0;
    assert_eq!(done.closed.is_none(), is_open);
    for (path, expected) in [
        ("public", of_folders),
        ("public/b", of_folders),
        ("public/a", of_files),
        ("public/b/c", of_files),
    ] {
        assert_eq!(mode(path), expected, "{path}");
    }
    // What stays as it is keeps its mode too.
    set_mode(&folder.path("public/b/c"), 0o600);
    for paths in [["a=2", "b/c=1"], ["a=3", "b/c=1"]] {
        let closed = folder.publish(&paths).unwrap().closed;
        assert!(!is_open || closed == Some(folder.path("public/b/c")));
    }
}

#[test]
fn a_directory_replaced_during_the_build_is_refused() {
    let folder = Folder::new();
    folder.publish(&["a=1"]).unwrap();
    folder.write("elsewhere/a", "own");
    let target = folder.path("public");
    let render = |_: &SitePath| {
        fs::rename(&target, folder.path("moved")).unwrap();
        symlink("elsewhere", &target).unwrap();
        Ok(Cow::Borrowed(&b"2"[..]))
    };
    let path = [SitePath::new("a").unwrap()];
    let fault = publish(&target, &[], &path, &render, &|_, _, _| true, &|_| ()).unwrap_err();
    assert_eq!(
        folder.shorten(&fault.to_string()),
        "`public` is a symbolic link\n  = help: choose a directory with `--output`, or `output` in forewarn.yaml"
    );
    assert_eq!(
        folder.tree(),
        ["elsewhere/a=own", "moved/a=1", "public->elsewhere"]
    );

    fs::remove_file(&target).unwrap();
    let render = |_: &SitePath| {
        fs::create_dir(&target).unwrap();
        fs::write(target.join("own"), "own").unwrap();
        Ok(Cow::Borrowed(&b"2"[..]))
    };
    let fault = publish(&target, &[], &path, &render, &|_, _, _| true, &|_| ()).unwrap_err();
    assert_eq!(
        folder.shorten(&fault.to_string()),
        "`public` has become another directory while the site was built\n  = help: build again"
    );
    assert_eq!(
        folder.tree(),
        ["elsewhere/a=own", "moved/a=1", "public/own=own"]
    );
}

#[test]
fn a_directory_removed_during_the_build_is_named() {
    let folder = Folder::new();
    folder.publish(&["a=1", "b=1"]).unwrap();
    let target = folder.path("public");
    let render = |path: &SitePath| {
        if path.as_str() == "b" {
            fs::remove_dir_all(&target).unwrap();
        }
        Ok(Cow::Borrowed(&b"1"[..]))
    };
    let paths = ["a", "b"].map(|path| SitePath::new(path).unwrap());
    let one_after_the_other = rayon::ThreadPoolBuilder::new().num_threads(1);
    let fault = one_after_the_other
        .build()
        .unwrap()
        .install(|| publish(&target, &[], &paths, &render, &|_, _, _| true, &|_| ()))
        .unwrap_err();
    assert_eq!(
        folder.shorten(&fault.to_string()),
        "`public` has become another directory while the site was built\n  = help: build again"
    );
    assert_eq!(folder.tree(), [""; 0]);
}

#[test]
fn what_may_not_be_written_is_a_fault_before_anything_changes() {
    let folder = Folder::new();
    if is_root(&folder) {
        return;
    }
    folder.publish(&["a/b=1"]).unwrap();
    folder.write("public/own/x", "own");
    let help = "the site is built beside the directory it replaces: both that directory and the folder around it must be writable";
    let before = folder.tree();
    for (sealed, action, path) in [
        ("", "make", ".public.forewarn-new"),
        ("public", "replace", "public"),
        ("public/a", "replace", "public/a"),
        ("public/own", "replace", "public/own"),
    ] {
        set_mode(&folder.path(sealed), 0o555);
        let fault = folder.refusal(&["a/b=2"]);
        set_mode(&folder.path(sealed), 0o755);
        assert_eq!(
            fault,
            format!("cannot {action} `{path}`: Permission denied (os error 13)\n  = help: {help}")
        );
        assert_eq!(folder.tree(), before);
    }
}

#[test]
fn a_mount_point_is_named_with_the_way_on() {
    let fault = Err::<(), _>(std::io::Error::from_raw_os_error(16));
    let fault = fault.at("replace", Path::new("public")).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "cannot replace `public`: Device or resource busy (os error 16)\n  = help: neither a mount point nor a folder of a container's image can be moved: choose another folder with `--output`, for example one inside it"
    );
}

#[test]
fn a_lone_name_is_a_directory_of_where_the_run_was_started() {
    let place = Place::new(Path::new("public/"), &[]).unwrap();
    assert_eq!(place.target, Path::new("public"));
    assert_eq!(place.fresh, Path::new(".public.forewarn-new"));
    assert_eq!(place.lock, Path::new(".public.forewarn-lock"));
}
