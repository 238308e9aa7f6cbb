//! Tables that are written as lists, or with a sign between cells.

use pulldown_cmark::{Alignment, Tag};

use super::Reader;
use super::blocks::{Opening, opening};
use super::directive::Directive;
use super::line::{Line, Words, gap, work};
use super::list::{Marker, take_item};
use super::table::{Row, row_tag};

impl Reader {
    /// `list-table`: a list of rows, each a list of cells.
    pub(super) fn list_table(&mut self, mut found: Directive<'_, '_>) {
        self.caption(&found);
        let head = found.number("header-rows");
        let body = found.body();
        let mut lines = body.to_vec();
        if let Some(rows) = rows(&mut lines, head) {
            self.rows(rows);
            return;
        }
        let margin = super::line::margin(body);
        self.blocks(body, margin);
        let help = "write a list of rows, `* - cell`, with a list of cells in each";
        self.fault(found.place, "this is no table, but a list", help);
    }

    /// `csv-table`: cells with commas between them.
    pub(super) fn csv_table(&mut self, mut found: Directive<'_, '_>) {
        for name in ["file", "url"] {
            if found.option(name).is_some() {
                let message = format!("`{name}` is left out");
                let help = "put the text itself here; no other file is read";
                self.fault(found.place.clone(), message, help);
            }
        }
        self.caption(&found);
        let sign = found.option("delim").unwrap_or_default();
        let sign = sign.first().map_or(",", |line| line.text);
        let sign = match sign {
            "tab" => '\t',
            "space" => ' ',
            sign => sign.chars().next().unwrap_or(','),
        };
        let mut head = found.number("header-rows");
        let mut rows = Vec::new();
        if let Some(header) = found.option("header") {
            rows = csv(&Words::of(header), sign);
            head += rows.len();
        }
        rows.extend(csv(&Words::of(found.body().iter().copied()), sign));
        if self.in_table {
            for cell in rows.iter().flatten() {
                self.paragraph(cell);
            }
            return;
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        self.within(Tag::Table(vec![Alignment::None; columns]), |reader| {
            for (index, row) in rows.iter().enumerate() {
                let place = row
                    .first()
                    .map_or(0..0, |cell| cell.place(0..cell.text.len()));
                reader.within_at(row_tag(index == 0 && head > 0), place, |reader| {
                    for cell in row {
                        reader.within(Tag::TableCell, |reader| reader.words(cell));
                    }
                });
            }
        });
    }
}

/// The rows of a list of lists; `None` of any other text.
fn rows<'t>(lines: &mut [Line<'t>], head: usize) -> Option<Vec<Row<'t>>> {
    let rows = items(lines)?.into_iter().enumerate().map(|(index, row)| {
        let cells = items(row)?.into_iter().map(|cell| cell.to_vec());
        Some(Row {
            cells: cells.collect(),
            is_head: index < head,
        })
    });
    let rows: Vec<_> = rows.collect::<Option<_>>()?;
    (!rows.is_empty()).then_some(rows)
}

/// The lines of each item of what is one list, without their markers.
fn items<'l, 't>(lines: &'l mut [Line<'t>]) -> Option<Vec<&'l mut [Line<'t>]>> {
    let mut items = Vec::new();
    let mut first: Option<(Marker, usize)> = None;
    let blank = gap(lines);
    let mut rest = &mut lines[blank..];
    while !rest.is_empty() {
        let Opening::Item(marker @ Marker::Bullet(_), width) = opening(rest) else {
            return None;
        };
        let this = (marker, rest[0].indent);
        if *first.get_or_insert(this) != this {
            return None;
        }
        let length = take_item(rest, width);
        let (item, after) = rest.split_at_mut(length);
        items.push(item);
        let blank = gap(after);
        rest = &mut after[blank..];
    }
    Some(items)
}

/// The cells of each row; one between quotes may hold the sign, line ends, and
/// quotes that are doubled.
fn csv(words: &Words, sign: char) -> Vec<Vec<Words>> {
    let text = words.text.as_str();
    work(text.len());
    let mut rows: Vec<Vec<Words>> = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut start = 0;
    let mut is_quoted = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        match c {
            '"' if is_quoted && next == Some('"') => {
                chars.next();
                cell.push('"');
            }
            '"' if is_quoted || cell.is_empty() => is_quoted = !is_quoted,
            ' ' if !is_quoted && cell.is_empty() => {}
            c if is_quoted || c != sign && c != '\n' => cell.push(c),
            c => {
                row.push(field(words, start..at, &std::mem::take(&mut cell)));
                start = at + c.len_utf8();
                if c == '\n' {
                    rows.push(std::mem::take(&mut row));
                }
            }
        }
    }
    row.push(field(words, start..text.len(), &cell));
    rows.push(row);
    let is_blank = |row: &Vec<Words>| row.len() == 1 && row[0].is_empty();
    rows.retain(|row| !is_blank(row));
    rows
}

/// A cell, in the place of what was written for it.
fn field(words: &Words, written: std::ops::Range<usize>, cell: &str) -> Words {
    let text = &words.text[written.clone()];
    let start = written.start + (text.len() - text.trim_start().len());
    let place = words.place(start..start.max(start + text.trim().len()));
    Words::at(cell.trim().to_owned(), place)
}
