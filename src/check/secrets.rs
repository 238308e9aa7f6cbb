//! Public text that names what is not public.
//!
//! The first lock on that door. The site never contains a secret file, but a
//! public one that mentions its id announces it all the same.

use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Project, Timestamp};
use crate::source::{FileId, Sources, Span, TAGS};

/// Searches every source that is not withheld for ids and aliases of secret
/// advisories.
pub(super) fn check(project: &Project, sources: &Sources, clock: Timestamp, out: &mut Diagnostics) {
    let (public, secret): (Vec<_>, Vec<_>) = project
        .advisories
        .iter()
        .partition(|advisory| advisory.state(clock).is_public());
    if secret.is_empty() {
        return;
    }
    // A name that a public record owns is no secret.
    let owned: Vec<_> = public
        .iter()
        .map(|advisory| advisory.id.value.as_str())
        .collect();
    let secret_names: Vec<_> = secret
        .iter()
        .flat_map(|advisory| {
            let aliases = advisory.aliases().map(|alias| alias.value.as_str());
            std::iter::once(advisory.id.value.as_str()).chain(aliases)
        })
        .filter(|name| name.len() > 3 && !owned.contains(name))
        .collect();
    let finder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(&secret_names)
        .expect("names fit into an automaton");
    // Whatever may be quoted is public, or lies beside what is.
    let files: Vec<_> = sources
        .iter()
        // The tags are a list of names; none of them is published as it is.
        .filter(|(file, source)| !out.is_withheld(*file) && source.path != TAGS)
        .map(|(file, _)| file)
        .collect();
    for file in files {
        let named = names(&finder, sources.get(file).path.as_bytes()).next();
        let in_path = named.map(|_| Span::file(file));
        for place in in_path.into_iter().chain(mentions(sources, file, &finder)) {
            out.push(
                Diagnostic::new(
                    Code::NamesSecretId,
                    place,
                    "this names an advisory that is not public",
                )
                .help("remove it until the other is published"),
            );
        }
    }
}

/// Where a file has one of the names.
fn mentions(sources: &Sources, file: FileId, finder: &AhoCorasick) -> Vec<Span> {
    names(finder, sources.get(file).bytes())
        .map(|found| Span::new(file, found.start, found.end))
        .collect()
}

/// Where a text has one of the names as a word of its own, whatever its case.
fn names<'t>(finder: &'t AhoCorasick, text: &'t [u8]) -> impl Iterator<Item = Range<usize>> + 't {
    let part_of_name =
        |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-');
    finder
        .find_overlapping_iter(text)
        .map(|found| found.range())
        .filter(move |place| {
            let before = place.start.checked_sub(1).and_then(|at| text.get(at));
            !part_of_name(before) && !part_of_name(text.get(place.end))
        })
}
