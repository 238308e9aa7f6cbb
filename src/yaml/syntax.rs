//! Says in plain words what is wrong with text that is not YAML, and where.

use saphyr_parser::ScanError;

use super::explanation::{Explanation, Place};
use super::piece::Piece;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::text::is_harmless;
use crate::source::Span;

/// Refuses what must not stand in a YAML stream (YAML 1.2.2, section 5.1),
/// which the parser lets through: an escape character would reach terminals.
pub(super) fn refuse_control_characters(piece: &Piece<'_>) -> Result<(), Box<Diagnostic>> {
    if is_harmless(piece.text()) {
        return Ok(());
    }
    let forbidden = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        _ => c.is_control(),
    };
    let Some((at, character)) = piece.text().char_indices().find(|(_, c)| forbidden(*c)) else {
        return Ok(());
    };
    let code = u32::from(character);
    let message = format!("the character U+{code:04X} cannot stand in YAML");
    let span = piece.span(at, at + character.len_utf8());
    Err(Box::new(
        Diagnostic::new(Code::YamlSyntax, span, message).help(format!(
            r#"remove it, or write "\u{code:04x}" in double quotes"#
        )),
    ))
}

/// Refuses a document that says it is of another major version (YAML 1.2.2,
/// section 6.8.1), which the parser reads as if it did not.
pub(super) fn refuse_other_versions(piece: &Piece<'_>) -> Result<(), Box<Diagnostic>> {
    let mut at = 0;
    for line in piece.text().split_inclusive('\n') {
        let is_passed_over = matches!(line.trim_start().chars().next(), None | Some('#'));
        if !line.starts_with('%') && !is_passed_over {
            break;
        }
        let mut words = line.split_whitespace();
        if let (Some("%YAML"), Some(version)) = (words.next(), words.next())
            && version.split('.').next() != Some("1")
        {
            let span = piece.span(at, at + line.trim_end().len());
            let message = "this document is of a version of YAML that is not known";
            return Err(Box::new(
                Diagnostic::new(Code::YamlUnsupported, span, message)
                    .help("remove the line, or write `%YAML 1.2`"),
            ));
        }
        at += line.len();
    }
    Ok(())
}

/// The finding for an error of the parser. `last` is the end of the last thing
/// that was read before it.
pub(super) fn fault(piece: &Piece<'_>, last: usize, error: &ScanError) -> Diagnostic {
    let at = piece.at(error.marker());
    let info = error.info();
    let Some(explanation) = Explanation::of(info) else {
        let message = format!("this is not YAML: {info}");
        return Diagnostic::new(Code::YamlSyntax, piece.visible(at), message);
    };
    let span = match explanation.place {
        Place::Marker => piece.visible(at),
        Place::Word => piece.next_word(at),
        Place::Next => piece.next_word(last),
        Place::Line => piece.next_line(last),
        Place::Escape => bad_escape(piece, at).unwrap_or_else(|| piece.visible(at)),
        Place::Tab => piece.tab(at),
        Place::Colon => {
            let tabs = piece.text()[..at].trim_end_matches('\t').len();
            piece.span(tabs.saturating_sub(1), at)
        }
    };
    let code = match info {
        "recursion limit exceeded" => Code::NestingTooDeep,
        _ => Code::YamlSyntax,
    };
    Diagnostic::new(code, span, explanation.message).help(explanation.help)
}

/// The first escape that YAML does not have (YAML 1.2.2, section 5.7) in the
/// double-quoted text at `start`.
fn bad_escape(piece: &Piece<'_>, start: usize) -> Option<Span> {
    let mut rest = &piece.text()[start..];
    loop {
        rest = &rest[rest.find('\\')?..];
        let at = piece.text().len() - rest.len();
        let mut after = rest[1..].chars();
        let escaped = after.next()?;
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let hexadecimal: String = after
            .take(digits)
            .take_while(char::is_ascii_hexdigit)
            .collect();
        let length = 1 + escaped.len_utf8() + hexadecimal.len();
        let is_known = if digits == 0 {
            "0abt\tnvfre \"/\\N_LP\n\r".contains(escaped)
        } else {
            let code = u32::from_str_radix(&hexadecimal, 16).ok();
            hexadecimal.len() == digits && code.and_then(char::from_u32).is_some()
        };
        if !is_known {
            return Some(piece.span(at, at + length));
        }
        rest = &rest[length..];
    }
}
