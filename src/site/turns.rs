//! The moments at which a site changes though nobody touches a file.

use jiff::tz::TimeZone;

use crate::model::{Advisory, Audience, Project, Timestamp};
use crate::source::FileId;
use crate::support;

/// Every moment at which the site of `project` says something else to `audience` by
/// itself, in no order, each with the file that it is about: an advisory comes out,
/// is withdrawn or revised, a release comes out, support ends. Between two of them a
/// site tells of nothing but the day.
pub fn turns(project: &Project, audience: Audience) -> impl Iterator<Item = (Timestamp, FileId)> {
    let advisories = project.advisories.iter().flat_map(move |advisory| {
        let begin = begin(advisory, audience);
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
    advisories.chain(tables).chain(register)
}

/// From when on the audience sees what an advisory says; none when it never does.
fn begin(advisory: &Advisory, audience: Audience) -> Option<Timestamp> {
    match audience {
        Audience::Maintainers => Some(jiff::Timestamp::MIN.into()),
        Audience::Public if advisory.overlay => None,
        Audience::Public | Audience::ReleaseDay => advisory.dates.public_from(),
    }
}
