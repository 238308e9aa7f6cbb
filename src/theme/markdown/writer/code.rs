//! Code in lines and in blocks.

use pulldown_cmark::CodeBlockKind;

use super::super::MAX_HIGHLIGHTED;
use super::Writer;
use crate::theme::highlight::highlight;

impl Writer<'_> {
    pub(super) fn code_span(&mut self, code: &str) {
        if self.raw.is_some() {
            self.plain(code);
            return;
        }
        self.push("<code>");
        self.push_escaped(code);
        self.push("</code>");
        self.add_words(code);
    }

    /// Code scrolls sideways, so the keyboard must be able to reach it.
    pub(super) fn code_block(&mut self, code: &str, language: &str) {
        self.push("<pre tabindex=\"0\"><code");
        if is_class_name(language) {
            self.push(&format!(" class=\"language-{language}\""));
        }
        self.push(">");
        let budget = MAX_HIGHLIGHTED - self.highlighted;
        let colours = if !self.options.apart && !language.is_empty() && code.len() <= budget {
            self.highlighted += code.len();
            highlight(code, language)
        } else {
            None
        };
        match colours {
            Some(html) => self.push(&html),
            None => self.push_escaped(code),
        }
        self.push("</code></pre>\n");
    }
}

/// The language a fence names, in lower case: `Rust,ignore` is `rust`.
pub(super) fn language(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else {
        return String::new();
    };
    let end = info.find(|c: char| c.is_whitespace() || ",{".contains(c));
    info[..end.unwrap_or(info.len())].to_lowercase()
}

fn is_class_name(language: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+-".contains(&b);
    !language.is_empty() && language.bytes().all(is_plain)
}
