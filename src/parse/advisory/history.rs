//! What happened when: `timeline`, `revisions` and `exploited`.

use super::specific::{self, Specific};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::config::DisclosureTime;
use crate::model::{Exploited, Map, Timestamp, Value};
use crate::parse::keys::advisory::{EXPLOITED, REVISION};
use crate::parse::time;
use crate::source::Spanned;
use crate::yaml::{self, Entry, Node, Table};

/// `timeline: [EVENT: TIME, ...]` becomes a list of `{event, at}`, each time as
/// it was written.
pub(super) fn timeline(
    entry: &Entry,
    specific: &mut Specific,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) {
    let items = entry
        .value
        .as_list()
        .unwrap_or(std::slice::from_ref(&entry.value));
    let mut list = Vec::new();
    for Entry { key, value } in items.iter().filter_map(Node::as_map).flatten() {
        let Some(at) = yaml::text_of(value, &key.value, out) else {
            continue;
        };
        time::timestamp(&at, disclosure, out);
        let mut step = Map::new();
        step.insert("event", key.value.clone());
        step.insert("at", at.value);
        list.push(Value::Map(step));
    }
    for item in items.iter().filter(|item| item.as_map().is_none()) {
        out.push(
            Diagnostic::new(
                Code::WrongType,
                item.span,
                format!("a step of `timeline` is a map, not {}", item.describe()),
            )
            .help("write `- reported: 2026-09-01`"),
        );
    }
    specific.insert("timeline", Value::List(list), entry.key.span, out);
}

/// `revisions: [{at, note, significant}, ...]`, every value as it was written.
/// What is to be said later than at `horizon` is left out until then. Gives the
/// times of all.
pub(super) fn revisions(
    entry: &Entry,
    specific: &mut Specific,
    disclosure: &DisclosureTime,
    horizon: Timestamp,
    out: &mut Diagnostics,
) -> Vec<Spanned<Timestamp>> {
    let items = entry.value.as_list();
    let items = items.unwrap_or(std::slice::from_ref(&entry.value));
    let (mut times, mut told) = (Vec::new(), Vec::new());
    for item in items {
        let at = revision(item, disclosure, out);
        if at.is_none_or(|at| at.value <= horizon) {
            told.push(specific::texts(item));
        }
        times.extend(at);
    }
    // An empty list would tell that something is to come.
    if !told.is_empty() || items.is_empty() {
        specific.insert("revisions", Value::List(told), entry.key.span, out);
    }
    times
}

/// The time of a revision.
fn revision(
    item: &Node,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Option<Spanned<Timestamp>> {
    let mut table = Table::new(item, &REVISION, out)?;
    let at = table
        .required("at", out)
        .and_then(|entry| yaml::text_of(&entry.value, "at", out));
    let note = table.required("note", out);
    note.and_then(|entry| yaml::text_of(&entry.value, "note", out));
    table.flag("significant", out);
    table.finish(out);
    at.and_then(|text| time::timestamp(&text, disclosure, out))
}

/// `exploited: true`, `false` or `{since, note}`. A text would be read as a
/// report of attacks, whatever it says: "none known" too.
pub(super) fn exploited(
    entry: &Entry,
    specific: &mut Specific,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Option<Exploited> {
    let Entry { key, value } = entry;
    if let Some(is_exploited) = value.as_bool() {
        specific.insert("exploited", Value::Bool(is_exploited), key.span, out);
        return is_exploited.then(Exploited::default);
    }
    if value.as_map().is_none() {
        let message = format!(
            "`exploited` takes `true`, `false` or a map, not {}",
            value.describe()
        );
        out.push(Diagnostic::new(Code::WrongType, value.span, message).help(
            "write `false` when no attacks are known, else `true`, \
             or `{since: 2026-09-18, note: Seen on public servers.}`",
        ));
        return None;
    }
    let mut table = Table::new(value, &EXPLOITED, out)?;
    let since = table.text("since", out);
    let is_dated = since.is_some();
    let since = since.and_then(|text| day_or_moment(&text, disclosure, out));
    let note = table.text("note", out);
    let note = note.map(|text| text.value.trim().to_owned());
    let note = note.filter(|note| !note.is_empty());
    if !table.finish(out) && !is_dated && note.is_none() {
        out.push(
            Diagnostic::new(
                Code::MissingKey,
                value.span,
                "`exploited` needs `since` or `note`",
            )
            .help("write `exploited: true` when there is no more to say"),
        );
    }
    let attacks = Exploited { since, note };
    let mut told = Map::new();
    for (key, text) in [("since", &attacks.since), ("note", &attacks.note)] {
        if let Some(text) = text {
            told.insert(key, text.as_str());
        }
    }
    specific.insert("exploited", told.into(), key.span, out);
    Some(attacks)
}

/// A day as it is, or a moment in UTC: nobody knows the minute of a day.
fn day_or_moment(
    text: &Spanned<String>,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Option<String> {
    let at = time::timestamp(text, disclosure, out)?;
    let written = text.value.trim();
    Some(if time::is_date(written) {
        written.to_owned()
    } else {
        at.value.to_string()
    })
}
