//! What is read, and the bytes it stands at.

use super::{print, read_as};
use crate::diagnostic::Diagnostics;
use crate::source::Sources;
use crate::yaml::read_front_matter;

fn check(path: &str, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let (tree, findings) = read_as(path, text);
        assert_eq!(findings, [""; 0], "{text:?}");
        assert_eq!(tree, *expected, "{text:?}");
    }
}

#[test]
fn scalars() {
    check(
        "a.yaml",
        &[
            ("fixed: 1.10\n", "{fixed@0..5: 1.10@7..11}@0..11"),
            ("a: two words  # c\n", "{a@0..1: two words@3..12}@0..12"),
            ("a: two\n  lines\n", "{a@0..1: two lines@3..14}@0..14"),
            ("\"k\": 'it''s'", "{k@0..3: \"it's\"@5..12}@0..12"),
            (
                "a: \"x\\u00e9\\\"\" # 'c'\nb: ''",
                "{a@0..1: \"xé\\\"\"@3..14, b@21..22: \"\"@24..26}@0..26",
            ),
            (
                "a: \"one\n  two\n\n  three\"",
                "{a@0..1: \"one two\\nthree\"@3..23}@0..23",
            ),
            (
                "é: ü # ö\nñ: x",
                "{é@0..2: ü@4..6, ñ@12..14: x@16..17}@0..17",
            ),
            ("text", "text@0..4"),
            ("a: !!str 1.10", "{a@0..1: \"1.10\"@3..13}@0..13"),
            ("a: !!int \"12\"", "{a@0..1: 12@3..13}@0..13"),
            (
                "a: !<tag:yaml.org,2002:str> x",
                "{a@0..1: \"x\"@3..29}@0..29",
            ),
            ("a: &b !!str # c '\n 'x'", "{a@0..1: \"x\"@3..22}@0..22"),
        ],
    );
}

#[test]
fn values_that_are_not_written() {
    check(
        "a.yaml",
        &[
            ("a:\nb: ~\n", "{a@0..1: @2..2, b@3..4: ~@6..7}@0..7"),
            ("a:   # c\n", "{a@0..1: @2..2}@0..2"),
            ("- \n-  # c\n- x", "[@1..1, @9..9, x@12..13]@0..13"),
            (
                "{a, b: , \"c\":}",
                "{a@1..2: @2..2, b@4..5: @6..6, c@9..12: @13..13}@0..14",
            ),
            ("? a\n? b\n:\n", "{a@2..3: @3..3, b@6..7: @7..7}@0..7"),
            ("a: !!null\n", "{a@0..1: @3..9}@0..9"),
            ("~", "~@0..1"),
        ],
    );
}

#[test]
fn block_scalars_cover_their_indicator_and_content() {
    check(
        "a.yaml",
        &[
            (
                "a: |\n  one\n   two\n\n# c\nb: x",
                "{a@0..1: \"one\\n two\\n\"@3..17, b@23..24: x@26..27}@0..27",
            ),
            (
                "- >-  # folded\n  one\n  two\n",
                "[\"one two\"@2..26]@0..26",
            ),
            (
                "a:\n  - |2+\n     x\n\n",
                "{a@0..1: [\" x\\n\\n\"@7..17]@5..17}@0..17",
            ),
            (
                "a: |\nb: >\n\n",
                "{a@0..1: \"\"@3..4, b@5..6: \"\"@8..9}@0..9",
            ),
            ("a: !!str |\n  x\n", "{a@0..1: \"x\\n\"@3..14}@0..14"),
            ("--- |\n  x: y\n", "\"x: y\\n\"@4..12"),
            ("? |\n  k\n: v", "{k\n@2..7: v@10..11}@0..11"),
        ],
    );
}

#[test]
fn collections() {
    check(
        "a.yaml",
        &[
            (
                "a:\n- b: 1\n  c: 2\n- []\nd: {}\n",
                "{a@0..1: [{b@5..6: 1@8..9, c@12..13: 2@15..16}@5..16, []@19..21]@3..21, d@22..23: {}@25..27}@0..27",
            ),
            (
                "[a, 'b', {c: d}, e: f]  # end\n",
                "[a@1..2, \"b\"@4..7, {c@10..11: d@13..14}@9..15, {e@17..18: f@20..21}@17..21]@0..22",
            ),
            ("? a\n:\n- b\n", "{a@2..3: [b@8..9]@6..9}@0..9"),
            ("a: &x\n- b\n", "{a@0..1: [b@8..9]@3..9}@0..9"),
            ("- - - x", "[[[x@6..7]@4..7]@2..7]@0..7"),
            ("a: !!seq [x]", "{a@0..1: [x@10..11]@3..12}@0..12"),
            (
                "1: a\ntrue: b\n: c",
                "{1@0..1: a@3..4, true@5..9: b@11..12, @13..13: c@15..16}@0..16",
            ),
            ("\"<<\": a", "{<<@0..4: a@6..7}@0..7"),
        ],
    );
}

#[test]
fn an_alias_is_a_copy_at_its_own_place() {
    check(
        "a.yaml",
        &[
            (
                "a: &x 1\nb: *x\n",
                "{a@0..1: 1@3..7, b@8..9: 1@11..13}@0..13",
            ),
            (
                "- &x [u, v]\n- *x\n",
                "[[u@6..7, v@9..10]@2..11, [u@6..7, v@9..10]@14..16]@0..16",
            ),
            (
                "&k a: 1\nb: {*k : 2}\n",
                "{a@0..4: 1@6..7, b@8..9: {a@12..14: 2@17..18}@11..19}@0..19",
            ),
            ("- &x 1\n- &x 2\n- *x", "[1@2..6, 2@9..13, 2@16..18]@0..18"),
        ],
    );
}

#[test]
fn document_markers_byte_order_marks_and_line_ends() {
    check(
        "a.yaml",
        &[
            ("---\na: b\n...\n", "{a@4..5: b@7..8}@4..8"),
            ("%YAML 1.2\n--- # c\na: b", "{a@18..19: b@21..22}@18..22"),
            ("\u{feff}é: b", "{é@3..5: b@7..8}@3..8"),
            (
                "a: |\r\n  b\r\n  c\r\nd: \"e\r\n  f\"\r\n",
                "{a@0..1: \"b\\nc\\n\"@3..14, d@16..17: \"e f\"@19..27}@0..27",
            ),
            ("a: b\rc: d", "{a@0..1: b@3..4, c@5..6: d@8..9}@0..9"),
        ],
    );
}

#[test]
fn json() {
    check(
        "a.json",
        &[
            (
                "{\"a\": [1, -0.50e+3, true, null], \"b\":{}}\n",
                "{a@1..4: [1@7..8, -0.50e+3@10..18, true@20..24, null@26..30]@6..31, b@33..36: {}@37..39}@0..40",
            ),
            (
                r#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00é""#,
                "\"\\\"\\\\/\\u{8}\\u{c}\\n\\r\\té😀é\"@0..38",
            ),
            ("\u{feff} [ ]", "[]@4..7"),
            (
                "\"\u{7f}\u{85}\u{ffff}\"",
                "\"\\u{7f}\\u{85}\\u{ffff}\"@0..8",
            ),
            ("0", "0@0..1"),
            ("-0", "-0@0..2"),
        ],
    );
}

#[test]
fn front_matter_has_places_in_its_file() {
    let text = "---\ntitle: é\nx: y: z\n---\nbody\n";
    let mut sources = Sources::new();
    let file = sources.text("page.md", text);
    let mut out = Diagnostics::new();
    let node = read_front_matter(&sources, file, 4..14, &mut out).unwrap();
    let mut tree = String::new();
    print(&node, &mut tree);
    assert_eq!(tree, "{title@4..9: é@11..13}@4..13");

    assert_eq!(read_front_matter(&sources, file, 4..4, &mut out), None);
    assert_eq!(super::findings(&sources, &out), [""; 0]);

    assert_eq!(read_front_matter(&sources, file, 4..22, &mut out), None);
    assert_eq!(
        super::findings(&sources, &out),
        ["yaml-syntax@18..19 a `:` cannot stand here"]
    );
}
