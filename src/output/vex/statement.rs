//! A statement: a vulnerability, versions, and what holds of them (OpenVEX 0.2.0,
//! "Statement").

use std::collections::BTreeMap;

use serde::Serialize;

use super::package::{Rivals, VexPackage, names};
use super::product;
use crate::advice::{Exposure, Known, Meaning, Outlook, Standing};
use crate::model::{Advisory, Branch, BranchStatus, Bundled, SitePath, Timestamp};
use crate::output::Material;
use crate::output::osv::display;
use crate::theme::markdown;

/// A statement, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Statement<'p> {
    pub(super) vulnerability: Vulnerability<'p>,
    #[serde(serialize_with = "display")]
    pub(super) timestamp: Timestamp,
    pub(super) products: Vec<Product>,
    #[serde(flatten)]
    pub(super) holds: Holds,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status_notes: Option<String>,
}

/// What is reported (OpenVEX 0.2.0, "Vulnerability Data Structure").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Vulnerability<'p> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    iri: Option<String>,
    /// The name that most readers know.
    name: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'p str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'p str>,
}

/// A version of a package, both ways in which readers look for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Product {
    #[serde(rename = "@id")]
    iri: String,
    identifiers: Identifiers,
    /// What of it is meant; all of it where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    subcomponents: Vec<Product>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Identifiers {
    purl: String,
}

/// What holds of the versions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub(super) enum Holds {
    /// They never had the defect.
    NotAffected {
        justification: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        impact_statement: Option<String>,
    },
    /// They have it.
    Affected { action_statement: String },
    /// They have a fix.
    Fixed,
}

/// The code that has the defect is not in the version.
const NO_CODE: &str = "vulnerable_code_not_present";

/// The component that has the defect is not in the version.
const NO_COMPONENT: &str = "component_not_present";

impl<'p> Statement<'p> {
    /// Those that follow from one advisory for a package.
    pub(super) fn of(
        site: &Material<'p>,
        package: &VexPackage<'p>,
        rivals: &Rivals<'_, 'p>,
        advisory: &'p Advisory,
    ) -> Vec<Self> {
        let exposure = &package.exposure;
        let outlook = exposure.outlook(advisory);
        let mut versions: BTreeMap<Holds, Vec<&str>> = BTreeMap::new();
        for (known, standing) in known(exposure, advisory, &outlook) {
            let version = known.version;
            let branch = exposure.statement(advisory, version);
            let is_open = branch.is_some_and(|it| it.status == BranchStatus::NotEvaluated);
            let holds = match standing {
                // Of a record that lists such a version nobody knows what it means.
                _ if version.trim().is_empty() => continue,
                Standing::NotEvaluated => continue,
                Standing::Affected => Holds::Affected {
                    action_statement: action(site, advisory, known.meaning, branch),
                },
                _ if is_open || !rivals.agree(advisory, version) => continue,
                Standing::Fixed => Holds::Fixed,
                Standing::NotAffected => Holds::NotAffected {
                    justification: match &advisory.bundled {
                        Some(it) if package.lacks(site, &it.component, version) => NO_COMPONENT,
                        Some(_) | None => NO_CODE,
                    },
                    impact_statement: branch.and_then(why),
                },
            };
            versions.entry(holds).or_default().push(version);
        }
        let (name, package) = (exposure.package(), &package.purl);
        let statements = versions.into_iter().map(|(holds, versions)| {
            let products = versions.iter().rev();
            let products = products.flat_map(|it| product::versions(name, package, it));
            Self {
                vulnerability: Vulnerability::of(site, advisory),
                timestamp: advisory.as_of(site.view()).record_modified(),
                products: products.map(Product::new).collect(),
                holds,
                status_notes: advisory.bundled.as_ref().map(of_component),
            }
        });
        statements.collect()
    }
}

impl Product {
    fn new(purl: String) -> Self {
        Self::within(purl, None)
    }

    /// A dependency of a product, as far as the product has it.
    pub(super) fn within(purl: String, dependency: Option<String>) -> Self {
        Self {
            iri: purl.clone(),
            identifiers: Identifiers { purl },
            subcomponents: dependency.into_iter().map(Self::new).collect(),
        }
    }
}

impl<'p> Vulnerability<'p> {
    /// That of these names, where there is one; the first of CVE stands for all.
    pub(super) fn new(
        iri: Option<String>,
        names: impl Iterator<Item = &'p str>,
        description: Option<&'p str>,
    ) -> Option<Self> {
        let mut aliases: Vec<&str> = Vec::new();
        for name in names {
            if !aliases.contains(&name) {
                aliases.push(name);
            }
        }
        let known = aliases.iter().position(|name| name.starts_with("CVE-"));
        let at = known.or((!aliases.is_empty()).then_some(0))?;
        Some(Self {
            iri,
            name: aliases.remove(at),
            description,
            aliases,
        })
    }

    fn of(site: &Material<'p>, advisory: &'p Advisory) -> Self {
        let page = site.config.address(&SitePath::advisory(&advisory.id.value));
        let summary = advisory.summary.as_ref();
        let summary = summary.map(|summary| summary.value.as_str());
        let vulnerability = Self::new(page, names(advisory), summary);
        vulnerability.expect("an advisory has an id")
    }
}

/// The known versions. Where nobody lists releases or speaks of branches these are the
/// fixes: what a record enumerates is affected, as it says already.
fn known<'k, 'p>(
    exposure: &'k Exposure<'p>,
    advisory: &'p Advisory,
    outlook: &'k Outlook<'_, 'p>,
) -> Vec<(Known<'k>, Standing)> {
    if !exposure.says_versions(advisory) {
        return Vec::new();
    }
    let lists_none = exposure.schedule().releases().is_empty();
    if lists_none && advisory.branches.is_empty() {
        return fixes(outlook);
    }
    match exposure.standings(advisory, outlook) {
        // Without releases and enumerated versions no other is known.
        known if known.is_empty() && lists_none => fixes(outlook),
        known => known,
    }
}

fn fixes<'k>(outlook: &'k Outlook<'_, '_>) -> Vec<(Known<'k>, Standing)> {
    let fixes = outlook.fixes.iter().rev().map(|version| {
        let known = Known {
            version,
            meaning: Meaning::NotAffected,
        };
        (known, Standing::Fixed)
    });
    fixes.collect()
}

/// What the author says of a component, and of artifacts that do not have it: products
/// are versions, whatever their artifacts.
fn of_component(bundled: &Bundled) -> String {
    let within = bundled
        .within
        .iter()
        .map(|it| format!(", which is in {it}"));
    let not_within = bundled
        .not_within
        .iter()
        .map(|it| format!(", and not in {it}"));
    let artifacts: String = within.chain(not_within).collect();
    format!("The defect is in {}{artifacts}.", bundled.component)
}

/// What the author says of a branch.
fn why(branch: &Branch) -> Option<String> {
    branch.why.as_deref().map(markdown::plain)
}

/// What the users of an affected version can do. The words are English, whatever the
/// language of the site, as those of records are.
fn action(
    site: &Material<'_>,
    advisory: &Advisory,
    meaning: Meaning<'_>,
    branch: Option<&Branch>,
) -> String {
    let mut sentences: Vec<String> = Vec::new();
    match branch.map(|branch| branch.status) {
        Some(BranchStatus::Pending) => sentences.push("There is no fix of this series yet.".into()),
        Some(BranchStatus::WontFix) => sentences.push("This series gets no fix.".into()),
        _ => {}
    }
    if !sentences.is_empty() {
        sentences.extend(branch.and_then(why));
    }
    match meaning {
        Meaning::UpgradeTo(version) => sentences.push(format!("Upgrade to {version}.")),
        Meaning::FixedIn(version) => sentences.push(format!("{version} has the fix.")),
        _ if sentences.is_empty() => sentences.push("There is no fixed version.".into()),
        _ => {}
    }
    if advisory.sections.workarounds.is_some()
        && let Some(page) = site.config.address(&SitePath::advisory(&advisory.id.value))
    {
        sentences.push(format!("There are workarounds: {page}#workarounds"));
    }
    sentences.join(" ")
}
