//! A package of which something can be said.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::register;
use super::statement::Statement;
use crate::advice::Exposure;
use crate::model::support::BundledSince;
use crate::model::{Advisory, SitePath, Timestamp, purl};
use crate::output::Material;
use crate::output::versions::Table;
use crate::support;

/// A package that has a package URL.
pub(super) struct VexPackage<'p> {
    pub(super) exposure: Arc<Exposure<'p>>,
    /// Its package URL, without a version.
    pub(super) purl: String,
}

impl<'p> VexPackage<'p> {
    /// All of the site that have one, by their URLs. Readers fold the letters of some:
    /// packages that differ in nothing else are left out, or what is said of one would
    /// be taken for the other.
    pub(super) fn all(site: &Material<'p>) -> Vec<Self> {
        let mut packages: BTreeMap<String, Vec<Self>> = BTreeMap::new();
        for exposure in site.advice.all() {
            if let Some(purl) = purl::of(exposure.package()) {
                let folded = packages.entry(purl.to_lowercase()).or_default();
                folded.push(Self {
                    exposure: Arc::clone(exposure),
                    purl,
                });
            }
        }
        let alone = packages.into_values().filter(|folded| folded.len() == 1);
        alone.flatten().collect()
    }

    /// Where its document is, in the archive and below `vex/` alike: `pkg/TYPE/NAME`,
    /// percent-encoded (VEX Repository Specification 0.1, section 4.4).
    pub(super) fn location(&self) -> String {
        format!("{}/vex.json", self.purl.replacen("pkg:", "pkg/", 1))
    }

    /// The path whose address that is; none where some systems cannot hold it.
    pub(super) fn path(&self) -> Option<SitePath> {
        let location = self.location();
        let decoded = percent_decode_str(&location).decode_utf8().ok()?;
        let path = SitePath::new(format!("vex/{decoded}")).ok()?;
        path.hindrance().is_none().then_some(path)
    }

    /// Whether there is a statement about it.
    pub(super) fn states_anything(&self, site: &Material<'p>) -> bool {
        let rivals = Rivals::new(&self.exposure);
        let mut advisories = self.exposure.advisories();
        !register::statements(site, self).is_empty()
            || advisories.any(|advisory| !Statement::of(site, self, &rivals, advisory).is_empty())
    }

    /// Every statement about it, in no order.
    pub(super) fn statements(&self, site: &Material<'p>) -> Vec<Statement<'p>> {
        let rivals = Rivals::new(&self.exposure);
        let advisories = self.exposure.advisories();
        let statements = advisories.flat_map(|it| Statement::of(site, self, &rivals, it));
        statements.chain(register::statements(site, self)).collect()
    }

    /// What the project says of its releases.
    fn table<'s>(&self, site: &'s Material<'p>) -> Option<&'s Table<'p>> {
        let package = self.exposure.package();
        let mut tables = site.tables.iter();
        tables.find(|table| table.exposure.package() == package)
    }

    /// Whether a version is older than each that is known to ship a component.
    pub(super) fn lacks(&self, site: &Material<'p>, component: &str, version: &str) -> bool {
        let order = self.exposure.schedule().order();
        let is_older = |since: &BundledSince| order.compare(version, &since.version.value).is_lt();
        let shipped = self
            .table(site)
            .into_iter()
            .flat_map(|it| &it.support.bundled);
        let mut since = shipped
            .filter(|shipped| shipped.component.value.eq_ignore_ascii_case(component))
            .flat_map(|shipped| &shipped.since)
            .peekable();
        since.peek().is_some() && since.all(is_older)
    }

    /// When its releases or their support last changed.
    pub(super) fn last_turn(&self, site: &Material<'p>) -> Option<Timestamp> {
        let turns = support::turns(self.table(site)?.support);
        let last = turns.range(..=site.clock.date()).next_back()?;
        let start = last.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(start.timestamp().into())
    }
}

/// Advisories about one package that share an id.
pub(super) struct Rivals<'e, 'p> {
    exposure: &'e Exposure<'p>,
    by_name: HashMap<String, Vec<&'p Advisory>>,
}

impl<'e, 'p> Rivals<'e, 'p> {
    fn new(exposure: &'e Exposure<'p>) -> Self {
        let mut by_name: HashMap<String, Vec<&'p Advisory>> = HashMap::new();
        for advisory in exposure.advisories() {
            for name in names(advisory) {
                let named = by_name.entry(name.to_ascii_lowercase()).or_default();
                named.push(advisory);
            }
        }
        by_name.retain(|_, named| named.len() > 1);
        Self { exposure, by_name }
    }

    /// Whether no other advisory with one of the ids affects the version, or may.
    pub(super) fn agree(&self, advisory: &Advisory, version: &str) -> bool {
        if self.by_name.is_empty() {
            return true;
        }
        let named = names(advisory).filter_map(|it| self.by_name.get(&it.to_ascii_lowercase()));
        let mut others = named
            .flatten()
            .filter(|other| !std::ptr::eq(**other, advisory));
        !others.any(|other| {
            !self.exposure.says_versions(other) || self.exposure.affects(other, version)
        })
    }
}

/// The id of an advisory and its other names.
pub(super) fn names(advisory: &Advisory) -> impl Iterator<Item = &str> {
    let aliases = advisory.aliases().map(|alias| alias.value.as_str());
    std::iter::once(advisory.id.value.as_str()).chain(aliases)
}
