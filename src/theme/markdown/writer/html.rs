//! HTML of the text: a few elements without attributes are made, and all else is
//! text. Whatever the text closes or forgets to, elements stay balanced.

use super::super::MAX_DEPTH;
use super::{Open, Writer};
use crate::document::{HtmlTag, tags};

impl Writer<'_> {
    /// HTML within a line.
    pub(super) fn html(&mut self, html: &str) {
        for tag in tags(html) {
            self.html_tag(tag, false);
        }
    }

    /// A block of HTML. What is not in a summary is a paragraph of its own.
    pub(super) fn html_block(&mut self, html: &str) {
        let tags = tags(html.trim());
        let is_disclosure = |tag: &HtmlTag<'_>| matches!(tag, HtmlTag::Start(name) | HtmlTag::End(name) if is_block(name));
        if tags.iter().any(is_disclosure) {
            for tag in tags {
                self.html_tag(tag, true);
            }
        } else if tags
            .iter()
            .any(|tag| !matches!(tag, HtmlTag::Text(text) if text.trim().is_empty()))
        {
            self.push("<p>");
            self.open.push(Open::Nothing);
            for tag in tags {
                self.html_tag(tag, false);
            }
            self.close_html();
            self.open.pop();
            self.push("</p>\n");
        }
    }

    fn html_tag(&mut self, tag: HtmlTag<'_>, is_in_block: bool) {
        match tag {
            HtmlTag::Text(text) if is_in_block => self.block_text(text.trim()),
            HtmlTag::Text(text) => self.plain(text),
            HtmlTag::Start(_) | HtmlTag::End(_) if self.raw.is_some() => {}
            HtmlTag::Start("br") => self.line_end("<br/>"),
            HtmlTag::End("br") => {}
            HtmlTag::Start(name) if is_block(name) && !is_in_block => {
                self.plain(&format!("<{name}>"));
            }
            HtmlTag::Start(name) => {
                let own = self
                    .open
                    .iter()
                    .filter(|open| matches!(open, Open::Html5(_)));
                if own.count() < MAX_DEPTH {
                    self.push(&format!("<{name}>"));
                    self.open.push(Open::Html5(name));
                }
            }
            HtmlTag::End(name) => match self.open.last() {
                Some(Open::Html5(open)) if *open == name => {
                    self.open.pop();
                    let end = if is_block(name) { "\n" } else { "" };
                    self.push(&format!("</{name}>{end}"));
                }
                // Of one that was never opened nothing is left.
                _ => {}
            },
        }
    }

    fn block_text(&mut self, text: &str) {
        let is_in_line = matches!(self.open.last(), Some(Open::Html5(name)) if *name != "details");
        if is_in_line {
            self.plain(text);
        } else if !text.is_empty() {
            self.push("<p>");
            self.push_escaped(text);
            self.push("</p>\n");
        }
    }

    /// Closes what the text left open within the element that is about to end.
    pub(super) fn close_html(&mut self) {
        while let Some(Open::Html5(name)) = self.open.last() {
            let end = format!("</{name}>");
            self.open.pop();
            self.push(&end);
        }
    }
}

/// Whether an element is a block: nothing of it stands within a line.
fn is_block(name: &str) -> bool {
    matches!(name, "details" | "summary")
}
