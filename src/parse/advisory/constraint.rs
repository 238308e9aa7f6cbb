//! Ranges as people write them: `">= 1.0, < 2.3"`.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Event, RangeEvent, VersionText};
use crate::source::{Span, Spanned};
use crate::version::Order;
use crate::version::interval::{self, End, Interval};

/// The events that one text gives, with its place.
pub(super) struct Bounds {
    pub(super) introduced: Event,
    pub(super) end: Option<Event>,
    pub(super) span: Span,
}

/// The events of each OSV range that the texts of one package make: one range
/// for those that close with `fixed` or not at all and one for `last_affected`,
/// since OSV keeps these apart. A text that overlaps the one before it has a
/// range of its own: among the events of one range the earlier end would close
/// both. So has one that is empty: where another ends, its own end would close
/// nothing, and its start would open that again.
pub(super) fn events(order: Order, bounds: Vec<Bounds>) -> Vec<Vec<RangeEvent>> {
    let interval = |b: &Bounds| Interval::new(b.introduced.version(), End::of(b.end.as_ref()));
    let intervals: Vec<Interval> = bounds.iter().map(interval).collect();
    let stretches = interval::stretches(order, &intervals).into_iter();
    let mut placed: Vec<(Stretch, Bounds)> = stretches.zip(bounds).collect();
    placed.sort_by_key(|(stretch, _)| stretch.start);
    let names_last =
        |(_, bounds): &(Stretch, Bounds)| matches!(bounds.end, Some(Event::LastAffected(_)));
    let (last, fixed): (Vec<_>, Vec<_>) = placed.into_iter().partition(names_last);
    let kinds = [fixed, last].into_iter().flat_map(|texts| {
        let (empty, some): (Vec<_>, Vec<_>) =
            (texts.into_iter()).partition(|(at, _)| at.is_empty());
        [some, empty]
    });
    kinds.flat_map(apart).collect()
}

type Stretch = std::ops::Range<usize>;

/// The texts, sorted by their starts, in ranges within which none overlaps the one
/// before it: each in the first that is free.
fn apart(placed: Vec<(Stretch, Bounds)>) -> Vec<Vec<RangeEvent>> {
    let mut ranges: Vec<Vec<RangeEvent>> = Vec::new();
    // A range that is free stays free for all that comes later, until it is taken.
    let (mut busy, mut free) = (BinaryHeap::new(), BinaryHeap::new());
    for (stretch, bounds) in placed {
        while let Some(Reverse((end, at))) = busy.pop() {
            if end > stretch.start {
                busy.push(Reverse((end, at)));
                break;
            }
            free.push(Reverse(at));
        }
        let at = free.pop().map_or(ranges.len(), |Reverse(at)| at);
        if at == ranges.len() {
            ranges.push(Vec::new());
        }
        let events = [Some(bounds.introduced), bounds.end].into_iter().flatten();
        ranges[at].extend(events.map(|event| RangeEvent::new(event, bounds.span)));
        busy.push(Reverse((stretch.end, at)));
    }
    ranges
}

/// What a range text says: events that open and close it, or one version.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Constraint {
    /// `introduced` and, unless it stays open, `fixed` or `last_affected`.
    Between(Event, Option<Event>),
    /// `= 1.2.3`.
    Exactly(VersionText),
}

/// Reads a range of `=`, `<`, `<=` and `>=` terms separated by commas. Without
/// a lower bound it begins before every version.
pub(super) fn constraint(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Constraint> {
    let read = read(&text.value);
    if let Err(fault) = &read {
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, fault.message(&text.value))
                .help(fault.help()),
        );
    }
    read.ok()
}

#[derive(Debug, PartialEq, Eq)]
enum ConstraintFault {
    Shape,
    Greater,
    Twice,
    ExactWithBounds,
}

impl ConstraintFault {
    fn message(&self, text: &str) -> String {
        let text = quoted(text);
        match self {
            Self::Shape => format!("{text} is no range of versions"),
            Self::Greater => "OSV has no way to say `>`".to_owned(),
            Self::Twice => format!("{text} gives the same end twice"),
            Self::ExactWithBounds => format!("{text} mixes `=` with other bounds"),
        }
    }

    fn help(&self) -> &'static str {
        match self {
            Self::Greater => "name the first affected version: `>= 1.0.1`",
            Self::Twice | Self::ExactWithBounds => "write one range per list item",
            Self::Shape => "write for example `>= 1.0, < 2.3`; `<=` and `=` work too",
        }
    }
}

fn read(text: &str) -> Result<Constraint, ConstraintFault> {
    let (mut lower, mut upper, mut exact) = (None, None, None);
    for term in text.split(',').map(str::trim) {
        let end = term
            .find(|c: char| !"<>=".contains(c))
            .ok_or(ConstraintFault::Shape)?;
        let (operator, version) = (&term[..end], term[end..].trim());
        if version.is_empty() || version.contains(char::is_whitespace) {
            return Err(ConstraintFault::Shape);
        }
        let version = VersionText::from(version);
        let slot = match operator {
            ">=" => lower.replace(Event::Introduced(version)).is_some(),
            "<" => upper.replace(Event::Fixed(version)).is_some(),
            "<=" => upper.replace(Event::LastAffected(version)).is_some(),
            "=" | "==" => exact.replace(version).is_some(),
            ">" => return Err(ConstraintFault::Greater),
            _ => return Err(ConstraintFault::Shape),
        };
        if slot {
            return Err(ConstraintFault::Twice);
        }
    }
    match (exact, lower, upper) {
        (Some(version), None, None) => Ok(Constraint::Exactly(version)),
        (Some(_), ..) => Err(ConstraintFault::ExactWithBounds),
        (None, lower, upper) => Ok(Constraint::Between(
            lower.unwrap_or_else(|| Event::Introduced("0".into())),
            upper,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_range_opens_no_other() {
        let mut sources = crate::source::Sources::new();
        let span = Span::file(sources.text("a.yaml", ""));
        let between = |introduced: &str, fixed: &str| Bounds {
            introduced: Event::Introduced(introduced.into()),
            end: Some(Event::Fixed(fixed.into())),
            span,
        };
        let texts = vec![
            between("2.1", "2.1"),
            between("1.0", "2.1"),
            between("2.1", "2.2"),
        ];
        let ranges = events(Order::Pep440, texts).into_iter().map(|range| {
            let versions = range.iter().map(|event| event.event.version().to_owned());
            versions.collect::<Vec<_>>()
        });
        assert_eq!(
            ranges.collect::<Vec<_>>(),
            [vec!["1.0", "2.1", "2.1", "2.2"], vec!["2.1", "2.1"]]
        );
    }

    #[test]
    fn ranges_are_read_as_github_writes_them() {
        let introduced = |v: &str| Event::Introduced(v.into());
        for (text, expected) in [
            (
                ">= 1.0, < 2.3",
                Ok(Constraint::Between(
                    introduced("1.0"),
                    Some(Event::Fixed("2.3".into())),
                )),
            ),
            (
                "<=2.9",
                Ok(Constraint::Between(
                    introduced("0"),
                    Some(Event::LastAffected("2.9".into())),
                )),
            ),
            (">= 1.0", Ok(Constraint::Between(introduced("1.0"), None))),
            ("= 1.2.3", Ok(Constraint::Exactly("1.2.3".into()))),
            ("> 1.0", Err(ConstraintFault::Greater)),
            ("1.0", Err(ConstraintFault::Shape)),
            ("", Err(ConstraintFault::Shape)),
            (">= 1.0 < 2", Err(ConstraintFault::Shape)),
            ("< 1, < 2", Err(ConstraintFault::Twice)),
            ("= 1, < 2", Err(ConstraintFault::ExactWithBounds)),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
