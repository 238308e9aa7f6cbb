//! Comments that ask for a part of the page.

use std::ops::Range;

use super::super::{Directive, comment};
use super::Writer;

impl Writer<'_> {
    /// Notes what a block of HTML asks for. It is answered when the block is one
    /// comment that lies in nothing.
    pub(super) fn note_directives(&mut self, html: &str, range: Range<usize>) {
        match comment::only_request(html) {
            Some(text) => self.out.directives.push(Directive {
                text: text.to_owned(),
                at: self.open.is_empty().then_some(self.out.html.len()),
                range: trimmed(self.source, range),
            }),
            None => self.note_misplaced(range),
        }
    }

    /// Notes what comments ask for where no block of the page can stand.
    pub(super) fn note_misplaced(&mut self, range: Range<usize>) {
        let source = &self.source[range.clone()];
        let requests = comment::requests(source).map(|request| Directive {
            text: request.text.to_owned(),
            at: None,
            range: range.start + request.place.start..range.start + request.place.end,
        });
        self.out.directives.extend(requests);
    }
}

/// A place without the white space at its end.
fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + source[range.clone()].trim_end().len()
}
