//! Tables: aligned by class, since a strict content security policy forbids
//! the inline style that pulldown-cmark's own renderer writes.

use pulldown_cmark::Alignment;

use crate::theme::escape::escaped;

/// A table that is being written. Tables do not nest.
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// Where the table starts in the HTML.
    start: usize,
    /// Where the current cell's tag and its content start.
    cell: (usize, usize),
    column: usize,
    part: Part,
    /// The words of the header, which name the table to those who cannot see it.
    name: String,
}

#[derive(PartialEq)]
enum Part {
    Head,
    Body,
}

impl Table {
    pub(super) fn open(alignments: Vec<Alignment>, html: &mut String) -> Self {
        let start = html.len();
        html.push_str("<table>\n");
        Self {
            alignments,
            start,
            cell: (0, 0),
            column: 0,
            part: Part::Head,
            name: String::new(),
        }
    }

    pub(super) fn open_head(&mut self, html: &mut String) {
        html.push_str("<thead>\n<tr>");
        self.column = 0;
    }

    /// `name` is the text of the head.
    pub(super) fn close_head(&mut self, name: &str, html: &mut String) {
        html.push_str("</tr>\n</thead>\n");
        let words: Vec<_> = name.split_whitespace().collect();
        self.name = words.join(" ");
    }

    pub(super) fn open_row(&mut self, html: &mut String) {
        if self.part == Part::Head {
            html.push_str("<tbody>\n");
            self.part = Part::Body;
        }
        html.push_str("<tr>");
        self.column = 0;
    }

    pub(super) fn close_row(html: &mut String) {
        html.push_str("</tr>\n");
    }

    pub(super) fn open_cell(&mut self, html: &mut String) {
        let start = html.len();
        html.push_str(match self.part {
            Part::Head => "<th scope=\"col\"",
            Part::Body => "<td",
        });
        html.push_str(match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\">",
            Some(Alignment::Center) => " class=\"align-center\">",
            Some(Alignment::Right) => " class=\"align-right\">",
            Some(Alignment::None) | None => ">",
        });
        self.cell = (start, html.len());
        self.column += 1;
    }

    pub(super) fn close_cell(&mut self, html: &mut String) {
        let (start, content) = self.cell;
        if html.len() == content {
            // An empty cell heads nothing and needs no alignment; the parser
            // fills short rows with up to 262,144 of them.
            html.truncate(start);
            html.push_str("<td></td>");
        } else {
            html.push_str(match self.part {
                Part::Head => "</th>",
                Part::Body => "</td>",
            });
        }
    }

    /// Wraps the whole in a box that scrolls, by keyboard too; `number` tells
    /// tables of the same columns apart.
    pub(super) fn close(self, number: usize, html: &mut String) {
        let table = html.split_off(self.start);
        let separator = if self.name.is_empty() { "" } else { ": " };
        html.push_str("<div class=\"table-scroll\" role=\"region\" aria-label=\"");
        html.extend(["Table ", &number.to_string(), separator]);
        html.extend(escaped(&self.name));
        html.push_str("\" tabindex=\"0\">\n");
        html.push_str(&table);
        if self.part == Part::Body {
            html.push_str("</tbody>\n");
        }
        html.push_str("</table>\n</div>\n");
    }
}
