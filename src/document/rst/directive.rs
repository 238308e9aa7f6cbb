//! Directives by their names.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag};

use super::line::{Line, Words, align, filled, gap, unbroken};
use super::{Reader, field, link};

/// What is done with a directive.
enum Kind {
    /// An alert of GitHub's.
    Alert(BlockQuoteKind),
    /// A quote with a title, before which these words stand.
    Titled(&'static str),
    /// Its text stands as if nothing was around it.
    Plain,
    /// The same, but its argument says how it looks.
    Classed,
    Code,
    Lines,
    Quote,
    Rubric,
    Picture,
    Table,
    ListTable,
    CsvTable,
    Role,
    /// What the page does by itself, or what says how things look.
    Nothing,
    /// It brings in what is not in the text; what to do instead.
    LeftOut(&'static str),
    Forewarn,
    Unknown,
}

fn kind(name: &str) -> Kind {
    match name {
        "note" => Kind::Alert(BlockQuoteKind::Note),
        "hint" | "tip" => Kind::Alert(BlockQuoteKind::Tip),
        "attention" | "important" => Kind::Alert(BlockQuoteKind::Important),
        "warning" => Kind::Alert(BlockQuoteKind::Warning),
        "caution" | "danger" | "error" => Kind::Alert(BlockQuoteKind::Caution),
        "admonition" | "topic" | "sidebar" => Kind::Titled(""),
        "seealso" => Kind::Titled("See also"),
        "versionadded" => Kind::Titled("New in version"),
        "versionchanged" => Kind::Titled("Changed in version"),
        "deprecated" => Kind::Titled("Deprecated since version"),
        "compound" | "header" | "footer" => Kind::Plain,
        "class" | "container" => Kind::Classed,
        "code" | "code-block" | "sourcecode" | "math" => Kind::Code,
        "line-block" | "parsed-literal" => Kind::Lines,
        "epigraph" | "highlights" | "pull-quote" => Kind::Quote,
        "rubric" => Kind::Rubric,
        "image" | "figure" => Kind::Picture,
        "table" => Kind::Table,
        "list-table" => Kind::ListTable,
        "csv-table" => Kind::CsvTable,
        "role" => Kind::Role,
        "contents" | "sectnum" | "section-numbering" | "target-notes" | "meta" | "title"
        | "default-role" | "highlight" => Kind::Nothing,
        "raw" => Kind::LeftOut("write the text without `raw`; HTML is not shown"),
        "toctree" => Kind::LeftOut("link to the pages; the navigation lists those of content/"),
        "include" | "literalinclude" | "date" => {
            Kind::LeftOut("put the text itself here; no other file is read")
        }
        "forewarn" => Kind::Forewarn,
        _ => Kind::Unknown,
    }
}

/// Whether a directive of this name is read.
pub(super) fn is_known(name: &str) -> bool {
    !matches!(kind(name), Kind::Unknown | Kind::Forewarn)
}

/// The name of a directive at the start of a text, in lower case, and the length of
/// what stands before its argument.
pub(super) fn name(text: &str) -> Option<(String, usize)> {
    let (name, argument) = text.split_once("::")?;
    let bare = name.strip_suffix(' ').unwrap_or(name);
    let is_name = !bare.is_empty()
        && bare
            .chars()
            .all(|c| c.is_alphanumeric() || "-_+:.".contains(c));
    let is_apart = argument.is_empty() || argument.starts_with(char::is_whitespace);
    (is_name && is_apart).then(|| (bare.to_lowercase(), name.len() + 2))
}

/// A directive whose first line begins behind its name.
pub(super) struct Directive<'l, 't> {
    name: String,
    pub(super) place: Range<usize>,
    /// Argument, options and text.
    lines: &'l mut [Line<'t>],
    /// How many lines the argument may have, and the options behind it.
    argument: usize,
    options: usize,
}

impl<'l, 't> Directive<'l, 't> {
    pub(super) fn new(name: String, place: Range<usize>, lines: &'l mut [Line<'t>]) -> Self {
        let end = 1 + filled(&lines[1..]);
        let is_option = |line: &Line<'_>| field::name(line.text).is_some();
        let argument = lines[1..end].iter().position(is_option);
        let argument = argument.map_or(end, |at| at + 1);
        Self {
            name,
            place,
            lines,
            argument,
            options: end - argument,
        }
    }

    pub(super) fn argument(&self) -> Words {
        let lines = self.lines[..self.argument].iter();
        Words::of(lines.filter(|line| !line.text.is_empty()).copied())
    }

    /// The lines of an option, without its name.
    pub(super) fn option(&self, wanted: &str) -> Option<Vec<Line<'t>>> {
        let mut lines = self.lines[self.argument..][..self.options].iter();
        let named = |line: &Line<'t>| {
            let (name, width) = field::name(line.text)?;
            Some((&line.text[name], line.behind(width)))
        };
        let first = lines.find_map(|line| named(line).filter(|(name, _)| *name == wanted))?;
        let more = lines.take_while(|line| named(line).is_none());
        Some(std::iter::once(first.1).chain(more.copied()).collect())
    }

    pub(super) fn number(&self, option: &str) -> usize {
        let lines = self.option(option).unwrap_or_default();
        let number = lines.first().and_then(|line| line.text.parse().ok());
        number.unwrap_or(0)
    }

    /// The text behind argument and options.
    pub(super) fn body(&mut self) -> &mut [Line<'t>] {
        &mut self.lines[self.argument + self.options..]
    }

    /// The text without the argument, or with it, and the margin of both.
    fn text(&mut self, with_argument: bool) -> (&mut [Line<'t>], usize) {
        let from = if with_argument { 0 } else { self.argument };
        let to = self.argument + self.options;
        for line in &mut self.lines[from.max(self.argument)..to] {
            *line = line.emptied();
        }
        let lines = &mut self.lines[from..];
        let margin = if with_argument {
            align(lines)
        } else {
            super::line::margin(lines)
        };
        (lines, margin)
    }

    /// Leaves what looks like options to the text when any of them is none.
    fn keep_fields(&mut self) {
        let mut lines = self.lines[self.argument..][..self.options].iter();
        let is_option = |line: &Line<'_>| {
            let name = field::name(line.text).map(|(name, _)| &line.text[name]);
            matches!(name, Some("class" | "name"))
        };
        if !lines.all(is_option) {
            self.argument += self.options;
            self.options = 0;
        }
    }
}

impl Reader {
    pub(super) fn directive(&mut self, mut found: Directive<'_, '_>) {
        match kind(&found.name) {
            Kind::Alert(alert) => {
                found.keep_fields();
                self.quoted(Some(alert), found);
            }
            Kind::Quote => self.quoted(None, found),
            Kind::Titled(before) => self.titled(before, found),
            Kind::Plain => self.plain(found, true),
            Kind::Classed => self.plain(found, false),
            Kind::Code => self.code_of(found),
            Kind::Lines => {
                let (lines, _) = found.text(true);
                let lines = lines[gap(lines)..].iter();
                self.lines(lines.map(|line| vec![*line]));
            }
            Kind::Rubric => self.strong_line("", &found.argument()),
            Kind::Picture => self.figure(found),
            Kind::Table => {
                self.caption(&found);
                let (lines, margin) = found.text(false);
                self.blocks(lines, margin);
            }
            Kind::ListTable => self.list_table(found),
            Kind::CsvTable => self.csv_table(found),
            Kind::Role => {
                let name = found.argument().text;
                let end = name.find('(').unwrap_or(name.len());
                self.roles.insert(name[..end].trim().to_lowercase());
            }
            Kind::Nothing => {}
            Kind::LeftOut(help) => {
                let message = format!("`{}` is left out", found.name);
                self.fault(found.place, message, help);
            }
            Kind::Forewarn => self.asked_in_vain(&found.argument().text, found.place),
            Kind::Unknown => self.unknown(found),
        }
    }

    /// What stands for a name.
    pub(super) fn stand_for(
        &mut self,
        directive: &str,
        lines: &mut [Line<'_>],
        place: &Range<usize>,
    ) {
        let found = Directive::new(directive.to_owned(), place.clone(), lines);
        match directive {
            "replace" => self.words(&Words::of(found.lines.iter().copied())),
            "image" => self.picture(&found),
            "unicode" => self.text(unicode(&found.argument().text)),
            "date" => {
                let message = "the day of the build is not known to a text";
                self.fault(place.clone(), message, "write the date");
            }
            _ => {
                let message = format!("the directive `{directive}` cannot stand for a name");
                self.fault(place.clone(), message, "write `.. |NAME| replace:: text`");
                self.words(&Words::of(found.lines.iter().copied()));
            }
        }
    }

    fn quoted(&mut self, alert: Option<BlockQuoteKind>, mut found: Directive<'_, '_>) {
        self.within(Tag::BlockQuote(alert), |reader| {
            let (lines, margin) = found.text(true);
            reader.blocks(lines, margin);
        });
    }

    fn titled(&mut self, before: &str, mut found: Directive<'_, '_>) {
        self.within(Tag::BlockQuote(None), |reader| {
            reader.strong_line(before, &found.argument());
            let (lines, margin) = found.text(false);
            reader.blocks(lines, margin);
        });
    }

    fn plain(&mut self, mut found: Directive<'_, '_>, with_argument: bool) {
        let (lines, margin) = found.text(with_argument);
        self.blocks(lines, margin);
    }

    fn unknown(&mut self, found: Directive<'_, '_>) {
        let message = format!(
            "the directive `{}` is not known here; its text is shown",
            found.name
        );
        let help = "write the text without the directive";
        self.fault(found.place.clone(), message, help);
        if found.argument().is_empty() {
            self.plain(found, true);
        } else {
            self.titled("", found);
        }
    }

    /// What is written beside a directive for its title.
    pub(super) fn caption(&mut self, found: &Directive<'_, '_>) {
        let words = found.argument();
        if !words.is_empty() {
            self.strong_line("", &words);
        }
    }

    /// Code in the language that the argument names; more than a word is code.
    fn code_of(&mut self, mut found: Directive<'_, '_>) {
        if let Some(lines) = found.option("caption") {
            self.strong_line("", &Words::of(lines));
        }
        let first = found.lines[0].text;
        let is_language = found.name != "math" && !first.contains(char::is_whitespace);
        if is_language {
            found.lines[0] = found.lines[0].emptied();
        }
        let language = if is_language { first } else { "" };
        let (lines, _) = found.text(true);
        self.code(language, lines);
    }

    fn figure(&mut self, mut found: Directive<'_, '_>) {
        self.within(Tag::Paragraph, |reader| reader.picture(&found));
        let (lines, margin) = found.text(false);
        self.blocks(lines, margin);
    }

    /// A picture, which may lead somewhere.
    fn picture(&mut self, found: &Directive<'_, '_>) {
        let words = |lines: Vec<Line<'_>>| Words::of(lines).text.replace('\n', " ");
        let address = found.argument();
        let place = address.place(0..address.text.len());
        let description = found.option("alt").map(words).unwrap_or_default();
        let target = found.option("target").map(words).unwrap_or_default();
        let tag =
            Some(link(&unbroken(&target))).filter(|_| !target.is_empty() && !target.ends_with('_'));
        let end = tag.as_ref().map(Tag::to_end);
        if let Some(tag) = tag {
            self.push_at(Event::Start(tag), place.clone());
        }
        self.image(&unbroken(&address.text), &description, place);
        if let Some(end) = end {
            self.push(Event::End(end));
        }
    }
}

/// Text with characters by their numbers, up to a comment.
fn unicode(text: &str) -> String {
    let text = text.split(" .. ").next().unwrap_or_default();
    let words = text.split_whitespace().map(|word| {
        let number = ["0x", "x", "\\x", "U+", "u+", "\\u", "&#x"]
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))
            .and_then(|number| u32::from_str_radix(number.trim_end_matches(';'), 16).ok())
            .or_else(|| word.parse().ok());
        let sign = number.and_then(char::from_u32);
        sign.map_or_else(|| word.to_owned(), String::from)
    });
    words.collect()
}
