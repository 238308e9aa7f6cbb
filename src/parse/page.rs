//! Documents to [`Page`]s: front matter, title, body.

use std::ops::Range;

use super::characters;
use super::keys::page::FRONT_MATTER;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::document;
use crate::model::{Format, Page, SitePath};
use crate::source::{FileId, Sources, Span, Spanned};
use crate::yaml::{self, Table};

/// The policy document, published as `index.html` whatever its name.
pub(super) fn policy(sources: &Sources, file: FileId, out: &mut Diagnostics) -> Option<Page> {
    read(sources, file, SitePath::policy(), "Security policy", out)
}

/// A page of `content/`; `stem` is its path there without the ending.
pub(super) fn page(
    sources: &Sources,
    file: FileId,
    stem: &str,
    out: &mut Diagnostics,
) -> Option<Page> {
    match SitePath::new(format!("{stem}.html")) {
        Ok(path) => {
            let name = stem.rsplit('/').next().unwrap_or(stem);
            read(sources, file, path, name, out)
        }
        Err(fault) => {
            out.push(
                Diagnostic::new(Code::FileRefused, Span::file(file), fault.to_string())
                    .help("rename the file; letters, digits, `-`, `_` and `.` work everywhere"),
            );
            None
        }
    }
}

fn read(
    sources: &Sources,
    file: FileId,
    path: SitePath,
    untitled: &str,
    out: &mut Diagnostics,
) -> Option<Page> {
    let text = yaml::text(sources, file, out)?;
    let split = front_matter(text);
    characters::report_in_document(file, &text[split.body..], split.body, out);
    if let Some(place) = &split.unclosed {
        let place = Span::new(file, place.start, place.end);
        out.push(
            Diagnostic::new(Code::YamlSyntax, place, "the front matter is never closed")
                .help("end it with a line `---`"),
        );
    }
    let source = sources.get(file).path.clone();
    let format = Format::of(&source).map_or(Format::Text, |(_, format)| format);
    let mut page = Page {
        path,
        source,
        format,
        title: String::new(),
        description: None,
        order: None,
        hidden: false,
        body: Spanned::new(
            text[split.body..].to_owned(),
            Span::new(file, split.body, text.len()),
        ),
    };
    if let Some(range) = split.yaml {
        let node = yaml::read_front_matter(sources, file, range, out);
        if let Some(mut table) = node
            .and_then(|node| Some(node).filter(|n| !n.is_null()))
            .as_ref()
            .and_then(|node| {
                characters::report(node, out);
                Table::new(node, &FRONT_MATTER, out)
            })
        {
            keys(&mut table, &mut page, out);
            table.finish(out);
        }
    }
    if page.title.is_empty() {
        let title = document::title(page.format, &page.body.value);
        page.title = title.unwrap_or_else(|| untitled.to_owned());
    }
    document::check(&page, out);
    Some(page)
}

fn keys(table: &mut Table<'_>, page: &mut Page, out: &mut Diagnostics) {
    if let Some(title) = table.text("title", out) {
        page.title = title.value;
    }
    page.description = table.text("description", out).map(|text| text.value);
    page.hidden = table.flag("hidden", out).is_some_and(|flag| flag.value);
    if let Some(order) = table.text("order", out) {
        page.order = order.value.parse().ok();
        if page.order.is_none() {
            out.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    order.span,
                    format!("{} is no whole number", quoted(&order.value)),
                )
                .help("write a number, such as `order: 1`; pages with a low one come first"),
            );
        }
    }
}

/// Where the parts of a document lie, in bytes.
struct Split {
    /// The YAML between the two `---` lines.
    yaml: Option<Range<usize>>,
    /// A first `---` line that opens what is meant as YAML and has no end.
    unclosed: Option<Range<usize>>,
    /// The first byte of the text.
    body: usize,
}

/// Front matter is a first line `---` up to the next line `---`. Without the
/// second, the first is a thematic break of Markdown, unless a key follows.
fn front_matter(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut offset = start;
    let mut opened = None;
    for line in text[start..].split_inclusive('\n') {
        let is_fence = line.trim_end() == "---";
        let next = offset + line.len();
        match opened {
            None if is_fence => opened = Some(next),
            None => break,
            Some(from) if is_fence => {
                return Split {
                    yaml: Some(from..offset),
                    unclosed: None,
                    body: next,
                };
            }
            Some(_) => {}
        }
        offset = next;
    }
    let first = opened.and_then(|from| text[from..].lines().next());
    let is_key = |line: &str| {
        let key = line.split_once(':').map_or("", |(key, _)| key);
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase())
    };
    Split {
        yaml: None,
        unclosed: first.filter(|line| is_key(line)).map(|_| start..start + 3),
        body: start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_found_only_between_fences() {
        let split = front_matter("---\ntitle: A\n---\n# B\n");
        assert_eq!((split.yaml, split.body), (Some(4..13), 17));
        let split = front_matter("---\nno second fence\n");
        assert_eq!(split.unclosed, None);
        assert_eq!((split.yaml, split.body), (None, 0));
        let split = front_matter("\u{feff}---\ntitle: A\n# B\n");
        assert_eq!((split.yaml, split.unclosed), (None, Some(3..6)));
        let split = front_matter("\u{feff}# B\n---\n");
        assert_eq!((split.yaml, split.body), (None, 3));
    }
}
