//! The state of all advisories at one moment.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::command::inputs::Inputs;
use crate::model::{Advisory, State, Timestamp};
use crate::preview::Secrets;

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

/// The next moment at which a build publishes something that it does not now.
pub(super) struct Next<'i> {
    /// The moment.
    pub(super) at: Timestamp,
    /// The files of the advisories that come out, or are withdrawn.
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
        let changes = inputs.project.advisories.iter().filter_map(|advisory| {
            let file = inputs.sources.get(advisory.file).path.as_str();
            Some((change(advisory, inputs.clock)?, file))
        });
        let changes: BTreeSet<_> = changes.collect();
        let (at, _) = *changes.first()?;
        let files = changes.into_iter().take_while(|change| change.0 == at);
        Some(Self {
            at,
            files: files.map(|(_, file)| file).collect(),
        })
    }
}

/// When an advisory will be seen otherwise, without anybody's doing: one of the
/// overlay has to be moved first.
fn change(advisory: &Advisory, clock: Timestamp) -> Option<Timestamp> {
    match advisory.state(clock) {
        State::Embargoed(until) if !advisory.overlay => until,
        State::Public => advisory
            .withdrawn
            .as_ref()
            .map(|withdrawn| withdrawn.at.value),
        State::Embargoed(_) | State::Draft | State::Withdrawn => None,
    }
}
