//! What a site has at its paths, and what an output is made in.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;

use super::Material;
use super::checksums::Digests;
use crate::model::config::PackageName;
use crate::model::{SitePath, Timestamp};
use crate::theme::TemplateFault;

/// What a path of the site holds: a page, or a file for machines.
pub trait Output: Send + Sync {
    /// Its bytes, at the path of the frame.
    fn bytes(&self, frame: &Frame<'_>) -> Made<'_>;

    /// Whether it is a page that sitemaps list.
    fn is_listed(&self) -> bool {
        false
    }

    /// Whether it is made of what other paths became, so that a build makes it last.
    fn is_of_others(&self) -> bool {
        false
    }

    /// When it last changed, if it has a date of its own.
    fn modified(&self, _clock: Timestamp) -> Option<Timestamp> {
        None
    }
}

/// The bytes of an output.
pub(super) type Made<'a> = Result<Cow<'a, [u8]>, TemplateFault>;

/// A file for machines, which `write` makes whole.
pub(super) fn file<W>(write: W) -> impl Output
where
    W: Fn(&Frame<'_>) -> Vec<u8> + Send + Sync,
{
    File(write)
}

struct File<W>(W);

impl<W: Fn(&Frame<'_>) -> Vec<u8> + Send + Sync> Output for File<W> {
    fn bytes(&self, frame: &Frame<'_>) -> Made<'_> {
        Ok(Cow::Owned(self.0(frame)))
    }
}

/// All outputs of a site by path, and what pages want to know of them.
#[derive(Default)]
pub struct Plan<'p> {
    /// What each path holds.
    pub outputs: BTreeMap<SitePath, Box<dyn Output + 'p>>,
    /// The packages that have a page.
    pub packages: HashMap<PackageName, SitePath>,
    /// What every page offers beside itself, the most useful first.
    pub feeds: Vec<DataFile>,
    /// Every file for programs, feeds included, as `forewarn.json` lists them.
    pub data: Vec<DataFile>,
    /// What files for programs became so far.
    pub digests: Digests,
}

/// A file for programs, or files of one kind.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// Where it is; of a kind with a name in braces where they differ: `osv/{id}.json`.
    pub path: SitePath,
    /// Its media type.
    pub media_type: &'static str,
    /// What it is, in a few words: in English, but for feeds, which readers subscribe to
    /// by that name.
    pub title: String,
}

impl DataFile {
    /// A file at `path`.
    pub(super) fn new(path: SitePath, media_type: &'static str, title: impl Into<String>) -> Self {
        Self {
            path,
            media_type,
            title: title.into(),
        }
    }

    /// A file, or files of one kind, at a path that never changes.
    pub(super) fn fixed(path: &str, media_type: &'static str, title: &str) -> Self {
        let path = SitePath::new(path).expect("a path of forewarn's own");
        Self::new(path, media_type, title)
    }
}

/// What the site is made from, and the path that is made.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// What the site is made from.
    pub site: &'a Material<'a>,
    /// All outputs.
    pub plan: &'a Plan<'a>,
    /// The path that is made.
    pub path: &'a SitePath,
}

impl Plan<'_> {
    /// Whether the site has the path.
    pub fn has(&self, path: &SitePath) -> bool {
        self.outputs.contains_key(path)
    }
}

/// A frame has all that the site has.
impl<'a> Deref for Frame<'a> {
    type Target = Material<'a>;

    fn deref(&self) -> &Material<'a> {
        self.site
    }
}
