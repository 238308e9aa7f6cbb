//! Findings with the lines they are about, in the form of rustc.

mod frame;

use annotate_snippets::{Group, Level as Heading, Origin, Renderer};

use super::escape::visible;
use super::place::{Places, is_whole_file};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::FileId;

use frame::frames;

/// How many bytes of input are quoted before only places are printed. No set
/// of findings that anyone reads comes near; without it, a large file on one
/// line with a fault at every comma would take hours to print.
const MOST_QUOTED: usize = 16 << 20;

/// Every finding with its frames, an empty line between two. Of a file that
/// `withheld` names, a frame shows where text is, not which.
pub(super) fn print<'a>(
    found: &'a [(Level, Diagnostic)],
    places: &mut Places<'a>,
    withheld: &dyn Fn(FileId) -> bool,
    color: bool,
) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut quotable = MOST_QUOTED;
    found
        .iter()
        .map(|(level, diagnostic)| {
            let group = group(*level, diagnostic, places, withheld, &mut quotable);
            renderer.render(&[group]) + "\n"
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn group<'a>(
    level: Level,
    diagnostic: &'a Diagnostic,
    places: &mut Places<'a>,
    withheld: &dyn Fn(FileId) -> bool,
    quotable: &mut usize,
) -> Group<'a> {
    let heading = match level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
    };
    let title = heading
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    if is_whole_file(diagnostic.primary) && diagnostic.primary_label.is_empty() {
        let path = places.path(diagnostic.primary.file);
        group = group.element(Origin::path(visible(&path).into_owned()));
    }
    for frame in frames(diagnostic, places) {
        let withheld = withheld(frame.file);
        group = match quotable.checked_sub(frame.size(places)) {
            Some(left) => {
                *quotable = left;
                group.element(frame.snippet(places, withheld))
            }
            None => group.element(frame.origin(places)),
        };
    }
    match &diagnostic.help {
        Some(help) => group.element(Heading::HELP.message(visible(help))),
        None => group,
    }
}

#[cfg(test)]
mod tests;
