//! Markup that begins with two points: targets, notes, substitutions, comments.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag};

use super::Reader;
use super::blocks::filled_further;
use super::directive::{self, Directive};
use super::line::{Line, Words, align, reach};
use crate::diagnostic::Code;
use crate::document::Fault;

impl Reader {
    /// Reads what begins with two points, and says how many lines it takes.
    pub(super) fn explicit(&mut self, lines: &mut [Line<'_>]) -> usize {
        let opening = lines[0];
        lines[0] = opening.behind(2);
        let first = lines[0];
        // Nothing at all is a comment that ends what is further in.
        if first.is_blank() && lines.get(1).is_none_or(Line::is_blank) {
            return 1;
        }
        let place = opening.at..first.place().end;
        if first.text.starts_with('_') {
            lines[0].indent = opening.indent;
            let length = filled_further(lines);
            if self.target(&lines[..length], &place) {
                return length;
            }
        }
        let length = 1 + reach(&lines[1..], opening.indent + 1);
        let block = &mut lines[..length];
        let is_read = self.note(block)
            || self.substitution(block, &place)
            || self.named_directive(block, &place);
        if !is_read {
            self.near_comment(first, &place);
            self.comment(block, opening);
        }
        length
    }

    /// `_name: address`, or `__: address`.
    fn target(&mut self, lines: &[Line<'_>], place: &Range<usize>) -> bool {
        let text = Words::of(lines.iter().copied()).text;
        let rest = &text[1..];
        if let Some(address) = rest.strip_prefix("_:") {
            self.names.target(None, address, place.clone());
            return true;
        }
        let (name, address) = match rest.strip_prefix('`') {
            Some(rest) => rest.split_once("`:").unzip(),
            None => {
                let mut colons = rest.match_indices(':').map(|(at, _)| rest.split_at(at));
                let end = colons.find(|(name, after)| {
                    let next = after[1..].chars().next();
                    !name.ends_with('\\') && next.is_none_or(char::is_whitespace)
                });
                end.map(|(name, after)| (name, &after[1..])).unzip()
            }
        };
        let is_target = name.is_some_and(|name| !name.trim().is_empty());
        if is_target {
            self.names
                .target(name, address.unwrap_or_default(), place.clone());
        }
        is_target
    }

    /// A target without a name, whose address these lines are.
    pub(super) fn anonymous<'t>(
        &mut self,
        address: impl Iterator<Item = Line<'t>>,
        place: Range<usize>,
    ) {
        let address = Words::of(address).text;
        self.names.target(None, &address, place);
    }

    /// `[label] text`.
    fn note(&mut self, lines: &mut [Line<'_>]) -> bool {
        let first = lines[0];
        let Some((label, width)) = label(first.text) else {
            return false;
        };
        let rest = &first.text[width..];
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            return false;
        }
        self.names.settle();
        let label = CowStr::from(self.names.note(label));
        lines[0] = first.behind(width);
        let margin = align(lines);
        self.within(Tag::FootnoteDefinition(label), |reader| {
            reader.blocks(lines, margin)
        });
        true
    }

    /// `|name| directive:: text`.
    fn substitution(&mut self, lines: &mut [Line<'_>], place: &Range<usize>) -> bool {
        let first = lines[0];
        let named = first.text.strip_prefix('|');
        let Some((name, rest)) = named.and_then(|named| named.split_once('|')) else {
            return false;
        };
        let width = first.text.len() - rest.len();
        let Some((directive, behind)) = directive::name(rest.trim_start()) else {
            return false;
        };
        lines[0] = first.behind(width).behind(behind);
        let start = self.out.len();
        self.stand_for(&directive, lines, place);
        let pieces = self.out.split_off(start);
        self.names.substitute(name, pieces);
        true
    }

    /// `name:: argument`.
    fn named_directive(&mut self, lines: &mut [Line<'_>], place: &Range<usize>) -> bool {
        let first = lines[0];
        let Some((name, width)) = directive::name(first.text) else {
            return false;
        };
        lines[0] = first.behind(width);
        self.names.settle();
        let directive = Directive::new(name, place.clone(), lines);
        self.directive(directive);
        true
    }

    /// A comment that was nearly something else is not seen by anybody.
    fn near_comment(&mut self, first: Line<'_>, place: &Range<usize>) {
        let word = first.text.split(' ').next().unwrap_or_default();
        let name = word
            .strip_suffix(':')
            .filter(|name| directive::is_known(name));
        let (message, help) = match (name, first.text.chars().next()) {
            (Some(name), _) => (
                format!("`.. {name}:` is a comment, which nobody sees"),
                format!("write `.. {name}::`, with two colons"),
            ),
            (None, Some('_' | '|')) => (
                "this is a comment, which nobody sees".to_owned(),
                "write `.. _NAME: address`, or `.. |NAME| replace:: text`".to_owned(),
            ),
            _ => return,
        };
        self.fault(place.clone(), message, help);
    }

    /// A comment shows nothing, but it may ask for a part of the page, as one in
    /// HTML does.
    fn comment(&mut self, lines: &[Line<'_>], opening: Line<'_>) {
        let words = Words::of(lines.iter().copied());
        let text = words.text.trim();
        let name = text.get(..8).unwrap_or_default();
        if name.eq_ignore_ascii_case("forewarn") {
            let last = lines.last().map_or(0..0, Line::place);
            let place = opening.at..last.end;
            let html = Event::Html(CowStr::from(format!("<!-- {text} -->\n")));
            self.within_at(Tag::HtmlBlock, place.clone(), |reader| {
                reader.push_at(html, place);
            });
        }
    }

    /// Reports a part of the page that is asked for as a directive.
    pub(super) fn asked_in_vain(&mut self, argument: &str, place: Range<usize>) {
        let help = format!("write `.. forewarn: {argument}`, with one colon");
        let message = "this asks for a part of the page, but is not read";
        let fault = Fault::new(Code::DirectiveUnknown, place, message, help);
        self.faults.push(fault);
    }
}

/// The label in brackets at the start of a text, and the length of both.
pub(super) fn label(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix('[')?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && !"#*-_.:+".contains(c))?;
    let label = &rest[..end];
    let is_label = !label.is_empty() && rest[end..].starts_with(']');
    is_label.then_some((label, end + 2))
}
