//! What is published: an advisory or an entry of the register as one document, its place, and its hashes.

use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256, Sha512};

use super::tracking::{History, initial};
use super::{WHITE, document, register};
use crate::model::non_vulnerability::{NonVulnerability, Report};
use crate::model::{Advisory, SitePath, Timestamp};
use crate::output::{Frame, Material};
use crate::source::Span;

/// Every document of the site.
pub(super) type Issues<'p> = Arc<[Arc<Issue<'p>>]>;

/// The hashes that a document has beside it (CSAF 2.0, section 7.1.18).
pub(super) const HASHES: [Hash; 2] = [Hash::Sha256, Hash::Sha512];

/// A kind of hash.
#[derive(Clone, Copy, Debug)]
pub(super) enum Hash {
    Sha256,
    Sha512,
}

impl Hash {
    /// What files of it end with.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }
}

/// What a document is about.
pub(super) enum Subject<'p> {
    Advisory(&'p Advisory),
    /// An entry of the register, and what scanners report of it.
    Entry(&'p NonVulnerability, Vec<&'p Report>),
}

/// A document.
pub(super) struct Issue<'p> {
    pub(super) subject: Subject<'p>,
    id: String,
    /// The input that it is made of.
    pub(super) place: Span,
    pub(super) path: SitePath,
    /// The hashes, once one was asked for or the document was made.
    digests: OnceLock<[String; 2]>,
}

impl<'p> Issue<'p> {
    pub(super) fn of_advisory(advisory: &'p Advisory, site: &Material<'p>) -> Arc<Self> {
        let first = initial(&advisory.as_of(site.view()));
        let id = advisory.id.value.to_string();
        Self::new(Subject::Advisory(advisory), id, advisory.id.span, first)
    }

    /// With an id that no advisory has.
    pub(super) fn of_entry(entry: &'p NonVulnerability, reports: Vec<&'p Report>) -> Arc<Self> {
        let id = format!("vex-{}", entry.id.value);
        let subject = Subject::Entry(entry, reports);
        Self::new(subject, id, entry.id.span, entry.since.value)
    }

    fn new(subject: Subject<'p>, id: String, place: Span, first: Timestamp) -> Arc<Self> {
        let path = SitePath::new(format!("{WHITE}/{}/{}", year(first), file_name(&id)));
        Arc::new(Self {
            subject,
            id,
            place,
            path: path.expect("an id is a name, and so is a year"),
            digests: OnceLock::new(),
        })
    }

    /// What tells it from the other documents of the publisher.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn title(&self) -> &str {
        match &self.subject {
            Subject::Advisory(advisory) => advisory.title(),
            Subject::Entry(entry, _) => &entry.title.value,
        }
    }

    /// Its place in the folder of all: `2026/x_tinysig-2026-0001.json`.
    pub(super) fn file(&self) -> &str {
        let place = self.path.as_str().strip_prefix(WHITE);
        place.map_or("", |place| place.trim_start_matches('/'))
    }

    /// The folder: `2026`.
    pub(super) fn year(&self) -> &str {
        self.file().split('/').next().unwrap_or_default()
    }

    /// Its own name.
    pub(super) fn name(&self) -> &str {
        self.file().rsplit('/').next().unwrap_or_default()
    }

    pub(super) fn history(&self, site: &Material<'_>) -> History {
        match &self.subject {
            Subject::Advisory(advisory) => History::new(&advisory.as_of(site.view()), site),
            Subject::Entry(entry, _) => History::of_entry(entry, site),
        }
    }

    pub(super) fn bytes(&self, frame: &Frame<'_>) -> Vec<u8> {
        let bytes = self.made(frame);
        self.digests.get_or_init(|| digests(&bytes));
        bytes
    }

    fn made(&self, frame: &Frame<'_>) -> Vec<u8> {
        match &self.subject {
            Subject::Advisory(advisory) => document::document(frame, self, advisory),
            Subject::Entry(entry, reports) => register::document(frame, self, entry, reports),
        }
    }

    pub(super) fn hash_path(&self, hash: Hash) -> SitePath {
        let path = format!("{}.{}", self.path, hash.extension());
        SitePath::new(path).expect("a path with an extension")
    }

    /// The hash and the name, as the program of that hash prints them.
    pub(super) fn hash_file(&self, hash: Hash, frame: &Frame<'_>) -> Vec<u8> {
        let made = || digests(&self.made(frame));
        let digest = &self.digests.get_or_init(made)[hash as usize];
        format!("{digest}  {}\n", self.name()).into_bytes()
    }
}

fn digests(bytes: &[u8]) -> [String; 2] {
    [hex(&Sha256::digest(bytes)), hex(&Sha512::digest(bytes))]
}

fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a text takes all");
        hex
    })
}

fn year(at: Timestamp) -> String {
    at.to_string().chars().take(4).collect()
}

/// The id in lower case; what is no letter, digit, `+` or `-` becomes one `_` a run
/// (CSAF 2.0, section 5.1).
fn file_name(id: &str) -> String {
    let mut name = String::new();
    for c in id.to_lowercase().chars() {
        match c {
            '+' | '-' | 'a'..='z' | '0'..='9' => name.push(c),
            _ if name.ends_with('_') => {}
            _ => name.push('_'),
        }
    }
    name + ".json"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_named_after_its_id() {
        for (id, name) in [
            ("x_tinysig-2026-0001", "x_tinysig-2026-0001.json"),
            ("RHSA-2026:1+b", "rhsa-2026_1+b.json"),
            ("A__..B", "a_b.json"),
        ] {
            assert_eq!(file_name(id), name);
        }
    }
}
