//! What is packed inside a file: members of archives, compressed content.
//!
//! Told by the first bytes, never by the name: a `docx`, a `whl` and a `jar`
//! are zip archives. What looks packed and cannot be opened is an error, since
//! nobody could tell what it holds.

use std::io::{Cursor, Read};
use std::ops::Range;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

/// How deep archives nest.
const DEEPEST: usize = 4;

/// The most bytes that come out of one file, and out of one member of it.
const LARGEST: u64 = 256 << 20;
const LARGEST_MEMBER: u64 = 64 << 20;

/// The last bytes of a zip archive open with this, at most so far from its end
/// (APPNOTE 6.3.10, section 4.3.16). What stands before an archive is anybody's.
const ZIP_END: &[u8] = b"PK\x05\x06";
const ZIP_TAIL: usize = 22 + 0xFFFF;

/// First bytes of packed files that forewarn does not open.
const FOREIGN: &[&[u8]] = &[
    b"7z\xBC\xAF\x27\x1C",
    b"BZh",
    b"LZIP",
    b"MSCF",
    b"Rar!\x1A\x07",
    b"\x04\x22\x4D\x18",
    b"\x1F\x9D",
    b"\x28\xB5\x2F\xFD",
    b"\xFD7zXZ\x00",
];

/// Why the inside of a file cannot be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub(super) enum Closed {
    #[error("it is encrypted, damaged or packed in a way that forewarn does not open")]
    Unreadable,
    #[error("it holds too much when opened")]
    TooLarge,
    #[error("archives in it nest too deep")]
    TooDeep,
}

/// How much may still be opened of one file.
#[derive(Clone, Copy)]
pub(super) struct Allowance {
    /// Bytes in all.
    pub(super) bytes: u64,
    /// Bytes of one member.
    pub(super) member: u64,
    /// Archives in archives.
    pub(super) depth: usize,
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            bytes: LARGEST,
            member: LARGEST_MEMBER,
            depth: DEEPEST,
        }
    }
}

/// Told of each member: its name, empty when it has none, its bytes, and what
/// may still be opened.
pub(super) type Visit<'v> = dyn FnMut(&str, &[u8], &mut Allowance) -> Result<(), Closed> + 'v;

/// Opens a file when it is packed, and visits what is in it; `false` when it is
/// an ordinary file.
pub(super) fn open(
    bytes: &[u8],
    allowance: &mut Allowance,
    visit: &mut Visit<'_>,
) -> Result<bool, Closed> {
    let opener = match packing(bytes) {
        Some(Packing::Opened(opener)) => opener,
        Some(Packing::Foreign) => return Err(Closed::Unreadable),
        None => return Ok(false),
    };
    allowance.depth = allowance.depth.checked_sub(1).ok_or(Closed::TooDeep)?;
    opener(bytes, allowance, visit)?;
    allowance.depth += 1;
    Ok(true)
}

/// Whether the bytes open as a packed file does.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    packing(bytes).is_some()
}

/// How a file is packed.
enum Packing {
    Opened(fn(&[u8], &mut Allowance, &mut Visit<'_>) -> Result<(), Closed>),
    Foreign,
}

fn packing(bytes: &[u8]) -> Option<Packing> {
    if bytes.starts_with(b"PK\x03\x04") || has_zip_end(bytes) {
        Some(Packing::Opened(zip))
    } else if bytes.starts_with(b"\x1F\x8B\x08") {
        Some(Packing::Opened(gzip))
    } else if member_size(bytes).is_some() {
        Some(Packing::Opened(tar))
    } else if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        Some(Packing::Opened(utf16))
    } else {
        let is_foreign = FOREIGN.iter().any(|magic| bytes.starts_with(magic));
        is_foreign.then_some(Packing::Foreign)
    }
}

fn has_zip_end(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(ZIP_TAIL)..];
    // Text has no such bytes, and most outputs are text.
    tail.contains(&5) && tail.windows(ZIP_END.len()).any(|window| window == ZIP_END)
}

fn zip(bytes: &[u8], allowance: &mut Allowance, visit: &mut Visit<'_>) -> Result<(), Closed> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Closed::Unreadable)?;
    // Of two members with one name only one would be seen.
    if archive.has_duplicate_names() {
        return Err(Closed::Unreadable);
    }
    for number in 0..archive.len() {
        let member = archive.by_index(number).map_err(|_| Closed::Unreadable)?;
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        let content = allowance.read(member)?;
        visit(&name, &content, allowance)?;
    }
    Ok(())
}

fn gzip(bytes: &[u8], allowance: &mut Allowance, visit: &mut Visit<'_>) -> Result<(), Closed> {
    let content = allowance.read(MultiGzDecoder::new(bytes))?;
    visit("", &content, allowance)
}

/// Walks a tape archive (POSIX.1-2024, pax, "ustar Interchange Format"): blocks
/// of 512 bytes, a head before the content of each member. Two blocks of zeros
/// end it, and another may follow; whatever else follows is visited as it is.
fn tar(bytes: &[u8], allowance: &mut Allowance, visit: &mut Visit<'_>) -> Result<(), Closed> {
    let mut rest = bytes;
    while let Some(head) = rest.get(..BLOCK) {
        if head.iter().all(|&byte| byte == 0) {
            rest = &rest[BLOCK..];
            continue;
        }
        let Some(size) = member_size(rest) else {
            break;
        };
        let text = |field: Range<usize>| {
            let text = head[field].split(|&byte| byte == 0).next();
            String::from_utf8_lossy(text.unwrap_or_default())
        };
        let name = match text(345..500) {
            folder if folder.is_empty() || &head[257..262] != b"ustar" => text(0..100),
            folder => folder + "/" + text(0..100),
        };
        let content = &rest[BLOCK..];
        visit(&name, content.get(..size).unwrap_or(content), allowance)?;
        let next = BLOCK.saturating_add(size.next_multiple_of(BLOCK));
        rest = rest.get(next..).unwrap_or_default();
    }
    if rest.iter().any(|&byte| byte != 0) {
        visit("", rest, allowance)?;
    }
    Ok(())
}

const BLOCK: usize = 512;

/// The size of the member whose head the bytes open with; `None` when that is no
/// head. Old archives have nothing in it that tells but its sum.
fn member_size(bytes: &[u8]) -> Option<usize> {
    let head = bytes.get(..BLOCK)?;
    let is_member = &head[257..262] == b"ustar" || {
        let sum = head.iter().map(|&byte| usize::from(byte)).sum::<usize>();
        let own = head[148..156]
            .iter()
            .map(|&byte| usize::from(byte))
            .sum::<usize>();
        octal(&head[148..156]) == Some(sum - own + 8 * usize::from(b' '))
    };
    is_member.then(|| octal(&head[124..136])).flatten()
}

/// A text of two bytes a unit, which says so by its first.
fn utf16(bytes: &[u8], allowance: &mut Allowance, visit: &mut Visit<'_>) -> Result<(), Closed> {
    let unit = match bytes.first() {
        Some(0xFF) => u16::from_le_bytes,
        _ => u16::from_be_bytes,
    };
    let units = bytes.as_chunks::<2>().0.iter().map(|&bytes| unit(bytes));
    let text: String = char::decode_utf16(units)
        .map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    visit("", text.as_bytes(), allowance)
}

fn octal(digits: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(digits).ok()?;
    usize::from_str_radix(text.trim_matches(['\0', ' ']), 8).ok()
}

impl Allowance {
    /// Reads to the end, and takes that from what may be opened.
    fn read(&mut self, source: impl Read) -> Result<Vec<u8>, Closed> {
        let most = self.bytes.min(self.member);
        let mut content = Vec::new();
        let read = source.take(most + 1).read_to_end(&mut content);
        let read = read.map_err(|_| Closed::Unreadable)? as u64;
        if read > most {
            return Err(Closed::TooLarge);
        }
        self.bytes -= read;
        Ok(content)
    }
}
