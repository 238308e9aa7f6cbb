//! Texts that are made to exhaust a renderer: the output stays in proportion.

use super::*;

fn assert_bounded(text: &str, times: usize) {
    let html = render(text, &Options::default()).html;
    assert!(
        html.len() <= times * text.len() + 4096,
        "{} bytes became {}",
        text.len(),
        html.len()
    );
    safety::assert_safe(&html);
    inline(text);
    plain(text);
}

#[test]
fn deep_nesting_is_rendered_flat() {
    assert_bounded(&"> ".repeat(50_000), 2);
    assert_bounded(&format!("{}a", ">".repeat(50_000)), 2);
    assert_bounded(&format!("{}a", "- ".repeat(50_000)), 4);
    assert_bounded(&format!("{}a", "1. > ".repeat(20_000)), 4);
    let staircase: String = (0..300).map(|n| "  ".repeat(n) + "- a\n").collect();
    assert_bounded(&staircase, 4);
    assert_bounded(
        &format!("{}a{}", "*a ".repeat(20_000), " b*".repeat(20_000)),
        4,
    );
    assert_bounded(
        &format!("{}a{}", "**_".repeat(10_000), "_**".repeat(10_000)),
        4,
    );
}

#[test]
fn text_at_the_limit_keeps_its_elements() {
    let text = |depth: usize| render(&format!("{}a", "> ".repeat(depth)), &Options::default()).html;
    let count = |html: &str| html.matches("<blockquote>").count();
    assert_eq!(count(&text(MAX_DEPTH)), MAX_DEPTH);
    assert_eq!(count(&text(MAX_DEPTH + 1)), MAX_DEPTH);
}

#[test]
fn unclosed_brackets_are_text() {
    assert_bounded(&"[".repeat(100_000), 2);
    assert_bounded(&"[a](".repeat(50_000), 2);
    assert_bounded(&"![".repeat(50_000), 2);
    assert_bounded(&"<".repeat(100_000), 5);
    assert_bounded(&"`".repeat(100_000), 2);
    assert_bounded(
        &(1..400).map(|n| "`".repeat(n) + " ").collect::<String>(),
        2,
    );
    assert_bounded(&"<!--".repeat(50_000), 5);
    assert_bounded(&"\"".repeat(50_000), 7);
}

#[test]
fn references_do_not_multiply() {
    let definition = format!("[a]: /{}\n\n", "\"".repeat(20_000));
    assert_bounded(&(definition + &"[a] ".repeat(20_000)), 80);
}

#[test]
fn addresses_and_their_brackets_take_one_pass() {
    assert_bounded(&"https://a".repeat(20_000), 12);
    assert_bounded(&"https://a ".repeat(10_000), 8);
    assert_bounded(&format!("https://a{}", ")".repeat(50_000)), 2);
}

#[test]
fn footnotes_stay_in_proportion() {
    let many: String = (0..5_000).fold(String::new(), |text, n| {
        text + &format!("[^{n}]\n\n[^{n}]: a\n\n")
    });
    assert_bounded(&many, 24);
    assert_bounded(&format!("{}\n\n[^a]: b\n", "[^a]".repeat(5_000)), 80);
}

#[test]
fn equal_headings_stay_cheap() {
    assert_bounded(&"# a\n".repeat(5_000), 32);
}

#[test]
fn wide_tables_stay_in_proportion() {
    let head = "|a".repeat(20_000);
    let rule = "|-".repeat(20_000);
    let html = render(
        &format!("{head}\n{rule}\n{}", "|\n".repeat(20_000)),
        &Options::default(),
    )
    .html;
    // The parser adds up to 262,144 empty cells, each `<td></td>`.
    assert!(html.len() < 262_144 * 9 + 32 * 100_000, "{}", html.len());
}

#[test]
fn code_beyond_the_limits_is_not_highlighted() {
    let comment = format!("# {}\n", "x".repeat(57));
    let block = format!("```python\n{}```\n", comment.repeat(250));
    let html = render(&block.repeat(8), &Options::default()).html;
    assert_eq!(html.matches("<pre").count(), 8);
    assert_eq!(
        html.matches("<pre tabindex=\"0\"><code class=\"language-python\"><span")
            .count(),
        2
    );
    assert_bounded(&format!("```python\n{}\n```\n", "(".repeat(2_000)), 2);
}
