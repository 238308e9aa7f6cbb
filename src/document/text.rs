//! Text without markup, as people lay it out: paragraphs, lists, underlined
//! titles, and what has columns or is further in as it stands.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::Placed;

/// Lines are filled up to about here; one that ends long before was ended on
/// purpose.
const FILLED: usize = 60;

/// A line by its place, without its end.
type Line = Range<usize>;

/// The events of a text.
pub(super) fn events(text: &str) -> Vec<Placed<'_>> {
    let mut events = Events {
        text,
        out: Vec::new(),
        in_list: false,
    };
    let mut block: Vec<Line> = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let place = offset..offset + line.trim_end().len();
        offset += line.len();
        if place.is_empty() {
            events.block(&std::mem::take(&mut block));
        } else {
            block.push(place);
        }
    }
    events.block(&block);
    events.end_list();
    events.out
}

struct Events<'t> {
    text: &'t str,
    out: Vec<Placed<'t>>,
    in_list: bool,
}

impl<'t> Events<'t> {
    fn block(&mut self, lines: &[Line]) {
        let Some(first) = lines.first() else { return };
        if item(&self.text[first.clone()]).is_some() {
            self.list(lines);
            return;
        }
        let is_in = |line: &Line| self.text[line.clone()].starts_with([' ', '\t']);
        if self.in_list && lines.iter().all(is_in) {
            self.continued(lines);
            return;
        }
        self.end_list();
        let lines = match lines {
            [title, under, rest @ ..] if self.level(title, under).is_some() => {
                let level = self.level(title, under).unwrap_or(HeadingLevel::H2);
                self.heading(level, title);
                rest
            }
            lines => lines,
        };
        if lines.iter().any(|line| self.is_laid_out(line)) {
            self.code(lines);
        } else if !lines.is_empty() {
            self.within(Tag::Paragraph, |events| events.lines(lines));
        }
    }

    fn within(&mut self, tag: Tag<'t>, inner: impl FnOnce(&mut Self)) {
        let end = tag.to_end();
        self.out.push((Event::Start(tag), 0..0));
        inner(self);
        self.out.push((Event::End(end), 0..0));
    }

    /// The level of a title with this line under it.
    fn level(&self, title: &Line, under: &Line) -> Option<HeadingLevel> {
        let (title, under) = (&self.text[title.clone()], &self.text[under.clone()]);
        let level = match under.chars().next()? {
            '=' => HeadingLevel::H1,
            '-' => HeadingLevel::H2,
            '~' => HeadingLevel::H3,
            _ => return None,
        };
        let is_line = under.len() >= 3 && under.chars().all(|c| under.starts_with(c));
        (is_line && !title.starts_with([' ', '\t'])).then_some(level)
    }

    fn heading(&mut self, level: HeadingLevel, title: &Line) {
        let tag = Tag::Heading {
            level,
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        };
        self.within(tag, |events| events.words(title.clone()));
    }

    /// Whether a line says something by where its words stand.
    fn is_laid_out(&self, line: &Line) -> bool {
        let text = &self.text[line.clone()];
        text.starts_with([' ', '\t'])
            || text.contains('\t')
            || text.contains("   ")
            || text.starts_with("-----")
    }

    fn code(&mut self, lines: &[Line]) {
        self.within(Tag::CodeBlock(CodeBlockKind::Indented), |events| {
            for line in lines {
                let text = format!("{}\n", &events.text[line.clone()]);
                events.out.push((Event::Text(CowStr::from(text)), 0..0));
            }
        });
    }

    fn list(&mut self, lines: &[Line]) {
        if !self.in_list {
            self.in_list = true;
            self.out.push((Event::Start(Tag::List(None)), 0..0));
        }
        let starts = (0..lines.len()).filter(|&at| item(&self.text[lines[at].clone()]).is_some());
        let starts: Vec<_> = starts.collect();
        let ends = starts.iter().skip(1).copied().chain([lines.len()]);
        for (&start, end) in starts.iter().zip(ends) {
            let mut item_lines = lines[start..end].to_vec();
            let mark = item(&self.text[item_lines[0].clone()]).unwrap_or(0);
            item_lines[0].start += mark;
            self.within(Tag::Item, |events| events.lines(&item_lines));
        }
    }

    /// A paragraph of the last item.
    fn continued(&mut self, lines: &[Line]) {
        let end = self.out.pop();
        self.within(Tag::Paragraph, |events| events.lines(lines));
        self.out.extend(end);
    }

    fn end_list(&mut self) {
        if std::mem::take(&mut self.in_list) {
            self.out.push((Event::End(TagEnd::List(false)), 0..0));
        }
    }

    /// Lines of a paragraph. A word that would have had room on the line before
    /// was put on the next on purpose.
    fn lines(&mut self, lines: &[Line]) {
        let mut before: Option<usize> = None;
        for line in lines {
            let text = &self.text[line.clone()];
            let margin = text.len() - text.trim_start().len();
            let text = text.trim_start();
            let word = text.split_whitespace().next().unwrap_or_default();
            if let Some(before) = before {
                let has_room = before + 1 + word.chars().count() < FILLED;
                let end = if has_room {
                    Event::HardBreak
                } else {
                    Event::SoftBreak
                };
                self.out.push((end, 0..0));
            }
            before = Some(margin + text.chars().count());
            self.words(line.start + margin..line.end);
        }
    }

    fn words(&mut self, place: Range<usize>) {
        let text = &self.text[place.clone()];
        self.out.push((Event::Text(CowStr::from(text)), place));
    }
}

/// The length of what marks a line as an item of a list.
fn item(line: &str) -> Option<usize> {
    let text = line.trim_start();
    let sign = text.chars().next().filter(|c| "•*-+·".contains(*c))?;
    let rest = &text[sign.len_utf8()..];
    let is_item = rest.starts_with([' ', '\t']);
    is_item.then(|| line.len() - rest.trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let mut html = String::new();
        pulldown_cmark::html::push_html(
            &mut html,
            events(text).into_iter().map(|(event, _)| event),
        );
        html
    }

    #[test]
    fn text_reads_as_it_was_laid_out() {
        let filled =
            "A line that somebody filled as far as it went, and then went on\nwith the next.\n";
        for (text, expected) in [
            (
                filled,
                "<p>A line that somebody filled as far as it went, and then went on\nwith the next.</p>\n",
            ),
            (
                "Mail: a@b.example\nPhone: 1\n",
                "<p>Mail: a@b.example<br />\nPhone: 1</p>\n",
            ),
            (
                "Title\n=====\nText\n\nPart\n----\n",
                "<h1>Title</h1>\n<p>Text</p>\n<h2>Part</h2>\n",
            ),
            (
                "  • one\n    more\n\n  • two\n\n    again\n\nText\n",
                "<ul>\n<li>one<br />\nmore</li>\n<li>two\n<p>again</p>\n</li>\n</ul>\n<p>Text</p>\n",
            ),
            (
                "Key   ID\n1     2\n",
                "<pre><code>Key   ID\n1     2\n</code></pre>\n",
            ),
            (
                "*not* <b> & [a](b)\n",
                "<p>*not* &lt;b&gt; &amp; [a](b)</p>\n",
            ),
            ("", ""),
        ] {
            assert_eq!(html(text), expected, "{text}");
        }
    }

    #[test]
    fn every_text_has_its_place() {
        let text = "Title\n=====\r\n\r\n- a@b.example\r\n  c\n";
        for (event, place) in events(text) {
            if let Event::Text(words) = event {
                assert_eq!(&*words, &text[place]);
            }
        }
    }
}
