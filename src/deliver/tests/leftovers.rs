//! Every state that a kill can leave, made by hand.

use super::*;

const FRESH: &str = ".public.forewarn-new";
const OLD: &str = ".public.forewarn-old";

/// A folder with the old site in place, and the new one published in another
/// folder, to take its parts from.
fn old_site() -> Folder {
    let folder = Folder::new();
    folder.publish(&["a=1", "b/c=1", "gone/d=1"]).unwrap();
    folder.write("public/CNAME", "own");
    folder.write("public/.git/HEAD", "own");
    folder
}

/// The new site with its foreign file at `at`, complete.
fn new_site(folder: &Folder, at: &str) {
    publish_to(&folder.path(at), &[], &["a=2", "b/c=1"]).unwrap();
    fs::hard_link(folder.path("public/CNAME"), folder.path(at).join("CNAME")).unwrap();
}

/// Builds once more, and looks that all is well.
#[track_caller]
fn recovers(folder: &Folder) {
    let done = folder.publish(&["a=3", "b/c=1"]).unwrap();
    assert_eq!(done.foreign, [".git", "CNAME"].map(PathBuf::from));
    assert_eq!(
        folder.tree(),
        [
            "public/.git/HEAD=own",
            "public/CNAME=own",
            "public/a=3",
            "public/b/c=1"
        ]
    );
}

#[test]
fn a_staging_directory_at_any_stage_is_cleared_away() {
    let folder = old_site();
    fs::create_dir(folder.path(FRESH)).unwrap();
    recovers(&folder);
    // Cut while the list was written.
    folder.write(&format!("{FRESH}/.forewarn-staging"), "forewarn mani");
    recovers(&folder);
    folder.write(
        &format!("{FRESH}/.forewarn-staging"),
        "forewarn manifest 1\na\nb/c\n",
    );
    folder.write(&format!("{FRESH}/a"), "2");
    fs::create_dir(folder.path(&format!("{FRESH}/b"))).unwrap();
    fs::hard_link(
        folder.path("public/CNAME"),
        folder.path(FRESH).join("CNAME"),
    )
    .unwrap();
    recovers(&folder);
}

#[test]
fn a_foreign_file_removed_after_the_kill_does_not_come_back() {
    let folder = old_site();
    folder.write(
        &format!("{FRESH}/.forewarn-staging"),
        "forewarn manifest 1\na\n",
    );
    fs::rename(
        folder.path("public/CNAME"),
        folder.path(FRESH).join("CNAME"),
    )
    .unwrap();
    folder.publish(&["a=3"]).unwrap();
    assert_eq!(folder.tree(), ["public/.git/HEAD=own", "public/a=3"]);
}

#[test]
fn a_whole_site_that_was_not_exchanged_is_cleared_away() {
    let folder = old_site();
    new_site(&folder, FRESH);
    recovers(&folder);
}

#[test]
fn the_old_site_after_the_exchange_gives_back_what_is_not_ours() {
    let folder = old_site();
    new_site(&folder, "new");
    fs::rename(folder.path("public"), folder.path(FRESH)).unwrap();
    fs::rename(folder.path("new"), folder.path("public")).unwrap();
    // Half of it is removed already.
    fs::remove_file(folder.path(FRESH).join("a")).unwrap();
    fs::remove_dir_all(folder.path(FRESH).join("gone")).unwrap();
    recovers(&folder);
}

#[test]
fn an_exchange_in_two_steps_can_be_cut_anywhere() {
    let folder = old_site();
    new_site(&folder, FRESH);
    fs::rename(folder.path("public"), folder.path(OLD)).unwrap();
    recovers(&folder);

    let folder = old_site();
    new_site(&folder, FRESH);
    fs::rename(folder.path("public"), folder.path(OLD)).unwrap();
    fs::rename(folder.path(FRESH), folder.path("public")).unwrap();
    recovers(&folder);

    // The new site is lost: the old one comes back, also when nothing follows.
    let folder = old_site();
    fs::rename(folder.path("public"), folder.path(OLD)).unwrap();
    folder.publish(&["a=!"]).unwrap_err();
    assert_eq!(
        folder.tree(),
        [
            "public/.git/HEAD=own",
            "public/CNAME=own",
            "public/a=1",
            "public/b/c=1",
            "public/gone/d=1",
        ]
    );
}

/// A reader would meet the gap between two renames too seldom to test for it.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn the_two_sites_change_places_in_one_step() {
    let folder = old_site();
    new_site(&folder, FRESH);
    let place = Place::new(&folder.path("public"), &[]).unwrap();
    exchange::exchange(&place, true).unwrap();
    assert_eq!(tree(&place.target), ["CNAME=own", "a=2", "b/c=1"]);
    assert!(place.fresh.exists() && !place.old.exists());
}

#[test]
fn the_two_steps_end_as_one_does() {
    let folder = old_site();
    new_site(&folder, FRESH);
    let place = Place::new(&folder.path("public"), &[]).unwrap();
    exchange::in_two_steps(&place).unwrap();
    leftover::clear(&place).unwrap();
    assert_eq!(
        folder.tree(),
        [
            "public/.git/HEAD=own",
            "public/CNAME=own",
            "public/a=2",
            "public/b/c=1"
        ]
    );
}

#[test]
fn a_site_that_lost_its_target_becomes_it() {
    let folder = old_site();
    fs::rename(folder.path("public"), folder.path(FRESH)).unwrap();
    recovers(&folder);
}

#[test]
fn what_is_left_of_an_old_site_never_becomes_the_site() {
    let folder = old_site();
    folder.publish(&["a=1"]).unwrap();
    fs::remove_dir_all(folder.path("public/.git")).unwrap();
    fs::remove_file(folder.path("public/CNAME")).unwrap();
    fs::rename(folder.path("public"), folder.path(FRESH)).unwrap();
    let retired = folder.path(FRESH).join(".forewarn-retired");
    fs::rename(folder.path(FRESH).join(MANIFEST), retired).unwrap();
    folder.publish(&["a=!"]).unwrap_err();
    assert_eq!(folder.tree(), [""; 0]);
}

#[test]
fn a_mark_that_would_have_foreign_files_removed_is_refused() {
    for mark in [".forewarn-staging", ".forewarn-retired"] {
        let folder = old_site();
        folder.write(&format!("public/{mark}"), "forewarn manifest 1\n");
        let before = folder.tree();
        assert_eq!(
            folder.refusal(&["a=3"]),
            format!(
                "`public/{mark}` has no place in a whole site\n  = help: see that nothing in `public` is needed, remove it and build again"
            )
        );
        assert_eq!(folder.tree(), before);
    }
}

#[test]
fn two_foreign_files_that_differ_are_both_kept_and_named() {
    let folder = old_site();
    new_site(&folder, "new");
    fs::rename(folder.path("public"), folder.path(FRESH)).unwrap();
    fs::rename(folder.path("new"), folder.path("public")).unwrap();
    fs::remove_file(folder.path("public/CNAME")).unwrap();
    folder.write("public/CNAME", "new");
    let fault = "`.public.forewarn-new/CNAME` and `public/CNAME` differ, and neither can be given up\n  = help: the first was left by an earlier build: move the one to keep to the second place, remove the other and build again";
    assert_eq!(folder.refusal(&["a=3"]), fault);
    assert_eq!(folder.refusal(&["a=3"]), fault);
    fs::rename(
        folder.path(FRESH).join("CNAME"),
        folder.path("public/CNAME"),
    )
    .unwrap();
    recovers(&folder);
}

#[test]
fn what_turns_up_during_the_build_is_moved_or_named() {
    let folder = old_site();
    let render = |_: &SitePath| {
        folder.write("public/b/late", "own");
        folder.write("public/new", "own");
        Ok(Cow::Borrowed(&b"3"[..]))
    };
    let paths = ["a", "new"].map(|path| SitePath::new(path).unwrap());
    let fault = publish(
        &folder.path("public"),
        &[],
        &paths,
        &render,
        &|_, _, _| true,
        &|_| (),
    )
    .unwrap_err();
    assert_eq!(
        folder.shorten(&fault.to_string()),
        "the new site is in place, but the old one is not cleared away: `.public.forewarn-new/new` and `public/new` differ, and neither can be given up\n  = help: the first was left by an earlier build: move the one to keep to the second place, remove the other and build again"
    );
    fs::remove_file(folder.path(FRESH).join("new")).unwrap();
    folder.publish(&["a=3"]).unwrap();
    assert_eq!(
        folder.tree(),
        [
            "public/.git/HEAD=own",
            "public/CNAME=own",
            "public/a=3",
            "public/b/late=own",
        ]
    );
}

#[test]
fn what_is_not_ours_at_a_reserved_name_is_refused() {
    for name in [FRESH, OLD] {
        let folder = old_site();
        folder.write(&format!("{name}/thesis.tex"), "own");
        let before = folder.tree();
        assert_eq!(
            folder.refusal(&["a=3"]),
            format!(
                "`{name}` is where forewarn builds, and what is there is not forewarn's\n  = help: move it away and build again"
            )
        );
        assert_eq!(folder.tree(), before);
    }
}

#[cfg(unix)]
#[test]
fn a_link_at_a_reserved_name_is_not_followed() {
    let folder = old_site();
    publish_to(&folder.path("other"), &[], &["x=1"]).unwrap();
    std::os::unix::fs::symlink("other", folder.path(FRESH)).unwrap();
    let before = folder.tree();
    folder.publish(&["a=3"]).unwrap_err();
    assert_eq!(folder.tree(), before);
}
