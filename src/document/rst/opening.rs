//! What a line opens by its first words, as the parser sees it.

use super::lines::NOTHING;

/// A text with the markup that the parser knows in place of what it does not, and
/// without that which it reads in text: options, and Roman numbers.
pub(super) fn usual(text: &str) -> String {
    let text = text.replace("\\ ", &NOTHING.to_string());
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '‣' | '⁃') if chars.as_str().starts_with(' ') => {
            return format!("*{}", chars.as_str());
        }
        Some('-' | '+' | '/') => {
            let next = chars.next();
            let is_option = next.is_some_and(|c| c.is_alphanumeric() || c == '-');
            if is_option && chars.any(char::is_alphanumeric)
                || next.is_some_and(char::is_alphanumeric)
            {
                return format!("\\{text}");
            }
        }
        _ => {}
    }
    let word = text.split(' ').next().unwrap_or_default();
    let core = word.trim_start_matches('(').trim_end_matches(['.', ')']);
    let is_roman = core.len() > 1 && core.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
    if is_roman && core.len() < word.len() {
        return format!("{NOTHING}{text}");
    }
    text
}

/// How far the text of a list item is from its mark.
pub(super) fn marker(text: &str) -> Option<usize> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let core = match first.strip_prefix('(') {
        Some(core) => core.strip_suffix(')'),
        None => first.strip_suffix(['.', ')']),
    };
    let is_number = core.is_some_and(|core| {
        core == "#"
            || core.len() == 1 && core.bytes().all(|b| b.is_ascii_alphabetic())
            || core.bytes().all(|b| b.is_ascii_digit()) && core.parse::<u32>().is_ok()
    });
    let is_item = matches!(first, "*" | "-" | "+") || is_number;
    is_item.then(|| text.len() - rest.trim_start().len())
}

/// `:name: text`, as the parser finds it.
pub(super) fn is_field(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(':') else {
        return false;
    };
    let mut ends = rest.match_indices(':').map(|(at, _)| rest.split_at(at));
    let is_end = |(name, after): (&str, &str)| {
        !name.trim().is_empty() && (after.len() == 1 || after.starts_with(": "))
    };
    !rest.starts_with([':', ' ']) && ends.any(is_end)
}
