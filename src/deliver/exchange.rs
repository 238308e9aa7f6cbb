//! The instant at which the new site takes the place of the old one.

use std::fs;
use std::io;
use std::path::Path;

use super::fault::{At, Step};
use super::place::Place;

/// Renames the new site to the target. With a site `standing` there, the two
/// change places in one step where the system can do that (Linux, macOS, on
/// most file systems).
pub(super) fn exchange(place: &Place, standing: bool) -> Step<()> {
    if !standing {
        return fs::rename(&place.fresh, &place.target).at("put the site at", &place.target);
    }
    if swap(&place.fresh, &place.target).at("replace", &place.target)? {
        return Ok(());
    }
    in_two_steps(place)
}

/// The same where names cannot change places: for an instant there is no site.
/// A kill in that instant is mended by the next build.
pub(super) fn in_two_steps(place: &Place) -> Step<()> {
    fs::rename(&place.target, &place.old).at("replace", &place.target)?;
    let renamed = fs::rename(&place.fresh, &place.target);
    if renamed.is_err() {
        fs::rename(&place.old, &place.target).at("put the old site back to", &place.target)?;
    }
    renamed.at("put the site at", &place.target)
}

/// Lets two names change places; `false` when the system cannot.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(false),
        Err(fault) => Err(fault.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}
