//! Tables that are drawn: with a grid, or with lines above and below.

use std::ops::Range;

use pulldown_cmark::{Alignment, Tag};
use unicode_width::UnicodeWidthChar;

use super::Reader;
use super::line::{Line, Words, filled, margin, work};

/// How many cells a table without a grid has at most: a line of a million columns
/// over a million lines would otherwise make as many cells as both together.
const MOST: usize = 65_536;

/// A row: the lines of each cell.
pub(super) struct Row<'t> {
    pub(super) cells: Vec<Vec<Line<'t>>>,
    pub(super) is_head: bool,
}

/// Whether a line begins a table.
pub(super) fn is_border(text: &str) -> bool {
    is_grid_border(text) || is_simple_border(text)
}

fn is_grid_border(text: &str) -> bool {
    text.len() > 2
        && text.starts_with('+')
        && text.ends_with('+')
        && text.chars().all(|c| "+-=".contains(c))
}

/// Two columns or more.
fn is_simple_border(text: &str) -> bool {
    text.starts_with('=') && text.contains(' ') && text.chars().all(|c| "= ".contains(c))
}

impl Reader {
    /// Reads a table, and says how many lines it takes. One whose cells cannot be told apart stands
    /// as it was written.
    pub(super) fn table(&mut self, lines: &[Line<'_>]) -> usize {
        let read = if is_grid_border(lines[0].text) {
            grid
        } else {
            simple
        };
        let length = length(lines);
        let lines = &lines[..length];
        // Some people count what they see, and some editors characters.
        let width = |c: char| c.width().unwrap_or(1);
        let rows = read(lines, width).or_else(|| read(lines, |_| 1));
        match rows.filter(|rows| !rows.is_empty()) {
            Some(rows) => self.rows(rows),
            None => {
                let help = "let every cell begin and end at the marks of its column; cells across \
                            columns are not read";
                let message = "the table is shown as it is written";
                self.fault(lines[0].place(), message, help);
                self.code("", lines);
            }
        }
        length
    }

    /// Writes a table; one in another is the text of its cells.
    pub(super) fn rows(&mut self, rows: Vec<Row<'_>>) {
        if self.in_table {
            for mut cell in rows.into_iter().flat_map(|row| row.cells) {
                let margin = margin(&cell);
                self.blocks(&mut cell, margin);
            }
            return;
        }
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        self.in_table = true;
        self.within(Tag::Table(vec![Alignment::None; columns]), |reader| {
            for (index, row) in rows.into_iter().enumerate() {
                reader.row(row, index == 0);
            }
        });
        self.in_table = false;
    }

    fn row(&mut self, row: Row<'_>, is_first: bool) {
        let words = row
            .cells
            .first()
            .map(|cell| Words::of(cell.iter().filter(|l| !l.text.is_empty()).copied()));
        let place = words.map_or(0..0, |words| words.place(0..words.text.len()));
        self.within_at(row_tag(row.is_head && is_first), place, |reader| {
            for mut cell in row.cells {
                let margin = margin(&cell);
                reader.within(Tag::TableCell, |reader| reader.tight(&mut cell, margin));
            }
        });
    }
}

/// The tag of a row; a table has one head.
pub(super) fn row_tag(is_head: bool) -> Tag<'static> {
    if is_head {
        Tag::TableHead
    } else {
        Tag::TableRow
    }
}

/// How many lines a table has: all of a grid, and those up to a second border after
/// the first, or one that an empty line follows.
fn length(lines: &[Line<'_>]) -> usize {
    let indent = lines[0].indent;
    if is_grid_border(lines[0].text) {
        let is_inside =
            |line: &&Line<'_>| line.indent == indent && line.text.starts_with(['+', '|']);
        return lines.iter().take_while(is_inside).count();
    }
    let mut borders = 0;
    for (index, line) in lines.iter().enumerate().skip(1) {
        if !line.is_blank() && line.indent < indent {
            break;
        }
        if is_simple_border(line.text) {
            borders += 1;
            if borders == 2 || lines.get(index + 1).is_none_or(Line::is_blank) {
                return index + 1;
            }
        }
    }
    filled(lines)
}

/// A line of a table, by its columns.
struct Cut<'t> {
    line: Line<'t>,
    /// How many columns there are before the text.
    margin: usize,
    /// The byte at which each column begins, counted from the margin of the table.
    starts: Vec<usize>,
}

impl<'t> Cut<'t> {
    fn new(line: Line<'t>, margin: usize, width: fn(char) -> usize) -> Self {
        work(line.text.len());
        let columns = line.text.char_indices();
        let columns = columns.flat_map(|(at, c)| std::iter::repeat_n(at, width(c)));
        let margin = match line.text {
            "" => 0,
            _ => line.indent.saturating_sub(margin),
        };
        Self {
            line,
            margin,
            starts: std::iter::repeat_n(0, margin).chain(columns).collect(),
        }
    }

    fn len(&self) -> usize {
        self.starts.len()
    }

    /// The sign in a column, unless that is before or behind the text.
    fn sign(&self, column: usize) -> Option<u8> {
        let at = self.starts.get(column).filter(|_| column >= self.margin)?;
        Some(self.line.text.as_bytes()[*at])
    }

    /// The text between columns.
    fn cell(&self, columns: Range<usize>) -> Line<'t> {
        let end = self.line.text.len();
        let start = |column: usize| self.starts.get(column).copied().unwrap_or(end);
        let (from, to) = (start(columns.start), start(columns.end));
        let column = columns.start.max(self.margin);
        Line::new(&self.line.text[from..to], self.line.at + from, column)
    }
}

/// The rows between borders of `+---+`.
fn grid<'t>(lines: &[Line<'t>], width: fn(char) -> usize) -> Option<Vec<Row<'t>>> {
    let margin = lines[0].indent;
    let cut = |line: &Line<'t>| Cut::new(*line, margin, width);
    let first = cut(&lines[0]);
    let bounds: Vec<_> = (0..first.len())
        .filter(|column| first.sign(*column) == Some(b'+'))
        .collect();
    let is_head_end = |line: &Line<'_>| is_grid_border(line.text) && line.text.contains('=');
    let head_end = lines.iter().position(is_head_end).unwrap_or(0);
    let mut rows = Vec::new();
    let mut cells = vec![Vec::new(); bounds.len() - 1];
    for (index, line) in lines.iter().enumerate().skip(1) {
        let is_border = is_grid_border(line.text);
        let mark = if is_border { b'+' } else { b'|' };
        let line = cut(line);
        let is_even = bounds.iter().all(|bound| line.sign(*bound) == Some(mark));
        if line.len() != first.len() || !is_even {
            return None;
        }
        if is_border {
            let empty = vec![Vec::new(); bounds.len() - 1];
            rows.push(Row {
                cells: std::mem::replace(&mut cells, empty),
                is_head: index <= head_end,
            });
            continue;
        }
        for (cell, bounds) in cells.iter_mut().zip(bounds.windows(2)) {
            cell.push(line.cell(bounds[0] + 1..bounds[1]));
        }
    }
    cells.iter().all(Vec::is_empty).then_some(rows)
}

/// The rows between borders of `=== ===`. What is left empty in the first column
/// goes on with the row before; the last column is as wide as its text.
fn simple<'t>(lines: &[Line<'t>], width: fn(char) -> usize) -> Option<Vec<Row<'t>>> {
    let margin = lines[0].indent;
    let text = lines[0].text.as_bytes();
    let is_start = |&at: &usize| text[at] == b'=' && (at == 0 || text[at - 1] != b'=');
    let starts: Vec<_> = (0..text.len()).filter(is_start).collect();
    let is_border = |line: &Line<'_>| is_simple_border(line.text);
    let borders: Vec<_> = (0..lines.len())
        .filter(|at| is_border(&lines[*at]))
        .collect();
    if borders.len() < 2
        || borders.last() != Some(&(lines.len() - 1))
        || starts.len() * lines.len() > MOST
    {
        return None;
    }
    let head_end = if borders.len() > 2 { borders[1] } else { 0 };
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        // Lines of dashes say which cells are one.
        let is_rule = line.text.starts_with('-') && line.text.chars().all(|c| "- ".contains(c));
        if is_border(line) || is_rule {
            continue;
        }
        let cut = Cut::new(*line, margin, width);
        let is_gap = |start: &usize| cut.sign(start - 1).is_none_or(|sign| sign == b' ');
        if !starts[1..].iter().all(is_gap) {
            return None;
        }
        let ends = starts[1..].iter().copied().chain([usize::MAX]);
        let cells = starts
            .iter()
            .zip(ends)
            .map(|(start, end)| cut.cell(*start..end));
        let is_head = index < head_end;
        let goes_on = cut.cell(starts[0]..starts[1]).is_blank();
        match rows.last_mut() {
            Some(row) if goes_on && row.is_head == is_head => {
                for (known, more) in row.cells.iter_mut().zip(cells) {
                    known.push(more);
                }
            }
            _ if line.is_blank() => {}
            _ => rows.push(Row {
                cells: cells.map(|cell| vec![cell]).collect(),
                is_head,
            }),
        }
    }
    Some(rows)
}
