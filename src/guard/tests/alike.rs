//! What reads alike is written in one way, and what tells nothing is no secret.

use crate::guard::common::General;
use crate::guard::normal::{normal, pattern};

fn written(text: &str) -> String {
    String::from_utf8(pattern(text.as_bytes())).unwrap()
}

#[test]
fn texts_that_read_alike_are_written_in_one_way() {
    for (expected, texts) in [
        (
            "the keeper s half open gate isn t locked",
            &[
                "The keeper's half-open gate isn't locked!",
                "THE KEEPER’S HALF‑OPEN GATE ISN`T LOCKED",
                "> the *keeper*ʼs\n> half–open \t gate isn´t locked",
                "  «The keeper's half - open gate… isn\u{2019}t “locked”»  ",
                "The kee\u{ad}per's half-op\u{200b}en gate\u{a0}isn't lo\u{2060}cked",
                "Ｔｈｅ ｋｅｅｐｅｒ＇ｓ ｈａｌｆ－ｏｐｅｎ ｇａｔｅ ｉｓｎ＇ｔ ｌｏｃｋｅｄ",
            ][..],
        ),
        (
            "grosse fische in der strasse",
            &[
                "Große Fische in der Straße",
                "GROSSE FISCHE IN DER STRASSE",
                "gro\u{17f}\u{17f}e ﬁsche in der stra\u{df}e",
            ],
        ),
        (
            "pruft die lange",
            &[
                "prüft die Länge",
                "pru\u{308}ft die la\u{308}nge",
                "PRÜFT DIE LÄNGE",
            ],
        ),
        (
            "署名検証か空の鍵て成功",
            &[
                "署名検証が空の鍵で成功",
                "署名検証が、\n    空の鍵で「成功」。",
                "署名検証か\u{3099}空の鍵て\u{3099}成功",
            ],
        ),
        (
            "pythonの脆弱性",
            &["Python の脆弱性", "Ｐｙｔｈｏｎの脆弱性"],
        ),
    ] {
        for text in texts {
            assert_eq!(written(text), expected, "{text}");
        }
    }
}

#[test]
fn letters_of_western_europe_are_read_and_other_bytes_do_no_harm() {
    assert_eq!(pattern(b"pr\xFCft die L\xE4nge"), b"pruft die lange");
    assert_eq!(pattern(b"a\xE3\x81b\xFF\x00c"), b"aa by c");
}

proptest::proptest! {
    /// Wherever a byte comes from is a place in the text, and they rise.
    #[test]
    fn each_byte_knows_where_it_comes_from(text in "[a-cäßéﬁ中が \n>.\u{ad}\u{301}-]{0,60}") {
        let traced = normal::<true>(text.as_bytes());
        assert_eq!(traced.text, normal::<false>(text.as_bytes()).text);
        let mut last = 0;
        for (at, &byte) in traced.text.iter().enumerate() {
            let origin = traced.origin(at);
            assert!(last <= origin && origin < text.len(), "{text:?} {at}");
            if byte.is_ascii_alphanumeric() && text.as_bytes()[origin].is_ascii() {
                assert_eq!(text.as_bytes()[origin].to_ascii_lowercase(), byte);
            }
            last = origin;
        }
    }
}

#[test]
fn a_kind_of_weakness_in_the_project_says_nothing() {
    let general = General::new(["tinysig", "@tinysig/verify", "PyPI"].into_iter());
    for text in [
        "Denial of service",
        "denial-of-service in `tinysig` 1.2",
        "XSS & CSRF in @tinysig/verify",
        "Cross-Site Request Forgery (CSRF)",
        "Out-of-bounds Read",
        "Multiple cross-site scripting vulnerabilities",
        "Multiple cross-site scripting (XSS) vulnerabilities",
        "Multiple cross-site scripting (XSS) vulnerabilities in PyPI/tinysig before 1.2",
        "SQLインジェクションの脆弱性",
        "déni de service dans tinysig",
    ] {
        assert!(general.covers(text), "{text}");
    }
    for text in [
        "Denial of service in the parser",
        "XSS in othersig",
        "Denial of services",
        "空の鍵による認証回避",
        "Internal errors",
    ] {
        assert!(!general.covers(text), "{text}");
    }
}
