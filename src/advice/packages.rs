//! The exposure of every package of a site.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::exposure::Exposure;
use crate::model::config::PackageName;
use crate::model::{Advisory, Affected, Ecosystem, Package, Project, Support, Timestamp};
use crate::support::Schedule;

/// What a site can answer about versions: one [`Exposure`] for each package that
/// the project says anything of.
pub struct Advice<'a> {
    pub(super) packages: HashMap<PackageName, Arc<Exposure<'a>>>,
    /// What software without a registry is called.
    generic: PackageName,
}

/// A package, with all that an exposure is made of.
#[derive(Default)]
struct Named<'a> {
    support: Option<&'a Support>,
    /// With the entries that are about it.
    advisories: Vec<(&'a Advisory, Vec<&'a Affected>)>,
}

impl<'a> Advice<'a> {
    /// The packages that the project calls its own, and those that `advisories`
    /// are about, which are the ones that may be seen at `clock`.
    pub fn new(project: &'a Project, advisories: &[&'a Advisory], clock: Timestamp) -> Self {
        let config = &project.config;
        let mut packages: BTreeMap<PackageName, Named<'a>> = BTreeMap::new();
        for support in &project.support {
            let package = packages.entry(canonical(&support.package.value));
            package.or_default().support.get_or_insert(support);
        }
        for own in &config.packages {
            packages.entry(canonical(own)).or_default();
        }
        let is_generic = |name: &&PackageName| name.ecosystem.is_generic();
        let generic = packages.keys().find(is_generic).cloned();
        let generic = generic.unwrap_or_else(|| PackageName {
            ecosystem: Ecosystem::new("generic"),
            name: String::new(),
        });
        let own: Vec<PackageName> = packages.keys().cloned().collect();
        for advisory in advisories {
            let mut about: BTreeMap<PackageName, Vec<&Affected>> = BTreeMap::new();
            for affected in advisory.affected() {
                let name = name_of(affected, &generic);
                about.entry(name).or_default().push(affected);
            }
            if advisory.affected.is_none() {
                // It does not say which package it is about.
                about.extend(own.iter().map(|name| (name.clone(), Vec::new())));
            }
            for (name, entries) in about {
                let package = packages.entry(name).or_default();
                package.advisories.push((advisory, entries));
            }
        }
        let exposures = packages.into_par_iter().map(|(name, package)| {
            let schedule = match package.support {
                Some(support) => Schedule::new(support, clock.date()),
                None => Schedule::unknown(&name.ecosystem, config.branches),
            };
            let exposure = Exposure::of_entries(schedule, &name, package.advisories, config, clock);
            (name, Arc::new(exposure))
        });
        Self {
            packages: exposures.collect(),
            generic,
        }
    }

    /// The exposure of each package, by registry and name.
    pub fn all(&self) -> Vec<&Arc<Exposure<'a>>> {
        let mut all: Vec<_> = self.packages.values().collect();
        all.sort_by_key(|exposure| exposure.package());
        all
    }

    /// The exposure of a package, however its name is spelled; `None` where
    /// neither the project nor an advisory names it.
    pub fn of(&self, package: &PackageName) -> Option<&Arc<Exposure<'a>>> {
        self.packages.get(&canonical(package))
    }

    /// The exposure of the package that an entry is about.
    pub fn about(&self, affected: &Affected) -> Option<&Arc<Exposure<'a>>> {
        self.packages.get(&name_of(affected, &self.generic))
    }
}

fn name_of(affected: &Affected, generic: &PackageName) -> PackageName {
    let package = affected.package.as_ref();
    package.map_or_else(|| generic.clone(), Package::canonical)
}

fn canonical(name: &PackageName) -> PackageName {
    PackageName {
        ecosystem: name.ecosystem.clone(),
        name: name.ecosystem.canonical_name(&name.name).into_owned(),
    }
}
