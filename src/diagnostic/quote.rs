//! How text of the input is quoted in a message.

/// The longest text that a message quotes whole, in characters.
const LONGEST: usize = 60;

/// `text` in backticks, shortened, and with control characters and the like
/// escaped, so that no message moves a terminal's cursor. Of nothing is said that
/// it is empty.
///
/// ```
/// assert_eq!(forewarn::diagnostic::quoted("it's\u{1b}[2J"), r"`it's\u{1b}[2J`");
/// ```
pub fn quoted(text: &str) -> String {
    if text.is_empty() {
        return "an empty text".to_owned();
    }
    let mut shown = String::from("`");
    for (count, character) in text.chars().enumerate() {
        if count == LONGEST {
            shown.push_str("...");
            break;
        }
        match character {
            '\'' | '"' | '\\' => shown.push(character),
            _ => shown.extend(character.escape_debug()),
        }
    }
    shown.push('`');
    shown
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn long_texts_are_shortened() {
        assert_eq!(quoted(&"é".repeat(60)), format!("`{}`", "é".repeat(60)));
        assert_eq!(quoted(&"é".repeat(61)), format!("`{}...`", "é".repeat(60)));
    }
}
