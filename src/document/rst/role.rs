//! Roles, by their names.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::line::unescaped;
use super::names::Aim;
use super::{Piece, Reader};

/// Roles whose text is code or the name of a thing, and loses nothing as code.
const NAMES: [&str; 9] = [
    "abbr",
    "command",
    "file",
    "guilabel",
    "kbd",
    "makevar",
    "menuselection",
    "program",
    "samp",
];

/// The same, of things that a target in angle brackets may stand for.
const OBJECTS: [&str; 13] = [
    "attr", "class", "const", "data", "envvar", "exc", "func", "meth", "mod", "obj", "option",
    "token", "var",
];

/// Roles that lead to places of a project's documentation, which is not here: of a
/// text with a target the text tells all.
const PLACES: [&str; 6] = ["any", "doc", "download", "numref", "ref", "term"];

impl Reader {
    /// Text with a role.
    pub(super) fn role(&mut self, role: &str, inner: &str, place: Range<usize>) {
        let role = role.to_lowercase();
        let (text, _) = labelled(inner);
        let text = if text.is_empty() { inner } else { text };
        let number = |prefix: &str| {
            let number = inner.trim().to_lowercase();
            number.trim_start_matches(prefix).to_owned()
        };
        match role.rsplit(':').next().unwrap_or(&role) {
            "emphasis" | "title" | "title-reference" | "t" => self.spanned(Tag::Emphasis, inner),
            "strong" => self.spanned(Tag::Strong, inner),
            "sub" | "subscript" => self.spanned(Tag::Subscript, inner),
            "sup" | "superscript" => self.spanned(Tag::Superscript, inner),
            "code" | "literal" | "math" => self.code_span(inner),
            "pep" | "pep-reference" => {
                let number = number("pep-");
                let address = format!("https://peps.python.org/pep-{number:0>4}/");
                self.standard("PEP", &number, address, place);
            }
            "rfc" | "rfc-reference" => {
                let number = number("rfc-");
                let address = format!("https://www.rfc-editor.org/rfc/rfc{number}.txt");
                self.standard("RFC", &number, address, place);
            }
            name if self.roles.contains(name) => self.loose(inner),
            name if NAMES.contains(&name) => self.code_span(&unescaped(inner)),
            name if OBJECTS.contains(&name) => {
                self.code_span(&unescaped(text.trim_start_matches(['~', '!'])));
            }
            name => {
                let text = if PLACES.contains(&name) { text } else { inner };
                self.loose(text.trim_start_matches(['/', '~', '!']));
                let message =
                    format!("the role `{role}` is not known here, so its text has no link");
                let help = "write a link: `` `text <address>`_ ``";
                self.fault(place, message, help);
            }
        }
    }

    fn standard(&mut self, series: &str, number: &str, address: String, place: Range<usize>) {
        let aim = Aim::Address(address.into());
        let text = format!("{series} {number}");
        self.out.push(Piece::Link { aim, text, place });
    }
}

/// A text with a target in angle brackets behind it; without a text before it, the
/// target is the text.
pub(super) fn labelled(inner: &str) -> (&str, Option<&str>) {
    let parts = inner.trim_end().strip_suffix('>').and_then(|rest| {
        let (text, target) = rest.rsplit_once('<')?;
        let is_apart = text.is_empty() || text.ends_with(char::is_whitespace);
        (is_apart && !target.trim().is_empty()).then(|| (text.trim_end(), target.trim()))
    });
    match parts {
        Some(("", target)) => (target, Some(target)),
        Some((text, target)) => (text, Some(target)),
        None => (inner, None),
    }
}
