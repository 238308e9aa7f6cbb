//! What a code means, for the terminal and for `docs/checks.md`.

use std::fmt::Write;

use crate::diagnostic::Code;

/// The width of explanations, in characters.
const WIDTH: usize = 80;

/// What the rule is, why it exists, and an example, as plain text of at most
/// 80 columns (the example keeps its own lines).
pub fn explain(code: Code) -> String {
    format!(
        "{name}: {title}\n\n{why}\n\n{level}\n\nExample:\n\n{example}\n",
        name = code.as_str(),
        title = code.title(),
        why = wrapped(code.why()),
        level = wrapped(&level(code)),
        example = indented(code.example()),
    )
}

/// The whole of `docs/checks.md`: every code in the order of the names.
pub fn checks_page() -> String {
    let mut page = String::from(INTRODUCTION);
    for code in Code::ALL.iter().copied() {
        let name = code.as_str();
        let adjustable = if code.is_adjustable() { "yes" } else { "no" };
        writeln!(
            page,
            "| [`{name}`](#{name}) | {} | {adjustable} | {} |",
            code.level().as_str(),
            code.title(),
        )
        .expect("a string takes what it is given");
    }
    for code in Code::ALL.iter().copied() {
        write!(
            page,
            "\n## {name}\n\n**{title}.** {level}\n\n{why}\n\n```text\n{example}\n```\n",
            name = code.as_str(),
            title = capitalised(code.title()),
            level = level(code),
            why = code.why(),
            example = code.example(),
        )
        .expect("a string takes what it is given");
    }
    page
}

const INTRODUCTION: &str = "\
# What forewarn checks

<!-- Written by `forewarn explain --all`; the texts are in src/diagnostic/code.rs. -->

Every finding has a code. An error stops the build, because a page or record would be invalid, ambiguous or
unsafe; a warning does not. Where the table says so, `levels` in forewarn.yaml changes the level of a code or
silences it:

```yaml
levels: {dead-link: error, text-too-long: off}
```

`forewarn explain CODE` prints one of these entries. Comments in the examples say what to write instead.

| code | level | adjustable | what is found |
|---|---|---|---|
";

fn level(code: Code) -> String {
    let level = capitalised(code.level().as_str());
    if code.is_adjustable() {
        format!("{level}; `levels` in forewarn.yaml may change that.")
    } else {
        format!("{level}; the level cannot be changed.")
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// `text` with its blanks turned into line ends where a line would be too long.
fn wrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
    }
    out
}

fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explains_in_plain_text() {
        assert_eq!(
            explain(Code::DuplicateKey),
            "\
duplicate-key: a key is given twice

YAML forbids it (YAML 1.2.2, 3.2.1.3) and strict JSON readers drop the record.
Which of the two is meant cannot be known.

Error; the level cannot be changed.

Example:

    fixed: \"1.2\"
    fixed: \"1.3\"  # keep one
"
        );
    }

    #[test]
    fn no_line_of_prose_is_too_long() {
        for code in Code::ALL.iter().copied() {
            for line in wrapped(code.why()).lines() {
                assert!(line.chars().count() <= WIDTH, "{}: {line}", code.as_str());
            }
        }
    }

    #[test]
    fn the_page_of_checks_is_up_to_date() {
        // `SNAPSHOTS=overwrite cargo test --lib checks` writes it anew, as does
        // `cargo run -- explain --all > docs/checks.md`.
        snapbox::assert_data_eq!(checks_page(), snapbox::file!["../../docs/checks.md"].raw());
    }
}
