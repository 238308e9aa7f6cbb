//! When the clock alone changes what is shown.

use crate::model::{Audience, Project, Timestamp};
use crate::site::turns;

/// The next moment after `clock` at which the project says something else: one of its
/// turns, or a new day, which some pages name.
pub(super) fn next_turn(project: &Project, clock: Timestamp) -> Timestamp {
    let turns = turns(project, Audience::Maintainers).map(|(at, _)| at);
    turns
        .filter(|at| *at > clock)
        .fold(next_day(clock), Timestamp::min)
}

/// The first moment of the day after, in UTC.
fn next_day(clock: Timestamp) -> Timestamp {
    let tomorrow = clock.date().tomorrow();
    let midnight = tomorrow.and_then(|day| day.to_zoned(jiff::tz::TimeZone::UTC));
    // There is none after the last day that jiff knows.
    midnight.map_or(jiff::Timestamp::MAX.into(), |day| day.timestamp().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse;
    use crate::source::Sources;

    #[test]
    fn the_next_date_to_come_is_the_turn_else_the_next_day() {
        let at = |text: &str| Timestamp::from(text.parse::<jiff::Timestamp>().unwrap());
        let turn = |text: &str, clock: &str| {
            let mut sources = Sources::new();
            sources.text(
                "advisories/a.yaml",
                format!("id: x_a-1\nsummary: A\n{text}"),
            );
            let project = parse::parse(&sources, &mut Diagnostics::new());
            next_turn(&project, at(clock)).to_string()
        };
        let clock = "2026-09-22T13:00:00Z";
        for (text, expected) in [
            ("published: 2026-09-22T14:00:00Z\n", "2026-09-22T14:00:00Z"),
            ("published: 2026-09-22T13:00:00Z\n", "2026-09-23T00:00:00Z"),
            ("published: 2026-09-24T13:00:00Z\n", "2026-09-23T00:00:00Z"),
            (
                "published: 2026-09-22T14:00:00Z\nembargo: {until: 2026-09-22T13:30:00Z}\n",
                "2026-09-22T14:00:00Z",
            ),
            (
                "published: 2026-09-01T14:00:00Z\nrevisions: [{at: 2026-09-22T15:07:00Z, note: More.}]\n",
                "2026-09-22T15:07:00Z",
            ),
            (
                "published: 2026-09-01T14:00:00Z\nwithdrawn: 2026-09-22T20:00:00Z\n",
                "2026-09-22T20:00:00Z",
            ),
        ] {
            assert_eq!(turn(text, clock), expected, "{text}");
        }
    }
}
