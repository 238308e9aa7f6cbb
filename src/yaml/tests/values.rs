//! What the nodes of a tree say they are.

use std::fmt::Write;

use crate::diagnostic::Diagnostics;
use crate::model::Value;
use crate::source::Sources;
use crate::yaml::{Node, read};

fn node(path: &str, text: &str) -> Node {
    let mut sources = Sources::new();
    let file = sources.text(path, text);
    read(&sources, file, &mut Diagnostics::new()).unwrap()
}

/// The value as JSON.
fn json(value: &Value) -> String {
    let mut json = String::new();
    match value {
        Value::Null => json.push_str("null"),
        Value::Bool(value) => write!(json, "{value}").unwrap(),
        Value::Number(text) => json.push_str(text),
        Value::Text(text) => write!(json, "{text:?}").unwrap(),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(self::json).collect();
            write!(json, "[{}]", items.join(", ")).unwrap();
        }
        Value::Map(map) => {
            let members = map.iter();
            let members: Vec<_> = members
                .map(|(k, v)| format!("{k:?}: {}", self::json(v)))
                .collect();
            write!(json, "{{{}}}", members.join(", ")).unwrap();
        }
    }
    json
}

#[test]
fn values_follow_the_core_schema() {
    let cases = [
        (
            "{a: , b: no, c: True}",
            r#"{"a": null, "b": "no", "c": true}"#,
        ),
        (
            "[1.10, 007, 0x1f, +1, .5, .inf, 1_000]",
            r#"[1.10, 7, 31, 1, 0.5, ".inf", "1_000"]"#,
        ),
        (
            "['1', \"null\", !!str 1, !!int '2', 2024-01-01]",
            r#"["1", "null", "1", 2, "2024-01-01"]"#,
        ),
        ("{1: a, true: b}", r#"{"1": "a", "true": "b"}"#),
    ];
    for (yaml, expected) in cases {
        assert_eq!(json(&node("a.yaml", yaml).to_value()), expected, "{yaml}");
    }
    let text = r#"[null, "null", 1.10, 9007199254740993, "1", true]"#;
    assert_eq!(json(&node("a.json", text).to_value()), text);
}

#[test]
fn nodes_describe_themselves() {
    let yaml = "[text, '1', 1, 0x1, .nan, true, yes, ~, [], {}]";
    let described: Vec<_> = node("a.yaml", yaml)
        .as_list()
        .unwrap()
        .iter()
        .map(|item| (item.describe(), item.as_text().map(str::to_owned)))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    let expected = [
        ("a text", text("text")),
        ("a text", text("1")),
        ("a number", text("1")),
        ("a number", text("0x1")),
        ("a number", text(".nan")),
        ("a boolean", text("true")),
        ("a text", text("yes")),
        ("nothing", None),
        ("a list", None),
        ("a map", None),
    ];
    assert_eq!(described, expected);
}
