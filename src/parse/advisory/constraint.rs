//! Ranges as people write them: `">= 1.0, < 2.3"`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Event, RangeEvent};
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
/// both.
pub(super) fn events(order: Order, mut bounds: Vec<Bounds>) -> Vec<Vec<RangeEvent>> {
    bounds.sort_by(|a, b| {
        interval::compare_starts(order, a.introduced.version(), b.introduced.version())
    });
    let mut ranges: Vec<(bool, Interval, Vec<RangeEvent>)> = Vec::new();
    for Bounds {
        introduced,
        end,
        span,
    } in bounds
    {
        let names_last = matches!(end, Some(Event::LastAffected(_)));
        let interval = Interval::new(introduced.version(), End::of(end.as_ref()));
        let events = [Some(introduced), end].into_iter().flatten();
        let events = events.map(|event| RangeEvent::new(event, span));
        let range = ranges
            .iter_mut()
            .find(|(kind, last, _)| *kind == names_last && !last.overlaps(order, &interval));
        match range {
            Some((_, last, before)) => {
                *last = interval;
                before.extend(events);
            }
            None => ranges.push((names_last, interval, events.collect())),
        }
    }
    ranges.sort_by_key(|(names_last, ..)| *names_last);
    ranges.into_iter().map(|(_, _, events)| events).collect()
}

/// What a range text says: events that open and close it, or one version.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Constraint {
    /// `introduced` and, unless it stays open, `fixed` or `last_affected`.
    Between(Event, Option<Event>),
    /// `= 1.2.3`.
    Exactly(String),
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
enum Fault {
    Shape,
    Greater,
    Twice,
    ExactWithBounds,
}

impl Fault {
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

fn read(text: &str) -> Result<Constraint, Fault> {
    let (mut lower, mut upper, mut exact) = (None, None, None);
    for term in text.split(',').map(str::trim) {
        let end = term
            .find(|c: char| !"<>=".contains(c))
            .ok_or(Fault::Shape)?;
        let (operator, version) = (&term[..end], term[end..].trim());
        if version.is_empty() || version.contains(char::is_whitespace) {
            return Err(Fault::Shape);
        }
        let version = version.to_owned();
        let slot = match operator {
            ">=" => lower.replace(Event::Introduced(version)).is_some(),
            "<" => upper.replace(Event::Fixed(version)).is_some(),
            "<=" => upper.replace(Event::LastAffected(version)).is_some(),
            "=" | "==" => exact.replace(version).is_some(),
            ">" => return Err(Fault::Greater),
            _ => return Err(Fault::Shape),
        };
        if slot {
            return Err(Fault::Twice);
        }
    }
    match (exact, lower, upper) {
        (Some(version), None, None) => Ok(Constraint::Exactly(version)),
        (Some(_), ..) => Err(Fault::ExactWithBounds),
        (None, lower, upper) => Ok(Constraint::Between(
            lower.unwrap_or_else(|| Event::Introduced("0".to_owned())),
            upper,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_github_writes_them() {
        let introduced = |v: &str| Event::Introduced(v.to_owned());
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
            ("> 1.0", Err(Fault::Greater)),
            ("1.0", Err(Fault::Shape)),
            ("", Err(Fault::Shape)),
            (">= 1.0 < 2", Err(Fault::Shape)),
            ("< 1, < 2", Err(Fault::Twice)),
            ("= 1, < 2", Err(Fault::ExactWithBounds)),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
