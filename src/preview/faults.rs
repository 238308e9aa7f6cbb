//! Findings as a panel over the page, with the lines they are about.

use super::text::{count, text};
use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::emit::{self, Format};
use crate::source::Sources;
use crate::theme::escape;

/// How many findings are shown. Nobody mends more before the next look, and a
/// hostile file could have one at every byte.
const MOST: usize = 20;

/// The findings of a reading, as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    errors: usize,
    warnings: usize,
    /// The first of them, errors before warnings, each as HTML.
    shown: Vec<String>,
    /// Why the files could not be read again, as HTML.
    unread: Option<String>,
}

impl Faults {
    /// The findings as a page shows them. Of a file that `found` withholds,
    /// only places are shown: whoever wants its lines lifts that first.
    pub fn of(found: &Diagnostics, sources: &Sources) -> Self {
        let mut sorted = found.sorted(sources);
        sorted.sort_by_key(|(level, _)| *level);
        sorted.truncate(MOST);
        Self {
            errors: found.count(Level::Error),
            warnings: found.count(Level::Warning),
            shown: sorted
                .iter()
                .map(|(level, finding)| finding_html(*level, finding, sources))
                .collect(),
            unread: None,
        }
    }

    /// The same while the files cannot be read, as after a folder has gone: a message
    /// of the terminal.
    #[must_use]
    pub fn unread(self, message: Option<&str>) -> Self {
        let paragraph = |line: &str| format!("<p>{}</p>\n", text(line.trim_start_matches("  = ")));
        let paragraphs = |message: &str| message.lines().map(paragraph).collect();
        Self {
            unread: message.map(paragraphs),
            ..self
        }
    }

    /// `2 errors, 1 warning`; empty when nothing was found.
    pub(super) fn tally(&self) -> String {
        let unread = self.unread.iter();
        let unread = unread.map(|_| "the files cannot be read".to_owned());
        let found = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
        ]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, several)| count(number, one, several));
        unread.chain(found).collect::<Vec<_>>().join(", ")
    }

    /// The panel: there while anything stops a build, and closed without a
    /// script by its own heading.
    pub(super) fn panel(&self) -> String {
        if self.errors == 0 && self.unread.is_none() {
            return String::new();
        }
        let why = match self.errors {
            0 => "",
            _ => {
                "<p>Nothing can be built until the errors are mended. A file that cannot be read is shown as it was \
                 before.</p>\n"
            }
        };
        format!(
            "<section class=\"forewarn-preview-faults\" aria-label=\"Faults\">
<details open>
<summary><h2 class=\"forewarn-preview-tally\">{}</h2></summary>
{why}{}</details>
</section>
",
            self.tally(),
            self.list()
        )
    }

    /// The findings themselves.
    pub(super) fn list(&self) -> String {
        let more = self.errors + self.warnings - self.shown.len();
        let rest = match more {
            0 => String::new(),
            _ => format!("<p>And {more} more: <code>forewarn check</code> lists them all.</p>\n"),
        };
        let unread = self.unread.as_ref().map_or_else(String::new, |why| {
            format!("{why}<p>Everything is shown as it was read last.</p>\n")
        });
        unread + &self.shown.concat() + &rest
    }
}

/// One finding: heading, place, frame, help.
fn finding_html(level: Level, finding: &Diagnostic, sources: &Sources) -> String {
    let (place, frame) = frame(finding, sources);
    let frame = match frame.as_str() {
        "" => frame,
        _ => format!("<pre tabindex=\"0\">{}</pre>\n", escape(&frame)),
    };
    let help = finding.help.as_deref().map_or_else(String::new, |help| {
        format!("<p><strong>help:</strong> {}</p>\n", text(help))
    });
    format!(
        "<article class=\"forewarn-preview-fault\">
<h3><span class=\"forewarn-preview-{level}\">{level}[{code}]</span> {message}</h3>
<p><code>{place}</code></p>
{frame}{help}</article>
",
        level = level.as_str(),
        code = finding.code.as_str(),
        message = text(&finding.message),
        place = text(&place),
    )
}

/// Where it is, and the lines there: what the terminal is told, without the
/// heading and the help that the page has in larger letters.
fn frame(finding: &Diagnostic, sources: &Sources) -> (String, String) {
    let mut one = Diagnostics::new();
    one.push(Diagnostic {
        help: None,
        ..finding.clone()
    });
    let printed = emit::emit(Format::Human, &one, sources, false);
    let mut lines = printed.trim_end().lines().skip(1);
    let place = lines.next().unwrap_or_default().trim_start();
    let place = place.strip_prefix("--> ").unwrap_or(place);
    // The gutter opens with a line that holds nothing else.
    let lines: Vec<_> = lines.skip_while(|line| line.trim() == "|").collect();
    (place.to_owned(), lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::Span;

    #[test]
    fn a_panel_opens_only_for_what_stops_a_build() {
        let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
        let file = sources.text("a.md", "[a](b.md)\n");
        found.push(Diagnostic::new(
            Code::DeadLink,
            Span::new(file, 3, 9),
            "dead",
        ));
        let warned = Faults::of(&found, &sources);
        assert_eq!(
            (warned.tally().as_str(), warned.panel().as_str()),
            ("1 warning", "")
        );
        found.push(Diagnostic::new(
            Code::NotUtf8,
            Span::file(file),
            "not UTF-8",
        ));
        assert_eq!(
            Faults::of(&found, &sources).panel(),
            "\
<section class=\"forewarn-preview-faults\" aria-label=\"Faults\">
<details open>
<summary><h2 class=\"forewarn-preview-tally\">1 error, 1 warning</h2></summary>
<p>Nothing can be built until the errors are mended. A file that cannot be read is shown as it was before.</p>
<article class=\"forewarn-preview-fault\">
<h3><span class=\"forewarn-preview-error\">error[not-utf8]</span> not UTF-8</h3>
<p><code>a.md</code></p>
</article>
<article class=\"forewarn-preview-fault\">
<h3><span class=\"forewarn-preview-warning\">warning[dead-link]</span> dead</h3>
<p><code>a.md:1:4</code></p>
<pre tabindex=\"0\">1 | [a](b.md)
  |    ^^^^^^</pre>
</article>
</details>
</section>
"
        );
    }

    #[test]
    fn what_cannot_be_read_opens_the_panel_too() {
        let message = "the overlay `../<a>` is not there\n  = help: fetch it";
        let faults = Faults::default().unread(Some(message));
        assert_eq!(
            faults.panel(),
            "\
<section class=\"forewarn-preview-faults\" aria-label=\"Faults\">
<details open>
<summary><h2 class=\"forewarn-preview-tally\">the files cannot be read</h2></summary>
<p>the overlay `../&lt;a&gt;` is not there</p>
<p>help: fetch it</p>
<p>Everything is shown as it was read last.</p>
</details>
</section>
"
        );
        assert_eq!(faults.unread(None), Faults::default());
    }

    #[test]
    fn the_first_twenty_are_shown_and_the_others_counted() {
        let (mut sources, mut found) = (Sources::new(), Diagnostics::new());
        let file = sources.text("a.md", "x\n".repeat(200));
        for line in 0..150 {
            let place = Span::new(file, 2 * line, 2 * line + 1);
            found.push(Diagnostic::new(Code::WrongType, place, "no list"));
        }
        let faults = Faults::of(&found, &sources);
        assert_eq!(faults.tally(), "150 errors");
        let list = faults.list();
        assert_eq!(list.matches("<article").count(), 20);
        assert!(
            list.ends_with("<p>And 130 more: <code>forewarn check</code> lists them all.</p>\n")
        );
    }
}
