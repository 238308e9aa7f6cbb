//! Headings: their levels, their ids, and links to them.

use super::super::Heading;
use super::Writer;
use crate::model::text::single_spaced;
use crate::theme::escape::escape;

impl Writer<'_> {
    /// The level of the next heading, of which the text says `written`.
    pub(super) fn level(&mut self, written: u8) -> u8 {
        let level = if self.options.close_levels {
            self.outline.retain(|&above| above < written);
            self.outline.push(written);
            u8::try_from(self.outline.len()).unwrap_or(6)
        } else {
            written
        };
        level.saturating_add(self.options.heading_offset).min(6)
    }

    /// The heading whose content was written from `content` on, which is taken out.
    pub(super) fn heading(&mut self, level: u8, content: usize) -> Heading {
        let words = self.words.take().unwrap_or_default();
        let text = single_spaced(&words);
        let id = self.slugs.next(&text);
        let html = self.out.html.split_off(content);
        Heading {
            level,
            id,
            text,
            html,
        }
    }

    pub(super) fn write_heading(&mut self, heading: &Heading) {
        let Heading {
            level,
            id,
            text,
            html,
        } = heading;
        let escaped_id = escape(id);
        if self.options.apart {
            self.push(&format!("<h{level}>{html}</h{level}>\n"));
        } else {
            let heading = ("heading", text.as_str().into());
            let name = escape(&self.options.words().fill("heading_link", [heading]));
            self.push(&format!(
            "<h{level} id=\"{escaped_id}\">{html} <a class=\"anchor\" href=\"#{escaped_id}\" aria-label=\"{name}\">#</a></h{level}>\n"
        ));
        }
    }
}
