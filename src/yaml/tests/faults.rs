//! What is reported, and where.

use super::read_as;

fn check(path: &str, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let (_, findings) = read_as(path, text);
        assert_eq!(findings, *expected, "{text:?}");
    }
}

#[test]
fn every_duplicate_key_is_reported_and_the_first_kept() {
    let (tree, findings) = read_as("a.yaml", "a: 1\nb: {c: 1, \"c\": 2}\na: 2\na: 3\n");
    assert_eq!(
        tree,
        "{a@0..1: 1@3..4, b@5..6: {c@9..10: 1@12..13}@8..22}@0..32"
    );
    let expected = [
        "duplicate-key@15..18 the key `c` is given twice; 9..10 first here",
        "duplicate-key@23..24 the key `a` is given twice; 0..1 first here",
        "duplicate-key@28..29 the key `a` is given twice; 0..1 first here",
    ];
    assert_eq!(findings, expected);

    check(
        "a.json",
        &[(
            "{\"\\u001b\": 1, \"\\u001B\": 2}",
            &["duplicate-key@14..22 the key `\\u{1b}` is given twice; 1..9 first here"],
        )],
    );
}

#[test]
fn features_that_are_not_read() {
    check(
        "a.yaml",
        &[
            (
                "a: &x {b: 1}\nc: {<<: *x}\nd: !foo e\nf: !!int g\n[h]: i\n",
                &[
                    "yaml-unsupported@17..19 merge keys are not read",
                    "yaml-unsupported@28..32 the tag `!foo` is not read",
                    "yaml-unsupported@38..43 the tag `!!int` does not fit its value",
                    "yaml-unsupported@46..49 a key is a text, not a list",
                ],
            ),
            (
                "a: &b ! c\nd: !!seq {}\ne: !!binary aGk=\n",
                &[
                    "yaml-unsupported@6..7 the tag `!` is not read",
                    "yaml-unsupported@13..18 the tag `!!seq` does not fit its value",
                    "yaml-unsupported@25..33 the tag `!!binary` is not read",
                ],
            ),
            (
                "a: &x [*x]\n",
                &["yaml-unsupported@7..9 this alias stands inside what it names"],
            ),
            (
                "a: 1\n---\nb: 2\n",
                &["yaml-unsupported@5..6 a second document begins here"],
            ),
            (
                "a: 1\n...\nb: 2\n",
                &["yaml-unsupported@9..10 a second document begins here"],
            ),
        ],
    );
}

#[test]
fn a_file_without_content_is_reported() {
    let empty: &[&str] = &["wrong-type@0..0 the file is empty"];
    check(
        "a.yaml",
        &[
            ("", empty),
            ("# c\n", empty),
            ("---\n...\n", empty),
            ("\u{feff}", empty),
        ],
    );
    check(
        "a.json",
        &[("", empty), (" \n", empty), ("\u{feff}", empty)],
    );
}

#[test]
fn yaml_faults_are_said_where_they_are() {
    let cases = [
        ("a:\t1\n", "1..3 a tab follows the colon"),
        ("a:\t\t-1\n", "1..4 a tab follows the colon"),
        (
            "id: A\nno colon  # c\nb: c\n",
            "6..19 a `:` is missing after this key",
        ),
        ("a: b: c\n", "4..5 a `:` cannot stand here"),
        (
            "a: [b\nc: d\n",
            "7..8 a `:` cannot stand here, inside a list in brackets",
        ),
        (
            "a: \"b\nc: d\n",
            "3..4 this quote is not closed, or a line of its text is not indented",
        ),
        ("a: 'b\n", "3..4 this quote is not closed"),
        ("é: 'b' c\n", "8..9 something follows the closing quote"),
        ("é: \"é\\n\\q\"\n", "9..11 YAML has no such escape"),
        ("a: \"\\ud800\"\n", "4..10 YAML has no such escape"),
        ("a: \"\\x4\"\n", "4..7 YAML has no such escape"),
        (
            "a: @b\n",
            "3..4 an unquoted text cannot begin with this character",
        ),
        ("a: {b: c\n", "7..8 a `,` or `}` is missing here"),
        ("a: [\"b\"\n", "6..7 a `,` or `]` is missing here"),
        ("a: b]\nc: ]\n", "9..10 this bracket closes nothing"),
        ("a: b\n- c\n", "5..6 a key is expected here"),
        ("- a\nb: c\n", "4..6 an item of the list is expected here"),
        ("a: - b\n", "3..4 a list cannot begin here"),
        (
            "  a: b\n c: d\n",
            "8..10 this does not belong to the document",
        ),
        ("a: [,]\n", "4..5 a value is expected here"),
        ("- [a,\nb]\n", "6..7 this line is indented too little"),
        ("a: |\n    b\n  c\n", "13..14 a key is expected here"),
        (
            "a: |\n      \n  b\n",
            "14..15 this line is indented less than the text it belongs to",
        ),
        (
            "a: | b\n",
            "3..4 the text of a `|` or `>` begins on the next line",
        ),
        ("a:\n\t- b\n", "4..5 a tab cannot indent"),
        ("a: b # c\n d\n", "5..6 the text goes on after this comment"),
        ("a: *b\n", "3..5 no anchor of this name stands above"),
        (
            "a: b\u{feff}\n",
            "4..7 a byte order mark (U+FEFF) stands inside the text",
        ),
        (
            "a: !b!c d\n",
            "3..7 this tag belongs to a handle that is not declared",
        ),
        ("a: [*b]\n", "4..6 no anchor of this name stands above"),
        (
            "a: & b\n",
            "3..4 this is not YAML: while scanning an anchor or alias, did not find expected alphabetic or numeric character",
        ),
    ];
    for (text, expected) in cases {
        let (tree, findings) = read_as("a.yaml", text);
        assert_eq!(findings, [format!("yaml-syntax@{expected}")], "{text:?}");
        assert_eq!(tree, "-", "{text:?}");
    }
}

#[test]
fn characters_that_yaml_forbids_are_refused() {
    let forbidden = "\0\u{1}\u{8}\u{b}\u{c}\u{1b}\u{7f}\u{80}\u{84}\u{86}\u{9f}\u{fffe}\u{ffff}";
    for character in forbidden.chars() {
        let end = 4 + character.len_utf8();
        let code = u32::from(character);
        let expected =
            format!("yaml-syntax@4..{end} the character U+{code:04X} cannot stand in YAML");
        for text in [format!("a: \"{character}\"\n"), format!("a: b{character}")] {
            assert_eq!(read_as("a.yaml", &text).1, [expected.as_str()], "{text:?}");
        }
    }
    for character in "\t\u{85}\u{a0}\u{2028}\u{feff}\u{fffd}\u{10ffff}".chars() {
        let text = format!("a: \"b{character}c\"\n");
        assert_eq!(read_as("a.yaml", &text).1, [""; 0], "{text:?}");
    }
}

#[test]
fn json_faults_are_said_where_they_are() {
    let cases = [
        (
            "{\"a\": 1,}",
            "7..8 a comma stands before the closing bracket",
        ),
        ("[1, ]", "2..3 a comma stands before the closing bracket"),
        ("[1 2]", "3..4 a `,` or `]` is expected here"),
        ("{\"a\": 1 \"b\": 2}", "8..9 a `,` or `}` is expected here"),
        ("[,]", "1..2 a value is expected here"),
        ("{a: 1}", "1..2 a key in double quotes is expected here"),
        ("{\"a\" 1}", "5..6 a `:` is expected here"),
        ("{\"a\":", "4..5 a value is expected here"),
        ("[1\n", "1..2 a `,` or `]` is expected here"),
        ("1 // c", "2..3 the file should end here"),
        ("'a'", "0..1 a value is expected here"),
        ("NaN", "0..3 a value is expected here"),
        ("-Infinity", "0..9 a value is expected here"),
        ("True", "0..4 a value is expected here"),
        ("nullx", "0..5 a value is expected here"),
        ("01", "0..2 a value is expected here"),
        ("-", "0..1 a value is expected here"),
        ("+1", "0..2 a value is expected here"),
        (".5", "0..2 a value is expected here"),
        ("1.", "0..2 a value is expected here"),
        ("1e", "0..2 a value is expected here"),
        ("0x1f", "0..4 a value is expected here"),
        ("\"a", "0..1 this string is not closed"),
        ("\"a\n\"", "0..1 this string is not closed on its line"),
        (
            "\"a\tb\"",
            "2..3 the control character U+0009 is not escaped",
        ),
        ("\"\\x41\"", "1..3 JSON has no such escape"),
        ("\"\\é\"", "1..4 JSON has no such escape"),
        (
            "\"\\u12g4\"",
            "1..5 `\\u` is followed by four hexadecimal digits",
        ),
        (
            "\"\\u+123\"",
            "1..3 `\\u` is followed by four hexadecimal digits",
        ),
        (
            "\"\\ud800\"",
            "1..7 half of a surrogate pair without its other half",
        ),
        (
            "\"\\udc00\\ud800\"",
            "1..7 half of a surrogate pair without its other half",
        ),
        (
            "\"\\ud800\\u0041\"",
            "1..7 half of a surrogate pair without its other half",
        ),
        ("[\u{a0}1]", "1..3 a value is expected here"),
        ("[\u{1b}]", "1..2 a value is expected here"),
    ];
    for (text, expected) in cases {
        let (tree, findings) = read_as("a.json", text);
        assert_eq!(findings, [format!("json-syntax@{expected}")], "{text:?}");
        assert_eq!(tree, "-", "{text:?}");
    }
}
