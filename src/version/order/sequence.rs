//! What most orders are built of: numbers of any length, and sequences of
//! symbols in which the end is a symbol like any other.

use std::cmp::Ordering;

/// A natural number by its decimal digits: versions hold dates, hashes and
/// counters that no machine integer has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Number<'a> {
    // Compared first: of two numbers without leading zeros the longer is greater.
    length: usize,
    digits: &'a str,
}

impl<'a> Number<'a> {
    /// Zero.
    pub(super) const ZERO: Self = Self {
        length: 0,
        digits: "",
    };

    /// The number of that text, which must be ASCII digits and nothing else.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| Self::of_digits(text))
    }

    /// The number of a text that is known to hold only digits; none are zero.
    pub(super) fn of_digits(text: &'a str) -> Self {
        let digits = text.trim_start_matches('0');
        Self {
            length: digits.len(),
            digits,
        }
    }
}

/// A symbol of a [`Sequence`].
pub(super) trait Symbol: Ord {
    /// What stands after the last symbol of a sequence, without end.
    const END: Self;
}

/// Symbols compared one by one, the shorter sequence continued by
/// [`Symbol::END`]. Since it compares infinite words over one ordered alphabet,
/// the order is total whatever the symbols are.
#[derive(Debug)]
pub(super) struct Sequence<S>(pub(super) Vec<S>);

impl<S: Symbol> Ord for Sequence<S> {
    fn cmp(&self, other: &Self) -> Ordering {
        let end = S::END;
        let length = self.0.len().max(other.0.len());
        (0..length)
            .map(|at| {
                let left = self.0.get(at).unwrap_or(&end);
                left.cmp(other.0.get(at).unwrap_or(&end))
            })
            .find(|ordering| ordering.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

impl<S: Symbol> PartialOrd for Sequence<S> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<S: Symbol> PartialEq for Sequence<S> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<S: Symbol> Eq for Sequence<S> {}

/// The text up to the first character that does not belong, and the rest.
pub(super) fn split_run(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}
