//! The texts that a project writes, in any of their formats, as one stream of
//! events: so one writer makes pages of them, one search finds their titles, and
//! one reader tells what a policy claims.

pub mod claim;
mod html;
mod rst;
mod text;

pub use html::{Tag as HtmlTag, tags};

use std::ops::Range;

use pulldown_cmark::utils::TextMergeWithOffset;
use pulldown_cmark::{Event, HeadingLevel, Options as Syntax, Parser, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Format, Page};
use crate::source::Span;

/// An event of [`pulldown_cmark`] with its place in the text; in formats other than
/// Markdown, only what a finding may be about has a place.
pub type Placed<'t> = (Event<'t>, Range<usize>);

/// What is wrong with a text, by its place there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    code: Code,
    place: Range<usize>,
    message: String,
    help: String,
}

impl Fault {
    fn new(
        code: Code,
        place: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            place,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// The events of a text.
pub fn events(format: Format, text: &str) -> Box<dyn Iterator<Item = Placed<'_>> + '_> {
    match format {
        // The parser gives text in pieces, and an address may lie across them.
        Format::Markdown => {
            let parser = Parser::new_ext(text, markdown());
            Box::new(TextMergeWithOffset::new(parser.into_offset_iter()))
        }
        Format::ReStructuredText => Box::new(rst::read(text).events.into_iter()),
        Format::Text => Box::new(text::events(text).into_iter()),
    }
}

/// CommonMark with what GitHub adds to it.
pub fn markdown() -> Syntax {
    Syntax::ENABLE_TABLES
        | Syntax::ENABLE_FOOTNOTES
        | Syntax::ENABLE_STRIKETHROUGH
        | Syntax::ENABLE_TASKLISTS
        | Syntax::ENABLE_GFM
}

/// The words of the first heading of level one, without markup.
pub fn title(format: Format, text: &str) -> Option<String> {
    const TITLE: HeadingLevel = HeadingLevel::H1;
    let mut words: Option<String> = None;
    for (event, _) in events(format, text) {
        match (event, &mut words) {
            (Event::Start(Tag::Heading { level: TITLE, .. }), _) => words = Some(String::new()),
            (Event::End(TagEnd::Heading(_)), Some(_)) => break,
            (Event::Text(text) | Event::Code(text), Some(words)) => words.push_str(&text),
            (Event::SoftBreak | Event::HardBreak, Some(words)) => words.push(' '),
            _ => {}
        }
    }
    let words = words?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(words).filter(|words| !words.is_empty())
}

/// The id of a heading as GitHub makes it: the text in lower case without
/// punctuation. It never holds a colon.
pub fn slug(heading: &str) -> String {
    let slug: String = heading
        .trim()
        .chars()
        .filter_map(|c| match c {
            c if c.is_whitespace() => Some('-'),
            '-' | '_' => Some(c),
            c => c.is_alphanumeric().then_some(c),
        })
        .flat_map(char::to_lowercase)
        .collect();
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug
    }
}

/// Reports what of a page's text cannot be shown as it was meant.
pub fn check(page: &Page, out: &mut Diagnostics) {
    let body = &page.body;
    let faults = match page.format {
        Format::ReStructuredText => rst::read(&body.value).faults,
        Format::Markdown => html::faults(&body.value),
        Format::Text => Vec::new(),
    };
    for Fault {
        code,
        place,
        message,
        help,
    } in faults
    {
        let start = body.span.start() + place.start;
        let span = Span::new(body.span.file, start, body.span.start() + place.end);
        out.push(Diagnostic::new(code, span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_first_heading_are_found() {
        use Format::{Markdown, ReStructuredText, Text};
        for (format, text, words) in [
            (Markdown, "text\n\n# One #\n", Some("One")),
            (Markdown, "Security\n========\n", Some("Security")),
            (
                Markdown,
                "Security of\n`tinysig`\n====\n",
                Some("Security of tinysig"),
            ),
            (
                Markdown,
                "# *All* about [`x`](y) &amp; __init__",
                Some("All about x & init"),
            ),
            (Markdown, "## Two\n\n### Three", None),
            (Markdown, "#\n\n# Later", None),
            (Markdown, "", None),
            (
                ReStructuredText,
                "=========\n``a`` *b*\n=========\n\nC\n-\n",
                Some("a b"),
            ),
            (ReStructuredText, "Text.\n", None),
            (Text, "Security\n========\n\nText.\n", Some("Security")),
            (Text, "# Security\n", None),
        ] {
            assert_eq!(title(format, text).as_deref(), words, "{text}");
        }
    }
}
