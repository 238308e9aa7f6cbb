//! When the clock alone changes what is shown.

use crate::model::{Advisory, Project, Timestamp};

/// The next moment after `clock` at which the project says something else: a date
/// of an advisory comes, or a day begins, by which support is counted.
pub(super) fn next_turn(project: &Project, clock: Timestamp) -> Timestamp {
    let dates = project.advisories.iter().flat_map(|it| dates(it));
    dates
        .filter(|at| *at > clock)
        .fold(next_day(clock), Timestamp::min)
}

fn dates(advisory: &Advisory) -> impl Iterator<Item = Timestamp> {
    let withdrawn = advisory.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
    [
        advisory.published,
        advisory.embargo_until,
        advisory.modified,
        withdrawn,
    ]
    .into_iter()
    .chain(advisory.branches.iter().map(|branch| branch.date))
    .filter_map(|at| Some(at?.value))
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
            let project = parse::parse(&sources, at(clock), &mut Diagnostics::new());
            next_turn(&project, at(clock)).to_string()
        };
        let clock = "2026-09-22T13:00:00Z";
        for (text, expected) in [
            ("published: 2026-09-22T14:00:00Z\n", "2026-09-22T14:00:00Z"),
            ("published: 2026-09-22T13:00:00Z\n", "2026-09-23T00:00:00Z"),
            ("published: 2026-09-24T13:00:00Z\n", "2026-09-23T00:00:00Z"),
            (
                "published: 2026-09-22T14:00:00Z\nembargo: {until: 2026-09-22T13:30:00Z}\n",
                "2026-09-22T13:30:00Z",
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
