//! Turns the positions of `saphyr-parser`, which count characters, into bytes.

/// Every how many characters a byte offset is kept.
const STEP: usize = 64;

/// The byte offsets of the characters of one text, found in constant time after
/// one pass over it.
#[derive(Debug)]
pub(super) struct Markers<'s> {
    text: &'s str,
    /// The offset of every [`STEP`]th character; `None` for ASCII, where
    /// characters are bytes.
    steps: Option<Vec<usize>>,
}

impl<'s> Markers<'s> {
    /// Looks through `text` once.
    pub(super) fn new(text: &'s str) -> Self {
        let steps = (!text.is_ascii()).then(|| {
            text.char_indices()
                .step_by(STEP)
                .map(|(byte, _)| byte)
                .collect()
        });
        Self { text, steps }
    }

    /// The offset of the character numbered `index` from 0, or the end of the
    /// text when it has no such character.
    pub(super) fn byte(&self, index: usize) -> usize {
        let Some(steps) = &self.steps else {
            return index.min(self.text.len());
        };
        let Some(&step) = steps.get(index / STEP) else {
            return self.text.len();
        };
        self.text[step..]
            .char_indices()
            .nth(index % STEP)
            .map_or(self.text.len(), |(byte, _)| step + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_become_bytes() {
        for text in [
            String::new(),
            "ascii".repeat(40),
            "aé\u{20ac}\u{1f600}".repeat(STEP),
        ] {
            let markers = Markers::new(&text);
            let count = text.chars().count();
            for (index, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(markers.byte(index), byte, "{index} of {count}");
            }
            assert_eq!(markers.byte(count), text.len());
            assert_eq!(markers.byte(count + 1000), text.len());
        }
    }
}
