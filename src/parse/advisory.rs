//! An advisory file to [`Advisory`]: OSV as it is, or with less typing.
//!
//! All OSV keys keep OSV's meaning. A shorthand is a new top-level key, or a
//! type that OSV does not allow where it stands (docs/design.md, "Why YAML that is also OSV?").

mod branches;
mod by_package;
mod constraint;
mod dates;
mod ends;
mod enumeration;
mod extent;
mod extra;
mod fixes;
mod history;
mod ids;
mod osv;
mod references;
mod secrecy;
mod severity;
mod shorthand;
mod specific;
mod versions;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::advisory::{Bundled, Sections};
use crate::model::config::PackageName;
use crate::model::support::ReleaseName;
use crate::model::{Advisory, Branch, Config, Dates, Support, VersionText};
use crate::parse::characters;
use crate::parse::keys::advisory::{ADVISORY, BUNDLED};
use crate::source::{Content, FileId, SourceFile, Sources, Spanned};
use crate::version::Order;
use crate::version::branch::SeriesNames;
use crate::yaml::{self, Node, Table};

pub(super) use self::dates::decided;
use self::extra::{extra, extra_of_credit};
use self::fixes::Fixes;
use self::references::Credits;
use self::specific::Own;

/// What an advisory is read in the light of.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) config: &'a Config,
    pub(super) support: &'a [Support],
}

impl<'a> Scope<'a> {
    /// The releases of a package that the project names.
    fn releases(&self, package: &PackageName) -> Vec<&'a str> {
        self.support
            .iter()
            .filter(|support| support.package.value == *package)
            .flat_map(|support| &support.releases)
            .map(|release| release.name.text().value.as_str())
            .collect()
    }

    /// How the series of a package are told apart, by those that the project and
    /// an advisory name.
    fn series_names(&self, package: &PackageName, branches: &[Branch]) -> SeriesNames {
        let of_package = |support: &&Support| support.package.value == *package;
        let releases = self.support.iter().filter(of_package);
        let releases = releases.flat_map(|support| &support.releases);
        let listed = releases.filter_map(|release| match &release.name {
            ReleaseName::Series(series) => Some(series.value.as_str()),
            ReleaseName::Version(_) => None,
        });
        let named = branches.iter().filter_map(|branch| branch.branch.as_ref());
        let all = listed.chain(named.map(|name| name.value.as_str()));
        SeriesNames::new(Order::of(&package.ecosystem), self.config.branches, all)
    }
}

/// Reads one file. Text of a file that is not public, or of which nobody can
/// tell, is withheld from diagnostics; a file that was refused has no text.
pub(super) fn advisory(
    sources: &Sources,
    file: FileId,
    scope: &Scope<'_>,
    out: &mut Diagnostics,
) -> Option<Advisory> {
    let Some(node) = yaml::read(sources, file, out) else {
        if matches!(sources.get(file).content, Content::Bytes(_)) {
            out.withhold(file);
        }
        return None;
    };
    let Some(mut table) = Table::new(&node, &ADVISORY, out) else {
        out.withhold(file);
        return None;
    };
    let dates = dates::dates(&mut table, scope.config, out);
    characters::report(&node, out);
    let advisory = record(table, file, dates, scope, out);
    let SourceFile { path, overlay, .. } = sources.get(file);
    let overlay = overlay.is_some();
    let path_mark = secrecy::in_path(path);
    if overlay || path_mark.is_some() || has_doubtful_key(sources, file, out) {
        out.withhold(file);
    }
    Some(Advisory {
        overlay,
        path_mark,
        ..advisory?
    })
}

/// Whether a key that decides about publication may be misspelt, stands twice
/// with only one of the two read, or where it decides nothing.
pub(super) fn has_doubtful_key(sources: &Sources, file: FileId, out: &Diagnostics) -> bool {
    let mut misplaced = out.places(file, Code::SecrecyWithoutEffect);
    misplaced.next().is_some()
        || [Code::UnknownKey, Code::DuplicateKey]
            .into_iter()
            .flat_map(|code| out.places(file, code))
            .map(|place| sources.slice(place).trim_matches(['"', '\'']))
            .any(dates::casts_doubt)
}

fn record(
    mut table: Table<'_>,
    file: FileId,
    mut dates: Dates,
    scope: &Scope<'_>,
    out: &mut Diagnostics,
) -> Option<Advisory> {
    let disclosure = &scope.config.disclosure_time;
    let id = table
        .required_text("id", out)
        .and_then(|text| ids::id(&text, out));
    ids::schema_version(&mut table, out);
    let own = Own::new(table.take_value("database_specific"));

    let summary = table.text("summary", out);
    let sections = sections(&mut table, out);
    let aliases = ids::aliases(&mut table, out);
    let related = table.texts("related", out);
    let upstream = table.texts("upstream", out);
    let rated = table
        .take_value("severity")
        .and_then(|entry| severity::top_severity(&entry.value, &own, out))
        .unwrap_or_default();
    let cwe = table.take_value("cwe").and_then(|entry| {
        own.report_conflict("cwe_ids", entry.key.span, out);
        severity::weaknesses(&entry.value, out)
    });

    let mut branches = table
        .take_value("branches")
        .map(|entry| branches::branches(&entry.value, disclosure, out));
    let written = branches.as_deref().unwrap_or_default();
    let fixes = Fixes::new(&mut table, written, scope.config, out);
    let affected = shorthand::affected(&mut table, &mut branches, &fixes, scope, out);

    let mut references = table
        .take_value("references")
        .map(|entry| references::references(&entry.value, out));
    if !fixes.links.is_empty() {
        references.get_or_insert_default().extend(fixes.links);
    }
    let credits = table
        .take_value("credits")
        .map(|entry| references::credits(&entry.value, out));

    let bundled = table
        .take_value("bundled")
        .and_then(|entry| bundled(&entry.value, out));
    let mut told = |key| {
        let entry = table.take_value(key)?;
        own.report_conflict(key, entry.key.span, out);
        Some(&entry.value)
    };
    let (timeline, revisions) = (told("timeline"), told("revisions"));
    let (exploited, kind) = (told("exploited"), told("kind"));
    if let Some(kind) = kind {
        secrecy::published(kind, "`kind`", out);
    }
    dates.revisions = revisions.map(|node| history::revisions(node, disclosure, out));
    let private = secrecy::private(&mut table, out);
    table.finish(out);

    let mut advisory = Advisory {
        file,
        overlay: false,
        path_mark: None,
        id: id?,
        dates,
        aliases,
        related,
        upstream,
        summary,
        sections,
        severity: rated.vectors,
        severity_word: rated.word,
        severity_rationale: rated.rationale,
        cwe,
        kind: kind.map(Node::to_value),
        affected,
        references,
        credits: credits.as_ref().and_then(Credits::told),
        withheld_names: credits.map(|credits| credits.withheld).unwrap_or_default(),
        exploited: exploited.and_then(|node| history::exploited(node, disclosure, out)),
        unexploited: exploited.and_then(Node::as_bool) == Some(false),
        timeline: timeline.map(|node| history::timeline(node, disclosure, out)),
        database_specific: None,
        branches: branches.unwrap_or_default(),
        bundled,
        private,
    };
    own.read_into(&mut advisory, disclosure, out);
    Some(advisory)
}

fn sections(table: &mut Table<'_>, out: &mut Diagnostics) -> Sections {
    Sections {
        details: table.text("details", out),
        affected_if: table.text("affected_if", out),
        impact: table.text("impact", out),
        workarounds: table.text("workarounds", out),
        detection: table.text("detection", out),
    }
}

fn bundled(node: &Node, out: &mut Diagnostics) -> Option<Bundled> {
    let mut table = Table::new(node, &BUNDLED, out)?;
    let component = table.required_text("component", out);
    let mut text = |key| table.text(key, out).map(|text| text.value);
    let (purl, within, not_within) = (text("purl"), text("in"), text("not_in"));
    let fixed_component = text("fixed_component");
    table.finish(out);
    Some(Bundled {
        component: component?.value,
        purl,
        within,
        not_within,
        fixed_component,
    })
}

/// The text of a version, with a warning when other tools would read a number.
pub(super) fn version_of<'n, T: From<&'n str>>(
    node: &'n Node,
    key: &str,
    out: &mut Diagnostics,
) -> Option<Spanned<T>> {
    let text = yaml::scalar_of(node, key, out)?;
    if let Some(number) = node.as_number() {
        let read = number
            .parse::<f64>()
            .map_or(number, |value| value.to_string());
        if text.value != read {
            out.push(
                Diagnostic::new(
                    Code::UnquotedVersion,
                    text.span,
                    format!("other tools read `{}` as the number {read}", text.value),
                )
                .help(format!("quote it: \"{}\"", text.value)),
            );
        }
    }
    Some(text.map(T::from))
}

/// One version or a list of them.
fn versions_of(node: &Node, key: &str, out: &mut Diagnostics) -> Vec<Spanned<VersionText>> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    // Lists of versions are long: they get the room that they need.
    let mut versions = Vec::with_capacity(items.len());
    versions.extend(items.iter().filter_map(|item| version_of(item, key, out)));
    versions
}
