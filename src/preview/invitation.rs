//! The file by which a browser is led to the preview.
//!
//! Every account of a machine sees the arguments of all programs (`ps`), so a
//! browser cannot be started with the token among them. It is given the name of a
//! file that only the account itself can read. That file does not hold the token
//! either: it leads to an address that is good for one visit, which leads on.
//! Whatever becomes of the file then, and of what a browser or a backup keeps of
//! it, it opens nothing.

use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::TempPath;

use super::token::AccessToken;

/// An address that is good for one visit, and the file that leads to it. Both end
/// with that visit, or when they are withdrawn or dropped.
#[derive(Debug)]
pub struct Invitation {
    ticket: AccessToken,
    file: Mutex<Option<TempPath>>,
}

impl Invitation {
    /// An invitation to the preview on `port`, as a file in `folder`. Nobody but
    /// its owner may read it (mode 0600), wherever that is.
    pub(super) fn new(port: u16, folder: &Path) -> io::Result<Self> {
        let ticket = AccessToken::new()?;
        let mut file = tempfile::Builder::new()
            .prefix("forewarn-")
            .suffix(".html")
            .tempfile_in(folder)?;
        let address = format!("http://{}:{port}/{}", Ipv4Addr::LOCALHOST, ticket.reveal());
        file.write_all(leading_to(&address).as_bytes())?;
        Ok(Self {
            ticket,
            file: Mutex::new(Some(file.into_temp_path())),
        })
    }

    /// The file, while there is one.
    pub fn file(&self) -> Option<PathBuf> {
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.as_ref().map(|file| file.to_path_buf())
    }

    /// Whether it is the one that was `shown`, and still good.
    pub(super) fn is(&self, shown: &str) -> bool {
        self.ticket.is(shown) && self.file().is_some()
    }

    /// Removes the file and ends the invitation; gives whether it was still good.
    pub fn withdraw(&self) -> bool {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // What cannot be removed leads nowhere any more.
        file.take().is_some()
    }
}

/// A page that leads to `address` by itself, and tells it to nobody.
pub(super) fn leading_to(address: &str) -> String {
    format!(
        "<!DOCTYPE html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"referrer\" content=\"no-referrer\">
<meta http-equiv=\"refresh\" content=\"0; url={address}\">
<title>Preview</title>
<p><a href=\"{address}\">To the preview</a></p>
"
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the file is looked at")]

    use std::fs;

    use super::*;

    #[test]
    fn a_file_leads_to_an_address_and_goes_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let invitation = Invitation::new(7420, folder.path()).unwrap();
        let file = invitation.file().unwrap();
        let address = format!("http://127.0.0.1:7420/{}", invitation.ticket.reveal());
        assert_eq!(fs::read_to_string(&file).unwrap(), leading_to(&address));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o7777, 0o600);
        }
        assert!(invitation.withdraw());
        assert!(!file.exists());
        assert!(!invitation.withdraw());
        assert_eq!(invitation.file(), None);
    }

    #[test]
    fn a_file_goes_with_the_program() {
        let folder = tempfile::tempdir().unwrap();
        drop(Invitation::new(7420, folder.path()).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
