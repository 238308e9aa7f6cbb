//! What is no vulnerability of the project, in the profile *VEX* (CSAF 2.0, section
//! 4.5): a document for each entry of the register of which scanners report a CVE id.
//! A vulnerability without one stays out, since a reader of these documents (Trivy)
//! ends at it.

use std::sync::Arc;

use serde::Serialize;

use super::document::{Distribution, Head, Note, Reference, Root};
use super::issue::Issue;
use super::product::Package;
use super::provider::WirePublisher;
use super::tracking::Tracking;
use super::tree::Tree;
use super::vulnerability::{Id, ProductStatus};
use crate::model::SitePath;
use crate::model::id::is_cve;
use crate::model::non_vulnerability::{Justification, NonVulnerability, Report};
use crate::output::{Frame, Material, vex};

/// The documents of the register.
pub(super) fn issues<'p>(site: &Material<'p>) -> impl Iterator<Item = Arc<Issue<'p>>> + use<'p> {
    let is_own = !site.config.packages.is_empty();
    let entries = vex::standing_reports(site)
        .into_iter()
        .filter(move |_| is_own);
    entries.filter_map(|(entry, mut reports)| {
        reports.retain(|report| cve(report).is_some());
        (!reports.is_empty()).then(|| Issue::of_entry(entry, reports))
    })
}

pub(super) fn document(
    frame: &Frame<'_>,
    issue: &Issue<'_>,
    entry: &NonVulnerability,
    reports: &[&Report],
) -> Vec<u8> {
    let history = issue.history(frame.site);
    let packages = Package::unaffected(frame.site);
    let vulnerabilities = reports.iter().filter_map(|report| {
        let cve = cve(report)?;
        Some(Vulnerability::new(cve, entry, report, &packages))
    });
    super::compact(&Root {
        document: Head {
            aggregate_severity: None,
            category: "csaf_vex",
            csaf_version: "2.0",
            distribution: Distribution::WHITE,
            lang: "en",
            notes: Vec::new(),
            publisher: WirePublisher::new(frame.config),
            references: references(frame, issue, entry),
            title: issue.title().to_owned(),
            tracking: Tracking::new(issue.id(), Vec::new(), &history),
        },
        product_tree: Some(Tree::new(&packages)),
        vulnerabilities: vulnerabilities.collect(),
    })
}

/// The CVE id of what is reported.
fn cve(report: &Report) -> Option<&str> {
    let mut ids = report.ids.iter().map(|id| id.value.as_str());
    ids.find(|id| is_cve(id))
}

/// The document itself, and the entry on the page.
fn references<'a>(
    frame: &Frame<'_>,
    issue: &Issue<'_>,
    entry: &NonVulnerability,
) -> Vec<Reference<'a>> {
    let page = frame.config.address(&SitePath::register());
    let page = page.map(|page| format!("{page}#{}", entry.id.value));
    let own = frame.config.address(&issue.path);
    let all = [("This document", own), ("The entry as a page", page)].into_iter();
    let all = all.filter_map(|(summary, url)| {
        let url = url?;
        Some(Reference {
            category: "self",
            summary,
            url,
        })
    });
    all.collect()
}

#[derive(Serialize)]
struct Vulnerability<'a> {
    cve: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    flags: Vec<Flag<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ids: Vec<Id<'a>>,
    notes: [Note; 1],
    product_status: ProductStatus<'a>,
    threats: [Threat<'a>; 1],
    title: &'a str,
}

#[derive(Serialize)]
struct Flag<'a> {
    label: &'static str,
    product_ids: Vec<&'a str>,
}

#[derive(Serialize)]
struct Threat<'a> {
    category: &'static str,
    details: &'a str,
    product_ids: Vec<&'a str>,
}

impl<'a> Vulnerability<'a> {
    /// The words of justification are those of OpenVEX.
    fn new(
        cve: &'a str,
        entry: &'a NonVulnerability,
        report: &'a Report,
        packages: &'a [Package<'a>],
    ) -> Self {
        let products = packages.iter().flat_map(|package| &package.products);
        let products: Vec<&str> = products.map(|product| product.id.as_str()).collect();
        let flag = entry
            .justification
            .map(Justification::as_str)
            .map(|label| Flag {
                label,
                product_ids: products.clone(),
            });
        let others = report.ids.iter().map(|id| id.value.as_str());
        let about = match &report.dependency {
            Some(purl) => format!("{} (reported in {})", entry.title.value, purl.value),
            None => entry.title.value.clone(),
        };
        Self {
            cve,
            flags: flag.into_iter().collect(),
            ids: others.filter(|id| !is_cve(id)).map(Id::new).collect(),
            notes: [Note::new("summary", "Summary", about)],
            product_status: ProductStatus::new(packages),
            threats: [Threat {
                category: "impact",
                details: entry.why.value.trim_end(),
                product_ids: products,
            }],
            title: &entry.title.value,
        }
    }
}
