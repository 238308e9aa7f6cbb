//! Lays lines out so that the parser loses none and comes to an end.
//!
//! Its block quotes and definitions may never end where they open with a list, it
//! reads the first line of a note apart from the others, and does not know some
//! markup. So what lies further in than its container gets a directive of its own,
//! tables become lists, and the first line goes with the others.

use super::directive::directive;
use super::lines::{Line, NOTHING, Prepared};
use super::opening::{is_field, marker, usual};
use super::table::{self, Found};

/// The classes of containers that stand for what is further in.
pub(super) const QUOTE: &str = "forewarn-quote";
pub(super) const DEFINITION: &str = "forewarn-definition";

/// Directives whose text is no markup.
const CODE: [&str; 3] = ["code", "math", "csv-table"];

/// Directives that take their first line as text.
const NOTES: [&str; 9] = [
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "note",
    "tip",
    "warning",
];

/// What lines may be in.
#[derive(Clone, Copy)]
enum Container {
    /// Lines at this indentation.
    At(usize),
    /// Lines further in than this, where the first of them stands. In that of a
    /// directive options may come before.
    Below { owner: usize, has_options: bool },
}

/// Lines that are laid out one after the other.
pub(super) struct Layout {
    pub(super) prepared: Prepared,
    containers: Vec<Container>,
    /// Lines further in than this are code at this margin, or a comment.
    code: Option<(usize, usize)>,
    /// Lines further in than this are left out.
    out: Option<usize>,
    /// How many lines the paragraph has by now, and whether they are of a line block.
    paragraph: usize,
    bars: bool,
}

impl Layout {
    pub(super) fn new(prepared: Prepared) -> Self {
        Self {
            prepared,
            containers: vec![Container::At(0)],
            code: None,
            out: None,
            paragraph: 0,
            bars: false,
        }
    }

    /// Lays out a line, and returns how many of those after it went with it.
    pub(super) fn line(&mut self, line: &Line, after: &[Line]) -> usize {
        let indent = line.indent();
        if line.is_blank() {
            self.paragraph = 0;
            self.bars = false;
            self.prepared.push(line.with(String::new()));
            return 0;
        }
        match self.code {
            Some((owner, margin)) if indent > owner => {
                let text = line.text.trim_start();
                let margin = " ".repeat(margin.max(indent));
                self.prepared.push(line.with(format!("{margin}{text}")));
                return 0;
            }
            _ => self.code = None,
        }
        if self.out.is_some_and(|owner| indent > owner) {
            return 0;
        }
        self.out = None;
        let text = line.text.trim_start();
        if self.bars && indent > self.top() && !text.starts_with('|') {
            self.prepared.go_on(text);
            return 0;
        }
        if let Some(length) = self.overlined(line, after) {
            return length;
        }
        self.place(line);
        if let Some(found) = table::find(line, after) {
            self.paragraph = 0;
            return self.table(line, after, found);
        }
        self.block(line, indent, after)
    }

    /// The indentation of the innermost container whose lines have begun.
    fn top(&self) -> usize {
        let mut inner = self.containers.iter().rev();
        let top = inner.find_map(|container| match container {
            Container::At(indent) => Some(*indent),
            Container::Below { .. } => None,
        });
        top.unwrap_or(0)
    }

    /// Finds the container of a line; what is in none gets one.
    fn place(&mut self, line: &Line) {
        let indent = line.indent();
        while let [_, .., last] = self.containers.as_slice() {
            let is_in = match last {
                Container::At(at) => indent >= *at,
                Container::Below { owner, .. } => indent > *owner,
            };
            if is_in {
                break;
            }
            self.containers.pop();
        }
        if let Some(Container::Below { has_options, .. }) = self.containers.last() {
            if !has_options || !is_field(line.text.trim_start()) {
                self.containers.pop();
                self.containers.push(Container::At(indent));
            }
            return;
        }
        let top = self.top();
        if indent > top {
            let class = match self.paragraph {
                1 => DEFINITION,
                _ => QUOTE,
            };
            self.prepared.push(line.with(String::new()));
            let opening = format!("{}.. container:: {class}", " ".repeat(top));
            self.prepared.push(line.with(opening));
            self.prepared.push(line.with(String::new()));
            self.containers.push(Container::At(indent));
            self.paragraph = 0;
        }
    }

    /// A title between two lines may stand in from them.
    fn overlined(&mut self, line: &Line, after: &[Line]) -> Option<usize> {
        let [title, under, ..] = after else {
            return None;
        };
        let is_line = |text: &str| {
            let mut chars = text.chars();
            let first = chars.next();
            first.is_some_and(|c| c.is_ascii_punctuation()) && chars.all(|c| Some(c) == first)
        };
        let is_title = is_line(&line.text) && line.text == under.text && title.indent() > 0;
        if !is_title || line.text.len() < 4 || title.is_blank() {
            return None;
        }
        self.place(line);
        self.paragraph = 0;
        for part in [line, title, under] {
            self.prepared.push(part.with(usual(part.text.trim_start())));
        }
        Some(2)
    }

    fn table(&mut self, line: &Line, after: &[Line], found: Found) -> usize {
        match found {
            Found::Table { lines, length } => {
                self.prepared.push(line.with(String::new()));
                for line in lines {
                    self.prepared.push(line);
                }
                length
            }
            Found::Odd { length } => {
                self.odd_table(line, &after[..length]);
                length
            }
        }
    }

    /// A table that cannot be read stands as it was written.
    fn odd_table(&mut self, first: &Line, rest: &[Line]) {
        let message = "the table is shown as it is written".to_owned();
        let help = "let every cell begin and end at the marks of its column; cells across columns \
                    are not read";
        self.prepared.fault(first, message, help);
        let indent = " ".repeat(first.indent());
        for opening in ["", ".. code::", ""] {
            let opening = format!("{indent}{opening}");
            self.prepared
                .push(first.with(opening.trim_end().to_owned()));
        }
        for line in std::iter::once(first).chain(rest) {
            self.prepared.push(line.with(format!("    {}", line.text)));
        }
        self.prepared.push(first.with(String::new()));
    }

    /// Anything else, from the column `indent` of its line on.
    fn block(&mut self, line: &Line, indent: usize, after: &[Line]) -> usize {
        let text = line.text[indent..].trim_start();
        let written = |text: &str| format!("{}{text}", &line.text[..indent]);
        if let Some(found) = directive(&line.text[indent..]) {
            return self.directive(line, indent, &found.name.clone(), after);
        }
        if let Some(rest) = text.strip_prefix(".. ").or((text == "..").then_some("")) {
            return self.explicit(line, indent, rest.trim_start(), after);
        }
        if let Some(address) = text.strip_prefix("__ ") {
            self.prepared
                .push(line.with(written(&format!(".. __: {address}"))));
            return 0;
        }
        let text = usual(text);
        self.bars = text.starts_with("| ");
        if is_field(&text) {
            let owner = indent;
            self.containers.push(Container::Below {
                owner,
                has_options: false,
            });
            self.paragraph = 0;
        } else if let Some(width) = marker(&text) {
            return self.item(line.with(written(&text)), indent, width, after);
        } else {
            self.paragraph += 1;
            if text.ends_with("::") {
                self.enter_code(indent, after);
            }
        }
        self.prepared.push(line.with(written(&text)));
        0
    }

    /// An item of a list, and what opens behind its mark.
    fn item(&mut self, line: Line, indent: usize, width: usize, after: &[Line]) -> usize {
        self.paragraph = 0;
        let is_empty = line.text.len() <= indent + width;
        let is_bullet = line.text[indent..].starts_with(['-', '*', '+']);
        if is_empty {
            self.containers.push(if is_bullet {
                Container::Below {
                    owner: indent,
                    has_options: false,
                }
            } else {
                Container::At(indent + 2)
            });
            self.prepared.push(line);
            return 0;
        }
        self.containers.push(Container::At(indent + width));
        self.block(&line, indent + width, after)
    }

    fn directive(&mut self, line: &Line, indent: usize, name: &str, after: &[Line]) -> usize {
        let owner = indent;
        self.paragraph = 0;
        let found = directive(&line.text[indent..]).expect("it was found before");
        let Some(text) = self.prepared.directive(line, &found) else {
            // A list item before it still needs its mark.
            let before = line.text[..indent].trim_end();
            if !before.is_empty() {
                self.prepared.push(line.with(format!("{before} ..")));
            }
            self.out = Some(owner);
            return 0;
        };
        let text = format!("{}{text}", &line.text[..indent]);
        let known = directive(&text[indent..]).map_or("", |_| name);
        if CODE
            .iter()
            .any(|code| text[indent..].starts_with(&format!(".. {code}::")))
        {
            self.prepared.push(line.with(text));
            self.enter_code(owner, after);
            return 0;
        }
        if known == "replace" || found.name == "date" {
            return self.joined(line, text, owner, after);
        }
        self.containers.push(Container::Below {
            owner,
            has_options: true,
        });
        if NOTES.contains(&known) && !found.argument.is_empty() {
            let head = text[..text.len() - found.argument.len()].trim_end();
            self.prepared.push(line.with(head.to_owned()));
            self.prepared.push(line.with(String::new()));
            return self.first_line(line, found.argument, owner, after);
        }
        self.prepared.push(line.with(text));
        0
    }

    /// Targets, notes, substitutions and comments.
    fn explicit(&mut self, line: &Line, indent: usize, rest: &str, after: &[Line]) -> usize {
        let owner = indent;
        self.paragraph = 0;
        if rest.starts_with('_') {
            return self.joined(line, line.text.clone(), owner, after);
        }
        let note = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let Some((label, text)) = note {
            let head = format!("{}.. [{label}]", &line.text[..indent]);
            self.prepared.push(line.with(head));
            self.containers.push(Container::Below {
                owner,
                has_options: false,
            });
            return match text.trim() {
                "" => 0,
                text => self.first_line(line, text, owner, after),
            };
        }
        // A comment, with all below it.
        self.code = Some((owner, 0));
        self.prepared.push(line.with(line.text.clone()));
        0
    }

    /// The first line of a text, put where the others stand.
    fn first_line(&mut self, line: &Line, text: &str, owner: usize, after: &[Line]) -> usize {
        let next = after.iter().find(|line| !line.is_blank()).map(Line::indent);
        let margin = next.filter(|indent| *indent > owner).unwrap_or(owner + 3);
        let line = line.with(format!("{}{text}", " ".repeat(margin)));
        self.line(&line, after)
    }

    /// A line with those that go on with it.
    fn joined(&mut self, line: &Line, text: String, owner: usize, after: &[Line]) -> usize {
        let is_more = |line: &&Line| !line.is_blank() && line.indent() > owner;
        let more = after.iter().take_while(is_more);
        let length = more.clone().count();
        let text = more.fold(text, |text, line| {
            format!("{text} {}", line.text.trim_start())
        });
        self.prepared
            .push(line.with(text.replace("\\ ", &NOTHING.to_string())));
        // Whatever else is below it is not its own.
        length
    }

    /// What is below `owner` is code; lines that stand before the first do not.
    fn enter_code(&mut self, owner: usize, after: &[Line]) {
        let lines = after.iter().filter(|line| !line.is_blank());
        let mut lines =
            lines.skip_while(|line| line.indent() > owner && is_field(line.text.trim_start()));
        let margin = lines.next().map_or(0, Line::indent);
        self.code = Some((owner, margin));
    }
}

impl Prepared {
    /// Adds words to the last line.
    fn go_on(&mut self, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.text.push(' ');
            line.text.push_str(&usual(text));
        }
    }
}
