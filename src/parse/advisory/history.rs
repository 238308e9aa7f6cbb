//! What happened when: `timeline`, `revisions` and `exploited`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::config::DisclosureTime;
use crate::model::{Exploited, Revision, TimelineEntry};
use crate::parse::keys::advisory::{EXPLOITED, REVISION};
use crate::parse::time;
use crate::yaml::{self, Entry, Node, Table};

/// `timeline: [EVENT: TIME, ...]`, each time as it is written.
pub(super) fn timeline(
    node: &Node,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Vec<TimelineEntry> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    let mut timeline = Vec::new();
    for item in items {
        let Some(steps) = item.as_map() else {
            let message = format!(
                "a step of `timeline` must be a map, not {}",
                item.describe()
            );
            let fault = Diagnostic::new(Code::WrongType, item.span, message);
            out.push(fault.help("write `- reported: 2026-09-01`"));
            continue;
        };
        for Entry { key, value } in steps {
            let at = yaml::text_of(value, &key.value, out);
            let at = at.and_then(|text| time::written(&text, disclosure, out));
            let event = key.value.clone();
            timeline.extend(at.map(|at| TimelineEntry { event, at }));
        }
    }
    timeline
}

/// `revisions: [{at, note, significant}, ...]`.
pub(super) fn revisions(
    node: &Node,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Vec<Revision> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    let read = items
        .iter()
        .filter_map(|item| revision(item, disclosure, out));
    read.collect()
}

fn revision(item: &Node, disclosure: &DisclosureTime, out: &mut Diagnostics) -> Option<Revision> {
    let mut table = Table::new(item, &REVISION, out)?;
    let (at, note) = (
        table.required_text("at", out),
        table.required_text("note", out),
    );
    let significant = table.flag("significant", out).map(|flag| flag.value);
    table.finish(out);
    Some(Revision {
        at: time::written(&at?, disclosure, out)?,
        note: note?.value,
        significant,
    })
}

/// `exploited: true` or `{since, note}`; none for `false`. A text would be read as a
/// report of attacks, whatever it says: "none known" too.
pub(super) fn exploited(
    value: &Node,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Option<Exploited> {
    if let Some(is_exploited) = value.as_bool() {
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
    let since = since.and_then(|text| time::written(&text, disclosure, out));
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
    Some(Exploited { since, note })
}
