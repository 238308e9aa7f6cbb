//! Public text that names what is not public.
//!
//! The first lock on that door. The site never contains a secret file, but a
//! public one that mentions its id announces it all the same.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Project, Timestamp};
use crate::source::{Sources, Span, TAGS};

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
    let owned: BTreeSet<_> = public
        .iter()
        .map(|advisory| advisory.id.value.as_str().to_ascii_lowercase())
        .collect();
    let secret_names: Vec<_> = secret
        .iter()
        .flat_map(|advisory| {
            let aliases = advisory.aliases().map(|alias| alias.value.as_str());
            std::iter::once(advisory.id.value.as_str()).chain(aliases)
        })
        .filter(|name| name.len() > 3 && !owned.contains(&name.to_ascii_lowercase()))
        .collect();
    let finder = Finder {
        names: AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(&secret_names)
            .expect("names fit into an automaton"),
        owned,
    };
    // Whatever may be quoted is public, or lies beside what is.
    let files: Vec<_> = sources
        .iter()
        // The tags are a list of names; none of them is published as it is.
        .filter(|(file, source)| !out.is_withheld(*file) && source.path != TAGS)
        .map(|(file, _)| file)
        .collect();
    for file in files {
        let source = sources.get(file);
        let in_path = finder.find(source.path.as_bytes()).next();
        let in_text = finder.find(source.bytes());
        let in_text = in_text.map(|found| Span::new(file, found.start, found.end));
        for place in in_path.map(|_| Span::file(file)).into_iter().chain(in_text) {
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

/// Finds the names of what is not public.
struct Finder {
    names: AhoCorasick,
    /// The ids of what is public, in lower case.
    owned: BTreeSet<String>,
}

impl Finder {
    /// Where a text has one of the names as a word of its own, whatever its case.
    fn find<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = Range<usize>> + 't {
        let is_part = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        self.names
            .find_overlapping_iter(text)
            .map(|found| found.range())
            .filter(move |place| {
                let before = place.start.checked_sub(1).and_then(|at| text.get(at));
                let is_word = !is_part(before) && !is_part(text.get(place.end));
                is_word && !self.begins_another(text, place)
            })
    }

    /// Whether a name is but the beginning of a public one: `x_a-2026-1` of
    /// `x_a-2026-1-2`. In `CVE-2026-40001-explained` it is named all the same.
    fn begins_another(&self, text: &[u8], place: &Range<usize>) -> bool {
        let rest = text[place.end..].iter();
        let length = rest
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'-')
            .count();
        let whole = &text[place.start..place.end + length];
        length > 0
            && self
                .owned
                .contains(&*String::from_utf8_lossy(&whole.to_ascii_lowercase()))
    }
}
