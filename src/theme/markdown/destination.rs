//! Where links may lead.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// An address that a page may link to, percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// http, https, mailto, and what a policy tells besides: tel, openpgp4fpr.
    External(String),
    /// A path, query or fragment of this site.
    Relative(String),
}

/// What a host may not hold as it is; little of it, since a host with blanks or
/// quotes is none.
const HOST: &AsciiSet = CONTROLS;

/// What no part of a URL may hold as it is (RFC 3986, section 2), and brackets,
/// which stand in hosts only, around an IPv6 address.
const REST: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'[')
    .add(b']');

impl Destination {
    /// The address that `written` means, when pages may link to it.
    ///
    /// `written` is judged as a browser reads it (WHATWG URL, section 4.4):
    /// without control characters and outer white space. A scheme other than
    /// these is refused, and so are addresses of another host without a
    /// scheme (`//host`, also with backslashes) and those with a user, who
    /// looks like the host.
    pub(super) fn new(written: &str) -> Option<Self> {
        let address = clean(written);
        let before_path = address.split(['/', '?', '#']).next()?;
        let Some((scheme, _)) = before_path.split_once(':') else {
            let is_host = |c| matches!(c, Some('/' | '\\'));
            let mut start = address.chars();
            return match (start.next(), start.next()) {
                (None, _) => None,
                (first, second) if is_host(first) && is_host(second) => None,
                _ => {
                    let mut path = String::with_capacity(address.len());
                    encode(&address, REST, &mut path);
                    Some(Self::Relative(path))
                }
            };
        };
        let rest = &address[scheme.len() + 1..];
        match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => {
                let after = rest.strip_prefix("//")?;
                let end = after.find(['/', '?', '#']).unwrap_or(after.len());
                let (host, path) = after.split_at(end);
                let allowed = |c: char| {
                    c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | ':' | '[' | ']')
                };
                let is_host = host.starts_with(|c: char| c.is_alphanumeric() || c == '[');
                (is_host && host.chars().all(allowed)).then(|| {
                    let mut address = String::with_capacity(address.len());
                    address.extend([scheme, "://"]);
                    encode(host, HOST, &mut address);
                    encode(path, REST, &mut address);
                    Self::External(address)
                })
            }
            "openpgp4fpr" if !rest.bytes().all(|b| b.is_ascii_hexdigit()) => None,
            "mailto" | "tel" | "openpgp4fpr" if !rest.is_empty() => {
                let mut address = format!("{scheme}:");
                encode(rest, REST, &mut address);
                Some(Self::External(address))
            }
            _ => None,
        }
    }
}

/// `written` without control characters and outer white space.
pub(super) fn clean(written: &str) -> Cow<'_, str> {
    if !written.contains(char::is_control) {
        return written.trim().into();
    }
    let kept: String = written.chars().filter(|c| !c.is_control()).collect();
    kept.trim().to_owned().into()
}

/// Percent-encodes what `set` holds, all that is not ASCII, and a percent sign
/// that starts no escape.
fn encode(text: &str, set: &'static AsciiSet, encoded: &mut String) {
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or_default();
    encoded.extend(utf8_percent_encode(first, set));
    for part in parts {
        let is_escape = part.len() >= 2 && part.bytes().take(2).all(|b| b.is_ascii_hexdigit());
        encoded.push_str(if is_escape { "%" } else { "%25" });
        encoded.extend(utf8_percent_encode(part, set));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allowed_addresses_come_out_encoded() {
        let external = [
            ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
            ("HTTP://a.example", "HTTP://a.example"),
            (" https://a.example/\tb\n", "https://a.example/b"),
            ("https://[::1]:8000/a[b]", "https://[::1]:8000/a%5Bb%5D"),
            (
                "https://a.example/é \"<>\\^`{|}",
                "https://a.example/%C3%A9%20%22%3C%3E%5C%5E%60%7B%7C%7D",
            ),
            ("https://a.example/100%", "https://a.example/100%25"),
            ("https://a.example/%2F%zz", "https://a.example/%2F%25zz"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("tel:+49-30-1234", "tel:+49-30-1234"),
            (
                "openpgp4fpr:4096D0A3FFFFD98A1BB32C8FA1B2C3D4E5F60718",
                "openpgp4fpr:4096D0A3FFFFD98A1BB32C8FA1B2C3D4E5F60718",
            ),
        ];
        for (written, expected) in external {
            let expected = Destination::External(expected.to_owned());
            assert_eq!(Destination::new(written), Some(expected), "{written:?}");
        }
        let relative = [
            ("policy.md", "policy.md"),
            ("../a/b.html?c#d", "../a/b.html?c#d"),
            ("#part", "#part"),
            ("/root", "/root"),
            ("/\u{e9}", "/%C3%A9"),
            ("a/b:c", "a/b:c"),
            ("?a:b", "?a:b"),
        ];
        for (written, expected) in relative {
            let expected = Destination::Relative(expected.to_owned());
            assert_eq!(Destination::new(written), Some(expected), "{written:?}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let refused = [
            "",
            " \t",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "\u{a0}javascript:alert(1)",
            "java\u{200b}script:alert(1)",
            "javascript&colon;alert(1):",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a.example/x",
            "view-source:https://a.example",
            "RHSA-1:2.html",
            "//host.example/a",
            "///host.example/a",
            "/\\host.example",
            "\\\\host.example",
            "\\https://host.example",
            "\\/host.example",
            "/\t/host.example",
            "http:host.example",
            "https:/host.example",
            "https:///host.example",
            "https:\\\\host.example",
            "https://",
            "https://\\host.example",
            "https://host example/a",
            "https://name:word@host.example/",
            "mailto:",
            "tel:",
            "openpgp4fpr:",
            "openpgp4fpr:javascript",
        ];
        for written in refused {
            assert_eq!(Destination::new(written), None, "{written:?}");
        }
    }
}
