//! However a secret is written, it is found; and nothing else is.

use std::fmt::Write;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::theme::escape;

/// A secret text: some words of letters, digits and marks, with something
/// between them that looks like an escape.
fn secret() -> impl Strategy<Value = String> {
    let escapes = [
        " ", "&amp;", "%41", "\\n", "\\u0041b", "&#x41;", "<b>", "\\", "%5c", "&", "%", "<",
    ];
    let escape = prop::sample::select(escapes.to_vec());
    (plain_secret(), escape, plain_secret()).prop_map(|(a, escape, b)| a + escape + &b)
}

/// Some words, together or apart, with a letter at both ends; and long enough to
/// be searched for whatever its marks.
fn plain_secret() -> impl Strategy<Value = String> {
    let word = prop_oneof![2 => "[a-zA-Z0-9äßé中]{1,8}", 1 => "[!-$'-/:;=>?@^_`{|}~\\[\\]]{1,3}"];
    let words = prop::collection::vec((word, any::<bool>()), 2..9);
    words.prop_map(|words| {
        let mut text = "Quagga".to_owned();
        for (word, apart) in words {
            text.push_str(if apart { " " } else { "" });
            text.push_str(&word);
        }
        text + " zebra herd"
    })
}

/// A way of writing a text.
type Way = fn(&str) -> String;

/// The ways in which an output writes a text.
const WAYS: &[Way] = &[
    str::to_owned,
    escape,
    json,
    |text| ascii(&json(text)),
    markdown,
    |text| references(text, |c| format!("&#{c};")),
    |text| references(text, |c| format!("&#x{c:X};")),
    |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string(),
];

/// Two of them at once, and ways that change but a part of a text.
const OTHER_WAYS: &[Way] = &[
    str::to_ascii_uppercase,
    |text| text.replace(' ', "&nbsp;"),
    |text| text.replace(' ', "\u{a0}"),
    |text| text.replace(' ', "\n"),
    |text| text.replace(' ', "\r\n"),
    |text| text.replace(' ', " \u{2009} "),
    |text| text.replace(' ', "\n> "),
    |text| text.nfd().collect(),
    |text| text.nfkd().collect(),
    |text| text.chars().map(full_width).collect(),
    |text| format!("\n{}=\n", quoted_printable(text)),
    |text| format!(" {} ", base64(text)),
    |text| text.replace("agga", "ag\u{ad}ga"),
    |text| text.replace("agga", "ag\r\n ga"),
    |text| text.replace("agga", "agg\0a\0"),
    |text| escape(&escape(text)),
    |text| escape(&json(text)),
    |text| json(&escape(text)),
    |text| json(&markdown(text)),
    |text| json(&json(text)),
    |text| escape(&utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()),
    |text| utf8_percent_encode(&escape(text), NON_ALPHANUMERIC).to_string(),
];

fn references(text: &str, reference: fn(u32) -> String) -> String {
    text.chars().map(|c| reference(u32::from(c))).collect()
}

fn json(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    quoted[1..quoted.len() - 1].to_owned()
}

fn ascii(text: &str) -> String {
    let mut ascii = String::new();
    for c in text.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else {
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units).iter();
            ascii.extend(units.map(|unit| format!("\\u{unit:04x}")));
        }
    }
    ascii
}

fn markdown(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn full_width(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        c => c,
    }
}

fn quoted_printable(text: &str) -> String {
    let mut quoted = String::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' '..=b'~' if byte != b'=' => quoted.push(byte.into()),
            byte => write!(quoted, "={byte:02X}").unwrap(),
        }
        if at % 9 == 8 {
            quoted.push_str("=\r\n");
        }
    }
    quoted
}

fn base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: Vec<_> = text.bytes().map(|byte| format!("{byte:08b}")).collect();
    let bits = bits.concat();
    let letters = bits.as_bytes().chunks(6).map(|bits| {
        let bits = std::str::from_utf8(bits).unwrap();
        let place = usize::from_str_radix(&format!("{bits:0<6}"), 2).unwrap();
        char::from(LETTERS[place])
    });
    letters.collect()
}

fn with_private(text: &str) -> Sources {
    let advisory = PUBLIC.replace(
        "private: {room: the north meeting room}",
        &format!(
            "private: {{room: {}}}",
            serde_json::to_string(text).unwrap()
        ),
    );
    let mut sources = Sources::new();
    sources.text("forewarn.yaml", CONFIG);
    sources.text("advisories/public.yaml", advisory);
    sources
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_secret_is_found_however_it_is_written(
        secret in secret(),
        way in prop::sample::select(WAYS),
        text in surroundings(),
    ) {
        let text = text.replace("HERE", &way(&secret));
        let leaks = leaks_in(&with_private(&secret), "index.html", text.as_bytes());
        prop_assert!(is_private_field(&leaks), "{secret:?} in {text:?}: {leaks:?}");
    }

    #[test]
    fn a_secret_without_escapes_of_its_own_is_found_in_other_ways_too(
        secret in plain_secret(),
        way in prop::sample::select(OTHER_WAYS),
        text in surroundings(),
    ) {
        let text = text.replace("HERE", &way(&secret));
        let leaks = leaks_in(&with_private(&secret), "index.html", text.as_bytes());
        prop_assert!(is_private_field(&leaks), "{secret:?} in {text:?}: {leaks:?}");
    }

    #[test]
    fn nothing_is_found_where_no_secret_is(
        secret in secret(),
        text in "[ -~\n]{0,800}",
    ) {
        // No other text has the secret's first word.
        let text = text.replace(['q', 'Q'], "r");
        let sources = with_private(&secret);
        prop_assert_eq!(leaks_in(&sources, "index.html", text.as_bytes()), [""; 0]);
    }

    #[test]
    fn an_id_is_found_however_it_is_written(
        way in prop::sample::select([WAYS, OTHER_WAYS].concat()),
        length in 0..2000_usize,
    ) {
        let filler = "-- ".repeat(length);
        let text = format!("{filler} {}, {filler}", way("x_p-2026-0001"));
        prop_assert_eq!(leaks(text).len(), 1);
    }
}

/// A text with a place where a word can stand.
fn surroundings() -> impl Strategy<Value = String> {
    let around = [
        "\"HERE\"",
        ">HERE<",
        "\nHERE\n",
        " HERE.",
        "(HERE)",
        "\\nHERE\\n",
        "%20HERE%20",
    ];
    let text = "[ -~\n]{0,300}";
    (text, prop::sample::select(around.to_vec()), text)
        .prop_map(|(before, around, after)| format!("{before}{around}{after}"))
}

fn is_private_field(leaks: &[String]) -> bool {
    leaks
        .iter()
        .any(|leak| leak.contains("holds a private field"))
}

#[test]
fn an_id_in_utf_16_is_found() {
    let text = "see x_p-2026-0001";
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let written: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
        let told = "`index.html` holds the id of an advisory that is not public (overlay/advisories/secret.yaml:1)";
        assert_eq!(leaks(written), [told]);
    }
}

#[test]
fn words_that_colours_cut_up_come_together() {
    let code = "<pre><code><span class=\"hl-source\">x_p<span class=\"hl-operator\">-</span>2026-0001</span></code></pre>";
    let told = "`index.html:1` holds the id of an advisory that is not public (overlay/advisories/secret.yaml:1)";
    assert_eq!(leaks(code), [told]);
}

#[test]
fn no_text_takes_long() {
    for text in [
        "<", "&", "\\", "%", "\u{c2}", "&amp;", "<a", "\\u00", "q", "=", "=C3", "</", "</p>",
        "\u{301}", "\u{fdfa}", "Aa", "Aa\n", "AAAA/", "署", "CVE-",
    ] {
        let text = text.repeat(300_000);
        assert_eq!(leaks(text), [""; 0]);
    }
}

/// A short text has to have its marks, but not its line ends.
#[test]
fn a_short_private_text_is_found_where_it_is_wrapped_or_quoted() {
    let sources = with_private("north gate");
    for (text, count) in [
        ("the north\n> gate", 1),
        ("the  north\n    gate", 1),
        ("north-gate", 0),
    ] {
        let leaks = leaks_in(&sources, "index.html", text.as_bytes());
        assert_eq!(leaks.len(), count, "{text}");
    }
}
