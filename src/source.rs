//! Input files as bytes, and places in them.
//!
//! A [`Sources`] is the whole input of a run: path to content. Everything that
//! is said about an input is said with a [`Span`], a byte range of one file;
//! lines and columns are worked out only when something is printed.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The path of the one file that is on no disk: the names of the repository's
/// tags, `refs/tags/NAME` one a line. `releases` of a supported-versions table
/// may ask for them.
pub const TAGS: &str = ".git/tags";

/// Names one file of a [`Sources`]. Cheap to copy; meaningless without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The first file of any [`Sources`]: the place of what no file says.
    pub const FIRST: Self = Self(0);
}

/// A half-open byte range of one file. There are many, and no file that is read has
/// 4 GiB, so that its ends are small numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file the range lies in.
    pub file: FileId,
    start: u32,
    /// Never before `start`.
    end: u32,
}

impl Span {
    /// The range `start..end` of `file`. An end before the start is moved to it.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            file,
            start: offset(start),
            end: offset(end.max(start)),
        }
    }

    /// The place of a fault that concerns the whole file.
    pub fn file(file: FileId) -> Self {
        Self::new(file, 0, 0)
    }

    /// Offset of the first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Offset after the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The byte range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The smallest range that covers both; `other` must be of the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        debug_assert_eq!(self.file, other.file, "a span lies in one file");
        Self {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A value with the place it was read from. Two are equal when their values
/// are, wherever they stand.
#[derive(Clone, Copy, Debug)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, as read from `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(f(self.value), self.span)
    }

    /// The same place with a reference to the value.
    pub fn as_ref(&self) -> Spanned<&T> {
        Spanned::new(&self.value, self.span)
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

/// Why a file that is there was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A symbolic link: it could lead out of the repository.
    SymbolicLink,
    /// A directory entry that is neither file nor directory (FIFO, device, socket).
    NotAFile,
    /// Larger than the `limit` for its kind, both in bytes.
    TooLarge {
        /// The size found.
        size: u64,
        /// The largest size accepted.
        limit: u64,
    },
    /// The name is not UTF-8; the path shown has replacement characters.
    NameNotUtf8,
    /// It lies where inputs are expected, and is of a kind or has a name that
    /// nothing reads. The path of a folder ends with `/`.
    NotAnInput,
    /// The references of a repository in the form of a reftable.
    Reftable,
}

/// What a file held.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// Nothing, for this reason.
    Refused(Refusal),
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Bytes({})", bytes.len()),
            Self::Refused(why) => write!(f, "Refused({why:?})"),
        }
    }
}

/// One input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the root, with `/` between its parts. A file of the overlay
    /// has the overlay's own path before it, as it was named.
    pub path: String,
    /// Path from the top of the private overlay, for a file that lies there:
    /// `advisories/x_tinysig-2026-0004.yaml`.
    pub overlay: Option<String>,
    /// What it held.
    pub content: Content,
}

impl SourceFile {
    /// The bytes, empty for a file that was refused.
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::Refused(_) => &[],
        }
    }

    /// The text, or the offset of the first byte that is not UTF-8.
    pub fn text(&self) -> Result<&str, usize> {
        std::str::from_utf8(self.bytes()).map_err(|e| e.valid_up_to())
    }

    /// The text as far as it is UTF-8: what a diagnostic can quote.
    pub fn quotable(&self) -> &str {
        match self.text() {
            Ok(text) => text,
            Err(valid) => std::str::from_utf8(&self.bytes()[..valid]).unwrap_or_default(),
        }
    }

    /// Line and column of a byte offset, both from 1; the column counts
    /// characters. An offset past the end is the end.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let text = self.quotable();
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

/// What others put before the paths of files to find them. Empty, or with a `/` at
/// its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vantage {
    /// Where the command runs.
    pub here: String,
    /// The top of the repository, from which a forge looks files up.
    pub repository: String,
    /// Whether the path of the overlay is seen from the root, as the others are.
    pub includes_overlay: bool,
}

/// All input files of a run. A copy shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<Arc<SourceFile>>,
    /// From where their paths are told.
    pub vantage: Vantage,
}

impl Sources {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and returns its name. Paths are relative to the root with
    /// `/` between their parts; the caller adds each once.
    pub fn add(&mut self, path: impl Into<String>, content: Content) -> FileId {
        self.push(SourceFile {
            path: path.into(),
            overlay: None,
            content,
        })
    }

    /// Adds a file of the private overlay `folder`, by its path in there.
    pub fn add_private(
        &mut self,
        folder: &str,
        path: impl Into<String>,
        content: Content,
    ) -> FileId {
        let path = path.into();
        self.push(SourceFile {
            path: format!("{}/{path}", folder.trim_end_matches('/')),
            overlay: Some(path),
            content,
        })
    }

    fn push(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("fewer than 2^32 files"));
        self.files.push(Arc::new(file));
        id
    }

    /// Adds a file of text: for tests and for input that is not on a disk.
    ///
    /// ```
    /// use forewarn::source::Sources;
    ///
    /// let mut sources = Sources::new();
    /// let file = sources.text("advisories/A.yaml", "id: A\nsummary: é!\n");
    /// assert_eq!(sources.get(file).line_column(17), (2, 11));
    /// ```
    pub fn text(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.add(path, Content::Bytes(text.into().into_bytes()))
    }

    /// The file of that name.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Gives a file other content. Spans into it stand for places of the old one.
    pub fn replace(&mut self, id: FileId, content: Content) {
        let file = &mut self.files[id.0 as usize];
        let (path, overlay) = (file.path.clone(), file.overlay.clone());
        *file = Arc::new(SourceFile {
            path,
            overlay,
            content,
        });
    }

    /// Whether the file of that name is the same there, with the same content.
    pub fn is_as_in(&self, id: FileId, other: &Self) -> bool {
        self.files.get(id.0 as usize) == other.files.get(id.0 as usize)
    }

    /// All files, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(self.files.iter().map(Arc::as_ref))
    }

    /// The files of the project's own tree, without those of the overlay.
    pub fn tree(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.iter().filter(|(_, file)| file.overlay.is_none())
    }

    /// The files of the private overlay, each with its path in there.
    pub fn overlay(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.iter()
            .filter_map(|(id, file)| Some((id, file.overlay.as_deref()?)))
    }

    /// The file at `path` of the tree, when there is one.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.tree()
            .find(|(_, file)| file.path == path)
            .map(|(id, _)| id)
    }

    /// The text a span covers, as far as it is UTF-8.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file)
            .quotable()
            .get(span.range())
            .unwrap_or_default()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
