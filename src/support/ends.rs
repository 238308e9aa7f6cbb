//! What ends each series: the rule, and the days that win over it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::awaited::Awaited;
use super::cycle::CyclePhase;
use super::end::{End, later};
use super::group::{Group, groups};
use super::naming::Naming;
use super::scheme::Scheme;
use crate::model::Support;
use crate::model::support::{Rule, Unit};

/// The ends of every series and release.
pub(super) struct Ends {
    cycles: Vec<CycleEnds>,
    /// By version, where the rule counts something else than the series.
    versions: BTreeMap<String, Option<End>>,
}

pub(super) struct CycleEnds {
    pub(super) phases: Vec<CyclePhase>,
    pub(super) eol: Option<End>,
    pub(super) awaits: Option<Awaited>,
    /// Whether the project gives the end.
    given: bool,
}

impl Ends {
    pub(super) fn new(support: &Support, naming: &Naming, cycles: &[Group<'_>]) -> Self {
        let counted = counted(support);
        if counted == support.series {
            let scheme = Scheme::new(support, naming, cycles);
            return Self {
                cycles: (0..cycles.len()).map(|at| scheme.cycle(at)).collect(),
                versions: BTreeMap::new(),
            };
        }
        let units = groups(&support.releases, naming, |name| {
            let unit = naming.unit(counted, &name.text().value);
            unit.map(Cow::into_owned)
        });
        let scheme = Scheme::new(support, naming, &units);
        let mut versions = BTreeMap::new();
        // The same for all that wait.
        let mut awaits = None;
        for (at, unit) in units.iter().enumerate() {
            let CycleEnds {
                eol: end,
                awaits: waiting,
                ..
            } = scheme.cycle(at);
            awaits = awaits.or(waiting);
            for entry in &unit.entries {
                versions.insert(entry.name.text().value.clone(), end.clone());
            }
        }
        for group in cycles {
            for entry in &group.entries {
                if let Some(Some(end)) = versions.get_mut(&entry.name.text().value) {
                    *end = end.clone().not_before(group.out);
                }
            }
        }
        // A series has support while one of its releases has.
        let of_releases = |group: &Group<'_>| {
            let ends = group.entries.iter();
            let ends = ends.filter_map(|entry| versions.get(&entry.name.text().value));
            ends.cloned().reduce(later).flatten()
        };
        let cycle = |group| CycleEnds::new(group, Vec::new(), of_releases(group), awaits);
        Self {
            cycles: cycles.iter().map(cycle).collect(),
            versions,
        }
    }

    pub(super) fn cycle(&self, at: usize) -> &CycleEnds {
        &self.cycles[at]
    }

    /// The end of one release of the series at `at`.
    pub(super) fn release(&self, at: usize, version: &str) -> Option<&End> {
        let cycle = &self.cycles[at];
        match self.versions.get(version) {
            Some(own) if !cycle.given => own.as_ref(),
            _ => cycle.eol.as_ref(),
        }
    }
}

/// What the rule counts: the series, unless it says something else.
pub(super) fn counted(support: &Support) -> Unit {
    match &support.rule {
        Rule::Latest(latest) => latest.of,
        Rule::Phases(_) | Rule::Dates => support.series,
    }
}

impl CycleEnds {
    /// What the rule sets, unless the project gives the end.
    pub(super) fn new(
        group: &Group<'_>,
        phases: Vec<CyclePhase>,
        eol: Option<End>,
        awaits: Option<Awaited>,
    ) -> Self {
        let given = group.given();
        let is_given = given.is_some();
        let eol = given.or(eol);
        Self {
            phases,
            given: is_given,
            awaits: awaits.filter(|_| eol.is_none()),
            eol,
        }
    }
}
