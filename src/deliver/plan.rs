//! What a build is to change, and what it must not.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::fault::{At, DeliverFault, Step};
use super::manifest::{HEAD, MANIFEST, MARKS, Manifest, RETIRED, STAGING};
use super::mount::is_mount_point;
use super::place::Place;
use super::staging::Staging;
use super::survey::{Survey, survey};
use super::{Delivered, identity, leftover};
use crate::model::SitePath;

/// What stands at the target and what is to stand there.
pub(super) struct Plan<'p> {
    place: &'p Place,
    /// The directory that stands there; `None` when there is none.
    standing: Option<fs::Metadata>,
    /// What forewarn wrote into it.
    pub(super) old: Option<Manifest>,
    /// What it is to write now.
    pub(super) new: Manifest,
    /// What is in the directory.
    found: Survey,
}

impl<'p> Plan<'p> {
    /// Clears away what killed builds left, and looks at what is there. Errs
    /// when it cannot be replaced by `paths`.
    pub(super) fn new(place: &'p Place, paths: &[SitePath]) -> Step<Self> {
        let new = Manifest::new(paths);
        let standing = directory(&place.target)?;
        let old = match standing {
            Some(_) => claim(&place.target)?,
            None => None,
        };
        leftover::clear(place)?;
        let mut plan = Self {
            place,
            standing,
            old,
            new,
            found: Survey::default(),
        };
        if plan.standing.is_some() {
            let manifest = plan.old.clone().unwrap_or_default();
            let mut folders = manifest.folders();
            folders.extend(plan.new.folders());
            plan.found = survey(&place.target, &manifest, &folders)?;
            plan.found.can_be_replaced(&place.target)?;
        }
        plan.no_rivals()?;
        Ok(plan)
    }

    /// Errs when the site would need the place of something foreign.
    fn no_rivals(&self) -> Step<()> {
        let foreign = self.found.foreign.iter().map(|foreign| &foreign.path);
        let foreign = foreign.filter_map(|path| path.to_str());
        for path in foreign.chain(MARKS) {
            if let Some(rival) = self.new.rival(path) {
                return Err(DeliverFault::refused(
                    format!(
                        "`{}` was not written by forewarn, and is in the way of the site's `{rival}`",
                        self.place.target.join(path).display()
                    ),
                    "move it away, or take the other out of the site",
                ));
            }
        }
        Ok(())
    }

    /// All folders of the new directory, each after the one it lies in.
    pub(super) fn folders(&self) -> BTreeSet<PathBuf> {
        let foreign = self.found.foreign.iter();
        let around_foreign = foreign.flat_map(|foreign| foreign.path.ancestors().skip(1));
        let around_foreign = around_foreign.map(Path::to_owned);
        let mut folders: BTreeSet<_> = around_foreign.collect();
        folders.remove(Path::new(""));
        folders.extend(self.new.folders().into_iter().map(PathBuf::from));
        folders
    }

    /// Whether the site that stands has the same file.
    pub(super) fn has(&self, path: &SitePath, bytes: &[u8]) -> bool {
        let there = || self.place.target.join(path.as_str());
        // One that cannot be read is written anew.
        self.found.ours.contains(path.as_str()) && holds(&there(), bytes).unwrap_or(false)
    }

    /// The numbers of a site of so many files, so many of them unchanged.
    pub(super) fn tally(&self, files: usize, unchanged: usize) -> Delivered {
        let ours = self.found.ours.iter();
        let foreign = self.found.foreign.iter();
        Delivered {
            files,
            written: files - unchanged,
            unchanged,
            removed: ours.filter(|path| !self.new.contains(path)).count(),
            foreign: foreign.map(|foreign| foreign.path.clone()).collect(),
            closed: None,
        }
    }

    /// The first of the site's folders and files that others cannot read. The files
    /// that were written are all as the first of them; `kept` are the others, sorted.
    pub(super) fn closed(&self, paths: &[SitePath], kept: &[&SitePath]) -> Option<PathBuf> {
        let folders = self.new.folders().into_iter().map(PathBuf::from);
        let is_kept = |path: &&SitePath| kept.binary_search(path).is_ok();
        let written = paths.iter().find(|path| !is_kept(path));
        let judged = |path: &&SitePath| is_kept(path) || Some(*path) == written;
        let files = paths.iter().filter(judged);
        let files = files.map(|path| PathBuf::from(path.as_str()));
        let all = std::iter::once(PathBuf::new()).chain(folders).chain(files);
        let mut all = all.map(|below| self.place.target.join(below));
        all.find(|path| !is_open(path))
    }

    /// Completes the staging directory with what stays, and makes it the site.
    pub(super) fn finish(&self, staging: Staging<'_>, kept: &[&SitePath]) -> Step<()> {
        let keep = |path: &&SitePath| staging.keep(path.as_str());
        let mut foreign = self.found.foreign.iter().filter(|foreign| foreign.is_file);
        let all_kept = (kept.par_iter().try_for_each(keep))
            .and_then(|()| foreign.try_for_each(|foreign| staging.keep(&foreign.path)));
        // Asked first: a directory that is gone says more than a file in it.
        let now = self.still_standing()?;
        all_kept?;
        let has_manifest = self.old.as_ref() == Some(&self.new);
        staging.publish(now.is_some(), has_manifest)?;
        leftover::clear(self.place).map_err(|why| DeliverFault::Leftover(Box::new(why)))
    }

    /// The directory that stands; errs when it is not the one that was planned
    /// with.
    fn still_standing(&self) -> Step<Option<fs::Metadata>> {
        let now = directory(&self.place.target)?;
        let identity_of = |data: &Option<fs::Metadata>| data.as_ref().map(identity);
        if identity_of(&now) != identity_of(&self.standing) {
            return Err(DeliverFault::Busy {
                message: format!(
                    "`{}` has become another directory while the site was built",
                    self.place.target.display()
                ),
                help: "build again".to_owned(),
            });
        }
        Ok(now)
    }
}

/// The directory at `target`; `None` when nothing is there. Errs when something
/// else is, or what is there cannot be moved.
fn directory(target: &Path) -> Step<Option<fs::Metadata>> {
    let kind = match target.symlink_metadata() {
        Ok(_) if is_mount_point(target) => return Err(DeliverFault::mounted(target)),
        Ok(data) if data.is_dir() => return Ok(Some(data)),
        Ok(data) if data.is_symlink() => "a symbolic link",
        Ok(_) => "not a directory",
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => return Err(fault).at("look at", target),
    };
    Err(DeliverFault::refused(
        format!("`{}` is {kind}", target.display()),
        "choose a directory with `--output`, or `output` in forewarn.yaml",
    ))
}

/// The manifest of the directory at `target`; `None` when it is empty. Errs when
/// others have written there.
fn claim(target: &Path) -> Step<Option<Manifest>> {
    // In the old site after the exchange, these would have all of it removed.
    for mark in [STAGING, RETIRED] {
        let path = target.join(mark);
        if path.symlink_metadata().is_ok() {
            return Err(DeliverFault::refused(
                format!("`{}` has no place in a whole site", path.display()),
                format!(
                    "see that nothing in `{}` is needed, remove it and build again",
                    target.display()
                ),
            ));
        }
    }
    if let Some(manifest) = Manifest::load(target, MANIFEST)? {
        return Ok(Some(manifest));
    }
    let Some(entry) = fs::read_dir(target).at("look into", target)?.next() else {
        return Ok(None);
    };
    let entry = entry.at("look into", target)?;
    let target = target.display();
    Err(DeliverFault::refused(
        format!(
            "`{target}` was not written by forewarn: it holds `{}`",
            entry.file_name().display()
        ),
        format!(
            "choose another directory with `--output`, or empty this one; to keep what is in it beside the site, write the line `{HEAD}` to `{target}/{MANIFEST}`"
        ),
    ))
}

/// Whether the file at `path` holds `bytes`.
fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = fs::File::open(path)?;
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut old = Vec::with_capacity(bytes.len() + 1);
    file.read_to_end(&mut old)?;
    Ok(old == bytes)
}

/// Whether other accounts of the machine may read what is at `path`, as the mask
/// of modes has it: nothing here sets a mode.
#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;

    path.symlink_metadata().map_or(true, |data| {
        let wanted = if data.is_dir() { 0o005 } else { 0o004 };
        data.permissions().mode() & wanted == wanted
    })
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    true
}
