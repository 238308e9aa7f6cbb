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

#[cfg(test)]
mod tests {
    use super::*;

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
