//! Directives by names that the parser knows.

use super::super::Fault;
use super::lines::{Line, Prepared};
use crate::diagnostic::Code;

/// Directives that the parser reads.
const KNOWN: [&str; 43] = [
    "admonition",
    "attention",
    "caution",
    "class",
    "code",
    "compound",
    "container",
    "contents",
    "csv-table",
    "danger",
    "default-role",
    "error",
    "figure",
    "footer",
    "header",
    "hint",
    "image",
    "important",
    "line-block",
    "list-table",
    "math",
    "meta",
    "note",
    "parsed-literal",
    "replace",
    "role",
    "rubric",
    "sectnum",
    "sidebar",
    "table",
    "target-notes",
    "tip",
    "title",
    "topic",
    "unicode",
    "warning",
    "code-block",
    "sourcecode",
    "highlight",
    "seealso",
    "versionadded",
    "versionchanged",
    "deprecated",
];

/// Directives that bring in what is not in the text, and are left out.
const LEFT_OUT: [&str; 5] = ["include", "literalinclude", "raw", "toctree", "date"];

/// `.. name:: argument`, or the same behind the name of a substitution.
pub(super) struct Directive<'l> {
    /// All before the name.
    pub(super) before: &'l str,
    pub(super) name: String,
    pub(super) argument: &'l str,
}

pub(super) fn directive(line: &str) -> Option<Directive<'_>> {
    let rest = line.trim_start().strip_prefix(".. ")?.trim_start();
    let rest = match rest.strip_prefix('|') {
        Some(named) => named.split_once('|')?.1.trim_start(),
        None => rest,
    };
    let (name, argument) = rest.split_once("::")?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || "-_+:.".contains(c));
    let is_apart = argument.is_empty() || argument.starts_with(' ');
    (is_name && is_apart).then(|| Directive {
        before: &line[..line.len() - rest.len()],
        name: name.to_lowercase(),
        argument: argument.trim(),
    })
}

impl Prepared {
    /// The line of a directive in words that the parser knows; `None` when it is
    /// left out with all that belongs to it.
    pub(super) fn directive(&mut self, line: &Line, found: &Directive<'_>) -> Option<String> {
        let Directive {
            before,
            name,
            argument,
        } = found;
        let write = |name: &str, argument: &str| Some(format!("{before}{name}:: {argument}"));
        match name.as_str() {
            "code-block" | "sourcecode" | "highlight" | "code" => write("code", argument),
            "seealso" => write("admonition", &format!("See also {argument}")),
            "versionadded" => write("admonition", &format!("New in version {argument}")),
            "versionchanged" => write("admonition", &format!("Changed in version {argument}")),
            "deprecated" => write(
                "admonition",
                &format!("Deprecated since version {argument}"),
            ),
            known if KNOWN.contains(&known) => write(known, argument),
            "forewarn" => {
                let place = self.whole(line);
                let help = format!("write `.. forewarn: {argument}`, with one colon");
                let message = "this asks for a part of the page, but is not read";
                self.faults
                    .push(Fault::new(Code::DirectiveUnknown, place, message, help));
                None
            }
            "date" if before.contains('|') => {
                let message = "the day of the build is not known to a text".to_owned();
                self.fault(line, message, "write the date");
                write("replace", argument)
            }
            left_out if LEFT_OUT.contains(&left_out) => {
                let message = format!("`{name}` is left out");
                let help = match left_out {
                    "raw" => "write the text without `raw`; HTML is not shown",
                    "toctree" => "link to the pages; the navigation lists those of content/",
                    _ => "put the text itself here; no other file is read",
                };
                self.fault(line, message, help);
                None
            }
            unknown => {
                let message =
                    format!("the directive `{unknown}` is not known here; its text is shown");
                self.fault(line, message, "write the text without the directive");
                match *argument {
                    "" => write("compound", ""),
                    argument => write("admonition", argument),
                }
            }
        }
    }
}
