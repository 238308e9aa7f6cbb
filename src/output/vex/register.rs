//! What the register says of reports that scanners make.

use std::collections::BTreeSet;

use super::package::VexPackage;
use super::statement::{Holds, Product, Statement, Vulnerability};
use crate::model::non_vulnerability::{NonVulnerability, Report};
use crate::model::{Advisory, SitePath};
use crate::output::Material;
use crate::theme::markdown;

/// A statement for each report about one of the project's own packages: whatever its
/// version, since an entry is about the project as it is. Nothing is said of an id that
/// an advisory has which stands.
pub(super) fn statements<'p>(site: &Material<'p>, package: &VexPackage<'p>) -> Vec<Statement<'p>> {
    let is_own = site.config.packages.contains(package.exposure.package());
    let has_reports = site
        .register
        .iter()
        .any(|entry| !entry.applies_to.is_empty());
    if !is_own || !has_reports {
        return Vec::new();
    }
    let statements = standing_reports(site).into_iter();
    let statements = statements.flat_map(|(entry, reports)| {
        let reports = reports.into_iter();
        reports.filter_map(|report| statement(site, package, entry, report))
    });
    statements.collect()
}

/// What scanners report that is none, by entry: without any id that an advisory has
/// which stands.
pub(in crate::output) fn standing_reports<'p>(
    site: &Material<'p>,
) -> Vec<(&'p NonVulnerability, Vec<&'p Report>)> {
    let standing = site.public.iter();
    let standing = standing.filter(|it| it.as_of(site.view()).withdrawn().is_none());
    let taken = standing.flat_map(|advisory| Advisory::every_name(advisory));
    let taken: BTreeSet<String> = taken.map(str::to_ascii_lowercase).collect();
    let is_free = |report: &&Report| {
        let mut ids = report.ids.iter();
        !ids.any(|id| taken.contains(&id.value.to_ascii_lowercase()))
    };
    let entries = site.register.iter().copied();
    let reported = entries.map(|entry| (entry, entry.applies_to.iter().filter(is_free).collect()));
    reported.collect()
}

fn statement<'p>(
    site: &Material<'p>,
    package: &VexPackage<'p>,
    entry: &'p NonVulnerability,
    report: &'p Report,
) -> Option<Statement<'p>> {
    let address = site.config.address(&SitePath::register());
    let names = report.ids.iter().map(|id| id.value.as_str());
    let dependency = report.dependency.as_ref();
    Some(Statement {
        vulnerability: Vulnerability::new(
            address.map(|page| format!("{page}#{}", entry.id.value)),
            names,
            Some(&entry.title.value),
        )?,
        timestamp: entry.since.value,
        products: vec![Product::within(
            package.purl.clone(),
            dependency.map(|purl| purl.value.clone()),
        )],
        holds: Holds::NotAffected {
            justification: entry.justification?.as_str(),
            impact_statement: Some(markdown::plain(&entry.why.value)),
        },
        status_notes: None,
    })
}
