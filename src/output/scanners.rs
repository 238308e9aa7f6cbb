//! Folders that package managers and scanners read as a source of advisories beside
//! their own: for Go, Composer and NuGet.
//!
//! Each is made where the project has a package of the registry. What was withdrawn is
//! left out, and so is what does not say which versions are affected, which no scanner
//! could tell apart.

mod composer;
mod go;
mod nuget;

use std::sync::Arc;

use serde::Serialize;

use super::{Claims, Frame, Material};
use crate::advice::Exposure;
use crate::model::config::SeverityDisplay;
use crate::model::{Advisory, Rating, SitePath, Timestamp};
use crate::version::interval::Interval;

const JSON: &str = "application/json";

pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    go::claim(site, claims);
    composer::claim(site, claims);
    nuget::claim(site, claims);
}

/// A package by the name that its registry finds it by. Registries that mirror another
/// may have one of the same name.
#[derive(Clone)]
struct Audited<'p> {
    name: String,
    exposures: Vec<Arc<Exposure<'p>>>,
}

impl<'p> Audited<'p> {
    /// The packages of a registry, by name.
    fn all(site: &Material<'p>, registry: &str) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for exposure in site.advice.of_registry(registry) {
            let package = exposure.package();
            let name = package.ecosystem.name_key(&package.name).into_owned();
            let exposure = Arc::clone(exposure);
            match all.iter_mut().find(|known| known.name == name) {
                Some(known) => known.exposures.push(exposure),
                None => all.push(Self {
                    name,
                    exposures: vec![exposure],
                }),
            }
        }
        all
    }

    /// What each advisory says is affected.
    fn extents(&self) -> impl Iterator<Item = (&'p Advisory, Vec<Interval>)> {
        self.exposures
            .iter()
            .flat_map(|exposure| exposure.extents())
    }
}

/// When a registry's part of the site last changed. What is withdrawn counts: that it
/// is gone is news.
fn newest(frame: &Frame<'_>, registry: &str) -> Option<Timestamp> {
    let about = frame.public.iter().filter(|advisory| {
        let mut packages = advisory.affected().filter_map(|a| a.package.as_ref());
        packages.any(|package| package.ecosystem.base() == registry)
    });
    let modified = about.map(|advisory| advisory.as_of(frame.view()).record_modified());
    modified.max()
}

/// How bad an advisory is, unless the project refuses to rank.
fn rating(frame: &Frame<'_>, advisory: &Advisory) -> Option<Rating> {
    let is_shown = frame.config.severity != SeverityDisplay::Off;
    is_shown.then(|| advisory.rating()).flatten()
}

/// The page of an advisory. These folders are made with a `base_url` only.
fn page(frame: &Frame<'_>, advisory: &Advisory) -> String {
    address(frame, &SitePath::advisory(&advisory.id.value))
}

fn address(frame: &Frame<'_>, path: &SitePath) -> String {
    let address = frame.config.address(path);
    address.unwrap_or_else(|| frame.path.relative(path))
}

fn path(path: &str) -> SitePath {
    SitePath::new(path).expect("a path of forewarn's own")
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("these structs have string keys only");
    bytes.push(b'\n');
    bytes
}
