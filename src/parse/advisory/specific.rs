//! `database_specific`: what the author wrote there, which shorthands add to.

use super::{secrecy, severity};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::DisclosureTime;
use crate::model::{Advisory, Map, RatingWord, Revision, TimelineEntry, Value, WrittenTime};
use crate::parse::time;
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Node};

/// What stands under `database_specific`, if anything does.
pub(super) struct Own<'n> {
    entry: Option<&'n Entry>,
}

impl<'n> Own<'n> {
    pub(super) fn new(entry: Option<&'n Entry>) -> Self {
        Self { entry }
    }

    fn get(&self, key: &str) -> Option<&'n Node> {
        let entries = self.entry?.value.as_map()?;
        let entry = entries.iter().find(|entry| entry.key.value == key);
        entry.map(|entry| &entry.value)
    }

    fn text(&self, key: &str) -> Option<Spanned<String>> {
        let node = self.get(key)?;
        Some(Spanned::new(node.as_text()?.to_owned(), node.span))
    }

    /// Reports that what a shorthand at `span` makes is there already: one of the
    /// two would silently win.
    pub(super) fn report_conflict(&self, key: &str, span: Span, out: &mut Diagnostics) {
        if let Some(entry) = self.entry.filter(|_| self.get(key).is_some()) {
            let message = format!("this becomes `database_specific.{key}`, which is there already");
            let fault = Diagnostic::new(Code::ConflictingKeys, span, message);
            let fault = fault.help("keep one of the two");
            out.push(fault.label(entry.key.span, "the other is under this key"));
        }
    }

    /// Reads what shorthands would have made: a record that was published once may
    /// be the source of the next.
    pub(super) fn read_into(
        &self,
        advisory: &mut Advisory,
        disclosure: &DisclosureTime,
        out: &mut Diagnostics,
    ) {
        let word = self.text("severity");
        let word = word.and_then(|word| {
            let known = RatingWord::new(&word.value);
            if known.is_none() {
                let message = format!("{} is no rating, and pages show none", quoted(&word.value));
                let fault = Diagnostic::new(Code::SeverityUnknown, word.span, message);
                out.push(fault.help("write `LOW`, `MODERATE`, `HIGH` or `CRITICAL`"));
            }
            known
        });
        advisory.severity_word = advisory.severity_word.take().or(word);
        if let Some(because) = self.text("severity_rationale") {
            advisory.severity_rationale.get_or_insert(because.value);
        }
        if let Some(list) = self.get("cwe_ids") {
            let weaknesses = severity::own_weaknesses(list, out);
            advisory.cwe.get_or_insert(weaknesses);
        }
        if let Some(withdrawn) = &mut advisory.dates.withdrawn {
            let reason = &mut withdrawn.reason;
            if let Some(written) = reason {
                self.report_conflict("withdrawn_reason", written.span, out);
            }
            *reason = reason.take().or_else(|| self.text("withdrawn_reason"));
        }
        if let Some(list) = self.get("timeline") {
            let steps = list.as_list().unwrap_or_default().iter();
            let steps = steps.filter_map(|item| dated(item, "event", disclosure));
            let steps = steps.map(|(event, at)| TimelineEntry { event, at });
            advisory.timeline.get_or_insert_with(|| steps.collect());
        }
        if let Some(list) = self.get("revisions") {
            let revisions = list.as_list().unwrap_or_default().iter();
            let revisions = revisions.filter_map(|item| {
                let (note, at) = dated(item, "note", disclosure)?;
                let significant = text_in(item, "significant");
                Some(Revision {
                    at,
                    note,
                    significant: significant.and_then(|flag| flag.value.parse().ok()),
                })
            });
            let known = &mut advisory.dates.revisions;
            known.get_or_insert_with(|| revisions.collect());
        }
        let own = self.entry.map(|entry| &entry.value);
        advisory.database_specific = own.and_then(|own| object(own, "database_specific", out));
    }
}

/// What an item `{at, KEY}` of a list says, as records have them.
fn dated(
    item: &Node,
    key: &'static str,
    disclosure: &DisclosureTime,
) -> Option<(String, WrittenTime)> {
    let at = text_in(item, "at")?;
    let at = time::written(&at, disclosure, &mut Diagnostics::new())?;
    Some((text_in(item, key)?.value, at))
}

fn text_in(item: &Node, key: &'static str) -> Option<Spanned<String>> {
    let entries = item.as_map()?;
    let value = &entries.iter().find(|entry| entry.key.value == key)?.value;
    Some(Spanned::new(value.as_text()?.to_owned(), value.span))
}

/// An extensible object of OSV, kept as it came.
pub(super) fn object(node: &Node, key: &str, out: &mut Diagnostics) -> Option<Map> {
    secrecy::published(node, &format!("`{key}`"), out);
    if let Value::Map(map) = node.to_value() {
        return Some(map);
    }
    out.push(
        Diagnostic::new(
            Code::WrongType,
            node.span,
            format!("`{key}` must be a map, not {}", node.describe()),
        )
        .help("OSV wants an object here; leave the key out when there is nothing to say"),
    );
    None
}
