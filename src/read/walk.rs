//! Which files of a root are inputs, told by their names and kinds.

use std::ffi::OsStr;
use std::fs::FileType;
use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::ReadFault;
use crate::model::Format;
use crate::source::Refusal;

/// The largest text read, in bytes: an advisory, a page, a template.
const TEXT_LIMIT: u64 = 2 << 20;

/// The largest file copied to the site, in bytes.
const FILE_LIMIT: u64 = 64 << 20;

/// An input that has not been opened yet.
pub(super) struct Found {
    /// Path from the root, with `/` between its parts.
    pub(super) path: String,
    pub(super) kind: Kind,
}

pub(super) enum Kind {
    /// A regular file, read up to `limit` bytes.
    File { limit: u64 },
    /// Anything that is not opened.
    Refused(Refusal),
}

/// The input at `path`, when something is there. A link on the way to it leads
/// elsewhere, so that nothing is there.
pub(super) fn file(root: &Path, path: &str) -> Result<Option<Found>, ReadFault> {
    let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    let mut folders = folders.map(|folder| root.join(folder).symlink_metadata());
    if !folders.all(|data| data.is_ok_and(|data| data.is_dir())) {
        return Ok(None);
    }
    match root.join(path).symlink_metadata() {
        Ok(data) => Ok(Some(Found {
            path: path.to_owned(),
            kind: kind(data.file_type(), limit(path)),
        })),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(ReadFault::new(root.join(path), fault)),
    }
}

/// Adds what may be the policy in `folder`, by its name: any file that is called
/// SECURITY, in any case. A folder is meant only where it ends as a page does.
pub(super) fn policies(root: &Path, folder: &str, found: &mut Vec<Found>) -> Result<(), ReadFault> {
    let top = root.join(folder);
    if !top.symlink_metadata().is_ok_and(|data| data.is_dir()) {
        return Ok(());
    }
    let fault = |fault| ReadFault::new(&top, fault);
    for entry in std::fs::read_dir(&top).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| is_policy(name)) else {
            continue;
        };
        let file_type = entry.file_type().map_err(fault)?;
        if file_type.is_dir() && Format::of(name).is_none() {
            continue;
        }
        let path = Path::new(folder).join(name);
        let path = path.to_str().expect("both parts are UTF-8");
        let kind = kind(file_type, TEXT_LIMIT);
        found.push(Found {
            path: path.to_owned(),
            kind,
        });
    }
    Ok(())
}

/// Whether a file of a repository's usual folders is called as its policy is.
pub(super) fn is_policy(name: &str) -> bool {
    let (stem, _) = name.split_once('.').unwrap_or((name, ""));
    stem.eq_ignore_ascii_case("security") && !is_passed_over("", 1, name.as_bytes())
}

/// Adds the inputs under `folder` to `found`; none when it does not exist. In one
/// that `is_closed` only a backup whose file is there still is passed over.
pub(super) fn folder(
    root: &Path,
    folder: &str,
    is_closed: bool,
    found: &mut Vec<Found>,
) -> Result<(), ReadFault> {
    let top = root.join(folder);
    let mut entries = WalkDir::new(&top)
        .follow_links(false)
        .follow_root_links(false)
        .into_iter()
        .filter_entry(|entry| {
            let name = entry.file_name().as_encoded_bytes();
            entry.depth() == 0
                || !is_passed_over(folder, entry.depth(), name)
                || is_closed && !is_spare(entry.path())
        });
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(fault) if is_absence(&fault) => continue,
            Err(fault) => {
                let path = fault.path().unwrap_or(&top).to_owned();
                let fault = fault.into_io_error();
                let fault = fault.expect("without following links there are no loops");
                return Err(ReadFault::new(path, fault));
            }
        };
        let is_folder = entry.file_type().is_dir();
        if entry.depth() == 0 {
            if is_folder {
                continue;
            }
            // Not a refusal at its place: every file that should be below
            // would be missing from the site without a word.
            let fault = io::Error::new(io::ErrorKind::NotADirectory, "it is not a folder");
            return Err(ReadFault::new(top, fault));
        }
        let Some(path) = path(root, &entry) else {
            found.push(Found {
                path: lossy(root, &entry),
                kind: Kind::Refused(Refusal::NameNotUtf8),
            });
            if is_folder {
                entries.skip_current_dir();
            }
            continue;
        };
        if !(is_folder || is_of_data(folder) && is_about_the_folder(&entry)) {
            let kind = match kind(entry.file_type(), limit(&path)) {
                Kind::File { .. } if !is_read(&path) => Kind::Refused(Refusal::NotAnInput),
                kind => kind,
            };
            found.push(Found { path, kind });
        }
    }
    Ok(())
}

/// Adds the gem specifications at the top, which are called after the gem.
pub(super) fn gemspecs(top: &Path, found: &mut Vec<Found>) {
    let entries = WalkDir::new(top).min_depth(1).max_depth(1).into_iter();
    // Who may not list the top can build from what is known by name.
    found.extend(entries.filter_map(Result::ok).filter_map(|entry| {
        let name = entry.file_name().to_str().filter(|name| is_gemspec(name))?;
        entry.file_type().is_file().then(|| Found {
            path: name.to_owned(),
            kind: Kind::File { limit: TEXT_LIMIT },
        })
    }));
}

/// Whether a path is that of a gem specification at the top.
pub(super) fn is_gemspec(path: &str) -> bool {
    let name = path.strip_suffix(".gemspec");
    name.is_some_and(|name| !name.is_empty() && !name.starts_with('.') && !name.contains('/'))
}

/// Adds what lies at the top of a closed folder and has none of the `known`
/// names, as what it is: nothing that is read. `outbox/` is where commands write.
pub(super) fn strays(top: &Path, known: &[&str], found: &mut Vec<Found>) -> Result<(), ReadFault> {
    let entries = WalkDir::new(top).follow_root_links(true);
    for entry in entries.min_depth(1).max_depth(1) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(fault) if is_absence(&fault) => continue,
            Err(fault) => return Err(ReadFault::new(top, fault.into())),
        };
        let name = entry.file_name().to_string_lossy();
        let is_folder = entry.file_type().is_dir();
        let is_passed_over = is_passed_over("", 1, entry.file_name().as_encoded_bytes())
            && is_spare(entry.path())
            || is_folder && name == "outbox"
            || is_about_the_folder(&entry);
        if !is_passed_over && !known.contains(&&*name) {
            found.push(Found {
                path: format!("{name}{}", if is_folder { "/" } else { "" }),
                kind: Kind::Refused(Refusal::NotAnInput),
            });
        }
    }
    Ok(())
}

fn kind(file: FileType, limit: u64) -> Kind {
    if file.is_symlink() {
        Kind::Refused(Refusal::SymbolicLink)
    } else if file.is_file() {
        Kind::File { limit }
    } else {
        Kind::Refused(Refusal::NotAFile)
    }
}

fn is_absence(fault: &walkdir::Error) -> bool {
    fault
        .io_error()
        .is_some_and(|fault| fault.kind() == io::ErrorKind::NotFound)
}

/// What editors and merge tools put after the name of the file.
const LEFT_BEHIND: &[&str] = &["~", ".swp", ".orig", ".rej", ".bak", ".save", ".tmp"];

/// Hidden entries, and what editors and merge tools leave behind, by the name of
/// an entry `depth` levels below `folder`. The folder of RFC 8615 is the one
/// hidden name that is content.
pub(super) fn is_passed_over(folder: &str, depth: usize, name: &[u8]) -> bool {
    if name == b".well-known" && folder == "content" && depth == 1 {
        return false;
    }
    name.starts_with(b".")
        || name.starts_with(b"#") && name.ends_with(b"#")
        // Vim tries with this name whether it can write into a folder.
        || name == b"4913"
        || LEFT_BEHIND.iter().any(|end| name.ends_with(end.as_bytes()))
}

/// Whether a name that is passed over hides nothing: it is hidden on purpose, or
/// what it is a copy of lies beside it.
fn is_spare(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(OsStr::to_str) else {
        return false;
    };
    let copied = LEFT_BEHIND.iter().find_map(|end| name.strip_suffix(end));
    let copied = copied.unwrap_or(name.trim_matches('#'));
    let is_there = || path.with_file_name(copied).symlink_metadata().is_ok();
    name.starts_with('.') || name == "4913" || copied != name && !copied.is_empty() && is_there()
}

/// A README or a licence: what people put beside the files that they speak of.
fn is_about_the_folder(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    let opens_with =
        |word: &[u8]| (name.get(..word.len())).is_some_and(|n| n.eq_ignore_ascii_case(word));
    !entry.file_type().is_dir()
        && (opens_with(b"readme") || opens_with(b"license"))
        && !is_data(&entry.file_name().to_string_lossy())
}

/// Whether anything reads a file at `path`, which is in one of the folders of
/// inputs: advisories are YAML or JSON, and everything else is a page or is
/// copied.
pub(super) fn is_read(path: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    !is_of_data(folder) || is_data(path)
}

/// Whether a folder of inputs holds YAML and JSON and nothing else.
fn is_of_data(folder: &str) -> bool {
    ["advisories", "announcements", "not-a-vulnerability"].contains(&folder)
}

/// YAML or JSON. In any case: nobody means `A.YAML` to be overlooked.
fn is_data(path: &str) -> bool {
    let endings = ["yaml", "yml", "json"];
    (endings.iter()).any(|ending| extension(path).eq_ignore_ascii_case(ending))
}

fn limit(path: &str) -> u64 {
    let is_template = path.starts_with("themes/") && path.split('/').nth(2) == Some("templates");
    // What lies at the top is one of the files that are known by name.
    let is_text = !path.contains('/')
        || path.split('/').next().is_some_and(is_of_data)
        || path.starts_with("patches/")
        || is_template
        || matches!(extension(path), "yaml" | "yml")
        || matches!(
            Format::of(path),
            Some((_, Format::Markdown | Format::ReStructuredText))
        );
    if is_text { TEXT_LIMIT } else { FILE_LIMIT }
}

fn extension(path: &str) -> &str {
    let extension = Path::new(path).extension();
    extension.and_then(OsStr::to_str).unwrap_or_default()
}

/// Path from the root with `/`; `None` when it is not UTF-8.
pub(super) fn path(root: &Path, entry: &DirEntry) -> Option<String> {
    let parts: Option<Vec<_>> = below(root, entry).iter().map(OsStr::to_str).collect();
    Some(parts?.join("/"))
}

/// The same with a replacement character for what is not UTF-8.
fn lossy(root: &Path, entry: &DirEntry) -> String {
    let parts = below(root, entry).iter().map(OsStr::to_string_lossy);
    parts.collect::<Vec<_>>().join("/")
}

fn below<'e>(root: &Path, entry: &'e DirEntry) -> &'e Path {
    let below = entry.path().strip_prefix(root);
    below.expect("the walk began under the root")
}
