//! The preview follows the files: whatever is done to them, the next page shows
//! it, an open page hears of it, and nothing but the project's own editor writes.

#[cfg(target_os = "linux")]
mod browser;
mod preview;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use walkdir::WalkDir;

#[cfg(target_os = "linux")]
pub(crate) use browser::Desktop;
pub(crate) use preview::Preview;

use crate::harness::Site;

const PUBLIC: &str = "\
id: x_tinysig-2026-0001
summary: A truncated tag is accepted
published: 2026-02-17
fixed: 1.2.0
";

pub(crate) const SECRET: &str = "\
id: x_tinysig-2026-0002
summary: Keys are compared too briefly
published: 2026-09-22T14:00:00Z
fixed: 1.3.0
";

/// Where they are seen.
const PUBLIC_PAGE: &str = "advisories/x_tinysig-2026-0001.html";
const SECRET_PAGE: &str = "advisories/x_tinysig-2026-0002.html";

pub(crate) fn site() -> Site {
    Site::new()
        .file("content/policy.md", "# Security policy\n\nWrite to us.\n")
        .file("advisories/public.yaml", PUBLIC)
}

/// Replaces a file as careful editors do.
fn save_atomically(file: &Path, text: &str) {
    let aside = file.with_extension("tmp-4711");
    fs::write(&aside, text).expect("a file beside it");
    fs::rename(&aside, file).expect("takes its place");
}

#[test]
fn an_edit_is_told_and_shown() {
    let site = site();
    let preview = Preview::start(&site, &[]);
    preview.shows(PUBLIC_PAGE, "A truncated tag");
    let events = preview.events();
    let first = events.next();
    assert!(
        preview
            .get("index.html")
            .1
            .contains(&format!("data-site=\"{first}\""))
    );
    events.settle();
    preview.write(
        "advisories/public.yaml",
        &PUBLIC.replace("truncated", "shortened"),
    );
    let second = events.next();
    assert_ne!(first, second);
    let page = preview.shows(PUBLIC_PAGE, "A shortened tag");
    assert!(page.contains(&format!("data-site=\"{second}\"")), "{page}");
    let line = preview.line(|line| line.contains("public.yaml"));
    assert!(
        line.contains("advisories/public.yaml changed, shown after"),
        "{line}"
    );

    // The same content again is no change: the next event is of another file.
    events.settle();
    preview.write(
        "advisories/public.yaml",
        &PUBLIC.replace("truncated", "shortened"),
    );
    preview.write("content/policy.md", "# Our policy\n\nWrite to us.\n");
    events.next();
    preview.shows("index.html", "Our policy");
    let line = preview.line(|line| line.contains("changed"));
    assert!(line.contains("content/policy.md"), "{line}");
}

#[test]
fn atomic_saves_are_followed_one_after_the_other() {
    let site = site();
    let preview = Preview::start(&site, &[]);
    for word in ["first", "second", "third"] {
        let text = PUBLIC.replace("truncated", word);
        save_atomically(&site.root().join("advisories/public.yaml"), &text);
        preview.shows(PUBLIC_PAGE, &format!("A {word} tag"));
    }
}

#[test]
fn files_and_folders_come_move_and_go() {
    let site = site();
    let preview = Preview::start(&site, &[]);
    preview.lacks(SECRET_PAGE);
    let folder = site.root().join("advisories/2026/september");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("new.yaml"), SECRET).unwrap();
    preview.shows(SECRET_PAGE, "Keys are compared");
    // In a folder that the watch has never seen before.
    let text = SECRET.replace("briefly", "rarely");
    fs::write(folder.join("new.yaml"), text).unwrap();
    preview.shows(SECRET_PAGE, "compared too rarely");

    let page = site.root().join("content/page.md");
    fs::write(&page, "# How to report\n").unwrap();
    preview.shows("page.html", "How to report");
    fs::rename(&page, site.root().join("content/reporting.md")).unwrap();
    preview.shows("reporting.html", "How to report");
    preview.lacks("page.html");

    fs::remove_dir_all(site.root().join("advisories/2026")).unwrap();
    preview.lacks(SECRET_PAGE);
    preview.shows(PUBLIC_PAGE, "A truncated tag");
}

#[test]
fn a_folder_that_is_not_there_at_first_is_seen() {
    let site = Site::bare().file("SECURITY.md", "# Security policy\n");
    let preview = Preview::start(&site, &[]);
    preview.shows("index.html", "Security policy");
    fs::create_dir(site.root().join("advisories")).unwrap();
    preview.write("advisories/a.yaml", PUBLIC);
    preview.shows(PUBLIC_PAGE, "A truncated tag");
    fs::create_dir(site.root().join("content")).unwrap();
    preview.write("content/policy.md", "# The new policy\n");
    preview.shows("index.html", "The new policy");
    preview.write("forewarn.yaml", "project: {name: fancysig}\n");
    preview.shows("index.html", "fancysig");
}

#[test]
fn a_broken_file_is_told_while_its_last_good_page_stays() {
    let site = site();
    let preview = Preview::start(&site, &[]);
    preview.shows(PUBLIC_PAGE, "A truncated tag");
    let events = preview.events();
    events.settle();
    preview.write(
        "advisories/public.yaml",
        "id: x_tinysig-2026-0001\nsummary: [\n",
    );
    events.next();
    let page = preview.shows(PUBLIC_PAGE, "forewarn-preview-faults");
    assert!(page.contains("A truncated tag"), "{page}");
    assert!(page.contains("advisories/public.yaml:2:10"), "{page}");
    preview.line(|line| line.contains("has errors and is shown as it last was"));
    preview.line(|line| line.contains("public.yaml:2:10: error["));
    // The rest of the site goes on.
    preview.write("content/policy.md", "# Our policy\n");
    let page = preview.shows("index.html", "Our policy");
    assert!(page.contains("forewarn-preview-faults"), "{page}");
    events.settle();

    preview.write(
        "advisories/public.yaml",
        &PUBLIC.replace("truncated", "mended"),
    );
    events.next();
    preview.until(PUBLIC_PAGE, |_, page| {
        page.contains("A mended tag") && !page.contains("forewarn-preview-faults")
    });
    preview.line(|line| line.contains("no errors any more"));
}

#[test]
fn a_secret_file_is_quoted_in_the_browser_and_never_in_the_terminal() {
    let site = site().file(
        "advisories/secret.yaml",
        &(SECRET.to_owned() + "quagga: true\n"),
    );
    let preview = Preview::start(&site, &["--at", "2026-09-01"]);
    preview.shows("index.html", "unknown key `quagga`");
    let line = preview.line(|line| line.contains("unknown-key"));
    assert!(
        line.contains("advisories/secret.yaml:5:1: error[unknown-key]"),
        "{line}"
    );
    assert!(!line.contains("quagga"), "{line}");
}

#[test]
fn what_the_overlay_holds_is_shown_but_not_to_the_public() {
    let overlay = Site::bare()
        .file("advisories/secret.yaml", SECRET)
        .file("patches/fix.patch", "--- a\n+++ b\n");
    let private = overlay.root().to_str().unwrap();
    let site = site();
    let preview = Preview::start(
        &site,
        &["--private", private, "--at", "2026-09-21T12:00:00Z"],
    );
    let summary = preview.line(|line| line.contains("nothing is written to disk"));
    assert_eq!(
        summary,
        "2 advisories, 1 embargoed until Tue 2026-09-22 14:00 UTC (in 1 d 2 h); \
         nothing is written to disk"
    );
    let page = preview.shows(SECRET_PAGE, "Keys are compared");
    assert!(page.contains("Embargoed until"), "{page}");
    preview.shows("advisories/index.html", "Keys are compared");
    preview.lacks(&format!(".forewarn/public/{SECRET_PAGE}"));
    let list = preview.shows(".forewarn/public/advisories/index.html", "A truncated tag");
    assert!(!list.contains("Keys are compared"), "{list}");
    let release = ".forewarn/release/20260922T140000Z";
    preview.shows(&format!("{release}/{SECRET_PAGE}"), "Keys are compared");
    preview.shows(".forewarn/", "Keys are compared");
    preview.shows(".forewarn/patches/fix.patch", "+++ b");

    fs::write(
        overlay.root().join("advisories/secret.yaml"),
        SECRET.replace("briefly", "rarely"),
    )
    .unwrap();
    preview.shows(SECRET_PAGE, "compared too rarely");

    // While it is away, what was read last is shown, and every page says so.
    let away = overlay.root().with_extension("away");
    fs::rename(overlay.root(), &away).unwrap();
    let page = preview.shows("index.html", "Everything is shown as it was read last");
    assert!(page.contains("is no folder"), "{page}");
    preview.shows(SECRET_PAGE, "compared too rarely");
    fs::rename(&away, overlay.root()).unwrap();
    preview.until("index.html", |_, page| {
        !page.contains("as it was read last")
    });
}

#[test]
fn the_moment_that_is_asked_for_is_shown_also_when_it_lies_ahead() {
    let site = site().file(
        "advisories/secret.yaml",
        &SECRET.replace("2026-09", "2096-09"),
    );
    let page = format!(".forewarn/public/{SECRET_PAGE}");
    let before = Preview::start(&site, &["--at", "2096-09-22T13:59:59Z"]);
    before.lacks(&page);
    let after = Preview::start(&site, &["--at", "2096-09-22T14:00:00Z"]);
    after.shows(&page, "Keys are compared");
}

#[test]
fn an_embargo_ends_while_somebody_looks() {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let end = jiff::Timestamp::from_second(now.unwrap().as_secs().cast_signed() + 3).unwrap();
    let text = SECRET.replace("2026-09-22T14:00:00Z", &end.to_string());
    let site = site().file("advisories/secret.yaml", &text);
    let preview = Preview::start(&site, &[]);
    let events = preview.events();
    events.next();
    preview.shows(
        &format!(".forewarn/public/{SECRET_PAGE}"),
        "Keys are compared",
    );
    assert!(jiff::Timestamp::now() >= end, "an embargo ended early");
    let page = preview.shows(SECRET_PAGE, "Keys are compared");
    assert!(!page.contains("Embargoed until"), "{page}");
}

#[test]
fn a_taken_port_leads_to_the_next_one() {
    let site = site();
    let first = Preview::start(&site, &[]);
    let taken = first.port.to_string();
    let second = Command::new(env!("CARGO_BIN_EXE_forewarn"))
        .env_clear()
        .current_dir(site.root())
        .args(["serve", "--port", &taken])
        .stderr(Stdio::piped())
        .spawn();
    let mut second = second.unwrap();
    let mut lines = BufReader::new(second.stderr.take().unwrap()).lines();
    let said: Vec<_> = lines.by_ref().take(2).map(Result::unwrap).collect();
    second.kill().unwrap();
    second.wait().unwrap();
    assert_eq!(said[0], format!("port {taken} is taken"));
    assert!(!said[1].contains(&format!(":{taken}/")), "{}", said[1]);
}

#[test]
fn nothing_is_written_to_disk() {
    let (site, overlay) = (site(), Site::bare().file("advisories/secret.yaml", SECRET));
    let (temporary, home) = (Site::bare(), Site::bare());
    let stamps = || -> BTreeMap<PathBuf, (u64, SystemTime)> {
        let folders = [&site, &overlay, &temporary, &home];
        let entries = folders
            .into_iter()
            .flat_map(|site| WalkDir::new(site.root()));
        let stamp = |entry: walkdir::DirEntry| {
            let data = entry.metadata().unwrap();
            (entry.into_path(), (data.len(), data.modified().unwrap()))
        };
        entries.map(|entry| stamp(entry.unwrap())).collect()
    };
    let environment = [
        ("FOREWARN_PRIVATE", overlay.root()),
        ("TMPDIR", temporary.root()),
        ("HOME", home.root()),
    ];
    let mut preview = Preview::with(&site, &[], &environment);
    let before = stamps();
    let paths = [
        "",
        "advisories/",
        SECRET_PAGE,
        ".forewarn/",
        "feed.atom",
        "no.html",
    ];
    for path in paths.iter().chain(&[".forewarn/public/"]) {
        preview.get(path);
    }
    preview.write(
        "advisories/public.yaml",
        &PUBLIC.replace("truncated", "shortened"),
    );
    preview.shows(PUBLIC_PAGE, "A shortened tag");
    let file = site.root().join("advisories/public.yaml");
    // SIGKILL, which nobody can answer.
    preview.child.kill().unwrap();
    preview.child.wait().unwrap();
    let mut after = stamps();
    after.insert(file.clone(), before[&file]);
    assert_eq!(before, after);
}
