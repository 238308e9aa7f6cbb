//! The words of the pages in one language: texts of Project Fluent, by key.
//!
//! A text is plain text. In a sentence with a link or a time in it, that part
//! is a value like any other, so that a language can put it where it wants.

mod arguments;
mod choice;
mod faults;
mod page;
mod pieces;
#[cfg(test)]
pub(crate) mod tests;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use crate::model::Config;

pub(super) use choice::{Dictionary, choose};
pub(super) use page::offer;

use pieces::Pieces;

type Bundle = FluentBundle<Arc<FluentResource>>;

/// A value of a text, by its name.
type Value<'v> = (&'v str, FluentValue<'v>);

/// The files of a language: a later one replaces texts of an earlier one.
type Files = Vec<Arc<FluentResource>>;

/// The texts of one language. A text that it lacks is there in English.
pub struct Language {
    tag: String,
    is_right_to_left: bool,
    /// Its own texts, then the English ones.
    bundles: [Bundle; 2],
    /// The texts that take no values.
    fixed: BTreeMap<String, String>,
    /// Those that only have their values put in.
    pieces: HashMap<String, Pieces>,
}

impl Language {
    /// The language of `tag` (RFC 5646), with its own files and those of
    /// English.
    fn new(tag: &str, own: &Files, english: &Files) -> Self {
        let locale = identifier(tag);
        let is_right_to_left = locale.character_direction() == CharacterDirection::RTL;
        let keys: BTreeSet<String> = own
            .iter()
            .chain(english)
            .flat_map(|file| arguments::messages(file))
            .map(|(key, _)| key.to_owned())
            .collect();
        let mut language = Self {
            tag: tag.to_owned(),
            is_right_to_left,
            bundles: [
                bundle(locale, own, is_right_to_left),
                bundle(identifier("en"), english, is_right_to_left),
            ],
            fixed: BTreeMap::new(),
            pieces: HashMap::new(),
        };
        for key in keys {
            let text = language.pattern(&key).map(|(_, text)| text);
            if let Some(pieces) = text.and_then(|text| Pieces::of(text, is_right_to_left)) {
                language.pieces.insert(key.clone(), pieces);
            }
            if let Some((text, errors)) = language.filled(&key, &[])
                && errors.is_empty()
            {
                language.fixed.insert(key, text);
            }
        }
        language
    }

    /// Its tag, as the project writes it.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }

    /// A text without values; the key itself where there is none, as Fluent
    /// has it.
    pub fn text<'l>(&'l self, key: &'l str) -> &'l str {
        self.fixed.get(key).map_or(key, String::as_str)
    }

    /// A text with these values, still without markup; the key itself where
    /// there is none.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "sentences give their values where they are asked for"
    )]
    pub fn fill<const N: usize>(&self, key: &str, values: [Value<'_>; N]) -> String {
        self.filled(key, &values)
            .map_or_else(|| key.to_owned(), |(text, _)| text)
    }

    /// What a project is called in a sentence: by its name, or as this project.
    pub fn name_of<'l>(&'l self, config: &'l Config) -> &'l str {
        let name = config.name.as_deref();
        name.unwrap_or_else(|| self.text("unnamed_project"))
    }

    /// `a, b and c`.
    pub fn listed(&self, items: &[impl Borrow<str>]) -> String {
        self.joined("list_and", items)
    }

    /// `a, b or c`.
    pub fn either(&self, items: &[impl Borrow<str>]) -> String {
        self.joined("list_or", items)
    }

    fn joined(&self, key: &str, items: &[impl Borrow<str>]) -> String {
        match items {
            [] => String::new(),
            [only] => only.borrow().to_owned(),
            [others @ .., last] => self.fill(
                key,
                [
                    ("others", others.join(", ").into()),
                    ("last", last.borrow().into()),
                ],
            ),
        }
    }

    /// `a, b, c, d and 5 more`: of many, the first few.
    pub fn listed_briefly(&self, items: &[String]) -> String {
        const FEW: usize = 4;
        // One more by its name is shorter than a number.
        if items.len() <= FEW + 1 {
            return self.listed(items);
        }
        let more = self.fill("and_more", [("count", (items.len() - FEW).into())]);
        format!("{} {more}", items[..FEW].join(", "))
    }

    /// The text, and what is wrong with it or its values; none of a key that
    /// no text has.
    fn filled(&self, key: &str, values: &[Value<'_>]) -> Option<(String, Vec<FluentError>)> {
        let pieces = self.pieces.get(key);
        if let Some(text) = pieces.and_then(|pieces| pieces.filled(values)) {
            return Some((text, Vec::new()));
        }
        let (bundle, text) = self.pattern(key)?;
        let values: FluentArgs<'_> = values.iter().cloned().collect();
        let mut errors = Vec::new();
        let filled = bundle.format_pattern(text, Some(&values), &mut errors);
        Some((filled.into_owned(), errors))
    }

    /// The text of a key, and the bundle that it is in.
    fn pattern(&self, key: &str) -> Option<(&Bundle, &Pattern<&str>)> {
        let mut bundles = self.bundles.iter();
        bundles.find_map(|bundle| Some((bundle, bundle.get_message(key)?.value()?)))
    }
}

fn bundle(locale: LanguageIdentifier, files: &Files, is_right_to_left: bool) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Names and versions are left to right: within a sentence from right to left
    // they need marks around them. Elsewhere the marks would only be in the way
    // of whoever copies a version.
    bundle.set_use_isolating(is_right_to_left);
    for file in files {
        bundle.add_resource_overriding(Arc::clone(file));
    }
    bundle
}

/// What Unicode knows of the language: a tag with more subtags than it knows
/// counts as its first.
fn identifier(tag: &str) -> LanguageIdentifier {
    let primary = tag.split('-').next().unwrap_or_default();
    tag.parse().or_else(|_| primary.parse()).unwrap_or_default()
}
