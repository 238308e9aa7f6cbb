//! Colours of the screen, and how well one can be read on another.

use std::fmt;
use std::str::FromStr;

/// A colour of sRGB. Prints as `#0b56a8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The text is no colour in hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a colour such as `#0b56a8`")]
pub struct ColourSyntax;

/// The contrast that text needs to be read by almost everybody (WCAG 2.2,
/// criterion 1.4.3).
pub const READABLE: f64 = 4.5;

impl Colour {
    /// How much lighter one of two colours is than the other, from 1 to 21
    /// (WCAG 2.2, "contrast ratio").
    ///
    /// ```
    /// use forewarn::model::Colour;
    ///
    /// let [black, white] = ["#000", "#fff"].map(|text| text.parse::<Colour>());
    /// assert_eq!(black?.contrast(white?), 21.0);
    /// # Ok::<(), forewarn::model::colour::ColourSyntax>(())
    /// ```
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The least contrast with any of `others`; none when there are none.
    pub fn least_contrast(self, others: &[Self]) -> Option<f64> {
        let contrasts = others.iter().map(|other| self.contrast(*other));
        contrasts.min_by(f64::total_cmp)
    }

    /// The relative luminance (WCAG 2.2), from 0 to 1.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl FromStr for Colour {
    type Err = ColourSyntax;

    /// `#rrggbb` or `#rgb`, in either case.
    fn from_str(text: &str) -> Result<Self, ColourSyntax> {
        let digits = text.strip_prefix('#').ok_or(ColourSyntax)?;
        let values: Option<Vec<u8>> = digits
            .chars()
            .map(|digit| u8::try_from(digit.to_digit(16)?).ok())
            .collect();
        let values = values.ok_or(ColourSyntax)?;
        let parts: Vec<u8> = match values.len() {
            3 => values.iter().map(|digit| digit * 17).collect(),
            _ => (values.chunks(2))
                .map(|pair| pair.iter().fold(0, |value, digit| value * 16 + digit))
                .collect(),
        };
        match <[u8; 3]>::try_from(parts) {
            Ok(parts) if matches!(values.len(), 3 | 6) => Ok(Self(parts)),
            _ => Err(ColourSyntax),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn colours_are_read_in_their_two_forms() {
        assert_eq!(colour("#0b56A8").to_string(), "#0b56a8");
        assert_eq!(colour("#fa0").to_string(), "#ffaa00");
        for text in [
            "",
            "0b56a8",
            "#0b56a",
            "#0b56a8ff",
            "#0b56ag",
            "red",
            "#٠٠٠",
        ] {
            assert_eq!(text.parse::<Colour>(), Err(ColourSyntax), "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_other_tools() {
        // As WebAIM's contrast checker has them, to two digits.
        for (text, page, ratio) in [
            ("#767676", "#ffffff", "4.54"),
            ("#777777", "#ffffff", "4.48"),
            ("#ff0000", "#ffffff", "4.00"),
            ("#0000ff", "#ffffff", "8.59"),
        ] {
            assert_eq!(format!("{:.2}", colour(text).contrast(colour(page))), ratio);
        }
    }
}
