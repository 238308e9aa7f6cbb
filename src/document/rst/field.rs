//! Fields, `:name: text`, and options of a command, `-v, --verbose  text`.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::Reader;
use super::blocks::{Opening, opening};
use super::line::{Line, Words, align, gap, reach};

/// The place of a field's name in its line, and the length of what stands before
/// its text. A colon may stand in the name where it closes nothing.
pub(super) fn name(text: &str) -> Option<(Range<usize>, usize)> {
    let rest = text.strip_prefix(':')?;
    if rest.starts_with([':', ' ']) {
        return None;
    }
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        match (c, next) {
            ('\\', _) => {
                chars.next();
            }
            (':', Some('`')) => return None,
            (':', next) if next.is_none_or(char::is_whitespace) => {
                let is_name = at > 0 && !rest[..at].ends_with(' ');
                return is_name.then_some((1..at + 1, at + 2));
            }
            _ => {}
        }
    }
    None
}

/// The same of options of a command: two blanks, or nothing, end them.
pub(super) fn option(text: &str) -> Option<(Range<usize>, usize)> {
    if !text.starts_with(['-', '+', '/']) {
        return None;
    }
    let end = text.find("  ").unwrap_or(text.len());
    let is_options = text[..end].split(", ").all(is_option);
    is_options.then_some((0..end, end))
}

/// `-v`, `-n NUMBER`, `--name`, `--name=<text>`, `/V`.
fn is_option(text: &str) -> bool {
    let is_in_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_argument = |text: &str| {
        let quoted = text
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'));
        match quoted {
            Some(inner) => !inner.is_empty() && !inner.contains(['<', '>']),
            None => {
                text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_in_word)
            }
        }
    };
    let long = text.strip_prefix("--").or_else(|| text.strip_prefix('/'));
    if let Some(long) = long {
        let end = long.find(|c| !is_in_word(c)).unwrap_or(long.len());
        let argument = long[end..].strip_prefix(['=', ' ']);
        let is_name = long.starts_with(|c: char| c.is_ascii_alphanumeric());
        return is_name && (end == long.len() || argument.is_some_and(is_argument));
    }
    let mut chars = text.chars().skip(1);
    let is_letter = chars.next().is_some_and(|c| c.is_ascii_alphanumeric());
    let argument = text.get(2..).unwrap_or_default();
    let argument = argument.strip_prefix(' ').unwrap_or(argument);
    is_letter && (text.len() == 2 || is_argument(argument))
}

impl Reader {
    /// Fields or options with what they say; returns how many lines they take.
    pub(super) fn fields(&mut self, lines: &mut [Line<'_>]) -> usize {
        let indent = lines[0].indent;
        self.within(Tag::DefinitionList, |reader| {
            let (mut at, mut next) = (0, 0);
            while let Some(length) = reader.field(&mut lines[next..], indent) {
                at = next + length;
                next = at + gap(&lines[at..]);
            }
            at
        })
    }

    fn field(&mut self, lines: &mut [Line<'_>], indent: usize) -> Option<usize> {
        let first = *lines.first().filter(|line| line.indent == indent)?;
        let width = match opening(lines) {
            Opening::Field(name, width) => {
                let name = Line::new(&first.text[name.clone()], first.at + name.start, 0);
                let words = Words::of([name]);
                self.within(Tag::DefinitionListTitle, |reader| reader.words(&words));
                width
            }
            Opening::Option(name, width) => {
                let code = Event::Code(CowStr::from(first.text[name].to_owned()));
                self.within(Tag::DefinitionListTitle, |reader| reader.push(code));
                width
            }
            _ => return None,
        };
        let length = 1 + reach(&lines[1..], indent + 1);
        lines[0] = first.behind(width);
        let body = &mut lines[..length];
        let margin = align(body);
        self.within(Tag::DefinitionListDefinition, |reader| {
            reader.tight(body, margin);
        });
        Some(length)
    }
}
