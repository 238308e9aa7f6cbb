//! What is kept current is what a fresh reading gives, whatever was done to the
//! files and in whatever order.
#![expect(clippy::disallowed_methods, reason = "files have to change")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use super::generation::{Generation, ShownMoment};
use super::live::Live;
use super::reading::Reading;
use crate::command::inputs;
use crate::diagnostic::Diagnostics;
use crate::emit::{self, Format};
use crate::model::{Audience, Timestamp, View};
use crate::parse::{self, Known};
use crate::preview::watch::FileChange;
use crate::site::Site;
use crate::source::{Content, Sources};

/// What `forewarn.yaml` may hold. The overlay lies beside the project.
const CONFIGS: &[&str] = &[
    "project: {name: tinysig, package: PyPI/tinysig}\nprivate: {path: ../overlay, optional: true}\n",
    "project: {name: other, package: PyPI/tinysig}\nprivate: {path: ../overlay, optional: true}\nbase_url: https://a.example/\n",
    "project: {name: tinysig, package: PyPI/tinysig}\n",
    "project: {name: tinysig, pakage: PyPI/tinysig}\nprivate: ../overlay\n",
    "project: [\n",
];

const ADVISORIES: &[&str] = &[
    "id: x_a-1\nsummary: One\npublished: 2026-01-01\nfixed: 1.2.0\n",
    "id: x_a-1\nsummary: One again\npublished: 2026-01-02\nfixed: 1.1.0\ncve: CVE-2026-0001\n",
    "id: x_a-2\nsummary: Two\npublished: 2026-02-01\nfixed: 1.3.0\nrelated: x_a-3\n",
    "id: x_a-3\nsummary: Secret\npublished: 2026-12-01\nfixed: 1.2.0\ncve: CVE-2026-0003\n",
    "id: x_a-3\nsummary: Draft\ndraft: true\naffected: {npm/other: '< 2'}\n",
    "id: A-4\nsummary: Out of order\npublished: 2026-03-01\n\
     affected: [{package: {ecosystem: PyPI, name: tinysig}, ranges: [{type: ECOSYSTEM, \
     events: [{introduced: '2'}, {fixed: '1'}]}]}]\n",
    "id: x_a-5\nsummary: Unknown key\npublished: 2026-03-01\nfixd: 1.2.0\n",
    "id: x_a-5\nsummary: [broken\n",
    "",
];

const PAGES: &[&str] = &[
    "# A page\n\nSee [advisories](advisories/) and CVE-2026-0003.\n",
    "# Another page\n\nSee [nothing](nothing.html).\n",
    "---\ntitle: Titled\norder: 1\n---\nText\n",
    "---\ntitel: Wrong\n---\nText\n",
];

const TABLES: &[&str] = &[
    "package: PyPI/tinysig\nsupport: {latest: 1, of: minor}\nreleases: [{version: 1.2.0, date: 2026-01-01}]\n",
    "package: PyPI/tinysig\nsupport: {latest: 2, of: minor}\nreleases: [{version: 1.2.0, date: 2026-01-01}, {version: 1.3.0, date: 2026-02-01}]\n",
    "package: [\n",
];

const TEMPLATES: &[&str] = &[
    "<!DOCTYPE html><title>Nothing here</title>",
    "{% if %}",
    "{{ no_such_variable }}",
];

/// Every file that may be there, from the folder above the project, with what it
/// may hold.
const FILES: &[(&str, &[&str])] = &[
    ("project/forewarn.yaml", CONFIGS),
    ("project/advisories/a.yaml", ADVISORIES),
    ("project/advisories/b.yaml", ADVISORIES),
    ("project/advisories/b.yaml", ADVISORIES),
    ("project/advisories/2026/c.yaml", ADVISORIES),
    ("project/advisories/.hidden.yaml", ADVISORIES),
    ("project/content/policy.md", PAGES),
    ("project/content/page.md", PAGES),
    ("project/content/key.asc", PAGES),
    ("project/content/supported-versions.yaml", TABLES),
    ("project/themes/default/templates/404.html", TEMPLATES),
    ("overlay/advisories/d.yaml", ADVISORIES),
    ("overlay/patches/fix.patch", PAGES),
    // Named, and not read.
    ("project/advisories/e.md", PAGES),
    ("overlay/Advisories/f.yaml", ADVISORIES),
    ("overlay/advisories/g.toml", PAGES),
    ("overlay/advisories/d.yaml~", ADVISORIES),
];

/// One thing that is done to the files.
#[derive(Clone, Debug)]
enum Act {
    Write(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    /// Moves a folder away, or back.
    MoveFolder(&'static str),
    /// Nothing but an event.
    Touch(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let file = || 0..FILES.len();
    prop_oneof![
        8 => (file(), 0..9_usize).prop_map(|(file, text)| Act::Write(file, text)),
        2 => file().prop_map(Act::Remove),
        2 => (file(), file()).prop_map(|(from, to)| Act::Rename(from, to)),
        1 => prop::sample::select(vec!["project/advisories/2026", "project/content", "overlay"])
            .prop_map(Act::MoveFolder),
        1 => file().prop_map(Act::Touch),
    ]
}

/// The folder above project and overlay.
struct Bench {
    top: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self {
            top: tempfile::tempdir().unwrap(),
        };
        for (file, text) in [(0, 0), (1, 0), (2, 2), (6, 0), (9, 0), (11, 3)] {
            bench.act(&Act::Write(file, text));
        }
        bench
    }

    fn path(&self, path: &str) -> PathBuf {
        self.top.path().canonicalize().unwrap().join(path)
    }

    fn root(&self) -> PathBuf {
        self.path("project")
    }

    /// Does it; gives the paths that a watch would tell.
    fn act(&self, act: &Act) -> Vec<PathBuf> {
        let file = |at: usize| self.path(FILES[at].0);
        match *act {
            Act::Write(at, text) => {
                let texts = FILES[at].1;
                let mut told = Vec::from_iter(make_folder(file(at).parent().unwrap()));
                fs::write(file(at), texts[text % texts.len()]).unwrap();
                told.push(file(at));
                told
            }
            Act::Remove(at) => {
                let _ = fs::remove_file(file(at));
                vec![file(at)]
            }
            Act::Rename(from, to) => {
                let mut told = Vec::from_iter(make_folder(file(to).parent().unwrap()));
                let _ = fs::rename(file(from), file(to));
                told.extend([file(from), file(to)]);
                told
            }
            Act::MoveFolder(folder) => {
                let (here, away) = (self.path(folder), self.path(folder).with_extension("away"));
                if here.is_dir() && !away.exists() {
                    fs::rename(&here, &away).unwrap();
                } else if away.is_dir() && !here.exists() {
                    fs::rename(&away, &here).unwrap();
                }
                vec![here, away]
            }
            Act::Touch(at) => vec![file(at)],
        }
    }
}

/// Makes a folder; gives the outermost that came, which is all that a watch tells.
fn make_folder(folder: &Path) -> Option<PathBuf> {
    let missing = folder.ancestors().filter(|folder| !folder.exists());
    let told = missing.last().map(Path::to_owned);
    fs::create_dir_all(folder).unwrap();
    told
}

fn clock() -> Timestamp {
    jiff::Timestamp::constant(1_790_000_000, 0).into()
}

/// Everything that can be seen of a reading: all pages, for all who look.
fn site(reading: &Reading) -> BTreeMap<String, String> {
    let views = [
        Audience::Public,
        Audience::ReleaseDay,
        Audience::Maintainers,
    ];
    let mut pages = BTreeMap::new();
    for audience in views {
        let view = View {
            clock: clock(),
            audience,
        };
        let Reading {
            project,
            sources,
            theme,
            ..
        } = reading;
        let site = Site::new(project, sources, theme, view, &mut Diagnostics::new());
        for path in site.paths() {
            let bytes = match site.render(path).unwrap() {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(fault) => fault.to_string(),
            };
            pages.insert(format!("{audience:?} {path}"), bytes);
        }
    }
    pages
}

/// Everything that is found in a reading, and what of it a terminal is told.
fn findings(reading: &Arc<Reading>) -> [String; 2] {
    let moment = ShownMoment {
        clock: clock(),
        is_set: true,
    };
    let of_site = Generation::of(Arc::clone(reading), moment, 0).found();
    let found = reading.findings(clock(), of_site);
    let print = |found: &Diagnostics| emit::emit(Format::Human, found, &reading.sources, false);
    [print(&found), print(&found.unveiled())]
}

/// What is to be shown: by path the content with which a file was last without
/// errors, where it has some now.
#[derive(Default)]
struct Model {
    before: BTreeMap<String, (Content, bool)>,
    held: BTreeMap<String, Content>,
}

impl Model {
    fn step(&mut self, fresh: &Reading) {
        let unsound = fresh.unsound();
        let files = fresh.sources.iter();
        let now: BTreeMap<_, _> = files
            .map(|(file, source)| {
                let content = source.content.clone();
                (source.path.clone(), (content, !unsound.contains(&file)))
            })
            .collect();
        let mut held = BTreeMap::new();
        for (path, (content, is_sound)) in &now {
            let last = match (self.held.get(path), self.before.get(path)) {
                (Some(good), _) => Some(good),
                (None, Some((good, true))) if good != content => Some(good),
                _ => None,
            };
            if let Some(good) = last.filter(|_| !is_sound) {
                held.insert(path.clone(), good.clone());
            }
        }
        self.before = now;
        self.held = held;
    }

    /// The files as they are to be shown.
    fn shown(&self, fresh: &Reading) -> Reading {
        let mut sources = fresh.sources.clone();
        for (file, source) in fresh.sources.iter() {
            if let Some(good) = self.held.get(&source.path) {
                sources.replace(file, good.clone());
            }
        }
        afresh(sources)
    }
}

/// All of it parsed.
fn afresh(sources: Sources) -> Reading {
    let mut found = Diagnostics::new();
    let parsed = parse::parse_again(&sources, &Known::default(), &mut found);
    Reading::new(sources, parsed, found)
}

fn read(root: &Path) -> Option<Sources> {
    Some(inputs::files(root, None, true).ok()?.0)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 32,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_kept_current_equals_what_is_read_afresh(
        steps in prop::collection::vec(prop::collection::vec(act(), 1..3), 1..12),
    ) {
        let bench = Bench::new();
        let sources = read(&bench.root()).unwrap();
        let mut fresh = afresh(sources.clone());
        let mut model = Model::default();
        model.step(&fresh);
        let mut live = Live::new(bench.root(), None, afresh(sources));
        for step in steps {
            let told: BTreeSet<_> = step.iter().flat_map(|act| bench.act(act)).collect();
            let applied = live.look(&FileChange::At(told));
            let Some(sources) = read(&bench.root()) else {
                // Nothing is left to show: that is said, and the site stays.
                prop_assert!(applied.is_err());
                return Ok(());
            };
            fresh = afresh(sources);
            if applied.unwrap().is_some() {
                model.step(&fresh);
            }
            prop_assert_eq!(&live.disk().sources, &fresh.sources);
        }
        prop_assert_eq!(site(live.shown()), site(&model.shown(&fresh)));
        prop_assert_eq!(findings(live.disk()), findings(&Arc::new(fresh)));
        prop_assert_eq!(live.holds_back(), !model.held.is_empty());
    }
}

#[test]
fn an_edit_parses_one_file() {
    let bench = Bench::new();
    let reading = afresh(read(&bench.root()).unwrap());
    let mut live = Live::new(bench.root(), None, reading);
    let mut edit = |file: usize, text: usize| {
        let before = Arc::clone(live.shown());
        let told = bench.act(&Act::Write(file, text)).into_iter().collect();
        live.look(&FileChange::At(told)).unwrap().unwrap();
        let after = live.shown();
        let advisories = after.project.advisories.iter();
        let same = advisories.zip(&before.project.advisories);
        let same: Vec<_> = same.map(|(new, old)| Arc::ptr_eq(new, old)).collect();
        (same, Arc::ptr_eq(&after.theme, &before.theme))
    };
    assert_eq!(edit(1, 1), (vec![false, true, true], true));
    assert_eq!(edit(6, 1), (vec![true, true, true], true));
    // What every advisory is read in the light of.
    assert_eq!(edit(9, 1), (vec![false, false, false], true));
    assert_eq!(edit(0, 1), (vec![false, false, false], false));
}

#[test]
fn where_nothing_is_secret_one_site_is_planned() {
    for (number, is_secret) in [(0, false), (3, true), (4, true)] {
        let mut sources = Sources::new();
        sources.text("advisories/a.yaml", ADVISORIES[number]);
        let reading = Arc::new(afresh(sources));
        let moment = ShownMoment {
            clock: clock(),
            is_set: true,
        };
        let generation = Generation::of(reading, moment, 0);
        assert_eq!(generation.sites(), 1 + usize::from(is_secret), "{number}");
    }
}
