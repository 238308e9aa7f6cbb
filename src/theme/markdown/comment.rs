//! HTML comments, and what they ask for.

use std::ops::Range;

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

/// What a comment asks forewarn for, and where it stands in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request<'t> {
    pub(super) text: &'t str,
    pub(super) place: Range<usize>,
}

/// The comments of `html` that ask for something. One that is never closed ends
/// with its line.
pub(super) fn requests(html: &str) -> impl Iterator<Item = Request<'_>> {
    let mut done = 0;
    html.match_indices("<!--")
        .filter_map(move |(start, opening)| {
            if start < done {
                return None;
            }
            let inner = start + opening.len();
            let rest = &html[inner..];
            let (length, closing) = match rest.find("-->") {
                Some(length) => (length, "-->".len()),
                None => (rest.find('\n').unwrap_or(rest.len()), 0),
            };
            done = inner + length + closing;
            let text = request(&rest[..length])?;
            Some(Request {
                text,
                place: start..done,
            })
        })
}

/// The comment that a block is as a whole, if it asks for something.
pub(super) fn only_request(html: &str) -> Option<&str> {
    let comment = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    request(comment).filter(|_| !comment.contains("-->"))
}

/// What stands after `forewarn:`, in a comment that begins with it.
fn request(comment: &str) -> Option<&str> {
    let (name, text) = comment.split_once(':')?;
    name.trim()
        .eq_ignore_ascii_case("forewarn")
        .then(|| text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_found_wherever_its_comment_stands() {
        let cases: &[(&str, &[&str], Option<&str>)] = &[
            (
                "<!-- forewarn: contacts -->\n",
                &["contacts"],
                Some("contacts"),
            ),
            (
                "<!--Forewarn:advisories\nlatest=5-->",
                &["advisories\nlatest=5"],
                Some("advisories\nlatest=5"),
            ),
            ("<!-- forewarned: contacts -->", &[], None),
            ("<!-- forewarn is a program: contacts -->", &[], None),
            (
                "<!-- forewarn: a --><!-- forewarn: b -->",
                &["a", "b"],
                None,
            ),
            ("<!-- forewarn: a\nB", &["a"], None),
            ("<b><!-- forewarn: a -->", &["a"], None),
            ("<!-- <!-- forewarn: a -->", &[], None),
            ("<!-- forewarn: a --> -->", &["a"], None),
        ];
        for (html, found, only) in cases {
            let texts: Vec<_> = requests(html).map(|request| request.text).collect();
            assert_eq!(texts, *found, "{html}");
            assert_eq!(only_request(html), *only, "{html}");
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
