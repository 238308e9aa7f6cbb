//! Links and images.

use std::ops::Range;

use pulldown_cmark::{LinkType, Tag};

use super::super::destination::{Destination, clean};
use super::super::{Link, autolink};
use super::{Open, Writer};

impl Writer<'_> {
    /// Notes where a link or an image leads. The address of a mail autolink has no
    /// scheme (CommonMark 0.31, section 6.5).
    pub(super) fn note_destination(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => self.note_link(&format!("mailto:{dest_url}"), range.clone()),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.note_link(dest_url, range.clone());
            }
            _ => {}
        }
    }

    pub(super) fn note_link(&mut self, destination: &str, range: Range<usize>) {
        self.out.links.push(Link {
            destination: destination.to_owned(),
            range,
        });
    }

    pub(super) fn link(&mut self, kind: LinkType, written: &str, title: &str) -> Open {
        let destination = match kind {
            LinkType::Email => Destination::new(&format!("mailto:{written}")),
            _ => self.destination(written),
        };
        let Some(destination) = destination.filter(|_| !self.in_link) else {
            return Open::Nothing;
        };
        self.open_link(&destination, title);
        self.in_link = true;
        Open::Link {
            text: self.out.html.len(),
            destination: written.to_owned(),
        }
    }

    /// Addresses of others do not learn which page led to them, since the page
    /// may be a preview or lie in a private network.
    fn open_link(&mut self, destination: &Destination, title: &str) {
        let (address, relation) = match destination {
            Destination::External(address) => (address, " rel=\"noreferrer\""),
            Destination::Relative(address) => (address, ""),
        };
        self.push("<a href=\"");
        self.push_escaped(address);
        self.push("\"");
        self.title(title);
        self.push(relation);
        self.push(">");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.push(" title=\"");
            self.push_escaped(title);
            self.push("\"");
        }
    }

    /// Where a link or image leads from this page, when it may lead there.
    fn destination(&self, written: &str) -> Option<Destination> {
        let destination = Destination::new(written)?;
        if !matches!(destination, Destination::Relative(_)) {
            return Some(destination);
        }
        let written = clean(written);
        if let Some(rewritten) = self.options.rewrite.and_then(|rewrite| rewrite(&written)) {
            return Destination::new(&rewritten);
        }
        match written.strip_prefix('#') {
            Some(fragment) => Destination::new(&format!("#{}{fragment}", self.options.id_prefix)),
            None => Some(destination),
        }
    }

    pub(super) fn image(&mut self, written: &str, title: &str, description: &str) {
        match self.destination(written).filter(|_| self.images) {
            Some(Destination::Relative(address)) => {
                self.push("<img src=\"");
                self.push_escaped(&address);
                self.push("\" alt=\"");
                self.push_escaped(description);
                self.push("\"");
                self.title(title);
                self.push("/>");
            }
            Some(destination) if !self.in_link => {
                let blank = description.trim().is_empty();
                self.open_link(&destination, title);
                self.push_escaped(if blank { written } else { description });
                self.push("</a>");
            }
            _ => self.push_escaped(description),
        }
        self.add_words(description);
    }

    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        if self.raw.is_some() || self.in_link {
            self.plain(text);
            return;
        }
        // Places in the text are places in the source unless something in it
        // was written as an escape or an entity.
        let as_written = self.source.get(range.clone()) == Some(text);
        let mut written = 0;
        for autolink::Bare {
            place: address,
            scheme,
        } in autolink::find(text)
        {
            let shown = &text[address.clone()];
            let url = format!("{scheme}{shown}");
            let Some(destination) = Destination::new(&url) else {
                continue;
            };
            self.push_text(&text[written..address.start]);
            self.open_link(&destination, "");
            self.push_escaped(shown);
            self.push("</a>");
            written = address.end;
            let place = if as_written {
                range.start + address.start..range.start + address.end
            } else {
                range.clone()
            };
            self.note_link(&url, place);
        }
        self.push_text(&text[written..]);
        self.add_words(text);
    }
}
