//! Reading costs what the length of a text allows, whatever is in it.

use pulldown_cmark::{Event, Tag};

use super::super::line::WORK;
use super::read;

/// What takes long when it is repeated, where something is looked for to the end.
const PIECES: [(&str, &str); 38] = [
    ("emphasis", "*a "),
    ("strong", "**a "),
    ("stars", "*"),
    ("backquotes", "`a "),
    ("backquotes alone", "`"),
    ("literals", "``a "),
    ("roles", ":a:`b "),
    ("colons", ":a"),
    ("closed roles", "`a`:b"),
    ("bars", "|a "),
    ("brackets", "[a"),
    ("underscores", "a_ "),
    ("targets", "_`a "),
    ("escapes", "\\"),
    ("addresses", "a://b "),
    ("a long line", "word "),
    ("a paragraph", "word\n"),
    ("empty lines", "\n"),
    ("items", "- a\n"),
    ("items in a line", "- "),
    ("quotes", "a\n  b\nc\nd\n  e\n\n"),
    ("numbers", "1. a\n"),
    ("letters", "i. a\n\nj. b\n"),
    ("fields", ":a: b\n"),
    ("options", "-a  b\n"),
    ("code", "a::\n\n  b\n"),
    ("quoted code", "a::\n\n> b\n"),
    ("announced code", "::\n\n"),
    ("titles", "a\n====\n"),
    ("lines", "====\n"),
    ("borders", "== ==\n"),
    ("borders apart", "== ==\na  b\n\n"),
    ("grids", "+--+--+\n| a | b |\n"),
    ("comments", ".. a\n"),
    ("points", ".. "),
    ("directives", ".. note:: a\n"),
    ("directives in a line", ".. note:: "),
    ("notes", ".. [1] a\n"),
];

/// A text of some length.
type Text = fn(usize) -> String;

/// Texts of more parts, by the length of each.
const TEXTS: [(&str, Text); 9] = [
    ("an item apart", |n| format!("- a{}b", "\n".repeat(n))),
    ("cells", |n| {
        format!(".. csv-table::\n\n  {}", "\" ".repeat(n))
    }),
    ("rows", |n| {
        format!(".. list-table::\n\n{}", "  * - a\n".repeat(n))
    }),
    ("columns", |n| {
        let border = "= ".repeat(n);
        format!("{border}\n{}{border}", "a\n".repeat(n))
    }),
    ("substitutions", |n| {
        let words = "b *c* ".repeat(n);
        format!("{}\n\n.. |a| replace:: {words}", "|a| ".repeat(n))
    }),
    ("links by name", |n| {
        format!("{}\n\n.. _a: {}", "a_ ".repeat(n), "b".repeat(n))
    }),
    ("links of substitutions", |n| {
        let links = "|a|_ ".repeat(n);
        format!("{links}\n\n.. |a| replace:: b\n.. _a: {}", "c".repeat(n))
    }),
    ("links to a section", |n| {
        let title = "b".repeat(n);
        format!("{title}\n====\n\n.. _a:\n\n{}", "a_ ".repeat(n))
    }),
    ("names for names", |n| {
        let name = "b".repeat(n);
        let links = "a_ ".repeat(n);
        format!("{links}\n\n.. _a: {name}_\n.. _{name}: c")
    }),
];

/// Lines and signs that are looked at, events, and the bytes in them.
fn cost(text: &str) -> usize {
    WORK.set(0);
    let events = read(text).events;
    let bytes = events.iter().map(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) => text.len(),
        Event::Start(Tag::Link { dest_url, .. }) => dest_url.len(),
        _ => 0,
    });
    WORK.get() + events.len() + bytes.sum::<usize>()
}

#[test]
fn the_cost_of_a_text_grows_as_the_text_does() {
    /// Where something is filled in up to a limit, that is reached before.
    const SMALL: usize = 4_000;
    let check = |name: &str, shape: &dyn Fn(usize) -> String| {
        let (one, four) = (cost(&shape(SMALL)), cost(&shape(4 * SMALL)));
        assert!(
            four <= 5 * one,
            "{name}: {one}, and {four} of four times it"
        );
    };
    for (name, piece) in PIECES {
        check(name, &|n| piece.repeat(n));
    }
    for (name, text) in TEXTS {
        check(name, &text);
    }
}

/// A text of nested lists is as long as the square of their number.
#[test]
fn the_cost_of_lists_in_lists_grows_as_the_text_does() {
    let nested = |depths: usize| {
        let items = (0..depths).map(|depth| format!("{}- a\n\n", " ".repeat(2 * depth)));
        items.collect::<Vec<_>>().concat()
    };
    let (one, four) = (nested(300), nested(600));
    assert!(cost(&four) * one.len() <= 2 * cost(&one) * four.len());
}

#[test]
fn what_lies_too_deep_is_text_and_told_once() {
    let text = "- ".repeat(40) + "a\n\n" + &"> ".repeat(3) + &"- ".repeat(40) + "b\n";
    let read = read(&text);
    let faults: Vec<_> = read.faults.iter().map(|fault| &fault.message).collect();
    assert_eq!(faults, ["blocks lie more than 32 deep in one another"]);
    let words = read.events.iter().filter_map(|(event, _)| match event {
        Event::Text(text) => Some(&**text),
        _ => None,
    });
    assert_eq!(
        words.collect::<Vec<_>>(),
        [
            "- - - - - - - - a",
            "> > > - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - b"
        ]
    );
}
