//! Simple and grid tables as lists of cells, which the parser reads in full: its
//! own readers cut by bytes, and lose what stands on a border.

use unicode_width::UnicodeWidthChar;

use super::lines::Line;

/// A table in a text.
pub(super) enum Found {
    /// As a `list-table`, and how many lines after the first it had.
    Table { lines: Vec<Line>, length: usize },
    /// One whose cells cannot be told apart, of so many lines after the first.
    Odd { length: usize },
}

/// A row: the lines of each cell.
struct Row {
    cells: Vec<Vec<String>>,
    is_head: bool,
}

/// The table that begins with the line `first`.
pub(super) fn find(first: &Line, rest: &[Line]) -> Option<Found> {
    let border = first.text.trim_start();
    let is_grid = is_grid_border(border);
    if !is_grid && !is_simple_border(border) {
        return None;
    }
    let indent = first.indent();
    let is_inside =
        |line: &&Line| line.indent() == indent && line.text.trim_start().starts_with(['+', '|']);
    let length = if is_grid {
        rest.iter().take_while(is_inside).count()
    } else {
        simple_length(rest)
    };
    let read = |columns: fn(&str) -> Vec<char>| {
        let lines = std::iter::once(first).chain(&rest[..length]);
        let lines: Vec<_> = lines.map(|line| columns(&line.text[indent..])).collect();
        if is_grid {
            grid(&lines)
        } else {
            simple(&lines)
        }
    };
    // Some people count what they see, and some editors characters.
    let rows = read(columns).or_else(|| read(|text| text.chars().collect()));
    let Some(rows) = rows.filter(|rows| !rows.is_empty()) else {
        return Some(Found::Odd { length });
    };
    Some(Found::Table {
        lines: listed(first, &rows),
        length,
    })
}

/// Stands for the second column of a wide character.
const FILLER: char = '\u{fdd1}';

/// A line, one for each column.
fn columns(text: &str) -> Vec<char> {
    let widths = text.chars().map(|c| (c, c.width().unwrap_or(1)));
    widths
        .filter(|(_, width)| *width > 0)
        .flat_map(|(c, width)| std::iter::once(c).chain((width > 1).then_some(FILLER)))
        .collect()
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

/// How many lines a simple table has after its first: up to a border that an empty
/// line follows. One line in it may be empty.
fn simple_length(rest: &[Line]) -> usize {
    let is_border = |line: &Line| is_simple_border(line.text.trim_start());
    let mut length = 0;
    for (index, line) in rest.iter().enumerate() {
        let next = rest.get(index + 1);
        if is_border(line) && next.is_none_or(Line::is_blank) {
            return index + 1;
        }
        if line.is_blank() && next.is_none_or(Line::is_blank) {
            break;
        }
        length = index + 1;
    }
    // Without a last border: up to the first empty line.
    rest.iter()
        .take(length)
        .take_while(|line| !line.is_blank())
        .count()
}

fn text(line: &[char], from: usize, to: usize) -> String {
    let cell = line.get(from..to.min(line.len()).max(from));
    let cell = cell.unwrap_or_default().iter().filter(|c| **c != FILLER);
    let cell: String = cell.collect();
    cell.trim_end().to_owned()
}

/// The rows between borders of `+---+`.
fn grid(lines: &[Vec<char>]) -> Option<Vec<Row>> {
    let bounds: Vec<_> = (0..lines[0].len())
        .filter(|&at| lines[0][at] == '+')
        .collect();
    let width = lines[0].len();
    let is_border = |line: &[char]| line.iter().all(|c| "+-=".contains(*c));
    let is_head = |line: &[char]| is_border(line) && line.contains(&'=');
    let last_head = lines.iter().position(|line| is_head(line)).unwrap_or(0);
    let mut rows = Vec::new();
    let mut cells: Vec<Vec<String>> = vec![Vec::new(); bounds.len() - 1];
    for (index, line) in lines.iter().enumerate().skip(1) {
        let marks = if is_border(line) { '+' } else { '|' };
        if line.len() != width || bounds.iter().any(|&at| line[at] != marks) {
            return None;
        }
        if is_border(line) {
            let is_head = index <= last_head;
            let done = std::mem::replace(&mut cells, vec![Vec::new(); bounds.len() - 1]);
            rows.push(Row {
                cells: done,
                is_head,
            });
            continue;
        }
        for (cell, ends) in cells.iter_mut().zip(bounds.windows(2)) {
            cell.push(text(line, ends[0] + 1, ends[1]));
        }
    }
    let is_closed = cells.iter().all(Vec::is_empty);
    is_closed.then_some(rows)
}

/// The rows between borders of `=== ===`. What is left empty in the first column
/// goes on with the row before; the last column is as wide as its text.
fn simple(lines: &[Vec<char>]) -> Option<Vec<Row>> {
    let is_border = |line: &[char]| line.len() > 1 && line.iter().all(|c| "= ".contains(*c));
    let borders: Vec<_> = (0..lines.len())
        .filter(|&at| is_border(&lines[at]))
        .collect();
    let mark = |at: usize| lines[0].get(at) == Some(&'=');
    let starts: Vec<_> = (0..lines[0].len())
        .filter(|&at| mark(at) && (at == 0 || !mark(at - 1)))
        .collect();
    let last_head = if borders.len() > 2 { borders[1] } else { 0 };
    if borders.len() < 2 || borders.last() != Some(&(lines.len() - 1)) {
        return None;
    }
    let mut rows: Vec<Row> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let is_rule = line.iter().all(|c| "- ".contains(*c));
        if is_border(line) || is_rule {
            continue;
        }
        // Between two columns there is nothing.
        let is_gap = |&&start: &&usize| line.get(start - 1).is_none_or(|c| *c == ' ');
        if starts[1..].iter().filter(is_gap).count() + 1 != starts.len() {
            return None;
        }
        let ends = starts[1..].iter().copied().chain([usize::MAX]);
        let cells = starts
            .iter()
            .zip(ends)
            .map(|(&start, end)| text(line, start, end));
        let cells: Vec<_> = cells.collect();
        let is_head = index < last_head;
        match rows.last_mut() {
            Some(row) if cells[0].trim().is_empty() && row.is_head == is_head => {
                for (known, more) in row.cells.iter_mut().zip(cells) {
                    known.push(more);
                }
            }
            _ => rows.push(Row {
                cells: cells.into_iter().map(|cell| vec![cell]).collect(),
                is_head,
            }),
        }
    }
    Some(rows)
}

/// The same rows as a `list-table`.
fn listed(first: &Line, rows: &[Row]) -> Vec<Line> {
    let indent = " ".repeat(first.indent());
    let head = rows.iter().filter(|row| row.is_head).count();
    let mut lines = vec![
        format!("{indent}.. list-table::"),
        format!("{indent}   :header-rows: {head}"),
        String::new(),
    ];
    for row in rows {
        for (column, cell) in row.cells.iter().enumerate() {
            let open = if column == 0 { "* - " } else { "  - " };
            let is_text = |line: &&String| !line.trim().is_empty();
            let margin = |line: &String| line.len() - line.trim_start().len();
            let margin = cell.iter().filter(is_text).map(margin).min().unwrap_or(0);
            let skip = cell.iter().take_while(|line| !is_text(line)).count();
            let mut opened = open;
            for line in &cell[skip..] {
                let text = line.get(margin..).unwrap_or_default();
                lines.push(format!("{indent}   {opened}{text}").trim_end().to_owned());
                opened = "    ";
            }
            if skip == cell.len() {
                lines.push(format!("{indent}   {open}").trim_end().to_owned());
            }
        }
    }
    lines.push(String::new());
    lines.into_iter().map(|line| first.with(line)).collect()
}
