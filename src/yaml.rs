//! A spanned tree over YAML and JSON.
//!
//! Both formats become the same [`Node`]: every key and value with the bytes it
//! stands at, every scalar as the text that was written, so that `1.10` stays
//! `1.10` and a parser decides what a value is. [`Table`] takes the keys of a
//! map, which are data ([`Keys`]), and reports those that it cannot have.
//!
//! YAML 1.2.2 comes from the events of `saphyr-parser`, which no other module
//! sees; JSON (RFC 8259) is read here, since no reader of it gives places. What
//! tools disagree about (merge keys, application tags, several documents) is
//! refused, and so is what no advisory needs: more than 64 levels, 250,000 nodes
//! or 16 MiB of text, aliases counted as often as they are used.

mod budget;
mod builder;
mod content;
mod core_schema;
mod duplicates;
mod explanation;
mod json;
mod keys;
mod markers;
mod node;
mod piece;
mod syntax;
mod table;
mod tag;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::path::Path;

pub use content::{refused, text};
pub use keys::{Key, Keys, Takes, key, words};
pub use node::{Entry, Kind, Node, Scalar};
pub use table::{Table, choice, entries_of, scalar_of, text_of, texts_of};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// Reads a whole file: JSON when its path ends in `.json`, YAML otherwise.
///
/// Everything found wrong goes to `out`: a file that was refused or is not
/// UTF-8, its first syntax error, every duplicate key and every feature that is
/// not read. `None` when nothing of the file can be used, which an empty file
/// is too.
///
/// ```
/// use forewarn::diagnostic::Diagnostics;
/// use forewarn::source::Sources;
/// use forewarn::yaml;
///
/// let mut sources = Sources::new();
/// let file = sources.text("advisories/A.yaml", "id: A\nfixed: 1.10\n");
/// let mut out = Diagnostics::new();
/// let node = yaml::read(&sources, file, &mut out).unwrap();
/// let fixed = &node.as_map().unwrap()[1];
/// assert_eq!(fixed.value.as_text(), Some("1.10"));
/// assert_eq!(fixed.value.span.range(), 13..17);
/// ```
pub fn read(sources: &Sources, file: FileId, out: &mut Diagnostics) -> Option<Node> {
    let text = content::text(sources, file, out)?;
    let extension = Path::new(&sources.get(file).path).extension();
    let result = if extension.is_some_and(|name| name.eq_ignore_ascii_case("json")) {
        json::read(file, text, out)
    } else {
        builder::read(file, text, 0..text.len(), out)
    };
    let node = stopped(result, out)?;
    if node.is_none() {
        out.push(
            Diagnostic::new(Code::WrongType, Span::file(file), "the file is empty")
                .help("write its keys, or remove the file"),
        );
    }
    node
}

/// Reads the YAML at `range`, a byte range of the file's text: the front matter
/// of a page, without its `---` lines. Spans are of the whole file.
///
/// Diagnostics are as for [`read`], but front matter may be empty: `None`.
pub fn read_front_matter(
    sources: &Sources,
    file: FileId,
    range: Range<usize>,
    out: &mut Diagnostics,
) -> Option<Node> {
    let text = content::text(sources, file, out)?;
    stopped(builder::read(file, text, range, out), out)?
}

/// The outcome of a reader; what stopped it goes to `out`.
fn stopped<T>(result: Result<T, Box<Diagnostic>>, out: &mut Diagnostics) -> Option<T> {
    result.map_err(|fault| out.push(*fault)).ok()
}
