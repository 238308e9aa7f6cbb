//! Events that change nothing.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Event, Range, RangeEvent};
use crate::version::{Order, timeline};

/// Reports an `introduced` in a range that is open already and a close of one
/// that is not open, by the order of versions. One finding a range.
pub(super) fn check(order: Order, range: &Range, out: &mut Diagnostics) {
    if let Some((before, event)) = idle(order, range) {
        out.push(finding(before, event));
    }
}

/// The first event that changes nothing, with the one before it.
pub(super) fn idle(order: Order, range: &Range) -> Option<(Option<&RangeEvent>, &RangeEvent)> {
    let mut before: Option<&RangeEvent> = None;
    timeline(order, range).into_iter().find_map(|event| {
        let is_open = before.is_some_and(is_opening);
        let found = (is_open == is_opening(event)).then_some((before, event));
        before = Some(event);
        found
    })
}

fn is_opening(event: &RangeEvent) -> bool {
    matches!(event.event, Event::Introduced(_))
}

fn finding(before: Option<&RangeEvent>, event: &RangeEvent) -> Diagnostic {
    let (key, version) = (event.event.key(), event.event.version());
    let (state, help) = if is_opening(event) {
        (
            "open",
            "remove it, or add the event that closes the range before it",
        )
    } else {
        (
            "closed",
            "add the `introduced` that belongs to it, or remove it",
        )
    };
    let message = format!("`{key}` {version} has no effect, since the range is {state} there");
    let finding = Diagnostic::new(Code::EventWithoutEffect, event.span, message).help(help);
    match before {
        Some(before) => finding.label(before.span, format!("{state} from here on")),
        None => finding,
    }
}
