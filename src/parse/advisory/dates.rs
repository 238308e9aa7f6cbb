//! The keys that decide what is public: `draft`, `embargo`, `published`,
//! `modified`, `withdrawn`.

use super::secrecy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::config::DisclosureTime;
use crate::model::{State, Timestamp};
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

/// What was read of the dates.
#[derive(Default)]
pub(super) struct Dates {
    pub(super) draft: bool,
    pub(super) embargo_until: Option<Spanned<Timestamp>>,
    pub(super) published: Option<Spanned<Timestamp>>,
    pub(super) modified: Option<Spanned<Timestamp>>,
    pub(super) withdrawn: Option<Withdrawal>,
    /// A key that decides could not be read: the record counts as secret.
    unclear: bool,
}

/// `withdrawn`, as a time or with its reasons.
pub(super) struct Withdrawal {
    pub(super) at: Spanned<Timestamp>,
    pub(super) reason: Option<Spanned<String>>,
    pub(super) duplicate_of: Option<Spanned<String>>,
}

impl Dates {
    /// Whether diagnostics may quote the file by its dates: it is public, and
    /// nothing that decides about that is in doubt.
    pub(super) fn may_be_quoted(&self, clock: Timestamp) -> bool {
        if self.unclear {
            return false;
        }
        let at = |time: &Option<Spanned<Timestamp>>| time.as_ref().map(|at| at.value);
        let withdrawn = self.withdrawn.as_ref().map(|w| w.at.value);
        State::at(
            clock,
            self.draft,
            at(&self.embargo_until),
            at(&self.published),
            at(&self.modified),
            withdrawn,
        )
        .is_public()
    }

    /// The moment up to which dates have come: the clock or, for a record that
    /// is not out yet, its first day. What is dated later is a plan, and nothing
    /// of it is told.
    pub(super) fn horizon(&self, clock: Timestamp) -> Timestamp {
        let at = |time: &Spanned<Timestamp>| time.value;
        let withdrawn = self.withdrawn.as_ref().map(|w| w.at.value);
        let dates = [self.modified.as_ref().map(at), withdrawn];
        let first = (self.published.as_ref().map(at)).or(dates.into_iter().flatten().min());
        let days = [first, self.embargo_until.as_ref().map(at)];
        days.into_iter().flatten().fold(clock, Timestamp::max)
    }
}

/// Takes the keys. Whatever is unclear about publication is an error.
pub(super) fn dates(
    table: &mut Table<'_>,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Dates {
    let mut dates = Dates::default();
    if decisive(table, "draft", &mut dates, out).is_some() {
        let flag = table.flag("draft", out);
        dates.unclear |= flag.is_none();
        dates.draft = flag.is_some_and(|flag| flag.value);
    }
    if let Some(node) = decisive(table, "embargo", &mut dates, out) {
        dates.embargo_until = embargo(node, disclosure, out);
        dates.unclear |= dates.embargo_until.is_none();
    }
    if let Some(node) = decisive(table, "published", &mut dates, out) {
        dates.published = yaml::text_of(node, "published", out)
            .and_then(|text| time::timestamp(&text, disclosure, out));
        dates.unclear |= dates.published.is_none();
    }
    if let Some(entry) = table.take_value("withdrawn") {
        // It publishes what nothing else does, so that one that cannot be read
        // makes nothing public.
        dates.withdrawn = withdrawal(&entry.value, disclosure, out);
    }
    dates.modified = table
        .text("modified", out)
        .and_then(|text| time::timestamp(&text, disclosure, out));
    dates
}

/// A key that must not be empty, since nobody can tell what that would mean.
fn decisive<'n>(
    table: &mut Table<'n>,
    key: &'static str,
    dates: &mut Dates,
    out: &mut Diagnostics,
) -> Option<&'n Node> {
    let entry = table.take(key)?;
    if entry.value.is_null() {
        dates.unclear = true;
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
        let until = table.required("until", out);
        table.finish(out);
        yaml::text_of(&until?.value, "until", out)
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
) -> Option<Withdrawal> {
    if node.as_map().is_none() {
        let text = yaml::text_of(node, "withdrawn", out)?;
        return Some(Withdrawal {
            at: time::timestamp(&text, disclosure, out)?,
            reason: None,
            duplicate_of: None,
        });
    }
    let mut table = Table::new(node, &WITHDRAWN, out)?;
    let at = table
        .required("at", out)
        .and_then(|entry| yaml::text_of(&entry.value, "at", out));
    let reason = table.text("reason", out);
    let duplicate_of = table.text("duplicate_of", out);
    table.finish(out);
    Some(Withdrawal {
        at: time::timestamp(&at?, disclosure, out)?,
        reason,
        duplicate_of,
    })
}
