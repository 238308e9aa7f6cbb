//! Ranges: their order, their commits, their packages.

use std::cmp::Ordering;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::affected::{Affected, Event, Range, RangeEvent, RangeType};
use crate::model::{Advisory, Ecosystem};
use crate::version::Order;

/// Reports packages of unknown ecosystems, commits that are none, and ranges
/// that close before they open.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    for affected in advisory.affected() {
        ecosystem(affected, out);
        let package = affected.package.as_ref();
        let order = package.map_or(Order::Generic, |package| Order::of(&package.ecosystem));
        for range in affected.ranges.iter().flatten() {
            match range.kind() {
                RangeType::Git => commits(range, out),
                RangeType::Semver => pairs(Order::Semver, range, out),
                RangeType::Ecosystem => pairs(order, range, out),
            }
        }
    }
}

fn ecosystem(affected: &Affected, out: &mut Diagnostics) {
    let Some(package) = &affected.package else {
        return;
    };
    if package.ecosystem.is_known() {
        return;
    }
    let name = package.ecosystem.as_str().escape_debug();
    let fault = Diagnostic::new(
        Code::UnknownEcosystem,
        package.span,
        format!("OSV knows no ecosystem `{name}`"),
    );
    let near = Ecosystem::known()
        .iter()
        .find(|known| known.eq_ignore_ascii_case(package.ecosystem.base()));
    out.push(match near {
        Some(near) => fault.help(format!("did you mean `{near}`? The case matters")),
        None => fault.help("the list is in OSV 1.7.5, `affected[].package`"),
    });
}

/// GIT events are full hashes (OSV 1.7.5, `affected[].ranges[]`).
fn commits(range: &Range, out: &mut Diagnostics) {
    for event in range.events() {
        let commit = event.event.version();
        let is_hash = matches!(commit.len(), 40 | 64)
            && commit
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if commit != "0" && !is_hash {
            out.push(
                Diagnostic::new(
                    Code::GitCommit,
                    event.span,
                    format!("`{}` is not a full commit", commit.escape_debug()),
                )
                .help("write all 40 (or 64) digits in lower case"),
            );
        }
    }
}

/// Each closing event comes after the `introduced` that stands before it.
fn pairs(order: Order, range: &Range, out: &mut Diagnostics) {
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
        let key = event.event.key();
        match order.compare(closes_at, opens_at) {
            Ordering::Less => out.push(
                Diagnostic::new(
                    Code::EventOrder,
                    event.span,
                    format!("`{key}` {closes_at} is not after `introduced` {opens_at}"),
                )
                .here("and would close before it")
                .label(opening.span, "the range opens here")
                .help("order the events, or put the older branch in a range of its own"),
            ),
            Ordering::Equal if key == "fixed" => out.push(
                Diagnostic::new(
                    Code::EmptyRange,
                    event.span,
                    format!("`fixed` and `introduced` are both {closes_at}"),
                )
                .label(opening.span, "the range opens here")
                .help("remove the pair, or correct one of the two"),
            ),
            _ => {}
        }
    }
}
