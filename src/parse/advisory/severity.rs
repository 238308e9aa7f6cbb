//! `severity` and `cwe`, as OSV has them or in shorthand.

use super::{Own, extra};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Map, Rating, RatingWord, Severity, SeverityType, weakness};
use crate::parse::keys::{advisory::SHORT_SEVERITY, osv};
use crate::source::{Span, Spanned};
use crate::yaml::{self, Node, Table};

/// Reads OSV's list.
pub(super) fn severities(node: &Node, out: &mut Diagnostics) -> Option<Vec<Severity>> {
    let Some(items) = node.as_list() else {
        out.push(
            Diagnostic::new(
                Code::WrongType,
                node.span,
                format!(
                    "`severity` of a package must be a list, not {}",
                    node.describe()
                ),
            )
            .help("write `- {type: CVSS_V3, score: \"CVSS:3.1/...\"}`"),
        );
        return None;
    };
    Some(
        items
            .iter()
            .filter_map(|item| severity(item, out))
            .collect(),
    )
}

fn severity(node: &Node, out: &mut Diagnostics) -> Option<Severity> {
    let mut table = Table::new(node, &osv::SEVERITY, out)?;
    let kind = table
        .required_text("type", out)
        .and_then(|text| yaml::choice("type", &text, &osv::SEVERITY_TYPES, out));
    let score = table.required_text("score", out);
    let extra = extra(table, "a severity", out);
    Some(Severity {
        kind: kind?,
        score: score?,
        extra,
    })
}

/// What the top-level `severity` says: vectors, a word, and why.
#[derive(Default)]
pub(super) struct Rated {
    pub(super) vectors: Option<Vec<Severity>>,
    pub(super) word: Option<RatingWord>,
    pub(super) rationale: Option<String>,
}

/// Reads the top-level `severity`: OSV's list, a vector, a word, or
/// `{rating, cvss, because}`.
pub(super) fn top_severity(node: &Node, own: &Own, out: &mut Diagnostics) -> Option<Rated> {
    if node.as_list().is_some() {
        return Some(Rated {
            vectors: severities(node, out),
            ..Rated::default()
        });
    }
    if node.as_map().is_none() {
        let text = yaml::text_of(node, "severity", out)?;
        return Some(if Rating::from_word(&text.value).is_some() {
            Rated {
                word: rating(&text, own, out),
                ..Rated::default()
            }
        } else {
            Rated {
                vectors: vector(text, out).map(|vector| vec![vector]),
                ..Rated::default()
            }
        });
    }
    let mut table = Table::new(node, &SHORT_SEVERITY, out)?;
    let word = table.text("rating", out);
    let word = word.and_then(|word| rating(&word, own, out));
    let vectors = table.texts("cvss", out);
    let because = table.text("because", out).inspect(|because| {
        own.report_conflict("severity_rationale", because.span, out);
    });
    table.finish(out);
    Some(Rated {
        vectors: vectors.map(|vectors| {
            let read = vectors.into_iter().filter_map(|text| vector(text, out));
            read.collect()
        }),
        word,
        rationale: because.map(|text| text.value.trim_end().to_owned()),
    })
}

fn rating(word: &Spanned<String>, own: &Own, out: &mut Diagnostics) -> Option<RatingWord> {
    let read = RatingWord::new(&word.value);
    if read.is_some() {
        own.report_conflict("severity", word.span, out);
    } else {
        out.push(
            Diagnostic::new(
                Code::InvalidValue,
                word.span,
                format!("{} is no rating", quoted(&word.value)),
            )
            .help("write `none`, `low`, `medium` (or `moderate`), `high` or `critical`"),
        );
    }
    read
}

/// A vector is typed by its prefix; CVSS 2 has none. A text without any metric
/// was meant as something else.
fn vector(score: Spanned<String>, out: &mut Diagnostics) -> Option<Severity> {
    if !score.value.contains(':') {
        let message = format!(
            "{} is neither a rating nor a CVSS vector",
            quoted(&score.value)
        );
        let fault = Diagnostic::new(Code::InvalidValue, score.span, message);
        out.push(if score.value.parse::<f64>().is_ok() {
            fault.help("write the vector that has this score: `CVSS:3.1/AV:N/AC:L/...`")
        } else {
            fault.help("write `none`, `low`, `medium` (or `moderate`), `high` or `critical`, or a vector: `CVSS:3.1/AV:N/AC:L/...`")
        });
        return None;
    }
    let kind = match score.value.get(..7) {
        Some("CVSS:4.") => SeverityType::CvssV4,
        Some("CVSS:3.") => SeverityType::CvssV3,
        _ if score.value.starts_with("CVSS:") => SeverityType::CvssV3,
        _ => SeverityType::CvssV2,
    };
    Some(Severity {
        kind,
        score,
        extra: Map::new(),
    })
}

/// `cwe: 347`, `CWE-347` or a list of them.
pub(super) fn weaknesses(node: &Node, out: &mut Diagnostics) -> Option<Vec<u32>> {
    let texts = yaml::texts_of(node, "cwe", out)?;
    let mut numbers = Vec::new();
    for text in texts {
        let digits = text.value.strip_prefix("CWE-").unwrap_or(&text.value);
        match digits.parse::<u32>() {
            Ok(number) if number > 0 => {
                report_weakness(number, text.span, out);
                numbers.push(number);
            }
            _ => out.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    text.span,
                    format!("{} is no CWE id", quoted(&text.value)),
                )
                .help("write the number: `347` or `CWE-347`"),
            ),
        }
    }
    Some(numbers)
}

/// The `cwe_ids` of a record's own `database_specific`; those that are none are
/// reported.
pub(super) fn own_weaknesses(list: &Node, out: &mut Diagnostics) -> Vec<u32> {
    let ids = list.as_list().unwrap_or_default().iter();
    let numbers = ids.filter_map(|id| {
        let number = id.as_text().and_then(weakness::number);
        match number {
            Some(number) => report_weakness(number, id.span, out),
            None => out.push(
                Diagnostic::new(Code::WeaknessUnknown, id.span, "this is no CWE id")
                    .help("write `CWE-` and the number: `CWE-347`"),
            ),
        }
        number
    });
    numbers.collect()
}

fn report_weakness(number: u32, span: Span, out: &mut Diagnostics) {
    if !weakness::may_exist(number) {
        let message = format!("MITRE lists no weakness CWE-{number}");
        out.push(
            Diagnostic::new(Code::WeaknessUnknown, span, message)
                .help("look the number up at <https://cwe.mitre.org>"),
        );
    }
}
