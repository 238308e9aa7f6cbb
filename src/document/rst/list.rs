//! Lists, whose items are told by a sign or a number.

use pulldown_cmark::Tag;

use super::Reader;
use super::blocks::{Opening, opening};
use super::line::{Line, gap, margin, reach};

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet(char),
    Number {
        /// Whether a bracket opens it, and what closes it.
        form: (bool, char),
        /// What it counts; `i` may be a letter or a Roman number.
        counts: [Option<Count>; 2],
    },
}

/// A way to count, and how far it has come.
pub(super) type Count = (Way, u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Arabic,
    Letters { upper: bool },
    Roman { upper: bool },
    Auto,
}

/// The marker of a line, and its length.
pub(super) fn marker(text: &str) -> Option<(Marker, usize)> {
    let first = text.chars().next()?;
    let width = first.len_utf8();
    if "*+-•‣⁃".contains(first) && is_apart(&text[width..]) {
        return Some((Marker::Bullet(first), width));
    }
    let is_bracketed = first == '(';
    let core = &text[usize::from(is_bracketed)..];
    let end = core.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
    let (core, after) = core.split_at(end);
    let close = after.chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let counts = counts(core);
    let is_number = counts.iter().any(Option::is_some)
        && is_apart(&after[1..])
        && (!is_bracketed || close == ')');
    let marker = Marker::Number {
        form: (is_bracketed, close),
        counts,
    };
    is_number.then_some((marker, text.len() - after.len() + 1))
}

/// Whether white space follows, or nothing.
fn is_apart(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

/// What a number may count. A lone `i` begins Roman numbers sooner than letters.
fn counts(core: &str) -> [Option<Count>; 2] {
    /// More digits than that are no number of an item.
    const LONGEST: usize = 9;
    if core == "#" {
        return [Some((Way::Auto, 1)), None];
    }
    if core.len() > LONGEST {
        return [None; 2];
    }
    if core.bytes().all(|b| b.is_ascii_digit()) {
        let number = core.parse().ok();
        return [number.map(|number| (Way::Arabic, number)), None];
    }
    let upper = core.starts_with(|c: char| c.is_ascii_uppercase());
    let roman = roman(core).map(|number| (Way::Roman { upper }, number));
    let letter = match core.to_ascii_lowercase().as_bytes() {
        [letter @ b'a'..=b'z'] => {
            let number = u32::from(letter - b'a') + 1;
            Some((Way::Letters { upper }, number))
        }
        _ => None,
    };
    if matches!(core, "i" | "I") {
        [roman, letter]
    } else {
        [letter, roman]
    }
}

/// A Roman number in one case, as it is written by the rules.
fn roman(core: &str) -> Option<u32> {
    const SIGNS: [(&str, u32); 13] = [
        ("m", 1000),
        ("cm", 900),
        ("d", 500),
        ("cd", 400),
        ("c", 100),
        ("xc", 90),
        ("l", 50),
        ("xl", 40),
        ("x", 10),
        ("ix", 9),
        ("v", 5),
        ("iv", 4),
        ("i", 1),
    ];
    let lower = core.to_ascii_lowercase();
    if core != lower && core != core.to_ascii_uppercase() {
        return None;
    }
    let (mut rest, mut number) = (lower.as_str(), 0);
    for (sign, value) in SIGNS {
        let most = if sign.len() == 1 && !"dlv".contains(sign) {
            3
        } else {
            1
        };
        for _ in 0..most {
            if let Some(after) = rest.strip_prefix(sign) {
                (rest, number) = (after, number + value);
            }
        }
    }
    (rest.is_empty() && number > 0).then_some(number)
}

impl Marker {
    /// Whether the first of some lines begins an item: a number may stand at the
    /// start of a line by chance, so the next line must fit as well.
    pub(super) fn is_meant(self, lines: &[Line<'_>]) -> bool {
        let Self::Number { counts, .. } = self else {
            return true;
        };
        let next = lines.get(1).filter(|next| !next.is_blank());
        next.is_none_or(|next| {
            let follows = |marker: Marker| {
                let mut counts = counts.into_iter().flatten();
                counts.any(|count| self.goes_on(count, marker))
            };
            next.indent != lines[0].indent
                || marker(next.text).is_some_and(|(marker, _)| follows(marker))
        })
    }

    /// Whether another marker is the next of the same list, where this one counts so.
    fn goes_on(self, (way, number): Count, next: Self) -> bool {
        match (self, next) {
            (Self::Number { form, .. }, Self::Number { form: same, counts }) => {
                let mut counts = counts.into_iter().flatten();
                form == same
                    && counts.any(|(next, count)| {
                        next == Way::Auto || (next, count) == (way, number.saturating_add(1))
                    })
            }
            (this, next) => this == next,
        }
    }

    /// What it counts when it begins a list.
    fn first(self) -> Option<Count> {
        match self {
            Self::Bullet(_) => None,
            Self::Number { counts, .. } => counts.into_iter().flatten().next(),
        }
    }
}

impl Reader {
    /// A list that begins with this marker; returns how many lines it takes.
    pub(super) fn list(&mut self, lines: &mut [Line<'_>], first: Marker, width: usize) -> usize {
        let indent = lines[0].indent;
        let number = first.first().map(|(_, number)| u64::from(number));
        let (way, mut number_of_last) = first.first().unwrap_or((Way::Auto, 0));
        self.within(Tag::List(number), |reader| {
            let (mut at, mut width) = (0, width);
            loop {
                at += reader.item(&mut lines[at..], width);
                let next = at + gap(&lines[at..]);
                let line = lines.get(next).filter(|line| line.indent == indent);
                let opening = line.map(|_| opening(&lines[next..]));
                match opening {
                    Some(Opening::Item(marker, behind))
                        if first.goes_on((way, number_of_last), marker) =>
                    {
                        (at, width) = (next, behind);
                        number_of_last = number_of_last.saturating_add(1);
                    }
                    _ => return at,
                }
            }
        })
    }

    /// An item whose text stands behind so many bytes.
    fn item(&mut self, lines: &mut [Line<'_>], width: usize) -> usize {
        let length = take_item(lines, width);
        let item = &mut lines[..length];
        let margin = margin(item);
        self.within(Tag::Item, |reader| reader.tight(item, margin));
        length
    }
}

/// Takes the marker from an item, and says how many lines belong to it: those as
/// far in as its text, or further in than its marker when there is none beside it.
pub(super) fn take_item(lines: &mut [Line<'_>], width: usize) -> usize {
    let indent = lines[0].indent;
    lines[0] = lines[0].behind(width);
    let column = if lines[0].is_blank() {
        indent + 1
    } else {
        lines[0].indent
    };
    1 + reach(&lines[1..], column)
}
