//! Versions of OSV ranges and lists that nobody can order or match.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Affected, Event, RangeEvent, RangeType, VersionText};
use crate::source::Spanned;
use crate::version::Order;

/// Reports versions that are none anywhere, and those of ranges that their
/// ecosystem cannot order. Of those that `versions` lists any text will do that
/// a release could be called by: registries hold what their rules refuse today.
pub(super) fn report(affected: &Affected, out: &mut Diagnostics) {
    for range in affected.ranges.iter().flatten() {
        let order = match range.kind() {
            RangeType::Git => continue,
            RangeType::Semver => Order::Semver,
            RangeType::Ecosystem => Order::of_affected(affected),
        };
        let versions = range.events().iter().filter(|e| !is_keyword(&e.event));
        versions.for_each(|event| ordered(affected, order, event, out));
    }
    for version in affected.versions.iter().flatten() {
        listed(version, out);
    }
}

/// Whether the event means something else than a version (OSV 1.7.5,
/// `affected[].ranges[].events[]`).
fn is_keyword(event: &Event) -> bool {
    match event {
        Event::Introduced(version) => version == "0",
        Event::Limit(version) => version == "*",
        Event::Fixed(_) | Event::LastAffected(_) => false,
    }
}

fn ordered(affected: &Affected, order: Order, event: &RangeEvent, out: &mut Diagnostics) {
    let (key, version, span) = (event.event.key(), event.event.version(), event.span);
    if is_none(version) {
        let message = format!("{} is no version, and `{key}` takes one", quoted(version));
        out.push(
            Diagnostic::new(Code::VersionSyntax, span, message)
                .help("write one version, as it was released: `introduced` is the first that is affected, `fixed` the first that is not"),
        );
    } else if !order.accepts(version) {
        let rules = match (&affected.package, order) {
            (_, Order::Semver) => "Semantic Versioning",
            (Some(package), _) => package.ecosystem.as_str(),
            (None, _) => "any ecosystem",
        };
        let message = format!("{} is not how {rules} writes a version", quoted(version));
        out.push(
            Diagnostic::new(Code::VersionUnreadable, span, message).help(
                "write it as it was released; readers order what they cannot read as they like",
            ),
        );
    }
}

fn listed(version: &Spanned<VersionText>, out: &mut Diagnostics) {
    let text = &version.value;
    if is_range(text) {
        let message = format!("{} is a range and no version", quoted(text));
        out.push(
            Diagnostic::new(Code::VersionSyntax, version.span, message)
                .help("write it as events under `ranges`; `versions` lists versions one by one"),
        );
    } else if text.trim() != text || text.is_empty() || text.contains(char::is_control) {
        let message = match text.trim() {
            "" => "a listed version is empty".to_owned(),
            _ => format!("{} has blanks or control characters", quoted(text)),
        };
        out.push(
            Diagnostic::new(Code::VersionUnreadable, version.span, message)
                .help("write it as it was released: readers compare it letter by letter"),
        );
    }
}

/// Whether a text is no version in any ecosystem: all have a digit, and none has
/// a blank.
fn is_none(text: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || c.is_control();
    is_range(text) || text.contains(is_odd) || !text.contains(|c: char| c.is_ascii_digit())
}

fn is_range(text: &str) -> bool {
    text.trim_start()
        .starts_with(['<', '>', '=', '^', '~', '!'])
}
