//! Input that is made to take time, memory or the stack.

use std::fmt::Write;

use super::read_as;
use crate::yaml::budget::{DEPTH, NODES};

const TOO_DEEP: &str = "more than 64 lists and maps inside one another";

/// The findings, without the place.
fn messages(path: &str, text: &str) -> Vec<String> {
    let findings = read_as(path, text).1;
    findings
        .iter()
        .map(|line| line.split_once(' ').unwrap().1.to_owned())
        .collect()
}

#[test]
fn sixty_four_levels_are_read_and_no_more() {
    let flow = |depth| "[".repeat(depth) + &"]".repeat(depth);
    let maps = |depth| "{a: ".repeat(depth) + &"}".repeat(depth);
    let block = |depth| "- ".repeat(depth) + "x\n";
    let objects = |depth| "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
    let none = [""; 0];
    assert_eq!(messages("a.yaml", &flow(DEPTH)), none);
    assert_eq!(messages("a.yaml", &maps(DEPTH)), none);
    assert_eq!(messages("a.yaml", &block(DEPTH)), none);
    assert_eq!(messages("a.json", &flow(DEPTH)), none);
    assert_eq!(messages("a.json", &objects(DEPTH)), none);
    assert_eq!(messages("a.yaml", &flow(DEPTH + 1)), [TOO_DEEP]);
    assert_eq!(messages("a.yaml", &maps(DEPTH + 1)), [TOO_DEEP]);
    assert_eq!(messages("a.yaml", &block(DEPTH + 1)), [TOO_DEEP]);
    assert_eq!(messages("a.json", &flow(DEPTH + 1)), [TOO_DEEP]);
    assert_eq!(messages("a.json", &objects(DEPTH + 1)), [TOO_DEEP]);
}

#[test]
fn absurd_depth_ends_at_once() {
    let brackets = "[".repeat(1 << 20);
    assert_eq!(messages("a.yaml", &brackets), [TOO_DEEP]);
    assert_eq!(messages("a.json", &brackets), [TOO_DEEP]);
    assert_eq!(messages("a.yaml", &"- ".repeat(1 << 20)), [TOO_DEEP]);
    assert_eq!(messages("a.yaml", &"? ".repeat(1 << 20)), [TOO_DEEP]);
}

#[test]
fn aliases_count_as_often_as_they_are_used() {
    let mut laughs = String::from("- &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for level in 1..10 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        writeln!(laughs, "- &a{level} [{aliases}]").unwrap();
    }
    assert_eq!(
        messages("a.yaml", &laughs),
        ["the file holds more than 250,000 keys and values"]
    );

    let long = format!("- &a {}\n{}", "x".repeat(100_000), "- *a\n".repeat(20_000));
    assert_eq!(
        messages("a.yaml", &long),
        ["the file holds more than 16 MiB of text"]
    );

    // Each level is one deeper than what it names.
    let mut ladder = String::from("- &a0 []\n");
    for level in 1..DEPTH {
        writeln!(ladder, "- &a{level} [*a{}]", level - 1).unwrap();
    }
    assert_eq!(messages("a.yaml", &ladder), [TOO_DEEP]);
}

#[test]
fn anchors_inside_anchors_do_not_multiply() {
    let mut nested = String::new();
    for level in 0..50 {
        write!(nested, "&a{level} [").unwrap();
    }
    nested.push_str(&"x, ".repeat(20_000));
    nested.push_str(&"]".repeat(50));
    assert_eq!(
        messages("a.yaml", &nested),
        ["the file holds more than 250,000 keys and values"]
    );
}

#[test]
fn a_file_holds_so_many_nodes_and_no_more() {
    for path in ["a.yaml", "a.json"] {
        let list = |items: usize| format!("[{}0]", "0,".repeat(items - 1));
        assert_eq!(messages(path, &list(NODES - 1)), [""; 0]);
        assert_eq!(
            messages(path, &list(NODES)),
            ["the file holds more than 250,000 keys and values"]
        );
    }
}

#[test]
fn many_equal_and_many_different_keys_are_read_in_linear_time() {
    let mut different = String::new();
    for key in 0..100_000 {
        writeln!(different, "k{key}: 1").unwrap();
    }
    assert_eq!(messages("a.yaml", &different), [""; 0]);
    // The first ten thousand, and how many more there are.
    let equal = messages("a.yaml", &"k: 1\n".repeat(20_000));
    assert_eq!(equal.len(), 10_001);
    assert_eq!(
        equal[10_000],
        "and 9999 more of `duplicate-key` in this file"
    );
}
