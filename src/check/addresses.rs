//! Addresses that importers refuse, and those that pages will not link to.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Advisory;

/// Reports references that are no whole address, and those that are not http,
/// https or mailto.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    for reference in advisory.references.iter().flatten() {
        let url = &reference.url;
        match fault(&url.value) {
            Some(Fault::Character(c)) => out.push(
                Diagnostic::new(
                    Code::ReferenceAddress,
                    url.span,
                    format!("{} holds {}", quoted(&url.value), name(c)),
                )
                .help("write one address; a blank that belongs to it is `%20`"),
            ),
            Some(Fault::Part) => out.push(
                Diagnostic::new(
                    Code::ReferenceAddress,
                    url.span,
                    format!("{} is no whole address", quoted(&url.value)),
                )
                .help("write all of it, `https://` included"),
            ),
            Some(Fault::Scheme) => out.push(
                Diagnostic::new(
                    Code::UrlScheme,
                    url.span,
                    format!("{} is shown, but not linked", quoted(&url.value)),
                )
                .help("write a whole address that opens with `https://`"),
            ),
            None => {}
        }
    }
}

/// What is wrong with an address.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    /// A blank, a line end or a control character.
    Character(char),
    /// No scheme, or nothing behind it.
    Part,
    /// A scheme that pages do not link to.
    Scheme,
}

fn fault(url: &str) -> Option<Fault> {
    if let Some(c) = url.chars().find(|c| c.is_whitespace() || c.is_control()) {
        return Some(Fault::Character(c));
    }
    // RFC 3986, section 3.1.
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    let Some((scheme, rest)) = url.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) else {
        return Some(Fault::Part);
    };
    let is_whole = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest
            .strip_prefix("//")
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#', ':'])),
        "mailto" => !rest.is_empty(),
        _ => {
            return Some(if rest.is_empty() {
                Fault::Part
            } else {
                Fault::Scheme
            });
        }
    };
    (!is_whole).then_some(Fault::Part)
}

fn name(c: char) -> String {
    match c {
        ' ' => "a blank".to_owned(),
        '\n' | '\r' => "a line end".to_owned(),
        '\t' => "a tab".to_owned(),
        c => format!("U+{:04X}", u32::from(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_whole_ones_without_blanks() {
        for (url, expected) in [
            ("https://example.org", None),
            ("HTTP://example.org:8080/a?b#c", None),
            ("https://example.org/übersicht", None),
            ("mailto:ada@example.org", None),
            ("git://example.org/x", Some(Fault::Scheme)),
            ("javascript:alert(1)", Some(Fault::Scheme)),
            ("", Some(Fault::Part)),
            ("example.org/a", Some(Fault::Part)),
            ("//example.org/a", Some(Fault::Part)),
            ("../a:b", Some(Fault::Part)),
            ("https:", Some(Fault::Part)),
            ("https://", Some(Fault::Part)),
            ("https:///a", Some(Fault::Part)),
            ("https://:443", Some(Fault::Part)),
            ("urn:", Some(Fault::Part)),
            ("https://example.org/a b", Some(Fault::Character(' '))),
            ("https://example.org\n", Some(Fault::Character('\n'))),
            ("https://a.example\u{0}", Some(Fault::Character('\0'))),
            ("https://a.example/\u{a0}", Some(Fault::Character('\u{a0}'))),
        ] {
            assert_eq!(fault(url), expected, "{url:?}");
        }
    }
}
