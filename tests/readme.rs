//! The README is true: its files make a site, its commands run, what it shows
//! of their output is what they print and write.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Invocation, Site, assert_text};

const MOST_LINES: usize = 150;

#[test]
fn its_files_make_a_site_and_its_commands_run() {
    let text = readme();
    let mut site = Site::bare();
    let (mut files, mut commands, mut records) = (0, 0, 0);
    for block in blocks(&text) {
        match block.language {
            "yaml" | "markdown" => {
                if let Some(path) = path_of(&block) {
                    files += 1;
                    site = site.file(path, block.text);
                    site.check().succeeds();
                }
            }
            "console" => {
                for (command, shown) in block.commands() {
                    commands += 1;
                    run(&site, command, &shown);
                }
            }
            "json" => {
                records += 1;
                let shown: Value = serde_json::from_str(block.text).expect("JSON");
                let path = block.announced.expect("the text names the file it shows");
                let written = fs::read_to_string(site.root().join(path)).expect(path);
                let written: Value = serde_json::from_str(&written).expect("JSON");
                assert_text(&format!("{written:#}"), &format!("{shown:#}"));
            }
            _ => {}
        }
    }
    assert!(files > 1, "the README shows no files");
    assert!(commands > 0, "the README shows no command");
    assert!(records > 0, "the README shows no record");
    site.build().succeeds();
}

#[test]
fn the_two_commands_stand_at_the_top() {
    let text = readme();
    let blocks = blocks(&text);
    let first = blocks.first().expect("the README has a block of code");
    let commands: Vec<_> = first
        .text
        .lines()
        .map(|line| line.split(" #").next().unwrap_or_default().trim_end())
        .collect();
    assert_eq!(commands, ["cargo run --release -- build", "cargo test"]);
    let line = text.lines().position(|line| line.starts_with("```"));
    assert!(line < Some(10), "the first block of code is far down");
}

#[test]
fn it_is_short() {
    let lines = readme().lines().count();
    assert!(lines < MOST_LINES, "{lines} lines");
}

/// A fenced block.
struct Block<'a> {
    language: &'a str,
    text: &'a str,
    /// The last file that the prose before it names.
    announced: Option<&'a str>,
}

impl<'a> Block<'a> {
    /// The calls of `forewarn`, each with the lines shown below it.
    fn commands(&self) -> Vec<(&'a str, String)> {
        let mut commands: Vec<(&str, String)> = Vec::new();
        for line in self.text.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                commands.push((command, String::new()));
            } else if let Some((_, shown)) = commands.last_mut() {
                shown.push_str(line);
                shown.push('\n');
            }
        }
        commands.retain(|(command, _)| command.starts_with("forewarn"));
        commands
    }
}

/// The path in the comment that a file's block begins with.
fn path_of<'a>(block: &Block<'a>) -> Option<&'a str> {
    let first = block.text.lines().next()?;
    let in_markdown = || first.strip_prefix("<!-- ")?.strip_suffix(" -->");
    let comment = first.strip_prefix("# ").or_else(in_markdown)?;
    let is_path = comment.contains('.') && !comment.contains(' ');
    is_path.then_some(comment)
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\n```") {
        let (language, after) = after.split_once('\n').expect("a fence ends its line");
        let end = after.find("```").expect("a fence is closed");
        blocks.push(Block {
            language: language.trim(),
            text: &after[..end],
            announced: before.rsplit('`').nth(1),
        });
        rest = &after[end + 3..];
    }
    blocks
}

/// Runs a shown command, and compares the output where some is shown. How long
/// a build takes is the reader's machine's business.
fn run(site: &Site, command: &str, shown: &str) {
    let arguments = command.split_whitespace().skip(1);
    let mut call = Invocation::new(site.root());
    for argument in arguments {
        call = call.arg(argument);
    }
    let outcome = call.succeeds();
    if !shown.is_empty() {
        let printed = outcome.stdout + &outcome.stderr;
        assert_text(&without_times(&printed), &without_times(shown));
    }
}

fn without_times(text: &str) -> String {
    let is_time = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == '.');
    let lines = text.lines().map(|line| match line.rsplit_once(", ") {
        Some((start, time)) if time.strip_suffix(" ms").is_some_and(is_time) => {
            format!("{start}, TIME")
        }
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(path).expect("README.md can be read")
}
