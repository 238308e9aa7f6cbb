//! `announcements/*.yaml` to [`Announcement`]: releases with fixes that are to come.

use super::advisory::{decided, has_doubtful_key, version_of};
use super::keys::announcement as keys;
use super::{characters, package_name, time};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::PackageName;
use crate::model::{AdvisoryId, Announcement, Config, Rating, VersionText};
use crate::source::{Content, FileId, Sources, Spanned};
use crate::yaml::{self, Node, Table};

/// Reads one file. Text of one that is not public, or of which nobody can tell, is
/// withheld from diagnostics.
pub(super) fn announcement(
    sources: &Sources,
    file: FileId,
    config: &Config,
    out: &mut Diagnostics,
) -> Option<Announcement> {
    let Some(node) = yaml::read(sources, file, out) else {
        if matches!(sources.get(file).content, Content::Bytes(_)) {
            out.withhold(file);
        }
        return None;
    };
    let Some(mut table) = Table::new(&node, &keys::ANNOUNCEMENT, out) else {
        out.withhold(file);
        return None;
    };
    let dates = decided(&mut table, &config.disclosure_time, out);
    characters::report(&node, out);
    let overlay = sources.get(file).overlay.is_some();
    let id = table
        .required_text("id", out)
        .and_then(|text| id(&text, out));
    let release_at = table.required_text("release_at", out);
    let release_at = release_at.and_then(|text| time::written(&text, &config.disclosure_time, out));
    let package = package(&mut table, config, out);
    let versions = table.required("versions", out);
    let versions = versions.map(|entry| versions_of(&entry.value, out));
    let counts = table.take_value("counts");
    let counts = counts
        .map(|entry| counts_of(&entry.value, out))
        .unwrap_or_default();
    let highest_severity = highest(&mut table, &counts, out);
    let text = table.text("text", out);
    table.finish(out);
    if overlay || has_doubtful_key(sources, file, out) {
        out.withhold(file);
    }
    Some(Announcement {
        file,
        overlay,
        id: id?,
        dates,
        release_at: release_at?,
        package: package?,
        versions: versions.filter(|versions| !versions.is_empty())?,
        highest_severity,
        counts,
        text,
    })
}

/// A name. One of digits alone could be a day, which every page has.
fn id(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<AdvisoryId>> {
    let help = "write letters and digits with hyphens between them, such as `release-2026-10`";
    let message = match AdvisoryId::new(&text.value) {
        Ok(id) if text.value.contains(|c: char| c.is_ascii_alphabetic()) => {
            return Some(Spanned::new(id, text.span));
        }
        Ok(_) => "the id of an announcement has letters in it".to_owned(),
        Err(fault) => fault.to_string(),
    };
    out.push(Diagnostic::new(Code::IdGrammar, text.span, message).help(help));
    None
}

fn package(table: &mut Table<'_>, config: &Config, out: &mut Diagnostics) -> Option<PackageName> {
    if let Some(text) = table.text("package", out) {
        return package_name(&text, out);
    }
    if let [only] = config.packages.as_slice() {
        return Some(only.clone());
    }
    let message = "the announcement does not say which package is released";
    let place = table.span();
    let fault = Diagnostic::new(Code::MissingKey, place, message);
    out.push(
        fault
            .help("write `package: PyPI/tinysig`, or name the one of the project in forewarn.yaml"),
    );
    None
}

fn versions_of(node: &Node, out: &mut Diagnostics) -> Vec<Spanned<VersionText>> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    if items.is_empty() {
        let fault = Diagnostic::new(Code::MissingKey, node.span, "`versions` names no release");
        out.push(fault.help("write the versions that are to come out: `[3.4.3, 2.4.5]`"));
    }
    let versions = items.iter();
    versions
        .filter_map(|item| version_of(item, "versions", out))
        .collect()
}

fn counts_of(node: &Node, out: &mut Diagnostics) -> Vec<(Rating, u64)> {
    let Some(mut table) = Table::new(node, &keys::COUNTS, out) else {
        return Vec::new();
    };
    let mut counts = Vec::new();
    for (word, rating) in keys::RATINGS {
        let Some(text) = table.text(word, out) else {
            continue;
        };
        match text.value.parse() {
            Ok(0) => {}
            Ok(count) => counts.push((rating, count)),
            Err(_) => {
                let message = format!("{} is no number of vulnerabilities", quoted(&text.value));
                let fault = Diagnostic::new(Code::InvalidValue, text.span, message);
                out.push(fault.help_of_ours("write a whole number"));
            }
        }
    }
    table.finish(out);
    counts
}

/// The worst rating: as it is written, else by the counts.
fn highest(
    table: &mut Table<'_>,
    counts: &[(Rating, u64)],
    out: &mut Diagnostics,
) -> Option<Rating> {
    let counted = counts.first().map(|(rating, _)| *rating);
    let text = table.text("highest_severity", out);
    let written = text
        .as_ref()
        .and_then(|text| yaml::choice("highest_severity", text, &keys::RATINGS, out));
    if let (Some(written), Some(counted), Some(text)) = (written, counted, text)
        && written != counted
    {
        let message = "the highest severity is another than the counts have";
        let fault = Diagnostic::new(Code::InvalidValue, text.span, message);
        out.push(fault.help("make the two agree, or leave one of them out"));
    }
    written.or(counted)
}
