//! Public advisories by package.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::config::PackageName;
use crate::model::{Advisory, Affected, Package};
use crate::theme::Language;

/// A package, and the advisories about it.
#[derive(Clone, Debug)]
pub struct PackageGroup<'a> {
    /// The package.
    pub package: PackageName,
    /// Its package URL, when a record has one.
    pub purl: Option<&'a str>,
    /// The advisories, newest first.
    pub advisories: Vec<PackageAdvisory<'a>>,
}

/// An advisory, and its entries about one package.
#[derive(Clone, Debug)]
pub struct PackageAdvisory<'a> {
    /// The advisory.
    pub advisory: &'a Advisory,
    /// Its entries about the package; at least one.
    pub affected: Vec<&'a Affected>,
}

impl PackageGroup<'_> {
    /// What readers call the package's feed.
    pub fn feed_title(&self, language: &Language) -> String {
        let PackageName { ecosystem, name } = &self.package;
        let values = [
            ("package", name.as_str().into()),
            ("registry", ecosystem.to_string().into()),
        ];
        language.fill("feed_title_package", values)
    }
}

/// The packages that these advisories are about, by registry and name, each
/// with its advisories in their order; none unless there are several. Software
/// without a registry is none, and so is one in a registry that nobody knows.
pub(super) fn groups<'p>(public: &[&'p Advisory]) -> Vec<Arc<PackageGroup<'p>>> {
    let mut groups: BTreeMap<PackageName, PackageGroup<'p>> = BTreeMap::new();
    for &advisory in public {
        for affected in advisory.affected() {
            let package = affected.package.as_ref();
            let Some(package) = package.filter(|package| package.ecosystem.is_known()) else {
                continue;
            };
            let name = package.canonical();
            let group = groups.entry(name.clone());
            let group = group.or_insert_with_key(|name| PackageGroup {
                package: name.clone(),
                purl: None,
                advisories: Vec::new(),
            });
            // The oldest spelling stays, and with it the address of the page.
            group.package = name;
            add(group, advisory, affected, package);
        }
    }
    if groups.len() < 2 {
        groups.clear();
    }
    groups.into_values().map(Arc::new).collect()
}

fn add<'p>(
    group: &mut PackageGroup<'p>,
    advisory: &'p Advisory,
    affected: &'p Affected,
    package: &'p Package,
) {
    group.purl = group.purl.or(package.purl.as_deref());
    match group.advisories.last_mut() {
        Some(last) if std::ptr::eq(last.advisory, advisory) => last.affected.push(affected),
        _ => group.advisories.push(PackageAdvisory {
            advisory,
            affected: vec![affected],
        }),
    }
}
