//! What becomes of findings between a stage and its reader.

use super::*;

fn messages(found: &Diagnostics, sources: &Sources) -> Vec<(Level, String)> {
    let sorted = found.sorted(sources);
    sorted
        .into_iter()
        .map(|(level, d)| (level, d.message.into_owned()))
        .collect()
}

#[test]
fn sorted_by_path_then_place_then_code_and_each_once() {
    let mut sources = Sources::new();
    let b = sources.text("b.yaml", "x\ny\n");
    let a = sources.text("a.yaml", "x\n");
    let mut found = Diagnostics::new();
    for (code, file, start, message) in [
        (Code::UnknownKey, b, 2, "fourth"),
        (Code::UnknownKey, b, 0, "third"),
        (Code::DeadLink, b, 0, "second"),
        (Code::UnknownKey, a, 0, "first"),
        (Code::UnknownKey, a, 0, "first"),
    ] {
        found.push(Diagnostic::new(
            code,
            Span::new(file, start, start + 1),
            message,
        ));
    }
    assert_eq!(
        messages(&found, &sources),
        [
            (Level::Error, "first".to_owned()),
            (Level::Warning, "second".to_owned()),
            (Level::Error, "third".to_owned()),
            (Level::Error, "fourth".to_owned()),
        ]
    );
}

#[test]
fn of_a_flood_the_first_are_kept_and_all_are_counted() {
    let mut sources = Sources::new();
    let flooded = sources.text("a.yaml", "x".repeat(10_300));
    let other = sources.text("b.yaml", "x");
    let mut found = Diagnostics::new();
    for at in 0..10_250 {
        let place = Span::new(flooded, at, at + 1);
        found.push(Diagnostic::new(Code::UnknownKey, place, "unknown"));
        found.push(Diagnostic::new(
            Code::UnknownKey,
            Span::file(other),
            "again",
        ));
    }
    assert_eq!(found.count(Level::Error), 10_251);
    let shown = found.sorted(&sources);
    assert_eq!(shown.len(), 10_002);
    let place = Span::new(flooded, 10_000, 10_001);
    let message = "and 250 more of `unknown-key` in this file".to_owned();
    assert_eq!(
        shown[10_000].1,
        Diagnostic::new(Code::UnknownKey, place, message)
    );
}

#[test]
fn a_level_can_be_raised_and_silenced() {
    let mut sources = Sources::new();
    let file = sources.text("a.yaml", "x");
    let mut found = Diagnostics::new();
    found.push(Diagnostic::new(Code::DeadLink, Span::file(file), "link"));
    found.push(Diagnostic::new(Code::TextTooLong, Span::file(file), "long"));
    assert!(!found.has_errors());

    found.set_level(Code::DeadLink, Some(Level::Error));
    found.set_level(Code::TextTooLong, None);
    assert!(found.has_errors() && found.has_errors_in(file));
    assert_eq!(found.count(Level::Warning), 0);
    assert_eq!(
        messages(&found, &sources),
        [(Level::Error, "link".to_owned())]
    );
}

#[test]
fn of_a_withheld_file_only_the_place_is_left() {
    let mut sources = Sources::new();
    let public = sources.text("a.yaml", "id: A");
    let secret = sources.text("b.yaml", "id: B");
    let mut found = Diagnostics::new();
    found.push(
        Diagnostic::new(Code::DuplicateId, Span::new(public, 4, 5), "taken")
            .label(Span::new(secret, 4, 5), "secret"),
    );
    found.push(
        Diagnostic::new(
            Code::UnknownKey,
            Span::new(secret, 0, 2),
            "secret".to_owned(),
        )
        .here("secret")
        .label(Span::new(public, 0, 2), "secret")
        .help("secret".to_owned()),
    );
    found.push(
        Diagnostic::new(Code::WrongType, Span::new(secret, 4, 5), "fixed words")
            .here("secret")
            .help("of the program"),
    );
    found.withhold(secret);
    let shown: Vec<_> = found.sorted(&sources).into_iter().map(|(_, d)| d).collect();
    assert_eq!(
        shown,
        [
            Diagnostic::new(Code::DuplicateId, Span::new(public, 4, 5), "taken"),
            Diagnostic::new(
                Code::UnknownKey,
                Span::new(secret, 0, 2),
                "a key is not known"
            )
            .here("not shown, since the file is not public; `check --show-secrets` shows it")
            .help("`forewarn explain unknown-key` tells more"),
            Diagnostic::new(Code::WrongType, Span::new(secret, 4, 5), "fixed words")
                .here("not shown, since the file is not public; `check --show-secrets` shows it")
                .help("of the program"),
        ]
    );
}

#[test]
fn findings_of_two_stages_about_one_file_are_all_kept() {
    let mut sources = Sources::new();
    let file = sources.text("a.yaml", "x".repeat(300));
    let finding = |at: usize| {
        let place = Span::new(file, at, at + 1);
        Diagnostic::new(Code::EventOrder, place, format!("at {at}"))
    };
    let mut found = Diagnostics::new();
    found.push(finding(0));
    let mut later = Diagnostics::new();
    later.push(finding(1));
    found.append(later);
    let both = [
        (Level::Error, "at 0".to_owned()),
        (Level::Error, "at 1".to_owned()),
    ];
    assert_eq!(messages(&found, &sources), both);

    let mut flood = Diagnostics::new();
    for at in 0..150 {
        flood.push(finding(at));
    }
    found.append(flood);
    assert_eq!(found.count(Level::Error), 150);
}
