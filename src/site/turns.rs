//! The moments at which a site changes though nobody touches a file.

use jiff::tz::TimeZone;

use crate::model::{Audience, Dates, Project, Timestamp};
use crate::source::FileId;
use crate::support;

/// Every moment at which the site of `project` says something else to `audience` by
/// itself, in no order, each with the file that it is about: an advisory comes out,
/// is withdrawn or revised, a release is announced, is due or comes out, support ends.
/// Between two of them a site tells of nothing but the day.
pub fn turns(project: &Project, audience: Audience) -> impl Iterator<Item = (Timestamp, FileId)> {
    let advisories = project.advisories.iter().flat_map(move |advisory| {
        let begin = begin(advisory.overlay, &advisory.dates, audience);
        let turns = advisory.turns();
        let seen = turns.filter(move |at| begin.is_some_and(|begin| begin <= *at));
        seen.map(|at| (at, advisory.file))
    });
    let tables = project.support.iter().flat_map(|table| {
        let days = support::turns(table).into_iter();
        let starts = days.filter_map(|day| day.to_zoned(TimeZone::UTC).ok());
        starts.map(|start| (start.timestamp().into(), table.file))
    });
    let register = project.register.iter();
    let register = register.map(|entry| (entry.since.value, entry.file));
    // It is replaced when an advisory comes out, which is a turn of that.
    let announcements = project.announcements.iter().flat_map(move |one| {
        let begin = begin(one.overlay, &one.dates, audience);
        let turns = one.dates.public_from().into_iter();
        let turns = turns.chain([one.release_at.begin()]);
        let seen = turns.filter(move |at| begin.is_some_and(|begin| begin <= *at));
        seen.map(|at| (at, one.file))
    });
    let all = advisories.chain(tables).chain(register);
    all.chain(announcements)
}

/// From when on the audience sees what a file says; none when it never does.
fn begin(in_overlay: bool, dates: &Dates, audience: Audience) -> Option<Timestamp> {
    match audience {
        Audience::Maintainers => Some(jiff::Timestamp::MIN.into()),
        Audience::Public if in_overlay => None,
        Audience::Public | Audience::ReleaseDay => dates.public_from(),
    }
}
