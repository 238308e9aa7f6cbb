//! `composer/`: a repository of Composer without packages, with advisories
//! (<https://getcomposer.org/doc/05-repositories.md>, "security-advisories"). Only with a
//! `base_url`, since `metadata-url` is absolute.

use serde::Serialize;

use super::{Audited, JSON, json, page, path, rating};
use crate::model::{Advisory, Family, Rating, SitePath};
use crate::output::plan::{DataFile, Frame, file};
use crate::output::{Claims, Material};
use crate::version::interval::{End, Interval};

const REGISTRY: &str = "Packagist";

pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let packages = Audited::all(site, REGISTRY);
    let is_wanted = site.config.makes(Family::Composer) && site.config.base_url.is_some();
    if packages.is_empty() || !is_wanted {
        return;
    }
    let mut names = Vec::new();
    for package in packages {
        // A name that cannot be a path is none of the registry.
        if let Ok(metadata) = SitePath::new(format!("composer/p2/{}.json", package.name)) {
            names.push(package.name.clone());
            claims.own(metadata, file(move |frame| metadata_of(frame, &package)));
        }
    }
    let root = DataFile::new(
        path("composer/packages.json"),
        JSON,
        "Repository of Composer with advisories and no packages",
    );
    claims.list(root, file(move |frame| json(&Root::new(frame, &names))));
    let metadata = "Advisories about a package, for Composer";
    claims.list_kind(DataFile::fixed("composer/p2/{name}.json", JSON, metadata));
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'a> {
    packages: [(); 0],
    metadata_url: String,
    available_packages: &'a [String],
    security_advisories: Offered,
}

#[derive(Serialize)]
struct Offered {
    metadata: bool,
}

impl<'a> Root<'a> {
    fn new(frame: &Frame<'_>, names: &'a [String]) -> Self {
        let base = frame.config.base_url.as_deref().unwrap_or_default();
        Self {
            packages: [],
            metadata_url: format!("{base}composer/p2/%package%.json"),
            available_packages: names,
            security_advisories: Offered { metadata: true },
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Metadata<'a> {
    packages: Empty,
    security_advisories: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Empty {}

fn metadata_of(frame: &Frame<'_>, package: &Audited<'_>) -> Vec<u8> {
    let entries = package.extents();
    let entries =
        entries.map(|(advisory, extent)| Entry::new(frame, &package.name, advisory, &extent));
    json(&Metadata {
        packages: Empty {},
        security_advisories: entries.collect(),
    })
}

/// Composer takes a full advisory only where all of these but `cve` and `severity` are.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    advisory_id: &'a str,
    package_name: &'a str,
    affected_versions: String,
    title: &'a str,
    cve: Option<&'a str>,
    link: String,
    reported_at: String,
    sources: [Source<'a>; 1],
    severity: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Source<'a> {
    name: &'a str,
    remote_id: &'a str,
}

impl<'a> Entry<'a> {
    fn new(
        frame: &'a Frame<'_>,
        package: &'a str,
        advisory: &'a Advisory,
        extent: &[Interval],
    ) -> Self {
        let id = advisory.id.value.as_str();
        let aliases = advisory.aliases().map(|alias| alias.value.as_str());
        let mut names = std::iter::once(id).chain(aliases);
        let severity = rating(frame, advisory).filter(|rating| *rating != Rating::None);
        Self {
            advisory_id: id,
            package_name: package,
            affected_versions: constraint(extent),
            title: advisory.title(),
            cve: names.find(|name| name.starts_with("CVE-")),
            link: page(frame, advisory),
            reported_at: advisory.as_of(frame.view()).first_seen().to_string(),
            sources: [Source {
                name: frame.language().name_of(frame.config),
                remote_id: id,
            }],
            severity: severity.map(Rating::as_str),
        }
    }
}

/// Intervals as Composer reads them. Their ends are versions that it reads, by which the
/// order of Packagist goes: another would stop a whole audit.
fn constraint(extent: &[Interval]) -> String {
    let terms = extent.iter().map(|interval| {
        let first = &interval.introduced;
        let from = (first != "0").then(|| format!(">={}", bound(first)));
        let to = match &interval.end {
            End::LastAffected(last) if last == first => return format!("={last}"),
            End::LastAffected(last) => Some(format!("<={last}")),
            End::Fixed(end) | End::Before(end) => Some(format!("<{}", bound(end))),
            End::Open => None,
        };
        let terms: Vec<String> = from.into_iter().chain(to).collect();
        match terms.as_slice() {
            [] => "*".to_owned(),
            terms => terms.join(","),
        }
    });
    terms.collect::<Vec<String>>().join("|")
}

/// A version that means itself behind `<` and `>=`. Composer reads a bare `<2.0` as
/// `<2.0-dev`, which leaves the pre-releases of 2.0 out, and `>=2.0` as one that has
/// them; only a word of stability behind a hyphen keeps it from that
/// (`VersionParser::parseConstraint`).
fn bound(version: &str) -> String {
    let version = version.trim_ascii();
    let version = version.split_once('+').map_or(version, |(it, _)| it);
    let version = version.strip_prefix(['v', 'V']).unwrap_or(version);
    let lower = version.to_ascii_lowercase();
    let letter = version.find(|c: char| c.is_ascii_alphabetic());
    match letter {
        None => format!("{version}-stable"),
        // A line of development: `2.x-dev`.
        Some(at) if lower[at..].starts_with('x') => {
            let line = version[..version.len() - "dev".len()].trim_end_matches(['.', '-']);
            format!("{line}-dev")
        }
        Some(at) => {
            let (numbers, word) = version.split_at(at);
            format!("{}-{word}", numbers.trim_end_matches(['.', '_', '-']))
        }
    }
}
