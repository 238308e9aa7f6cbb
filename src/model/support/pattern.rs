//! Patterns of series names.

use std::str::FromStr;

/// A series with places for numbers: `x.2` is 4.2 and 5.2, `even.04` is 24.04 and
/// 26.04.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesPattern {
    /// As it was written.
    text: String,
    places: Vec<Place>,
}

/// What may stand between two dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Any,
    Even,
    Odd,
    Number(u64),
}

/// The text has something else than numbers and the words for any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a pattern has numbers, `x`, `even` and `odd`, with dots between them")]
pub struct NotAPattern;

impl FromStr for SeriesPattern {
    type Err = NotAPattern;

    fn from_str(text: &str) -> Result<Self, NotAPattern> {
        let place = |part: &str| match part {
            "x" => Ok(Place::Any),
            "even" => Ok(Place::Even),
            "odd" => Ok(Place::Odd),
            number if number.bytes().all(|b| b.is_ascii_digit()) => {
                number.parse().map(Place::Number).map_err(|_| NotAPattern)
            }
            _ => Err(NotAPattern),
        };
        let places = text.split('.').map(place).collect::<Result<_, _>>()?;
        Ok(Self {
            text: text.to_owned(),
            places,
        })
    }
}

impl SeriesPattern {
    /// The pattern as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether `series` has as many numbers, and such as the pattern asks for. It may
    /// be written with a `v`.
    ///
    /// ```
    /// use forewarn::model::support::SeriesPattern;
    ///
    /// let pattern: SeriesPattern = "x.2".parse().unwrap();
    /// assert!(pattern.matches("5.2"));
    /// assert!(!pattern.matches("5.2.1"));
    /// assert!(!pattern.matches("5.12"));
    /// let pattern: SeriesPattern = "even.04".parse().unwrap();
    /// assert!(pattern.matches("24.04"));
    /// assert!(pattern.matches("v24.04"));
    /// assert!(!pattern.matches("25.04"));
    /// ```
    pub fn matches(&self, series: &str) -> bool {
        let parts = series.trim_start_matches(['v', 'V']).split('.');
        parts.clone().count() == self.places.len()
            && parts.zip(&self.places).all(|(part, place)| {
                let number = part.parse::<u64>();
                number.is_ok_and(|number| match place {
                    Place::Any => true,
                    Place::Even => number % 2 == 0,
                    Place::Odd => number % 2 == 1,
                    Place::Number(wanted) => *wanted == number,
                })
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
