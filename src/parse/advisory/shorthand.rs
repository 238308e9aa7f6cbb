//! The short ways to say what is affected, and when things happened.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::branches;
use super::by_package;
use super::ends;
use super::enumeration;
use super::extent;
use super::fixes::Fixes;
use super::osv;

use super::{Scope, version_of, versions_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::affected::{Enumeration, Package, Range, RangeEvent, RangeType};
use crate::model::config::PackageName;
use crate::model::{Affected, Branch, Map, VersionText, purl};
use crate::parse::package_name;
use crate::source::{Span, Spanned};
use crate::version::branch::{self, BranchFix};
use crate::version::interval::{self, End, Interval};
use crate::yaml::{self, Table};

/// Reads `affected`, or makes it from `package`, `introduced`, `fixed`,
/// `last_affected`, `versions` and `branches`. Versions of `branches` are respelled
/// as the ecosystem spells them.
pub(super) fn affected(
    table: &mut Table<'_>,
    branches: &mut Option<Vec<Branch>>,
    fixes: &Fixes,
    scope: &Scope<'_>,
    out: &mut Diagnostics,
) -> Option<Vec<Affected>> {
    let affected = read(table, branches.as_deref(), fixes, scope, out);
    let mut packages = affected.iter().flatten();
    if let Some(package) = packages.find_map(|entry| entry.package.as_ref()) {
        for branch in branches.iter_mut().flatten() {
            // What there is to find was found when the ranges were made.
            *branch = branches::spelled(branch, &package.canonical(), &mut Diagnostics::new());
        }
    }
    affected
}

fn read(
    table: &mut Table<'_>,
    branches: Option<&[Branch]>,
    fixes: &Fixes,
    scope: &Scope<'_>,
    out: &mut Diagnostics,
) -> Option<Vec<Affected>> {
    let short = Short::take(table, out);
    let Some(entry) = table.take_value("affected") else {
        return short.affected(table.span(), branches, fixes, scope, out);
    };
    if let Some(span) = short.first_key {
        out.push(
            Diagnostic::new(
                Code::ConflictingKeys,
                span,
                "`affected` says already which versions are affected",
            )
            .label(entry.key.span, "here")
            .help("keep one of the two"),
        );
    }
    let branches = branches.map_or(0, <[_]>::len);
    if let Some(packages) = entry.value.as_map() {
        let most = extent::most(packages.len(), branches, entry.key.span, out);
        return Some(by_package::affected(&packages[..most], fixes, scope, out));
    }
    let Some(items) = entry.value.as_list() else {
        let message = format!(
            "`affected` must be a map or a list, not {}",
            entry.value.describe()
        );
        out.push(
            Diagnostic::new(Code::WrongType, entry.value.span, message)
                .help("write the package and a range: `affected: {PyPI/tinysig: \"< 2.3\"}`"),
        );
        return None;
    };
    let items = items.iter().filter_map(|item| osv::affected(item, out));
    let mut affected: Vec<Affected> = items.collect();
    affected.shrink_to_fit();
    let mut packages: BTreeSet<PackageName> = BTreeSet::new();
    let named = affected.iter().filter_map(|entry| entry.package.as_ref());
    packages.extend(named.map(Package::canonical));
    let most = extent::most(packages.len(), branches, entry.key.span, out);
    if most < packages.len() {
        // Entries of one package may stand apart: as many are as good.
        affected.truncate(most);
    }
    Some(affected)
}

/// An entry for a package, in the form that consumers look it up by.
pub(super) fn of_package(package: &PackageName, span: Span) -> Affected {
    let mut affected = Affected::empty(span);
    if !package.ecosystem.is_generic() {
        affected.package = Some(Package {
            span,
            ecosystem: package.ecosystem.clone(),
            name: package.name.clone(),
            purl: purl::of(package),
            extra: Map::new(),
        });
    }
    affected
}

/// A range of versions, of the type that osv.dev has for the ecosystem.
pub(super) fn version_range(package: &PackageName, events: Vec<RangeEvent>) -> Range {
    let kind = if package.ecosystem.is_semver() {
        RangeType::Semver
    } else {
        RangeType::Ecosystem
    };
    Range::new(kind, None, events).expect("opens with `introduced`, closes in one way")
}

/// The keys that say for the project's package what `affected` says for any.
#[derive(Default)]
struct Short {
    package: Option<Vec<Spanned<String>>>,
    introduced: Option<Spanned<VersionText>>,
    fixed: Vec<Spanned<VersionText>>,
    last_affected: Option<Spanned<VersionText>>,
    versions: Vec<Spanned<VersionText>>,
    first_key: Option<Span>,
}

impl Short {
    fn take(table: &mut Table<'_>, out: &mut Diagnostics) -> Self {
        let mut short = Self::default();
        for key in [
            "package",
            "introduced",
            "fixed",
            "last_affected",
            "versions",
        ] {
            let Some(entry) = table.take_value(key) else {
                continue;
            };
            short.first_key.get_or_insert(entry.key.span);
            match key {
                "package" => short.package = yaml::texts_of(&entry.value, key, out),
                "introduced" => short.introduced = version_of(&entry.value, key, out),
                "fixed" => short.fixed = versions_of(&entry.value, key, out),
                "last_affected" => short.last_affected = version_of(&entry.value, key, out),
                _ => short.versions = versions_of(&entry.value, key, out),
            }
        }
        if let (Some(last), Some(fixed)) = (&short.last_affected, short.fixed.first()) {
            out.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    last.span,
                    "`last_affected` and `fixed` both say where the range ends",
                )
                .label(fixed.span, "the other end")
                .help("keep `fixed`: readers want the version that saves them"),
            );
            short.last_affected = None;
        }
        short
    }

    fn affected(
        &self,
        record: Span,
        branches: Option<&[Branch]>,
        fixes: &Fixes,
        scope: &Scope<'_>,
        out: &mut Diagnostics,
    ) -> Option<Vec<Affected>> {
        if self.first_key.is_none() && branches.is_none() && !fixes.any {
            return None;
        }
        let span = self.first_key.unwrap_or(record);
        let packages: Vec<_> = match &self.package {
            Some(names) => names
                .iter()
                .filter_map(|name| package_name(name, out))
                .collect(),
            None => scope.config.packages.clone(),
        };
        if self.package.is_none() && packages.len() != 1 {
            Self::ask_for_package(span, &packages, out);
            return None;
        }
        let is_fixed = |branches: &[Branch]| branches.iter().any(|b| b.fixed.is_some());
        if let Some(last) = &self.last_affected
            && branches.is_some_and(is_fixed)
        {
            out.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    last.span,
                    "`last_affected` and the fixes of `branches` both say where ranges end",
                )
                .help("leave `last_affected` out: each branch has its own end"),
            );
            return None;
        }
        let ranged =
            self.introduced.is_some() || !self.fixed.is_empty() || self.last_affected.is_some();
        let versioned = ranged || branches.is_some() || !self.versions.is_empty();
        if !versioned && !fixes.any {
            out.push(
                Diagnostic::new(
                    Code::MissingKey,
                    span,
                    "no key says which versions are affected",
                )
                .help("add `introduced`, `fixed`, `last_affected`, `versions` or `branches`"),
            );
            return None;
        }
        let said = self.fixed.len() + self.versions.len() + branches.map_or(0, <[_]>::len);
        let most = extent::most(packages.len(), said, span, out);
        let all = packages[..most].iter().map(|package| {
            let own = self.spelled(package, out);
            let branches = branches.map(|all| {
                let all = all.iter();
                let all = all.map(|branch| branches::spelled(branch, package, out));
                all.collect::<Vec<_>>()
            });
            own.report_ends(package, branches.as_deref().unwrap_or_default(), out);
            let all_branches = branches.as_deref().unwrap_or_default();
            let names = scope.series_names(package, all_branches);
            ends::report_repeated(&names, &own.fixed, all_branches, out);
            let mut affected = of_package(package, span);
            let mut ranges = Vec::new();
            if ranged || branches.is_some() {
                let branches = branches.unwrap_or_default();
                ranges.extend(own.range(package, &branches, scope, span, out));
            }
            ranges.extend(fixes.range.clone());
            affected.ranges = (!ranges.is_empty()).then_some(ranges);
            affected.versions = (!own.versions.is_empty()).then_some(own.versions);
            affected.enumeration = Enumeration::Unclear;
            affected.releases = enumeration::releases(package, &affected, scope);
            affected
        });
        Some(all.collect())
    }

    /// The same with versions as the package's ecosystem spells them.
    fn spelled(&self, package: &PackageName, out: &mut Diagnostics) -> Self {
        ends::report_ranges(&self.versions, out);
        let mut end = |version: &Spanned<VersionText>| ends::spelled(package, version, out);
        let (introduced, fixed) = (
            self.introduced.as_ref().map(&mut end),
            self.fixed.iter().map(&mut end).collect(),
        );
        let mut whole = |version: &Spanned<VersionText>| {
            // Software without a registry may list the names of its tags.
            if ends::is_range(version) || package.ecosystem.is_generic() {
                return version.clone();
            }
            ends::spelled_whole(package, version, out)
        };
        Self {
            introduced,
            fixed,
            last_affected: self.last_affected.as_ref().map(&mut whole),
            versions: self.versions.iter().map(&mut whole).collect(),
            ..Self::default()
        }
    }

    fn report_ends(&self, package: &PackageName, branches: &[Branch], out: &mut Diagnostics) {
        let fixed: Vec<_> = self.fixed.iter().collect();
        ends::report(package, self.introduced.as_ref(), &fixed, out);
        for branch in branches {
            let introduced = branch.introduced.as_ref().or(self.introduced.as_ref());
            let fixed: Vec<_> = branch.fixed.iter().collect();
            ends::report(package, introduced, &fixed, out);
        }
    }

    fn ask_for_package(span: Span, known: &[PackageName], out: &mut Diagnostics) {
        let help = match known {
            [] => "write `package: PyPI/NAME` here, or under `project` in forewarn.yaml".to_owned(),
            several => {
                let names: Vec<_> = several
                    .iter()
                    .map(|package| format!("`{}/{}`", package.ecosystem, package.name))
                    .collect();
                format!(
                    "write `package:` with those of {} that are affected",
                    names.join(", ")
                )
            }
        };
        out.push(
            Diagnostic::new(
                Code::MissingKey,
                span,
                "it is not clear which package is meant",
            )
            .help(help),
        );
    }

    /// The range of one package, by the branch rule.
    fn range(
        &self,
        package: &PackageName,
        branches: &[Branch],
        scope: &Scope<'_>,
        span: Span,
        out: &mut Diagnostics,
    ) -> Option<Range> {
        let introduced = self
            .introduced
            .as_ref()
            .map_or("0", |version| version.value.as_str());
        let written = self.fixed.iter();
        let written = written.chain(&self.introduced).chain(&self.last_affected);
        let of_branches = branches.iter();
        let of_branches = of_branches.flat_map(|b| b.fixed.iter().chain(&b.introduced));
        let mut places: HashMap<&str, Span> = HashMap::new();
        for version in written.chain(of_branches) {
            places.entry(&version.value).or_insert(version.span);
        }
        let runs = match &self.last_affected {
            Some(last) => {
                let end = End::LastAffected(last.value.clone());
                vec![Interval::new(introduced, end)]
            }
            None => {
                let fixed = self
                    .fixed
                    .iter()
                    .map(|version| BranchFix::of_version(&version.value));
                let named = branches.iter().map(branches::rule);
                let all: Vec<_> = fixed.chain(named).collect();
                let known = scope.releases(package);
                let names = scope.series_names(package, branches);
                let runs = branch::runs(&names, introduced, &all, &known);
                if self.introduced.is_none() {
                    ends::report_older(&names, branches, &runs, out);
                }
                runs
            }
        };
        if runs.is_empty() {
            return None;
        }
        let ends = runs.iter().filter_map(|run| match &run.end {
            End::Before(at) => Some(at.as_str()),
            _ => None,
        });
        let mends_nothing: HashSet<&str> = ends.collect();
        let events = interval::events(&runs).into_iter().flatten();
        let events = events.map(|event| {
            let place = places.get(event.version()).copied().unwrap_or(span);
            RangeEvent {
                mends: !mends_nothing.contains(event.version()),
                ..RangeEvent::new(event, place)
            }
        });
        Some(version_range(package, events.collect()))
    }
}
