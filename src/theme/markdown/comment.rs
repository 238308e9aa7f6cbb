//! HTML comments.

/// `html` without its comments. One that is never closed is kept: what follows
/// it would vanish without a trace.
pub(super) fn strip(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        let Some(length) = rest[start..].find("-->") else {
            break;
        };
        kept.push_str(&rest[..start]);
        rest = &rest[start + length + "-->".len()..];
    }
    kept.push_str(rest);
    kept
}

/// What a block that is one comment asks forewarn for.
pub(super) fn directive(html: &str) -> Option<&str> {
    let comment = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    let asked = comment.trim().strip_prefix("forewarn:")?.trim();
    (!asked.contains("-->")).then_some(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_is_a_comment_of_its_own() {
        let cases = [
            ("<!-- forewarn: contacts -->\n", Some("contacts")),
            (
                "<!--forewarn:advisories latest=5-->",
                Some("advisories latest=5"),
            ),
            ("<!-- forewarned: contacts -->", None),
            ("<!-- forewarn: a --><!-- forewarn: b -->", None),
            ("<!-- forewarn: contacts", None),
            ("<b><!-- forewarn: contacts -->", None),
        ];
        for (html, expected) in cases {
            assert_eq!(directive(html), expected, "{html}");
        }
    }

    #[test]
    fn only_closed_comments_go() {
        let cases = [
            ("<!-- a -->", ""),
            ("<b><!-- a\n -->c<!----> d", "<b>c d"),
            ("a <!-- b", "a <!-- b"),
            ("a --> b", "a --> b"),
        ];
        for (html, expected) in cases {
            assert_eq!(strip(html), expected);
        }
    }
}
