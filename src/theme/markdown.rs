//! Markdown, and what else the events of its parser are made of, as HTML that is
//! safe by construction.
//!
//! CommonMark with GitHub's tables, alerts, footnotes, task lists,
//! strikethrough and bare addresses. Nothing is rendered and then cleaned: the
//! parser's events are written one by one, with a fixed set of elements and
//! attributes, and everything else is escaped.
//!
//! - HTML in the text is shown as text but for a few elements without attributes
//!   (`br`, `kbd`, `sub`, `sup`, `details`, `summary`); HTML comments are left out, and those that
//!   begin with `forewarn:` are handed to whoever asked for the text.
//! - Links lead to http, https, mailto, tel, openpgp4fpr or a relative address, judged after the
//!   parser has decoded entities; the text of any other stays without a link.
//! - Images are relative, so that no page asks another host for anything; an
//!   image elsewhere becomes a link.
//! - Nesting beyond [`MAX_DEPTH`] is rendered flat, and code beyond
//!   [`MAX_HIGHLIGHTED`] bytes a text stays without colours.
//! - All void elements are closed and all attributes quoted, so the result is
//!   also well-formed XML.

mod autolink;
mod comment;
mod destination;
mod footnote;
mod slug;
mod table;
#[cfg(test)]
mod tests;
mod title;
mod writer;

use std::borrow::Cow;
use std::ops::Range;

pub use self::title::{bare_title, title};

use pulldown_cmark::utils::TextMergeWithOffset;
use pulldown_cmark::{Event, Options as Syntax, Parser, TagEnd};

use super::escape::escape;
use super::language::Language;
use crate::document;
use crate::model::Format;
use crate::model::text::{single_spaced, without_forbidden};
use destination::Destination;
use writer::Writer;

/// How deep quotes and lists nest on a page, and how deep emphasis does.
pub const MAX_DEPTH: usize = 32;

/// Bytes of code that are highlighted in one text; a block that does not fit in
/// what is left of them stays plain.
pub const MAX_HIGHLIGHTED: usize = 32 * 1024;

/// Gives the address that stands for a relative one, when it is another.
pub type Rewrite<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// How a text is rendered.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// How the text is marked up.
    pub format: Format,
    /// Whether a heading of the first level that opens the text is left out of it,
    /// to be shown apart. Comments before it are nothing.
    pub title_apart: bool,
    /// Added to the level of every heading; levels end at 6.
    pub heading_offset: u8,
    /// Whether levels that the author left out are closed up, so that the first
    /// heading has level 1 and none skips a level (HTML, section 4.3.11), before
    /// the offset is added.
    pub close_levels: bool,
    /// Put before every id, so that several texts fit on one page. Links of the
    /// text to its own fragments get it too.
    pub id_prefix: &'a str,
    /// The language of the words that are added; none is English.
    pub language: Option<&'a Language>,
    /// Whether it is read apart from its page: headings lead nowhere, and code has no
    /// colours, which nobody has the style sheet of.
    pub apart: bool,
    /// Asked for every relative link and image; `None` keeps it as written.
    pub rewrite: Option<&'a Rewrite<'a>>,
}

impl<'a> Options<'a> {
    /// The words that are added to the text.
    fn words(&self) -> &'a Language {
        self.language.unwrap_or_else(|| Language::english())
    }
}

/// A text as HTML, and what a page or a check wants to know about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Blocks of HTML.
    pub html: String,
    /// The heading that is shown apart.
    pub title: Option<Heading>,
    /// All other headings, in order.
    pub headings: Vec<Heading>,
    /// Every link and image, in order, refused ones included.
    pub links: Vec<Link>,
    /// Every comment that asks for something, in order.
    pub directives: Vec<Directive>,
}

/// A comment that asks for something to be put in its place:
/// `<!-- forewarn: advisories latest=5 -->`. A forge shows nothing of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What it asks for: `advisories latest=5`.
    pub text: String,
    /// Where in the HTML the answer belongs, in bytes; `None` where no block of
    /// the page can stand: in a list, a quote, a footnote, code, or a line with
    /// other text.
    pub at: Option<usize>,
    /// The bytes of the text that make up the comment.
    pub range: Range<usize>,
}

/// A heading that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, offset included.
    pub level: u8,
    /// The fragment that leads to it, prefix included.
    pub id: String,
    /// Its text without markup, not escaped.
    pub text: String,
    /// Its text as HTML, without the element around it.
    pub html: String,
}

/// A link or image of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, with Markdown escapes and entities decoded.
    pub destination: String,
    /// The bytes of the text that make up the link.
    pub range: Range<usize>,
}

/// Renders a text of any length.
///
/// ```
/// use forewarn::theme::markdown::{self, Options};
///
/// let rendered = markdown::render("See [the *fix*](javascript:x).", &Options::default());
/// assert_eq!(rendered.html, "<p>See the <em>fix</em>.</p>\n");
/// ```
pub fn render(text: &str, options: &Options<'_>) -> Rendered {
    let mut writer = Writer::new(text, options);
    for (event, range) in document::events(options.format, text) {
        writer.write(event, range);
    }
    writer.finish()
}

/// Renders a text of one line, such as a summary: code, emphasis and links.
/// What would open a block is text, line ends are spaces, images are their
/// descriptions.
///
/// ```
/// use forewarn::theme::markdown;
///
/// assert_eq!(markdown::inline("1. `verify` > *all*"), "1. <code>verify</code> &gt; <em>all</em>");
/// ```
pub fn inline(text: &str) -> String {
    line(text, &Options::default())
}

/// The same with these options.
pub fn line(text: &str, options: &Options<'_>) -> String {
    let line = guarded(text);
    let mut writer = Writer::new(&line, options).without_images();
    for (event, range) in events(&line, Syntax::ENABLE_STRIKETHROUGH) {
        writer.write(event, range);
    }
    let html = writer.finish().html;
    html.strip_prefix("<p>\u{A0}")
        .and_then(|html| html.strip_suffix("</p>\n"))
        .map_or_else(|| escape(text), str::to_owned)
}

/// The value of an `href` that leads to an address outside the site; `None`
/// when no page may link to it. Addresses in fields are judged as those in
/// texts are.
///
/// ```
/// use forewarn::theme::markdown;
///
/// assert_eq!(markdown::external("https://a.example/b c").as_deref(), Some("https://a.example/b%20c"));
/// assert_eq!(markdown::external("javascript:x"), None);
/// ```
pub fn external(address: &str) -> Option<String> {
    match Destination::new(address)? {
        Destination::External(address) => Some(address),
        Destination::Relative(_) => None,
    }
}

/// The words of a text without markup, on one line, not escaped: for
/// descriptions and titles. A text of one line is read as [`inline`] reads it.
///
/// ```
/// use forewarn::theme::markdown;
///
/// assert_eq!(markdown::plain("# A\n\nSee [b](c) & `d`."), "A See b & d.");
/// ```
pub fn plain(text: &str) -> String {
    let one_line = !text.trim().contains('\n');
    let (text, syntax) = if one_line {
        (Cow::Owned(guarded(text)), Syntax::ENABLE_STRIKETHROUGH)
    } else {
        (Cow::Borrowed(text), document::markdown())
    };
    let mut words = String::new();
    let mut html = String::new();
    for (event, _) in events(&text, syntax) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::Html(text) => html.push_str(&text),
            Event::InlineHtml(text) => words.push_str(&comment::strip(&text)),
            Event::End(TagEnd::HtmlBlock) => {
                words.push_str(&comment::strip(&std::mem::take(&mut html)));
                words.push(' ');
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => words.push(' '),
            Event::End(tag) if !is_inline(tag) => words.push(' '),
            _ => {}
        }
    }
    without_forbidden(&single_spaced(&words))
}

/// `text` on one line that no block can start on: a no-break space is white
/// space to emphasis but not to the syntax of blocks.
fn guarded(text: &str) -> String {
    format!("\u{A0}{}", single_spaced(text))
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// The parser's events; text that it gives in pieces comes in one, since an
/// address may lie across them.
fn events(text: &str, syntax: Syntax) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    TextMergeWithOffset::new(Parser::new_ext(text, syntax).into_offset_iter())
}
