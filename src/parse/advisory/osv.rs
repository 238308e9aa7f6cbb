//! `affected`, as OSV has it.

use super::specific::object;
use super::{extra, version_of, versions, versions_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::affected::{Event, Package, Range, RangeEvent, RangeFault};
use crate::model::{Affected, Ecosystem, VersionText};
use crate::parse::keys::osv as keys;
use crate::parse::{known_ecosystem, purl};
use crate::source::Spanned;
use crate::yaml::{self, Node, Table};

/// Reads one entry of `affected[]`.
pub(super) fn affected(node: &Node, out: &mut Diagnostics) -> Option<Affected> {
    let mut table = Table::new(node, &keys::AFFECTED, out)?;
    let mut affected = Affected::empty(node.span);
    if let Some(entry) = table.take_value("package") {
        affected.package = package(&entry.value, out);
    }
    if let Some(entry) = table.take_value("severity") {
        affected.severity = super::severity::severities(&entry.value, out);
    }
    if let Some(entry) = table.take_value("ranges") {
        affected.ranges = list(&entry.value, "ranges", out)
            .map(|items| items.iter().filter_map(|item| range(item, out)).collect());
    }
    if let Some(entry) = table.take_value("versions") {
        let listed = list(&entry.value, "versions", out).is_some();
        affected.versions = listed.then(|| versions_of(&entry.value, "versions", out));
    }
    if let Some(entry) = table.take_value("ecosystem_specific") {
        affected.ecosystem_specific = object(&entry.value, "ecosystem_specific", out);
    }
    if let Some(entry) = table.take_value("database_specific") {
        affected.database_specific = object(&entry.value, "database_specific", out);
    }
    affected.extra = extra(table, "an affected package", out);
    versions::report(&affected, out);
    Some(affected)
}

/// The items of a list, or a finding.
pub(super) fn list<'n>(node: &'n Node, key: &str, out: &mut Diagnostics) -> Option<&'n [Node]> {
    if node.as_list().is_none() {
        out.push(
            Diagnostic::new(
                Code::WrongType,
                node.span,
                format!("`{key}` must be a list, not {}", node.describe()),
            )
            .help(format!("write each item of `{key}` after a `-`")),
        );
    }
    node.as_list()
}

fn package(node: &Node, out: &mut Diagnostics) -> Option<Package> {
    if node.as_map().is_none() {
        let message = format!("a package must be a map, not {}", node.describe());
        out.push(
            Diagnostic::new(Code::WrongType, node.span, message)
                .help("write `package: {ecosystem: PyPI, name: tinysig}`"),
        );
        return None;
    }
    let mut table = Table::new(node, &keys::PACKAGE, out)?;
    let ecosystem = table.required_text("ecosystem", out);
    let name = table.required_text("name", out);
    let purl = table.text("purl", out);
    let extra = extra(table, "a package", out);
    if let Some(name) = &name {
        report_name(name, out);
    }
    let ecosystem = ecosystem?.map(Ecosystem::new);
    known_ecosystem(&ecosystem.value, ecosystem.span, out, |near| match near {
        Some(near) => format!("did you mean `{near}`? Upper and lower case matter"),
        None => "leave `package` out for software without a registry".to_owned(),
    });
    let name = name?;
    let package = Package {
        span: name.span,
        ecosystem: ecosystem.value,
        name: name.value,
        purl: purl.as_ref().map(|purl| purl.value.clone()),
        extra,
    };
    if let Some(purl) = purl {
        purl::report(&purl, &package.canonical(), out);
    }
    Some(package)
}

/// Reports a name that no package can have. Readers compare names letter by
/// letter.
fn report_name(name: &Spanned<String>, out: &mut Diagnostics) {
    let text = name.value.as_str();
    let message = if text.trim().is_empty() {
        "the name of a package is empty".to_owned()
    } else if text.trim() != text || text.contains(char::is_control) {
        format!(
            "{} has blanks around it or control characters",
            quoted(text)
        )
    } else {
        return;
    };
    out.push(
        Diagnostic::new(Code::PackageName, name.span, message)
            .help("write the name as the registry has it; leave `package` out for software without a registry"),
    );
}

/// Reports a repository that nobody can clone.
fn report_repository(repo: &Spanned<String>, out: &mut Diagnostics) {
    let is_address = repo.value.split_once("://").is_some_and(|(scheme, rest)| {
        !scheme.is_empty() && !rest.is_empty() && !rest.starts_with('/')
    });
    let is_odd = |c: char| c.is_whitespace() || c.is_control();
    if is_address && !repo.value.contains(is_odd) {
        return;
    }
    let message = format!("{} is no address of a repository", quoted(&repo.value));
    out.push(
        Diagnostic::new(Code::RepositoryAddress, repo.span, message)
            .help("write the address that anybody can clone: `https://...`"),
    );
}

fn range(node: &Node, out: &mut Diagnostics) -> Option<Range> {
    let mut table = Table::new(node, &keys::RANGE, out)?;
    let kind = table
        .required_text("type", out)
        .and_then(|text| yaml::choice("type", &text, &keys::RANGE_TYPES, out));
    let repo = table.text("repo", out);
    if let Some(repo) = &repo {
        report_repository(repo, out);
    }
    let repo = repo.map(|text| text.value);
    let events = table.required("events", out);
    let database_specific = table
        .take_value("database_specific")
        .and_then(|entry| object(&entry.value, "database_specific", out));
    let extra = extra(table, "a range", out);
    let events = events?;
    let items = list(&events.value, "events", out)?;
    let read: Vec<_> = items.iter().filter_map(|item| event(item, out)).collect();
    if read.len() < items.len() {
        return None;
    }
    match Range::new(kind?, repo, read) {
        Ok(mut range) => {
            range.database_specific = database_specific;
            range.extra = extra;
            Some(range)
        }
        Err(fault) => {
            let help = match fault {
                RangeFault::NoIntroduced => {
                    "add `- introduced: \"0\"` when every version before the fix is affected"
                }
                RangeFault::FixedAndLastAffected => {
                    "keep `fixed`, or put `last_affected` in a range of its own"
                }
                RangeFault::NoRepo => "add `repo: https://...` to the range",
            };
            let fault = Diagnostic::new(Code::EventShape, events.key.span, fault.to_string());
            out.push(fault.help(help));
            None
        }
    }
}

/// Makes the event of a version.
type Make = fn(VersionText) -> Event;

fn event(node: &Node, out: &mut Diagnostics) -> Option<RangeEvent> {
    let mut table = Table::new(node, &keys::EVENT, out)?;
    let kinds: [(&'static str, Make); 4] = [
        ("introduced", Event::Introduced),
        ("fixed", Event::Fixed),
        ("last_affected", Event::LastAffected),
        ("limit", Event::Limit),
    ];
    let mut given: Vec<(Spanned<VersionText>, Make)> = Vec::new();
    let mut keys = Vec::new();
    for (key, make) in kinds {
        if let Some(entry) = table.take_value(key) {
            keys.push(entry.key.span);
            given.extend(version_of(&entry.value, key, out).map(|version| (version, make)));
        }
    }
    let extra = extra(table, "an event", out);
    match (keys.as_slice(), given.pop()) {
        ([_], Some((version, make))) => Some(RangeEvent {
            span: version.span,
            event: make(version.value),
            mends: true,
            extra,
        }),
        ([_], None) => None,
        (keys, _) => {
            let fault = Diagnostic::new(
                Code::EventShape,
                keys.first().copied().unwrap_or(node.span),
                "an event has exactly one of `introduced`, `fixed`, `last_affected` and `limit`",
            );
            out.push(match keys.get(1) {
                Some(second) => fault
                    .label(*second, "a second one in the same event")
                    .help("put each event behind a `-` of its own"),
                None => fault.help("write for example `- introduced: \"0\"`"),
            });
            None
        }
    }
}
