//! The ends that the rule sets. Each phase lasts until some conditions are met, and
//! each condition is a day: a period after the release of the series, or the release
//! of a newer one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::awaited::Awaited;
use super::cycle::CyclePhase;
use super::end::{End, both, earlier};
use super::ends::CycleEnds;
use super::group::{Group, groups, long_term};
use super::moment::Moment;
use super::naming::Naming;
use super::successors::Successors;
use crate::model::Support;
use crate::model::support::{
    EarlierRule, Length, Next, Phase, Rounding, Rule, Successor, Unit, Until,
};
use crate::source::{Span, Spanned};

/// What the rule needs to know of all groups to end one.
pub(super) struct Scheme<'a> {
    support: &'a Support,
    naming: &'a Naming,
    groups: &'a [Group<'a>],
    /// Today's phases.
    phases: Vec<Phase>,
    /// The rules of older series, those of the oldest first.
    earlier: Vec<&'a EarlierRule>,
    /// Which groups have long-term support.
    lts: Vec<bool>,
    /// When the major version of each came out.
    majors: Vec<Option<Moment>>,
    /// The ends that newer series set, by the series that the rules wait for.
    superseded: BTreeMap<Next, Vec<Option<End>>>,
}

impl<'a> Scheme<'a> {
    pub(super) fn new(support: &'a Support, naming: &'a Naming, groups: &'a [Group<'a>]) -> Self {
        let phases = match &support.rule {
            Rule::Phases(phases) => phases.clone(),
            Rule::Latest(latest) => vec![until_superseded(support, latest.count.get() - 1)],
            Rule::Dates => Vec::new(),
        };
        let majors = self::groups(&support.releases, naming, |name| {
            let major = naming.unit(Unit::Major, &name.text().value);
            major.map(Cow::into_owned)
        });
        let place: BTreeMap<&str, usize> = majors
            .iter()
            .enumerate()
            .map(|(at, group)| (group.name.as_str(), at))
            .collect();
        let place = groups.iter().map(|group| {
            let major = naming.unit(Unit::Major, &group.name)?;
            place.get(&*major).copied()
        });
        let successors = Successors {
            support,
            groups,
            place: place.collect(),
            majors: &majors,
            lts: long_term(support, naming, groups),
        };
        let rules = support.earlier.iter();
        let older = rules.flat_map(|rule| rule.phases.iter().chain(&rule.majors));
        let all = phases.iter().chain(&support.majors).chain(older);
        let conditions = all.flat_map(|phase| phase.length.all.iter().chain(&phase.length.lts));
        let mut superseded = BTreeMap::new();
        for until in conditions {
            if let Until::Next(next, _) = until {
                superseded
                    .entry(*next)
                    .or_insert_with(|| successors.end(*next));
            }
        }
        let mut earlier: Vec<&EarlierRule> = support.earlier.iter().rev().collect();
        earlier.sort_by(|a, b| naming.compare_starts(&a.before.value, &b.before.value));
        let out = |place: &Option<usize>| majors[(*place)?].out;
        Self {
            support,
            naming,
            groups,
            phases,
            earlier,
            majors: successors.place.iter().map(out).collect(),
            lts: successors.lts,
            superseded,
        }
    }

    /// What ends the group at `at`.
    pub(super) fn cycle(&self, at: usize) -> CycleEnds {
        let group = &self.groups[at];
        let (rule, major) = self.rule(&group.name);
        let major = major.and_then(|major| self.end(major, at, self.majors[at]));
        // No phase of support outlives the major version, or the end that is given.
        let given = group.given();
        let major = major.map(|major| major.not_before(group.out));
        let cap = given.clone().or(major);
        let lts = self.lts[at];
        let own = rule.iter().filter(|phase| phase.length.of(lts).is_some());
        let own: Vec<&Phase> = own.collect();
        let last = own.iter().rposition(|phase| !phase.extended);
        // Support is there until it is over itself, and all that comes before it.
        let mut so_far: Option<Option<End>> = None;
        let mut awaits: Option<Awaited> = None;
        // What is no support waits for nothing that support waits for; where that
        // has a day, it is there until then.
        let mut at_least: Option<End> = None;
        let mut phases: Vec<CyclePhase> = Vec::new();
        for (index, phase) in own.into_iter().enumerate() {
            let name = &phase.name.value;
            let by_rule = || self.end(phase, at, group.out);
            let own = group.given_of_phase(name).or_else(by_rule);
            let waits = own.is_none().then(|| self.awaits(phase, at));
            let (end, waits) = if phase.extended {
                let end = own.and_then(|own| match &at_least {
                    Some(support) => both(Some(support.clone()), Some(own)),
                    None => Some(own),
                });
                (end, waits.flatten())
            } else {
                awaits = waits.unwrap_or(awaits);
                let promised = match so_far.take() {
                    None => own,
                    Some(before) => own.and_then(|own| both(before, Some(own))),
                };
                so_far = Some(promised.clone());
                let end = match &given {
                    Some(given) if Some(index) == last => Some(given.clone()),
                    _ => earlier(promised, cap.clone()),
                };
                at_least = end.as_ref().and_then(End::certain).cloned();
                (end, awaits)
            };
            phases.push(CyclePhase {
                name: name.clone(),
                awaits: waits.filter(|_| end.is_none()),
                end,
                extended: phase.extended,
            });
        }
        let last = last.map(|last| &phases[last]);
        let eol = match last {
            Some(last) => last.end.clone(),
            // Without a phase of support it has none.
            None => group.out.filter(|_| !rule.is_empty()).map(End::unsupported),
        };
        let awaits = last.and_then(|last| last.awaits);
        if matches!(self.support.rule, Rule::Latest(_)) {
            phases.clear();
        }
        CycleEnds::new(group, phases, eol, awaits)
    }

    /// The phases of a series, and how long its major version lasts: by the rule of
    /// its age.
    fn rule(&self, name: &str) -> (&[Phase], Option<&Phase>) {
        let holds = |rule: &&EarlierRule| self.naming.compare_starts(name, &rule.before.value);
        let first = self.earlier.partition_point(|rule| holds(rule).is_ge());
        match self.earlier.get(first) {
            Some(rule) => (&rule.phases, rule.majors.as_ref()),
            None => (&self.phases, self.support.majors.as_ref()),
        }
    }

    /// The end of a phase of the group at `at` that begins at `out`.
    fn end(&self, phase: &Phase, at: usize, out: Option<Moment>) -> Option<End> {
        let round = phase.round.as_ref();
        let conditions = phase.length.of(self.lts[at])?.iter();
        let ends = conditions.map(|until| self.condition(*until, at, out, round));
        let end = ends.reduce(both).flatten()?;
        Some(end.not_before(out))
    }

    /// What a phase of the group at `at` waits for that has no end: nothing where
    /// that is announced one day.
    fn awaits(&self, phase: &Phase, at: usize) -> Option<Awaited> {
        let conditions = phase.length.of(self.lts[at])?;
        if conditions.contains(&Until::Announced) {
            return None;
        }
        conditions.iter().find_map(|until| match until {
            Until::Next(next, later) if self.superseded.get(next)?[at].is_none() => {
                Some(Awaited::new(self.support, *next, *later))
            }
            _ => None,
        })
    }

    fn condition(
        &self,
        until: Until,
        at: usize,
        out: Option<Moment>,
        round: Option<&Rounding>,
    ) -> Option<End> {
        let promised = |day: Moment| End::promised(day.rounded(round));
        match until {
            Until::For(period) => out.map(|out| promised(out.plus(period))),
            Until::Next(next, then) => {
                let end = self.superseded.get(&next)?[at].clone()?;
                Some(match then {
                    None => end,
                    Some(period) => promised(end.day.plus(period)),
                })
            }
            Until::Announced => None,
        }
    }
}

/// `support: {latest: n}` as a phase.
fn until_superseded(support: &Support, skipped: usize) -> Phase {
    let of = Successor::Series;
    Phase {
        name: Spanned::new(String::new(), Span::file(support.file)),
        length: Length {
            all: vec![Until::Next(Next { of, skipped }, None)],
            lts: None,
        },
        round: None,
        extended: false,
    }
}
