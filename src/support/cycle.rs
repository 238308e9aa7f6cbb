//! One row of the table of supported versions, in the words of endoflife.date.

use jiff::civil::Date;

use super::awaited::Awaited;
use super::end::End;
use super::moment::Moment;
use crate::model::support::BundledVersion;
use crate::source::Span;

/// A series: what its releases have in common.
#[derive(Clone, Debug)]
pub struct ReleaseCycle {
    /// Its name: `3.4`.
    pub cycle: String,
    /// What the project calls it: `Bookworm`.
    pub codename: Option<String>,
    /// When it came out, or will; `None` while there are only pre-releases.
    pub release: Option<Moment>,
    /// The newest release that is out and no pre-release, when any is known.
    pub latest: Option<KnownRelease>,
    /// Whether it has long-term support.
    pub lts: bool,
    /// The phases it goes through, where the project has phases. No phase of support
    /// ends before the one in front of it, nor any phase before a support in front of
    /// it that has a day.
    pub phases: Vec<CyclePhase>,
    /// The end of all support; `None` when none is known.
    pub eol: Option<End>,
    /// What that waits for, where the rule ends it with releases that nobody knows.
    pub awaits: Option<Awaited>,
    /// Where it stands on the day of the schedule.
    pub state: State,
    /// Where the series is announced: an http or https address.
    pub link: Option<String>,
}

impl ReleaseCycle {
    /// The day it came out, once it is certain.
    pub fn release_date(&self) -> Option<Date> {
        self.release.and_then(Moment::date)
    }

    /// The end of active support: of the first phase, where there are others.
    pub fn eoas(&self) -> Option<&End> {
        let mut phases = self.phases.iter().filter(|phase| !phase.extended);
        let (first, _) = (phases.next()?, phases.next()?);
        first.end.as_ref()
    }

    /// The phases that end with nothing else: all but the last one of support.
    pub fn phases_of_their_own(&self) -> impl Iterator<Item = &CyclePhase> {
        let last = self.phases.iter().rposition(|phase| !phase.extended);
        let phases = self.phases.iter().enumerate();
        phases.filter_map(move |(at, phase)| (Some(at) != last).then_some(phase))
    }

    /// The last phase that is no support, where the series has any.
    pub fn extended(&self) -> Option<&CyclePhase> {
        self.phases.iter().rev().find(|phase| phase.extended)
    }

    /// Whether it gets security fixes.
    pub fn is_maintained(&self) -> bool {
        matches!(self.state, State::Supported(_))
    }
}

/// A phase of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CyclePhase {
    /// What the project calls it.
    pub name: String,
    /// When it ends; `None` when that is not known.
    pub end: Option<End>,
    /// What that waits for, as [`ReleaseCycle::awaits`].
    pub awaits: Option<Awaited>,
    /// Whether it is for those who pay, or by others: no support.
    pub extended: bool,
}

/// Where a series stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Not out.
    Future,
    /// It gets security fixes, in this phase where the project has phases.
    Supported(Option<String>),
    /// It gets none any more.
    EndOfLife,
}

/// A release that is out.
#[derive(Clone, Debug)]
pub struct KnownRelease {
    /// Its version, as written.
    pub version: String,
    /// The day it came out, when that is known.
    pub date: Option<Date>,
    /// Its series; `None` when the version does not begin with a number.
    pub cycle: Option<String>,
    /// Whether it comes before the release that its numbers name. Pre-releases
    /// are not supported and are never the latest.
    pub is_prerelease: bool,
    /// The end of its support: its series', or earlier where single releases
    /// are counted.
    pub eol: Option<End>,
    /// Whether that end has passed on the day of the schedule.
    pub has_ended: bool,
    /// Where it is announced: an http or https address.
    pub link: Option<String>,
    /// What its artifacts contain.
    pub bundled: Vec<BundledVersion>,
    /// The place of its entry.
    pub span: Span,
}
