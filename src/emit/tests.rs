use proptest::prelude::*;
use serde_json::{Value, json};

use super::escape::is_hidden;
use super::{Format, emit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// Where `text` stands in `file`.
fn span(sources: &Sources, file: FileId, text: &str) -> Span {
    let start = sources.get(file).quotable().find(text).unwrap();
    Span::new(file, start, start + text.len())
}

/// Four findings: with a second place, with one in another file, over several
/// lines, and in a file that is withheld.
fn example() -> (Diagnostics, Sources) {
    let mut sources = Sources::new();
    let ranges = sources.text(
        "advisories/x_tinysig-2026-0003.yaml",
        "id: x_tinysig-2026-0001\nevents:\n  - introduced: 1.5.0\n  - fixed: 1.4.0\n",
    );
    let first = sources.text("advisories/old one.yaml", "id: X_TINYSIG-2026-0001\n");
    let list = sources.text(
        "content/supported-versions.yaml",
        "package: PyPI/tinysig\nreleases:\n  - {version: 1.4.0}\n  - {version: 1.5.0}\nsupport: 1\n",
    );
    let secret = sources.text(
        "advisories/z.yaml",
        "summary: A forged signature\nfixd: 1.5.0\n",
    );

    let mut found = Diagnostics::new();
    found.push(
        Diagnostic::new(
            Code::EventOrder,
            span(&sources, ranges, "1.4.0"),
            "`fixed` 1.4.0 is not after `introduced` 1.5.0",
        )
        .here("and would close before it")
        .label(span(&sources, ranges, "1.5.0"), "the range opens here")
        .help("order the events"),
    );
    found.push(
        Diagnostic::new(
            Code::DuplicateId,
            span(&sources, ranges, "x_tinysig-2026-0001"),
            "the id `x_tinysig-2026-0001` is taken",
        )
        .label(span(&sources, first, "X_TINYSIG-2026-0001"), "first here"),
    );
    found.push(Diagnostic::new(
        Code::DeadLink,
        span(&sources, list, "- {version: 1.4.0}\n  - {version: 1.5.0}\n"),
        "no release has a date",
    ));
    found.push(
        Diagnostic::new(
            Code::UnknownKey,
            span(&sources, secret, "fixd"),
            "the key `fixd` is not known".to_owned(),
        )
        .label(span(&sources, secret, "summary"), "among these")
        .help("write `fixed`".to_owned()),
    );
    found.withhold(secret);
    (found, sources)
}

fn printed(format: Format) -> String {
    let (found, sources) = example();
    emit(format, &found, &sources, false)
}

#[test]
fn human_shows_the_lines_of_every_place() {
    assert_eq!(
        printed(Format::Human),
        "\
error[duplicate-id]: the id `x_tinysig-2026-0001` is taken
 --> advisories/x_tinysig-2026-0003.yaml:1:5
  |
1 | id: x_tinysig-2026-0001
  |     ^^^^^^^^^^^^^^^^^^^
  |
 ::: advisories/old one.yaml:1:5
  |
1 | id: X_TINYSIG-2026-0001
  |     ------------------- first here

error[event-order]: `fixed` 1.4.0 is not after `introduced` 1.5.0
 --> advisories/x_tinysig-2026-0003.yaml:4:12
  |
3 |   - introduced: 1.5.0
  |                 ----- the range opens here
4 |   - fixed: 1.4.0
  |            ^^^^^ and would close before it
  |
  = help: order the events

error[unknown-key]: a key is not known
 --> advisories/z.yaml:2:1
  |
2 | ····· ·····
  | ^^^^ not shown, since the file is not public; `check --show-secrets` shows it
  |
  = help: `forewarn explain unknown-key` tells more

warning[dead-link]: no release has a date
 --> content/supported-versions.yaml:3:3
  |
3 | /   - {version: 1.4.0}
4 | |   - {version: 1.5.0}
  | |____________________^
"
    );
}

#[test]
fn short_is_a_line_a_finding() {
    assert_eq!(
        printed(Format::Short),
        "\
advisories/x_tinysig-2026-0003.yaml:1:5: error[duplicate-id]: the id `x_tinysig-2026-0001` is taken
advisories/x_tinysig-2026-0003.yaml:4:12: error[event-order]: `fixed` 1.4.0 is not after `introduced` 1.5.0
advisories/z.yaml:2:1: error[unknown-key]: a key is not known
content/supported-versions.yaml:3:3: warning[dead-link]: no release has a date
"
    );
}

#[test]
fn github_is_a_workflow_command_a_finding() {
    assert_eq!(
        printed(Format::Github),
        "\
::error file=advisories/x_tinysig-2026-0003.yaml,line=1,endLine=1,col=5,endColumn=24,title=duplicate-id::the id `x_tinysig-2026-0001` is taken%0Aadvisories/old one.yaml:1:5: first here
::error file=advisories/x_tinysig-2026-0003.yaml,line=4,endLine=4,col=12,endColumn=17,title=event-order::`fixed` 1.4.0 is not after `introduced` 1.5.0%0Ahere: and would close before it%0Aadvisories/x_tinysig-2026-0003.yaml:3:17: the range opens here%0Ahelp: order the events
::error file=advisories/z.yaml,line=2,endLine=2,col=1,endColumn=5,title=unknown-key::a key is not known%0Ahere: not shown, since the file is not public; `check --show-secrets` shows it%0Ahelp: `forewarn explain unknown-key` tells more
::warning file=content/supported-versions.yaml,line=3,endLine=5,title=dead-link::no release has a date
"
    );
}

#[test]
fn json_is_one_document() {
    let range = "advisories/x_tinysig-2026-0003.yaml";
    let place = |path, start: (u32, u32), end: (u32, u32)| {
        json!({
            "path": path,
            "start": {"line": start.0, "column": start.1},
            "end": {"line": end.0, "column": end.1},
        })
    };
    let document: Value = serde_json::from_str(&printed(Format::Json)).unwrap();
    assert_eq!(
        document,
        json!({
            "version": 1,
            "diagnostics": [
                {
                    "level": "error",
                    "code": "duplicate-id",
                    "message": "the id `x_tinysig-2026-0001` is taken",
                    "place": place(range, (1, 5), (1, 24)),
                    "label": null,
                    "labels": [
                        {"place": place("advisories/old one.yaml", (1, 5), (1, 24)), "text": "first here"},
                    ],
                    "help": null,
                },
                {
                    "level": "error",
                    "code": "event-order",
                    "message": "`fixed` 1.4.0 is not after `introduced` 1.5.0",
                    "place": place(range, (4, 12), (4, 17)),
                    "label": "and would close before it",
                    "labels": [
                        {"place": place(range, (3, 17), (3, 22)), "text": "the range opens here"},
                    ],
                    "help": "order the events",
                },
                {
                    "level": "error",
                    "code": "unknown-key",
                    "message": "a key is not known",
                    "place": place("advisories/z.yaml", (2, 1), (2, 5)),
                    "label": "not shown, since the file is not public; `check --show-secrets` shows it",
                    "labels": [],
                    "help": "`forewarn explain unknown-key` tells more",
                },
                {
                    "level": "warning",
                    "code": "dead-link",
                    "message": "no release has a date",
                    "place": place("content/supported-versions.yaml", (3, 3), (5, 1)),
                    "label": null,
                    "labels": [],
                    "help": null,
                },
            ],
            "changes": null,
        })
    );
}

#[test]
fn nothing_found_prints_nothing_or_a_document_without_findings() {
    let nothing = |format| emit(format, &Diagnostics::new(), &Sources::new(), false);
    assert_eq!(nothing(Format::Human), "");
    assert_eq!(nothing(Format::Short), "");
    assert_eq!(nothing(Format::Github), "");
    assert_eq!(
        nothing(Format::Json),
        "{\n  \"version\": 1,\n  \"diagnostics\": [],\n  \"changes\": null\n}\n"
    );
    let log: serde_json::Value = serde_json::from_str(&nothing(Format::Sarif)).unwrap();
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn formats_are_found_by_their_names() {
    for format in Format::ALL {
        assert_eq!(format.as_str().parse(), Ok(format));
    }
    assert_eq!(
        "xml".parse::<Format>().unwrap_err().to_string(),
        "`xml` is not a format; write human, short, json, github or sarif"
    );
}

/// `text` without the sequences that set colours.
fn without_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (color, rest) = part.split_once('m').unwrap();
        assert!(
            color.bytes().all(|b| b.is_ascii_digit() || b == b';'),
            "{color:?}"
        );
        out.push_str(rest);
    }
    out
}

#[test]
fn colors_change_nothing_else() {
    let (found, sources) = example();
    let colored = emit(Format::Human, &found, &sources, true);
    assert!(colored.contains("\u{1b}["));
    assert_eq!(without_colors(&colored), printed(Format::Human));
}

/// Text of pieces that are hard to print.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ a-f:{}\\[\\]/]{1,12}",
        1 => "[a ]{150,400}",
        2 => Just("\n".to_owned()),
        2 => prop::sample::select(vec![
            "\r\n", "\r", "\t", "\u{1b}[31m", "\u{7}", "\u{9b}", "\u{7f}", "\u{85}", "\u{202e}", "\u{2066}",
            "\u{2028}", "\u{feff}", "\u{200d}", "\u{e0041}", "\0", "中文", "é", "e\u{301}", "👩\u{200d}👧",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn whatever_the_input_nothing_panics_and_no_terminal_is_driven(
        texts in prop::collection::vec((hostile(), hostile()), 2),
        words in prop::collection::vec(hostile(), 4),
        places in prop::collection::vec((0..2_usize, 0..900_usize, 0..900_usize), 1..5),
        withhold in any::<bool>(),
    ) {
        let mut sources = Sources::new();
        let files: Vec<_> = texts
            .into_iter()
            .map(|(path, text)| sources.text(path, text))
            .collect();
        let mut spans = places.into_iter().map(|(file, start, length)| {
            let size = sources.get(files[file]).bytes().len() + 2;
            Span::new(files[file], start % size, start % size + length % size)
        });
        let mut diagnostic = Diagnostic::new(Code::UnknownKey, spans.next().unwrap(), words[0].clone())
            .here(&words[1])
            .help(words[2].clone());
        for span in spans {
            diagnostic = diagnostic.label(span, &words[3]);
        }
        let mut found = Diagnostics::new();
        found.push(diagnostic);
        if withhold {
            found.withhold(files[0]);
        }
        let colored = emit(Format::Human, &found, &sources, true);
        let outputs = Format::ALL.map(|format| emit(format, &found, &sources, false));
        prop_assert_eq!(&without_colors(&colored), &outputs[0]);
        for output in outputs {
            prop_assert!(!output.contains(|c| c != '\n' && is_hidden(c)), "{:?}", output);
            prop_assert!(output.ends_with('\n'));
        }
    }

    // The alphabet occurs in no words of ours, so that any character of it in
    // an output is text of the file.
    #[test]
    fn nothing_of_a_withheld_file_is_printed(
        text in "[αβγδεζηθικλ \n\t\u{85}]{1,80}",
        (start, end) in (0..80_usize, 0..80_usize),
    ) {
        let mut sources = Sources::new();
        let public = sources.text("advisories/A.yaml", "id: A\n");
        let secret = sources.text("advisories/B.yaml", text.clone());
        let mut found = Diagnostics::new();
        found.push(
            Diagnostic::new(Code::UnknownKey, Span::new(secret, start, end), text.clone())
                .here(&text)
                .label(Span::new(secret, end, start), &text)
                .help(text.clone()),
        );
        found.push(
            Diagnostic::new(Code::DuplicateId, Span::new(public, 4, 5), "taken")
                .label(Span::new(secret, start, end), &text),
        );
        found.withhold(secret);
        for format in Format::ALL {
            let output = emit(format, &found, &sources, false);
            prop_assert!(!output.contains(|c| ('α'..='λ').contains(&c)), "{}", output);
        }
    }
}
