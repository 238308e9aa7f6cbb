//! Which language a site speaks, of those that there are.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use fluent_bundle::FluentResource;

use super::faults::{self, Reading};
use super::{Files, Language};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::source::Spanned;
use crate::theme::layers::OwnText;

/// The language that fills the gaps of every other.
const FALLBACK: &str = "en";

/// What there is of a language: an embedded file, one of the site's own, or
/// both.
#[derive(Clone, Default)]
pub(in crate::theme) struct Dictionary {
    pub(in crate::theme) embedded: Option<&'static str>,
    pub(in crate::theme) own: Option<OwnText>,
}

/// The language that is `wanted`, the first of the site's; English and false
/// when there is none, or when a file of the site's own has a fault that shows.
/// `templates` are the site's own, which may ask for texts of their own.
pub(in crate::theme) fn choose(
    dictionaries: &BTreeMap<String, Dictionary>,
    wanted: &Spanned<String>,
    templates: &[&str],
    out: &mut Diagnostics,
) -> (Language, bool) {
    let mut sound = true;
    let mut languages: BTreeMap<&str, Files> = BTreeMap::new();
    for (tag, dictionary) in dictionaries {
        let files = dictionary.embedded.map(embedded).into_iter().collect();
        languages.insert(tag, files);
    }
    let given = languages.get(FALLBACK).cloned().unwrap_or_default();
    for (tag, dictionary) in dictionaries {
        let Some(own) = &dictionary.own else { continue };
        let Some(file) = faults::read(own, out) else {
            sound = false;
            continue;
        };
        let files = languages.entry(tag).or_default();
        files.push(Arc::new(file));
        let reading = Reading {
            own,
            tag,
            files,
            given: &given,
            templates,
        };
        sound &= reading.check(out);
    }
    let english = languages.get(FALLBACK).cloned().unwrap_or_default();
    match lookup(&languages, &wanted.value) {
        Some(own) => (Language::new(&wanted.value, own, &english), sound),
        None => {
            out.push(unknown(&languages, wanted));
            (Language::new(FALLBACK, &english, &english), false)
        }
    }
}

impl Language {
    /// English as it is embedded.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
            let path = format!("languages/{FALLBACK}.ftl");
            let mut files = crate::theme::embedded().iter();
            let file = files.find(|(known, _)| *known == path);
            let text = file.and_then(|(_, text)| std::str::from_utf8(text).ok());
            let files = vec![embedded(text.expect("English is embedded"))];
            Language::new(FALLBACK, &files, &files)
        });
        &ENGLISH
    }
}

fn embedded(text: &'static str) -> Arc<FluentResource> {
    let file = FluentResource::try_new(text.to_owned());
    let file = file.map_err(|(_, faults)| faults);
    Arc::new(file.expect("the embedded languages have no fault, as a test makes sure"))
}

/// The language of `tag`, else of the longest tag that begins it (RFC 4647,
/// section 3.4): `de` for `de-AT`.
fn lookup<'l>(languages: &'l BTreeMap<&str, Files>, tag: &str) -> Option<&'l Files> {
    let is_tag = |known: &&str, range: &str| known.eq_ignore_ascii_case(range);
    let ranges = std::iter::successors(Some(tag), |range| Some(range.rsplit_once('-')?.0));
    ranges
        .filter_map(|range| languages.iter().find(|(known, _)| is_tag(known, range)))
        .map(|(_, files)| files)
        .next()
}

fn unknown(languages: &BTreeMap<&str, Files>, wanted: &Spanned<String>) -> Diagnostic {
    let known: Vec<_> = languages.keys().map(|tag| format!("`{tag}`")).collect();
    Diagnostic::new(
        Code::InvalidValue,
        wanted.span,
        format!(
            "there are no pages in the language {}",
            quoted(&wanted.value)
        ),
    )
    .help(format!(
        "put one of {} first, or add `languages/{}.ftl` to a theme of your own",
        known.join(", "),
        wanted.value
    ))
}
