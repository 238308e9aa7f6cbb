//! `releases`: a list, a file with one, or the tags of the repository.

use jiff::civil::Date;

use super::{bundled, conflict, tags};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::PackageName;
use crate::model::support::{Planned, Release, ReleaseName, When};
use crate::parse::advisory::version_of;
use crate::parse::config::is_web_address;
use crate::parse::keys::support::{RELEASE, RELEASES};
use crate::parse::time;
use crate::source::{Sources, Spanned};
use crate::version::{Order, spelled};
use crate::yaml::{self, Node, Table};

/// Reads the releases, wherever they are.
pub(super) fn releases(
    sources: &Sources,
    node: &Node,
    order: Order,
    out: &mut Diagnostics,
) -> Vec<Release> {
    if let Some(items) = node.as_list() {
        return list(items, order, out);
    }
    let Some(entries) = node.as_map() else {
        let message = format!(
            "`releases` takes a list, `git` or `file`, not {}",
            node.describe()
        );
        out.push(
            Diagnostic::new(Code::WrongType, node.span, message)
                .help("write `releases: {file: releases.yaml}` for a file under content/"),
        );
        return Vec::new();
    };
    let Some(mut table) = Table::new(node, &RELEASES, out) else {
        return Vec::new();
    };
    let git = table.take_value("git");
    let file = table.take_value("file");
    table.finish(out);
    match (git, file) {
        (Some(git), Some(file)) => out.push(conflict(git, file)),
        (Some(git), None) => {
            return yaml::text_of(&git.value, "git", out)
                .map(|pattern| tags::releases(sources, &pattern, order, out))
                .unwrap_or_default();
        }
        (None, Some(file)) => {
            return yaml::text_of(&file.value, "file", out)
                .map(|path| of_file(sources, &path, order, out))
                .unwrap_or_default();
        }
        (None, None) => out.push(
            Diagnostic::new(
                Code::MissingKey,
                entries.first().map_or(node.span, |entry| entry.key.span),
                "`releases` needs a list, `git` or `file`",
            )
            .help("write `releases: {git: \"refs/tags/v*\"}`, or list the releases"),
        ),
    }
    Vec::new()
}

/// Names the releases as their ecosystem's data does, so that they are the versions
/// that records and questions name.
pub(super) fn respell(releases: &mut [Release], package: &PackageName) {
    for release in releases {
        if let ReleaseName::Version(version) = &mut release.name
            && let Some(spelled) = spelled(package, &version.value)
        {
            version.value = spelled.text.into_owned();
        }
    }
}

/// The list in a JSON or YAML file under `content/`.
fn of_file(
    sources: &Sources,
    path: &Spanned<String>,
    order: Order,
    out: &mut Diagnostics,
) -> Vec<Release> {
    let Some(file) = sources.find(&format!("content/{}", path.value)) else {
        let message = format!("there is no file {} in content/", quoted(&path.value));
        out.push(
            Diagnostic::new(Code::ReleasesUnread, path.span, message)
                .help("write the path from content/ on: `releases.json`"),
        );
        return Vec::new();
    };
    let Some(node) = yaml::read(sources, file, out) else {
        return Vec::new();
    };
    let Some(items) = node.as_list() else {
        let message = format!("a file of releases is a list, not {}", node.describe());
        let fault = Diagnostic::new(Code::WrongType, node.span, message);
        out.push(fault.label(path.span, "named here"));
        return Vec::new();
    };
    list(items, order, out)
}

fn list(items: &[Node], order: Order, out: &mut Diagnostics) -> Vec<Release> {
    let releases: Vec<Release> = items.iter().filter_map(|item| release(item, out)).collect();
    report_duplicates(&releases, order, out);
    report_unordered(&releases, out);
    releases
}

/// A version by itself, or a map.
fn release(node: &Node, out: &mut Diagnostics) -> Option<Release> {
    if node.as_text().is_some() {
        return version_of(node, "version", out).map(Release::of_version);
    }
    let mut table = Table::new(node, &RELEASE, out)?;
    let name = name(&mut table, out);
    let when = when(&mut table, out);
    let (end, phase_ends) = match table.take_value("end") {
        Some(entry) => ends(&entry.value, out),
        None => (None, Vec::new()),
    };
    let codename = table.text("codename", out).map(|text| text.value);
    let lts = table.flag("lts", out).map(|flag| flag.value);
    let link = table.text("link", out).and_then(|text| link(text, out));
    let bundled = table.take_value("bundled");
    if let (Some(entry), Some(ReleaseName::Series(_))) = (bundled, &name) {
        let message = "`bundled` needs `version` beside it";
        out.push(
            Diagnostic::new(Code::MissingKey, entry.key.span, message)
                .here("the releases of a series may contain different versions")
                .help("list the release that contains it: `{version: 3.4.1, bundled: …}`"),
        );
    }
    let bundled = bundled
        .map(|entry| bundled::of_release(&entry.value, out))
        .unwrap_or_default();
    table.finish(out);
    Some(Release {
        bundled,
        span: node.span,
        name: name?,
        when,
        end,
        phase_ends,
        codename,
        lts,
        link,
        tag: None,
    })
}

fn name(table: &mut Table<'_>, out: &mut Diagnostics) -> Option<ReleaseName> {
    let version = table.take_value("version");
    let series = table.take_value("series");
    match (version, series) {
        (Some(version), Some(series)) => {
            out.push(conflict(version, series));
            None
        }
        (Some(version), None) => {
            version_of(&version.value, "version", out).map(ReleaseName::Version)
        }
        (None, Some(series)) => version_of(&series.value, "series", out).map(ReleaseName::Series),
        (None, None) => {
            out.push(
                Diagnostic::new(
                    Code::MissingKey,
                    table.span(),
                    "a release needs `version` or `series`",
                )
                .help("write `{version: \"3.4.1\", date: 2026-09-22}`"),
            );
            None
        }
    }
}

fn when(table: &mut Table<'_>, out: &mut Diagnostics) -> When {
    let date = table.take_value("date");
    let expected = table.take_value("expected");
    if let (Some(date), Some(expected)) = (date, expected) {
        out.push(conflict(date, expected));
    }
    if let Some(entry) = date {
        return yaml::text_of(&entry.value, "date", out)
            .and_then(|text| time::date(&text, out))
            .map_or(When::Undated, When::On);
    }
    expected
        .and_then(|entry| yaml::text_of(&entry.value, "expected", out))
        .and_then(|text| planned(&text, out))
        .map_or(When::Undated, When::Expected)
}

/// The end of all support, or the ends of phases by their names.
#[expect(clippy::type_complexity, reason = "the two keys of a release")]
fn ends(
    node: &Node,
    out: &mut Diagnostics,
) -> (Option<Spanned<Date>>, Vec<(Spanned<String>, Spanned<Date>)>) {
    let mut day = |node: &Node| end(&yaml::text_of(node, "end", out)?, out);
    match node.as_map() {
        None => (day(node), Vec::new()),
        Some(phases) => {
            let ends = phases.iter();
            let ends = ends.filter_map(|entry| Some((entry.key.clone(), day(&entry.value)?)));
            (None, ends.collect())
        }
    }
}

fn end(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<Date>> {
    let end = day(text.value.trim());
    if end.is_none() {
        let message = format!("{} is not a date", quoted(&text.value));
        out.push(Diagnostic::new(Code::DateSyntax, text.span, message).help(
            "write the last day: `2027-03-31`; where none is known, leave `end` out, or let \
             the phase last `until: announced`",
        ));
    }
    end.map(|end| Spanned::new(end, text.span))
}

/// A day, or a month: `2027-04`.
fn planned(text: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<Planned>> {
    let written = text.value.trim();
    let planned = if written.len() == "2027-04".len() {
        day(&format!("{written}-01")).map(Planned::month_of)
    } else {
        day(written).map(Planned::Day)
    };
    if planned.is_none() {
        let message = format!("{} is neither a day nor a month", quoted(&text.value));
        out.push(
            Diagnostic::new(Code::DateSyntax, text.span, message)
                .help("write `2027-04`, or `2027-04-01` when the day is known"),
        );
    }
    planned.map(|planned| Spanned::new(planned, text.span))
}

fn day(text: &str) -> Option<Date> {
    time::is_date(text).then(|| text.parse().ok()).flatten()
}

fn link(text: Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<String>> {
    if is_web_address(&text.value) {
        return Some(text);
    }
    let message = format!("{} is not a web address", quoted(&text.value));
    out.push(
        Diagnostic::new(Code::InvalidValue, text.span, message)
            .help("write the whole address, `https://` included"),
    );
    None
}

/// Reports what is listed twice: releases by the ecosystem's equality, since
/// `1.0` and `1.0.0` may be one version, and series by their names, `v` or not.
fn report_duplicates(releases: &[Release], order: Order, out: &mut Diagnostics) {
    let mut versions = Vec::new();
    let mut series = Vec::new();
    for release in releases {
        match &release.name {
            ReleaseName::Version(text) => versions.push(text),
            ReleaseName::Series(text) => series.push(text),
        }
    }
    // Stable: of two that are equal, the first in the file stays first.
    versions.sort_by(|a, b| order.compare(&a.value, &b.value));
    let bare = |text: &Spanned<String>| text.value.trim_start_matches(['v', 'V']).to_owned();
    series.sort_by_cached_key(|text| bare(text));
    let same_version =
        |a: &Spanned<String>, b: &Spanned<String>| order.compare(&a.value, &b.value).is_eq();
    report_equal(&versions, same_version, out);
    report_equal(&series, |a, b| bare(a) == bare(b), out);
}

/// Reports series that would be put in order by the letters of their names.
fn report_unordered(releases: &[Release], out: &mut Diagnostics) {
    let series = releases.iter().filter_map(|release| match &release.name {
        ReleaseName::Series(name) => Some(name),
        ReleaseName::Version(_) => None,
    });
    let has_no_number = |name: &&Spanned<String>| !name.value.contains(|c: char| c.is_numeric());
    for name in series.filter(has_no_number) {
        if releases.len() > 1 {
            let message = format!("the series {} has no number", quoted(&name.value));
            out.push(
                Diagnostic::new(Code::InvalidValue, name.span, message)
                    .here("nobody can tell which series are newer")
                    .help(
                        "give its number, and the name beside it: \
                         `{series: \"12\", codename: Bookworm}`",
                    ),
            );
        }
    }
}

fn report_equal(
    sorted: &[&Spanned<String>],
    same: impl Fn(&Spanned<String>, &Spanned<String>) -> bool,
    out: &mut Diagnostics,
) {
    for equal in sorted.chunk_by(|a, b| same(a, b)) {
        for again in &equal[1..] {
            let message = format!("{} is listed twice", quoted(&again.value));
            out.push(
                Diagnostic::new(Code::DuplicateRelease, again.span, message)
                    .label(equal[0].span, "first here")
                    .help("keep one of them"),
            );
        }
    }
}
