//! Ranges: their order, and their commits.

use std::cmp::Ordering;

use super::idle;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Advisory;
use crate::model::affected::{Event, Range, RangeEvent, RangeType, is_commit};
use crate::version::{Order, timeline};

/// Reports commits that are none, and ranges that close before they open.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    for affected in advisory.affected() {
        let package = affected.package.as_ref();
        let order = package.map_or(Order::Generic, |package| Order::of(&package.ecosystem));
        for range in affected.ranges.iter().flatten() {
            match range.kind() {
                RangeType::Git => commits(range, out),
                RangeType::Semver => versions(Order::Semver, range, out),
                RangeType::Ecosystem => versions(order, range, out),
            }
        }
    }
}

/// GIT events are full hashes (OSV 1.7.5, `affected[].ranges[]`).
fn commits(range: &Range, out: &mut Diagnostics) {
    for event in range.events() {
        let commit = event.event.version();
        if commit != "0" && !is_commit(commit) {
            out.push(
                Diagnostic::new(
                    Code::GitCommit,
                    event.span,
                    format!("{} is not a full commit", quoted(commit)),
                )
                .help("write all 40 (or 64) digits in lower case"),
            );
        }
    }
}

/// A range whose pairs are wrong is asked for nothing more.
fn versions(order: Order, range: &Range, out: &mut Diagnostics) {
    if pairs(order, range, out) {
        idle::check(order, range, out);
    }
}

/// Whether the events, sorted as readers sort them, close a range only where one
/// is open. OSV does not ask for an order in the file.
fn closes_only_what_is_open(order: Order, range: &Range) -> bool {
    let mut is_open = false;
    timeline(order, range).into_iter().all(|event| {
        let closes = !matches!(event.event, Event::Introduced(_));
        let is_fine = !closes || is_open;
        is_open = !closes;
        is_fine
    })
}

/// Each closing event comes after the `introduced` that stands before it;
/// returns whether that is so.
fn pairs(order: Order, range: &Range, out: &mut Diagnostics) -> bool {
    let mut are_sound = true;
    let mut opened: Option<&RangeEvent> = None;
    for event in range.events() {
        let closes_at = match &event.event {
            Event::Introduced(_) => {
                opened = Some(event);
                continue;
            }
            Event::Limit(_) => continue,
            Event::Fixed(version) | Event::LastAffected(version) => version,
        };
        let Some(opening) = opened else { continue };
        let opens_at = opening.event.version();
        if opens_at == "0" || !order.accepts(opens_at) || !order.accepts(closes_at) {
            continue;
        }
        match order.compare(closes_at, opens_at) {
            // Pairs that stand in another order are sound once sorted.
            Ordering::Less if closes_only_what_is_open(order, range) => continue,
            Ordering::Less => out.push(closes_first(opening, event)),
            Ordering::Equal if event.event.key() == "fixed" => out.push(empty(opening, event)),
            _ => continue,
        }
        are_sound = false;
    }
    are_sound
}

fn closes_first(opening: &RangeEvent, event: &RangeEvent) -> Diagnostic {
    let message = format!(
        "`{}` {} is not after `introduced` {}",
        event.event.key(),
        event.event.version(),
        opening.event.version()
    );
    let fault = Diagnostic::new(Code::EventOrder, event.span, message);
    if opening.span == event.span {
        // Both ends of one text such as `>= 1.5, < 1.4`.
        return fault.help("correct one of the two versions");
    }
    fault
        .here("and would close before it")
        .label(opening.span, "the range opens here")
        .help("order the events, or put the older branch in a range of its own")
}

fn empty(opening: &RangeEvent, event: &RangeEvent) -> Diagnostic {
    let version = event.event.version();
    let message = format!("`fixed` and `introduced` are both {version}");
    let fault = Diagnostic::new(Code::EmptyRange, event.span, message);
    if opening.span == event.span {
        return fault.help("correct one of the two versions");
    }
    fault
        .label(opening.span, "the range opens here")
        .help("remove the pair, or correct one of the two")
}
