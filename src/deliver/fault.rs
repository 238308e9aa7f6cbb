//! Why a site was not published, and how to go on.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why a file could not be rendered: the renderer's own fault.
pub type RenderFault = Box<dyn Error + Send + Sync>;

/// What stopped the publishing. Unless it is a [`Leftover`](Self::Leftover),
/// the directory is what it was before. Each is printed whole by `Display`, the
/// cause and the way on included.
#[derive(Debug, thiserror::Error)]
pub enum DeliverFault {
    /// The directory is not one to write into.
    #[error("{message}\n  = help: {help}")]
    Refused {
        /// What is in the way.
        message: String,
        /// What to do about it.
        help: String,
    },
    /// Another program is at work on the directory.
    #[error("{message}\n  = help: {help}")]
    Busy {
        /// What it did.
        message: String,
        /// What to do about it.
        help: String,
    },
    /// The file system did not do what it was asked to.
    #[error("cannot {action} `{}`: {source}{}", path.display(), way_on(source))]
    Io {
        /// What was tried: a verb.
        action: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The new site is in place and whole, but the old one beside it could not
    /// be cleared away, for this reason. The next build tries again.
    #[error("the new site is in place, but the old one is not cleared away: {0}")]
    Leftover(#[source] Box<DeliverFault>),
    /// The inspection refused at least one file.
    #[error("what was made may not be published")]
    Inspection,
    /// A file could not be rendered.
    #[error(transparent)]
    Render(RenderFault),
}

/// The result of a step.
pub(super) type Step<T> = Result<T, DeliverFault>;

impl DeliverFault {
    pub(super) fn refused(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Refused {
            message: message.into(),
            help: help.into(),
        }
    }

    /// Something is mounted at `path`, in or at the directory.
    pub(super) fn mounted(path: &Path) -> Self {
        Self::refused(
            format!(
                "`{}` is a mount point, which cannot change places with another folder",
                path.display()
            ),
            "unmount it, or choose another folder with `--output`, for example one inside it",
        )
    }
}

/// Says with which file an operation failed.
pub(super) trait At<T> {
    /// `cannot ACTION PATH: ...`
    fn at(self, action: &'static str, path: &Path) -> Step<T>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, action: &'static str, path: &Path) -> Step<T> {
        self.map_err(|source| DeliverFault::Io {
            action,
            path: path.to_owned(),
            source,
        })
    }
}

fn way_on(fault: &io::Error) -> &'static str {
    match fault.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "\n  = help: make room and build again; the site is as it was"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "\n  = help: the site is built beside the directory it replaces: both that directory and the folder around it must be writable"
        }
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => {
            "\n  = help: neither a mount point nor a folder of a container's image can be moved: choose another folder with `--output`, for example one inside it"
        }
        _ => "",
    }
}
