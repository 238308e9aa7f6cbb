//! An advisory as a row of a list.

use serde::Serialize;

use super::affected::{Detail, PackageView};
use super::moment::Moment;
use super::severity::SeverityView;
use super::status::Status;
use crate::model::{Advisory, SitePath, State, VersionText};
use crate::output::Frame;
use crate::output::packages::PackageAdvisory;
use crate::theme::markdown;

/// How many characters of `details` stand for a missing summary.
pub(super) const EXCERPT: usize = 120;

/// How many other names, packages and versions a row names.
const NAMED: usize = 3;

/// An advisory as a row of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The id.
    pub id: String,
    /// Where its page is.
    pub url: String,
    /// Its first other names: CVE ids, then GHSA ids, then the others.
    pub aliases: Vec<String>,
    /// How many other names there are beyond these.
    pub more_aliases: usize,
    /// The summary (HTML).
    pub summary: Option<String>,
    /// The sentence of the record's text that says what is wrong, when it has no
    /// summary.
    pub excerpt: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Whether it is known to have been used in attacks.
    pub exploited: bool,
    /// How bad it is, as far as the project wants it shown.
    pub severity: Option<SeverityView>,
    /// The first affected packages.
    pub affected: Vec<RowPackage>,
    /// How many there are beyond these.
    pub more_affected: usize,
    /// The first fixed versions.
    pub fixed: Vec<String>,
    /// How many fixed versions there are beyond these.
    pub more_fixed: usize,
    /// That of the fixed versions not all are released, in words.
    pub unreleased: Option<String>,
    /// Where to go, where nothing is fixed.
    pub upgrade: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// A package in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowPackage {
    /// Its name; none where nothing else can be meant.
    pub name: Option<String>,
    /// The first affected versions: `1.10 – 3.4.0`, or one by its name.
    pub versions: Vec<String>,
    /// How many there are beyond these.
    pub more_versions: usize,
}

impl Row {
    /// The row of `advisory`, the same in every list but for its address.
    pub(super) fn new(frame: &Frame<'_>, advisory: &Advisory) -> Self {
        let row = frame.openings.row(advisory, || {
            let packages = PackageView::all(frame, advisory, Detail::Row);
            let is_only = frame.plan.packages.is_empty() && packages.len() == 1;
            Self::filled(frame, advisory, &packages, is_only)
        });
        Self {
            url: frame.path.relative(&SitePath::advisory(&advisory.id.value)),
            ..row
        }
    }

    /// The row of an advisory with what it says of one package alone.
    pub(super) fn of_package(frame: &Frame<'_>, about: &PackageAdvisory<'_>) -> Self {
        let package = PackageView::of(frame, about.advisory, &about.affected, Detail::Row);
        Self::filled(frame, about.advisory, &[package], true)
    }

    /// A row for each.
    pub(super) fn all(frame: &Frame<'_>, advisories: &[&Advisory]) -> Vec<Self> {
        advisories.iter().map(|a| Self::new(frame, a)).collect()
    }

    fn filled(
        frame: &Frame<'_>,
        advisory: &Advisory,
        packages: &[PackageView],
        is_only: bool,
    ) -> Self {
        let status = Status::new(frame, advisory, packages);
        let id = advisory.id.value.as_str();
        let aliases = aliases(advisory);
        let fixes = fixes(packages);
        Self {
            id: id.to_owned(),
            url: frame.path.relative(&SitePath::advisory(&advisory.id.value)),
            more_aliases: aliases.len().saturating_sub(NAMED),
            aliases: first(aliases),
            summary: (advisory.title() != id).then(|| markdown::title(advisory.title())),
            excerpt: (advisory.title() == id)
                .then(|| frame.openings.opening(advisory, EXCERPT))
                .flatten(),
            withdrawn: advisory.as_of(frame.view()).state() == State::Withdrawn,
            status,
            exploited: advisory.as_of(frame.view()).exploited().is_some(),
            severity: SeverityView::new(frame, advisory),
            more_affected: packages.len().saturating_sub(NAMED),
            affected: packages
                .iter()
                .take(NAMED)
                .map(|package| RowPackage::new(package, is_only))
                .collect(),
            more_fixed: fixes.len().saturating_sub(NAMED),
            upgrade: match packages {
                [package] if fixes.is_empty() => package.goal.as_ref().map(|g| g.version.clone()),
                _ => None,
            },
            fixed: first(fixes),
            unreleased: match packages {
                [package] => package.fixes_await(frame.language()),
                _ => None,
            },
            published: advisory.published().map(|at| Moment::new(frame, at)),
        }
    }
}

impl RowPackage {
    /// Where the row has room for one package only, more of its versions are
    /// named.
    fn new(package: &PackageView, is_only: bool) -> Self {
        let versions: Vec<_> = if package.intervals.is_empty() {
            package
                .versions
                .iter()
                .map(VersionText::to_string)
                .collect()
        } else {
            let intervals = package.intervals.iter();
            intervals.map(|run| run.cell.clone()).collect()
        };
        let shown = if is_only { NAMED } else { 1 };
        Self {
            name: (!is_only).then(|| package.name.clone()),
            more_versions: versions.len().saturating_sub(shown),
            versions: versions.into_iter().take(shown).collect(),
        }
    }
}

/// The other names of an advisory: those that people search for come first.
pub(super) fn aliases(advisory: &Advisory) -> Vec<&str> {
    let mut aliases: Vec<_> = advisory.aliases().map(|a| a.value.as_str()).collect();
    aliases.sort_by_key(|alias| (!alias.starts_with("CVE-"), !alias.starts_with("GHSA-")));
    aliases
}

/// The fixed versions of all packages, each once.
fn fixes(packages: &[PackageView]) -> Vec<&str> {
    let mut fixes = Vec::new();
    for fix in packages.iter().flat_map(|package| &package.fixes) {
        if !fixes.contains(&fix.as_str()) {
            fixes.push(fix.as_str());
        }
    }
    fixes
}

fn first(names: Vec<&str>) -> Vec<String> {
    let names = names.into_iter().take(NAMED);
    names.map(str::to_owned).collect()
}
