//! Which characters text may hold wherever it is shown.

/// Whether a page or a feed cannot hold the character: XML 1.0 (section 2.2) or
/// HTML (section 13.2.3.5) forbids it. Those are controls other than tab and
/// line ends, and noncharacters.
pub fn is_forbidden(c: char) -> bool {
    let noncharacter = (u32::from(c) & 0xFFFE) == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c);
    noncharacter || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Whether a text is of ASCII, and every character of it may stand anywhere: as good
/// as all are, and this asks about bytes.
pub fn is_harmless(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r'))
}

/// `text` with U+FFFD for each of those characters.
///
/// ```
/// use forewarn::model::text::without_forbidden;
///
/// assert_eq!(without_forbidden("<a\u{7}\n"), "<a\u{FFFD}\n");
/// ```
pub fn without_forbidden(text: &str) -> String {
    if is_harmless(text) {
        return text.to_owned();
    }
    let legal = |c| {
        if is_forbidden(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    text.chars().map(legal).collect()
}

/// The words of a text with one blank between them.
///
/// ```
/// use forewarn::model::text::single_spaced;
///
/// assert_eq!(single_spaced(" a\n b  c"), "a b c");
/// ```
pub fn single_spaced(text: &str) -> String {
    let mut last = b' ';
    let mut bytes = text.bytes();
    let is_already = bytes.all(|byte| {
        let before = std::mem::replace(&mut last, byte);
        matches!(byte, b'!'..=b'~') || (byte == b' ' && before != b' ')
    });
    if is_already && last != b' ' {
        return text.to_owned();
    }
    let mut words = text.split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

/// Whether the character turns the direction of the text behind it (UAX #9,
/// sections 2.1 to 2.4): what is shown is then not what is written, and a list of
/// versions or a command can read as another. Marks that turn nothing by
/// themselves (U+200E, U+200F, U+061C) belong to ordinary text.
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
