use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::emit::{Format, emit};
use crate::source::{FileId, Sources, Span};

/// Where `text` stands in `file`.
fn span(sources: &Sources, file: FileId, text: &str) -> Span {
    let start = sources.get(file).quotable().find(text).unwrap();
    Span::new(file, start, start + text.len())
}

/// What is printed about `fault` in `text`.
fn about(text: &str, fault: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.text("a.yaml", text);
    let place = span(&sources, file, fault);
    print(
        &sources,
        Diagnostic::new(Code::InvalidValue, place, "message").here("here"),
    )
}

fn print(sources: &Sources, diagnostic: Diagnostic) -> String {
    let mut found = Diagnostics::new();
    found.push(diagnostic);
    emit(Format::Human, &found, sources, false)
}

#[test]
fn line_ends_of_windows_are_line_ends() {
    assert_eq!(
        about("id: A\r\nid: B\r\n", "id: B"),
        "\
error[invalid-value]: message
 --> a.yaml:2:1
  |
2 | id: B
  | ^^^^^ here
"
    );
}

#[test]
fn underlines_stay_under_their_text_after_tabs_wide_and_hidden_characters() {
    assert_eq!(
        about("\t中文 e\u{301} \u{1b}[2J\u{202e}\u{9b}\r x", "x"),
        "\
error[invalid-value]: message
 --> a.yaml:1:16
  |
1 |     中文 e\u{301} ␛[2J��␍ x
  |                    ^ here
"
    );
}

#[test]
fn a_long_block_shows_its_beginning_and_end() {
    let items: Vec<_> = (1..=9).map(|n| format!("  - item{n}\n")).collect();
    let block = items.concat();
    assert_eq!(
        about(
            &format!("list:\n{block}\n\nnext: 1\n"),
            &(block.clone() + "\n\n")
        ),
        "\
error[invalid-value]: message
  --> a.yaml:2:1
   |
 2 | /   - item1
 3 | |   - item2
 4 | |   - item3
 5 | |   - item4
...  |
 9 | |   - item8
10 | |   - item9
   | |_________^ here
"
    );
}

#[test]
fn a_long_line_is_cut_around_its_fault() {
    let filler = "word ".repeat(1000);
    let printed = about(&format!("a: {filler}fault {filler}"), "fault");
    assert!(printed.contains(" --> a.yaml:1:5004\n"), "{printed}");
    let lines: Vec<_> = printed.lines().map(|line| line.chars().count()).collect();
    assert!(lines.iter().all(|&width| width <= 140), "{printed}");
    let (quoted, marked) = (
        printed.lines().nth(3).unwrap(),
        printed.lines().nth(4).unwrap(),
    );
    assert_eq!(quoted.find("fault"), marked.find("^^^^^ here"), "{printed}");
}

#[test]
fn a_long_fault_is_marked_at_its_beginning() {
    let printed = about(
        &format!("a: {}\n", "x".repeat(100_000)),
        &"x".repeat(100_000),
    );
    let marked = format!("  |    {} here", "^".repeat(100));
    assert_eq!(printed.lines().nth(4), Some(&*marked));
    assert!(printed.len() < 500, "{printed}");
}

#[test]
fn places_far_apart_have_frames_of_their_own() {
    let mut sources = Sources::new();
    let file = sources.text(
        "a.json",
        format!("{{\"a\":1,{}\"b\":2}}", "\"word\":3,".repeat(50_000)),
    );
    let finding = Diagnostic::new(Code::DuplicateKey, span(&sources, file, "\"b\""), "message")
        .label(span(&sources, file, "\"a\""), "first here");
    let printed = print(&sources, finding);
    assert!(printed.contains("\n ::: a.json:1:2\n"), "{printed}");
    assert!(printed.len() < 800, "{printed}");
}

#[test]
fn the_end_of_a_file_is_a_place() {
    let mut sources = Sources::new();
    let file = sources.text("a.yaml", "id: A\n");
    let end = Diagnostic::new(
        Code::YamlSyntax,
        Span::new(file, 6, 6),
        "the file ends here",
    );
    assert_eq!(
        print(&sources, end),
        "\
error[yaml-syntax]: the file ends here
 --> a.yaml:2:1
  |
2 |
  | ^
"
    );
}

#[test]
fn a_fault_of_the_whole_file_shows_its_path_only() {
    let mut sources = Sources::new();
    let file = sources.text("a.yaml", "id: A\n");
    let whole = Diagnostic::new(Code::FileRefused, Span::file(file), "too large").help("split it");
    assert_eq!(
        print(&sources, whole),
        "\
error[file-refused]: too large
--> a.yaml
 = help: split it
"
    );
}

#[test]
fn a_flood_of_faults_on_one_long_line_ends_in_places_only() {
    let mut sources = Sources::new();
    let file = sources.text("a.json", "a,".repeat(1 << 20));
    let mut found = Diagnostics::new();
    for n in 0..10 {
        let place = Span::new(file, 2 * n, 2 * n + 1);
        found.push(Diagnostic::new(Code::UnknownKey, place, "message"));
    }
    let printed = emit(Format::Human, &found, &sources, false);
    assert_eq!(printed.matches("1 | a,a,").count(), 8, "{printed}");
    assert!(
        printed.ends_with("\nerror[unknown-key]: message\n--> a.json:1:19\n"),
        "{printed}"
    );
}
