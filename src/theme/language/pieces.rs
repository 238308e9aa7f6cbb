//! Texts that are put together from pieces alone: nothing in them is chosen by a
//! value. Most are, and need no resolver.

use fluent_bundle::FluentValue;
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::Value;

/// How long a value is, mostly; longer ones make the text grow.
const VALUE: usize = 24;

/// A text whose values stand in it as they come.
pub(super) struct Pieces(Vec<Piece>);

enum Piece {
    Text(String),
    /// The value of that name.
    Value(String),
}

impl Pieces {
    /// The pieces of a text, with marks around its values where they are to be
    /// `isolated`; none of a text that chooses, or that refers to another.
    pub(super) fn of(pattern: &Pattern<&str>, isolated: bool) -> Option<Self> {
        let isolated = isolated && pattern.elements.len() > 1;
        let mut pieces = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    pieces.push(Piece::Text((*value).to_owned()));
                }
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::VariableReference { id }),
                } => {
                    let mark = |mark: &str| isolated.then(|| Piece::Text(mark.to_owned()));
                    pieces.extend(mark("\u{2068}"));
                    pieces.push(Piece::Value(id.name.to_owned()));
                    pieces.extend(mark("\u{2069}"));
                }
                PatternElement::Placeable { .. } => return None,
            }
        }
        Some(Self(pieces))
    }

    /// The text with these values; none where one is missing.
    pub(super) fn filled(&self, values: &[Value<'_>]) -> Option<String> {
        let value = |name: &String| values.iter().find(|(known, _)| known == name);
        let lengths = self.0.iter().map(|piece| match piece {
            Piece::Text(piece) => piece.len(),
            Piece::Value(_) => VALUE,
        });
        let mut text = String::with_capacity(lengths.sum());
        for piece in &self.0 {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Value(name) => match &value(name)?.1 {
                    FluentValue::String(value) => text.push_str(value),
                    FluentValue::Number(number) => text.push_str(&number.as_string()),
                    _ => return None,
                },
            }
        }
        Some(text)
    }
}
