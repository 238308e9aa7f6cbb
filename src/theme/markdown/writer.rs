//! Writes the parser's events as HTML.

mod code;
mod directive;
mod heading;
mod html;
mod link;
mod mark;
mod open;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, Tag};

use self::open::Open;
use super::footnote::Footnotes;
use super::slug::Slugs;
use super::table::Table;
use super::{MAX_DEPTH, Options, Rendered};
use crate::theme::escape::{escape, escaped};

/// HTML that grows by one event after the other. Every start of an element is
/// followed by its end: [`pulldown_cmark`] keeps them balanced.
pub(super) struct Writer<'a> {
    source: &'a str,
    options: &'a Options<'a>,
    images: bool,
    out: Rendered,
    /// What the end of each open element has to write.
    open: Vec<Open>,
    /// How many of the open elements are containers, and how many are spans.
    containers: usize,
    spans: usize,
    in_link: bool,
    /// Text that is collected instead of written: code, HTML, a description.
    raw: Option<String>,
    /// The words of a heading or of a table's head, beside what is written.
    words: Option<String>,
    table: Option<Table>,
    tables: usize,
    slugs: Slugs,
    /// The levels, as written, of the headings that the current one is under.
    outline: Vec<u8>,
    footnotes: Footnotes<'a>,
    highlighted: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(source: &'a str, options: &'a Options<'a>) -> Self {
        Self {
            source,
            options,
            images: true,
            out: Rendered::default(),
            open: Vec::new(),
            containers: 0,
            spans: 0,
            in_link: false,
            raw: None,
            words: None,
            table: None,
            tables: 0,
            slugs: Slugs::new(options.id_prefix),
            outline: Vec::new(),
            footnotes: Footnotes::new(options.id_prefix, options.words()),
            highlighted: 0,
        }
    }

    /// Shows the description of an image in its place.
    pub(super) fn without_images(mut self) -> Self {
        self.images = false;
        self
    }

    pub(super) fn finish(mut self) -> Rendered {
        self.close_html();
        self.out.html.push_str(&self.footnotes.list());
        self.out
    }

    pub(super) fn write(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                let open = self.start(tag, range);
                self.open.push(open);
            }
            Event::End(_) => {
                self.close_html();
                let open = self.open.pop().expect("every end has its start");
                self.end(open);
            }
            Event::Text(text) => self.text(&text, range),
            Event::Html(html) => self.plain(&html),
            Event::InlineHtml(html) => {
                self.note_misplaced(range);
                self.html(&html);
            }
            Event::Code(code) => self.code_span(&code),
            Event::SoftBreak => self.line_end("\n"),
            Event::HardBreak => self.line_end("<br/>\n"),
            Event::Rule => self.push("<hr/>\n"),
            Event::FootnoteReference(label) => self.footnote_mark(&label),
            Event::TaskListMarker(done) => self.task(done),
            // Their syntax is not turned on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.plain(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> Open {
        self.note_destination(&tag, &range);
        if self.raw.is_some() {
            return Open::Nothing;
        }
        match tag {
            Tag::Paragraph => self.element("<p>", "</p>\n"),
            Tag::Heading { level, .. } => {
                self.words = Some(String::new());
                let content = self.out.html.len();
                let opens = self.options.title_apart && content == 0 && self.open.is_empty();
                if opens && level == HeadingLevel::H1 && self.out.title.is_none() {
                    return Open::Title;
                }
                let level = self.level(level as u8);
                Open::Heading { level, content }
            }
            Tag::BlockQuote(kind) => self.quote(kind),
            Tag::List(None) => self.container("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.container("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => {
                self.container(&format!("<ol start=\"{first}\">\n"), "</ol>\n")
            }
            Tag::Item => self.in_list("<li>", "</li>\n"),
            Tag::CodeBlock(kind) => {
                self.raw = Some(String::new());
                let language = code::language(&kind);
                Open::Code { language, range }
            }
            Tag::HtmlBlock => {
                self.raw = Some(String::new());
                Open::Html { range }
            }
            Tag::FootnoteDefinition(label) => Open::Footnote {
                label: label.into_string(),
                before: std::mem::take(&mut self.out.html),
            },
            Tag::Table(alignments) => {
                self.table = Some(Table::open(alignments, &mut self.out.html));
                Open::Table
            }
            Tag::TableHead => {
                self.words = Some(String::new());
                self.in_table(Table::open_head, Open::Head)
            }
            Tag::TableRow => self.in_table(Table::open_row, Open::Row),
            Tag::TableCell => self.in_table(Table::open_cell, Open::Cell),
            Tag::Emphasis => self.span("<em>", "</em>"),
            Tag::Strong => self.span("<strong>", "</strong>"),
            Tag::Strikethrough => self.span("<del>", "</del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(link_type, &dest_url, &title),
            Tag::Image {
                dest_url, title, ..
            } => {
                self.raw = Some(String::new());
                Open::Image {
                    destination: dest_url.into_string(),
                    title: title.into_string(),
                }
            }
            Tag::DefinitionList => self.container("<dl>\n", "</dl>\n"),
            Tag::DefinitionListTitle => self.in_list("<dt>", "</dt>\n"),
            Tag::DefinitionListDefinition => self.in_list("<dd>", "</dd>\n"),
            Tag::Superscript => self.span("<sup>", "</sup>"),
            Tag::Subscript => self.span("<sub>", "</sub>"),
            // Its syntax is not turned on.
            Tag::MetadataBlock(_) => Open::Nothing,
        }
    }

    fn end(&mut self, open: Open) {
        match open {
            // HTML is closed before the element that it is in.
            Open::Nothing | Open::Html5(_) => {}
            Open::Element(end) => self.push(end),
            Open::Container(end) => {
                self.containers -= 1;
                self.push(end);
            }
            Open::Span(end) => {
                self.spans -= 1;
                self.push(end);
            }
            Open::Link { text, destination } => {
                if self.out.html.len() == text {
                    self.push_escaped(&destination);
                }
                self.push("</a>");
                self.in_link = false;
            }
            Open::Image { destination, title } => {
                let description = self.raw.take().unwrap_or_default();
                self.image(&destination, &title, &description);
            }
            Open::Heading { level, content } => {
                let heading = self.heading(level, content);
                self.write_heading(&heading);
                self.out.headings.push(heading);
            }
            Open::Title => self.out.title = Some(self.heading(1, 0)),
            Open::Code { language, range } => {
                self.note_misplaced(range);
                let code = self.raw.take().unwrap_or_default();
                self.code_block(&code, &language);
            }
            Open::Html { range } => {
                let html = self.raw.take().unwrap_or_default();
                self.note_directives(&html, range);
                self.html_block(&html);
            }
            Open::Footnote { label, before } => {
                let html = std::mem::replace(&mut self.out.html, before);
                self.footnotes.define(&label, html);
            }
            Open::Table | Open::Head | Open::Row | Open::Cell => self.end_of_table(&open),
        }
    }

    fn end_of_table(&mut self, open: &Open) {
        let html = &mut self.out.html;
        let Some(table) = &mut self.table else { return };
        match open {
            Open::Head => table.close_head(&self.words.take().unwrap_or_default(), html),
            Open::Row => Table::close_row(html),
            Open::Cell => {
                table.close_cell(html);
                if let Some(words) = &mut self.words {
                    words.push(' ');
                }
            }
            _ => {
                self.tables += 1;
                if let Some(table) = self.table.take() {
                    table.close(self.tables, html);
                }
            }
        }
    }

    fn in_table(&mut self, write: fn(&mut Table, &mut String), open: Open) -> Open {
        match &mut self.table {
            Some(table) => {
                write(table, &mut self.out.html);
                open
            }
            None => Open::Nothing,
        }
    }

    fn element(&mut self, start: &str, end: &'static str) -> Open {
        self.push(start);
        Open::Element(end)
    }

    /// A part of a list; one that is flat has none.
    fn in_list(&mut self, start: &str, end: &'static str) -> Open {
        match self.open.last() {
            Some(Open::Container(_)) => self.element(start, end),
            _ => Open::Element("\n"),
        }
    }

    fn container(&mut self, start: &str, end: &'static str) -> Open {
        if self.containers == MAX_DEPTH {
            return Open::Element("\n");
        }
        self.containers += 1;
        self.push(start);
        Open::Container(end)
    }

    fn span(&mut self, start: &str, end: &'static str) -> Open {
        if self.spans == MAX_DEPTH {
            return Open::Nothing;
        }
        self.spans += 1;
        self.push(start);
        Open::Span(end)
    }

    /// A quote, or one of GitHub's alerts, whose kind is a word and not only a colour.
    fn quote(&mut self, kind: Option<BlockQuoteKind>) -> Open {
        let Some(kind) = kind else {
            return self.container("<blockquote>\n", "</blockquote>\n");
        };
        let (class, key) = match kind {
            BlockQuoteKind::Note => ("note", "alert_note"),
            BlockQuoteKind::Tip => ("tip", "alert_tip"),
            BlockQuoteKind::Important => ("important", "alert_important"),
            BlockQuoteKind::Warning => ("warning", "alert_warning"),
            BlockQuoteKind::Caution => ("caution", "alert_caution"),
        };
        let title = escape(self.options.words().text(key));
        self.container(
            &format!("<div class=\"alert alert-{class}\">\n<p class=\"alert-title\">{title}</p>\n"),
            "</div>\n",
        )
    }

    /// A link cannot hold another, so a mark in a link is left out.
    fn footnote_mark(&mut self, label: &str) {
        if self.raw.is_none() && !self.in_link {
            let mark = self.footnotes.mention(label);
            self.push(&mark);
        }
    }

    /// Text in which nothing is found.
    fn plain(&mut self, text: &str) {
        if let Some(raw) = &mut self.raw {
            raw.push_str(text);
        } else {
            self.push_escaped(text);
            self.add_words(text);
        }
    }

    fn line_end(&mut self, html: &str) {
        if let Some(raw) = &mut self.raw {
            raw.push(' ');
        } else {
            self.push(html);
            self.add_words(" ");
        }
    }

    fn add_words(&mut self, text: &str) {
        if let Some(words) = &mut self.words {
            words.push_str(text);
        }
    }

    fn push(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    fn push_escaped(&mut self, text: &str) {
        self.out.html.extend(escaped(text));
    }
}
