//! YAML as people write it: blocks, and quotes only where a value needs them.

use std::fmt::Write;

use serde_json::Value;

/// What is written.
pub(super) enum Yaml {
    /// A number, a date or null, as it is.
    Plain(String),
    /// A text, which is read back as one.
    Text(String),
    List(Vec<Yaml>),
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn texts(texts: impl IntoIterator<Item = String>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }

    pub(super) fn map(members: impl IntoIterator<Item = (&'static str, Self)>) -> Self {
        let members = members.into_iter();
        Self::Map(
            members
                .map(|(key, value)| (key.to_owned(), value))
                .collect(),
        )
    }

    /// The document.
    pub(super) fn document(&self) -> String {
        let mut out = String::from("---");
        self.write(0, &mut out);
        out.push('\n');
        out
    }

    /// Behind a key, a hyphen or the start: the value with the blank before it.
    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        match self {
            Self::Plain(plain) => {
                let _ = write!(out, " {plain}");
            }
            Self::Text(text) => match block(text, depth) {
                Some(block) => out.push_str(&block),
                None => {
                    let _ = write!(out, " {}", scalar(text));
                }
            },
            Self::List(items) if items.is_empty() => out.push_str(" []"),
            Self::Map(members) if members.is_empty() => out.push_str(" {}"),
            Self::List(items) => {
                for item in items {
                    let _ = write!(out, "\n{indent}-");
                    item.write_item(depth, out);
                }
            }
            Self::Map(members) => {
                for (key, value) in members {
                    let _ = write!(out, "\n{indent}{}:", scalar(key));
                    value.write(depth + usize::from(value.is_nested_map()), out);
                }
            }
        }
    }

    /// Behind a hyphen: a map begins on the same line.
    fn write_item(&self, depth: usize, out: &mut String) {
        let mut lines = String::new();
        self.write(depth + 1, &mut lines);
        match self {
            Self::List(items) if !items.is_empty() => out.push_str(&lines),
            Self::Map(members) if !members.is_empty() => {
                out.push(' ');
                out.push_str(lines.trim_start());
            }
            _ => out.push_str(&lines),
        }
    }

    /// Lists stand under their key, maps further in.
    fn is_nested_map(&self) -> bool {
        !matches!(self, Self::List(_))
    }
}

impl From<Value> for Yaml {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Plain("null".to_owned()),
            Value::Bool(flag) => Self::Plain(flag.to_string()),
            Value::Number(number) => Self::Plain(number.to_string()),
            Value::String(text) => Self::Text(text),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.into_iter();
                Self::Map(members.map(|(key, value)| (key, value.into())).collect())
            }
        }
    }
}

/// A text of several lines as a block below its key.
fn block(text: &str, depth: usize) -> Option<String> {
    let chomp = match text.strip_suffix('\n') {
        Some(body) if body.ends_with('\n') => return None,
        Some(_) => "",
        None => "-",
    };
    let is_odd = |c: char| c != '\n' && needs_escape(c);
    let is_block =
        text.contains('\n') && !text.starts_with([' ', '\t', '\n']) && !text.contains(is_odd);
    let indent = "  ".repeat(depth.max(1));
    let lines = text.trim_end_matches('\n').lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("\n{indent}{line}"),
    });
    is_block.then(|| format!(" |{chomp}{}", lines.collect::<String>()))
}

/// A text on one line.
fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_./+ ".contains(c))
        && !text.ends_with(' ')
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null"
        );
    // Addresses are plain everywhere: their colon has no blank behind it.
    let is_address = text.starts_with("https://")
        && !text.contains([' ', '#', ',', '[', ']', '{', '}', '"', '\''])
        && text.is_ascii()
        && !text.contains(needs_escape)
        && !text.ends_with(':');
    if is_plain || is_address {
        return text.to_owned();
    }
    // What JSON escapes, YAML reads; the rest it must not see.
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if needs_escape(c) => {
                let _ = write!(quoted, "\\U{:08x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// What is no printable sign of a line (YAML 1.2.2, sections 5.1 and 5.4), or is read
/// as an end of line by YAML 1.1.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}
