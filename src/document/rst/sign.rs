//! Signs that open and close something within lines, and where they may stand
//! (reStructuredText, "Inline markup recognition rules").

use std::ops::Range;

use super::line::work;

/// Signs that open and close something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Emphasis,
    Strong,
    Literal,
    Backquote,
    Bar,
}

impl Sign {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Emphasis => "*",
            Self::Strong => "**",
            Self::Literal => "``",
            Self::Backquote => "`",
            Self::Bar => "|",
        }
    }

    /// What goes on behind a sign that closes something, when it may close it: the
    /// role, how many `_` there are, and the end of all.
    pub(super) fn follows(
        self,
        text: &str,
        at: usize,
    ) -> Option<(Option<Range<usize>>, usize, usize)> {
        let rest = &text[at..];
        if self == Self::Backquote
            && let Some(after) = rest.strip_prefix(':')
        {
            let name = simple_name(after);
            let end = at + name + 2;
            if name > 0 && after[name..].starts_with(':') && may_close(text, end) {
                return Some((Some(at + 1..at + 1 + name), 0, end));
            }
        }
        if matches!(self, Self::Backquote | Self::Bar) {
            let signs = rest.bytes().take_while(|b| *b == b'_').take(3).count();
            if matches!(signs, 1 | 2) && may_close(text, at + signs) {
                return Some((None, signs, at + signs));
            }
        }
        may_close(text, at).then_some((None, 0, at))
    }
}

/// What a sign closes.
pub(super) struct Closed {
    /// What stands between the signs.
    pub(super) inner: Range<usize>,
    /// The role behind them, without its colons.
    pub(super) role: Option<Range<usize>>,
    /// How many `_` follow.
    pub(super) leads: usize,
    pub(super) end: usize,
}

/// Whether something may open before `at` whose text begins at `inner`
/// (reStructuredText, "Inline markup recognition rules").
pub(super) fn may_open(text: &str, at: usize, inner: usize) -> bool {
    let Some(next) = text[inner..].chars().next() else {
        return false;
    };
    let Some(before) = text[..at].chars().next_back() else {
        return !next.is_whitespace();
    };
    let is_quoted = matches!(
        (before, next),
        ('"', '"') | ('\'', '\'') | ('(', ')') | ('[', ']') | ('{', '}') | ('<', '>')
    );
    let may_stand = before.is_whitespace()
        || "'\"([{<-/:".contains(before)
        || !before.is_ascii() && !before.is_alphanumeric();
    may_stand && !next.is_whitespace() && !is_quoted
}

/// Whether something may be closed before this.
pub(super) fn may_close(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_none_or(|next| {
        next.is_whitespace()
            || "'\")]}>-/\\:.,;!?".contains(next)
            || !next.is_ascii() && !next.is_alphanumeric()
    })
}

/// The length of a simple name at the start of a text: letters and numbers, with
/// single signs between them.
pub(super) fn simple_name(text: &str) -> usize {
    let mut length = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        work(1);
        if c.is_alphanumeric() {
            length = at + c.len_utf8();
        } else if !"-_.:+".contains(c) || before.is_none_or(|c: char| !c.is_alphanumeric()) {
            break;
        }
        before = Some(c);
    }
    length
}
