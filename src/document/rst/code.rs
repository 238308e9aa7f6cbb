//! What stands line by line: code, and lines that stay apart.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::Reader;
use super::line::{Line, Words, filled, gap, margin, reach};

impl Reader {
    /// The code below a paragraph that announces it: what is further in, or lines
    /// that begin with the same sign. Returns how many lines it takes.
    pub(super) fn literal(&mut self, lines: &[Line<'_>], outer: usize) -> usize {
        let blank = gap(lines);
        let Some(first) = lines.get(blank) else {
            return 0;
        };
        let length = if first.indent > outer {
            reach(lines, outer + 1)
        } else {
            let sign = first.text.chars().next().filter(char::is_ascii_punctuation);
            let is_quoted = |line: &&Line<'_>| sign.is_some_and(|sign| line.text.starts_with(sign));
            let quoted = lines[blank..].iter().take_while(is_quoted).count();
            // Another line goes on with them, so that they are none.
            if blank == 0 || quoted < filled(&lines[blank..]) {
                return 0;
            }
            blank + quoted
        };
        if length > 0 {
            self.code("", &lines[blank..length]);
        }
        length
    }

    /// Lines as they stand.
    pub(super) fn code(&mut self, language: &str, lines: &[Line<'_>]) {
        let lines = &lines[gap(lines)..];
        let margin = margin(lines);
        let kind = CodeBlockKind::Fenced(CowStr::from(language.to_owned()));
        self.within(Tag::CodeBlock(kind), |reader| {
            for line in lines {
                let further = match line.text {
                    "" => 0,
                    _ => line.indent - margin,
                };
                reader.text(format!("{}{}\n", " ".repeat(further), line.text));
            }
        });
    }

    /// Lines behind bars, with those that go on with them.
    pub(super) fn line_block(&mut self, lines: &[Line<'_>]) -> usize {
        let indent = lines[0].indent;
        let mut rows: Vec<Vec<Line<'_>>> = Vec::new();
        let mut length = 0;
        for line in lines {
            let is_bar = line.text == "|" || line.text.starts_with("| ");
            match rows.last_mut() {
                _ if line.is_blank() || line.indent < indent => break,
                Some(row) if line.indent > indent => row.push(*line),
                _ if is_bar => rows.push(vec![line.behind(1)]),
                _ => break,
            }
            length += 1;
        }
        self.lines(rows);
        length
    }

    /// Lines that stay apart, each further in by so many steps.
    pub(super) fn lines<'t>(&mut self, rows: impl IntoIterator<Item = Vec<Line<'t>>>) {
        let mut indents: Vec<usize> = Vec::new();
        self.within(Tag::Paragraph, |reader| {
            for (index, row) in rows.into_iter().enumerate() {
                if index > 0 {
                    reader.push(Event::HardBreak);
                }
                let Some(first) = row.first().filter(|line| !line.is_blank()) else {
                    continue;
                };
                while indents.last().is_some_and(|above| *above > first.indent) {
                    indents.pop();
                }
                if indents.last() != Some(&first.indent) {
                    indents.push(first.indent);
                }
                if indents.len() > 1 {
                    reader.text("\u{2003}".repeat(indents.len().min(super::DEEPEST) - 1));
                }
                reader.words(&Words::of(row));
            }
        });
    }
}
