//! The only module that writes the site.
//!
//! A site is made in a directory beside the one that is served, and the two
//! change places when it is whole: whoever looks at the target sees the old
//! site or the new one. A manifest in the site lists what forewarn wrote there,
//! and nothing else is ever removed. No step needs the one before it to have
//! ended well: a build begins by clearing away what a killed one left.
//!
//! Of all files only the manifest is forced to the disk. Whoever loses power
//! within seconds of a build may find files empty; since the manifest is there
//! and files are compared by their bytes, the next build mends them. To force
//! all to the disk would cost an `fsync` a file (ten thousand take minutes), or
//! one `syncfs`, which waits for whatever else the machine has yet to write.
//!
//! | on disk | is |
//! |---|---|
//! | `public/.forewarn-manifest` | the list of files of the site there |
//! | `.public.forewarn-new/.forewarn-staging` | a site that is being made |
//! | `.public.forewarn-new/.forewarn-manifest` | the old site after the exchange |
//! | `.public.forewarn-old` | the same where names cannot change places in one step |
#![expect(
    clippy::disallowed_methods,
    reason = "writing the site is this module's job"
)]

mod exchange;
mod fault;
mod leftover;
mod lock;
mod manifest;
mod place;
mod staging;
mod survey;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::model::SitePath;
pub use fault::PublishFault;
use fault::{At, Step};
use manifest::{HEAD, MANIFEST, Manifest, STAGING};
use place::Place;
use staging::Staging;
use survey::{Survey, survey};

/// What a build did to the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// How many files the site has.
    pub files: usize,
    /// How many of them are new or have changed.
    pub written: usize,
    /// How many are the very files of the site before, time and all.
    pub unchanged: usize,
    /// How many of the site before are no longer there.
    pub removed: usize,
    /// What lies in the directory, was not written by forewarn and was kept:
    /// paths from the directory, sorted; a folder stands for all in it.
    pub foreign: Vec<PathBuf>,
}

/// Makes the bytes of one path, out of what lives for `'s`; called once for
/// each, from any thread.
pub type Render<'r, 's, F> = dyn Fn(&SitePath) -> Result<Cow<'s, [u8]>, F> + Sync + 'r;

/// Renders every one of `paths` and makes them the site at `target`.
///
/// `target` must be absent, empty, or written by forewarn before. Neither may
/// it lie in one of `inputs` (which need not exist) nor the reverse; the root
/// itself, inside which the output commonly lies, is not one of them. Rendering
/// runs on all cores; `progress` is told how many files are done, from any of
/// them. Another build into the same folder is waited for.
///
/// Foreign files in `target` stay: regular files are there at every instant,
/// folders and links are moved right after the exchange.
///
/// On any fault but [`PublishFault::Leftover`] the old site is as it was.
pub fn publish<F: Error + Send>(
    target: &Path,
    inputs: &[&Path],
    paths: &[SitePath],
    render: &Render<'_, '_, F>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Published, PublishFault<F>> {
    let place = Place::new(target, inputs).map_err(PublishFault::widen)?;
    let _lock = lock::wait(&place).map_err(PublishFault::widen)?;
    let plan = Plan::new(&place, paths).map_err(PublishFault::widen)?;
    let staging = Staging::new(&place, &plan.new, plan.folders()).map_err(PublishFault::widen)?;
    let kept = fill(&staging, &plan, paths, render, progress)?;
    let published = plan.tally(paths.len(), kept.len());
    let is_unchanged = published.written == 0 && plan.old.as_ref() == Some(&plan.new);
    if !is_unchanged {
        plan.finish(staging, &kept).map_err(PublishFault::widen)?;
    }
    Ok(published)
}

/// Renders all files and writes those that differ from the site that stands;
/// gives the others. With several faults, the first in the order of `paths`.
fn fill<'p, F: Error + Send>(
    staging: &Staging<'_>,
    plan: &Plan<'_>,
    paths: &'p [SitePath],
    render: &Render<'_, '_, F>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<&'p SitePath>, PublishFault<F>> {
    let kept = Mutex::new(Vec::new());
    let done = AtomicUsize::new(0);
    let file = |path: &'p SitePath| {
        let bytes = render(path).map_err(PublishFault::Render)?;
        if plan.has(path, &bytes) {
            kept.lock().expect("no thread panics here").push(path);
        } else {
            let written = staging.write(path.as_str(), &bytes);
            written.map_err(PublishFault::widen)?;
        }
        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    };
    match paths.par_iter().find_map_first(|path| file(path).err()) {
        Some(fault) => Err(fault),
        None => Ok(kept.into_inner().expect("no thread panics there")),
    }
}

/// What stands at the target and what is to stand there.
struct Plan<'p> {
    place: &'p Place,
    /// The directory that stands there; `None` when there is none.
    standing: Option<fs::Metadata>,
    /// What forewarn wrote into it.
    old: Option<Manifest>,
    new: Manifest,
    found: Survey,
}

impl<'p> Plan<'p> {
    /// Puts in order what killed builds left, and looks at what is there. Errs
    /// when it cannot be replaced by `paths`.
    fn new(place: &'p Place, paths: &[SitePath]) -> Step<Self> {
        let new = Manifest::new(paths);
        leftover::restore(place)?;
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
        for path in foreign.chain([MANIFEST, STAGING]) {
            if let Some(rival) = self.new.rival(path) {
                return Err(PublishFault::refused(
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
    fn folders(&self) -> BTreeSet<PathBuf> {
        let foreign = self.found.foreign.iter();
        let around_foreign = foreign.flat_map(|foreign| foreign.path.ancestors().skip(1));
        let around_foreign = around_foreign.map(Path::to_owned);
        let mut folders: BTreeSet<_> = around_foreign.collect();
        folders.remove(Path::new(""));
        folders.extend(self.new.folders().into_iter().map(PathBuf::from));
        folders
    }

    /// Whether the site that stands has the same file.
    fn has(&self, path: &SitePath, bytes: &[u8]) -> bool {
        let there = self.place.target.join(path.as_str());
        // One that cannot be read is written anew.
        self.found.ours.contains(path.as_str()) && holds(&there, bytes).unwrap_or(false)
    }

    fn tally(&self, files: usize, unchanged: usize) -> Published {
        let ours = self.found.ours.iter();
        let foreign = self.found.foreign.iter();
        Published {
            files,
            written: files - unchanged,
            unchanged,
            removed: ours.filter(|path| !self.new.contains(path)).count(),
            foreign: foreign.map(|foreign| foreign.path.clone()).collect(),
        }
    }
    /// Completes the staging directory with what stays, and makes it the site.
    fn finish(&self, staging: Staging<'_>, kept: &[&SitePath]) -> Step<()> {
        let keep = |path: &&SitePath| staging.keep(path.as_str());
        kept.par_iter().try_for_each(keep)?;
        for foreign in self.found.foreign.iter().filter(|foreign| foreign.is_file) {
            staging.keep(&foreign.path)?;
        }
        let now = directory(&self.place.target)?;
        let identity_of = |data: &Option<fs::Metadata>| data.as_ref().map(identity);
        if identity_of(&now) != identity_of(&self.standing) {
            return Err(PublishFault::refused(
                format!(
                    "`{}` has become another directory while the site was built",
                    self.place.target.display()
                ),
                "build again",
            ));
        }
        let has_manifest = self.old.as_ref() == Some(&self.new);
        staging.publish(now.as_ref(), has_manifest)?;
        leftover::clear(self.place).map_err(|why| PublishFault::Leftover(Box::new(why)))
    }
}

/// The directory at `target`; `None` when nothing is there. Errs when something
/// else is.
fn directory(target: &Path) -> Step<Option<fs::Metadata>> {
    let kind = match target.symlink_metadata() {
        Ok(data) if data.is_dir() => return Ok(Some(data)),
        Ok(data) if data.is_symlink() => "a symbolic link",
        Ok(_) => "not a directory",
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => return Err(fault).at("look at", target),
    };
    Err(PublishFault::refused(
        format!("`{}` is {kind}", target.display()),
        "choose a directory with `--output`, or `output` in forewarn.yaml",
    ))
}

/// The manifest of the directory at `target`; `None` when it is empty. Errs when
/// others have written there.
fn claim(target: &Path) -> Step<Option<Manifest>> {
    if let Some(manifest) = Manifest::load(target)? {
        return Ok(Some(manifest));
    }
    let Some(entry) = fs::read_dir(target).at("look into", target)?.next() else {
        return Ok(None);
    };
    let entry = entry.at("look into", target)?;
    let target = target.display();
    Err(PublishFault::refused(
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

/// What tells a file or directory from every other, where the system has that.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn identity(data: &fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;

    Some((data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(test)]
mod tests;
