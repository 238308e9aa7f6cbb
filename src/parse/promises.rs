//! `promises` of `forewarn.yaml`: what the policy promises, as data.

use super::keys::config as keys;
use super::time;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Promises;
use crate::model::promises::{Length, LengthUnit};
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
    let mut table = Table::new(node, &keys::PROMISE, out)?;
    let since = table
        .text("since", out)
        .and_then(|text| time::date(&text, out))
        .map(|date| date.value);
    let mut within = |key| {
        let text = table.text(key, out)?;
        length(&text, out)
    };
    let acknowledge_within = within("acknowledge_within");
    let fix_within = within("fix_within");
    let notify_before = within("notify_before");
    let disclose_on_weekdays = table.choice("disclose_on", &keys::DISCLOSE_ON, out);
    let backport_to = table.choice("backport_to", &keys::BACKPORT_TO, out);
    let credit_with_consent = table.choice("credit", &keys::CREDIT, out);
    table.finish(out);
    Some(Promises {
        since,
        acknowledge_within,
        fix_within,
        notify_before,
        disclose_on_weekdays: disclose_on_weekdays.unwrap_or(false),
        backport_to,
        credit_with_consent: credit_with_consent.unwrap_or(false),
    })
}

/// `48h`, `14d`, `2w`.
fn length(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Length> {
    let value = text.value.trim();
    let length = match value.split_at_checked(value.len().saturating_sub(1)) {
        Some((count, "h")) => Some((count, LengthUnit::Hours)),
        Some((count, "d")) => Some((count, LengthUnit::Days)),
        Some((count, "w")) => Some((count, LengthUnit::Weeks)),
        _ => None,
    };
    let length = length.and_then(|(count, unit)| {
        let count = count.parse().ok().filter(|count| *count > 0)?;
        Some(Length { count, unit })
    });
    if length.is_none() {
        out.push(
            Diagnostic::new(
                Code::InvalidValue,
                text.span,
                format!("{} is no length of time", quoted(value)),
            )
            .help("write hours, days or weeks: `48h`, `14d`, `2w`"),
        );
    }
    length
}
