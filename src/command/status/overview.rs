//! The state of all advisories at one moment.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::command::inputs::Inputs;
use crate::model::{Advisory, Audience, State, Timestamp};
use crate::preview::Secrets;
use crate::site::turns;

/// What is told of a project.
pub(super) struct Overview<'i> {
    /// The moment.
    pub(super) clock: Timestamp,
    /// The project's zone.
    pub(super) zone: Option<&'i TimeZone>,
    /// How many advisories are public, withdrawn ones included.
    pub(super) public: usize,
    /// How many of them are withdrawn.
    pub(super) withdrawn: usize,
    /// What is not public.
    pub(super) secrets: Secrets,
    /// What comes next.
    pub(super) next: Option<Next<'i>>,
}

/// The next moment at which a build publishes something else than now.
pub(super) struct Next<'i> {
    /// The moment.
    pub(super) at: Timestamp,
    /// The files that say so: of the advisories that come out, are withdrawn or
    /// revised, and of the versions whose support changes.
    pub(super) files: BTreeSet<&'i str>,
}

impl<'i> Overview<'i> {
    /// The state of what was read, at its clock.
    pub(super) fn new(inputs: &'i Inputs) -> Self {
        let public = inputs.project.public(inputs.clock);
        let is_withdrawn = |advisory: &&&Advisory| advisory.state(inputs.clock) == State::Withdrawn;
        Self {
            clock: inputs.clock,
            zone: inputs.project.config.timezone.as_ref(),
            withdrawn: public.iter().filter(is_withdrawn).count(),
            public: public.len(),
            secrets: Secrets::of(&inputs.project, &inputs.sources, inputs.clock),
            next: Next::of(inputs),
        }
    }
}

impl<'i> Next<'i> {
    fn of(inputs: &'i Inputs) -> Option<Self> {
        let turns = turns(&inputs.project, Audience::Public);
        let to_come = turns.filter(|(at, _)| *at > inputs.clock);
        let to_come: BTreeSet<_> = to_come
            .map(|(at, file)| (at, inputs.sources.get(file).path.as_str()))
            .collect();
        let (at, _) = *to_come.first()?;
        let files = to_come.into_iter().take_while(|turn| turn.0 == at);
        Some(Self {
            at,
            files: files.map(|(_, file)| file).collect(),
        })
    }
}
