//! Patterns of series names.

use std::str::FromStr;

/// A series with places for any number: `x.2` is 4.2 and 5.2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesPattern(Vec<Option<u64>>);

/// The text is neither numbers nor `x`, with dots between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a pattern has numbers and `x`, with dots between them")]
pub struct NotAPattern;

impl FromStr for SeriesPattern {
    type Err = NotAPattern;

    fn from_str(text: &str) -> Result<Self, NotAPattern> {
        let part = |part: &str| match part {
            "x" => Ok(None),
            number if number.bytes().all(|b| b.is_ascii_digit()) => {
                number.parse().map(Some).map_err(|_| NotAPattern)
            }
            _ => Err(NotAPattern),
        };
        text.split('.')
            .map(part)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

impl SeriesPattern {
    /// Whether `series` has as many numbers, and the same where the pattern
    /// names one.
    ///
    /// ```
    /// use forewarn::model::support::SeriesPattern;
    ///
    /// let pattern: SeriesPattern = "x.2".parse().unwrap();
    /// assert!(pattern.matches("5.2"));
    /// assert!(!pattern.matches("5.2.1"));
    /// assert!(!pattern.matches("5.12"));
    /// ```
    pub fn matches(&self, series: &str) -> bool {
        let parts = series.split('.');
        parts.clone().count() == self.0.len()
            && parts.zip(&self.0).all(|(part, wanted)| {
                let number = part.parse::<u64>();
                number.is_ok_and(|number| wanted.is_none_or(|wanted| wanted == number))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_and_places_make_a_pattern() {
        for text in ["", "x.", "2-x", "+2", "lts", "99999999999999999999"] {
            assert_eq!(text.parse::<SeriesPattern>(), Err(NotAPattern), "{text}");
        }
        assert!("x.x".parse::<SeriesPattern>().unwrap().matches("1.10"));
        assert!(!"x".parse::<SeriesPattern>().unwrap().matches("bookworm"));
    }
}
