//! Whole trees and whole findings of texts, and the laws of both readers.

mod corpus;
mod faults;
mod hostile;
mod laws;
mod tables;
mod trees;
mod values;

use std::fmt::Write;

use super::*;

/// Reads `text` as the file `path`: the tree as one line, and the findings.
fn read_as(path: &str, text: &str) -> (String, Vec<String>) {
    let mut sources = Sources::new();
    let file = sources.text(path, text);
    let mut out = Diagnostics::new();
    let node = read(&sources, file, &mut out);
    let mut tree = String::new();
    match &node {
        Some(node) => print(node, &mut tree),
        None => tree.push('-'),
    }
    (tree, findings(&sources, &out))
}

/// `code@start..end message`, each label after it.
fn findings(sources: &Sources, out: &Diagnostics) -> Vec<String> {
    let findings = out.sorted(sources).into_iter().map(|(_, found)| {
        let Range { start, end } = found.primary.range();
        let mut line = format!("{}@{start}..{end} {}", found.code.as_str(), found.message);
        for label in found.labels {
            let Range { start, end } = label.span.range();
            write!(line, "; {start}..{end} {}", label.text).unwrap();
        }
        line
    });
    findings.collect()
}

/// A node as `[...]@0..9`, `{key@0..1: ...}@0..9`, `"text"@0..9` or, when it is
/// plain, `text@0..9`.
fn print(node: &Node, tree: &mut String) {
    match &node.kind {
        Kind::Scalar(scalar) if scalar.plain => tree.push_str(&scalar.text),
        Kind::Scalar(scalar) => write!(tree, "{:?}", scalar.text).unwrap(),
        Kind::List(items) => {
            tree.push('[');
            for (at, item) in items.iter().enumerate() {
                tree.push_str(if at > 0 { ", " } else { "" });
                print(item, tree);
            }
            tree.push(']');
        }
        Kind::Map(entries) => {
            tree.push('{');
            for (at, entry) in entries.iter().enumerate() {
                tree.push_str(if at > 0 { ", " } else { "" });
                let Range { start, end } = entry.key.span.range();
                write!(tree, "{}@{start}..{end}: ", entry.key.value).unwrap();
                print(&entry.value, tree);
            }
            tree.push('}');
        }
    }
    let Range { start, end } = node.span.range();
    write!(tree, "@{start}..{end}").unwrap();
}
