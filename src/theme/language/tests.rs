//! The embedded languages, and what is said of those of a site.
#![expect(
    clippy::disallowed_methods,
    reason = "the texts that the program asks for stand in its own source"
)]

use std::sync::LazyLock;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::model::Config;
use crate::source::{FileId, Sources, Span, Spanned};
use crate::theme::Theme;

/// The words of an embedded language.
pub(crate) fn spoken(tag: &str) -> &'static Language {
    static ENGLISH: LazyLock<Theme> = LazyLock::new(|| theme("en"));
    static GERMAN: LazyLock<Theme> = LazyLock::new(|| theme("de"));
    match tag {
        "en" => ENGLISH.language(),
        "de" => GERMAN.language(),
        _ => panic!("no such language is embedded"),
    }
}

fn theme(tag: &str) -> Theme {
    let config = Config {
        languages: vec![Spanned::new(tag.to_owned(), Span::file(FileId::FIRST))],
        ..Config::default()
    };
    let theme = Theme::load(&Sources::new(), &[], &config, &mut Diagnostics::new());
    theme.expect("the embedded theme has no fault")
}

/// The embedded texts of a language, by key.
fn embedded(tag: &str) -> Arc<FluentResource> {
    let path = format!("languages/{tag}.ftl");
    let mut files = crate::theme::embedded().iter();
    let (_, text) = files.find(|(known, _)| *known == path).unwrap();
    let text = std::str::from_utf8(text).unwrap().to_owned();
    Arc::new(FluentResource::try_new(text).unwrap())
}

fn keys(file: &FluentResource) -> Vec<&str> {
    arguments::messages(file).map(|(key, _)| key).collect()
}

/// The embedded templates, by name.
fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    crate::theme::embedded().iter().filter_map(|(path, text)| {
        let name = path.strip_prefix("templates/")?;
        Some((name, std::str::from_utf8(text).unwrap()))
    })
}

/// The keys that a template asks for: `text.KEY` and `text(key="KEY"`.
fn asked(template: &str) -> Vec<&str> {
    let places = ["text.", "text(key=\""].map(|opening| {
        template.match_indices(opening).filter_map(move |(at, _)| {
            let before = template[..at].chars().next_back();
            let own = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.');
            let rest = &template[at + opening.len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
            own.then_some(&rest[..end])
        })
    });
    places.into_iter().flatten().collect()
}

/// The text of every module that makes sentences, tests apart.
fn sources() -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let walk =
        ["output", "site", "theme/markdown"].map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let files = walk.into_iter().flatten().filter_map(Result::ok);
    let files = files.filter(|file| file.path().extension().is_some_and(|e| e == "rs"));
    let texts = files.map(|file| std::fs::read_to_string(file.path()).unwrap());
    let others = ["site.rs", "theme/language.rs"]
        .map(|path| std::fs::read_to_string(root.join(path)).unwrap());
    let texts = texts.chain(others);
    let code = texts.map(|text| {
        text.split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap()
            .to_owned()
    });
    code.collect()
}

#[test]
fn the_embedded_languages_have_the_same_texts_with_the_same_values() {
    let (english, german) = (embedded("en"), embedded("de"));
    assert_eq!(keys(&english), keys(&german));
    let each: BTreeSet<_> = keys(&english).into_iter().collect();
    assert_eq!(each.len(), keys(&english).len(), "a text is given twice");
    let needs = |file| -> Vec<_> {
        let texts = arguments::messages(file);
        texts
            .map(|(key, text)| (key, arguments::Needs::of(text)))
            .collect()
    };
    for (english, german) in needs(&english).into_iter().zip(needs(&german)) {
        // A language need not tell one from several.
        let mut used = german.1.values.clone();
        used.extend(english.1.values.get("count"));
        used.extend(english.1.values.get("number"));
        assert!(
            used.is_superset(&english.1.values),
            "{english:?} {german:?}"
        );
        assert!(
            english.1.values.is_superset(&german.1.values),
            "{english:?} {german:?}"
        );
    }
}

#[test]
fn pieces_come_to_what_fluent_makes_of_a_text() {
    let english = vec![embedded("en")];
    let marked = Language::new("ar", &english, &english);
    for language in [spoken("en"), spoken("de"), &marked] {
        assert!(language.pieces.len() > 100, "most texts are pieces");
        for key in language.pieces.keys().collect::<BTreeSet<_>>() {
            let pieces = &language.pieces[key];
            let (bundle, text) = language.pattern(key).unwrap();
            let names: Vec<&str> = arguments::Needs::of(text).values.into_iter().collect();
            let values = names
                .iter()
                .enumerate()
                .map(|(number, name)| match number % 2 {
                    0 => (*name, FluentValue::from(format!("<{name}>"))),
                    _ => (*name, FluentValue::from(number)),
                });
            let values: Vec<Value<'_>> = values.collect();
            let arguments: FluentArgs<'_> = values.iter().cloned().collect();
            let whole = bundle.format_pattern(text, Some(&arguments), &mut Vec::new());
            assert_eq!(pieces.filled(&values).unwrap(), whole, "{key}");
            if !names.is_empty() {
                assert_eq!(pieces.filled(&values[1..]), None, "{key} lacks a value");
            }
        }
    }
}

#[test]
fn every_text_is_asked_for_and_every_one_that_is_asked_for_is_there() {
    let english = embedded("en");
    let known: BTreeSet<_> = keys(&english).into_iter().collect();
    let code = sources();
    let in_templates: BTreeSet<_> = templates().flat_map(|(_, text)| asked(text)).collect();
    let missing: Vec<_> = in_templates.difference(&known).collect();
    assert!(missing.is_empty(), "templates ask for {missing:?}");
    for opening in ["text(\"", "fill(\"", "detail(\"", "fill(\n"] {
        for (at, _) in code.match_indices(opening) {
            let rest = code[at + opening.len()..]
                .trim_start()
                .trim_start_matches('"');
            let key = rest.split('"').next().unwrap();
            let is_key = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            assert!(!is_key || known.contains(key), "a page asks for `{key}`");
        }
    }
    let unused: Vec<_> = known
        .iter()
        .filter(|key| !in_templates.contains(*key) && !code.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unused.is_empty(), "nothing asks for {unused:?}");
}

/// What stays in any language.
const NAMES: &[&str] = &["CVSS", "JSON", "DOCTYPE"];

#[test]
fn templates_hold_no_words_of_their_own() {
    let mut words = Vec::new();
    for (name, template) in templates() {
        let text = spoken_text(template);
        let found = text.split(|c: char| !c.is_alphabetic());
        let found = found.filter(|word| !word.is_empty() && !NAMES.contains(word));
        words.extend(found.map(|word| format!("{name}: {word}")));
    }
    assert_eq!(words, Vec::<String>::new());
}

/// What a reader would see or hear of a template: text between tags, attributes
/// that are read out, and strings that are printed.
fn spoken_text(template: &str) -> String {
    let mut seen = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '<']) {
        seen.push_str(&rest[..at]);
        seen.push(' ');
        let (opening, closing) = match &rest[at..at + 2] {
            "{{" => ("{{", "}}"),
            "{%" => ("{%", "%}"),
            "{#" => ("{#", "#}"),
            _ => ("<", ">"),
        };
        let inner = &rest[at + opening.len()..];
        let end = if opening == "<" {
            tag_end(inner)
        } else {
            inner.find(closing).unwrap()
        };
        seen.push_str(&match opening {
            "{{" => strings(&inner[..end]),
            "<" => attributes(&inner[..end]),
            _ => String::new(),
        });
        rest = &inner[end + closing.len()..];
    }
    seen + rest
}

/// Where a tag ends: expressions in it may hold `>`.
fn tag_end(tag: &str) -> usize {
    let mut depth = 0_i32;
    let end = tag.char_indices().find(|(_, c)| {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        *c == '>' && depth == 0
    });
    end.unwrap().0
}

/// Strings of an expression that are no arguments, such as those of `or`.
fn strings(expression: &str) -> String {
    let pieces: Vec<_> = expression.split('"').collect();
    let odd = pieces.chunks(2).filter(|pair| {
        let before = pair[0].trim_end();
        !before.ends_with(['=', '(']) && !before.ends_with("==")
    });
    odd.filter_map(|pair| pair.get(1).copied())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The values of attributes that are read out, without their expressions.
fn attributes(tag: &str) -> String {
    let names = [
        "aria-label=\"",
        "data-label=\"",
        "title=\"",
        "alt=\"",
        "caption=\"",
    ];
    let values = names.iter().filter_map(|name| {
        let rest = &tag[tag.find(name)? + name.len()..];
        match rest.strip_prefix("{{") {
            Some(_) => None,
            None => rest.split('"').next(),
        }
    });
    values.collect::<Vec<_>>().join(" ")
}
