//! The keys that decide what is public: `draft`, `embargo`, `published`,
//! `modified`, `withdrawn`.

use super::secrecy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::config::DisclosureTime;
use crate::model::{Config, Dates, Timestamp, Withdrawn};
use crate::parse::keys::advisory::{EMBARGO, WITHDRAWN};
use crate::parse::{nearest, time};
use crate::source::Spanned;
use crate::yaml::{self, Node, Table};

/// The keys that decide, and make the file secret when they are in doubt.
const DECISIVE: &[&str] = &["draft", "embargo", "published"];

/// Whether a key that is none of the format's, or stands a second time, may have
/// been meant to decide: `darft: true`, `published` twice.
pub(super) fn casts_doubt(key: &str) -> bool {
    secrecy::mark_of(key).is_some() || nearest(key, DECISIVE.iter().copied()).is_some()
}

/// Takes the keys, and withholds the file for as long as the world may not see
/// it: for good where a key that decides cannot be read, which is an error.
pub(super) fn dates(table: &mut Table<'_>, config: &Config, out: &mut Diagnostics) -> Dates {
    let disclosure = &config.disclosure_time;
    let mut is_clear = true;
    let mut dates = Dates {
        records_changed: config.records_changed,
        ..draft_and_published(table, disclosure, &mut is_clear, out)
    };
    if let Some(node) = decisive(table, "embargo", &mut is_clear, out) {
        dates.embargo_until = embargo(node, disclosure, out);
        is_clear &= dates.embargo_until.is_some();
    }
    if let Some(entry) = table.take_value("withdrawn") {
        // It publishes what nothing else does, so that one that cannot be read
        // makes nothing public.
        dates.withdrawn = withdrawal(&entry.value, disclosure, out);
    }
    dates.modified = table
        .text("modified", out)
        .and_then(|text| time::timestamp(&text, disclosure, out));
    withhold(table, &dates, is_clear, out);
    dates
}

/// The same of what is not revised or withdrawn: `draft` and `published` decide.
pub(in crate::parse) fn decided(
    table: &mut Table<'_>,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Dates {
    let mut is_clear = true;
    let dates = draft_and_published(table, disclosure, &mut is_clear, out);
    withhold(table, &dates, is_clear, out);
    dates
}

fn draft_and_published(
    table: &mut Table<'_>,
    disclosure: &DisclosureTime,
    is_clear: &mut bool,
    out: &mut Diagnostics,
) -> Dates {
    let mut dates = Dates::default();
    if decisive(table, "draft", is_clear, out).is_some() {
        let flag = table.flag("draft", out);
        *is_clear &= flag.is_some();
        dates.draft = flag.is_some_and(|flag| flag.value);
    }
    if let Some(node) = decisive(table, "published", is_clear, out) {
        dates.published = yaml::text_of(node, "published", out)
            .and_then(|text| time::timestamp(&text, disclosure, out));
        *is_clear &= dates.published.is_some();
    }
    dates
}

fn withhold(table: &Table<'_>, dates: &Dates, is_clear: bool, out: &mut Diagnostics) {
    let file = table.span().file;
    match dates.public_from().filter(|_| is_clear) {
        Some(from) => out.withhold_until(file, from.to_jiff()),
        None => out.withhold(file),
    }
}

/// A key that must not be empty, since nobody can tell what that would mean.
fn decisive<'n>(
    table: &mut Table<'n>,
    key: &'static str,
    is_clear: &mut bool,
    out: &mut Diagnostics,
) -> Option<&'n Node> {
    let entry = table.take(key)?;
    if entry.value.is_null() {
        *is_clear = false;
        out.push(
            Diagnostic::new(Code::WrongType, entry.key.span, format!("`{key}` is empty"))
                .help("give it a value, or remove the key: it decides what is published"),
        );
        return None;
    }
    Some(&entry.value)
}

/// `embargo: TIME` or `embargo: {until: TIME}`.
fn embargo(
    node: &Node,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Option<Spanned<Timestamp>> {
    let text = if node.as_map().is_some() {
        let mut table = Table::new(node, &EMBARGO, out)?;
        let until = table.required_text("until", out);
        table.finish(out);
        until
    } else {
        yaml::text_of(node, "embargo", out)
    };
    time::timestamp(&text?, disclosure, out)
}

/// `withdrawn: TIME` or `withdrawn: {at, reason, duplicate_of}`.
fn withdrawal(
    node: &Node,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Option<Withdrawn> {
    if node.as_map().is_none() {
        let text = yaml::text_of(node, "withdrawn", out)?;
        return Some(Withdrawn {
            at: time::timestamp(&text, disclosure, out)?,
            reason: None,
            duplicate_of: None,
        });
    }
    let mut table = Table::new(node, &WITHDRAWN, out)?;
    let at = table.required_text("at", out);
    let reason = table.text("reason", out);
    let duplicate_of = table.text("duplicate_of", out);
    table.finish(out);
    Some(Withdrawn {
        at: time::timestamp(&at?, disclosure, out)?,
        reason: reason.map(|text| Spanned::new(text.value.trim_end().to_owned(), text.span)),
        duplicate_of,
    })
}
