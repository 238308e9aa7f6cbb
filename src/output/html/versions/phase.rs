//! A phase of a series, in a table and on the page of a release.

use jiff::civil::Date;
use serde::Serialize;

use crate::output::html::day::EndView;
use crate::output::versions::{extended_name, phase_name};
use crate::support::{CyclePhase, ReleaseCycle};
use crate::theme::Language;

/// A phase of a series.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseView {
    /// What it is called.
    pub name: String,
    /// Whether it is no support, but for those who pay, or by others.
    pub extended: bool,
    /// Whether the series has it.
    pub exists: bool,
    /// When it ends, when that is known.
    pub end: Option<EndView>,
    /// Whether the end depends on releases to come.
    pub end_depends: bool,
}

impl PhaseView {
    pub(super) fn new(
        language: &Language,
        cycle: &ReleaseCycle,
        of: &CyclePhase,
        today: Date,
    ) -> Self {
        let phase = cycle.phases.iter().find(|phase| phase.name == of.name);
        let end = phase.and_then(|phase| phase.end.as_ref());
        Self {
            name: label(language, of),
            extended: of.extended,
            exists: phase.is_some(),
            end: end.map(|end| EndView::new(language, end, today)),
            end_depends: phase.is_some_and(|phase| phase.awaits.is_some()),
        }
    }

    /// A phase that is no support, by its bare name.
    pub(super) fn running(language: &Language, phase: &CyclePhase, today: Date) -> Self {
        Self {
            name: extended_name(language, &phase.name),
            extended: true,
            exists: true,
            end: (phase.end.as_ref()).map(|end| EndView::new(language, end, today)),
            end_depends: phase.awaits.is_some(),
        }
    }
}

/// What a phase is called: whether it is support has to be seen.
pub(super) fn label(language: &Language, phase: &CyclePhase) -> String {
    if phase.extended {
        return language.fill("phase_extended", [("phase", phase.name.as_str().into())]);
    }
    phase_name(language, &phase.name)
}
