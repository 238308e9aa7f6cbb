//! Opens a file so that nothing but a regular file can be read, and reading
//! it ends.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use crate::source::{Content, Refusal};

/// The content of the file at `path`, up to `limit` bytes; `None` when there is
/// no file.
///
/// The caller has seen a regular file there, but what is opened may be another
/// by now: a link is not followed, opening a FIFO does not wait for a writer,
/// and the open file is asked once more what it is.
pub(super) fn content(path: &Path, limit: u64) -> io::Result<Option<Content>> {
    let file = match open(path) {
        Ok(file) => file,
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(fault) => {
            return match refusal(&fault) {
                Some(why) => Ok(Some(Content::Refused(why))),
                None => Err(fault),
            };
        }
    };
    let data = file.metadata()?;
    if !data.is_file() {
        return Ok(Some(Content::Refused(Refusal::NotAFile)));
    }
    let size = data.len();
    if size > limit {
        let why = Refusal::TooLarge { size, limit };
        return Ok(Some(Content::Refused(why)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // One byte more tells a file that has grown since.
    let size = file.take(limit + 1).read_to_end(&mut bytes)? as u64;
    Ok(Some(if size > limit {
        Content::Refused(Refusal::TooLarge { size, limit })
    } else {
        Content::Bytes(bytes)
    }))
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;

    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// What the system's refusal to open tells about the file: `open(2)` gives
/// `ELOOP` for a link under `O_NOFOLLOW`, `ENXIO` for a socket.
#[cfg(unix)]
fn refusal(fault: &io::Error) -> Option<Refusal> {
    use rustix::io::Errno;

    match Errno::from_io_error(fault)? {
        Errno::LOOP => Some(Refusal::SymbolicLink),
        Errno::NXIO => Some(Refusal::NotAFile),
        _ => None,
    }
}

#[cfg(not(unix))]
fn refusal(_: &io::Error) -> Option<Refusal> {
    None
}
