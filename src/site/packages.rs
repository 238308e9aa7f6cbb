//! Public advisories by package.

use std::collections::BTreeMap;

use crate::model::config::PackageName;
use crate::model::{Advisory, Affected, Package};
use crate::output::html::{PackageAdvisory, PackageGroup};

#[cfg(test)]
mod tests;

/// The packages that these advisories are about, by registry and name, each
/// with its advisories in their order. Software without a registry is none, and
/// so is one in a registry that nobody knows.
pub(super) fn groups<'p>(public: &[&'p Advisory]) -> Vec<PackageGroup<'p>> {
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
    groups.into_values().collect()
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
