//! What is wrong with a language file of the site's own.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;

use super::Files;
use super::arguments::{Needs, attributes, messages, terms};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;
use crate::theme::layers::OwnText;

/// How deep braces may nest: the parser calls itself for each.
const DEEPEST: usize = 16;

/// How many missing texts are named.
const NAMED: usize = 3;

/// The file, when it can be read; else every fault of its syntax is in `out`.
pub(super) fn read(own: &OwnText, out: &mut Diagnostics) -> Option<FluentResource> {
    if let Some(at) = too_deep(&own.text) {
        let place = Span::new(own.file, at, at + 1);
        let message = format!("braces nest deeper than {DEEPEST}");
        out.push(Diagnostic::new(Code::LanguageFault, place, message));
        return None;
    }
    let (_, faults) = match FluentResource::try_new(own.text.clone()) {
        Ok(file) => return Some(file),
        Err(found) => found,
    };
    for fault in faults {
        let end = own.text.len();
        let place = Span::new(own.file, fault.pos.start.min(end), fault.pos.end.min(end));
        let message = lower(&fault.kind.to_string());
        out.push(
            Diagnostic::new(Code::LanguageFault, place, message)
                .help("the syntax is told at https://projectfluent.org/fluent/guide/"),
        );
    }
    None
}

/// Where braces nest too deep.
fn too_deep(text: &str) -> Option<usize> {
    let braces = text.bytes().enumerate().filter(|(_, b)| b"{}".contains(b));
    let mut depth = 0_usize;
    for (at, brace) in braces {
        depth = match brace {
            b'{' => depth + 1,
            _ => depth.saturating_sub(1),
        };
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

fn lower(message: &str) -> String {
    let mut characters = message.chars();
    let first = characters.next();
    let first = first.map(|first| first.to_ascii_lowercase());
    first
        .into_iter()
        .chain(characters)
        .collect::<String>()
        .replace('"', "`")
}

/// A file of the site's own, beside all that it stands on.
pub(super) struct Reading<'t> {
    pub(super) own: &'t OwnText,
    pub(super) tag: &'t str,
    /// Every file of its language.
    pub(super) files: &'t Files,
    /// The texts that pages give values to: the embedded English ones.
    pub(super) given: &'t Files,
    /// The site's own templates.
    pub(super) templates: &'t [&'t str],
}

/// Texts and terms by key; those of a later file count.
struct Texts<'t> {
    messages: BTreeMap<&'t str, &'t Pattern<&'t str>>,
    terms: BTreeMap<&'t str, &'t Pattern<&'t str>>,
    attributes: BTreeSet<String>,
}

impl<'t> Texts<'t> {
    fn of(files: &'t Files) -> Self {
        Self {
            messages: files.iter().flat_map(|file| messages(file)).collect(),
            terms: files.iter().flat_map(|file| terms(file)).collect(),
            attributes: files.iter().flat_map(|file| attributes(file)).collect(),
        }
    }

    /// The texts and terms that never end, since what they include includes itself;
    /// terms with their hyphen.
    fn endless(&self) -> BTreeSet<String> {
        let messages = self
            .messages
            .iter()
            .map(|(key, text)| ((*key).to_owned(), text));
        let terms = self
            .terms
            .iter()
            .map(|(key, text)| (format!("-{key}"), text));
        let mut waiting = BTreeMap::new();
        let mut included_by: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (key, text) in messages.chain(terms) {
            let needs = Needs::of(text);
            let terms = needs.terms.iter().map(|term| format!("-{term}"));
            let texts = needs.texts.iter().map(|&text| text.to_owned());
            // What is not there is another fault, and ends.
            let included = terms
                .chain(texts)
                .filter(|key| match key.strip_prefix('-') {
                    Some(term) => self.terms.contains_key(term),
                    None => self.messages.contains_key(key.as_str()),
                });
            let mut count = 0_usize;
            for other in included {
                included_by.entry(other).or_default().push(key.clone());
                count += 1;
            }
            waiting.insert(key, count);
        }
        let ended = waiting.iter().filter(|(_, count)| **count == 0);
        let mut ended: Vec<String> = ended.map(|(key, _)| key.clone()).collect();
        while let Some(key) = ended.pop() {
            waiting.remove(&key);
            for other in included_by.remove(&key).unwrap_or_default() {
                if let Some(count) = waiting.get_mut(&other) {
                    *count -= 1;
                    if *count == 0 {
                        ended.push(other);
                    }
                }
            }
        }
        waiting.into_keys().collect()
    }
}

impl Reading<'_> {
    /// Reports what does not work, what is missing and what nobody asks for;
    /// false when something does not work.
    pub(super) fn check(&self, out: &mut Diagnostics) -> bool {
        let (texts, given) = (Texts::of(self.files), Texts::of(self.given));
        let mut sound = true;
        for (key, fault) in self.broken(&texts, &given) {
            out.push(Diagnostic::new(
                Code::LanguageFault,
                self.place(&key),
                fault,
            ));
            sound = false;
        }
        if sound {
            for (key, fault) in self.unfilled(&given) {
                out.push(Diagnostic::new(Code::LanguageFault, self.place(key), fault));
                sound = false;
            }
        }
        let keys = self.messages().map(|(key, _)| key);
        for key in keys.filter(|key| self.is_unused(key, &given)) {
            let message = format!("no page asks for the text `{key}`");
            out.push(
                Diagnostic::new(Code::TextUnused, self.place(key), message)
                    .help("`forewarn theme show languages/en.ftl` prints every text that there is"),
            );
        }
        let missing: Vec<_> = given
            .messages
            .keys()
            .filter(|key| !texts.messages.contains_key(*key))
            .collect();
        if !missing.is_empty() {
            out.push(self.incomplete(&missing));
        }
        sound
    }

    /// What nothing but filling a text in shows: it is done with every text that
    /// pages ask for, as a build would.
    fn unfilled<'t>(&self, given: &Texts<'t>) -> Vec<(&'t str, String)> {
        let bundle = super::bundle(super::identifier(self.tag), self.files, false);
        let unfilled = given.messages.iter().filter_map(|(key, text)| {
            let needs = Needs::of(text).values.into_iter();
            let values: FluentArgs<'_> = needs.map(|name| (name, FluentValue::from(1))).collect();
            let pattern = bundle.get_message(key)?.value()?;
            let mut errors = Vec::new();
            bundle.format_pattern(pattern, Some(&values), &mut errors);
            let first = errors.first()?;
            Some((
                *key,
                format!(
                    "the text `{key}` cannot be filled in: {}",
                    lower(&first.to_string())
                ),
            ))
        });
        unfilled.collect()
    }

    /// The texts and terms of the file that do not work, and why.
    fn broken(&self, texts: &Texts<'_>, given: &Texts<'_>) -> Vec<(String, String)> {
        let mut broken = Vec::new();
        let mut seen = BTreeSet::new();
        for (key, text) in self.messages() {
            if !seen.insert(key) {
                broken.push((key.to_owned(), format!("the text `{key}` is given twice")));
            }
            let needs = Needs::of(text);
            let missing = needs.missing(texts).into_iter();
            broken.extend(missing.map(|fault| (key.to_owned(), fault)));
            if let Some(given) = given.messages.get(key) {
                let given = Needs::of(given).values;
                let unknown = needs.values.difference(&given);
                broken.extend(unknown.map(|name| (key.to_owned(), no_value(key, name, &given))));
            }
        }
        let own = self.files.last().into_iter();
        for (key, text) in own.flat_map(|file| terms(file)) {
            let missing = Needs::of(text).missing(texts).into_iter();
            broken.extend(missing.map(|fault| (format!("-{key}"), fault)));
        }
        let own: BTreeSet<String> = self.keys().collect();
        let endless = texts.endless().into_iter().filter(|key| own.contains(key));
        broken.extend(endless.map(|key| {
            let fault = format!("the text `{key}` never ends: what it includes includes itself");
            (key, fault)
        }));
        broken
    }

    fn is_unused(&self, key: &str, given: &Texts<'_>) -> bool {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        !given.messages.contains_key(key)
            && !self
                .templates
                .iter()
                .any(|template| template.split(|c| !is_word(c)).any(|word| word == key))
    }

    fn incomplete(&self, missing: &[&&str]) -> Diagnostic {
        let mut names: Vec<_> = missing
            .iter()
            .take(NAMED)
            .map(|key| format!("`{key}`"))
            .collect();
        if missing.len() > NAMED {
            names.push("and others".to_owned());
        }
        let message = format!("the language `{}` lacks {}", self.tag, names.join(", "));
        Diagnostic::new(Code::LanguageIncomplete, Span::file(self.own.file), message)
            .help("pages show what is missing in English")
    }

    /// The texts of the file itself, in its order.
    fn messages(&self) -> impl Iterator<Item = (&str, &Pattern<&str>)> {
        self.files
            .last()
            .into_iter()
            .flat_map(|file| messages(file))
    }

    /// The keys of the file itself, those of terms with their hyphen.
    fn keys(&self) -> impl Iterator<Item = String> {
        let terms = self.files.last().into_iter().flat_map(|file| terms(file));
        let terms = terms.map(|(key, _)| format!("-{key}"));
        terms.chain(self.messages().map(|(key, _)| key.to_owned()))
    }

    /// Where a text begins: the parser does not say.
    fn place(&self, key: &str) -> Span {
        let mut start = 0;
        for line in self.own.text.split_inclusive('\n') {
            let rest = line.strip_prefix(key);
            if rest.is_some_and(|rest| rest.trim_start().starts_with('=')) {
                return Span::new(self.own.file, start, start + key.len());
            }
            start += line.len();
        }
        Span::file(self.own.file)
    }
}

/// A text that wants a value which no page gives it.
fn no_value(key: &str, name: &str, given: &BTreeSet<&str>) -> String {
    let given: Vec<_> = given.iter().map(|name| format!("`{name}`")).collect();
    let others = match given.as_slice() {
        [] => "it has none".to_owned(),
        given => format!("it has {}", given.join(", ")),
    };
    format!("the text `{key}` has no value `{name}`; {others}")
}

impl Needs<'_> {
    /// What the text needs and nobody has.
    fn missing(&self, texts: &Texts<'_>) -> Vec<String> {
        let functions = self.functions.iter();
        let functions = functions.map(|name| format!("there is no function `{name}`"));
        let others = self
            .texts
            .iter()
            .filter(|key| !texts.messages.contains_key(*key));
        let others = others.map(|key| format!("there is no text `{key}`"));
        let terms = self
            .terms
            .iter()
            .filter(|key| !texts.terms.contains_key(*key));
        let terms = terms.map(|key| format!("there is no term `-{key}`"));
        let attributes = self.attributes.difference(&texts.attributes);
        let attributes = attributes.map(|name| format!("there is no attribute `{name}`"));
        functions
            .chain(others)
            .chain(terms)
            .chain(attributes)
            .collect()
    }
}
