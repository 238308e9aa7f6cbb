//! Lays out a site in a temporary folder, runs the real program on it and
//! compares everything that comes out, so that a test reads as a paragraph:
//!
//! ```text
//! Site::new()
//!     .file("advisories/A.yaml", "id: x_tinysig-2026-0001\n...")
//!     .build()
//!     .at("2026-10-01T12:00:00Z")
//!     .succeeds()
//!     .stderr("1 advisory, 21 files, [..] ms\n")
//!     .output("osv/all.json", "[...]\n");
//! ```
//!
//! Expected texts are whole texts. In them `[..]` stands for any part of a
//! line, `...` alone on a line for any lines, and `[ROOT]` for the folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

/// The smallest configuration with all that absolute addresses need.
pub(crate) const FOREWARN_YAML: &str = "\
project:
  name: tinysig
  repository: https://github.com/example/tinysig
  package: PyPI/tinysig
base_url: https://tinysig.example/security/
";

/// A site's inputs in a folder of their own, removed at the end of the test.
/// It lies in another folder, so that an overlay has a place beside it.
#[must_use]
pub(crate) struct Site {
    root: PathBuf,
    _around: TempDir,
}

impl Site {
    /// A folder that holds [`FOREWARN_YAML`], the shortest policy, and nothing else.
    pub(crate) fn new() -> Self {
        Self::bare()
            .file("forewarn.yaml", FOREWARN_YAML)
            .file("content/policy.md", "# Security policy\n")
    }

    /// A folder that holds nothing.
    pub(crate) fn bare() -> Self {
        let around = tempfile::tempdir().expect("a temporary folder");
        let root = around.path().join("site");
        fs::create_dir(&root).expect("a folder for the site");
        Self {
            root,
            _around: around,
        }
    }

    /// Adds or replaces a file.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.file_bytes(path, text.as_bytes())
    }

    /// Adds or replaces a file that need not be text.
    pub(crate) fn file_bytes(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.root.join(path);
        let parent = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(parent).expect("a folder for the file");
        fs::write(path, bytes).expect("the file can be written");
        self
    }

    /// The folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// `forewarn build`.
    pub(crate) fn build(&self) -> Invocation {
        self.run(["build"])
    }

    /// `forewarn check`.
    pub(crate) fn check(&self) -> Invocation {
        self.run(["check"])
    }

    /// `forewarn ARGUMENTS`, started in the folder.
    pub(crate) fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Invocation {
        let mut invocation = Invocation::new(self.root());
        invocation.command.args(arguments);
        invocation
    }
}

/// A call of the program that has not been made yet. Nothing of the
/// environment of the tests reaches it.
#[must_use]
pub(crate) struct Invocation {
    root: PathBuf,
    command: Command,
}

impl Invocation {
    /// The program without arguments, started in `root`.
    pub(crate) fn new(root: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_forewarn"));
        command.env_clear().current_dir(root);
        Self::of(root, command)
    }

    /// `command`, which starts the program in a way of its own.
    pub(crate) fn of(root: &Path, command: Command) -> Self {
        Self {
            root: root.to_owned(),
            command,
        }
    }

    /// Adds an argument.
    pub(crate) fn arg(mut self, argument: &str) -> Self {
        self.command.arg(argument);
        self
    }

    /// Sets the clock of the build.
    pub(crate) fn at(self, time: &str) -> Self {
        self.arg("--at").arg(time)
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs the program, which must exit with 0.
    pub(crate) fn succeeds(self) -> Outcome {
        self.exits(0)
    }

    /// Runs the program, which must exit with `code`.
    pub(crate) fn exits(mut self, code: i32) -> Outcome {
        let output = self.command.output().expect("the program starts");
        let outcome = Outcome {
            stdout: self.readable(&output.stdout),
            stderr: self.readable(&output.stderr),
            root: self.root,
        };
        assert_eq!(
            output.status.code(),
            Some(code),
            "exit code of {:?}\n-- stdout\n{}-- stderr\n{}",
            self.command,
            outcome.stdout,
            outcome.stderr
        );
        outcome
    }

    fn readable(&self, bytes: &[u8]) -> String {
        let text = std::str::from_utf8(bytes).expect("the program prints UTF-8");
        text.replace(&*self.root.to_string_lossy(), "[ROOT]")
    }
}

/// What a call left behind.
pub(crate) struct Outcome {
    root: PathBuf,
    /// What was printed as data, with `[ROOT]` for the folder.
    pub(crate) stdout: String,
    /// What was printed as talk, with `[ROOT]` for the folder.
    pub(crate) stderr: String,
}

impl Outcome {
    /// Compares all that was printed as data.
    #[track_caller]
    pub(crate) fn stdout(self, expected: &str) -> Self {
        assert_text(&self.stdout, expected);
        self
    }

    /// Compares all that was printed as talk.
    #[track_caller]
    pub(crate) fn stderr(self, expected: &str) -> Self {
        assert_text(&self.stderr, expected);
        self
    }

    /// Compares the whole of a file of `public/`.
    #[track_caller]
    pub(crate) fn output(self, path: &str, expected: &str) -> Self {
        let file = self.root.join("public").join(path);
        let text = fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("`public/{path}` cannot be read: {error}"));
        assert_text(&text, expected);
        self
    }

    /// Compares the list of all files of `public/`, in the order of their bytes.
    #[track_caller]
    pub(crate) fn tree<'a>(self, expected: impl IntoIterator<Item = &'a str>) -> Self {
        let found: Vec<_> = tree(&self.root.join("public")).into_keys().collect();
        let expected: Vec<_> = expected.into_iter().collect();
        assert_text(&found.join("\n"), &expected.join("\n"));
        self
    }
}

/// Compares whole texts and shows where they differ, with the wildcards that
/// the head of this file names. A backslash is a backslash.
#[track_caller]
pub(crate) fn assert_text(found: &str, expected: &str) {
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .normalize_paths(false)
        .eq(found, expected);
}

/// Every file below `folder`: its path with `/` between the parts, its bytes.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the folder can be listed"))
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below it");
            let bytes = fs::read(entry.path()).expect("the file can be read");
            (path.to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

/// Asserts that two trees are the same, byte for byte; shows the names first
/// and then the first file that differs.
#[track_caller]
pub(crate) fn assert_same_tree(
    left: &BTreeMap<String, Vec<u8>>,
    right: &BTreeMap<String, Vec<u8>>,
) {
    assert!(!left.is_empty(), "an empty site is equal to anything");
    let names = |tree: &BTreeMap<_, _>| tree.keys().cloned().collect::<Vec<String>>().join("\n");
    assert_text(&names(left), &names(right));
    for (path, bytes) in left {
        if bytes != &right[path] {
            let text = |bytes: &[u8]| format!("{path}\n{}", String::from_utf8_lossy(bytes));
            assert_text(&text(bytes), &text(&right[path]));
            panic!("`{path}` differs in bytes that are no text");
        }
    }
}
