//! The support rules of 43 real projects, as `supported-versions.yaml` says them
//! without an end that is typed, against what became of their series.
//!
//! `support-rules/NAME.yaml` is such a file. Behind the last twelve series of each
//! project, or all where there are fewer, a comment has what endoflife.date told of
//! them on 22 August 2026: when active support, all support and extended support end,
//! `open` where no end is known, and `ended` where nobody wrote down when.
//! `SNAPSHOTS=overwrite` writes the two texts anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use forewarn::diagnostic::Diagnostics;
use forewarn::model::{Project, SitePath, Timestamp, View};
use forewarn::parse;
use forewarn::site::Site;
use forewarn::source::{Sources, TAGS};
use forewarn::support::{End, ReleaseCycle, Schedule, State};
use forewarn::theme::Theme;
use jiff::civil::Date;

/// How far off an end may be, in days.
const NEAR: i32 = 31;

/// The name of each project, and its file.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support-rules");
    let entries = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path());
    let mut files: Vec<(String, String)> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    files.sort();
    assert_eq!(files.len(), 43);
    files
}

/// A project with nothing but its versions.
fn sources(language: &str, versions: &str) -> Sources {
    let mut sources = Sources::new();
    sources.text("forewarn.yaml", format!("languages: [{language}]\n"));
    sources.text(
        "SECURITY.md",
        "# Security policy\n\nWrite to security@tinysig.example.\n",
    );
    sources.text("content/supported-versions.yaml", versions);
    sources
}

fn parsed(sources: &Sources) -> Project {
    let mut out = Diagnostics::new();
    let project = parse::parse(sources, &mut out);
    let found = out.sorted(sources);
    let found: Vec<_> = found.iter().map(|(_, found)| &found.message).collect();
    assert!(found.is_empty(), "{found:?}");
    project
}

/// What became of a series.
struct Fact<'a> {
    series: &'a str,
    /// The words behind `active`, `end` and `extended`.
    told: Vec<(&'a str, &'a str)>,
}

fn facts(text: &str) -> impl Iterator<Item = Fact<'_>> {
    text.lines().filter_map(|line| {
        let (entry, told) = line.split_once(" # ")?;
        let series = entry.split_once("series: \"")?.1.split('"').next()?;
        let told = told
            .split(", ")
            .map(|fact| fact.split_once(' ').expect("two words"));
        let told = told.collect();
        Some(Fact { series, told })
    })
}

/// How many of some ends are right.
#[derive(Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.all {
            0 => f.pad("-"),
            _ => f.pad(&format!("{}/{}", self.right, self.all)),
        }
    }
}

/// Whether a computed end agrees with what became of it.
fn agrees(end: Option<&End>, told: &str, today: Date) -> bool {
    let passed = end.is_some_and(|end| end.has_passed(today));
    match told {
        "open" => !passed,
        "ended" => passed,
        day => off(end, day).is_some_and(|days| days.abs() <= NEAR),
    }
}

/// How many days too late an end is.
fn off(end: Option<&End>, told: &str) -> Option<i32> {
    let told: Date = told.parse().ok()?;
    Some((end?.date()? - told).get_days())
}

fn is_right(cycle: &ReleaseCycle, end: &str, today: Date) -> bool {
    let supported = match end {
        "open" => true,
        "ended" => false,
        day => day.parse::<Date>().expect("a day") >= today,
    };
    cycle.state != State::Future && cycle.is_maintained() == supported
}

#[test]
fn rules_in_words_tell_what_became_of_series() {
    let today: Date = "2026-08-23".parse().unwrap();
    let mut table = format!("{:<16} states  ends    active  extended  off\n", "project");
    let mut whole = 0;
    let mut said = 0;
    for (name, text) in files() {
        let project = parsed(&sources("en", &text));
        let schedule = Schedule::new(&project.support[0], today);
        let [mut states, mut ends, mut active, mut extended] =
            [const { Score { right: 0, all: 0 } }; 4];
        let mut notes = Vec::new();
        for fact in facts(&text) {
            let cycle = schedule.cycle(fact.series).unwrap();
            for (what, told) in fact.told {
                let (score, end) = match what {
                    "active" => (&mut active, cycle.eoas()),
                    "extended" => (
                        &mut extended,
                        cycle.extended().and_then(|of| of.end.as_ref()),
                    ),
                    _ => (&mut ends, cycle.eol.as_ref()),
                };
                let agrees = agrees(end, told, today);
                score.add(agrees);
                if what == "end" {
                    let right = is_right(cycle, told, today);
                    states.add(right);
                    let by = match off(end, told) {
                        _ if agrees && right => continue,
                        Some(days) => format!("{days:+}"),
                        None => told.to_owned(),
                    };
                    notes.push(format!("{} {by}", fact.series));
                }
            }
        }
        assert!(ends.all >= 5, "{name}");
        let right_now = states.right == states.all;
        whole += usize::from(right_now && ends.right == ends.all);
        said += usize::from(right_now && ends.all - ends.right <= 2);
        let line = format!(
            "{name:<16} {states:<7} {ends:<7} {active:<7} {extended:<9} {}",
            notes.join(", ")
        );
        writeln!(table, "{}", line.trim_end()).unwrap();
    }
    write!(
        table,
        "\n{whole} with every state and end; {said} with every state, and all ends but one or two\n"
    )
    .unwrap();
    snapbox::assert_data_eq!(table, snapbox::file!["support-rules/table.txt"].raw());
}

#[test]
fn rules_read_right_in_both_languages() {
    let mut text = String::new();
    for (name, versions) in files() {
        writeln!(text, "{name}").unwrap();
        for language in ["en", "de"] {
            let sources = sources(language, &versions);
            let project = parsed(&sources);
            writeln!(text, "  {language}: {}", sentence(&project, &sources)).unwrap();
        }
    }
    snapbox::assert_data_eq!(text, snapbox::file!["support-rules/sentences.txt"].raw());
}

/// The rule as the page of the site has it, and in English the data too.
fn sentence(project: &Project, sources: &Sources) -> String {
    let [page, data] = written(project, sources);
    let lead = page.split_once("<p class=\"lead\">").expect("a lead").1;
    let rule = lead.split("</p>").next().expect("an end").to_owned();
    if page.contains("<html lang=\"en\"") {
        assert!(data.contains(&format!("\"rule\": \"{rule}\"")), "{rule}");
    }
    rule
}

/// The page of supported versions, and the data.
fn written(project: &Project, sources: &Sources) -> [String; 2] {
    let mut out = Diagnostics::new();
    let theme = Theme::load(sources, &project.theme, &project.config, &mut out).expect("a theme");
    let clock: jiff::Timestamp = "2026-08-23T12:00:00Z".parse().expect("a moment");
    let view = View::public(Timestamp::from(clock));
    let site = Site::new(project, sources, &theme, view, &mut out);
    ["versions/index.html", "supported-versions.json"].map(|path| {
        let path = SitePath::new(path).expect("a path");
        let bytes = site
            .render(&path)
            .expect("a path of the site")
            .expect("a page");
        String::from_utf8(bytes.into_owned()).expect("a text")
    })
}

#[test]
fn what_is_no_support_is_shown_and_supports_nothing() {
    let (_, text) = files()
        .into_iter()
        .find(|(name, _)| name == "debian")
        .unwrap();
    let sources = sources("en", &text);
    let [page, data] = written(&parsed(&sources), &sources);
    assert!(page.contains("End of LTS (extended)"));
    assert!(page.contains("11 (Bullseye)"));
    assert!(page.contains("LTS (extended) until <time datetime=\"2026-08-31\">31 Aug 2026</time>"));
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let bullseye = &data["packages"][0]["releases"][2];
    for (key, value) in [
        ("name", "11".into()),
        ("codename", "Bullseye".into()),
        ("state", "end-of-life".into()),
        ("isEol", true.into()),
        ("eolFrom", "2024-08-14".into()),
        ("isEoes", false.into()),
        ("eoesFrom", "2026-08-31".into()),
        ("isMaintained", serde_json::Value::from(false)),
    ] {
        assert_eq!(bullseye[key], value, "{key}");
    }
}

/// Each example of the docs is a whole file, with the ends that follow from it.
#[test]
fn examples_of_the_docs_say_what_they_tell() {
    let rules = include_str!("../docs/support-rules.md");
    let (_, versions) = include_str!("../docs/configuration.md")
        .split_once("\n## Supported versions\n")
        .unwrap();
    let (versions, _) = versions.split_once("\n## ").unwrap();
    let today: Date = "2026-08-23".parse().unwrap();
    let mut ends = 0;
    let mut wrong = Vec::new();
    let mut files = 0;
    let examples = |page: &'static str| page.split("```yaml\n").skip(1);
    for example in examples(rules).chain(examples(versions)) {
        files += 1;
        let example = example.split("```").next().unwrap();
        let mut sources = sources("en", example);
        sources.text("content/releases.json", "[\"1.0\"]");
        sources.text(TAGS, "refs/tags/44.0.1\n");
        let project = parsed(&sources);
        let schedule = Schedule::new(&project.support[0], today);
        for fact in facts(example) {
            let cycle = schedule.cycle(fact.series).unwrap();
            for (what, told) in fact.told {
                let end = match what {
                    "active" => cycle.eoas(),
                    "extended" => cycle.extended().and_then(|phase| phase.end.as_ref()),
                    _ => cycle.eol.as_ref(),
                };
                let planned = |end: &End| if end.is_planned() { " planned" } else { "" };
                let end = end.and_then(|end| Some(format!("{}{}", end.date()?, planned(end))));
                let end = end.unwrap_or_else(|| "open".to_owned());
                ends += 1;
                if end != told {
                    let first = example.lines().next().unwrap();
                    wrong.push(format!("{first} {} {what}: {end}, not {told}", fact.series));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(ends > 40 && files > 20, "{ends} ends in {files} files");
}
