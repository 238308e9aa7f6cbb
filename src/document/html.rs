//! HTML in Markdown: what pages make of it, and what they show as text.

use pulldown_cmark::{Event, Tag as Element, TagEnd};

use super::{Fault, events};
use crate::diagnostic::Code;
use crate::model::Format;

/// Elements without attributes that pages make.
const MADE: [&str; 6] = ["br", "kbd", "sub", "sup", "details", "summary"];

/// Elements that people write, and the Markdown for them.
const OTHERS: [(&str, &str); 16] = [
    ("a", "write `[text](address)`"),
    ("img picture", "write `![description](address)`"),
    ("b strong", "write `**text**`"),
    ("i em cite var", "write `*text*`"),
    ("code tt samp", "write the text between backticks"),
    (
        "pre",
        "indent the text by four blanks, or put it between lines of three backticks",
    ),
    ("s del strike", "write `~~text~~`"),
    ("h1 h2 h3 h4 h5 h6", "write `## Title`"),
    ("hr", "write `---` on a line of its own"),
    (
        "ul ol li dl dt dd",
        "write a list, with `- ` before each item",
    ),
    (
        "table thead tbody tr td th",
        "write a table, with `|` between its cells",
    ),
    ("blockquote q", "write `> ` before each line"),
    (
        "p div span center font section article main header footer nav",
        "write the text alone",
    ),
    (
        "u ins mark small big abbr figure figcaption address",
        "write the text alone",
    ),
    (
        "script style iframe object embed form input button video audio source link meta",
        "leave it out",
    ),
    (
        "br kbd sub sup details summary",
        "write the tag without attributes",
    ),
];

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag<'h> {
    /// An element that pages make begins.
    Start(&'static str),
    /// It ends.
    End(&'static str),
    /// Anything else, as it is written; comments are nothing.
    Text(&'h str),
}

/// The pieces of HTML, in order.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut text = 0;
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let is_comment = html[start..].starts_with("<!--");
        let end = if is_comment { "-->" } else { ">" };
        let Some(length) = html[start..].find(end) else {
            break;
        };
        let end = start + length + end.len();
        let known = made(&html[start..end]);
        if known.is_some() || is_comment {
            tags.extend((text < start).then(|| Tag::Text(&html[text..start])));
            tags.extend(known);
            text = end;
        }
        at = if known.is_some() || is_comment {
            end
        } else {
            start + 1
        };
    }
    tags.extend((text < html.len()).then(|| Tag::Text(&html[text..])));
    tags
}

/// `<kbd>`, `</kbd>`, `<br/>`, `<details open>`.
fn made(tag: &str) -> Option<Tag<'static>> {
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let (inner, is_end) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner.trim_end_matches('/'), false),
    };
    let inner = inner.trim_end().to_ascii_lowercase();
    let name = inner.strip_suffix(" open").unwrap_or(&inner);
    let is_open = name.len() < inner.len();
    let known = MADE.into_iter().find(|known| *known == name)?;
    (!is_open || known == "details").then_some(if is_end {
        Tag::End(known)
    } else {
        Tag::Start(known)
    })
}

/// Reports HTML that is shown as text, once for each place, and comments that nearly
/// ask for something.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut block: Option<std::ops::Range<usize>> = None;
    for (event, place) in events(Format::Markdown, text) {
        match event {
            Event::Start(Element::HtmlBlock) => block = Some(place),
            Event::End(TagEnd::HtmlBlock) => {
                let place = block.take().unwrap_or(place);
                let end = place.start + text[place.clone()].trim_end().len();
                faults.extend(fault(text, place.start..end));
            }
            Event::InlineHtml(_) => faults.extend(fault(text, place)),
            _ => {}
        }
    }
    faults
}

fn fault(text: &str, place: std::ops::Range<usize>) -> Option<Fault> {
    let html = &text[place.clone()];
    if let Some(comment) = html.trim().strip_prefix("<!--") {
        return near(comment.trim_end_matches("-->")).map(|help| {
            let message = "this comment is not read, though it seems to ask for a part of the page";
            Fault::new(Code::DirectiveUnknown, place, message, help)
        });
    }
    let pieces = tags(html);
    let mut texts = pieces.iter().filter_map(|piece| match piece {
        Tag::Text(text) => Some(*text),
        _ => None,
    });
    let (name, help) = texts.find_map(|text| text.split('<').skip(1).find_map(element))?;
    let message = format!("`<{name}>` is shown as text");
    Some(Fault::new(Code::HtmlShown, place, message, help))
}

/// The element that begins here, and what to write for it. Other words in angle
/// brackets are meant as they stand.
fn element(rest: &str) -> Option<(String, &'static str)> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
    let name = rest[..end.unwrap_or(rest.len())].to_ascii_lowercase();
    let mut known = OTHERS.iter();
    let (_, help) = known.find(|(names, _)| names.split(' ').any(|known| known == name))?;
    Some((name, help))
}

/// What a comment that nearly asks for something would be.
fn near(comment: &str) -> Option<String> {
    const LIKE: f64 = 0.9;
    const ALIKE: f64 = 0.95;
    const PARTS: [&str; 4] = ["contacts", "promises", "supported-versions", "advisories"];
    let mut words = comment.split_whitespace();
    let first = words.next()?;
    let name = first.trim_end_matches([':', ';', ',', '=', '-']);
    let is_read = comment
        .split_once(':')
        .is_some_and(|(before, _)| before.trim().eq_ignore_ascii_case("forewarn"));
    let is_name = strsim::jaro_winkler(&name.to_lowercase(), "forewarn") > ALIKE;
    let part = words.next()?;
    let likeness = |known: &str| strsim::jaro_winkler(part, known);
    let part = PARTS.into_iter().find(|known| likeness(known) > LIKE)?;
    (is_name && !is_read).then(|| format!("write `<!-- forewarn: {part} -->`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_make_is_told_from_what_they_show() {
        use Tag::{End, Start, Text};
        for (html, expected) in [
            ("<br>", &[Start("br")][..]),
            ("a<BR />b", &[Text("a"), Start("br"), Text("b")]),
            ("<kbd>x</kbd>", &[Start("kbd"), Text("x"), End("kbd")]),
            ("<details open>", &[Start("details")]),
            ("<kbd class=x>", &[Text("<kbd class=x>")]),
            ("<!-- a <b> --><sub>", &[Start("sub")]),
            ("<b><sup>", &[Text("<b>"), Start("sup")]),
            ("<kbd", &[Text("<kbd")]),
            ("<!-- a", &[Text("<!-- a")]),
        ] {
            assert_eq!(tags(html), expected, "{html}");
        }
    }

    #[test]
    fn html_is_told_once_for_each_place() {
        let told = |text: &str| -> Vec<String> {
            let faults = faults(text).into_iter();
            faults
                .map(|fault| format!("{}: {}: {}", &text[fault.place], fault.message, fault.help))
                .collect()
        };
        assert_eq!(
            told("See <a href=\"x\">y</a> and\n<b>z</b>.\n\n<p align=x>\n<b>w</b>\n</p>\n"),
            [
                "<a href=\"x\">: `<a>` is shown as text: write `[text](address)`",
                "<b>: `<b>` is shown as text: write `**text**`",
                "<p align=x>\n<b>w</b>\n</p>: `<p>` is shown as text: write the text alone",
            ]
        );
        let fine = "a<br>b <kbd>c</kbd> <version> `<b>` <a@b.example> <https://a.example>\n\n\
                    <details>\n<summary>S</summary>\n\nT\n\n</details>\n\n<!-- <b> -->\n\n    <b>\n";
        assert_eq!(told(fine), [""; 0]);
    }

    #[test]
    fn comments_that_nearly_ask_are_told() {
        for (comment, help) in [
            (
                "forewarn contacts",
                Some("write `<!-- forewarn: contacts -->`"),
            ),
            (
                "forwarn: advisories latest=5",
                Some("write `<!-- forewarn: advisories -->`"),
            ),
            (
                "Forewarn; contact",
                Some("write `<!-- forewarn: contacts -->`"),
            ),
            ("forewarn: contacts", None),
            ("FOREWARN: contacts", None),
            ("forewarn is a program", None),
            ("forward contacts", None),
            ("other contacts", None),
        ] {
            assert_eq!(near(comment).as_deref(), help, "{comment}");
        }
    }
}
