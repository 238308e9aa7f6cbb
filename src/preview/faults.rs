//! Findings as a panel over the page, with the lines they are about.

use super::text::{count, text};
use crate::diagnostic::{Diagnostic, Diagnostics, Level};
use crate::emit::{self, Format};
use crate::source::Sources;

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
        }
    }

    /// `2 errors, 1 warning`; empty when nothing was found.
    pub(super) fn tally(&self) -> String {
        let parts: Vec<_> = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
        ]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, several)| count(number, one, several))
        .collect();
        parts.join(", ")
    }

    /// The panel: there while anything stops a build, and closed without a
    /// script by its own heading.
    pub(super) fn panel(&self) -> String {
        if self.errors == 0 {
            return String::new();
        }
        format!(
            "<section class=\"forewarn-preview-faults\" aria-label=\"Faults\">
<details open>
<summary><h2 class=\"forewarn-preview-tally\">{}: nothing newer is shown until the errors are mended</h2></summary>
{}</details>
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
        self.shown.concat() + &rest
    }
}

/// One finding: heading, frame, help.
fn finding_html(level: Level, finding: &Diagnostic, sources: &Sources) -> String {
    let help = finding.help.as_deref().map_or_else(String::new, |help| {
        format!("<p><strong>help:</strong> {}</p>\n", text(help))
    });
    format!(
        "<article class=\"forewarn-preview-fault\">
<h3><span class=\"forewarn-preview-{level}\">{level}[{code}]</span> {message}</h3>
<pre tabindex=\"0\">{frame}</pre>
{help}</article>
",
        level = level.as_str(),
        code = finding.code.as_str(),
        message = text(&finding.message),
        frame = crate::theme::escape(&frame(finding, sources)),
    )
}

/// Place, lines and labels: what the terminal is told, without the heading and
/// the help that the page has in larger letters.
fn frame(finding: &Diagnostic, sources: &Sources) -> String {
    let mut one = Diagnostics::new();
    one.push(Diagnostic {
        help: None,
        ..finding.clone()
    });
    let printed = emit::emit(Format::Human, &one, sources, false);
    let frame = printed.split_once('\n').map_or("", |(_, frame)| frame);
    frame.trim_end().to_owned()
}
