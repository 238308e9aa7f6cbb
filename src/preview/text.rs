//! Text of the input on its way into a page.

use crate::emit::visible;
use crate::theme::escape;

/// `text` as content or as a quoted attribute, with every hidden character
/// shown: nothing in a title can turn a line around or pose as another.
pub(super) fn text(text: &str) -> String {
    escape(&visible(text))
}

/// `1 draft`, `2 drafts`.
pub(super) fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}
