//! The directory to replace, its neighbours, and what it must not touch.

use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::fault::{At, DeliverFault, Step};

/// Where a site goes. All four lie in the same folder, so that a rename from
/// one to another moves no data. Their names are fixed, so that each build finds
/// what a killed one left.
pub(super) struct Place {
    /// The directory that is served.
    pub(super) target: PathBuf,
    /// Where the next site is made; after the exchange, the old one.
    pub(super) fresh: PathBuf,
    /// Where the old site waits when the two cannot change places in one step.
    pub(super) old: PathBuf,
    /// What is locked while a site is built.
    pub(super) lock: PathBuf,
}

impl Place {
    /// The place of `target`, whose folder is made when it does not exist. Errs
    /// when `target` and one of `inputs` are the same or one lies in the other.
    pub(super) fn new(target: &Path, inputs: &[&Path]) -> Step<Self> {
        let real_target = real(target).at("find", target)?;
        for input in inputs {
            let real_input = real(input).at("find", input)?;
            if real_input.starts_with(&real_target) || real_target.starts_with(&real_input) {
                return Err(DeliverFault::refused(
                    format!(
                        "`{}` cannot be the output: it overlaps with `{}`, which is input",
                        target.display(),
                        input.display()
                    ),
                    "choose a directory that holds nothing else with `--output`, or `output` in forewarn.yaml",
                ));
            }
        }
        // A path such as `..` has no last name as written.
        let target = match target.file_name() {
            Some(_) => target,
            None => &real_target,
        };
        let (Some(name), Some(folder)) = (target.file_name(), target.parent()) else {
            return Err(DeliverFault::refused(
                format!("`{}` cannot be the output", target.display()),
                "choose a directory inside another with `--output`",
            ));
        };
        let around = or_here(folder);
        std::fs::create_dir_all(around).at("make", around)?;
        let beside = |suffix: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(suffix);
            folder.join(hidden)
        };
        Ok(Self {
            // Without a final slash, which would follow a link.
            target: folder.join(name),
            fresh: beside(".forewarn-new"),
            old: beside(".forewarn-old"),
            lock: beside(".forewarn-lock"),
        })
    }
}

/// What the part before a lone name stands for.
pub(super) fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// The path with links and `..` resolved; what does not exist yet is kept as
/// written after what does. The last name is kept when it is a dangling link.
fn real(path: &Path) -> io::Result<PathBuf> {
    for existing in path.ancestors() {
        match or_here(existing).canonicalize() {
            Ok(base) => {
                let rest = path.strip_prefix(existing);
                let rest = rest.expect("an ancestor is a prefix").components();
                return Ok(rest.fold(base, step));
            }
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

fn step(mut base: PathBuf, part: Component<'_>) -> PathBuf {
    match part {
        Component::ParentDir => {
            base.pop();
        }
        part => base.push(part),
    }
    base
}
