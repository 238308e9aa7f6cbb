//! What a table gives, and what it reports.

use super::findings;
use crate::diagnostic::Diagnostics;
use crate::source::{Sources, Spanned};
use crate::yaml::{Key, Keys, Table, Takes, key, read, texts_of};

const fn named(name: &'static str) -> Key {
    key(name, Takes::Anything, "1", "nothing")
}

const fn advisory(keys: &'static [Key]) -> Keys {
    Keys::new("an advisory", keys)
}

static LETTERS: Keys = advisory(&[
    named("a"),
    named("b"),
    named("c"),
    named("d"),
    named("e"),
    named("f"),
    named("g"),
]);

static WORDS: Keys = advisory(&[named("summary"), named("last_affected"), named("fixed")]);

static MANY: Keys = advisory(&[
    named("aa"),
    named("bb"),
    named("cc"),
    named("dd"),
    named("ee"),
    named("ff"),
    named("gg"),
    named("hh"),
    named("ii"),
    named("jj"),
]);

static ONE: Keys = advisory(&[named("b")]);

/// Reads `yaml`, lets `take` have its table, and returns what that returned
/// with the findings.
fn taking<T>(
    keys: &'static Keys,
    yaml: &str,
    take: impl FnOnce(Table<'_>, &mut Diagnostics) -> T,
) -> (T, Vec<String>, Vec<Option<String>>) {
    let mut sources = Sources::new();
    let file = sources.text("a.yaml", yaml);
    let mut out = Diagnostics::new();
    let node = read(&sources, file, &mut out).unwrap();
    let table = Table::new(&node, keys, &mut out).unwrap();
    let taken = take(table, &mut out);
    let helps = out
        .sorted(&sources)
        .into_iter()
        .map(|(_, d)| d.help.map(Into::into))
        .collect();
    (taken, findings(&sources, &out), helps)
}

fn show<T: ToString>(taken: Option<Spanned<T>>) -> String {
    taken.map_or("-".to_owned(), |t| {
        format!("{}@{:?}", t.value.to_string(), t.span.range())
    })
}

#[test]
fn only_a_map_is_a_table() {
    for (yaml, found) in [("[a]", "a list"), ("a", "a text"), ("~", "nothing")] {
        let mut sources = Sources::new();
        let file = sources.text("a.yaml", yaml);
        let mut out = Diagnostics::new();
        let node = read(&sources, file, &mut out).unwrap();
        assert!(Table::new(&node, &LETTERS, &mut out).is_none());
        let end = yaml.len();
        let expected = format!("wrong-type@0..{end} an advisory must be a map, not {found}");
        assert_eq!(findings(&sources, &out), [expected]);
    }
}

#[test]
fn a_null_is_there_but_has_no_value() {
    let (found, findings, _) = taking(&LETTERS, "a: ~\nb: 1\n", |mut table, _| {
        let here = [table.take("a"), table.take("b"), table.take("c")].map(|e| e.is_some());
        let valued = [table.take_value("a"), table.take_value("b")].map(|e| e.is_some());
        (here, valued)
    });
    assert_eq!(found, ([true, true, false], [false, true]));
    assert_eq!(findings, [""; 0]);
}

#[test]
fn required_keys_are_missed_where_they_belong() {
    let (found, findings, _) = taking(&LETTERS, "a: 1\nb:\n", |mut table, out| {
        ["a", "b", "c"].map(|key| table.required(key, out).is_some())
    });
    assert_eq!(found, [true, false, false]);
    let expected = [
        "missing-key@0..1 an advisory needs `c`",
        "missing-key@5..6 `b` has no value",
    ];
    assert_eq!(findings, expected);

    let (_, findings, _) = taking(&LETTERS, " {}", |mut table, out| {
        table.required("c", out).is_some()
    });
    assert_eq!(findings, ["missing-key@1..3 an advisory needs `c`"]);
}

#[test]
fn texts_are_scalars() {
    let (found, findings, _) = taking(&LETTERS, "a: 1.10\nb: [x]\nc: ~\n", |mut table, out| {
        ["a", "b", "c", "d"].map(|key| show(table.text(key, out)))
    });
    assert_eq!(found, ["1.10@3..7", "-", "-", "-"]);
    let expected = [
        "wrong-type@11..14 `b` takes a text, not a list",
        "wrong-type@18..19 `c` takes a text, not nothing",
    ];
    assert_eq!(findings, expected);
}

#[test]
fn one_text_is_as_good_as_a_list_and_every_wrong_item_is_reported() {
    let yaml = "a: x\nb: [y, {}, 1, ~]\nc: {}\nd: ~\ne: []\n";
    let (found, findings, _) = taking(&LETTERS, yaml, |mut table, out| {
        ["a", "b", "c", "d", "e", "f"].map(|key| {
            let texts = table.texts(key, out);
            texts.map(|texts| texts.into_iter().map(|t| show(Some(t))).collect::<Vec<_>>())
        })
    });
    let list = |items: &[&str]| Some(items.iter().map(|&item| item.to_owned()).collect());
    let expected = [
        list(&["x@3..4"]),
        list(&["y@9..10", "1@16..17"]),
        None,
        None,
        list(&[]),
        None,
    ];
    assert_eq!(found, expected);
    let expected = [
        "wrong-type@12..14 `b` takes a list of texts, not a map",
        "wrong-type@19..20 `b` takes a list of texts, not nothing",
        "wrong-type@25..27 `c` takes a text or a list of texts, not a map",
    ];
    assert_eq!(findings, expected);
}

#[test]
fn a_null_of_its_own_is_no_text() {
    let mut sources = Sources::new();
    let file = sources.text("a.yaml", "~");
    let mut out = Diagnostics::new();
    let node = read(&sources, file, &mut out).unwrap();
    assert_eq!(texts_of(&node, "a\u{7}", &mut out), None);
    assert_eq!(
        findings(&sources, &out),
        ["wrong-type@0..1 `a\\u{7}` takes a text or a list of texts, not nothing"]
    );
}

#[test]
fn flags_are_true_or_false_and_nothing_else() {
    let yaml = "a: true\nb: FALSE\nc: yes\nd: \"true\"\ne: ~\nf: 1\n";
    let (found, findings, _) = taking(&LETTERS, yaml, |mut table, out| {
        ["a", "b", "c", "d", "e", "f", "g"].map(|key| show(table.flag(key, out)))
    });
    assert_eq!(
        found,
        ["true@3..7", "false@11..16", "-", "-", "-", "-", "-"]
    );
    let expected = [
        "wrong-type@20..23 `c` takes `true` or `false`, not a text",
        "wrong-type@27..33 `d` takes `true` or `false`, not a text",
        "wrong-type@37..38 `e` takes `true` or `false`, not nothing",
        "wrong-type@42..43 `f` takes `true` or `false`, not a number",
    ];
    assert_eq!(findings, expected);
}

#[test]
fn what_is_no_key_is_unknown() {
    let yaml = "summary: x\nsumary: x\nlast-affected: 1\nfix: 1\nzzz: 1\n\"\\e\": 1\n";
    let ((), findings, helps) = taking(&WORDS, yaml, |table, out| {
        table.finish(out);
    });
    let expected = [
        "unknown-key@11..17 unknown key `sumary` in an advisory",
        "unknown-key@21..34 unknown key `last-affected` in an advisory",
        "unknown-key@38..41 unknown key `fix` in an advisory",
        "unknown-key@45..48 unknown key `zzz` in an advisory",
        "unknown-key@52..56 unknown key `\\u{1b}` in an advisory",
    ];
    assert_eq!(findings, expected);
    let known = "known here: `fixed`, `last_affected`, `summary`";
    let expected = [
        "did you mean `summary`?",
        "did you mean `last_affected`?",
        known,
        known,
        known,
    ];
    assert_eq!(helps, expected.map(|help| Some(help.to_owned())));
}

#[test]
fn many_known_keys_are_not_listed() {
    let ((), _, helps) = taking(&MANY, "zzz: 1\n", |table, out| {
        table.finish(out);
    });
    assert_eq!(helps, [None]);
}

#[test]
fn the_rest_is_what_is_no_key() {
    let (rest, findings, _) = taking(&ONE, "a: 1\nb: 2\nc: 3\n", |table, _| {
        assert_eq!(table.span().range(), 0..14);
        table
            .rest()
            .map(|e| e.key.value.clone())
            .collect::<Vec<_>>()
    });
    assert_eq!(rest, ["a", "c"]);
    assert_eq!(findings, [""; 0]);
}

#[test]
#[should_panic(expected = "`z` of an advisory is no key")]
fn a_key_that_is_in_no_table_cannot_be_taken() {
    taking(&LETTERS, "a: 1\n", |mut table, _| table.take("z").is_some());
}
