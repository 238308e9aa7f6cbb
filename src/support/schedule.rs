//! The schedule: every series and release of a package on one day.

use std::borrow::Cow;

use jiff::civil::Date;

use super::awaited::Awaited;
use super::cycle::{CyclePhase, KnownRelease, ReleaseCycle, State};
use super::end::{Cause, End};
use super::ends::{CycleEnds, Ends};
use super::group::{Group, groups, long_term};
use super::naming::Naming;
use crate::model::config::Branching;
use crate::model::support::{Latest, Release, ReleaseName, Rule, Unit, When};
use crate::model::{Ecosystem, Support};
use crate::version::{Order, branch};

/// The series and releases of a package, and where they stand on one day.
#[derive(Clone, Debug)]
pub struct Schedule {
    naming: Naming,
    /// What the rule counts, when it is not the series.
    counts_releases: bool,
    cycles: Vec<ReleaseCycle>,
    releases: Vec<KnownRelease>,
}

impl Schedule {
    /// The schedule on `today`, the date of the clock in UTC.
    pub fn new(support: &Support, today: Date) -> Self {
        let naming = Naming::new(support);
        let groups = groups(&support.releases, &naming, |name| cycle_name(&naming, name));
        let ends = Ends::new(support, &naming, &groups);
        let lts = long_term(support, &naming, &groups);
        let cycles = groups
            .iter()
            .enumerate()
            .map(|(at, group)| cycle(group, ends.cycle(at), lts[at], today))
            .collect();
        let counts_releases = matches!(
            support.rule,
            Rule::Latest(Latest {
                of: Unit::Release,
                ..
            })
        );
        let mut schedule = Self {
            naming,
            counts_releases,
            cycles,
            releases: Vec::new(),
        };
        for (at, release) in schedule.known(&support.releases, &ends, today) {
            if let Some(at) = at.filter(|_| !release.is_prerelease) {
                // In order: the last one stays.
                schedule.cycles[at].latest = Some(release.clone());
            }
            schedule.releases.push(release);
        }
        schedule
    }

    /// The schedule of a package of which nobody says which releases there are.
    pub fn unknown(ecosystem: &Ecosystem, branching: Branching) -> Self {
        Self {
            naming: Naming::unknown(ecosystem, branching),
            counts_releases: false,
            cycles: Vec::new(),
            releases: Vec::new(),
        }
    }

    /// How versions of the package are ordered.
    pub fn order(&self) -> Order {
        self.naming.order
    }

    /// Every series, oldest first, those to come included.
    pub fn cycles(&self) -> &[ReleaseCycle] {
        &self.cycles
    }

    /// Every release that is out, oldest version first, pre-releases included.
    pub fn releases(&self) -> &[KnownRelease] {
        &self.releases
    }

    /// The series that a version belongs to, known or not.
    pub fn cycle_of(&self, version: &str) -> Option<&ReleaseCycle> {
        let name = self.naming.series(version)?;
        self.cycle(&name)
    }

    /// Which releases make one series.
    pub fn unit(&self) -> Unit {
        self.naming.series
    }

    /// The name of the series that a version belongs to, known or not.
    pub fn series<'v>(&'v self, version: &'v str) -> Option<Cow<'v, str>> {
        self.naming.series(version)
    }

    /// The series of that name.
    pub fn cycle(&self, name: &str) -> Option<&ReleaseCycle> {
        self.cycle_index(name).map(|at| &self.cycles[at])
    }

    /// The release of that version, by the equality of its ecosystem.
    pub fn release(&self, version: &str) -> Option<&KnownRelease> {
        let order = self.naming.order;
        let at = self
            .releases
            .binary_search_by(|release| order.compare(&release.version, version));
        at.ok().map(|at| &self.releases[at])
    }

    /// Whether a version gets security fixes: it is no pre-release, and its
    /// series is supported, or itself where single releases are counted. Of a
    /// series it may be any release: the fix comes as a newer one.
    pub fn is_supported(&self, version: &str) -> bool {
        if self.is_prerelease(version) {
            return false;
        }
        let maintained = self
            .cycle_of(version)
            .is_some_and(ReleaseCycle::is_maintained);
        match self.release(version) {
            Some(release) => maintained && !release.has_ended,
            None => maintained && !self.counts_releases,
        }
    }

    /// What the end of a supported release waits for: the same as that of its series,
    /// where it has no day either.
    pub fn awaits(&self, release: &KnownRelease) -> Option<Awaited> {
        let waits = release.eol.is_none() && self.is_supported(&release.version);
        self.cycle_of(&release.version)?.awaits.filter(|_| waits)
    }

    /// What goes on for a release without support, though it is none.
    pub fn extended(&self, release: &KnownRelease, today: Date) -> Option<&CyclePhase> {
        let phase = self.cycle_of(&release.version)?.extended()?;
        let passed = phase.end.as_ref().is_some_and(|end| end.has_passed(today));
        (release.has_ended && !release.is_prerelease && !passed).then_some(phase)
    }

    /// Whether a version is only a preview of a release: not where a project has
    /// nothing but such versions.
    pub fn is_prerelease(&self, version: &str) -> bool {
        self.naming.is_prerelease(version)
    }

    /// Whether a branch, by the name that an advisory gives it (`4.2`, `v4.2`,
    /// `stable/4.2`, or a version of it), is the series of that name, or one of
    /// those that begin alike (`4`).
    pub(crate) fn is_branch(&self, series: &str, name: &str) -> bool {
        let told = branch::numbers(name);
        name == series
            || told.is_some_and(|told| {
                let rest = series.strip_prefix(&told);
                self.naming.series(&told).as_deref() == Some(series)
                    || rest.is_some_and(|rest| rest.starts_with('.'))
            })
    }

    /// The exceptions to the rule that count on the day of the schedule: each
    /// series that ends on a day of its own, with its last day.
    pub fn exceptions(&self) -> Vec<(&str, Date)> {
        let exceptions = self.cycles().iter().rev().filter_map(|cycle| {
            let eol = cycle.eol.as_ref()?;
            let given = eol.cause == Cause::Given && cycle.is_maintained();
            Some((cycle.cycle.as_str(), eol.day.date().filter(|_| given)?))
        });
        exceptions.collect()
    }

    pub(crate) fn naming(&self) -> &Naming {
        &self.naming
    }

    pub(crate) fn cycle_index(&self, name: &str) -> Option<usize> {
        let by_name = |cycle: &ReleaseCycle| self.naming.compare(&cycle.cycle, name);
        self.cycles.binary_search_by(by_name).ok()
    }

    /// The entries that are out, in order, each version once, with the places of their
    /// series.
    fn known(
        &self,
        entries: &[Release],
        ends: &Ends,
        today: Date,
    ) -> Vec<(Option<usize>, KnownRelease)> {
        let known = entries.iter().filter_map(|entry| {
            let ReleaseName::Version(version) = &entry.name else {
                return None;
            };
            let version = &version.value;
            let date = match &entry.when {
                When::On(date) if date.value <= today => Some(date.value),
                When::Undated => None,
                When::On(_) | When::Expected(_) => return None,
            };
            let cycle = self.naming.series(version).map(Cow::into_owned);
            let at = cycle.as_ref().and_then(|name| self.cycle_index(name));
            let eol = at.and_then(|at| ends.release(at, version).cloned());
            let eol = eol.map(|eol| eol.known_on(today));
            let release = KnownRelease {
                version: version.clone(),
                date,
                is_prerelease: self.is_prerelease(version),
                has_ended: eol.as_ref().is_some_and(|eol| eol.has_passed(today)),
                cycle,
                eol,
                link: entry.link.as_ref().map(|link| link.value.clone()),
                bundled: entry.bundled.clone(),
                span: entry.span,
            };
            Some((at, release))
        });
        let order = self.naming.order;
        let mut known: Vec<(Option<usize>, KnownRelease)> = known.collect();
        known.sort_by(|(_, a), (_, b)| order.compare(&a.version, &b.version));
        known.dedup_by(|(_, a), (_, b)| order.compare(&a.version, &b.version).is_eq());
        known
    }
}

pub(super) fn cycle_name(naming: &Naming, name: &ReleaseName) -> Option<String> {
    match name {
        ReleaseName::Version(version) => naming.series(&version.value).map(Cow::into_owned),
        ReleaseName::Series(series) => Some(series.value.clone()),
    }
}

fn cycle(group: &Group<'_>, ends: &CycleEnds, lts: bool, today: Date) -> ReleaseCycle {
    let has_passed = |end: &Option<End>| end.as_ref().is_some_and(|end| end.has_passed(today));
    let state = if !group.out.is_some_and(|out| out.is_out(today)) {
        State::Future
    } else if has_passed(&ends.eol) {
        State::EndOfLife
    } else {
        let mut phases = ends.phases.iter().filter(|phase| !phase.extended);
        let phase = phases.find(|phase| !has_passed(&phase.end));
        State::Supported(phase.map(|phase| phase.name.clone()))
    };
    let of_series = |entry: &&&Release| matches!(entry.name, ReleaseName::Series(_));
    let series = group.entries.iter().find(of_series);
    let link = series.and_then(|entry| entry.link.as_ref());
    let mut codenames = group
        .entries
        .iter()
        .filter_map(|entry| entry.codename.as_ref());
    let known = |end: &Option<End>| end.clone().map(|end| end.known_on(today));
    let phases = ends.phases.iter().map(|phase| CyclePhase {
        end: known(&phase.end),
        ..phase.clone()
    });
    ReleaseCycle {
        cycle: group.name.clone(),
        codename: codenames.next().cloned(),
        release: group.out,
        latest: None,
        lts,
        phases: phases.collect(),
        eol: known(&ends.eol),
        awaits: ends.awaits,
        state,
        link: link.map(|link| link.value.clone()),
    }
}
