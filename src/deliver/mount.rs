//! Tells mount points, which can neither be moved nor removed.

use std::path::Path;

/// Whether something is mounted at `path`, a link not followed. `false` where
/// the system does not say: the exchange fails then, with the old site in place.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn is_mount_point(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};

    // The numbers of devices would not tell: a folder may be mounted from the
    // same file system, as containers do.
    let flags = AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT;
    statx(CWD, path, flags, StatxFlags::empty())
        .is_ok_and(|data| data.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
pub(super) fn is_mount_point(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let device = |path: &Path| path.symlink_metadata().map(|data| data.dev()).ok();
    let folder = path.parent().map(super::place::or_here);
    folder.is_some_and(|folder| device(path) != device(folder))
}

#[cfg(not(unix))]
pub(super) fn is_mount_point(_: &Path) -> bool {
    false
}
