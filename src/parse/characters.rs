//! Characters that text may hold and readers cannot see, or cannot be shown.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::text::{is_forbidden, is_harmless, turns_direction};
use crate::source::{FileId, Span};
use crate::yaml::{Kind, Node};

/// Reports them in every key and value of a tree, one of a kind each.
pub(super) fn report(node: &Node, out: &mut Diagnostics) {
    let mut rest = vec![node];
    while let Some(node) = rest.pop() {
        match &node.kind {
            Kind::List(items) => rest.extend(items),
            Kind::Map(entries) => {
                for entry in entries {
                    in_text(&entry.key.value, entry.key.span, out);
                    rest.push(&entry.value);
                }
            }
            Kind::Scalar(scalar) => in_text(&scalar.text, node.span, out),
        }
    }
}

/// Escapes and folded lines hide where in the text a character stands.
fn in_text(text: &str, span: Span, out: &mut Diagnostics) {
    if is_harmless(text) {
        return;
    }
    let forbidden = text.chars().find(|&c| is_forbidden(c));
    let turning = text.chars().find(|&c| turns_direction(c));
    let found = forbidden.into_iter().chain(turning);
    found.for_each(|c| out.push(finding(c, span)));
}

/// Reports each in a text that stands in `file` as it is, from byte `start` on.
pub(super) fn report_in_document(file: FileId, text: &str, start: usize, out: &mut Diagnostics) {
    let is_odd = |c: &char| is_forbidden(*c) || turns_direction(*c);
    for (at, c) in text.char_indices().filter(|(_, c)| is_odd(c)) {
        let at = start + at;
        out.push(finding(c, Span::new(file, at, at + c.len_utf8())));
    }
}

fn finding(c: char, span: Span) -> Diagnostic {
    let code = u32::from(c);
    if is_forbidden(c) {
        let message = format!("the text holds U+{code:04X}");
        return Diagnostic::new(Code::ControlCharacter, span, message)
            .help("remove it; pages and feeds show U+FFFD in its place");
    }
    let message = format!("U+{code:04X} turns the direction of the text behind it");
    Diagnostic::new(Code::TextDirection, span, message)
        .help("remove it; letters of right-to-left scripts need no such character")
}
