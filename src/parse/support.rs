//! `content/supported-versions.yaml` to [`Support`].

mod bundled;
mod calendar;
mod kinds;
mod lengths;
mod phases;
mod releases;
mod tags;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use super::characters;
use super::keys::support as keys;
use super::package_name;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Level, quoted};
use crate::model::config::{Branching, PackageName};
use crate::model::support::{EarlierRule, Latest, Phase, Release, Rounding, Rule, Unit};
use crate::model::{Config, Support};
use crate::source::{FileId, Sources, Span, Spanned};
use crate::version::Order;
use crate::yaml::{self, Entry, Node, Table};

/// Each has a page.
const RELEASES: usize = 20_000;

/// Whether the file at `path` says which versions of a package are supported:
/// `content/supported-versions.yaml`, or one of `content/supported-versions/`
/// for each of several packages. The ending may be `.yml`, as for advisories.
pub(super) fn is_support(path: &str) -> bool {
    let stem = path
        .strip_suffix(".yaml")
        .or_else(|| path.strip_suffix(".yml"));
    let Some(rest) = stem.and_then(|stem| stem.strip_prefix("content/supported-versions")) else {
        return false;
    };
    rest.is_empty()
        || rest
            .strip_prefix('/')
            .is_some_and(|name| !name.is_empty() && !name.contains('/'))
}

/// Reads one file. Without `package` it is about the first of the project's.
/// `None` when nobody can tell which package is meant.
pub(super) fn support(
    sources: &Sources,
    file: FileId,
    config: &Config,
    out: &mut Diagnostics,
) -> Option<Support> {
    let node = yaml::read(sources, file, out)?;
    characters::report(&node, out);
    let mut table = Table::new(&node, &keys::SUPPORT, out)?;
    let faults_before = out.count(Level::Error);
    let package = package(&mut table, config, out);
    let order = package.as_ref().map_or(Order::Generic, |package| {
        Order::of(&package.value.ecosystem)
    });
    let development = table.text("development", out);
    let minor = table.take_value("minor_releases");
    let minor_releases = minor.and_then(|entry| calendar::calendar(&entry.value, out));
    let reader = phases::Reader {
        minor_releases: minor_releases.as_ref(),
    };
    let latest = table.take_value("support");
    let phases = table.take_value("phases");
    let rule = rule(latest, phases, &reader, out);
    let majors = table.take_value("majors");
    let older = table.take_value("earlier");
    let (lines, cadence) = (table.take_value("lines"), table.take_value("cadence"));
    let (either, rules) = ("`support` or `phases`", latest.or(phases));
    let needs = [
        (older, "`phases`", phases),
        (majors, either, rules),
        (lines, either, rules),
        (cadence, either, rules),
    ];
    let majors = majors.and_then(|entry| reader.majors(entry, out));
    let earlier = older
        .map(|entry| reader.earlier(&entry.value, order, out))
        .unwrap_or_default();
    let series = series(&mut table, &rule, config, out);
    let cadence = cadence.and_then(|entry| lengths::cadence(&entry.value, out));
    let faults = out.count(Level::Error);
    // A branch that alone gets fixes needs no list.
    let is_rolling = development.is_some() && latest.is_none() && phases.is_none();
    let entry = if is_rolling {
        table.take_value("releases")
    } else {
        table.required("releases", out)
    };
    let mut releases = entry
        .map(|entry| releases::releases(sources, &entry.value, order, out))
        .unwrap_or_default();
    truncate(&mut releases, file, out);
    if let Some(package) = &package {
        releases::respell(&mut releases, &package.value);
    }
    let has_faults = out.count(Level::Error) > faults;
    let (lines, lts) = kinds::read(&mut table, lines, (&rule, series), &releases, out);
    let bundled = table
        .take_value("bundled")
        .map(|entry| bundled::bundled(&entry.value, out))
        .unwrap_or_default();
    // A rule whose key is misspelt need not be missed as well.
    let has_unknown = table.finish(out);
    if !has_unknown {
        report_alone(needs, out);
    }
    if out.count(Level::Error) == faults_before {
        report_unused(minor, &rule, majors.as_ref(), &earlier, out);
    }
    // What could not be read may have been an end.
    let has_end = releases.iter().any(|release| release.end.is_some()) || has_faults || has_unknown;
    report_unknown_phases(phases, &earlier, &releases, out);
    if latest.is_none() && phases.is_none() && !releases.is_empty() && !has_end {
        out.push(no_rule(&node));
    }
    Some(Support {
        file,
        package: package?,
        development,
        rule,
        majors,
        earlier,
        series,
        lines,
        lts,
        cadence,
        minor_releases,
        releases,
        bundled,
    })
}

/// Reports packages of which more than one file speaks.
pub(super) fn report_repeated(all: &[Support], out: &mut Diagnostics) {
    for (at, support) in all.iter().enumerate() {
        let package = &support.package;
        let before = all[..at].iter().find(|other| other.package == *package);
        if let Some(first) = before {
            let PackageName { ecosystem, name } = &package.value;
            let message = format!("two files give the supported versions of `{ecosystem}/{name}`");
            out.push(
                Diagnostic::new(Code::ConflictingKeys, package.span, message)
                    .label(first.package.span, "the first is here")
                    .help("keep one file for each package"),
            );
        }
    }
}

fn truncate(releases: &mut Vec<Release>, file: FileId, out: &mut Diagnostics) {
    if releases.len() > RELEASES {
        let message = format!(
            "{} releases are listed; at most {RELEASES} are read",
            releases.len()
        );
        out.push(
            Diagnostic::new(Code::TooMany, Span::file(file), message)
                .help("leave out what nobody runs any more, or narrow the pattern of tags"),
        );
        releases.truncate(RELEASES);
    }
}

fn package(
    table: &mut Table<'_>,
    config: &Config,
    out: &mut Diagnostics,
) -> Option<Spanned<PackageName>> {
    if let Some(entry) = table.take_value("package") {
        let text = yaml::text_of(&entry.value, "package", out)?;
        let package = package_name(&text, out)?;
        return Some(Spanned::new(package, text.span));
    }
    let place = Span::new(
        table.span().file,
        table.span().start(),
        table.span().start(),
    );
    if let Some(package) = config.packages.first() {
        return Some(Spanned::new(package.clone(), place));
    }
    out.push(
        Diagnostic::new(
            Code::MissingKey,
            place,
            "the supported versions need `package`",
        )
        .help("write `package: PyPI/tinysig`, or `generic/NAME` for software without a registry"),
    );
    None
}

/// Reports keys that add to a rule which is not there.
fn report_alone(keys: [(Option<&Entry>, &str, Option<&Entry>); 4], out: &mut Diagnostics) {
    for (entry, rule, given) in keys {
        let Some(key) = entry.filter(|_| given.is_none()).map(|entry| &entry.key) else {
            continue;
        };
        let message = format!("`{}` needs {rule} beside it", key.value);
        out.push(
            Diagnostic::new(Code::MissingKey, key.span, message)
                .help("it adds to a rule, as docs/support-rules.md shows"),
        );
    }
}

/// Reports a calendar of minor releases that no phase ends by.
fn report_unused(
    calendar: Option<&Entry>,
    rule: &Rule,
    majors: Option<&Phase>,
    earlier: &[EarlierRule],
    out: &mut Diagnostics,
) {
    let phases = match rule {
        Rule::Phases(phases) => phases.as_slice(),
        Rule::Latest(_) | Rule::Dates => &[],
    };
    let older = earlier.iter();
    let older = older.flat_map(|rule| rule.phases.iter().chain(&rule.majors));
    let mut all = phases.iter().chain(majors).chain(older);
    let is_used = all.any(|phase| matches!(phase.round, Some(Rounding::NextMinor(_))));
    if let Some(entry) = calendar.filter(|_| !is_used) {
        let message = "`minor_releases` needs `round: next-minor` beside it";
        out.push(
            Diagnostic::new(Code::MissingKey, entry.key.span, message)
                .here("no phase ends with one of these releases")
                .help("write `round: next-minor` in the phase that does, or leave it out"),
        );
    }
}

/// Two keys of which only one can be given.
fn conflict(first: &Entry, second: &Entry) -> Diagnostic {
    let (first, second) = (&first.key, &second.key);
    Diagnostic::new(
        Code::ConflictingKeys,
        second.span,
        format!(
            "`{}` and `{}` cannot both be given",
            first.value, second.value
        ),
    )
    .label(first.span, format!("`{}` is here", first.value))
    .help("keep one of the two")
}

fn rule(
    latest: Option<&Entry>,
    phases: Option<&Entry>,
    reader: &phases::Reader<'_>,
    out: &mut Diagnostics,
) -> Rule {
    if let (Some(latest), Some(phases)) = (latest, phases) {
        out.push(conflict(latest, phases));
    }
    let latest = latest.and_then(|entry| self::latest(&entry.value, out));
    let phases = phases.map(|entry| reader.phases(&entry.value, out));
    match (latest, phases) {
        (Some(latest), _) => Rule::Latest(latest),
        (None, Some(phases)) if !phases.is_empty() => Rule::Phases(phases),
        (None, _) => Rule::Dates,
    }
}

/// `support: {latest: 2, of: minor}`.
fn latest(node: &Node, out: &mut Diagnostics) -> Option<Latest> {
    let mut table = Table::new(node, &keys::LATEST, out)?;
    let count = table
        .required_text("latest", out)
        .and_then(|text| count(&text, out));
    let of = table
        .required_text("of", out)
        .and_then(|text| yaml::choice("of", &text, &keys::OF, out));
    table.finish(out);
    Some(Latest {
        count: count?,
        of: of?,
    })
}

fn count(text: &Spanned<String>, out: &mut Diagnostics) -> Option<NonZeroUsize> {
    let count = text.value.parse().ok();
    if count.is_none() {
        let message = format!("`latest` cannot be {}", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::InvalidValue, text.span, message)
                .help("write a whole number from 1 on: `latest: 2`"),
        );
    }
    count
}

/// What makes a row: as written, else what the rule counts, else what the
/// project calls a branch.
fn series(table: &mut Table<'_>, rule: &Rule, config: &Config, out: &mut Diagnostics) -> Unit {
    let written = table.choice("series", &keys::SERIES, out);
    written.unwrap_or(match rule {
        Rule::Latest(latest) => latest.of,
        Rule::Phases(_) | Rule::Dates => Branching::into(config.branches),
    })
}

/// Reports an end of a phase that no rule has.
fn report_unknown_phases(
    phases: Option<&Entry>,
    earlier: &[EarlierRule],
    releases: &[Release],
    out: &mut Diagnostics,
) {
    // Those that could not be read are known too.
    let phases = phases.and_then(|entry| entry.value.as_map());
    let names = phases.into_iter().flatten().map(|entry| &entry.key);
    let older = earlier.iter().flat_map(|rule| &rule.phases);
    let names = names.chain(older.map(|phase| &phase.name));
    let known: BTreeSet<&str> = names.map(|name| name.value.as_str()).collect();
    for (name, _) in releases.iter().flat_map(|release| &release.phase_ends) {
        if !known.contains(name.value.as_str()) {
            let message = format!("there is no phase {}", quoted(&name.value));
            let names: Vec<_> = known.iter().map(|name| quoted(name)).collect();
            let help = match names.as_slice() {
                [] => "write the day alone: `end: 2027-03-31`".to_owned(),
                names => format!("the phases are {}", names.join(", ")),
            };
            let fault = Diagnostic::new(Code::InvalidValue, name.span, message);
            out.push(fault.help(help));
        }
    }
}

fn no_rule(node: &Node) -> Diagnostic {
    let place = node
        .as_map()
        .and_then(|entries| entries.first())
        .map_or(node.span, |entry| entry.key.span);
    Diagnostic::new(
        Code::MissingKey,
        place,
        "the supported versions have neither a rule nor an end date",
    )
    .here("every release would be supported for ever")
    .help(
        "add `support: {latest: 2, of: minor}`, `phases`, or `end` to the releases \
         that are no longer supported",
    )
}
