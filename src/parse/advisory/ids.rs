//! `id`, `aliases` with their short forms, and `schema_version`.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::AdvisoryId;
use crate::model::advisory::OSV_VERSION;
use crate::model::id::IdFault;
use crate::source::Spanned;
use crate::yaml::Table;

/// More names of one vulnerability than any record of osv.dev has.
const ALIASES: usize = 1_000;

/// Reads the id of an advisory.
pub(super) fn id(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<AdvisoryId>> {
    match AdvisoryId::new(&text.value) {
        Ok(id) => Some(Spanned::new(id, text.span)),
        Err(fault) => {
            let help = match fault {
                IdFault::Length => "write between 1 and 64 characters: `x_tinysig-2026-0001`",
                IdFault::Device => "give it more parts: `x_tinysig-2026-0001`",
                IdFault::Character(_) | IdFault::Edge => {
                    "write letters and digits, and between them `-`, `_`, `.` and `:`"
                }
            };
            let fault = Diagnostic::new(Code::IdGrammar, text.span, fault.to_string());
            out.push(fault.help(help));
            None
        }
    }
}

/// Reports a version of OSV's schema that is none, or newer than what is read
/// here: its keys may mean something else.
pub(super) fn schema_version(table: &mut Table<'_>, out: &mut Diagnostics) {
    let Some(version) = table.text("schema_version", out) else {
        return;
    };
    let known = semver::Version::parse(OSV_VERSION).expect("the version of a schema");
    let message = match semver::Version::parse(&version.value) {
        Ok(read) if read.major == 0 || (read.major, read.minor) > (known.major, known.minor) => {
            format!("OSV {} is not known", version.value)
        }
        Ok(_) => return,
        Err(_) => format!("{} is no version of OSV", quoted(&version.value)),
    };
    out.push(
        Diagnostic::new(Code::SchemaVersion, version.span, message).help(format!(
            "the record is read, and written, as OSV {OSV_VERSION}; say so, or leave it out"
        )),
    );
}

/// `cve` and `ghsa` before `aliases`, each once.
pub(super) fn aliases(
    table: &mut Table<'_>,
    out: &mut Diagnostics,
) -> Option<Vec<Spanned<String>>> {
    let mut short = Vec::new();
    for (key, prefix) in [("cve", "CVE-"), ("ghsa", "GHSA-")] {
        let Some(ids) = table.texts(key, out) else {
            continue;
        };
        for id in ids.iter().filter(|id| !id.value.starts_with(prefix)) {
            let message = format!("{} does not begin with `{prefix}`", quoted(&id.value));
            out.push(
                Diagnostic::new(Code::InvalidValue, id.span, message)
                    .help("write the whole id; one of another database goes under `aliases`"),
            );
        }
        short.push(ids);
    }
    let listed = table.texts("aliases", out);
    if short.is_empty() {
        return listed.map(|listed| few(listed, out));
    }
    let mut seen = BTreeSet::new();
    let all = short.into_iter().chain(listed).flatten();
    let all = all.filter(|alias| seen.insert(alias.value.clone()));
    Some(few(all.collect(), out))
}

/// As many as are read: each has a page.
fn few(mut aliases: Vec<Spanned<String>>, out: &mut Diagnostics) -> Vec<Spanned<String>> {
    if let Some(first) = aliases.get(ALIASES) {
        let message = format!(
            "{} aliases are named; at most {ALIASES} are read",
            aliases.len()
        );
        let fault = Diagnostic::new(Code::TooMany, first.span, message);
        out.push(fault.help(
            "an alias is the same vulnerability under another name; others are for `related`",
        ));
        aliases.truncate(ALIASES);
    }
    aliases
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    #[test]
    fn more_names_than_any_vulnerability_has_are_an_error() {
        let span = Span::file(FileId::FIRST);
        let names = |count: usize| (0..count).map(|n| Spanned::new(format!("x_a-{n}"), span));
        let mut out = Diagnostics::new();
        assert_eq!(few(names(ALIASES).collect(), &mut out).len(), ALIASES);
        assert!(!out.has_errors());
        assert_eq!(few(names(50_000).collect(), &mut out).len(), ALIASES);
        assert!(out.has_errors());
    }
}
