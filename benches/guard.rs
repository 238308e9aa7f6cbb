//! How often the leak guard is wrong: each advisory of a real corpus is taken
//! for a secret, beside a public site of the others, of real policies, and of
//! this project's own pages and documentation.
//!
//! A false alarm is a hit in that site; a page that the guard lets pass is the
//! secret's own, as it would look once it is public, without a hit.
//!
//! ```sh
//! FOREWARN_DATA=../shared/data cargo bench --bench guard
//! ```

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads and prints"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use forewarn::diagnostic::Diagnostics;
use forewarn::guard::{Guard, Leak};
use forewarn::model::{Project, SitePath, Timestamp, View};
use forewarn::parse;
use forewarn::read;
use forewarn::site::Site;
use forewarn::source::{Content, Sources};
use forewarn::theme::{Theme, embedded};
use rayon::prelude::*;

/// So many advisories are not secret at once: the others stay public, so that
/// each secret stands beside advisories about its own package.
const TURNS: usize = 50;

fn main() {
    let Some(data) = std::env::var_os("FOREWARN_DATA").map(PathBuf::from) else {
        println!("FOREWARN_DATA names no corpus");
        return;
    };
    let files = corpus(&data);
    let clock = Timestamp::from(jiff::Timestamp::constant(1_790_000_000, 0));
    let pages = Sample::new(&files, |_| Some(false), clock).render();
    for (title, rest) in [
        ("beside the others", Some(false)),
        ("beside the policies alone", None),
    ] {
        let mut counts = Counts::default();
        for turn in 0..TURNS {
            let mine = |number| number % TURNS == turn;
            let secret = |number| if mine(number) { Some(true) } else { rest };
            counts.add(&Sample::new(&files, secret, clock), &pages);
        }
        counts.print(title);
    }
}

/// The files of a site: path and text.
fn corpus(data: &Path) -> Vec<(String, Vec<u8>)> {
    let work = tempfile::tempdir().expect("a directory to work in");
    let root = work.path();
    copy(&data.join("pypa/vulns"), &root.join("advisories"));
    copy(&data.join("policies"), &root.join("content"));
    for own in ["content", "docs"] {
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(own),
            &root.join("content").join(own),
        );
    }
    let config = "project: {name: bench}\nbase_url: https://bench.example/\n";
    fs::write(root.join("forewarn.yaml"), config).expect("a configuration");
    let sources = read::read(root).expect("readable inputs");
    let files = sources.iter().map(|(_, file)| {
        // Policies are documents of other formats; as text they are pages.
        let path = match file.path.strip_prefix("content/") {
            Some(name) => format!("content/{}.md", name.replace('.', "-")),
            None => file.path.clone(),
        };
        (path, file.bytes().to_vec())
    });
    files.collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the corpus") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).expect("a file")).expect("a copy");
        }
    }
}

/// A project in which some advisories lie in the overlay.
struct Sample {
    sources: Sources,
    project: Project,
    theme: Theme,
    clock: Timestamp,
}

impl Sample {
    /// `secret` tells of each advisory whether it is; `None` leaves it out.
    fn new(
        files: &[(String, Vec<u8>)],
        secret: impl Fn(usize) -> Option<bool>,
        clock: Timestamp,
    ) -> Self {
        let mut sources = Sources::new();
        for (number, (path, bytes)) in files.iter().enumerate() {
            let is_advisory = path.starts_with("advisories/");
            let content = Content::Bytes(bytes.clone());
            match secret(number).filter(|_| is_advisory) {
                Some(true) => _ = sources.add_private("overlay", path, content),
                None if is_advisory => {}
                _ => _ = sources.add(path, content),
            }
        }
        let mut found = Diagnostics::new();
        let project = parse::parse(&sources, &mut found);
        let theme = Theme::load(&sources, &project.theme, &project.config, &mut found)
            .expect("the embedded theme");
        Self {
            sources,
            project,
            theme,
            clock,
        }
    }

    fn render(&self) -> BTreeMap<SitePath, Vec<u8>> {
        let mut found = Diagnostics::new();
        let view = View::public(self.clock);
        let site = Site::new(&self.project, &self.sources, &self.theme, view, &mut found);
        let paths: Vec<_> = site.paths().cloned().collect();
        let render = |path: SitePath| {
            let bytes = site.render(&path).expect("a path of the site");
            let bytes = bytes.expect("a sound template").into_owned();
            (path, bytes)
        };
        paths.into_par_iter().map(render).collect()
    }
}

/// What was found, by secret file.
#[derive(Default)]
struct Counts {
    secrets: usize,
    /// Secret files by what a false alarm took for theirs.
    alarms: BTreeMap<String, BTreeSet<String>>,
    /// Secrets whose own page was let pass but for their ids.
    passed: usize,
}

impl Counts {
    fn add(&mut self, sample: &Sample, pages: &BTreeMap<SitePath, Vec<u8>>) {
        let theme = embedded().iter().map(|(_, bytes)| *bytes);
        let guard = Guard::new(&sample.project, &sample.sources, sample.clock, theme);
        let site = sample.render();
        let leaks = site
            .par_iter()
            .flat_map_iter(|(path, bytes)| guard.search(path, bytes));
        let leaks: Vec<_> = leaks
            .map(|leak| (told(&leak, &sample.sources), leak.diagnostic().message))
            .collect();
        // The same vulnerability in another package of the corpus, word for word.
        let told_already: BTreeSet<_> = leaks
            .iter()
            .filter(|((kind, _), _)| is_name(kind))
            .map(|((_, secret), _)| secret.clone())
            .collect();
        for ((kind, secret), message) in leaks {
            if !told_already.contains(&secret) {
                println!("  {message} of {secret}");
                self.alarms.entry(kind).or_default().insert(secret);
            }
        }
        for advisory in sample.project.advisories.iter().filter(|a| a.overlay) {
            let own = &sample.sources.get(advisory.file).path;
            if told_already.contains(own) {
                continue;
            }
            self.secrets += 1;
            let Some(page) = pages.get(&SitePath::advisory(&advisory.id.value)) else {
                continue;
            };
            let neutral = SitePath::new("page.html").expect("a path");
            let found = guard.search(&neutral, page);
            let is_found = found.iter().any(|leak| {
                let (kind, secret) = told(leak, &sample.sources);
                secret == *own && !is_name(&kind)
            });
            self.passed += usize::from(!is_found);
        }
    }

    fn print(&self, title: &str) {
        println!(
            "{} advisories, each taken for a secret {title}",
            self.secrets
        );
        println!(
            "  {:>5} pages let pass but for ids and aliases",
            self.passed
        );
        for (kind, secrets) in &self.alarms {
            println!("  {:>5} false alarms: {kind}", secrets.len());
        }
        let all: BTreeSet<_> = self.alarms.values().flatten().collect();
        println!("  {:>5} with a false alarm", all.len());
    }
}

/// Whether a leak is of an id or alias.
fn is_name(kind: &str) -> bool {
    kind.starts_with("the id") || kind.starts_with("an alias")
}

/// What a leak takes for a secret, and whose.
fn told(leak: &Leak, sources: &Sources) -> (String, String) {
    let diagnostic = leak.diagnostic();
    let kind = diagnostic
        .message
        .split(" holds ")
        .last()
        .unwrap_or_default();
    let path = &sources.get(diagnostic.primary.file).path;
    (kind.to_owned(), path.clone())
}
