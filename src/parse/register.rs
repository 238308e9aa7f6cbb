//! `not-a-vulnerability/*.yaml` to [`NonVulnerability`]: what is reported and is none.

use super::keys::register::{ENTRY, JUSTIFICATIONS, REPORT};
use super::{characters, package_name, time};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::DisclosureTime;
use crate::model::non_vulnerability::{NonVulnerability, Report};
use crate::model::{AdvisoryId, purl};
use crate::source::{FileId, Sources, Spanned};
use crate::yaml::{self, Node, Table};

/// Reads one file, and withholds it until its `since`; for good where that cannot be
/// read.
pub(super) fn entry(
    sources: &Sources,
    file: FileId,
    disclosure: &DisclosureTime,
    out: &mut Diagnostics,
) -> Option<NonVulnerability> {
    let node = yaml::read(sources, file, out);
    let Some(node) = node.filter(|node| !node.is_null()) else {
        out.withhold(file);
        return None;
    };
    let Some(mut table) = Table::new(&node, &ENTRY, out) else {
        out.withhold(file);
        return None;
    };
    let since = table.required_text("since", out);
    let since = since.and_then(|text| time::timestamp(&text, disclosure, out));
    match &since {
        Some(since) => out.withhold_until(file, since.value.to_jiff()),
        None => out.withhold(file),
    }
    characters::report(&node, out);
    let id = table.required_text("id", out);
    let id = id.and_then(|text| anchor(text, out));
    let title = table.required_text("title", out);
    let why = table.required_text("why", out);
    let applies_to = table.take_value("applies_to");
    let applies_to = applies_to.map_or_else(Vec::new, |entry| reports(&entry.value, out));
    let justification = table.choice("justification", &JUSTIFICATIONS, out);
    if !applies_to.is_empty() && table.take("justification").is_none() {
        let message = "`applies_to` needs a `justification`";
        let fault = Diagnostic::new(Code::MissingKey, table.span(), message);
        let words = JUSTIFICATIONS.map(|(word, _)| format!("`{word}`"));
        out.push(fault.help(format!("write one of {}", words.join(", "))));
    }
    table.finish(out);
    Some(NonVulnerability {
        file,
        id: id?,
        title: title?,
        why: why?,
        applies_to,
        justification,
        since: since?,
    })
}

/// A name that an address takes as it is.
fn anchor(text: Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if text.value.starts_with(|c: char| c.is_ascii_alphabetic()) && text.value.chars().all(is_plain)
    {
        return Some(text);
    }
    let message = format!("{} is no name of an entry", quoted(&text.value));
    out.push(
        Diagnostic::new(Code::InvalidValue, text.span, message)
            .help("write letters and digits with hyphens between them, such as `short-keys`"),
    );
    None
}

fn reports(node: &Node, out: &mut Diagnostics) -> Vec<Report> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    items.iter().filter_map(|item| report(item, out)).collect()
}

fn report(node: &Node, out: &mut Diagnostics) -> Option<Report> {
    if node.as_map().is_none() {
        let id = yaml::text_of(node, "applies_to", out)?;
        return Some(Report {
            ids: vec![self::id(id, out)?],
            dependency: None,
        });
    }
    let mut table = Table::new(node, &REPORT, out)?;
    let ids = table.required("id", out);
    let ids = ids.and_then(|entry| yaml::texts_of(&entry.value, "id", out));
    let package = table.text("package", out);
    table.finish(out);
    let ids: Option<Vec<_>> = ids?.into_iter().map(|text| id(text, out)).collect();
    // One that cannot be read must not widen what is said.
    let dependency = match package {
        Some(text) => Some(dependency(&text, out)?),
        None => None,
    };
    Some(Report {
        ids: ids?,
        dependency,
    })
}

fn id(text: Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<String>> {
    if AdvisoryId::new(&text.value).is_ok() {
        return Some(text);
    }
    let message = format!("{} is no id of a vulnerability", quoted(&text.value));
    out.push(
        Diagnostic::new(Code::InvalidValue, text.span, message)
            .help("write the id that scanners report, such as `CVE-2026-40090`"),
    );
    None
}

/// The package URL of a dependency.
fn dependency(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let package = package_name(text, out)?;
    let url = purl::of(&package);
    if url.is_none() {
        let message = format!("nobody knows the package URL of {package}");
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message)
                .help("scanners know a dependency by its package URL: name one that has it"),
        );
    }
    Some(Spanned::new(url?, text.span))
}
