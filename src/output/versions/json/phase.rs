//! The phases of a series, and days of ends, as data.

use jiff::civil::Date;
use serde::Serialize;

use crate::support::{Awaited, CyclePhase, End};

/// A phase of a series.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Phase<'a> {
    name: &'a str,
    /// Whether it is no support, but for those who pay, or by others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_extended: bool,
    is_ended: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_after: Option<After>,
    is_end_planned: bool,
}

impl<'a> Phase<'a> {
    pub(super) fn new(phase: &'a CyclePhase, today: Date) -> Self {
        let end = phase.end.as_ref();
        Self {
            name: &phase.name,
            is_extended: phase.extended,
            is_ended: end.is_some_and(|end| end.has_passed(today)),
            end_from: end.and_then(day),
            end_after: phase.awaits.map(After::new),
            is_end_planned: end.is_some_and(End::is_planned),
        }
    }
}

/// The releases with which something ends that has no day.
#[derive(Serialize)]
pub(super) struct After {
    count: usize,
    of: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<String>,
}

impl After {
    pub(super) fn new(awaited: Awaited) -> Self {
        Self {
            count: awaited.count,
            of: awaited.of,
            later: awaited.later.map(|period| period.to_string()),
        }
    }
}

/// The day of an end, where there is one; a planned end has its last possible day.
pub(in crate::output::versions) fn day(end: &End) -> Option<String> {
    end.date().map(|day| day.to_string())
}
