//! Markdown of the authors as parts of a page.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use super::Frame;
use super::excerpt::excerpt;
use crate::model::{Page, SitePath};
use crate::source::{Span, Spanned};
use crate::theme::markdown::{self, Options};

/// A text below a heading of level `below`. Its ids begin with the name of the
/// section, so that several texts fit on one page.
pub(super) fn section(frame: &Frame<'_>, name: &str, below: u8, text: &str) -> String {
    let options = Options {
        heading_offset: below,
        close_levels: true,
        id_prefix: &format!("{name}-"),
        rewrite: Some(&|target| published(frame.path, target)),
        ..Options::default()
    };
    markdown::render(text, &options).html
}

/// A page of its own.
pub(super) struct Document {
    /// The id of the heading that is the title, when the text opens with one.
    pub(super) title_id: Option<String>,
    /// The text without that heading (HTML).
    pub(super) body: String,
}

/// A page of its own: its title is shown apart, but keeps its id.
pub(super) fn document(frame: &Frame<'_>, text: &str) -> Document {
    let (title, body) = text.split_at(title_length(text));
    let title = markdown::render(title, &Options::default());
    let title_id = title.headings.into_iter().next().map(|heading| heading.id);
    let taken: Vec<&str> = title_id.as_deref().into_iter().collect();
    let options = Options {
        heading_offset: 1,
        close_levels: true,
        taken_ids: &taken,
        rewrite: Some(&|target| published(frame.path, target)),
        ..Options::default()
    };
    Document {
        body: markdown::render(body, &options).html,
        title_id,
    }
}

/// What a check of links wants to know about a page of the authors.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Every relative link, by the address it has on the page.
    pub links: Vec<Spanned<String>>,
    /// The ids that headings have.
    pub ids: Vec<String>,
}

/// The links and ids of a page of its own.
pub fn outline(page: &Page) -> Outline {
    let text = &page.body;
    let rendered = markdown::render(&text.value, &Options::default());
    let links = rendered
        .links
        .into_iter()
        .filter(|link| is_relative(&link.destination))
        .map(|link| {
            let start = text.span.start + link.range.start;
            let end = text.span.start + link.range.end;
            let address = published(&page.path, &link.destination).unwrap_or(link.destination);
            Spanned::new(address, Span::new(text.span.file, start, end))
        })
        .collect();
    let ids = rendered.headings.into_iter().map(|heading| heading.id);
    Outline {
        links,
        ids: ids.collect(),
    }
}

/// Whether an address has neither scheme nor host.
fn is_relative(address: &str) -> bool {
    let first = address.split(['/', '?', '#']).next().unwrap_or_default();
    !address.starts_with('/') && !first.contains(':')
}

/// Where a heading of the first level ends that the text opens with.
fn title_length(text: &str) -> usize {
    const TITLE: HeadingLevel = HeadingLevel::H1;
    match Parser::new(text).into_offset_iter().next() {
        Some((Event::Start(Tag::Heading { level: TITLE, .. }), place)) => place.end,
        _ => 0,
    }
}

/// The address of a page that is linked to by its Markdown file, so that links
/// work on a forge too. `policy.md` is the first page of the site.
fn published(page: &SitePath, target: &str) -> Option<String> {
    let (path, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
    let stem = path.strip_suffix(".md")?;
    let mut parts: Vec<_> = page.as_str().split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    let stem = match (parts.as_slice(), stem.strip_suffix("policy")) {
        (["policy.md"], Some(folder)) => format!("{folder}index"),
        _ => stem.to_owned(),
    };
    Some(format!("{stem}.html{rest}"))
}

/// The sentence that stands for a text, as plain text, no longer than `limit`
/// characters; none of a text without words.
pub(super) fn opening(text: &str, limit: usize) -> Option<String> {
    let words = excerpt(paragraphs(text).map(markdown::plain), limit);
    (!words.is_empty()).then_some(words)
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
    fn links_to_markdown_files_lead_to_their_pages() {
        let from = |page: &str, target: &str| published(&SitePath::new(page).unwrap(), target);
        for (page, target, address) in [
            ("index.html", "scope.md", "scope.html"),
            ("index.html", "a/policy.md?x#y", "a/policy.html?x#y"),
            ("scope.html", "./policy.md#top", "./index.html#top"),
            ("a/b.html", "../policy.md", "../index.html"),
            ("a/b.html", "policy.md", "policy.html"),
        ] {
            assert_eq!(from(page, target).as_deref(), Some(address), "{target}");
        }
        assert_eq!(from("index.html", "key.asc"), None);
        assert_eq!(from("index.html", "#part.md"), None);
    }

    #[test]
    fn only_a_heading_that_opens_the_text_is_its_title() {
        for (text, body) in [
            ("# Policy\n\nText", "\nText"),
            ("Policy\n======\nText", "Text"),
            ("## Policy\n", "## Policy\n"),
            ("Text\n\n# Policy\n", "Text\n\n# Policy\n"),
            ("", ""),
        ] {
            assert_eq!(&text[title_length(text)..], body);
        }
    }
}
