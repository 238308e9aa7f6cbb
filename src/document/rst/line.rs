//! The lines of a text, and words that run over several of them.

use std::ops::Range;

/// A line, without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    /// Where it starts in the text.
    pub(super) at: usize,
    /// The column that it starts in.
    pub(super) indent: usize,
}

impl<'t> Line<'t> {
    /// What stands at a place of the text and a column.
    pub(super) fn new(text: &'t str, at: usize, column: usize) -> Self {
        let bare = text.trim_start();
        let margin = text.len() - bare.len();
        Self {
            text: bare.trim_end(),
            at: at + margin,
            indent: columns(&text[..margin], column),
        }
    }

    /// The rest of the line behind so many bytes of it.
    pub(super) fn behind(self, bytes: usize) -> Self {
        let column = columns(&self.text[..bytes], self.indent);
        Self::new(&self.text[bytes..], self.at + bytes, column)
    }

    pub(super) fn is_blank(&self) -> bool {
        work(1);
        self.text.is_empty()
    }

    pub(super) fn place(&self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// The same place with nothing there.
    pub(super) fn emptied(self) -> Self {
        Self { text: "", ..self }
    }
}

/// The column behind a text that starts in one.
fn columns(text: &str, from: usize) -> usize {
    const TAB: usize = 8;
    text.chars().fold(from, |column, c| match c {
        '\t' => column + TAB - column % TAB,
        _ => column + 1,
    })
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut next = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let at = next;
        next += line.len();
        Line::new(line, at, 0)
    });
    lines.collect()
}

/// How many of the lines lie at a column or further in, without the empty ones
/// behind them.
pub(super) fn reach(lines: &[Line<'_>], column: usize) -> usize {
    let mut reach = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        if line.indent < column {
            break;
        }
        reach = index + 1;
    }
    reach
}

/// How many lines there are before the first empty one.
pub(super) fn filled(lines: &[Line<'_>]) -> usize {
    lines.iter().take_while(|line| !line.is_blank()).count()
}

/// How many empty lines there are before any other.
pub(super) fn gap(lines: &[Line<'_>]) -> usize {
    lines.iter().take_while(|line| line.is_blank()).count()
}

/// The column of what is least far in.
pub(super) fn margin(lines: &[Line<'_>]) -> usize {
    let filled = lines.iter().filter(|line| !line.is_blank());
    filled.map(|line| line.indent).min().unwrap_or(0)
}

/// Puts the first line where the others are: it stands behind what opened them.
/// Returns the margin of all.
pub(super) fn align(lines: &mut [Line<'_>]) -> usize {
    let Some((first, rest)) = lines.split_first_mut() else {
        return 0;
    };
    if gap(rest) < rest.len() {
        first.indent = margin(rest);
    }
    first.indent
}

/// Words, their lines joined by line ends.
pub(super) struct Words {
    pub(super) text: String,
    /// Where lines start here and in the text.
    starts: Vec<(usize, usize)>,
    /// Where all of it is, for words that are not as they were written.
    whole: Option<Range<usize>>,
}

impl Words {
    pub(super) fn of<'t>(lines: impl IntoIterator<Item = Line<'t>>) -> Self {
        let mut words = Self {
            text: String::new(),
            starts: Vec::new(),
            whole: None,
        };
        for line in lines {
            if !words.starts.is_empty() {
                words.text.push('\n');
            }
            words.starts.push((words.text.len(), line.at));
            words.text.push_str(line.text);
        }
        words
    }

    /// Words that stand for something at a place.
    pub(super) fn at(text: String, place: Range<usize>) -> Self {
        Self {
            text,
            starts: Vec::new(),
            whole: Some(place),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The place in the text of a part of the words.
    pub(super) fn place(&self, part: Range<usize>) -> Range<usize> {
        if let Some(whole) = &self.whole {
            return whole.clone();
        }
        let find = |at: usize| {
            let after = self.starts.partition_point(|(start, _)| *start <= at);
            let line = after.checked_sub(1).map(|line| self.starts[line]);
            line.map_or(0, |(start, place)| place + at - start)
        };
        find(part.start)..find(part.end)
    }
}

/// A text on one line, without what an address has no use for.
pub(super) fn unbroken(text: &str) -> String {
    let joined: String = text.split_whitespace().collect();
    unescaped(&joined)
}

/// A text without the backslashes that say that a sign is none; an escaped blank is
/// nothing (reStructuredText, "Escaping Mechanism").
pub(super) fn unescaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(next) if next.is_whitespace() => {}
                next => shown.push(next.unwrap_or('\\')),
            },
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
thread_local! {
    /// How many lines and signs were looked at.
    pub(super) static WORK: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts what is looked at, where a test asks how much that is.
pub(super) fn work(steps: usize) {
    #[cfg(test)]
    WORK.set(WORK.get() + steps);
    let _ = steps;
}
