//! Texts for templates: `{{ text.published }}` is a text without values,
//! `{{ text(key="page_of", page=2, pages=3) }}` one with some.
//!
//! Both are escaped here. A value that is HTML already, as what a component
//! makes, is put in as it is; every other is escaped with the text.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentError, FluentValue};
use tera::{Kwargs, Map, State, Tera, TeraResult, Value};

use super::Language;
use crate::model::text::without_forbidden;
use crate::theme::escape::escaped;

/// Stands on both sides of the number of a value that is HTML, until the text is
/// escaped. No text keeps it: it is a noncharacter.
const MARK: char = '\u{FDD0}';

/// Gives templates the texts of `language`.
pub(in crate::theme) fn offer(tera: &mut Tera, language: &Arc<Language>) {
    let texts: Map = language
        .fixed
        .iter()
        .map(|(key, text)| (key.clone().into(), Value::from(text.as_str())))
        .collect();
    tera.global_context().insert_value("text", texts.into());
    let language = Arc::clone(language);
    tera.register_function("text", move |values: Kwargs, _: &State| {
        text(&language, &values)
    });
}

fn text(language: &Language, given: &Kwargs) -> TeraResult<Value> {
    let key = given.must_get::<&str>("key")?;
    let html = html(language, key, given).map_err(tera::Error::message)?;
    Ok(Value::safe_string(&html))
}

/// The text as HTML, or why there is none.
fn html(language: &Language, key: &str, given: &Kwargs) -> Result<String, String> {
    let mut html = Vec::new();
    let mut values = Vec::new();
    for (name, value) in given.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else {
            continue;
        };
        let value = match (value.as_str(), value.as_i64()) {
            (Some(text), _) if value.is_safe() => {
                html.push(text);
                FluentValue::from(format!("{MARK}{}{MARK}", html.len() - 1))
            }
            (Some(text), _) => FluentValue::from(plain(text)),
            (None, Some(number)) => FluentValue::from(number),
            (None, None) => {
                let kind = value.name();
                return Err(format!(
                    "`{name}` of the text `{key}` is {kind}, neither text nor number"
                ));
            }
        };
        values.push((name, value));
    }
    let (text, errors) = language
        .filled(key, &values)
        .ok_or_else(|| format!("there is no text `{key}`"))?;
    match errors.first() {
        Some(error) => Err(format!("the text `{key}` {}", complaint(error))),
        None => Ok(assembled(&text, &html)),
    }
}

fn complaint(error: &FluentError) -> String {
    match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { id })) => {
            format!("needs a value `{id}`")
        }
        other => format!("does not work: {other}"),
    }
}

fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(MARK) {
        Cow::Owned(without_forbidden(text))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text, escaped, with the parts that are HTML where their numbers stand.
fn assembled(text: &str, html: &[&str]) -> String {
    let mut page = String::with_capacity(text.len());
    for (at, piece) in text.split(MARK).enumerate() {
        let part = piece
            .parse()
            .ok()
            .and_then(|number: usize| html.get(number));
        match part.filter(|_| at % 2 == 1) {
            Some(part) => page.push_str(part),
            None => escaped(piece).for_each(|piece| page.push_str(piece)),
        }
    }
    page
}
