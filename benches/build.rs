//! What a build costs, stage by stage, as a ratio to the floor.
//!
//! The floor is the least any generator must do with the same input: read all
//! inputs and write the same output files, in parallel as forewarn does, and
//! nothing else. Machines differ and are noisy, so no figure here means
//! anything but beside the floor of its own run.
//!
//! ```sh
//! cargo bench --bench build                    # 2,500 generated advisories
//! FOREWARN_DATA=../shared/data cargo bench --bench build    # the PyPA corpus too
//! ```
//!
//! `FOREWARN_BENCH_DIR` names a file system to write to, a fresh or a memory
//! one for figures that can be compared; the default is that of the temporary
//! directory.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads, writes, looks at the clock and prints"
)]

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use forewarn::deliver::Turn;
use forewarn::diagnostic::Diagnostics;
use forewarn::guard::Guard;
use forewarn::model::{Project, SitePath, Timestamp, View};
use forewarn::site::Site;
use forewarn::source::{Content, Sources};
use forewarn::theme::{Theme, embedded};
use forewarn::{check, deliver, parse, read};
use rayon::prelude::*;

#[path = "inputs/generated.rs"]
mod generated;

use generated::{CONFIG, generate};

/// How often each stage runs; the best run counts.
const RUNS: usize = 5;

fn main() {
    let base =
        std::env::var_os("FOREWARN_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let work = tempfile::tempdir_in(base).expect("a directory to work in");
    let generated = work.path().join("generated");
    generate(&generated, 2_500);
    measure("2,500 generated advisories", &generated, work.path());
    if let Some(data) = std::env::var_os("FOREWARN_DATA") {
        let corpus = work.path().join("pypa");
        copy(
            &Path::new(&data).join("pypa/vulns"),
            &corpus.join("advisories"),
        );
        fs::write(corpus.join("forewarn.yaml"), CONFIG).expect("a configuration");
        measure("the PyPA corpus", &corpus, work.path());
    }
}

/// Times every stage of a build of `root` and prints them beside the floor.
fn measure(title: &str, root: &Path, work: &Path) {
    let clock = Timestamp::from(jiff::Timestamp::constant(1_790_000_000, 0));
    let (sources, reading) = best(|| read::read(root).expect("readable inputs"));
    let (project, parsing) = best(|| parse::parse(&sources, &mut Diagnostics::new()));
    let ((), checking) = best(|| check::check(&project, &sources, clock, &mut Diagnostics::new()));
    let mut found = Diagnostics::new();
    let theme = Theme::load(&sources, &project.theme, &project.config, &mut found)
        .expect("the embedded theme");
    let site = Site::new(&project, &sources, &theme, View::public(clock), &mut found);
    let paths: Vec<SitePath> = site.paths().cloned().collect();
    let render = |path: &SitePath| {
        let bytes = site.render(path).expect("a path of the site");
        bytes.map_err(Into::into)
    };
    let (rendered, rendering) = best(|| {
        paths
            .par_iter()
            .map(|path| {
                (
                    path.clone(),
                    render(path).expect("a sound template").into_owned(),
                )
            })
            .collect::<Vec<_>>()
    });
    let bytes: usize = rendered.iter().map(|(_, bytes)| bytes.len()).sum();

    let target = work.join("public");
    let ((), writing) = best_fresh(&target, || {
        let bytes_of = |path: &SitePath| {
            let at = rendered
                .binary_search_by(|(known, _)| known.cmp(path))
                .expect("rendered");
            Ok(Cow::Borrowed(rendered[at].1.as_slice()))
        };
        publish(&site, &target, &[], &bytes_of);
    });
    let ((), again) = best(|| publish(&site, &target, &[], &render));
    let ((), whole) = best_fresh(&target, || whole_build(root, &target, clock));
    let guarding: Vec<_> = [5, 100]
        .into_iter()
        .map(|secrets| {
            let mut sources = sources.clone();
            let project = with_secrets(&mut sources, secrets);
            best(|| guard_all(&project, &sources, clock, &rendered)).1
        })
        .collect();
    let floor_target = work.join("floor");
    let ((), floor) = best_fresh(&floor_target, || {
        std::hint::black_box(read::read(root).expect("readable inputs"));
        write_plainly(&floor_target, &rendered);
    });

    println!("{title}: {} files, {} KB", paths.len(), bytes / 1_000);
    for (stage, time) in [
        ("floor: read inputs, write outputs", floor),
        ("read", reading),
        ("parse", parsing),
        ("check", checking),
        ("render", rendering),
        ("publish", writing),
        ("guard, 5 secret advisories", guarding[0]),
        ("guard, 100 secret advisories", guarding[1]),
        ("render and publish again, unchanged", again),
        ("whole build", whole),
    ] {
        let ratio = time.as_secs_f64() / floor.as_secs_f64();
        let part = time.as_secs_f64() / whole.as_secs_f64();
        println!(
            "  {stage:<36} {:>8.1} ms  {ratio:>5.2} x floor  {:>5.1} % of the build",
            time.as_secs_f64() * 1e3,
            part * 1e2
        );
    }
}

/// The project with so many secret advisories in its overlay.
fn with_secrets(sources: &mut Sources, count: usize) -> Project {
    for number in 0..count {
        let text = format!(
            "id: x_secret-2026-{number:05}\ncve: CVE-2027-{number:05}\n\
             summary: Secret {} lets a guest of the library open every door\n\
             published: 2026-10-10\nfixed: \"2.0\"\nfix: {number:040x}\n\
             references: [https://bench.example/secret/{number}]\n\
             credits: [{{reporter: Guest Number{number}}}]\ndetails: |\n{}",
            spelled(number),
            format!(
                "  A guest who asks for door {} is let in without a key by mistake.\n",
                spelled(number)
            )
            .repeat(20),
        );
        let path = format!("advisories/x_secret-2026-{number:05}.yaml");
        sources.add_private("overlay", path, Content::Bytes(text.into_bytes()));
    }
    parse::parse(sources, &mut Diagnostics::new())
}

/// A number in words, so that no two texts are alike.
fn spelled(number: usize) -> String {
    let digit = |digit: char| match digit.to_digit(10) {
        Some(digit) => [
            "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        ][digit as usize],
        None => "",
    };
    let digits: Vec<_> = number.to_string().chars().map(digit).collect();
    digits.join("-")
}

fn guard_all(
    project: &Project,
    sources: &Sources,
    clock: Timestamp,
    rendered: &[(SitePath, Vec<u8>)],
) {
    let theme = embedded().iter().map(|(_, bytes)| *bytes);
    let guard = Guard::new(project, sources, clock, theme);
    let leaks = rendered
        .par_iter()
        .flat_map_iter(|(path, bytes)| guard.search(path, bytes));
    assert_eq!(leaks.count(), 0, "nothing secret is in the site");
}

fn whole_build(root: &Path, target: &Path, clock: Timestamp) {
    let mut found = Diagnostics::new();
    let sources: Sources = read::read(root).expect("readable inputs");
    let project = parse::parse(&sources, &mut found);
    check::check(&project, &sources, clock, &mut found);
    let theme = Theme::load(&sources, &project.theme, &project.config, &mut found)
        .expect("the embedded theme");
    let site = Site::new(&project, &sources, &theme, View::public(clock), &mut found);
    let render = |path: &SitePath| {
        let bytes = site.render(path).expect("a path of the site");
        bytes.map_err(Into::into)
    };
    publish(&site, target, &[root], &render);
}

/// Writes what `render` gives for the paths of a site.
fn publish(site: &Site<'_>, target: &Path, inputs: &[&Path], render: &deliver::Render<'_, '_>) {
    let paths: Vec<SitePath> = site.paths().cloned().collect();
    let is_last = |path: &SitePath| site.is_of_others(path);
    let turn = Turn::wait(target, inputs).expect("nobody else");
    let inspect = |_: &SitePath, _: &[u8], _: bool| true;
    deliver::deliver(&turn, &paths, &is_last, render, &inspect, &|_| {}).expect("a site");
}

/// The shortest of some runs.
fn best<T>(mut work: impl FnMut() -> T) -> (T, Duration) {
    let runs = (0..RUNS).map(|_| {
        let started = Instant::now();
        let made = work();
        (made, started.elapsed())
    });
    runs.min_by_key(|(_, time)| *time)
        .expect("at least one run")
}

/// The shortest of some runs, each into a directory that is not there yet.
fn best_fresh<T>(target: &Path, mut work: impl FnMut() -> T) -> (T, Duration) {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let _ = fs::remove_dir_all(target);
        let started = Instant::now();
        let made = work();
        runs.push((made, started.elapsed()));
    }
    runs.into_iter()
        .min_by_key(|(_, time)| *time)
        .expect("at least one run")
}

fn write_plainly(target: &Path, files: &[(SitePath, Vec<u8>)]) {
    let mut folders: Vec<_> = files
        .iter()
        .filter_map(|(path, _)| target.join(path.as_str()).parent().map(Path::to_owned))
        .collect();
    folders.sort();
    folders.dedup();
    for folder in folders {
        fs::create_dir_all(folder).expect("a folder");
    }
    files.par_iter().for_each(|(path, bytes)| {
        fs::write(target.join(path.as_str()), bytes).expect("a file");
    });
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
