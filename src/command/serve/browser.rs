//! Opens the preview in the browser, without telling the other accounts of the
//! machine where it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::preview::{Invitation, Listener};

/// How long a browser may take to come: one that starts anew needs a while.
const PATIENCE: Duration = Duration::from_secs(60);

/// The browser that is to come.
pub(super) struct Browser {
    /// What leads it here, or why it cannot be led.
    invitation: Result<Arc<Invitation>, String>,
    /// When nobody is expected any more.
    until: Instant,
}

impl Browser {
    /// Writes what leads a browser to `listener`.
    pub(super) fn invite(listener: &mut Listener) -> Self {
        let folder = own_folder().ok_or_else(|| {
            "no folder is yours alone, for the file that leads it here (XDG_RUNTIME_DIR, TMPDIR)"
                .to_owned()
        });
        let invitation = folder.and_then(|folder| {
            let invitation = listener.invite(&folder);
            invitation.map_err(|fault| format!("{}: {fault}", folder.display()))
        });
        Self {
            invitation,
            until: Instant::now() + PATIENCE,
        }
    }

    /// Starts it.
    pub(super) fn open(&mut self) {
        if let Ok(invitation) = &self.invitation
            && let Some(file) = invitation.file()
            && let Err(fault) = open::that_detached(file)
        {
            invitation.withdraw();
            self.invitation = Err(fault.to_string());
        }
    }

    /// Why there is no browser, when that is known at `now`. What would lead one
    /// here is removed.
    pub(super) fn trouble(&self, now: Instant) -> Option<String> {
        match &self.invitation {
            Err(fault) => Some(format!("no browser could be opened: {fault}")),
            Ok(invitation) if self.until <= now && invitation.withdraw() => {
                Some("no browser has come".to_owned())
            }
            Ok(_) => None,
        }
    }
}

/// What would lead a browser here ends with the preview.
impl Drop for Browser {
    fn drop(&mut self) {
        if let Ok(invitation) = &self.invitation {
            invitation.withdraw();
        }
    }
}

/// A folder of this account: that of its session or, where each has its own, that
/// of temporary files.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment tells where the folder is"
)]
fn own_folder() -> Option<PathBuf> {
    let session = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let folders = session.into_iter().chain([std::env::temp_dir()]);
    folders
        .filter(|folder| folder.is_absolute())
        .find(|folder| is_own(folder))
}

/// Whether no other account has a way into the folder. Where one had, it could put
/// a file of its own in the place of ours.
#[cfg(unix)]
fn is_own(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    folder.metadata().is_ok_and(|data| {
        let others = data.permissions().mode() & 0o077;
        data.is_dir() && others == 0
    })
}

/// Elsewhere, every account has its own folder of temporary files.
#[cfg(not(unix))]
fn is_own(folder: &Path) -> bool {
    folder.is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preview::listen;

    #[test]
    fn a_browser_that_does_not_come_is_missed_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut listener = listen(0).unwrap();
        let now = Instant::now();
        let until = now + PATIENCE;
        let browser = Browser {
            invitation: Ok(listener.invite(folder.path()).unwrap()),
            until,
        };
        assert_eq!(browser.trouble(now), None);
        assert!(browser.invitation.as_ref().unwrap().file().is_some());
        assert_eq!(
            browser.trouble(until).as_deref(),
            Some("no browser has come")
        );
        assert_eq!(browser.invitation.as_ref().unwrap().file(), None);
        assert_eq!(browser.trouble(until), None);
    }
}
