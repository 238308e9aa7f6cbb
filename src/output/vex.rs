//! VEX: which known versions an advisory affects, which have a fix, and which never
//! had the defect (OpenVEX 0.2.0), for the whole site and by package; and the packages
//! once more as a repository that scanners fetch whole (VEX Repository Specification
//! 0.1).
//!
//! A reader hides a finding that is said to be fixed or none. So a version is said to
//! be so where every public advisory that has one of the ids agrees, and of what is
//! withdrawn, not evaluated or without versions nothing is said at all.

mod document;
mod package;
mod product;
mod register;
mod repository;
mod statement;
#[cfg(test)]
mod tests;

use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::model::Family;
pub(super) use register::standing_reports;

use document::Document;
use package::VexPackage;

/// A document without a statement is none: there is one of each package of which
/// something is said, and nothing at all where there is no such package.
pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if !site.config.makes(Family::Vex) {
        return;
    }
    let mut packages = VexPackage::all(site);
    packages.retain(|package| package.states_anything(site));
    if packages.is_empty() {
        return;
    }
    let whole_site = "What each advisory means for each release, as OpenVEX";
    claims.list(
        DataFile::fixed("vex/openvex.json", "application/json", whole_site),
        file(whole),
    );
    claims.list_kind(DataFile::fixed(
        "vex/pkg/{type}/{name}/vex.json",
        "application/json",
        "The same of one package",
    ));
    for package in packages {
        if let Some(path) = package.path() {
            claims.own(
                path,
                file(move |frame| of(frame, std::slice::from_ref(&package))),
            );
        }
    }
    repository::claim(site, claims);
}

fn whole(frame: &Frame<'_>) -> Vec<u8> {
    of(frame, &VexPackage::all(frame.site))
}

fn of(frame: &Frame<'_>, packages: &[VexPackage<'_>]) -> Vec<u8> {
    let document = Document::new(frame.site, frame.path, packages);
    document.map_or_else(Vec::new, |document| document.json())
}
