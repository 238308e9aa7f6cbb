//! What stands within lines: each sign that opens something is looked at once, and
//! what closes it is looked for until there is none.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::line::{Words, unescaped, work};
use super::names::Aim;
use super::sign::{self, Closed, Sign, simple_name};
use super::{Piece, Reader, explicit, role};

impl Reader {
    pub(super) fn words(&mut self, words: &Words) {
        // An escaped blank says that a cell is empty.
        if words.text != "\\" {
            let mut scanner = Scanner {
                reader: self,
                words,
                text: &words.text,
                pushed: 0,
                closed: [true; 5],
            };
            scanner.run();
        }
    }

    /// Words in an element.
    pub(super) fn spanned(&mut self, tag: Tag<'static>, text: &str) {
        self.within(tag, |reader| reader.loose(text));
    }

    /// Words in which nothing is found.
    pub(super) fn loose(&mut self, text: &str) {
        for (index, line) in unescaped(text).split('\n').enumerate() {
            if index > 0 {
                self.push(Event::SoftBreak);
            }
            self.text(line.to_owned());
        }
    }

    pub(super) fn code_span(&mut self, text: &str) {
        let words: Vec<_> = text.split('\n').map(str::trim).collect();
        self.push(Event::Code(CowStr::from(words.join(" "))));
    }
}

struct Scanner<'r, 'w> {
    reader: &'r mut Reader,
    words: &'w Words,
    text: &'w str,
    /// Everything before is with the reader.
    pushed: usize,
    /// Whether there may still be what closes each sign.
    closed: [bool; 5],
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            work(1);
            at = match self.markup(at, c) {
                Some(end) => {
                    self.pushed = end;
                    end
                }
                None => at + self.step(at, c),
            };
        }
        self.plain(self.text.len());
    }

    /// How far the text goes on that opens nothing.
    fn step(&self, at: usize, c: char) -> usize {
        let text = &self.text[at..];
        match c {
            '\\' => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
            '*' | '`' => text.len() - text.trim_start_matches(c).len(),
            c if c.is_alphanumeric() => {
                let name = simple_name(text);
                let address = &text[name..];
                // What stands in an address opens nothing.
                let is_end = |c: char| c.is_whitespace() || "<>`\"|".contains(c);
                if address.starts_with("://") {
                    name + address.find(is_end).unwrap_or(address.len())
                } else {
                    name
                }
            }
            c => c.len_utf8(),
        }
    }

    /// Reads the markup that begins here, and returns its end.
    fn markup(&mut self, at: usize, c: char) -> Option<usize> {
        let text = &self.text[at..];
        match c {
            '*' if text.starts_with("**") => self.element(at, Sign::Strong, Tag::Strong),
            '*' => self.element(at, Sign::Emphasis, Tag::Emphasis),
            '`' if text.starts_with("``") => {
                let closed = self.closed(at, Sign::Literal)?;
                self.plain(at);
                self.reader.code_span(&self.text[closed.inner]);
                Some(closed.end)
            }
            '`' => self.interpreted(at, None),
            ':' => {
                let name = simple_name(&text[1..]);
                let is_role = name > 0 && text[1 + name..].starts_with(":`");
                is_role.then(|| self.interpreted(at, Some(at + 1..at + 1 + name)))?
            }
            '_' if text.starts_with("_`") => self.target(at),
            '|' => self.substitution(at),
            '[' => self.note(at),
            c if c.is_alphanumeric() => self.reference(at),
            _ => None,
        }
    }

    fn element(&mut self, at: usize, sign: Sign, tag: Tag<'static>) -> Option<usize> {
        let closed = self.closed(at, sign)?;
        self.plain(at);
        self.reader.spanned(tag, &self.text[closed.inner]);
        Some(closed.end)
    }

    /// What stands between backquotes: a reference, or text with a role.
    fn interpreted(&mut self, at: usize, role: Option<Range<usize>>) -> Option<usize> {
        let sign = role.as_ref().map_or(at, |role| role.end + 1);
        if sign > at && !sign::may_open(self.text, at, sign + 1) {
            return None;
        }
        let closed = self.closed(sign, Sign::Backquote)?;
        let inner = &self.text[closed.inner];
        let place = self.words.place(at..closed.end);
        self.plain(at);
        match role.or(closed.role) {
            Some(role) => self.reader.role(&self.text[role], inner, place),
            None if closed.leads > 0 => self.phrase(inner, closed.leads == 2, place),
            None => self.reader.spanned(Tag::Emphasis, inner),
        }
        Some(closed.end)
    }

    /// `text <address>`_, or a name alone.
    fn phrase(&mut self, inner: &str, is_anonymous: bool, place: Range<usize>) {
        let (text, target) = role::labelled(inner);
        let text = unescaped(text);
        let aim = match target {
            Some(target) => Aim::written(target),
            None if is_anonymous => Aim::Anonymous,
            None => Aim::Name(super::names::normal(inner)),
        };
        if target.is_some() && !is_anonymous {
            self.reader.names.say(&text, aim.clone());
        }
        self.reader.out.push(Piece::Link { aim, text, place });
    }

    /// `_` and a name between backquotes, for links that lead here.
    fn target(&mut self, at: usize) -> Option<usize> {
        if !sign::may_open(self.text, at, at + 2) {
            return None;
        }
        let closed = self.close(at + 1, Sign::Backquote)?;
        let name = &self.text[closed.inner.clone()];
        let here = self.reader.names.here();
        self.reader.names.say(name, here);
        self.plain(at);
        self.pushed = closed.inner.start;
        self.plain(closed.inner.end);
        Some(closed.end)
    }

    fn substitution(&mut self, at: usize) -> Option<usize> {
        let closed = self.closed(at, Sign::Bar)?;
        let name = self.text[closed.inner].to_owned();
        let aim = match closed.leads {
            0 => None,
            1 => Some(Aim::Name(super::names::normal(&name))),
            _ => Some(Aim::Anonymous),
        };
        let place = self.words.place(at..closed.end);
        self.plain(at);
        self.reader
            .out
            .push(Piece::Substitution { name, aim, place });
        Some(closed.end)
    }

    /// `[label]_`.
    fn note(&mut self, at: usize) -> Option<usize> {
        let (label, width) = explicit::label(&self.text[at..])?;
        let end = at + width + 1;
        let is_mark = self.text[at + width..].starts_with('_')
            && sign::may_open(self.text, at, at + 1)
            && sign::may_close(self.text, end);
        if !is_mark {
            return None;
        }
        self.plain(at);
        let (label, place) = (label.to_owned(), self.words.place(at..end));
        self.reader.out.push(Piece::Note { label, place });
        Some(end)
    }

    /// A word that leads somewhere: `name_`, `name__`.
    fn reference(&mut self, at: usize) -> Option<usize> {
        let name = at + simple_name(&self.text[at..]);
        let signs = self.text[name..].bytes().take_while(|b| *b == b'_').count();
        let end = name + signs;
        if !matches!(signs, 1 | 2)
            || !sign::may_close(self.text, end)
            || !sign::may_open(self.text, at, name)
        {
            return None;
        }
        let text = self.text[at..name].to_owned();
        let aim = match signs {
            1 => Aim::Name(super::names::normal(&text)),
            _ => Aim::Anonymous,
        };
        self.plain(at);
        let place = self.words.place(at..end);
        self.reader.out.push(Piece::Link { aim, text, place });
        Some(end)
    }

    /// What the sign at a place opens, when it may, and is closed.
    fn closed(&mut self, at: usize, sign: Sign) -> Option<Closed> {
        let may_open = sign::may_open(self.text, at, at + sign.text().len());
        may_open.then(|| self.close(at, sign))?
    }

    /// What closes the sign at a place. What is not found for one sign is not there
    /// for those behind it either.
    fn close(&mut self, at: usize, sign: Sign) -> Option<Closed> {
        if !self.closed[sign as usize] {
            return None;
        }
        let width = sign.text().len();
        let bytes = self.text.as_bytes();
        let start = at + width;
        let mut end = start + 1;
        let mut is_escaped = bytes[start] == b'\\' && sign != Sign::Literal;
        while end < bytes.len() {
            work(1);
            if is_escaped {
                is_escaped = false;
            } else if bytes[end] == b'\\' && sign != Sign::Literal {
                is_escaped = true;
            } else if bytes[end..].starts_with(sign.text().as_bytes())
                && !self.text[..end].ends_with(char::is_whitespace)
                && let Some((role, leads, after)) = sign.follows(self.text, end + width)
            {
                return Some(Closed {
                    inner: start..end,
                    role,
                    leads,
                    end: after,
                });
            }
            end += 1;
        }
        self.closed[sign as usize] = false;
        self.never_closed(at, sign);
        None
    }

    fn never_closed(&mut self, at: usize, sign: Sign) {
        let sign = sign.text();
        let follows = &self.text[at + sign.len()..];
        let word = follows.find(char::is_whitespace).unwrap_or(follows.len());
        let place = self.words.place(at..at + sign.len() + word);
        let message = format!("`{sign}` opens what is never closed");
        let help = format!("close it, or write `\\{sign}` for the sign itself");
        self.reader.fault(place, message, help);
    }

    /// Hands the text up to here to the reader, line by line.
    fn plain(&mut self, end: usize) {
        let text = &self.text[self.pushed..end];
        let mut at = self.pushed;
        let mut is_joined = true;
        for line in text.split('\n') {
            if !is_joined {
                self.reader.push(Event::SoftBreak);
            }
            let place = self.words.place(at..at + line.len());
            at += line.len() + 1;
            // An escaped line end is none.
            let escapes = line.len() - line.trim_end_matches('\\').len();
            is_joined = escapes % 2 == 1 && at <= end;
            let line = if is_joined {
                &line[..line.len() - 1]
            } else {
                line
            };
            let shown = CowStr::from(unescaped(line));
            if !shown.is_empty() {
                self.reader.push_at(Event::Text(shown), place);
            }
        }
        self.pushed = end;
    }
}
