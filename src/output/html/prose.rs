//! Markdown of the authors as parts of a page.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::excerpt;
use super::link::Link;
use super::part::Part;
use super::target::{Targets, published};
use crate::document;
use crate::model::{Format, Page, SitePath};
use crate::output::Frame;
use crate::source::{Span, Spanned};
use crate::theme::escape;
use crate::theme::markdown::{self, Options, Rendered};

/// A text below a heading of level `below`. Its ids begin with the name of the
/// section, so that several texts fit on one page.
pub(super) fn section(frame: &Frame<'_>, name: &str, below: u8, text: &str) -> String {
    let options = Options {
        heading_offset: below,
        close_levels: true,
        id_prefix: &format!("{name}-"),
        language: Some(frame.language()),
        rewrite: Some(&|target| published(frame.path, target)),
        ..Options::default()
    };
    markdown::render(text, &options).html
}

/// A page of its own.
pub(super) struct Document {
    /// The title (HTML).
    pub(super) title: String,
    /// The id of the heading that is the title, when the text opens with one.
    pub(super) title_id: Option<String>,
    /// The text without that heading, and what it asks for.
    pub(super) pieces: Vec<Piece>,
    /// The headings of the highest level below the title.
    pub(super) sections: Vec<Link>,
}

/// A piece of a page.
pub(super) enum Piece {
    /// Text (HTML).
    Text(String),
    /// What a directive asks for.
    Part(Part),
}

impl Document {
    /// Every part that the text asks for.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Part(part) => Some(*part),
            Piece::Text(_) => None,
        })
    }
}

/// A page of its own: its title is shown apart, but keeps its id. Directives
/// that cannot be answered are left out.
pub(super) fn document(frame: &Frame<'_>, page: &Page) -> Document {
    let has = |path: &SitePath| frame.plan.has(path);
    let targets = Targets::new(frame, &has);
    let options = Options {
        format: page.format,
        title_apart: true,
        heading_offset: 1,
        close_levels: true,
        language: Some(frame.language()),
        rewrite: Some(&|written| targets.address(page, written)),
        ..Options::default()
    };
    let rendered = markdown::render(&page.body.value, &options);
    // The title that the front matter gives may be another.
    let title = rendered
        .title
        .as_ref()
        .filter(|heading| heading.text == page.title);
    let sections = rendered
        .headings
        .iter()
        .filter(|heading| heading.level == 2);
    Document {
        title: title.map_or_else(|| escape(&page.title), |heading| heading.html.clone()),
        sections: sections
            .map(|heading| Link {
                text: heading.text.clone(),
                url: Some(format!("#{}", heading.id)),
            })
            .collect(),
        pieces: pieces(&rendered),
        title_id: rendered.title.map(|heading| heading.id),
    }
}

/// The text between the directives, and the parts in their places.
fn pieces(rendered: &Rendered) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = 0;
    let text = |from: usize, to: usize, pieces: &mut Vec<Piece>| {
        let html = rendered.html[from..to].trim();
        if !html.is_empty() {
            pieces.push(Piece::Text(html.to_owned()));
        }
    };
    let asked = rendered.directives.iter();
    let parts = asked.filter_map(|asked| Some((asked.at?, Part::of(&asked.text).ok()?)));
    for (at, part) in parts.take(Part::MOST_OF_A_PAGE) {
        text(rest, at, &mut pieces);
        pieces.push(Piece::Part(part));
        rest = at;
    }
    text(rest, rendered.html.len(), &mut pieces);
    pieces
}

/// What checks want to know about a page of the authors.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Every relative link, by the address it has on the page.
    pub links: Vec<Spanned<String>>,
    /// The ids that headings have.
    pub ids: Vec<String>,
    /// What the page asks for.
    pub requests: Vec<Request>,
}

/// What a directive asks for, and whether a part of the page can stand there.
#[derive(Clone, Debug)]
pub struct Request {
    /// What stands after `forewarn:`, at the place of the whole comment.
    pub text: Spanned<String>,
    /// Whether it lies between blocks of text.
    pub is_placed: bool,
}

/// The links, ids and directives of a page of its own.
pub fn outline(page: &Page, targets: &Targets<'_>) -> Outline {
    let text = &page.body;
    let options = Options {
        format: page.format,
        ..Options::default()
    };
    let rendered = markdown::render(&text.value, &options);
    let place = |range: Range<usize>| {
        let start = text.span.start() + range.start;
        Span::new(text.span.file, start, text.span.start() + range.end)
    };
    // On the forge `/` is the root of the repository, and here that of a server.
    let is_rooted = |address: &str| {
        let is_path = address.starts_with('/') && !address.starts_with("//");
        is_path && !page.source.starts_with("content/")
    };
    let links = rendered
        .links
        .into_iter()
        .map(|link| {
            let address = targets.address(page, &link.destination);
            Spanned::new(address.unwrap_or(link.destination), place(link.range))
        })
        .filter(|link| is_relative(&link.value) || is_rooted(&link.value))
        .collect();
    let title = rendered.title.into_iter();
    let headings = title.chain(rendered.headings);
    let ids = headings.map(|heading| heading.id);
    let requests = rendered.directives.into_iter();
    Outline {
        links,
        ids: ids.collect(),
        requests: requests
            .map(|directive| Request {
                text: Spanned::new(directive.text, place(directive.range)),
                is_placed: directive.at.is_some(),
            })
            .collect(),
    }
}

/// Where the links of an advisory's text lead that have neither scheme nor host,
/// each with what is written.
pub fn relative_links(page: &SitePath, text: &str) -> Vec<(String, String)> {
    const ELSEWHERE: [&str; 3] = ["http", "mailto:", "#"];
    // Most texts have none, and need not be parsed.
    let is_local = |(at, mark): (usize, &str)| {
        let rest = text[at + mark.len()..].trim_start();
        let rest = rest.trim_start_matches('<');
        !ELSEWHERE.iter().any(|start| rest.starts_with(start))
    };
    let mut marks = text.match_indices("](").chain(text.match_indices("]:"));
    if !marks.any(is_local) {
        return Vec::new();
    }
    let events = document::events(Format::Markdown, text);
    let written = events.filter_map(|(event, _)| match event {
        Event::Start(Tag::Link {
            link_type: LinkType::Email,
            ..
        }) => None,
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    written
        .filter(|written| is_relative(written) && !written.starts_with('#'))
        .map(|written| {
            let address = published(page, &written);
            (address.unwrap_or_else(|| written.clone()), written)
        })
        .collect()
}

/// Whether an address has neither scheme nor host.
fn is_relative(address: &str) -> bool {
    let first = address.split(['/', '?', '#']).next().unwrap_or_default();
    !address.starts_with('/') && !first.contains(':')
}

/// The sentence that stands for a text, as plain text; none of a text without
/// words.
pub(super) fn telling(text: &str) -> Option<String> {
    excerpt::telling(paragraphs(text).map(markdown::plain))
}

/// The paragraphs of a text, without headings, which mostly say no more than
/// `Impact`, and code. A text without any is one.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut places = Parser::new(text)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)))
        .map(|(_, place)| place);
    let first = places.next().unwrap_or(0..text.len());
    std::iter::once(first)
        .chain(places)
        .map(|place| &text[place])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lie_below_the_heading_of_the_page_without_gaps() {
        let text = "#### A\n\n###### B\n\n## C\n\n### D\n\n# E\n";
        let options = Options {
            heading_offset: 1,
            close_levels: true,
            ..Options::default()
        };
        let headings = markdown::render(text, &options).headings;
        let levels: Vec<_> = headings.iter().map(|heading| heading.level).collect();
        assert_eq!(levels, [2, 3, 2, 3, 2]);
    }

    #[test]
    fn only_a_heading_that_opens_the_text_is_its_title() {
        for (text, title, rest) in [
            ("# Policy\n\nText", Some("Policy"), "<p>Text</p>\n"),
            ("Policy\n======\nText", Some("Policy"), "<p>Text</p>\n"),
            ("<!-- a -->\n<!-- b\n-->\n\n# Policy\n", Some("Policy"), ""),
            ("<b>\n\nText", None, "<p>&lt;b&gt;</p>\n<p>Text</p>\n"),
            ("", None, ""),
        ] {
            let options = Options {
                title_apart: true,
                ..Options::default()
            };
            let rendered = markdown::render(text, &options);
            let found = rendered.title.map(|heading| heading.text);
            assert_eq!(found.as_deref(), title, "{text}");
            assert_eq!(rendered.html, rest, "{text}");
        }
        for text in [
            "<b>\n\n# A\n",
            "<!-- a --> b\n# A\n",
            "## A\n",
            "Text\n\n# A\n",
            "> # A\n",
        ] {
            let options = Options {
                title_apart: true,
                ..Options::default()
            };
            assert_eq!(markdown::render(text, &options).title, None, "{text}");
        }
    }
}
