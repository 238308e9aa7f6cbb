//! The only module that writes the site.
//!
//! A site is made in a directory beside the one that is served, and the two
//! change places when it is whole: whoever looks at the target sees the old
//! site or the new one. A manifest in the site lists what forewarn wrote there,
//! and nothing else is ever removed. No step needs the one before it to have
//! ended well: a build begins by clearing away what a killed one left.
//!
//! Nothing is forced to the disk, as nothing is by other generators. Whoever
//! loses power within seconds of a build may find files of it empty; files are
//! compared by their bytes, so that the next build mends them. The remedies
//! cost more than the harm: an `fsync` a file costs many times what writing it
//! does, and one `syncfs` waits for all that other programs have yet to write.
//!
//! | on disk | is |
//! |---|---|
//! | `public/.forewarn-manifest` | the list of files of the site there |
//! | `.public.forewarn-new/.forewarn-staging` | a site that is being made |
//! | `.public.forewarn-new/.forewarn-manifest` | the old site after the exchange |
//! | `.public.forewarn-new/.forewarn-retired` | what is still there of it |
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
mod mount;
mod place;
mod plan;
mod staging;
mod survey;

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::model::SitePath;
pub use fault::{DeliverFault, RenderFault};
use lock::Lock;
pub use manifest::{MANIFEST, listed};
use place::Place;
use plan::Plan;
use staging::Staging;

/// What a build did to the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
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
    /// A file or folder of the site that other accounts cannot read, the server
    /// of the site among them, if there is one.
    pub closed: Option<PathBuf>,
}

/// Makes the bytes of one path, out of what lives for `'s`; called once for
/// each, from any thread.
pub type Render<'r, 's> = dyn Fn(&SitePath) -> Result<Cow<'s, [u8]>, RenderFault> + Sync + 'r;

/// Whether a path may be published with these bytes; called once for each that
/// was rendered, from any thread. The last operand tells whether the site that stands
/// has the very same file.
pub type Inspect<'i> = dyn Fn(&SitePath, &[u8], bool) -> bool + Sync + 'i;

/// The right to build into a directory: until it is dropped, other builds wait.
pub struct Turn {
    place: Place,
    lock: Lock,
}

impl Turn {
    /// Waits until no other build is at work around `target`, for a minute at
    /// most, and puts back the site that a killed one left beside it.
    ///
    /// `target` must be absent, empty, or written by forewarn before. Neither
    /// may it lie in one of `inputs` (which need not exist) nor the reverse; the
    /// root itself, inside which the output commonly lies, is not one of them.
    pub fn wait(target: &Path, inputs: &[&Path]) -> Result<Self, DeliverFault> {
        let place = Place::new(target, inputs)?;
        let lock = lock::wait(&place)?;
        leftover::restore(&place)?;
        Ok(Self { place, lock })
    }

    /// Whether another build came first. It may have published what was written
    /// after this one began to read: whoever goes on with what was read before
    /// would put an older site in its place.
    pub fn was_waited_for(&self) -> bool {
        self.lock.was_waited_for
    }
}

/// Renders every one of `paths` and makes them the site at the directory of
/// `turn`.
///
/// Rendering runs on all cores, but for those of which `is_last` is true, which come one by
/// one after all others; `progress` is told how many files are done, from
/// any of them. `inspect` is asked about every file before it is written. What it refuses
/// touches no disk, the others are still rendered so that it sees them all, and
/// then there is no exchange: [`DeliverFault::Inspection`].
///
/// Foreign files in the directory stay: regular files are there at every instant,
/// folders and links are moved right after the exchange.
///
/// On any fault but [`DeliverFault::Leftover`] the old site is as it was.
pub fn deliver(
    turn: &Turn,
    paths: &[SitePath],
    is_last: &dyn Fn(&SitePath) -> bool,
    render: &Render<'_, '_>,
    inspect: &Inspect<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Delivered, DeliverFault> {
    let place = &turn.place;
    let plan = Plan::new(place, paths)?;
    let staging = Staging::new(place, &plan.new, plan.folders())?;
    let kept = fill(&staging, &plan, paths, is_last, render, inspect, progress)?;
    let mut published = plan.tally(paths.len(), kept.len());
    let is_unchanged = published.written == 0 && plan.old.as_ref() == Some(&plan.new);
    if !is_unchanged {
        plan.finish(staging, &kept)?;
    }
    published.closed = plan.closed(paths, &kept);
    Ok(published)
}

/// Renders all files and writes those that differ from the site that stands;
/// gives the others, sorted. With several faults, the first in the order of `paths`.
fn fill<'p>(
    staging: &Staging<'_>,
    plan: &Plan<'_>,
    paths: &'p [SitePath],
    is_last: &dyn Fn(&SitePath) -> bool,
    render: &Render<'_, '_>,
    inspect: &Inspect<'_>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Vec<&'p SitePath>, DeliverFault> {
    let kept = Mutex::new(Vec::new());
    let done = AtomicUsize::new(0);
    let refused = AtomicBool::new(false);
    let file = |path: &'p SitePath| {
        let bytes = render(path).map_err(DeliverFault::Render)?;
        let is_kept = plan.has(path, &bytes);
        if !inspect(path, &bytes, is_kept) {
            refused.store(true, Ordering::Relaxed);
        } else if is_kept {
            kept.lock().expect("no thread panics here").push(path);
        } else {
            staging.write(path.as_str(), &bytes)?;
        }
        progress(done.fetch_add(1, Ordering::Relaxed) + 1);
        Ok(())
    };
    let (last, first): (Vec<_>, Vec<_>) = paths.iter().partition(|path| is_last(path));
    let fault = |path: &&'p SitePath| file(path).err();
    let found = first.par_iter().find_map_first(fault);
    match found.or_else(|| last.iter().find_map(fault)) {
        Some(fault) => Err(fault),
        None if refused.into_inner() => Err(DeliverFault::Inspection),
        None => {
            let mut kept = kept.into_inner().expect("no thread panics there");
            kept.sort_unstable();
            Ok(kept)
        }
    }
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
