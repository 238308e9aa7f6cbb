//! `promises` of `forewarn.yaml`: what the policy promises, as data.

use super::config::{ALWAYS, choice};
use super::time;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::Promises;
use crate::source::Spanned;
use crate::yaml::{Node, Table};

/// Reads the list, or a single entry, and sorts it by `since`.
pub(super) fn promises(node: &Node, out: &mut Diagnostics) -> Vec<Promises> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    let mut promises: Vec<_> = items.iter().filter_map(|item| entry(item, out)).collect();
    promises.sort_by_key(|promise| promise.since);
    promises
}

fn entry(node: &Node, out: &mut Diagnostics) -> Option<Promises> {
    let mut table = Table::new(node, "a promise", out)?;
    let since = table
        .text("since", out)
        .and_then(|text| time::date(&text, out))
        .map_or(ALWAYS, |date| date.value);
    let mut within = |key| {
        let text = table.text(key, out)?;
        duration(&text, out)
    };
    let acknowledge_within = within("acknowledge_within");
    let fix_within = within("fix_within");
    let notify_before = within("notify_before");
    let disclose_on = table.text("disclose_on", out);
    let backport_to = table.text("backport_to", out);
    let credit = table.text("credit", out);
    table.finish(out);
    Some(Promises {
        since,
        acknowledge_within,
        fix_within,
        notify_before,
        disclose_on_weekdays: disclose_on
            .and_then(|text| {
                choice(
                    "disclose_on",
                    &text,
                    &[("weekdays", true), ("any-day", false)],
                    out,
                )
            })
            .unwrap_or(false),
        backport_to_all: backport_to.and_then(|text| {
            choice(
                "backport_to",
                &text,
                &[("all", true), ("supported", false)],
                out,
            )
        }),
        credit_with_consent: credit
            .and_then(|text| {
                choice(
                    "credit",
                    &text,
                    &[("with-consent", true), ("always", false)],
                    out,
                )
            })
            .unwrap_or(false),
    })
}

/// `48h`, `14d`, `2w` in seconds.
fn duration(text: &Spanned<String>, out: &mut Diagnostics) -> Option<u64> {
    let value = text.value.trim();
    let unit = match value.chars().next_back() {
        Some('h') => Some(3_600),
        Some('d') => Some(86_400),
        Some('w') => Some(604_800),
        _ => None,
    };
    let seconds = unit.and_then(|unit| {
        let count: u64 = value[..value.len() - 1].parse().ok()?;
        count.checked_mul(unit)
    });
    if seconds.is_none() {
        out.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                format!("{} is no length of time", quoted(value)),
            )
            .help("write hours, days or weeks: `48h`, `14d`, `2w`"),
        );
    }
    seconds
}
