//! What is wrong with a language file of the site's own.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::Pattern;

use super::Files;
use super::arguments::{Needs, messages, terms};
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
}

impl<'t> Texts<'t> {
    fn of(files: &'t Files) -> Self {
        Self {
            messages: files.iter().flat_map(|file| messages(file)).collect(),
            terms: files.iter().flat_map(|file| terms(file)).collect(),
        }
    }
}

impl Reading<'_> {
    /// Reports what does not work, what is missing and what nobody asks for;
    /// false when something does not work.
    pub(super) fn check(&self, out: &mut Diagnostics) -> bool {
        let (texts, given) = (Texts::of(self.files), Texts::of(self.given));
        let mut sound = true;
        for (key, fault) in self.broken(&texts, &given) {
            out.push(Diagnostic::new(Code::LanguageFault, self.place(key), fault));
            sound = false;
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

    /// The texts of the file that do not work, and why.
    fn broken(&self, texts: &Texts<'_>, given: &Texts<'_>) -> Vec<(&str, String)> {
        let mut broken = Vec::new();
        let mut seen = BTreeSet::new();
        for (key, text) in self.messages() {
            if !seen.insert(key) {
                broken.push((key, format!("the text `{key}` is given twice")));
            }
            let needs = Needs::of(text);
            broken.extend(needs.missing(texts).map(|fault| (key, fault)));
            if let Some(given) = given.messages.get(key) {
                let given = Needs::of(given).values;
                let unknown = needs.values.difference(&given);
                broken.extend(unknown.map(|name| (key, no_value(key, name, &given))));
            }
        }
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
    fn missing(&self, texts: &Texts<'_>) -> impl Iterator<Item = String> {
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
        functions.chain(others).chain(terms)
    }
}
