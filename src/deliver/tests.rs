use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::fault::At;
use super::manifest::MANIFEST;
use super::*;

mod concurrent;
mod inspection;
mod kill;
mod leftovers;
#[cfg(unix)]
mod unix;

/// The renderer's fault in these tests.
#[derive(Debug, thiserror::Error)]
#[error("no template for `{0}`")]
struct NoTemplate(SitePath);

/// A folder with an output directory `public` in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder for tests that write thousands of files, in memory where the
    /// system has a place for that: a disk that others use is slow.
    fn for_many_files() -> Self {
        let memory = Path::new("/dev/shm");
        match tempfile::tempdir_in(memory) {
            Ok(folder) => Self(folder),
            Err(_) => Self::new(),
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Publishes a site of `path=text` files; the text `!` cannot be rendered.
    fn publish(&self, files: &[&str]) -> Result<Delivered, DeliverFault> {
        publish_to(&self.path("public"), &[], files)
    }

    /// The same as the message of its fault, with the folder's path taken out.
    fn refusal(&self, files: &[&str]) -> String {
        let fault = self.publish(files).unwrap_err().to_string();
        self.shorten(&fault)
    }

    fn shorten(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.0.path().display()), "")
    }

    /// Every file of the folder as `path=text`, links as `path->target`, empty
    /// folders as `path/`; manifests are left out.
    fn tree(&self) -> Vec<String> {
        tree(self.0.path())
    }
}

fn tree(root: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for entry in WalkDir::new(root).min_depth(1).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(root).unwrap().display();
        let kind = entry.file_type();
        if kind.is_symlink() {
            let to = fs::read_link(entry.path()).unwrap();
            lines.push(format!("{path}->{}", to.display()));
        } else if kind.is_file() {
            if entry.file_name() != MANIFEST {
                let text = fs::read_to_string(entry.path()).unwrap();
                lines.push(format!("{path}={text}"));
            }
        } else if fs::read_dir(entry.path()).unwrap().next().is_none() {
            lines.push(format!("{path}/"));
        }
    }
    lines
}

/// Waits for a turn and publishes.
fn publish(
    target: &Path,
    inputs: &[&Path],
    paths: &[SitePath],
    render: &Render<'_, '_>,
    inspect: &Inspect<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Delivered, DeliverFault> {
    super::deliver(
        &Turn::wait(target, inputs)?,
        paths,
        // As many as come one by one matter to nobody.
        &|path| path.as_str().ends_with('3'),
        render,
        inspect,
        progress,
    )
}

fn publish_to(target: &Path, inputs: &[&Path], files: &[&str]) -> Result<Delivered, DeliverFault> {
    let files: BTreeMap<_, _> = files
        .iter()
        .map(|file| file.split_once('=').unwrap())
        .map(|(path, text)| (SitePath::new(path).unwrap(), text))
        .collect();
    let paths: Vec<_> = files.keys().cloned().collect();
    let render = |path: &SitePath| match files[path] {
        "!" => Err(NoTemplate(path.clone()).into()),
        text => Ok(Cow::Borrowed(text.as_bytes())),
    };
    publish(target, inputs, &paths, &render, &|_, _, _| true, &|_| ())
}

fn modified(path: &Path) -> std::time::SystemTime {
    path.metadata().unwrap().modified().unwrap()
}

#[test]
fn a_site_is_written_with_its_manifest() {
    let folder = Folder::new();
    let done = folder.publish(&["index.html=i", "osv/b/c.json=c", "osv/a.json=a"]);
    assert_eq!(
        done.unwrap(),
        Delivered {
            files: 3,
            written: 3,
            unchanged: 0,
            removed: 0,
            foreign: vec![],
            closed: None,
        }
    );
    assert_eq!(
        folder.tree(),
        [
            "public/index.html=i",
            "public/osv/a.json=a",
            "public/osv/b/c.json=c"
        ]
    );
    assert_eq!(
        fs::read_to_string(folder.path("public/.forewarn-manifest")).unwrap(),
        "forewarn manifest 1\nindex.html\nosv/a.json\nosv/b/c.json\n"
    );
}

#[test]
fn an_empty_directory_is_taken_and_missing_folders_are_made() {
    let folder = Folder::new();
    fs::create_dir(folder.path("public")).unwrap();
    folder.publish(&["a=1"]).unwrap();
    publish_to(&folder.path("x/y/z/"), &[], &["b=2"]).unwrap();
    assert_eq!(folder.tree(), ["public/a=1", "x/y/z/b=2"]);
}

#[test]
fn the_next_site_replaces_the_last_one() {
    let folder = Folder::new();
    folder
        .publish(&["a=1", "b=1", "c/d=1", "e/f/g=1", "h/i=1"])
        .unwrap();
    let before = modified(&folder.path("public/a"));
    let done = folder.publish(&["a=1", "b=2", "c=1", "h/j=1"]).unwrap();
    assert_eq!(
        done,
        Delivered {
            files: 4,
            written: 3,
            unchanged: 1,
            removed: 3,
            foreign: vec![],
            closed: None,
        }
    );
    assert_eq!(
        folder.tree(),
        ["public/a=1", "public/b=2", "public/c=1", "public/h/j=1"]
    );
    assert_eq!(modified(&folder.path("public/a")), before);
}

#[test]
fn the_same_site_again_changes_nothing_at_all() {
    let folder = Folder::new();
    let files = ["a=1", "b/c=1"];
    folder.publish(&files).unwrap();
    let paths = [
        "public",
        "public/a",
        "public/b",
        "public/.forewarn-manifest",
    ];
    let times = || paths.map(|path| modified(&folder.path(path)));
    let before = times();
    let done = folder.publish(&files).unwrap();
    assert_eq!((done.written, done.unchanged, done.removed), (0, 2, 0));
    assert_eq!(times(), before);
    assert_eq!(folder.tree(), ["public/a=1", "public/b/c=1"]);
}

#[test]
fn a_file_of_ours_that_was_changed_or_removed_by_hand_is_written_again() {
    let folder = Folder::new();
    folder.publish(&["a=1", "b=1", "c=1"]).unwrap();
    folder.write("public/a", "2");
    fs::remove_file(folder.path("public/b")).unwrap();
    let done = folder.publish(&["a=1", "b=1", "c=1"]).unwrap();
    assert_eq!((done.written, done.unchanged), (2, 1));
    assert_eq!(folder.tree(), ["public/a=1", "public/b=1", "public/c=1"]);
}

#[test]
fn what_forewarn_did_not_write_stays() {
    let folder = Folder::new();
    folder.publish(&["a/b=1", "c/d=1"]).unwrap();
    for path in [
        "CNAME",
        ".nojekyll",
        "a/own",
        "c/own",
        ".git/HEAD",
        "a/mine/x",
    ] {
        folder.write(&format!("public/{path}"), "own");
    }
    let kept = ["CNAME", ".nojekyll", "a/own", "c/own"];
    let before = kept.map(|path| modified(&folder.path(&format!("public/{path}"))));
    // The folder `c` is not ours any more; `a/mine` becomes one of ours.
    let done = folder.publish(&["a/b=2", "a/mine/y=2"]).unwrap();
    let foreign = [".git", ".nojekyll", "CNAME", "a/mine/x", "a/own", "c/own"];
    assert_eq!(done.foreign, foreign.map(PathBuf::from));
    assert_eq!(
        folder.tree(),
        [
            "public/.git/HEAD=own",
            "public/.nojekyll=own",
            "public/CNAME=own",
            "public/a/b=2",
            "public/a/mine/x=own",
            "public/a/mine/y=2",
            "public/a/own=own",
            "public/c/own=own",
        ]
    );
    let after = kept.map(|path| modified(&folder.path(&format!("public/{path}"))));
    assert_eq!(after, before);
}

#[test]
fn a_foreign_file_is_never_written_over() {
    let folder = Folder::new();
    folder.publish(&["a=1"]).unwrap();
    folder.write("public/CNAME", "own");
    folder.write("public/osv", "own");
    folder.write("public/versions/x", "own");
    let help = "move it away, or take the other out of the site";
    for (file, foreign, rival) in [
        ("CNAME=1", "CNAME", "CNAME"),
        ("osv/a.json=1", "osv", "osv/a.json"),
        ("versions=1", "versions", "versions"),
        ("versions/x=1", "versions/x", "versions/x"),
        (
            ".forewarn-manifest=1",
            ".forewarn-manifest",
            ".forewarn-manifest",
        ),
    ] {
        assert_eq!(
            folder.refusal(&["a=2", file]),
            format!(
                "`public/{foreign}` was not written by forewarn, and is in the way of the site's `{rival}`\n  = help: {help}"
            )
        );
    }
    assert_eq!(
        folder.tree(),
        [
            "public/CNAME=own",
            "public/a=1",
            "public/osv=own",
            "public/versions/x=own"
        ]
    );
}

#[test]
fn a_directory_of_others_is_refused_and_may_be_taken_over_by_hand() {
    let folder = Folder::new();
    folder.write("public/index.html", "own");
    assert_eq!(
        folder.refusal(&["a=1"]),
        "`public` was not written by forewarn: it holds `index.html`\n  = help: choose another directory with `--output`, or empty this one; to keep what is in it beside the site, write the line `forewarn manifest 1` to `public/.forewarn-manifest`"
    );
    assert_eq!(folder.tree(), ["public/index.html=own"]);
    folder.write("public/.forewarn-manifest", "forewarn manifest 1\n");
    let done = folder.publish(&["a=1"]).unwrap();
    assert_eq!(done.foreign, [PathBuf::from("index.html")]);
    assert_eq!(folder.tree(), ["public/a=1", "public/index.html=own"]);
}

#[test]
fn a_manifest_that_names_files_elsewhere_is_refused() {
    let folder = Folder::new();
    folder.write("victim", "own");
    for line in ["../victim", "/etc/passwd", "a//b", "a\\b", "\u{1}"] {
        folder.write(
            "public/.forewarn-manifest",
            &format!("forewarn manifest 1\n{line}\n"),
        );
        assert_eq!(
            folder.refusal(&["a=1"]),
            "`public/.forewarn-manifest` is no list of files that this forewarn can read\n  = help: see that nothing in `public` is needed, remove it and build again"
        );
    }
    assert_eq!(folder.tree(), ["victim=own"]);
}

#[test]
fn an_output_that_overlaps_with_an_input_is_refused() {
    let folder = Folder::new();
    folder.write("root/content/policy.md", "own");
    let content = folder.path("root/content");
    let missing = folder.path("root/advisories");
    for target in [
        "root/content",
        "root/content/public",
        "root/content/new/public",
        "root",
        ".",
        "root/other/../content/x",
        "root/advisories",
        "root/advisories/public",
    ] {
        let fault = publish_to(&folder.path(target), &[&content, &missing], &["a=1"]);
        let fault = folder.shorten(&fault.unwrap_err().to_string());
        let (_, tail) = fault
            .split_once(" cannot be the output: it overlaps with ")
            .expect(&fault);
        assert!(
            tail.ends_with("which is input\n  = help: choose a directory that holds nothing else with `--output`, or `output` in forewarn.yaml"),
            "{target}: {tail}"
        );
    }
    assert_eq!(folder.tree(), ["root/content/policy.md=own"]);
    publish_to(
        &folder.path("root/content2"),
        &[&content, &missing],
        &["a=1"],
    )
    .unwrap();
}

#[test]
fn a_render_fault_leaves_the_site_and_nothing_beside_it() {
    let folder = Folder::new();
    let files = ["a=2", "b=!", "c=!", "d=!"];
    let no_template = "no template for `b`";
    assert_eq!(folder.refusal(&files), no_template);
    assert_eq!(folder.tree(), [""; 0]);
    folder.publish(&["a=1", "b=1"]).unwrap();
    assert_eq!(folder.refusal(&files), no_template);
    assert_eq!(folder.tree(), ["public/a=1", "public/b=1"]);
}

#[test]
fn a_path_that_is_both_file_and_folder_is_a_fault_that_names_it() {
    let folder = Folder::new();
    let fault = folder.refusal(&["a=1", "a/b=1"]);
    assert_eq!(
        fault,
        "cannot write `.public.forewarn-new/a`: File exists (os error 17)"
    );
    assert_eq!(folder.tree(), [""; 0]);
}

#[test]
fn progress_counts_every_file_once() {
    let folder = Folder::new();
    let paths: Vec<_> = (0..100)
        .map(|n| SitePath::new(format!("{n}")).unwrap())
        .collect();
    let seen = Mutex::new(Vec::new());
    let render = |_: &SitePath| Ok(Cow::Borrowed(&b"x"[..]));
    let progress = |done| seen.lock().unwrap().push(done);
    publish(
        &folder.path("public"),
        &[],
        &paths,
        &render,
        &|_, _, _| true,
        &progress,
    )
    .unwrap();
    let mut seen = seen.into_inner().unwrap();
    seen.sort_unstable();
    assert_eq!(seen, (1..=100).collect::<Vec<_>>());
}

#[test]
fn a_copy_has_the_mode_and_time_of_the_original() {
    let folder = Folder::new();
    folder.write("a", "text");
    let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    let file = fs::File::options()
        .write(true)
        .open(folder.path("a"))
        .unwrap();
    file.set_modified(time).unwrap();
    let mut mode = file.metadata().unwrap().permissions();
    mode.set_readonly(true);
    file.set_permissions(mode).unwrap();

    staging::copy(&folder.path("a"), &folder.path("b")).unwrap();
    assert_eq!(folder.tree(), ["a=text", "b=text"]);
    assert_eq!(modified(&folder.path("b")), time);
    assert!(
        folder
            .path("b")
            .metadata()
            .unwrap()
            .permissions()
            .readonly()
    );

    folder.write("c", "other");
    assert!(staging::copy(&folder.path("a"), &folder.path("c")).is_err());
    assert_eq!(fs::read_to_string(folder.path("c")).unwrap(), "other");
}
