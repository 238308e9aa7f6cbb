//! Findings with the lines they are about, in the form of rustc.

mod frame;

use annotate_snippets::{Group, Level as Heading, Origin, Renderer};

use super::escape::visible;
use super::group::Shown;
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
    found: &[Shown<'a>],
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
    let mut printed = Vec::with_capacity(found.len());
    for Shown { finding, more } in found {
        let (level, diagnostic) = finding;
        let group = group(*level, diagnostic, places, withheld, &mut quotable);
        printed.push(renderer.render(&[group]) + "\n");
        if let Some(more) = more {
            let title = heading(*level).primary_title(more.message());
            let group = Group::with_title(title.id(diagnostic.code.as_str()))
                .element(Heading::HELP.message("`forewarn check --format json` has all of them"));
            printed.push(renderer.render(&[group]) + "\n");
        }
    }
    printed.join("\n")
}

fn heading(level: Level) -> Heading<'static> {
    match level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
    }
}

fn group<'a>(
    level: Level,
    diagnostic: &'a Diagnostic,
    places: &mut Places<'a>,
    withheld: &dyn Fn(FileId) -> bool,
    quotable: &mut usize,
) -> Group<'a> {
    let title = heading(level)
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
