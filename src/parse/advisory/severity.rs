//! `severity` and `cwe`, as OSV has them or in shorthand.

use super::{Specific, extra};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Map, Rating, Severity, SeverityType, Value, weakness};
use crate::parse::keys::{advisory::SHORT_SEVERITY, osv};
use crate::source::{Span, Spanned};
use crate::yaml::{self, Entry, Node, Table};

/// Reads OSV's list.
pub(super) fn severities(node: &Node, out: &mut Diagnostics) -> Option<Vec<Severity>> {
    let Some(items) = node.as_list() else {
        out.push(
            Diagnostic::new(
                Code::WrongType,
                node.span,
                format!("`severity` of a package is a list, not {}", node.describe()),
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
    let kind = table.required("type", out).and_then(|entry| {
        let text = yaml::text_of(&entry.value, "type", out)?;
        yaml::choice("type", &text, &osv::SEVERITY_TYPES, out)
    });
    let score = table
        .required("score", out)
        .and_then(|entry| yaml::text_of(&entry.value, "score", out));
    let extra = extra(table, "a severity", out);
    Some(Severity {
        kind: kind?,
        score: score?,
        extra,
    })
}

/// Reads the top-level `severity`: OSV's list, a vector, a word, or
/// `{rating, cvss, because}`.
pub(super) fn top_severity(
    entry: &Entry,
    specific: &mut Specific,
    out: &mut Diagnostics,
) -> Option<Vec<Severity>> {
    let node = &entry.value;
    if node.as_list().is_some() {
        return severities(node, out);
    }
    if node.as_map().is_none() {
        let text = yaml::text_of(node, "severity", out)?;
        if Rating::from_word(&text.value).is_some() {
            rating(&text, specific, out);
            return None;
        }
        return vector(text, out).map(|vector| vec![vector]);
    }
    let mut table = Table::new(node, &SHORT_SEVERITY, out)?;
    if let Some(word) = table.text("rating", out) {
        rating(&word, specific, out);
    }
    let vectors = table.texts("cvss", out);
    if let Some(because) = table.text("because", out) {
        let text = because.value.trim_end().to_owned();
        specific.insert("severity_rationale", Value::Text(text), because.span, out);
    }
    table.finish(out);
    vectors.map(|vectors| {
        let read = vectors.into_iter().filter_map(|text| vector(text, out));
        read.collect()
    })
}

/// A word becomes `database_specific.severity` in capitals, as GitHub's
/// records have it.
fn rating(word: &Spanned<String>, specific: &mut Specific, out: &mut Diagnostics) {
    if Rating::from_word(&word.value).is_none() {
        out.push(
            Diagnostic::new(
                Code::InvalidValue,
                word.span,
                format!("{} is no rating", quoted(&word.value)),
            )
            .help("write `none`, `low`, `medium` (or `moderate`), `high` or `critical`"),
        );
        return;
    }
    let value = Value::Text(word.value.to_ascii_uppercase());
    specific.insert("severity", value, word.span, out);
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

/// `cwe: 347`, `CWE-347` or a list of them becomes `database_specific.cwe_ids`.
pub(super) fn weaknesses(entry: &Entry, specific: &mut Specific, out: &mut Diagnostics) {
    let Some(texts) = yaml::texts_of(&entry.value, "cwe", out) else {
        return;
    };
    let mut ids = Vec::new();
    for text in texts {
        let digits = text.value.strip_prefix("CWE-").unwrap_or(&text.value);
        match digits.parse::<u32>() {
            Ok(number) if number > 0 => {
                report_weakness(number, text.span, out);
                ids.push(Value::Text(format!("CWE-{number}")));
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
    specific.insert("cwe_ids", Value::List(ids), entry.key.span, out);
}

/// Reports the `cwe_ids` of a record's own `database_specific` that are none.
pub(super) fn report_weaknesses(own: &Node, out: &mut Diagnostics) {
    let entries = own.as_map().unwrap_or_default();
    let listed = entries.iter().filter(|entry| entry.key.value == "cwe_ids");
    for id in listed.filter_map(|entry| entry.value.as_list()).flatten() {
        match id.as_text().and_then(weakness::number) {
            Some(number) => report_weakness(number, id.span, out),
            None => out.push(
                Diagnostic::new(Code::WeaknessUnknown, id.span, "this is no CWE id")
                    .help("write `CWE-` and the number: `CWE-347`"),
            ),
        }
    }
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
