//! `lines` and `lts`: kinds of series, by patterns of their names.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::support::{Lines, LongTerm, Release, ReleaseName, Rule, SeriesPattern, Unit};
use crate::source::Spanned;
use crate::yaml::{self, Entry, Node, Table};

/// The names that a pattern can match.
struct Names<'a> {
    /// What one series is.
    unit: Unit,
    /// Those that the project gives may have more numbers.
    releases: &'a [Release],
}

impl Names<'_> {
    /// Reports a pattern that no series will ever match.
    fn report_unfit(&self, text: &Spanned<String>, out: &mut Diagnostics) {
        let parts = |name: &str| name.split('.').count();
        let numbers = match self.unit {
            Unit::Major => 1,
            Unit::Minor => 2,
            Unit::Release => return,
        };
        let written = parts(&text.value);
        let is_named = |release: &Release| match &release.name {
            ReleaseName::Series(name) => parts(&name.value) == written,
            ReleaseName::Version(_) => false,
        };
        if written == numbers || self.releases.iter().any(is_named) {
            return;
        }
        let mut fitting: Vec<&str> = text.value.split('.').collect();
        fitting.resize(numbers, "x");
        let fitting = fitting.join(".");
        let (example, other) = match self.unit {
            Unit::Major => ("18", "; or `series: major.minor`"),
            _ => ("3.4", ""),
        };
        let message = format!("{} fits no series", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message)
                .here(format!("series are named like {example}"))
                .help(format!("write {}{other}", quoted(&fitting))),
        );
    }
}

/// Both keys of the file, whose `rule` counts series or something else.
pub(super) fn read(
    table: &mut Table<'_>,
    lines: Option<&Entry>,
    (rule, series): (&Rule, Unit),
    releases: &[Release],
    out: &mut Diagnostics,
) -> (Option<Lines>, Vec<LongTerm>) {
    let unit = match rule {
        Rule::Latest(latest) => latest.of,
        Rule::Phases(_) | Rule::Dates => series,
    };
    let names = Names { unit, releases };
    let lines = lines.and_then(|entry| self::lines(&entry.value, &names, out));
    let unit = series;
    let names = Names { unit, releases };
    let lts = table.texts("lts", out).unwrap_or_default();
    let lts = lts.iter();
    let lts = lts
        .filter_map(|text| long_term(text, &names, out))
        .collect();
    (lines, lts)
}

/// `major`, or a pattern for each line by its name.
fn lines(node: &Node, names: &Names<'_>, out: &mut Diagnostics) -> Option<Lines> {
    let Some(lines) = node.as_map() else {
        let text = yaml::text_of(node, "lines", out)?;
        if text.value == "major" {
            if names.unit == Unit::Major {
                let message = "no series of a line follows another";
                out.push(
                    Diagnostic::new(Code::InvalidValue, text.span, message)
                        .here("each major version is one series")
                        .help("leave `lines` out, or let series be `major.minor`"),
                );
            }
            return Some(Lines::Majors);
        }
        let message = format!("`lines` cannot be {}", quoted(&text.value));
        let fault = Diagnostic::new(Code::InvalidValue, text.span, message);
        out.push(
            fault.help("write `major`, or name the lines: `{stable: x.even, mainline: x.odd}`"),
        );
        return None;
    };
    let line = |entry: &Entry| {
        let text = yaml::text_of(&entry.value, &entry.key.value, out)?;
        Some((entry.key.value.clone(), pattern(&text, names, out)?))
    };
    let lines: Vec<Option<_>> = lines.iter().map(line).collect();
    lines.into_iter().collect::<Option<_>>().map(Lines::Named)
}

/// `last-minor`, or a pattern.
fn long_term(text: &Spanned<String>, names: &Names<'_>, out: &mut Diagnostics) -> Option<LongTerm> {
    if text.value != "last-minor" {
        return pattern(text, names, out).map(LongTerm::Pattern);
    }
    if names.unit == Unit::Major {
        let message = "`last-minor` needs series of minor versions";
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message)
                .here("each major version is one series")
                .help("write `series: major.minor`"),
        );
    }
    Some(LongTerm::LastOfMajor)
}

fn pattern(
    text: &Spanned<String>,
    names: &Names<'_>,
    out: &mut Diagnostics,
) -> Option<SeriesPattern> {
    let pattern = text.value.parse();
    if pattern.is_err() {
        let message = format!("{} is no pattern of series", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message).help(
                "write the numbers of the series, with `x`, `even` or `odd` for any: `\"x.2\"`",
            ),
        );
    } else {
        names.report_unfit(text, out);
    }
    pattern.ok()
}
