mod alike;
mod linear;
mod packed;
mod written;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::parse;
use crate::source::Content;

const CONFIG: &str = "\
project: {name: tinysig, package: PyPI/tinysig}
contacts: [{email: security@tinysig.example}]
";

const SECRET: &str = "\
id: x_p-2026-0001
cve: CVE-2026-40001
summary: The verifier takes a tag of one byte for a whole one
draft: true
# Comparing stops at the end of the shorter text, says the reporter.
details: |
  Whoever can shorten a tag passes every check that is made of it later.
fix: 3f786850e387550fdab836ed7e6dc881de23001b
references: [https://tinysig.example/issues/77]
credits: [{reporter: Ada Example}, quagga]
private: {channel: 'ask in #war-room first'}
";

const PUBLIC: &str = "\
id: x_p-2026-0002
published: 2026-01-01
fixed: \"1.2\"
introduced_in: 89e6c98d92887913cadf06b2adb97f26cde4849b
credits: [{reporter: Bob Sample, consent: 2026-01-01}, {reporter: Eve Hidden, consent: no}]
private: {room: the north meeting room}
";

const RECIPIENTS: &str = "\
- {name: Distribution Security, email: vendor-sec@distribution.example}
- security@tinysig.example
";

const PATCH: &str = "\
From 2aae6c35c94fcfb415dbe95f408b9ce91ee846ed Mon Sep 17 00:00:00 2001
+    // A tag that is too short is refused before anything is compared.
";

/// The project of the texts above, with other files laid over it.
fn sources(more: &[(&str, &str)]) -> Sources {
    let mut files = BTreeMap::from([
        ("forewarn.yaml", CONFIG),
        ("advisories/public.yaml", PUBLIC),
        ("overlay:advisories/secret.yaml", SECRET),
        ("overlay:patches/fix.patch", PATCH),
        ("overlay:recipients.yaml", RECIPIENTS),
    ]);
    files.extend(more.iter().copied());
    let mut sources = Sources::new();
    for (path, text) in files {
        let content = Content::Bytes(text.as_bytes().to_vec());
        match path.strip_prefix("overlay:") {
            Some(path) => sources.add_private("overlay", path, content),
            None => sources.add(path, content),
        };
    }
    sources
}

fn guard(sources: &Sources) -> Guard<'_> {
    let at: jiff::Timestamp = "2026-10-01T12:00:00Z".parse().unwrap();
    let clock = Timestamp::from(at);
    let project = parse::parse(sources, &mut Diagnostics::new());
    let theme = std::iter::once(&b"<p>No theme speaks of more than a page has.</p>"[..]);
    Guard::new(&project, sources, clock, theme)
}

/// All that is said about one output.
fn leaks_in(sources: &Sources, path: &str, bytes: &[u8]) -> Vec<String> {
    told(&guard(sources), path, bytes)
}

fn told(guard: &Guard<'_>, path: &str, bytes: &[u8]) -> Vec<String> {
    let sources = guard.sources;
    let leaks = guard.search(&SitePath::new(path).unwrap(), bytes);
    let told = leaks.iter().map(|leak| {
        let place = leak.place;
        let source = sources.get(place.file);
        let (line, _) = source.line_column(place.start());
        let message = leak.diagnostic().message;
        format!("{message} ({}:{line})", source.path)
    });
    told.collect()
}

fn leaks(bytes: impl AsRef<[u8]>) -> Vec<String> {
    leaks_in(&sources(&[]), "index.html", bytes.as_ref())
}

#[test]
fn every_kind_of_secret_is_found_and_told_without_its_text() {
    for (text, told) in [
        (
            "x_p-2026-0001",
            "`index.html:1` holds the id of an advisory that is not public (overlay/advisories/secret.yaml:1)",
        ),
        (
            "cve-2026-40001",
            "`index.html:1` holds an alias of an advisory that is not public (overlay/advisories/secret.yaml:2)",
        ),
        (
            "the verifier takes a tag\nof one byte for a whole one",
            "`index.html:1` holds the summary of an advisory that is not public (overlay/advisories/secret.yaml:3)",
        ),
        (
            "stops at the end of the shorter text, says",
            "`index.html:1` holds a phrase of a file that is not public (overlay/advisories/secret.yaml:5)",
        ),
        (
            "can shorten a tag passes every check that is",
            "`index.html:1` holds a phrase of a file that is not public (overlay/advisories/secret.yaml:7)",
        ),
        (
            "3F78685",
            "`index.html:1` holds a commit of what is not public (overlay/advisories/secret.yaml:8)",
        ),
        (
            "3f786850e387550fdab836ed7e6dc881de23001b",
            "`index.html:1` holds a commit of what is not public (overlay/advisories/secret.yaml:8)",
        ),
        (
            "https://tinysig.example/issues/77",
            "`index.html:1` holds a reference of an advisory that is not public (overlay/advisories/secret.yaml:9)",
        ),
        (
            "Ada Example",
            "`index.html:1` holds a name without consent (overlay/advisories/secret.yaml:10)",
        ),
        (
            "quagga",
            "`index.html:1` holds a name without consent (overlay/advisories/secret.yaml:10)",
        ),
        (
            "Ask in #war-room first.",
            "`index.html:1` holds a private field (overlay/advisories/secret.yaml:11)",
        ),
        (
            "eve hidden",
            "`index.html:1` holds a name without consent (advisories/public.yaml:1)",
        ),
        (
            "in the north meeting room",
            "`index.html:1` holds a private field (advisories/public.yaml:1)",
        ),
        (
            "vendor-sec@distribution.example",
            "`index.html:1` holds a recipient (overlay/recipients.yaml:1)",
        ),
        (
            "distribution security",
            "`index.html:1` holds a recipient (overlay/recipients.yaml:1)",
        ),
        (
            "2aae6c35c9",
            "`index.html:1` holds a commit of what is not public (overlay/patches/fix.patch:1)",
        ),
        (
            "a tag that is too short is refused before",
            "`index.html:1` holds a line of a patch that is not public (overlay/patches/fix.patch:2)",
        ),
    ] {
        assert_eq!(leaks(text), [told], "{text}");
    }
}

/// Whether a secret with one more key is found in a text.
fn is_told(key: &str, text: &str) -> bool {
    let secret = format!("id: x_p-2026-0003\ndraft: true\n{key}\n");
    let sources = sources(&[("overlay:advisories/more.yaml", &secret)]);
    !leaks_in(&sources, "index.html", text.as_bytes()).is_empty()
}

#[test]
fn a_private_line_is_searched_for_as_long_as_it_tells_something() {
    for (line, as_written, with_other_marks) in [
        // From 16 bytes on whatever its marks, from 8 on with its own.
        ("zub qorv nalt wy", true, true),
        ("zub qorv nalt w", true, false),
        ("zub qorv", true, false),
        ("zub qor", false, false),
        // Digits tell nothing by themselves.
        ("12 34 56", false, false),
        ("12 34 5b", true, false),
    ] {
        let key = format!("private: {{where: '{line}'}}");
        let other = line.replacen(' ', ", ", 1);
        let told = [is_told(&key, line), is_told(&key, &other)];
        assert_eq!(told, [as_written, with_other_marks], "{line}");
    }
    // A line may end at a blank, behind a mark too, and nowhere else.
    for (text, expected) in [
        ("zub[:\nqorv", true),
        ("zub[:\n> qorv", true),
        ("zub[:qorv", true),
        ("zub qorv", false),
    ] {
        assert_eq!(
            is_told("private: {where: 'zub[: qorv'}", text),
            expected,
            "{text}"
        );
    }
    assert!(!is_told("private: {where: 'zub-qorv'}", "zub\nqorv"));
}

#[test]
fn a_summary_is_searched_for_when_it_is_long_enough_to_be_one() {
    for (summary, expected) in [
        ("Zub qorv nalt wy", true),
        ("Zub qorv nalt w", false),
        ("Zubqorvnaltwyxenodra", true),
        ("Zubqorvnaltwyxenodr", false),
        // Marks of code are no part of what it says.
        ("`Zub` qorv nalt wyx", true),
    ] {
        let key = format!("summary: '{summary}'");
        let text = summary.replace('`', "");
        assert_eq!(is_told(&key, &text), expected, "{summary}");
    }
}

#[test]
fn what_is_no_secret_is_passed_over() {
    for text in [
        // Other ids that hold the same letters.
        "x_p-2026-00011, max_p-2026-0001, CVE-2026-400012",
        // Public ids, commits, names and addresses.
        "x_p-2026-0002 89e6c98d92887913cadf06b2adb97f26cde4849b Bob Sample security@tinysig.example",
        // Too little to tell anything.
        "3f7868 https://tinysig.example/issues/778 Quagga a tag of one byte",
        // Not the commit, and a number.
        "3f78685f 3f786850e387550fdab836ed7e6dc881de23001c 3786850",
    ] {
        assert_eq!(leaks(text), [""; 0], "{text}");
    }
}

#[test]
fn what_a_public_advisory_says_is_no_secret() {
    let public = format!(
        "{PUBLIC}aliases: [x_p-2026-0003]\ndetails: |\n  Comparing stops at the end of the\n    shorter text, says the report. See 3f786850e387550fdab836ed7e6dc881de23001b, quagga.\n"
    );
    let policy = "See https://tinysig.example/issues/77, and Distribution Security.\n";
    let sources = sources(&[
        ("advisories/public.yaml", &public),
        ("content/policy.md", policy),
    ]);
    let said = "comparing stops at the end of the shorter text, 3f786850e387550fdab836ed7e6dc881de23001b, quagga, https://tinysig.example/issues/77, Distribution Security";
    assert_eq!(leaks_in(&sources, "index.html", said.as_bytes()), [""; 0]);
    // A page may not say what only a secret says, though it is public itself.
    let policy = "Whoever can shorten a tag passes every check.\n";
    let sources = self::sources(&[("content/policy.md", policy)]);
    let leaks = leaks_in(&sources, "index.html", policy.as_bytes());
    assert_eq!(leaks.len(), 1);
}

#[test]
fn nothing_is_searched_when_nothing_is_secret() {
    let mut sources = Sources::new();
    sources.text("forewarn.yaml", CONFIG);
    sources.text(
        "advisories/a.yaml",
        "id: x_p-2026-0002\npublished: 2026-01-01\nfixed: \"1.2\"\n",
    );
    assert!(guard(&sources).is_idle());
    let locked = b"7z\xBC\xAF\x27\x1C";
    assert_eq!(leaks_in(&sources, "locked.7z", locked), [""; 0]);
}

#[test]
fn the_line_is_that_of_the_output_and_of_several_the_gravest_is_told() {
    let text = "one\ntwo &amp; three\nThe verifier takes a tag of one byte for a whole one: x\\_p-2026-0001\n\n\\u0043VE-2026-40001";
    assert_eq!(
        leaks(text),
        [
            "`index.html:3` holds the id of an advisory that is not public (overlay/advisories/secret.yaml:1)",
            "`index.html:5` holds an alias of an advisory that is not public (overlay/advisories/secret.yaml:2)",
        ]
    );
}

#[test]
fn a_name_that_tells_is_shown_without_what_it_tells() {
    assert_eq!(
        leaks_in(
            &sources(&[]),
            "files/x%5Fp-2026-0001.pdf",
            b"cve-2026-40001"
        ),
        [
            "the name of `files/….pdf` holds the id of an advisory that is not public (overlay/advisories/secret.yaml:1)",
            "`files/….pdf:1` holds an alias of an advisory that is not public (overlay/advisories/secret.yaml:2)",
        ]
    );
}

#[test]
fn a_finding_keeps_its_message_though_its_file_is_withheld() {
    let sources = sources(&[]);
    let path = SitePath::new("feed.atom").unwrap();
    let mut found = Diagnostics::new();
    for leak in guard(&sources).search(&path, b"\nx_p-2026-0001") {
        found.withhold(leak.place.file);
        found.push(leak.diagnostic());
    }
    let (_, finding) = found.sorted(&sources).remove(0);
    assert_eq!(
        finding.message,
        "`feed.atom:2` holds the id of an advisory that is not public"
    );
    assert_eq!(
        finding.primary_label,
        "not shown, since the file is not public; `check --show-secrets` shows it"
    );
}
