//! The products of a document, and how they stand (CSAF 2.0, sections 3.2.2 and
//! 3.2.3.9).
//!
//! Every version that is known by name is a product; where not all are, the ranges are;
//! and where an advisory does not say which versions it is about, the package is.

use std::collections::HashSet;

use super::remediation::{Remedy, Ways};
use crate::advice::{Exposure, Outlook, Standing};
use crate::model::affected::Enumeration;
use crate::model::config::PackageName;
use crate::model::{Advisory, Affected, Severity, purl};
use crate::output::Material;
use crate::version::interval::{End, Interval};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a document says of one package.
pub(super) struct Package<'a> {
    pub(super) vendor: &'a str,
    pub(super) name: &'a str,
    pub(super) products: Vec<Product>,
    /// Those of the package, else those of the advisory.
    pub(super) severities: Vec<&'a Severity>,
}

/// A product, and how it stands.
pub(super) struct Product {
    pub(super) kind: Kind,
    /// The version or range; of a package as a whole, nothing.
    pub(super) name: String,
    /// What tells it apart in the document.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) purl: Option<String>,
    pub(super) status: Status,
    /// What helps its users, where they need help.
    pub(super) remedy: Option<Remedy>,
    /// Why it is not affected, in the author's words.
    pub(super) why: Option<String>,
}

/// What a product is of its package.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Whole,
    Version,
    Range,
}

/// How a product stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Fixed,
    KnownAffected,
    KnownNotAffected,
    UnderInvestigation,
}

/// How the products of one package are called.
struct Naming<'a> {
    name: &'a str,
    /// What their ids begin with.
    id: String,
    purl: Option<String>,
}

impl<'a> Package<'a> {
    /// Every package that an advisory is about. One that names none is about those of
    /// the project.
    pub(super) fn all(advisory: &'a Advisory, site: &'a Material<'a>) -> Vec<Self> {
        let packages = advisory.by_package();
        let packages: Vec<Self> = if packages.is_empty() {
            let own = site.config.packages.iter().map(|package| {
                let naming = Naming::new(package, None);
                Self::whole(vendor(site, package), &naming, advisory)
            });
            own.collect()
        } else {
            let packages = packages.into_iter();
            packages
                .map(|entries| Self::about(advisory, &entries, site))
                .collect()
        };
        if packages.is_empty() {
            let naming = Naming::unnamed(site);
            return vec![Self::whole(naming.name, &naming, advisory)];
        }
        packages
    }

    fn about(advisory: &'a Advisory, entries: &[&'a Affected], site: &'a Material<'a>) -> Self {
        let named = entries[0].package.as_ref();
        let exposure = site.advice.about(entries[0]);
        let exposure = exposure.expect("a package that an advisory is about");
        let (vendor, naming) = match named {
            Some(package) => (
                vendor(site, exposure.package()),
                Naming::new(exposure.package(), package.purl.as_deref()),
            ),
            None => {
                let naming = Naming::unnamed(site);
                (naming.name, naming)
            }
        };
        let outlook = exposure.outlook(advisory);
        let mut products = naming.versions(exposure, advisory, &outlook);
        if !is_listed(exposure, entries) {
            let named: HashSet<String> = products.iter().map(|it| it.id.clone()).collect();
            let ranges = naming.ranges(exposure, advisory, &outlook).into_iter();
            products.extend(ranges.filter(|range| !named.contains(&range.id)));
        }
        if products.is_empty() {
            products.push(naming.whole());
        }
        let own = entries
            .iter()
            .flat_map(|entry| entry.severity.iter().flatten());
        let mut severities: Vec<_> = own.collect();
        if severities.is_empty() {
            severities.extend(advisory.severity.iter().flatten());
        }
        Self {
            vendor,
            name: naming.name,
            products,
            severities,
        }
    }

    /// The project's own packages, none of whose releases is affected.
    pub(super) fn unaffected(site: &'a Material<'a>) -> Vec<Self> {
        let own = site.config.packages.iter().map(|package| {
            let naming = Naming::new(package, None);
            let exposure = site.advice.of(package);
            let releases = exposure.iter().flat_map(|it| it.schedule().releases());
            let releases =
                releases.map(|release| naming.version(&release.version, Status::KnownNotAffected));
            let mut products: Vec<Product> = releases.collect();
            if products.is_empty() {
                products.push(Product {
                    status: Status::KnownNotAffected,
                    remedy: None,
                    ..naming.whole()
                });
            }
            Self {
                vendor: vendor(site, package),
                name: naming.name,
                products,
                severities: Vec::new(),
            }
        });
        own.collect()
    }

    fn whole(vendor: &'a str, naming: &Naming<'a>, advisory: &'a Advisory) -> Self {
        Self {
            vendor,
            name: naming.name,
            products: vec![naming.whole()],
            severities: advisory.severity.iter().flatten().collect(),
        }
    }
}

/// Whether every version is known by name: the project lists its releases, or the
/// record enumerates what its ranges cover.
fn is_listed(exposure: &Exposure<'_>, entries: &[&Affected]) -> bool {
    let enumerates = |entry: &&Affected| {
        entry.enumeration == Enumeration::Whole && entry.versions.iter().flatten().next().is_some()
    };
    !exposure.schedule().releases().is_empty() || entries.iter().all(enumerates)
}

/// Who makes a package: the publisher what it calls its own; of others nothing is known
/// but the registry.
fn vendor<'a>(site: &'a Material<'_>, package: &'a PackageName) -> &'a str {
    let is_own = site.config.packages.contains(package);
    let publisher = site.config.publisher().filter(|_| is_own);
    publisher.map_or(package.ecosystem.as_str(), |publisher| &publisher.name)
}

impl<'a> Naming<'a> {
    fn new(package: &'a PackageName, given: Option<&str>) -> Self {
        Self {
            name: &package.name,
            id: package.to_string(),
            purl: given.map(str::to_owned).or_else(|| purl::of(package)),
        }
    }

    /// Software without a registry.
    fn unnamed(site: &'a Material<'_>) -> Self {
        let name = site.language().name_of(site.config);
        Self {
            name,
            id: name.to_owned(),
            purl: None,
        }
    }

    /// The versions that are known by name.
    fn versions(
        &self,
        exposure: &'a Exposure<'a>,
        advisory: &'a Advisory,
        outlook: &Outlook<'_, 'a>,
    ) -> Vec<Product> {
        let ways = Ways::new(exposure, advisory, outlook);
        let standings = exposure.standings(advisory, outlook).into_iter();
        let products = standings.filter(|(known, _)| !known.version.trim().is_empty());
        let products = products.map(|(known, standing)| {
            let version = known.version;
            let mut product = self.version(version, standing.into());
            match product.status {
                Status::KnownAffected => product.remedy = Some(ways.of_version(version)),
                Status::KnownNotAffected => {
                    let branch = exposure.statement(advisory, version);
                    product.why = branch.and_then(|branch| branch.why.clone());
                }
                Status::Fixed | Status::UnderInvestigation => {}
            }
            product
        });
        products.collect()
    }

    /// The ranges, and the versions that fix them.
    fn ranges(
        &self,
        exposure: &'a Exposure<'a>,
        advisory: &'a Advisory,
        outlook: &Outlook<'_, 'a>,
    ) -> Vec<Product> {
        let ways = Ways::new(exposure, advisory, outlook);
        let ranges = outlook.extent.iter().map(|run| {
            let mut product = match &run.end {
                End::LastAffected(last) if *last == run.introduced => {
                    self.version(last, Status::KnownAffected)
                }
                _ => self.range(run),
            };
            product.remedy = Some(ways.of_run(&run.introduced, Some(run)));
            product
        });
        let fixes = outlook.fixes.iter();
        let fixes = fixes.filter(|fix| !outlook.unreleased.contains(*fix));
        let fixes = fixes.map(|fix| self.version(fix, Status::Fixed));
        let mut products: Vec<Product> = ranges.collect();
        if !products.is_empty() {
            products.extend(fixes);
        }
        products
    }

    fn version(&self, version: &str, status: Status) -> Product {
        let purl = self.purl.as_deref();
        Product {
            kind: Kind::Version,
            name: version.to_owned(),
            id: format!("{}@{version}", self.id),
            title: format!("{} {version}", self.name),
            purl: purl.map(|purl| purl::of_version(purl, version)),
            status,
            remedy: None,
            why: None,
        }
    }

    fn range(&self, run: &Interval) -> Product {
        let range = vers(self.purl.as_deref(), run);
        Product {
            kind: Kind::Range,
            id: format!("{}@{range}", self.id),
            title: format!("{} {range}", self.name),
            name: range,
            purl: self.purl.clone(),
            status: Status::KnownAffected,
            remedy: None,
            why: None,
        }
    }

    /// All versions: nobody says which are affected.
    fn whole(&self) -> Product {
        Product {
            kind: Kind::Whole,
            name: String::new(),
            id: self.id.clone(),
            title: self.name.to_owned(),
            purl: self.purl.clone(),
            status: Status::UnderInvestigation,
            remedy: Some(Remedy::Unstated),
            why: None,
        }
    }
}

/// A range as a version range specifier: `vers:pypi/>=2.0|<2.4.3`.
fn vers(purl: Option<&str>, run: &Interval) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    let kind = purl.and_then(|purl| purl.strip_prefix("pkg:")?.split('/').next());
    let kind = kind.unwrap_or("generic");
    let spelled = |version: &str| utf8_percent_encode(version, KEPT).to_string();
    let start = (run.introduced != "0").then(|| format!(">={}", spelled(&run.introduced)));
    let end = match &run.end {
        End::Open => None,
        End::Fixed(end) | End::Before(end) => Some(format!("<{}", spelled(end))),
        End::LastAffected(last) => Some(format!("<={}", spelled(last))),
    };
    let constraints: Vec<String> = start.into_iter().chain(end).collect();
    match constraints.as_slice() {
        [] => format!("vers:{kind}/*"),
        all => format!("vers:{kind}/{}", all.join("|")),
    }
}

impl From<Standing> for Status {
    /// CSAF 2.0 has no word for what nobody looked at. Records leave the range open
    /// there, so that scanners count it as affected; so do documents.
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::NotAffected => Self::KnownNotAffected,
            Standing::Fixed => Self::Fixed,
            Standing::Affected | Standing::NotEvaluated => Self::KnownAffected,
        }
    }
}
