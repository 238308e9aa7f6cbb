use std::fs;
use std::path::Path;

use super::*;
use crate::source::Refusal;

fn write(root: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Every source as `path: content`.
fn listing(root: &Path) -> Vec<String> {
    let sources = read(root).unwrap();
    let line = |file: &crate::source::SourceFile| match &file.content {
        Content::Bytes(bytes) => format!("{}: {}", file.path, String::from_utf8_lossy(bytes)),
        Content::Refused(why) => format!("{}: {why:?}", file.path),
    };
    sources.iter().map(|(_, file)| line(file)).collect()
}

#[test]
fn inputs_come_sorted_by_path_and_nothing_else_is_read() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    for path in [
        "forewarn.yaml",
        "SECURITY.md",
        "docs/SECURITY.md",
        ".github/SECURITY.md",
        "Cargo.toml",
        "pyproject.toml",
        "package.json",
        "go.mod",
        "content/a/x.md",
        "content/a.md",
        "content/key.asc",
        "content/.well-known/extra.txt",
        "advisories/2026/A.yaml",
        "advisories/B.yml",
        "advisories/C.json",
        "themes/t/templates/page.html",
        "themes/t/static/a.css",
        // Not inputs:
        "README.md",
        "docs/other.md",
        ".github/workflows/ci.yml",
        "src/main.rs",
        "public/index.html",
        "advisories/README.md",
        "advisories/LICENSE",
        "advisories/.well-known/D.yaml",
        "content/.git/config",
        "content/a/.well-known/x",
        "content/.hidden",
    ] {
        write(root, path, "x");
    }
    assert_eq!(
        listing(root),
        [
            ".github/SECURITY.md: x",
            "Cargo.toml: x",
            "SECURITY.md: x",
            "advisories/2026/A.yaml: x",
            "advisories/B.yml: x",
            "advisories/C.json: x",
            "content/.well-known/extra.txt: x",
            "content/a.md: x",
            "content/a/x.md: x",
            "content/key.asc: x",
            "docs/SECURITY.md: x",
            "forewarn.yaml: x",
            "go.mod: x",
            "package.json: x",
            "pyproject.toml: x",
            "themes/t/static/a.css: x",
            "themes/t/templates/page.html: x",
        ]
    );
}

#[test]
fn what_editors_leave_behind_is_passed_over() {
    let root = tempfile::tempdir().unwrap();
    let names = [
        "a.yaml~",
        "#a.yaml#",
        ".a.yaml.swp",
        "a.yaml.swp",
        "a.yaml.orig",
        "a.yaml.rej",
        "a.yaml.bak",
        "a.yaml.save",
        "a.yaml.tmp",
        "4913",
    ];
    for name in names {
        write(root.path(), &format!("content/{name}"), "x");
        write(root.path(), &format!("content/sub/{name}"), "x");
        write(root.path(), &format!("advisories/{name}/a.yaml"), "x");
    }
    write(root.path(), "content/4913.md", "x");
    assert_eq!(listing(root.path()), ["content/4913.md: x"]);
}

#[test]
fn no_case_of_its_ending_hides_an_advisory() {
    let root = tempfile::tempdir().unwrap();
    for name in ["a.YAML", "b.Yml", "c.JSON", "README.TXT"] {
        write(root.path(), &format!("advisories/{name}"), "x");
    }
    assert_eq!(
        listing(root.path()),
        [
            "advisories/a.YAML: x",
            "advisories/b.Yml: x",
            "advisories/c.JSON: x"
        ]
    );
}

#[test]
fn a_sign_at_one_end_leaves_a_name_an_input_and_a_note_about_advisories_is_none() {
    let root = tempfile::tempdir().unwrap();
    for path in [
        "content/#a",
        "content/b#",
        "content/README.md",
        "content/sub/.well-known/c",
        "advisories/readme-first.md",
        "advisories/sub/LICENSE",
        "advisories/readme.yaml",
    ] {
        write(root.path(), path, "x");
    }
    assert_eq!(
        listing(root.path()),
        [
            "advisories/readme.yaml: x",
            "content/#a: x",
            "content/README.md: x",
            "content/b#: x"
        ]
    );
}

#[test]
fn an_empty_folder_is_a_site_without_sources() {
    let root = tempfile::tempdir().unwrap();
    assert_eq!(listing(root.path()), [""; 0]);
}

#[test]
fn a_file_larger_than_its_limit_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let text = 2 << 20;
    write(root.path(), "advisories/a.yaml", vec![b' '; text]);
    for path in [
        "advisories/b.json",
        "content/b.md",
        "content/c.yaml",
        "forewarn.yaml",
        "themes/t/templates/a.html",
    ] {
        write(root.path(), path, vec![b' '; text + 1]);
    }
    write(root.path(), "content/logo.png", vec![b' '; text + 1]);
    let archive = fs::File::create(root.path().join("content/z.zip")).unwrap();
    archive.set_len((64 << 20) + 1).unwrap();

    let sources = read(root.path()).unwrap();
    let lengths: Vec<_> = sources
        .iter()
        .map(|(_, file)| (file.path.as_str(), file.bytes().len(), &file.content))
        .map(|(path, length, content)| match content {
            Content::Refused(why) => format!("{path}: {why:?}"),
            Content::Bytes(_) => format!("{path}: {length}"),
        })
        .collect();
    assert_eq!(
        lengths,
        [
            "advisories/a.yaml: 2097152",
            "advisories/b.json: TooLarge { size: 2097153, limit: 2097152 }",
            "content/b.md: TooLarge { size: 2097153, limit: 2097152 }",
            "content/c.yaml: TooLarge { size: 2097153, limit: 2097152 }",
            "content/logo.png: 2097153",
            "content/z.zip: TooLarge { size: 67108865, limit: 67108864 }",
            "forewarn.yaml: TooLarge { size: 2097153, limit: 2097152 }",
            "themes/t/templates/a.html: TooLarge { size: 2097153, limit: 2097152 }",
        ]
    );
}

#[test]
fn the_root_is_the_nearest_folder_upward_with_the_mark() {
    let top = tempfile::tempdir().unwrap();
    let top = top.path().canonicalize().unwrap();
    write(&top, "outer/forewarn.yaml", "");
    write(&top, "outer/inner/forewarn.yaml", "");
    fs::create_dir_all(top.join("outer/inner/content/deep")).unwrap();
    let root = |from: &str| find_root(&top.join(from));
    assert_eq!(
        root("outer/inner/content/deep"),
        Some(top.join("outer/inner"))
    );
    assert_eq!(root("outer/inner"), Some(top.join("outer/inner")));
    assert_eq!(root("outer/inner/.."), Some(top.join("outer")));
    assert_eq!(root("."), None);
    assert_eq!(root("absent"), None);
}

#[test]
fn a_folder_that_is_a_file_is_a_fault_that_names_it() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "advisories", "x");
    let fault = read(root.path()).unwrap_err();
    let path = root.path().join("advisories");
    assert_eq!(
        fault.to_string(),
        format!("cannot read `{}`: it is not a folder", path.display())
    );
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    fn fifo(path: &Path) {
        let made = Command::new("mkfifo").arg(path).status();
        assert!(made.unwrap().success());
    }

    #[test]
    fn links_fifos_and_sockets_are_refused_at_their_place() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        write(root, "secret/a.yaml", "secret");
        write(root, "advisories/real.yaml", "x");
        write(root, "content/real.md", "x");
        symlink("../secret", root.join("advisories/folder")).unwrap();
        symlink("../secret/a.yaml", root.join("advisories/link.yaml")).unwrap();
        symlink("nowhere", root.join("content/dangling.md")).unwrap();
        symlink(".", root.join("content/loop")).unwrap();
        symlink("/etc/passwd", root.join("forewarn.yaml")).unwrap();
        symlink("secret/a.yaml", root.join("SECURITY.md")).unwrap();
        symlink("secret", root.join("docs")).unwrap();
        write(root, "secret/SECURITY.md", "secret");
        fifo(&root.join("advisories/pipe.yaml"));
        fifo(&root.join("package.json"));
        let _socket = UnixListener::bind(root.join("content/socket")).unwrap();
        assert_eq!(
            listing(root),
            [
                "SECURITY.md: SymbolicLink",
                "advisories/folder: SymbolicLink",
                "advisories/link.yaml: SymbolicLink",
                "advisories/pipe.yaml: NotAFile",
                "advisories/real.yaml: x",
                "content/dangling.md: SymbolicLink",
                "content/loop: SymbolicLink",
                "content/real.md: x",
                "content/socket: NotAFile",
                "forewarn.yaml: SymbolicLink",
                "package.json: NotAFile",
            ]
        );
    }

    #[test]
    fn a_linked_folder_of_advisories_is_a_fault() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "elsewhere/a.yaml", "x");
        symlink("elsewhere", root.path().join("advisories")).unwrap();
        let fault = read(root.path()).unwrap_err();
        assert_eq!(fault.path, root.path().join("advisories"));
    }

    #[test]
    fn a_file_swapped_after_the_walk_is_not_followed_and_does_not_block() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        write(root, "real", "x");
        symlink("real", root.join("link")).unwrap();
        fifo(&root.join("pipe"));
        let _socket = UnixListener::bind(root.join("socket")).unwrap();
        let content = |name: &str| open::content(&root.join(name), 10).unwrap();
        assert_eq!(
            content("link"),
            Some(Content::Refused(Refusal::SymbolicLink))
        );
        assert_eq!(content("pipe"), Some(Content::Refused(Refusal::NotAFile)));
        assert_eq!(content("socket"), Some(Content::Refused(Refusal::NotAFile)));
        assert_eq!(content("gone"), None);
        assert_eq!(content("real"), Some(Content::Bytes(b"x".to_vec())));
    }

    #[test]
    fn an_endless_file_is_read_up_to_its_limit() {
        // A file of /proc tells a size of 0 and holds more.
        let path = Path::new("/proc/self/maps");
        if !path.exists() {
            return;
        }
        let (size, limit) = (11, 10);
        assert_eq!(
            open::content(path, limit).unwrap(),
            Some(Content::Refused(Refusal::TooLarge { size, limit }))
        );
    }

    #[test]
    fn names_that_are_not_utf8_are_refused() {
        let root = tempfile::tempdir().unwrap();
        let advisories = root.path().join("advisories");
        fs::create_dir(&advisories).unwrap();
        let folder = advisories.join(OsStr::from_bytes(b"b\xff"));
        // Not every file system has such names.
        if fs::create_dir(&folder).is_err() {
            return;
        }
        fs::write(folder.join("a.yaml"), "x").unwrap();
        fs::write(advisories.join(OsStr::from_bytes(b"a\xff.yaml")), "x").unwrap();
        fs::write(advisories.join(OsStr::from_bytes(b".\xff.yaml")), "x").unwrap();
        assert_eq!(
            listing(root.path()),
            [
                "advisories/a\u{fffd}.yaml: NameNotUtf8",
                "advisories/b\u{fffd}: NameNotUtf8",
            ]
        );
    }

    #[test]
    fn what_may_not_be_read_is_a_fault_that_names_it() {
        for path in ["forewarn.yaml", "advisories/a.yaml", "content/sub"] {
            let root = tempfile::tempdir().unwrap();
            let path = root.path().join(path);
            if path.ends_with("sub") {
                fs::create_dir_all(&path).unwrap();
            } else {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, "x").unwrap();
            }
            fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
            // Root reads everything.
            if fs::File::open(&path).is_ok() {
                return;
            }
            let fault = read(root.path()).unwrap_err();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
            assert_eq!(
                fault.to_string(),
                format!(
                    "cannot read `{}`: Permission denied (os error 13)",
                    path.display()
                )
            );
        }
    }
}
