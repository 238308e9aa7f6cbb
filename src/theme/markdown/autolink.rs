//! Bare addresses in text, as GitHub links them.

use std::ops::Range;

/// The places of http and https addresses in `text`.
///
/// An address starts after something that is no letter or digit and ends
/// before white space or a character that no address holds; punctuation at its
/// end belongs to the sentence (GFM, section 6.9, "extended autolinks").
pub(super) fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut done = 0;
    text.match_indices("://").filter_map(move |(colon, _)| {
        let start = scheme_start(text.get(done..colon)?)? + done;
        let address = &text[start..];
        let end = address
            .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"`".contains(c))
            .unwrap_or(address.len());
        let end = start + trimmed(&address[..end]);
        let host = text.get(colon + "://".len()..end)?;
        if !host.starts_with(char::is_alphanumeric) {
            return None;
        }
        done = end;
        Some(start..end)
    })
}

/// Where the scheme at the end of `before` starts.
fn scheme_start(before: &str) -> Option<usize> {
    let scheme = ["https", "http"].into_iter().find(|scheme| {
        before
            .len()
            .checked_sub(scheme.len())
            .and_then(|at| before.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    })?;
    let start = before.len() - scheme.len();
    (!before[..start].ends_with(char::is_alphanumeric)).then_some(start)
}

/// The length of `address` without the punctuation of the sentence around it.
fn trimmed(address: &str) -> usize {
    let count = |bracket| address.matches(bracket).count();
    let mut unopened_round = count(')').saturating_sub(count('('));
    let mut unopened_square = count(']').saturating_sub(count('['));
    let mut end = address.len();
    for (at, c) in address.char_indices().rev() {
        match c {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' => {}
            ')' if unopened_round > 0 => unopened_round -= 1,
            ']' if unopened_square > 0 => unopened_square -= 1,
            _ => break,
        }
        end = at;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_without_the_sentence_around_them() {
        let cases: &[(&str, &[&str])] = &[
            ("see https://a.example/b.", &["https://a.example/b"]),
            ("(https://a.example/b_(c))", &["https://a.example/b_(c)"]),
            ("[http://a.example];", &["http://a.example"]),
            (
                "HTTPS://A.example, http://b",
                &["HTTPS://A.example", "http://b"],
            ),
            ("\"https://a.example\"<x>", &["https://a.example"]),
            (
                "https://a.example?u=http://b",
                &["https://a.example?u=http://b"],
            ),
            (
                "https://a.example/?a=1&b=2?!",
                &["https://a.example/?a=1&b=2"],
            ),
            ("xhttps://a.example ftp://b http:// https://.", &[]),
            ("é://a :// https://-a", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = find(text).map(|range| &text[range]).collect();
            assert_eq!(found, *expected, "{text}");
        }
    }
}
