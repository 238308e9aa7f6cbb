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
use crate::model::advisory::{Bundled, Sections, Withdrawn};
use crate::model::config::PackageName;
use crate::model::support::ReleaseName;
use crate::model::{Advisory, Branch, Config, Exploited, Support, Timestamp, Value};
use crate::parse::characters;
use crate::parse::keys::advisory::{ADVISORY, BUNDLED};
use crate::source::{Content, FileId, SourceFile, Sources, Span, Spanned};
use crate::version::Order;
use crate::version::branch::SeriesNames;
use crate::yaml::{self, Node, Table};

use self::dates::{Dates, Withdrawal};
use self::extra::{extra, extra_of_credit};
use self::fixes::Fixes;
use self::specific::Specific;

/// What an advisory is read in the light of.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) config: &'a Config,
    pub(super) support: &'a [Support],
    pub(super) clock: Timestamp,
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
            ReleaseName::Series(series) => Some(series),
            ReleaseName::Version(_) => None,
        });
        let named = branches.iter().filter_map(|branch| branch.branch.as_ref());
        let all = listed.chain(named).map(|name| name.value.as_str());
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
    let dates = dates::dates(&mut table, &scope.config.disclosure_time, out);
    if !dates.may_be_quoted(scope.clock) {
        out.withhold(file);
    }
    characters::report(&node, out);
    let SourceFile { path, overlay, .. } = sources.get(file);
    let overlay = overlay.is_some();
    if let Some(mark) = secrecy::in_path(path)
        && !overlay
        && dates.may_be_quoted(scope.clock)
    {
        let message = format!("`{mark}` in the name of a folder or file keeps nothing secret");
        let fault = Diagnostic::new(Code::SecrecyWithoutEffect, Span::file(file), message);
        out.push(fault.free_of_input().help(
            "write `draft: true` at the top of the file, or give it another place to publish it",
        ));
    }
    let advisory = record(table, file, dates, scope, out);
    if overlay || has_doubtful_key(sources, file, out) {
        out.withhold(file);
    }
    Some(Advisory {
        overlay,
        ..advisory?
    })
}

/// Whether a key that decides about publication may be misspelt, stands twice
/// with only one of the two read, or where it decides nothing.
fn has_doubtful_key(sources: &Sources, file: FileId, out: &Diagnostics) -> bool {
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
    dates: Dates,
    scope: &Scope<'_>,
    out: &mut Diagnostics,
) -> Option<Advisory> {
    let config = scope.config;
    let horizon = dates.horizon(scope.clock);
    let id = table
        .required("id", out)
        .and_then(|entry| ids::id(&entry.value, out));
    ids::schema_version(&mut table, out);
    let mut specific = Specific::new(table.take_value("database_specific"), out);

    let summary = table.text("summary", out);
    let sections = sections(&mut table, out);
    let aliases = ids::aliases(&mut table, out);
    let related = table.texts("related", out);
    let upstream = table.texts("upstream", out);
    let severity = table
        .take_value("severity")
        .and_then(|entry| severity::top_severity(entry, &mut specific, out));
    if let Some(entry) = table.take_value("cwe") {
        severity::weaknesses(entry, &mut specific, out);
    }

    let mut branches = table
        .take_value("branches")
        .map(|entry| branches::branches(&entry.value, &config.disclosure_time, out));
    let fixes = Fixes::new(
        &mut table,
        branches.as_deref().unwrap_or_default(),
        config,
        out,
    );
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
    let (revised, exploited) = extensions(&mut table, &mut specific, config, horizon, out);
    let private = secrecy::private(&mut table, out);
    table.finish(out);

    let mut advisory = Advisory {
        file,
        overlay: false,
        id: id?,
        modified: dates.modified,
        record_changed: None,
        published: dates.published,
        withdrawn: None,
        aliases,
        related,
        upstream,
        summary,
        sections,
        severity,
        affected,
        references,
        // A list from which every name was withheld is left out altogether:
        // an empty one would tell that there was somebody.
        credits: credits.as_ref().and_then(|credits| {
            (!credits.named.is_empty() || credits.withheld.is_empty())
                .then(|| credits.named.clone())
        }),
        withheld_names: credits.map(|credits| credits.withheld).unwrap_or_default(),
        exploited,
        database_specific: None,
        branches: branches.unwrap_or_default(),
        bundled,
        private,
        draft: dates.draft,
        embargo_until: dates.embargo_until,
    };
    if let Some(withdrawal) = dates.withdrawn {
        withdraw(&mut advisory, withdrawal, &mut specific, horizon, out);
    }
    advisory.database_specific = specific.finish();
    derive_modified(&mut advisory, &revised, config, horizon);
    Some(advisory)
}

/// What `withdrawn` says besides the time has other places in OSV, once the time
/// has come.
fn withdraw(
    advisory: &mut Advisory,
    withdrawal: Withdrawal,
    specific: &mut Specific,
    horizon: Timestamp,
    out: &mut Diagnostics,
) {
    let is_due = withdrawal.at.value <= horizon;
    advisory.withdrawn = Some(Withdrawn {
        at: withdrawal.at,
        duplicate_of: withdrawal.duplicate_of.clone().filter(|_| is_due),
    });
    if !is_due {
        return;
    }
    if let Some(reason) = withdrawal.reason {
        let text = Value::Text(reason.value.trim_end().to_owned());
        specific.insert("withdrawn_reason", text, reason.span, out);
    }
    if let Some(duplicate) = withdrawal.duplicate_of {
        let related = advisory.related.get_or_insert_default();
        if related.iter().all(|known| known.value != duplicate.value) {
            related.push(duplicate);
        }
    }
}

/// Without `modified`, the newest of all dates the file gives: importers skip
/// a record whose `modified` is older than what they saw last. Dates to come do
/// not count: a `modified` in the future would hide every change before it. For
/// the record there are two more: the newest release that it lists, and the moment
/// since which forewarn writes it as it does, if it was public before that.
fn derive_modified(
    advisory: &mut Advisory,
    revised: &[Spanned<Timestamp>],
    config: &Config,
    horizon: Timestamp,
) {
    if advisory.modified.is_some() {
        return;
    }
    let withdrawn = advisory.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
    let branches = advisory.branches.iter().filter_map(|branch| branch.date);
    let dated = advisory.published.into_iter().chain(withdrawn);
    if dated.clone().next().is_none() {
        return;
    }
    advisory.modified = dated
        .chain(revised.iter().copied())
        .chain(branches)
        .filter(|at| at.value <= horizon)
        .max_by_key(|at| at.value);
    let listed = advisory.affected().flat_map(|affected| &affected.releases);
    let listed = listed.filter_map(|release| release.at);
    let was_public = |at: &Timestamp| advisory.state(*at).is_public();
    let rewritten = config.records_changed.filter(was_public);
    let changed = listed.chain(rewritten).filter(|at| *at <= horizon);
    advisory.record_changed = changed.max();
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

/// `timeline`, `revisions`, `exploited` and `kind`; returns the times of the
/// revisions, and what is known of attacks.
fn extensions(
    table: &mut Table<'_>,
    specific: &mut Specific,
    config: &Config,
    horizon: Timestamp,
    out: &mut Diagnostics,
) -> (Vec<Spanned<Timestamp>>, Option<Exploited>) {
    if let Some(entry) = table.take_value("timeline") {
        history::timeline(entry, specific, &config.disclosure_time, out);
    }
    let revised = table
        .take_value("revisions")
        .map(|entry| history::revisions(entry, specific, &config.disclosure_time, horizon, out));
    let exploited = table
        .take_value("exploited")
        .and_then(|entry| history::exploited(entry, specific, &config.disclosure_time, out));
    if let Some(entry) = table.take_value("kind") {
        secrecy::published(&entry.value, "`kind`", out);
        specific.insert("kind", entry.value.to_value(), entry.key.span, out);
    }
    (revised.unwrap_or_default(), exploited)
}

fn bundled(node: &Node, out: &mut Diagnostics) -> Option<Bundled> {
    let mut table = Table::new(node, &BUNDLED, out)?;
    let component = table
        .required("component", out)
        .and_then(|entry| yaml::text_of(&entry.value, "component", out));
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
pub(super) fn version_of(node: &Node, key: &str, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let text = yaml::text_of(node, key, out)?;
    if let Value::Number(number) = node.to_value() {
        let read = number
            .parse::<f64>()
            .map_or(number, |value| value.to_string());
        if read != text.value {
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
    Some(text)
}

/// One version or a list of them.
fn versions_of(node: &Node, key: &str, out: &mut Diagnostics) -> Vec<Spanned<String>> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    items
        .iter()
        .filter_map(|item| version_of(item, key, out))
        .collect()
}
