//! Names, versions and ranges that a complete record has otherwise than the readers
//! of its ecosystem. Shorthands are respelled as they are read; such a record leaves
//! as it came.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Advisory, Affected, Event, Package, Range, RangeType, purl};
use crate::source::Span;
use crate::version::{Order, spelled};

/// Reports what scanners would not find, or would misread, of a record that stands.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    if advisory.dates.withdrawn.is_some() {
        return;
    }
    let mut told = BTreeSet::new();
    for affected in advisory.affected() {
        if let Some(package) = &affected.package {
            // One thing after the other: the purl is made of the name.
            if name(package, out) && told.insert(&package.name) {
                purl(package, out);
            }
            versions(affected, package, out);
            range_type(affected, package, out);
        }
    }
}

/// What every name of an ecosystem has: its parts, and the sign between them
/// (OSV 1.7.5, `affected[].package`).
const PARTS: &[(&str, char, &str)] = &[
    ("Maven", ':', "GROUP:ARTIFACT"),
    ("Packagist", '/', "VENDOR/PACKAGE"),
    ("GitHub Actions", '/', "OWNER/REPOSITORY"),
];

/// Whether readers find the package by its name.
fn name(package: &Package, out: &mut Diagnostics) -> bool {
    let has_parts = parts(package, out);
    let canonical = package.ecosystem.canonical_name(&package.name);
    if canonical == package.name {
        return has_parts && package.name.chars().all(|c| !c.is_control() && c != ' ');
    }
    let message = format!(
        "scanners look this package up as {}, not {}",
        quoted(&canonical),
        quoted(&package.name)
    );
    out.push(
        Diagnostic::new(Code::NameSpelling, package.span, message)
            .help(format!("write `name: {canonical}`")),
    );
    false
}

/// The ecosystems in which Renovate looks for vulnerabilities (osv-offline 1.8).
const OF_RENOVATE: &[&str] = &[
    "Go",
    "Hackage",
    "Hex",
    "Maven",
    "NuGet",
    "Packagist",
    "Pub",
    "PyPI",
    "RubyGems",
    "crates.io",
    "npm",
];

fn purl(package: &Package, out: &mut Diagnostics) {
    if package.purl.is_some() || !OF_RENOVATE.contains(&package.ecosystem.as_str()) {
        return;
    }
    if let Some(purl) = purl::of(&package.canonical()) {
        let message = format!(
            "Renovate does not find {} without its package URL",
            quoted(&package.name)
        );
        out.push(
            Diagnostic::new(Code::PurlMissing, package.span, message)
                .help(format!("write `purl: \"{purl}\"` beside the name")),
        );
    }
}

fn parts(package: &Package, out: &mut Diagnostics) -> bool {
    let base = package.ecosystem.base();
    let known = PARTS.iter().find(|(ecosystem, ..)| *ecosystem == base);
    let Some((_, sign, form)) = known.filter(|(_, sign, _)| !package.name.contains(*sign)) else {
        return true;
    };
    let message = format!(
        "every name of {base} has a `{sign}`, and {} has none: no scanner looks it up",
        quoted(&package.name)
    );
    let help = format!("write the whole name, `{form}`");
    out.push(Diagnostic::new(Code::NameSpelling, package.span, message).help(help));
    false
}

/// One finding an entry, at the first such version.
fn versions(affected: &Affected, package: &Package, out: &mut Diagnostics) {
    // Lists can be long, and where numbers may be missing only a letter is at fault.
    let is_semver = Order::of(&package.ecosystem) == Order::Semver;
    let in_doubt = |version: &str| is_semver || version.starts_with(['v', 'V']);
    let name = package.canonical();
    let mut respelled = written(affected)
        .filter(|(version, _)| in_doubt(version))
        .filter_map(|(version, span)| {
            let spelled = spelled(&name, version)?.text.into_owned();
            (spelled != version).then_some((version, spelled, span))
        });
    let Some((version, spelled, span)) = respelled.next() else {
        return;
    };
    let more = match respelled.count() {
        0 => String::new(),
        more => format!(", and {more} more here otherwise"),
    };
    let message = format!(
        "{} writes {} as {}{more}",
        package.ecosystem,
        quoted(version),
        quoted(&spelled)
    );
    out.push(
        Diagnostic::new(Code::VersionSpelling, span, message).help(format!(
            "write `{spelled}`; readers compare texts, or drop the range"
        )),
    );
}

/// The versions of an entry, with their places.
fn written(affected: &Affected) -> impl Iterator<Item = (&str, Span)> {
    let ranges = affected.ranges.iter().flatten();
    let ranges = ranges.filter(|range| range.kind() != RangeType::Git);
    let events = ranges.flat_map(Range::events);
    let events = events.filter(|event| !matches!(event.event, Event::Limit(_)));
    let events = events.map(|event| (event.event.version(), event.span));
    let listed = affected.versions.iter().flatten();
    events.chain(listed.map(|version| (version.value.as_str(), version.span)))
}

/// Go's own tools know no other range, and take an entry without one for every
/// version (golang.org/x/vuln, `semver.Affects`).
fn range_type(affected: &Affected, package: &Package, out: &mut Diagnostics) {
    let mut ranges = affected.ranges.iter().flatten();
    let is_stated = affected.states_versions();
    if package.ecosystem.base() != "Go"
        || !is_stated
        || ranges.any(|range| range.kind() == RangeType::Semver)
    {
        return;
    }
    let message = "govulncheck takes this entry, which has no SEMVER range, for every version";
    out.push(
        Diagnostic::new(Code::RangeType, affected.span, message)
            .help("add a range of `type: SEMVER`; in a shorthand, `introduced` and `fixed`"),
    );
}
