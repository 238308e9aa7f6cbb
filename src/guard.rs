//! The second lock on what is not public: searches every output for it.
//!
//! The first lock is the filter in `Project::visible`. This one knows nothing of
//! how outputs are made: it takes every text that is secret and looks for it in
//! the bytes that are about to be published, whatever wrote them there (a
//! template, a page, an attached file, a fault of forewarn's own).
//!
//! Ids, aliases, summaries, commits, references, recipients, names without
//! consent and private fields are searched as a whole, phrases of secret files
//! in pieces. What the world knows already is no secret, each
//! kind by a rule of its own. Not searched: what a picture shows, and text that
//! a PDF compresses.

mod archive;
mod base64;
mod common;
mod decode;
mod finder;
mod leak;
mod needle;
mod normal;
mod phrases;
mod scan;
mod secrets;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use archive::{Allowance, Closed, is_packed, open};
pub use finder::Finder;
pub use leak::Leak;
use leak::What;
use needle::Unless;
use secrets::Sides;

use crate::model::{Project, SitePath, Timestamp};
use crate::source::{FileId, Sources, Span, TAGS};

/// The folder of files that are copied to the site.
const COPIED: &str = "content/";

/// Looks for the ids and aliases of advisories that are not public at `clock`;
/// `None` when all are. A name that a public record owns is no secret.
pub fn secret_ids(project: &Project, clock: Timestamp) -> Option<Finder> {
    let ids = Sides::new(project, clock).ids();
    (!ids.is_empty()).then(|| Finder::new(ids))
}

/// Searches outputs for what is not public at one moment.
pub struct Guard<'s> {
    sources: &'s Sources,
    /// `None` when nothing is secret.
    finder: Option<Finder>,
    /// What may be opened of one output.
    allowance: Allowance,
}

impl<'s> Guard<'s> {
    /// Collects what is secret at `clock`. `theme` is what forewarn's own theme
    /// consists of: its phrases are in every site.
    pub fn new<'t>(
        project: &Project,
        sources: &'s Sources,
        clock: Timestamp,
        theme: impl Iterator<Item = &'t [u8]>,
    ) -> Self {
        let sides = Sides::new(project, clock);
        let needles = sides.needles(sources);
        let finder = (!needles.is_empty()).then(|| {
            let finder = Finder::new(needles);
            let known = known(&finder, &sides, sources, theme);
            finder.retain(|number| !known.contains(&number))
        });
        Self {
            sources,
            finder,
            allowance: Allowance::default(),
        }
    }

    /// Whether there is nothing to search for.
    pub fn is_idle(&self) -> bool {
        self.finder.is_none()
    }

    /// Every secret in an output and in its path: for each line and secret file
    /// the gravest. An output whose inside cannot be seen is a leak too.
    pub fn search(&self, path: &SitePath, bytes: &[u8]) -> Vec<Leak> {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        let mut leaks = Leaks {
            finder,
            found: BTreeMap::new(),
        };
        let shown = leaks.name("", path.as_str());
        let seen = leaks.content(&shown, bytes, &mut self.allowance.clone());
        let mut leaks = leaks.into_vec();
        leaks.extend(seen.err().map(|why| Leak {
            output: shown,
            line: None,
            place: self.origin(path),
            what: What::Closed(why),
        }));
        leaks
    }

    /// The file that is copied to `path`.
    fn origin(&self, path: &SitePath) -> Span {
        let file = self.sources.find(&format!("{COPIED}{}", path.as_str()));
        Span::file(file.unwrap_or(FileId::FIRST))
    }
}

/// The leaks of one output, by member, line and secret file.
struct Leaks<'f> {
    finder: &'f Finder,
    found: BTreeMap<(String, Option<usize>, FileId), (What, Span)>,
}

impl Leaks<'_> {
    fn add(&mut self, output: &str, line: Option<usize>, what: What, place: Span) {
        let key = (output.to_owned(), line, place.file);
        let gravest = self.found.entry(key).or_insert((what, place));
        *gravest = (*gravest).min((what, place));
    }

    /// Searches the name of an output, or of a member of the archive `within`;
    /// gives the name to show, which is without what is secret in it.
    fn name(&mut self, within: &str, name: &str) -> String {
        let hits = self.finder.hits(name.as_bytes());
        let mut shown = name.as_bytes().to_vec();
        for hit in hits.iter().rev() {
            let end = hit.range.end.min(shown.len());
            if hit.range.start < end {
                shown.splice(hit.range.start..end, "…".bytes());
            }
        }
        let shown = String::from_utf8_lossy(&shown);
        let output = match within {
            "" => shown.into_owned(),
            archive => format!("{archive}!{shown}"),
        };
        for hit in hits {
            let needle = &self.finder.needles()[hit.needle];
            self.add(&output, None, What::Named(needle.kind), needle.place);
        }
        output
    }

    /// Searches bytes, and what is packed in them.
    fn content(
        &mut self,
        output: &str,
        bytes: &[u8],
        allowance: &mut Allowance,
    ) -> Result<(), Closed> {
        let before = self.found.len();
        let opened = open(bytes, allowance, &mut |name, content, allowance| {
            let output = match name {
                "" => output.to_owned(),
                name => self.name(output, name),
            };
            self.content(&output, content, allowance)
        });
        // What is found inside can be told more precisely.
        if self.found.len() == before {
            let is_packed = !matches!(opened, Ok(false));
            self.text(output, bytes, is_packed);
        }
        opened?;
        base64::blocks(bytes, is_packed)
            .try_for_each(|block| self.content(output, &block, allowance))
    }

    /// Searches bytes as they are.
    fn text(&mut self, output: &str, bytes: &[u8], is_packed: bool) {
        let hits = self.finder.hits(bytes);
        let has_lines = !is_packed && !hits.is_empty() && !bytes.contains(&0);
        let (mut line, mut at) = (1, 0);
        for hit in hits {
            line += bytes[at..hit.range.start].split(|&b| b == b'\n').count() - 1;
            at = hit.range.start;
            let needle = &self.finder.needles()[hit.needle];
            let line = has_lines.then_some(line);
            self.add(output, line, What::Holds(needle.kind), needle.place);
        }
    }

    fn into_vec(self) -> Vec<Leak> {
        let found = self.found.into_iter();
        let leaks = found.map(|((output, line, _), (what, place))| Leak {
            output,
            line,
            place,
            what,
        });
        leaks.collect()
    }
}

/// The needles that tell nothing, since the world has them already.
fn known<'t>(
    finder: &Finder,
    sides: &Sides<'_>,
    sources: &Sources,
    theme: impl Iterator<Item = &'t [u8]>,
) -> BTreeSet<usize> {
    let advised = sides.advised(sources);
    let own: BTreeSet<_> = advised.iter().map(|(file, _)| *file).collect();
    let secret = sides.secret_files(sources);
    let published = sources
        .tree()
        .filter(|(file, source)| {
            !own.contains(file) && !secret.contains(file) && source.path != TAGS
        })
        .map(|(_, source)| (Unless::Published, source.bytes()));
    let common: Vec<_> = common::pieces().collect();
    let common = common.join("\n");
    let common = std::iter::once((Unless::Advised, common.as_bytes()));
    let announced = sides.announced();
    let announced = announced.iter();
    let announced = announced.map(|said| (Unless::Advised, said.as_bytes()));
    let theme = theme.map(|bytes| (Unless::Advised, bytes));
    let advised = advised
        .iter()
        .map(|(_, text)| (Unless::Advised, text.as_slice()));
    let texts: Vec<_> = advised
        .chain(theme)
        .chain(announced)
        .chain(common)
        .chain(published)
        .collect();
    let known = texts.par_iter().flat_map_iter(|(known_by, text)| {
        let hits = finder.hits(text);
        let numbers: BTreeSet<_> = hits.into_iter().map(|hit| hit.needle).collect();
        numbers.into_iter().filter(|&number| {
            let unless = finder.needles()[number].unless;
            unless != Unless::Never && (unless == *known_by || *known_by == Unless::Advised)
        })
    });
    known.collect()
}
