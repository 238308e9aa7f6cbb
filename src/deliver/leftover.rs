//! Clears away the old site, and whatever a killed build left.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::fault::{At, DeliverFault, Step};
use super::manifest::{MANIFEST, Manifest, RETIRED, STAGING};
use super::place::Place;
use super::staging::discard;
use super::survey::{Foreign, survey};

/// What stands at a name that is reserved for forewarn.
#[derive(PartialEq, Eq)]
enum State {
    Absent,
    /// Nothing is in it yet, or any more.
    Empty,
    /// A site that was being made.
    Staging,
    /// A site: the old one, or a new one that never took its place.
    Site,
    /// What is still there of the old one.
    Retired,
    /// Not ours.
    Unknown,
}

/// Puts back what a kill between the two renames of an exchange left: then
/// there is a site beside the target and none at it.
pub(super) fn restore(place: &Place) -> Step<()> {
    if state(&place.target)? != State::Absent {
        return Ok(());
    }
    for site in [&place.fresh, &place.old] {
        if state(site)? == State::Site {
            return fs::rename(site, &place.target).at("put the site at", &place.target);
        }
    }
    Ok(())
}

/// Clears away what killed builds left beside the target.
pub(super) fn clear(place: &Place) -> Step<()> {
    for tree in [&place.fresh, &place.old] {
        match state(tree)? {
            State::Absent => {}
            State::Empty => fs::remove_dir(tree).at("remove", tree)?,
            State::Staging => discard(tree)?,
            State::Site | State::Retired => retire(tree, &place.target)?,
            State::Unknown => {
                return Err(DeliverFault::refused(
                    format!(
                        "`{}` is where forewarn builds, and what is there is not forewarn's",
                        tree.display()
                    ),
                    "move it away and build again",
                ));
            }
        }
    }
    Ok(())
}

fn state(tree: &Path) -> Step<State> {
    let data = match tree.symlink_metadata() {
        Ok(data) => data,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(State::Absent),
        Err(fault) => return Err(fault).at("look at", tree),
    };
    let is_file = |name: &str| {
        let data = tree.join(name).symlink_metadata();
        data.is_ok_and(|data| data.is_file())
    };
    Ok(if !data.is_dir() {
        State::Unknown
    } else if is_file(STAGING) {
        State::Staging
    } else if is_file(MANIFEST) {
        State::Site
    } else if is_file(RETIRED) {
        State::Retired
    } else if fs::read_dir(tree).at("look into", tree)?.next().is_none() {
        State::Empty
    } else {
        State::Unknown
    })
}

/// Removes the old site at `tree`: the files of its manifest and the folders
/// they leave empty. What is not forewarn's goes to the site at `target`, unless
/// it is there already. Cut short, it can be run again.
fn retire(tree: &Path, target: &Path) -> Step<()> {
    let (mark, retired) = (tree.join(MANIFEST), tree.join(RETIRED));
    let manifest = match Manifest::load(tree, MANIFEST)? {
        Some(manifest) => manifest,
        None => Manifest::load(tree, RETIRED)?.unwrap_or_default(),
    };
    let mut folders = manifest.folders();
    let new = Manifest::load(target, MANIFEST)?.unwrap_or_default();
    folders.extend(new.folders());
    let found = survey(tree, &manifest, &folders)?;
    for foreign in &found.foreign {
        hand_over(foreign, tree, target)?;
    }
    if mark.exists() {
        fs::rename(&mark, &retired).at("rename", &mark)?;
    }
    found.ours.par_iter().try_for_each(|path| {
        let path = tree.join(path);
        fs::remove_file(&path).at("remove", &path)
    })?;
    for folder in found.folders.iter().rev() {
        let folder = tree.join(folder);
        fs::remove_dir(&folder).at("remove", &folder)?;
    }
    fs::remove_file(&retired).at("remove", &retired)?;
    fs::remove_dir(tree).at("remove", tree)
}

/// Moves what is not ours to the site, or drops it where the site has the same.
fn hand_over(foreign: &Foreign, tree: &Path, target: &Path) -> Step<()> {
    let here = tree.join(&foreign.path);
    let there = target.join(&foreign.path);
    match there.symlink_metadata() {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = there.parent() {
                fs::create_dir_all(folder).at("make", folder)?;
            }
            fs::rename(&here, &there).at("move", &here)
        }
        Err(fault) => Err(fault).at("look at", &there),
        Ok(data) if foreign.is_file && data.is_file() && is_same(&here, &there)? => {
            fs::remove_file(&here).at("remove", &here)
        }
        Ok(_) => Err(DeliverFault::refused(
            format!(
                "`{}` and `{}` differ, and neither can be given up",
                here.display(),
                there.display()
            ),
            "the first was left by an earlier build: move the one to keep to the second place, remove the other and build again",
        )),
    }
}

fn is_same(a: &Path, b: &Path) -> Step<bool> {
    let data = |path: &Path| path.symlink_metadata().at("look at", path);
    let (one, other) = (data(a)?, data(b)?);
    if super::identity(&one).is_some() && super::identity(&one) == super::identity(&other) {
        return Ok(true);
    }
    let read = |path: &Path| fs::read(path).at("read", path);
    Ok(one.len() == other.len() && read(a)? == read(b)?)
}
