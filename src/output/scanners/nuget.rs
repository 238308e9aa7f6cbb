//! `nuget/`: an audit source of NuGet
//! (<https://learn.microsoft.com/en-us/nuget/api/vulnerability-info>). Only with a
//! `base_url`, since each `@id` is absolute.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use serde::Serialize;

use super::{Audited, JSON, address, json, newest, page, path, rating};
use crate::model::{Family, Rating};
use crate::output::plan::{DataFile, Frame, file};
use crate::output::{Claims, Material};
use crate::version::Order;
use crate::version::interval::{End, Interval, compare_starts};

const REGISTRY: &str = "NuGet";
const INDEX: &str = "nuget/vulnerabilities.json";
const BASE: &str = "nuget/base.json";

pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let packages = Audited::all(site, REGISTRY);
    let is_wanted = site.config.makes(Family::Nuget) && site.config.base_url.is_some();
    if packages.is_empty() || !is_wanted {
        return;
    }
    let service = DataFile::new(path("nuget/index.json"), JSON, "Audit source of NuGet");
    claims.list(service, file(service_index));
    claims.own_fixed(INDEX, file(pages));
    claims.own_fixed(BASE, file(move |frame| base(frame, &packages)));
}

#[derive(Serialize)]
struct Service {
    version: &'static str,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Resource {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    kind: &'static str,
}

/// Of a project without a record, a source that has nothing to offer.
fn service_index(frame: &Frame<'_>) -> Vec<u8> {
    let resource = newest(frame, REGISTRY).map(|_| Resource {
        id: address(frame, &path(INDEX)),
        kind: "VulnerabilityInfo/6.7.0",
    });
    json(&Service {
        version: "3.0.0",
        resources: resource.into_iter().collect(),
    })
}

#[derive(Serialize)]
struct Page {
    #[serde(rename = "@name")]
    name: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@updated")]
    updated: String,
}

fn pages(frame: &Frame<'_>) -> Vec<u8> {
    let page = newest(frame, REGISTRY).map(|at| Page {
        name: "base",
        id: address(frame, &path(BASE)),
        updated: at.to_string(),
    });
    json(&page.into_iter().collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Entry {
    url: String,
    severity: u8,
    versions: String,
}

fn base(frame: &Frame<'_>, packages: &[Audited<'_>]) -> Vec<u8> {
    let mut base: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    for package in packages {
        let mut entries = Vec::new();
        for (advisory, extent) in package.extents() {
            let severity = severity(rating(frame, advisory));
            for interval in extent {
                entries.push((page(frame, advisory), severity, interval));
            }
        }
        entries.sort_by(|(url, _, a), (other, _, b)| compare(a, b).then_with(|| url.cmp(other)));
        let entries = entries.into_iter().map(|(url, severity, interval)| Entry {
            url,
            severity,
            versions: range(&interval),
        });
        let entries: Vec<Entry> = entries.collect();
        if !entries.is_empty() {
            base.insert(&package.name, entries);
        }
    }
    if base.is_empty() {
        // An empty page is a list.
        return json(&[(); 0]);
    }
    json(&base)
}

/// What is not rated counts as medium: a level below every number that NuGet has would
/// be passed over.
fn severity(rating: Option<Rating>) -> u8 {
    match rating {
        Some(Rating::None | Rating::Low) => 0,
        Some(Rating::Medium) | None => 1,
        Some(Rating::High) => 2,
        Some(Rating::Critical) => 3,
    }
}

/// Whoever looks for a version stops early by this order: the higher maximum first, then
/// the higher minimum.
fn compare(a: &Interval, b: &Interval) -> Ordering {
    let order = Order::NuGet;
    let maximum = |interval: &Interval| match &interval.end {
        End::Open => None,
        End::Fixed(end) | End::Before(end) => Some((end.clone(), false)),
        End::LastAffected(end) => Some((end.clone(), true)),
    };
    let maxima = match (maximum(a), maximum(b)) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some((a, a_is_in)), Some((b, b_is_in))) => order
            .compare(&b, &a)
            .then(Reverse(a_is_in).cmp(&Reverse(b_is_in))),
    };
    maxima.then_with(|| compare_starts(order, &b.introduced, &a.introduced))
}

/// An interval as NuGet writes it. A range without any bound is none to it.
fn range(interval: &Interval) -> String {
    let from = match interval.introduced.as_str() {
        "0" => None,
        first => Some(first),
    };
    match (from, &interval.end) {
        (None, End::Open) => "[0.0.0-0, )".to_owned(),
        (Some(from), End::Open) => format!("[{from}, )"),
        (None, End::Fixed(end) | End::Before(end)) => format!("(, {end})"),
        (Some(from), End::Fixed(end) | End::Before(end)) => format!("[{from}, {end})"),
        (None, End::LastAffected(end)) => format!("(, {end}]"),
        (Some(from), End::LastAffected(end)) => format!("[{from}, {end}]"),
    }
}
