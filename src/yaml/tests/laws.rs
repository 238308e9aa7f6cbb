//! What holds for any text and any value.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::findings;
use crate::diagnostic::Diagnostics;
use crate::model::Value;
use crate::source::{Sources, Span};
use crate::yaml::{Kind, Node, read};

/// Texts of which many are nearly YAML or JSON.
fn markup() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        4 => prop::sample::select(vec![
            "\n", "\n  ", "\n    ", " ", "- ", ": ", "? ", "a", "b", "é", "1.10", "null", "true",
        ]),
        2 => prop::sample::select(vec![
            "[", "]", "{", "}", ",", ", ", ":", "\"", "'", "\"a\"", "'é'", "# c\n", "&a ", "*a", "*a ",
        ]),
        1 => prop::sample::select(vec![
            "!!str ", "!!seq ", "!x", "| \n", ">-\n", "|2+\n", "<<", "\t", "\r\n", "\r", "---\n", "...\n",
            "%TAG ! !x\n", "\\", "\\n", "\\u00e9", "\\ud83d\\ude00", "\u{feff}", "\u{1b}", "\u{2028}", "~", "@",
        ]),
    ];
    prop::collection::vec(token, 0..40).prop_map(|tokens| tokens.concat())
}

/// Reads `text` and checks every span that comes out.
fn reads_well(path: &str, text: &str) -> Result<(), TestCaseError> {
    let mut sources = Sources::new();
    let file = sources.text(path, text);
    let mut out = Diagnostics::new();
    let node = read(&sources, file, &mut out);
    if let Some(node) = &node {
        spans_nest(node, text)?;
        node.to_value();
    } else {
        prop_assert!(out.has_errors(), "nothing was read, and nothing reported");
    }
    for (_, found) in out.sorted(&sources) {
        for span in [found.primary]
            .into_iter()
            .chain(found.labels.iter().map(|l| l.span))
        {
            lies_in(span, text)?;
        }
        let shown = format!("{}{:?}", found.message, found.help);
        prop_assert!(!shown.contains(char::is_control), "{shown:?}");
    }
    Ok(())
}

fn lies_in(span: Span, text: &str) -> Result<(), TestCaseError> {
    prop_assert!(text.get(span.range()).is_some(), "{span:?}");
    Ok(())
}

fn spans_nest(node: &Node, text: &str) -> Result<(), TestCaseError> {
    lies_in(node.span, text)?;
    // What is inside an alias stands elsewhere.
    if text[node.span.range()].starts_with('*') {
        return Ok(());
    }
    let children: Vec<Span> = match &node.kind {
        Kind::Scalar(_) => Vec::new(),
        Kind::List(items) => items.iter().map(|item| item.span).collect(),
        Kind::Map(entries) => entries
            .iter()
            .flat_map(|e| [e.key.span, e.value.span])
            .collect(),
    };
    let mut at = node.span.start();
    for child in children {
        lies_in(child, text)?;
        prop_assert!(at <= child.start(), "{child:?} is before {at} in {node:?}");
        at = child.end();
    }
    prop_assert!(at <= node.span.end(), "{at} is outside of {node:?}");
    match &node.kind {
        Kind::Scalar(_) => Ok(()),
        Kind::List(items) => items.iter().try_for_each(|item| spans_nest(item, text)),
        Kind::Map(entries) => entries.iter().try_for_each(|e| spans_nest(&e.value, text)),
    }
}

/// Characters that may stand in YAML and JSON alike, the odd ones often.
fn character() -> impl Strategy<Value = char> + Clone {
    prop_oneof![
        6 => prop::sample::select("aZ09 :-#,[]{}'\"\\&*!|>%@`?~\t\n\r.<=/".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("é\u{a0}\u{fffd}😀".chars().collect::<Vec<_>>()),
        2 => any::<char>().prop_map(|c| match c {
            '\u{fffe}' | '\u{ffff}' | '\u{feff}' => '-',
            _ if c.is_control() => '-',
            _ => c,
        }),
    ]
}

fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        prop::collection::vec(character(), 0..12).prop_map(|chars| chars.into_iter().collect()),
        prop::sample::select(vec![
            "null", "~", "true", "No", "1.10", "0x1f", "1e3", "<<", "=", "---", "- a", "a: b",
            ".inf",
        ])
        .prop_map(str::to_owned),
    ]
}

fn value(
    number: impl Strategy<Value = String> + 'static,
    key: impl Strategy<Value = String> + Clone + 'static,
) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number.prop_map(Value::Number),
        text().prop_map(Value::Text),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            prop::collection::btree_map(key.clone(), inner, 0..6).prop_map(
                |map: BTreeMap<_, _>| {
                    Value::Map(crate::model::Map::from_unique(map.into_iter().collect()))
                }
            ),
        ]
    })
}

fn to_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(text) => serde_json::from_str(text).unwrap(),
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Map(map) => map
            .iter()
            .map(|(key, value)| (key, to_json(value)))
            .collect(),
    }
}

fn to_yaml(value: &Value) -> serde_yaml::Value {
    match value {
        Value::Null => serde_yaml::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(text) => match text.parse::<i64>() {
            Ok(number) => number.into(),
            Err(_) => text.parse::<f64>().unwrap().into(),
        },
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(to_yaml).collect::<Vec<_>>().into(),
        Value::Map(map) => {
            let entries = map.iter().map(|(key, value)| (key.into(), to_yaml(value)));
            serde_yaml::Value::Mapping(entries.collect())
        }
    }
}

fn reads_back(path: &str, text: &str, value: &Value) -> Result<(), TestCaseError> {
    let mut sources = Sources::new();
    let file = sources.text(path, text);
    let mut out = Diagnostics::new();
    let node = read(&sources, file, &mut out);
    prop_assert_eq!(findings(&sources, &out), [""; 0], "{}", text);
    prop_assert_eq!(&node.unwrap().to_value(), value, "{}", text);
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_or_reported(text in any::<String>()) {
        reads_well("a.yaml", &text)?;
        reads_well("a.json", &text)?;
    }

    #[test]
    fn anything_like_yaml_is_read_or_reported(text in markup()) {
        reads_well("a.yaml", &text)?;
        reads_well("a.json", &text)?;
    }

    #[test]
    fn json_reads_back_as_json_and_as_yaml(
        value in value(r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,5})?(e[-+][0-9]{1,3})?", text()),
    ) {
        let json = to_json(&value);
        for text in [json.to_string(), serde_json::to_string_pretty(&json).unwrap()] {
            reads_back("a.json", &text, &value)?;
            reads_back("a.yaml", &text, &value)?;
        }
    }

    #[test]
    fn yaml_of_another_writer_reads_back(
        value in value(
            prop_oneof![
                any::<i64>().prop_map(|number| number.to_string()),
                (-4000..4000_i32).prop_map(|quarters| format!("{:?}", f64::from(quarters) / 4.0)),
            ],
            // That writer does not quote the name of the merge key.
            text().prop_map(|key| key.replace('<', "")),
        ),
    ) {
        let text = serde_yaml::to_string(&to_yaml(&value)).unwrap();
        reads_back("a.yaml", &text, &value)?;
    }
}
